"""Documents for the court, the person and others: answers and findings as HTML, then as PDF."""

from court_assess.report.ahead import Ahead
from court_assess.report.documents import (
    BLANK,
    DOCUMENTS,
    Document,
    blank_html,
    body_of,
    document_of,
    html_of,
)
from court_assess.report.failures import PdfFailedError
from court_assess.report.not_made import NotMadeError
from court_assess.report.paper_forms import PaperForms
from court_assess.report.printable import Printable
from court_assess.report.process import PdfWorker
from court_assess.report.shelf import PdfMaker, Shelf
from court_assess.report.stamp import Stamp

__all__ = [
    "BLANK",
    "DOCUMENTS",
    "Ahead",
    "Document",
    "NotMadeError",
    "PaperForms",
    "PdfFailedError",
    "PdfMaker",
    "PdfWorker",
    "Printable",
    "Shelf",
    "Stamp",
    "blank_html",
    "body_of",
    "document_of",
    "html_of",
]
