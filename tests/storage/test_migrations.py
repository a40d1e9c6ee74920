"""A database of an earlier release opens with all that is in it, and gets what it lacks."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from court_assess.domain.agency_checks import POLICE, AgencyCheck
from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.storage import Change, DocumentMade, Store, migrations
from court_assess.storage.errors import DamagedError, NotWritableError
from court_assess.storage.migrations import STEPS
from tests.storage.people import NOW, connect, person

HANDOVER = DocumentMade("handover", NOW, "R. Adeyemi", "GP", "law", "")


def steps_of(folder: Path) -> tuple[list[str], int]:
    """Return the steps that a database has seen, and the number in its header."""
    with closing(connect(folder)) as direct:
        names = direct.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        return [name for (name,) in names], direct.execute("PRAGMA user_version").fetchone()[0]


@pytest.fixture
def older(folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a database by the first step only, as the first release did, and return a case in it."""
    apply = STEPS.apply

    def apply_the_first(db: Database) -> Any:
        return apply(db, stop_before="create_document_log")

    with monkeypatch.context() as first_release:
        first_release.setattr(STEPS, "apply", apply_the_first)
        first_release.setattr(migrations, "NEWEST", 1)
        first_release.setattr("court_assess.storage.connection.NEWEST", 1)
        first_release.setattr("court_assess.storage.saving.checks_column", lambda *_: {})
        with Store.open(folder) as store:
            case_id = store.start(person("Dana Okafor"), library, NOW)
            row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
            store.remove_row(case_id, "sub", row, NOW)
    assert steps_of(folder) == (["create_tables"], 1)
    return case_id


def test_an_older_database_opens_with_its_cases_and_the_new_table(folder: Path, older: str) -> None:
    for _ in range(2):  # the second time there is nothing left to do
        with Store.open(folder) as store:
            assert store.load(older).assessment.answers.get("case.crn") == given("X123456")
            store.record_document(older, HANDOVER)
            made = store.documents_made(older)
    assert made == (HANDOVER, HANDOVER)
    assert steps_of(folder) == (
        [
            "create_tables",
            "create_document_log",
            "create_edited_texts",
            "list_outstanding_checks",
            "create_reply_log",
        ],
        5,
    )


def test_the_list_of_an_older_database_shows_what_is_outstanding(folder: Path, older: str) -> None:
    with Store.open(folder) as store:
        (case,) = store.cases()

        assert case.checks == (AgencyCheck(POLICE, due=date(2026, 11, 19)),)
        store.save(older, [Change("safe.da_check", given("received"))], NOW)
        assert store.cases()[0].checks == ()


def test_a_row_taken_out_in_an_older_release_can_be_brought_back(folder: Path, older: str) -> None:
    with Store.open(folder) as store:
        (row,) = store.removed_rows(older)["sub"]
        store.restore_row(older, "sub", row.id, NOW)

        assert store.load(older).assessment.answers.rows_of("sub") == (row,)
        assert row.answers == {"sub.slug": given("heroin")}


def test_a_step_that_fails_halfway_leaves_the_older_database_as_it_was(
    folder: Path, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise DamagedError

    monkeypatch.setattr(migrations, "_make_append_only", damaged)  # the table is there by then
    with pytest.raises(DamagedError):
        Store.open(folder)
    monkeypatch.undo()

    assert steps_of(folder) == (["create_tables"], 1)
    with Store.open(folder) as store:
        store.record_document(older, HANDOVER)


def test_an_older_database_that_may_not_be_written_is_refused_and_left_as_it_is(
    folder: Path, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = migrations.bring_up_to_date

    def read_only(db: Database) -> None:
        db.execute("PRAGMA query_only = ON")
        real(db)

    monkeypatch.setattr("court_assess.storage.connection.bring_up_to_date", read_only)
    with pytest.raises(NotWritableError):
        Store.open(folder)
    monkeypatch.undo()

    assert steps_of(folder) == (["create_tables"], 1)
    with Store.open(folder) as store:
        assert store.load(older).revision == 3
