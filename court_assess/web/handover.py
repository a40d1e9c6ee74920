"""The handover page: asked for, made, and written down in one go."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, url_for

from court_assess.report import PdfFailedError, Printable, Stamp
from court_assess.storage import DocumentMade, StorageError
from court_assess.web.documents import download, printable_of
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import LONDON, clock_time, now, wall_clock
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.handover import MADE_FOR, handover_form, handover_page, refuse_basis
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("handover", __name__)
KIND = "handover"


@pages.get("/cases/<case_id>/handover")
def handover(case_id: str) -> Page:
    """Say what is on the page, and ask for whom it is and why it may be passed on."""
    case = load_case(case_id)
    settings().worker.warm()
    return _page(case, handover_form(case))


@pages.post("/cases/<case_id>/handover")
def make(case_id: str) -> Page | Response:
    """Make the page and write down that it was made; neither without the other."""
    case = load_case(case_id)
    form = handover_form(case, request.form)
    if is_stale():
        return _page(case, form, STALE, 400)
    form.validate()
    refuse_basis(case, form)
    if form.is_faulty:
        return _page(case, form, status=422)
    try:
        pdf = _made(case, form)
    except (PdfFailedError, StorageError) as error:
        status = status_of(error) if isinstance(error, StorageError) else 503
        return _page(case, form, f"Not made: {error}", status)
    return download(pdf, "application/pdf", f"court-assessment-handover-{case_id[:8]}.pdf")


def _made(case: OpenCase, form: QuestionForm) -> bytes:
    """Return the PDF once it is on record for whom it was made, and why."""
    moment = now()
    made = DocumentMade(
        kind=KIND,
        made_at=moment,
        made_by=form.text("made_by"),
        made_for=MADE_FOR[form.text("made_for")],
        basis=form.text("basis"),
        reason=form.text("reason"),
    )
    pdf = settings().worker.render(*_printable(case, made))
    settings().store.record_document(case.id, made)
    flash(f"Handover page made and written down {clock_time(moment)}", SAVED)
    return pdf


def _printable(case: OpenCase, made: DocumentMade) -> Printable:
    stamp = Stamp(
        is_draft=case.is_open,
        version=case.stored.version,
        signer=made.made_by,
        signed_on=made.made_at.astimezone(LONDON).date(),
        prepared_on=case.judged_on,
        reason=made.reason,
        made_for=made.made_for,
        basis=made.basis,
        made_at=wall_clock(made.made_at),
        local=settings().local,
    )
    return printable_of(KIND, case, stamp)


def _page(case: OpenCase, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    documents = url_for("documents.documents", case_id=case.id)
    frame = case_frame(case, "Handover page", errors=errors_of(form))
    return render("handover.html", frame, handover_page(case, form, documents, problem), status)
