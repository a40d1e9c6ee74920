"""The limits of law on what is proposed: which of them a page bears on, and which are broken."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import Finding, Judgement
from court_assess.domain.results import NOT_MET
from court_assess.domain.rules import ConditionOfLaw, LocalPractice

# It only tells whether reviews are compulsory: that they are not is no fault of the proposal.
TELLS_ONLY = "drr.review_required"


def limits_on(judgement: Judgement, asked: Collection[str]) -> tuple[Finding, ...]:
    """Return the limits, and the conditions of orders in question, that read any of the questions.

    Each stands once, in the order of the rules; a page that asks these questions shows them.
    """
    rules = judgement.asked_of
    of_orders = (one for order in rules.orders for one in order.conditions)
    read = {one.id for one in (*rules.limits, *of_orders) if _reads(one, asked)}
    return tuple(one for one in _limits(judgement) if one.id in read)


def is_broken(limit: Finding) -> bool:
    """Whether a limit is not kept, and is one that can be kept."""
    return limit.result == NOT_MET and limit.id != TELLS_ONLY


def practice_on(judgement: Judgement, asked: Collection[str]) -> tuple[LocalPractice, ...]:
    """Return the local suggestions that are made because of any of the questions."""
    return tuple(
        one for one in judgement.local if not set(questions_read(one.when)).isdisjoint(asked)
    )


def _limits(judgement: Judgement) -> Iterator[Finding]:
    yield from judgement.limits
    for order in judgement.orders:
        if order.candidate:
            yield from order.conditions


def _reads(rule: ConditionOfLaw, asked: Collection[str]) -> bool:
    conditions = (rule.met_when, rule.not_met_when, rule.considered_when)
    read = (question for one in conditions if one for question in questions_read(one))
    return any(question in asked for question in read)
