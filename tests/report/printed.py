"""What a PDF says, and how tests compare it with what was typed."""

from __future__ import annotations

import io
import re
from html import unescape

import page
from pypdf import PdfReader

# What stands on every page of a draft and of a signed document, without white space.
# The bullets of a page's lists are read after its text, so a text that goes on overleaf has them in it.
FURNITURE = re.compile(
    r"•*OFFICIAL(DRAFTNotsigned\.Itmaystillchange\.Notforthecourttorelyon\.)?"
    r"|((DRAFT|Version\d+|Referral|Yourowncopy)·)?Page\d+of\d+"
)


BOTH_PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


def faults_of(pdf: bytes) -> list[str]:
    """Return what keeps a PDF from being PDF/A-3a and PDF/UA-1, both in one file."""
    reports = (page.validate_pdf_bytes(pdf, profile=one) for one in BOTH_PROFILES)
    return [str(one) for report in reports for one in report.failures]


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Return a text without any white space, so that line breaks make no difference."""
    return re.sub(r"\s+", "", text)


def text_in(html: str) -> str:
    """Return what a page of HTML and its pictures say, without white space."""
    html = re.sub('<img [^>]*alt="([^"]*)">', r"\1", html)
    return squeezed(unescape(re.sub("<[^>]+>", "", html)))


def body_of(pdf: bytes, html: str) -> str:
    """Return the whole text without white space, and without what stands on every page."""
    line = re.search('data-line="([^"]*)"', html)
    on_each_page = squeezed(unescape(line[1])) if line else ""
    pages = (FURNITURE.sub("", squeezed(page)) for page in pages_of(pdf))
    if not on_each_page:
        return "".join(pages)
    return "".join("".join(page.rsplit(on_each_page, 1)) for page in pages)  # it comes last
