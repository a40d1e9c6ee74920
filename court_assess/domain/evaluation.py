"""What judging a condition comes to, and what it may ask of the answers while it is judged."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from court_assess.domain.answers import Row
from court_assess.domain.area import Area
from court_assess.domain.truth import Truth
from court_assess.domain.values import Value


class Evidence(NamedTuple):
    """An answer that decided something: the question, and the row id where it is a row's."""

    question: str
    row: str | None = None


class Evaluation(NamedTuple):
    """What a condition came to, the answers that decided it, and the questions still missing."""

    truth: Truth
    because: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()


class Reading(Protocol):
    """What a condition may ask while it is judged; see ``reading.py``."""

    today: date
    remembered: dict[str, Evaluation]

    @property
    def area(self) -> Area:
        """What the area has."""
        ...

    def value(self, question: str, row: Row | None) -> tuple[Value | None, tuple[str, ...]]:
        """Return the value given, or None and the questions that would have to be answered."""
        ...

    def state(self, question: str, row: Row | None) -> str:
        """Return given, declined, not_known, not_asked or not_yet_asked."""
        ...

    def rows(self, group: str) -> tuple[tuple[Row, ...], bool, tuple[str, ...]]:
        """Return the rows, whether the list is complete, and what is missing if it is not."""
        ...

    def finding(self, finding: str) -> str:
        """Return the result of a finding made so far, or an empty text."""
        ...

    def open_flags(self, kind: str) -> tuple[str, ...]:
        """Return the ids of flags of a kind that are met and not yet dealt with."""
        ...


class Condition(Protocol):
    """Anything that can be judged against a reading of the answers."""

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge the condition; ``row`` is the row of a group that it is asked of."""
        ...
