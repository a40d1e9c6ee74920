"""The condition that a requirement is available where the person lives."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.evaluation import Evaluation, Evidence, Reading
from court_assess.domain.truth import UNKNOWN, truth_of


@dataclass(frozen=True, slots=True)
class AreaHas:
    """Whether a requirement is available in the person's home area, as the area's rules say."""

    requirement: str
    standing: str
    home: str = ""

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:  # noqa: ARG002 - areas have no rows
        """Compare what the area says; where it depends on the home, that must be known."""
        if not reading.area.needs_home(self.requirement):
            return Evaluation(truth_of(self._is(reading, "")))
        home, missing = reading.value(self.home, None)
        if not isinstance(home, str):
            return Evaluation(UNKNOWN, (), missing)
        return Evaluation(truth_of(self._is(reading, home)), (Evidence(self.home),))

    def _is(self, reading: Reading, home: str) -> bool:
        return reading.area.standing(self.requirement, home) == self.standing
