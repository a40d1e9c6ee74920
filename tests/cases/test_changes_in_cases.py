"""What would change the outcome of each practice case: every way that is named does turn it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.changes import Change, Turn, what_would_change
from court_assess.domain.findings import judge
from court_assess.domain.trying import put
from court_assess.settings import PRACTICE_CASES

TODAY = date(2026, 11, 18)

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))


def turns_of(library: Library, assessment: Assessment) -> tuple[Turn, ...]:
    return what_would_change(judge(library, assessment, TODAY), "drr")


def having(answers: Answers, way: tuple[Change, ...], place: int) -> Answers:
    for change in way:
        answers = put(answers, change.spot, change.values[min(place, len(change.values) - 1)])
    return answers


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_way_turns_the_whole_judgement_and_no_part_of_it_does(
    library: Library, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    now = judge(library, assessment, TODAY).requirement("drr").outcome
    for turn in turns_of(library, assessment):
        for way in turn.ways[:4]:
            for place in (0, 1):
                answers = having(assessment.answers, way, place)
                found = judge(library, replace(assessment, answers=answers), TODAY)
                assert found.requirement("drr").outcome == turn.outcome
            assert turn.outcome != now
            fewer = having(assessment.answers, way[1:], 0)
            without = judge(library, replace(assessment, answers=fewer), TODAY)
            assert without.requirement("drr").outcome != turn.outcome


def test_where_nothing_is_known_the_birth_may_be_any_day_that_makes_an_adult(
    library: Library,
) -> None:
    known = {"case.plea": given("guilty"), "case.conviction_date": given(TODAY)}
    turns = {one.outcome: one for one in turns_of(library, Assessment(Answers(known)))}

    spots = {change.spot.question for change in turns["awaiting_recommendation"].ways[0]}
    assert {"case.date_of_birth", "case.imprisonable", "sub.slug", "drr.willing"} <= spots


def test_a_conviction_older_than_the_rules_is_turned_by_nothing(library: Library) -> None:
    old = next(path for path in CASES if path.name.startswith("15"))

    assert turns_of(library, read_case(old, library).assessment) == ()
