"""A section's page: its questions, its lists, and where to go next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from court_assess.domain.answers import Row
from court_assess.domain.local import ProviderEntry
from court_assess.domain.questions import FULL, Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.wording import in_words
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import NEW, InlineEntry, PageForm
from court_assess.web.pages.checks import with_suggestion
from court_assess.web.pages.drug_tests import TestsView, tests_view
from court_assess.web.pages.field import Choice, FieldView, field_view
from court_assess.web.pages.first_drafts import drafts_of
from court_assess.web.pages.link import Link
from court_assess.web.pages.lists import GroupView, group_view
from court_assess.web.pages.pictures import PictureView, pictures_of
from court_assess.web.pages.queries import says_of
from court_assess.web.pages.reply import replies_in_words
from court_assess.web.pages.so_far import SoFar, so_far
from court_assess.web.pages.views import BothViews, both_views
from court_assess.web.settings import settings

NOTHING_SAVED = "Nothing was saved"
PROVIDER_ASKED = "prov.name"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question of a page: plain inputs, or a list with its own."""

    field: FieldView
    group: GroupView | None = None


@dataclass(frozen=True, slots=True)
class SectionPage:
    """Everything on a section's page, or on the page of one entry of a list.

    ``is_gone`` marks an entry that was taken out while somebody typed on its page, ``is_unsaved`` a
    page with a draft in a box.
    """

    intro: str
    notice: str
    skip: Link | None
    items: tuple[ItemView, ...]
    reasons: tuple[tuple[str, str], ...]
    revision: int
    so_far: SoFar | None = None
    has_lists: bool = False
    row_name: str = ""
    can_leave_rest: bool = True
    rest_reason: str = ""
    problem: str = ""
    problem_heading: str = NOTHING_SAVED
    action: str = ""
    depth: Link | None = None
    pictures: tuple[PictureView, ...] = ()
    tests: TestsView | None = None
    licence: str = ""
    is_gone: bool = False
    providers: tuple[ProviderEntry, ...] = ()
    referral: str = ""
    reply: str = ""
    replies: tuple[str, ...] = ()
    views: tuple[BothViews, ...] = ()
    is_unsaved: bool = False


def section_page(
    case: OpenCase, section: Section, form: PageForm, problem: str = "", heading: str = ""
) -> SectionPage:
    """Return the view of a section's page."""
    drawing = _Drawing(case, section, form)
    skip = Link("Skip this section for now", next_page(case, section)) if section.notice else None
    asked = [one.question for one in form.main.answer_fields()]
    address = url_for("sections.section", case_id=case.id, section_id=section.id)
    return SectionPage(
        intro=section.intro,
        notice=section.notice,
        skip=skip,
        items=drawing.items(),
        reasons=_reasons(form),
        revision=case.stored.revision,
        so_far=so_far(case, section),
        has_lists=any(one.kind == "group" for one in asked),
        problem=problem,
        problem_heading=heading or NOTHING_SAVED,
        depth=_depth_link(case, section.questions, address),
        pictures=pictures_of(case, section),
        tests=tests_view(case, section),
        licence=f"Wording used under licence: {section.licence}" if section.licence else "",
        action=f"{address}{_query(case)}",
        **_about_providers(case, asked),
    )


def _about_providers(case: OpenCase, asked: list[Question]) -> dict[str, Any]:
    """Return whom to ring, what came back and both views, on the page that asks which provider."""
    if all(one.id != PROVIDER_ASKED for one in asked):
        return {}
    own = settings()
    return {
        "providers": own.local.providers,
        "referral": url_for("referral.referral", case_id=case.id),
        "reply": url_for("reply.bring_in", case_id=case.id),
        "replies": replies_in_words(own.store.replies_taken(case.id)),
        "views": both_views(case),
    }


def row_page(
    case: OpenCase, group: Question, form: QuestionForm, row: Row, problem: str = ""
) -> SectionPage:
    """Return the view of the page of one entry."""
    section = case.library.questionnaire.section(group.section)
    where: dict[str, Any] = {
        "case_id": case.id,
        "section_id": section.id,
        "group_id": group.id,
        "row_id": row.id,
    }
    address = url_for("rows.row", **where)
    return SectionPage(
        intro=group.hint,
        notice="",
        skip=None,
        items=_Drawing(case, section, PageForm(form), row).items(),
        reasons=_reasons(PageForm(form)),
        revision=case.stored.revision,
        row_name=group.row_name,
        can_leave_rest=False,
        problem=problem,
        depth=_depth_link(case, group.questions, address, row),
        action=f"{address}{_query(case)}",
    )


