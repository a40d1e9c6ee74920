"""What was passed on, to whom and why, is written down once and for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
import sqlcipher3

from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.domain.consents import BASES
from court_assess.storage import Change, DocumentMade, Store
from court_assess.storage.errors import ChangedMeanwhileError, StorageFullError
from tests.storage.people import NOW, connect, later, person, sign
from tests.storage.test_faults import pragma

HANDOVER = DocumentMade(
    "handover", NOW, "R. Ádeyemi", "Turning Point, Hackney", "consent", "Dana asked for it"
)


def test_documents_made_come_back_in_order_after_the_program_was_closed(
    store: Store, dana: str, folder: Path, library: Library
) -> None:
    sam = store.start(person("Sam Reed"), library, NOW)
    others = [replace(HANDOVER, basis=basis, made_at=later(-5)) for basis in BASES]
    made = (HANDOVER, *others)
    for one in made:
        store.record_document(dana, one)
    store.close()

    with Store.open(folder) as again:
        assert again.documents_made(dana) == made
        assert again.documents_made(sam) == ()


def test_a_time_of_another_zone_comes_back_as_the_same_moment(store: Store, dana: str) -> None:
    moment = NOW.astimezone(timezone(timedelta(hours=1)))
    store.record_document(dana, replace(HANDOVER, made_at=moment))

    assert store.documents_made(dana) == (HANDOVER,)


def test_writing_down_a_document_works_however_the_case_stands_and_changes_nothing_in_it(
    store: Store, dana: str
) -> None:
    states = []
    closing = (lambda: sign(store, dana), lambda: store.withdraw(dana, "discontinued", NOW))
    for close in (*closing, lambda: None):
        before = store.load(dana)
        store.record_document(dana, HANDOVER)
        assert store.load(dana) == before
        states.append(before.state)
        close()

    assert states == ["open", "signed", "withdrawn"]
    assert store.documents_made(dana) == (HANDOVER,) * 3
    assert len(store.signed_versions(dana)) == 1


def test_what_was_made_from_an_older_revision_is_not_written_down(store: Store, dana: str) -> None:
    seen = store.load(dana).revision
    store.record_document(dana, HANDOVER, seen)  # the control
    store.save(dana, [Change("con.withdrawn", given(("provider",)))], NOW)
    with pytest.raises(ChangedMeanwhileError, match="saved in another window"):
        store.record_document(dana, HANDOVER, seen)

    assert store.documents_made(dana) == (HANDOVER,)


@pytest.mark.parametrize("wrong", [{"basis": "curiosity"}, {"made_at": NOW.replace(tzinfo=None)}])
def test_what_cannot_be_right_is_not_written_down(
    store: Store, dana: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"basis|zone"):
        store.record_document(dana, replace(HANDOVER, **wrong))  # type: ignore[arg-type]

    assert store.documents_made(dana) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE document_made SET made_for = 'nobody'",
        "DELETE FROM document_made",
        "INSERT OR REPLACE INTO document_made SELECT * FROM document_made",
    ],
)
def test_nobody_can_change_what_was_written_down(
    store: Store, dana: str, folder: Path, sql: str
) -> None:
    store.record_document(dana, HANDOVER)
    store.close()
    direct = connect(folder)
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        direct.execute(sql)
    direct.close()

    with Store.open(folder) as again:
        assert again.documents_made(dana) == (HANDOVER,)


def test_a_document_that_could_not_be_written_down_is_told(store: Store, dana: str) -> None:
    pragma(store, "max_page_count = 1")
    with pytest.raises(StorageFullError):
        store.record_document(dana, replace(HANDOVER, reason="x" * 200_000))

    assert store.documents_made(dana) == ()
