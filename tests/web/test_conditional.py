"""What the page's script is told about showing a question, and that it agrees with the server."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations

import pytest

from court_assess.domain.answers import Answer, Answers, given
from court_assess.domain.assessment import Library
from court_assess.domain.conditions import AllOf, AnyOf, Comparison, Named, Not, StateIs, Today
from court_assess.domain.evaluation import Condition
from court_assess.domain.questions import Option, Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE
from court_assess.domain.values import Value
from court_assess.web.pages.conditional import (
    Rule,
    questions_on_page,
    rule_of,
    settled,
    written,
)

OPTIONS = tuple(Option(one, one.upper()) for one in ("none", "a", "b"))
ONE = Question("one", "choice", "One", "One", "s", options=OPTIONS)
MANY = Question("many", "choices", "Many", "Many", "s", options=OPTIONS)
COUNT = Question("count", "whole_number", "Count", "Count", "s")
DAY = Question("day", "date", "Day", "Day", "s")
WEEKS = Question("weeks", "weeks", "Weeks", "Weeks", "s")
ON_PAGE = {one.id: one for one in (ONE, MANY, COUNT, DAY, WEEKS)}
IS_A = Comparison("one", "is", "a")


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        (IS_A, ["has", "one", ["a"]]),
        (Comparison("one", "is_not", "a"), ["has", "one", ["none", "b"]]),
        (Comparison("one", "is_one_of", ("a", "b")), ["has", "one", ["a", "b"]]),
        (Comparison("many", "includes", "b"), ["has", "many", ["b"]]),
        (Comparison("many", "includes_other_than", ("none",)), ["has", "many", ["a", "b"]]),
        (Comparison("count", "at_least", 2), ["least", "count", 2]),
        (Named("x", "X", IS_A), ["has", "one", ["a"]]),
        (AllOf((IS_A, IS_A)), ["all", [["has", "one", ["a"]]] * 2]),
        (AnyOf((IS_A, IS_A)), ["any", [["has", "one", ["a"]]] * 2]),
        (Comparison("elsewhere", "is", "a"), None),
        (Comparison("count", "at_most", 2), None),
        (Comparison("weeks", "at_least", 2), None),
        (Comparison("day", "on_or_after", Today()), None),
        (AllOf((IS_A, Comparison("elsewhere", "is", "a"))), None),
        (Not(IS_A), None),
        (StateIs("one", ("declined",)), None),
    ],
)
def test_the_rule_of_a_condition(condition: Condition, rule: Rule | None) -> None:
    assert rule_of(condition, ON_PAGE) == rule


def test_the_rule_of_an_entry_names_its_own_inputs() -> None:
    condition = AllOf((IS_A, AnyOf((Comparison("count", "at_least", 2), Named("x", "X", IS_A)))))
    is_a, least = ["has", "7~one", ["a"]], ["least", "7~count", 2]

    rule = rule_of(condition, ON_PAGE)
    assert json.loads(written(rule, "7~")) == ["all", [is_a, ["any", [least, is_a]]]]
    assert json.loads(written(rule)) == rule
    assert written(None, "7~") == ""


FULL_ONLY = Question(
    "more", "text", "More", "More", "s", depth="full", shown_when=Comparison("one", "is", "a")
)


@pytest.mark.parametrize(
    ("answers", "deepened", "is_there"),
    [
        ({}, False, False),
        ({"one": given("a")}, False, False),
        ({"more": given("kept")}, False, True),
        ({}, True, True),
    ],
)
def test_a_question_of_the_full_assessment_can_open_only_where_it_is_asked_or_answered(
    answers: dict[str, Answer], deepened: bool, is_there: bool
) -> None:
    asked = Questionnaire("T", (Section("s", "S", (ONE, FULL_ONLY)),))
    reading = AnswerReading(asked, Answers(answers), date(2026, 11, 18), deepened=deepened)

    assert ("more" in questions_on_page((ONE, FULL_ONLY), reading, None)) == is_there


def holds(rule: Rule, answers: dict[str, Value], rules: dict[str, Rule | None]) -> bool:
    """Judge a rule as the page's script does: a question that is hidden has no value."""
    word, first, *rest = rule
    if word in ("all", "any"):
        assert isinstance(first, list)
        return {"all": all, "any": any}[str(word)](holds(one, answers, rules) for one in first)
    own = rules.get(str(first))
    is_hidden = own is not None and not holds(own, answers, rules)
    value = None if is_hidden else answers.get(str(first))
    if word == "has":
        chosen = value if isinstance(value, tuple) else (value,)
        assert isinstance(rest[0], list)
        return any(one in rest[0] for one in chosen)
    assert isinstance(rest[0], int)
    return isinstance(value, int) and value >= rest[0]


def test_script_and_server_agree_on_every_shipped_question(library: Library) -> None:
    asked = library.questionnaire
    reading = AnswerReading(asked, Answers(), date(2026, 11, 18), deepened=True)
    checked = 0
    for section in asked.sections:
        rules = questions_on_page(section.questions, reading, None)
        for question_id, rule in rules.items():
            condition = asked.questions[question_id].shown_when
            if not rule or condition is None:
                continue
            for answers in _some_answers(written(rule), library):
                given_all = Answers({key: given(value) for key, value in answers.items()})
                truth = condition.evaluate(AnswerReading(asked, given_all, reading.today)).truth
                assert holds(json.loads(written(rule)), answers, rules) == (truth is TRUE), (
                    question_id,
                    answers,
                )
                checked += 1
    assert checked > 100


def _some_answers(rule: str, library: Library) -> list[dict[str, Value]]:
    """Return sets of answers to the questions that a rule names."""
    named = [one for one in library.questionnaire.walk() if f'"{one.id}"' in rule]
    tried: list[dict[str, Value]] = [{}]
    for question in named:
        values: list[Value] = [option.id for option in question.options] or [0, 1, 2]
        if question.kind == "choices":
            pairs = combinations([option.id for option in question.options], 2)
            values = [*((option.id,) for option in question.options), *pairs]
        tried += [{question.id: value} for value in values]
    return tried


ELSEWHERE = Question("elsewhere", "choice", "E", "E", "s", options=OPTIONS)
IS_B_ELSEWHERE = Comparison("elsewhere", "is", "b")
NOT_KNOWN_ELSEWHERE = Comparison("nowhere", "is", "a")


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (AnyOf((IS_B_ELSEWHERE, IS_A)), True),
        (AnyOf((NOT_KNOWN_ELSEWHERE, IS_A)), IS_A),
        (AllOf((IS_B_ELSEWHERE, IS_A)), IS_A),
        (AllOf((NOT_KNOWN_ELSEWHERE, IS_A)), False),
        (AllOf((IS_B_ELSEWHERE, Named("x", "X", IS_B_ELSEWHERE))), True),
        (AnyOf((NOT_KNOWN_ELSEWHERE, NOT_KNOWN_ELSEWHERE)), False),
        (AllOf((IS_A, IS_B_ELSEWHERE, IS_A)), AllOf((IS_A, IS_A))),
    ],
)
def test_what_other_pages_have_answered_is_decided_before_the_script_is_told(
    condition: Condition, left: Condition | bool
) -> None:
    nowhere = Question("nowhere", "choice", "N", "N", "s", options=OPTIONS)
    section = Section("s", "S", (ELSEWHERE, nowhere, *ON_PAGE.values()))
    held = Answers({"elsewhere": given("b")})
    reading = AnswerReading(Questionnaire("T", (section,)), held, date(2026, 11, 18))

    assert settled(condition, ON_PAGE, reading, None) == left
