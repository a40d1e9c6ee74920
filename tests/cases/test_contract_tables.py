"""Tests of the decision tables of contracts.md, sections 2 to 4, row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from court_assess.definitions.case_file import read_case_bytes
from court_assess.domain.assessment import Library
from court_assess.domain.conditions import Comparison, CountRows, EveryRow, SomeRow
from court_assess.domain.findings import judge
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.exports.judgement import as_json
from tests.cases.written import TODAY, advice_of, case_of, judged, result_of

Changes = Mapping[str, Any]

MET, NOT_MET, UNDECIDED = "met", "not_met", "not_known"
HEROIN = {"sub.slug": "heroin", "sub.rank": "1"}
ALCOHOL = {"sub.slug": "alcohol", "sub.rank": "1"}
DECLINED = {"declined": "true"}
NO_ANSWERS: Mapping[str, Any] = {
    "declined": DECLINED,
    "not known": {"not_known": "true"},
    "not asked": {"not_asked": "interpreter not available"},
    "not yet asked": None,
}

# --- The conditions of the drug rehabilitation requirement -----------------------------------------


def views(provider: Any, officer: Any) -> Changes:
    return {"prov.dependent_or_propensity": provider, "dep.officer_view": officer}


def substances(*rows: Changes, complete: str | None = "yes") -> Changes:
    return {"sub": list(rows), "sub.complete": complete}


def other(**changes: Any) -> Changes:
    return {"sub.slug": "other", "sub.rank": "1", **{f"sub.{k}": v for k, v in changes.items()}}


DEPENDENCE: list[tuple[str, Changes, str]] = [
    ("both say dependent", views("dependent", "dependent"), MET),
    ("both say propensity", views("propensity", "propensity"), MET),
    ("one says each of the two that count", views("dependent", "propensity"), MET),
    ("only the provider has said", views("propensity", None), MET),
    ("only the officer has said", views(None, "dependent"), MET),
    ("the provider declined and the officer has said", views(DECLINED, "dependent"), MET),
    ("both say neither", views("neither", "neither"), NOT_MET),
    ("the provider says neither, the officer nothing", views("neither", None), NOT_MET),
    ("the provider says neither, the officer dependent", views("neither", "dependent"), UNDECIDED),
    ("the provider says dependent, the officer neither", views("dependent", "neither"), UNDECIDED),
    ("only the officer has said, and says neither", views(None, "neither"), UNDECIDED),
    ("nobody has said", views(None, None), UNDECIDED),
    ("problem in second place", substances({"sub.slug": "crack", "sub.rank": "2"}), MET),
    ("problem in third place", substances({"sub.slug": "crack", "sub.rank": "3"}), MET),
    ("controlled, not a problem", substances({"sub.slug": "crack", "sub.rank": "none"}), NOT_MET),
    ("alcohol and heroin", substances(ALCOHOL, {"sub.slug": "heroin", "sub.rank": "2"}), MET),
    ("alcohol only", substances(ALCOHOL), NOT_MET),
    ("solvents only", substances({"sub.slug": "solvents", "sub.rank": "1"}), NOT_MET),
    ("a complete list of nothing", {"sub": [], "sub.complete": "yes"}, NOT_MET),
    ("alcohol so far", substances(ALCOHOL, complete="no"), UNDECIDED),
    ("alcohol, nobody asked if that is all", substances(ALCOHOL, complete=None), UNDECIDED),
    ("heroin so far", substances(HEROIN, complete="no"), MET),
    ("heroin of which the place is not known", substances({"sub.slug": "heroin"}), UNDECIDED),
    ("substances declined", {"sub": DECLINED, "sub.complete": None}, UNDECIDED),
    ("another substance, controlled", substances(other(controlled="yes")), MET),
    ("another substance, not controlled", substances(other(controlled="no")), NOT_MET),
    ("another substance, not asked if controlled", substances(other()), UNDECIDED),
    (
        "a misused medicine, not known if controlled",
        substances(other(slug="prescribed_misused", controlled={"not_known": "true"})),
        UNDECIDED,
    ),
    (
        "neither on both sides, whatever the list",
        {**views("neither", "neither"), "sub": None, "sub.complete": None},
        NOT_MET,
    ),
    (
        "no controlled drug, whatever the views",
        {**views("dependent", "dependent"), **substances(ALCOHOL)},
        NOT_MET,
    ),
]


@pytest.mark.parametrize(("name", "changes", "result"), DEPENDENCE, ids=[r[0] for r in DEPENDENCE])
def test_dependence_follows_the_table(
    name: str, changes: Changes, result: str, library: Library
) -> None:
    assert result_of(judged(library, changes), "drr.dependent_or_propensity") == result, name


@pytest.mark.parametrize(
    ("changes", "rests_on"),
    [
        (views("dependent", None), "provider"),
        (views(None, "propensity"), "officer"),
        (views("dependent", "dependent"), ""),
        (views("neither", None), ""),
    ],
)
def test_a_view_that_stands_alone_is_named(
    changes: Changes, rests_on: str, library: Library
) -> None:
    conditions = judged(library, changes).requirement("drr").conditions

    found = next(one for one in conditions if one.id == "drr.dependent_or_propensity")
    assert found.rests_on == rests_on


def arranged(arrangements: Any, setting: Any = None, reception: Any = None) -> Changes:
    return {
        "prov.arrangements": arrangements,
        "prov.setting": setting,
        "prov.reception": reception,
    }


CONDITIONS: list[tuple[str, Changes, str]] = [
    ("drr.requires_treatment", {"prov.requires_treatment": "yes"}, MET),
    ("drr.requires_treatment", {"prov.requires_treatment": "no"}, NOT_MET),
    ("drr.requires_treatment", {"prov.requires_treatment": None}, UNDECIDED),
    ("drr.may_be_susceptible", {"prov.may_be_susceptible": "yes"}, MET),
    ("drr.may_be_susceptible", {"prov.may_be_susceptible": "no"}, NOT_MET),
    ("drr.may_be_susceptible", {"prov.may_be_susceptible": None}, UNDECIDED),
    (
        "drr.may_be_susceptible",
        {"prov.may_be_susceptible": None, "tx.prev_drr": ["revoked"]},
        UNDECIDED,
    ),
    ("drr.may_be_susceptible", {"tx.prev_drr": ["revoked", "breached"]}, MET),
    ("drr.arrangements", arranged("made", "non_resident"), MET),
    ("drr.arrangements", arranged("can_be_made", "non_resident"), MET),
    ("drr.arrangements", arranged("made", "resident", "made"), MET),
    ("drr.arrangements", arranged("can_be_made", "resident", "can_be_made"), MET),
    ("drr.arrangements", arranged("cannot_be_made", "non_resident"), NOT_MET),
    ("drr.arrangements", arranged("cannot_be_made"), NOT_MET),
    ("drr.arrangements", arranged("made", "resident", "cannot_be_made"), NOT_MET),
    ("drr.arrangements", arranged(None, "resident", "cannot_be_made"), NOT_MET),
    ("drr.arrangements", arranged("made"), UNDECIDED),
    ("drr.arrangements", arranged("made", "resident"), UNDECIDED),
    ("drr.arrangements", arranged(None, "non_resident"), UNDECIDED),
    ("drr.recommended", {"rec.drr": "yes"}, MET),
    ("drr.recommended", {"rec.drr": "no"}, NOT_MET),
    ("drr.recommended", {"rec.drr": "not_yet"}, UNDECIDED),
    ("drr.recommended", {"rec.drr": None}, UNDECIDED),
    ("drr.recommended", {"rec.drr": DECLINED}, UNDECIDED),
    ("drr.willing", {"drr.willing": "yes"}, MET),
    ("drr.willing", {"drr.willing": "no"}, NOT_MET),
    ("drr.willing", {"drr.willing": "unsure"}, UNDECIDED),
    ("drr.willing", {"drr.willing": DECLINED}, UNDECIDED),
    ("drr.willing", {"drr.willing": {"not_asked": "unwell"}}, UNDECIDED),
]


@pytest.mark.parametrize(("finding", "changes", "result"), CONDITIONS)
def test_each_other_condition_follows_the_table(
    finding: str, changes: Changes, result: str, library: Library
) -> None:
    assert result_of(judged(library, changes), finding) == result


def test_views_that_differ_are_both_shown(library: Library) -> None:
    found = judged(library, views("neither", "dependent")).requirement("drr").conditions[0]

    shown = {one.question for one in found.because}
    assert {"prov.dependent_or_propensity", "dep.officer_view"} <= shown


AUTHORITIES = {
    "drr.dependent_or_propensity": "Sentencing Act 2020, Sch 9, paras 19(10) and 20(2)(a)",
    "drr.requires_treatment": "Sentencing Act 2020, Sch 9, para 20(2)(b)(i)",
    "drr.may_be_susceptible": "Sentencing Act 2020, Sch 9, para 20(2)(b)(ii)",
    "drr.arrangements": "Sentencing Act 2020, Sch 9, para 20(3)",
    "drr.recommended": "Sentencing Act 2020, Sch 9, para 20(4)",
    "drr.willing": "Sentencing Act 2020, Sch 9, para 20(5)",
}


def test_there_are_six_conditions_each_with_its_paragraph(library: Library) -> None:
    conditions = judged(library, {}).requirement("drr").conditions

    assert {one.id: one.authority for one in conditions} == AUTHORITIES


# --- The outcome ------------------------------------------------------------------------------------

OUTCOMES: list[tuple[Changes, str]] = [
    ({"case.conviction_date": "2020-11-30"}, "outside_these_rules"),
    ({"case.conviction_date": "2020-12-01"}, "available"),
    ({"case.conviction_date": "2020-11-30", "drr.willing": "no"}, "outside_these_rules"),
    ({"case.imprisonable": "no"}, "not_available"),
    ({"drr.willing": "no"}, "not_available"),
    ({"rec.drr": "no"}, "not_available"),
    ({"drr.willing": "no", "prov.setting": None}, "not_available"),
    ({"rec.drr": "no", "case.mandatory_sentence": None}, "not_available"),
    ({"case.mandatory_sentence": None}, "cannot_say_yet"),
    ({"drr.willing": "unsure"}, "cannot_say_yet"),
    ({"drr.willing": "unsure", "rec.drr": None}, "cannot_say_yet"),
    ({"case.conviction_date": None}, "cannot_say_yet"),
    ({"rec.drr": "not_yet"}, "awaiting_recommendation"),
    ({"rec.drr": None}, "awaiting_recommendation"),
    ({}, "available"),
]


@pytest.mark.parametrize(("changes", "outcome"), OUTCOMES)
def test_the_outcome_is_the_first_that_matches(
    changes: Changes, outcome: str, library: Library
) -> None:
    assert judged(library, changes).requirement("drr").outcome == outcome


# --- The advice -------------------------------------------------------------------------------------

# One change that brings each row of the table about, in the table's order; no two share a question.
ROWS: list[tuple[str, Changes]] = [
    ("health_first", {"inj.wound": ["hot"]}),
    ("not_open_in_law", {"case.imprisonable": "no"}),
    ("adjourn_for_assessment", {"ses.fit": ["intoxicated"]}),
    ("not_enough_known", {"con.assess": "no"}),
    ("another_requirement_fits", {"sub": [ALCOHOL]}),
    ("not_now", {"drr.willing": "no"}),
    ("adjourn_for_assessment", {"prov.suitable": "further_assessment"}),
    ("not_enough_known", {"case.mandatory_sentence": None}),
    ("provider_pending", {"prov.name": None}),
    ("ready_for_recommendation", {}),
]
PAIRS = [
    pytest.param(first, {**after, **before}, id=f"{i}-{first}-beats-{j}-{second}")
    for i, (first, before) in enumerate(ROWS)
    for j, (second, after) in enumerate(ROWS)
    if i < j
]


@pytest.mark.parametrize(("advice", "changes"), ROWS)
def test_each_row_of_the_advice_table_can_be_reached(
    advice: str, changes: Changes, library: Library
) -> None:
    assert advice_of(judged(library, changes)) == advice


@pytest.mark.parametrize(("advice", "changes"), PAIRS)
def test_of_two_rows_that_fit_the_first_is_the_advice(
    advice: str, changes: Changes, library: Library
) -> None:
    assert advice_of(judged(library, changes)) == advice


@pytest.mark.parametrize("recommendation", ["yes", "no", "not_yet", DECLINED, None])
@pytest.mark.parametrize(("advice", "changes"), ROWS)
def test_the_advice_never_reads_the_recommendation(
    advice: str, changes: Changes, recommendation: Any, library: Library
) -> None:
    assert advice_of(judged(library, {**changes, "rec.drr": recommendation})) == advice


OTHER_WAYS: list[tuple[str, str, Changes]] = [
    (
        "under 18",
        "not_open_in_law",
        {"case.date_of_birth": "2009-03-01"},
    ),
    ("outside these rules", "not_open_in_law", {"case.conviction_date": "2020-11-30"}),
    ("unfit in any way", "adjourn_for_assessment", {"ses.fit": ["asleep_poor_food"]}),
    (
        "unfit and no",
        "adjourn_for_assessment",
        {"ses.fit": ["withdrawing"], "drr.willing": "no"},
    ),
    ("fitness not asked", "ready_for_recommendation", {"ses.fit": None}),
    ("substances declined", "not_enough_known", {"sub": DECLINED, "sub.complete": None}),
    (
        "substances not asked",
        "not_enough_known",
        {"sub": {"not_asked": "no time"}, "sub.complete": None},
    ),
    ("willingness declined", "not_enough_known", {"drr.willing": DECLINED}),
    ("willingness not asked", "not_enough_known", {"drr.willing": {"not_asked": "no time"}}),
    (
        "willingness declined, treatment not needed",
        "not_now",
        {"drr.willing": DECLINED, "prov.requires_treatment": "no"},
    ),
    (
        "substances declined, unwilling",
        "not_now",
        {"sub": DECLINED, "sub.complete": None, "drr.willing": "no"},
    ),
    (
        "willingness declined, alcohol only",
        "another_requirement_fits",
        {"drr.willing": DECLINED, "sub": [ALCOHOL]},
    ),
    (
        "willingness declined, recommendation refused",
        "not_enough_known",
        {"drr.willing": DECLINED, "rec.drr": "no"},
    ),
    ("partly consents", "ready_for_recommendation", {"con.assess": "partly"}),
    (
        "solvents only",
        "another_requirement_fits",
        {"sub": [{"sub.slug": "solvents", "sub.rank": "1"}]},
    ),
    ("alcohol so far", "not_enough_known", {"sub": [ALCOHOL], "sub.complete": "no"}),
    ("neither, both say", "not_now", views("neither", "neither")),
    ("treatment not needed", "not_now", {"prov.requires_treatment": "no"}),
    ("not susceptible", "not_now", {"prov.may_be_susceptible": "no"}),
    ("cannot be arranged", "not_now", {"prov.arrangements": "cannot_be_made"}),
    ("unsure", "adjourn_for_assessment", {"drr.willing": "unsure"}),
    ("willingness not known", "adjourn_for_assessment", {"drr.willing": {"not_known": "true"}}),
    ("views differ", "adjourn_for_assessment", views("neither", "dependent")),
    ("only the officer, neither", "adjourn_for_assessment", views(None, "neither")),
    (
        "views not known",
        "adjourn_for_assessment",
        views({"not_known": "true"}, {"not_known": "true"}),
    ),
    (
        "not known if controlled",
        "adjourn_for_assessment",
        {"sub": [{**other(), "sub.controlled": {"not_known": "true"}}]},
    ),
    ("dependence not yet asked", "not_enough_known", views(None, None)),
    ("substances not yet asked", "not_enough_known", {"sub": None, "sub.complete": None}),
    ("willingness not yet asked", "not_enough_known", {"drr.willing": None}),
    ("date of birth not known", "not_enough_known", {"case.date_of_birth": None}),
    (
        "sharing refused, provider silent",
        "not_enough_known",
        {"con.share_provider": "no", "prov.requires_treatment": None},
    ),
    (
        "sharing refused, provider answered",
        "ready_for_recommendation",
        {"con.share_provider": "no"},
    ),
    ("provider silent", "provider_pending", {"prov.requires_treatment": None}),
    ("susceptible not said", "provider_pending", {"prov.may_be_susceptible": None}),
    ("setting not said", "provider_pending", {"prov.setting": None}),
    ("reception not said", "provider_pending", {"prov.setting": "resident"}),
    ("rests on the officer", "provider_pending", views(None, "dependent")),
    ("rests on the provider", "ready_for_recommendation", views("dependent", None)),
    ("no assessor", "provider_pending", {"prov.assessor": None}),
    ("no date", "provider_pending", {"prov.date": None}),
    ("assessor not known", "provider_pending", {"prov.assessor": {"not_known": "true"}}),
    (
        "hard circumstances",
        "ready_for_recommendation",
        {
            "mot.change": "do_not_want",
            "mot.importance": "0",
            "mot.confidence": "0",
            "tx.prev_drr": ["revoked"],
            "case.no_fixed_abode": "yes",
            "acc.need": "nfa",
            "drr.barriers": ["work"],
        },
    ),
]


@pytest.mark.parametrize(
    ("name", "advice", "changes"), OTHER_WAYS, ids=[row[0] for row in OTHER_WAYS]
)
def test_every_way_into_a_row_leads_to_its_advice(
    name: str, advice: str, changes: Changes, library: Library
) -> None:
    assert advice_of(judged(library, changes)) == advice, name


WOUND = {"inj.wound": ["hot"]}


@pytest.mark.parametrize(
    ("changes", "flags", "advice"),
    [
        (WOUND, {}, "health_first"),
        (WOUND, {"RF-WOUND": {"seen_by": "A", "done": "no"}}, "health_first"),
        (WOUND, {"RF-WOUND": {"seen_by": "A", "done": "yes"}}, "ready_for_recommendation"),
        (
            {**WOUND, "sui.thoughts_now": "yes", "sui.plan": "yes"},
            {"RF-WOUND": {"seen_by": "A", "done": "yes"}},
            "health_first",
        ),
        ({"inj.wound": DECLINED}, {}, "ready_for_recommendation"),
        ({"safe.child": ["lives_with"]}, {}, "ready_for_recommendation"),
    ],
)
def test_only_a_red_flag_that_is_met_and_not_done_puts_health_first(
    changes: Changes, flags: Changes, advice: str, library: Library
) -> None:
    assert advice_of(judged(library, changes, flags)) == advice


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"case.date_of_birth": "2009-03-01"}, "youth rehabilitation order"),
        ({"sub": [ALCOHOL]}, "alcohol treatment requirement"),
        ({"sub": [{"sub.slug": "solvents", "sub.rank": "1"}]}, "drug testing requirement"),
        ({"drr.willing": "no"}, "would change"),
        ({"prov.arrangements": "cannot_be_made"}, "would change"),
    ],
)
def test_the_advice_names_what_else_there_is_or_what_would_change_it(
    changes: Changes, says: str, library: Library
) -> None:
    advice = judged(library, changes).requirement("drr").advice

    assert advice is not None
    assert says in advice.says


def test_the_advice_says_which_answers_led_to_it(library: Library) -> None:
    advice = judged(library, {"prov.setting": None}).requirement("drr").advice

    assert advice is not None
    assert advice.because == ("drr.arrangements",)


# --- Orders -----------------------------------------------------------------------------------------

ORDERS = {
    "community_order": {
        "co.aged_18": "fact",
        "co.imprisonable": "fact",
        "co.no_mandatory": "fact",
        "co.no_hospital": "fact",
        "co.no_sso": "court",
        "co.serious_enough": "court",
        "co.length": "court",
    },
    "suspended_sentence_order": {
        "sso.aged_18": "fact",
        "sso.imprisonable": "fact",
        "sso.term": "court",
        "sso.operational": "court",
        "sso.supervision": "court",
    },
}


def test_each_order_has_its_facts_and_the_courts_own_choices(library: Library) -> None:
    found = as_json(judged(library, {}))["orders"]

    assert {
        order["id"]: {one["id"]: one["for"] for one in order["conditions"]} for order in found
    } == ORDERS


SUSPENDED = {"order.kind": "suspended_sentence_order", "order.length_months": None}
UNDECIDED_ORDER = {"order.kind": "not_decided"}


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({}, MET),
        ({"case.imprisonable": "no"}, NOT_MET),
        ({"case.imprisonable": None}, UNDECIDED),
        ({"case.mandatory_sentence": "yes"}, NOT_MET),
        ({"case.mandatory_sentence": {"not_known": "true"}}, UNDECIDED),
        ({"case.hospital_or_guardianship": "yes"}, NOT_MET),
        ({"case.hospital_or_guardianship": None}, UNDECIDED),
        # The court's own choices: an open one never blocks, one that was made does.
        ({"case.sso_same_occasion": None, "case.seriousness": None}, MET),
        ({"order.length_months": None}, MET),
        ({"case.sso_same_occasion": "yes"}, NOT_MET),
        ({"case.seriousness": "below_community"}, NOT_MET),
        ({"case.seriousness": "custody"}, MET),
        ({"order.length_months": "36"}, MET),
        ({"order.length_months": "37"}, NOT_MET),
        # A condition that is not met closes the order, whatever else is open.
        ({"case.seriousness": "below_community", "case.mandatory_sentence": None}, NOT_MET),
        # A suspended sentence order alone does not ask about mandatory sentences.
        ({**SUSPENDED, "case.mandatory_sentence": "yes"}, MET),
        ({**SUSPENDED, "case.imprisonable": "no"}, NOT_MET),
        # Not decided, or not said: both are candidates, and one that is open is enough.
        ({**UNDECIDED_ORDER, "case.mandatory_sentence": "yes"}, MET),
        ({**UNDECIDED_ORDER, "case.mandatory_sentence": None}, MET),
        ({"order.kind": None, "case.mandatory_sentence": "yes"}, MET),
        ({**UNDECIDED_ORDER, "case.imprisonable": "no"}, NOT_MET),
        ({**UNDECIDED_ORDER, "case.imprisonable": None}, UNDECIDED),
        (
            {**UNDECIDED_ORDER, "case.imprisonable": None, "case.mandatory_sentence": "yes"},
            UNDECIDED,
        ),
        ({"order.kind": None, "case.date_of_birth": None}, UNDECIDED),
    ],
)
def test_an_order_is_possible_if_one_candidate_is_met(
    changes: Changes, possible: str, library: Library
) -> None:
    assert judged(library, changes).order_possible == possible


def convicted(day: str | None, born: str, **changes: Any) -> Changes:
    plea = "guilty" if day else "not_convicted"
    found = {"case.conviction_date": day, "case.date_of_birth": born, "case.plea": plea}
    return {**found, **{f"case.{key}": one for key, one in changes.items()}}


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        (convicted("2026-11-03", "2008-11-03"), MET),
        (convicted("2026-11-03", "2008-11-04"), NOT_MET),  # 18 the next day
        (convicted("2026-11-03", "2008-11-10"), NOT_MET),  # 18 at the hearing is too late
        (convicted(None, "2008-11-18"), MET),  # 18 on the day of the hearing
        (convicted(None, "2008-11-19"), NOT_MET),
        (convicted(None, "2008-11-18", hearing_date=None), UNDECIDED),
        (convicted(None, "1990-01-01", plea=None, hearing_date=None), UNDECIDED),
        ({"case.conviction_date": None}, UNDECIDED),
        ({"case.date_of_birth": None}, UNDECIDED),
        ({"case.date_of_birth": DECLINED}, UNDECIDED),
        # Born on 29 February: 18 on 1 March, not on the last day of February.
        (convicted("2026-02-28", "2008-02-29"), NOT_MET),
        (convicted("2026-03-01", "2008-02-29"), MET),
    ],
)
def test_the_person_must_be_18_when_convicted_or_at_the_hearing_if_not_yet_convicted(
    changes: Changes, result: str, library: Library
) -> None:
    found = judged(library, changes)

    assert result_of(found, "co.aged_18") == result
    assert result_of(found, "sso.aged_18") == result


@pytest.mark.parametrize(
    ("conviction", "months", "result"),
    [
        ("2026-03-21", "24", MET),
        ("2026-03-21", "24.5", NOT_MET),
        ("2026-03-21", "25", NOT_MET),
        ("2026-03-21", "36", NOT_MET),
        ("2026-03-22", "24", MET),
        ("2026-03-22", "25", MET),
        ("2026-03-22", "36", MET),
        ("2026-03-22", "37", NOT_MET),
        ("2026-03-21", None, UNDECIDED),
        ("2026-03-22", None, UNDECIDED),
        # Which limit holds is not known: only what both agree on is.
        (None, "24", MET),
        (None, "30", UNDECIDED),
        (None, "37", NOT_MET),
    ],
)
def test_the_longest_term_goes_by_the_day_of_conviction(
    conviction: str | None, months: str | None, result: str, library: Library
) -> None:
    changes = {"case.conviction_date": conviction, "order.custodial_term_months": months}

    assert result_of(judged(library, {**SUSPENDED, **changes}), "sso.term") == result


def test_a_person_who_is_not_yet_convicted_falls_under_todays_longest_term(
    library: Library,
) -> None:
    changes = convicted(None, "1990-01-01")

    for months, result in (("36", MET), ("37", NOT_MET)):
        found = judged(library, {**SUSPENDED, **changes, "order.custodial_term_months": months})
        assert result_of(found, "sso.term") == result


def periods(term: str | None, operational: str | None, supervision: str | None) -> Changes:
    return {
        **SUSPENDED,
        "order.custodial_term_months": term,
        "order.operational_months": operational,
        "order.supervision_months": supervision,
    }


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        (periods("12", "5", None), NOT_MET),
        (periods("12", "6", None), MET),
        (periods("12", "24", None), MET),
        (periods("24", "25", None), NOT_MET),
        (periods("25", "25", None), MET),
        (periods("25", "36", None), MET),
        (periods("36", "37", None), NOT_MET),
        (periods(None, "24", None), MET),
        (periods(None, "25", None), UNDECIDED),
        (periods(None, "37", None), NOT_MET),
        (periods("12", None, None), UNDECIDED),
    ],
)
def test_the_operational_period_has_its_limits(
    changes: Changes, result: str, library: Library
) -> None:
    assert result_of(judged(library, changes), "sso.operational") == result


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        (periods("12", "24", "5"), NOT_MET),
        (periods("12", "24", "6"), MET),
        (periods("12", "24", "24"), MET),
        (periods("30", "36", "24"), MET),
        (periods("30", "36", "25"), NOT_MET),
        (periods("12", "12", "12"), MET),
        (periods("12", "12", "13"), NOT_MET),
        (periods("12", None, "12"), UNDECIDED),
        (periods("12", None, "25"), NOT_MET),
        (periods("12", "12", None), UNDECIDED),
    ],
)
def test_the_supervision_period_has_its_limits(
    changes: Changes, result: str, library: Library
) -> None:
    assert result_of(judged(library, changes), "sso.supervision") == result


# --- Limits -----------------------------------------------------------------------------------------


def lasting(months: str | None, **changes: Any) -> Changes:
    return {"drr.length_months": months, **{f"order.{k}": v for k, v in changes.items()}}


LIMITS: list[tuple[str, Changes, str]] = [
    ("drr.review_required", lasting("12"), NOT_MET),
    ("drr.review_required", lasting("13"), MET),
    ("drr.review_required", lasting("13", intensive_supervision="yes"), NOT_MET),
    ("drr.review_required", lasting("13", intensive_supervision=None), UNDECIDED),
    ("drr.review_required", lasting("12", intensive_supervision=None), NOT_MET),
    ("drr.review_required", lasting(None), UNDECIDED),
    ("drr.review_provided", {**lasting("13"), "drr.review": "yes"}, MET),
    ("drr.review_provided", {**lasting("13"), "drr.review": "no"}, NOT_MET),
    ("drr.review_provided", {**lasting("12"), "drr.review": "no"}, MET),
    ("drr.review_provided", {**lasting("13"), "drr.review": None}, UNDECIDED),
    (
        "drr.review_provided",
        {**lasting("13", intensive_supervision="yes"), "drr.review": "no"},
        MET,
    ),
    ("drr.review_interval", {"drr.review_interval": "4 weeks"}, NOT_MET),
    ("drr.review_interval", {"drr.review_interval": "30 days"}, NOT_MET),
    ("drr.review_interval", {"drr.review_interval": "31 days"}, MET),
    ("drr.review_interval", {"drr.review_interval": "1 month"}, MET),
    ("drr.review_interval", {"drr.review_interval": "5 weeks"}, MET),
    ("drr.review_interval", {"drr.review_interval": None}, UNDECIDED),
    ("drr.review_interval", {"drr.review_interval": DECLINED}, UNDECIDED),
    ("drr.length_within_order", lasting("12", length_months="12"), MET),
    ("drr.length_within_order", lasting("13", length_months="12"), NOT_MET),
    ("drr.length_within_order", lasting("12", length_months=None), UNDECIDED),
    ("drr.length_within_order", lasting(None, length_months="12"), UNDECIDED),
    ("drr.length_within_order", lasting("12", kind="not_decided"), UNDECIDED),
    ("drr.length_within_order", {**periods("12", "24", "12"), **lasting("12")}, MET),
    ("drr.length_within_order", {**periods("12", "24", "12"), **lasting("13")}, NOT_MET),
    ("drr.length_within_order", {**periods("12", "24", None), **lasting("13")}, UNDECIDED),
    ("co.punishment", {"order.for_punishment": "yes", "order.fine": None}, MET),
    ("co.punishment", {"order.for_punishment": None, "order.fine": "yes"}, MET),
    ("co.punishment", {"order.for_punishment": "no", "order.fine": "no"}, NOT_MET),
    ("co.punishment", {"order.for_punishment": "no", "order.fine": None}, UNDECIDED),
]


@pytest.mark.parametrize(("limit", "changes", "result"), LIMITS)
def test_each_limit_holds_on_both_sides_of_its_cut_off(
    limit: str, changes: Changes, result: str, library: Library
) -> None:
    assert result_of(judged(library, changes), limit) == result


# --- Unknown stays unknown --------------------------------------------------------------------------

# Which answers a condition cannot do without, with what else must be out of the way.
NEEDED: list[tuple[str, str, Changes]] = [
    ("drr.dependent_or_propensity", "dep.officer_view", views(None, None)),
    ("drr.dependent_or_propensity", "prov.dependent_or_propensity", views(None, None)),
    ("drr.dependent_or_propensity", "sub", {"sub.complete": None}),
    ("drr.dependent_or_propensity", "sub.complete", {"sub": [ALCOHOL]}),
    ("drr.requires_treatment", "prov.requires_treatment", {}),
    ("drr.may_be_susceptible", "prov.may_be_susceptible", {}),
    ("drr.arrangements", "prov.arrangements", {}),
    ("drr.arrangements", "prov.setting", {}),
    ("drr.arrangements", "prov.reception", {"prov.setting": "resident"}),
    ("drr.recommended", "rec.drr", {}),
    ("drr.willing", "drr.willing", {}),
    ("co.aged_18", "case.date_of_birth", {}),
    ("co.imprisonable", "case.imprisonable", {}),
    ("co.no_mandatory", "case.mandatory_sentence", {}),
    ("co.no_hospital", "case.hospital_or_guardianship", {}),
    ("co.no_sso", "case.sso_same_occasion", {}),
    ("co.serious_enough", "case.seriousness", {}),
    ("co.length", "order.length_months", {}),
    ("drr.review_required", "drr.length_months", {}),
    ("drr.review_interval", "drr.review_interval", {}),
]


@pytest.mark.parametrize("state", NO_ANSWERS)
@pytest.mark.parametrize(("finding", "question", "changes"), NEEDED)
def test_without_an_answer_a_condition_stays_not_known(
    finding: str, question: str, changes: Changes, state: str, library: Library
) -> None:
    found = judged(library, {**changes, question: NO_ANSWERS[state]})

    assert result_of(found, finding) == UNDECIDED


@pytest.mark.parametrize("state", NO_ANSWERS)
@pytest.mark.parametrize(
    ("question", "flag"),
    [("preg.status", "RF-PREG"), ("sui.thoughts_now", "RF-SUI"), ("inj.wound", "RF-WOUND")],
)
def test_a_flag_without_its_answer_is_not_known_and_never_no_flag(
    question: str, flag: str, state: str, library: Library
) -> None:
    found = judged(library, {question: NO_ANSWERS[state]})

    assert {one.flag.id: one.result for one in found.flags}[flag] == UNDECIDED


def test_a_question_that_is_not_shown_is_never_missing_but_the_one_that_shows_it_is(
    library: Library,
) -> None:
    assert judged(library, {"prov.setting": None}).missing == ("prov.setting",)
    assert judged(library, {"prov.setting": "resident"}).missing == ("prov.reception",)


def test_the_answer_to_a_question_that_is_not_shown_is_not_read(library: Library) -> None:
    changes = {"prov.setting": "non_resident", "prov.reception": "cannot_be_made"}

    assert result_of(judged(library, changes), "drr.arrangements") == MET


def test_nothing_is_missing_once_nothing_is_undecided(library: Library) -> None:
    assert judged(library, {}).missing == ()


def test_a_declined_answer_is_still_listed_as_missing(library: Library) -> None:
    assert judged(library, {"drr.willing": DECLINED}).missing == ("drr.willing",)


def test_what_settles_most_is_listed_first_and_then_in_page_order(library: Library) -> None:
    changes = {
        "rec.drr": None,
        "drr.willing": None,
        "prov.requires_treatment": None,
        "case.date_of_birth": None,
        **UNDECIDED_ORDER,
    }

    # The date of birth settles a condition of each of the two orders.
    assert judged(library, changes).missing == (
        "case.date_of_birth",
        "drr.willing",
        "prov.requires_treatment",
        "rec.drr",
    )


IS_HEROIN = Comparison("sub.slug", "is", "heroin")


def rows(*slugs: str, complete: str | None) -> Changes:
    return {"sub": [{"sub.slug": slug} for slug in slugs], "sub.complete": complete}


@pytest.mark.parametrize(
    ("changes", "some", "every", "two"),
    [
        (rows("heroin", complete=None), TRUE, UNKNOWN, UNKNOWN),
        (rows("heroin", complete="no"), TRUE, UNKNOWN, UNKNOWN),
        (rows("heroin", complete="yes"), TRUE, TRUE, FALSE),
        (rows("crack", complete=None), UNKNOWN, FALSE, UNKNOWN),
        (rows("crack", complete="yes"), FALSE, FALSE, FALSE),
        (rows("heroin", "heroin", complete=None), TRUE, UNKNOWN, TRUE),
        (rows("heroin", "crack", complete="yes"), TRUE, FALSE, FALSE),
        ({"sub": DECLINED, "sub.complete": None}, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_until_a_group_is_complete_more_rows_may_come(
    changes: Changes, some: Truth, every: Truth, two: Truth, library: Library
) -> None:
    answers = case_of(library, changes).answers
    reading = AnswerReading(library.questionnaire, answers, TODAY)

    assert SomeRow("sub", IS_HEROIN).evaluate(reading).truth is some
    assert EveryRow("sub", IS_HEROIN).evaluate(reading).truth is every
    assert CountRows("sub", IS_HEROIN, "at_least", 2).evaluate(reading).truth is two


# --- The examples of the contracts -------------------------------------------------------------------

CASE_FILE = """\
format: court-assess/case@1
prepared_on: 2026-11-18                 # the day that documents carry and that rules are judged on; no clock is read
answers:
  case.defendant_name: Dana Okafor
  drr.willing: yes
  sub.last_used: {is: yesterday, known_by: test}     # known_by: person (default), document, test, provider, agency, not_verified
  own.want: {declined: true}            # or {not_known: true}, {not_asked: "interpreter not available"}
  sub:                                   # a repeating group; declined as a whole: sub: {declined: true}
    - {sub.slug: heroin, sub.rank: 1, sub.freq: daily, sub.route: [smoke]}
    - {sub.slug: crack, sub.rank: 2}
  sub.complete: yes
