"""What would change an outcome, held against trying everything on small libraries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given as example_of
from hypothesis import settings
from hypothesis import strategies as st

from court_assess.domain.answers import DECLINED, Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.changes import (
    MOST_OF_ALTERNATIVES,
    MOST_TOGETHER,
    Turn,
    what_would_change,
)
from court_assess.domain.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    CountRows,
    EveryRow,
    Not,
    SomeRow,
    Views,
)
from court_assess.domain.findings import judge
from court_assess.domain.questions import Question, Questionnaire, Section
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.domain.rules import ConditionOfLaw, Order, Requirement, RuleBook
from court_assess.domain.trying import Spot, put
from tests.domain.made import TODAY, choice, question

REASONS = {MET: "yes", NOT_MET: "no", UNDECIDED: "open"}
OPTIONS = {"q.a": ("x", "y", "z"), "q.b": ("yes", "no"), "q.d": ("yes", "no")}
SHOWN = {"q.d": Comparison("q.b", "is", "yes")}
ROW_OPTIONS = ("p", "q")
GROUP = Question(
    "g", "group", "Which?", "G", "one", questions=(choice("g.s", *ROW_OPTIONS, group="g"),)
)
QUESTIONS = (
    choice("q.a", *OPTIONS["q.a"]),
    question("q.b"),
    question("q.d", shown_when=SHOWN["q.d"]),
    question("q.act"),
    GROUP,
    question("g.complete"),
)
ASKED = Questionnaire("Small", (Section("one", "One", QUESTIONS),))
CHOICES = {**OPTIONS, "q.act": ("yes", "no")}

comparisons = st.sampled_from(
    [Comparison(name, "is", one) for name, options in OPTIONS.items() for one in options]
    + [Comparison("q.a", "is_one_of", ("x", "z"))]
)
leaves = st.one_of(
    comparisons,
    st.just(SomeRow("g", Comparison("g.s", "is", "p"))),
    st.just(EveryRow("g", Comparison("g.s", "is", "p"))),
    st.just(CountRows("g", Comparison("g.s", "is", "p"), "at_least", 1)),
    st.just(Views((("one", "q.a"), ("two", "q.b")), ("x", "yes"))),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(AllOf), st.tuples(inner, inner).map(AnyOf), inner.map(Not)
    ),
    max_leaves=4,
)


@st.composite
def laws(draw: st.DrawFn, name: str) -> ConditionOfLaw:
    met, against = draw(conditions), draw(st.none() | conditions)
    return ConditionOfLaw(name, name, "the Act", met, REASONS, not_met_when=against)


ACT = ConditionOfLaw(
    "r.act", "act", "the Act", Comparison("q.act", "is", "yes"), REASONS, officers_act=True
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    candidate = draw(
        st.sampled_from([Comparison("q.a", "is_not", "z"), Comparison("q.b", "is", "yes")])
    )
    fact = draw(laws("o.fact"))
    of_court = replace(draw(laws("o.court")), purpose="court")
    needs = (draw(laws("r.one")), draw(laws("r.two")))
    book = RuleBook(
        orders=(Order("o", "O", candidate, (fact, of_court)),),
        requirements=(Requirement("r", "R", (*needs, ACT)),),
    )
    return Library(ASKED, book)


# Answers up to which an outcome is surely found; beyond them it may be left out.
SURELY_FOUND = {
    "available": MOST_TOGETHER,
    "awaiting_recommendation": MOST_TOGETHER,
    "cannot_say_yet": MOST_OF_ALTERNATIVES,
    "not_available": MOST_OF_ALTERNATIVES,
}
answers_given = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([*(given(one) for one in options), DECLINED])
        for name, options in CHOICES.items()
    }
    | {"g.complete": st.sampled_from([given("yes"), given("no")])},
)
rows_given = st.lists(st.sampled_from([None, *ROW_OPTIONS]), max_size=1)


def outcome(library: Library, answers: Answers) -> str:
    return judge(library, Assessment(answers), TODAY).requirements[0].outcome


def every_change(answers: Answers) -> Iterator[tuple[int, Answers]]:
    """Yield all answers there could be with at most one entry more, those with few changes first."""
    rows = [row.id for row in answers.rows_of("g")]
    slots: list[tuple[str, str | None, tuple[str, ...]]] = [
        (name, None, options) for name, options in CHOICES.items()
    ]
    slots += [("g.complete", None, ("yes", "no"))]
    slots += [("g.s", row, ROW_OPTIONS) for row in (*rows, "more")]
    for size in range(1, len(slots) + 1):
        for chosen in combinations(slots, size):
            for values in product(*(options for _, _, options in chosen)):
                after = answers
                for (name, row, _), value in zip(chosen, values, strict=True):
                    after = put(after, Spot(name, row), value)
                yield size, after


def fewest_by_trying_all(library: Library, answers: Answers) -> dict[str, int]:
    now, found = outcome(library, answers), dict[str, int]()
    for size, after in every_change(answers):
        result = outcome(library, after)
        if result != now:
            found.setdefault(result, size)
        if len(found) == 3:
            break
    return found


def turns_of(library: Library, answers: Answers) -> tuple[Turn, ...]:
    judgement = judge(library, Assessment(answers), TODAY)
    return what_would_change(judgement, "r")


def held_against_all(library: Library, single: dict[str, Any], rows: list[str | None]) -> None:
    made = tuple(Row(str(n), {"g.s": given(one)} if one else {}) for n, one in enumerate(rows))
    answers = Answers(single, {"g": made} if made else {})

    found = {turn.outcome: len(turn.ways[0]) for turn in turns_of(library, answers)}
    expected = fewest_by_trying_all(library, answers)

    assert found == {
        one: size for one, size in expected.items() if one in found or size <= SURELY_FOUND[one]
    }


@settings(max_examples=4, deadline=None)
@example_of(libraries(), answers_given, rows_given)
def test_the_fewest_answers_are_those_that_trying_all_finds(
    library: Library, single: dict[str, Any], rows: list[str | None]
) -> None:
    held_against_all(library, single, rows)


@pytest.mark.faults
@settings(max_examples=300, deadline=None)
@example_of(libraries(), answers_given, rows_given)
def test_the_fewest_answers_are_those_that_trying_all_finds_in_many_libraries(
    library: Library, single: dict[str, Any], rows: list[str | None]
) -> None:
    held_against_all(library, single, rows)
