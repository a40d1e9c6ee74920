"""Say a condition back in plain words, so that a trainer can see what the program understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from court_assess.domain.area import AVAILABLE, NOT_AVAILABLE, NOT_SAID
from court_assess.domain.availability import AreaHas
from court_assess.domain.conditions import (
    AgeOf,
    AllOf,
    AnyOf,
    Comparison,
    CountRows,
    DateDistance,
    EveryRow,
    FindingIs,
    Named,
    Not,
    OpenFlag,
    OtherAnswer,
    SomeRow,
    StateIs,
    Today,
    Views,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.kinds import show
from court_assess.domain.latest import Latest
from court_assess.domain.questions import Question, Questionnaire
from court_assess.domain.rules import ConditionOfLaw
from court_assess.domain.values import Value

OPERATORS_IN_WORDS = {
    "is": "is",
    "is_not": "is not",
    "at_least": "is at least",
    "more_than": "is more than",
    "at_most": "is at most",
    "less_than": "is less than",
    "earlier_than": "is before",
    "on_or_after": "is on or after",
    "is_one_of": "is",
    "is_tagged": "is",
    "includes": "includes",
    "includes_any_of": "includes any of",
    "includes_other_than": "includes something other than",
    "is_written_in": "is written in",
    "mentions": "mentions",
    "any_week_over": "has a week with more days than",
    "latest_week_is": "has in its latest week",
    "latest_week_over": "has in its latest week more than",
    "within": "is within",
}
AREA_IN_WORDS = {
    AVAILABLE: "the rules of the area say that it is available",
    NOT_AVAILABLE: "the rules of the area say that it is not available",
    NOT_SAID: "the rules of the area do not say whether it is available",
}


def in_words(
    condition: Condition, questionnaire: Questionnaire, *, is_numbered: bool = False
) -> str:
    """Return one plain phrase for a condition, with the labels that officers see.

    Where it ``is_numbered``, each question's number comes before its label.
    """
    return _Words(questionnaire, is_numbered=is_numbered).of(condition)


def rule_in_words(rule: ConditionOfLaw, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return when a condition of law is met and, where the rule says it apart, when it is not."""
    met = f"Met when {in_words(rule.met_when, questionnaire)}."
    if rule.not_met_when is None:
        return (met,)
    return (met, f"Not met when {in_words(rule.not_met_when, questionnaire)}.")


class _Words:
    """Wording with the labels of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, *, is_numbered: bool = False) -> None:
        self.questionnaire = questionnaire
        self.numbers = questionnaire.numbers if is_numbered else {}

    def of(self, condition: Condition) -> str:
        write: Callable[[Any], str] = getattr(self, f"_{type(condition).__name__.lower()}")
        return write(condition)

    def label(self, question_id: str) -> str:
        question = self.questionnaire.questions.get(question_id)
        number = self.numbers.get(question_id, "")
        return f"{number} “{question.short}”".lstrip() if question else question_id

    def quoted(self, question: Question, value: Value) -> str:
        """Show a value; an option's label in quotes, since it may hold commas of its own."""
        return f"“{show(question, value)}”" if question.options else show(question, value)

    def listed(self, words: Iterable[str], link: str) -> str:
        *most, last = words
        return f"{', '.join(most)} {link} {last}" if most else last

    def _comparison(self, one: Comparison) -> str:
        verb = OPERATORS_IN_WORDS[one.operator]
        return f"{self.label(one.question)} {verb} {one.word or self.operand(one.operand, one)}"

    def operand(self, operand: object, one: Comparison) -> str:
        if isinstance(operand, Today):
            return "the day of the report"
        if isinstance(operand, AgeOf):
            return f"the years since {self.label(operand.question)}"
        if isinstance(operand, OtherAnswer):
            return self.label(operand.question)
        question = self.questionnaire.questions.get(one.question)
        if question is not None and question.kind == "weeks":
            return str(operand)
        each = operand if isinstance(operand, tuple) else (operand,)
        if question is None:
            return str(operand)
        return self.listed((self.quoted(question, value) for value in each), "or")

    def _datedistance(self, one: DateDistance) -> str:
        verb = OPERATORS_IN_WORDS[one.operator]
        before = (
            self.label(one.before.question)
            if isinstance(one.before, OtherAnswer)
            else "the day of the report"
        )
        return f"{self.label(one.question)} {verb} {one.duration} before {before}"

    def _allof(self, one: AllOf) -> str:
        return self.listed((self.inner(part) for part in one.parts), "and")

    def _anyof(self, one: AnyOf) -> str:
        return self.listed((self.inner(part) for part in one.parts), "or")

    def inner(self, part: Condition) -> str:
        words = self.of(part)
        if isinstance(part, AllOf | AnyOf) or (isinstance(part, Named) and " or " in words):
            return f"({words})"
        return words

    def _not(self, one: Not) -> str:
        return f"it is not so that {self.inner(one.part)}"

    def _named(self, one: Named) -> str:
        return one.says

    def _somerow(self, one: SomeRow) -> str:
        return f"for some entry of {self.label(one.group)}, {self.of(one.where)}"

    def _everyrow(self, one: EveryRow) -> str:
        return f"for every entry of {self.label(one.group)}, {self.of(one.where)}"

    def _countrows(self, one: CountRows) -> str:
        verb = OPERATORS_IN_WORDS[one.operator]
        where = self.of(one.where)
        return f"the number of entries of {self.label(one.group)} where {where} {verb} {one.number}"

    def _views(self, one: Views) -> str:
        names = self.listed((f"the {name}" for name, _ in one.sources), "and")
        question = self.questionnaire.questions.get(one.sources[0][1])
        views = [self.quoted(question, view) if question else view for view in one.agree_on]
        return f"{names}, as far as they have said, say: {self.listed(views, 'or')}"

    def _latest(self, one: Latest) -> str:
        question = self.questionnaire.questions.get(one.questions[0])
        said = self.quoted(question, one.value) if question else one.value
        labels = self.listed((self.label(each) for each in one.questions), "or")
        return f"the last answer given to {labels} is {said}"

    def _stateis(self, one: StateIs) -> str:
        states = (state.replace("_", " ") for state in one.states)
        return f"{self.label(one.question)} is {self.listed(states, 'or')}"

    def _areahas(self, one: AreaHas) -> str:
        return AREA_IN_WORDS[one.standing]

    def _findingis(self, one: FindingIs) -> str:
        names = (name.replace(":rests_on", " rests on") for name in one.findings)
        return f"{self.listed(names, 'or')} is {one.result.replace('_', ' ')}"

    def _openflag(self, one: OpenFlag) -> str:
        return f"a {one.kind.replace('_', ' ')} is met and not dealt with"


def in_a_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
