"""Which part of the full report prints which question.

A question that no line here names is printed in the part of its section, and a section that no
line here names becomes a part of its own: what is added to the questionnaire reaches the report by
itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from court_assess.domain.questions import Question

# Printed at the head of page 1, each with its label, and not again below.
IN_THE_HEAD = (
    "case.defendant_name",
    "case.name_latin",
    "case.date_of_birth",
    "case.crn",
    "case.pnc",
    "case.court",
    "case.hearing_date",
    "case.hearing_time",
)
RISKS = ("psr.risk_children", "psr.risk_public", "psr.risk_known_adult", "psr.risk_staff")
BOXED = (
    "rec.drr",
    "order.kind",
    "order.length_months",
    "order.custodial_term_months",
    "order.operational_months",
    "order.supervision_months",
    "drr.length_months",
    "prov.director",
    "prov.setting",
    "prov.place",
    "prov.intervals",
    "prov.first_appt",
    "drr.tests_per_week",
    "drr.review",
    "drr.review_interval",
    "order.other_requirements",
    "order.other_words",
)

# Why it is proposed comes before what else was considered and what custody would mean.
REASONS = (
    "psr.proposal",
    "rec.reason",
    "rec.departure",
    "psr.rationale",
    "ana.alternatives",
    "psr.alternatives",
    "ana.custody_impact",
    "psr.custody_impact",
)

SCREENING = "screening"

# By question, else by the first word of its id, else by its section.
PART_OF_QUESTION: Mapping[str, str] = {
    **dict.fromkeys(
        ("ses.language", "ses.language_words", "ses.needs", "ses.needs_words"), "taking_part"
    ),
    **dict.fromkeys(("psr.offence_analysis", "psr.pattern", "psr.behaviour"), "offence"),
    **dict.fromkeys((*RISKS, "psr.risk_words"), "risk"),
    "fam.parent": "safety",
    "psr.scope": "case",
    "ses.end": "interview",
    "ana.text": "analysis",
    "ana.not_known": "gaps",
    "ana.alternatives": "proposal",
    "ana.custody_impact": "proposal",
    "oral.summary": "analysis",
    "tests.offered": "tests",
    "rec.drr": "proposal",
    "rec.reason": "proposal",
    "rec.departure": "proposal",
    "order.wording": "proposal",
    "src.complete": "sources",
}
PART_OF_TOPIC: Mapping[str, str] = {
    "safe": "safety",
    "div": "taking_part",
    "src": "sources",
    "sum": "summary",
}
PART_OF_SECTION: Mapping[str, str] = {
    "hearing": "case",
    "consent": "interview",
    "own_words": "own_words",
    "substances": "substances",
    "dependence": "substances",
    "safety": "safety",
    "injecting": "home",
    "health_home": "home",
    "mental_health": "home",
    "home": "home",
    "custody": "home",
    "treatment": "home",
    "tests": "tests",
    "offending": "offending",
    "recovery": "strengths",
    "strengths": "strengths",
    "offers": "safety",
    "instruments": "screening",
    "provider": "provider",
    "order": "proposal",
    "report_rest": "proposal",
    "recommendation": "completion",
    "sharing": "interview",
}


def part_of(question: Question, screens: Collection[str] = ()) -> str:
    """Return the part that prints a question; ``screens`` are the sections that add up a score."""
    named = question.group or question.id
    return (
        PART_OF_QUESTION.get(named)
        or PART_OF_TOPIC.get(named.split(".")[0])
        or PART_OF_SECTION.get(question.section)
        or (SCREENING if question.section in screens else question.section)
    )
