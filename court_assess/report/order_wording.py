"""The requirement in words that an order could use, composed from what was arranged and proposed.

It says what the Act asks an order to say (Sentencing Act 2020, Sch 9, paras 19 and 21): the period,
whether treatment is resident, under whose direction, where, and at which intervals. It says nothing
else of the treatment, because the order must not (para 19(5)).
"""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.report.case import Case
from court_assess.report.law import drr_is_outside, no_order_is_open
from court_assess.report.reading import in_a_sentence

HEADING = "Wording that an order could use"
AUTHORITY = (
    "(Sentencing Act 2020, Sch 9, paras 19 and 21. The order must not specify the nature of the "
    "treatment in any other way: para 19(5).)"
)
SAMPLES = (
    "During that period they must give samples, as directed by the responsible officer or the "
    "person directing the treatment, to find out whether they have any drug in the body. Results "
    "of samples given to anyone else go to the responsible officer."
)
REVIEWS = {
    "yes": (
        "The requirement is reviewed periodically at intervals of {interval}, at a hearing that "
        "they must attend, after a written report by a probation officer."
    ),
    "no": "The order makes no provision for review.",
}
SETTINGS = {
    "resident": "as a resident at {place}",
    "non_resident": "as a non-resident at {place}, at these intervals: {intervals}",
}
SETTING_NOT_KNOWN = "[resident or non-resident: not known today], at {place}"


def order_wording(case: Case) -> tuple[str, ...]:
    """Return the paragraphs of the wording; empty where no requirement is proposed or open."""
    if drr_is_outside(case.judgement) or no_order_is_open(case.judgement):
        return ()
    if case.reading.value("rec.drr") != "yes":
        return ()
    return (" ".join(_treatment(case)), SAMPLES, *_reviews(case))


def _treatment(case: Case) -> Iterator[str]:
    setting = str(case.reading.value("prov.setting"))
    where = SETTINGS.get(setting, SETTING_NOT_KNOWN).format(
        place=_said(case, "prov.place", "place"),
        intervals=in_a_sentence(_said(case, "prov.intervals", "intervals")),
    )
    period = _said(case, "drr.length_months", "length")
    director = _said(case, "prov.director", "treatment director")
    yield f"For a treatment and testing period of {period},"
    yield "the person must submit to drug rehabilitation treatment"
    yield f"{where}, by or under the direction of {director}."


def _reviews(case: Case) -> Iterator[str]:
    words = REVIEWS.get(str(case.reading.value("drr.review")))
    if words is not None:
        yield words.format(interval=_said(case, "drr.review_interval", "time between reviews"))


def _said(case: Case, question: str, name: str) -> str:
    """Return an answer as part of a sentence, or what is lacking in square brackets."""
    said = case.reading.said(question)
    return said.text if said and said.is_known else f"[{name}: not known today]"
