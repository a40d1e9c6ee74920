"""Texts that an officer can begin with: drafted from the findings, and nobody's until saved.

Nothing is drafted of the recommendation or of its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from court_assess.domain.alternatives import alternatives
from court_assess.domain.proposal import WORDING
from court_assess.domain.questions import Section
from court_assess.report.order_wording import composed
from court_assess.report.reading import COURT, AudienceReading
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import PageForm

OPTIONS = ("ana.alternatives", "psr.alternatives")


def drafts_of(case: OpenCase, section: Section) -> Mapping[str, str]:
    """Return the draft of each question of a page that has one."""
    asked = {one.id for one in section.questions}
    drafts = {one: alternatives(case.judgement) for one in OPTIONS if one in asked}
    if WORDING in asked:
        drafts[WORDING] = "\n\n".join(composed(_as_court_reads(case)))
    return drafts


def with_draft(form: PageForm, case: OpenCase, section: Section, question_id: str) -> PageForm:
    """Put a draft into its box, below what is there; nothing is saved."""
    draft, field = drafts_of(case, section).get(question_id, ""), form.main.at(question_id)
    if not draft or field is None:
        return form
    there = field.typed.parts.get("", "").strip()
    if draft not in there:
        text = "\n\n".join(one for one in (there, draft) if one)
        field.typed = replace(field.typed, parts={"": text}, instead="", note="")
    return form


def _as_court_reads(case: OpenCase) -> AudienceReading:
    return AudienceReading(case.reading, COURT)
