"""The tables, and the named steps that bring an older database up to date.

A change to the tables is one more function in ``_STEPS``. Steps that have been released stay as
they are; only their names are kept in the database.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database, Migrations

from court_assess.storage.errors import NewerFileError, NotOurFileError
from court_assess.storage.outstanding import checks_column

APPLICATION_ID = 0x63617373  # "cass"; in the header of the file, which is encrypted like the rest


def create_tables(db: Database) -> None:
    """Make the tables of the first release.

    ``row`` is '' in an answer that stands outside any group, since a part of a key is never null.
    An ``answer`` of null in the history says that it was cleared.
    """
    _create_library(db)
    _create_assessment(db)
    _create_answers(db)
    _create_flags(db)
    _create_signed_version(db)


def _create_library(db: Database) -> None:
    columns = {"digest": str, "texts": str, "kept_at": str}
    db.table("library").create(columns, pk="digest", not_null=columns, strict=True)
    _make_append_only(db, "library", "digest = NEW.digest")


def _create_assessment(db: Database) -> None:
    columns = {
        "id": str,
        "state": str,
        "revision": int,
        "version": int,
        "note": str,
        "library_digest": str,
        "prepared_on": str,
        "started_at": str,
        "saved_at": str,
        # What the list shows and searches, kept in step with the answers.
        "name": str,
        "name_folded": str,
        "crn": str,
        "crn_folded": str,
        "court": str,
        "hearing_date": str,
    }
    db.table("assessment").create(
        columns,
        pk="id",
        not_null=columns.keys() - {"prepared_on", "hearing_date"},
        foreign_keys=[("library_digest", "library", "digest")],
        strict=True,
    )


def _create_answers(db: Database) -> None:
    key = {"case_id": str, "row": str, "question": str}
    of_case = [("case_id", "assessment", "id")]
    db.table("answer").create(
        {**key, "answer": str},
        pk=tuple(key),
        not_null={"answer"},
        foreign_keys=of_case,
        strict=True,
    )
    columns = {"id": int, **key, "answer": str, "revision": int, "saved_at": str}
    db.table("answer_history").create(
        columns,
        pk="id",
        not_null=columns.keys() - {"answer"},
        foreign_keys=of_case,
        strict=True,
    ).create_index(["case_id", "revision"])
    _make_append_only(db, "answer_history", "id = NEW.id")
    columns = {
        "case_id": str,
        "id": str,
        "group_id": str,
        "position": int,
        "added_at": str,
        "removed_in": int,  # the revision that took it out; null as long as it is there
    }
    db.table("row").create(
        columns,
        pk=("case_id", "id"),
        not_null=columns.keys() - {"removed_in"},
        foreign_keys=of_case,
        strict=True,
    )


def _create_flags(db: Database) -> None:
    key = {"case_id": str, "flag": str}
    of_case = [("case_id", "assessment", "id")]
    db.table("flag_response").create(
        {**key, "response": str},
        pk=tuple(key),
        not_null={"response"},
        foreign_keys=of_case,
        strict=True,
    )
    columns = {"id": int, **key, "response": str, "revision": int, "saved_at": str}
    db.table("flag_history").create(
        columns, pk="id", not_null=columns, foreign_keys=of_case, strict=True
    )
    _make_append_only(db, "flag_history", "id = NEW.id")


def _create_signed_version(db: Database) -> None:
    columns = {
        "case_id": str,
        "version": int,
        "signer": str,
        "role": str,
        "signed_at": str,
        "reason": str,
        "content": str,
        "library_digest": str,
        "pdf": bytes,
        "pdf_sha256": str,
        "content_sha256": str,
    }
    db.table("signed_version").create(
        columns,
        pk=("case_id", "version"),
        not_null=columns,
        foreign_keys=[("case_id", "assessment", "id"), ("library_digest", "library", "digest")],
        strict=True,
    )
    same = "case_id = NEW.case_id AND version = NEW.version"
    _make_append_only(db, "signed_version", same)


def create_document_log(db: Database) -> None:
    """Make the table of documents that were made to be passed on, of the second release."""
    columns = {
        "id": int,
        "case_id": str,
        "kind": str,
        "made_at": str,
        "made_by": str,
        "made_for": str,
        "basis": str,
        "reason": str,
    }
    _create_log(db, "document_made", columns)


def create_edited_texts(db: Database) -> None:
    """Make the tables of the officer's texts for the report, of the third release.

    A ``content`` of null in the history says that the text was taken out.
    """
    key = {"case_id": str, "section": str, "voice": str}
    of_case = [("case_id", "assessment", "id")]
    db.table("edited_text").create(
        {**key, "content": str},
        pk=tuple(key),
        not_null={"content"},
        foreign_keys=of_case,
        strict=True,
    )
    columns = {"id": int, **key, "content": str, "revision": int, "saved_at": str}
    db.table("text_history").create(
        columns,
        pk="id",
        not_null=columns.keys() - {"content"},
        foreign_keys=of_case,
        strict=True,
    ).create_index(["case_id", "revision"])
    _make_append_only(db, "text_history", "id = NEW.id")


def list_outstanding_checks(db: Database) -> None:
    """Add what the list shows of checks that are outstanding, of the fourth release."""
    table = db.table("assessment")
    table.add_column("checks", str, not_null_default="[]")
    for (case_id,) in db.execute("SELECT id FROM assessment").fetchall():
        table.update(case_id, checks_column(db, case_id))


def create_reply_log(db: Database) -> None:
    """Make the table of replies that were taken, and room for what a referral is known again by."""
    for column in ("seal", "version"):
        db.execute(f"ALTER TABLE document_made ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    columns = {
        "id": int,
        "case_id": str,
        "revision": int,
        "taken_at": str,
        "who": str,
        "role": str,
        "answered_on": str,
        "seal": str,
    }
    _create_log(db, "reply_taken", columns)


def _create_log(db: Database, table: str, columns: Mapping[str, type]) -> None:
    """Make a table of what was done in a case, every column filled and no record ever changed."""
    db.table(table).create(
        dict(columns),
        pk="id",
        not_null=columns,
        foreign_keys=[("case_id", "assessment", "id")],
        strict=True,
    ).create_index(["case_id"])
    _make_append_only(db, table, "id = NEW.id")


def _make_append_only(db: Database, table: str, same: str) -> None:
    """Refuse every change of a record; the guard on inserts is against INSERT OR REPLACE."""
    guards = {
        "update": "",
        "delete": "",
        "insert": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})",  # noqa: S608 - our own names
    }
    for act, when in guards.items():
        db.execute(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} {when}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


_STEPS = (
    create_tables,
    create_document_log,
    create_edited_texts,
    list_outstanding_checks,
    create_reply_log,
)
STEPS = Migrations("court_assess")
for _step in _STEPS:
    STEPS()(_step)
NAMES = frozenset(step.__name__ for step in _STEPS)
NEWEST = len(_STEPS)


def bring_up_to_date(db: Database) -> None:
    """Apply the steps not yet applied; NotOurFileError or NewerFileError if it is not for us."""
    ours, version = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if ours != APPLICATION_ID:
        raise NotOurFileError
    if version > NEWEST or {step.name for step in STEPS.applied(db)} - NAMES:
        raise NewerFileError
    STEPS.apply(db)
    if version != NEWEST:
        db.execute(f"PRAGMA user_version = {NEWEST}")
