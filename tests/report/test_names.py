"""Tests of names in other letters than Latin ones, in every kind of document."""

from __future__ import annotations

import unicodedata

import pytest

from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import progress
from court_assess.report import DOCUMENTS, PdfWorker, html_of
from tests.report.filled import SIGNED, TODAY
from tests.report.printed import faults_of, pages_of, squeezed
from tests.report.typed import AGREED

KINDS = sorted(DOCUMENTS)
NAMES = {
    "Greek": ("Δημήτρης Παπαδόπουλος", "Dimitris Papadopoulos"),
    "Cyrillic": ("Дарья Ковальчук", "Darya Kovalchuk"),
    "Arabic": ("بشير حداد", "Bashir Haddad"),
    "Hebrew": ("נועה לוי", "Noa Levi"),
}
IN_TURN = [(script, KINDS[number % len(KINDS)]) for number, script in enumerate(NAMES)]


def named(name: str, latin: str = "") -> Assessment:
    names = {"case.defendant_name": given(name), "case.name_latin": given(latin) if latin else None}
    return Assessment(Answers().having({**AGREED, **names}), {}, TODAY)


def pdf_of(library: Library, worker: PdfWorker, kind: str, name: str, latin: str) -> bytes:
    assessment = named(name, latin)
    judgement = judge(library, assessment, TODAY)
    return worker.render(html_of(kind, library, assessment, judgement, SIGNED))


@pytest.mark.parametrize(("script", "kind"), IN_TURN)
def test_a_name_is_set_in_its_own_letters_beside_its_latin_spelling(
    library: Library, worker: PdfWorker, script: str, kind: str
) -> None:
    name, latin = NAMES[script]
    pdf = pdf_of(library, worker, kind, name, latin)
    text = squeezed(pages_of(pdf)[0])
    letters = {one for one in unicodedata.normalize("NFKC", text) if one.isalpha()}

    assert faults_of(pdf) == []
    assert squeezed(latin) in text
    assert {one for one in name if one.isalpha()} <= letters
    assert "[U+" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_no_font_draws_is_a_code_beside_its_latin_spelling(
    library: Library, worker: PdfWorker, kind: str
) -> None:
    pdf = pdf_of(library, worker, kind, "李明", "Li Ming")
    pages = [squeezed(one) for one in pages_of(pdf)]

    assert "LiMing([U+674E][U+660E])" in pages[0]
    assert [one for one in pages if "[U+674E]" in one.replace("LiMing([U+674E][U+660E])", "")] == []
    assert faults_of(pdf) == []


def test_a_latin_spelling_is_needed_of_every_other_name_and_of_no_latin_one(
    library: Library,
) -> None:
    for name, is_asked in (("李明", True), ("Дарья", True), ("Zoë Łukasiewicz", False)):
        reading = AnswerReading(library.questionnaire, named(name).answers, TODAY)
        lacking = {item.question.id for one in progress(reading) for item in one.lacking}
        assert ("case.name_latin" in lacking) is is_asked
