"""The paper form: where each question stands on it, and what each of its boxes is called.

The form is drawn, filled and read back by these names alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Status
from court_assess.domain.parts import parts_of
from court_assess.domain.questions import COURT_DAY, FULL, Question, Questionnaire, Section

LIBRARY = "form.library"  # the box that says which questions the form was made from
TICK, INSTEAD = "=", "~"
NON_ANSWERS = (Status.DECLINED.value, Status.NOT_KNOWN.value, Status.NOT_ASKED.value)
UNITS = ("day", "week", "month", "year")
ROWS, FEW_ROWS = 4, 2  # empty entries of a list; few where an entry is long and seldom needed
DIGITS = 12  # of a digest
SHORT = 5  # questions in an entry


def library_mark(digest: str) -> str:
    """Return as much of a library's digest as a form carries: enough to tell two apart."""
    scheme, _, digits = digest.partition(":")
    return f"{scheme} {digits[:DIGITS]}"


def is_ticked(box: str) -> bool:
    """Whether a box is one to tick, by its name."""
    return TICK in box or INSTEAD in box


@dataclass(frozen=True, slots=True)
class Place:
    """A question where it stands: in an entry counted from 1, or (``row`` 0) outside the lists."""

    question: Question
    row: int = 0

    @property
    def name(self) -> str:
        """What the names of its boxes begin with: ``case.plea``, ``sub[1].slug``."""
        one = self.question
        if not self.row:
            return one.id
        return f"{one.group}[{self.row}].{one.id.removeprefix(f'{one.group}.')}"

    def write(self, part: str) -> str:
        """Name the box to write one part of the answer in."""
        return self.name + part

    def tick(self, part: str, value: str) -> str:
        """Name the box to tick for one value."""
        return f"{self.name}{part}{TICK}{value}"

    def instead(self, status: str) -> str:
        """Name the box to tick where there is no answer."""
        return f"{self.name}{INSTEAD}{status}"


def values_to_tick(question: Question, part: str = "") -> tuple[str, ...]:
    """Return the values that stand beside boxes to tick; none where the part is written."""
    if question.kind == "scale" and question.least is not None and question.most is not None:
        return tuple(str(one) for one in range(question.least, question.most + 1))
    return UNITS if part == "-unit" else tuple(one.id for one in question.options)


def parts_on_paper(question: Question) -> tuple[str, ...]:
    """Return the parts that a question is answered in; none for a list, which has entries."""
    return () if question.kind == "group" else parts_of(question) or ("",)


def boxes_of(place: Place) -> Iterator[str]:
    """Yield the names of all boxes of a question, in their order on the page."""
    for part in parts_on_paper(place.question):
        values = values_to_tick(place.question, part)
        yield from (place.tick(part, value) for value in values)
        if not values:
            yield place.write(part)
    yield from (place.instead(status) for status in NON_ANSWERS)


def rows_on_paper(group: Question) -> int:
    """Return how many empty entries a list has."""
    asked = [one for one in group.questions if one.depth == COURT_DAY] or group.questions
    return ROWS if not group.inline or len(asked) <= SHORT else FEW_ROWS


def title_on_paper(group: Question, row: int) -> str:
    """Return the heading of an entry of a list, counted from 1: "Substance 2 of 4"."""
    return f"{group.row_name.capitalize()} {row} of {rows_on_paper(group)}"


def is_on_paper(question: Question, depth: str) -> bool:
    """Whether a form of this depth asks a question."""
    return depth == FULL or question.depth == COURT_DAY


def places_of(question: Question, depth: str) -> Iterator[Place]:
    """Yield where a question stands, and for a list each question of each of its entries."""
    yield Place(question)
    if question.kind == "group":
        for row in range(1, rows_on_paper(question) + 1):
            yield from (Place(one, row) for one in question.questions if is_on_paper(one, depth))


def sections_on_paper(
    questionnaire: Questionnaire, depth: str
) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """Yield each section with the questions that a form of this depth asks, if there are any."""
    for section in questionnaire.sections:
        asked = tuple(one for one in section.questions if is_on_paper(one, depth))
        if asked:
            yield section, asked


def places_on_paper(questionnaire: Questionnaire, depth: str) -> Iterator[Place]:
    """Yield every place of the form, in the order of its pages."""
    for _, asked in sections_on_paper(questionnaire, depth):
        for question in asked:
            yield from places_of(question, depth)
