"""A first draft of the options that were considered, from the findings alone.

It says how each stands in law and what a later hearing could add. Why it was not chosen is the
officer's to write; the recommendation and its reason are never drafted.
"""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.finding import Finding, OrderFinding, RequirementFinding
from court_assess.domain.findings import Judgement
from court_assess.domain.in_play import beside_drr, drr_of
from court_assess.domain.results import MET, NOT_MET, UNDECIDED

OPEN = "every condition of law is met as the answers stand"
ORDER_OPEN = "nothing known today closes it to the court"
CLOSED = "not open as the answers stand ({})"
UNSETTLED = "it cannot be said yet, because this is not known ({})"
OUTSIDE = "not covered by these rules, for the day of the conviction"
NO_ORDER = "not open, because no order that could hold it is open"
LATER = "A later hearing: it would give time to settle what is not known today ({})."
NO_LATER = "A later hearing: nothing that the law asks for is still open."


def alternatives(judgement: Judgement) -> str:
    """Return the draft, a paragraph for each option that is not what the officer recommends."""
    return "\n\n".join(_paragraphs(judgement))


def _paragraphs(judgement: Judgement) -> Iterator[str]:
    recommended = judgement.reading.value("rec.drr", None)[0]
    for one in drr_of(judgement) if recommended != "yes" else ():
        yield f"{one.title}: {_requirement(one, judgement)}."
    for one in beside_drr(judgement):
        yield f"{one.title}: {_requirement(one, judgement)}."
    for order in judgement.orders:
        if not order.candidate:
            yield f"{order.title}: {_order(order)}."
    if judgement.order_possible != NOT_MET:  # what the law closes no later hearing opens
        yield _later(judgement)


def _requirement(found: RequirementFinding, judgement: Judgement) -> str:
    if found.outcome == "outside_these_rules":
        return OUTSIDE
    if judgement.order_possible == NOT_MET:
        return NO_ORDER
    return _standing(tuple(one for one in found.conditions if not one.officers_act), OPEN)


def _order(found: OrderFinding) -> str:
    settled = tuple(one for one in found.conditions if one.purpose != "court")
    closing = tuple(one for one in found.conditions if one.result == NOT_MET)
    return _standing((*settled, *(one for one in closing if one not in settled)), ORDER_OPEN)


def _standing(conditions: tuple[Finding, ...], is_open: str) -> str:
    for result, words in ((NOT_MET, CLOSED), (UNDECIDED, UNSETTLED)):
        topics = _topics(conditions, result)
        if topics:
            return words.format(topics)
    return is_open


def _later(judgement: Judgement) -> str:
    conditions = [one for each in drr_of(judgement) for one in each.conditions]
    conditions += [one for each in beside_drr(judgement) for one in each.conditions]
    if judgement.order_possible != MET:
        conditions += [
            one for order in judgement.orders if order.candidate for one in order.conditions
        ]
    not_acts = tuple(one for one in conditions if not one.officers_act and one.purpose != "court")
    topics = _topics(not_acts, UNDECIDED)
    return LATER.format(topics) if topics else NO_LATER


def _topics(conditions: tuple[Finding, ...], result: str) -> str:
    topics = (one.topic for one in conditions if one.result == result)
    return "; ".join(dict.fromkeys(one[:1].lower() + one[1:] for one in topics))
