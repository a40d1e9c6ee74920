"""Read YAML as text, with the place of every value; refuse what could surprise or harm.

Every scalar stays text: ``no`` stays "no" and ``1.10`` stays "1.10". Aliases, anchors, tags, merge
keys, doubled keys, deep nesting and control characters are refused before anything is built, so a
small file cannot grow into a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeAlias

import yaml

from court_assess.definitions.problems import Problem, Problems
from court_assess.domain.kinds import HIDDEN

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 24
NESTED = f"is nested more than {DEEPEST} deep; make it simpler"
TOO_DEEP_FOR_THE_PARSER = "nesting depth"  # newer parsers stop before our own limit is counted

Tree: TypeAlias = Any  # dict[str, Tree] | list[Tree] | str
Path_: TypeAlias = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """A YAML file as plain text, lists and mappings, with the place of each value."""

    file: str
    tree: Tree
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)

    def problem(self, path: Path_, message: str, *, is_warning: bool = False) -> Problem:
        """Return a problem at a value, or at the nearest thing around it that has a place."""
        known = next(
            (path[:end] for end in range(len(path), -1, -1) if path[:end] in self.marks), ()
        )
        line, column = self.marks.get(known, (1, 1))
        return Problem(self.file, line, column, path_in_words(path), message, is_warning)


def path_in_words(path: Path_) -> str:
    """Write a path as ``questions[3].options[0].label``."""
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}"
    return words.lstrip(".") or "file"


def read_file(path: Path, problems: Problems, name: str = "") -> Document | None:
    """Read a YAML file; None and a problem if it cannot be read at all."""
    shown = name or str(path)
    try:
        found = path.stat()
        size = found.st_size
        is_plain = S_ISREG(found.st_mode)
        raw = path.read_bytes() if is_plain and size <= MOST_BYTES else b""
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        message = f"cannot be opened ({reason}); check the name and try again"
        problems.found.append(Problem(shown, 1, 1, "file", message))
        return None
    if not is_plain:
        problems.found.append(Problem(shown, 1, 1, "file", "is not a file; name a YAML file"))
        return None
    if size > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1024 // 1024} MB; check that it is the right file"
        problems.found.append(Problem(shown, 1, 1, "file", message))
        return None
    return read_bytes(raw, shown, problems)


def read_bytes(raw: bytes, file: str, problems: Problems) -> Document | None:
    """Read YAML from bytes; None and a problem if it is not text that YAML can read."""
    if len(raw) > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1024 // 1024} MB; check that it is the right file"
        problems.found.append(Problem(file, 1, 1, "file", message))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = "is not written in UTF-8; save it again with the encoding UTF-8"
        problems.found.append(Problem(file, line, column, "file", message))
        return None
    return read_text(text, file, problems)


def read_text(text: str, file: str, problems: Problems) -> Document | None:
    """Read YAML from text; None and a problem if it is not text that YAML can read."""
    hidden = HIDDEN.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        column = hidden.start() - text.rfind("\n", 0, hidden.start())
        message = "holds a hidden control character; delete it and type the text again"
        problems.found.append(Problem(file, line, column, "file", message))
        return None
    builder = _Builder(file, problems)
    try:
        return builder.build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = (error.problem or "is not YAML").splitlines()[0]
        if TOO_DEEP_FOR_THE_PARSER in what:
            message = NESTED
        else:
            message = (
                f"is not YAML here ({what}); check the indents, colons and quotes around this place"
            )
        problems.found.append(Problem(file, *place, "file", message))
    except yaml.YAMLError:
        message = "is not YAML; open it in a text editor and check it"
        problems.found.append(Problem(file, 1, 1, "file", message))
    except _RefusedError:
        pass
    return None


class _RefusedError(Exception):
    """The file holds something that is refused; the problem is recorded already."""


class _Builder:
    """Builds the plain tree from parser events, checking each as it comes."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.document = Document(file, "")
        self.problems = problems
        self.events: Iterator[Any] = iter(())

    def build(self, text: str) -> Document:
        self.events = (
            event
            for event in yaml.parse(text, Loader=_LOADER)
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent)
        )
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.refuse(event, (), "is empty; write 'key: value' lines")
        self.document.tree = self.value(event, ())
        rest = [one for one in self.events if not isinstance(one, yaml.DocumentEndEvent)]
        if len(rest) > 1:
            self.refuse(rest[0], (), "holds a second document after '---'; keep one to a file")
        if not isinstance(self.document.tree, dict):
            self.refuse(
                event, (), "is not a list of 'key: value' lines; check that it is the right file"
            )
        return self.document

    def refuse(self, event: yaml.Event, path: Path_, message: str) -> None:
        where = path_in_words(path)
        self.problems.found.append(Problem(self.document.file, *_start(event), where, message))
        raise _RefusedError

    def value(self, event: Any, path: Path_) -> Tree:  # noqa: ANN401 - PyYAML's events are not typed
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(event, path, "uses an anchor (& or *); write the text out in each place")
        if getattr(event, "tag", None):
            self.refuse(event, path, "uses a tag (!); take it out, every value is read as text")
        if len(path) > DEEPEST:
            self.refuse(event, path, NESTED)
        self.document.marks[path] = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.text(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def text(self, event: yaml.ScalarEvent, path: Path_) -> str:
        text = str(event.value)
        if HIDDEN.search(text):
            self.refuse(event, path, "holds a hidden control character; delete it")
        return text

    def sequence(self, path: Path_) -> list[Tree]:
        values: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return values

    def mapping(self, path: Path_) -> dict[str, Tree]:
        values: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(event, path, "has a key that is not plain text; write 'key: value'")
            key = str(self.value(event, (*path, "key")))
            del self.document.marks[(*path, "key")]
            here = (*path, key)
            if key == "<<":
                self.refuse(event, here, "uses a merge key (<<); write the lines out")
            if key in values:
                message = "is written twice; only one can count, so take one out"
                self.problems.found.append(
                    Problem(self.document.file, *_start(event), path_in_words(here), message)
                )
            values[key] = self.value(next(self.events), here)
            self.document.marks[here] = _start(event)
        return values


def _start(event: Any) -> tuple[int, int]:  # noqa: ANN401 - PyYAML's events are not typed
    """Return the line and column, from 1, at which an event starts."""
    return event.start_mark.line + 1, event.start_mark.column + 1
