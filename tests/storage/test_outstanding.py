"""What the list shows of outstanding checks: it follows every save, and reads no case."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from court_assess.domain.agency_checks import CHILDREN, POLICE, AgencyCheck
from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.storage import Change, Store, outstanding
from tests.storage.people import NOW, connect, later, person

DAY_BEFORE = date(2026, 11, 19)
ASKED = date(2026, 11, 16)
REQUESTED = (
    Change("src.kind", given(POLICE)),
    Change("src.status", given("requested")),
    Change("src.requested_on", given(ASKED)),
    Change("src.due", given(date(2026, 11, 18))),
)
WAITING = AgencyCheck(POLICE, "requested", ASKED, due=date(2026, 11, 18))
NOT_ASKED = AgencyCheck(POLICE, due=DAY_BEFORE)


def checks(store: Store) -> tuple[AgencyCheck, ...]:
    (case,) = store.cases()
    return case.checks


def test_a_check_leaves_the_list_once_it_is_received(store: Store, dana: str) -> None:
    assert checks(store) == (NOT_ASKED,)
    row = store.add_row(dana, "src", NOW, REQUESTED)
    assert checks(store) == (WAITING,)
    store.save(dana, [Change("src.status", given("received"), row)], later(1))

    assert checks(store) == ()


def test_an_entry_taken_out_is_no_request_until_it_is_brought_back(store: Store, dana: str) -> None:
    row = store.add_row(dana, "src", NOW, REQUESTED)
    store.remove_row(dana, "src", row, later(1))
    assert checks(store) == (NOT_ASKED,)
    store.restore_row(dana, "src", row, later(2))

    assert checks(store) == (WAITING,)


def test_a_due_date_that_nobody_chose_moves_with_the_hearing(store: Store, dana: str) -> None:
    store.adjourn(dana, date(2026, 11, 30), NOW)

    assert checks(store) == (AgencyCheck(POLICE, due=date(2026, 11, 27)),)


def test_children_bring_the_second_check_and_both_are_listed(store: Store, dana: str) -> None:
    store.save(dana, [Change("fam.parent", given("some_live_with"))], NOW)

    assert [one.kind for one in checks(store)] == [POLICE, CHILDREN]


def test_a_save_that_is_about_something_else_does_not_read_the_case(
    store: Store, dana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []

    def noted(db: Database, case_id: str) -> dict[str, str]:
        reads.append(case_id)
        return outstanding.checks_column(db, case_id)

    monkeypatch.setattr("court_assess.storage.saving.checks_column", noted)
    store.save(dana, [Change("case.court", given("Bow"))], NOW)
    store.cases()
    assert reads == []
    store.save(dana, [Change("safe.da_check", given("requested"))], NOW)  # the control

    assert reads == [dana]


def test_the_column_holds_no_word_of_anybodys(folder: Path, library: Library) -> None:
    note = Change("src.from", given("Northmoor Police, PC Lamb"))
    with Store.open(folder) as store:
        case_id = store.start(person("Dana Okafor"), library, NOW)
        store.add_row(case_id, "src", NOW, (*REQUESTED, note))
    with closing(connect(folder)) as direct:
        (text,) = direct.execute("SELECT checks FROM assessment").fetchone()

    assert text == '[["police_da_check","requested","2026-11-16","2026-11-18"]]'
