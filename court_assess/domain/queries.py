"""Questions back to the officer: answers that may not be right, which nothing refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.drug_tests import NO_SAMPLE, NUMBER, RESULT, TEST, find_test
from court_assess.domain.evaluation import Evidence
from court_assess.domain.questions import Check, Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE

OUTCOME, VALUE = "test.attempt_outcome", "result.value"
NO_SUCH_TEST = "There is no test {}. Which test is this of?"
NOTHING_TO_TEST = "This is a result, and no sample was taken at that test. Which is right?"


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


def queries_of_tests(reading: AnswerReading) -> Iterator[Query]:
    """Yield what the record of drug tests leaves to ask: a result of no test, or of a refused one.

    No condition can say it, for a result names its test by the place of that in its list.
    """
    tests, results = reading.rows(TEST)[0], reading.rows(RESULT)[0]
    for row in results:
        number = row.answers.get(NUMBER)
        test = find_test(number, tests)
        if number and number.value is not None and test is None:
            yield Query(NUMBER, row.id, NO_SUCH_TEST.format(number.value), ())
        outcome = reading.value(OUTCOME, test)[0] if test else None
        if test and outcome in NO_SAMPLE and reading.value(VALUE, row)[0] is not None:
            yield Query(VALUE, row.id, NOTHING_TO_TEST, (Evidence(OUTCOME, test.id),))
