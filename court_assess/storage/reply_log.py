"""Take a provider's reply in one go, and keep which replies were taken; no record is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlite_utils import Database

from court_assess.storage.codec import moment_text
from court_assess.storage.records import Change, ReplyTaken
from court_assess.storage.rows import add_row
from court_assess.storage.saving import record_of, save

_TAKEN = """
    SELECT taken_at, who, role, answered_on, seal FROM reply_taken WHERE case_id = ? ORDER BY id
"""


def take_reply(  # noqa: PLR0913, PLR0917 - what is taken, and against what it was decided
    db: Database,
    case_id: str,
    changes: Iterable[Change],
    group: str,
    entries: Iterable[Sequence[Change]],
    taken: ReplyTaken,
    seen_revision: int,
) -> int:
    """Save the answers and the new entries of a list, write down whose they are; the revision."""
    save(db, case_id, changes, taken.taken_at, seen_revision)
    for entry in entries:
        add_row(db, case_id, group, taken.taken_at, entry)
    revision = int(record_of(db, case_id)["revision"])
    record = {
        "case_id": case_id,
        "revision": revision,
        "taken_at": moment_text(taken.taken_at),
        "who": taken.who,
        "role": taken.role,
        "answered_on": taken.answered_on.isoformat(),
        "seal": taken.seal,
    }
    db.table("reply_taken").insert(record)
    return revision


def replies_taken(db: Database, case_id: str) -> tuple[ReplyTaken, ...]:
    """Return the replies that were taken, first to last."""
    record_of(db, case_id)
    return tuple(
        ReplyTaken(datetime.fromisoformat(at), who, role, date.fromisoformat(on), seal)
        for at, who, role, on, seal in db.execute(_TAKEN, [case_id]).fetchall()
    )
