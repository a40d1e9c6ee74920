"""Which documents were made to be passed on; what stands here is never changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlite_utils import Database

from court_assess.domain.consents import BASES
from court_assess.storage.codec import moment_text
from court_assess.storage.errors import ChangedMeanwhileError
from court_assess.storage.records import DocumentMade
from court_assess.storage.saving import record_of

_MADE = """
    SELECT kind, made_at, made_by, made_for, basis, reason, seal, version FROM document_made
    WHERE case_id = ? ORDER BY id
"""


CHANGED = "answers were saved in another window meanwhile. Read this page again, then make it."


def record_document(
    db: Database, case_id: str, made: DocumentMade, revision: int | None = None
) -> None:
    """Write down that a document was made, however the assessment stands.

    It is no change of the assessment, which keeps its revision and the time it was saved last.
    With the revision that it was made from, ChangedMeanwhileError if it is not the latest: so a
    consent that was read then still stands. ValueError for a basis that is none.
    """
    case = record_of(db, case_id)
    if revision not in (None, case["revision"]):
        raise ChangedMeanwhileError(CHANGED)
    if made.basis not in BASES:
        raise ValueError(f"{made.basis!r} is no basis for passing a document on")
    record = {**asdict(made), "case_id": case_id, "made_at": moment_text(made.made_at)}
    db.table("document_made").insert(record)


def documents_made(db: Database, case_id: str) -> tuple[DocumentMade, ...]:
    """Return what was made, first to last."""
    record_of(db, case_id)
    return tuple(
        DocumentMade(**{**one, "made_at": datetime.fromisoformat(one["made_at"])})
        for one in db.query(_MADE, [case_id])
    )
