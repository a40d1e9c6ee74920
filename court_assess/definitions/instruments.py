"""Build scores and indicators from a section's file, each item and band checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.documents import Document, Tree
from court_assess.definitions.places import Place
from court_assess.definitions.problems import meant
from court_assess.definitions.shapes import (
    BandShape,
    CutOffShape,
    FeatureShape,
    IndicatorShape,
    ReadingShape,
    ScoreShape,
)
from court_assess.definitions.totals import Reach
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

WITH_POINTS = ("scale", "whole_number", "choice")
WHO, WHEN = ("choice", "text"), ("date", "datetime")


@dataclass(frozen=True, slots=True)
class InstrumentBuilder:
    """Ties the scores and indicators of one file to the questions there are.

    ``used`` holds the places of the ids of scores and indicators, in this file and all others.
    """

    document: Document
    questions: Mapping[str, Question]
    reader: ConditionReader
    faulty: frozenset[str]
    used: dict[tuple[str, str], Place]

    def scores(self, shapes: list[ScoreShape]) -> Iterator[Score]:
        """Yield each score that could be read."""
        for number, one in enumerate(shapes):
            place = Place(self.document, ("scores", number))
            self._once("score", one.id, place)
            per = self._group(one.per, place)
            reach = self._items(one, per, place)
            self._of_kind(one.completed_by, WHO, per, place.inside("completed_by"))
            self._of_kind(one.completed_on, WHEN, per, place.inside("completed_on"))
            inside = replace(place.inside("readings"), group=per)
            self._no_twice([read.id for read in one.readings], inside)
            readings = tuple(
                self._reading(read, reach, inside.inside(at))
                for at, read in enumerate(one.readings)
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
                prints=frozenset(one.print),
            )

    def _items(self, score: ScoreShape, per: str, place: Place) -> Reach | None:
        """Check the items; return what they can come to, if each of them has points."""
        here, asked = place.inside("items"), []
        for number, item in enumerate(score.items):
            question = self._known(item, here.inside(number), per)
            if item in score.items[:number]:
                self._problem(here.inside(number), f"'{item}' is listed twice; take one out")
            elif question is not None:
                lacking = _lacks_points(question)
                if lacking:
                    self._problem(here.inside(number), f"'{item}' {lacking}")
                else:
                    asked.append(question)
        if len(asked) < len(score.items):
            return None
        if per in self.questions and not any(question.group == per for question in asked):
            message = f"'{per}' holds none of the items; take 'per:' out, or name their list"
            self._problem(place.inside("per"), message)
        ranges = [points_range(question) for question in asked]
        return Reach(sum(low for low, _ in ranges), sum(high for _, high in ranges))

    def _of_kind(
        self, question_id: str | None, kinds: tuple[str, ...], per: str, place: Place
    ) -> None:
        """Check that a question that says who filled it in, or when, can say so."""
        question = None if question_id is None else self._known(question_id, place, per)
        if question is not None and question.kind not in kinds:
            wanted = " or ".join(kinds)
            message = f"'{question.id}' is of type '{question.kind}'; name one of type {wanted}"
            self._problem(place, message)

    def _reading(self, read: ReadingShape, reach: Reach | None, place: Place) -> PublishedReading:
        if not read.bands and not read.cut_offs:
            self._problem(place, "says nothing of a total; add 'bands:' or 'cut_offs:'")
        bands = tuple(self._band(one, place.inside("bands", n)) for n, one in enumerate(read.bands))
        cut_offs = tuple(
            self._cut_off(one, place.inside("cut_offs", n)) for n, one in enumerate(read.cut_offs)
        )
        if reach is not None:
            for number, message in reach.band_faults(read.bands):
                self._problem(place.inside("bands", number), message)
            for number, message in reach.cut_off_faults(read.cut_offs):
                self._problem(place.inside("cut_offs", number, "at_least"), message)
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
            self._once("indicator", one.id, place)
            per = self._group(one.per, place)
            inside = replace(place, group=per)
            features = tuple(self._features(one.features, inside.inside("features")))
            self._no_twice([feature.id for feature in one.features], inside.inside("features"))
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

    def _once(self, what: str, own_id: str, place: Place) -> None:
        """Record that another score, or another indicator, has the id already."""
        first = self.used.setdefault((what, own_id), place)
        if first is not place:
            line = first.document.marks.get(first.path, (1, 1))[0]
            where = f"{first.document.file} line {line}"
            message = f"'{own_id}' is used already, in {where}; choose another id"
            self._problem(place.inside("id"), message)

    def _no_twice(self, ids: list[str], place: Place) -> None:
        for number, one in enumerate(ids):
            if one in ids[:number]:
                message = f"'{one}' is used already in this list; choose another id"
                self._problem(place.inside(number, "id"), message)

    def _known(self, question_id: str, place: Place, group: str) -> Question | None:
        """Return the question, if it can be read and is asked where the score is made."""
        question = self.questions.get(question_id)
        if question_id in self.faulty:
            return None
        if question is None:
            message = f"'{question_id}' is not a question{meant(question_id, self.questions)}"
            self._problem(place, message)
        elif question.group not in ("", group):
            message = f"'{question_id}' is asked in each row of '{question.group}'; add 'per:'"
            self._problem(place, message)
        else:
            return question
        return None

    def _problem(self, place: Place, message: str) -> None:
        self.reader.problems.found.append(place.document.problem(place.path, message))


def _lacks_points(question: Question) -> str:
    """Return what keeps a question from being an item, or nothing."""
    if question.kind not in WITH_POINTS:
        return f"is of type '{question.kind}', which has no points; use a scale or a choice"
    if question.kind == "choice":
        bare = [option.id for option in question.options if option.points is None]
        return f"has no points for {', '.join(bare)}; give each option its 'points:'" * bool(bare)
    if question.least is None or question.most is None:
        return "has no 'min:' or no 'max:', so that its points have no end; add both"
    return ""
