"""One question as its inputs show it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from court_assess.domain.answers import KnownBy
from court_assess.domain.kinds import KINDS
from court_assess.domain.questions import Question
from court_assess.domain.values import Weeks
from court_assess.web.forms import AnswerField
from court_assess.web.pages.conditional import written
from court_assess.web.pages.link import STATE_WORDS
from court_assess.web.typed import CLEAR, INSTEAD, KNOWN_BY, NOTE, STATUS_WORDS, Typed

MOST_RADIOS = 8
LINES, LONG = 4, 5_000  # lines on show, and the characters above which there are more
KNOWN_BY_WORDS = {
    "person": "The person said so",
    "document": "A document shows it",
    "test": "A test shows it",
    "provider": "The provider said so",
    "agency": "Another agency said so",
    "not_verified": "Said by others, not checked",
}
PART_LABELS = {
    "-day": "Day",
    "-month": "Month",
    "-year": "Year",
    "-time": "Time",
    "-count": "Number",
    "-unit": "Unit",
    "-week4": "Week 4 (oldest)",
    "-week3": "Week 3",
    "-week2": "Week 2",
    "-week1": "Last week",
}
WEEKS_HINT = "Days from 0 to 7."
PART_WIDTHS = {"-year": "govuk-input--width-4", "-time": "govuk-input--width-4"}
UNITS = (("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years"))
LOOKS = {
    "yes_no": "radios",
    "scale": "radios",
    "choices": "checkboxes",
    "long_text": "textarea",
    "group": "none",
    "whole_number": "number",
    "decimal": "number",
    "date": "parts",
    "partial_date": "parts",
    "datetime": "parts",
    "duration": "parts",
    "weeks": "parts",
}
OFFICERS_OWN = ("ana", "oral", "psr", "rec", "req", "src")  # topics: the first words of ids
PERSONS_WORD = KnownBy.PERSON.value
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no HTML can hold them
PRIVATE = ("name", "crn", "pnc", "address")  # a spelling service must not see these


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of radios, checkboxes or a select."""

    id: str
    value: str
    label: str
    hint: str = ""
    is_chosen: bool = False
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One small input of several."""

    id: str
    name: str
    label: str
    value: str
    width: str
    is_number: bool
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """The corner of a question that says why there is no answer, or whose word it is."""

    summary: str
    is_open: bool
    why_name: str
    why: tuple[Choice, ...]
    note_name: str
    note: str
    known_by_name: str
    known_by: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """Everything a template needs for one question's inputs.

    ``suggested`` is what can be chosen in place of typing; anything else may be typed still.
    ``heading`` begins a part of the page. ``draft`` is a text that can be put into the box to begin
    with; it is nobody's until saved.
    """

    id: str
    look: str
    label: str
    hint: str
    query: str
    error: str
    described_by: str
    total: str
    value: str
    choices: tuple[Choice, ...]
    other_names: tuple[Choice, ...]
    parts: tuple[Part, ...]
    unit: str
    width: str
    is_inline: bool
    is_number: bool
    is_spelt: bool
    longest: int
    longest_in_words: str
    lines: int
    rule: str
    only_if: str
    number: str
    instead: Instead | None
    suggested: tuple[Choice, ...] = ()
    draft: str = ""
    heading: str = ""


def field_view(
    field: AnswerField, only_if: str = "", query: str = "", prefix: str = "", number: str = ""
) -> FieldView:
    """Return the view of a field as it stands: what is stored, or what was typed.

    ``query`` is what the officer is asked to look at again. ``prefix`` begins the names and ids.
    ``number`` is that of the paper form; a question of the page's own has none.
    """
    question, typed, name = field.question, field.typed, prefix + field.question.id
    look = _look(question)
    return FieldView(
        id=name,
        look=look,
        label=question.ask,
        hint=_hint(question),
        query=query,
        error=field.error,
        described_by=_described_by(field, look, name, query),
        total=_total(field),
        value=shown_again(typed.parts.get("", "")),
        choices=_choices(question, typed, name),
        other_names=_other_names(question) if look == "select" else (),
        parts=_parts(question, typed, name),
        unit=question.unit,
        width="govuk-input--width-4" if look == "number" else "",
        is_inline=look == "radios" and question.kind in ("yes_no", "scale") and not question.labels,
        is_number=look == "number",
        is_spelt=not any(word in question.id for word in PRIVATE),
        longest=question.max_length,
        longest_in_words=f"{question.max_length:,}",
        lines=LINES if question.max_length <= LONG else 3 * LINES,
        rule=written(field.rule, prefix),
        only_if=only_if,
        number=number,
        instead=None if field.is_plain else _instead(question, typed, name),
    )


def shown_again(text: str) -> str:
    """Return typed text without the hidden characters that its message asks to take out."""
    return UNPRINTABLE.sub("", text)


def _look(question: Question) -> str:
    if question.kind == "choice":
        return "radios" if len(question.options) <= MOST_RADIOS else "select"
    return LOOKS.get(question.kind, "input")


def _hint(question: Question) -> str:
    """Return the hint, after it what the ends of a scale mean if it does not say so itself."""
    ends = ((question.least, question.least_label), (question.most, question.most_label))
    is_said = all(label.lower() in question.hint.lower() for _, label in ends)
    named = () if is_said else [one for one in ends if one[1]]
    said = ", ".join(f"{end} is {label[:1].lower()}{label[1:]}" for end, label in named)
    weeks = WEEKS_HINT if question.kind == "weeks" else ""
    return " ".join(one for one in (question.hint, said, weeks) if one)


def _described_by(field: AnswerField, look: str, name: str, query: str) -> str:
    ids = [f"{name}-hint"] if _hint(field.question) else []
    ids += [f"{name}-count"] if look == "textarea" else []
    ids += [f"{name}-query"] if query else []
    ids += [f"{name}-error"] if field.error else []
    return " ".join(ids)


def _total(field: AnswerField) -> str:
    """Return the days of all four weeks once they are saved."""
    value = field.stored.value if field.stored and not field.error else None
    return f"{value.total} of 28 days" if isinstance(value, Weeks) else ""


def _choices(question: Question, typed: Typed, name: str) -> tuple[Choice, ...]:
    chosen = typed.ticked if KINDS[question.kind].is_list else (typed.parts.get(""),)
    options = [(one.id, one.label, one.hint) for one in question.options]
    if question.kind == "scale" and question.least is not None and question.most is not None:
        options = [
            (str(n), f"{n}: {question.labels[str(n)]}" if str(n) in question.labels else str(n), "")
            for n in range(question.least, question.most + 1)
        ]
    return tuple(
        Choice(
            id=name if place == 0 else f"{name}-{value}",
            value=value,
            label=label,
            hint=hint,
            is_chosen=value in chosen,
            is_exclusive=value == question.exclusive,
        )
        for place, (value, label, hint) in enumerate(options)
    )


def _other_names(question: Question) -> tuple[Choice, ...]:
    """Return the other names of options, in order, each leading to its option.

    A list finds by its first letters: somebody who types a street name must not land on another
    drug that begins alike.
    """
    named = [(name, option) for option in question.options for name in option.also_called]
    return tuple(
        Choice("", option.id, f"{name}: {option.label}")
        for name, option in sorted(named, key=lambda one: one[0].casefold())
    )


def _parts(question: Question, typed: Typed, name: str) -> tuple[Part, ...]:
    if _look(question) != "parts":
        return ()
    return tuple(
        _part(name, ending, place, text) for place, (ending, text) in enumerate(typed.parts.items())
    )


def _part(field_name: str, ending: str, place: int, text: str) -> Part:
    name = field_name + ending
    units = UNITS if ending == "-unit" else ()
    return Part(
        id=field_name if place == 0 else name,
        name=name,
        label=PART_LABELS[ending],
        value=shown_again(text),
        width=PART_WIDTHS.get(ending, "govuk-input--width-2"),
        is_number=ending != "-time",
        choices=tuple(Choice("", unit, words, "", unit == text) for unit, words in units),
    )


def _instead(question: Question, typed: Typed, name: str) -> Instead:
    is_group = question.kind == "group"
    # What the officer thinks or did themselves is known from nobody else, unless it was said so.
    is_own = question.id.partition(".")[0] in OFFICERS_OWN and typed.known_by == PERSONS_WORD
    known_by = () if is_group or is_own else _known_by(typed)
    why = [("", "There is an answer, or nothing to say yet")]
    why += [(status, STATE_WORDS[status]) for status in STATUS_WORDS]
    why.append((CLEAR, "Clear this answer"))
    return Instead(
        summary=_summary(typed, is_group=is_group, is_own=is_own),
        is_open=bool(typed.instead or typed.note),
        why_name=name + INSTEAD,
        why=tuple(Choice("", value, words, "", value == typed.instead) for value, words in why),
        note_name=name + NOTE,
        note=shown_again(typed.note),
        known_by_name=name + KNOWN_BY,
        known_by=known_by,
    )


def _known_by(typed: Typed) -> tuple[Choice, ...]:
    return tuple(
        Choice("", one.value, KNOWN_BY_WORDS[one.value], "", one.value == typed.known_by)
        for one in KnownBy
    )


def _summary(typed: Typed, *, is_group: bool, is_own: bool) -> str:
    if typed.instead in STATE_WORDS:
        return STATE_WORDS[typed.instead]
    if typed.known_by != KnownBy.PERSON.value and typed.known_by in KNOWN_BY_WORDS:
        return f"How known: {KNOWN_BY_WORDS[typed.known_by].lower()}"
    if is_group:
        return "No list, or declined as a whole"
    if is_own:
        return "No answer, and why"
    return "Declined, not known, or known another way"
