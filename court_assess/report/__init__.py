"""Documents for the court, the person and others: answers and findings as HTML, then as PDF."""

from court_assess.report.documents import BLANK, DOCUMENTS, NotMadeError, blank_html, html_of
from court_assess.report.printable import Printable
from court_assess.report.process import PdfFailedError, PdfWorker
from court_assess.report.stamp import Stamp

__all__ = [
    "BLANK",
    "DOCUMENTS",
    "NotMadeError",
    "PdfFailedError",
    "PdfWorker",
    "Printable",
    "Stamp",
    "blank_html",
    "html_of",
]
