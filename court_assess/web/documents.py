"""Documents of a case: a draft at any time, exactly what was signed, and the case file."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, request

from court_assess.exports.case_file import as_yaml
from court_assess.printing import printable
from court_assess.report import DOCUMENTS, Printable, Stamp, body_of, document_of
from court_assess.web.local_time import LONDON
from court_assess.web.open_case import OpenCase, load_case
from court_assess.web.pages.documents import OFFERED, REPORT, documents_page
from court_assess.web.pages.frame import Page, case_frame, render
from court_assess.web.pages.preview import preview_page
from court_assess.web.settings import AppSettings, settings

pages = Blueprint("documents", __name__)
LARGE = "large"


@pages.get("/cases/<case_id>/documents")
def documents(case_id: str) -> Page:
    """Show what can be downloaded."""
    case = load_case(case_id)
    settings().worker.warm()  # a document is likely to be asked for next
    store = settings().store
    versions, made = store.signed_versions(case_id), store.documents_made(case_id)
    frame = case_frame(case, "Documents and signing")
    return render("documents.html", frame, documents_page(case, versions, made))


@pages.get("/cases/<case_id>/documents/<kind>.pdf")
def document(case_id: str, kind: str) -> Response:
    """Make a document as the assessment stands; the report of a signed one is what was signed."""
    case = load_case(case_id)
    if kind not in OFFERED:
        abort(404)
    if kind == REPORT and case.is_signed:
        return signed(case_id, settings().store.signed_versions(case_id)[-1].version)
    stamp = replace(stamp_of(case), large_print=request.args.get("print") == LARGE)
    pdf = settings().worker.render(*printable_of(kind, case, stamp))
    name = f"court-assessment-{kind}{'-draft' if stamp.is_draft else ''}-{case_id[:8]}.pdf"
    return download(pdf, "application/pdf", name)


@pages.get("/cases/<case_id>/preview/<kind>")
def preview(case_id: str, kind: str) -> Page:
    """Show a document in the browser, from the same view model as its PDF."""
    case = load_case(case_id)
    if kind not in DOCUMENTS:
        abort(404)
    shown = document_of(kind, case.library, case.assessment, case.judgement, stamp_of(case))
    frame = case_frame(case, shown.heading, names_flags=False)
    return render("preview.html", frame, preview_page(case, kind, shown, body_of(kind)))


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


def draft_stamp(case: OpenCase, own: AppSettings) -> Stamp:
    """Return the standing of a draft of the next version; it holds no time of day."""
    return Stamp(
        is_draft=True,
        version=case.stored.version + 1,
        prepared_on=case.judged_on,
        local=own.local,
    )


def stamp_of(case: OpenCase) -> Stamp:
    """Return how a document made now stands: as what was signed last, if that still stands."""
    draft = draft_stamp(case, settings())
    if not case.is_signed:
        return draft
    signed = settings().store.signed_versions(case.id)[-1]
    return replace(
        draft,
        is_draft=False,
        version=signed.version,
        signer=signed.signer,
        role=signed.role,
        signed_on=signed.signed_at.astimezone(LONDON).date(),
        reason=signed.reason,
    )


def printable_of(kind: str, case: OpenCase, stamp: Stamp) -> Printable:
    """Return a document of a case, ready to be set; NotMadeError where it may not be made."""
    return printable(kind, case.library, case.assessment, case.judgement, stamp)


def download(content: bytes, kind: str, name: str) -> Response:
    """Return a file to be kept under a name that says nothing of the person."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
