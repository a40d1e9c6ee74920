"""What the rules find in an assessment: each condition of law on its own, then the outcome.

The decision tables are those of the project's contracts, section 4. The tool finds; the officer
recommends (Sentencing Act 2020, Sch 9, para 20(4)).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from court_assess.domain.answers import Row
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.evaluation import Condition, Evaluation
from court_assess.domain.finding import (
    COURT,
    AdviceGiven,
    CourtFinding,
    Finding,
    OrderFinding,
    RequirementFinding,
)
from court_assess.domain.flags import (
    FactorFinding,
    FlagFinding,
    factor_finding,
    flag_finding,
    open_by_kind,
)
from court_assess.domain.governing import Governing, governing
from court_assess.domain.indicators import IndicatorFinding, indicators
from court_assess.domain.kinds import day_in_words
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, NOT_MET, RESULTS, UNDECIDED
from court_assess.domain.rules import (
    ConditionOfLaw,
    CourtQuestion,
    InForce,
    LocalPractice,
    Order,
    Requirement,
    RuleBook,
)
from court_assess.domain.scoring import ScoreFinding, scores
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, truth_of

__all__ = [
    "COURT",
    "AdviceGiven",
    "CourtFinding",
    "Finding",
    "Judgement",
    "OrderFinding",
    "RequirementFinding",
]


@dataclass(frozen=True)
class Judgement:
    """Everything the rules find on one day; what the answers measure is worked out when asked for.

    ``reading`` and ``asked_of`` are what it was made from.
    """

    judged_on: date
    order_possible: str
    orders: tuple[OrderFinding, ...]
    requirements: tuple[RequirementFinding, ...]
    limits: tuple[Finding, ...]
    court: tuple[CourtFinding, ...]
    flags: tuple[FlagFinding, ...]
    local: tuple[LocalPractice, ...]
    missing: tuple[str, ...]
    library_digest: str
    reading: AnswerReading = field(repr=False, compare=False)
    asked_of: RuleBook = field(repr=False, compare=False)

    @cached_property
    def scores(self) -> tuple[ScoreFinding, ...]:
        """The standing of every screening score in use."""
        return scores(self.reading)

    @cached_property
    def indicators(self) -> tuple[IndicatorFinding, ...]:
        """Indicators of dependence, drug by drug."""
        return indicators(self.reading)

    @cached_property
    def factors(self) -> tuple[FactorFinding, ...]:
        """What makes an overdose more likely, and what of it is there."""
        return tuple(factor_finding(one, self.reading) for one in self.asked_of.factors)

    def requirement(self, requirement_id: str) -> RequirementFinding:
        """Return the finding on one requirement."""
        return next(one for one in self.requirements if one.id == requirement_id)


def judge(library: Library, assessment: Assessment, today: date) -> Judgement:
    """Judge every rule on an assessment as it stands; nothing is stored and nothing is guessed."""
    reading = AnswerReading(library.questionnaire, assessment.answers, today)
    rules = library.rules
    flags = tuple(
        flag_finding(flag, reading, assessment.flags.get(flag.id)) for flag in rules.flags
    )
    reading.flags_open = open_by_kind(flags)
    judging = Judging(library, reading)
    orders = tuple(judging.order(order) for order in rules.orders)
    possible = order_possible(orders)
    requirements = tuple(judging.requirement(one, possible) for one in rules.requirements)
    return Judgement(
        judged_on=today,
        order_possible=possible,
        orders=orders,
        requirements=requirements,
        limits=judging.findings(
            tuple(one for one in rules.limits if judging.holds(one.considered_when))
        ),
        court=tuple(judging.of_court(one) for one in rules.court),
        flags=flags,
        local=tuple(one for one in rules.local if one.when.evaluate(reading).truth is TRUE),
        missing=_missing(library, orders, requirements),
        library_digest=library.digest,
        reading=reading,
        asked_of=rules,
    )


def judge_condition(
    library: Library, versions: Iterable[ConditionOfLaw], assessment: Assessment, today: date
) -> Finding | None:
    """Judge one condition of law alone; None if no version of it was in force."""
    reading = AnswerReading(library.questionnaire, assessment.answers, today)
    return next(iter(Judging(library, reading).findings(tuple(versions))), None)


@dataclass(frozen=True, slots=True)
class Judging:
    """The rules and the reading that one judgement is made with."""

    library: Library
    reading: AnswerReading
    _governing: dict[str, Governing] = field(default_factory=dict)

    def order(self, order: Order) -> OrderFinding:
        """Judge whether an order is open to the court."""
        conditions = self.findings(order.conditions)
        candidate = order.candidate_when.evaluate(self.reading).truth is not FALSE
        return OrderFinding(order.id, order.title, _order_result(conditions), candidate, conditions)

    def requirement(self, requirement: Requirement, possible: str) -> RequirementFinding:
        """Judge a requirement, given whether any order is open."""
        conditions = self.findings(requirement.conditions)
        governed = self.governing(requirement.in_force)
        outcome = _outcome(conditions, possible, governed, requirement.in_force)
        return RequirementFinding(
            requirement.id,
            requirement.title,
            outcome,
            conditions,
            self.advice(requirement, conditions, possible, outcome),
            self.holds(requirement.considered_when),
            governed.days if requirement.in_force.governed_by else (),
            requirement.in_force,
        )

    def of_court(self, question: CourtQuestion) -> CourtFinding:
        """Explain a question of the court's: it is as open as its conditions are."""
        conditions = self.findings(question.conditions)
        governed = self.governing(question.in_force)
        results = {one.result for one in conditions}
        results.add(RESULTS[governed.in_force(question.in_force).truth])
        result = next((one for one in (NOT_MET, UNDECIDED) if one in results), MET)
        return CourtFinding(
            question.id,
            question.title,
            result,
            question.says[result],
            self.holds(question.considered_when),
            conditions,
            governed.days if question.in_force.governed_by else (),
            question.in_force,
        )

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition is plainly true; none is."""
        return condition is None or condition.evaluate(self.reading).truth is TRUE

    def findings(self, conditions: tuple[ConditionOfLaw, ...]) -> tuple[Finding, ...]:
        """Judge each condition; versions of one condition stand next to each other."""
        versions = (tuple(same) for _, same in groupby(conditions, lambda one: one.id))
        found = (self.of_versions(same) for same in versions)
        return tuple(one for one in found if one is not None)

    def of_versions(self, versions: tuple[ConditionOfLaw, ...]) -> Finding | None:
        """Judge the version in force; while it is open which one is, all must agree."""
        governed = self.governing(versions[0].in_force)
        in_force = [(one, governed.in_force(one.in_force)) for one in versions]
        possible = [(one, force) for one, force in in_force if force.truth is not FALSE]
        days = governed.days if governed.name else ()
        found = [self.finding(one, days) for one, _ in possible]
        agree = len({one.result for one in found}) <= 1
        is_law = [any(one.in_force.covers(day) for one in versions) for day in governed.days]
        if found and len(governed.days) > 1 and not (agree and all(is_law)):
            return _under_two_laws(found[0], governed)
        if agree:
            return next(iter(found), None)
        wanted = (question for _, force in possible for question in force.missing)
        missing = dict.fromkeys((*wanted, *(one for each in found for one in each.missing)))
        reason = versions[0].reasons[UNDECIDED]
        return replace(
            found[0], result=UNDECIDED, reason=reason, because=(), missing=tuple(missing)
        )

    def governing(self, period: InForce) -> Governing:
        """Return the days whose law is looked at."""
        name = period.governed_by
        if name not in self._governing:
            self._governing[name] = governing(self.reading, self.library.rules.dates, name)
        return self._governing[name]

    def finding(self, condition: ConditionOfLaw, days: tuple[date, ...] = ()) -> Finding:
        """Judge one condition of law, by the law of these days where the law has changed."""
        met = condition.met_when.evaluate(self.reading)
        no = Evaluation(FALSE) if met.truth is TRUE else self.not_met(condition, met)
        truth = TRUE if met.truth is TRUE else FALSE if no.truth is TRUE else UNKNOWN
        # Answered and still open, as where views differ: what keeps it from being met is shown.
        because = no.because if truth is FALSE else met.because
        missing = tuple(dict.fromkeys(met.missing + no.missing)) if truth is UNKNOWN else ()
        result = RESULTS[truth]
        return Finding(
            condition.id,
            condition.title,
            result,
            condition.authority,
            condition.reasons[result],
            because,
            missing,
            condition.purpose,
            self.rests_on(condition) if truth is TRUE else "",
            condition.officers_act,
            days,
            short=condition.short,
            before_signing=condition.before_signing,
            tells_only=condition.tells_only,
            is_excused=self.is_excused(condition),
        )

    def is_excused(self, condition: ConditionOfLaw) -> bool:
        """Whether the reason is given for which the law lets a limit be broken."""
        asked = condition.excused_by
        return bool(asked) and self.reading.value(asked, None)[0] is not None

    def not_met(self, condition: ConditionOfLaw, met: Evaluation) -> Evaluation:
        """Judge the case against: what the rule says, or that ``met_when`` is false."""
        if condition.not_met_when is not None:
            return condition.not_met_when.evaluate(self.reading)
        return Evaluation(truth_of(met.truth is FALSE), met.because, met.missing)

    def rests_on(self, condition: ConditionOfLaw) -> str:
        """Return the only one whose view the condition rests on, if it is only one."""
        views = condition.views()
        said = views.said(self.reading) if views else []
        return said[0][0] if len(said) == 1 else ""

    def advice(
        self, requirement: Requirement, conditions: tuple[Finding, ...], possible: str, outcome: str
    ) -> AdviceGiven | None:
        """Return the first row of the advice table that holds."""
        results = {one.id: one.result for one in conditions}
        rests = {f"{one.id}:rests_on": one.rests_on for one in conditions if one.rests_on}
        whole = {"order_possible": possible, "outcome": outcome}
        self.reading.findings = results | rests | whole
        # What was named may speak of findings, and those of another requirement are gone.
        self.reading.remembered.clear()
        for row in requirement.advice:
            held = row.when.evaluate(self.reading) if row.when else Evaluation(TRUE)
            if held.truth is TRUE:
                because = (one.question.removesuffix(":rests_on") for one in held.because)
                decided = tuple(dict.fromkeys(because))
                return AdviceGiven(row.id, row.title, row.says, decided, row.agrees_with)
        return None


def _under_two_laws(found: Finding, governed: Governing) -> Finding:
    """Leave a finding open that comes out otherwise for an offence convicted on another day."""
    days = " and of ".join(day_in_words(day) for day in governed.days)
    reason = (
        f"The convictions of {days} fall under different law, and the answer is not the same for "
        "both. Take each offence by itself."
    )
    return replace(found, result=UNDECIDED, reason=reason, because=governed.because, missing=())


def _order_result(conditions: tuple[Finding, ...]) -> str:
    """A condition not met closes it, an open fact leaves it open; the court's choices never do."""
    if any(one.result == NOT_MET for one in conditions):
        return NOT_MET
    facts = [one for one in conditions if one.purpose != COURT]
    return UNDECIDED if any(one.result == UNDECIDED for one in facts) else MET


