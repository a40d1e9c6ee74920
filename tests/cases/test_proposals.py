"""Invented proposals, each with the limits it breaks, what it leaves open, and what is asked back.

A proposal is written as changes to one that is within every limit: a community order of 12 months
with a drug rehabilitation requirement of 6, reviewed every 6 weeks, beside a punishment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.proposal import (
    CONFIRMED,
    broken_limits,
    limits_on,
    named_treatments,
    practice_on,
    requirements_on,
    requirements_reading,
)
from court_assess.domain.queries import queries_of
from court_assess.domain.results import UNDECIDED
from tests.cases.written import TODAY, case_of, result_of

Answers = Mapping[str, Any]
NONE: frozenset[str] = frozenset()
# How each question back to the officer begins.
UNASKED, WORK, STUDY = "The court must avoid", "They told you about work", "They told you about sch"
CARE, FAITH, HEALTH = (
    "They told you that they",
    "They told you about their f",
    "They told you about their h",
)
SAY_WHY = "Say why a punishment"
SAY_WHAT, PURPOSES, NO_ENTRY = "Say what would clash", "The purposes given", "Not every requirement"

SUSPENDED: Answers = {
    "order.kind": "suspended_sentence_order",
    "order.length_months": None,
    "order.custodial_term_months": "12",
    "order.operational_months": "18",
    "order.supervision_months": "12",
    "order.for_punishment": "no",
}
NO_CLASH: Answers = {"order.clash": ["none"]}
CURFEW: Answers = {
    "order.other_requirements": ["curfew"],
    "order.curfew_hours_day": "12",
    "order.curfew_hours_week": "84",
    "order.curfew_months": "3",
    **NO_CLASH,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes to the sound proposal, and all that is expected of them."""

    name: str
    changes: Answers
    broken: frozenset[str] = NONE
    undecided: frozenset[str] = NONE
    asked: frozenset[str] = NONE
    local: frozenset[str] = NONE


def proposal(
    name: str,
    *changes: Answers,
    broken: str = "",
    undecided: str = "",
    asked: tuple[str, ...] = (),
    local: str = "",
) -> Proposal:
    merged: dict[str, Any] = dict(NO_CLASH)
    for one in changes:
        merged |= one
    return Proposal(
        name,
        merged,
        frozenset(broken.split()),
        frozenset(undecided.split()),
        frozenset(asked),
        frozenset(local.split()),
    )


def suspended(**changes: str) -> Answers:
    """A suspended sentence, with its term, its two periods or the requirement changed."""
    names = {
        "term": "order.custodial_term_months",
        "operational": "order.operational_months",
        "supervision": "order.supervision_months",
        "drr": "drr.length_months",
        "convicted": "case.conviction_date",
    }
    return {**SUSPENDED, **{names[key]: one for key, one in changes.items()}}


def beside(*requirements: str, **changes: Any) -> Answers:
    """Requirements beside the DRR, with nothing that clashes; ``__`` in a name is a dot."""
    dotted = {key.replace("__", "."): one for key, one in changes.items()}
    return {"order.other_requirements": list(requirements), **NO_CLASH, **dotted}


def clash(
    *what: str, avoided: str | None = None, words: str | None = "The plan says how"
) -> Answers:
    return {"order.clash": list(what), "order.clash_words": words, "order.clash_avoided": avoided}


def purposes(*entries: tuple[str, str], complete: str = "yes") -> Answers:
    rows = [{"req.kind": kind, "req.purpose": [purpose]} for kind, purpose in entries]
    return {"req": rows, "req.complete": complete}


