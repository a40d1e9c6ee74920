"""Bring in the provider's answers from a returned referral file: choose, compare, confirm."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.provider_part import JOINT
from court_assess.replies import (
    AskedAbout,
    RefusedReplyError,
    Reply,
    Sent,
    new_entries,
    read_reply,
    to_clear,
)
from court_assess.storage import Change, ReplyTaken
from court_assess.storage.errors import SavedElsewhereError
from court_assess.web.local_time import clock_time, now
from court_assess.web.open_case import SAVED, OpenCase, after_saving, load_case
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.pages.link import Link
from court_assess.web.pages.reply import reply_check_page, reply_page
from court_assess.web.sections import revision_seen
from court_assess.web.settings import settings

pages = Blueprint("reply", __name__)
HEADING = "Bring in the provider's answers"
CHECK = "Check the provider's answers"
CHOOSE = "Choose the file that the provider sent back"
MEANWHILE = "An answer here was changed in another window. Look at both again."


@pages.get("/cases/<case_id>/reply")
def bring_in(case_id: str) -> Page | Response:
    """Ask for the returned file."""
    case = load_case(case_id)
    return _asked_for(case) if case.is_open else _closed(case)


@pages.post("/cases/<case_id>/reply")
def read_in(case_id: str) -> Page | Response:
    """Show what the file would change; a file with anything wrong in it is refused whole."""
    case = load_case(case_id)
    upload = request.files.get("file")
    raw = upload.read() if upload else b""
    return _compared(case, raw) if raw else _asked_for(case, CHOOSE)


@pages.post("/cases/<case_id>/reply/take")
def take(case_id: str) -> Page | Response:
    """Save what was shown, all of it or nothing."""
    case = load_case(case_id)
    try:
        raw = base64.b64decode(request.form.get("file", ""), validate=True)
    except (binascii.Error, ValueError):
        abort(400)
    try:
        reply = read_reply(raw, _about(case))
    except RefusedReplyError as error:
        return _asked_for(case, str(error))
    if revision_seen(case) != case.stored.revision:
        return _compared(case, raw, MEANWHILE)
    try:
        _save(case, reply)
    except SavedElsewhereError:
        return _compared(load_case(case_id), raw, MEANWHILE)
    return redirect(url_for("sections.section", case_id=case_id, section_id="provider"))


def _save(case: OpenCase, reply: Reply) -> None:
    held, moment = case.assessment.answers, now()
    changes = [Change(question, None) for question in to_clear(reply, held)]
    changes += [Change(question, one) for question, one in reply.answers.items()]
    entries = [
        [Change(question, one) for question, one in entry.items()]
        for entry in new_entries(reply, held)
    ]
    taken = ReplyTaken(moment, reply.who, reply.role, reply.on, reply.seal)
    settings().store.take_reply(case.id, changes, JOINT, entries, taken, case.stored.revision)
    flash(f"The provider's answers were saved {clock_time(moment)}", SAVED)
    after_saving(case, load_case(case.id))


def _about(case: OpenCase) -> AskedAbout:
    made = settings().store.documents_made(case.id)
    sent = tuple(Sent(one.seal, one.version) for one in made if one.seal)
    return AskedAbout(case.library, case.judgement, sent, case.today)


def _closed(case: OpenCase) -> Response:
    return redirect(url_for("answers.check", case_id=case.id))


def _compared(case: OpenCase, raw: bytes, problem: str = "") -> Page | Response:
    if not case.is_open:
        return _closed(case)
    try:
        reply = read_reply(raw, _about(case))
    except RefusedReplyError as error:
        return _asked_for(case, str(error))
    page = reply_check_page(case, reply, raw, problem)
    return render("reply_check.html", case_frame(case, CHECK), page, 409 if problem else 200)


def _asked_for(case: OpenCase, problem: str = "") -> Page:
    store = settings().store
    page = reply_page(case, store.documents_made(case.id), store.replies_taken(case.id))
    errors = (Link(problem, "#file"),) if problem else ()
    frame = case_frame(case, HEADING, errors=errors)
    return render("reply.html", frame, page, 422 if problem else 200)
