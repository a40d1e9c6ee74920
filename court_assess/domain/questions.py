"""Questions, sections and the questionnaire that orders them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from court_assess.domain.area import NOWHERE, Area
from court_assess.domain.conditions import AllOf
from court_assess.domain.evaluation import Condition
from court_assess.domain.instruments import Indicator, Score
from court_assess.domain.sentences import Sentences
from court_assess.domain.values import Value

COURT_DAY, FULL = "court_day", "full"  # how deep an assessment goes: the second asks all


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; conditions compare its ``id``, people read its ``label``.

    ``also_called`` are other names, such as street names, that it is found by.
    """

    id: str
    label: str
    hint: str = ""
    tags: frozenset[str] = frozenset()
    maps_to: Mapping[str, str] = field(default_factory=dict)
    points: int | None = None
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question as a trainer wrote it.

    ``ask`` is what is said to the person, ``short`` how pages and reports label the answer, ``why``
    one line for the officer. ``prints`` names the documents that may carry the answer: ``court``,
    ``person``, ``provider``, ``handover``. ``group`` is the repeating group whose rows ask it.
    ``depth`` is ``full`` where only the full assessment asks it. ``labels`` are the words for the
    places of a scale, where licensed wording has them. A group that is ``inline`` has its
    entries on the section's own page. ``heading`` begins a part of a long page. ``report`` is what
    a draft of the report says of the answer.
    """

    id: str
    kind: str
    ask: str
    short: str
    section: str
    why: str = ""
    hint: str = ""
    prints: frozenset[str] = frozenset()
    options: tuple[Option, ...] = ()
    exclusive: str = ""
    sensitive: bool = False
    required: bool = False
    shown_when: Condition | None = None
    group: str = ""
    least: int | None = None
    most: int | None = None
    least_label: str = ""
    most_label: str = ""
    unit: str = ""
    max_length: int = 200
    maps_to: Mapping[str, str] = field(default_factory=dict)
    row_name: str = ""
    row_label: str = ""
    inline: bool = False
    heading: str = ""
    depth: str = COURT_DAY
    labels: Mapping[str, str] = field(default_factory=dict)
    report: Sentences | None = None
    questions: tuple[Question, ...] = ()

    def option(self, option_id: str) -> Option | None:
        """Return the option of that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def complete_id(self) -> str:
        """For a group: the id of the question that says whether the list is complete."""
        return f"{self.id}.complete"


@dataclass(frozen=True, slots=True)
class Check:
    """Answers that cannot both be right: when ``when`` holds, the answer ``at`` is questioned."""

    at: str
    when: Condition
    says: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A question of another page that opens at once when ``when`` holds and it has no answer."""

    when: Condition
    question: str
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions; ``licence`` says who allows the wording of its items, if it is loaded.

    ``checks`` refuse an answer; ``queries`` only ask the officer to look again. ``minutes`` is how
    long the page usually takes, by depth.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    notice: str = ""
    shown_when: Condition | None = None
    checks: tuple[Check, ...] = ()
    queries: tuple[Check, ...] = ()
    opens: tuple[Opening, ...] = ()
    scores: tuple[Score, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    licence: str = ""

    @property
    def depth(self) -> str:
        """``full`` if the page has nothing for the court-day assessment."""
        return COURT_DAY if any(one.depth == COURT_DAY for one in self.questions) else FULL


@dataclass(frozen=True)
class Questionnaire:
    """The whole assessment, in order, with an index by question id.

    ``depth_question`` is the question that says how deep the assessment goes, ``area`` what the
    area has.
    """

    title: str
    sections: tuple[Section, ...]
    tags: Mapping[str, str] = field(default_factory=dict)
    depth_question: str = ""
    area: Area = NOWHERE

    def walk(self) -> Iterator[Question]:
        """Yield every question in page order; a group comes before its row questions."""
        for section in self.sections:
            for question in section.questions:
                yield question
                yield from question.questions

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id."""
        return {question.id: question for question in self.walk()}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each question in page order."""
        return {question_id: place for place, question_id in enumerate(self.questions)}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each question: its page, its place there and, in a list, in the entry.

        Screens and the paper form show it. It is the same whatever is hidden or asked for less.
        """
        return dict(numbered(self.sections))

    @cached_property
    def gates(self) -> Mapping[str, Condition]:
        """What must hold for a question to be shown: its section's, group's and own condition."""
        gates = {}
        for section in self.sections:
            for question in section.questions:
                outer = (section.shown_when, question.shown_when)
                gates[question.id] = _gate(*outer)
                for inner in question.questions:
                    gates[inner.id] = _gate(*outer, inner.shown_when)
        return {question_id: gate for question_id, gate in gates.items() if gate is not None}

    def section(self, section_id: str) -> Section:
        """Return the section of that id; KeyError if there is none."""
        return self._sections[section_id]

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return {section.id: section for section in self.sections}


def numbered(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Yield each question's id and its number, such as ``4.1`` and inside a list ``4.1.3``."""
    for page, section in enumerate(sections, 1):
        for place, question in enumerate(section.questions, 1):
            yield question.id, f"{page}.{place}"
            for inner, one in enumerate(question.questions, 1):
                yield one.id, f"{page}.{place}.{inner}"


def _gate(*conditions: Condition | None) -> Condition | None:
    parts = tuple(condition for condition in conditions if condition is not None)
    return AllOf(parts) if len(parts) > 1 else next(iter(parts), None)


def values_named(question: Question, value: Value) -> tuple[Option, ...]:
    """Return the options that a value of a choice question names, in the order of the page."""
    chosen = value if isinstance(value, tuple) else (value,)
    return tuple(option for option in question.options if option.id in chosen)


def with_readings(questionnaire: Questionnaire, chosen: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire with the reading that an area has chosen for each score it names."""
    sections = tuple(
        replace(
            section,
            scores=tuple(
                replace(one, chosen=chosen.get(one.id, one.chosen)) for one in section.scores
            ),
        )
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)
