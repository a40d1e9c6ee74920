"""A page with nothing on it, for when somebody comes in; the script covers the page by itself."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, url_for

from court_assess.web.pages.frame import Frame, Page, render
from court_assess.web.settings import settings

pages = Blueprint("pause", __name__)


@dataclass(frozen=True, slots=True)
class PausedPage:
    """The way back."""

    back: str


@pages.get("/cases/<case_id>/paused")
def paused(case_id: str) -> Page:
    """Show nothing of the case; what one page tells the next waits for the page after this."""
    settings().store.load(case_id)  # an address of a case that there is not stays a 404
    page = PausedPage(url_for("cases.task_list", case_id=case_id))
    return render("paused.html", Frame("Paused", is_demo=settings().is_demo), page)
