"""The one walk of the questionnaire that pages, progress, reports and exports all follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Answer, Row
from court_assess.domain.questions import Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE

SKIPPED = "skipped"  # the state of a question left empty on a page that was begun


@dataclass(frozen=True, slots=True)
class Item:
    """A question asked, in its row where it is a row's, and how it stands."""

    question: Question
    row: Row | None
    answer: Answer | None

    @property
    def state(self) -> str:
        """Return given, declined, not_known, not_asked or not_yet_asked."""
        return self.answer.status.value if self.answer else NOT_YET_ASKED


def walk_section(section: Section, reading: AnswerReading) -> Iterator[Item]:
    """Yield the questions asked in a section; a group, then the questions of each of its rows."""
    for question in section.questions:
        if not reading.is_asked(question):
            continue
        whole = reading.answers.get(question.id)
        yield Item(question, None, whole)
        if question.kind == "group" and whole is None:
            for row in reading.answers.rows_of(question.id):
                yield from walk_row(question, row, reading)


def walk_row(group: Question, row: Row, reading: AnswerReading) -> Iterator[Item]:
    """Yield the questions asked in one row of a group."""
    for question in group.questions:
        if reading.is_asked(question, row):
            yield Item(question, row, row.answers.get(question.id))


def walk(reading: AnswerReading) -> Iterator[Item]:
    """Yield every question asked, in page order."""
    for section in reading.questionnaire.sections:
        yield from walk_section(section, reading)


def unanswered(section: Section, reading: AnswerReading) -> tuple[str, ...]:
    """Return the questions of a section, outside its rows, that have no answer of any kind.

    A list with no entry is named itself, in place of the question whether it is complete.
    """
    items = [item for item in walk_section(section, reading) if item.row is None]
    groups = {item.question.complete_id: item for item in items if item.question.kind == "group"}
    found = []
    for item in items:
        group = groups.get(item.question.id)
        if item.question.kind == "group" or item.answer is not None or (group and group.answer):
            continue
        is_empty = group is not None and not reading.answers.rows_of(group.question.id)
        found.append(group.question.id if group and is_empty else item.question.id)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a section stands; derived on every read, never stored.

    ``counts`` is by state (given, declined, not_known, not_asked, not_yet_asked, and skipped: left
    empty on a page that was begun); ``lacking`` are the questions that still stand in the way of
    signing; ``minutes_left`` is a guess from the usual length of the page. ``is_begun`` is whether
    anything was dealt with on the page itself.
    """

    section: Section
    counts: Counter[str]
    lacking: tuple[Item, ...]
    minutes_left: int
    is_begun: bool

    @property
    def state(self) -> str:
        """Return ``not_started``, ``in_progress`` or ``complete``."""
        if not self.is_begun:
            return "not_started"
        return "in_progress" if self.lacking else "complete"


def progress_of(section: Section, reading: AnswerReading) -> Progress:
    """Count a section's questions and name those that must still be dealt with.

    The one definition of completeness: the task list shows it and signing asks for it. Declined,
    not known and not asked deal with a question; a list is dealt with as a whole or by saying
    whether it is complete.
    """
    items = tuple(walk_section(section, reading))
    groups = {item.question.complete_id: item for item in items if item.question.kind == "group"}
    counted = [item for item in items if not _settled_by_group(item, groups)]
    asked = [item for item in counted if item.question.kind != "group" or item.answer]
    lacking = tuple(item for item in asked if item.question.required and item.answer is None)
    counts = Counter(item.state for item in asked)
    is_begun = any(item.answer and not _is_set_elsewhere(item.question, reading) for item in asked)
    minutes = _minutes_left(section.minutes.get(reading.depth, 0), counts)
    if is_begun:
        counts[SKIPPED] = counts.pop(NOT_YET_ASKED, 0)
    return Progress(section, +counts, lacking, minutes, is_begun)


def _is_set_elsewhere(question: Question, reading: AnswerReading) -> bool:
    """Whether it is answered before its page is opened: the first question, and the depth."""
    order = reading.questionnaire.order
    return question.id == reading.questionnaire.depth_question or order[question.id] == 0


def _minutes_left(minutes: int, counts: Counter[str]) -> int:
    """Return the share of a page's minutes that its open questions take, rounded up."""
    return -(-minutes * counts[NOT_YET_ASKED] // (counts.total() or 1))


def _settled_by_group(item: Item, groups: dict[str, Item]) -> bool:
    """Whether it asks if a list is complete that was declined or not asked as a whole."""
    group = groups.get(item.question.id)
    return group is not None and group.answer is not None


def progress(reading: AnswerReading) -> tuple[Progress, ...]:
    """Return the progress of every section that is asked."""
    return tuple(progress_of(section, reading) for section in sections_asked(reading))


def sections_shown(reading: AnswerReading) -> tuple[Section, ...]:
    """Return the sections on show at any depth, in order."""
    return tuple(
        section
        for section in reading.questionnaire.sections
        if section.shown_when is None or section.shown_when.evaluate(reading).truth is TRUE
    )


def sections_asked(reading: AnswerReading) -> tuple[Section, ...]:
    """Return the sections that are on show and have something to ask at this depth."""
    return tuple(
        section for section in sections_shown(reading) if any(walk_section(section, reading))
    )
