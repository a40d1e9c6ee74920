"""The shape of definition files: which keys there are and what each may hold.

Pydantic finds every mistake in one pass and gives editors their JSON Schema. Conditions are read by
``conditions.py``, which knows the questions they speak of.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*(\.[a-z0-9_]+)?$")]
FlagId = Annotated[str, StringConstraints(pattern=r"^[A-Z]+(-[A-Z0-9]+)+$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
YesNo = Literal["yes", "no"]
Depth = Literal["court_day", "full"]
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
    also_called: list[Text] = []
    tags: list[Text] = []
    maps_to: dict[str, str] = {}
    points: int | None = None


class SentencesShape(Shape):
    """What a draft of the report says of an answer, and in whose voice."""

    says: str = ""
    answers: dict[str, str] = {}
    words: dict[str, Text] = {}
    voice: Literal["fact", "account", "opinion"] | None = Field(default=None, alias="as")


ReportLine = Annotated[
    SentencesShape | None,
    BeforeValidator(lambda tree: {"says": tree} if isinstance(tree, str) else tree),
    WithJsonSchema({"anyOf": [{"type": "string"}, SentencesShape.model_json_schema()]}),
]


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
        "weeks",
        "text",
        "long_text",
        "group",
    ]
    ask: Text
    short: Text
    why: Text
    hint: str = ""
    heading: str = ""
    options: list[OptionShape] = []
    options_from: Id | None = None
    also: list[OptionShape] = []
    depth: Depth | None = None
    print: Print
    print_because: str = ""
    sensitive: YesNo = "no"
    required: YesNo = "no"
    shown_when: ConditionTree = None
    report: ReportLine = None
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
    inline: YesNo = "no"
    questions: list[dict[str, Any]] = []


class CheckShape(Shape):
    """Answers that cannot both be right."""

    at: Id
    when: ConditionTree
    says: Text


class OpeningShape(Shape):
    """A question that opens at once when an answer calls for it."""

    when: ConditionTree
    question: Id
    says: Text


class BandShape(Shape):
    """A range of totals and what it is called; with ``when``, for those it is meant for."""

    at_least: int
    at_most: int
    label: Text
    when: ConditionTree = None


class CutOffShape(Shape):
    """A total from which a screen is positive, for those it is meant for."""

    at_least: int
    label: Text
    source: str = ""
    when: ConditionTree = None


class ReadingShape(Shape):
    """One published way to read a total."""

    id: Id
    source: Text
    bands: list[BandShape] = []
    cut_offs: list[CutOffShape] = []
    unsure: Literal["lowest", "none"] = "none"


class ScoreShape(Shape):
    """A total over questions, and the ways it may be read."""

    id: Id
    title: Text
    per: Id | None = None
    items: list[Id] = Field(min_length=1)
    completed_by: Id | None = None
    completed_on: Id | None = None
    caution: str = ""
    when: ConditionTree = None
    print: Print = []
    readings: list[ReadingShape] = Field(min_length=1)


class FeatureShape(Shape):
    """One feature that an indicator looks for."""

    id: Id
    title: Text
    when: ConditionTree


class SaysShape(Shape):
    """One plain sentence for each result."""

    met: Text
    not_met: Text
    not_known: Text


class IndicatorShape(Shape):
    """Features of which so many must be there, for so long."""

    id: Id
    title: Text
    per: Id | None = None
    source: Text
    features: list[FeatureShape] = Field(min_length=1)
    at_least: int = Field(ge=1)
    lasting: ConditionTree
    says: SaysShape


class MinutesShape(Shape):
    """How long a page usually takes at each depth."""

    court_day: int = Field(default=0, ge=0)
    full: int = Field(default=0, ge=0)


class SectionShape(Shape):
    """One page of questions."""

    id: Id
    title: Text
    intro: str = ""
    notice: str = ""
    depth: Depth = "court_day"
    minutes: MinutesShape = MinutesShape()
    shown_when: ConditionTree = None
    questions: list[dict[str, Any]] = Field(min_length=1)
    checks: list[CheckShape] = []
    queries: list[CheckShape] = []
    opens: list[OpeningShape] = []
    scores: list[ScoreShape] = []
    indicators: list[IndicatorShape] = []


class WordListShape(Shape):
    """Words that a text is looked through for; ``says`` names them in a sentence."""

    says: Text
    words: list[Text] = Field(min_length=1)
    units: list[Text] = []


class AssessmentShape(Shape):
    """The order of the sections, the question for the depth, the words for option tags, lists."""

    title: Text
    depth: Id | None = None
    sections: list[Id] = Field(min_length=1)
    tags: dict[str, Text] = {}
    word_lists: dict[str, WordListShape] = {}


class ItemWordingShape(Shape):
    """The licensed words of one item, and of its responses by their points."""

    ask: Text
    options: dict[str, Text] = {}


class WordingShape(Shape):
    """A site's licensed wording of one instrument."""

    instrument: Id
    licence: Text
    intro: str = ""
    texts: dict[Id, ItemWordingShape] = Field(min_length=1)
