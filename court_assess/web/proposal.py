"""The panel of limits while somebody types: judged from what is on the page, and nothing saved."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from court_assess.web.deciding import answers_after, decide_section
from court_assess.web.open_case import load_case
from court_assess.web.page_form import page_form
from court_assess.web.pages.so_far import so_far as panel_of

pages = Blueprint("proposal", __name__)


@pages.post("/cases/<case_id>/sections/<section_id>/so-far")
def so_far(case_id: str, section_id: str) -> str:
    """Return the panel as it is with what is typed; what cannot be read counts as it is saved."""
    case = load_case(case_id)
    if not case.is_open:
        abort(404)
    shown = case.section(section_id)
    form = page_form(case, shown, request.form)
    decided = decide_section(case, shown, form, frozenset())
    assessment = replace(case.assessment, answers=answers_after(case, decided))
    typed = replace(case, stored=replace(case.stored, assessment=assessment))
    unread = tuple(field.question.short for field, _ in form.faulty())
    panel = panel_of(typed, shown, unread)
    if panel is None:
        abort(404)
    return render_template("web/so_far.html", so_far=panel)
