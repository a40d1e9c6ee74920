"""The limits of law on what is proposed: which of them a page bears on, and which are broken."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from court_assess.domain.conditions import Comparison, parts_of, questions_read
from court_assess.domain.departure import RECOMMENDED, YES
from court_assess.domain.evaluation import Condition
from court_assess.domain.finding import COURT, RequirementFinding
from court_assess.domain.findings import Finding, Judgement
from court_assess.domain.in_play import DRR, beside_drr
from court_assess.domain.reading import AnswerReading
from court_assess.domain.rules import LocalPractice, RuleBook
from court_assess.domain.word_lists import WordList

# The officer's own words for the order, and that they name no treatment though they seem to.
OF_A_DRR = "drr."
WORDING, CONFIRMED = "order.wording", "order.wording_confirmed"


def limits_on(judgement: Judgement, asked: Collection[str]) -> tuple[Finding, ...]:
    """Return the limits that read any of the questions, and the orders' conditions like them.

    Each stands once, in the order of the rules. A condition of an order is a limit on the proposal
    where the court decides it; a fact of the case is none.
    """
    read = limits_reading(judgement.asked_of, asked)
    return tuple(one for one in _limits(judgement) if one.id in read)


def limits_reading(rules: RuleBook, asked: Collection[str]) -> frozenset[str]:
    """Return the ids of the limits, and of the orders' conditions, that read any question."""
    of_orders = (one for order in rules.orders for one in order.conditions if one.purpose == COURT)
    limits = (*rules.limits, *of_orders)
    return frozenset(one.id for one in limits if not rules.reads[one.id].isdisjoint(asked))


def named_treatments(reading: AnswerReading) -> tuple[str, ...]:
    """Return the words of the officer's wording that seem to name a treatment, as they are written.

    None once the officer has confirmed that the wording may stay.
    """
    wording = reading.value(WORDING, None)[0]
    gate = reading.questionnaire.gates.get(CONFIRMED)
    if not isinstance(wording, str) or gate is None or reading.value(CONFIRMED, None)[0] == YES:
        return ()
    return tuple(word for one in _lists_in(gate) for word in one.found_in(wording))


def broken_limits(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the limits that the proposal does not keep, without those of a DRR not proposed."""
    is_made = judgement.reading.value(RECOMMENDED, None)[0] != "no"
    broken = (one for one in _limits(judgement) if one.is_broken)
    return tuple(one for one in broken if is_made or not one.id.startswith(OF_A_DRR))


def requirements_on(judgement: Judgement, asked: Collection[str]) -> tuple[RequirementFinding, ...]:
    """Return the requirements considered beside a DRR that rest on any of the questions."""
    read = requirements_reading(judgement.asked_of, asked)
    return tuple(one for one in beside_drr(judgement) if one.id in read)


def requirements_reading(rules: RuleBook, asked: Collection[str]) -> frozenset[str]:
    """Return the ids of the requirements other than a DRR that read any of the questions."""
    others = (one.id for one in rules.requirements if one.id != DRR)
    return frozenset(one for one in others if not rules.reads[one].isdisjoint(asked))


def practice_on(judgement: Judgement, asked: Collection[str]) -> tuple[LocalPractice, ...]:
    """Return the local suggestions that are made because of any of the questions."""
    return tuple(
        one for one in judgement.local if not set(questions_read(one.when)).isdisjoint(asked)
    )


def _limits(judgement: Judgement) -> Iterator[Finding]:
    yield from judgement.limits
    for order in judgement.orders:
        if order.candidate:
            yield from (one for one in order.conditions if one.purpose == COURT)


def _lists_in(condition: Condition) -> tuple[WordList, ...]:
    """Return the lists of words that a condition looks for in texts."""
    if isinstance(condition, Comparison) and isinstance(condition.operand, WordList):
        return (condition.operand,)
    return tuple(one for part in parts_of(condition) for one in _lists_in(part))
