"""Safety: all flags, and what was done about each."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.domain.assessment import FlagResponse
from court_assess.domain.flags import FlagFinding
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import clock_time, now, wall_clock
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.flags import flag_form, safety_page
from court_assess.web.pages.frame import Page, case_frame, errors_of, render
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("safety", __name__)


@pages.get("/cases/<case_id>/safety")
def safety(case_id: str) -> Page:
    """Show every flag, those that are not known too."""
    case = load_case(case_id)
    return render("safety.html", case_frame(case, "Safety", names_flags=False), safety_page(case))


@pages.post("/cases/<case_id>/safety/<flag_id>")
def respond(case_id: str, flag_id: str) -> Page | Response:
    """Save who has seen a flag and what was done."""
    case = load_case(case_id)
    found = next((one for one in case.flags if one.flag.id == flag_id), None)
    if found is None:
        abort(404)
    form = flag_form(found, request.form)
    if is_stale():
        return _page(case, found, form, STALE, 400)
    if not form.validate():
        return _page(case, found, form, status=422)
    moment = now()
    settings().store.respond(case_id, flag_id, _response(found, form), moment)
    flash(f"Saved {clock_time(moment)}", SAVED)
    return redirect(_where_next(case))


def _page(
    case: OpenCase, found: FlagFinding, form: QuestionForm, problem: str = "", status: int = 200
) -> Page:
    """Show all flags, with what was typed about one."""
    frame = case_frame(case, "Safety", errors=errors_of(form), names_flags=False)
    return render("safety.html", frame, safety_page(case, (found.flag.id, form), problem), status)


def _response(found: FlagFinding, form: QuestionForm) -> FlagResponse:
    flag_id = found.flag.id
    return FlagResponse(
        seen_by=form.text(f"{flag_id}-seen_by"),
        at=wall_clock(now()),
        done=form.text(f"{flag_id}-done") == "yes",
        what=form.text(f"{flag_id}-what"),
        about=found.about,
    )


def _where_next(case: OpenCase) -> str:
    """Go back to the section that the flag was shown on, if it was on one."""
    section_id = request.form.get("section", "")
    if any(one.id == section_id for one in case.sections_shown):
        return url_for("sections.section", case_id=case.id, section_id=section_id)
    return url_for("safety.safety", case_id=case.id)
