"""Values that an answer can hold, and how two of them compare.

A value may be vaguer than what it is compared with ("2019" against a day), so
each is read as the span of values it may stand for, and a comparison that the
span leaves open is *not known*.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth, truth_of

# Mean lengths in the Gregorian calendar; a month is longer than 4 weeks and shorter than 5.
DAYS_IN = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "year": Decimal("365.25"),
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year, or the year and month, may be known."""

    year: int
    month: int | None = None
    day: int | None = None

    def first(self) -> date:
        """Return the earliest day it may stand for."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Return the latest day it may stand for."""
        if self.day:
            return self.first()
        if self.month:
            return shift(self.first(), Duration(1, "month")) - timedelta(days=1)
        return date(self.year, 12, 31)

    def __str__(self) -> str:
        """Return ISO 8601 with the parts that are known: ``2019``, ``2019-03``, ``2019-03-07``."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as it is said: a count of days, weeks, months or years."""

    count: int
    unit: str

    @property
    def days(self) -> Decimal:
        """Its length in mean days, for comparing durations in different units."""
        return self.count * DAYS_IN[self.unit]

    def __str__(self) -> str:
        """Return it as it is written: ``6 weeks``, ``1 month``."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Weeks:
    """Days in each of the last four weeks, oldest first; more than 7 is questioned, not lost."""

    days: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """The days in all four weeks."""
        return sum(self.days)

    def __str__(self) -> str:
        """Return it as it is written: ``7 7 5 3``."""
        return " ".join(str(one) for one in self.days)


Value: TypeAlias = (
    str | int | Decimal | date | datetime | time | PartialDate | Duration | Weeks | tuple[str, ...]
)


def shift(day: date, by: Duration, sign: int = 1) -> date:
    """Move ``day`` by a calendar duration.

    A day that the month does not have rolls to the first of the next month: a person born on
    29 February turns 18 on 1 March in a common year, and a period is never cut short.
    """
    if by.unit in ("day", "week"):
        return day + timedelta(days=sign * by.count * int(DAYS_IN[by.unit]))
    months = day.year * 12 + day.month - 1 + sign * by.count * (12 if by.unit == "year" else 1)
    year, month = divmod(months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def span(value: Any) -> tuple[Any, Any]:  # noqa: ANN401 - the operators are checked when definitions are read
    """Return the least and the greatest plain value that ``value`` may stand for."""
    if isinstance(value, PartialDate):
        return value.first(), value.last()
    if isinstance(value, Duration):
        return value.days, value.days
    if isinstance(value, Weeks):
        return value.total, value.total
    if isinstance(value, datetime):
        return value.date(), value.date()
    return value, value


def at_least(left: Value, right: Value) -> Truth:
    """Tell whether ``left`` is ``right`` or more (for dates: that day or later)."""
    (low, high), (least, greatest) = span(left), span(right)
    if low >= greatest:
        return TRUE
    return FALSE if high < least else UNKNOWN


def more_than(left: Value, right: Value) -> Truth:
    """Tell whether ``left`` is more than ``right`` (for dates: later)."""
    (low, high), (least, greatest) = span(left), span(right)
    if low > greatest:
        return TRUE
    return FALSE if high <= least else UNKNOWN


def same(left: Value, right: Value) -> Truth:
    """Tell whether two values are the same; a vague date may be."""
    if isinstance(left, str):  # an option: by far the most of all comparisons
        return truth_of(left == right)
    (low, high), (least, greatest) = span(left), span(right)
    if low == high and least == greatest:
        return truth_of(low == least)
    return FALSE if high < least or low > greatest else UNKNOWN


def distance_before(earlier: Value, later: Value, by: Duration) -> Truth:
    """Tell whether ``earlier`` lies ``by`` or more before ``later``."""
    (low, high), (least, greatest) = span(earlier), span(later)
    if shift(high, by) <= least:
        return TRUE
    return FALSE if shift(low, by) > greatest else UNKNOWN


def distance_within(earlier: Value, later: Value, by: Duration) -> Truth:
    """Tell whether ``earlier`` lies no further than ``by`` before ``later``."""
    (low, high), (least, greatest) = span(earlier), span(later)
    if shift(low, by) >= greatest:
        return TRUE
    return FALSE if shift(high, by) < least else UNKNOWN


def whole_years(since: date, until: date) -> int:
    """Return the birthdays from one day to another; a day born on 29 February counts on 1 March."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def is_written_in(text: str, script: str) -> bool:
    """Whether every letter of a text is of a script, as Unicode names it: "latin", "arabic".

    Marks, digits and punctuation are of every script.
    """
    letters = (one for one in text if one.isalpha())
    return all(unicodedata.name(one, "").startswith(script.upper()) for one in letters)
