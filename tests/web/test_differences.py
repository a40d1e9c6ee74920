"""What has changed between two texts: the words alone, and nothing of either text lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from court_assess.web.pages.differences import Piece, changes


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [one.text for one in pieces if one.is_changed]


@pytest.mark.parametrize(
    ("before", "after", "taken_out", "put_in"),
    [
        ("Used daily.", "Used daily.", [], []),
        ("He drank on 3 days.", "He drank on 20 days.", ["3"], ["20"]),
        ("Used daily. Drank.", "Used daily.", ["Drank."], []),
        ("", "Used daily.", [], ["Used daily."]),
        ("Used daily.", "", ["Used daily."], []),
        ("One.\n\nTwo.", "One. Two.", [], []),
        ("<b>one</b> two", "<b>1</b> two", ["<b>one</b>"], ["<b>1</b>"]),
    ],
)
def test_only_the_words_that_differ_are_marked(
    before: str, after: str, taken_out: list[str], put_in: list[str]
) -> None:
    old, new = changes(before, after)

    assert marked(old) == taken_out
    assert marked(new) == put_in


@given(st.text(alphabet="ab \n"), st.text(alphabet="ab \n"))
def test_no_word_of_either_text_is_lost(before: str, after: str) -> None:
    for pieces, text in zip(changes(before, after), (before, after), strict=True):
        assert "".join(one.text for one in pieces) == text


def test_the_same_words_said_of_fifteen_substances_are_compared_at_once() -> None:
    entry = "Heroin: she used it every day. She last used it yesterday. She used it by smoking.\n\n"
    before, after = entry * 200, (entry * 200).replace("every day", "every week")
    began = time.perf_counter()
    old, new = changes(before, after)

    assert time.perf_counter() - began < 5  # seconds; word by word it is a minute
    assert "".join(one.text for one in old) == before
    assert "".join(one.text for one in new) == after
    assert marked(changes(entry, entry.replace("every day", "every week"))[1]) == ["week."]
