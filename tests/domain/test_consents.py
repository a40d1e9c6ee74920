"""Tests of how a consent stands."""

from __future__ import annotations

from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Status
from court_assess.domain.consents import CONSENTS, CUSTODY, REFUSED, consent_of
from court_assess.domain.questions import Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from tests.domain.made import TODAY, answers, choice, question

BACK = choice("con.withdrawn", "none", *CONSENTS.values(), kind="choices", exclusive="none")
ASKED = (*(question(one) for one in CONSENTS), BACK)
QUESTIONNAIRE = Questionnaire("T", (Section("one", "One", ASKED),))


@pytest.mark.parametrize(
    ("said", "back", "state"),
    [
        ("yes", None, "yes"),
        ("yes", ("none",), "yes"),
        ("yes", ("gp",), "yes"),
        ("yes", ("custody",), "withdrawn"),
        ("yes", ("provider", "custody"), "withdrawn"),
        ("yes", DECLINED, "yes"),
        ("no", None, "no"),
        ("no", ("custody",), "withdrawn"),
        (DECLINED, None, "declined"),
        (NOT_KNOWN, None, "not_known"),
        (Answer(Status.NOT_ASKED, note="asleep"), None, "not_asked"),
        (None, None, "not_yet_asked"),
        (None, ("custody",), "withdrawn"),
    ],
)
def test_what_was_taken_back_is_taken_back_and_silence_is_no_yes(
    said: Any, back: Any, state: str
) -> None:
    held = {CUSTODY: said, "con.withdrawn": back}
    given = answers({key: value for key, value in held.items() if value is not None})

    assert consent_of(AnswerReading(QUESTIONNAIRE, given, TODAY), CUSTODY) == state


def test_each_consent_that_cannot_be_relied_on_is_named() -> None:
    assert REFUSED == ("no", "withdrawn", "declined")
