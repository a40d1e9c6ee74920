"""Tests of the kinds of question: what is read, what is refused with advice, what is shown."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from court_assess.domain.kinds import (
    KINDS,
    BadAnswerError,
    parse,
    show,
    written,
)
from court_assess.domain.questions import Question
from court_assess.domain.values import Duration, PartialDate
from tests.domain.made import choice, question

ONE = choice("q", "x", "y")
MANY = choice("q", "none", "p", "q", kind="choices", exclusive="none")
NUMBER = question("q", "whole_number", least=0, most=28, unit="days")
MONEY = question("q", "decimal", unit="£")
SCALE = question("q", "scale", least=0, most=10)
TEXT = question("q", "text", max_length=5)
LONG = question("q", "long_text", max_length=12)


@pytest.mark.parametrize(
    ("asked", "typed", "value", "shown"),
    [
        (question("q"), "yes", "yes", "Yes"),
        (ONE, "y", "y", "Y"),
        (MANY, ["q", "p"], ("p", "q"), "P; Q"),
        (MANY, "none", ("none",), "NONE"),
        (NUMBER, "28", 28, "28 days"),
        (NUMBER, " 0 ", 0, "0 days"),
        (NUMBER, "1", 1, "1 day"),
        (question("q", "whole_number", unit="tests a week"), "1", 1, "1 test a week"),
        (question("q", "whole_number"), "-3", -3, "-3"),
        (MONEY, "£1,200.50", Decimal("1200.50"), "£1200.50"),
        (SCALE, "10", 10, "10 out of 10"),
        (question("q", "date"), "2026-11-8", date(2026, 11, 8), "8 November 2026"),
        (question("q", "partial_date"), "2019", PartialDate(2019), "2019"),
        (question("q", "partial_date"), "2019-3", PartialDate(2019, 3), "March 2019"),
        (question("q", "partial_date"), "2019-03-07", PartialDate(2019, 3, 7), "7 March 2019"),
        (question("q", "time"), "9.05", time(9, 5), "09:05"),
        (question("q", "time"), "2pm", time(14), "14:00"),
        (question("q", "time"), "12.30 a.m.", time(0, 30), "00:30"),
        (question("q", "time"), "12 PM", time(12), "12:00"),
        (
            question("q", "scale", least=0, most=4, most_label="Nearly always"),
            "3",
            3,
            "3 out of 4 (4: nearly always)",
        ),
        (
            question("q", "datetime"),
            "2026-11-18T14:00",
            datetime(2026, 11, 18, 14),
            "18 November 2026 at 14:00",
        ),
        (question("q", "duration"), "6 Weeks", Duration(6, "week"), "6 weeks"),
        (TEXT, " é\u200e ", "é\u200e", "é\u200e"),
        (LONG, "one\r\ntwo\rx", "one\ntwo\nx", "one\ntwo\nx"),
        (LONG, "e\u0301", "é", "é"),
    ],
)
def test_what_is_typed_is_read_shown_and_written_back(
    asked: Question, typed: Any, value: Any, shown: str
) -> None:
    assert parse(asked, typed) == value
    assert show(asked, value) == shown
    assert parse(asked, written(value)) == value


@pytest.mark.parametrize(
    ("asked", "typed", "advice"),
    [
        (ONE, "z", "Choose one of the answers listed: x, y"),
        (ONE, ["x"], "Give one answer, not a list"),
        (MANY, [], "Choose one of the answers listed"),
        (MANY, ["p", "z"], "Choose one of the answers listed"),
        (MANY, ["none", "p"], "Choose either “NONE” or the others"),
        (NUMBER, "29", "Enter 28 or less"),
        (NUMBER, "-1", "Enter 0 or more"),
        (NUMBER, "4.5", "Enter a whole number"),
        (NUMBER, "1_0", "Enter a whole number"),
        (NUMBER, "٣", "Enter a whole number"),
        (NUMBER, "9" * 5000, "Enter a whole number"),
        (MONEY, "ten", "Enter a number"),
        (MONEY, "nan", "Enter a number"),
        (MONEY, "0,5", "Enter a number"),
        (MONEY, "2,50", "Enter a number"),
        (TEXT, " \u200b ", "Write some text"),
        (LONG, "\n", "Write some text"),
        (LONG, "a\x85b", "Take out the hidden characters"),
        (MONEY, "1e9", "Enter a number"),
        (question("q", "date"), "2026-02-29", "Enter a real date"),
        (question("q", "date"), "0026-02-01", "Enter a year between 1900 and 2100"),
        (question("q", "date"), "tomorrow", "Enter a date with day, month and year"),
        (question("q", "partial_date"), "March", "Enter at least the year"),
        (question("q", "partial_date"), "2019-13", "Enter a real date"),
        (question("q", "time"), "25:00", "Enter a time, like 14:00 or 2pm"),
        (question("q", "time"), "14", "Enter a time"),
        (question("q", "time"), "13pm", "Enter a time"),
        (question("q", "time"), "teatime", "Enter a time"),
        (question("q", "datetime"), "2026-11-18", "Enter the time as well"),
        (question("q", "datetime"), "2026-11-18 99:00", "Enter a time"),
        (question("q", "duration"), "a while", "Enter a number and a unit"),
        (question("q", "weeks"), "7 7 5", "Enter the days for each of the four weeks"),
        (question("q", "weeks"), "7 7 5 few", "Enter the days for each of the four weeks"),
        (TEXT, "123456", "Shorten this to 5 characters or fewer; it has 6"),
        (TEXT, "a\nb", "Write this on one line"),
        (TEXT, "a\x00b", "Take out the hidden characters"),
        (LONG, "a\ud800", "Take out the hidden characters"),
        (question("q", "group"), "x", "Write the entries of q as a list of rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    asked: Question, typed: Any, advice: str
) -> None:
    with pytest.raises(BadAnswerError, match=advice.replace("(", r"\(")):
        parse(asked, typed)


def test_a_value_of_another_kind_is_still_shown() -> None:
    odd: list[tuple[str, Any]] = [("date", "x"), ("partial_date", "x"), ("datetime", "x")]

    assert [show(question("q", kind), value) for kind, value in odd] == ["x", "x", "x"]
    assert show(ONE, "gone") == "gone"


def test_every_kind_says_whether_it_takes_a_list() -> None:
    assert [name for name, kind in KINDS.items() if kind.is_list] == ["choices"]
