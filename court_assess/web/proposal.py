"""The panel of limits while somebody types: judged from what is on the page, and nothing saved."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from court_assess.domain.answers import Answers, Row
from court_assess.storage import Change
from court_assess.web.entry import Sheet
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.page_form import NEW, Decided, decide_page, page_form
from court_assess.web.pages.first_drafts import WORDING
from court_assess.web.pages.so_far import so_far as panel_of

pages = Blueprint("proposal", __name__)
CONFIRMED = "order.wording_confirmed"


@pages.post("/cases/<case_id>/sections/<section_id>/so-far")
def so_far(case_id: str, section_id: str) -> str:
    """Return the panel as it is with what is typed; what cannot be read counts as it is saved."""
    case = load_case(case_id)
    shown = case.section(section_id)
    form = page_form(case, shown, request.form)
    decided = decide_page(form, Sheet(case.reading, None, shown.checks))
    panel = panel_of(_as_typed(case, decided), shown)
    if panel is None:
        abort(404)
    return render_template("web/so_far.html", so_far=panel)


def unconfirmed(answers: Answers, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes, and take back the confirmation of a wording that is changed.

    What was confirmed is a text; another text has to be confirmed anew.
    """
    changed = {one.question for one in changes}
    if WORDING not in changed or CONFIRMED in changed or answers.get(CONFIRMED) is None:
        return changes
    return (*changes, Change(CONFIRMED, None))


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
