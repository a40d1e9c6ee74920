"""Section pages: answer, save, go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.answers import LONGEST_NOTE, Answer, Status
from court_assess.domain.kinds import BadAnswerError, clean_text
from court_assess.domain.questions import Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import unanswered
from court_assess.storage import Change, StorageError
from court_assess.storage.errors import SavedElsewhereError, UnknownRowError
from court_assess.web.deciding import answers_after, decide_section
from court_assess.web.errors import status_of
from court_assess.web.local_time import now
from court_assess.web.open_case import OPENED, SAVED, OpenCase, load_case, restore_entry, save_page
from court_assess.web.page_form import (
    NEW,
    Decided,
    PageForm,
    page_form,
    strays,
    with_new_stored,
)
from court_assess.web.pages.field import shown_again
from court_assess.web.pages.first_drafts import drafts_of, with_draft
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.pages.link import Link
from court_assess.web.pages.queries import SOMETHING_TO_CHECK, field_id, opened_by, queries_after
from court_assess.web.pages.section import next_page, section_page
from court_assess.web.pages.so_far import newly_wrong
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("sections", __name__)
FAULTY = 422
ANSWERS_SAVED = "What you answered is saved."
NO_REASON = "Give the reason why the rest was not asked, at the foot of the page, and save again"
ENTRY_GONE = (
    "An entry of this page was taken out in another window, and what you typed into it is not "
    "saved."
)
BRING_IT_BACK = "To go on with it, bring it back under “Removed entries”."
STEPS = {"up": -1, "down": 1}
DRAFT = "draft"  # a button that puts a draft into a box
ON_LISTS = ("add", "row", "remove", "restore", *STEPS)
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
    form = page_form(case, shown, adding=request.args.get("add", ""))
    return _page(case, shown, with_draft(form, case, shown, draft_asked_for()))


@pages.post("/cases/<case_id>/sections/<section_id>")
def save(case_id: str, section_id: str) -> Page | Response:
    """Save the good answers; come back with the others, or go where the button leads."""
    case = before = load_case(case_id)
    shown = case.section(section_id)
    form = page_form(case, shown, request.form)
    if is_stale():
        return _page(case, shown, form, STALE, status=400)
    reason, problem = reason_typed() if request.form.get("go") == "rest" else ("", "")
    if strays(case, request.form):
        problem = f"{ENTRY_GONE} {BRING_IT_BACK}"
    decided = decide_section(case, shown, form, changed_elsewhere(case))
    if reason:
        decided = _with_rest(case, shown, form, decided, reason)
    is_faulty = form.is_faulty or bool(problem)
    try:
        if decided.all or not (is_faulty or _is_about_a_list()):
            said = "The rest was saved" if is_faulty else "Saved"
            case, rows = save_page(case, decided.changes, decided.new, said)
            decided = replace(decided, rows=rows)
    except (SavedElsewhereError, UnknownRowError):
        return save(case_id, section_id)  # decided anew beside what is there now
    except StorageError as error:
        return _page(case, shown, form, str(error), status=status_of(error))
    if is_faulty:
        form = with_new_stored(form, case, decided)
        return _page(case, shown, form, *_beside(problem, decided), status=FAULTY)
    return redirect(_where_next(before, case, shown, decided))


def draft_asked_for() -> str:
    """Return the question whose draft is to stand in its box."""
    return request.args.get("draft", "")


def _is_about_a_list() -> bool:
    """Whether a button beside a list was pressed, so that nothing need be said of saving."""
    return request.form.get("go", "").partition(":")[0] in ON_LISTS


def _beside(problem: str, decided: Decided) -> tuple[str, str]:
    """Say of what is wrong with the whole page that the answers beside it were saved."""
    is_saved = bool(problem and decided.all)
    return (f"{ANSWERS_SAVED} {problem}", "There is a problem") if is_saved else (problem, "")


def reason_typed() -> tuple[str, str]:
    """Return the reason for leaving the rest unasked, or an empty text and what is wrong."""
    try:
        reason = clean_text(request.form.get("rest_reason", ""), LONGEST_NOTE)
    except BadAnswerError as error:
        return "", str(error)
    return reason, "" if reason else NO_REASON


def _with_rest(
    case: OpenCase, shown: Section, form: PageForm, decided: Decided, reason: str
) -> Decided:
    """Mark as not asked what has no answer once the changes are made."""
    reading = _foreseen(case, shown, decided)
    answer = Answer(Status.NOT_ASKED, note=reason)
    rest = (one for one in unanswered(shown, reading) if not form.main.is_refused(one))
    return replace(decided, changes=decided.changes + tuple(Change(one, answer) for one in rest))


def _foreseen(case: OpenCase, shown: Section, decided: Decided) -> AnswerReading:
    """Return the reading of the page as it will be."""
    reading = case.page_reading(shown.questions)
    answers = answers_after(case, decided)
    return AnswerReading(reading.questionnaire, answers, reading.today, deepened=reading.deepened)


def revision_seen(case: OpenCase) -> int:
    """Return the revision that the posted page showed, 0 if there never was such a one."""
    seen = request.form.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0  # noqa: PLR2004 - digits
    # One that is too high is of a database that was since put back from a copy.
    return revision if revision <= case.stored.revision else 0


def changed_elsewhere(case: OpenCase) -> frozenset[tuple[str, str | None]]:
    """Return the answers saved since the posted page was opened."""
    revision = revision_seen(case)
    if revision == case.stored.revision:
        return frozenset()
    return settings().store.changed_since(case.id, revision)


def _page(  # noqa: PLR0913, PLR0917 - what pages of a section differ in
    case: OpenCase,
    shown: Section,
    form: PageForm,
    problem: str = "",
    heading: str = "",
    status: int = 200,
) -> Page:
    reason = shown_again(request.form.get("rest_reason", ""))
    is_unsaved = bool(problem) or draft_asked_for() in drafts_of(case, shown)
    page = section_page(case, shown, form, problem, heading)
    page = replace(page, rest_reason=reason, is_unsaved=is_unsaved)
    errors = tuple(
        Link(f"{field.question.short}: {field.error}", f"#{prefix}{field.question.id}")
        for field, prefix in form.faulty()
    )
    frame = case_frame(case, shown.title, errors=errors, section_id=shown.id)
    return render("section.html", frame, page, status)


def _where_next(before: OpenCase, case: OpenCase, shown: Section, decided: Decided) -> str:
    """Read the button that was pressed; what must be looked at first comes before it."""
    go, _, about = request.form.get("go", "next").partition(":")
    if go == DRAFT and about in drafts_of(case, shown):
        return f"{_address(case, shown, draft=about)}#{about}"
    if go in ON_LISTS:
        group_id, _, row_id = about.partition(":")
        return _on_list(case, shown, case.group(shown, group_id), go, row_id)
    opened = opened_by(case, shown) if decided.all else None
    if opened:
        flash(opened.name, OPENED)
        return opened.address
    if go == "later":
        return url_for("cases.task_list", case_id=case.id)
    place = _to_check(before, case, shown, decided)
    if place:
        flash(SOMETHING_TO_CHECK, SAVED)
        return f"{_address(case, shown)}#{place}"
    return next_page(case, shown)


def _to_check(before: OpenCase, case: OpenCase, shown: Section, decided: Decided) -> str:
    """Return the place on the page where something is to be looked at again, or an empty text."""
    queries = queries_after(case, shown, decided.all)
    if queries:
        return field_id(case, queries[0])
    return "so-far" if decided.all and newly_wrong(before, case, shown) else ""


def _address(
    case: OpenCase, shown: Section, adding: str | None = None, draft: str | None = None
) -> str:
    where: dict[str, Any] = {"case_id": case.id, "section_id": shown.id}
    return url_for("sections.section", **where, depth=case.depth_kept, add=adding, draft=draft)


def _on_list(case: OpenCase, shown: Section, group: Question, go: str, row_id: str) -> str:
    """Do what a button beside a list says, or return the address that does."""
    if go == "add" and group.inline:
        return f"{_address(case, shown, group.id)}#{group.id}-{NEW}"
    where: dict[str, Any] = {"case_id": case.id, "section_id": shown.id, "group_id": group.id}
    where["depth"] = case.depth_kept
    if go == "add":
        return url_for("rows.row", row_id=NEW, **where)
    if not row_id:
        abort(404)
    if go in ("row", "remove"):
        return url_for("rows.row" if go == "row" else "rows.remove", row_id=row_id, **where)
    if go == "restore":
        restore_entry(case, group, row_id)
    else:
        settings().store.move_row(case.id, group.id, row_id, STEPS[go], now())
    return f"{_address(case, shown)}#{group.id}"
