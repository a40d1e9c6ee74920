"""The officer's texts for the report: put in place or taken out, within one transaction.

What is current stands in ``edited_text``; every text that ever was, and every taking out, stands
in ``text_history`` with the revision that brought it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from court_assess.domain.assessment import EditedText, TextKey
from court_assess.domain.sentences import Voice
from court_assess.storage.codec import edited_from, edited_text, moment_text
from court_assess.storage.errors import SavedElsewhereError
from court_assess.storage.records import PastText
from court_assess.storage.saving import open_record, record_of, write

_TEXTS = "SELECT section, voice, content FROM edited_text WHERE case_id = ?"
_PUT = "INSERT OR REPLACE INTO edited_text (content, case_id, section, voice) VALUES (?, ?, ?, ?)"
_TAKE_OUT = "DELETE FROM edited_text WHERE case_id = ? AND section = ? AND voice = ?"
_REMEMBER = """
    INSERT INTO text_history (content, case_id, section, voice, revision, saved_at)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_CHANGED = "SELECT DISTINCT section, voice FROM text_history WHERE case_id = ? AND revision > ?"
_HISTORY = """
    SELECT content, revision, saved_at FROM text_history
    WHERE case_id = ? AND section = ? AND voice = ? ORDER BY id
"""


def texts(db: Database, case_id: str) -> dict[TextKey, EditedText]:
    """Return the texts as they stand."""
    found = db.execute(_TEXTS, [case_id]).fetchall()
    return {(section, Voice(voice)): edited_from(text) for section, voice, text in found}


def save_texts(
    db: Database,
    case_id: str,
    changes: Mapping[TextKey, EditedText | None],
    now: datetime,
    seen_revision: int,
) -> int:
    """Write the texts that are others now, None taking one out; return the revision.

    Nothing is written with NotOpenError, nor with SavedElsewhereError if one of them became another
    after the revision that the officer saw.
    """
    case, current = open_record(db, case_id), texts(db, case_id)
    real = {key: one for key, one in changes.items() if one != current.get(key)}
    if not real:
        return int(case["revision"])
    if real.keys() & _changed_after(db, case_id, seen_revision):
        raise SavedElsewhereError
    revision = write(db, case, (), now)
    put(db, case_id, real, revision, moment_text(now))
    return revision


def put(
    db: Database,
    case_id: str,
    changes: Mapping[TextKey, EditedText | None],
    revision: int,
    moment: str,
) -> None:
    """Write texts that came with a revision, and remember them."""
    for (section, voice), one in changes.items():
        text, key = edited_text(one) if one else None, (case_id, section, voice.value)
        db.execute(*((_TAKE_OUT, key) if text is None else (_PUT, (text, *key))))
        db.execute(_REMEMBER, (text, *key, revision, moment))


def _changed_after(db: Database, case_id: str, revision: int) -> frozenset[TextKey]:
    found = db.execute(_CHANGED, [case_id, revision]).fetchall()
    return frozenset((section, Voice(voice)) for section, voice in found)


def text_history(db: Database, case_id: str, key: TextKey) -> tuple[PastText, ...]:
    """Return all that a text ever was, first to last."""
    record_of(db, case_id)
    section, voice = key
    return tuple(
        PastText(edited_from(text) if text else None, revision, datetime.fromisoformat(at))
        for text, revision, at in db.execute(_HISTORY, [case_id, section, voice.value]).fetchall()
    )
