"""One reading of the answers: which questions are shown, and what their answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from court_assess.domain.answers import NOT_YET_ASKED, Answer, Answers, Row
from court_assess.domain.area import Area
from court_assess.domain.evaluation import Evaluation
from court_assess.domain.questions import COURT_DAY, FULL, Question, Questionnaire
from court_assess.domain.truth import TRUE
from court_assess.domain.values import Value

SHOWN = Evaluation(TRUE)


@dataclass(slots=True)
class AnswerReading:
    """Reads answers as rules and pages must: an answer to a question that is not shown is not read.

    It is made for one judgement or one page and thrown away; what it remembers is derived from its
    arguments alone. ``deepened`` asks all there is, whatever depth the assessment has.
    """

    questionnaire: Questionnaire
    answers: Answers
    today: date
    findings: dict[str, str] = field(default_factory=dict)
    flags_open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deepened: bool = False
    remembered: dict[str, Evaluation] = field(default_factory=dict)
    _shown: dict[tuple[int, str | None], Evaluation] = field(default_factory=dict)

    def shown(self, question_id: str, row: Row | None = None) -> Evaluation:
        """Judge whether a question is shown; it is only when its condition is true."""
        gate = self.questionnaire.gates.get(question_id)
        if gate is None:
            return SHOWN
        key = (id(gate), row.id if row else None)  # a page's questions share its gate
        if key not in self._shown:
            self._shown[key] = gate.evaluate(self, row)
        return self._shown[key]

    def is_shown(self, question_id: str, row: Row | None = None) -> bool:
        """Whether a question is on the page."""
        return self.shown(question_id, row).truth is TRUE

    @property
    def area(self) -> Area:
        """What the area has."""
        return self.questionnaire.area

    @property
    def depth(self) -> str:
        """How deep the assessment goes: ``court_day`` until the full one is chosen."""
        chosen = self.answers.get(self.questionnaire.depth_question)
        is_full = self.deepened or (chosen is not None and chosen.value == FULL)
        return FULL if is_full else COURT_DAY

    def is_asked(self, question: Question, row: Row | None = None) -> bool:
        """Whether a question is on show and asked at this depth; what was answered always is."""
        if not self.is_shown(question.id, row):
            return False
        if question.depth == COURT_DAY or self.depth == FULL:
            return True
        group = question.id.removesuffix(".complete")
        return bool(self.answers.get(question.id, row) or self.answers.rows_of(group))

    def answer(self, question_id: str, row: Row | None = None) -> Answer | None:
        """Return the answer if its question is shown, else None."""
        return self._stored(question_id, row) if self.is_shown(question_id, row) else None

    def on_show(self) -> Answers:
        """Return the answers to questions that are shown, for whoever knows no questionnaire."""
        single = {key: one for key, one in self.answers.single.items() if self.is_shown(key)}
        rows = {
            group: tuple(self._on_show(row) for row in held)
            for group, held in self.answers.rows.items()
            if self.is_shown(group)
        }
        return Answers(single, rows)

    def _on_show(self, row: Row) -> Row:
        kept = {key: one for key, one in row.answers.items() if self.is_shown(key, row)}
        return replace(row, answers=kept)

    def value(self, question: str, row: Row | None) -> tuple[Value | None, tuple[str, ...]]:
        """Return the value given, or None and the questions that would have to be answered.

        A hidden question is never missing; the question that decides whether it is shown is.
        """
        if question in self.questionnaire.gates:
            shown = self.shown(question, row)
            if shown.truth is not TRUE:
                return None, shown.missing
        answer = self._stored(question, row)
        if answer is None or answer.value is None:
            return None, (question,)
        return answer.value, ()

    def state(self, question: str, row: Row | None) -> str:
        """Return given, declined, not_known, not_asked or not_yet_asked."""
        answer = self.answer(question, row)
        return answer.status.value if answer else NOT_YET_ASKED

    def rows(self, group: str) -> tuple[tuple[Row, ...], bool, tuple[str, ...]]:
        """Return the rows, whether the list is complete, and what is missing if it is not."""
        shown = self.shown(group)
        if shown.truth is not TRUE:
            return (), False, shown.missing
        whole = self.answers.get(group)
        if whole is not None:
            return (), False, (group,)
        said, missing = self.value(f"{group}.complete", None)
        return self.answers.rows_of(group), said == "yes", missing or (f"{group}.complete",)

    def finding(self, finding: str) -> str:
        """Return the result of a finding made so far, or an empty text."""
        return self.findings.get(finding, "")

    def open_flags(self, kind: str) -> tuple[str, ...]:
        """Return the ids of flags of a kind that are met and not yet dealt with."""
        return self.flags_open.get(kind, ())

    def _stored(self, question_id: str, row: Row | None) -> Answer | None:
        # A row holds answers to its own questions only; what it does not hold may stand outside it.
        if row is not None and question_id in row.answers:
            return row.answers[question_id]
        return self.answers.single.get(question_id)
