"""Tests of the parts that some kinds are typed in: joined they are read, and split again."""

from __future__ import annotations

import pytest

from court_assess.domain.kinds import parse, written
from court_assess.domain.parts import joined, parts_of, split
from tests.domain.made import GROUP, choice, question


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("date", {"-day": "7", "-month": "3", "-year": "2026"}),
        ("partial_date", {"-day": "", "-month": "3", "-year": "2019"}),
        ("partial_date", {"-day": "", "-month": "", "-year": "2019"}),
        ("datetime", {"-day": "7", "-month": "3", "-year": "2026", "-time": "14:05"}),
        ("duration", {"-count": "6", "-unit": "week"}),
        ("weeks", {"-week4": "7", "-week3": "0", "-week2": "5", "-week1": "3"}),
        ("text", {"": "Dana"}),
    ],
)
def test_parts_are_read_as_one_value_and_split_again(kind: str, parts: dict[str, str]) -> None:
    asked = question("a.one", kind)

    text = written(parse(asked, joined(asked, parts)))

    assert isinstance(text, str)
    assert split(asked, text) == parts
    assert parts_of(asked) == tuple(parts)


def test_a_date_without_its_year_is_joined_as_it_stands() -> None:
    asked = question("a.since", "partial_date")

    assert joined(asked, {"-day": "7", "-month": "3", "-year": ""}) == "-3-7"


def test_lists_have_no_parts() -> None:
    assert parts_of(GROUP) == ()
    assert parts_of(choice("a.many", "p", kind="choices")) == ()
