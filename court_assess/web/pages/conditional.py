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
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.kinds import KINDS
from court_assess.domain.questions import Question
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
    if isinstance(one.operand, OtherAnswer | Today):
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


def questions_on_page(
    questions: tuple[Question, ...], reading: AnswerReading, row: Row | None
) -> dict[str, str]:
    """Return the ids of the questions of a page, each with the script's rule or an empty text."""
    on_page: dict[str, Question] = {}
    rules: dict[str, str] = {}
    for question in questions:
        rule = rule_of(question.shown_when, on_page) if question.shown_when else None
        if rule or reading.is_shown(question.id, row):
            on_page[question.id] = question
            rules[question.id] = json.dumps(rule, separators=(",", ":")) if rule else ""
    return rules
