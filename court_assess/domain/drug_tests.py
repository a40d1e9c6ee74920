"""Drug tests: what published tables say of a result, which test a result is of, and corrections.

Nothing here reads a result: a person who knows the case does. Refused, missing and not tested are
never a negative, and no rule of law or advice may rest on a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from court_assess.domain.answers import Answer, Answers, Row

TEST, RESULT = "test", "result"
RECORD = frozenset({TEST, RESULT, "tests"})  # the first words of the ids of all that is recorded
POSITIVE = frozenset({"presumptive_positive", "confirmed_positive"})
NEGATIVE = frozenset({"negative", "confirmed_negative"})
NO_SAMPLE = frozenset(
    {
        "refused",
        "unable_to_provide",
        "did_not_attend",
        "acceptable_absence",
        "not_offered",
        "kit_failure",
        "sample_rejected_by_lab",
    }
)
FINAL, AMENDED = "final", "amended"
STATUS, NUMBER = "test.status", "result.test"
# What was found and what that rests on: a change of one of these in a final test is a correction.
CORRECTED = frozenset(
    {
        "test.attempt_outcome",
        "test.collected_at",
        "test.declared_medicines",
        "test.declared_use",
        "test.integrity",
        "test.matrix",
        "test.panel",
        "result.analyte",
        "result.cut_off",
        "result.quantity",
        "result.test",
        "result.unit",
        "result.value",
    }
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One line of a published table: where it is from, and whether that was looked up.

    ``about`` is the sample of a detection window, empty otherwise.
    """

    says: str
    source: str
    is_checked: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class AnalyteGuide:
    """What is published of one substance: what may explain a result, and how far back samples look.

    Windows are guide ranges: dose, frequency, body and kit all matter.
    """

    analyte: str
    positive: tuple[Cited, ...] = ()
    negative: tuple[Cited, ...] = ()
    windows: tuple[Cited, ...] = ()
    notes: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class TestGuide:
    """The tables by substance, as ``rules/drug_tests.yaml`` has them."""

    __test__ = False  # no test of pytest

    by_analyte: Mapping[str, AnalyteGuide] = field(default_factory=dict)

    def explains(self, analyte: str, value: str) -> tuple[Cited, ...]:
        """Return what may explain a result; nothing for one that is neither, or not known."""
        guide = self.by_analyte.get(analyte)
        if guide is None:
            return ()
        if value in POSITIVE:
            return guide.positive
        return guide.negative if value in NEGATIVE else ()

    def windows(self, analyte: str, sample: str) -> tuple[Cited, ...]:
        """Return how far back a kind of sample looks, then what else is to be known."""
        guide = self.by_analyte.get(analyte)
        if guide is None:
            return ()
        return (*(one for one in guide.windows if one.about == sample), *guide.notes)


def is_test_record(question_id: str) -> bool:
    """Whether a question, or a list, is part of the record of drug tests."""
    return question_id.partition(".")[0] in RECORD


def find_test(number: Answer | None, tests: Sequence[Row]) -> Row | None:
    """Return the test that a result is of: the one of its number, from 1.

    Without an answer it is the only test there is. "Not known" is an answer: it is of none.
    """
    if number is None:
        return tests[0] if len(tests) == 1 else None
    value = number.value
    return tests[value - 1] if isinstance(value, int) and 1 <= value <= len(tests) else None


def corrected_tests(before: Answers, changes: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    """Return the ids of the final tests in which one of these changes corrects an answer.

    A change is (question id, row id). It corrects where a value stood before.
    """
    tests, results = before.rows_of(TEST), before.rows_of(RESULT)
    test_by_row = {row.id: find_test(row.answers.get(NUMBER), tests) for row in results}
    test_by_row |= {row.id: row for row in tests}
    held = {row.id: row for row in (*tests, *results)}
    found = [
        test_by_row[row_id]
        for question, row_id in changes
        if question in CORRECTED and row_id in held and _value(held[row_id], question) is not None
    ]
    final = (test.id for test in found if test is not None and _value(test, STATUS) == FINAL)
    return tuple(dict.fromkeys(final))


def results_moved(answers: Answers, test_id: str) -> tuple[str, ...]:
    """Return the ids of the results that may seem to be of another test without this one.

    The number of a test is its place in the list. With a test taken out, or brought back, those
    after it move; and a result without a number would be taken for one of the test that is left.
    """
    places = [row.id for row in answers.rows_of(TEST)]
    first = places.index(test_id) + 1
    numbers = ((row.id, row.answers.get(NUMBER)) for row in answers.rows_of(RESULT))
    return tuple(row_id for row_id, said in numbers if said is None or _at_least(said, first))


def _at_least(number: Answer, first: int) -> bool:
    return isinstance(number.value, int) and number.value >= first


def _value(row: Row, question_id: str) -> object:
    answer = row.answers.get(question_id)
    return answer.value if answer is not None else None
