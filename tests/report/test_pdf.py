"""Tests of the PDF itself: tagged, marked on every page, whole, and the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pikepdf
from pypdf import PdfReader

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.values import Value
from court_assess.report import PdfWorker
from court_assess.report.process import PACKAGE_ROOT
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import DRAFT, SIGNED, TODAY, filled, html_for
from tests.report.printed import body_of, faults_of, pages_of, squeezed

NAMED: dict[str, Value] = {
    "case.defendant_name": "Dana Okafor",
    "case.crn": "X123456",
    "case.hearing_date": TODAY,
}
RENDER = """
import hashlib
from court_assess.definitions.library import load_library
from court_assess.report import PdfWorker
from court_assess.settings import QUESTIONNAIRES, rules_folder
from tests.report.filled import filled, html_for
library = load_library(QUESTIONNAIRES, rules_folder())
worker = PdfWorker()
html = html_for(library, filled(library, frozenset()))
print(hashlib.sha256(html.encode() + worker.render(html)).hexdigest())
worker.close()
"""


def named(values: Mapping[str, Value] | None = None) -> Assessment:
    answers = NAMED | dict(values or {})
    return Assessment(Answers({key: given(one) for key, one in answers.items()}), {}, TODAY)


def test_the_pdf_is_accessible_has_bookmarks_and_only_the_bundled_fonts(
    library: Library, worker: PdfWorker
) -> None:
    # That drafts are accessible too, the practice cases show.
    whole = filled(library, frozenset(library.questionnaire.questions))
    pdf = worker.render(html_for(library, whole, SIGNED))
    reader = PdfReader(io.BytesIO(pdf))
    headings = [str(one.title) for one in bookmarks_of(reader.outline)]

    assert faults_of(pdf) == []
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(f"{headings[0]}: Zqcasenamelatinqz (Zqcasedef")
    assert headings[1] == "Recommendation"
    assert {"Conditions of law", "Substances and dependence", "Completion"} <= set(headings)
    assert {re.sub(r"^[A-Z]+\+", "", name) for name in fonts_of(pdf)} <= {
        "Noto-Sans",
        "Noto-Sans-Bold",
        "Noto-Sans-Italic",
        "DejaVu-Sans",
        "DejaVu-Sans-Bold",
    }


def test_the_validator_would_find_a_fault(worker: PdfWorker) -> None:
    untitled = worker.render("<html><body><h1>One</h1><h3>Three</h3></body></html>")

    assert faults_of(untitled) != []


def test_a_stream_that_ends_like_a_line_end_is_written_beyond_doubt(worker: PdfWorker) -> None:
    # The checksum that ends a compressed stream depends on its content alone: one in 256 ends in
    # a carriage return. These three attachments are such, as the control shows.
    doubtful = [
        content
        for number in range(2_000)
        if zlib.compress(content := f'{{"n":{number**3}}}'.encode(), 9).endswith(b"\r")
    ][:3]
    assert doubtful
    for content in doubtful:
        pdf = worker.render(
            "<html lang='en-GB'><head><title>One</title></head><body><h1>One</h1></body></html>",
            content,
        )
        assert faults_of(pdf) == []
        assert b"/ASCIIHexDecode" in pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert opened.attachments["assessment.json"].get_file().read_bytes() == content


def bookmarks_of(outline: Any) -> Iterator[Any]:
    """Yield every bookmark, those inside others too."""
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks_of(one)
        else:
            yield one


def fonts_of(pdf: bytes) -> set[str]:
    """Return the names of the fonts that are embedded."""
    names = set()
    for one in PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = one["/Resources"]
        for font in resources["/Font"].values():
            names.add(str(font.get_object()["/BaseFont"]).lstrip("/"))
    return names


def test_every_page_says_who_when_which_version_and_which_page(
    library: Library, worker: PdfWorker
) -> None:
    pages = pages_of(worker.render(html_for(library, named(), SIGNED)))

    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        said = squeezed(text)
        assert "OFFICIAL" in said
        assert "DanaOkafor·CRNX123456·Hearing18November2026" in said
        assert f"Version2·Page{number}of{len(pages)}" in said
        assert "DRAFT" not in said


def test_a_draft_says_so_in_the_page_on_every_page_and_in_its_title(
    library: Library, worker: PdfWorker
) -> None:
    html = html_for(library, named(), DRAFT)

    assert "(DRAFT)</title>" in html
    for text in pages_of(worker.render(html)):
        assert "DRAFTNotsigned" in squeezed(text)
        assert "DRAFT·Page" in squeezed(text)


def test_a_signed_report_says_who_signed_and_why_it_replaces_another(library: Library) -> None:
    html = html_for(library, named(), SIGNED)

    assert "Ruth Adeyemi, Probation officer" in html
    assert "19 November 2026" in html
    assert "Version 2 replaces the version before it. Reason: The provider wrote again" in html
    assert "DRAFT" not in html


def test_long_texts_are_printed_whole(library: Library, worker: PdfWorker) -> None:
    words = " ".join(f"w{number}" for number in range(4000))
    one_word = "x" * 300
    lines = "\n".join(f"line {number}" for number in range(300))
    values: dict[str, Value] = {
        "case.defendant_name": "N" * 200,
        "psr.scope": "drug_part",
        "ana.text": words[:20_000],
        "own.today": f"“{words[:4990]}”",
        "own.want": one_word,
        "dep.officer_view_words": lines,
        "rec.reason": words[:5000],
        "case.address": one_word,
        "str.first": one_word,
        "order.other_requirements": ("curfew",),
        "order.other_words": words[:5000],
    }
    source = Row("a", {"src.kind": given("other"), "src.note": given(one_word)})
    answers = Answers(named(values).answers.single, {"src": (source, source)})
    html = html_for(library, Assessment(answers, {}, TODAY))
    text = body_of(worker.render(html), html)

    assert squeezed(words[:20_000]) in text
    assert squeezed(f"““{words[:4990]}””") in text
    assert text.count(squeezed(words[:5000])) >= 3
    assert squeezed(lines) in text
    assert text.count(one_word) >= 5


def test_line_breaks_and_paragraphs_are_kept(library: Library) -> None:
    html = html_for(library, named({"ana.text": "One.\nTwo.\n\nThree."}))

    assert '<p class="typed">One.\nTwo.</p>\n<p class="typed">Three.</p>' in html


def test_two_processes_make_the_same_bytes() -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", RENDER],
            stdout=subprocess.PIPE,
            cwd=PACKAGE_ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    digests = {process.communicate(timeout=60)[0] for process in started}

    assert len(digests) == 1
    assert len(digests.pop().strip()) == len(hashlib.sha256().hexdigest())


def test_another_answer_makes_other_bytes(library: Library, worker: PdfWorker) -> None:
    # The control of the test above.
    one, other = (
        worker.render(html_for(library, named({"case.sex": sex}))) for sex in ("male", "female")
    )

    assert one != other


def test_page_1_holds_every_question_however_many_sources_there_are(
    library: Library, worker: PdfWorker
) -> None:
    path = next(PRACTICE_CASES.glob("24_*.yaml"))
    case = read_case(path, library).assessment
    kinds = [one.id for one in library.questionnaire.questions["src.kind"].options]
    statuses = [one.id for one in library.questionnaire.questions["src.status"].options]
    sources = tuple(
        Row(str(number), {"src.kind": given(kind), "src.status": given(statuses[number % 4])})
        for number, kind in enumerate(kinds)
    )
    proposal = "A suspended sentence with treatment, reviews and rehabilitation activity. " * 4
    answers = replace(case.answers, rows={**case.answers.rows, "src": sources})
    answers = answers.having({"psr.proposal": given(proposal.strip())})
    pages = pages_of(worker.render(html_for(library, replace(case, answers=answers))))

    assert squeezed("and checked with whom?") in squeezed(pages[0])
    assert squeezed("Conditions of law Judged on") in squeezed(pages[1])
