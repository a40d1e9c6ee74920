"""What it would take for a condition to come out otherwise: the answers that could turn it.

A condition made of parts says by its shape which answers matter: for "all of these" to hold, each
part that does not hold must turn, so it is enough to look at one of them; for "any of these", every
part is a way. Whoever tries the answers named here, one after the other, finds every smallest way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.conditions import (
    AllOf,
    AnyOf,
    CountRows,
    EveryRow,
    Named,
    Not,
    SomeRow,
    parts_of,
    questions_read,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE, Truth
from court_assess.domain.trying import Spot

NEW = "new"  # the id of an entry that is not there yet


@dataclass(frozen=True, slots=True)
class Turning:
    """Finds the answers that could turn a condition, on one reading of the answers."""

    reading: AnswerReading

    def spots(self, condition: Condition, wanted: Truth, row: Row | None = None) -> Iterator[Spot]:
        """Yield answers of which at least one must change before the condition is ``wanted``.

        ``wanted`` is TRUE, or FALSE for "anything but true".
        """
        if (condition.evaluate(self.reading, row).truth is TRUE) is (wanted is TRUE):
            return
        match condition:
            case Named(_, _, part):
                yield from self.spots(part, wanted, row)
            case Not(part):
                yield from self._of_not(part, wanted, row)
            case AllOf(parts):
                yield from self._of_parts(parts, wanted, row, one_is_enough=wanted is TRUE)
            case AnyOf(parts):
                yield from self._of_parts(parts, wanted, row, one_is_enough=wanted is not TRUE)
            case SomeRow(group, where) if wanted is TRUE:
                yield from self._of_rows(group, where)
            case SomeRow() | EveryRow() | CountRows():
                yield from self._everything(condition, row)
            case _:
                yield from self._of_leaf(condition, row)

    def _of_not(self, part: Condition, wanted: Truth, row: Row | None) -> Iterator[Spot]:
        """Turn the sense of a part round: not all of these is any of their opposites."""
        match part:
            case Named(_, _, inner):
                yield from self._of_not(inner, wanted, row)
            case Not(inner):
                yield from self.spots(inner, wanted, row)
            case AllOf(parts):
                yield from self.spots(AnyOf(tuple(Not(one) for one in parts)), wanted, row)
            case AnyOf(parts):
                yield from self.spots(AllOf(tuple(Not(one) for one in parts)), wanted, row)
            case _:
                yield from self._everything(part, row)

    def _of_parts(
        self, parts: tuple[Condition, ...], wanted: Truth, row: Row | None, *, one_is_enough: bool
    ) -> Iterator[Spot]:
        wrong = [
            one
            for one in parts
            if (one.evaluate(self.reading, row).truth is TRUE) is not (wanted is TRUE)
        ]
        for one in wrong[:1] if one_is_enough else wrong:
            yield from self.spots(one, wanted, row)

    def _of_rows(self, group: str, where: Condition) -> Iterator[Spot]:
        rows = self.reading.answers.rows_of(group)
        for one in rows:
            yield from self.spots(where, TRUE, one)
        yield Spot(f"{group}.complete")
        if not any(one.id == NEW for one in rows):
            yield Spot(group, NEW)

    def _everything(self, condition: Condition, row: Row | None) -> Iterator[Spot]:
        """Yield all that a condition reads, in every row where it speaks of rows."""
        if isinstance(condition, SomeRow | EveryRow | CountRows):
            for one in self.reading.answers.rows_of(condition.group):
                yield from self._everything(condition.where, one)
            yield Spot(f"{condition.group}.complete")
            yield Spot(condition.group, NEW)
            return
        for part in parts_of(condition):
            yield from self._everything(part, row)
        yield from self._of_leaf(condition, row)

    def _of_leaf(self, condition: Condition, row: Row | None) -> Iterator[Spot]:
        for question_id in questions_read(condition):
            yield from self._shown(question_id, row)

    def _shown(self, question_id: str, row: Row | None) -> Iterator[Spot]:
        """Yield a question if it is on show, else what would show it."""
        gate = self.reading.questionnaire.gates.get(question_id)
        if gate is not None and self.reading.shown(question_id, row).truth is not TRUE:
            yield from self.spots(gate, TRUE, row)
            return
        question = self.reading.questionnaire.questions[question_id]
        yield Spot(question_id, row.id if question.group and row else None)
