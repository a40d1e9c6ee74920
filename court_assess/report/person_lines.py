"""The person's own copy as its parts read it, and the lines that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from court_assess.domain.answers import Row, Status
from court_assess.domain.carrying import may_carry
from court_assess.domain.findings import Judgement
from court_assess.domain.questions import values_named
from court_assess.domain.values import Value
from court_assess.domain.wording import in_a_sentence
from court_assess.report.law import is_outside, no_order_is_open
from court_assess.report.person_words import Words
from court_assess.report.reading import AudienceReading
from court_assess.report.stamp import Stamp

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNSAID = {
    Status.DECLINED.value: "You chose not to say {}.",
    Status.NOT_ASKED.value: "I did not ask you {}.",
    Status.NOT_KNOWN.value: "We could not find out {}.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; then a quotation, or things that it lists."""

    text: str
    quote: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """What may be on one person's copy; ``named`` is what they want left off, None if not known."""

    reading: AudienceReading
    named: tuple[str, ...] | None
    judgement: Judgement
    stamp: Stamp

    def is_on(self, question_id: str) -> bool:
        """Whether an answer may be on the copy, whatever it is."""
        question = self.reading.question(question_id)
        return question is not None and may_carry(question, self.named)

    @property
    def is_closed(self) -> bool:
        """Whether no order is open to the court, so that nothing can be asked of the person."""
        is_older = any(is_outside(one) for one in self.judgement.requirements)
        return no_order_is_open(self.judgement) and not is_older

    def words(self, question_id: str, row: Row | None = None) -> str:
        """Return an answer as it was typed or chosen, or an empty text."""
        said = self.reading.said(question_id, row)
        return said.text if said is not None and said.is_known else ""

    def value(self, question_id: str, row: Row | None = None) -> Value | None:
        """Return the value given, or None."""
        return self.reading.value(question_id, row)

    def state(self, question_id: str) -> str:
        """Return how a question stands, or an empty text where it is off the copy or not asked."""
        if not self.is_on(question_id) or self.reading.said(question_id) is None:
            return ""
        return self.reading.whole.state(question_id, None)

    def chosen(self, question_id: str, words: Words, row: Row | None = None) -> tuple[str, ...]:
        """Return the copy's words for each option chosen; a new option is named by its label."""
        question, value = self.reading.question(question_id), self.value(question_id, row)
        if question is None or value is None:
            return ()
        options = values_named(question, value)
        return tuple(words.get(one.id, in_a_sentence(one.label)) for one in options)

    def when(self, question_id: str, row: Row | None = None) -> str:
        """Return a day with its weekday, and the time if there is one; or an empty text."""
        value = self.value(question_id, row)
        if not isinstance(value, date):
            return ""
        return f"{DAYS[value.weekday()]} {self.words(question_id, row)}"

    def is_past(self, question_id: str) -> bool:
        """Whether a day lies before the day that the copy carries."""
        value, today = self.value(question_id), self.stamp.made_on
        day = value.date() if isinstance(value, datetime) else value
        return isinstance(day, date) and today is not None and day < today


def and_(names: tuple[str, ...]) -> str:
    """Join names as people say them: ``a, b and c``."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def told(copy: Copy, *asked: tuple[str, str]) -> Iterator[Line]:
    """Quote what the person said, then say what they did not; each with the words for its topic."""
    unsaid: dict[str, list[str]] = {}
    for question, topic in asked:
        words, state = copy.words(question), copy.state(question)
        if words:
            yield Line(f"You told me {topic}:", words)
        elif state in UNSAID:
            unsaid.setdefault(state, []).append(topic)
    for state, topics in unsaid.items():
        yield Line(UNSAID[state].format(and_(tuple(topics))))


def noted(copy: Copy, question: str, lead: str) -> Iterator[Line]:
    """Quote what the officer wrote down."""
    words = copy.words(question)
    if words:
        yield Line(lead, words)


def said(copy: Copy, question: str, words: Words, otherwise: str = "") -> Iterator[Line]:
    """Yield the sentence for an answer; where there is none, say of what (``otherwise``)."""
    chosen = copy.chosen(question, words)
    if any(chosen):
        yield Line(" ".join(chosen))
    elif not chosen and otherwise and copy.state(question) in UNSAID:
        yield Line(UNSAID[copy.state(question)].format(otherwise))


def filled_in(copy: Copy, question: str, sentence: str) -> Iterator[Line]:
    """Put an answer into a sentence, if there is one."""
    words = copy.words(question)
    if words:
        yield Line(sentence.format(words))


def run_on(lines: Iterator[Line]) -> Iterator[Line]:
    """Put sentences that follow one another into one paragraph; a quotation or a list ends it."""
    together: list[str] = []
    for line in lines:
        together.append(line.text)
        if line.quote or line.items:
            yield replace(line, text=" ".join(together))
            together = []
    if together:
        yield Line(" ".join(together))


Writer = Callable[[Copy], Iterator[Line]]
