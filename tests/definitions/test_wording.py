"""Tests of a site's licensed wording: it is put in whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.definitions.library import check_library, library_from_texts, load_library
from court_assess.domain.assessment import Library
from court_assess.domain.kinds import show
from court_assess.settings import QUESTIONNAIRES, rules_folder

INVENTED = """\
instrument: sds
licence: Licence 12 of an invented owner
texts:
  sds.1: {ask: Invented words for item 1, options: {0: Rarely, 1: At times, 2: Mostly, 3: Daily}}
  sds.2: {ask: Invented words for item 2}
  sds.3: {ask: Invented words for item 3}
  sds.4: {ask: Invented words for item 4}
  sds.5: {ask: Invented words for item 5}
"""
CHOICES = """\
instrument: dast10
licence: Licence 13 of an invented owner
intro: Read the items out.
texts:
  dast10.1: {ask: Invented, options: {yes: Aye, no: Nay}}
"""


def loaded(folder: Path, text: str = INVENTED, name: str = "sds.yaml") -> Library:
    """Return the shipped library with one file of wording."""
    (folder / name).write_text(text, encoding="utf-8")
    return load_library(QUESTIONNAIRES, rules_folder(), folder)


def told(folder: Path, text: str) -> list[str]:
    """Return what ``check`` says of a file of wording."""
    (folder / "sds.yaml").write_text(text, encoding="utf-8")
    found = check_library(QUESTIONNAIRES, rules_folder(), wording=folder)
    return [f"{one.path}: {one.message}" for one in found]


def test_licensed_wording_stands_in_the_place_of_the_topics(tmp_path: Path) -> None:
    library = loaded(tmp_path)
    item = library.questionnaire.questions["sds.1"]

    assert item.ask == "Invented words for item 1"
    assert show(item, 2) == "2: Mostly"
    section = library.questionnaire.section("sds")
    assert section.licence == "Licence 12 of an invented owner"
    assert "licensed wording is loaded" in section.intro


def test_without_licensed_wording_the_topic_and_points_are_asked(library: Library) -> None:
    item = library.questionnaire.questions["sds.1"]

    assert "Enter the points" in item.ask
    assert show(item, 2) != "2: Mostly"
    assert library.questionnaire.section("sds").licence == ""


def test_the_digest_tells_wording_apart_and_the_kept_texts_make_it_again(
    tmp_path: Path, library: Library
) -> None:
    worded = loaded(tmp_path)

    assert worded.digest != library.digest
    again = library_from_texts(worded.texts)
    assert again.digest == worded.digest
    assert again.questionnaire.questions["sds.5"].ask == "Invented words for item 5"


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("instrument: sds", "instrument: sdss", "instrument: 'sdss' is not an instrument"),
        ("instrument: sds", "instrument: consent", "instrument: 'consent' is not an instrument"),
        ("licence: Licence 12 of an invented owner\n", "", "licence: is missing"),
        (
            "  sds.5: {ask: Invented words for item 5}\n",
            "",
            "texts: has no wording for sds.5; an instrument is only valid as a whole",
        ),
        ("sds.5:", "sds.6:", "texts: has no wording for sds.5"),
        (", 3: Daily", "", "texts.sds.1.options: has no words for 3; give all responses, or none"),
        ("3: Daily", "4: Daily", "texts.sds.1.options: '4' is not a response of sds.1"),
    ],
)
def test_wording_that_does_not_fit_the_instrument_is_refused(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    assert right in INVENTED
    assert any(one.startswith(expected) for one in told(tmp_path, INVENTED.replace(right, wrong)))


def test_a_foreign_item_is_refused(tmp_path: Path) -> None:
    more = "  dudit.1: {ask: Foreign}\n"

    assert any("is not an item of sds" in one for one in told(tmp_path, INVENTED + more))


def test_wording_that_fits_passes_the_check(tmp_path: Path) -> None:
    assert told(tmp_path, INVENTED) == []


def test_a_named_file_of_wording_is_checked_by_what_is_in_it(tmp_path: Path) -> None:
    named = tmp_path / "ours.yaml"
    named.write_text(INVENTED.replace("sds.5:", "sds.6:"), encoding="utf-8")

    found = check_library(QUESTIONNAIRES, rules_folder(), [named])

    assert {one.message.split(";")[0] for one in found} >= {"has no wording for sds.5"}


def test_the_words_of_choices_are_their_labels(tmp_path: Path, library: Library) -> None:
    items = next(iter(library.questionnaire.section("dast10").scores)).items
    texts = "".join(f"  {item}: {{ask: Invented}}\n" for item in items[1:])
    worded = loaded(tmp_path, CHOICES + texts, "dast10.yaml")
    item = worded.questionnaire.questions["dast10.1"]

    assert [one.label for one in item.options] == ["Aye", "Nay"]
    assert [one.points for one in item.options] == [1, 0]
    assert worded.questionnaire.section("dast10").intro == "Read the items out."


def test_two_files_of_wording_for_one_instrument_are_told_by_both_names(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(INVENTED, encoding="utf-8")

    (found,) = told(tmp_path, INVENTED)

    assert found.startswith("instrument: 'sds' has its wording in ")
    assert "other.yaml and in " in found
    assert "sds.yaml; take one of the two files away" in found
