"""The panel of limits while somebody types: judged from what is on the page, and nothing saved."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from court_assess.domain.answers import Answers, Row
from court_assess.storage import Change
from court_assess.web.deciding import decide_section
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.page_form import NEW, Decided, page_form
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
    unread = tuple(field.question.short for field, _ in form.faulty())
    panel = panel_of(_as_typed(case, decided), shown, unread)
    if panel is None:
        abort(404)
    return render_template("web/so_far.html", so_far=panel)


def _as_typed(case: OpenCase, decided: Decided) -> OpenCase:
    """Return the case as it would be if the page were saved."""
    answers = case.assessment.answers.having(
        {one.question: one.answer for one in decided.changes if one.row is None}
    )
    rows = {
        group: tuple(_typed(row, decided) for row in held) for group, held in answers.rows.items()
    }
    for group, new in decided.new.items():
        rows[group] = (*rows.get(group, ()), _with(Row(NEW), new))
    assessment = replace(case.assessment, answers=replace(answers, rows=rows))
    return replace(case, stored=replace(case.stored, assessment=assessment))


def _typed(row: Row, decided: Decided) -> Row:
    return _with(row, tuple(one for one in decided.changes if one.row == row.id))


def _with(row: Row, changes: tuple[Change, ...]) -> Row:
    held = Answers(row.answers).having({one.question: one.answer for one in changes})
    return Row(row.id, held.single)
