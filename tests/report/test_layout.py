"""Tests of how pages break: no heading alone at a foot, no row split, no box left empty.

They look at the boxes that WeasyPrint lays out, in the fonts of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from weasyprint import HTML

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.questions import COURT_DAY
from court_assess.report import DOCUMENTS, NotMadeError, PdfWorker, blank_html, html_of
from court_assess.report.pdf import fitted
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import DRAFT, TODAY, html_for
from tests.report.printed import faults_of

HEADINGS = ("h1", "h2", "h3")
LOOKED_AT = ("01", "12", "23")
A4_HEIGHT = 1122.5  # CSS pixels
LONGEST_ROW = 600  # CSS pixels; a row that is longer than most of a page has to be split


def laid_out(html: str) -> list[Any]:
    document = fitted(html, lambda size: HTML(string=size).render())
    return [page._page_box for page in document.pages]  # noqa: SLF001 - no other way to see boxes


def body_of(page: Any) -> Iterator[Any]:
    """Yield the boxes of a page's own content, without its margins."""
    for child in page.children:
        if child.element_tag == "html":
            yield from child.descendants()


def last_line_of(page: Any) -> Any:
    """Return the lowest line of text on a page."""
    lines = [one for one in body_of(page) if type(one).__name__ == "LineBox" and has_text(one)]
    return max(lines, key=lambda one: one.position_y, default=None)


def has_text(box: Any) -> bool:
    return any(getattr(one, "text", "").strip() for one in box.descendants())


def headings_at_a_foot(pages: list[Any]) -> list[str]:
    found = []
    for page in pages[:-1]:
        line = last_line_of(page)
        if line is not None and line.element_tag in HEADINGS:
            found.append("".join(getattr(one, "text", "") for one in line.descendants()))
    return found


def rows_split(pages: list[Any]) -> list[str]:
    """Return the rows of tables that stand on two pages though one could hold them."""
    seen: dict[int, float] = {}
    split = []
    for page in pages:
        rows = {id(one.element): one for one in body_of(page) if one.element_tag == "tr"}
        for key, row in rows.items():
            if key in seen and seen[key] + row.height < LONGEST_ROW and not is_head(row):
                split.append("".join(row.element.itertext()))
        seen = {key: row.height for key, row in rows.items()}
    return split


def is_head(row: Any) -> bool:
    return any(cell.tag == "th" and cell.get("scope") == "col" for cell in row.element)


def empty_boxes(pages: list[Any]) -> list[str]:
    """Return the framed boxes that hold no text."""
    return [
        str(one.element.get("class"))
        for page in pages
        for one in body_of(page)
        if type(one).__name__ == "BlockBox"
        and one.element is not None
        and one.style["border_top_width"]
        and one.style["border_bottom_width"]
        and not has_text(one)
        and not one.element.get("data-empty")
        and one.element_tag != "input"  # to write in
    ]


def faults_in(pages: list[Any]) -> list[str]:
    return [*headings_at_a_foot(pages), *rows_split(pages), *empty_boxes(pages)]


@pytest.mark.parametrize("number", LOOKED_AT)
@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_pages_break_where_they_may(library: Library, kind: str, number: str) -> None:
    (path,) = PRACTICE_CASES.glob(f"{number}_*.yaml")
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    try:
        html = html_of(kind, library, assessment, judgement, replace(DRAFT, signer="R. Adeyemi"))
    except NotMadeError:
        pytest.skip("no consent, no referral")

    assert faults_in(laid_out(html)) == []


@pytest.mark.parametrize("number", LOOKED_AT)
def test_pages_of_the_large_print_break_where_they_may(library: Library, number: str) -> None:
    (path,) = PRACTICE_CASES.glob(f"{number}_*.yaml")
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    html = html_of("person", library, assessment, judgement, replace(DRAFT, large_print=True))

    assert 'class="large"' in html
    assert faults_in(laid_out(html)) == []


def test_pages_of_the_paper_form_break_where_they_may_and_split_no_question(
    library: Library,
) -> None:
    pages = laid_out(blank_html(library, COURT_DAY))
    asked = [{id(one.element) for one in body_of(page) if _is_question(one)} for page in pages]

    assert faults_in(pages) == []
    assert all(asked[1:])
    assert [one for one, after in pairwise(asked) if one & after] == []
    assert [one for page in pages for one in boxes_outside(page)] == []


