"""The shape of definition files: which keys there are and what each may hold.

Pydantic finds every mistake in one pass and gives editors their JSON Schema. Conditions are read by
``conditions.py``, which knows the questions they speak of.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.problems import Problems, meant, quoted

Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*(\.[a-z0-9_]+)?$")]
FlagId = Annotated[str, StringConstraints(pattern=r"^[A-Z]+(-[A-Z0-9]+)+$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
YesNo = Literal["yes", "no"]
Result = Literal["met", "not_met", "not_known"]
Audience = Literal["court", "person", "provider", "handover"]
Print = Annotated[
    list[Audience],
    BeforeValidator(lambda tree: [] if tree == "none" else tree),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": "none"},
                {"type": "array", "items": {"enum": list(get_args(Audience))}},
            ]
        }
    ),
]
# Its schema stands for itself here and is filled in by schema.py: pydantic knows no other types.
CONDITION_SCHEMA = {"title": "condition"}
ConditionTree = Annotated[Any, WithJsonSchema(CONDITION_SCHEMA)]
AnswersTree = Annotated[Any, WithJsonSchema({"type": "object"})]


class Shape(BaseModel):
    """A block of 'key: value' lines in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionShape(Shape):
    """One choice."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
    label: Text
    hint: str = ""
    tags: list[Text] = []
    maps_to: dict[str, str] = {}
    points: int | None = None


class QuestionShape(Shape):
    """One question."""

    id: Id
    type: Literal[
        "yes_no",
        "choice",
        "choices",
        "whole_number",
        "decimal",
        "scale",
        "date",
        "partial_date",
        "time",
        "datetime",
        "duration",
        "text",
        "long_text",
        "group",
    ]
    ask: Text
    short: Text
    why: Text
    hint: str = ""
    options: list[OptionShape] = []
    print: Print
    print_because: str = ""
    sensitive: YesNo = "no"
    required: YesNo = "no"
    shown_when: ConditionTree = None
    maps_to: dict[str, str] = {}
    exclusive: str = ""
    min: int | None = None
    max: int | None = None
    min_label: str = ""
    max_label: str = ""
    unit: str = ""
    max_length: int | None = None
    row_name: str = ""
    row_label: str = ""
    complete: str = ""
    questions: list[dict[str, Any]] = []


class CheckShape(Shape):
    """Answers that cannot both be right."""

    at: Id
    when: ConditionTree
    says: Text


class BandShape(Shape):
    """A range of totals and what it is called."""

    at_least: int
    at_most: int
    label: Text


class ScoreShape(Shape):
    """A total over questions, with the bands it falls into."""

    id: Id
    title: Text
    items: list[Id] = Field(min_length=1)
    bands: list[BandShape] = Field(min_length=1)
    source: Text


class SectionShape(Shape):
    """One page of questions."""

    id: Id
    title: Text
    intro: str = ""
    notice: str = ""
    shown_when: ConditionTree = None
    questions: list[dict[str, Any]] = Field(min_length=1)
    checks: list[CheckShape] = []
    scores: list[ScoreShape] = []


class AssessmentShape(Shape):
    """The order of the sections, and the words for option tags."""

    title: Text
    sections: list[Id] = Field(min_length=1)
    tags: dict[str, Text] = {}


class InForceShape(Shape):
    """When a rule is law, and the date that is looked at."""

    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    governed_by: str = ""


class ReasonsShape(Shape):
    """One plain sentence for each result."""

    met: Text
    not_met: Text
    not_known: Text


class ExampleShape(Shape):
    """Answers and the result they must give."""

    name: Text
    answers: AnswersTree
    result: Result
    on: Day | None = None


class ConditionShape(Shape):
    """One condition of law."""

    id: Id
    title: Text
    purpose: Literal["fact", "court"] = Field(default="fact", alias="for")
    officers_act: YesNo = "no"
    authority: Text
    in_force: InForceShape = InForceShape()
    met_when: ConditionTree
    not_met_when: ConditionTree = None
    reasons: ReasonsShape
    examples: list[ExampleShape] = []


class OrderShape(Shape):
    """A sentence that a requirement can be part of."""

    id: Id
    title: Text
    candidate_when: ConditionTree
    conditions: list[ConditionShape] = Field(min_length=1)


class AdviceShape(Shape):
    """One row of an advice table."""

    id: Id
    title: Text
    says: Text
    when: ConditionTree = None
    otherwise: Literal["yes"] | None = None


class RequirementShape(Shape):
    """A requirement of an order."""

    id: Id
    title: Text
    in_force: InForceShape = InForceShape()
    conditions: list[ConditionShape] = Field(min_length=1)
    advice: list[AdviceShape] = []


class FlagShape(Shape):
    """Something to act on today."""

    id: FlagId
    kind: Literal["red_flag", "safeguarding"]
    title: Text
    when: ConditionTree
    action: Text
    tell: Text
    source: Text
    confirmed_by: Text
    print: Print
    examples: list[ExampleShape] = []


class LocalShape(Shape):
    """A local suggestion, never law."""

    id: Id
    title: Text
    says: Text
    source: Text
    when: ConditionTree


class NamedShape(Shape):
    """A condition with a name and a sentence of its own."""

    says: Text
    when: ConditionTree


class NamedDateShape(Shape):
    """A date that may govern rules."""

    question: Id
    today_when: ConditionTree = None


class RulesShape(Shape):
    """A rules file."""

    title: Text
    dates: dict[Id, NamedDateShape] = {}
    named: dict[Id, NamedShape] = {}
    orders: list[OrderShape] = []
    requirements: list[RequirementShape] = []
    limits: list[ConditionShape] = []
    flags: list[FlagShape] = []
    local: list[LocalShape] = []


S = TypeVar("S", bound=Shape)


def shape(
    model: type[S], tree: Tree, document: Document, path: Path_, problems: Problems
) -> S | None:
    """Return the block as its shape, or None after recording each mistake in it."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        misspelt = {near for one in faults for near in _near_keys(model, one)}
        for one in faults:
            if one["type"] == "missing" and one["loc"] in misspelt:
                continue  # the line is there, under a misspelt key that is told already
            where = _place(tree, one["loc"])
            message = _message(model, tree, where, one)
            problems.found.append(document.problem((*path, *where), message))
        return None


