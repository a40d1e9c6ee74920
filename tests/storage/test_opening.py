"""A data folder opens as it was left, or one plain sentence says what to do."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from court_assess.domain.assessment import Library
from court_assess.storage import Store
from court_assess.storage import errors as refusals
from court_assess.storage.connection import DATABASE_FILE, open_database, refuse_old_sqlite
from court_assess.storage.errors import (
    AlreadyOpenError,
    DatabaseMissingError,
    KeyMissingError,
    NewerFileError,
    NotOurFileError,
    NotWritableError,
    StorageError,
    TooOldSqliteError,
    WrongKeyError,
)
from court_assess.storage.keys import KEY_FILE
from court_assess.storage.lock import LOCK_FILE
from tests.storage.people import NOW, connect, made_folder, person

PROJECT = Path(__file__).parents[2]
NOBODY = 65_534
HALF_MADE = f"{DATABASE_FILE}.new"


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file in the folder but the lock."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != LOCK_FILE
    }


def _direct(folder: Path, sql: str) -> None:
    connection = connect(folder)
    connection.execute(sql)
    connection.close()


def _plain_sqlite(folder: Path) -> None:
    (folder / DATABASE_FILE).unlink()
    with sqlite3.connect(folder / DATABASE_FILE) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def _other_key(folder: Path) -> None:
    (folder / KEY_FILE).write_bytes(bytes(32))


def _flip_a_byte(folder: Path) -> None:
    raw = bytearray((folder / DATABASE_FILE).read_bytes())
    raw[100] ^= 1
    (folder / DATABASE_FILE).write_bytes(raw)


UNKNOWN_STEP = (
    "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
    " VALUES ('court_assess', 'split_names', '2027-01-01')"
)
BROKEN: dict[str, tuple[Callable[[Path], object], type[StorageError]]] = {
    "newer tables": (lambda folder: _direct(folder, "PRAGMA user_version = 99"), NewerFileError),
    "unknown step": (lambda folder: _direct(folder, UNKNOWN_STEP), NewerFileError),
    "other program": (lambda folder: _direct(folder, "PRAGMA application_id = 1"), NotOurFileError),
    "plain SQLite": (_plain_sqlite, NotOurFileError),
    "text": (lambda folder: (folder / DATABASE_FILE).write_text("hello"), NotOurFileError),
    "empty": (lambda folder: (folder / DATABASE_FILE).write_bytes(b""), NotOurFileError),
    "no database": (lambda folder: (folder / DATABASE_FILE).unlink(), DatabaseMissingError),
    "no key": (lambda folder: (folder / KEY_FILE).unlink(), KeyMissingError),
    "other key": (_other_key, WrongKeyError),
    "half a key": (lambda folder: os.truncate(folder / KEY_FILE, 16), WrongKeyError),
    "flipped byte": (_flip_a_byte, WrongKeyError),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_folder_is_refused_and_left_as_it_is(folder: Path, how: str) -> None:
    break_it, error = BROKEN[how]
    made_folder(folder)
    break_it(folder)
    before = hashes(folder)

    for _ in range(2):  # the refusal lets the folder go, so that it is the same again
        with pytest.raises(error) as refused:
            Store.open(folder)
        assert str(refused.value) == error.says

    assert hashes(folder) == before


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    # Root may write whatever the modes say, so the places are ones where nobody can make a folder.
    (tmp_path / "file").write_text("")
    places = [tmp_path / "file", tmp_path / "file" / "below"]
    places += [Path("/proc/court_assess")] if sys.platform == "linux" else []
    for place in places:
        with pytest.raises(NotWritableError):
            Store.open(place)


@contextmanager
def _not_as_root(place: Path) -> Iterator[None]:
    """Act as nobody in a place of nobody's: root may write whatever the modes say."""
    if sys.platform == "win32" or os.geteuid():
        yield
        return
    shutil.chown(place, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("name", [DATABASE_FILE, "."])
def test_a_read_only_database_is_refused_at_the_start(name: str) -> None:
    with TemporaryDirectory() as place, _not_as_root(Path(place)):
        folder = made_folder(Path(place) / "court")
        path = folder / name
        (folder / LOCK_FILE).unlink()
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)
        assert not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)

        with pytest.raises(NotWritableError):
            Store.open(folder)
        path.chmod(0o700)


