"""A document in the browser: what the PDF says, and where the PDF is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.report import Document
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.documents import OFFERED, REPORT
from court_assess.web.pages.link import Link

# What is made on a page of its own, which asks whom it is for.
ASKS_FIRST = {"handover": "Make the handover page", "referral": "Make the referral"}


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The view model that the PDF is drawn from, the partial that draws it, and the ways on.

    ``next`` is where the PDF is, or the page that asks for whom it is made.
    """

    document: Document
    kind: str
    body: str
    documents: str
    next: Link


def preview_page(case: OpenCase, kind: str, document: Document, body: str) -> PreviewPage:
    """Return the view of a preview."""
    return PreviewPage(
        document=document,
        kind=kind,
        body=body,
        documents=url_for("documents.documents", case_id=case.id),
        next=_next(case, kind),
    )


def _next(case: OpenCase, kind: str) -> Link:
    """Return the link to the PDF; of what is signed, to the one that was signed."""
    if kind not in OFFERED:
        return Link(ASKS_FIRST[kind], url_for(f"{kind}.{kind}", case_id=case.id))
    if kind == REPORT and case.is_signed:
        version = case.stored.version
        href = url_for("documents.signed", case_id=case.id, version=version)
        return Link(f"Download the signed PDF, version {version}", href)
    href = url_for("documents.document", case_id=case.id, kind=kind)
    return Link("Download this as a PDF", href)
