"""Tests of the date that governs a rule, where a list may hold further dates."""

from __future__ import annotations

from datetime import date

from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.evaluation import Evidence
from court_assess.domain.governing import governing
from court_assess.domain.questions import Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.rules import NamedDate
from tests.domain.made import TODAY, question

OFFENCES = Question(
    "offence",
    "group",
    "Which?",
    "Offences",
    "one",
    questions=(question("offence.convicted_on", "date", group="offence"),),
)
ASKED = Questionnaire("T", (Section("one", "One", (question("case.day", "date"), OFFENCES)),))
DATES = {"convicted": NamedDate("case.day", each="offence.convicted_on")}


def test_a_row_without_a_date_of_its_own_adds_no_day() -> None:
    first, other = date(2026, 1, 5), date(2025, 12, 1)
    rows = (Row("a", {}), Row("b", {"offence.convicted_on": given(other)}))
    held = Answers({"case.day": given(first)}, {"offence": rows})
    found = governing(AnswerReading(ASKED, held, TODAY), DATES, "convicted")

    assert found.days == (other, first)
    assert found.because == (Evidence("offence.convicted_on", "b"), Evidence("case.day"))
