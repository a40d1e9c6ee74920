"""The boxes of the paper form: which are ticked, which are written in, and how large they are.

A box's name on the page says what ``form_fields`` makes of it: ``tick:name``,
``line:longest:name``, ``lines:longest:name`` or ``shown:text:name``.
"""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.paper import NON_ANSWERS, Place, parts_on_paper, values_to_tick
from court_assess.domain.questions import Question

INSTEAD_LABELS = {"declined": "Declined", "not_known": "Not known", "not_asked": "Not asked"}
PART_LABELS = {
    "-day": "Day",
    "-month": "Month",
    "-year": "Year",
    "-time": "Time",
    "-count": "How many",
    "-unit": "",
    "-week4": "Week 4 (oldest)",
    "-week3": "Week 3",
    "-week2": "Week 2",
    "-week1": "Last week",
}
UNIT_LABELS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
SMALL = {"-year": (4, "w4"), "-time": (8, "w4"), "-count": (3, "w2")}  # characters, look
NUMBERS, LONGEST_NUMBER = ("whole_number", "decimal", "time"), 12
# Lines of handwriting for texts of up to so many characters.
LINES = ((200, 1), (500, 2), (1_000, 3), (5_000, 4), (20_000, 12))
SHORT_OPTION, THIRD, HALF = 12, 32, 60  # characters of a label that fit a part of the page
FEW = 11  # options; more of them stand in three columns, however long they are
BESIDE = "beside"
STAND_BESIDE = ("small", "inline", "line")  # looks of parts that stand beside the question
WRITTEN = ("line", "wide")  # looks of parts that are one box to write in
MOST_BESIDE_BOXES = 6
MOST_BESIDE = 30  # characters of all labels of a question together


@dataclass(frozen=True, slots=True)
class Box:
    """One box; ``title`` is read aloud, ``look`` is its size."""

    name: str
    title: str
    label: str = ""
    look: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: boxes to tick, or one to write in; ``look`` is how they are laid."""

    look: str
    boxes: tuple[Box, ...]
    before: str = ""
    after: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it is a box as wide as the page lets it be."""
        return self.look in WRITTEN

    @property
    def is_small(self) -> bool:
        """Whether it is a small box in a line."""
        return self.look == "small"


def parts_of_answer(place: Place, title: str) -> tuple[Part, ...]:
    """Return the parts that a question is answered in; none for a list."""
    return tuple(_part(place, part, title) for part in parts_on_paper(place.question))


def instead_boxes(place: Place, title: str) -> tuple[Box, ...]:
    """Return the three boxes for no answer, none of which is a "no"."""
    return tuple(
        Box(f"tick:{place.instead(one)}", f"{title}: {INSTEAD_LABELS[one]}", INSTEAD_LABELS[one])
        for one in NON_ANSWERS
    )


def _part(place: Place, part: str, title: str) -> Part:
    values = values_to_tick(place.question, part)
    if not values:
        return _written(place, part, title)
    question = place.question
    boxes = tuple(_tick(place, part, one, title) for one in values)
    return Part(_spread(boxes), boxes, *_ends(question))


def _tick(place: Place, part: str, value: str, title: str) -> Box:
    option = place.question.option(value)
    words = place.question.labels.get(value, "")
    label = option.label if option else UNIT_LABELS.get(value, value)
    label = f"{label}: {words}" if words else label
    hint = option.hint if option and place.row < 2 else ""  # noqa: PLR2004 - said once in a list
    return Box(f"tick:{place.tick(part, value)}", f"{title}: {label}", label, "", hint)


def _spread(boxes: tuple[Box, ...]) -> str:
    """Return how boxes lie: after one another while they are short, else in columns."""
    lengths = [len(one.label) + len(one.hint) for one in boxes]
    if sum(lengths) <= MOST_BESIDE or max(lengths) <= SHORT_OPTION:
        return "inline" if len(boxes) <= MOST_BESIDE_BOXES else "along"
    if max(lengths) <= THIRD or len(boxes) > FEW:
        return "three"
    return "two" if max(lengths) <= HALF else "loose"


def look_of(parts: tuple[Part, ...]) -> str:
    """Return where a question's boxes stand: beside its words, below them, or in entries."""
    if not parts:
        return "in-entries"
    return BESIDE if all(one.look in STAND_BESIDE for one in parts) else "below"


def _ends(question: Question) -> tuple[str, str]:
    """Return what stands before and after a scale's boxes."""
    if question.kind != "scale" or question.labels:
        return "", ""
    return question.least_label, question.most_label


def _written(place: Place, part: str, title: str) -> Part:
    question = place.question
    label = PART_LABELS.get(part, "")
    said = f"{title}: {label}" if label else title
    name = place.write(part)
    if part:
        longest, look = SMALL.get(part, (2, "w2"))
        return Part("small", (Box(f"line:{longest}:{name}", said, label, look),), label)
    if question.kind in NUMBERS:
        box = Box(f"line:{LONGEST_NUMBER}:{name}", said, "", "w4")
        return Part("small", (box,), "", question.unit)
    lines = next(count for most, count in LINES if question.max_length <= most)
    if question.kind == "text":
        return Part("line", (Box(f"line:{question.max_length}:{name}", said, "", "lines-1"),))
    look = f"lines-{max(lines, 2)}"
    return Part("wide", (Box(f"lines:{question.max_length}:{name}", said, "", look),))
