"""Pictures of use and of strengths, each with the same facts in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for

from court_assess.domain.questions import Section
from court_assess.domain.reading import AnswerReading
from court_assess.report.pictures import Picture, recovery_picture, weeks_picture, years_picture
from court_assess.report.results_picture import results_picture
from court_assess.web.open_case import OpenCase

PICTURES: Mapping[str, Callable[[AnswerReading], Picture | None]] = {
    "weeks": weeks_picture,
    "years": years_picture,
    "recovery": recovery_picture,
    "tests": results_picture,
}
NOTHING_TO_DRAW = {
    "weeks": "No days of use in the last four weeks are recorded yet.",
    "years": "No years of use are recorded yet.",
    "recovery": "Nothing about strengths and recovery is recorded yet that could be drawn.",
    "tests": "No day of a test result is recorded yet.",
}
PICTURE_TITLES = {
    "weeks": "Use in the last four weeks",
    "years": "Use over the years",
    "recovery": "Strengths and recovery",
    "tests": "Test results over time",
}
# The section whose page shows what its answers look like.
ON_SECTIONS = {"substances": ("weeks", "years"), "recovery": ("recovery",), "tests": ("tests",)}


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with the same facts in a table, or that there is nothing to draw.

    Each row has its head and then its cells, every cell with what its column is called.
    """

    id: str
    title: str
    href: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    nothing: str


def picture_view(case: OpenCase, name: str) -> PictureView:
    """Return a picture, or that there is nothing to draw yet."""
    drawn = PICTURES[name](case.reading)
    if drawn is None:
        return PictureView(name, PICTURE_TITLES[name], "", "", (), (), NOTHING_TO_DRAW[name])
    href = url_for("pictures.picture", case_id=case.id, name=name)
    rows = tuple(
        (row[0], tuple(zip(drawn.columns[1:], row[1:], strict=True))) for row in drawn.rows
    )
    return PictureView(name, drawn.title, href, drawn.alt, drawn.columns, rows, "")


def pictures_of(case: OpenCase, section: Section) -> tuple[PictureView, ...]:
    """Return the pictures that a section's answers can be drawn as so far."""
    views = (picture_view(case, name) for name in ON_SECTIONS.get(section.id, ()))
    return tuple(one for one in views if one.href)
