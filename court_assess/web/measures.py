"""What the answers show: indicators, totals of screening instruments, and pictures of use."""

from __future__ import annotations

from flask import Blueprint

from court_assess.web.open_case import load_case
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.pages.measures import measures_page

pages = Blueprint("measures", __name__)


@pages.get("/cases/<case_id>/measures")
def measures(case_id: str) -> Page:
    """Show what the answers come to, each with its source and what is still open."""
    case = load_case(case_id)
    return render("measures.html", case_frame(case, "What the answers show"), measures_page(case))
