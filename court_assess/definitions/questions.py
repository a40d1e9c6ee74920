"""One question as its block says it: what contradicts itself in it, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from court_assess.definitions.problems import meant
from court_assess.definitions.shapes import QuestionShape, SentencesShape
from court_assess.domain.questions import FULL, Option, Question
from court_assess.domain.sentences import Sentences, Voice

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
NEEDS_OPTIONS = ("choice", "choices")
LONGEST = {"text": 200, "long_text": 5_000}
LONGEST_NARRATIVE = 20_000


NUMBERS = ("whole_number", "decimal", "scale")
READ_BY: Mapping[str, tuple[str, ...]] = {
    "exclusive": ("choices",),
    "min": NUMBERS,
    "max": NUMBERS,
    "min_label": ("scale",),
    "max_label": ("scale",),
    "unit": ("whole_number", "decimal"),
    "max_length": ("text", "long_text"),
    "row_name": ("group",),
    "row_label": ("group",),
    "complete": ("group",),
    "inline": ("group",),
    "questions": ("group",),
}
Fault: TypeAlias = tuple[bool, str, str]


def contradictions(read: QuestionShape, depth: str, group: str) -> Iterator[tuple[str, str]]:
    """Yield the key and the message of each thing that cannot be so."""
    for is_wrong, key, message in (
        *_in_options(read),
        *_in_limits(read),
        *_in_print(read),
        *_in_group(read, group),
        *_unread(read),
        (
            read.required == "yes" and depth == FULL,
            "required",
            "would stop a court-day assessment from being signed; a full question is never needed",
        ),
    ):
        if is_wrong:
            yield key, message


def _in_options(read: QuestionShape) -> tuple[Fault, ...]:
    ids = [option.id for option in (*read.also, *read.options)]
    copies, needs = read.options_from is not None, read.type in NEEDS_OPTIONS
    return (
        (needs and not read.options and not copies, "type", f"'{read.type}' needs 'options:'"),
        (
            copies and bool(read.options),
            "options",
            "stand beside 'options_from:'; keep one, and put what is to come first under 'also:'",
        ),
        (bool(read.also) and not copies, "also", "is only for use with 'options_from:'"),
        (
            not needs and (bool(ids) or copies),
            "options",
            f"are not read by type '{read.type}'",
        ),
        (len(set(ids)) < len(ids), "options", "hold the same id twice; each option needs its own"),
        (
            read.type == "choices"
            and bool(read.exclusive)
            and read.exclusive not in ids
            and not copies,
            "exclusive",
            f"'{read.exclusive}' is not one of the options{meant(read.exclusive, ids)}",
        ),
    )


def _in_limits(read: QuestionShape) -> tuple[Fault, ...]:
    return (
        (
            read.type == "scale" and (read.min is None or read.max is None),
            "type",
            "'scale' needs 'min:' and 'max:'",
        ),
        (
            read.type in NUMBERS
            and read.min is not None
            and read.max is not None
            and read.min > read.max,
            "min",
            "is more than 'max:'; no answer would be right",
        ),
        (
            read.type in LONGEST
            and read.max_length is not None
            and not 0 < read.max_length <= LONGEST_NARRATIVE,
            "max_length",
            f"needs to be between 1 and {LONGEST_NARRATIVE}",
        ),
    )


def _in_print(read: QuestionShape) -> tuple[Fault, ...]:
    return (
        (
            read.sensitive == "yes" and "court" in read.print and not read.print_because,
            "print",
            "prints a sensitive answer for the court; say why in 'print_because:'",
        ),
    )


def _in_group(read: QuestionShape, group: str) -> tuple[Fault, ...]:
    is_group, inner = read.type == "group", [str(one.get("id", "")) for one in read.questions]
    return (
        (is_group and bool(group), "type", "a group cannot stand inside a group"),
        (is_group and not read.questions, "type", "'group' needs 'questions:'"),
        (is_group and not read.complete, "type", "'group' needs 'complete:'"),
        (
            is_group and bool(read.row_label) and read.row_label not in inner,
            "row_label",
            f"'{read.row_label}' is not a question of this list{meant(read.row_label, inner)}",
        ),
        (
            bool(group) and not read.id.startswith(f"{group}."),
            "id",
            f"needs to start with the group's id, '{group}.'",
        ),
    )


def _unread(read: QuestionShape) -> tuple[Fault, ...]:
    """Refuse keys that the type takes no notice of, since whoever wrote them meant something."""
    return tuple(
        (
            key in read.model_fields_set and read.type not in types,
            key,
            f"is not read by type '{read.type}', only by {' and '.join(types)}; take the line out",
        )
        for key, types in READ_BY.items()
    )


def built(read: QuestionShape, section: str, group: str) -> Question:
    """Return the question, without its condition and its row questions."""
    options = tuple(
        Option(
            id=one.id,
            label=one.label,
            hint=one.hint,
            tags=frozenset(one.tags),
            maps_to=one.maps_to,
            points=one.points,
            also_called=tuple(one.also_called),
        )
        for one in (*read.also, *read.options)
    )
    return Question(
        id=read.id,
        kind=read.type,
        ask=read.ask,
        short=read.short,
        section=section,
        why=read.why,
        hint=read.hint,
        heading=read.heading,
        prints=frozenset(read.print),
        options=YES_NO if read.type == "yes_no" else options,
        exclusive=read.exclusive,
        sensitive=read.sensitive == "yes",
        required=read.required == "yes",
        group=group,
        least=read.min,
        most=read.max,
        least_label=read.min_label,
        most_label=read.max_label,
        unit=read.unit,
        max_length=read.max_length or LONGEST.get(read.type, LONGEST["text"]),
        maps_to=read.maps_to,
        row_name=read.row_name or "entry",
        row_label=read.row_label,
        inline=read.inline == "yes",
        report=_sentences(read.report) if read.report else None,
    )


def _sentences(read: SentencesShape) -> Sentences:
    voice = Voice(read.voice) if read.voice else None
    return Sentences(read.says, read.answers, read.words, voice)


def complete_question(group: Question, read: QuestionShape) -> Question:
    """Return the question that says whether the list of a group is complete."""
    return Question(
        id=group.complete_id,
        kind="yes_no",
        ask=read.complete,
        short=f"{group.short}: list complete",
        section=group.section,
        why="Until the list is complete, nothing can be said of what is not on it.",
        prints=group.prints,
        options=YES_NO,
        required=group.required,
        depth=group.depth,
    )
