"""Decide what a posted page changes: good answers are kept, whatever is wrong beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from court_assess.domain.answers import Answer, Answers, Row
from court_assess.domain.conditions import questions_read
from court_assess.domain.kinds import show
from court_assess.domain.questions import Check
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE
from court_assess.storage import Change
from court_assess.web.forms import AnswerField, QuestionForm
from court_assess.web.typed import STATUS_WORDS

Keys = frozenset[tuple[str, str | None]]
Proposed = dict[str, Answer | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page is decided against: the answers as stored, the row if it is a row's page.

    ``theirs`` are the answers saved since the page was opened, as (question, row id).
    """

    reading: AnswerReading
    row: Row | None = None
    checks: tuple[Check, ...] = ()
    theirs: Keys = frozenset()

    def having(self, proposed: Proposed) -> tuple[AnswerReading, Row | None]:
        """Return the reading and the row as they would be with the proposed answers."""
        reading = self.reading
        if self.row is None:
            answers = reading.answers.having(proposed)
            return AnswerReading(reading.questionnaire, answers, reading.today), None
        row = Row(self.row.id, Answers(self.row.answers).having(proposed).single)
        answers = _with_row(reading, proposed, row)
        return AnswerReading(reading.questionnaire, answers, reading.today), row


def _with_row(reading: AnswerReading, proposed: Proposed, row: Row) -> Answers:
    group = next((reading.questionnaire.questions[one].group for one in proposed), "")
    rows = tuple(row if one.id == row.id else one for one in reading.answers.rows_of(group))
    return replace(reading.answers, rows={**reading.answers.rows, group: rows})


def decide(form: QuestionForm, sheet: Sheet) -> tuple[Change, ...]:
    """Return the changes to save; what is not saved has a message at its field."""
    form.validate()
    proposed = {
        field.question.id: field.data
        for field in form.answer_fields()
        if field.is_posted and not field.error and field.data != field.stored
    }
    _keep_theirs(form, sheet, proposed)
    _excuse_hidden(form, sheet, proposed)
    _check(form, sheet, proposed)
    row = sheet.row.id if sheet.row else None
    return tuple(Change(question, answer, row) for question, answer in proposed.items())


def _keep_theirs(form: QuestionForm, sheet: Sheet, proposed: Proposed) -> None:
    """Never overwrite what another window saved after this page was opened."""
    row = sheet.row.id if sheet.row else None
    for question_id in list(proposed):
        field = form.at(question_id)
        if field and (question_id, row) in sheet.theirs:
            del proposed[question_id]
            field.refuse(
                f"This was changed in another window to “{answer_in_words(field)}”. "
                "Check which is right, then save again"
            )


def answer_in_words(field: AnswerField) -> str:
    """Return the stored answer as people read it."""
    answer = field.stored
    if answer is None:
        return "no answer"
    if answer.value is None:
        return STATUS_WORDS[answer.status.value]
    return show(field.question, answer.value)


def _excuse_hidden(form: QuestionForm, sheet: Sheet, proposed: Proposed) -> None:
    """Drop the mistakes in questions that these answers take off the page."""
    if not form.is_faulty:
        return
    reading, row = sheet.having(proposed)
    for field in form.answer_fields():
        if field.error and reading.shown(field.question.id, row).truth is FALSE:
            field.error = ""


def _check(form: QuestionForm, sheet: Sheet, proposed: Proposed) -> None:
    """Hold back answers that cannot be right beside the others."""
    for check in sheet.checks:
        while _fails(check, sheet, proposed):
            faulty = _held_back(check, proposed)
            if not faulty:
                break
            place = form.at(check.at) or form.at(faulty[0])
            for question_id in faulty:
                del proposed[question_id]
            if place:
                place.refuse(check.says)


def _fails(check: Check, sheet: Sheet, proposed: Proposed) -> bool:
    reading, row = sheet.having(proposed)
    return check.when.evaluate(reading, row).truth is TRUE


def _held_back(check: Check, proposed: Mapping[str, Answer | None]) -> list[str]:
    """Return the changes to leave unsaved: the one in question, else those it clashes with."""
    if check.at in proposed:
        return [check.at]
    return [question for question in questions_read(check.when) if question in proposed]