def order_possible(orders: tuple[OrderFinding, ...]) -> str:
    """Return whether any order in question is open: met, not met or not known."""
    results = [one.result for one in orders if one.candidate]
    if MET in results:
        return MET
    return UNDECIDED if UNDECIDED in results else NOT_MET


def _outcome(
    conditions: tuple[Finding, ...], possible: str, governed: Governing, period: InForce
) -> str:
    """Return the outcome in law; the first that fits.

    Where it is law for some of the offences alone, each must be taken by itself.
    """
    others = [possible, *(one.result for one in conditions if not one.officers_act)]
    acts = [one.result for one in conditions if one.officers_act]
    in_force = governed.in_force(period).truth
    if in_force is UNKNOWN and governed.days:
        others.append(UNDECIDED)
    if in_force is FALSE:
        return "outside_these_rules"
    if NOT_MET in others + acts:
        return "not_available"
    if UNDECIDED in others:
        return "cannot_say_yet"
    return "awaiting_recommendation" if UNDECIDED in acts else "available"


def _missing(
    library: Library,
    orders: tuple[OrderFinding, ...],
    requirements: tuple[RequirementFinding, ...],
) -> tuple[str, ...]:
    """Return the questions that could still settle something, those that settle most first."""
    in_play = [
        one for one in requirements if one.considered and one.outcome != "outside_these_rules"
    ]
    undecided = [c for one in in_play for c in one.conditions if c.result == UNDECIDED]
    if in_play and order_possible(orders) == UNDECIDED:
        open_orders = (one for one in orders if one.candidate and one.result == UNDECIDED)
        facts = (one for order in open_orders for one in order.conditions if one.purpose == "fact")
        undecided += [one for one in facts if one.result == UNDECIDED]
    # Where all is answered and it is still open, other answers to the same questions settle it.
    open_still = (one.missing or tuple(each.question for each in one.because) for one in undecided)
    settles = Counter(question for questions in open_still for question in dict.fromkeys(questions))
    order = library.questionnaire.order
    return tuple(sorted(settles, key=lambda question: (-settles[question], order[question])))


def row_number(rows: tuple[Row, ...], row_id: str | None) -> int | None:
    """Return the place of a row in its list, counted from 1; None for an answer outside a group."""
    return next((place for place, row in enumerate(rows, 1) if row.id == row_id), None)
