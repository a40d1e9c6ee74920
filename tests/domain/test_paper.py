"""Tests of the numbers of questions, and of the names that the boxes of the paper form have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from court_assess.domain.paper import (
    Place,
    boxes_of,
    is_ticked,
    library_mark,
    places_on_paper,
    rows_on_paper,
    sections_on_paper,
)
from court_assess.domain.questions import COURT_DAY, FULL, Question, Questionnaire, Section
from tests.domain.made import GROUP, QUESTIONNAIRE, choice, question

INSTEAD = ("~declined", "~not_known", "~not_asked")


def test_a_number_is_the_page_the_place_and_the_place_in_the_entry() -> None:
    numbers = QUESTIONNAIRE.numbers

    assert numbers["a.gate"] == "1.1"
    assert numbers["a.detail"] == "1.2"
    assert numbers["sub"] == "1.11"
    assert numbers["sub.slug"] == "1.11.1"
    assert numbers["sub.controlled"] == "1.11.2"
    assert numbers["b.only"] == "2.1"
    assert set(numbers) == set(QUESTIONNAIRE.questions)


@pytest.mark.parametrize(
    ("place", "boxes"),
    [
        (Place(question("a.gate")), ("=yes", "=no")),
        (Place(choice("a.many", "none", "p", kind="choices")), ("=none", "=p")),
        (Place(question("a.days", "whole_number")), ("",)),
        (Place(question("a.text", "long_text")), ("",)),
        (Place(question("a.born", "date")), ("-day", "-month", "-year")),
        (Place(question("a.at", "datetime")), ("-day", "-month", "-year", "-time")),
        (
            Place(question("a.every", "duration")),
            ("-count", "-unit=day", "-unit=week", "-unit=month", "-unit=year"),
        ),
        (Place(question("a.use", "weeks")), ("-week4", "-week3", "-week2", "-week1")),
        (Place(question("a.scale", "scale", least=0, most=2)), ("=0", "=1", "=2")),
        (Place(GROUP), ()),
    ],
    ids=lambda one: one.question.kind if isinstance(one, Place) else "",
)
def test_each_kind_has_boxes_for_its_parts_and_three_for_no_answer(
    place: Place, boxes: tuple[str, ...]
) -> None:
    assert tuple(boxes_of(place)) == tuple(place.name + one for one in (*boxes, *INSTEAD))


def test_a_box_to_tick_is_known_by_its_name() -> None:
    names = boxes_of(Place(question("a.every", "duration")))

    assert [is_ticked(one) for one in names] == [False, *(7 * [True])]


def test_a_box_in_an_entry_names_the_entry_and_not_its_list_twice() -> None:
    slug, other = GROUP.questions[0], replace(GROUP.questions[0], id="other.slug")

    assert Place(slug, 2).name == "sub[2].slug"
    assert Place(other, 1).name == "sub[1].other.slug"


def with_questions(count: int, depth: str = COURT_DAY, *, inline: bool = False) -> Question:
    inner = tuple(question(f"sub.q{one}", group="sub", depth=depth) for one in range(count))
    return replace(GROUP, questions=inner, inline=inline)


@pytest.mark.parametrize(
    ("group", "rows"),
    [
        (with_questions(20), 4),
        (with_questions(5, inline=True), 4),
        (with_questions(6, inline=True), 2),
        (with_questions(6, FULL, inline=True), 2),
    ],
    ids=["pages of its own", "short", "long", "long, of the full assessment"],
)
def test_a_long_list_on_the_page_has_fewer_entries(group: Question, rows: int) -> None:
    assert rows_on_paper(group) == rows


def test_the_court_day_form_leaves_out_what_only_the_full_assessment_asks() -> None:
    inner = (question("sub.a", group="sub"), question("sub.b", group="sub", depth=FULL))
    group = replace(GROUP, questions=inner)
    more = question("x.more", depth=FULL)
    sections = (
        Section("one", "One", (question("x.one"), more, group)),
        Section("two", "Two", (replace(more, id="y.one"),)),
    )
    questionnaire = Questionnaire("Test", sections)

    def names(depth: str) -> list[str]:
        return [one.name for one in places_on_paper(questionnaire, depth)]

    def pages(depth: str) -> list[str]:
        return [section.id for section, _ in sections_on_paper(questionnaire, depth)]

    assert names(COURT_DAY) == ["x.one", "sub", *(f"sub[{row}].a" for row in (1, 2, 3, 4))]
    assert pages(COURT_DAY) == ["one"]
    assert {"x.more", "sub[4].b", "y.one"} < set(names(FULL))
    assert pages(FULL) == ["one", "two"]


def test_a_form_carries_enough_of_its_librarys_digest() -> None:
    assert library_mark("sha256:0123456789abcdef") == "sha256 0123456789ab"
