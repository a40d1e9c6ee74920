"""Read an assessment back, what changed in it, and what an answer was before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from court_assess.domain.answers import Answer, Answers, Row
from court_assess.domain.assessment import Assessment, FlagResponse
from court_assess.storage.codec import answer_from, response_from
from court_assess.storage.records import PastAnswer, StoredCase
from court_assess.storage.saving import changed_after, record_of
from court_assess.storage.texts import texts

_ANSWERS = "SELECT row, question, answer FROM answer WHERE case_id = ?"
_ROWS = """
    SELECT group_id, id FROM row WHERE case_id = ? AND removed_in IS NULL
    ORDER BY group_id, position
"""
_FLAGS = "SELECT flag, response FROM flag_response WHERE case_id = ?"
_HISTORY = """
    SELECT answer, revision, saved_at FROM answer_history
    WHERE case_id = ? AND question = ? AND row = ? ORDER BY id
"""


def load(db: Database, case_id: str) -> StoredCase:
    """Return an assessment as it stands; UnknownCaseError if there is none."""
    case = record_of(db, case_id)
    return StoredCase(
        id=case["id"],
        assessment=_assessment(db, case),
        state=case["state"],
        revision=case["revision"],
        version=case["version"],
        library_digest=case["library_digest"],
        started_at=datetime.fromisoformat(case["started_at"]),
        saved_at=datetime.fromisoformat(case["saved_at"]),
        note=case["note"],
    )


def changed_since(db: Database, case_id: str, revision: int) -> frozenset[tuple[str, str | None]]:
    """Return the answers put or cleared after a revision, as (question, row id or None)."""
    record_of(db, case_id)
    return changed_after(db, case_id, revision)


def history(db: Database, case_id: str, question: str, row: str | None) -> tuple[PastAnswer, ...]:
    """Return all that an answer ever was, first to last."""
    record_of(db, case_id)
    return tuple(
        PastAnswer(answer_from(text) if text else None, revision, datetime.fromisoformat(at))
        for text, revision, at in db.execute(_HISTORY, [case_id, question, row or ""]).fetchall()
    )


def _assessment(db: Database, case: Mapping[str, Any]) -> Assessment:
    case_id = case["id"]
    answers, flags = _answers(db, case_id), _flags(db, case_id)
    return Assessment(answers, flags, _prepared_on(case), texts(db, case_id))


def _answers(db: Database, case_id: str) -> Answers:
    by_row: dict[str, dict[str, Answer]] = {"": {}}
    for row, question, text in db.execute(_ANSWERS, [case_id]).fetchall():
        by_row.setdefault(row, {})[question] = answer_from(text)
    rows: dict[str, tuple[Row, ...]] = {}
    for group, row in db.execute(_ROWS, [case_id]).fetchall():
        rows[group] = (*rows.get(group, ()), Row(row, by_row.get(row, {})))
    return Answers(by_row[""], rows)


def _flags(db: Database, case_id: str) -> dict[str, FlagResponse]:
    found = db.execute(_FLAGS, [case_id]).fetchall()
    return {flag: response_from(text) for flag, text in found}


def _prepared_on(case: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(case["prepared_on"]) if case["prepared_on"] else None
