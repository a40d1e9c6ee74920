"""The handover page: asked for, made, and written down in one go."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from court_assess.storage import DocumentMade
from court_assess.web.documents import download
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.handover import MADE_FOR, handover_form, handover_page, refuse_basis
from court_assess.web.passing_on import as_pdf, made_or_asked_again, passed_on
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
    return made_or_asked_again(
        case,
        form,
        refuse=lambda case: refuse_basis(case, form),
        make=lambda: _made(case, form),
        ask=lambda case, problem, status: _page(case, form, problem, status),
    )


def _made(case: OpenCase, form: QuestionForm) -> Response:
    made = DocumentMade(
        kind=KIND,
        made_at=now(),
        made_by=form.text("made_by"),
        made_for=MADE_FOR[form.text("made_for")],
        basis=form.text("basis"),
        reason=form.text("reason"),
    )
    pdf = passed_on(KIND, case, made, as_pdf, "Handover page")
    return download(pdf, "application/pdf", f"court-assessment-handover-{case.id[:8]}.pdf")


def _page(case: OpenCase, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    documents = url_for("documents.documents", case_id=case.id)
    frame = case_frame(case, "Handover page", errors=errors_of(form))
    return render("handover.html", frame, handover_page(case, form, documents, problem), status)
