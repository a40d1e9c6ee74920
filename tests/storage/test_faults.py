"""A disk that is full or fails is told in plain words, and what was saved before stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.storage import Change, Store
from court_assess.storage.connection import DATABASE_FILE
from court_assess.storage.errors import (
    BusyError,
    DamagedError,
    NotConfirmedError,
    NotWritableError,
    StorageFullError,
)
from tests.storage.people import NOW, connect, person, sign

LONG = Change("own.want", given("x" * 200_000))


def pragma(store: Store, setting: str) -> None:
    """Change a setting of the store's own connection."""
    store._db.execute(f"PRAGMA {setting}").fetchall()  # noqa: SLF001 - the fault to bring about


def test_a_full_disk_is_told_and_the_next_save_works_once_there_is_room(
    store: Store, dana: str
) -> None:
    before = store.load(dana)
    pragma(store, "max_page_count = 1")  # the least is what is used now

    with pytest.raises(StorageFullError, match=r"^Not saved: "):
        store.save(dana, [LONG], NOW)
    assert store.load(dana) == before

    pragma(store, "max_page_count = 1000000")
    store.save(dana, [LONG], NOW)
    assert store.load(dana).assessment.answers.get("own.want") == LONG.answer


def test_a_signature_that_does_not_fit_on_the_disk_leaves_the_case_open(
    store: Store, dana: str
) -> None:
    before = store.load(dana)
    pragma(store, "max_page_count = 1")

    with pytest.raises(StorageFullError):
        sign(store, dana, pdf=bytes(200_000))

    assert store.load(dana) == before
    assert store.signed_versions(dana) == ()


def test_a_database_that_became_read_only_is_told(store: Store, dana: str) -> None:
    before = store.load(dana)
    pragma(store, "query_only = ON")

    with pytest.raises(NotWritableError):
        store.save(dana, [LONG], NOW)

    assert store.load(dana) == before


def test_another_program_that_holds_the_database_is_told(
    store: Store, dana: str, folder: Path
) -> None:
    pragma(store, "busy_timeout = 10")
    other = connect(folder)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BusyError, match=r"^Not saved: "):
        store.save(dana, [LONG], NOW)

    other.execute("ROLLBACK")
    other.close()
    store.save(dana, [LONG], NOW)


def test_a_write_that_fails_at_the_commit_is_not_called_lost_or_saved(
    store: Store, dana: str, folder: Path
) -> None:
    before = store.load(dana)

    with _no_file_grows(folder / f"{DATABASE_FILE}-wal"), pytest.raises(NotConfirmedError):
        store.save(dana, [LONG], NOW)

    assert store.load(dana) == before
    store.save(dana, [LONG], NOW)
    assert len(store.history(dana, "own.want")) == 1


@contextmanager
def _no_file_grows(path: Path) -> Iterator[None]:
    """Let writes past the end of a file fail, with a limit on the size of files."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_damaged_page_is_told_and_never_read_as_answers(folder: Path, library: Library) -> None:
    with Store.open(folder) as store:
        case_id = store.start(person("Dana Okafor"), library, NOW)
        store.save(case_id, [LONG], NOW)
    raw = bytearray((folder / DATABASE_FILE).read_bytes())
    for page in range(30, len(raw) // 4096):  # the first pages hold the tables themselves
        raw[page * 4096 + 50] ^= 1
    (folder / DATABASE_FILE).write_bytes(raw)

    with Store.open(folder) as store, pytest.raises(DamagedError):
        store.load(case_id)
