"""A first draft of the options that were considered, from the findings alone.

It says how each stands in law and what a later hearing could add. Why it was not chosen is the
officer's to write; the recommendation and its reason are never drafted.
"""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.departure import RECOMMENDED, YES
from court_assess.domain.finding import COURT, Finding, OrderFinding, RequirementFinding
from court_assess.domain.findings import Judgement
from court_assess.domain.in_play import beside_drr, drr_of
from court_assess.domain.results import NOT_MET, UNDECIDED
from court_assess.domain.wording import in_a_sentence

COMMUNITY_ORDER = "community_order"
OUTSIDE_THESE_RULES = "outside_these_rules"
OPEN = "every condition of law is met as the answers stand"
ORDER_OPEN = "nothing known today closes it to the court"
CLOSED = "not open as the answers stand ({})"
UNSETTLED = "it cannot be said yet, because this is not known ({})"
OUTSIDE = "not covered by these rules, for the day of the conviction"
NO_ORDER = "not open, because no order that could hold it is open"
LATER = "A later hearing: it would give time to settle what is not known today ({})."
CUSTODY = "{}; the court has said that the offence calls for custody"


def alternatives(judgement: Judgement) -> str:
    """Return the draft, a paragraph for each option that is not what the officer recommends."""
    return "\n\n".join(_paragraphs(judgement))


def _paragraphs(judgement: Judgement) -> Iterator[str]:
    recommended = judgement.reading.value(RECOMMENDED, None)[0]
    for one in drr_of(judgement) if recommended != YES else ():
        yield f"{one.title}: {_requirement(one, judgement)}."
    for one in beside_drr(judgement):
        yield f"{one.title}: {_requirement(one, judgement)}."
    for order in judgement.orders:
        if not order.candidate:
            standing = _order(order)
            is_for_custody = order.id == COMMUNITY_ORDER and _calls_for_custody(judgement)
            yield f"{order.title}: {CUSTODY.format(standing) if is_for_custody else standing}."
    is_closed = judgement.order_possible == NOT_MET or _is_outside(judgement)
    if not is_closed:  # what the law closes no later hearing opens
        yield from _later(judgement)


def _calls_for_custody(judgement: Judgement) -> bool:
    return judgement.reading.value("case.seriousness", None)[0] == "custody"


def _is_outside(judgement: Judgement) -> bool:
    return any(one.outcome == OUTSIDE_THESE_RULES for one in drr_of(judgement))


def _requirement(found: RequirementFinding, judgement: Judgement) -> str:
    if found.outcome == OUTSIDE_THESE_RULES:
        return OUTSIDE
    if judgement.order_possible == NOT_MET:
        return NO_ORDER
    own = tuple(one for one in found.conditions if not one.officers_act)
    of_orders = _facts_of_orders(judgement)
    return _standing((*own, *(one for one in of_orders if one.result == UNDECIDED)), OPEN)


def _order(found: OrderFinding) -> str:
    settled = tuple(one for one in found.conditions if one.purpose != COURT)
    closing = tuple(one for one in found.conditions if one.result == NOT_MET)
    return _standing((*settled, *(one for one in closing if one not in settled)), ORDER_OPEN)


def _standing(conditions: tuple[Finding, ...], is_open: str) -> str:
    for result, words in ((NOT_MET, CLOSED), (UNDECIDED, UNSETTLED)):
        topics = _topics(conditions, result)
        if topics:
            return words.format(topics)
    return is_open


def _later(judgement: Judgement) -> Iterator[str]:
    conditions = [one for each in drr_of(judgement) for one in each.conditions]
    conditions += [one for each in beside_drr(judgement) for one in each.conditions]
    asked = (one for one in conditions if not one.officers_act)
    topics = _topics((*asked, *_facts_of_orders(judgement)), UNDECIDED)
    if topics:
        yield LATER.format(topics)


def _facts_of_orders(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the facts that the orders in question turn on, while it is open whether one is."""
    if judgement.order_possible != UNDECIDED:
        return ()
    candidates = (order for order in judgement.orders if order.candidate)
    return tuple(one for order in candidates for one in order.conditions if one.purpose != COURT)


def _topics(conditions: tuple[Finding, ...], result: str) -> str:
    topics = (one.topic for one in conditions if one.result == result)
    return "; ".join(dict.fromkeys(map(in_a_sentence, topics)))
