"""Typed text and back: every kind of answer that can be stored can be typed again."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from court_assess.domain.answers import DECLINED, Answer, KnownBy, Status, given
from court_assess.domain.kinds import BadAnswerError
from court_assess.domain.parts import parts_of
from court_assess.domain.questions import Option, Question
from court_assess.domain.values import Duration, PartialDate, Value, Weeks
from court_assess.web.typed import (
    INSTEAD,
    KNOWN_BY,
    NOTE,
    Typed,
    answer_of,
    read_typed,
    typed_of,
)

OPTIONS = (Option("a", "A"), Option("b", "B"))


def ask(kind: str) -> Question:
    return Question("q.one", kind, "Q", "Q", "s", options=OPTIONS, least=0, most=10)


def posted(question: Question, typed: Typed) -> MultiDict[str, str]:
    """Return what a browser sends of inputs filled in so."""
    fields: MultiDict[str, str] = MultiDict()
    for value in typed.ticked:
        fields.add(question.id, value)
    for ending, text in typed.parts.items():
        fields.add(question.id + ending, text)
    fields.update(
        {
            question.id + INSTEAD: typed.instead,
            question.id + NOTE: typed.note,
            question.id + KNOWN_BY: typed.known_by,
        }
    )
    return fields


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("yes_no", "a"),
        ("choice", "b"),
        ("choices", ("a", "b")),
        ("whole_number", 7),
        ("decimal", Decimal("2.50")),
        ("scale", 3),
        ("date", date(2026, 11, 8)),
        ("date", date(1900, 1, 1)),
        ("partial_date", PartialDate(2019)),
        ("partial_date", PartialDate(2019, 3)),
        ("partial_date", PartialDate(2019, 3, 7)),
        ("time", time(9, 5)),
        ("datetime", datetime(2026, 11, 8, 9, 5)),
        ("duration", Duration(1, "month")),
        ("duration", Duration(6, "week")),
        ("weeks", Weeks((7, 7, 5, 3))),
        ("weeks", Weeks((0, 0, 0, 0))),
        ("text", "One line"),
        ("long_text", "Two\nlines"),
    ],
)
@pytest.mark.parametrize("known_by", [KnownBy.PERSON, KnownBy.TEST])
def test_an_answer_survives_the_page(kind: str, value: Value, known_by: KnownBy) -> None:
    question, answer = ask(kind), given(value, known_by)
    typed = typed_of(question, answer)

    assert read_typed(question, question.id, posted(question, typed)) == typed
    assert answer_of(question, typed, None) == answer
    assert answer_of(question, typed, answer) == answer


@pytest.mark.parametrize("kind", ["text", "date", "choices", "group"])
@pytest.mark.parametrize("answer", [DECLINED, Answer(Status.NOT_ASKED, note="no time"), None])
def test_a_question_without_an_answer_survives_the_page(kind: str, answer: Answer | None) -> None:
    question = ask(kind)
    typed = typed_of(question, answer)

    assert read_typed(question, question.id, posted(question, typed)) == typed
    assert answer_of(question, typed, answer) == answer


@pytest.mark.parametrize(
    ("parts", "advice"),
    [
        (("7", "", "2019"), "at least the year"),
        (("", "", "19"), "at least the year"),
        (("", "3", ""), "at least the year"),
        (("31", "2", "2019"), "does not exist"),
        (("", "13", "2019"), "does not exist"),
        (("", "", "1066"), "between 1900"),
        (("1-1", "", "2019"), "at least the year"),
    ],
)
def test_a_date_known_in_part_says_what_is_wrong_with_it(
    parts: tuple[str, str, str], advice: str
) -> None:
    question = ask("partial_date")
    typed = Typed(dict(zip(parts_of(question), parts, strict=True)))

    with pytest.raises(BadAnswerError, match=advice):
        answer_of(question, typed, None)


@pytest.mark.parametrize(
    "typed", [("7", "7", "", "3"), ("7 7 5 3", "", "", ""), ("7", "7", "5", "-3"), ("a",) * 4]
)
def test_a_week_that_was_left_out_is_asked_back_and_never_read_as_another(
    typed: tuple[str, ...],
) -> None:
    question = ask("weeks")
    parts = dict(zip(parts_of(question), typed, strict=True))

    with pytest.raises(BadAnswerError, match="each of the four weeks"):
        answer_of(question, Typed(parts), None)


def test_a_reason_that_is_too_long_is_asked_back() -> None:
    typed = Typed({"": ""}, instead="not_asked", note="x" * 1_001)

    with pytest.raises(BadAnswerError, match="1,000"):
        answer_of(ask("text"), typed, None)
