"""Tests of judging: versions by date, outcomes, advice, flags and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from court_assess.domain.answers import given
from court_assess.domain.area import Area, Arrangement
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.availability import AreaHas
from court_assess.domain.conditions import (
    AnyOf,
    Comparison,
    FindingIs,
    OpenFlag,
    SomeRow,
    Views,
    questions_read,
)
from court_assess.domain.findings import Judgement, judge, judge_condition, row_number
from court_assess.domain.flags import judge_flag
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.domain.rules import (
    Advice,
    ConditionOfLaw,
    CourtQuestion,
    Flag,
    InForce,
    LocalPractice,
    NamedDate,
    Order,
    Requirement,
    RuleBook,
)
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.domain.made import QUESTIONNAIRE, TODAY, answers, question

REASONS = {MET: "yes", NOT_MET: "no", UNDECIDED: "open"}
CHANGE = date(2026, 3, 22)


def law(rule_id: str, question: str, **more: Any) -> ConditionOfLaw:
    met = more.pop("met_when", Comparison(question, "is", "yes"))
    return ConditionOfLaw(rule_id, rule_id, "the Act", met, REASONS, **more)


VIEWS = Views((("provider", "a.first"), ("officer", "a.second")), ("yes",))
GATE = law("o.gate", "a.gate")
ACT = law("r.act", "a.first", officers_act=True)
NEED = law("r.need", "a.second")
FLAG = Flag(
    "RF-X", "red_flag", "X", Comparison("a.days", "at_least", 20), "act", "who", "src", "nobody"
)
BOOK = RuleBook(
    orders=(Order("o", "Order", Comparison("a.gate", "is_not", "no"), (GATE,)),),
    requirements=(
        Requirement(
            "r",
            "Requirement",
            (NEED, ACT),
            (
                Advice("health", "Health", "act", OpenFlag("red_flag")),
                Advice("no", "No", "not now", FindingIs(("r.need",), NOT_MET)),
                Advice("ready", "Ready", "go on"),
            ),
            InForce(since=date(2020, 12, 1), governed_by="conviction"),
        ),
    ),
    flags=(FLAG,),
    local=(LocalPractice("l", "Local", "says", "area", Comparison("a.gate", "is", "yes")),),
    dates={"conviction": NamedDate("a.born", Comparison("a.first", "is", "neither"))},
)
LIBRARY = Library(QUESTIONNAIRE, BOOK, "sha256:x")


def judged(single: dict[str, Any], book: RuleBook = BOOK, **more: Any) -> Judgement:
    assessment = Assessment(answers(single), **more)
    return judge(replace(LIBRARY, rules=book), assessment, TODAY)


@pytest.mark.parametrize(
    ("single", "outcome"),
    [
        ({"a.born": date(2020, 11, 30)}, "outside_these_rules"),
        ({"a.gate": "no"}, "not_available"),
        ({"a.gate": "yes", "a.second": "neither"}, "not_available"),
        ({"a.gate": "yes", "a.second": "yes", "a.first": "neither"}, "not_available"),
        ({"a.gate": "yes"}, "cannot_say_yet"),
        ({"a.second": "yes", "a.first": "yes"}, "cannot_say_yet"),
        ({"a.gate": "yes", "a.second": "yes"}, "awaiting_recommendation"),
        ({"a.gate": "yes", "a.second": "yes", "a.first": "yes"}, "available"),
    ],
)
def test_the_outcome_is_the_first_that_fits(single: dict[str, Any], outcome: str) -> None:
    assert judged(single).requirement("r").outcome == outcome


def test_an_open_choice_of_the_court_never_blocks_an_order() -> None:
    court = replace(GATE, purpose="court")
    book = replace(BOOK, orders=(replace(BOOK.orders[0], conditions=(court,)),))

    assert judged({"a.gate": "yes"}, book).order_possible == MET
    assert judged({}, book).order_possible == MET
    assert judged({"a.gate": "no"}, book).order_possible == NOT_MET


def test_an_order_that_is_not_a_candidate_decides_nothing() -> None:
    other = Order("p", "Other", Comparison("a.second", "is", "yes"), (law("p.x", "a.first"),))
    book = replace(BOOK, orders=(*BOOK.orders, other))

    found = judged({"a.gate": "no", "a.second": "neither", "a.first": "yes"}, book)

    assert [one.candidate for one in found.orders] == [False, False]
    assert found.order_possible == NOT_MET
    assert judged({"a.gate": "no", "a.first": "yes"}, book).order_possible == MET


def test_the_advice_is_the_first_row_that_holds_and_says_why() -> None:
    ill = judged({"a.days": 28, "a.second": "neither"}).requirement("r").advice
    no = judged({"a.second": "neither"}).requirement("r").advice
    ready = judged({}).requirement("r").advice

    found = [(one.id, one.because) for one in (ill, no, ready) if one is not None]
    assert found == [("health", ("RF-X",)), ("no", ("r.need",)), ("ready", ())]


def test_a_requirement_whose_advice_table_holds_no_row_gives_none() -> None:
    book = replace(BOOK, requirements=(replace(BOOK.requirements[0], advice=()),))

    assert judged({}, book).requirement("r").advice is None


def test_a_flag_is_open_until_somebody_has_dealt_with_it() -> None:
    seen = {"RF-X": FlagResponse("R. Adeyemi")}
    done = {"RF-X": FlagResponse("R. Adeyemi", done=True)}

    assert judged({"a.days": 28}).flags[0].is_open
    assert judged({"a.days": 28}, flags=seen).flags[0].is_open
    assert not judged({"a.days": 28}, flags=done).flags[0].is_open
    assert not judged({"a.days": 19}).flags[0].is_open
    assert judged({}).flags[0].missing == ("a.days",)


@pytest.mark.parametrize(
    ("days", "about", "is_open"),
    [(28, "a.days=28", False), (27, "a.days=28", True), (28, "", False), (19, "a.days=28", False)],
)
def test_a_flag_dealt_with_opens_again_once_it_rests_on_other_answers(
    days: int, about: str, is_open: bool
) -> None:
    done = {"RF-X": FlagResponse("R. Adeyemi", done=True, about=about)}

    assert judged({"a.days": days}, flags=done).flags[0].is_open is is_open


def test_what_a_flag_rests_on_is_written_with_the_answers_of_rows() -> None:
    heroin = SomeRow("sub", Comparison("sub.slug", "is", "heroin"))
    assessment = Assessment(answers({}, {"sub.slug": "heroin"}))

    assert judge_flag(LIBRARY, replace(FLAG, when=heroin), assessment, TODAY).about == (
        "sub.slug=heroin"
    )


def test_local_practice_is_listed_apart_and_only_when_it_applies() -> None:
    assert [one.id for one in judged({"a.gate": "yes"}).local] == ["l"]
    assert judged({}).local == ()


def test_missing_questions_that_settle_most_come_first_then_page_order() -> None:
    both = law("r.both", "", met_when=AnyOf((Comparison("a.second", "is", "yes"),)))
    requirement = replace(BOOK.requirements[0], conditions=(ACT, NEED, both))

    found = judged({}, replace(BOOK, requirements=(requirement,)))

    assert found.missing == ("a.second", "a.gate", "a.first")
    assert judged({"a.born": date(2019, 1, 1)}).missing == ()


def test_a_condition_with_two_sides_is_open_between_them_and_shows_both_views() -> None:
    rule = law("v", "", met_when=VIEWS, not_met_when=Comparison("a.first", "is", "neither"))

    def found(single: dict[str, Any]) -> Any:
        return judge_condition(LIBRARY, (rule,), Assessment(answers(single)), TODAY)

    assert (found({"a.first": "yes"}).result, found({"a.first": "yes"}).rests_on) == (
        MET,
        "provider",
    )
    assert found({"a.first": "yes", "a.second": "yes"}).rests_on == ""
    assert found({"a.first": "neither"}).result == NOT_MET
    differ = found({"a.first": "yes", "a.second": "neither"})
    assert (differ.result, [one.question for one in differ.because]) == (
        UNDECIDED,
        ["a.first", "a.second"],
    )
    assert found({}).missing == ("a.first", "a.second")


def _versions() -> tuple[ConditionOfLaw, ...]:
    old = law(
        "t",
        "",
        met_when=Comparison("a.days", "at_most", 24),
        in_force=InForce(until=date(2026, 3, 21), governed_by="conviction"),
    )
    new = law(
        "t",
        "",
        met_when=Comparison("a.days", "at_most", 36),
        in_force=InForce(since=CHANGE, governed_by="conviction"),
    )
    return old, new


@pytest.mark.parametrize(
    ("single", "result", "missing"),
    [
        ({"a.born": date(2026, 3, 21), "a.days": 25}, NOT_MET, ()),
        ({"a.born": CHANGE, "a.days": 25}, MET, ()),
        ({"a.days": 24}, MET, ()),
        ({"a.days": 25}, UNDECIDED, ("a.born",)),
        ({"a.days": 25, "a.first": "neither"}, MET, ()),
    ],
)
def test_the_version_in_force_on_the_governing_date_counts(
    single: dict[str, Any], result: str, missing: tuple[str, ...]
) -> None:
    found = judge_condition(LIBRARY, _versions(), Assessment(answers(single)), TODAY)

    assert found is not None
    assert (found.result, found.missing) == (result, missing)


EACH = {"conviction": NamedDate("a.born", each="sub.day")}


def _with_days(*days: date, **single: Any) -> Assessment:
    said = answers({"a.born": date(2026, 3, 21)} | single, *({"sub.day": day} for day in days))
    return Assessment(said)


def _in_group() -> Library:
    (first, *others) = QUESTIONNAIRE.sections
    day = question("sub.day", "date", group="sub")
    questions = tuple(
        replace(one, questions=(*one.questions, day)) if one.id == "sub" else one
        for one in first.questions
    )
    asked = replace(QUESTIONNAIRE, sections=(replace(first, questions=questions), *others))
    return Library(asked, replace(BOOK, dates=EACH))


@pytest.mark.parametrize(
    ("days", "months", "result"),
    [
        ((), 25, NOT_MET),
        ((date(2026, 3, 20),), 25, NOT_MET),  # both days before the change
        ((CHANGE,), 25, UNDECIDED),  # one offence on either side, and the answer differs
        ((CHANGE,), 24, MET),  # the same answer under both
        ((CHANGE,), 37, NOT_MET),
    ],
)
def test_offences_convicted_on_different_days_must_agree(
    days: tuple[date, ...], months: int, result: str
) -> None:
    found = judge_condition(
        _in_group(), _versions(), _with_days(*days, **{"a.days": months}), TODAY
    )

    assert found is not None
    assert found.result == result
    assert found.governed_on == tuple(sorted({date(2026, 3, 21), *days}))


def test_a_finding_left_open_by_two_laws_names_the_days_and_the_answers() -> None:
    case = _with_days(CHANGE, **{"a.days": 25})
    found = judge_condition(_in_group(), _versions(), case, TODAY)

    assert found is not None
    assert "21 March 2026 and of 22 March 2026" in found.reason
    assert [one.question for one in found.because] == ["a.born", "sub.day"]
    assert found.missing == ()


def test_a_rule_that_is_law_for_one_offence_alone_is_left_open() -> None:
    only_new = _versions()[1:]
    found = judge_condition(_in_group(), only_new, _with_days(CHANGE, **{"a.days": 24}), TODAY)
    before = judge_condition(_in_group(), only_new, _with_days(**{"a.days": 24}), TODAY)

    assert found is not None
    assert found.result == UNDECIDED
    assert before is None


@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        (date(2026, 3, 23), "available"),
        (date(2026, 3, 21), "cannot_say_yet"),  # law for the other offence alone
        (None, "available"),  # which day it was is for the order's conditions to ask
    ],
)
def test_a_requirement_must_be_law_for_every_offence(born: date | None, outcome: str) -> None:
    period = InForce(since=CHANGE, governed_by="conviction")
    requirement = Requirement("r", "R", (law("r.one", "a.gate"),), in_force=period)
    library = _in_group()
    rules = RuleBook(requirements=(requirement,), orders=_open_order(), dates=EACH)
    said = {"a.gate": "yes"} | ({"a.born": born} if born else {})
    case = Assessment(answers(said, {"sub.day": CHANGE}))
    found = judge(replace(library, rules=rules), case, TODAY).requirement("r")

    assert found.outcome == outcome


def _open_order() -> tuple[Order, ...]:
    gate = Comparison("a.gate", "is", "yes")
    return (Order("o", "O", gate, (law("o.one", "a.gate"),)),)


def test_a_requirement_is_missing_nothing_until_it_is_considered() -> None:
    gate = Comparison("a.gate", "is", "yes")
    requirement = replace(BOOK.requirements[0], considered_when=gate)
    book = replace(BOOK, requirements=(requirement,))

    assert not judged({"a.gate": "no"}, book).requirements[0].considered
    assert "a.second" not in judged({"a.gate": "no"}, book).missing
    assert "a.second" in judged({"a.gate": "yes"}, book).missing


@pytest.mark.parametrize(
    ("single", "result"),
    [({"a.second": "yes"}, MET), ({"a.second": "neither"}, NOT_MET), ({}, UNDECIDED)],
)
def test_a_question_of_the_courts_is_as_open_as_its_conditions(
    single: dict[str, Any], result: str
) -> None:
    gate = Comparison("a.gate", "is", "yes")
    asked = CourtQuestion("c", "C", REASONS, (law("c.one", "a.second"),), gate)
    (found,) = judged({"a.gate": "yes"} | single, replace(BOOK, court=(asked,))).court

    assert (found.result, found.says, found.considered) == (result, REASONS[result], True)


@pytest.mark.parametrize(
    ("born", "result", "governed"),
    [
        (CHANGE, MET, (CHANGE,)),
        (date(2026, 3, 21), NOT_MET, (date(2026, 3, 21),)),
        (None, UNDECIDED, ()),
    ],
)
def test_a_question_of_the_courts_is_not_met_while_its_law_is_not_in_force(
    born: date | None, result: str, governed: tuple[date, ...]
) -> None:
    period = InForce(since=CHANGE, governed_by="conviction")
    gate = Comparison("a.gate", "is", "yes")
    asked = CourtQuestion("c", "C", REASONS, (law("c.one", "a.gate"),), gate, period)
    book = replace(BOOK, court=(asked,), dates={"conviction": NamedDate("a.born")})
    said = {"a.gate": "yes"} | ({"a.born": born} if born else {})
    (found,) = judged(said, book).court

    assert (found.result, found.governed_on) == (result, governed)


def test_the_earliest_day_governs_alone_where_a_rule_asks_that_all_were_on_or_after_it() -> None:
    library = _in_group()
    first = replace(EACH["conviction"], earliest=True)
    alone = replace(library, rules=replace(library.rules, dates={"conviction": first}))
    case = _with_days(CHANGE, **{"a.days": 25})
    found = judge_condition(alone, _versions(), case, TODAY)

    assert found is not None
    assert (found.result, found.governed_on) == (NOT_MET, (date(2026, 3, 21),))


@pytest.mark.parametrize(("gate", "limits"), [("yes", ["l"]), ("no", []), (None, [])])
def test_a_limit_is_judged_while_it_is_considered(gate: str | None, limits: list[str]) -> None:
    limit = replace(law("l", "a.second"), considered_when=Comparison("a.gate", "is", "yes"))
    found = judged({"a.gate": gate} if gate else {}, replace(BOOK, limits=(limit,)))

    assert [one.id for one in found.limits] == limits


HOMES = Area(
    "a.place",
    {
        "r": (Arrangement("available", frozenset({"north"})), Arrangement("not_available")),
        "s": (Arrangement("available"),),
    },
)


@pytest.mark.parametrize(
    ("requirement", "home", "truth", "missing"),
    [
        ("r", "  North ", TRUE, ()),
        ("r", "South", FALSE, ()),
        ("r", None, UNKNOWN, ("a.place",)),
        ("s", None, TRUE, ()),
        ("t", "North", FALSE, ()),
    ],
)
def test_what_an_area_has_is_known_by_the_persons_home(
    requirement: str, home: str | None, truth: Truth, missing: tuple[str, ...]
) -> None:
    (first, *others) = QUESTIONNAIRE.sections
    asked = replace(first, questions=(*first.questions, question("a.place", "text")))
    questionnaire = replace(QUESTIONNAIRE, sections=(asked, *others), area=HOMES)
    said = answers({"a.place": home} if home else {})
    home_question = "a.place" if HOMES.needs_home(requirement) else ""
    condition = AreaHas(requirement, "available", home_question)

    found = condition.evaluate(AnswerReading(questionnaire, said, TODAY))

    assert (found.truth, found.missing) == (truth, missing)
    assert questions_read(condition) == ((home_question,) if home_question else ())


def test_a_rule_no_longer_in_force_is_not_found() -> None:
    old = law("t", "a.gate", in_force=InForce(until=date(2026, 11, 17)))

    assert judge_condition(LIBRARY, (old,), Assessment(), TODAY) is None
    assert judge_condition(LIBRARY, (old,), Assessment(), date(2026, 11, 17)) is not None


def test_a_flag_can_be_judged_alone() -> None:
    assert judge_flag(LIBRARY, FLAG, Assessment(answers({"a.days": 20})), TODAY).result == MET


def test_rules_are_judged_on_the_day_prepared_else_on_the_day_of_the_hearing() -> None:
    hearing = answers({"case.hearing_date": date(2026, 12, 1)})

    assert Assessment(hearing).judged_on() == date(2026, 12, 1)
    assert Assessment(hearing, prepared_on=TODAY).judged_on() == TODAY
    assert Assessment().judged_on() is None
    assert Assessment(answers({"case.hearing_date": "x"})).judged_on() is None


def test_rows_are_counted_from_one() -> None:
    rows = answers({}, {"sub.slug": "heroin"}, {}).rows_of("sub")

    assert (row_number(rows, "2"), row_number(rows, None)) == (2, None)


def test_views_deep_in_a_condition_are_found() -> None:
    nested = law("v", "", met_when=AnyOf((Comparison("a.gate", "is", "yes"), VIEWS)))

    assert nested.views() == VIEWS
    assert given("x").is_given