PROPOSALS = (
    proposal("within every limit", {}),
    # Lengths (Sentencing Act 2020, ss.209 and 288)
    proposal("requirement a month longer than the order", {"drr.length_months": "13"}, broken="drr.length_within_order"),
    proposal("requirement as long as the order", {"drr.length_months": "12"}),
    proposal("order of 36 months", {"order.length_months": "36", "drr.length_months": "36"}),
    proposal("order of 37 months", {"order.length_months": "37"}, broken="co.length"),
    proposal("no length yet", {"drr.length_months": None}, undecided="drr.review_required drr.length_within_order"),
    # Reviews (Sch 9, para 21)
    proposal("13 months and no reviews", {"order.length_months": "18", "drr.length_months": "13", "drr.review": "no", "drr.review_interval": None}, broken="drr.review_provided", undecided="drr.review_interval"),
    proposal("12 months and no reviews", {"drr.length_months": "12", "drr.review": "no"}),
    proposal("18 months under intensive supervision and no reviews", {"order.length_months": "24", "drr.length_months": "18", "drr.review": "no", "order.intensive_supervision": "yes"}),
    proposal("reviews every 4 weeks", {"drr.review_interval": "4 weeks"}, broken="drr.review_interval"),
    proposal("reviews every month", {"drr.review_interval": "1 month"}),
    # Punishment (s.208(10) and (11))
    proposal("neither punishment nor fine", {"order.for_punishment": "no"}, broken="co.punishment", asked=(SAY_WHY,)),
    proposal("neither, and why", {"order.for_punishment": "no", "order.for_punishment_words": "No home"}),
    proposal("a fine and no punishment", {"order.for_punishment": "no", "order.fine": "yes"}),
    # Suspended sentences (ss.264, 277 and 288)
    proposal("suspended, within every limit", SUSPENDED),
    proposal("requirement longer than the supervision", suspended(drr="13"), broken="drr.length_within_order"),
    proposal("supervision longer than the operational period", suspended(operational="12", supervision="13"), broken="sso.supervision"),
    proposal("operational period of 5 months", suspended(operational="5", supervision="6"), broken="sso.operational sso.supervision"),
    proposal("operational period of 25 months for a term of 24", suspended(term="24", operational="25"), broken="sso.operational"),
    proposal("operational period of 36 months for a term of 30", suspended(term="30", operational="36", supervision="24")),
    proposal("supervision of 25 months", suspended(term="30", operational="36", supervision="25"), broken="sso.supervision"),
    proposal("term of 37 months", suspended(term="37", operational="36"), broken="sso.term"),
    proposal("term of 25 months, convicted before 22 March 2026", suspended(term="25", convicted="2026-03-21"), broken="sso.term"),
    proposal("term of 24 months, convicted before 22 March 2026", suspended(term="24", convicted="2026-03-21")),
    # What closes an order
    proposal("a hospital order for the same offence, which is a fact of the case", {"case.hospital_or_guardianship": "yes"}),
    proposal("a suspended sentence on the same day", {"case.sso_same_occasion": "yes"}, broken="co.no_sso"),
    proposal("below a community order", {"case.seriousness": "below_community"}, broken="co.serious_enough"),
    # Unpaid work and curfew (Sch 9, paras 1 to 3, 9 and 10)
    proposal("39 hours of unpaid work", beside("unpaid_work", order__unpaid_work_hours="39"), broken="upw.hours"),
    proposal("300 hours of unpaid work", beside("unpaid_work", order__unpaid_work_hours="300")),
    proposal("301 hours of unpaid work", beside("unpaid_work", order__unpaid_work_hours="301"), broken="upw.hours"),
    proposal("unpaid work with no hours yet", beside("unpaid_work"), undecided="upw.hours"),
    proposal("the longest curfew", CURFEW, {"order.curfew_hours_day": "20", "order.curfew_hours_week": "112", "order.curfew_months": "24"}),
    proposal("21 hours of curfew in a day", CURFEW, {"order.curfew_hours_day": "21"}, broken="curfew.hours_day"),
    proposal("113 hours of curfew in a week", CURFEW, {"order.curfew_hours_week": "113"}, broken="curfew.hours_week"),
    proposal("25 months of curfew", CURFEW, {"order.curfew_months": "25"}, broken="curfew.length"),
    proposal("17 hours of curfew, convicted before 28 June 2022", CURFEW, {"order.curfew_hours_day": "17", "case.conviction_date": "2022-06-27"}, broken="curfew.hours_day"),
    # Treatment and testing requirements together (Sch 9, paras 22A to 26)
    proposal("alcohol treatment with abstinence", beside("alcohol_treatment", "alcohol_abstinence", aamr__days="90"), broken="aamr.not_with_atr", local="local.two_treatments"),
    proposal("121 days of abstinence", beside("alcohol_abstinence", aamr__days="121"), broken="aamr.length"),
    proposal("120 days of abstinence", beside("alcohol_abstinence", aamr__days="120")),
    proposal("alcohol and mental health treatment", beside("alcohol_treatment", "mental_health_treatment"), local="local.two_treatments"),
    proposal("drug testing beside it", beside("drug_testing"), local="local.tested_twice"),
    proposal("drug testing beside it, before the officer has decided", beside("drug_testing"), {"rec.drr": None}, local="local.tested_twice"),
    proposal("drug testing in its place", beside("drug_testing"), {"rec.drr": "no"}),
    # Clashes (s.208(12) and (13); s.292(3) and (4))
    proposal("two requirements and clashes not asked about", {"order.other_requirements": ["residence"], "order.clash": None}, undecided="order.no_clash", asked=(UNASKED,)),
    proposal("the requirement alone and clashes not asked about", {"order.clash": None}, asked=(UNASKED,)),
    proposal("work clashes and the plan avoids it", clash("work", avoided="yes")),
    proposal("religion clashes and the plan does not avoid it", clash("religion", avoided="no"), broken="order.no_clash"),
    proposal("another order clashes and nothing is said of the plan", clash("other_orders", words=None), undecided="order.no_clash", asked=(SAY_WHAT,)),
    proposal("care clashes, which the law does not name", clash("care", avoided="no"), local="local.fit_around_care"),
    proposal("the requirements clash with each other", beside("programme", "unpaid_work", order__unpaid_work_hours="80"), clash("requirements", avoided="no"), broken="order.no_clash"),
    proposal("nothing clashes, of somebody at work", NO_CLASH, {"emp.status": "regular_work"}, asked=(WORK,)),
    proposal("nothing clashes, of a student", NO_CLASH, {"emp.status": "student"}, asked=(STUDY,)),
    proposal("nothing clashes, of a father at home", NO_CLASH, {"fam.parent": "all_live_with"}, asked=(CARE,)),
    proposal("nothing clashes, of somebody who spoke of faith and health", NO_CLASH, {"drr.barriers": ["faith", "health"]}, asked=(FAITH, HEALTH)),
    # The purpose of each
    proposal("unpaid work for punishment", beside("unpaid_work", order__unpaid_work_hours="80"), purposes(("unpaid_work", "punishment"))),
    proposal("for punishment, and no purpose says so", beside("programme"), purposes(("programme", "rehabilitation")), asked=(PURPOSES,)),
    proposal("a curfew without an entry", beside("programme", "curfew", order__curfew_hours_day="4", order__curfew_hours_week="28", order__curfew_months="2"), purposes(("programme", "punishment")), asked=(NO_ENTRY,)),
    # Wording of the order (Sch 9, para 19(5))
    proposal("wording that names no treatment", {"order.wording": "For 6 months at the clinic, twice a week, under Dr Adeyemi."}),
    proposal("wording with a dose", {"order.wording": "For 6 months with 60 ml a day."}, broken="drr.wording", undecided="drr.wording"),
    proposal("wording with a therapy, to be changed", {"order.wording": "For 6 months, with CBT.", "order.wording_confirmed": "no"}, broken="drr.wording"),
    proposal("wording with a place named like a medicine, confirmed", {"order.wording": "At Methadone Row.", "order.wording_confirmed": "yes"}),
)  # fmt: skip
each = pytest.mark.parametrize("one", PROPOSALS, ids=lambda one: one.name)


