"""HTML to PDF. Only the worker process imports this module, because WeasyPrint comes with it."""

from __future__ import annotations

from court_assess.report.glyphs import spell_out


def write_pdf(html: str) -> bytes:
    """Return a document as a tagged PDF (PDF/UA-1); the same text gives the same bytes.

    Nothing is fetched from a file or a network, whatever the text asks for.
    """
    # Here, because fontconfig must have been told of the fonts before.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols={"data"})
    pdf: bytes = HTML(string=spell_out(html), url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    return pdf
