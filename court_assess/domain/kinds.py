"""The kinds of question: how typed text becomes a value, and how a value is shown.

A new kind is one class and one line in ``KINDS``. Values are written as text in case files and
forms; ``parse`` reads that text and says in one sentence what to do when it cannot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from court_assess.domain.questions import Question, values_named
from court_assess.domain.values import Duration, PartialDate, Value, Weeks

Typed = str | list[str]

MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - the list would be twelve lines
)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
NOON, WEEKS = 12, 4
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*([ap])\.?m\.?)?", re.ASCII)
_DURATION = re.compile(r"(\d{1,3})\s+(day|week|month|year)s?", re.ASCII)
_DAYS = re.compile(r"\d{1,2}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,9}(\.\d{1,4})?", re.ASCII)
# Characters that no text may hold: controls, half characters, and what YAML and XML cannot carry.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,4})?", re.ASCII)


class BadAnswerError(ValueError):
    """Typed text that is no answer to the question; the message says what to do."""


def _one(typed: Typed) -> str:
    if isinstance(typed, list):
        msg = "Give one answer, not a list"
        raise BadAnswerError(msg)
    return typed.strip()


def clean_text(typed: Typed, longest: int) -> str:
    """Return text as typed, in Unicode form NFC, with line ends made one character."""
    text = _one(typed).replace("\r\n", "\n").replace("\r", "\n")
    if HIDDEN.search(text):
        msg = "Take out the hidden characters: type the text again, or paste it as plain text"
        raise BadAnswerError(msg)
    text = unicodedata.normalize("NFC", text)
    if len(text) > longest:
        msg = f"Shorten this to {longest:,} characters or fewer; it has {len(text):,}"
        raise BadAnswerError(msg)
    return text


def parse_text(question: Question, typed: Typed) -> Value:
    """Read one line of text."""
    text = _some_text(typed, question.max_length)
    if "\n" in text:
        msg = "Write this on one line"
        raise BadAnswerError(msg)
    return text


def parse_long_text(question: Question, typed: Typed) -> Value:
    """Read text of several lines."""
    return _some_text(typed, question.max_length)


def _some_text(typed: Typed, longest: int) -> str:
    """Return text that has something to see in it."""
    text = clean_text(typed, longest)
    if not any(unicodedata.category(one)[0] not in "CZ" for one in text):
        msg = "Write some text, or leave it out"
        raise BadAnswerError(msg)
    return text


def parse_choice(question: Question, typed: Typed) -> Value:
    """Read the id of one option."""
    chosen = _one(typed)
    if question.option(chosen) is None:
        raise BadAnswerError(_choose_from(question))
    return chosen


def parse_choices(question: Question, typed: Typed) -> Value:
    """Read the ids of one or more options; the exclusive one stands alone."""
    chosen = typed if isinstance(typed, list) else [typed.strip()]
    if not chosen or any(question.option(one) is None for one in chosen):
        raise BadAnswerError(_choose_from(question))
    if question.exclusive in chosen and len(set(chosen)) > 1:
        only = values_named(question, question.exclusive)[0].label
        msg = f"Choose either “{only}” or the others, not both"
        raise BadAnswerError(msg)
    return tuple(option.id for option in values_named(question, tuple(chosen)))


def _choose_from(question: Question) -> str:
    ids = [option.id for option in question.options]
    return f"Choose one of the answers listed: {', '.join(ids)}"


def parse_whole_number(question: Question, typed: Typed) -> Value:
    """Read a whole number within the question's limits."""
    text = _one(typed)
    if not _NUMBER.fullmatch(text):
        msg = "Enter a whole number, like 12"
        raise BadAnswerError(msg)
    return _within(question, int(text))


def parse_decimal(question: Question, typed: Typed) -> Value:
    """Read a number that may have decimals; a pound sign is allowed before it."""
    text = _one(typed).removeprefix("£")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _DECIMAL.fullmatch(text):
        msg = "Enter a number, like 2 or 2.5, with a full stop before the decimals"
        raise BadAnswerError(msg)
    number = Decimal(text)
    _within(question, number)
    return number


