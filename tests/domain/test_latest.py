"""The last of several statements on one matter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Status, given
from court_assess.domain.evaluation import Evidence
from court_assess.domain.latest import Latest
from court_assess.domain.questions import Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth

NOT_ASKED = Answer(Status.NOT_ASKED, note="no time")
SAYS_YES = Latest(("first", "later"), ("yes", "no", "unsure"), "yes")


def reading(first: Any, later: Any) -> AnswerReading:
    held = {"first": first, "later": later}
    answers = {
        question: given(one) if isinstance(one, str) else one
        for question, one in held.items()
        if one is not None
    }
    return AnswerReading(Questionnaire("None", ()), Answers(answers), date(2026, 11, 18))


@pytest.mark.parametrize(
    ("first", "later", "truth", "question"),
    [
        ("yes", None, TRUE, "first"),
        ("no", None, FALSE, "first"),
        ("yes", "not_yet", TRUE, "first"),
        ("yes", NOT_ASKED, TRUE, "first"),
        ("yes", "no", FALSE, "later"),
        ("yes", "unsure", FALSE, "later"),
        ("no", "yes", TRUE, "later"),
        (DECLINED, "yes", TRUE, "later"),
        (None, "yes", TRUE, "later"),
        ("yes", DECLINED, UNKNOWN, "later"),
        ("no", NOT_KNOWN, UNKNOWN, "later"),
        (None, None, UNKNOWN, "first"),
        (DECLINED, "not_yet", UNKNOWN, "first"),
        (NOT_ASKED, None, UNKNOWN, "first"),
    ],
)
def test_what_was_said_last_counts_and_says_where_it_stands(
    first: Any, later: Any, truth: Truth, question: str
) -> None:
    found = SAYS_YES.evaluate(reading(first, later))

    assert found.truth is truth
    if truth is UNKNOWN:
        assert (found.because, found.missing) == ((), (question,))
    else:
        assert (found.because, found.missing) == ((Evidence(question),), ())
