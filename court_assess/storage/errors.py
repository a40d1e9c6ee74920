"""What can go wrong with the store, each in one plain sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3


class StorageError(Exception):
    """Anything that the store refuses or cannot do; its text is for the officer."""

    says = "The database could not be read or written: close the program, start it and try again."

    def __init__(self, says: str = "") -> None:
        super().__init__(says or self.says)


class NotWritableError(StorageError):
    """Nothing can be written in the data folder."""

    says = (
        "Nothing can be written in the data folder: choose a folder on this computer that is yours,"
        " or ask your IT support to let you write there."
    )


class AlreadyOpenError(StorageError):
    """Another process has the data folder open."""

    says = (
        "The program is already running with this data folder: use its window, or close it first."
    )


class NewerFileError(StorageError):
    """The database was written by a later release."""

    says = "The database was made by a newer version of this program: install that version."


class NotOurFileError(StorageError):
    """The file under our name holds something else, or nothing."""

    says = (
        "The database file is empty or was not made by this program:"
        " put your last good copy of the data folder in its place."
    )


class DatabaseMissingError(StorageError):
    """There is a key, but no database that it opens."""

    says = (
        "The key is in the data folder but the database is not: put the database back from a copy,"
        " or choose an empty folder to begin anew."
    )


class KeyMissingError(StorageError):
    """There is a database, but no key."""

    says = (
        "The key file data.key is missing from the data folder:"
        " put it back from a copy, since the assessments cannot be read without it."
    )


class WrongKeyError(StorageError):
    """The key does not open the database; a damaged first page looks the same."""

    says = (
        "The key file data.key does not open the database:"
        " put back the key and the database from the same copy of the data folder."
    )


class DamagedError(StorageError):
    """What is in the file is not what was written."""

    says = "The database is damaged: put your last good copy of the data folder in its place."


class TooOldSqliteError(StorageError):
    """The SQLite in use may corrupt a database in WAL mode (fixed in 3.51.3)."""

    says = "A part of this program is too old to keep data safely: install the program again."


class StorageFullError(StorageError):
    """The disk is full; nothing of the change was kept."""

    says = "Not saved: the disk is full; free some space, then save again."


class NotConfirmedError(StorageError):
    """The last step of saving failed, so that the change may be there or not."""

    says = "It is not certain that this was saved: start the program again and look at the answers."


class BusyError(StorageError):
    """Something else holds the database, such as a copy being made."""

    says = "Not saved: another program is using the database; wait a moment, then save again."


class UnknownCaseError(StorageError):
    """There is no assessment of that id."""

    says = "There is no such assessment here: go back to the list of assessments."


class UnknownRowError(StorageError):
    """There is no such entry in the list that was asked for, or it was taken out."""

    says = "Not saved: that entry was taken out of its list; open the page again."


class UnknownLibraryError(StorageError):
    """No questions and rules were kept under that digest."""

    says = (
        "The questions and rules that this assessment was made with are missing:"
        " ask your IT support to look at the data folder."
    )


class NotOpenError(StorageError):
    """The assessment is signed or withdrawn."""

    says = "Not saved: this assessment is signed or withdrawn; reopen it to change it."


class NotSignedError(StorageError):
    """Only what is signed or withdrawn can be reopened."""

    says = "Only a signed or withdrawn assessment can be reopened: go back to the assessment."


class ReasonNeededError(StorageError):
    """An assessment was to be reopened or withdrawn without a reason."""

    says = "Give the reason: it is kept with the assessment."


class ChangedMeanwhileError(StorageError):
    """Something was saved after the report that was to be signed was made."""

    says = "Not signed: answers were saved after this report was made; read it again, then sign."


class SavedElsewhereError(StorageError):
    """An answer that was to be saved was changed by another window since it was read."""

    says = "Not saved: an answer was changed in another window; open the page again."


_BY_SQLITE_NAME = (
    ("SQLITE_FULL", StorageFullError),
    ("SQLITE_READONLY", NotWritableError),
    ("SQLITE_CANTOPEN", NotWritableError),
    ("SQLITE_NOTADB", WrongKeyError),
    ("SQLITE_CORRUPT", DamagedError),
    ("SQLITE_BUSY", BusyError),
    ("SQLITE_LOCKED", BusyError),
)


def plain(error: sqlcipher3.Error) -> StorageError:
    """Return what an error of the driver means to an officer."""
    name = getattr(error, "sqlite_errorname", "")
    return next(
        (kind() for start, kind in _BY_SQLITE_NAME if name.startswith(start)), StorageError()
    )


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Raise StorageError in place of whatever the driver or the disk raises."""
    try:
        yield
    except sqlcipher3.Error as error:
        raise plain(error) from error
    except OSError as error:
        raise NotWritableError from error
