"""What of a judgement is in play, and which day's law it is made by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.conditions import Comparison
from court_assess.domain.findings import Judgement, RequirementFinding, judge
from court_assess.domain.in_play import (
    beside_drr,
    court_asks,
    drr_of,
    in_play,
    law_of_the_day,
    out_of_force,
    to_mend,
)
from court_assess.domain.rules import (
    ConditionOfLaw,
    CourtQuestion,
    InForce,
    NamedDate,
    Requirement,
    RuleBook,
)
from tests.domain.made import QUESTIONNAIRE, TODAY, answers

CHANGE = date(2026, 3, 22)
BORN = date(2026, 3, 21)
WORDS = {"met": "yes", "not_met": "no", "not_known": "open"}
GATE = Comparison("a.gate", "is", "yes")
SINCE = InForce(since=CHANGE, governed_by="born")


def law(law_id: str) -> ConditionOfLaw:
    born = InForce(governed_by="born")
    return ConditionOfLaw(law_id, law_id, "the Act", GATE, WORDS, in_force=born)


BOOK = RuleBook(
    requirements=(
        Requirement("drr", "DRR", (law("drr.one"),)),
        Requirement("other", "Other", (law("other.one"),), in_force=SINCE, considered_when=GATE),
    ),
    limits=(replace(law("l.must"), before_signing=True), law("l.may")),
    court=(CourtQuestion("c", "C", WORDS, (law("c.one"),), GATE),),
    dates={"born": NamedDate("a.born", says="birth")},
)


def judged(gate: str, book: RuleBook = BOOK) -> Judgement:
    said = answers({"a.gate": gate, "a.born": BORN})
    return judge(Library(QUESTIONNAIRE, book), Assessment(said), TODAY)


def test_what_is_considered_is_in_play_and_nothing_else() -> None:
    yes, no = judged("yes"), judged("no")

    assert [one.id for one in in_play(yes)] == ["drr", "other"]
    assert [one.id for one in in_play(no)] == ["drr"]
    assert [one.id for one in beside_drr(yes)] == ["other"]
    assert [one.id for one in drr_of(yes)] == ["drr"]
    assert ([one.id for one in court_asks(yes)], court_asks(no)) == (["c"], ())


def test_only_a_broken_limit_that_must_be_kept_is_to_be_mended() -> None:
    assert [one.id for one in to_mend(judged("no"))] == ["l.must"]
    assert to_mend(judged("yes")) == ()


def test_the_day_that_governs_is_said_with_what_it_is_the_day_of() -> None:
    nameless = replace(BOOK, dates={"born": NamedDate("a.born")})
    for book, words in (
        (BOOK, "Law of the day of birth, 21 March 2026"),
        (nameless, "Law of 21 March 2026"),
    ):
        found = judged("yes", book)
        finding = found.requirement("drr").conditions[0]

        assert law_of_the_day(found, finding) == words
    assert law_of_the_day(judged("yes"), judged("yes").requirement("drr")) == ""


@pytest.mark.parametrize(
    ("period", "days", "words"),
    [
        (InForce(), (BORN,), ""),
        (SINCE, (CHANGE,), ""),
        (SINCE, (), ""),
        (SINCE, (BORN,), "This is law from 22 March 2026, so it is not open here."),
        (SINCE, (BORN, CHANGE), "This is law from 22 March 2026: take each offence by itself."),
        (
            InForce(until=BORN),
            (CHANGE,),
            "This is law until 21 March 2026, so it is not open here.",
        ),
    ],
)
def test_what_is_not_law_on_a_day_says_when_it_is(
    period: InForce, days: tuple[date, ...], words: str
) -> None:
    found = RequirementFinding("r", "R", "", (), governed_on=days, in_force=period)

    assert out_of_force(found) == words
