"""Documents as they go to the PDF worker: the page, and the reader's own data attached to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement
from court_assess.domain.reading import AnswerReading
from court_assess.exports.attached import as_bytes, attached
from court_assess.exports.referral import referral
from court_assess.report import DOCUMENTS, Printable, Stamp, html_of
from court_assess.report.person import carried_assessment

REFERRAL = "referral"  # the one document whose data its reader sends back

Carries = Callable[[str, Library, Assessment, Judgement, Stamp], dict[str, Any]]


def printable(
    kind: str, library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> Printable:
    """Return a document ready to be set; NotMadeError where it may not be made."""
    html = html_of(kind, library, assessment, judgement, stamp)
    carries = CARRIES.get(kind, _all_its_reader_may_see)
    return Printable(html, as_bytes(carries(kind, library, assessment, judgement, stamp)))


def _all_its_reader_may_see(
    kind: str, _: Library, assessment: Assessment, judgement: Judgement, __: Stamp
) -> dict[str, Any]:
    return attached(kind, DOCUMENTS[kind].audience, assessment, judgement)


def _what_is_safe_to_carry(
    kind: str, library: Library, assessment: Assessment, judgement: Judgement, _: Stamp
) -> dict[str, Any]:
    kept = carried_assessment(library, assessment, judgement)
    reading = AnswerReading(library.questionnaire, kept.answers, judgement.judged_on)
    found = replace(judgement, reading=reading)
    return attached(kind, DOCUMENTS[kind].audience, kept, found)


def _what_comes_back(
    _: str, __: Library, ___: Assessment, judgement: Judgement, stamp: Stamp
) -> dict[str, Any]:
    return referral(judgement, stamp.local, stamp.made_for, stamp.signer)


# The documents whose file is not simply all that their reader may see.
CARRIES: Mapping[str, Carries] = {
    "person": _what_is_safe_to_carry,
    REFERRAL: _what_comes_back,
}
