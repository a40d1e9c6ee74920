"""JSON Schema of the definition files, for editors that complete and check YAML as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from court_assess.definitions.local_settings import SettingsShape
from court_assess.definitions.operators import SCRIPTS, STATES
from court_assess.definitions.rule_shapes import RulesShape
from court_assess.definitions.shapes import (
    CONDITION_SCHEMA,
    QuestionShape,
    SectionShape,
    Shape,
)
from court_assess.domain.conditions import OPERATORS

SHAPES: Mapping[str, type[Shape]] = {
    "questionnaire": SectionShape,
    "rules": RulesShape,
    "settings": SettingsShape,
}
CLOSED = {"additionalProperties": False}
ONE_OPTION = ("is_tagged", "includes", "includes_other_than")
SEVERAL_OPTIONS = ("is_one_of", "includes_any_of")
DAYS_A_WEEK = ("any_week_over", "latest_week_is", "latest_week_over")


def json_schema(which: str) -> dict[str, Any]:
    """Return the schema of a ``questionnaire`` section file, ``rules`` file or ``settings``."""
    model = SHAPES[which]
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    definitions = schema.setdefault("$defs", {})
    definitions["condition"] = _condition()
    definitions["operand"] = _operand()
    if which == "questionnaire":
        definitions |= QuestionShape.model_json_schema().get("$defs", {})
        definitions["question"] = _question()
        schema["properties"]["questions"]["items"] = {"$ref": "#/$defs/question"}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made: dict[str, Any] = _for_editors(schema)
    return made


def _question() -> dict[str, Any]:
    question = QuestionShape.model_json_schema()
    question.pop("$defs", None)
    question["properties"]["questions"]["items"] = {"$ref": "#/$defs/question"}
    return question


def _condition() -> dict[str, Any]:
    inner = {"$ref": "#/$defs/condition"}
    many = {"type": "array", "items": inner, "minItems": 1}
    text: dict[str, Any] = {"type": "string"}
    several = {"type": "array", "items": text, "minItems": 1}
    operators: dict[str, Any] = {
        **{name: {"$ref": "#/$defs/operand"} for name in OPERATORS},
        **dict.fromkeys(ONE_OPTION, text),
        **dict.fromkeys(SEVERAL_OPTIONS, several),
        **{name: {"type": "integer", "minimum": 0} for name in DAYS_A_WEEK},
        "is_written_in": {"enum": list(SCRIPTS)},
        "mentions": text,
        "within": text,
        "answered": {"enum": ["yes", "no"]},
    }
    properties = {
        **operators,
        "all": many,
        "any": many,
        "not": inner,
        "named": text,
        "question": text,
        "before": text,
        "some": text,
        "every": text,
        "count": text,
        "where": inner,
        "views": {"type": "object", "additionalProperties": text},
        "agree_on": {"type": "array", "items": text},
        "latest": {"type": "array", "items": text, "minItems": 2},
        "state": {"type": "array", "items": {"enum": list(STATES)}},
        "finding": text,
        "some_finding": {"type": "array", "items": text},
        "rests_on": text,
        "area": text,
        "open_flag": {"enum": ["red_flag", "safeguarding"]},
    }
    return {"type": "object", "properties": properties, **CLOSED}


def _operand() -> dict[str, Any]:
    """Return what an answer is compared with: a value, another answer, or the age since a date."""
    text = {"type": "string"}
    others = [
        {"type": "object", "properties": {key: text}, "required": [key], **CLOSED}
        for key in ("question", "age_of")
    ]
    return {"anyOf": [text, *others]}


def _for_editors(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Point to the conditions, and let an editor of YAML accept what the program reads as text.

    To the program ``yes``, ``12`` and ``2026-11-18`` are text; to an editor they may not be.
    """
    if isinstance(schema, Mapping) and CONDITION_SCHEMA.items() <= schema.items():
        return {"$ref": "#/$defs/condition"}
    if isinstance(schema, Mapping):
        made = {key: _for_editors(value) for key, value in schema.items()}
        if made.get("type") == "string":
            made["type"] = ["string", "number", "boolean"]
        if made.get("enum") and set(made["enum"]) <= {"yes", "no"}:
            made["enum"] = [*made["enum"], True, False]
            made.pop("type", None)
        return made
    if isinstance(schema, list):
        return [_for_editors(one) for one in schema]
    return schema
