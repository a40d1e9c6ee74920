"""HTML to PDF. Only the worker process imports this module, because WeasyPrint comes with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from court_assess.report.archival import VARIANT, make_archival
from court_assess.report.form_fields import make_fields
from court_assess.report.glyphs import spell_out

ATTACHED = "assessment.json"
ABOUT_ATTACHED = "The answers and findings behind this document, as far as its reader may see them"
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)  # of a document that carries no day: no clock is read
# A document that opens with one of these is made again in each smaller print that its style sheet
# has, until it fits: the hand-over onto one page, page 1 of the report onto page 1, and any other
# onto as many as its data-pages says. In the smallest print, the hand-over then leaves out the
# lowest things, one after the other; the person's copy takes another page and leaves out nothing.
PRINTS = ("fit-1", "fit-2", "fit-3", "fit-4", "fit-5")
LESS = ("less-1", "less-2", "less-3", "less-4", "less-5", "less-6", "less-7")
SIZES = (
    *PRINTS,
    *(" ".join((PRINTS[-1], *LESS[:number])) for number in range(1, len(LESS) + 1)),
)
FIRST_SIZES = ("first-1", "first-2", "first-3", "first-4")
COPY_SIZES = ("copy-1", "copy-2", "copy-3", "copy-4")
OPENING = '<!DOCTYPE html>\n<html lang="en-GB" class="{}"'
MAY_TAKE = re.compile(OPENING.format('[^"]*') + ' data-pages="([0-9]+)">')
END_OF_FIRST = "</section>"
# What page 2 begins with where page 1 must hold all before it.
SECOND_PAGES = {"law", "rest", "answer"}
# A first page of so many characters nearly always fits in full size. Of no weight for what comes
# out: it only says what is tried first.
SURE_TO_FIT = 3_200
SURE_TO_FIT_A_PAGE = 2_180  # the same of a document of few pages, for each of them
MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>|\s\s+", re.DOTALL)


def write_pdf(html: str, attached: bytes = b"") -> bytes:
    """Return a document as PDF/A-3a and PDF/UA-1 in one; the same input gives the same bytes.

    ``attached`` is JSON that the PDF carries, empty for none. Nothing is fetched from a file or a
    network, whatever the text asks for.
    """
    # Here, because fontconfig must have been told of the fonts before.
    from weasyprint import HTML, Attachment  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols={"data"})

    def lay_out(text: str) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
        return HTML(string=text, url_fetcher=fetcher).render(pdf_variant=VARIANT)

    document = fitted(spell_out(html), lay_out)
    make_archival(document.metadata)
    made = _day_of(document.metadata.created)
    attachments = [
        Attachment(
            string=content,
            name=ATTACHED,
            description=ABOUT_ATTACHED,
            relationship="Source",
            created=made,
            modified=made,
        )
        for content in (attached,)
        if content
    ]
    pdf: bytes = document.write_pdf(
        pdf_variant=VARIANT, attachments=attachments, finisher=make_fields
    )
    return pdf


def _day_of(created: str | None) -> datetime:
    """Return the day that a document says it was made on, as a moment."""
    return datetime.fromisoformat(created).replace(tzinfo=UTC) if created else NO_DAY


def sizes_of(html: str) -> Iterator[str]:
    """Yield the document, and if it must fit then also in each smaller print."""
    yield html
    for sizes in (SIZES, FIRST_SIZES, COPY_SIZES):
        if html.startswith(OPENING.format(sizes[0])):
            for size in sizes[1:]:
                yield html.replace(sizes[0], size, 1)


def fitted(html: str, lay_out: Callable[[str], Any]) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
    """Lay a document out in the first of its sizes in which it takes no more room than it may.

    Which size is taken does not depend on what is tried first.
    """
    sizes = tuple(sizes_of(html))
    if _has_first_page(html):
        return _with_first_page(html, sizes, lay_out)
    return _halved(sizes, lay_out)


def _halved(sizes: Sequence[str], lay_out: Callable[[str], Any]) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
    """Find the first size that fits by halving, as each takes less room than the one before.

    A short text is tried in full size before that. The last size is taken even if it does not fit.
    """
    laid: dict[int, Any] = {}
    low, high = 0, len(sizes) - 1
    is_short = len(MARKUP.sub("", sizes[0])) <= SURE_TO_FIT_A_PAGE * _may_take(sizes[0])
    place = 0 if is_short else (low + high) // 2
    while low < high:
        laid[place] = lay_out(sizes[place])
        if _fits(sizes[place], laid[place].pages):
            high = place
        else:
            low = place + 1
        place = (low + high) // 2
    return laid.get(low) or lay_out(sizes[low])


def _with_first_page(html: str, sizes: Sequence[str], lay_out: Callable[[str], Any]) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
    """Find the first size in which page 1 holds what it must.

    Where page 1 may well not fit, it is tried alone first: it takes a sixth of the time of the
    whole.
    """
    for size in sizes:
        is_last = size is sizes[-1]
        first = _first_page_of(size)
        is_in_doubt = size is not html or len(MARKUP.sub("", first)) > SURE_TO_FIT
        if is_in_doubt and not is_last and len(lay_out(first).pages) > 1:
            continue
        document = lay_out(size)
        if is_last or _fits(size, document.pages):
            break
    return document


def _first_page_of(html: str) -> str:
    """Return the part of a report that must fit on page 1."""
    return f"{html[: html.index(END_OF_FIRST)]}{END_OF_FIRST}</body></html>"


def _has_first_page(html: str) -> bool:
    return any(html.startswith(OPENING.format(size)) for size in FIRST_SIZES)


def _fits(html: str, pages: Sequence[Any]) -> bool:
    """Whether a document takes no more room than it may."""
    if _has_first_page(html):
        return len(pages) < 2 or not SECOND_PAGES.isdisjoint(pages[1].anchors)  # noqa: PLR2004 - the second page
    return len(pages) <= _may_take(html)


def _may_take(html: str) -> int:
    """Return how many pages a document may take where all of it must fit."""
    said = MAY_TAKE.match(html)
    return int(said[1]) if said else 1
