"""Which questions the page itself can show and hide, and the rule it does that by.

A rule is plain JSON for the page's script: ``["has", question, [options]]`` while one of the
options is chosen, ``["least", question, number]``, ``["all", [rules]]`` and ``["any", [rules]]``.
What cannot be said so is decided on the server alone. Without the script every question is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from court_assess.domain.answers import Row
from court_assess.domain.conditions import (
    OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Named,
    OtherAnswer,
    Today,
    questions_read,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.kinds import KINDS
from court_assess.domain.parts import IN_PARTS
from court_assess.domain.questions import COURT_DAY, Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE

Rule: TypeAlias = list[object]


def rule_of(condition: Condition, on_page: Mapping[str, Question]) -> Rule | None:
    """Return the rule for the page's script, or None if the script cannot decide it."""
    match condition:
        case Named(part=part):
            return rule_of(part, on_page)
        case AllOf(parts):
            return _joined("all", parts, on_page)
        case AnyOf(parts):
            return _joined("any", parts, on_page)
        case Comparison(question) if question in on_page:
            return _compared(condition, on_page[question])
    return None


def _joined(
    word: str, parts: tuple[Condition, ...], on_page: Mapping[str, Question]
) -> Rule | None:
    rules = [rule_of(part, on_page) for part in parts]
    return None if None in rules else [word, rules]


def _compared(one: Comparison, question: Question) -> Rule | None:
    if isinstance(one.operand, OtherAnswer | Today) or question.kind in IN_PARTS:
        return None
    if question.options:
        is_list = KINDS[question.kind].is_list
        compare = OPERATORS[one.operator]
        values = (
            (option.id, (option.id,) if is_list else option.id) for option in question.options
        )
        shown_by = [key for key, value in values if compare(value, one.operand) is TRUE]
        return ["has", question.id, shown_by]
    if one.operator == "at_least" and isinstance(one.operand, int):
        return ["least", question.id, one.operand]
    return None


def written(rule: Rule | None, prefix: str = "") -> str:
    """Return a rule as the page's script reads it, or an empty text if there is none.

    ``prefix`` is what the names of the inputs begin with.
    """
    return json.dumps(_named(rule, prefix), separators=(",", ":")) if rule else ""


def _named(rule: Rule, prefix: str) -> Rule:
    word, about, *values = rule
    if isinstance(about, list):
        return [word, [_named(one, prefix) for one in about]]
    return [word, f"{prefix}{about}", *values]


def settled(
    condition: Condition, on_page: Mapping[str, Question], reading: AnswerReading, row: Row | None
) -> Condition | bool:
    """Return what of a condition the page itself still decides, or what the rest has decided."""
    match condition:
        case Named(part=part):
            return settled(part, on_page, reading, row)
        case AllOf(parts) | AnyOf(parts):
            decisive = isinstance(condition, AnyOf)
            found = [settled(part, on_page, reading, row) for part in parts]
            left = tuple(one for one in found if not isinstance(one, bool))
            if decisive in found or not left:
                return decisive if decisive in found else not decisive
            return left[0] if len(left) == 1 else type(condition)(left)
    if any(question in on_page for question in questions_read(condition)):
        return condition
    return condition.evaluate(reading, row).truth is TRUE


def questions_on_page(
    questions: tuple[Question, ...],
    reading: AnswerReading,
    row: Row | None,
    *,
    is_opened: bool = False,
) -> dict[str, Rule | None]:
    """Return the ids of the questions of a page, each with the script's rule if it has one.

    They are those that the depth of the reading asks for, and those that have an answer. Those of
    an entry are on the page of a list that the script opens (``is_opened``), shown or not.
    """
    on_page: dict[str, Question] = {}
    rules: dict[str, Rule | None] = {}
    for question in questions:
        left = settled(question.shown_when, on_page, reading, row) if question.shown_when else True
        rule = None if isinstance(left, bool) else rule_of(left, on_page)
        can_open = (rule or (is_opened and left is True)) and (
            question.depth in (COURT_DAY, reading.depth) or reading.answers.get(question.id, row)
        )
        if can_open or reading.is_asked(question, row):
            on_page[question.id] = question
            rules[question.id] = rule
    return rules
