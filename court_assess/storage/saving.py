"""Write answers, rows and flags; each function is part of one transaction that the store holds.

What is current stands in ``answer``; every value that an answer ever had, and every clearing of it,
stands in ``answer_history`` with the revision that brought it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlite_utils import Database

from court_assess.domain.assessment import Assessment, FlagResponse
from court_assess.storage.codec import answer_text, moment_text, response_text
from court_assess.storage.errors import (
    NotOpenError,
    SavedElsewhereError,
    UnknownCaseError,
    UnknownRowError,
)
from court_assess.storage.listing import listed
from court_assess.storage.outstanding import checks_column, touches_checks
from court_assess.storage.records import OPEN, Change, Saved

_PUT = "INSERT OR REPLACE INTO answer (answer, case_id, row, question) VALUES (?, ?, ?, ?)"
_CLEAR = "DELETE FROM answer WHERE case_id = ? AND row = ? AND question = ?"
_REMEMBER = """
    INSERT INTO answer_history (answer, case_id, row, question, revision, saved_at)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_CHANGED = "SELECT DISTINCT question, row FROM answer_history WHERE case_id = ? AND revision > ?"
_CURRENT = "SELECT answer FROM answer WHERE case_id = ? AND row = ? AND question = ?"
_ROW = "SELECT group_id, removed_in FROM row WHERE case_id = ? AND id = ?"
_ADD_ROW = "INSERT INTO row (case_id, id, group_id, position, added_at) VALUES (?, ?, ?, ?, ?)"
_NEXT_POSITION = "SELECT count(*) FROM row WHERE case_id = ? AND group_id = ?"

_RESPONSE = "SELECT response FROM flag_response WHERE case_id = ? AND flag = ?"
_RESPOND = "INSERT OR REPLACE INTO flag_response (response, case_id, flag) VALUES (?, ?, ?)"
_REMEMBER_RESPONSE = """
    INSERT INTO flag_history (response, case_id, flag, revision, saved_at) VALUES (?, ?, ?, ?, ?)
"""


def record_of(db: Database, case_id: str) -> Mapping[str, Any]:
    """Return the record of an assessment; UnknownCaseError if there is none."""
    found = list(db.query("SELECT * FROM assessment WHERE id = ?", [case_id]))
    if not found:
        raise UnknownCaseError
    return found[0]


def open_record(db: Database, case_id: str) -> Mapping[str, Any]:
    """Return the record of an assessment that may be changed; NotOpenError if it may not."""
    case = record_of(db, case_id)
    if case["state"] != OPEN:
        raise NotOpenError
    return case


def start(db: Database, assessment: Assessment, digest: str, now: datetime) -> str:
    """Write a new assessment as revision 1 and return its id.

    Ids of rows are kept if no other row of the assessment has them: in a case file they count
    from 1 in each group.
    """
    case_id, moment = uuid4().hex, moment_text(now)
    prepared = assessment.prepared_on
    case: dict[str, Any] = {
        "id": case_id,
        "state": OPEN,
        "revision": 0,
        "version": 0,
        "library_digest": digest,
        "prepared_on": prepared.isoformat() if prepared else None,
        "started_at": moment,
        "saved_at": moment,
        **dict.fromkeys(("note", "name", "name_folded", "crn", "crn_folded", "court"), ""),
    }
    db.table("assessment").insert(case)
    changes = [Change(question, answer) for question, answer in assessment.answers.single.items()]
    taken = {""}  # no row at all
    for group, rows in assessment.answers.rows.items():
        for row in rows:
            row_id = uuid4().hex if row.id in taken else row.id
            taken.add(row_id)
            insert_row(db, case_id, group, row_id, moment)
            changes += [
                Change(question, answer, row_id) for question, answer in row.answers.items()
            ]
    write(db, case, changes, now)
    for flag, response in assessment.flags.items():
        _put_response(db, (case_id, flag), response_text(response), 1, moment)
    return case_id


