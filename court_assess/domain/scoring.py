"""Totals over questions and the bands they fall into; an incomplete total is never shown as one."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.questions import Question, Score
from court_assess.domain.reading import AnswerReading


@dataclass(frozen=True, slots=True)
class ScoreFinding:
    """A total, or while items are missing the least and the most it can still be."""

    score: Score
    least: int
    most: int
    missing: tuple[str, ...]

    @property
    def total(self) -> int | None:
        """Return the total once every item is answered."""
        return None if self.missing else self.least

    @property
    def band(self) -> str:
        """Return the name of the band, once there is a total."""
        bands = (band for band in self.score.bands if band.at_least <= self.least <= band.at_most)
        return "" if self.missing else next(band.label for band in bands)


def points_range(question: Question) -> tuple[int, int]:
    """Return the fewest and the most points that an item can give."""
    points = [option.points for option in question.options if option.points is not None]
    if points:
        return min(points), max(points)
    return question.least or 0, question.most or 0


def score_of(score: Score, reading: AnswerReading) -> ScoreFinding:
    """Add up the items answered; each that is not counts from its fewest to its most points."""
    least = most = 0
    missing: tuple[str, ...] = ()
    for item in score.items:
        question = reading.questionnaire.questions[item]
        value, wanted = reading.value(item, None)
        option = question.option(value) if isinstance(value, str) else None
        points = option.points if option else value
        low, high = (points, points) if isinstance(points, int) else points_range(question)
        least, most, missing = least + low, most + high, missing + wanted
    return ScoreFinding(score, least, most, missing)


def scores(reading: AnswerReading) -> tuple[ScoreFinding, ...]:
    """Return the standing of every score of the questionnaire."""
    sections = reading.questionnaire.sections
    return tuple(score_of(score, reading) for section in sections for score in section.scores)
