"""The shape of rules files: which keys there are and what each may hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from court_assess.definitions.drug_tests import AnalyteShape
from court_assess.definitions.shapes import (
    AnswersTree,
    ConditionTree,
    Day,
    FlagId,
    Id,
    Print,
    Result,
    SaysShape,
    Shape,
    Text,
    YesNo,
)

LONGEST_SHORT = 60  # characters: all six conditions of a requirement stand in one box


class InForceShape(Shape):
    """When a rule is law, and the date that is looked at."""

    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    governed_by: str = ""


class ExampleShape(Shape):
    """Answers and the result they must give."""

    name: Text
    answers: AnswersTree
    result: Result
    on: Day | None = None
    area: dict[Id, Literal["available", "not_available"]] = Field(default_factory=dict)


class ConditionShape(Shape):
    """One condition of law."""

    id: Id
    title: Text
    short: str = Field(default="", min_length=1, max_length=LONGEST_SHORT)
    purpose: Literal["fact", "court"] = Field(default="fact", alias="for")
    officers_act: YesNo = "no"
    authority: Text
    in_force: InForceShape = InForceShape()
    met_when: ConditionTree
    not_met_when: ConditionTree = None
    reasons: SaysShape
    examples: list[ExampleShape] = Field(default_factory=list)


class LimitShape(ConditionShape):
    """A limit on what may be proposed; one to keep ``before_signing`` stands in its way.

    One that ``tells_only`` says what the law asks for, and cannot be broken; one that is
    ``excused_by`` a question is not broken where that is answered.
    """

    considered_when: ConditionTree = None
    before_signing: YesNo = "no"
    tells_only: YesNo = "no"
    excused_by: Id | None = None


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
    agrees_with: list[Text] = Field(default_factory=list)
    when: ConditionTree = None
    otherwise: Literal["yes"] | None = None


class RequirementShape(Shape):
    """A requirement of an order."""

    id: Id
    title: Text
    in_force: InForceShape = InForceShape()
    considered_when: ConditionTree = None
    conditions: list[ConditionShape] = Field(min_length=1)
    advice: list[AdviceShape] = Field(default_factory=list)


class CourtShape(Shape):
    """A wider question that the court decides."""

    id: Id
    title: Text
    says: SaysShape
    in_force: InForceShape = InForceShape()
    considered_when: ConditionTree
    conditions: list[ConditionShape] = Field(min_length=1)


class AvailableShape(Shape):
    """Whether a requirement is to be had, in every home area or in those named."""

    requirement: Id
    standing: Literal["available", "not_available"] = Field(alias="is")
    places: list[Text] = Field(default_factory=list, alias="in")


class AreaShape(Shape):
    """What an area has."""

    home: Id
    available: list[AvailableShape] = Field(default_factory=list)


class RouteShape(Shape):
    """What to do about a flag where something else holds, such as another country's law."""

    when: ConditionTree
    action: Text
    tell: Text
    source: Text


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
    routes: list[RouteShape] = Field(default_factory=list)
    examples: list[ExampleShape] = Field(default_factory=list)


class FactorShape(Shape):
    """Something that makes an overdose more likely; factors are listed and never added up."""

    id: Id
    title: Text
    when: ConditionTree
    action: Text
    source: Text
    examples: list[ExampleShape] = Field(default_factory=list)


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
    each: Id | None = None
    earliest: YesNo = "no"
    says: str = ""


class RulesShape(Shape):
    """A rules file."""

    title: Text
    dates: dict[Id, NamedDateShape] = Field(default_factory=dict)
    named: dict[Id, NamedShape] = Field(default_factory=dict)
    orders: list[OrderShape] = Field(default_factory=list)
    requirements: list[RequirementShape] = Field(default_factory=list)
    limits: list[LimitShape] = Field(default_factory=list)
    court: list[CourtShape] = Field(default_factory=list)
    flags: list[FlagShape] = Field(default_factory=list)
    factors: list[FactorShape] = Field(default_factory=list)
    local: list[LocalShape] = Field(default_factory=list)
    readings: dict[Id, Id] = Field(default_factory=dict)
    drug_tests: list[AnalyteShape] = Field(default_factory=list)
    area: AreaShape | None = None