@pytest.mark.parametrize(
    "error", [StorageError, *StorageError.__subclasses__()], ids=lambda error: error.__name__
)
def test_each_refusal_is_one_plain_sentence(error: type[StorageError]) -> None:
    says = str(error())

    assert says[0].isupper()
    assert says.endswith(".")
    assert ". " not in says
    assert not [word for word in ("SQL", "/", "\\", "Error", "table") if word in says]
    assert error.says is not StorageError.says or error is StorageError


def test_every_refusal_is_a_storage_error() -> None:
    named = [one for one in vars(refusals).values() if isinstance(one, type)]

    assert all(issubclass(one, StorageError) for one in named if one.__name__.endswith("Error"))


def test_a_second_process_is_refused_until_the_first_has_closed(folder: Path) -> None:
    imports = "from pathlib import Path; from court_assess.storage import Store"
    attempt = f"{imports}; Store.open(Path({str(folder)!r}))"

    def second_process() -> str:
        words = [sys.executable, "-c", attempt]
        return subprocess.run(
            words, cwd=PROJECT, capture_output=True, text=True, check=False
        ).stderr

    with Store.open(folder):
        assert AlreadyOpenError.__name__ in second_process()
        with pytest.raises(AlreadyOpenError):
            Store.open(folder)
    assert second_process() == ""


def test_a_lock_file_left_behind_locks_nothing(folder: Path) -> None:
    made_folder(folder)
    assert (folder / LOCK_FILE).exists()

    Store.open(folder).close()


def test_a_closed_store_says_so_in_plain_words(folder: Path) -> None:
    store = Store.open(folder)
    store.close()
    store.close()

    with pytest.raises(StorageError):
        store.cases()


@pytest.mark.parametrize("has_key", [False, True])
@pytest.mark.parametrize("left", [b"", b"half a page", bytes(8192)])
def test_a_first_start_that_was_cut_short_is_begun_again(
    folder: Path, library: Library, left: bytes, *, has_key: bool
) -> None:
    folder.mkdir()
    for name in (HALF_MADE, f"{HALF_MADE}-journal", KEY_FILE if has_key else f"{KEY_FILE}.new"):
        (folder / name).write_bytes(left)
    if has_key:  # renamed, and so whole
        _other_key(folder)

    with Store.open(folder) as store:
        store.start(person("Dana Okafor"), library, NOW)
        assert len(store.cases()) == 1

    assert {path.name for path in folder.iterdir()} == {DATABASE_FILE, KEY_FILE, LOCK_FILE}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_may_read_the_folder_or_what_is_in_it(folder: Path, library: Library) -> None:
    with Store.open(folder) as store:
        store.start(person("Dana Okafor"), library, NOW)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert f"{DATABASE_FILE}-wal" in modes
        assert set(modes.values()) == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_empty_folder_is_closed_to_others_and_one_in_use_is_not_changed(tmp_path: Path) -> None:
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "letter.odt").write_text("")
    made_folder(empty)
    made_folder(used)

    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(used.stat().st_mode) == 0o755


def test_the_key_is_256_random_bits(tmp_path: Path) -> None:
    keys = {(made_folder(tmp_path / name) / KEY_FILE).read_bytes() for name in ("a", "b")}

    assert [len(key) for key in keys] == [32, 32]


def test_the_connection_is_set_to_lose_and_to_leak_nothing(folder: Path) -> None:
    made_folder(folder)
    db = open_database(folder)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
        "busy_timeout": 5000,
        "cipher_log_level": "NONE",
        "user_version": 5,
    }
    found = {name: db.execute(f"PRAGMA {name}").fetchone() for name in expected}
    db.close()

    assert found == {name: (value,) for name, value in expected.items()}


def test_every_table_is_strict(folder: Path) -> None:
    tables = (
        connect(made_folder(folder))
        .execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
        .fetchall()
    )

    ours = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite"))}
    assert len(ours) == 12
    assert set(ours.values()) == {1}


@pytest.mark.parametrize(
    ("version", "is_refused"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((4, 0, 0), False)],
)
def test_a_sqlite_that_can_corrupt_is_refused(
    version: tuple[int, int, int], *, is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(TooOldSqliteError):
            refuse_old_sqlite(version)
    else:
        refuse_old_sqlite(version)
