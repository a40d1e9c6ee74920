"""Tests of conditions: the truth, what decided it, and what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as vary
from hypothesis import strategies as st

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Status
from court_assess.domain.conditions import (
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
    parts_of,
    questions_read,
)
from court_assess.domain.evaluation import Condition, Evaluation, Evidence
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.domain.values import Duration, PartialDate
from tests.domain.made import reading

DAYS = Comparison("a.days", "at_least", 4)
GATE = Comparison("a.gate", "is", "yes")
NOT_ASKED = Answer(Status.NOT_ASKED, note="no interpreter")
HEROIN = Comparison("sub.slug", "is", "heroin")
NON_ANSWERS = [None, DECLINED, NOT_KNOWN, NOT_ASKED]


def judged(condition: Condition, single: dict[str, Any] | None = None, *rows: Any) -> Evaluation:
    given = {key: value for key, value in (single or {}).items() if value is not None}
    return condition.evaluate(reading(given, *rows))


# The row "wanted" of the comparison of rules engines: what each must give for an unknown m.
WANTED = [
    ("m >= 4", DAYS, UNKNOWN),
    ("m < 4", Comparison("a.days", "less_than", 4), UNKNOWN),
    ("not (m >= 4)", Not(DAYS), UNKNOWN),
    ("m == yes", GATE, UNKNOWN),
    ("m != yes", Comparison("a.gate", "is_not", "yes"), UNKNOWN),
    ("not (m == yes)", Not(GATE), UNKNOWN),
    ("unknown and false", AllOf((GATE, Comparison("a.first", "is", "neither"))), FALSE),
    ("unknown or true", AnyOf((GATE, Comparison("a.first", "is", "yes"))), TRUE),
]


@pytest.mark.parametrize("unknown", NON_ANSWERS, ids=["absent", "declined", "unknown", "unasked"])
@pytest.mark.parametrize(("name", "condition", "wanted"), WANTED, ids=[one[0] for one in WANTED])
def test_an_unknown_answer_is_never_a_no(
    name: str, condition: Condition, wanted: Truth, unknown: Answer | None
) -> None:
    del name
    found = judged(condition, {"a.days": unknown, "a.gate": unknown, "a.first": "yes"})

    assert found.truth is wanted


def test_not_of_an_unanswered_question_says_what_is_missing() -> None:
    assert judged(Not(DAYS)) == Evaluation(UNKNOWN, (), ("a.days",))


def test_one_true_part_decides_any_of_without_asking_for_the_rest() -> None:
    found = judged(AnyOf((GATE, DAYS)), {"a.gate": "yes"})

    assert found == Evaluation(TRUE, (Evidence("a.gate"),))


def test_all_of_names_only_the_parts_that_failed() -> None:
    found = judged(AllOf((GATE, DAYS)), {"a.gate": "no", "a.days": 9})

    assert found == Evaluation(FALSE, (Evidence("a.gate"),))


def test_all_of_that_holds_rests_on_every_part() -> None:
    found = judged(AllOf((GATE, DAYS)), {"a.gate": "yes", "a.days": 4})

    assert found == Evaluation(TRUE, (Evidence("a.gate"), Evidence("a.days")))


@pytest.mark.parametrize(
    ("operator", "operand", "answer", "expected"),
    [
        ("is", 4, 4, TRUE),
        ("is_not", 4, 4, FALSE),
        ("at_least", 4, 4, TRUE),
        ("at_least", 4, 3, FALSE),
        ("more_than", 4, 5, TRUE),
        ("more_than", 4, 4, FALSE),
        ("at_most", 4, 4, TRUE),
        ("at_most", 4, 5, FALSE),
        ("less_than", 4, 3, TRUE),
        ("less_than", 4, 4, FALSE),
    ],
)
def test_numbers_compare_on_both_sides(
    operator: str, operand: int, answer: int, expected: Truth
) -> None:
    assert judged(Comparison("a.days", operator, operand), {"a.days": answer}).truth is expected


@pytest.mark.parametrize(
    ("operator", "operand", "answer", "expected"),
    [
        ("includes", "p", ("p", "q"), TRUE),
        ("includes", "p", ("q",), FALSE),
        ("includes_any_of", ("p", "q"), ("q",), TRUE),
        ("includes_any_of", ("p", "q"), ("none",), FALSE),
        ("includes_other_than", ("none",), ("p",), TRUE),
        ("includes_other_than", ("none",), ("none",), FALSE),
    ],
)
def test_several_choices_compare_by_what_they_include(
    operator: str, operand: Any, answer: Any, expected: Truth
) -> None:
    assert judged(Comparison("a.many", operator, operand), {"a.many": answer}).truth is expected


def test_a_choice_is_one_of_several() -> None:
    condition = Comparison("a.first", "is_one_of", ("yes",))

    assert judged(condition, {"a.first": "yes"}).truth is TRUE
    assert judged(condition, {"a.first": "neither"}).truth is FALSE


def test_a_vague_date_that_leaves_it_open_is_missing_again() -> None:
    condition = Comparison("a.since", "on_or_after", date(2026, 6, 1))
    earlier = Comparison("a.since", "earlier_than", date(2026, 6, 1))

    assert judged(condition, {"a.since": PartialDate(2026)}).missing == ("a.since",)
    assert judged(earlier, {"a.since": PartialDate(2025)}).truth is TRUE


def test_two_answers_compared_are_both_evidence() -> None:
    condition = Comparison("a.born", "earlier_than", OtherAnswer("a.hearing"))
    both = {"a.born": date(1990, 1, 1), "a.hearing": date(2026, 11, 18)}

    assert judged(condition, both).because == (Evidence("a.born"), Evidence("a.hearing"))
    assert judged(condition, {"a.born": date(1990, 1, 1)}).missing == ("a.hearing",)


@pytest.mark.parametrize(
    ("operator", "born", "expected"),
    [
        ("at_least", date(2026, 10, 21), TRUE),
        ("at_least", date(2026, 10, 22), FALSE),
        ("at_most", date(2026, 10, 21), TRUE),
        ("at_most", date(2026, 10, 20), FALSE),
        ("within", date(2026, 10, 21), TRUE),
        ("within", date(2026, 10, 20), FALSE),
        ("within", date(2026, 11, 19), FALSE),
        ("within", PartialDate(2026, 10), UNKNOWN),
    ],
)
def test_days_before_today_have_two_sides(operator: str, born: Any, expected: Truth) -> None:
    condition = DateDistance("a.born", operator, Duration(28, "day"), Today())

    assert judged(condition, {"a.born": born}).truth is expected


def test_a_distance_between_two_dates_needs_both() -> None:
    condition = DateDistance("a.born", "at_least", Duration(18, "year"), OtherAnswer("a.hearing"))

    assert judged(condition, {"a.born": date(1990, 1, 1)}).missing == ("a.hearing",)


def test_an_answer_to_a_hidden_question_is_not_read_and_never_missing() -> None:
    detail = Comparison("a.detail", "is", "x")

    assert judged(detail, {"a.gate": "no", "a.detail": "x"}) == Evaluation(UNKNOWN)
    assert judged(detail, {"a.detail": "x"}) == Evaluation(UNKNOWN, (), ("a.gate",))
    assert judged(detail, {"a.gate": "yes", "a.detail": "x"}).truth is TRUE


@pytest.mark.parametrize(
    ("rows", "complete", "expected"),
    [
        (["heroin"], None, TRUE),
        (["alcohol"], None, UNKNOWN),
        (["alcohol"], "no", UNKNOWN),
        (["alcohol"], "yes", FALSE),
        ([], "yes", FALSE),
        ([], None, UNKNOWN),
        ([None], "yes", UNKNOWN),
    ],
)
def test_some_row_is_false_only_of_a_complete_list(
    rows: list[Any], complete: str | None, expected: Truth
) -> None:
    made = [{"sub.slug": one} if one else {} for one in rows]
    found = judged(SomeRow("sub", HEROIN), {"sub.complete": complete}, *made)

    assert found.truth is expected
    assert bool(found.missing) is (expected is UNKNOWN)


@pytest.mark.parametrize(
    ("rows", "complete", "expected"),
    [
        (["heroin"], "yes", TRUE),
        (["heroin"], None, UNKNOWN),
        (["heroin", "alcohol"], None, FALSE),
    ],
)
def test_every_row_is_true_only_of_a_complete_list(
    rows: list[str], complete: str | None, expected: Truth
) -> None:
    made = [{"sub.slug": one} for one in rows]

    assert judged(EveryRow("sub", HEROIN), {"sub.complete": complete}, *made).truth is expected


@pytest.mark.parametrize(
    ("operator", "number", "rows", "complete", "expected"),
    [
        ("at_least", 2, ["heroin", "heroin"], None, TRUE),
        ("at_least", 2, ["heroin"], None, UNKNOWN),
        ("at_least", 2, ["heroin"], "yes", FALSE),
        ("at_most", 1, ["heroin", "heroin"], None, FALSE),
        ("at_most", 1, ["heroin"], None, UNKNOWN),
        ("is", 1, ["heroin", None], "yes", UNKNOWN),
        ("is", 1, ["heroin", "alcohol"], "yes", TRUE),
    ],
)
def test_a_count_of_an_open_list_is_a_range(
    operator: str, number: int, rows: list[Any], complete: str | None, expected: Truth
) -> None:
    made = [{"sub.slug": one} if one else {} for one in rows]
    condition = CountRows("sub", HEROIN, operator, number)

    assert judged(condition, {"sub.complete": complete}, *made).truth is expected


def test_a_group_declined_as_a_whole_is_what_is_missing() -> None:
    found = judged(SomeRow("sub", HEROIN), {"sub": DECLINED, "sub.complete": "yes"})

    assert found == Evaluation(UNKNOWN, (), ("sub",))


def test_a_condition_on_a_row_names_the_row_that_decided() -> None:
    controlled = Comparison("sub.controlled", "is", "yes")
    rows = ({"sub.slug": "heroin"}, {"sub.slug": "other", "sub.controlled": "yes"})

    found = judged(SomeRow("sub", controlled), {}, *rows)

    assert found.because == (Evidence("sub.controlled", "2"),)


VIEWS = Views((("provider", "a.first"), ("officer", "a.second")), ("yes",))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("yes", "yes", TRUE),
        ("yes", None, TRUE),
        ("yes", DECLINED, TRUE),
        ("yes", "neither", FALSE),
        ("neither", None, FALSE),
        (None, None, UNKNOWN),
    ],
)
def test_views_agree_when_all_who_have_said_agree(first: Any, second: Any, expected: Truth) -> None:
    found = judged(VIEWS, {"a.first": first, "a.second": second})

    assert found.truth is expected
    assert bool(found.missing) is (expected is UNKNOWN)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("yes", "given"),
        (DECLINED, "declined"),
        (NOT_KNOWN, "not_known"),
        (NOT_ASKED, "not_asked"),
        (None, "not_yet_asked"),
    ],
)
def test_the_state_of_a_question_is_always_known(answer: Any, state: str) -> None:
    found = judged(StateIs("a.gate", (state,)), {"a.gate": answer})

    assert found == Evaluation(TRUE, (Evidence("a.gate"),))
    assert judged(StateIs("a.gate", ()), {"a.gate": answer}).truth is FALSE


def test_a_state_can_be_asked_of_a_row() -> None:
    condition = SomeRow("sub", StateIs("sub.slug", ("declined",)))

    assert judged(condition, {}, {"sub.slug": DECLINED}).because == (Evidence("sub.slug", "1"),)


def test_findings_and_open_flags_can_be_read_by_advice() -> None:
    read = reading()
    read.findings = {"drr.willing": "not_met"}
    read.flags_open = {"red_flag": ("RF-SUI",)}

    willing = FindingIs(("drr.willing", "drr.other"), "not_met").evaluate(read)
    assert willing == Evaluation(TRUE, (Evidence("drr.willing"),))
    assert FindingIs(("drr.other",), "met").evaluate(read).truth is FALSE
    assert OpenFlag("red_flag").evaluate(read) == Evaluation(TRUE, (Evidence("RF-SUI"),))
    assert OpenFlag("safeguarding").evaluate(read).truth is FALSE


def test_a_named_condition_is_judged_once_for_all_that_use_it() -> None:
    read = reading({"a.gate": "yes"})
    named = Named("gate", "the gate is open", GATE)

    assert named.evaluate(read).truth is TRUE
    assert named.evaluate(read) is read.remembered["gate"]


def test_a_named_condition_on_a_row_is_judged_for_each_row() -> None:
    named = Named("heroin", "it is heroin", HEROIN)
    rows = ({"sub.slug": "alcohol"}, {"sub.slug": "heroin"})

    assert judged(SomeRow("sub", named), {}, *rows).because == (Evidence("sub.slug", "2"),)


def test_every_question_that_a_condition_reads_is_told() -> None:
    condition = AllOf(
        (
            Not(Named("n", "says", GATE)),
            AnyOf((Comparison("a.born", "earlier_than", OtherAnswer("a.hearing")),)),
            SomeRow("sub", HEROIN),
            EveryRow("sub", HEROIN),
            CountRows("sub", HEROIN, "is", 1),
            VIEWS,
            StateIs("a.days", ("given",)),
            DateDistance("a.since", "within", Duration(1, "day"), Today()),
            FindingIs(("x",), "met"),
        )
    )

    assert questions_read(condition) == (
        "a.gate",
        "a.born",
        "a.hearing",
        "sub.complete",
        "sub.slug",
        "a.first",
        "a.second",
        "a.days",
        "a.since",
    )
    assert parts_of(GATE) == ()


QUESTIONS = ("a.gate", "a.first", "a.second")
LEAVES = st.builds(
    Comparison,
    st.sampled_from(QUESTIONS),
    st.sampled_from(["is", "is_not"]),
    st.sampled_from(["yes", "no", "neither"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)
SOME_ANSWERS = st.dictionaries(
    st.sampled_from(QUESTIONS), st.sampled_from(["yes", "no", "neither", DECLINED, NOT_ASKED])
)


@vary(TREES, SOME_ANSWERS)
def test_a_settled_condition_stays_settled_whatever_else_is_answered(
    tree: Condition, given: dict[str, Any]
) -> None:
    before = judged(tree, given)
    if before.truth is UNKNOWN:
        assert set(before.missing) & (set(QUESTIONS) - _valued(given))
        return
    for question in set(QUESTIONS) - _valued(given):
        for value in ("yes", "no", "neither"):
            assert judged(tree, {**given, question: value}).truth is before.truth


@vary(TREES, SOME_ANSWERS)
def test_what_decided_a_condition_is_enough_to_decide_it(
    tree: Condition, given: dict[str, Any]
) -> None:
    found = judged(tree, given)
    needed = {evidence.question for evidence in found.because}

    if found.truth is not UNKNOWN:
        kept = {key: value for key, value in given.items() if key in needed}
        assert judged(tree, kept).truth is found.truth


def _valued(given: dict[str, Any]) -> set[str]:
    return {key for key, value in given.items() if not isinstance(value, Answer)}
