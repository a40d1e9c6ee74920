"""Tests of looking through a text for words and for doses."""

from __future__ import annotations

import pytest

from court_assess.domain.word_lists import WordList

LIST = WordList(("methadone", "12 step", "therapy", "dose"), ("mg", "ml", "millilitres"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Methadone at the clinic", ("Methadone",)),
        ("METHADONE, and therapy", ("METHADONE", "therapy")),
        ("two doses of it", ("doses",)),
        ("60ml or 60 ml, then 30-mg", ("60ml", "60 ml", "30-mg")),
        ("1.5 millilitres, 2,000 mg", ("1.5 millilitres", "2,000 mg")),
        ("a 12-step  group, a 12 Step group", ("12-step", "12 Step")),
        ("\uff4dethadone", ("methadone",)),
        ("twice a week under Dr Adeyemi", ()),
        ("psychotherapy, overdosed, methadonesque", ()),
        ("60mls daily, 10mgs, 1 ml", ("60mls", "10mgs", "1 ml")),
        ("metha\u00addone, metha\u200bdone", ("methadone",)),
        ("6 months, 12 sessions, 3 mlk", ()),
        ("", ()),
    ],
)
def test_a_word_is_found_whole_however_it_is_written(text: str, found: tuple[str, ...]) -> None:
    assert LIST.found_in(text) == found


def test_a_list_without_words_or_without_units_looks_for_the_others() -> None:
    assert WordList((), ("ml",)).found_in("methadone 5 ml") == ("5 ml",)
    assert WordList(("methadone",)).found_in("methadone 5 ml") == ("methadone",)


def test_a_long_text_is_gone_through_once() -> None:
    # With digits matched without end this took seconds; a text of this length may be typed.
    assert LIST.found_in("1." * 10_000) == ()
    assert LIST.found_in("1-" * 10_000) == ()
