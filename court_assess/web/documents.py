"""Documents of a case: a draft at any time, exactly what was signed, and the case file."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort

from court_assess.exports.case_file import as_yaml
from court_assess.printing import printable
from court_assess.report import Printable, Stamp
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.pages.documents import documents_page
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.settings import AppSettings, settings

pages = Blueprint("documents", __name__)
KIND = "full"


@pages.get("/cases/<case_id>/documents")
def documents(case_id: str) -> Page:
    """Show what can be downloaded."""
    case = load_case(case_id)
    settings().worker.warm()  # a document is likely to be asked for next
    store = settings().store
    versions, made = store.signed_versions(case_id), store.documents_made(case_id)
    frame = case_frame(case, "Documents and signing")
    return render("documents.html", frame, documents_page(case, versions, made))


@pages.get("/cases/<case_id>/draft.pdf")
def draft(case_id: str) -> Response:
    """Make the report as it stands, marked as a draft."""
    own = settings()
    pdf = own.worker.render(*draft_of(load_case(case_id), own))
    return download(pdf, "application/pdf", f"court-assessment-draft-{case_id[:8]}.pdf")


@pages.get("/cases/<case_id>/signed/<int:version>.pdf")
def signed(case_id: str, version: int) -> Response:
    """Return the bytes that were signed."""
    versions = {one.version: one for one in settings().store.signed_versions(case_id)}
    if version not in versions:
        abort(404)
    name = f"court-assessment-{case_id[:8]}-version-{version}.pdf"
    return download(versions[version].pdf, "application/pdf", name)


@pages.get("/cases/<case_id>/case-file.yaml")
def case_file(case_id: str) -> Response:
    """Return the case as a file that can be brought in again."""
    case = load_case(case_id)
    assessment = replace(case.assessment, prepared_on=case.judged_on)
    text = as_yaml(assessment, case.library.digest)
    return download(text.encode(), "application/yaml", f"court-assessment-{case_id[:8]}.yaml")


def draft_of(case: OpenCase, own: AppSettings) -> Printable:
    """Return the report as it stands, marked as a draft; it carries no time of day."""
    stamp = Stamp(
        is_draft=True,
        version=case.stored.version + 1,
        prepared_on=case.judged_on,
        local=own.local,
    )
    return printable_of(KIND, case, stamp)


def printable_of(kind: str, case: OpenCase, stamp: Stamp) -> Printable:
    """Return a document of a case, ready to be set; NotMadeError where it may not be made."""
    return printable(kind, case.library, case.assessment, case.judgement, stamp)


def download(content: bytes, kind: str, name: str) -> Response:
    """Return a file to be kept under a name that says nothing of the person."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