def save(  # noqa: PLR0913, PLR0917 - what is saved, and against what it was decided
    db: Database,
    case_id: str,
    changes: Iterable[Change],
    now: datetime,
    seen_revision: int | None = None,
    new_rows: Mapping[str, Iterable[Change]] = MappingProxyType({}),
) -> Saved:
    """Write the changes that change something; the revision is a new one if any did.

    ``new_rows`` holds the answers of a row to add to each group. Raises NotOpenError,
    UnknownRowError or SavedElsewhereError.
    """
    case = open_record(db, case_id)
    real = real_changes(db, case_id, changes)
    if seen_revision is not None and case["revision"] > seen_revision:
        theirs = changed_after(db, case_id, seen_revision)
        if any((change.question, change.row) in theirs for change in real):
            raise SavedElsewhereError
    added = {group: uuid4().hex for group in new_rows}
    for group, row in added.items():
        insert_row(db, case_id, group, row, moment_text(now))
        real += [replace(change, row=row) for change in new_rows[group]]
    return Saved(write(db, case, real, now) if real else int(case["revision"]), added)


def changed_after(db: Database, case_id: str, revision: int) -> frozenset[tuple[str, str | None]]:
    """Return the answers put or cleared after a revision, as (question, row id or None)."""
    found = db.execute(_CHANGED, [case_id, revision]).fetchall()
    return frozenset((question, row or None) for question, row in found)


def respond(db: Database, case_id: str, flag: str, response: FlagResponse, now: datetime) -> None:
    """Write what was done about a flag, if it differs from what was written last."""
    case, text = open_record(db, case_id), response_text(response)
    if db.execute(_RESPONSE, [case_id, flag]).fetchone() != (text,):
        revision = write(db, case, (), now)
        _put_response(db, (case_id, flag), text, revision, moment_text(now))


def write(db: Database, case: Mapping[str, Any], changes: Sequence[Change], now: datetime) -> int:
    """Write changes as the next revision, with the columns of the list; return its number."""
    revision, moment = int(case["revision"]) + 1, moment_text(now)
    for change in changes:
        text, key = _text(change), (case["id"], change.row or "", change.question)
        db.execute(*((_CLEAR, key) if text is None else (_PUT, (text, *key))))
        db.execute(_REMEMBER, (text, *key, revision, moment))
    columns: dict[str, object] = {
        **listed({one.question: one.answer for one in changes if not one.row})
    }
    if revision == 1 or touches_checks(one.question for one in changes):
        columns |= checks_column(db, case["id"])
    columns |= {"revision": revision, "saved_at": moment}
    db.table("assessment").update(case["id"], columns)
    return revision


def real_changes(db: Database, case_id: str, changes: Iterable[Change]) -> list[Change]:
    """Return the changes that change something; of two of one answer the last."""
    last = {(change.question, change.row): change for change in changes}.values()
    for row in {change.row for change in last if change.row}:
        require_row(db, case_id, row)
    return [change for change in last if _text(change) != _current(db, case_id, change)]


def _text(change: Change) -> str | None:
    return answer_text(change.answer) if change.answer else None


def _current(db: Database, case_id: str, change: Change) -> str | None:
    found = db.execute(_CURRENT, (case_id, change.row or "", change.question)).fetchone()
    return found[0] if found else None


def require_row(db: Database, case_id: str, row: str, group: str | None = None) -> None:
    """Raise UnknownRowError if a row is not in the assessment, or not in that group of it."""
    found = db.execute(_ROW, [case_id, row]).fetchone()
    if found is None or found[1] is not None or group not in (None, found[0]):
        raise UnknownRowError


def insert_row(db: Database, case_id: str, group: str, row: str, moment: str) -> None:
    """Put a row without answers at the end of a group."""
    (position,) = db.execute(_NEXT_POSITION, [case_id, group]).fetchone()
    db.execute(_ADD_ROW, [case_id, row, group, position, moment])


def _put_response(
    db: Database, key: tuple[str, str], text: str, revision: int, moment: str
) -> None:
    db.execute(_RESPOND, [text, *key])
    db.execute(_REMEMBER_RESPONSE, [text, *key, revision, moment])
