"""HTML to PDF. Only the worker process imports this module, because WeasyPrint comes with it."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.report.glyphs import spell_out

VARIANT = "pdf/ua-1"
# A document of this class must fit on one page: the style sheet has a smaller print for each.
SIZES = ("fit-1", "fit-2", "fit-3", "fit-4", "fit-5", "fit-6", "fit-7")
FITTED = f'<!DOCTYPE html>\n<html lang="en-GB" class="{SIZES[0]}">'


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
        if len(document.pages) == 1:
            break
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
    return pdf


def sizes_of(html: str) -> Iterator[str]:
    """Yield the document, and if it asks to fit on one page then also in each smaller print."""
    yield html
    if html.startswith(FITTED):
        for size in SIZES[1:]:
            yield html.replace(SIZES[0], size, 1)
