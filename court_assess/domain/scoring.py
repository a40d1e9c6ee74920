"""Totals of screening instruments; an incomplete total is a range and never shown as one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.evaluation import Evaluation
from court_assess.domain.instruments import Band, CutOff, Score
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth

LOWEST = "lowest"
NOT_KNOWN_WHICH, NONE_GIVEN = "not_known", "none_given"


@dataclass(frozen=True, slots=True)
class ScoreFinding:
    """A total, or while items are missing the least and the most it can still be.

    ``cut_off`` is the one in use; ``assumed`` says why it is only the lowest of several, if it is:
    ``not_known`` which applies, or ``none_given`` for this person. ``cut_off_missing`` are the
    questions that would tell which applies. ``row`` is the row of a score made for each row.
    """

    score: Score
    least: int
    most: int
    missing: tuple[str, ...]
    bands: tuple[Band, ...] = ()
    cut_off: CutOff | None = None
    assumed: str = ""
    cut_off_missing: tuple[str, ...] = ()
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
    def is_assumed(self) -> bool:
        """Return whether the cut-off is only the lowest of several."""
        return bool(self.assumed)

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
    cut_off, assumed, unknown = _cut_off(score, reading, row)
    bands = tuple(
        band
        for band in score.reading.bands
        if band.when is None or band.when.evaluate(reading, row).truth is TRUE
    )
    return ScoreFinding(score, least, most, missing, bands, cut_off, assumed, unknown, row)


def _points(item: str, reading: AnswerReading, row: Row | None) -> int | None:
    value, _ = reading.value(item, row)
    if isinstance(value, str):
        option = reading.questionnaire.questions[item].option(value)
        return option.points if option else None
    return value if isinstance(value, int) else None


def _cut_off(
    score: Score, reading: AnswerReading, row: Row | None
) -> tuple[CutOff | None, str, tuple[str, ...]]:
    """Return the cut-off in use, why it is only assumed, and what would tell which applies.

    The first that may apply is used if it surely does. Else the lowest of those that may, or of all
    where the source has none for this person, if the reading says so.
    """
    judged = [
        (one, one.when.evaluate(reading, row) if one.when else Evaluation(TRUE))
        for one in score.reading.cut_offs
    ]
    possible = [(one, found) for one, found in judged if found.truth is not FALSE]
    if possible and possible[0][1].truth is TRUE:
        return possible[0][0], "", ()
    missing = tuple(dict.fromkeys(one for _, found in possible for one in found.missing))
    if score.reading.unsure != LOWEST or not judged:
        return None, "", missing
    lowest = min((one for one, _ in possible or judged), key=lambda one: one.at_least)
    return lowest, NOT_KNOWN_WHICH if possible else NONE_GIVEN, missing


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
