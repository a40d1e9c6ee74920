"""What follows from the answers: what the law asks, and all answers to check."""

from __future__ import annotations

from flask import Blueprint

from court_assess.web.open_case import load_case
from court_assess.web.pages.answers import check_page
from court_assess.web.pages.changes import changes_page
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.pages.law import law_page

law_pages = Blueprint("law", __name__)
answer_pages = Blueprint("answers", __name__)


@law_pages.get("/cases/<case_id>/law")
def law(case_id: str) -> Page:
    """Show each condition of law, whether it is met and why."""
    case = load_case(case_id)
    return render("findings.html", case_frame(case, "What the law asks"), law_page(case))


@law_pages.get("/cases/<case_id>/law/changes")
def changes(case_id: str) -> Page:
    """Show the fewest answers that would turn each outcome."""
    case = load_case(case_id)
    return render("changes.html", case_frame(case, "What would change this"), changes_page(case))


@answer_pages.get("/cases/<case_id>/answers")
def check(case_id: str) -> Page:
    """Show every answer, with links to change them."""
    case = load_case(case_id)
    return render("answers.html", case_frame(case, "Check answers"), check_page(case))
