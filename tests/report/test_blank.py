"""Tests of the paper form: valid in both profiles, whole, numbered as on screen, and read back."""

from __future__ import annotations

import io
from collections.abc import Callable

import page
import pikepdf
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from court_assess.cli import commands
from court_assess.definitions.case_file import read_case
from court_assess.definitions.filled_form import read_form
from court_assess.definitions.pdf_fields import NotAFormError
from court_assess.domain.assessment import Library
from court_assess.domain.paper import LIBRARY, boxes_of, places_on_paper
from court_assess.domain.questions import COURT_DAY, FULL
from court_assess.report import PdfWorker, blank_html
from court_assess.report.form_fields import make_fields
from court_assess.settings import PRACTICE_CASES
from tests.definitions.paper import fill, filled_from, names_in, on_paper, saved
from tests.report.printed import squeezed

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the court-day form as the command writes it."""
    output = tmp_path_factory.mktemp("blank") / "form.pdf"
    done = CliRunner().invoke(commands, ["report", "--kind", "blank", "-o", str(output)])
    assert done.exit_code == 0, done.output
    return output.read_bytes()


@pytest.fixture(scope="session")
def printed(blank: bytes) -> list[str]:
    """Return what each page of it says, without white space."""
    return [squeezed(one.extract_text()) for one in PdfReader(io.BytesIO(blank)).pages]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: str(one.value))
def test_the_form_can_be_filled_in_and_keeps_both_profiles(
    blank: bytes, profile: page.ValidationProfile
) -> None:
    found = page.validate_pdf_bytes(blank, profile=profile)

    assert found.is_compliant
    assert len(names_in(blank)) > 2000


def unlabelled(form: pikepdf.Pdf) -> None:
    del form.pages[0].Annots[0].TU


def drawn_by_the_viewer(form: pikepdf.Pdf) -> None:
    form.Root.AcroForm.NeedAppearances = True


def undrawn(form: pikepdf.Pdf) -> None:
    del form.pages[0].Annots[0].AP


def unchanged(form: pikepdf.Pdf) -> None:
    assert form.pages


@pytest.mark.parametrize(
    ("spoil", "profile", "is_valid"),
    [
        (unlabelled, PROFILES[1], False),
        (drawn_by_the_viewer, PROFILES[0], False),
        (undrawn, PROFILES[0], False),
        (unchanged, PROFILES[0], True),
        (unchanged, PROFILES[1], True),
    ],
)
def test_the_validator_would_find_a_faulty_field(
    blank: bytes,
    spoil: Callable[[pikepdf.Pdf], None],
    profile: page.ValidationProfile,
    is_valid: bool,
) -> None:
    # The control of the test above.
    with pikepdf.open(io.BytesIO(blank)) as form:
        spoil(form)
        spoiled = saved(form)

    assert page.validate_pdf_bytes(spoiled, profile=profile).is_compliant is is_valid


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
    library: Library, printed: list[str]
) -> None:
    said = "".join(printed)
    questionnaire = library.questionnaire
    for question in questionnaire.walk():
        numbered = squeezed(f"{questionnaire.numbers[question.id]}  {question.ask}")
        assert (numbered in said) is (question.depth == COURT_DAY), question.id
    for option in questionnaire.questions["now.signs"].options:
        assert squeezed(option.label) in said


def test_what_is_said_first_and_only_if_is_on_the_page(library: Library) -> None:
    html = blank_html(library, COURT_DAY)

    numbers = library.questionnaire.numbers
    assert f"Only if {numbers['ses.private']} “Interview was private” is “No”." in html
    assert f"Only if {numbers['sub.slug']} “Substance” is “Another substance”" in html
    for section in library.questionnaire.sections:
        if section.notice and section.depth == COURT_DAY:
            assert section.notice.strip()[:60] in html
    assert "More than 4? Use another sheet" in html


def test_what_opens_a_question_elsewhere_is_said_in_the_full_form(library: Library) -> None:
    html = blank_html(library, FULL)

    assert "Ask about suicide now." in html
    assert "Ask about suicide now." not in blank_html(library, COURT_DAY)


def test_every_page_says_what_it_is_and_has_room_for_whose_it_is(printed: list[str]) -> None:
    for number, said in enumerate(printed, 1):
        assert "OFFICIAL" in said
        assert f"Page{number}of{len(printed)}" in said
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


def test_an_empty_form_is_no_case_and_with_one_tick_it_is(library: Library, blank: bytes) -> None:
    with pytest.raises(NotAFormError, match=r"holds no answers; fill it in"):
        read_form(blank, library)

    form = read_form(fill(blank, {"case.sex~declined": True}), library)
    assert list(form.assessment.answers.single) == ["case.sex"]


def test_a_document_made_from_a_case_is_told_from_a_form(
    library: Library, worker: PdfWorker
) -> None:
    report = worker.render("<html lang=en><title>x</title><p>x", b"{}")

    with pytest.raises(NotAFormError, match="is a document that court_assess made from a case"):
        read_form(report, library)
