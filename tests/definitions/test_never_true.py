"""A condition that no answers can ever meet is told, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.small import (
    FIRST,
    INDICATOR,
    RULER,
    RULES,
    SCORE,
    SECOND,
    WITH_SECOND,
    problems,
)

NEVER = "{all: [{question: q.drinks, is: tea}, {question: q.drinks, is: milk}]}"
PAGE = FIRST + RULER + SCORE + INDICATOR
BAND = "{at_least: 4, at_most: 10, label: high}"
LAST = "- {at_least: 4, at_most: 10, label: high}\n"
ROUTE = f"    routes: [{{when: {NEVER}, action: Act., tell: Them, source: invented}}]\n"
LOCAL = f"local:\n  - {{id: x, title: X, says: X., source: invented, when: {NEVER}}}\n"

# (which file, what is written, what makes it never true, where the line points)
PLACES = {
    "route": ("rules", "    print: none\n", f"    print: none\n{ROUTE}", "flags[0].routes[0].when"),
    "advice": ("rules", "{open_flag: red_flag}", NEVER, "requirements[0].advice[0].when"),
    "local practice": ("rules", "limits:\n", f"{LOCAL}limits:\n", "local[0].when"),
    "query": ("second", "{question: cup.name, answered: no}", NEVER, "queries[0].when"),
    "check": ("second", "{question: q.drinks, is: tea}", NEVER, "checks[0].when"),
    "opening": ("second", "{question: s.depth, is: full}", NEVER, "opens[0].when"),
    "page": ("second", "title: Second\n", f"title: Second\nshown_when: {NEVER}\n", "shown_when"),
    "score": ("first", "    items:", f"    when: {NEVER}\n    items:", "scores[0].when"),
    "cut-off": ("first", LAST, f"{LAST}        cut_offs: [{{at_least: 1, label: x, when: {NEVER}}}]\n", "scores[0].readings[0].cut_offs[0].when"),
    "band": ("first", f"- {BAND}\n", f"- {BAND}\n          - {{at_least: 0, at_most: 10, label: x, when: {NEVER}}}\n", "scores[0].readings[0].bands[2].when"),
    "feature": ("first", "{question: q.drinks, is_tagged: hot}", NEVER, "indicators[0].features[0].when"),
    "lasting": ("first", "{question: q.day, at_least: 3 months, before: today}", NEVER, "indicators[0].lasting"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_what_can_never_be_true_is_told_where_it_stands(name: str, tmp_path: Path) -> None:
    file, right, wrong, path = PLACES[name]
    texts = {"first": PAGE, "second": SECOND, "rules": RULES, "top": WITH_SECOND}
    assert right in texts[file]
    texts[file] = texts[file].replace(right, wrong, 1)

    found = [one for one in problems(tmp_path, **texts) if one.path == path]

    assert [one.message.startswith("can never be true: 'q.drinks'") for one in found] == [True]


def test_days_in_a_week_beside_a_total_are_no_contradiction(tmp_path: Path) -> None:
    weeks = FIRST.replace("type: date", "type: weeks").replace("q.day", "q.weeks")
    query = (
        "queries:\n  - at: q.weeks\n    says: Look again.\n    when: {all: [{question: q.weeks,"
        " latest_week_is: 0}, {question: q.weeks, any_week_over: 7}, {question: q.weeks, at_most: 9}]}\n"
    )
    rules = RULES.replace("  that_day: {question: q.day}\n", "").replace(
        "        in_force: {from: 2020-12-01, governed_by: that_day}\n", ""
    )

    found = problems(tmp_path, first=weeks + query, rules=rules.replace("dates:\n", ""))

    assert found == []
