"""The documents that can be made, and how each becomes HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.carrying import PERSON
from court_assess.domain.findings import Judgement
from court_assess.domain.local import OFFICIAL
from court_assess.report.blank import blank_form
from court_assess.report.full import full_report
from court_assess.report.handover import handover_sheet
from court_assess.report.oral import oral_page
from court_assess.report.person import person_copy
from court_assess.report.reading import COURT, HANDOVER, PROVIDER
from court_assess.report.referral import referral
from court_assess.report.stamp import Stamp

TEMPLATES = Path(__file__).parent.parent / "templates"


class Document(Protocol):
    """What a document says, ready to print; ``template`` draws it."""

    template: str

    @property
    def heading(self) -> str:
        """What it is called at its head."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: how it is filled, and whose reading of the answers it is."""

    fill: Callable[[Library, Assessment, Judgement, Stamp], Document]
    audience: str
    title: str


DOCUMENTS: Mapping[str, Kind] = {
    "full": Kind(full_report, COURT, "Report for the court"),
    "oral": Kind(oral_page, COURT, "Page to speak from"),
    "handover": Kind(handover_sheet, HANDOVER, "Handover page"),
    "person": Kind(person_copy, PERSON, "The person's own copy"),
    "referral": Kind(referral, PROVIDER, "Referral to the treatment provider"),
}
BLANK = "blank"  # the kind that is made of the questions alone, without a case


def document_of(
    kind: str, library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> Document:
    """Return what a document says, in words and in order, before it is drawn.

    KeyError for an unknown kind, NotMadeError where it may not be made.
    """
    return DOCUMENTS[kind].fill(library, assessment, judgement, stamp)


def body_of(kind: str) -> str:
    """Return the template of a document's body alone, as the preview in the browser shows it."""
    return f"report/{kind}_body.html"


def html_of(
    kind: str, library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> str:
    """Return a document as one HTML page with its style sheet; KeyError for an unknown kind.

    NotMadeError where it may not be made.
    """
    document = document_of(kind, library, assessment, judgement, stamp)
    return _environment().get_template(document.template).render(page=document)


def blank_html(library: Library, depth: str, marking: str = OFFICIAL) -> str:
    """Return the paper form of one depth (``court_day`` or ``full``) as one HTML page."""
    form = blank_form(library, depth, marking)
    return _environment().get_template(form.template).render(page=form)


@cache
def _environment() -> Environment:
    """Return the templates: what was typed is escaped, and a name that is missing is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
