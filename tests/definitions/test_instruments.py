"""Mistakes in scores and indicators: each is one line, and none is left for the day of a hearing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.small import (
    FIRST,
    INDICATOR,
    RULER,
    SCORE,
    SECOND,
    WITH_SECOND,
    problems,
)

ALL = FIRST + RULER + SCORE + INDICATOR
HIGH = "          - {at_least: 4, at_most: 10, label: high}\n"
LOW = "          - {at_least: 0, at_most: 3, label: low}\n"
CUT = HIGH + "        cut_offs:\n          - {at_least: 5, label: look}\n"
FEATURE = "      - {id: hot, title: Hot, when: {question: q.drinks, is_tagged: hot}}\n"
MILK = "when: {question: q.drinks, is: milk}"
TEA = "when: {question: q.drinks, is: tea}"

# (what is written, what a trainer writes by mistake, the start of the only line)
MISTAKES = {
    "item of yes or no": ("[q.ruler]", "[q.ruler, row.complete]", "scores[0].items[1]: 'row.complete' is of type 'yes_no', which has no points"),
    "item that is a date": ("[q.ruler]", "[q.ruler, q.day]", "scores[0].items[1]: 'q.day' is of type 'date', which has no points"),
    "item without limits": ("[q.ruler]", "[q.ruler, q.cups]", "scores[0].items[1]: 'q.cups' has no 'min:' or no 'max:'"),
    "item without points": ("[q.ruler]", "[q.ruler, q.drinks]", "scores[0].items[1]: 'q.drinks' has no points for tea, milk, no; give each option its 'points:'"),
    "item listed twice": ("[q.ruler]", "[q.ruler, q.ruler]", "scores[0].items[1]: 'q.ruler' is listed twice"),
    "item inside a list": ("[q.ruler]", "[q.ruler, row.sweet]", "scores[0].items[1]: 'row.sweet' is asked in each row of 'row'; add 'per:'"),
    "per a list without items": ("    items:", "    per: row\n    items:", "scores[0].per: 'row' holds none of the items"),
    "completed by a date": ("    items:", "    completed_by: q.day\n    items:", "scores[0].completed_by: 'q.day' is of type 'date'; name one of type choice or text"),
    "completed on a choice": ("    items:", "    completed_on: q.drinks\n    items:", "scores[0].completed_on: 'q.drinks' is of type 'choice'; name one of type date or datetime"),
    "doubled reading": (HIGH, HIGH + "      - {id: first, source: x, cut_offs: [{at_least: 1, label: y}]}\n", "scores[0].readings[1].id: 'first' is used already in this list"),
    "doubled feature": (FEATURE, 2 * FEATURE, "indicators[0].features[1].id: 'hot' is used already in this list"),
    "no feature needed": ("    at_least: 1\n", "    at_least: 0\n", "indicators[0].at_least: needs to be 1 or more"),
    "more features than there are": ("    at_least: 1\n", "    at_least: 3\n", "indicators[0].at_least: asks for more features than there are (2)"),
    "cut-off above all totals": (HIGH, CUT.replace("5", "11"), "scores[0].readings[0].cut_offs[0].at_least: is out of reach: a total lies between 0 and 10; give 1 to 10"),
    "cut-off that all totals reach": (HIGH, CUT.replace("5", "0"), "scores[0].readings[0].cut_offs[0].at_least: is out of reach"),
    "band above all totals": ("at_most: 10", "at_most: 11", "scores[0].readings[0].bands[1]: ends above 10, the most there can be; end it at 10"),
    "band that ends before it starts": (LOW, LOW + "          - {at_least: 3, at_most: 2, label: none}\n", "scores[0].readings[0].bands[1]: ends before it starts"),
}  # fmt: skip


def told(folder: Path, first: str) -> list[str]:
    """Return what ``check`` says: the place and the message."""
    return [f"{one.path}: {one.message}" for one in problems(folder, first=first)]


def banded(*bands: str) -> str:
    """Return the page with these bands in place of its own."""
    return ALL.replace(LOW + HIGH, "".join(f"          - {{{band}}}\n" for band in bands))


def test_the_page_with_a_score_and_an_indicator_is_in_order(tmp_path: Path) -> None:
    assert told(tmp_path, ALL) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_in_an_instrument_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = MISTAKES[name]
    assert right in ALL

    found = told(tmp_path, ALL.replace(right, wrong, 1))

    assert [one.startswith(expected) for one in found] == [True], found


@pytest.mark.parametrize("cut_off", ["1", "10"])
def test_a_cut_off_that_some_totals_reach_and_some_do_not_is_in_order(
    cut_off: str, tmp_path: Path
) -> None:
    assert told(tmp_path, ALL.replace(HIGH, CUT.replace("5", cut_off))) == []


def test_a_whole_number_with_both_limits_is_an_item(tmp_path: Path) -> None:
    assert told(tmp_path, ALL.replace("type: scale", "type: whole_number")) == []


def test_bands_may_stand_in_any_order(tmp_path: Path) -> None:
    first = banded(
        f"at_least: 4, at_most: 10, label: high, {TEA}",
        "at_least: 6, at_most: 10, label: high, when: {question: q.drinks, is: milk}",
        f"at_least: 0, at_most: 3, label: low, {TEA}",
        "at_least: 0, at_most: 5, label: low, when: {is: milk, question: q.drinks}",
    )

    assert told(tmp_path, first) == []


def test_a_gap_is_found_among_the_bands_that_are_for_the_same(tmp_path: Path) -> None:
    first = banded(
        f"at_least: 0, at_most: 3, label: low, {TEA}",
        f"at_least: 0, at_most: 5, label: low, {MILK}",
        f"at_least: 5, at_most: 10, label: high, {TEA}",
        f"at_least: 6, at_most: 10, label: high, {MILK}",
    )

    (found,) = told(tmp_path, first)

    assert found.startswith("scores[0].readings[0].bands[2]: leaves a gap: no band holds 4")


@pytest.mark.parametrize(
    ("block", "path"),
    [(SCORE, "scores[0].id: 'q.total'"), (INDICATOR, "indicators[0].id: 'q.signs'")],
)
def test_the_id_of_a_score_or_indicator_is_used_once_in_all_pages(
    block: str, path: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, first=ALL, second=SECOND + block, top=WITH_SECOND)

    assert [
        f"{one.path}: {one.message}".startswith(f"{path} is used already, in ") for one in found
    ] == [True]
    assert "first.yaml line" in found[0].message
    assert found[0].file.endswith("second.yaml")
