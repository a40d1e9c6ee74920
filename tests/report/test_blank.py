"""Tests of the paper form: valid in both profiles, whole, numbered as on screen, and read back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, NameObject

from court_assess.definitions.case_file import read_case
from court_assess.definitions.filled_form import read_form
from court_assess.domain.assessment import Library
from court_assess.domain.paper import LIBRARY, boxes_of, places_on_paper
from court_assess.domain.questions import COURT_DAY, FULL
from court_assess.report import PdfWorker, blank_html
from court_assess.report.form_fields import make_fields
from court_assess.settings import PRACTICE_CASES
from tests.definitions.paper import fill, filled_from, names_in, on_paper
from tests.report.printed import squeezed

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


@pytest.fixture(scope="session")
def blank(library: Library, worker: PdfWorker) -> bytes:
    """Return the court-day form."""
    return worker.render(blank_html(library, COURT_DAY))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: str(one.value))
def test_the_form_can_be_filled_in_and_keeps_both_profiles(
    blank: bytes, profile: page.ValidationProfile
) -> None:
    found = page.validate_pdf_bytes(blank, profile=profile)

    assert found.is_compliant
    assert len(names_in(blank)) > 2000


def unlabelled(writer: PdfWriter) -> None:
    for one in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        del one.get_object()["/TU"]


def drawn_by_the_viewer(writer: PdfWriter) -> None:
    form: Any = writer.root_object["/AcroForm"]
    form[NameObject("/NeedAppearances")] = BooleanObject(True)  # noqa: FBT003 - pypdf's own


def undrawn(writer: PdfWriter) -> None:
    for one in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        del one.get_object()["/AP"]


@pytest.mark.parametrize(
    ("spoil", "profile"),
    [(unlabelled, PROFILES[1]), (drawn_by_the_viewer, PROFILES[0]), (undrawn, PROFILES[0])],
    ids=["no name to read aloud", "no drawing promised", "no drawing"],
)
def test_the_validator_would_find_a_faulty_field(
    blank: bytes, spoil: Callable[[PdfWriter], None], profile: page.ValidationProfile
) -> None:
    # The control of the test above.
    writer = PdfWriter(clone_from=io.BytesIO(blank))
    spoil(writer)
    out = io.BytesIO()
    writer.write(out)

    assert not page.validate_pdf_bytes(out.getvalue(), profile=profile).is_compliant


@pytest.mark.faults
def test_the_full_form_keeps_both_profiles_and_has_every_question(
    library: Library,
) -> None:
    worker = PdfWorker(limit=120)
    pdf = worker.render(blank_html(library, FULL))
    worker.close()

    assert all(page.validate_pdf_bytes(pdf, profile=one).is_compliant for one in PROFILES)
    assert names_in(pdf)[0] == LIBRARY
    assert set(names_in(pdf)[1:]) == boxes_at(library, FULL)


def boxes_at(library: Library, depth: str) -> set[str]:
    places = places_on_paper(library.questionnaire, depth)
    return {box for place in places for box in boxes_of(place)}


def test_every_court_day_question_has_its_boxes_and_no_other_has(
    library: Library, blank: bytes
) -> None:
    names = names_in(blank)

    assert len(names) == len(set(names))
    assert set(names) == boxes_at(library, COURT_DAY) | {LIBRARY}


def test_every_court_day_question_is_in_the_text_under_its_number(
    library: Library, blank: bytes
) -> None:
    said = squeezed("".join(one.extract_text() for one in PdfReader(io.BytesIO(blank)).pages))
    questionnaire = library.questionnaire
    for question in questionnaire.walk():
        numbered = squeezed(f"{questionnaire.numbers[question.id]}  {question.ask}")
        assert (numbered in said) is (question.depth == COURT_DAY), question.id
    for option in questionnaire.questions["now.signs"].options:
        assert squeezed(option.label) in said


def test_what_is_said_first_and_only_if_is_on_the_page(library: Library) -> None:
    html = blank_html(library, COURT_DAY)

    assert "Only if 2.3 “Interview was private” is “No”." in html
    assert re.search(r"Only if 4\.1\.1 “Substance” is “Another substance”", html)
    for section in library.questionnaire.sections:
        if section.notice and section.depth == COURT_DAY:
            assert section.notice.strip()[:60] in html
    assert "More than 4? Use another sheet" in html


def test_what_opens_a_question_elsewhere_is_said_in_the_full_form(library: Library) -> None:
    html = blank_html(library, FULL)

    assert "Ask about suicide now." in html
    assert "Ask about suicide now." not in blank_html(library, COURT_DAY)


def test_every_page_says_what_it_is_and_has_room_for_whose_it_is(blank: bytes) -> None:
    pages = PdfReader(io.BytesIO(blank)).pages
    for number, one in enumerate(pages, 1):
        said = squeezed(one.extract_text())
        assert "OFFICIAL" in said
        assert f"Page{number}of{len(pages)}" in said
        assert "NameCRN" in said
        assert "court_assesspaperform" in said


def test_a_page_without_boxes_has_no_form() -> None:
    class Pdf:
        catalog: dict[str, object] = {}  # noqa: RUF012 - stands for WeasyPrint's own

    make_fields(None, Pdf())

    assert Pdf.catalog == {}


@pytest.mark.parametrize("case", ["01", "12", "23"])
def test_a_form_filled_from_a_practice_case_is_read_as_the_same_answers(
    library: Library, blank: bytes, case: str
) -> None:
    path = next(PRACTICE_CASES.glob(f"{case}_*.yaml"))
    answers = read_case(path, library).assessment.answers
    expected = {
        (place.question.id, place.row): answer
        for place, answer in on_paper(library.questionnaire, answers, COURT_DAY)
    }

    form = read_form(fill(blank, filled_from(library.questionnaire, answers, COURT_DAY)), library)

    read = {
        (question, int(row.id) if row else 0): answer
        for question, row, answer in form.assessment.answers
    }
    assert form.unread == ()
    assert len(read) > 90
    assert read == expected


def test_an_empty_form_is_an_empty_case(library: Library, blank: bytes) -> None:
    form = read_form(blank, library)

    assert list(form.assessment.answers) == []
    assert form.unread == ()
