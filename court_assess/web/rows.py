"""The page of one entry of a list: a substance, an offence, a source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question, Section
from court_assess.storage import Change, StorageError
from court_assess.storage.errors import SavedElsewhereError
from court_assess.web.entry import Sheet, decide
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now
from court_assess.web.open_case import (
    SAVED,
    OpenCase,
    add_entry,
    after_saving,
    load_case,
    save_changes,
)
from court_assess.web.page_form import NEW, section_form
from court_assess.web.pages.addresses import row_title
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.link import Link
from court_assess.web.pages.queries import SOMETHING_TO_CHECK, field_id, queries_after
from court_assess.web.pages.section import row_page
from court_assess.web.sections import FAULTY, STALE, changed_elsewhere
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

ROW = "/cases/<case_id>/sections/<section_id>/<group_id>/<row_id>"
STEPS = {"up": -1, "down": 1}
BACK_AGAIN = "Entry brought back, with the answers it had"
pages = Blueprint("rows", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list and where it stands; a new one is not stored yet."""

    case: OpenCase
    section: Section
    group: Question
    row: Row

    def address(self, page: str = "rows.row", row_id: str = "") -> str:
        """Return the address of a page about this entry, or about another of the same list."""
        return url_for(
            page,
            case_id=self.case.id,
            section_id=self.section.id,
            group_id=self.group.id,
            row_id=row_id or self.row.id,
            depth=self.case.depth_kept,
        )

    def list_address(self) -> str:
        """Return the address of the page that holds the list."""
        return list_address(self.case, self.group)

    def title(self) -> str:
        """Name the entry."""
        if self.row.id == NEW:
            return f"Add: {self.group.row_name}"
        return row_title(self.group, self.row, self.case.assessment)


def list_address(case: OpenCase, group: Question) -> str:
    """Return the address of a list on the page that holds it, as deep as this page is."""
    where: dict[str, Any] = {"case_id": case.id, "section_id": group.section}
    return f"{url_for('sections.section', depth=case.depth_kept, **where)}#{group.id}"


def _entry(case_id: str, section_id: str, group_id: str, row_id: str) -> Entry:
    case = load_case(case_id)
    section = case.section(section_id)
    group = case.group(section, group_id)
    row = Row(NEW) if row_id == NEW else case.row(group, row_id)
    return Entry(case, section, group, row)


def _stored(case_id: str, section_id: str, group_id: str, row_id: str) -> Entry:
    """Return an entry that is in its list already, or answer 404."""
    if row_id == NEW:
        abort(404)
    return _entry(case_id, section_id, group_id, row_id)


@pages.get(ROW)
def row(case_id: str, section_id: str, group_id: str, row_id: str) -> Page | Response:
    """Show the questions of one entry."""
    entry = _entry(case_id, section_id, group_id, row_id)
    if not entry.case.is_open:
        return redirect(url_for("answers.check", case_id=case_id))
    return _page(entry, section_form(entry.case, entry.group.questions, entry.row))


@pages.post(ROW)
def save(case_id: str, section_id: str, group_id: str, row_id: str) -> Page | Response:
    """Save the good answers of an entry, a new one once it has any."""
    entry = _entry(case_id, section_id, group_id, row_id)
    form = section_form(entry.case, entry.group.questions, entry.row, request.form)
    if is_stale():
        return _page(entry, form, STALE, 400)
    sheet = Sheet(entry.case.reading, entry.row, (), changed_elsewhere(entry.case))
    changes = decide(form, sheet)
    try:
        if changes or not form.is_faulty:
            entry = _saved(entry, changes)
    except SavedElsewhereError:
        return save(case_id, section_id, group_id, row_id)  # decided anew beside what is there now
    except StorageError as error:
        return _page(entry, form, str(error), status_of(error))
    if form.is_faulty:
        return _page(entry, form, status=FAULTY)
    return redirect(_asked_back(entry, changes) or _where_next(entry))


def _asked_back(entry: Entry, changes: tuple[Change, ...]) -> str:
    """Return where to look at again what was just saved; empty if there is nothing to ask back."""
    queries = queries_after(entry.case, entry.section, changes)
    if not queries:
        return ""
    flash(SOMETHING_TO_CHECK, SAVED)
    return f"{entry.address()}#{field_id(entry.case, queries[0])}"


def _where_next(entry: Entry) -> str:
    is_more = request.form.get("go") == "another"
    return entry.address(row_id=NEW) if is_more else entry.list_address()


def _saved(entry: Entry, changes: tuple[Change, ...]) -> Entry:
    """Save; a new entry comes at the end of its list."""
    if entry.row.id != NEW or not changes:
        return replace(entry, case=save_changes(entry.case, changes))
    case, row = add_entry(entry.case, entry.group, changes)
    return replace(entry, case=case, row=row)


def _page(entry: Entry, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    page = row_page(entry.case, entry.group, form, entry.row, problem)
    back = Link(f"Back to {entry.section.title.lower()}", entry.list_address())
    frame = case_frame(entry.case, entry.title(), back, errors_of(form), entry.section.id)
    return render("section.html", frame, replace(page, action=entry.address()), status)


@dataclass(frozen=True, slots=True)
class RemovePage:
    """Asks before an entry is taken out."""

    row_name: str
    keep: str


@pages.get(f"{ROW}/remove")
def remove(case_id: str, section_id: str, group_id: str, row_id: str) -> Page:
    """Ask before an entry is taken out."""
    entry = _stored(case_id, section_id, group_id, row_id)
    back = Link(f"Back to {entry.section.title.lower()}", entry.list_address())
    frame = case_frame(entry.case, f"Remove: {entry.title()}", back)
    return render("remove.html", frame, RemovePage(entry.group.row_name, entry.list_address()))


@pages.post(f"{ROW}/remove")
def take_out(case_id: str, section_id: str, group_id: str, row_id: str) -> Response:
    """Take an entry out; its history keeps what it held."""
    entry = _stored(case_id, section_id, group_id, row_id)
    settings().store.remove_row(case_id, group_id, row_id, now())
    flash("Entry removed", SAVED)  # and not which: the cookie holds no word of a case
    after_saving(entry.case, load_case(case_id))
    return redirect(entry.list_address())


@pages.post(f"{ROW}/move")
def move(case_id: str, section_id: str, group_id: str, row_id: str) -> Response:
    """Move an entry up or down in its list."""
    entry = _stored(case_id, section_id, group_id, row_id)
    step = STEPS.get(request.form.get("step", ""))
    if step is None:
        abort(400)
    move_entry(entry.case, entry.group, row_id, step)
    return redirect(entry.list_address())


def move_entry(case: OpenCase, group: Question, row_id: str, step: int) -> None:
    """Move an entry up (-1) or down (1); at the end of its list it stays where it is."""
    settings().store.move_row(case.id, group.id, row_id, step, now())


@pages.post(f"{ROW}/restore")
def restore(case_id: str, section_id: str, group_id: str, row_id: str) -> Response:
    """Bring back an entry that was taken out."""
    case = load_case(case_id)
    group = case.group(case.section(section_id), group_id)
    restore_entry(case, group, row_id)
    return redirect(list_address(case, group))


def restore_entry(case: OpenCase, group: Question, row_id: str) -> OpenCase:
    """Bring an entry back to its place with its answers, and return the case as saved."""
    settings().store.restore_row(case.id, group.id, row_id, now())
    flash(BACK_AGAIN, SAVED)  # and not which: the cookie holds no word of a case
    return after_saving(case, load_case(case.id))
