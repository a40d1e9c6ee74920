"""The referral to the treatment provider: asked for, made, and written down in one go."""

from __future__ import annotations

from flask import Blueprint, Response, request

from court_assess.domain.consents import CONSENT, why_not_referred
from court_assess.printing import REFERRAL
from court_assess.report import NotMadeError
from court_assess.storage import DocumentMade
from court_assess.web.documents import download
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import now
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.pages.referral import (
    made_for,
    referral_form,
    referral_page,
    refuse_no_name,
)
from court_assess.web.passing_on import as_data, as_pdf, made_or_asked_again, passed_on
from court_assess.web.settings import settings

pages = Blueprint("referral", __name__)
DATA = "referral_data"  # the name in the log of the data alone


@pages.get("/cases/<case_id>/referral")
def referral(case_id: str) -> Page:
    """Say how the consent stands, and ask which provider it is for."""
    case = load_case(case_id)
    settings().worker.warm()
    return _page(case, referral_form(case, settings().local))


@pages.post("/cases/<case_id>/referral")
def make(case_id: str) -> Page | Response:
    """Make the referral, or its data alone, and write down that it was made."""
    case = load_case(case_id)
    form = referral_form(case, settings().local, request.form)
    return made_or_asked_again(
        case,
        form,
        refuse=lambda case: _refuse(case, form),
        make=lambda: _made(case, form),
        ask=lambda case, problem, status: _page(case, form, problem, status),
    )


def _refuse(case: OpenCase, form: QuestionForm) -> None:
    why_not = why_not_referred(case.reading)
    if why_not:
        raise NotMadeError(why_not)
    refuse_no_name(form)


def _made(case: OpenCase, form: QuestionForm) -> Response:
    is_data = request.form.get("go") == "data"
    made = DocumentMade(
        kind=DATA if is_data else REFERRAL,
        made_at=now(),
        made_by=form.text("made_by"),
        made_for=made_for(case, settings().local, form),
        basis=CONSENT,
        reason="",
    )
    name = f"court-assessment-referral-{case.id[:8]}"
    if is_data:
        data = passed_on(REFERRAL, case, made, as_data, "Referral as a data file")
        return download(data, "application/json", f"{name}.json")
    pdf = passed_on(REFERRAL, case, made, as_pdf, "Referral")
    return download(pdf, "application/pdf", f"{name}.pdf")


def _page(case: OpenCase, form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    page = referral_page(case, form, problem)
    errors = errors_of(form) if page.is_allowed else ()
    frame = case_frame(case, "Referral to the treatment provider", errors=errors)
    return render("referral.html", frame, page, status)
