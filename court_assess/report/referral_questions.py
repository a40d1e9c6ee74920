"""The questions that the treatment provider is asked to answer, each with what it decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.findings import Judgement
from court_assess.domain.provider_part import ANSWERED_BY, AskedOfProvider, asked_of_provider
from court_assess.domain.questions import Question
from court_assess.domain.wording import in_a_sentence, in_words
from court_assess.report.blocks import Entry
from court_assess.report.reading import AudienceReading

LONG_ROOM, SHORT_ROOM = 4, 1  # lines to write on by hand
LONG = ("long_text", "group")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on paper: what it decides, boxes to tick or lines to write on.

    ``recorded`` is what the officer has noted already.
    """

    number: int
    question: str
    hint: str
    only_if: str
    decides: str
    choose: str
    options: tuple[str, ...]
    lines: range
    recorded: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What must be answered, what helps, and who answers."""

    must: tuple[Asked, ...]
    rest: tuple[Asked, ...]
    answered_by: tuple[Entry, ...]


def questions_for(judgement: Judgement, reading: AudienceReading) -> Questions:
    """Return what the provider is asked, numbered through."""
    asked = asked_of_provider(judgement)
    made = tuple(_asked(number, one, reading) for number, one in enumerate(asked, 1))
    must = sum(bool(one.decides) for one in asked)
    by = (reading.question(one) for one in ANSWERED_BY)
    who = tuple(Entry(one.short, reading.words(one.id)) for one in by if one)
    return Questions(made[:must], made[must:], who)


def _asked(number: int, asked: AskedOfProvider, reading: AudienceReading) -> Asked:
    question = asked.question
    condition = question.shown_when
    only_if = f"Only if {in_words(condition, reading.questionnaire)}." if condition else ""
    decides = "; ".join(f"{one.title} ({one.authority})" for one in asked.decides)
    options = tuple(one.label for one in question.options)
    lines = LONG_ROOM if question.kind in LONG else SHORT_ROOM
    return Asked(
        number=number,
        question=question.ask,
        hint=question.hint if asked.decides else "",
        only_if=only_if,
        decides=decides,
        choose=_how(question),
        options=options,
        lines=range(0 if options else lines),
        recorded="; ".join(_recorded(question, reading)),
    )


def _how(question: Question) -> str:
    """Say how to answer where the boxes and lines do not show it."""
    if question.questions:
        return f"For each: {'; '.join(in_a_sentence(one.short) for one in question.questions)}."
    return "Tick all that apply." if question.kind == "choices" else ""


def _recorded(question: Question, reading: AudienceReading) -> Iterator[str]:
    """Yield the answer or why there is none, or what each entry of a list says in one breath."""
    whole = reading.said(question.id)
    if whole is not None and reading.whole.answer(question.id) is not None:
        yield str(whole)
    for row in reading.rows(question.id) if question.questions else ():
        yield ", ".join(said for one in question.questions if (said := reading.words(one.id, row)))
