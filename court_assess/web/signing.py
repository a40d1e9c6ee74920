"""Sign, change after signing, adjourn, withdraw: each asks for what the record must hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess import __version__
from court_assess.domain.questions import Option, Question
from court_assess.exports.case_file import as_tree
from court_assess.exports.judgement import as_json
from court_assess.report import PdfFailedError, Stamp
from court_assess.storage import StorageError
from court_assess.web.documents import printable_of
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import LONDON, now
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.documents import REPORT, sign_page
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings
from court_assess.web.typed import FormData

pages = Blueprint("signing", __name__)
CONFIRM = Option(
    "yes", "I have read the draft. The answers are a true record, and the recommendation is mine."
)
SIGNATURE = (
    Question("signer", "text", "Your full name", "Name", "", why="Enter your name", required=True),
    Question("role", "text", "Your role", "Role", "", why="Enter your role", required=True),
    Question(
        "confirm",
        "choices",
        "Confirm",
        "Confirm",
        "",
        why="Tick the box once you have read the draft",
        options=(CONFIRM,),
        required=True,
    ),
)
FAULTY = 422


@pages.get("/cases/<case_id>/sign")
def sign(case_id: str) -> Page | Response:
    """Show what is lacking, or ask for the signature."""
    case = load_case(case_id)
    if not case.is_open:
        return redirect(url_for("documents.documents", case_id=case_id))
    return _sign_page(case, _signature(case))


@pages.post("/cases/<case_id>/sign")
def put_signature(case_id: str) -> Page | Response:
    """Freeze answers, findings and the PDF's bytes in one go, or nothing at all."""
    case = load_case(case_id)
    if not case.is_open:
        return redirect(url_for("documents.documents", case_id=case_id))
    form = _signature(case, request.form)
    if is_stale():
        return _sign_page(case, form, STALE, 400)
    if not form.validate() or case.lacking:
        return _sign_page(case, form, status=FAULTY)
    if request.form.get("revision") != str(case.stored.revision):
        problem = "Not signed: answers were saved after you opened this page. Read the draft again."
        return _sign_page(case, form, problem, 409)
    try:
        version = _freeze(case, form.text("signer"), form.text("role"))
    except (PdfFailedError, StorageError) as error:
        status = status_of(error) if isinstance(error, StorageError) else 503
        return _sign_page(case, form, f"Not signed: {error}", status)
    flash(f"Signed as version {version}", SAVED)
    return redirect(url_for("documents.documents", case_id=case_id))


def _freeze(case: OpenCase, signer: str, role: str) -> int:
    moment = now()
    stamp = Stamp(
        is_draft=False,
        version=case.stored.version + 1,
        signer=signer,
        role=role,
        signed_on=moment.astimezone(LONDON).date(),
        prepared_on=case.assessment.prepared_on,
        reason=case.stored.note if case.stored.version else "",
        local=settings().local,
    )
    pdf = settings().worker.render(*printable_of(REPORT, case, stamp))
    return settings().store.sign(
        case.id,
        signer=signer,
        role=role,
        reason=stamp.reason,
        content=_content(case, stamp, moment),
        pdf=pdf,
        now=moment,
        revision=case.stored.revision,
    )


def _content(case: OpenCase, stamp: Stamp, moment: datetime) -> str:
    """Write everything that is signed as canonical JSON: sorted keys, no spaces."""
    assessment = replace(case.assessment, prepared_on=case.judged_on)
    content: Mapping[str, object] = {
        "format": "court-assess/signed@1",
        "case": as_tree(assessment, case.library.digest),
        "findings": as_json(case.judgement),
        "signature": {
            "signer": stamp.signer,
            "role": stamp.role,
            "signed_at": moment.isoformat(),
            "version": stamp.version,
            "reason": stamp.reason,
        },
        "program": __version__,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _signature(case: OpenCase, posted: FormData | None = None) -> QuestionForm:
    """Return the form to sign with; name and role stand ready if the officer gave them."""
    answers = case.assessment.answers
    known = {"signer": answers.get("rec.officer_name"), "role": answers.get("rec.officer_role")}
    stored = {key: one for key, one in known.items() if one and one.is_given}
    return QuestionForm(SIGNATURE, stored, posted, is_plain=True)


def _sign_page(case: OpenCase, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    frame = case_frame(case, "Sign", errors=errors_of(form))
    return render("sign.html", frame, sign_page(case, form, problem), status)
