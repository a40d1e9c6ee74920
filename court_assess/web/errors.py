"""Plain pages for everything that goes wrong."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from court_assess.definitions.problems import DefinitionsError
from court_assess.report import NotMadeError, PdfFailedError
from court_assess.storage import StorageError
from court_assess.storage.errors import (
    BusyError,
    ChangedMeanwhileError,
    NotOpenError,
    NotSignedError,
    SavedElsewhereError,
    StorageFullError,
    UnknownCaseError,
    UnknownLibraryError,
    UnknownRowError,
)
from court_assess.web.pages.frame import Page, plain_frame, render
from court_assess.web.pages.link import Link
from court_assess.web.settings import settings

SAYS = {
    400: ("That could not be read", "Go back, reload the page and try again. Nothing was saved."),
    403: ("That was refused", "The request came from another site. Nothing was saved."),
    404: ("Page not found", "Check the address, or go to the list of cases."),
    405: ("That cannot be done here", "Go to the list of cases and start from there."),
    413: ("That is too big", "Send a smaller file, or a shorter text. Nothing was saved."),
    500: (
        "Something went wrong",
        "What you did last may not have been saved. Open the case again and check the answers.",
    ),
}
UNREADABLE = (
    "This case was made with definitions that this program can no longer read. "
    "Nothing in it is lost. A version of the program that can read them opens it."
)
STORAGE_STATUS: tuple[tuple[type[StorageError], int], ...] = (
    (UnknownCaseError, 404),
    (UnknownRowError, 404),
    (NotOpenError, 409),
    (NotSignedError, 409),
    (ChangedMeanwhileError, 409),
    (SavedElsewhereError, 409),
    (StorageFullError, 507),
    (BusyError, 503),
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What a plain page says, and what can still be downloaded."""

    says: str
    signed: tuple[Link, ...] = ()


def status_of(error: StorageError) -> int:
    """Return the status of the answer to something the store refused."""
    return next((status for kind, status in STORAGE_STATUS if isinstance(error, kind)), 500)


def page_for(status: int, says: str = "") -> Page:
    """Return the plain page for a status."""
    heading, advice = SAYS.get(status, SAYS[400])
    return render("error.html", plain_frame(heading), ErrorPage(says or advice), status)


def answer_errors(app: Flask) -> None:
    """Give every error its plain page."""
    app.register_error_handler(SecurityError, _other_host)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StorageError, _storage)
    app.register_error_handler(DefinitionsError, _unreadable)
    app.register_error_handler(UnknownLibraryError, _unreadable)
    app.register_error_handler(PdfFailedError, _pdf)
    app.register_error_handler(NotMadeError, _not_made)
    app.register_error_handler(Exception, _unforeseen)


def _other_host(error: SecurityError) -> Page:
    """Answer a call by a name that is not ours; without one no address of ours can be written."""
    del error
    return render_template("web/other_host.html"), 400


def _stale(error: CSRFError) -> Page:
    del error
    return page_for(
        400, "The page is from before the last start. Open it again. Nothing was saved."
    )


def _http(error: HTTPException) -> Page:
    return page_for(error.code or 500)


def _storage(error: StorageError) -> Page:
    status = status_of(error)
    headings = {404: SAYS[404][0], 409: "That cannot be done now"}
    frame = plain_frame(headings.get(status, "The database could not be used"))
    return render("error.html", frame, ErrorPage(str(error)), status)


def _unreadable(error: Exception) -> Page:
    """Answer for a case whose kept definitions cannot be read; what was signed needs none."""
    current_app.logger.error("kept definitions: %s", type(error).__name__)
    case_id = (request.view_args or {}).get("case_id")
    versions = settings().store.signed_versions(case_id) if case_id else ()
    signed = tuple(
        Link(
            f"Download the signed PDF, version {one.version}",
            url_for("documents.signed", case_id=case_id, version=one.version),
        )
        for one in reversed(versions)
    )
    frame = plain_frame("This case cannot be opened")
    return render("error.html", frame, ErrorPage(UNREADABLE, signed), 409)


def _pdf(error: PdfFailedError) -> Page:
    frame = plain_frame("The PDF could not be made")
    return render("error.html", frame, ErrorPage(f"{error} Your answers are as they were."), 503)


def _not_made(error: NotMadeError) -> Page:
    return render("error.html", plain_frame("This is not made"), ErrorPage(str(error)), 409)


def _unforeseen(error: Exception) -> Page:
    """Log where it happened and what kind it was; its message could hold a person's words."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{one.filename}:{one.lineno}" for one in reversed(places[-4:]))
    current_app.logger.error("%s at %s", type(error).__name__, where)
    return page_for(500)
