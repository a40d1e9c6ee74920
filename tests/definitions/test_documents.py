"""Tests of reading YAML safely: everything as text, and whatever could harm refused in one line."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from court_assess.definitions.documents import MOST_BYTES, Document, read_bytes, read_file
from court_assess.definitions.problems import Problem, Problems


def read(raw: bytes) -> tuple[Document | None, list[Problem]]:
    problems = Problems()
    return read_bytes(raw, "f.yaml", problems), problems.found


def test_every_scalar_stays_text_and_knows_its_place() -> None:
    document, found = read(b"a: no\nb:\n  - 1.10\n  - 2026-11-18\nc: 'on'\n")

    assert document is not None
    assert found == []
    assert document.tree == {"a": "no", "b": ["1.10", "2026-11-18"], "c": "on"}
    assert document.marks["b", 1] == (4, 5)


BOMB = b"a: &a [x, x]\n" + b"".join(
    f"{new}: &{new} [*{old}, *{old}]\n".encode()
    for old, new in zip("abcdefgh", "bcdefghi", strict=False)
)

HOSTILE = {
    "an anchor": (b"a: &x 1\n", "uses an anchor"),
    "an alias": (b"a: *x\n", "uses an anchor"),
    "a bomb": (BOMB, "uses an anchor"),
    "a tag": (b"a: !!python/object/apply:os.system [ls]\n", "uses a tag"),
    "a merge key": (b"<<: {a: b}\n", "uses a merge key"),
    "a doubled key": (b"a: 1\na: 2\n", "is written twice"),
    "a key that is a list": (b"? [a]\n: 1\n", "has a key that is not plain text"),
    "too deep": (b"a: " + b"[" * 40 + b"]" * 40, "is nested more than"),
    "far too deep": (b"a: " + b"[" * 100_000, "is nested more than"),
    "two documents": (b"a: 1\n---\nb: 2\n", "holds a second document"),
    "empty": (b"", "is empty"),
    "a list": (b"- a\n", "is not a list of 'key: value' lines"),
    "plain text": (b"hello", "is not a list of 'key: value' lines"),
    "not YAML": (b"a: [1, 2\nb: 3\n", "is not YAML here"),
    "a tab": (b"a:\n\t- 1\n", "is not YAML here"),
    "binary": (bytes(range(256)), "is not written in UTF-8"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\x00\x00", "is not written in UTF-8"),
    "latin-1": ("a: é\n".encode("latin-1"), "is not written in UTF-8"),
    "a lone surrogate": (b"a: \xed\xa0\x80\n", "is not written in UTF-8"),
    "an escaped surrogate": (b'a: "\\ud800"\n', "is not YAML here"),
    "a NUL": (b"a: x\x00y\n", "holds a hidden control character"),
    "an escaped NUL": (b'a: "x\\0y"\n', "holds a hidden control character"),
    "too large": (b"a: " + b"x" * MOST_BYTES, "is larger than 2 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_in_one_line_at_once(name: str) -> None:
    raw, expected = HOSTILE[name]
    tracemalloc.start()
    started = time.perf_counter()

    _, found = read(raw)

    taken = time.perf_counter() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1
    assert expected in found[0].message
    assert "\n" not in str(found[0])
    assert taken < 2
    assert peak < 50_000_000


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems = Problems()

    assert read_file(tmp_path / "gone.yaml", problems) is None
    assert "cannot be opened (no such file or directory)" in problems.found[0].message


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    problems = Problems()

    assert read_file(large, problems) is None
    assert "is larger than 2 MB" in problems.found[0].message


def test_the_place_of_what_stands_at_no_line_is_the_nearest_around_it() -> None:
    document, _ = read(b"a:\n  b: 1\n")

    assert document is not None
    assert str(document.problem(("a", "x", 0), "is wrong")) == "f.yaml:1:1: a.x[0]: is wrong"
