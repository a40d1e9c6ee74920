"""Where on the pages a question is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from court_assess.domain.answers import Answer, Row
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import row_number
from court_assess.domain.kinds import show
from court_assess.domain.questions import FULL, Question
from court_assess.domain.reading import AnswerReading
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import prefix_of
from court_assess.web.pages.link import STATE_WORDS, Link


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer in words, with the link that leads to it."""

    label: str
    value: str
    link: Link


@dataclass(frozen=True, slots=True)
class Addresses:
    """Writes the questions and answers of one case as lines with links."""

    case_id: str
    library: Library
    assessment: Assessment
    reading: AnswerReading
    can_change: bool = True
    _pages: dict[tuple[str | None, ...], str] = field(default_factory=dict)

    def question(self, question_id: str) -> Question | None:
        """Return a question by id."""
        return self.library.questionnaire.questions.get(question_id)

    def href(self, question: Question, row_id: str | None = None) -> str:
        """Return the address of the inputs of a question, or of its answer if it is closed."""
        if not self.can_change:
            return url_for("answers.check", case_id=self.case_id)
        depth = FULL if question.depth == FULL else None
        group = self.question(question.group)
        if group is None or row_id is None:
            return f"{self._page(question.section, depth)}#{question.group or question.id}"
        if group.inline:
            return f"{self._page(question.section, depth)}#{prefix_of(row_id)}{question.id}"
        return f"{self._page(question.section, depth, group.id, row_id)}#{question.id}"

    def _page(self, section: str, depth: str | None, *entry: str) -> str:
        """Return the address of a section's page, or of an entry's: made once, asked for often."""
        key = (section, depth, *entry)
        if key not in self._pages:
            where: dict[str, Any] = {"case_id": self.case_id, "section_id": section, "depth": depth}
            where |= dict(zip(("group_id", "row_id"), entry, strict=False))
            self._pages[key] = url_for("rows.row" if entry else "sections.section", **where)
        return self._pages[key]

    def evidence(self, evidence: Evidence) -> AnswerLine | None:
        """Write an answer that decided something."""
        question = self.question(evidence.question)
        if question is None:
            return None
        rows = self.assessment.answers.rows_of(question.group)
        place = row_number(rows, evidence.row)
        row = rows[place - 1] if place else None
        answer = self.reading.answer(question.id, row)
        label = f"{self.row_label(row, question)}: {question.short}" if row else question.short
        verb = "Change" if self.can_change else "See"
        link = Link(verb, self.href(question, evidence.row))
        return AnswerLine(label, in_words(question, answer), link)

    def row_label(self, row: Row, question: Question) -> str:
        """Name a row as its group names rows, or by its place."""
        group = self.question(question.group)
        return row_title(group, row, self.assessment) if group else ""

    def wanted(self, question_id: str) -> AnswerLine | None:
        """Write a question that is still open, and how it stands if it was declined or the like."""
        question = self.question(question_id)
        if question is None:
            return None
        answer = None if question.group else self.assessment.answers.get(question_id)
        state = in_words(question, answer) if answer else ""
        return AnswerLine(question.short, state, Link(question.short, self.href(question)))


def addresses_of(case: OpenCase) -> Addresses:
    """Return the addresses of a case."""
    return Addresses(case.id, case.library, case.assessment, case.reading, case.is_open)


def in_words(question: Question, answer: Answer | None) -> str:
    """Write an answer, or how the question stands without one."""
    if answer is None:
        return STATE_WORDS["not_yet_asked"]
    if answer.value is None:
        words = STATE_WORDS[answer.status.value]
        return f"{words}: {answer.note}" if answer.note else words
    return show(question, answer.value)


def row_title(group: Question, row: Row, assessment: Assessment) -> str:
    """Name a row by the answer that its group names rows by, or by its place."""
    naming = next((one for one in group.questions if one.id == group.row_label), None)
    answer = row.answers.get(group.row_label)
    if naming and answer and answer.value is not None:
        return show(naming, answer.value)
    return row_place(group, row, assessment)


def row_place(group: Question, row: Row, assessment: Assessment) -> str:
    """Name a row by its place alone, as where an answer must not be read."""
    place = row_number(assessment.answers.rows_of(group.id), row.id)
    return f"{group.row_name.capitalize()} {place or ''}".strip()
