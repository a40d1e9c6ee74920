"""Rows of groups: added, moved, taken out and brought back; each within one transaction.

A row that was taken out stays in its table with the revision that took it out, and so keeps its
place. Its answers stand in the history, where that same revision cleared them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlite_utils import Database

from court_assess.domain.answers import Answer, Row
from court_assess.storage.codec import answer_from, moment_text
from court_assess.storage.errors import UnknownRowError
from court_assess.storage.records import Change
from court_assess.storage.saving import (
    insert_row,
    open_record,
    real_changes,
    record_of,
    require_row,
    write,
)

_OF_ROW = "SELECT question FROM answer WHERE case_id = ? AND row = ?"
_PRESENT = """
    SELECT id, position FROM row WHERE case_id = ? AND group_id = ? AND removed_in IS NULL
    ORDER BY position
"""
_REMOVED = """
    SELECT group_id, id FROM row WHERE case_id = ? AND removed_in IS NOT NULL
    ORDER BY group_id, removed_in DESC
"""
# What the removal cleared, as it was just before.
_HELD = """
    SELECT row.id, before.question, before.answer FROM row
    JOIN answer_history AS cleared
        ON cleared.case_id = row.case_id AND cleared.revision = row.removed_in
        AND cleared.row = row.id
    JOIN answer_history AS before ON before.id = (
        SELECT max(past.id) FROM answer_history AS past
        WHERE past.case_id = cleared.case_id AND past.row = cleared.row
            AND past.question = cleared.question AND past.id < cleared.id
    )
    WHERE row.case_id = ?
    ORDER BY cleared.id
"""


def add_row(
    db: Database, case_id: str, group: str, now: datetime, changes: Iterable[Change] = ()
) -> str:
    """Put a row at the end of a group, with its answers, and return its id."""
    case, row = open_record(db, case_id), uuid4().hex
    insert_row(db, case_id, group, row, moment_text(now))
    answers = real_changes(db, case_id, (replace(change, row=row) for change in changes))
    write(db, case, answers, now)
    return row


def remove_row(db: Database, case_id: str, group: str, row: str, now: datetime) -> None:
    """Clear a row's answers and take it out; UnknownRowError if it is not there."""
    case = open_record(db, case_id)
    require_row(db, case_id, row, group)
    questions = db.execute(_OF_ROW, [case_id, row]).fetchall()
    revision = write(db, case, [Change(question, None, row) for (question,) in questions], now)
    db.table("row").update((case_id, row), {"removed_in": revision})


def move_row(  # noqa: PLR0913, PLR0917 - which row of which case, and where to
    db: Database, case_id: str, group: str, row: str, step: int, now: datetime
) -> None:
    """Let a row change places with its neighbour, or stay at the end; UnknownRowError."""
    case = open_record(db, case_id)
    require_row(db, case_id, row, group)
    present = db.execute(_PRESENT, [case_id, group]).fetchall()
    at = [row_id for row_id, _ in present].index(row)
    if step and 0 <= at + step < len(present):
        (_, here), (other, there) = present[at], present[at + step]
        db.table("row").update((case_id, row), {"position": there})
        db.table("row").update((case_id, other), {"position": here})
        write(db, case, (), now)


def restore_row(db: Database, case_id: str, group: str, row: str, now: datetime) -> None:
    """Bring a row back with the answers it was taken out with; UnknownRowError if it was not."""
    case = open_record(db, case_id)
    answers = {one.id: one.answers for one in removed_rows(db, case_id).get(group, ())}.get(row)
    if answers is None:
        raise UnknownRowError
    db.table("row").update((case_id, row), {"removed_in": None})
    write(db, case, [Change(question, one, row) for question, one in answers.items()], now)


def removed_rows(db: Database, case_id: str) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows taken out of each group, the last one first, with what they held then."""
    record_of(db, case_id)
    held: dict[str, dict[str, Answer]] = {}
    for row, question, text in db.execute(_HELD, [case_id]).fetchall():
        held.setdefault(row, {})[question] = answer_from(text)
    rows: dict[str, tuple[Row, ...]] = {}
    for group, row in db.execute(_REMOVED, [case_id]).fetchall():
        rows[group] = (*rows.get(group, ()), Row(row, held.get(row, {})))
    return rows
