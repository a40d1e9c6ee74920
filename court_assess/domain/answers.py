"""Answers: what was said, how it is known, and the ways of not answering, which are never "no"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from court_assess.domain.values import Value


class Status(Enum):
    """How a question stands."""

    GIVEN = "given"
    DECLINED = "declined"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


LONGEST_NOTE = 1_000  # characters of the reason why a question was not asked
NOT_YET_ASKED = "not_yet_asked"  # the state of a question with no answer at all


class KnownBy(Enum):
    """Whose word an answer rests on."""

    PERSON = "person"
    DOCUMENT = "document"
    TEST = "test"
    PROVIDER = "provider"
    AGENCY = "agency"
    NOT_VERIFIED = "not_verified"


HOW_KNOWN: Mapping[KnownBy, str] = {
    KnownBy.PERSON: "",
    KnownBy.DOCUMENT: "(from a document)",
    KnownBy.TEST: "(from a test)",
    KnownBy.PROVIDER: "(from the provider)",
    KnownBy.AGENCY: "(from another agency)",
    KnownBy.NOT_VERIFIED: "(not verified)",
}
# A test shows that a substance was used, never on which day: the day stays the person's own word.
LAST_USED = ("sub.last_used", "sub.last_used_on")
TEST_AGREES = "(a test agrees)"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question; ``note`` is the reason where it was not asked."""

    status: Status
    value: Value | None = None
    known_by: KnownBy = KnownBy.PERSON
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether there is a value to read."""
        return self.status is Status.GIVEN


def given(value: Value, known_by: KnownBy = KnownBy.PERSON) -> Answer:
    """Return an answer that holds a value."""
    return Answer(Status.GIVEN, value, known_by)


DECLINED = Answer(Status.DECLINED)
NOT_KNOWN = Answer(Status.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a repeating group; ``id`` names it as long as it exists."""

    id: str
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one assessment: by question, and the rows of each group in order.

    A group that was declined, not known or not asked as a whole has that answer under its own id.
    """

    single: Mapping[str, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def get(self, question_id: str, row: Row | None = None) -> Answer | None:
        """Return the answer, or None if the question is not yet asked."""
        return (self.single if row is None else row.answers).get(question_id)

    def rows_of(self, group_id: str) -> tuple[Row, ...]:
        """Return the rows of a group, in their order."""
        return self.rows.get(group_id, ())

    def having(self, changes: Mapping[str, Answer | None]) -> Answers:
        """Return a copy with single answers put in place; None takes one out."""
        single = {**self.single, **changes}
        return replace(self, single={key: one for key, one in single.items() if one is not None})

    def __iter__(self) -> Iterator[tuple[str, Row | None, Answer]]:
        """Yield every answer as (question id, row, answer)."""
        for question_id, answer in self.single.items():
            yield question_id, None, answer
        for rows in self.rows.values():
            for row in rows:
                for question_id, answer in row.answers.items():
                    yield question_id, row, answer
