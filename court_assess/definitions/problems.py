"""Mistakes in definition and case files: collected, placed, and told in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, where it is (line and column count from 1) and how to mend it."""

    file: str
    line: int
    column: int
    path: str
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        """Return the line that ``court-assess check`` prints."""
        warning = "warning: " if self.is_warning else ""
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {warning}{self.message}"


MOST_TOLD = 100
LONGEST_QUOTE = 40


def quoted(text: object) -> str:
    """Return what was written, short and on one line: a value may be a page of somebody's words."""
    words = " ".join(str(text).split())
    return f"'{words[:LONGEST_QUOTE]}{'…' if len(words) > LONGEST_QUOTE else ''}'"


@dataclass(slots=True)
class Problems:
    """The mistakes found so far."""

    found: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The mistakes that stop a file from being used; warnings are not among them."""
        return [one for one in self.found if not one.is_warning]

    def listed(self) -> list[Problem]:
        """Return every mistake once, in the order of the files; the first hundred and a count."""
        found = sorted(set(self.found))
        rest = len(found) - MOST_TOLD
        if rest <= 0:
            return found
        last = found[MOST_TOLD - 1]
        message = f"and {rest:,} more mistakes; mend these first"
        return [*found[:MOST_TOLD], Problem(last.file, last.line, last.column, "file", message)]


class DefinitionsError(Exception):
    """The files cannot be used; ``problems`` says why, one mistake each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, and tell them as lines."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(one) for one in self.problems))


def meant(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest known word, else the choices if they are few."""
    choices = list(known)
    near = get_close_matches(word[:LONGEST_QUOTE], choices, n=1, cutoff=0.6)
    if near:
        return f"; did you mean '{near[0]}'?"
    if not choices:
        return "; there is none to choose from yet"
    if len(choices) > 12:  # noqa: PLR2004 - more would not fit a line
        return "; check the spelling against the guide for trainers"
    return f"; use one of: {', '.join(sorted(choices))}"
