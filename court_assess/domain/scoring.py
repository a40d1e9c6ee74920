"""Totals of screening instruments; an incomplete total is a range and never shown as one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.instruments import Band, CutOff, Score
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth

LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class ScoreFinding:
    """A total, or while items are missing the least and the most it can still be.

    ``cut_off`` is the one in use, ``is_assumed`` whether it is the lowest of several because it is
    not known which one applies. ``row`` is the row of a score that is made for each row.
    """

    score: Score
    least: int
    most: int
    missing: tuple[str, ...]
    bands: tuple[Band, ...] = ()
    cut_off: CutOff | None = None
    is_assumed: bool = False
    row: Row | None = None

    @property
    def total(self) -> int | None:
        """Return the total once every item is answered."""
        return None if self.missing else self.least

    @property
    def band(self) -> str:
        """Return the name of the band, once there is a total and it is known whom it is for."""
        held = (one for one in self.bands if one.at_least <= self.least <= one.at_most)
        band = next(held, None)
        return band.label if band and not self.missing else ""

    @property
    def reached(self) -> Truth:
        """Whether the total reaches the cut-off, whatever the missing items come to."""
        if self.cut_off is None:
            return UNKNOWN
        if self.least >= self.cut_off.at_least:
            return TRUE
        return FALSE if self.most < self.cut_off.at_least else UNKNOWN


def points_range(question: Question) -> tuple[int, int]:
    """Return the fewest and the most points that an item can give."""
    points = [option.points for option in question.options if option.points is not None]
    if points:
        return min(points), max(points)
    return question.least or 0, question.most or 0


def score_of(score: Score, reading: AnswerReading, row: Row | None = None) -> ScoreFinding:
    """Add up the items answered; each that is not counts from its fewest to its most points.

    An item that is not shown counts nothing: it was not meant for this person or this drug.
    """
    least = most = 0
    missing: tuple[str, ...] = ()
    for item in score.items:
        if reading.shown(item, row).truth is FALSE:
            continue
        low, high = points_range(reading.questionnaire.questions[item])
        points = _points(item, reading, row)
        if points is None:
            missing += reading.value(item, row)[1] or (item,)
        else:
            low = high = points
        least, most = least + low, most + high
    cut_off, is_assumed = _cut_off(score, reading, row)
    bands = tuple(
        band
        for band in score.reading.bands
        if band.when is None or band.when.evaluate(reading, row).truth is TRUE
    )
    return ScoreFinding(score, least, most, missing, bands, cut_off, is_assumed, row)


def _points(item: str, reading: AnswerReading, row: Row | None) -> int | None:
    value, _ = reading.value(item, row)
    if isinstance(value, str):
        option = reading.questionnaire.questions[item].option(value)
        return option.points if option else None
    return value if isinstance(value, int) else None


def _cut_off(score: Score, reading: AnswerReading, row: Row | None) -> tuple[CutOff | None, bool]:
    """Return the cut-off in use, and whether it was taken because nobody knows which applies."""
    published = score.reading
    judged = [
        (one, one.when.evaluate(reading, row).truth if one.when else TRUE)
        for one in published.cut_offs
    ]
    certain = next((one for one, truth in judged if truth is TRUE), None)
    if certain is not None or published.unsure != LOWEST or not judged:
        return certain, False
    return min((one for one, _ in judged), key=lambda one: one.at_least), True


def scores(reading: AnswerReading) -> tuple[ScoreFinding, ...]:
    """Return every score that has an item on show: for each row, where it is made for rows."""
    sections = reading.questionnaire.sections
    return tuple(
        found for section in sections for score in section.scores for found in _each(score, reading)
    )


def _each(score: Score, reading: AnswerReading) -> Iterator[ScoreFinding]:
    if score.when is not None and score.when.evaluate(reading).truth is not TRUE:
        return
    if score.per:
        for row in reading.rows(score.per)[0]:
            yield score_of(score, reading, row)
    elif any(reading.is_shown(item) for item in score.items):
        yield score_of(score, reading)
