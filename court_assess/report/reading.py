"""The answers that one audience may read, each in words; what it may not read is never said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from court_assess.domain.answers import (
    HOW_KNOWN,
    NOT_YET_ASKED,
    Answer,
    Answers,
    KnownBy,
    Row,
    Status,
)
from court_assess.domain.carrying import FREE_TEXTS
from court_assess.domain.kinds import show
from court_assess.domain.questions import FULL, Question, Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE
from court_assess.domain.values import Value
from court_assess.domain.walk import Item, walk
from court_assess.domain.wording import in_a_sentence

COURT, HANDOVER, PROVIDER = "court", "handover", "provider"
EVERYBODY = ""  # the officer's own screen: nothing is left out
NOT_KNOWN_TODAY = "Not known today"
# What the officer has still to think of is not a fact that nobody knows.
NOT_WRITTEN, NOT_DECIDED = "Not written yet", "Not decided yet"
OFFICERS_TOPICS = ("ana", "order", "psr")
OFFICERS_PROPOSAL = ("order", "drr")  # of a section, the questions of a topic
OFFICERS_OWN = frozenset(
    {
        "dep.officer_view",
        "dep.officer_view_words",
        "link.officer",
        "link.officer_words",
        "mot.officer",
        "mot.officer_words",
        "oral.summary",
        "rec.departure",
        "rec.drr",
        "rec.reason",
    }
)

# None of these is a "no", and no two of them read alike.
STATE_IN_WORDS = {
    Status.DECLINED.value: "Declined to answer",
    Status.NOT_KNOWN.value: "Asked, and not known today",
    Status.NOT_ASKED.value: "Not asked today",
    NOT_YET_ASKED: NOT_KNOWN_TODAY,
}


# What kind it is, and the name of one that is in no list.
SUBSTANCE = ("sub.slug", "sub.name_other")
# As the person writes it, and in Latin letters where it is not written in them.
NAMES = ("case.defendant_name", "case.name_latin")
# What these questions hold is the provider's word by itself.
PROVIDER_TOPIC = "prov."


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words; ``note`` is how it is known, if not from the person."""

    label: str
    text: str
    note: str = ""
    is_known: bool = True

    def __str__(self) -> str:
        """Return the words and how they are known."""
        return f"{self.text} {self.note}".rstrip()


def said_of(question: Question, answer: Answer | None) -> Said:
    """Put an answer, or the want of one, into words."""
    if answer is not None and answer.is_given and answer.value is not None:
        return Said(question.short, show(question, answer.value), _how_known(question, answer))
    if answer is None and is_officers_own(question):
        unsaid = NOT_WRITTEN if question.kind in FREE_TEXTS else NOT_DECIDED
        return Said(question.short, unsaid, is_known=False)
    state = answer.status.value if answer else NOT_YET_ASKED
    reason = f": {answer.note}" if answer and answer.note else ""
    return Said(question.short, f"{STATE_IN_WORDS[state]}{reason}", is_known=False)


def is_officers_own(question: Question) -> bool:
    """Whether an answer is the officer's own thinking, and no fact."""
    topic = question.id.partition(".")[0]
    is_proposal = (question.section, topic) == OFFICERS_PROPOSAL
    return topic in OFFICERS_TOPICS or is_proposal or question.id in OFFICERS_OWN


def _how_known(question: Question, answer: Answer) -> str:
    if answer.known_by is KnownBy.PROVIDER and question.id.startswith(PROVIDER_TOPIC):
        return ""
    return HOW_KNOWN[answer.known_by]


class AudienceReading:
    """Reads an assessment for one audience; what is not printed for it does not exist here."""

    def __init__(self, reading: AnswerReading, audience: str = COURT) -> None:
        self._reading = reading
        self.audience = audience

    @property
    def whole(self) -> AnswerReading:
        """The answers as nobody but the officer may read them."""
        return self._reading

    def may_read(self, question: Question) -> bool:
        """Whether a question is printed for the audience."""
        return self.audience == EVERYBODY or self.audience in question.prints

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions that were asked."""
        return self._reading.questionnaire

    @property
    def answers(self) -> Answers:
        """The answers as they were stored, for what is printed nowhere by itself."""
        return self._reading.answers

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question asked that is printed for the audience, in page order."""
        return tuple(item for item in walk(self._reading) if self.may_read(item.question))

    def question(self, question_id: str) -> Question | None:
        """Return a question, if there is one of that id and the audience may read its answer."""
        question = self.questionnaire.questions.get(question_id)
        return question if question and self.may_read(question) else None

    def said(self, question_id: str, row: Row | None = None) -> Said | None:
        """Return an answer in words; None if it does not arise here or at this depth."""
        question = self.question(question_id)
        if question is None or self._reading.shown(question_id, row).truth is FALSE:
            return None
        if question.depth == FULL and not self._reading.is_asked(question, row):
            return None
        return said_of(question, self._reading.answer(question_id, row))

    def each_said(self, *question_ids: str, row: Row | None = None) -> Iterator[Said]:
        """Yield the answers in words of those questions that arise here."""
        for question_id in question_ids:
            said = self.said(question_id, row)
            if said is not None:
                yield said

    def words(self, question_id: str, row: Row | None = None) -> str:
        """Return the answer given in words, or an empty text."""
        said = self.said(question_id, row)
        return str(said) if said and said.is_known else ""

    def value(self, question_id: str, row: Row | None = None) -> Value | None:
        """Return the value given, or None; it chooses wording and is not itself printed."""
        if self.question(question_id) is None:
            return None
        return self._reading.value(question_id, row)[0]

    def rows(self, group: str) -> tuple[Row, ...]:
        """Return the rows of a group that is shown and was not set aside as a whole."""
        return self._reading.rows(group)[0]

    def row_label(self, group: Question, row: Row) -> str:
        """Return what a row is called: what it is of, else its number."""
        number = [one.id for one in self.rows(group.id)].index(row.id) + 1
        name = self._name(group, row)
        return name or f"{group.row_name} {number}".capitalize()

    def substance(self, row: Row) -> str:
        """Return what a substance is called, its own name first, and how that is known."""
        asked = self.each_said(*SUBSTANCE, row=row)
        notes = dict.fromkeys(said.note for said in asked if said.is_known and said.note)
        return " ".join((self._substance(row), *notes)).strip()

    def _name(self, group: Question, row: Row) -> str:
        if group.row_label == SUBSTANCE[0]:
            return self._substance(row)
        said = self.said(group.row_label, row) if group.row_label else None
        return said.text if said and said.is_known else ""

    def _substance(self, row: Row) -> str:
        kind, own = (self.said(one, row) for one in SUBSTANCE)
        names = [one.text for one in (own, kind) if one is not None and one.is_known]
        return f"{names[0]} ({in_a_sentence(names[1])})" if names[1:] else "".join(names)


def full_name(reading: AudienceReading) -> str:
    """Return the person's name as it can be read out, then as they write it; empty if not known.

    A letter that no bundled font draws is printed as a code, so the Latin spelling comes first.
    """
    name, latin = (reading.words(one) for one in NAMES)
    return f"{latin} ({name})" if latin else name


def sentence(text: str) -> str:
    """End a text with a full stop, if it has no end of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def unfitness(reading: AudienceReading) -> str:
    """Return how a person was who was not fit to be interviewed, or an empty text."""
    fit = reading.value("ses.fit")
    return "" if fit is None or fit == ("none",) else reading.words("ses.fit")
