"""Documents as they go to the PDF worker: the page, and the reader's own data attached to it."""

from __future__ import annotations

from dataclasses import replace

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement
from court_assess.domain.reading import AnswerReading
from court_assess.exports.attached import as_bytes, attached
from court_assess.exports.referral import referral
from court_assess.report import DOCUMENTS, Printable, Stamp, html_of

REFERRAL = "referral"  # the one document whose data its reader sends back


def printable(
    kind: str, library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> Printable:
    """Return a document ready to be set; NotMadeError where it may not be made."""
    html = html_of(kind, library, assessment, judgement, stamp)
    if kind == REFERRAL:
        tree = referral(judgement, stamp.local, stamp.made_for, stamp.signer)
        return Printable(html, as_bytes(tree))
    document = DOCUMENTS[kind]
    kept = document.attached_of(library, assessment, judgement)
    reading = AnswerReading(library.questionnaire, kept.answers, judgement.judged_on)
    found = judgement if kept is assessment else replace(judgement, reading=reading)
    return Printable(html, as_bytes(attached(kind, document.audience, kept, found)))
