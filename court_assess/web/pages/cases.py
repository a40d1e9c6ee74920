"""The list of cases, and one case's task list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import url_for

from court_assess.domain.in_play import in_play
from court_assess.domain.kinds import day_in_words
from court_assess.domain.proposal import broken_limits
from court_assess.domain.questions import FULL, Section
from court_assess.domain.results import MET, UNDECIDED
from court_assess.domain.walk import Progress, progress_of
from court_assess.storage import CaseSummary
from court_assess.web.local_time import moment_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.checks import (
    CheckLine,
    check_lines,
    link_to_waiting,
    only_waiting,
)
from court_assess.web.pages.depth import (
    WORDS,
    DepthView,
    counts_in_words,
    depth_view,
    full_answered,
    in_minutes,
)
from court_assess.web.pages.flags import ACT
from court_assess.web.pages.law import OUTCOMES
from court_assess.web.pages.link import Link, Tag
from court_assess.web.pages.texts import texts_behind

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
MEASURES = "Use over the last 28 days and the years, indicators of dependence, screening, strengths"
TEXTS = "Starts from the answers; you put it into your own words"
UNSETTLED = ("cannot_say_yet", "awaiting_recommendation")
NOT_TODAY = Tag("Not needed today")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in the list."""

    link: Link
    crn: str
    court: str
    hearing: str
    tag: Tag
    is_today: bool
    checks: tuple[CheckLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseListPage:
    """The cases, or those that were searched for; ``only`` leads to those with an open check."""

    cases: tuple[CaseLine, ...]
    search: str
    found: str
    problem: str = ""
    only: Link | None = None


def case_list_page(
    cases: tuple[CaseSummary, ...], search: str, today: date, *, only_checks: bool = False
) -> CaseListPage:
    """Return the view of the list of cases, or of those with a check outstanding alone."""
    in_order = sorted(cases, key=lambda one: _place(one, today))
    lines = tuple(_case_line(one, today) for one in in_order)
    waiting = tuple(one for one in lines if one.checks)
    count = f"{len(lines)} case{'' if len(lines) == 1 else 's'} found" if search else ""
    if only_checks:
        only = Link("Show all cases", url_for("cases.case_list")) if waiting else None
        return CaseListPage(waiting, search, only_waiting(len(waiting)), only=only)
    only = None if search else link_to_waiting(len(waiting))
    return CaseListPage(lines, search, count, only=only)


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
        check_lines(case, today),
    )


def _hearing(day: date | None, today: date) -> str:
    if day is None:
        return "No date yet"
    if day == today:
        return f"Today, {day_in_words(day)}"
    return day_in_words(day) if day > today else f"{day_in_words(day)} (past)"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list; ``depth`` says in a word how deep a section is asked."""

    link: Link
    hint: str
    tag: Tag
    depth: str = ""


@dataclass(frozen=True, slots=True)
class TaskListPage:
    """Everything there is to do in one case; ``more`` are sections that need not be asked today."""

    saved: str
    standing: str
    depth: DepthView
    sections: tuple[Task, ...]
    more: tuple[Task, ...]
    findings: tuple[Task, ...]
    ending: tuple[Task, ...]
    other: tuple[Link, ...]


def task_list_page(case: OpenCase) -> TaskListPage:
    """Return the view of a case's task list."""

    def link(text: str, page: str, step: str | None = None) -> Link:
        return Link(text, url_for(page, case_id=case.id, step=step))

    later = _asked_later(case)
    asked = (one for one in case.progress if one.section not in later)
    sections = tuple(_section_task(case, one) for one in asked)
    more = tuple(_later_task(case, one) for one in later)
    texts = Task(link("Report text", "texts.texts"), TEXTS, _texts_tag(case))
    ending = (
        Task(link("Check answers", "answers.check"), "", _answers_tag(case)),
        *((texts,) if case.is_open else ()),
        Task(link("Documents and signing", "documents.documents"), "", _sign_tag(case)),
    )
    findings = (
        Task(link("What the law asks", "law.law"), _law_hint(case), _law_tag(case)),
        Task(link("Safety", "safety.safety"), "", _safety_tag(case)),
        Task(link("What the answers show", "measures.measures"), MEASURES, Tag("")),
    )
    steps = OPEN_STEPS if case.is_open else SIGNED_STEPS if case.is_signed else WITHDRAWN_STEPS
    other = (link(text, "standing.step", step=step) for step, text in steps.items())
    return TaskListPage(
        saved=f"Last saved {moment_in_words(case.stored.saved_at)}",
        standing=_standing(case),
        depth=depth_view(case),
        sections=sections if case.is_open else (),
        more=more if case.is_open else (),
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


def _asked_later(case: OpenCase) -> tuple[Section, ...]:
    """Return the sections of the full assessment alone, if that is not the one being done."""
    if case.reading.depth == FULL:
        return ()
    return tuple(one for one in case.sections_shown if one.depth == FULL)


def _section_task(case: OpenCase, one: Progress) -> Task:
    deeper = full_answered(case, one.section) if case.reading.depth != FULL else 0
    hints = (
        counts_in_words(one.counts),
        f"about {in_minutes(one.minutes_left)} left" if has_time_left(one) else "",
        f"Full questions as well ({deeper} answered)" if deeper else "",
    )
    depth = WORDS[FULL if deeper else case.reading.depth]
    return Task(_to(case, one.section), _said(hints), PROGRESS[one.state], depth)


def has_time_left(one: Progress) -> bool:
    """Whether a page still takes time: one that is complete may have questions left empty."""
    return bool(one.minutes_left) and one.state != "complete"


def _later_task(case: OpenCase, section: Section) -> Task:
    """Offer a section of the full assessment, with its usual length and what is there of it."""
    one = progress_of(section, case.deep_reading)
    is_begun = one.state != "not_started"
    minutes = section.minutes.get(FULL, 0)
    hints = (
        counts_in_words(one.counts) if is_begun else "",
        f"about {in_minutes(minutes)}" if minutes else "",
    )
    tag = PROGRESS[one.state] if is_begun else NOT_TODAY
    return Task(_to(case, section), _said(hints), tag, WORDS[FULL])


def _said(hints: tuple[str, ...]) -> str:
    return "; ".join(one for one in hints if one)


def _to(case: OpenCase, section: Section) -> Link:
    href = url_for("sections.section", case_id=case.id, section_id=section.id)
    return Link(section.title, href)


def _law_hint(case: OpenCase) -> str:
    found = in_play(case.judgement)
    return "; ".join(f"{one.title}: {OUTCOMES[one.outcome].text.lower()}" for one in found)


def _law_tag(case: OpenCase) -> Tag:
    count = len(case.judgement.missing)
    if broken_limits(case.judgement):
        more = f"; {count} still needed" if count else ""
        return Tag(f"Outside the limits{more}", "govuk-tag--red")
    if count:
        return Tag(f"{count} still needed", "govuk-tag--yellow")
    if any(one.outcome in UNSETTLED for one in in_play(case.judgement)):
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


def _texts_tag(case: OpenCase) -> Tag:
    behind = sum(1 for _ in texts_behind(case))
    return Tag(f"{behind} to look at again", "govuk-tag--yellow") if behind else Tag("")


def _sign_tag(case: OpenCase) -> Tag:
    if case.is_signed:
        return STATES["signed"]
    return Tag("Not signed", "govuk-tag--blue") if case.is_open else STATES["withdrawn"]
