"""Which test a result is of, and what a correction is."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import NOT_KNOWN, Answer, Answers, Row, given
from court_assess.domain.drug_tests import (
    corrected_tests,
    find_test,
    is_test_record,
    results_moved,
)

FIRST, SECOND = Row("t1"), Row("t2")


@pytest.mark.parametrize(
    ("number", "tests", "expected"),
    [
        (None, (FIRST,), FIRST),
        (None, (FIRST, SECOND), None),
        (None, (), None),
        (given(2), (FIRST, SECOND), SECOND),
        (given(3), (FIRST, SECOND), None),
        (given(2), (FIRST,), None),
        (NOT_KNOWN, (FIRST,), None),
    ],
)
def test_a_result_is_of_the_test_of_its_number_or_the_only_one(
    number: Answer | None, tests: tuple[Row, ...], expected: Row | None
) -> None:
    assert find_test(number, tests) is expected


def record(status: str, *, number: int | None = None) -> Answers:
    test = Row("t1", {"test.status": given(status), "test.matrix": given("urine")})
    result = {"result.value": given("negative")}
    result |= {"result.test": given(number)} if number else {}
    return Answers({}, {"test": (test, SECOND), "result": (Row("r", result),)})


@pytest.mark.parametrize(
    ("answers", "change", "expected"),
    [
        (record("final", number=1), ("result.value", "r"), ("t1",)),
        (record("final", number=1), ("test.matrix", "t1"), ("t1",)),
        (record("pending", number=1), ("result.value", "r"), ()),
        (record("final", number=2), ("result.value", "r"), ()),
        (record("final"), ("result.value", "r"), ()),  # which of two tests is not said
        (record("final", number=1), ("result.quantity", "r"), ()),  # nothing stood there
        (record("final", number=1), ("test.person_comment", "t1"), ()),
        (record("final", number=1), ("case.crn", None), ()),
        (record("final", number=1), ("result.value", "new"), ()),
    ],
)
def test_a_correction_replaces_a_value_of_a_final_test(
    answers: Answers, change: tuple[str, str | None], expected: tuple[str, ...]
) -> None:
    assert corrected_tests(answers, [change]) == expected


def test_results_of_a_test_that_goes_and_of_those_after_it_are_of_none_that_is_known() -> None:
    numbers = {"a": given(1), "b": given(2), "c": None, "d": NOT_KNOWN}
    rows = tuple(Row(key, {"result.test": one} if one else {}) for key, one in numbers.items())
    answers = Answers({}, {"test": (FIRST, SECOND), "result": rows})

    assert results_moved(answers, "t2") == ("b", "c")
    assert results_moved(answers, "t1") == ("a", "b", "c")


@pytest.mark.parametrize("one", ["test.matrix", "result.value", "tests.offered", "test", "result"])
def test_all_that_is_recorded_of_tests_is_known_as_such(one: str) -> None:
    assert is_test_record(one)
    assert not is_test_record("sub.last_used")
