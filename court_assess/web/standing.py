"""Change after signing, adjourn, withdraw: each asks why, or until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.kinds import day_in_words
from court_assess.domain.questions import Question
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now, today
from court_assess.web.open_case import SAVED, load_case
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.settings import settings

pages = Blueprint("standing", __name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of how a case stands: what it asks, and what it does with the answer."""

    heading: str
    says: str
    button: str
    question: Question
    done: str
    do: Callable[[str, QuestionForm], None]


def _reason(form: QuestionForm) -> str:
    return form.text("reason")


def _reopen(case_id: str, form: QuestionForm) -> None:
    settings().store.reopen(case_id, _reason(form), now())


def _withdraw(case_id: str, form: QuestionForm) -> None:
    settings().store.withdraw(case_id, _reason(form), now())


def _adjourn(case_id: str, form: QuestionForm) -> None:
    day = form.value("hearing_date")
    if isinstance(day, date):
        settings().store.adjourn(case_id, day, now())


def _why(ask: str) -> Question:
    needed = "Give the reason"
    return Question(
        "reason", "long_text", ask, "Reason", "", needed, required=True, max_length=2000
    )


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
    "adjourn": Step(
        "Adjourn to a new date",
        "Everything you have saved stays. The case moves to the new date in the list.",
        "Save the new date",
        Question(
            "hearing_date",
            "date",
            "When is the next hearing?",
            "Next hearing",
            "",
            why="Enter the date of the next hearing",
            required=True,
        ),
        "The hearing date was changed",
        _adjourn,
    ),
}


@dataclass(frozen=True, slots=True)
class StepPage:
    """One question and a button."""

    says: str
    button: str
    field: FieldView


@pages.get("/cases/<case_id>/<any(change, withdraw, adjourn):step>")
def step(case_id: str, step: str) -> Page:
    """Ask why, or until when."""
    return _page(case_id, STEPS[step], QuestionForm((STEPS[step].question,), is_plain=True))


@pages.post("/cases/<case_id>/<any(change, withdraw, adjourn):step>")
def take(case_id: str, step: str) -> Page | Response:
    """Change how the case stands."""
    taken = STEPS[step]
    form = QuestionForm((taken.question,), posted=request.form, is_plain=True)
    form.validate()
    _refuse_past(form)
    if form.is_faulty:
        return _page(case_id, taken, form, 422)
    taken.do(case_id, form)
    flash(taken.done, SAVED)
    return redirect(url_for("cases.task_list", case_id=case_id))


def _refuse_past(form: QuestionForm) -> None:
    field = form.at("hearing_date")
    day = form.value("hearing_date") if field else None
    if field and isinstance(day, date) and day < today():
        field.refuse(f"Enter a date that is not before today, {day_in_words(today())}")


def _page(case_id: str, step: Step, form: QuestionForm, status: int = 200) -> Page:
    case = load_case(case_id)
    frame = case_frame(case, step.heading, errors=errors_of(form))
    field = next(form.answer_fields())
    return render("step.html", frame, StepPage(step.says, step.button, field_view(field)), status)
