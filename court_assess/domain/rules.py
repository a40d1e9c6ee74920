"""Rules as trainers wrote them: conditions of law, requirements, limits, flags and advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from court_assess.domain.answers import Answers
from court_assess.domain.conditions import Views, parts_of, questions_read
from court_assess.domain.drug_tests import TestGuide
from court_assess.domain.evaluation import Condition


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date that may govern a rule; the day judged on stands in while ``today_when`` holds.

    ``each`` is the question of a group that may hold another such date in every row, as where
    offences were not all convicted on one day; ``earliest`` is whether the first of them governs
    alone, as where a rule asks that all were convicted on or after a day. ``says`` is what it is
    the day of, such as conviction.
    """

    question: str
    today_when: Condition | None = None
    each: str = ""
    earliest: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a rule is law, both included, and the named date that is looked at."""

    since: date | None = None
    until: date | None = None
    governed_by: str = ""

    def covers(self, day: date) -> bool:
        """Whether the rule was in force on that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Example:
    """Answers and the result that a rule must give for them; run by ``court-assess check``.

    ``area`` is what the area has, by requirement; nothing is known of the others.
    """

    name: str
    answers: Answers
    result: str
    on: date | None = None
    line: int = 0
    area: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConditionOfLaw:
    """One condition that a statute sets, judged on its own.

    ``short`` names it in lists of what is not met or not known, where a title that is a statement
    would be read as true. ``purpose`` is ``court`` where the court itself decides it on the day,
    else ``fact``. Without ``not_met_when`` the condition is not met when ``met_when`` is false. A
    limit is judged while ``considered_when`` holds, or always; ``before_signing`` is one that must
    be kept, and one that ``tells_only`` what the law asks for cannot be broken.
    An answer to ``excused_by`` gives the reason for which the law lets a limit be broken.
    """

    id: str
    title: str
    authority: str
    met_when: Condition
    reasons: Mapping[str, str]
    not_met_when: Condition | None = None
    purpose: str = "fact"
    officers_act: bool = False
    short: str = ""
    in_force: InForce = field(default_factory=InForce)
    examples: tuple[Example, ...] = ()
    considered_when: Condition | None = None
    before_signing: bool = False
    tells_only: bool = False
    excused_by: str = ""

    def reads(self) -> frozenset[str]:
        """Return every question that judging it may read."""
        conditions = (self.met_when, self.not_met_when, self.considered_when)
        return frozenset(question for one in conditions if one for question in questions_read(one))

    def views(self) -> Views | None:
        """Return the views the condition rests on, if it rests on any."""
        return _views_in(self.met_when)


def _views_in(condition: Condition) -> Views | None:
    if isinstance(condition, Views):
        return condition
    found = (_views_in(part) for part in parts_of(condition))
    return next((views for views in found if views is not None), None)


@dataclass(frozen=True, slots=True)
class Order:
    """A sentence that a requirement can be part of."""

    id: str
    title: str
    candidate_when: Condition
    conditions: tuple[ConditionOfLaw, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One row of a requirement's advice: practice, not law. ``when`` None means "otherwise".

    ``agrees_with`` are the recommendations of the officer that do not depart from it.
    """

    id: str
    title: str
    says: str
    when: Condition | None = None
    agrees_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of an order, its conditions of law, and the advice that follows from them.

    It is in play while ``considered_when`` holds; None means always.
    """

    id: str
    title: str
    conditions: tuple[ConditionOfLaw, ...]
    advice: tuple[Advice, ...] = ()
    in_force: InForce = field(default_factory=InForce)
    considered_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class CourtQuestion:
    """A wider question that the court decides, explained; ``says`` has a sentence per result.

    While the law it is about is not ``in_force``, it is not met.
    """

    id: str
    title: str
    says: Mapping[str, str]
    conditions: tuple[ConditionOfLaw, ...]
    considered_when: Condition
    in_force: InForce = field(default_factory=InForce)


@dataclass(frozen=True, slots=True)
class Route:
    """What to do about a flag where something else holds, such as the law of another nation."""

    when: Condition
    action: str
    tell: str
    source: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to act on today; ``kind`` is ``red_flag`` or ``safeguarding``.

    The first of ``routes`` that holds stands in the place of its own action, tell and source.
    """

    id: str
    kind: str
    title: str
    when: Condition
    action: str
    tell: str
    source: str
    confirmed_by: str
    prints: frozenset[str] = frozenset()
    routes: tuple[Route, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that makes an overdose more likely: listed with its action, never added up."""

    id: str
    title: str
    when: Condition
    action: str
    source: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalPractice:
    """A local suggestion, shown under its own name and never as law."""

    id: str
    title: str
    says: str
    source: str
    when: Condition


@dataclass(frozen=True)
class RuleBook:
    """Every rule, in the order of the files and of the lines in them."""

    orders: tuple[Order, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    limits: tuple[ConditionOfLaw, ...] = ()
    court: tuple[CourtQuestion, ...] = ()
    flags: tuple[Flag, ...] = ()
    factors: tuple[Factor, ...] = ()
    local: tuple[LocalPractice, ...] = ()
    dates: Mapping[str, NamedDate] = field(default_factory=dict)
    drug_tests: TestGuide = field(default_factory=TestGuide)

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """The questions that each condition of law and each requirement reads, by its id."""
        read: dict[str, frozenset[str]] = {}
        for one in self.law():  # versions of one condition share its id
            read[one.id] = read.get(one.id, frozenset()) | one.reads()
        for each in self.requirements:
            considered = questions_read(each.considered_when) if each.considered_when else ()
            conditions = (read[one.id] for one in each.conditions)
            read[each.id] = frozenset(considered).union(*conditions)
        return read

    def law(self) -> tuple[ConditionOfLaw, ...]:
        """Return every condition of law: of orders, requirements and the court, and the limits."""
        lists = (
            *(one.conditions for one in self.orders),
            *(one.conditions for one in self.requirements),
            *(one.conditions for one in self.court),
        )
        return (*(condition for conditions in lists for condition in conditions), *self.limits)
