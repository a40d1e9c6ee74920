"""A section's page: its questions, its lists, and where to go next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import Row
from court_assess.domain.findings import Finding
from court_assess.domain.questions import Question, Section
from court_assess.domain.wording import in_words
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import row_title
from court_assess.web.pages.conditional import questions_on_page
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.link import Link, Tag, result_tag
from court_assess.web.typed import FormData


@dataclass(frozen=True, slots=True)
class RowLine:
    """One entry of a list, with the words on the buttons that change it."""

    title: str
    facts: str
    change: str
    remove: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A list on a section's page."""

    title: str
    rows: tuple[RowLine, ...]
    row_name: str
    article: str
    add: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question of a page: plain inputs, or a list with its own."""

    field: FieldView
    group: GroupView | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A condition of law in one line."""

    title: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class SectionPage:
    """Everything on a section's page, or on the page of one entry of a list."""

    intro: str
    notice: str
    skip: Link | None
    items: tuple[ItemView, ...]
    reasons: tuple[tuple[str, str], ...]
    revision: int
    findings: tuple[FindingLine, ...] = ()
    law: Link | None = None
    has_lists: bool = False
    row_name: str = ""
    can_leave_rest: bool = True
    problem: str = ""
    action: str = ""


def section_form(
    case: OpenCase,
    questions: tuple[Question, ...],
    row: Row | None = None,
    posted: FormData | None = None,
) -> QuestionForm:
    """Return the form of the questions that a page puts to the officer."""
    shown = questions_on_page(questions, case.reading, row)
    asked = [one for one in questions if one.id in shown]
    stored = row.answers if row else case.assessment.answers.single
    return QuestionForm(asked, stored, posted)


def section_page(
    case: OpenCase, section: Section, form: QuestionForm, problem: str = ""
) -> SectionPage:
    """Return the view of a section's page."""
    items = tuple(_items(case, section.questions, form))
    skip = Link("Skip this section for now", next_page(case, section)) if section.notice else None
    has_recommendation = any(one.question.id.startswith("rec.") for one in form.answer_fields())
    return SectionPage(
        intro=section.intro,
        notice=section.notice,
        skip=skip,
        items=items,
        reasons=_reasons(form),
        revision=case.stored.revision,
        findings=_findings(case) if has_recommendation else (),
        law=Link("What the law asks, in full", url_for("law.law", case_id=case.id)),
        has_lists=any(one.group for one in items),
        problem=problem,
    )


def row_page(
    case: OpenCase, group: Question, form: QuestionForm, row: Row, problem: str = ""
) -> SectionPage:
    """Return the view of the page of one entry."""
    return SectionPage(
        intro=group.hint,
        notice="",
        skip=None,
        items=tuple(_items(case, group.questions, form, row)),
        reasons=_reasons(form),
        revision=case.stored.revision,
        row_name=group.row_name,
        can_leave_rest=False,
        problem=problem,
    )


def _items(
    case: OpenCase, questions: tuple[Question, ...], form: QuestionForm, row: Row | None = None
) -> list[ItemView]:
    rules = questions_on_page(questions, case.reading, row)
    items = []
    for question in questions:
        field = form.at(question.id)
        if field is None:
            continue
        rule = rules.get(question.id, "")
        view = field_view(field, rule, _only_if(case, question) if rule else "")
        items.append(ItemView(view, _group(case, question) if question.kind == "group" else None))
    return items


def _only_if(case: OpenCase, question: Question) -> str:
    condition = question.shown_when
    return f"Only if {in_words(condition, case.library.questionnaire)}" if condition else ""


def _reasons(form: QuestionForm) -> tuple[tuple[str, str], ...]:
    asked = (field.question for field in form.answer_fields())
    return tuple((one.short, one.why) for one in asked if one.why)


def _group(case: OpenCase, group: Question) -> GroupView:
    rows = case.assessment.answers.rows_of(group.id)
    whole = case.assessment.answers.get(group.id) is not None
    lines = () if whole else tuple(_row_line(case, group, row) for row in rows)
    article = "an" if group.row_name[:1] in "aeiou" else "a"
    return GroupView(group.short, lines, group.row_name, article, f"add:{group.id}", whole)


def _row_line(case: OpenCase, group: Question, row: Row) -> RowLine:
    asked = [one for one in group.questions if case.reading.is_shown(one.id, row)]
    answered = sum(one.id in row.answers for one in asked)
    return RowLine(
        title=row_title(group, row, case.assessment),
        facts=f"{answered} of {len(asked)} answered",
        change=f"row:{group.id}:{row.id}",
        remove=f"remove:{group.id}:{row.id}",
    )


def _findings(case: OpenCase) -> tuple[FindingLine, ...]:
    requirements = case.judgement.requirements
    conditions: list[Finding] = [one for each in requirements for one in each.conditions]
    return tuple(
        FindingLine(one.title, result_tag(one.result)) for one in conditions if not one.officers_act
    )


def next_page(case: OpenCase, section: Section) -> str:
    """Return the address of the section after this one, or of the answers to check."""
    ids = [one.id for one in case.sections]
    following = ids[ids.index(section.id) + 1 :] if section.id in ids else []
    if following:
        return url_for("sections.section", case_id=case.id, section_id=following[0])
    return url_for("answers.check", case_id=case.id)
