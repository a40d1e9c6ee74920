"""What goes into the store and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from court_assess.domain.agency_checks import AgencyCheck
from court_assess.domain.answers import Answer
from court_assess.domain.assessment import Assessment, EditedText

OPEN: Final = "open"
SIGNED: Final = "signed"
WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to put in place, or None to clear it; ``row`` is the id of its row in a group."""

    question: str
    answer: Answer | None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The revision after a save, and the ids of the rows that were added with it, by group."""

    revision: int
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What an answer was from a moment on; None where it was cleared."""

    answer: Answer | None
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PastText:
    """What an officer's text was from a moment on; None where it was taken out."""

    text: EditedText | None
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of the list of assessments; ``version`` is 0 until it is signed.

    ``checks`` are those that courts expect before sentence and that are outstanding.
    """

    id: str
    name: str
    crn: str
    hearing_date: date | None
    court: str
    state: str
    version: int
    saved_at: datetime
    checks: tuple[AgencyCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCase:
    """One assessment and how it stands.

    ``state`` is open, signed or withdrawn; ``revision`` grows with each save that changes anything;
    ``version`` is the number of the signed version that stands, 0 if none; ``note`` is the reason
    of a withdrawal, of the change after signing, or of taking a withdrawal back.
    """

    id: str
    assessment: Assessment
    state: str
    revision: int
    version: int
    library_digest: str
    started_at: datetime
    saved_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class DocumentMade:
    """One document that was made to be passed on: what, when, by whom, for whom and why.

    ``kind`` is the document's own name, ``basis`` one of ``BASES``. A referral has the ``seal`` of
    its file and the ``version`` of the answers in it, by which its reply is known again.
    """

    kind: str
    made_at: datetime
    made_by: str
    made_for: str
    basis: str
    reason: str
    seal: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class ReplyTaken:
    """A returned referral file whose answers were saved: who filled it in, and on which day.

    ``seal`` is that of the referral it answers.
    """

    taken_at: datetime
    who: str
    role: str
    answered_on: date
    seal: str


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """What was signed, for ever: the canonical JSON, the bytes of the PDF, and SHA-256 of both."""

    version: int
    signer: str
    role: str
    signed_at: datetime
    reason: str
    content: str
    library_digest: str
    pdf: bytes
    pdf_sha256: str
    content_sha256: str
