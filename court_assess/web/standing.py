"""Change after signing, adjourn, withdraw, reopen: each asks why, or until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.answers import Answer, given
from court_assess.domain.conditions import questions_read
from court_assess.domain.kinds import day_in_words
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE
from court_assess.storage import Change
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now, today
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("standing", __name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of how a case stands: what it asks, and what it does with the answer."""

    heading: str
    says: str
    button: str
    questions: tuple[Question, ...]
    done: str
    do: Callable[[str, QuestionForm], None]


def _reason(form: QuestionForm) -> str:
    return form.text("reason")


def _reopen(case_id: str, form: QuestionForm) -> None:
    settings().store.reopen(case_id, _reason(form), now())


def _withdraw(case_id: str, form: QuestionForm) -> None:
    settings().store.withdraw(case_id, _reason(form), now())


def _adjourn(case_id: str, form: QuestionForm) -> None:
    """Save date and time together: the old time says nothing of the new day."""
    found = _hearing(form).items()
    changes = tuple(Change(question, answer) for question, answer in found)
    settings().store.save(case_id, changes, now())


def _hearing(form: QuestionForm) -> dict[str, Answer | None]:
    """Return what was typed of the next hearing as answers to the questions about it."""
    typed = {HEARING: form.value(DAY), HEARING_TIME: form.value(TIME)}
    return {question: given(value) if value else None for question, value in typed.items()}


def _why(ask: str) -> tuple[Question, ...]:
    needed = "Give the reason"
    return (
        Question("reason", "long_text", ask, "Reason", "", needed, required=True, max_length=2000),
    )


DAY, TIME = "hearing_date", "hearing_time"
HEARING, HEARING_TIME = "case.hearing_date", "case.hearing_time"
STEPS: Mapping[str, Step] = {
    "change": Step(
        "Make a change",
        "The signed version stays as it is and can still be downloaded. "
        "What you change becomes the next version once you sign it.",
        "Make a change",
        _why("Why does the signed assessment need a change?"),
        "You can change answers now. Sign again when you have finished.",
        _reopen,
    ),
    "withdraw": Step(
        "Withdraw",
        "A withdrawn assessment can still be read, but nothing in it can be changed.",
        "Withdraw this assessment",
        _why("Why is the assessment withdrawn?"),
        "This assessment is withdrawn",
        _withdraw,
    ),
    "reopen": Step(
        "Reopen",
        "The assessment can be changed again. Everything that was saved is still there.",
        "Reopen this assessment",
        _why("Why is the withdrawn assessment needed again?"),
        "This assessment is open again",
        _reopen,
    ),
    "adjourn": Step(
        "Adjourn to a new date",
        "Everything you have saved stays. The case moves to the new date in the list.",
        "Save the new date",
        (
            Question(
                DAY,
                "date",
                "When is the next hearing?",
                "Next hearing",
                "",
                why="Enter the date of the next hearing",
                required=True,
            ),
            Question(TIME, "time", "At what time, if it is known?", "Time", ""),
        ),
        "The hearing date was changed",
        _adjourn,
    ),
}


@dataclass(frozen=True, slots=True)
class StepPage:
    """A question or two and a button."""

    says: str
    button: str
    fields: tuple[FieldView, ...]
    problem: str


@pages.get("/cases/<case_id>/<any(change, withdraw, reopen, adjourn):step>")
def step(case_id: str, step: str) -> Page:
    """Ask why, or until when."""
    case = load_case(case_id)
    return _page(case, STEPS[step], QuestionForm(STEPS[step].questions, is_plain=True))


@pages.post("/cases/<case_id>/<any(change, withdraw, reopen, adjourn):step>")
def take(case_id: str, step: str) -> Page | Response:
    """Change how the case stands."""
    case, taken = load_case(case_id), STEPS[step]
    form = QuestionForm(taken.questions, posted=request.form, is_plain=True)
    if is_stale():
        return _page(case, taken, form, STALE, 400)
    form.validate()
    _refuse_day(case, form)
    if form.is_faulty:
        return _page(case, taken, form, status=422)
    taken.do(case_id, form)
    flash(taken.done, SAVED)
    return redirect(url_for("cases.task_list", case_id=case_id))


def _refuse_day(case: OpenCase, form: QuestionForm) -> None:
    """Refuse a day that is past, or that cannot be right beside the other answers."""
    field = form.at(DAY)
    day = form.value(DAY) if field else None
    if field is None or not isinstance(day, date):
        return
    if day < today():
        field.refuse(f"Enter a date that is not before today, {day_in_words(today())}")
    asked = case.library.questionnaire.questions.get(HEARING)
    checks = case.library.questionnaire.section(asked.section).checks if asked else ()
    answers = case.assessment.answers.having(_hearing(form))
    reading = AnswerReading(case.library.questionnaire, answers, case.judged_on)
    for check in checks:
        # What was wrong before, and says nothing of the hearing, does not stand in the way.
        if HEARING in questions_read(check.when) and check.when.evaluate(reading).truth is TRUE:
            field.refuse(check.says)


def _page(
    case: OpenCase, step: Step, form: QuestionForm, problem: str = "", status: int = 200
) -> Page:
    frame = case_frame(case, step.heading, errors=errors_of(form))
    fields = tuple(field_view(one) for one in form.answer_fields())
    return render("step.html", frame, StepPage(step.says, step.button, fields, problem), status)
