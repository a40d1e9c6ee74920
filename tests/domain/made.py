"""A small questionnaire and short ways to write answers, for tests of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from court_assess.domain.answers import Answer, Answers, Row, given
from court_assess.domain.conditions import Comparison
from court_assess.domain.evaluation import Condition
from court_assess.domain.questions import Option, Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading

TODAY = date(2026, 11, 18)
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def question(question_id: str, kind: str = "yes_no", **more: Any) -> Question:
    """Return a question with as little as it needs."""
    options = YES_NO if kind == "yes_no" else ()
    return Question(question_id, kind, "Ask?", question_id, "one", options=options, **more)


def choice(question_id: str, *options: str, kind: str = "choice", **more: Any) -> Question:
    """Return a choice question whose labels are its ids in capitals."""
    made = tuple(Option(one, one.upper()) for one in options)
    return Question(question_id, kind, "Ask?", question_id, "one", options=made, **more)


GROUP = Question(
    "sub",
    "group",
    "Which?",
    "Substances",
    "one",
    required=True,
    questions=(
        choice("sub.slug", "heroin", "alcohol", "other", group="sub", required=True),
        question("sub.controlled", group="sub", shown_when=Comparison("sub.slug", "is", "other")),
    ),
)
QUESTIONS = (
    question("a.gate"),
    choice("a.detail", "x", "y", shown_when=Comparison("a.gate", "is", "yes")),
    choice("a.many", "none", "p", "q", kind="choices", exclusive="none"),
    question("a.days", "whole_number", required=True),
    question("a.born", "date"),
    question("a.since", "partial_date"),
    question("a.hearing", "date"),
    question("a.every", "duration"),
    choice("a.first", "yes", "neither"),
    choice("a.second", "yes", "neither"),
    GROUP,
    question("sub.complete", required=True),
)
HIDDEN = Section(
    "two",
    "Two",
    (question("b.only", required=True),),
    shown_when=Comparison("a.gate", "is", "yes"),
)
QUESTIONNAIRE = Questionnaire("Test", (Section("one", "One", QUESTIONS), HIDDEN))


def answers(single: Mapping[str, Any] | None = None, *rows: Mapping[str, Any]) -> Answers:
    """Return answers; plain values are given by the person, an Answer stands as it is."""
    made = {key: _answer(value) for key, value in (single or {}).items()}
    in_rows = tuple(
        Row(str(number), {key: _answer(value) for key, value in row.items()})
        for number, row in enumerate(rows, 1)
    )
    return Answers(made, {"sub": in_rows} if rows else {})


def _answer(value: Any) -> Answer:
    return value if isinstance(value, Answer) else given(value)


def reading(single: Mapping[str, Any] | None = None, *rows: Mapping[str, Any]) -> AnswerReading:
    """Return a reading of those answers on the test day."""
    return AnswerReading(QUESTIONNAIRE, answers(single, *rows), TODAY)


def same_evaluation(condition: Condition, single: Mapping[str, Any] | None = None) -> Any:
    """Judge a condition on those answers."""
    return condition.evaluate(reading(single))
