"""The full document: page 1 with the sentencer's ten questions, then every part."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement
from court_assess.report.blocks import Entry
from court_assess.report.case import Case, case_of
from court_assess.report.head import head_of
from court_assess.report.lead import recommendation
from court_assess.report.lines import Line
from court_assess.report.page_one import Answered, ten_questions
from court_assess.report.parts import Part, parts_of
from court_assess.report.reading import full_name
from court_assess.report.stamp import Stamp

DRUG_PART, WHOLE = "Specialist drug assessment", "Pre-sentence report"
NOT_BINDING = "It is not binding on the court's sentencing decision."
WHAT_IT_IS = {
    True: (
        "This is a pre-sentence report as defined in section 31 of the Sentencing Act 2020. "
        f"{NOT_BINDING}"
    ),
    False: (
        f"This assessment forms part of a pre-sentence report. {NOT_BINDING} It does not cover "
        "the offence analysis, the pattern of offending, the risk of serious harm, or a sentence "
        "as a whole."
    ),
}


@dataclass(frozen=True, slots=True)
class FullReport:
    """Everything the template prints, in words and in order."""

    template = "report/full.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    is_draft: bool
    page_line: str
    version_line: str
    head: tuple[Entry, ...]
    what_it_is: str
    reason_for_version: str
    recommendation: tuple[Line, ...]
    questions: tuple[Answered, ...]
    parts: tuple[Part, ...]
    library_digest: str


def full_report(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> FullReport:
    """Return the full report for the court as its template prints it."""
    case = case_of(library, assessment, judgement, stamp)
    heading = WHOLE if case.is_whole else DRUG_PART
    name = full_name(case.reading) or "Name not known"
    return FullReport(
        title=f"{heading}: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=heading,
        marking=stamp.local.marking,
        author=stamp.signer or case.reading.words("rec.officer_name"),
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        is_draft=stamp.is_draft,
        page_line=_page_line(case, name),
        version_line=_version_line(stamp),
        head=head_of(case),
        what_it_is=WHAT_IT_IS[case.is_whole],
        reason_for_version=_reason(stamp),
        recommendation=recommendation(case),
        questions=ten_questions(case),
        parts=parts_of(case),
        library_digest=judgement.library_digest,
    )


def _page_line(case: Case, name: str) -> str:
    """Return what every page says of whom and when it is about."""
    crn = case.reading.words("case.crn") or "not known"
    hearing = case.reading.words("case.hearing_date") or "not known"
    return f"{name}  ·  CRN {crn}  ·  Hearing {hearing}"


def _version_line(stamp: Stamp) -> str:
    version = f"Version {stamp.version}" if stamp.version else ""
    return f"DRAFT {version.lower()}".rstrip() if stamp.is_draft else version


def _reason(stamp: Stamp) -> str:
    if not stamp.reason or stamp.is_draft:
        return ""
    return f"Version {stamp.version} replaces the version before it. Reason: {stamp.reason}"
