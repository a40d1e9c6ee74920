"""The page of one entry of a list: a substance, an offence, a source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question, Section
from court_assess.storage import Change, StorageError
from court_assess.storage.errors import SavedElsewhereError, UnknownRowError
from court_assess.web.drug_tests import before_removal, with_amended
from court_assess.web.entry import Keys, Sheet, decide
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now
from court_assess.web.open_case import (
    SAVED,
    OpenCase,
    add_entry,
    after_saving,
    load_case,
    restore_entry,
    save_changes,
)
from court_assess.web.page_form import NEW, section_form
from court_assess.web.pages.addresses import row_place, row_title
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.link import Link
from court_assess.web.pages.queries import SOMETHING_TO_CHECK, field_id, queries_after
from court_assess.web.pages.section import row_page
from court_assess.web.sections import (
    ENTRY_GONE,
    FAULTY,
    STALE,
    changed_elsewhere,
    revision_seen,
)
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

ROW = "/cases/<case_id>/sections/<section_id>/<group_id>/<row_id>"
BRING_BACK = "restore"
GONE = f"{ENTRY_GONE} To go on with it, bring it back and save."
pages = Blueprint("rows", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list and where it stands; a new one is not stored yet.

    One that ``is_gone`` was taken out, and its row is as it was then.
    """

    case: OpenCase
    section: Section
    group: Question
    row: Row
    is_gone: bool = False

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
        """Return the address of the list on the page that holds it, as deep as this page is."""
        where: dict[str, Any] = {"case_id": self.case.id, "section_id": self.group.section}
        page = url_for("sections.section", depth=self.case.depth_kept, **where)
        return f"{page}#{self.group.id}"

    def title(self) -> str:
        """Name the entry."""
        if self.row.id == NEW:
            return f"Add: {self.group.row_name}"
        return row_title(self.group, self.row, self.case.assessment)

    def tab(self) -> str:
        """Name the entry by its place, since a window's title is read over the shoulder."""
        if self.row.id == NEW:
            return self.title()
        return row_place(self.group, self.row, self.case.assessment)


def _entry(
    case_id: str, section_id: str, group_id: str, row_id: str, *, may_be_gone: bool = False
) -> Entry:
    case = load_case(case_id)
    section = case.section(section_id)
    group = case.group(section, group_id)
    gone = case.removed_row(group, row_id) if may_be_gone else None
    row = gone or (Row(NEW) if row_id == NEW else case.row(group, row_id))
    return Entry(case, section, group, row, gone is not None)


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
    """Save the good answers of an entry, a new one once it has any, one taken out once asked to."""
    entry = _entry(case_id, section_id, group_id, row_id, may_be_gone=True)
    form = section_form(entry.case, entry.group.questions, entry.row, request.form)
    if is_stale():
        return _page(entry, form, STALE, 400)
    changes = decide(form, Sheet(entry.case.reading, entry.row, (), _theirs(entry)))
    changes = with_amended(entry.case.assessment.answers, changes)
    was_gone = entry.is_gone
    if was_gone and request.form.get("go") != BRING_BACK:
        return _page(entry, form, GONE, FAULTY)
    try:
        entry = _brought_back(entry)
        if changes or not (form.is_faulty or was_gone):
            entry = _saved(entry, changes)
    except (SavedElsewhereError, UnknownRowError):
        return save(case_id, section_id, group_id, row_id)  # decided anew beside what is there now
    except StorageError as error:
        return _page(entry, form, str(error), status_of(error))
    if form.is_faulty:
        return _page(entry, form, status=FAULTY)
    return redirect(_asked_back(entry, changes) or _where_next(entry))


def _asked_back(entry: Entry, changes: tuple[Change, ...]) -> str:
    """Return where to look at again what was just saved; empty if there is nothing to ask back."""
    saved = (replace(one, row=entry.row.id) for one in changes)
    queries = queries_after(entry.case, entry.section, saved)
    if not queries:
        return ""
    flash(SOMETHING_TO_CHECK, SAVED)
    return f"{entry.address()}#{field_id(entry.case, queries[0])}"


def _where_next(entry: Entry) -> str:
    is_more = request.form.get("go") == "another"
    return entry.address(row_id=NEW) if is_more else entry.list_address()


def _theirs(entry: Entry) -> Keys:
    """Return the answers that another window changed; that one took the entry out is no change."""
    if not entry.is_gone:
        return changed_elsewhere(entry.case)
    seen, row, store = revision_seen(entry.case), entry.row, settings().store
    changed = set()
    for question in entry.group.questions:
        past = store.history(entry.case.id, question.id, row.id)
        before = past[:-1] if question.id in row.answers else past  # the last one is the removal
        if any(one.revision > seen for one in before):
            changed.add((question.id, row.id))
    return frozenset(changed)


def _brought_back(entry: Entry) -> Entry:
    """Return an entry that is in its list, brought back if it was taken out."""
    if not entry.is_gone:
        return entry
    case = restore_entry(entry.case, entry.group, entry.row.id)
    return replace(entry, case=case, is_gone=False)


def _saved(entry: Entry, changes: tuple[Change, ...]) -> Entry:
    """Save; a new entry comes at the end of its list."""
    if entry.row.id != NEW or not changes:
        return replace(entry, case=save_changes(entry.case, changes))
    case, row = add_entry(entry.case, entry.group, changes)
    return replace(entry, case=case, row=row)


def _page(entry: Entry, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    page = row_page(entry.case, entry.group, form, entry.row, problem)
    back = Link(f"Back to {entry.section.title.lower()}", entry.list_address())
    errors, section_id = errors_of(form), entry.section.id
    frame = case_frame(entry.case, entry.title(), back, errors, section_id, tab=entry.tab())
    page = replace(page, action=entry.address(), is_gone=entry.is_gone)
    return render("section.html", frame, page, status)


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
    tab = f"Remove: {entry.tab().lower()}"
    frame = case_frame(entry.case, f"Remove: {entry.title()}", back, tab=tab)
    return render("remove.html", frame, RemovePage(entry.group.row_name, entry.list_address()))


@pages.post(f"{ROW}/remove")
def take_out(case_id: str, section_id: str, group_id: str, row_id: str) -> Response:
    """Take an entry out; its history keeps what it held."""
    entry = _stored(case_id, section_id, group_id, row_id)
    beside = tuple(before_removal(entry.case.assessment.answers, group_id, row_id))
    if beside:
        settings().store.save(case_id, beside, now())
    settings().store.remove_row(case_id, group_id, row_id, now())
    flash("Entry removed", SAVED)  # and not which: the cookie holds no word of a case
    after_saving(entry.case, load_case(case_id))
    return redirect(entry.list_address())
