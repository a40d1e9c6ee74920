"""Tests of how a report is fitted onto its page: the same size, whatever is tried first."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from court_assess.report import pdf
from court_assess.report.pdf import COPY_SIZES, FIRST_SIZES, OPENING, fitted

REPORT = OPENING.format("first-1") + "><body><section>{}</section><p>the rest</p></body></html>"


@dataclass
class Laid:
    """A document of a size, with page 1 on as many pages as it takes."""

    size: str
    pages: list[Sheet]


@dataclass
class Sheet:
    """One page and what can be linked to on it."""

    anchors: list[str]


@dataclass
class Printer:
    """Lays out documents whose page 1 fits from one size on, and keeps what it was given."""

    fits_from: int
    tried: list[str] = field(default_factory=list)

    def lay_out(self, html: str) -> Laid:
        """Return a document without laying anything out."""
        number = next(at for at, size in enumerate(FIRST_SIZES, 1) if f'"{size}"' in html)
        is_whole = "the rest" in html
        self.tried.append(f"{'whole' if is_whole else 'first'} {number}")
        first = [Sheet([])] * (1 if number >= self.fits_from else 2)
        return Laid(FIRST_SIZES[number - 1], [*first, Sheet(["law"])] if is_whole else first)


@pytest.mark.parametrize("length", [10, 10_000])
@pytest.mark.parametrize("fits_from", [1, 2, 3, 9])
def test_the_size_that_is_taken_does_not_depend_on_what_is_tried_first(
    length: int, fits_from: int
) -> None:
    laid = fitted(REPORT.format("x" * length), Printer(fits_from).lay_out)

    assert laid.size == FIRST_SIZES[min(fits_from, len(FIRST_SIZES)) - 1]
    assert laid.pages[-1].anchors == ["law"]


def test_a_short_first_page_is_laid_out_once_with_the_rest() -> None:
    printer = Printer(fits_from=1)
    fitted(REPORT.format("short"), printer.lay_out)
    assert printer.tried == ["whole 1"]


def test_a_long_first_page_is_tried_alone() -> None:
    printer = Printer(fits_from=2)
    fitted(REPORT.format("x" * (pdf.SURE_TO_FIT + 1)), printer.lay_out)
    assert printer.tried == ["first 1", "first 2", "whole 2"]


def test_a_short_first_page_that_does_not_fit_is_tried_alone_from_then_on() -> None:
    printer = Printer(fits_from=3)
    fitted(REPORT.format("short"), printer.lay_out)
    assert printer.tried == ["whole 1", "first 2", "first 3", "whole 3"]


def test_markup_and_style_do_not_count_as_text() -> None:
    printer = Printer(fits_from=1)
    fitted(REPORT.format(f"<style>{'x' * 9_999}</style><b class='{'y' * 9_999}'>"), printer.lay_out)
    assert printer.tried == ["whole 1"]


COPY = OPENING.format("copy-1") + ' data-pages="1"><body>{}</body></html>'


@pytest.mark.parametrize("length", [10, 10_000])
@pytest.mark.parametrize("fits_from", [1, 2, 3, 4, 9])
def test_a_document_of_one_page_takes_the_first_size_that_fits(length: int, fits_from: int) -> None:
    tried: list[int] = []

    def lay_out(html: str) -> Laid:
        number = next(at for at, size in enumerate(COPY_SIZES, 1) if f'"{size}"' in html)
        tried.append(number)
        return Laid(COPY_SIZES[number - 1], [Sheet([])] * (1 if number >= fits_from else 2))

    laid = fitted(COPY.format("x" * length), lay_out)

    assert laid.size == COPY_SIZES[min(fits_from, len(COPY_SIZES)) - 1]
    assert len(tried) == len(set(tried)) <= 3
    assert tried[0] == (1 if length == 10 else 2)
