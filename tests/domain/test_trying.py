"""Values worth trying: one for each that conditions can tell apart, at limits and beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from court_assess.domain.answers import Answers, given
from court_assess.domain.conditions import (
    AgeOf,
    Comparison,
    DateDistance,
    OtherAnswer,
    StateIs,
    Today,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.reading import AnswerReading
from court_assess.domain.trying import Spot, leaves_by_question, put, values_to_try
from court_assess.domain.values import Duration
from tests.domain.made import QUESTIONNAIRE, TODAY, answers, question

EXTRA = (
    question("t.low", "whole_number", least=0, most=10),
    question("t.text", "text"),
    question("t.weeks", "weeks"),
)
(FIRST, *OTHERS) = QUESTIONNAIRE.sections
ASKED = replace(
    QUESTIONNAIRE, sections=(replace(FIRST, questions=(*FIRST.questions, *EXTRA)), *OTHERS)
)


def tried(question_id: str, *leaves: Condition, **single: Any) -> list[tuple[Any, ...]]:
    said = answers({key.replace("__", "."): value for key, value in single.items()})
    reading = AnswerReading(ASKED, said, TODAY)
    found = leaves_by_question(leaves).get(question_id, ())
    return list(values_to_try(reading, Spot(question_id), found))


def test_options_that_no_condition_tells_apart_are_one_value() -> None:
    assert tried("a.first", Comparison("a.first", "is", "yes")) == [("yes",), ("neither",)]
    assert tried("a.first") == [("yes", "neither")]
    assert tried("a.first", a__first="yes") == [("neither",)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (None, [(("none",), ("q",)), (("p",),)]),
        (("p",), [(("none",), ("q",)), (("p", "q"),)]),
        (("p", "q"), [(("none",), ("q",)), (("p",),)]),
        (("none",), [(("p",),), (("q",),)]),
    ],
)
def test_a_choice_of_several_is_tried_alone_beside_others_and_taken_out(
    chosen: tuple[str, ...] | None, expected: list[Any]
) -> None:
    single = {"a__many": chosen} if chosen else {}
    found = tried("a.many", Comparison("a.many", "includes", "p"), **single)

    assert [set(one) for one in found] == [set(one) for one in expected]


def test_numbers_are_tried_at_each_limit_and_on_either_side_of_it() -> None:
    limit = Comparison("a.days", "at_least", 20)
    assert tried("a.days", limit) == [(19,), (20, 21)]
    other = Comparison("a.days", "at_most", OtherAnswer("t.low"))
    assert tried("a.days", other, t__low=5) == [(4, 5), (6,)]
    assert tried("t.low", other, a__days=10) == [(9,), (10,)]  # none beyond the most
    assert tried("a.days", other) == []  # nothing to hold it against
    assert tried("t.low", Comparison("t.low", "more_than", 0)) == [(0,), (1,)]


def test_days_are_tried_at_each_limit_unless_the_day_is_known() -> None:
    adult = Duration(18, "year")
    born = DateDistance("a.born", "at_least", adult, OtherAnswer("a.hearing"))
    hearing = date(2026, 11, 18)
    before, on, after = date(2008, 11, 17), date(2008, 11, 18), date(2008, 11, 19)

    assert tried("a.born", born, a__hearing=hearing) == [(before, on), (after,)]
    assert tried("a.born", born) == []
    assert tried("a.born", born, a__hearing=hearing, a__born=after) == []
    assert tried("a.born", replace(born, before=Today())) == [(before, on), (after,)]
    assert len(tried("a.hearing", Comparison("a.hearing", "on_or_after", Today()))) == 2
    assert len(tried("a.hearing", Comparison("a.hearing", "on_or_after", hearing))) == 2
    assert tried("a.born", Comparison("a.days", "at_least", AgeOf("a.born"))) == []


def test_any_text_will_do_and_some_kinds_are_not_tried() -> None:
    assert tried("t.text") == [("…",)]
    assert tried("t.weeks") == []
    for of_no_limit in ("a.days", "a.born"):
        assert tried(of_no_limit, StateIs(of_no_limit, ("given",))) == []


def test_an_answer_is_put_into_its_row_and_a_row_that_is_not_there_is_added() -> None:
    held = answers({}, {"sub.slug": "heroin"}, {"sub.slug": "other"})
    changed = put(held, Spot("sub.slug", "2"), "alcohol")
    added = put(Answers(), Spot("sub.slug", "new"), "heroin")

    slugs = [row.answers["sub.slug"] for row in changed.rows_of("sub")]
    assert slugs == [given("heroin"), given("alcohol")]
    assert [row.id for row in added.rows_of("sub")] == ["new"]
