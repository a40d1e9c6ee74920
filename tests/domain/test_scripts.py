"""Tests of the script that a text is written in."""

from __future__ import annotations

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.values import is_written_in
from court_assess.domain.wording import in_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë O'Neill-Łukasiewicz 2", True),
        ("Ngu\u0303ye\u0302\u0303n", True),
        ("", True),
        ("Δημήτρης", False),
        ("Дарья", False),
        ("بشير حداد", False),
        ("Li 李明", False),
        ("\ue000", True),  # no letter at all
    ],
)
def test_a_text_is_of_a_script_if_every_letter_is(text: str, expected: bool) -> None:
    assert is_written_in(text, "latin") is expected


def test_a_script_that_is_asked_of_a_name_is_said_in_words(library: Library) -> None:
    gate = library.questionnaire.gates["case.name_latin"]

    assert in_words(gate, library.questionnaire) == (
        "it is not so that “Name” is written in Latin letters"
    )
