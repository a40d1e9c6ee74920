"""What stands so far on a page about the proposal: findings, limits, local practice, a departure.

It is drawn from the answers as they are typed: the page's script asks for it anew while somebody
types, and without the script it is as true as the answers that are saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import url_for

from court_assess.domain.departure import (
    REASON,
    RECOMMENDED,
    YES,
    Departure,
    departure_of,
    unexplained,
)
from court_assess.domain.findings import AdviceGiven, Finding, RequirementFinding
from court_assess.domain.in_play import drr_of, out_of_force
from court_assess.domain.kinds import show
from court_assess.domain.proposal import (
    limits_on,
    limits_reading,
    practice_on,
    requirements_on,
    requirements_reading,
)
from court_assess.domain.questions import Section
from court_assess.domain.results import NOT_MET, UNDECIDED
from court_assess.domain.rules import LocalPractice
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.law import OUTCOMES
from court_assess.web.pages.link import Link, Tag, result_tag

OFFICERS_OWN = "rec."
DIFFERS = "Your recommendation differs from what the rules find, or from the advice. Say why."
ALL_ELSE_MET = "Every condition that is not yours to decide is met"
NO_ORDER = "No order that could hold it is open, or this is not known"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A condition of law in one line."""

    title: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit of law on the proposal: how it stands, and where the law says so."""

    id: str
    says: str
    authority: str


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """Another requirement that is considered: how it stands in law, and what closes it."""

    title: str
    tag: Tag
    closed_by: str


@dataclass(frozen=True, slots=True)
class DepartureView:
    """What the recommendation departs from, and where the reason is written."""

    recommends: str
    findings: tuple[FindingLine, ...]
    others: tuple[str, ...]
    reason: Link | None


@dataclass(frozen=True, slots=True)
class SoFar:
    """The panel of a page; ``address`` is where the page's script asks for it anew.

    ``wrong`` says in one line what is wrong, for somebody who hears the page.
    """

    address: str
    findings: tuple[FindingLine, ...]
    law: Link
    departure: DepartureView | None
    unread: tuple[str, ...]
    requirements: tuple[RequirementLine, ...]
    broken: tuple[LimitLine, ...]
    undecided: tuple[LimitLine, ...]
    kept: tuple[LimitLine, ...]
    local: tuple[LocalPractice, ...]

    @property
    def is_in_order(self) -> bool:
        """Whether nothing on the page is known to be outside the law, and all of it was read."""
        is_closed = any(one.closed_by for one in self.requirements)
        return bool(self.kept) and not (self.broken or self.unread or self.findings or is_closed)

    @property
    def counted(self) -> str:
        """How many of the other limits are kept, and how many are not known; empty without any."""
        if not (self.kept or self.undecided):
            return ""
        to_come = f", {len(self.undecided)} not known yet" if self.undecided else ""
        return f"Other limits of law: {len(self.kept)} in order{to_come}"

    @property
    def wrong(self) -> str:
        """What is not within the law, and a departure that has no reason yet."""
        is_open = self.departure is not None and self.departure.reason is not None
        departs = (DIFFERS,) if is_open else ()
        closed = (f"{one.title}: {one.closed_by}." for one in self.requirements if one.closed_by)
        return " ".join((*(one.says for one in self.broken), *closed, *departs))


def so_far(case: OpenCase, section: Section, unread: tuple[str, ...] = ()) -> SoFar | None:
    """Return the panel of a section's page; None if it bears on no limit and no recommendation.

    ``unread`` names what is typed and cannot be read, so that it is not taken for checked.
    """
    asked = _asked(section)
    is_recommendation = any(one.startswith(OFFICERS_OWN) for one in asked)
    if not _bears_on(case, asked):
        return None
    limits = limits_on(case.judgement, asked)
    requirements = requirements_on(case.judgement, asked)
    if not (limits or requirements or is_recommendation):  # none of them is considered
        return None
    broken, rest = _split(limits)
    return SoFar(
        address=url_for("proposal.so_far", case_id=case.id, section_id=section.id),
        findings=_findings(case) if is_recommendation else (),
        law=Link("What the law asks, in full", url_for("law.law", case_id=case.id)),
        departure=_departure(case) if is_recommendation else None,
        unread=unread,
        requirements=tuple(_requirement(one) for one in requirements),
        broken=_lines(broken),
        undecided=_lines(one for one in rest if one.result == UNDECIDED),
        kept=_lines(one for one in rest if one.result != UNDECIDED),
        local=practice_on(case.judgement, asked),
    )


def _requirement(found: RequirementFinding) -> RequirementLine:
    closed_by = out_of_force(found) if found.outcome == "outside_these_rules" else ""
    not_met = tuple(one.topic for one in found.conditions if one.result == NOT_MET)
    if found.outcome == "not_available":
        closed_by = f"Not met: {'; '.join(not_met)}" if not_met else NO_ORDER
    return RequirementLine(found.title, OUTCOMES[found.outcome], closed_by)


def newly_wrong(before: OpenCase, after: OpenCase, section: Section) -> bool:
    """Whether saving this page broke a limit, or left a departure to be looked at."""
    asked = _asked(section)
    if not _bears_on(after, asked):
        return False
    was, now = (_broken_ids(one, asked) for one in (before, after))
    return bool(now - was) or (REASON in asked and _departs_anew(before, after))


def _departs_anew(before: OpenCase, after: OpenCase) -> bool:
    """Whether a departure has no reason yet, or has one that was given for another."""
    was, now = (departure_of(one.judgement) for one in (before, after))
    answers = [one.assessment.answers.get(REASON) for one in (before, after)]
    is_another = now is not None and (was is None or was.recommended != now.recommended)
    return is_another and (answers[0] == answers[1] or unexplained(after.judgement) is not None)


def _bears_on(case: OpenCase, asked: Collection[str]) -> bool:
    """Whether a page has to do with the proposal at all; on any other nothing is judged."""
    is_recommendation = any(one.startswith(OFFICERS_OWN) for one in asked)
    rules = case.library.rules
    return is_recommendation or bool(
        limits_reading(rules, asked) or requirements_reading(rules, asked)
    )


def _asked(section: Section) -> frozenset[str]:
    return frozenset(each.id for one in section.questions for each in (one, *one.questions))


def _broken_ids(case: OpenCase, asked: Collection[str]) -> frozenset[str]:
    return frozenset(one.id for one in limits_on(case.judgement, asked) if one.is_broken)


def _split(limits: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    found = tuple(limits)
    broken = tuple(one for one in found if one.is_broken)
    return broken, tuple(one for one in found if one not in broken)


def _lines(limits: Iterable[Finding]) -> tuple[LimitLine, ...]:
    """Write each reason once; two orders may share it, and then either authority will do."""
    lines = {one.reason: LimitLine(one.id, one.reason, one.authority) for one in limits}
    return tuple(lines.values())


def _findings(case: OpenCase) -> tuple[FindingLine, ...]:
    conditions = (one for each in drr_of(case.judgement) for one in each.conditions)
    return tuple(_finding(one) for one in conditions if not one.officers_act)


def _finding(one: Finding) -> FindingLine:
    return FindingLine(one.title, result_tag(one.result))


def _departure(case: OpenCase) -> DepartureView | None:
    found = departure_of(case.judgement)
    questions = case.library.questionnaire.questions
    if found is None or REASON not in questions:  # an older library does not ask for a reason
        return None
    is_open = unexplained(case.judgement) is not None
    return DepartureView(
        show(questions[RECOMMENDED], found.recommended),
        tuple(_finding(one) for one in found.findings),
        _others(found),
        Link("Say why", f"#{REASON}") if is_open else None,
    )


def _others(found: Departure) -> tuple[str, ...]:
    order = (NO_ORDER,) if found.is_no_order else ()
    return (*order, *(_advice(found, one) for one in (found.advice,) if one))


def _advice(found: Departure, advice: AdviceGiven) -> str:
    """Say what practice suggests; where it suggests to recommend, say what that rests on."""
    is_ready = YES in advice.agrees_with and found.recommended != YES
    return ALL_ELSE_MET if is_ready else f"Advice on practice: {advice.title.lower()}"
