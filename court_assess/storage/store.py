"""The store: all that the program keeps, in domain objects; nothing above it knows SQL.

Each method is one transaction, and what it wrote is on the disk when it returns. One store serves
all threads of the one process that may have the data folder open.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from types import MappingProxyType, TracebackType
from typing import Self

import sqlcipher3
from sqlite_utils import Database

from court_assess.domain.answers import Row, given
from court_assess.domain.assessment import Assessment, EditedText, FlagResponse, Library, TextKey
from court_assess.storage import (
    document_log,
    listing,
    loading,
    reply_log,
    rows,
    saving,
    signing,
    texts,
)
from court_assess.storage.codec import moment_text
from court_assess.storage.connection import open_database
from court_assess.storage.errors import (
    NotConfirmedError,
    StorageFullError,
    UnknownLibraryError,
    in_plain_words,
    plain,
)
from court_assess.storage.lock import take_lock
from court_assess.storage.records import (
    CaseSummary,
    Change,
    DocumentMade,
    PastAnswer,
    PastText,
    ReplyTaken,
    Saved,
    SignedVersion,
    StoredCase,
)


class Store:
    """The assessments of one data folder; made by ``Store.open``.

    Every method that names a case raises UnknownCaseError if there is none, and those that change
    one NotOpenError if it is signed or withdrawn. Times are aware; they come back in UTC.
    """

    def __init__(self, db: Database, lock: int) -> None:
        self._db = db
        self._folder_lock: int | None = lock
        self._one_at_a_time = RLock()

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the data folder, made if there is none; StorageError says what stands in the way."""
        with in_plain_words(), ExitStack() as undo:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not any(folder.iterdir()):  # a folder with other things in it is not ours to close
                folder.chmod(0o700)
            lock = take_lock(folder)
            undo.callback(os.close, lock)
            db = open_database(folder)
            undo.pop_all()
        return cls(db, lock)

    def close(self) -> None:
        """Close the database and let the folder go; a second time does nothing."""
        with self._one_at_a_time, in_plain_words():
            self._db.close()
            if self._folder_lock is not None:
                os.close(self._folder_lock)
                self._folder_lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with self._one_at_a_time, in_plain_words():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """Hold one transaction; it is kept if the block ends well, and undone if not."""
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            _commit(db)

    def keep_library(self, library: Library, now: datetime) -> None:
        """Keep the texts of a library under its digest, once."""
        with self._writing() as db:
            _keep(db, library, now)

    def library_texts(self, digest: str) -> Mapping[str, str]:
        """Return the definition files of a library by name; UnknownLibraryError if not kept."""
        with self._reading() as db:
            found = db.execute("SELECT texts FROM library WHERE digest = ?", [digest]).fetchone()
        if found is None:
            raise UnknownLibraryError
        texts: dict[str, str] = json.loads(found[0])
        return texts

    def cases(self, search: str = "") -> tuple[CaseSummary, ...]:
        """Return the assessments: open by hearing, then undated, then signed or withdrawn.

        Each word of the search must be in the name or the CRN; case and accents do not matter.
        """
        with self._reading() as db:
            return listing.cases(db, search)

    def start(self, assessment: Assessment, library: Library, now: datetime) -> str:
        """Keep a new or imported assessment and return its id."""
        with self._writing() as db:
            _keep(db, library, now)
            case_id = saving.start(db, assessment, library.digest, now)
            texts.put(db, case_id, assessment.texts, 1, moment_text(now))
            return case_id

    def load(self, case_id: str) -> StoredCase:
        """Return an assessment as it stands."""
        with self._reading() as db:
            return loading.load(db, case_id)

    def save(
        self,
        case_id: str,
        changes: Sequence[Change],
        now: datetime,
        seen_revision: int | None = None,
        new_rows: Mapping[str, Sequence[Change]] = MappingProxyType({}),
    ) -> Saved:
        """Save answers; the revision grows only if something changed.

        ``new_rows`` are rows to add at the end of their groups, with their answers. Nothing is
        saved with UnknownRowError, if a row was taken out meanwhile, nor with
        SavedElsewhereError, if the changes were decided at a revision after which one of their
        answers became another.
        """
        with self._writing() as db:
            return saving.save(db, case_id, changes, now, seen_revision, new_rows)

    def changed_since(self, case_id: str, revision: int) -> frozenset[tuple[str, str | None]]:
        """Return the answers saved or cleared after a revision, as (question, row id or None)."""
        with self._reading() as db:
            return loading.changed_since(db, case_id, revision)

    def history(
        self, case_id: str, question: str, row: str | None = None
    ) -> tuple[PastAnswer, ...]:
        """Return all that an answer ever was, first to last; None where it was cleared."""
        with self._reading() as db:
            return loading.history(db, case_id, question, row)

    def add_row(
        self, case_id: str, group: str, now: datetime, changes: Sequence[Change] = ()
    ) -> str:
        """Add a row at the end of a group, with its answers, and return its id.

        The changes need not name the row, which has no id yet.
        """
        with self._writing() as db:
            return rows.add_row(db, case_id, group, now, changes)

    def remove_row(self, case_id: str, group: str, row: str, now: datetime) -> None:
        """Take a row out; its answers stay in the history. UnknownRowError if it is not there."""
        with self._writing() as db:
            rows.remove_row(db, case_id, group, row, now)

    def move_row(self, case_id: str, group: str, row: str, step: int, now: datetime) -> None:
        """Move a row of a group up (-1) or down (1); at the end of the list it stays where it is.

        UnknownRowError if it is not there.
        """
        with self._writing() as db:
            rows.move_row(db, case_id, group, row, step, now)

    def restore_row(self, case_id: str, group: str, row: str, now: datetime) -> None:
        """Bring a row that was taken out back to its place, with the answers it had then.

        UnknownRowError if it is not among those taken out of that group.
        """
        with self._writing() as db:
            rows.restore_row(db, case_id, group, row, now)

    def removed_rows(self, case_id: str) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows taken out of each group, the last one first, as they were then."""
        with self._reading() as db:
            return rows.removed_rows(db, case_id)

    def respond(self, case_id: str, flag_id: str, response: FlagResponse, now: datetime) -> None:
        """Save what was done about a flag."""
        with self._writing() as db:
            saving.respond(db, case_id, flag_id, response, now)

    def save_texts(
        self,
        case_id: str,
        changes: Mapping[TextKey, EditedText | None],
        now: datetime,
        seen_revision: int,
    ) -> int:
        """Save the officer's texts, None taking one out; return the revision, a new one if changed.

        Nothing is saved with SavedElsewhereError, if one of them became another after the revision
        that was seen.
        """
        with self._writing() as db:
            return texts.save_texts(db, case_id, changes, now, seen_revision)

    def text_history(self, case_id: str, key: TextKey) -> tuple[PastText, ...]:
        """Return all that an officer's text ever was, first to last; None where it was out."""
        with self._reading() as db:
            return texts.text_history(db, case_id, key)

    def adjourn(self, case_id: str, hearing_date: date, now: datetime) -> None:
        """Move an assessment to its next hearing; it stays open."""
        self.save(case_id, [Change("case.hearing_date", given(hearing_date))], now)

    def withdraw(self, case_id: str, reason: str, now: datetime) -> None:
        """Close an assessment that will not be used, signed or not; ReasonNeededError."""
        with self._writing() as db:
            signing.withdraw(db, case_id, reason, now)

    def sign(  # noqa: PLR0913 - what a signature is made of
        self,
        case_id: str,
        *,
        signer: str,
        role: str,
        reason: str,
        content: str,
        pdf: bytes,
        now: datetime,
        revision: int | None = None,
    ) -> int:
        """Keep content and PDF as they are for ever, and return the number of the version.

        With the revision that they were made from, ChangedMeanwhileError if it is not the latest.
        """
        with self._writing() as db:
            return signing.sign(
                db,
                case_id,
                signer=signer,
                role=role,
                reason=reason,
                content=content,
                pdf=pdf,
                revision=revision,
                now=now,
            )

    def reopen(self, case_id: str, reason: str, now: datetime) -> None:
        """Open what was signed or withdrawn; NotSignedError, ReasonNeededError."""
        with self._writing() as db:
            signing.reopen(db, case_id, reason, now)

    def signed_versions(self, case_id: str) -> tuple[SignedVersion, ...]:
        """Return all that was signed, first to last; DamagedError if a byte of it has changed."""
        with self._reading() as db:
            return signing.signed_versions(db, case_id)

    def record_document(
        self, case_id: str, made: DocumentMade, revision: int | None = None
    ) -> None:
        """Write down that a document was made to be passed on, also of what is signed or withdrawn.

        The assessment itself is not changed by it. With the revision that it was made from,
        ChangedMeanwhileError if it is not the latest.
        """
        with self._writing() as db:
            document_log.record_document(db, case_id, made, revision)

    def documents_made(self, case_id: str) -> tuple[DocumentMade, ...]:
        """Return the documents that were made to be passed on, first to last."""
        with self._reading() as db:
            return document_log.documents_made(db, case_id)

    def take_reply(  # noqa: PLR0913, PLR0917 - what is taken, and against what it was decided
        self,
        case_id: str,
        changes: Sequence[Change],
        group: str,
        entries: Sequence[Sequence[Change]],
        taken: ReplyTaken,
        seen_revision: int,
    ) -> int:
        """Save a provider's reply whole: answers, entries to add to a list, and whose they are.

        Nothing is saved with SavedElsewhereError, as in ``save``; return the revision.
        """
        with self._writing() as db:
            return reply_log.take_reply(db, case_id, changes, group, entries, taken, seen_revision)

    def replies_taken(self, case_id: str) -> tuple[ReplyTaken, ...]:
        """Return the provider's replies that were taken, first to last."""
        with self._reading() as db:
            return reply_log.replies_taken(db, case_id)


def _keep(db: Database, library: Library, now: datetime) -> None:
    if not db.execute("SELECT 1 FROM library WHERE digest = ?", [library.digest]).fetchone():
        kept = {"digest": library.digest, "texts": json.dumps(dict(library.texts))}
        db.table("library").insert({**kept, "kept_at": moment_text(now)})


def _commit(db: Database) -> None:
    """Commit, and tell what was not saved from what may have been.

    Where the last write to the disk fails, the change can still be there after a restart. It
    cannot where the disk is full: then the record that ends the transaction was not written.
    """
    try:
        db.commit()
    except sqlcipher3.Error as error:
        db.rollback()
        told = plain(error)
        raise (told if isinstance(told, StorageFullError) else NotConfirmedError()) from error
