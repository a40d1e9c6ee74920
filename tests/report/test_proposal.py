"""Tests of the proposal: wording an order could use, and reasons before alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge
from court_assess.report.blocks import Prose, Table
from court_assess.report.case import Case, case_of
from court_assess.report.order_wording import left_out, order_wording
from court_assess.report.parts import parts_of
from tests.cases.written import TODAY
from tests.cases.written import case_of as written
from tests.report.filled import DRAFT

ARRANGED = {
    "prov.director": "Dr A. Solberg",
    "prov.place": "4 Corn Exchange Yard",
    "prov.intervals": "Twice a week",
}


def case(library: Library, changes: Mapping[str, Any]) -> Case:
    assessment = written(library, {**ARRANGED, **changes})
    return case_of(library, assessment, judge(library, assessment, TODAY), DRAFT)


def composed(made: Case) -> tuple[str, ...]:
    return order_wording(made.reading, made.judgement)


def test_the_wording_says_what_an_order_must_and_nothing_else_of_the_treatment(
    library: Library,
) -> None:
    plan = {"prov.plan": ["pharm_methadone"], "prov.plan_words": "Methadone 60 ml"}
    treatment, samples, reviews = composed(case(library, plan))

    assert treatment == (
        "For a treatment and testing period of 6 months, the person must submit to drug "
        "rehabilitation treatment as a non-resident at 4 Corn Exchange Yard, at these intervals: "
        "twice a week, by or under the direction of Dr A. Solberg."
    )
    assert "samples" in samples
    assert "intervals of 6 weeks" in reviews
    assert "methadone" not in f"{treatment}{samples}{reviews}".lower()


def test_resident_treatment_has_a_place_and_no_intervals(library: Library) -> None:
    treatment, *_ = composed(case(library, {"prov.setting": "resident"}))

    assert "as a resident at 4 Corn Exchange Yard, by or under" in treatment
    assert "intervals" not in treatment


def test_what_is_lacking_is_said_in_its_place(library: Library) -> None:
    lacking = {"prov.director": None, "prov.setting": None, "drr.review": None}
    paragraphs = composed(case(library, lacking))

    assert "[treatment director: not known today]" in paragraphs[0]
    assert "[resident or non-resident: not known today]" in paragraphs[0]
    assert len(paragraphs) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"rec.drr": "no"},
        {"rec.drr": "not_yet"},
        {"rec.drr": None},
        {"case.conviction_date": "2020-11-30"},
    ],
)
def test_nothing_is_worded_that_the_officer_does_not_propose(
    library: Library, changes: Mapping[str, Any]
) -> None:
    assert composed(case(library, changes)) == ()


def test_reasons_come_before_alternatives_and_the_impact_of_custody(library: Library) -> None:
    texts = {
        "psr.scope": "drug_part",
        "ana.custody_impact": "It would stop.\n\nAnd start again.",
        "ana.alternatives": "Others.\n\nMore.",
        "rec.reason": "Because.\n\nAnd so.",
    }
    (proposal,) = (one for one in parts_of(case(library, texts)) if one.id == "proposal")
    headings = [getattr(one, "heading", "") for one in proposal.blocks]

    assert [one for one in headings if one] == [
        "Wording that an order could use",
        "Reasons for the recommendation",
        "Other options considered",
        "Impact of custody on treatment",
        "About the order",
    ]


def test_the_officer_s_own_wording_stands_in_place_of_what_is_composed(library: Library) -> None:
    own = {"psr.scope": "drug_part", "order.wording": "At the mill.\n\nFor six months."}
    (part,) = (one for one in parts_of(case(library, own)) if one.id == "proposal")
    prose = {one.heading: one.paragraphs for one in part.blocks if isinstance(one, Prose)}

    assert prose["Wording that an order could use, by the officer"] == (
        "At the mill.",
        "For six months.",
    )
    assert "Wording that an order could use" not in prose
    assert all("Officer's wording" not in str(one) for one in part.blocks)


def test_a_wording_for_an_order_that_is_not_open_is_not_called_one(library: Library) -> None:
    closed = {"psr.scope": "drug_part", "order.wording": "At the mill.", "case.imprisonable": "no"}
    (part,) = (one for one in parts_of(case(library, closed)) if one.id == "proposal")

    assert not any(getattr(one, "heading", "").startswith("Wording that") for one in part.blocks)
    assert "At the mill." in str(part.blocks)


def test_the_reason_for_a_departure_stands_after_the_reasons(library: Library) -> None:
    texts = {
        "prov.arrangements": None,
        "rec.reason": "Because.\n\nSo.",
        "rec.departure": "A.\n\nB.",
    }
    (part,) = (one for one in parts_of(case(library, texts)) if one.id == "proposal")
    headings = [one.heading for one in part.blocks if isinstance(one, Prose)]

    place = headings.index("Reasons for the recommendation")
    assert headings[place + 1] == "Why it differs"


def test_each_requirement_has_its_purpose_in_a_table(library: Library) -> None:
    entries = {
        "order.other_requirements": ["curfew"],
        "req": [{"req.kind": "curfew", "req.purpose": ["punishment"]}],
        "req.complete": "yes",
    }
    (part,) = (one for one in parts_of(case(library, entries)) if one.id == "proposal")
    (table,) = (one for one in part.blocks if isinstance(one, Table))

    assert table.columns == ("Requirement", "Purpose", "Run by", "First appointment")
    assert table.rows[0].cells == ("Punishment", "-", "not fixed yet")
    entries["req"] = [{"req.kind": "curfew", "req.first_appt": {"not_asked": "nobody was in"}}]
    (part,) = (one for one in parts_of(case(library, entries)) if one.id == "proposal")
    (table,) = (one for one in part.blocks if isinstance(one, Table))
    assert table.rows[0].cells[-1] == "not asked: nobody was in"


@pytest.mark.parametrize(
    ("changes", "wording", "lacking"),
    [
        ({}, "For 6 MONTHS at 4 corn exchange  yard, twice a week, by Dr A. Solberg", ()),
        ({}, "For 6 months, twice a week", ("Dr A. Solberg", "4 Corn Exchange Yard")),
        (
            {},
            "For 16 months at 14 Corn Exchange Yard, twice a week, under Dr A. Solberg",
            ("6 months", "4 Corn Exchange Yard"),
        ),
        (
            {"prov.setting": "resident"},
            "For 6 months at 4 Corn Exchange Yard under Dr A. Solberg",
            (),
        ),
        ({"prov.director": None, "prov.place": None}, "For 6 months, twice a week", ()),
        ({}, None, ()),
    ],
)
def test_what_a_wording_leaves_out_is_found(
    library: Library, changes: Mapping[str, Any], wording: str | None, lacking: tuple[str, ...]
) -> None:
    found = left_out(case(library, {**changes, "order.wording": wording}).reading)

    assert tuple(one.partition(": ")[2] for one in found) == lacking