flags:                                   # what was done about a flag
  RF-PREG: {seen_by: R. Adeyemi, at: 2026-11-18T10:05, done: yes, what: midwife rung}
"""

JUDGED = """\
{
  "library": {"digest": "sha256:…", "judged_on": "2026-11-18"},
  "order_possible": {"result": "met"},
  "orders": [{"id": "community_order", "result": "met",
              "conditions": [{"id": "co.aged_18", "for": "fact", "result": "met", "authority": "…", "reason": "…", "because": [], "missing": []}]}],
  "requirements": [
    {"id": "drr", "outcome": "cannot_say_yet", "advice": "provider_pending",
     "advice_because": ["drr.arrangements"],
     "conditions": [
       {"id": "drr.arrangements", "result": "not_known", "authority": "Sentencing Act 2020, Sch 9, para 20(3)", "reason": "…one plain sentence…",
        "because": [], "missing": ["prov.arrangements", "prov.setting"]},
       {"id": "drr.willing", "result": "met", "authority": "Sentencing Act 2020, Sch 9, para 20(5)", "reason": "…",
        "because": [{"question": "drr.willing", "answer": "yes", "row": null}], "missing": []}]}],
  "flags": [{"id": "RF-PREG", "kind": "red_flag", "result": "not_known", "action": "…", "because": [], "missing": ["preg.status"]}],
  "limits": [{"id": "drr.review_required", "result": "met", "authority": "…para 21(1)", "reason": "…", "because": [], "missing": []}],
  "scores": [],
  "missing": ["prov.arrangements", "prov.setting"]
}
"""
AS_IN_THE_EXAMPLE: Changes = {
    "prov.arrangements": None,
    "prov.setting": None,
    "preg.status": None,
    "order.length_months": "24",
    "drr.length_months": "18",
}


def test_the_case_file_of_the_contract_reads_without_a_problem(library: Library) -> None:
    assessment = read_case_bytes(CASE_FILE.encode(), "case.yaml", library).assessment

    first, second = assessment.answers.rows_of("sub")
    last_used = first.answers["sub.last_used"]
    assert (last_used.value, last_used.known_by.value) == ("yesterday", "test")
    assert "sub.last_used" not in second.answers
    assert assessment.prepared_on == TODAY
    assert assessment.flags["RF-PREG"].done
    assert judge(library, assessment, TODAY).requirement("drr").outcome == "cannot_say_yet"


def found_json(library: Library) -> dict[str, Any]:
    case = case_of(library, AS_IN_THE_EXAMPLE)
    written = json.dumps(as_json(judge(library, case, TODAY)))
    read: dict[str, Any] = json.loads(written)
    return read


def by_id(found: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    return next(one for one in found if one["id"] == wanted)


def fits(example: Any, found: Any) -> bool:
    """Whether found holds what the example gives; a text with "…" in it stands for any text."""
    if isinstance(example, str) and "…" in example:
        return isinstance(found, str) and bool(found)
    if isinstance(example, dict):
        return isinstance(found, dict) and all(
            key in found and fits(one, found[key]) for key, one in example.items()
        )
    if (
        isinstance(example, list)
        and example
        and isinstance(example[0], dict)
        and "id" in example[0]
    ):
        return all(fits(one, by_id(found, one["id"])) for one in example)
    return bool(example == found)


def test_a_requirement_is_written_as_in_the_example_of_the_contract(library: Library) -> None:
    example, found = json.loads(JUDGED), found_json(library)

    for part in ("library", "order_possible", "requirements", "flags", "scores", "missing"):
        assert fits(example[part], found[part]), part


def test_orders_and_limits_have_the_keys_of_the_example_of_the_contract(library: Library) -> None:
    # The example leaves out which answers decided these.
    example, found = json.loads(JUDGED), found_json(library)

    assert set(example) <= set(found)
    for part in ("orders", "limits"):
        wanted = example[part][0]
        same = by_id(found[part], wanted["id"])
        assert set(wanted) <= set(same)
        assert wanted["result"] == same["result"]
    order = by_id(found["orders"], "community_order")
    wanted = example["orders"][0]["conditions"][0]
    same = by_id(order["conditions"], wanted["id"])
    assert set(wanted) <= set(same)
    assert {key: same[key] for key in ("for", "result", "missing")} == {
        key: wanted[key] for key in ("for", "result", "missing")
    }
    limit = by_id(found["limits"], "drr.review_required")
    assert "para 21(1)" in limit["authority"]


def test_the_examples_matcher_tells_a_difference() -> None:
    example = json.loads(JUDGED)

    assert fits(example["flags"], example["flags"])
    assert not fits(example["flags"], [{**example["flags"][0], "result": "met"}])
    assert not fits(example["missing"], ["prov.setting"])
