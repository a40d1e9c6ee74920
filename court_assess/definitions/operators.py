"""Which comparisons fit which kind of question, and the words that conditions may use."""

from __future__ import annotations

from collections.abc import Mapping

from court_assess.domain.answers import NOT_YET_ASKED, Status

STATES = (*(status.value for status in Status), NOT_YET_ASKED)
RESULTS = ("met", "not_met", "not_known")
DATES = ("date", "partial_date", "datetime")
ONE_CHOICE = ("is", "is_not", "is_one_of", "is_tagged")
MANY_CHOICES = ("includes", "includes_any_of", "includes_other_than")
SIZES = ("is", "is_not", "at_least", "more_than", "at_most", "less_than")
DAYS = ("is", "is_not", "earlier_than", "on_or_after", "at_least", "at_most", "within")
NUMBERS = ("whole_number", "scale", "decimal")
OPERATORS_OF: Mapping[str, tuple[str, ...]] = {
    "yes_no": ONE_CHOICE,
    "choice": ONE_CHOICE,
    "choices": MANY_CHOICES,
    "whole_number": SIZES,
    "decimal": SIZES,
    "scale": SIZES,
    "duration": SIZES,
    "time": SIZES,
    "text": ("is_written_in", "mentions"),
    "long_text": ("mentions",),
    "weeks": (*SIZES, "any_week_over", "latest_week_is", "latest_week_over"),
    **dict.fromkeys(DATES, DAYS),
}
SCRIPTS: Mapping[str, str] = {"latin": "Latin letters"}
WHOLE_QUESTION = ("answered", "state")
ADVICE_ONLY = ("rests_on", "finding", "some_finding", "open_flag")
WITHOUT_TESTS = ("law", "considered", "advice")  # no drug test may decide these
LAW = ("orders", "requirements", "limits", "court")  # the lists that hold law
# The keys that hold a condition.
CONDITION_KEYS = (
    "met_when",
    "not_met_when",
    "when",
    "candidate_when",
    "today_when",
    "considered_when",
)