class _Drawing:
    """Draws the questions of a page: the section's, or those of one entry of a list with pages."""

    def __init__(
        self, case: OpenCase, section: Section, form: PageForm, row: Row | None = None
    ) -> None:
        self.case, self.form, self.row = case, form, row
        self.says = says_of(section, case)
        self.drafts = drafts_of(case, section)
        self.numbers = case.library.questionnaire.numbers

    def items(self) -> tuple[ItemView, ...]:
        """Return the questions in page order."""
        drawn = self._fields(self.form.main, self.row)
        return tuple(ItemView(view, self._group(one)) for one, view in drawn)

    def _group(self, question: Question) -> GroupView | None:
        if question.kind != "group":
            return None
        return group_view(self.case, question, self.form, self._of_entry, self.says)

    def _of_entry(self, entry: InlineEntry) -> tuple[FieldView, ...]:
        drawn = self._fields(entry.form, entry.row, entry.prefix)
        return tuple(view for _, view in drawn)

    def _fields(
        self, form: QuestionForm, row: Row | None, prefix: str = ""
    ) -> Iterator[tuple[Question, FieldView]]:
        for field in form.answer_fields():
            says = self.says.get((field.question.id, row.id if row else None), "")
            only_if = _only_if(self.case, field.question) if field.rule else ""
            is_list = field.question.kind == "group"  # its number stands at its heading
            number = "" if is_list else self.numbers[field.question.id]
            view = field_view(field, only_if, says, prefix, number)
            draft, heading = self.drafts.get(field.question.id, ""), field.question.heading
            if draft or heading:
                view = replace(view, draft=draft, heading=heading)
            if field.question.id == PROVIDER_ASKED:
                view = replace(view, suggested=_providers())
            answers = self.case.assessment.answers
            yield field.question, with_suggestion(view, field.question.id, answers, row)


def _providers() -> tuple[Choice, ...]:
    """Return the area's providers as they are chosen by name, each with whom to ring."""
    listed = settings().local.providers
    return tuple(Choice("", one.name, f"Telephone {one.telephone}") for one in listed)


def _only_if(case: OpenCase, question: Question) -> str:
    condition = question.shown_when
    return f"Only if {in_words(condition, case.library.questionnaire)}" if condition else ""


def _reasons(form: PageForm) -> tuple[tuple[str, str], ...]:
    """Return why each question of the page is asked; those of a list once, after the list."""
    found: dict[str, str] = {}
    for field in form.main.answer_fields():
        entries = form.entries_of(field.question) if field.question.inline else ()
        asked = (one.question for entry in entries for one in entry.form.answer_fields())
        found |= {one.short: one.why for one in (field.question, *asked) if one.why}
    return tuple(found.items())


def _query(case: OpenCase) -> str:
    """Return the end of the address that the page is posted to."""
    return f"?depth={case.depth_kept}" if case.depth_kept else ""


def _depth_link(
    case: OpenCase, questions: tuple[Question, ...], address: str, row: Row | None = None
) -> Link | None:
    """Return the link between the page as the court-day assessment asks it and all of it."""
    if case.reading.depth == FULL or all(one.depth == FULL for one in questions):
        return None
    if case.is_deepened:
        return Link("Show only the questions of the court-day assessment", address)
    count = _further(case.reading, questions, row)
    further = f"the {count} further questions" if count > 1 else "the further question"
    return (
        Link(f"Show {further} of the full assessment", f"{address}?depth={FULL}") if count else None
    )


def _further(reading: AnswerReading, questions: tuple[Question, ...], row: Row | None) -> int:
    """Count the questions that only the full assessment asks, those of an inline list once."""
    count = 0
    for one in questions:
        is_further = one.depth == FULL and reading.is_shown(one.id, row)
        count += is_further and not reading.is_asked(one, row)
        if one.inline and not is_further:
            count += _further(reading, one.questions, Row(NEW))
    return count


def next_page(case: OpenCase, section: Section) -> str:
    """Return the address of the next section that is asked, or of the answers to check."""
    asked = {one.id for one in case.sections}
    ids = [one.id for one in case.sections_shown]
    following = ids[ids.index(section.id) + 1 :] if section.id in ids else []
    for section_id in following:
        if section_id in asked:
            return url_for("sections.section", case_id=case.id, section_id=section_id)
    return url_for("answers.check", case_id=case.id)
