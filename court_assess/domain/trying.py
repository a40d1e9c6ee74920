"""Values worth trying in place of an answer: one for each that conditions can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.conditions import (
    Comparison,
    DateDistance,
    OtherAnswer,
    Today,
    parts_of,
    questions_read,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import Truth
from court_assess.domain.values import Value, shift

DAYS = ("date", "partial_date", "datetime")
NUMBERS = ("whole_number", "decimal", "scale")


@dataclass(frozen=True, slots=True)
class Spot:
    """One answer: of a question, in a row where it is a row's."""

    question: str
    row: str | None = None


def put(answers: Answers, spot: Spot, value: Value) -> Answers:
    """Return the answers with another value in one place; a row that is not there is added."""
    if spot.row is None:
        return answers.having({spot.question: given(value)})
    group = spot.question.split(".", maxsplit=1)[0]
    rows = answers.rows_of(group)
    if not any(one.id == spot.row for one in rows):
        rows = (*rows, Row(spot.row))
    rows = tuple(
        replace(one, answers={**one.answers, spot.question: given(value)})
        if one.id == spot.row
        else one
        for one in rows
    )
    return replace(answers, rows={**answers.rows, group: rows})


def leaves_by_question(conditions: Iterable[Condition]) -> Mapping[str, tuple[Condition, ...]]:
    """Return the plain comparisons in conditions, by each question that they read."""
    found: dict[str, dict[Condition, None]] = {}
    waiting = list(conditions)
    while waiting:
        condition = waiting.pop()
        waiting += parts_of(condition)
        for question_id in questions_read(condition) if not parts_of(condition) else ():
            found.setdefault(question_id, {})[condition] = None
    return {question_id: tuple(leaves) for question_id, leaves in found.items()}


def values_to_try(
    reading: AnswerReading, spot: Spot, leaves: tuple[Condition, ...]
) -> tuple[tuple[Value, ...], ...]:
    """Return other values than the present one, those that no condition tells apart together.

    A day that is known is a fact, so there is none for it.
    """
    question = reading.questionnaire.questions[spot.question]
    row = _row(reading.answers, spot)
    present = reading.answers.get(spot.question, row)
    if question.kind in DAYS and present is not None and present.is_given:
        return ()
    alike: dict[tuple[Truth, ...], list[Value]] = {}
    for value in dict.fromkeys(_values(question, reading, row, leaves)):
        if present is not None and present.value == value:
            continue
        tried = replace(
            reading, answers=put(reading.answers, spot, value), remembered={}, _shown={}
        )
        there = _row(tried.answers, spot)
        profile = tuple(leaf.evaluate(tried, there).truth for leaf in leaves)
        alike.setdefault(profile, []).append(value)
    return tuple(tuple(values) for values in alike.values())


def _row(answers: Answers, spot: Spot) -> Row | None:
    if spot.row is None:
        return None
    rows = answers.rows_of(spot.question.split(".", maxsplit=1)[0])
    return next((one for one in rows if one.id == spot.row), None)


def _values(
    question: Question, reading: AnswerReading, row: Row | None, leaves: tuple[Condition, ...]
) -> Iterator[Value]:
    ids = [option.id for option in question.options]
    if question.kind == "choices":
        yield from _sets(question, reading, row, ids)
    elif ids:
        yield from ids
    elif question.kind in NUMBERS:
        yield from _numbers(question, reading, row, leaves)
    elif question.kind in DAYS:
        yield from _days(reading, row, leaves)
    elif question.kind in ("text", "long_text"):
        yield "…"


def _sets(
    question: Question, reading: AnswerReading, row: Row | None, ids: list[str]
) -> Iterator[Value]:
    """Yield each option alone, and beside or taken out of what is chosen."""
    present = reading.answers.get(question.id, row)
    chosen = present.value if present is not None and isinstance(present.value, tuple) else ()
    for one in ids:
        yield (one,)
        if one in chosen and len(chosen) > 1:
            yield tuple(other for other in chosen if other != one)
        elif one not in chosen and question.exclusive not in (one, *chosen):
            yield tuple(other for other in ids if other in (*chosen, one))


def _numbers(
    question: Question, reading: AnswerReading, row: Row | None, leaves: tuple[Condition, ...]
) -> Iterator[Value]:
    """Yield the numbers at each limit and on either side of it."""
    for leaf in leaves:
        if not isinstance(leaf, Comparison):
            continue
        limit: object = leaf.operand
        if isinstance(limit, OtherAnswer):
            other = limit.question if limit.question != question.id else leaf.question
            limit, _ = reading.value(other, row)
        if isinstance(limit, int | Decimal):
            for number in (limit - 1, limit, limit + 1):
                if (question.least is None or number >= question.least) and (
                    question.most is None or number <= question.most
                ):
                    yield number


def _days(
    reading: AnswerReading, row: Row | None, leaves: tuple[Condition, ...]
) -> Iterator[Value]:
    """Yield the days at each limit and on either side of it."""
    for leaf in leaves:
        day: object = None
        if isinstance(leaf, DateDistance):
            day = reading.today if isinstance(leaf.before, Today) else leaf.before
            if isinstance(leaf.before, OtherAnswer):
                day, _ = reading.value(leaf.before.question, row)
            day = shift(day, leaf.duration, -1) if isinstance(day, date) else None
        elif isinstance(leaf, Comparison):
            day = reading.today if isinstance(leaf.operand, Today) else leaf.operand
        if isinstance(day, date):
            yield from (day + timedelta(days=step) for step in (-1, 0, 1))