def judged(library: Library, one: Proposal) -> Judgement:
    return judge(library, case_of(library, one.changes), TODAY)


def test_there_are_forty_at_least_and_no_two_are_the_same() -> None:
    assert len(PROPOSALS) >= 40
    assert len({repr(sorted(one.changes.items())) for one in PROPOSALS}) == len(PROPOSALS)


@each
def test_a_proposal_breaks_the_limits_it_breaks_and_no_others(
    library: Library, one: Proposal
) -> None:
    found = limits_on(judged(library, one), library.questionnaire.questions)

    assert {limit.id for limit in found if limit.is_broken} == one.broken
    assert {limit.id for limit in found if limit.result == UNDECIDED} == one.undecided
    assert all(limit.authority.startswith("Sentencing Act 2020") for limit in found)


@each
def test_a_proposal_is_asked_about_what_may_clash_and_no_more(
    library: Library, one: Proposal
) -> None:
    section = library.questionnaire.section("order")
    found = judged(library, one)
    says = {query.says for query in queries_of(section, found.reading)}
    suggested = {
        each.id for each in practice_on(found, {"order.other_requirements", "order.clash"})
    }

    assert {
        begin for begin in one.asked if any(text.startswith(begin) for text in says)
    } == one.asked
    assert len(says) == len(one.asked)
    assert suggested == one.local


