"""Build scores and indicators from a section's file, each item and band checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from court_assess.definitions.conditions import ConditionReader, Place
from court_assess.definitions.documents import Document, Tree
from court_assess.definitions.problems import meant
from court_assess.definitions.shapes import (
    BandShape,
    CutOffShape,
    FeatureShape,
    IndicatorShape,
    ReadingShape,
    ScoreShape,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.instruments import (
    Band,
    CutOff,
    Feature,
    Indicator,
    PublishedReading,
    Score,
)
from court_assess.domain.questions import Question
from court_assess.domain.scoring import points_range


@dataclass(frozen=True, slots=True)
class InstrumentBuilder:
    """Ties the scores and indicators of one file to the questions there are."""

    document: Document
    questions: Mapping[str, Question]
    reader: ConditionReader
    faulty: frozenset[str]

    def scores(self, shapes: list[ScoreShape]) -> Iterator[Score]:
        """Yield each score that could be read."""
        for number, one in enumerate(shapes):
            place = Place(self.document, ("scores", number))
            per = self._group(one.per, place)
            for item_number, item in enumerate(one.items):
                self._known(item, place.inside("items", item_number), per)
            for key in ("completed_by", "completed_on"):
                asked = getattr(one, key)
                if asked is not None:
                    self._known(asked, place.inside(key), per)
            inside = replace(place.inside("readings"), group=per)
            readings = tuple(
                self._reading(read, one, inside.inside(at)) for at, read in enumerate(one.readings)
            )
            yield Score(
                id=one.id,
                title=one.title,
                items=tuple(one.items),
                readings=readings,
                per=per,
                completed_by=one.completed_by or "",
                completed_on=one.completed_on or "",
                caution=one.caution,
                when=self._when(one.when, place),
            )

    def _reading(self, read: ReadingShape, score: ScoreShape, place: Place) -> PublishedReading:
        if not read.bands and not read.cut_offs:
            self._problem(place, "says nothing of a total; add 'bands:' or 'cut_offs:'")
        bands = tuple(self._band(one, place.inside("bands", n)) for n, one in enumerate(read.bands))
        if all(item in self.questions for item in score.items):
            ranges = [points_range(self.questions[item]) for item in score.items]
            whole = (sum(low for low, _ in ranges), sum(high for _, high in ranges))
            for number, message in _all_band_faults(read.bands, whole):
                self._problem(place.inside("bands", number), message)
        cut_offs = tuple(
            self._cut_off(one, place.inside("cut_offs", n)) for n, one in enumerate(read.cut_offs)
        )
        return PublishedReading(read.id, read.source, bands, cut_offs, read.unsure)

    def _band(self, one: BandShape, place: Place) -> Band:
        return Band(one.at_least, one.at_most, one.label, self._when(one.when, place))

    def _cut_off(self, one: CutOffShape, place: Place) -> CutOff:
        return CutOff(one.at_least, one.label, one.source, self._when(one.when, place))

    def _when(self, tree: Tree, place: Place) -> Condition | None:
        return None if tree is None else self.reader.read(tree, place.inside("when"))

    def indicators(self, shapes: list[IndicatorShape]) -> Iterator[Indicator]:
        """Yield each indicator that could be read."""
        for number, one in enumerate(shapes):
            place = Place(self.document, ("indicators", number))
            per = self._group(one.per, place)
            inside = replace(place, group=per)
            features = tuple(self._features(one.features, inside.inside("features")))
            lasting = self.reader.read(one.lasting, inside.inside("lasting"))
            if one.at_least > len(one.features):
                message = f"asks for more features than there are ({len(one.features)})"
                self._problem(place.inside("at_least"), message)
            if lasting is not None:
                yield Indicator(
                    one.id,
                    one.title,
                    features,
                    one.at_least,
                    lasting,
                    one.says.model_dump(),
                    one.source,
                    per,
                )

    def _features(self, shapes: list[FeatureShape], place: Place) -> Iterator[Feature]:
        for number, one in enumerate(shapes):
            condition = self.reader.read(one.when, place.inside(number, "when"))
            if condition is not None:
                yield Feature(one.id, one.title, condition)

    def _group(self, group: str | None, place: Place) -> str:
        found = self.questions.get(group or "")
        if group and group not in self.faulty and (found is None or found.kind != "group"):
            known = [one.id for one in self.questions.values() if one.kind == "group"]
            self._problem(place.inside("per"), f"'{group}' is not a group{meant(group, known)}")
        return group or ""

    def _known(self, question_id: str, place: Place, group: str) -> None:
        question = self.questions.get(question_id)
        if question is None and question_id not in self.faulty:
            message = f"'{question_id}' is not a question{meant(question_id, self.questions)}"
            self._problem(place, message)
        elif question is not None and question.group not in ("", group):
            message = f"'{question_id}' is asked in each row of '{question.group}'; add 'per:'"
            self._problem(place, message)

    def _problem(self, place: Place, message: str) -> None:
        self.reader.problems.found.append(place.document.problem(place.path, message))


def _all_band_faults(bands: list[BandShape], whole: tuple[int, int]) -> Iterator[tuple[int, str]]:
    """Check each run of bands that are for the same people or drugs."""
    numbered = enumerate(bands)
    for _, run in groupby(numbered, lambda one: repr(one[1].when)):
        same = list(run)
        yield from _band_faults([(number, one) for number, one in same], whole)


def _band_faults(
    bands: list[tuple[int, BandShape]], whole: tuple[int, int]
) -> Iterator[tuple[int, str]]:
    """Yield each place where a possible total falls into no band, or into two."""
    expected = whole[0]
    for place, (number, band) in enumerate(bands):
        if band.at_least > expected:
            message = f"leaves a gap: no band holds {expected}; start this one at {expected}"
            yield number, message
        elif band.at_least < expected and place:
            yield number, f"overlaps the band before it; start this one at {expected}"
        expected = band.at_most + 1
    if expected <= whole[1]:
        yield bands[-1][0], f"leaves a gap: no band holds {expected} to {whole[1]}"
