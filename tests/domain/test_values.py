"""Tests of values and how they compare, on both sides of every edge."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.domain.values import (
    Duration,
    PartialDate,
    Weeks,
    at_least,
    distance_before,
    distance_within,
    more_than,
    same,
    shift,
)

MONTH = Duration(1, "month")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (PartialDate(2024), date(2024, 1, 1), date(2024, 12, 31)),
        (PartialDate(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate(2024, 12), date(2024, 12, 1), date(2024, 12, 31)),
        (PartialDate(2024, 2, 7), date(2024, 2, 7), date(2024, 2, 7)),
    ],
)
def test_a_partial_date_spans_the_days_it_may_stand_for(
    text: PartialDate, first: date, last: date
) -> None:
    assert (text.first(), text.last()) == (first, last)


def test_values_write_themselves_as_they_are_written() -> None:
    assert [str(PartialDate(2019)), str(PartialDate(2019, 3)), str(PartialDate(2019, 3, 7))] == [
        "2019",
        "2019-03",
        "2019-03-07",
    ]
    assert (str(MONTH), str(Duration(6, "week"))) == ("1 month", "6 weeks")


@pytest.mark.parametrize(
    ("day", "by", "sign", "expected"),
    [
        (date(2008, 2, 29), Duration(18, "year"), 1, date(2026, 3, 1)),
        (date(2008, 11, 18), Duration(18, "year"), 1, date(2026, 11, 18)),
        (date(2026, 1, 31), MONTH, 1, date(2026, 3, 1)),
        (date(2026, 12, 31), Duration(2, "month"), 1, date(2027, 3, 1)),
        (date(2026, 3, 31), MONTH, -1, date(2026, 3, 1)),
        (date(2026, 10, 31), Duration(13, "month"), 1, date(2027, 12, 1)),
        (date(2026, 11, 18), Duration(4, "week"), -1, date(2026, 10, 21)),
    ],
)
def test_a_day_that_a_month_lacks_rolls_to_the_first_of_the_next(
    day: date, by: Duration, sign: int, expected: date
) -> None:
    assert shift(day, by, sign) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (12, 12, TRUE),
        (11, 12, FALSE),
        (PartialDate(2026), date(2026, 1, 1), TRUE),
        (PartialDate(2025), date(2026, 1, 1), FALSE),
        (PartialDate(2026), date(2026, 6, 1), UNKNOWN),
        (datetime(2026, 6, 1, 23, 59), date(2026, 6, 1), TRUE),
        (Weeks((7, 7, 5, 3)), 22, TRUE),
        (Weeks((7, 7, 5, 3)), 23, FALSE),
        (Duration(4, "week"), MONTH, FALSE),
        (Duration(5, "week"), MONTH, TRUE),
        (MONTH, MONTH, TRUE),
        (Duration(12, "month"), Duration(1, "year"), TRUE),
    ],
)
def test_at_least_holds_from_the_edge_on(left: Any, right: Any, expected: Truth) -> None:
    assert at_least(left, right) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (13, 12, TRUE),
        (12, 12, FALSE),
        (PartialDate(2026), date(2025, 12, 31), TRUE),
        (PartialDate(2026), date(2026, 12, 31), FALSE),
        (PartialDate(2026), date(2026, 6, 1), UNKNOWN),
    ],
)
def test_more_than_holds_beyond_the_edge(left: Any, right: Any, expected: Truth) -> None:
    assert more_than(left, right) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("yes", "yes", TRUE),
        ("yes", "no", FALSE),
        (PartialDate(2026), date(2026, 6, 1), UNKNOWN),
        (PartialDate(2025), date(2026, 6, 1), FALSE),
        (date(2026, 6, 1), PartialDate(2027), FALSE),
    ],
)
def test_a_vague_date_may_be_the_same_as_a_day_in_it(
    left: Any, right: Any, expected: Truth
) -> None:
    assert same(left, right) is expected


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (date(2008, 11, 18), TRUE),
        (date(2008, 11, 19), FALSE),
        (PartialDate(2008), UNKNOWN),
        (PartialDate(2007), TRUE),
        (PartialDate(2009), FALSE),
    ],
)
def test_eighteen_years_before_a_day_has_two_sides(earlier: Any, expected: Truth) -> None:
    assert distance_before(earlier, date(2026, 11, 18), Duration(18, "year")) is expected


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (date(2026, 11, 11), TRUE),
        (date(2026, 11, 10), FALSE),
        (PartialDate(2026, 11), UNKNOWN),
        (PartialDate(2026, 10), FALSE),
    ],
)
def test_within_seven_days_of_a_day_has_two_sides(earlier: Any, expected: Truth) -> None:
    assert distance_within(earlier, date(2026, 11, 18), Duration(7, "day")) is expected
