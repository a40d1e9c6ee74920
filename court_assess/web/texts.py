"""Text for the report: drafted from answers, edited by the officer, held against its answers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.assessment import LONGEST_DRAFT, EditedText
from court_assess.domain.kinds import BadAnswerError, clean_text
from court_assess.domain.questions import Section
from court_assess.domain.sentences import Voice
from court_assess.storage import StorageError
from court_assess.storage.errors import SavedElsewhereError
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import clock_time, now, wall_clock
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.link import Link
from court_assess.web.pages.texts import (
    BACK,
    KEEP,
    USE,
    Shown,
    draft_name,
    text_address,
    text_form,
    text_page,
    text_sections,
    texts_page,
)
from court_assess.web.sections import FAULTY, STALE, revision_seen
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("texts", __name__)
Changes = dict[Voice, EditedText | None]
CHECK = "Check which is right, then save again"


@pages.get("/cases/<case_id>/texts")
def texts(case_id: str) -> Page | Response:
    """List the sections that can have text in the report."""
    case = load_case(case_id)
    if not case.is_open:
        return redirect(url_for("documents.documents", case_id=case_id))
    return render("texts.html", case_frame(case, "Report text"), texts_page(case))


@pages.get("/cases/<case_id>/texts/<section_id>")
def text(case_id: str, section_id: str) -> Page | Response:
    """Show the three boxes of a section."""
    case = load_case(case_id)
    section = _section(case, section_id)
    if not case.is_open:
        return redirect(url_for("documents.documents", case_id=case_id))
    return _page(case, section, text_form(case, section))


@pages.post("/cases/<case_id>/texts/<section_id>")
def save(case_id: str, section_id: str) -> Page | Response:
    """Save the boxes that were changed or spoken for; come back with any that could not be."""
    case = load_case(case_id)
    section = _section(case, section_id)
    form = text_form(case, section, request.form)
    if is_stale():
        return _page(case, section, form, STALE, 400)
    form.validate()
    changes = _decided(case, section, form)
    keyed = {(section.id, voice): one for voice, one in changes.items()}
    saved_at = now()
    try:
        settings().store.save_texts(case.id, keyed, saved_at, case.stored.revision)
    except SavedElsewhereError:
        return save(case_id, section_id)  # decided anew beside what is there now
    except StorageError as error:
        return _page(case, section, form, str(error), status_of(error))
    if changes or not form.is_faulty:
        flash(f"Saved {clock_time(saved_at)}" if changes else "Nothing was changed", SAVED)
    if form.is_faulty:
        return _faulty_page(load_case(case_id), section, form)
    return redirect(_where_next(case, section))


def _section(case: OpenCase, section_id: str) -> Section:
    """Return a section that has text, or answer 404."""
    found = next((one for one in text_sections(case) if one.id == section_id), None)
    if found is None:
        abort(404)
    return found


def _where_next(case: OpenCase, section: Section) -> str:
    """Stay at a box that a button was for; else go on to the list."""
    _, _, box = request.form.get("go", "").partition(":")
    if box in {voice.value for voice in Voice}:
        return f"{text_address(case, section)}#{box}"
    return url_for("texts.texts", case_id=case.id)


@dataclass(frozen=True, slots=True)
class _Posted:
    """One box as it was posted, beside what it held when the page was opened and holds now."""

    text: str
    draft: str
    act: str
    then: EditedText | None
    now: EditedText | None
    is_others: bool

    def change(self) -> tuple[EditedText | None, bool]:
        """Return the text to save, None for none, and whether that is a change at all."""
        if self.act == BACK or not self.text:
            return None, self.then is not None
        drafted, is_act = self.draft, self.act in {USE, KEEP}
        if self.then and not is_act:  # what the answers were is still to be looked at
            drafted = self.then.drafted
        is_as_shown = self.text == (self.then.text if self.then else self.draft)
        return EditedText(self.text, drafted, wall_clock(now())), is_act or not is_as_shown

    def is_theirs(self, edited: EditedText | None) -> bool:
        """Whether another window, or a second press of the button, saved the same words."""
        return (edited and edited.text) == (self.now and self.now.text)

    def told(self) -> str:
        """Return what the officer is told of another window's change."""
        theirs = f"“{self.now.text}”" if self.now else "the draft"
        return f"This was changed in another window to {theirs}. {CHECK}"


def _decided(case: OpenCase, section: Section, form: QuestionForm) -> Changes:
    """Return what each good box changes; never over what another window saved meanwhile."""
    changes: Changes = {}
    for field in form.answer_fields():
        voice = Voice(field.question.id)
        posted = _posted(case, section, form, voice)
        edited, is_change = posted.change()
        if posted.act == BACK:
            field.error = ""  # what is wrong with it does not matter any more
        if posted.is_others and (field.error or (is_change and not posted.is_theirs(edited))):
            field.error = posted.told()
        elif is_change and not field.error and not posted.is_others:
            changes[voice] = edited
    return changes


def _posted(case: OpenCase, section: Section, form: QuestionForm, voice: Voice) -> _Posted:
    act, _, box = request.form.get("go", "").partition(":")
    past = settings().store.text_history(case.id, (section.id, voice))
    seen = revision_seen(case)
    then = [one for one in past if one.revision <= seen]
    return _Posted(
        text=form.text(voice.value),
        draft=_draft_shown(voice),
        act=act if box == voice.value else "",
        then=then[-1].text if then else None,
        now=past[-1].text if past else None,
        is_others=len(then) < len(past),
    )


def _draft_shown(voice: Voice) -> str:
    """Return the draft that the page had beside a box; none at all if it is no longer sound."""
    try:
        return clean_text(request.form.get(draft_name(voice), ""), LONGEST_DRAFT)
    except BadAnswerError:
        return ""


def _page(
    case: OpenCase, section: Section, form: QuestionForm, problem: str = "", status: int = 200
) -> Page:
    """Show the boxes; where nothing could be saved, all of the page as it was posted."""
    back = Link("Back to report text", url_for("texts.texts", case_id=case.id))
    frame = case_frame(case, f"Report text: {section.title}", back, errors=errors_of(form))
    drafts = {voice: _draft_shown(voice) for voice in Voice}
    shown = Shown(revision_seen(case), drafts) if problem else None
    return render("text.html", frame, text_page(case, section, form, problem, shown), status)


def _faulty_page(case: OpenCase, section: Section, form: QuestionForm) -> Page:
    """Show what was typed in the boxes with a message, and the others as they are saved now."""
    fresh = text_form(case, section)
    for field in fresh.answer_fields():
        typed = form.at(field.question.id)
        if typed and typed.error:
            field.typed = typed.typed
            field.refuse(typed.error)
    return _page(case, section, fresh, status=FAULTY)
