"""The box at the head of page 1: what the law closes, else what the officer recommends."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.departure import REASON, departure_of
from court_assess.domain.findings import RequirementFinding
from court_assess.domain.in_play import beside_drr, drr_of, out_of_force
from court_assess.domain.results import NOT_MET, UNDECIDED
from court_assess.domain.wording import in_a_sentence
from court_assess.report.case import Case
from court_assess.report.law import (
    OUTSIDE,
    closed_to_the_court,
    drr_is_outside,
    is_outside,
    not_met_in_orders,
    outside_limits,
    topics_of,
)
from court_assess.report.lines import Line, listed, quoted
from court_assess.report.reading import unfitness

ALL_CONDITIONS = 450  # characters: room for all six of a requirement
PROPOSAL = 360  # characters: three lines, because it is what a court looks for first

RECOMMENDED = {
    "yes": (
        "The officer recommends a drug rehabilitation requirement (DRR) as suitable for the person."
    ),
    "no": "The officer does not recommend a drug rehabilitation requirement (DRR).",
    "not_yet": "The officer cannot yet recommend a drug rehabilitation requirement (DRR).",
}
NO_RECOMMENDATION = (
    "Not decided yet: the officer has made no recommendation on a drug rehabilitation requirement "
    "(DRR)."
)
# How long an order would last: of a suspended sentence the term, and for how long it is suspended.
LENGTH_OF = {
    "community_order": ("order.length_months",),
    "suspended_sentence_order": ("order.custodial_term_months", "order.operational_months"),
}
NO_REASON = "no reason is given yet."
ASKED_UNWELL = "The person was not fit when asked if they are willing."
# Why it is not recommended has no other place on page 1; what is proposed speaks for itself.
AGAINST = ("no", "not_yet")


def recommendation(case: Case) -> tuple[Line, ...]:
    """Return the law where it closes the door, else the recommendation; then the conditions."""
    lines = list(_lead(case))
    if case.is_whole:
        lines += quoted(case, "psr.proposal", "proposal", "Proposed sentence", PROPOSAL)
    else:
        lines += _proposed(case)
    for requirement in drr_of(case.judgement):
        lines += _standing(case, requirement)
    lines += [_beside(one) for one in beside_drr(case.judgement)]
    lines += (*_outside_limits(case), *_departure(case))
    reasons = "psr.rationale" if case.is_whole else "rec.reason"
    against = case.reading.value("rec.drr") in AGAINST
    if against and case.reading.words(reasons):
        lines += quoted(case, reasons, "proposal", "Officer's reasons")
    return tuple(lines)


def _proposed(case: Case) -> Iterator[Line]:
    """Yield what is proposed in one line, as far as it is decided, where it is recommended."""
    if case.reading.value("rec.drr") != "yes" or closed_to_the_court(case.judgement):
        return
    order = str(case.reading.value("order.kind"))
    if order not in LENGTH_OF:
        return
    lengths = " suspended for ".join(filter(None, (_text(case, one) for one in LENGTH_OF[order])))
    months = _text(case, "drr.length_months")
    others = _text(case, "order.other_requirements").split("; ")
    beside = [in_a_sentence(one) for one in others if one not in ("", "None")]
    proposed = [f"drug rehabilitation{f' for {months}' if months else ''}", *beside]
    kind = ", ".join(filter(None, (_text(case, "order.kind"), lengths)))
    yield Line(f"{kind}, with {'; '.join(proposed)}.", "Proposed", see="proposal")


def _text(case: Case, question: str) -> str:
    """Return an answer in words alone: how it is known stands with it further down."""
    said = case.reading.said(question)
    return said.text if said and said.is_known else ""


def _lead(case: Case) -> Iterator[Line]:
    """Yield what the law closes; a recommendation is then said only if it goes against the law."""
    closed = tuple(_closed(case))
    yield from closed
    value = case.reading.value("rec.drr")
    if closed and value != "yes":
        return
    said = case.reading.said("rec.drr")
    otherwise = f"{said.label}: {said}" if said and said.is_known else NO_RECOMMENDATION
    yield Line(RECOMMENDED.get(str(value), otherwise))


def _closed(case: Case) -> Iterator[Line]:
    if drr_is_outside(case.judgement):
        yield Line(OUTSIDE, see="law")
    elif closed := closed_to_the_court(case.judgement):
        why = not_met_in_orders(case.judgement)
        words = f"{closed}. Not met: {listed(why, ALL_CONDITIONS)}" if why else f"{closed}."
        yield Line(words, see="law")


def _asked_unwell(case: Case) -> str:
    """Say beside a no that it was not given by somebody who was fit to be asked."""
    said_no = case.reading.value("drr.willing") == "no"
    return ASKED_UNWELL if said_no and unfitness(case.reading) else ""


def _standing(case: Case, requirement: RequirementFinding) -> Iterator[Line]:
    """Say which conditions are not met and which not known; the count of the rest helps nobody."""
    if is_outside(requirement):
        return
    said = not_met_in_orders(case.judgement) if case.judgement.order_possible == NOT_MET else ()
    not_met, not_known = (
        tuple(one for one in topics_of(case.judgement, requirement, result) if one not in said)
        for result in (NOT_MET, UNDECIDED)
    )
    if not_met:
        words = f"{listed(not_met, ALL_CONDITIONS)} {_asked_unwell(case)}".rstrip()
        yield Line(words, "Conditions of law not met", see="law")
    if not_known:
        yield Line(
            listed(not_known, ALL_CONDITIONS), "Conditions of law not known today", see="law"
        )
    if not (not_met or not_known or said):
        waits = any(one.officers_act and one.result == UNDECIDED for one in requirement.conditions)
        words = "every one but the officer's own act is met." if waits else "every one is met."
        yield Line(words, "Conditions of law", see="law")


def _outside_limits(case: Case) -> Iterator[Line]:
    """Say that a proposal is outside the limits of law: which of them stands with what it holds."""
    proposed = case.reading.value("rec.drr") != "no" and not closed_to_the_court(case.judgement)
    if proposed and any(outside_limits(case.judgement)):
        yield Line("part of the proposal is outside them.", "Limits of law", see="law")


def _departure(case: Case) -> Iterator[Line]:
    """Say that the recommendation departs from the findings or from practice, and quote why."""
    if departure_of(case.judgement) is None:
        return
    if case.reading.words(REASON):
        yield from quoted(case, REASON, "proposal", "Why the officer departs from the findings")
    else:
        yield Line(NO_REASON, "Why the officer departs from the findings")


def _beside(requirement: RequirementFinding) -> Line:
    """Say in one line how another requirement that is considered stands in law."""
    if is_outside(requirement):
        return Line(out_of_force(requirement), requirement.title, see="law")
    found = [
        (words, tuple(one.topic for one in requirement.conditions if one.result == result))
        for result, words in ((NOT_MET, "Not met"), (UNDECIDED, "Not known today"))
    ]
    says = " ".join(f"{words}: {listed(topics)}" for words, topics in found if topics)
    says = in_a_sentence(says) or "every condition of its own is met."
    return Line(says, requirement.title, see="law")
