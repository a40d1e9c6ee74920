"""Features that point to something together, such as those of dependence; never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.evaluation import Evaluation
from court_assess.domain.instruments import Feature, Indicator
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth


@dataclass(frozen=True, slots=True)
class IndicatorFinding:
    """Which features are there, for how long, and what that comes to."""

    indicator: Indicator
    features: tuple[tuple[Feature, Evaluation], ...]
    lasting: Evaluation
    row: Row | None = None

    @property
    def fewest(self) -> int:
        """Return the number of features that are there for certain."""
        return sum(found.truth is TRUE for _, found in self.features)

    @property
    def most(self) -> int:
        """Return the number of features that may be there."""
        return sum(found.truth is not FALSE for _, found in self.features)

    @property
    def truth(self) -> Truth:
        """Return whether enough features have lasted long enough."""
        enough = self.indicator.at_least
        if self.most < enough or self.lasting.truth is FALSE:
            return FALSE
        return TRUE if self.fewest >= enough and self.lasting.truth is TRUE else UNKNOWN

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the questions that could still settle it."""
        if self.truth is not UNKNOWN:
            return ()
        found = (*(one for _, one in self.features), self.lasting)
        return tuple(dict.fromkeys(question for one in found for question in one.missing))


def indicators(reading: AnswerReading) -> tuple[IndicatorFinding, ...]:
    """Judge every indicator of the questionnaire: for each row, where it is made for rows."""
    return tuple(
        _judge(one, reading, row)
        for section in reading.questionnaire.sections
        for one in section.indicators
        for row in _rows(one, reading)
    )


def _rows(indicator: Indicator, reading: AnswerReading) -> Iterator[Row | None]:
    if indicator.per:
        yield from reading.rows(indicator.per)[0]
    else:
        yield None


def _judge(indicator: Indicator, reading: AnswerReading, row: Row | None) -> IndicatorFinding:
    features = tuple((one, one.when.evaluate(reading, row)) for one in indicator.features)
    return IndicatorFinding(indicator, features, indicator.lasting.evaluate(reading, row), row)
