"""A document in the browser: what the PDF says, and where the PDF is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.report import Document
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.documents import OFFERED
from court_assess.web.pages.link import Link


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The view model that the PDF is drawn from, the partial that draws it, and the way back."""

    document: Document
    kind: str
    body: str
    documents: str
    pdf: Link | None


def preview_page(case: OpenCase, kind: str, document: Document, body: str) -> PreviewPage:
    """Return the view of a preview; the PDF is linked where it is made without more questions."""
    pdf = None
    if kind in OFFERED:
        href = url_for("documents.document", case_id=case.id, kind=kind)
        pdf = Link("Download this as a PDF", href)
    return PreviewPage(
        document=document,
        kind=kind,
        body=body,
        documents=url_for("documents.documents", case_id=case.id),
        pdf=pdf,
    )
