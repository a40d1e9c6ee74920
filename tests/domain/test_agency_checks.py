"""The checks that courts expect before sentence: what is outstanding, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from court_assess.domain.agency_checks import (
    CHILDREN,
    POLICE,
    AgencyCheck,
    agency_checks,
    is_about_checks,
    suggested_due,
)
from court_assess.domain.answers import DECLINED, Answers, Row, given
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth

HEARING = date(2026, 11, 23)  # a Monday


def answers(single: dict[str, Any], *entries: dict[str, Any]) -> Answers:
    rows = tuple(
        Row(str(number), {f"src.{key}": given(value) for key, value in entry.items()})
        for number, entry in enumerate(entries)
    )
    held = {key: given(one) if one is not DECLINED else one for key, one in single.items()}
    return Answers(held, {"src": rows})


def police(single: dict[str, Any], *entries: dict[str, Any]) -> AgencyCheck:
    check, _ = agency_checks(answers(single, *({"kind": POLICE, **one} for one in entries)))
    return check


@pytest.mark.parametrize(
    ("entries", "is_outstanding"),
    [
        ([], True),
        ([{}], True),
        ([{"status": "requested"}], True),
        ([{"status": "seen"}], False),
        ([{"status": "received"}], False),
        ([{"status": "not_available"}], False),
        ([{"status": "not_sought"}], True),
        ([{"status": "not_sought", "why_not": "Made last week for another report"}], False),
        ([{"status": "not_sought", "note": "Made last week"}], False),
        ([{"status": "received"}, {"status": "requested"}], True),
        ([{"status": "not_sought"}, {"status": "received"}], False),
    ],
)
def test_a_check_is_outstanding_until_it_is_in_or_there_is_a_reason(
    entries: list[dict[str, Any]], is_outstanding: bool
) -> None:
    assert police({}, *entries).is_outstanding is is_outstanding


@pytest.mark.parametrize(
    ("said", "is_outstanding"),
    [("received", False), ("requested", True), ("not_available", False), ("not_sought", True)],
)
def test_the_one_word_of_the_safety_page_counts_where_no_source_is_listed(
    said: str, is_outstanding: bool
) -> None:
    assert police({"safe.da_check": said}).is_outstanding is is_outstanding
    assert police({"safe.da_check": said}, {"status": "requested"}).status == "requested"
    assert police({"safe.da_check": said}, {}).status == said


def test_a_list_that_was_set_aside_as_a_whole_has_no_entries() -> None:
    assert police({"src": DECLINED}, {"status": "received"}).is_outstanding


@pytest.mark.parametrize(
    ("single", "expected"),
    [
        ({}, UNKNOWN),
        ({"fam.parent": "some_live_with"}, TRUE),
        ({"fam.parent": "none_live_with"}, TRUE),
        ({"fam.parent": "not_a_parent"}, UNKNOWN),
        ({"fam.parent": "not_a_parent", "safe.child": ("none",)}, FALSE),
        ({"fam.parent": "not_a_parent", "safe.child": ("visits",)}, TRUE),
        ({"fam.parent": DECLINED, "safe.child": ("none",)}, UNKNOWN),
        ({"safe.child": ("unborn",)}, TRUE),
        ({"fam.safety": ("not_safe",)}, TRUE),
    ],
)
def test_childrens_services_are_asked_where_there_are_children_and_silence_is_not_no(
    single: dict[str, Any], expected: Truth
) -> None:
    _, check = agency_checks(answers(single))

    assert check.expected is expected
    assert check.is_outstanding is (expected is TRUE)


def test_childrens_services_once_asked_are_waited_for_whether_or_not_there_are_children() -> None:
    entry = {"kind": CHILDREN, "status": "requested"}
    held = answers({"fam.parent": "not_a_parent", "safe.child": ("none",)}, entry)

    assert agency_checks(held)[1].is_outstanding


@pytest.mark.parametrize(
    ("hearing", "asked_on", "due"),
    [
        (date(2026, 11, 24), None, date(2026, 11, 23)),
        (HEARING, None, date(2026, 11, 20)),
        (date(2026, 11, 22), None, date(2026, 11, 20)),
        (HEARING, date(2026, 11, 19), date(2026, 11, 20)),
        (HEARING, HEARING, HEARING),
        (None, None, None),
    ],
)
def test_the_day_suggested_is_the_working_day_before_but_never_before_it_was_asked(
    hearing: date | None, asked_on: date | None, due: date | None
) -> None:
    single = {"case.hearing_date": hearing} if hearing else {}

    assert suggested_due(answers(single), asked_on) == due


def test_the_officers_own_day_stands_and_the_first_of_two_is_shown() -> None:
    entries = [
        {"status": "requested", "due": date(2026, 11, day), "from": f"Force {day}"}
        for day in (19, 18)
    ]
    check = police({"case.hearing_date": HEARING}, *entries)

    assert (check.due, check.asked_of) == (date(2026, 11, 18), "Force 18")
    assert check.due_in_words(date(2026, 11, 18)) == "due 18 November 2026"
    assert check.due_in_words(date(2026, 11, 19)) == "due 18 November 2026, overdue"


def test_what_has_come_in_is_never_overdue() -> None:
    check = police({"case.hearing_date": HEARING}, {"status": "received"})

    assert not check.is_overdue(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("entry", "asked_on", "day"),
    [
        ({"status": "requested", "on": HEARING}, HEARING, HEARING),
        ({"status": "received", "on": HEARING}, None, HEARING),
        ({"status": "received", "received_on": HEARING}, None, HEARING),
        ({"status": "seen", "on": HEARING}, None, HEARING),
    ],
)
def test_an_entry_of_an_earlier_release_has_its_one_day_where_its_status_puts_it(
    entry: dict[str, Any], asked_on: date | None, day: date
) -> None:
    check = police({}, entry)

    assert (check.asked_on, check.day) == (asked_on, day)


def test_only_what_a_check_is_read_from_can_change_how_it_stands() -> None:
    about = ("src", "src.status", "case.hearing_date", "safe.da_check", "fam.parent", "safe.child")
    others = ("case.court", "safe.da_now", "fam.children", "srcs.status")

    assert [one for one in about if not is_about_checks(one)] == []
    assert [one for one in others if is_about_checks(one)] == []