def boxes_outside(page: Any) -> Iterator[str]:
    """Yield the boxes of a form that stand above or below their question, or beyond the page."""
    # An element's first box holds its others.
    outermost = {
        id(one.element): one for one in reversed(list(filter(_is_question, body_of(page))))
    }
    for question in outermost.values():
        end = question.position_y + question.border_height()
        inside = question.descendants(placeholders=True)
        inputs = [one for one in inside if one.element_tag == "input"]
        for box in inputs:
            is_in = question.position_y <= box.position_y <= end - box.height
            if not is_in or end > A4_HEIGHT or box.position_x + box.width > page.margin_width():
                yield box.element.get("name")
        if not inputs:
            yield "no box"


def test_a_box_that_stands_outside_its_question_would_be_found() -> None:
    # The control.
    box = '<input type="checkbox" name="{}" style="display: block; width: 9px; height: 9px">'
    low = f'<p style="position: absolute; top: 40px">{box.format("low")}</p>'
    question = '<div class="asked" style="position: relative; height: 20px">{}</div>'

    (page,) = laid_out(question.format(box.format("in") + low))

    assert list(boxes_outside(page)) == ["low"]


def _is_question(box: Any) -> bool:
    classes = (box.element.get("class") or "") if box.element is not None else ""
    return "asked" in classes.split()


def test_a_heading_a_row_and_a_box_that_are_wrong_would_be_found() -> None:
    # The control: a heading at the foot, a row over two pages, a frame around nothing.
    space = '<div style="height: {}px"></div>'
    page = "<style>@page {{ size: A4; margin: 50px }} p, h2 {{ margin: 0; break-after: auto }}</style>{}"
    heading = page.format(f"{space.format(960)}<h2>Alone</h2><p style='height:90px'>Text</p>")
    row = page.format(
        f"{space.format(900)}<table><tr><td>{'<p>One line</p>' * 12}</td></tr></table>"
    )
    box = page.format('<div class="box" style="border: 1px solid">  </div><p>Text</p>')

    assert headings_at_a_foot(laid_out(heading)) == ["Alone"]
    assert len(rows_split(laid_out(row))) == 1
    assert empty_boxes(laid_out(box)) == ["box"]


def crowded(library: Library) -> Assessment:
    """Return fifteen substances, long words and the longest texts that may be typed."""
    (path,) = PRACTICE_CASES.glob("01_*.yaml")
    case = read_case(path, library).assessment
    slugs = [one.id for one in library.questionnaire.questions["sub.slug"].options][:15]
    assert len(slugs) == 15
    rows = tuple(
        Row(
            str(number),
            {
                "sub.slug": given(slug),
                "sub.rank": given(("1", "2", "3", "none")[min(number, 3)]),
                "sub.freq": given("daily"),
                "sub.name_other": given("x" * 120),
            },
        )
        for number, slug in enumerate(slugs)
    )
    words = ("Fünfundzwanzig lange Wörter und eine Zeile. " * 120)[:5000].strip()
    texts = (
        "own.today",
        "own.want",
        "ana.text",
        "ana.not_known",
        "rec.reason",
        "order.other_words",
    )
    answers = case.answers.having({one: given(words) for one in texts})
    answers = answers.having({"prov.place": given("W" * 200), "case.address": given("w" * 500)})
    return replace(case, answers=Answers(answers.single, {**answers.rows, "sub": rows}))


@pytest.mark.parametrize("what", ["crowded", "empty"])
def test_very_much_and_nothing_at_all_are_set_cleanly(
    library: Library, worker: PdfWorker, what: str
) -> None:
    empty = Assessment(Answers(), {}, TODAY)
    html = html_for(library, crowded(library) if what == "crowded" else empty)

    pages = laid_out(html)

    assert faults_in(pages) == []
    assert faults_of(worker.render(html)) == []
    for page in pages:
        for box in body_of(page):
            if type(box).__name__ == "TextBox" and box.text.strip():
                assert box.position_x + box.width <= page.margin_width()
                assert box.position_y <= A4_HEIGHT
