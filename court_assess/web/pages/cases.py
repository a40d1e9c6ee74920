"""The list of cases, and one case's task list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import url_for

from court_assess.domain.findings import MET, UNDECIDED
from court_assess.domain.kinds import day_in_words
from court_assess.domain.walk import Progress
from court_assess.storage import CaseSummary
from court_assess.web.local_time import moment_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.flags import ACT
from court_assess.web.pages.law import OUTCOMES
from court_assess.web.pages.link import Link, Tag, joined

STATES = {
    "open": Tag("Open", "govuk-tag--blue"),
    "signed": Tag("Signed", "govuk-tag--green"),
    "withdrawn": Tag("Withdrawn", "govuk-tag--grey"),
}
OPEN_STEPS = {"adjourn": "Adjourn to a new date", "withdraw": "Withdraw"}
SIGNED_STEPS = {"change": "Make a change", "withdraw": "Withdraw"}
WITHDRAWN_STEPS = {"reopen": "Reopen"}
PROGRESS = {
    "not_started": Tag("Not started", "govuk-tag--blue"),
    "in_progress": Tag("In progress", "govuk-tag--light-blue"),
    "complete": Tag("Complete"),
}
UNSETTLED = ("cannot_say_yet", "awaiting_recommendation")
COUNTED = {
    "given": "answered",
    "declined": "declined",
    "not_known": "not known",
    "not_asked": "not asked",
    "not_yet_asked": "not yet asked",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in the list."""

    link: Link
    crn: str
    court: str
    hearing: str
    tag: Tag
    is_today: bool


@dataclass(frozen=True, slots=True)
class CaseListPage:
    """The cases, or those that were searched for."""

    cases: tuple[CaseLine, ...]
    search: str
    found: str


def case_list_page(cases: tuple[CaseSummary, ...], search: str, today: date) -> CaseListPage:
    """Return the view of the list of cases."""
    in_order = sorted(cases, key=lambda one: _place(one, today))
    lines = tuple(_case_line(one, today) for one in in_order)
    count = f"{len(lines)} case{'' if len(lines) == 1 else 's'} found" if search else ""
    return CaseListPage(lines, search, count)


def _place(case: CaseSummary, today: date) -> tuple[int, int]:
    """Put hearings to come first, then what has no date, then past hearings, then the rest."""
    if case.state != "open":
        return 3, 0
    if case.hearing_date is None:
        return 1, 0
    days = (case.hearing_date - today).days
    return (0, days) if days >= 0 else (2, -days)


def _case_line(case: CaseSummary, today: date) -> CaseLine:
    tag = STATES[case.state]
    if case.state == "open" and case.version:
        tag = Tag("Being changed", "govuk-tag--yellow")
    return CaseLine(
        Link(case.name or "Name not yet given", url_for("cases.task_list", case_id=case.id)),
        case.crn,
        case.court,
        _hearing(case.hearing_date, today),
        tag,
        case.hearing_date == today,
    )


def _hearing(day: date | None, today: date) -> str:
    if day is None:
        return "No date yet"
    if day == today:
        return f"Today, {day_in_words(day)}"
    return day_in_words(day) if day > today else f"{day_in_words(day)} (past)"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list."""

    link: Link
    hint: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class TaskListPage:
    """Everything there is to do in one case."""

    saved: str
    standing: str
    sections: tuple[Task, ...]
    findings: tuple[Task, ...]
    ending: tuple[Task, ...]
    other: tuple[Link, ...]


def task_list_page(case: OpenCase) -> TaskListPage:
    """Return the view of a case's task list."""

    def link(text: str, page: str, step: str | None = None) -> Link:
        return Link(text, url_for(page, case_id=case.id, step=step))

    sections = tuple(_section_task(case, one) for one in case.progress)
    ending = (
        Task(link("Check answers", "answers.check"), "", _answers_tag(case)),
        Task(link("Documents and signing", "documents.documents"), "", _sign_tag(case)),
    )
    findings = (
        Task(link("What the law asks", "law.law"), _law_hint(case), _law_tag(case)),
        Task(link("Safety", "safety.safety"), "", _safety_tag(case)),
    )
    steps = OPEN_STEPS if case.is_open else SIGNED_STEPS if case.is_signed else WITHDRAWN_STEPS
    other = (link(text, "standing.step", step=step) for step, text in steps.items())
    return TaskListPage(
        saved=f"Last saved {moment_in_words(case.stored.saved_at)}",
        standing=_standing(case),
        sections=sections if case.is_open else (),
        findings=findings,
        ending=ending,
        other=tuple(other),
    )


def _standing(case: OpenCase) -> str:
    if case.is_signed:
        return f"Version {case.stored.version} is signed. To change an answer, make a change first."
    if not case.is_open:
        return f"This assessment was withdrawn. Reason: {case.stored.note}"
    if case.stored.version:
        return f"You are changing a signed assessment. Reason: {case.stored.note}"
    if case.stored.note:
        return f"This assessment was withdrawn and opened again. Reason: {case.stored.note}"
    return ""


def _section_task(case: OpenCase, one: Progress) -> Task:
    href = url_for("sections.section", case_id=case.id, section_id=one.section.id)
    return Task(Link(one.section.title, href), counts_in_words(one.counts), PROGRESS[one.state])


def counts_in_words(counts: Counter[str]) -> str:
    """Write how many questions were answered, declined and so on."""
    said = [f"{counts[state]} {words}" for state, words in COUNTED.items() if counts[state]]
    return joined(said) if said else ""


def _law_hint(case: OpenCase) -> str:
    found = case.judgement.requirements
    return "; ".join(f"{one.title}: {OUTCOMES[one.outcome].text.lower()}" for one in found)


def _law_tag(case: OpenCase) -> Tag:
    count = len(case.judgement.missing)
    if count:
        return Tag(f"{count} still needed", "govuk-tag--yellow")
    if any(one.outcome in UNSETTLED for one in case.judgement.requirements):
        return Tag("Not settled yet", "govuk-tag--yellow")
    return Tag("Nothing needed")


def _safety_tag(case: OpenCase) -> Tag:
    to_act_on = Counter(one.flag.kind for one in case.flags if one.is_open)
    urgent = next((kind for kind in ACT if to_act_on[kind]), "")
    if urgent:
        return Tag(f"{ACT[urgent]}: {to_act_on.total()}", "govuk-tag--red")
    not_known = sum(one.result == UNDECIDED for one in case.flags)
    if not_known:
        return Tag(f"{not_known} not known", "govuk-tag--yellow")
    raised = any(one.result == MET for one in case.flags)
    return Tag("All dealt with" if raised else "None raised", "govuk-tag--green")


def _answers_tag(case: OpenCase) -> Tag:
    lacking = sum(len(one.lacking) for one in case.progress)
    return Tag(f"{lacking} needed to sign", "govuk-tag--yellow") if lacking else Tag("Complete")


def _sign_tag(case: OpenCase) -> Tag:
    if case.is_signed:
        return STATES["signed"]
    return Tag("Not signed", "govuk-tag--blue") if case.is_open else STATES["withdrawn"]
