"""Where a recommendation departs from the findings or the advice, and the options drafted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from court_assess.domain.alternatives import alternatives
from court_assess.domain.assessment import Library
from court_assess.domain.departure import departure_of, unexplained
from court_assess.domain.findings import Judgement
from tests.cases.written import advice_of, judged

Answers = Mapping[str, Any]
PENDING: Answers = {"prov.arrangements": None}
UNFIT: Answers = {"ses.fit": ["intoxicated"]}
UNWILLING: Answers = {"drr.willing": "no"}
NO_ORDER: Answers = {"case.imprisonable": "no"}
OLD: Answers = {"case.conviction_date": "2020-11-30"}
ALCOHOL: Answers = {"sub": [{"sub.slug": "alcohol", "sub.rank": "1"}]}
URGENT: Answers = {"now.signs": ["blue_lips"]}

# The state of the case, the recommendation, the conditions it departs from, the advice.
DEPARTS = {
    "ready, and no": ({}, "no", (), "ready_for_recommendation"),
    "ready, and not yet": ({}, "not_yet", (), "ready_for_recommendation"),
    "pending, and yes": (PENDING, "yes", ("drr.arrangements",), "provider_pending"),
    "pending, and no": (PENDING, "no", (), "provider_pending"),
    "unfit, and yes": (UNFIT, "yes", (), "adjourn_for_assessment"),
    "unfit, and no": (UNFIT, "no", (), "adjourn_for_assessment"),
    "unwilling, and yes": (UNWILLING, "yes", ("drr.willing",), "not_now"),
    "alcohol alone, and yes": (
        ALCOHOL,
        "yes",
        ("drr.dependent_or_propensity",),
        "another_requirement_fits",
    ),
    "outside these rules, and yes": (OLD, "yes", (), "not_open_in_law"),
}
AGREES = {
    "ready, and yes": ({}, "yes"),
    "pending, and not yet": (PENDING, "not_yet"),
    "unfit, and not yet": (UNFIT, "not_yet"),
    "unwilling, and no": (UNWILLING, "no"),
    "unwilling, and not yet": (UNWILLING, "not_yet"),
    "alcohol alone, and no": (ALCOHOL, "no"),
    "outside these rules, and no": (OLD, "no"),
    "no order, and no": (NO_ORDER, "no"),
    "urgent help first, and yes": (URGENT, "yes"),
    "not said": ({}, None),
    "declined": ({}, {"declined": True}),
}


@pytest.mark.parametrize("name", DEPARTS)
def test_a_recommendation_departs_from_what_it_does_not_follow(library: Library, name: str) -> None:
    changes, recommended, findings, advice = DEPARTS[name]
    judgement = judged(library, {**changes, "rec.drr": recommended})
    found = departure_of(judgement)

    assert advice_of(judgement) == advice
    assert found is not None
    assert found.recommended == recommended
    assert tuple(one.id for one in found.findings) == findings
    assert found.advice is not None
    assert not found.is_no_order


@pytest.mark.parametrize("name", AGREES)
def test_a_recommendation_that_agrees_departs_from_nothing(library: Library, name: str) -> None:
    changes, recommended = AGREES[name]

    assert departure_of(judged(library, {**changes, "rec.drr": recommended})) is None


def test_to_recommend_it_where_no_order_is_open_departs_from_that(library: Library) -> None:
    found = departure_of(judged(library, NO_ORDER))

    assert found is not None
    assert found.is_no_order


def test_every_advice_says_which_recommendations_agree_with_it(library: Library) -> None:
    rows = [row for one in library.rules.requirements for row in one.advice]

    assert rows
    assert all(row.agrees_with for row in rows)


def test_advice_that_does_not_say_what_agrees_with_it_is_departed_from_by_nothing(
    library: Library,
) -> None:
    drr, *others = library.rules.requirements
    silent = replace(drr, advice=tuple(replace(one, agrees_with=frozenset()) for one in drr.advice))
    older = replace(library, rules=replace(library.rules, requirements=(silent, *others)))

    assert departure_of(judged(older, {"rec.drr": "no"})) is None


@pytest.mark.parametrize(
    ("reason", "is_open"),
    [("I know the family.", False), (None, True), ({"declined": True}, True)],
)
def test_a_departure_is_explained_by_a_reason_that_is_given(
    library: Library, reason: Any, is_open: bool
) -> None:
    judgement = judged(library, {**PENDING, "rec.drr": "yes", "rec.departure": reason})

    assert departure_of(judgement) is not None
    assert (unexplained(judgement) is not None) is is_open


def lines(judgement: Judgement) -> list[str]:
    return alternatives(judgement).split("\n\n")


def test_options_say_how_each_stands_in_law(library: Library) -> None:
    beside = {
        "order.other_requirements": ["alcohol_treatment", "mental_health_treatment"],
        "alc.dependent": "no",
        "mhtr.requires_treatment": "yes",
        "mhtr.may_be_susceptible": "yes",
        "mhtr.hospital_warranted": "no",
        "mhtr.arrangements": "made",
        "mhtr.willing": "yes",
    }

    assert lines(judged(library, beside)) == [
        "Alcohol treatment requirement: not open as the answers stand (dependency on alcohol).",
        "Mental health treatment requirement: every condition of law is met as the answers stand.",
        "Suspended sentence order: nothing known today closes it to the court.",
        (
            "A later hearing: it would give time to settle what is not known today (need for alcohol "
            "treatment; susceptibility to alcohol treatment; arrangements for alcohol treatment; "
            "willingness to follow alcohol treatment)."
        ),
    ]


def test_what_is_not_recommended_is_an_option_too(library: Library) -> None:
    first, *_, later = lines(judged(library, {**PENDING, "rec.drr": "not_yet"}))

    assert first == (
        "Drug rehabilitation requirement: it cannot be said yet, because this is not known "
        "(arrangements for treatment)."
    )
    assert later.endswith("what is not known today (arrangements for treatment).")


def test_a_later_hearing_is_no_option_where_nothing_is_open(library: Library) -> None:
    ready = alternatives(judged(library, {}))
    closed = lines(judged(library, {**NO_ORDER, "rec.drr": "no"}))
    unsettled = lines(judged(library, {"case.imprisonable": None, "rec.drr": "no"}))

    assert ready == "Suspended sentence order: nothing known today closes it to the court."
    assert closed[0].endswith("not open, because no order that could hold it is open.")
    assert not any("later hearing" in one for one in closed)
    for one in (unsettled[0], unsettled[-1]):
        assert "this court's power to imprison for the offence" in one


def test_what_these_rules_do_not_cover_is_said_so(library: Library) -> None:
    first, *others = lines(judged(library, {**OLD, "rec.drr": "no"}))

    assert first.endswith("not covered by these rules, for the day of the conviction.")
    assert not any("later hearing" in one for one in others)


def test_the_other_order_is_closed_by_what_closes_it(library: Library) -> None:
    changes = {"order.kind": "suspended_sentence_order", "case.mandatory_sentence": "yes"}

    assert "Community order: not open as the answers stand (rule on mandatory sentences)." in lines(
        judged(library, changes)
    )


@pytest.mark.parametrize("recommended", ["yes", "no", "not_yet"])
def test_no_option_holds_the_recommendation_or_its_reason(
    library: Library, recommended: str
) -> None:
    said = {"rec.drr": recommended, "rec.reason": "Zebra", "rec.departure": "Quagga"}
    text = alternatives(judged(library, {**UNFIT, **said}))

    assert "Zebra" not in text
    assert "Quagga" not in text
    assert "recommend" not in text


def test_what_the_court_has_said_of_custody_stands_with_a_community_order(library: Library) -> None:
    changes = {"order.kind": "suspended_sentence_order", "case.seriousness": "custody"}

    assert lines(judged(library, changes)) == [
        (
            "Community order: nothing known today closes it to the court; the court has said that the "
            "offence calls for custody."
        )
    ]
