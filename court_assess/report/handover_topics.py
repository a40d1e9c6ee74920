"""What the hand-over says under which heading, short enough for one page.

A question that is printed for a hand-over and that no line here names stands under the last
heading: what is added to the questionnaire reaches the page by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question
from court_assess.domain.walk import Item
from court_assess.domain.wording import in_a_sentence
from court_assess.report.handover_facts import (
    Fact,
    doses_first,
    naloxone,
    said_first,
    withdrawal_to_expect,
)
from court_assess.report.handover_plan import (
    ASK,
    EACH_WITH_ITS_LABEL,
    ELSEWHERE,
    IN_THE_HEAD,
    LEFT_OUT_FIRST,
    LONGEST_PHONE,
    LONGEST_TEXT,
    LONGEST_VITAL,
    NEVER,
    NEVER_LEFT_OUT,
    NO_LABELS,
    NO_OR_NONE,
    ONE_FACT_A_LINE,
    ROOMS,
    SEE_BELOW,
    TITLES,
    TOPIC_OF_QUESTION,
    TOPIC_OF_WORD,
    VITAL,
    Room,
)
from court_assess.report.reading import AudienceReading, said_of

OTHERS_COULD_HEAR = "Others could hear when this was asked."
SEEN_TODAY = "now."
IN_THE_NALOXONE_LINE = frozenset({"nal.has_kit", "nal.offered_today", "offer.naloxone"})


@dataclass(frozen=True, slots=True)
class Topic:
    """One row of the page: what it is about, and the answers.

    ``is_in_lines`` is whether each fact has a line of its own.
    """

    title: str
    facts: tuple[Fact, ...]
    otherwise: str = ""
    is_in_lines: bool = False

    @property
    def length(self) -> int:
        """Return the characters of what is never left out, and something for its own line."""
        kept = sum(one.length for one in self.facts if not one.level)
        return kept + len(self.otherwise) + 40

    @property
    def look(self) -> str:
        """Return the style sheet's name for when all of it is left out."""
        levels = [one.level for one in self.facts]
        return f"drop-{max(levels)}" if levels and all(levels) and not self.otherwise else ""


@dataclass(frozen=True, slots=True)
class Style:
    """How texts are shortened: the room there is, and what stands at the end of a shorter text."""

    room: Room = ROOMS[0]
    more: str = ASK

    def cut(self, text: str, longest: int = LONGEST_TEXT) -> str:
        """Return a text on one line; if it is long, its first words and where the rest is."""
        text = " ".join(text.split())
        if len(text) <= longest:
            return text
        kept = text[: longest - len(self.more)]
        return f"{kept.rpartition(' ')[0] or kept}{self.more}"


def phone_of(reading: AudienceReading) -> str:
    """Return the officer's number, or an empty text."""
    said = reading.said("rec.officer_phone")
    return " ".join(said.text.split()) if said is not None and said.is_known else ""


def more_of(reading: AudienceReading) -> str:
    """Return what stands at the end of a text that is cut: the reader has no record to look in."""
    phone = phone_of(reading)
    return f"… (ring {phone})" if phone and len(phone) <= LONGEST_PHONE else ASK


def levels_of(reading: AudienceReading) -> dict[str, int]:
    """Return how full the page has to be for each of the lowest things to go, where it is there."""
    there = dict.fromkeys(
        name
        for name, _ in LEFT_OUT_FIRST
        if any(_name_if_left_out(item) == name for item in reading.items)
    )
    return {name: level for level, name in enumerate(there, 1)}


def _name_if_left_out(item: Item) -> str:
    """Return what an answer that may be left out is called; an empty text for every other."""
    question, answer = item.question, item.answer
    if answer is None or not answer.is_given or question.id in NEVER | IN_THE_HEAD:
        return ""
    return next((name for name, ids in LEFT_OUT_FIRST if _is_one_of(question.id, ids)), "")


def _is_one_of(question_id: str, ids: frozenset[str]) -> bool:
    return any(f"{question_id}.".startswith((f"{one}.", f"{one}_")) for one in ids)


def topics_of(reading: AudienceReading, style: Style | None = None) -> tuple[Topic, ...]:
    """Return each heading that something is said under, and those that are never left out."""
    found: dict[str, list[Item]] = {topic: [] for topic in TITLES}
    for item in reading.items:
        topic = _topic_of(item.question)
        if topic is not None and item.row is None:
            found[topic].append(item)
    levels = levels_of(reading)
    made = (
        _topic(topic, items, reading, style or Style(), levels) for topic, items in found.items()
    )
    return tuple(topic for topic in made if topic is not None)


def _topic_of(question: Question) -> str | None:
    word = question.id.split(".")[0]
    if question.id in IN_THE_HEAD:
        return None
    if question.id in TOPIC_OF_QUESTION:
        return TOPIC_OF_QUESTION[question.id]
    return None if word in ELSEWHERE else TOPIC_OF_WORD.get(word, "also")


