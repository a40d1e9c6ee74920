"""Open the encrypted database of a data folder, or make it, with settings that lose nothing."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlite_utils import Database

from court_assess.storage.errors import (
    DatabaseMissingError,
    NotOurFileError,
    TooOldSqliteError,
)
from court_assess.storage.keys import KEY_FILE, make_key, read_key, settle
from court_assess.storage.migrations import APPLICATION_ID, NEWEST, bring_up_to_date

DATABASE_FILE = "court_assess.db"
OLDEST_SQLITE = (3, 51, 3)  # older ones can corrupt a database when the WAL is reset
PAGE_BYTES = 4096  # of SQLCipher; a whole file is a multiple
PLAIN_SQLITE = b"SQLite format 3\0"

# FULL: with NORMAL a power cut loses saves that were confirmed. secure_delete, temp_store and
# mmap_size keep plain text out of places where it would stay.
SETTINGS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "temp_store": "MEMORY",
    "busy_timeout": "5000",
}


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """Raise TooOldSqliteError for a SQLite that does not keep data safely."""
    if version < OLDEST_SQLITE:
        raise TooOldSqliteError


def open_database(folder: Path) -> Database:
    """Return the folder's database, made if there was none, up to date and writable.

    The folder must be locked. Raises StorageError, or the driver's error or OSError.
    """
    refuse_old_sqlite(driver.sqlite_version_info)
    path = folder / DATABASE_FILE
    if not path.exists():
        _make(folder)
    key = read_key(folder)
    _refuse_foreign(path)
    db = _connect(path, key)
    try:
        bring_up_to_date(db)
        for name, value in SETTINGS.items():
            db.execute(f"PRAGMA {name} = {value}").fetchall()
        _try_to_write(db)
    except BaseException:
        db.close()
        raise
    return db


def _try_to_write(db: Database) -> None:
    """Find a file that cannot be written at the start, not at the first save."""
    db.execute("BEGIN IMMEDIATE")  # which alone a read-only file allows
    try:
        db.execute(f"PRAGMA user_version = {NEWEST}")
    finally:
        db.rollback()


def _make(folder: Path) -> None:
    """Make the key, then the database, under another name until it is whole.

    That name says that a first start was cut short. Without it, a key with no database means that
    the database was lost, and an empty list of assessments must not be shown in its place.
    """
    half = folder / f"{DATABASE_FILE}.new"
    has_key = (folder / KEY_FILE).exists()
    if has_key and not half.exists():
        raise DatabaseMissingError
    half.with_name(f"{half.name}-journal").unlink(missing_ok=True)
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    settle(folder)
    key = read_key(folder) if has_key else make_key(folder)
    with closing(_connect(half, key)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        bring_up_to_date(db)
    half.replace(folder / DATABASE_FILE)
    settle(folder)


def _refuse_foreign(path: Path) -> None:
    """Tell a file of something else from one that the key does not open."""
    with path.open("rb") as file:  # before connecting: closing it would drop SQLite's own locks
        start = file.read(len(PLAIN_SQLITE))
    size = path.stat().st_size
    if not size or size % PAGE_BYTES or start == PLAIN_SQLITE:
        raise NotOurFileError


def _connect(path: Path, key: bytes) -> Database:
    """Connect to a file that is there; the driver's error if the key does not open it."""
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,  # transactions begin and end where the code says so
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr otherwise
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise
