"""HTML to PDF. Only the worker process imports this module, because WeasyPrint comes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from court_assess.report.form_fields import make_fields
from court_assess.report.glyphs import spell_out

VARIANT = "pdf/ua-1"
# A document that opens with one of these is made again in each smaller print that its style sheet
# has, until it fits: the hand-over onto one page, and page 1 of the report onto page 1. In the
# smallest print, the hand-over then leaves out the lowest things, one after the other.
PRINTS = ("fit-1", "fit-2", "fit-3", "fit-4", "fit-5")
LESS = ("less-1", "less-2", "less-3", "less-4", "less-5", "less-6", "less-7")
SIZES = (
    *PRINTS,
    *(" ".join((PRINTS[-1], *LESS[:number])) for number in range(1, len(LESS) + 1)),
)
FIRST_SIZES = ("first-1", "first-2", "first-3")
OPENING = '<!DOCTYPE html>\n<html lang="en-GB" class="{}">'
SECOND_PAGE = "law"  # the part that page 2 of the report begins with


def write_pdf(html: str) -> bytes:
    """Return a document as a tagged PDF (PDF/UA-1); the same text gives the same bytes.

    Nothing is fetched from a file or a network, whatever the text asks for.
    """
    # Here, because fontconfig must have been told of the fonts before.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols={"data"})
    drawn = spell_out(html)
    for size in sizes_of(drawn):
        document = HTML(string=size, url_fetcher=fetcher).render(pdf_variant=VARIANT)
        if _fits(size, document.pages):
            break
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=make_fields)
    return pdf


def sizes_of(html: str) -> Iterator[str]:
    """Yield the document, and if it must fit then also in each smaller print."""
    yield html
    for sizes in (SIZES, FIRST_SIZES):
        if html.startswith(OPENING.format(sizes[0])):
            for size in sizes[1:]:
                yield html.replace(sizes[0], size, 1)


def _fits(html: str, pages: Sequence[Any]) -> bool:
    """Whether a document takes no more room than it may."""
    if any(html.startswith(OPENING.format(size)) for size in FIRST_SIZES):
        return len(pages) < 2 or SECOND_PAGE in pages[1].anchors  # noqa: PLR2004 - the second page
    return len(pages) == 1