def _topic(
    topic: str,
    items: list[Item],
    reading: AudienceReading,
    style: Style,
    levels: dict[str, int],
) -> Topic | None:
    """Return one heading: what the page says itself, what is there, then every plain no or none."""
    own = tuple(_own_facts(topic, reading))
    facts = [*own, *_facts(topic, items, reading, style, levels)]
    otherwise = "" if len(facts) > len(own) or topic not in NEVER_LEFT_OUT else SEE_BELOW
    if topic in ("overdose", "prescribed") and own:
        otherwise = ""
    if topic == "suicide" and _was_overheard(items, reading):
        otherwise = f"{otherwise} {OTHERS_COULD_HEAR}".strip()
    if not facts and not otherwise:
        return None
    return Topic(TITLES[topic], tuple(facts), otherwise, topic in ONE_FACT_A_LINE)


def _own_facts(topic: str, reading: AudienceReading) -> Iterator[Fact]:
    """Yield what no one answer says."""
    if topic == "withdrawal":
        yield withdrawal_to_expect(reading)
    elif topic == "prescribed":
        yield from doses_first(reading)
    elif topic == "overdose":
        yield from naloxone(reading)


def _was_overheard(items: list[Item], reading: AudienceReading) -> bool:
    asked = any(item.answer is not None for item in items)
    return asked and reading.value("ses.private") == "no"


def _facts(
    topic: str,
    items: list[Item],
    reading: AudienceReading,
    style: Style,
    levels: dict[str, int],
) -> Iterator[Fact]:
    done = said_first(reading) | IN_THE_NALOXONE_LINE
    items = [item for item in items if item.question.id not in done]
    items.sort(key=lambda item: not item.question.id.startswith(SEEN_TODAY))
    by_level: dict[int, list[Item]] = {}
    for item in items:
        by_level.setdefault(levels.get(_name_if_left_out(item), 0), []).append(item)
    for level, some in sorted(by_level.items()):
        absent = [item.question.short for item in some if _is_no(item)]
        together = len(absent) > 1 and topic not in EACH_WITH_ITS_LABEL
        present = [item for item in some if not (together and _is_no(item))]
        facts = [fact for item in present for fact in _said(reading, item, style, level)]
        yield from _merged(facts, level) if topic == "offers" else facts
        if together:
            yield Fact("No or none", "; ".join(absent), level=level)


def _is_no(item: Item) -> bool:
    """Whether the answer is a plain no or none, in the person's own account."""
    question, answer = item.question, item.answer
    if answer is None or not question.options or said_of(question, answer).note:
        return False
    is_none = answer.value in NO_OR_NONE or answer.value == (question.exclusive,)
    return is_none and said_of(question, answer).text.startswith(NO_LABELS)


def _said(reading: AudienceReading, item: Item, style: Style, level: int) -> Iterator[Fact]:
    question, room = item.question, style.room
    if question.kind == "group":
        rows = [_row_text(reading, question, row) for row in reading.rows(question.id)]
        text = " | ".join(row for row in rows if row)
        if text:
            yield Fact(question.short, style.cut(text, room.listing), level=level)
    elif item.answer and item.answer.is_given and not is_completeness(reading, question):
        said = said_of(question, item.answer)
        longest = LONGEST_VITAL if question.id.startswith(VITAL) else room.text
        text = style.cut(said.text, max(longest, room.listing) if question.options else longest)
        yield Fact(question.short, f"{text} {said.note}".rstrip(), level=level)


def is_completeness(reading: AudienceReading, question: Question) -> bool:
    """Whether a question asks if a list is complete."""
    group = reading.question(question.id.rpartition(".")[0])
    return group is not None and group.complete_id == question.id


def _row_text(reading: AudienceReading, group: Question, row: Row) -> str:
    """Return what a row is called and its answers; labels only where there are several."""
    asked = [
        one for one in group.questions if reading.question(one.id) and one.id != group.row_label
    ]
    given = [(one.short, words) for one in asked if (words := reading.words(one.id, row))]
    if len(asked) == 1:
        text = "; ".join(words for _, words in given)
    else:
        text = "; ".join(f"{in_a_sentence(short)}: {words}" for short, words in given)
    name = reading.row_label(group, row)
    return f"{name}: {text}" if text else ""


def _merged(facts: Iterable[Fact], level: int) -> Iterator[Fact]:
    """Yield each answer once, with all that it was given to."""
    by_text: dict[str, list[str]] = {}
    for fact in facts:
        by_text.setdefault(fact.text, []).append(fact.label)
    for text, labels in by_text.items():
        one = (labels[0], text) if len(labels) == 1 else (text, "; ".join(labels))
        yield Fact(*one, level=level)


def left_out(reading: AudienceReading) -> tuple[str, ...]:
    """Return, for each step at which more is left out, the one line that names all of it."""
    levels = levels_of(reading)
    phone = phone_of(reading)
    ask = f"Ring {phone} for them." if phone else "Ask the officer for them."
    names = list(levels)
    if not names:
        return ()
    steps = range(1, len(LEFT_OUT_FIRST) + 1)
    return tuple(f"Left out for room: {'; '.join(names[:step])}. {ask}" for step in steps)
