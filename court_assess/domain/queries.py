"""Questions back to the officer: answers that may not be right, which nothing refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.evaluation import Evidence
from court_assess.domain.questions import Check, Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE


@dataclass(frozen=True, slots=True)
class Query:
    """What the officer is asked to look at again: the question, its row, and the answers behind."""

    question: str
    row: str | None
    says: str
    because: tuple[Evidence, ...]


def queries_of(section: Section, reading: AnswerReading) -> tuple[Query, ...]:
    """Return what a section's answers leave to ask the officer, in the order of the file."""
    questions = reading.questionnaire.questions
    return tuple(
        query
        for check in section.queries
        for row in _rows(questions[check.at], reading)
        for query in _query(check, row, reading)
    )


def _rows(question: Question, reading: AnswerReading) -> Iterator[Row | None]:
    if question.group:
        yield from reading.rows(question.group)[0]
    else:
        yield None


def _query(check: Check, row: Row | None, reading: AnswerReading) -> Iterator[Query]:
    found = check.when.evaluate(reading, row)
    if found.truth is TRUE:
        yield Query(check.at, row.id if row else None, check.says, found.because)