def _within(question: Question, number: int | Decimal) -> int | Decimal:
    if question.least is not None and number < question.least:
        msg = f"Enter {question.least:,} or more"
        raise BadAnswerError(msg)
    if question.most is not None and number > question.most:
        msg = f"Enter {question.most:,} or less"
        raise BadAnswerError(msg)
    return number


def parse_date(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read a day written as year-month-day."""
    return _read_date(_one(typed))


def _read_date(text: str) -> date:
    match = _DATE.fullmatch(text)
    if match is None:
        msg = "Enter a date with day, month and year, like 27 3 2026"
        raise BadAnswerError(msg)
    return _real_date(*(int(part) for part in match.groups()))


def _real_date(year: int, month: int, day: int) -> date:
    try:
        real = date(year, month, day)
    except ValueError:
        msg = "Enter a real date: that day does not exist"
        raise BadAnswerError(msg) from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        msg = f"Enter a year between {EARLIEST_YEAR} and {LATEST_YEAR}"
        raise BadAnswerError(msg)
    return real


def parse_partial_date(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read a year, a year and month, or a day."""
    match = _PARTIAL.fullmatch(_one(typed))
    if match is None:
        msg = "Enter at least the year, like 2019, and the month and day if they are known"
        raise BadAnswerError(msg)
    year, month, day = (int(part) if part else None for part in match.groups())
    _real_date(year or 0, month or 1, day or 1)
    return PartialDate(year or 0, month, day)


def parse_time(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read a time of day, on the 24-hour clock or with am or pm."""
    return _read_time(_one(typed))


def _read_time(text: str) -> time:
    match = _TIME.fullmatch(text.lower())
    try:
        return _clock(match) if match else time(99)
    except ValueError:
        msg = "Enter a time, like 14:00 or 2pm"
        raise BadAnswerError(msg) from None


def _clock(match: re.Match[str]) -> time:
    """Return the time of day; ValueError for an hour alone, or one that is on no clock."""
    hour, minute, half = int(match[1]), match[2], match[3]
    if half is None:
        return time(hour, int(minute or "no minutes"))
    if not 1 <= hour <= NOON:
        raise ValueError(hour)
    return time(hour % NOON + (NOON if half == "p" else 0), int(minute or 0))


def parse_datetime(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read a day and a time of day, with a space or a T between."""
    day, _, clock = _one(typed).replace("T", " ").partition(" ")
    on = _read_date(day)
    if not clock.strip():
        msg = "Enter the time as well, like 14:00"
        raise BadAnswerError(msg)
    return datetime.combine(on, _read_time(clock.strip()))


def parse_duration(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read a length of time in days, weeks, months or years."""
    return read_duration(_one(typed))


def read_duration(text: str) -> Duration:
    """Read a length of time written like ``6 weeks``."""
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None:
        msg = "Enter a number and a unit, like 6 weeks or 1 month"
        raise BadAnswerError(msg)
    return Duration(int(match[1]), match[2])


def parse_weeks(question: Question, typed: Typed) -> Value:  # noqa: ARG001 - every kind is called alike
    """Read the days in each of four weeks; a week of more than 7 is kept, to be asked about."""
    counts = typed if isinstance(typed, list) else typed.replace(",", " ").split()
    if len(counts) != WEEKS or not all(_DAYS.fullmatch(one.strip()) for one in counts):
        msg = "Enter the days for each of the four weeks, like 7 7 5 3, and 0 for none"
        raise BadAnswerError(msg)
    first, second, third, last = (int(one) for one in counts)
    return Weeks((first, second, third, last))


def parse_nothing(question: Question, typed: Typed) -> Value:
    """Refuse a plain value for a group, which is answered row by row."""
    del typed
    msg = f"Write the entries of {question.id} as a list of rows"
    raise BadAnswerError(msg)


def show_plain(question: Question, value: Value) -> str:
    """Show text, a number with its unit, or a duration."""
    unit = question.unit
    if not unit or not isinstance(value, int | Decimal):
        return str(value)
    if unit == "£":
        return f"£{value}"
    counted, _, rest = unit.partition(" ")
    return " ".join(
        (str(value), counted.removesuffix("s") if value == 1 else counted, rest)
    ).strip()


def show_options(question: Question, value: Value) -> str:
    """Show the labels of the options chosen."""
    return "; ".join(option.label for option in values_named(question, value)) or str(value)


def show_scale(question: Question, value: Value) -> str:
    """Show a place on a scale with the scale's end, in words where it has words."""
    words = question.labels.get(str(value))
    if words:
        return f"{value}: {words}"
    meaning = f" ({question.most}: {question.most_label.lower()})" if question.most_label else ""
    return f"{value} out of {question.most}{meaning}"


def show_date(question: Question, value: Value) -> str:  # noqa: ARG001 - every kind is called alike
    """Show a day as ``18 November 2026``."""
    return day_in_words(value) if isinstance(value, date) else str(value)


def day_in_words(day: date) -> str:
    """Write a day as ``18 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_partial_date(question: Question, value: Value) -> str:  # noqa: ARG001 - every kind is called alike
    """Show the parts of a date that are known."""
    if not isinstance(value, PartialDate):
        return str(value)
    month = MONTHS[value.month - 1] if value.month else ""
    return " ".join(str(part) for part in (value.day, month, value.year) if part)


def show_time(question: Question, value: Value) -> str:  # noqa: ARG001 - every kind is called alike
    """Show a time of day as ``14:00``."""
    return str(written(value))


def show_datetime(question: Question, value: Value) -> str:  # noqa: ARG001 - every kind is called alike
    """Show a day and time as ``18 November 2026 at 14:00``."""
    return f"{day_in_words(value)} at {value:%H:%M}" if isinstance(value, datetime) else str(value)


def show_weeks(question: Question, value: Value) -> str:  # noqa: ARG001 - every kind is called alike
    """Show the total and the days of each week, the oldest first."""
    if not isinstance(value, Weeks):
        return str(value)
    *earlier, last = (str(one) for one in value.days)
    return f"{value.total} of 28 days ({', '.join(earlier)} and {last} a week, the latest last)"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of question is read and shown."""

    parse: Callable[[Question, Typed], Value]
    show: Callable[[Question, Value], str]
    is_list: bool = False


KINDS: Mapping[str, Kind] = {
    "yes_no": Kind(parse_choice, show_options),
    "choice": Kind(parse_choice, show_options),
    "choices": Kind(parse_choices, show_options, is_list=True),
    "whole_number": Kind(parse_whole_number, show_plain),
    "decimal": Kind(parse_decimal, show_plain),
    "scale": Kind(parse_whole_number, show_scale),
    "date": Kind(parse_date, show_date),
    "partial_date": Kind(parse_partial_date, show_partial_date),
    "time": Kind(parse_time, show_time),
    "datetime": Kind(parse_datetime, show_datetime),
    "duration": Kind(parse_duration, show_plain),
    "weeks": Kind(parse_weeks, show_weeks),
    "text": Kind(parse_text, show_plain),
    "long_text": Kind(parse_long_text, show_plain),
    "group": Kind(parse_nothing, show_plain),
}


def parse(question: Question, typed: Typed) -> Value:
    """Read typed text as the answer to a question; BadAnswerError says what to do instead."""
    return KINDS[question.kind].parse(question, typed)


def show(question: Question, value: Value) -> str:
    """Show a value as people read it."""
    return KINDS[question.kind].show(question, value)


def written(value: Value) -> Typed:
    """Return a value as case files and forms write it; ``parse`` reads it back."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)