def _near_keys(model: type[Shape], error: Any) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - pydantic's own type
    """Return where the key would be that an unknown key was probably meant to be."""
    if error["type"] != "extra_forbidden":
        return []
    *outer, key = error["loc"]
    return [(*outer, near) for near in get_close_matches(str(key), _keys(model, tuple(outer)), n=1)]


def _place(tree: Tree, location: tuple[str | int, ...]) -> Path_:
    """Keep the parts of pydantic's location that are in the file; it adds names of its own."""
    kept: list[str | int] = []
    for position, part in enumerate(location):
        is_last = position == len(location) - 1
        if isinstance(tree, dict) and (part in tree or is_last):
            kept.append(part)
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int):
            kept.append(part)
            tree = tree[part]
    return tuple(kept)


def _message(model: type[Shape], tree: Tree, where: Path_, error: Any) -> str:  # noqa: ANN401 - pydantic's own type
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"is not a key here{meant(str(where[-1]), _keys(model, error['loc'][:-1]))}"
    if kind == "missing":
        return f"is missing; add a line '{where[-1]}: ...'"
    if kind == "literal_error":
        expected = context["expected"].replace(" or ", ", ").replace("'", "")
        found = str(_at(tree, where))
        return f"{quoted(found)} is not allowed here{meant(found, expected.split(', '))}"
    return _MESSAGES.get(kind, "does not fit here; see the guide for trainers")


_MESSAGES = {
    "string_type": "needs plain text; write it on the same line, after the colon",
    "string_too_short": "is empty; write some text",
    "string_pattern_mismatch": "is not written as it must be; in ids use lower-case letters, digits"
    " and _, in dates year-month-day",
    "int_parsing": "needs a whole number",
    "int_type": "needs a whole number",
    "list_type": "needs a list; start each entry with '- ' on a line of its own",
    "dict_type": "needs 'key: value' lines",
    "model_type": "needs 'key: value' lines",
    "too_short": "is empty; add at least one entry",
}


def _at(tree: Tree, where: Path_) -> Tree:
    for part in where:
        tree = tree[part]
    return tree


def _keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the block at a location may have."""
    for part in location:
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = _model_in(field.annotation) if field else None
        model = inner or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type's own description
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one is not None), None)
