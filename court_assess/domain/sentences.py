"""Sentences for the report, as a trainer wrote them: what may be said of an answer, in whose voice.

Nothing is ever said here of what the officer recommends and why; ``NEVER_DRAFTED`` names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

ANSWER = "answer"  # the answer to the sentence's own question
PRONOUNS = ("they", "them", "their")  # or he, she and the like, by the sex on record
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

# By question or by the first word of its id: what an officer writes alone, and why.
_OWN_ACT = "the law asks for an officer's own recommendation"
_OWN_REASON = "reasons that a program wrote would be nobody's"
NEVER_DRAFTED: Mapping[str, str] = {
    "rec": _OWN_ACT,
    "order": _OWN_ACT,
    "psr.proposal": _OWN_ACT,
    "psr.rationale": _OWN_REASON,
    "ana.text": _OWN_REASON,
}


class Voice(Enum):
    """Whose word a sentence is; the three never share a paragraph."""

    FACT = "fact"
    ACCOUNT = "account"
    OPINION = "opinion"


VOICES: Mapping[Voice, str] = {
    Voice.FACT: "Facts",
    Voice.ACCOUNT: "What the person says",
    Voice.OPINION: "Officer's view",
}


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one question: ``says`` for any answer, or its own for each in ``answers``.

    An empty sentence leaves its answer out. ``words`` is how an option reads inside a sentence, if
    not by its label. ``voice`` is None where it follows from how the answer is known.
    """

    says: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    voice: Voice | None = None

    def all(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield every sentence with the keys that it stands under."""
        yield ("says",), self.says
        for option, sentence in self.answers.items():
            yield ("answers", option), sentence


def why_never_drafted(question_id: str) -> str:
    """Return why nothing may be drafted for a question, or an empty text if it may."""
    topic = question_id.partition(".")[0]
    return NEVER_DRAFTED.get(question_id) or NEVER_DRAFTED.get(topic, "")
