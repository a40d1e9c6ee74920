"""Signed, reopened, withdrawn: how an assessment stands, and what was signed for ever."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlite_utils import Database

from court_assess.storage.codec import moment_text
from court_assess.storage.errors import (
    ChangedMeanwhileError,
    DamagedError,
    NotOpenError,
    NotSignedError,
    ReasonNeededError,
)
from court_assess.storage.records import OPEN, SIGNED, WITHDRAWN, SignedVersion
from court_assess.storage.saving import open_record, record_of

_VERSIONS = """
    SELECT version, signer, role, signed_at, reason, content, library_digest, pdf, pdf_sha256,
        content_sha256
    FROM signed_version WHERE case_id = ? ORDER BY version
"""


def sign(  # noqa: PLR0913 - what a signature is made of
    db: Database,
    case_id: str,
    *,
    signer: str,
    role: str,
    reason: str,
    content: str,
    pdf: bytes,
    revision: int | None,
    now: datetime,
) -> int:
    """Keep the next version and return its number; a later one has the reason of its reopening.

    Raises NotOpenError, or ChangedMeanwhileError if the assessment is not at that revision.
    """
    case = open_record(db, case_id)
    if revision not in (None, case["revision"]):
        raise ChangedMeanwhileError
    version = int(case["version"]) + 1
    signed = {
        "case_id": case_id,
        "version": version,
        "signer": signer,
        "role": role,
        "signed_at": moment_text(now),
        "reason": reason or (case["note"] if version > 1 else ""),
        "content": content,
        "library_digest": case["library_digest"],
        "pdf": pdf,
        "pdf_sha256": _sha256(pdf),
        "content_sha256": _sha256(content.encode()),
    }
    db.table("signed_version").insert(signed)
    _stand(db, case_id, now, state=SIGNED, version=version, note="")
    return version


def reopen(db: Database, case_id: str, reason: str, now: datetime) -> None:
    """Open what was signed, for its next version, or withdrawn by mistake.

    Raises NotSignedError or ReasonNeededError.
    """
    if record_of(db, case_id)["state"] == OPEN:
        raise NotSignedError
    _stand(db, case_id, now, state=OPEN, note=_given(reason))


def withdraw(db: Database, case_id: str, reason: str, now: datetime) -> None:
    """Close an assessment that will not be used; NotOpenError if it is so already."""
    if record_of(db, case_id)["state"] == WITHDRAWN:
        raise NotOpenError
    _stand(db, case_id, now, state=WITHDRAWN, note=_given(reason))


def signed_versions(db: Database, case_id: str) -> tuple[SignedVersion, ...]:
    """Return all that was signed, first to last; DamagedError if a byte of it has changed."""
    record_of(db, case_id)
    versions = tuple(
        SignedVersion(**{**row, "signed_at": datetime.fromisoformat(row["signed_at"])})
        for row in db.query(_VERSIONS, [case_id])
    )
    for one in versions:
        hashes = (_sha256(one.pdf), _sha256(one.content.encode()))
        if hashes != (one.pdf_sha256, one.content_sha256):
            raise DamagedError
    return versions


def _stand(db: Database, case_id: str, now: datetime, **columns: object) -> None:
    db.table("assessment").update(case_id, {**columns, "saved_at": moment_text(now)})


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeededError
    return reason.strip()


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