def test_every_limit_there_is_is_broken_by_some_proposal(library: Library) -> None:
    of_orders = {"co.length", "sso.term", "sso.operational", "sso.supervision"}
    limits = {one.id for one in library.rules.limits} | of_orders

    assert (
        limits - {"drr.review_required"} - {limit for one in PROPOSALS for limit in one.broken}
        == set()
    )


def test_that_reviews_are_not_compulsory_is_no_fault(library: Library) -> None:
    found = judge(library, case_of(library, {}), TODAY)

    assert result_of(found, "drr.review_required") == "not_met"
    assert not any(one.is_broken for one in found.limits)


def test_a_page_shows_the_limits_that_read_its_questions_and_no_others(library: Library) -> None:
    found = judge(library, case_of(library, CURFEW), TODAY)

    assert [one.id for one in limits_on(found, {"order.curfew_months"})] == ["curfew.length"]
    assert limits_on(found, {"own.today"}) == ()


def test_the_kinds_of_requirement_are_those_that_can_be_ticked(library: Library) -> None:
    questions = library.questionnaire.questions
    ticked = {one.id for one in questions["order.other_requirements"].options} - {"none"}
    kinds = {one.id for one in questions["req.kind"].options}

    assert kinds == ticked | {"drug_rehabilitation"}
    for kind in sorted(ticked):
        lacking = {
            "order.other_requirements": [kind],
            "req": [{"req.kind": "drug_rehabilitation"}],
            "req.complete": "yes",
        }
        found = judge(library, case_of(library, lacking), TODAY)
        says = (
            one.says for one in queries_of(library.questionnaire.section("order"), found.reading)
        )
        assert any(one.startswith(NO_ENTRY) for one in says), kind


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"order.wording": "With Methadone, 60ml and CBT."}, ("Methadone", "60ml", "CBT")),
        ({"order.wording": "At the clinic."}, ()),
        ({"order.wording": "With CBT.", "order.wording_confirmed": "no"}, ("CBT",)),
        ({"order.wording": "At CBT Row.", "order.wording_confirmed": "yes"}, ()),
        ({"order.wording": {"declined": True}}, ()),
        ({"order.wording": "With CBT.", "rec.drr": "no"}, ()),
        ({}, ()),
    ],
)
def test_the_words_that_may_name_a_treatment_are_named(
    library: Library, changes: Answers, named: tuple[str, ...]
) -> None:
    found = judge(library, case_of(library, changes), TODAY)

    assert named_treatments(found.reading) == named


def test_without_a_question_for_it_no_wording_is_looked_through(library: Library) -> None:
    reading = judge(library, case_of(library, {"order.wording": "With CBT."}), TODAY).reading
    sections = tuple(
        replace(one, questions=tuple(each for each in one.questions if each.id != CONFIRMED))
        for one in library.questionnaire.sections
    )
    older = replace(library.questionnaire, sections=sections)

    assert named_treatments(reading) == ("CBT",)
    assert named_treatments(replace(reading, questionnaire=older)) == ()


def test_limits_of_a_requirement_that_is_not_proposed_are_not_broken(library: Library) -> None:
    changes = {"drr.length_months": "38", "order.length_months": "37"}
    found = {
        recommended: [
            one.id
            for one in broken_limits(
                judge(library, case_of(library, {**changes, "rec.drr": recommended}), TODAY)
            )
        ]
        for recommended in ("yes", "not_yet", "no")
    }

    both = [one for one in found["yes"] if one != "drr.length_within_order"]
    assert found["yes"] == found["not_yet"]
    assert found["no"] == both == ["co.length"]


def test_a_page_bears_on_the_requirements_that_read_its_questions(library: Library) -> None:
    both = {"order.other_requirements": ["alcohol_treatment", "drug_testing"]}
    found = judge(library, case_of(library, both), TODAY)

    def on(*asked: str) -> list[str]:
        return [one.id for one in requirements_on(found, asked)]

    assert on("order.other_requirements") == ["atr", "dtr"]
    assert on("atr.willing") == ["atr"]
    assert on("dtr.misuse_then", "alc.dependent") == ["atr", "dtr"]
    assert on("drr.willing", "prov.arrangements", "own.today") == []
    assert requirements_reading(library.rules, {"mhtr.willing"}) == {"mhtr"}
