"""Documents for the court, the person and others: answers and findings as HTML, then as PDF."""

from court_assess.report.ahead import Ahead
from court_assess.report.documents import DOCUMENTS, NotMadeError, html_of
from court_assess.report.failures import PdfFailedError
from court_assess.report.printable import Printable
from court_assess.report.process import PdfWorker
from court_assess.report.shelf import PdfMaker, Shelf
from court_assess.report.stamp import Stamp

__all__ = [
    "DOCUMENTS",
    "Ahead",
    "NotMadeError",
    "PdfFailedError",
    "PdfMaker",
    "PdfWorker",
    "Printable",
    "Shelf",
    "Stamp",
    "html_of",
]
