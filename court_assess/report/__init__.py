"""Documents for the court and for healthcare: answers and findings as HTML, and then as PDF."""

from court_assess.report.documents import BLANK, DOCUMENTS, blank_html, html_of
from court_assess.report.process import PdfFailedError, PdfWorker
from court_assess.report.stamp import Stamp

__all__ = [
    "BLANK",
    "DOCUMENTS",
    "PdfFailedError",
    "PdfWorker",
    "Stamp",
    "blank_html",
    "html_of",
]
