"""What one rule comes to: a condition of law, an order, a requirement, or the court's question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from court_assess.domain.evaluation import Evidence
from court_assess.domain.results import MET, NOT_MET
from court_assess.domain.rules import InForce

COURT = "court"  # whose decision a condition is, where it is not a fact


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one condition of law: ``met``, ``not_met`` or ``not_known``.

    ``because`` holds the answers that decided it, ``missing`` the questions that could still settle
    it, ``rests_on`` the only one who has given the view it needs, ``governed_on`` the days whose
    law it is made by where the law has changed.
    """

    id: str
    title: str
    result: str
    authority: str
    reason: str
    because: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    purpose: str = "fact"
    rests_on: str = ""
    officers_act: bool = False
    governed_on: tuple[date, ...] = ()
    short: str = ""
    before_signing: bool = False
    tells_only: bool = False
    is_excused: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether a limit is not kept; one to keep before signing must be known to be kept."""
        is_kept = self.result == MET or self.tells_only or self.is_excused
        return not is_kept and (self.result == NOT_MET or self.before_signing)

    @property
    def topic(self) -> str:
        """What it is about, in words that do not say how it stands; the title if there are none."""
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class OrderFinding:
    """Whether an order is open to the court, condition by condition."""

    id: str
    title: str
    result: str
    candidate: bool
    conditions: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """The row of the advice table that fits, and the answers or findings that made it fit.

    ``agrees_with`` are the recommendations of the officer that do not depart from it.
    """

    id: str
    title: str
    says: str
    because: tuple[str, ...] = ()
    agrees_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RequirementFinding:
    """A requirement: each condition, the outcome in law, and advice on practice.

    It is ``considered`` unless its rules say when it is and that does not hold. ``in_force`` are
    the days on which there is such a requirement; some of ``governed_on`` may lie outside.
    """

    id: str
    title: str
    outcome: str
    conditions: tuple[Finding, ...]
    advice: AdviceGiven | None = None
    considered: bool = True
    governed_on: tuple[date, ...] = ()
    in_force: InForce = field(default_factory=InForce)


@dataclass(frozen=True, slots=True)
class CourtFinding:
    """A wider question of the court's: how it stands on what is known, condition by condition."""

    id: str
    title: str
    result: str
    says: str
    considered: bool
    conditions: tuple[Finding, ...]
    governed_on: tuple[date, ...] = ()
    in_force: InForce = field(default_factory=InForce)
