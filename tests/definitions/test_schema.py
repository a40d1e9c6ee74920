"""The JSON Schema that editors use says the same as ``check`` of what a condition may hold."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from court_assess.definitions.schema import json_schema


def accepts(which: str, tree: Any) -> bool:
    """Whether an editor with this schema would find nothing wrong."""
    return jsonschema.Draft202012Validator(json_schema(which)).is_valid(tree)


def rule(**comparison: Any) -> Any:
    """Return a rules file with one condition in it."""
    when = {"question": "sub.age_first", **comparison}
    return {"title": "T", "named": {"x": {"says": "it is so", "when": when}}}


@pytest.mark.parametrize(
    "comparison",
    [
        {"at_least": 4},
        {"at_least": "18 years", "before": "case.conviction_date"},
        {"more_than": {"age_of": "case.date_of_birth"}},
        {"is": {"question": "other.id"}},
        {"is": True},
        {"is_one_of": ["tea", "milk"]},
        {"includes_other_than": "none"},
        {"any_week_over": 7},
    ],
)
def test_an_operand_is_a_value_another_answer_or_an_age(comparison: dict[str, Any]) -> None:
    assert accepts("rules", rule(**comparison))


@pytest.mark.parametrize(
    "comparison",
    [
        {"more_than": {"age": "case.date_of_birth"}},
        {"more_than": {"age_of": "case.date_of_birth", "question": "other.id"}},
        {"more_than": {}},
        {"at_least": [4]},
        {"is_one_of": "tea"},
        {"any_week_over": -1},
        {"any_week_over": {"question": "other.id"}},
    ],
)
def test_anything_else_is_no_operand(comparison: dict[str, Any]) -> None:
    assert not accepts("rules", rule(**comparison))


@pytest.mark.parametrize(("at_least", "is_right"), [(1, True), (0, False)])
def test_an_indicator_needs_at_least_one_feature(at_least: int, is_right: bool) -> None:
    when = {"question": "q.a", "is": "yes"}
    indicator = {
        "id": "q.signs",
        "title": "Signs",
        "source": "invented",
        "features": [{"id": "a", "title": "A", "when": when}],
        "at_least": at_least,
        "lasting": when,
        "says": {"met": "Yes.", "not_met": "No.", "not_known": "Not known."},
    }
    question = {
        "id": "q.a",
        "type": "yes_no",
        "ask": "A?",
        "short": "A",
        "why": "To show it.",
        "print": "none",
    }
    page = {"id": "q", "title": "Q", "questions": [question], "indicators": [indicator]}

    assert accepts("questionnaire", page) is is_right
    assert not accepts("questionnaire", {**page, "minutes": {"full": -1}})
