"""A list or a map where one value belongs is told, wherever it stands, and never a crash."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

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

ADVICE = "      - {id: c, title: C, says: C., when: {finding: r.sweet, is: met}}\n      - {id: b,"
MORE_RULES = """\
local:
  - id: seen
    title: Seen
    says: See it.
    source: invented
    when:
      any:
        - {question: q.drinks, is_tagged: hot}
        - {count: row, where: {question: row.sweet, is: yes}, at_least: 2}
        - {every: row, where: {question: row.sweet, is: yes}}
        - {question: s.taken, includes_other_than: none}
        - {question: q.day, on_or_after: {question: q.day}}
        - {question: q.day, within: 7 days, before: q.day}
        - {question: q.cups, at_least: {age_of: q.day}}
        - {question: q.day, state: [declined]}
        - {views: {one: q.drinks}, agree_on: [tea]}
        - {latest: [q.drinks, q.drinks], is: tea}
"""
TEXTS = {
    "first": FIRST + RULER + SCORE + INDICATOR,
    "second": SECOND,
    "rules": RULES.replace("      - {id: b,", ADVICE) + MORE_RULES,
    "top": WITH_SECOND,
}
TREES = {
    name: yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    for name, text in TEXTS.items()
}
SWAPS: dict[str, Any] = {"a list": ["x"], "a map": {"x": "y"}}


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every plain value."""
    inner: Any = ()
    if isinstance(tree, dict):
        inner = tree.items()
    elif isinstance(tree, list):
        inner = enumerate(tree)
    else:
        yield path
    for key, value in inner:
        yield from leaves(value, (*path, key))


def swapped(name: str, path: tuple[Any, ...], value: Any) -> dict[str, str]:
    """Return the files with one value put in the place of another in the named one."""
    changed = deepcopy(TREES[name])
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return {**TEXTS, name: yaml.safe_dump(changed, sort_keys=False)}


def test_the_files_are_in_order_before_anything_is_swapped(tmp_path: Path) -> None:
    written = {name: yaml.safe_dump(tree, sort_keys=False) for name, tree in TREES.items()}

    assert problems(tmp_path, **written) == []


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name, tree in TREES.items() for path in leaves(tree)],
    ids=lambda one: one if isinstance(one, str) else ".".join(str(part) for part in one),
)
def test_what_is_no_plain_value_is_told(
    name: str, path: tuple[Any, ...], swap: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, **swapped(name, path, SWAPS[swap])) != []
