"""Section pages: answer, save, go on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.answers import LONGEST_NOTE, Answer, Status
from court_assess.domain.kinds import BadAnswerError, clean_text
from court_assess.domain.questions import Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import unanswered
from court_assess.storage import Change, StorageError
from court_assess.storage.errors import SavedElsewhereError
from court_assess.web.entry import Sheet, decide
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase, load_case, save_changes
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.section import next_page, section_form, section_page
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("sections", __name__)
FAULTY = 422
ANSWERS_SAVED = "What you answered is saved."
NO_REASON = "Give the reason why the rest was not asked, at the foot of the page, and save again"
STALE = (
    "Nothing was saved: this page was open since before the program was last started. "
    "What you typed is still here. Check it and save again."
)


@pages.get("/cases/<case_id>/sections/<section_id>")
def section(case_id: str, section_id: str) -> Page | Response:
    """Show the questions of a section."""
    case = load_case(case_id)
    if not case.is_open:
        return redirect(url_for("answers.check", case_id=case_id))
    shown = case.section(section_id)
    return _page(case, shown, section_form(case, shown.questions))


@pages.post("/cases/<case_id>/sections/<section_id>")
def save(case_id: str, section_id: str) -> Page | Response:
    """Save the good answers; come back with the others, or go where the button leads."""
    case = load_case(case_id)
    shown = case.section(section_id)
    form = section_form(case, shown.questions, posted=request.form)
    if is_stale():
        return _page(case, shown, form, STALE, 400)
    reason, problem = reason_typed() if request.form.get("go") == "rest" else ("", "")
    sheet = Sheet(case.reading, None, shown.checks, changed_elsewhere(case))
    changes = decide(form, sheet)
    if reason:
        rest = not_asked(case, shown, changes, reason)
        changes += tuple(one for one in rest if not form.is_refused(one.question))
    is_faulty = form.is_faulty or bool(problem)
    try:
        if changes or not is_faulty:
            said = "The rest was saved" if is_faulty else "Saved"
            case = save_changes(case, changes, said)
    except SavedElsewhereError:
        return save(case_id, section_id)  # decided anew beside what is there now
    except StorageError as error:
        return _page(case, shown, form, str(error), status_of(error))
    if is_faulty:
        return _page(case, shown, form, _beside(problem, changes), FAULTY)
    return redirect(_where_next(case, shown))


def _beside(problem: str, changes: tuple[Change, ...]) -> str:
    """Say of a reason that is lacking or wrong that the answers beside it were saved."""
    return f"{ANSWERS_SAVED} {problem}" if problem and changes else problem


def reason_typed() -> tuple[str, str]:
    """Return the reason for leaving the rest unasked, or an empty text and what is wrong."""
    try:
        reason = clean_text(request.form.get("rest_reason", ""), LONGEST_NOTE)
    except BadAnswerError as error:
        return "", str(error)
    return reason, "" if reason else NO_REASON


def not_asked(
    case: OpenCase, shown: Section, changes: tuple[Change, ...], reason: str
) -> tuple[Change, ...]:
    """Mark as not asked what has no answer once the changes are made."""
    answers = case.assessment.answers.having({one.question: one.answer for one in changes})
    reading = AnswerReading(case.library.questionnaire, answers, case.judged_on)
    answer = Answer(Status.NOT_ASKED, note=reason)
    return tuple(Change(one, answer) for one in unanswered(shown, reading))


def changed_elsewhere(case: OpenCase) -> frozenset[tuple[str, str | None]]:
    """Return the answers saved since the posted page was opened."""
    seen = request.form.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0  # noqa: PLR2004 - digits
    if revision == case.stored.revision:
        return frozenset()
    if revision > case.stored.revision:  # of a database that was since put back from a copy
        revision = 0
    return settings().store.changed_since(case.id, revision)


def _page(
    case: OpenCase, shown: Section, form: QuestionForm, problem: str = "", status: int = 200
) -> Page:
    page = section_page(case, shown, form, problem)
    frame = case_frame(case, shown.title, errors=errors_of(form), section_id=shown.id)
    return render("section.html", frame, page, status)


def _where_next(case: OpenCase, shown: Section) -> str:
    """Read the button that was pressed."""
    go, _, about = request.form.get("go", "next").partition(":")
    if go == "later":
        return url_for("cases.task_list", case_id=case.id)
    if go in ("add", "row", "remove"):
        group_id, _, row_id = about.partition(":")
        return _list_page(case, shown, case.group(shown, group_id), go, row_id)
    return next_page(case, shown)


def _list_page(case: OpenCase, shown: Section, group: Question, go: str, row_id: str) -> str:
    where: dict[str, Any] = {"case_id": case.id, "section_id": shown.id, "group_id": group.id}
    if go == "add":
        return url_for("rows.row", row_id="new", **where)
    if not row_id:
        abort(404)
    return url_for("rows.row" if go == "row" else "rows.remove", row_id=row_id, **where)
