"""What was typed into one question's inputs, and the answer it comes to.

Typed text is kept exactly as it came, so that a page with a mistake gives it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from court_assess.domain.answers import LONGEST_NOTE, Answer, KnownBy, Status, given
from court_assess.domain.kinds import KINDS, BadAnswerError, clean_text, parse, written
from court_assess.domain.kinds import Typed as Text
from court_assess.domain.parts import joined, parts_of, split
from court_assess.domain.questions import Question

CLEAR = "clear"
INSTEAD = "--instead"  # the ending of the input that says why there is no answer
NOTE, KNOWN_BY = "--note", "--known-by"
STATUS_WORDS = {
    "declined": "Declined to answer",
    "not_known": "Not known",
    "not_asked": "Not asked today",
}


class FormData(Protocol):
    """Posted inputs, as Werkzeug holds them."""

    def getlist(self, key: str) -> list[str]:
        """Return every value posted under a name."""
        ...


@dataclass(frozen=True, slots=True)
class Typed:
    """The inputs of one question: text by part, ticked options, and what stands for an answer."""

    parts: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    instead: str = ""
    note: str = ""
    known_by: str = KnownBy.PERSON.value

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed or ticked."""
        return not self.ticked and not any(text.strip() for text in self.parts.values())

    def value(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Return what was typed as the answer alone, for telling whether it was changed."""
        texts = ((part, " ".join(text.split())) for part, text in self.parts.items())
        return self.ticked, tuple(one for one in texts if one[1])


def read_typed(question: Question, name: str, form: FormData) -> Typed:
    """Read what was posted for a question under an input name."""

    def text(ending: str, otherwise: str = "") -> str:
        return next(iter(form.getlist(name + ending)), otherwise)

    ticked = tuple(form.getlist(name)) if KINDS[question.kind].is_list else ()
    parts = {part: text(part) for part in parts_of(question)}
    known_by = text(KNOWN_BY, KnownBy.PERSON.value)
    return Typed(parts, ticked, text(INSTEAD), text(NOTE), known_by)


def typed_of(question: Question, answer: Answer | None) -> Typed:
    """Return what would have to be typed to give an answer that is stored."""
    if answer is None:
        return Typed(dict.fromkeys(parts_of(question), ""))
    if answer.value is None:
        blank = dict.fromkeys(parts_of(question), "")
        return Typed(blank, instead=answer.status.value, note=answer.note)
    text, known_by = written(answer.value), answer.known_by.value
    if isinstance(text, list):
        return Typed(ticked=tuple(text), known_by=known_by)
    return Typed(split(question, text), known_by=known_by)


def answer_of(question: Question, typed: Typed, stored: Answer | None) -> Answer | None:
    """Return the answer typed, None if there is none; BadAnswerError says what to do instead."""
    if typed.instead == CLEAR:
        return None
    if typed.instead:
        return _in_place_of_answer(question, typed, stored)
    if typed.is_blank:
        if typed.note.strip():
            raise BadAnswerError("Choose “Not asked today” as well, to keep this reason")
        return None
    return _given(question, typed)


def _given(question: Question, typed: Typed) -> Answer:
    if typed.known_by not in {one.value for one in KnownBy}:
        raise BadAnswerError("Choose from the list how this is known")
    return given(parse(question, text_of(question, typed)), KnownBy(typed.known_by))


def _in_place_of_answer(question: Question, typed: Typed, stored: Answer | None) -> Answer:
    """Keep "declined" and the like, unless an answer was typed beside it since."""
    if typed.instead not in STATUS_WORDS:
        raise BadAnswerError("Choose from the list why there is no answer")
    if not typed.is_blank and typed.value() != typed_of(question, stored).value():
        if stored is None or stored.status.value != typed.instead:
            chosen = STATUS_WORDS[typed.instead]
            raise BadAnswerError(f"Give an answer or choose “{chosen}”, not both")
        return _given(question, typed)
    status = Status(typed.instead)
    note = clean_text(typed.note, LONGEST_NOTE) if status is Status.NOT_ASKED else ""
    return Answer(status, note=note)


def text_of(question: Question, typed: Typed) -> Text:
    """Return the parts joined as the domain reads them."""
    if KINDS[question.kind].is_list:
        return list(typed.ticked)
    return joined(question, typed.parts)
