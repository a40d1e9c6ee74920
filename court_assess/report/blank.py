"""The paper form: every question of the questionnaire with boxes to tick and room to write.

It needs no case. A box's name tells ``read-form`` what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.assessment import Library
from court_assess.domain.conditions import questions_read
from court_assess.domain.evaluation import Condition
from court_assess.domain.paper import (
    LIBRARY,
    is_on_paper,
    library_mark,
    rows_on_paper,
    sections_on_paper,
    title_on_paper,
)
from court_assess.domain.paper import Place as PaperPlace
from court_assess.domain.questions import COURT_DAY, FULL, Question, Section
from court_assess.domain.wording import in_words
from court_assess.report.blank_boxes import (
    BESIDE,
    Box,
    Part,
    instead_boxes,
    look_of,
    parts_of_answer,
)

TITLE = "Paper form"
DEPTHS = {COURT_DAY: "Court-day assessment", FULL: "Full assessment"}
MORE = "More than {}? Use another sheet, and add them on screen."
TICK_ONE, TICK_ALL = "Tick one.", "Tick all that apply."
ALONE = "“{}” stands alone."


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its words, its boxes, and the three boxes for no answer."""

    number: str
    ask: str
    how: str
    hint: str
    only_if: str
    parts: tuple[Part, ...]
    instead: tuple[Box, ...]
    look: str
    entries: tuple[Entry, ...] = ()
    more: str = ""

    @property
    def is_beside(self) -> bool:
        """Whether the boxes stand beside the words."""
        return self.look == BESIDE


@dataclass(frozen=True, slots=True)
class Entry:
    """One empty entry of a list."""

    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One section, as its page on screen."""

    heading: str
    only_if: str
    intro: str
    notice: str
    licence: str
    questions: tuple[Asked, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Everything the template prints."""

    template = "report/blank.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    depth: str
    library: Box
    pages: tuple[Page, ...]


def blank_form(library: Library, depth: str, marking: str) -> BlankForm:
    """Return the empty form of one depth: ``court_day`` or ``full``."""
    words = _Words(library, depth)
    digest = library_mark(library.digest)
    return BlankForm(
        title=f"{library.questionnaire.title}: {TITLE.lower()}",
        heading=library.questionnaire.title,
        marking=marking,
        author="court_assess",
        made_on="",
        depth=DEPTHS[depth],
        library=Box(f"shown:{digest}:{LIBRARY}", "Questions this form was made from", digest),
        pages=tuple(
            words.page(section, asked)
            for section, asked in sections_on_paper(library.questionnaire, depth)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Puts the questions of one library and depth into what the template prints."""

    library: Library
    depth: str

    def page(self, section: Section, asked: tuple[Question, ...]) -> Page:
        numbers = self.library.questionnaire.numbers
        number = numbers[asked[0].id].partition(".")[0]
        return Page(
            heading=f"{number} {section.title}",
            only_if=self.only_if(section.shown_when),
            intro=section.intro,
            notice=section.notice,
            licence=f"Wording used under licence: {section.licence}" if section.licence else "",
            questions=tuple(self.asked(PaperPlace(one)) for one in asked),
            opens=tuple(self.opens(section, frozenset(one.id for one in asked))),
        )

    def opens(self, section: Section, asked: frozenset[str]) -> Iterator[str]:
        """Yield what opens a question of another page at once."""
        all_asked = self.library.questionnaire
        for one in section.opens:
            if asked.issuperset(questions_read(one.when)):
                when = in_words(one.when, all_asked, is_numbered=True)
                opened = all_asked.questions[one.question].short
                yield f"If {when}: {one.says} ({all_asked.numbers[one.question]} “{opened}”)"

    def only_if(self, condition: Condition | None) -> str:
        if condition is None:
            return ""
        said = in_words(condition, self.library.questionnaire, is_numbered=True)
        return f"Only if {said}."

    def asked(self, place: PaperPlace) -> Asked:
        question = place.question
        is_first = place.row < 2  # noqa: PLR2004 - what the first entry says holds for all
        parts = parts_of_answer(place, self.titled(place))
        return Asked(
            number=self.library.questionnaire.numbers[question.id],
            ask=question.ask,
            how=_how(question),
            hint=question.hint if is_first else "",
            only_if=self.only_if(question.shown_when),
            parts=parts,
            look=look_of(parts),
            instead=instead_boxes(place, self.titled(place)),
            entries=tuple(self.entries(question)),
            more=MORE.format(rows_on_paper(question)) if question.kind == "group" else "",
        )

    def titled(self, place: PaperPlace) -> str:
        """Return what a screen reader says of every box of a question."""
        number = self.library.questionnaire.numbers[place.question.id]
        entry = f", entry {place.row}" if place.row else ""
        return f"{number} {place.question.ask}{entry}"

    def entries(self, group: Question) -> Iterator[Entry]:
        if group.kind != "group":
            return
        for row in range(1, rows_on_paper(group) + 1):
            asked = (one for one in group.questions if is_on_paper(one, self.depth))
            questions = tuple(self.asked(PaperPlace(one, row)) for one in asked)
            yield Entry(title_on_paper(group, row), questions)


def _how(question: Question) -> str:
    """Return how many boxes to tick, and which stands alone."""
    how = {"choices": TICK_ALL, "choice": TICK_ONE}.get(question.kind, "")
    alone = question.option(question.exclusive)
    return f"{how} {ALONE.format(alone.label)}" if alone else how
