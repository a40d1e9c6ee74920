"""Tests of the walk and of progress, the one definition of completeness."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answers, given
from court_assess.domain.conditions import Comparison, SomeRow
from court_assess.domain.evaluation import Evaluation
from court_assess.domain.questions import Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import UNKNOWN
from court_assess.domain.walk import progress, progress_of, unanswered, walk, walk_row
from tests.domain.made import GROUP, QUESTIONNAIRE, TODAY, answers, reading

ONE = QUESTIONNAIRE.section("one")
ROW = {"sub.slug": "heroin"}


def test_the_walk_yields_shown_questions_and_the_questions_of_each_row() -> None:
    read = reading({"a.gate": "no"}, ROW, {"sub.slug": "other"})

    ids = [(item.question.id, item.row.id if item.row else None) for item in walk(read)]

    assert ("a.detail", None) not in ids
    assert ("b.only", None) not in ids
    assert ids[-5:] == [
        ("sub", None),
        ("sub.slug", "1"),
        ("sub.slug", "2"),
        ("sub.controlled", "2"),
        ("sub.complete", None),
    ]


def test_a_group_declined_as_a_whole_has_no_rows_to_walk() -> None:
    ids = [item.question.id for item in walk(reading({"sub": DECLINED}, ROW))]

    assert "sub" in ids
    assert "sub.slug" not in ids


@pytest.mark.parametrize(
    ("single", "rows", "state", "lacking"),
    [
        ({}, [], "not_started", ["a.days", "sub.complete"]),
        ({"a.days": 3}, [], "in_progress", ["sub.complete"]),
        ({"a.days": DECLINED, "sub.complete": "yes"}, [ROW], "complete", []),
        ({"a.days": 3, "sub": NOT_KNOWN}, [], "complete", []),
        ({"a.days": 3, "sub.complete": "yes"}, [{}], "in_progress", ["sub.slug"]),
    ],
)
def test_a_section_is_complete_when_every_required_question_is_dealt_with(
    single: dict[str, Any], rows: list[Any], state: str, lacking: list[str]
) -> None:
    found = progress_of(ONE, reading(single, *rows))

    assert found.state == state
    assert [item.question.id for item in found.lacking] == lacking


def test_progress_counts_each_way_of_not_answering_apart() -> None:
    counts = progress_of(ONE, reading({"a.days": 3, "a.born": DECLINED})).counts

    assert (counts["given"], counts["declined"], counts["not_known"]) == (1, 1, 0)
    assert (counts["skipped"], counts["not_yet_asked"]) == (8, 0)


def test_a_hidden_section_has_no_progress() -> None:
    assert [one.section.id for one in progress(reading())] == ["one"]
    assert [one.section.id for one in progress(reading({"a.gate": "yes"}))] == ["one", "two"]


def test_hiding_a_question_keeps_its_answer_and_showing_it_brings_it_back() -> None:
    hidden = reading({"a.gate": "no", "a.detail": "x"})
    shown = reading({"a.gate": "yes", "a.detail": "x"})

    assert hidden.answer("a.detail") is None
    assert hidden.answers.get("a.detail") == given("x")
    assert shown.answer("a.detail") == given("x")


def test_the_rows_of_a_hidden_group_are_not_read_and_its_gate_is_missing() -> None:
    gated = replace(GROUP, shown_when=Comparison("a.gate", "is", "yes"))
    section = replace(ONE, questions=(*ONE.questions[:-2], gated))
    read = AnswerReading(Questionnaire("T", (section,)), answers({}, ROW), TODAY)

    heroin = SomeRow("sub", Comparison("sub.slug", "is", "heroin"))

    assert heroin.evaluate(read) == Evaluation(UNKNOWN, (), ("a.gate",))
    assert read.shown("sub") is read.shown("sub")


def test_the_questions_of_one_row_can_be_walked() -> None:
    read = reading({}, ROW)

    from_row = list(walk_row(GROUP, read.answers.rows_of("sub")[0], read))

    assert [item.state for item in from_row] == ["given"]


def test_answers_can_be_changed_and_listed() -> None:
    before = Answers({"a": given("x"), "b": given("y")})

    after = before.having({"a": None, "c": DECLINED})

    assert set(after.single) == {"b", "c"}
    assert [question for question, _, _ in reading({"a.gate": "yes"}, ROW).answers] == [
        "a.gate",
        "sub.slug",
    ]


@pytest.mark.parametrize(
    ("single", "rows", "expected"),
    [
        ({"a.gate": "no"}, [], ["a.days", "sub"]),
        ({"a.gate": "no", "a.days": DECLINED}, [{}], ["sub.complete"]),
        ({"a.gate": "no", "a.days": 1, "sub": NOT_KNOWN}, [], []),
        ({"a.gate": "no", "a.days": 1, "sub.complete": "no"}, [{}], []),
    ],
)
def test_what_has_no_answer_of_any_kind_is_named_once(
    single: dict[str, Any], rows: list[Any], expected: list[str]
) -> None:
    others = {"a.many", "a.born", "a.since", "a.hearing", "a.every", "a.first", "a.second"}

    found = unanswered(ONE, reading(single, *rows))

    assert [one for one in found if one not in others] == expected
