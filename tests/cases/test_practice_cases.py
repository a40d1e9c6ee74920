"""Tests of the practice cases: each reads, and is judged as a person worked it out by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from court_assess.definitions.case_file import read_case, read_case_bytes
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.in_play import beside_drr, court_asks
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import progress
from court_assess.exports.case_file import as_yaml
from court_assess.settings import PRACTICE_CASES
from tests.cases.written import advice_of

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
EXPECTED = PRACTICE_CASES / "expected"
COMPLETE = (
    "01_heroin_and_crack_ready",
    "08_suspended_sentence_18_months",
    "17_whole_report_in_wales",
)
OUTCOMES = {
    "outside_these_rules",
    "not_available",
    "cannot_say_yet",
    "awaiting_recommendation",
    "available",
}
ADVICE = {
    "health_first",
    "not_open_in_law",
    "adjourn_for_assessment",
    "not_enough_known",
    "another_requirement_fits",
    "not_now",
    "provider_pending",
    "ready_for_recommendation",
}
FICTIONAL_PHONE = re.compile(r"01632 960\d{3}|07700 900\d{3}")  # kept free by Ofcom

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def expected_of(path: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((EXPECTED / path.name).read_text(encoding="utf-8"))
    return read


def assessment_of(path: Path, library: Library) -> Assessment:
    return read_case(path, library).assessment


def judgement_of(path: Path, library: Library) -> Judgement:
    assessment = assessment_of(path, library)
    day = assessment.judged_on()
    assert day is not None
    return judge(library, assessment, day)


def answer_of(assessment: Assessment, question: str) -> Any:
    answer = assessment.answers.get(question)
    assert answer is not None, question
    return answer.value


def test_there_is_a_practice_case_for_every_expectation_and_the_other_way_round() -> None:
    expectations = {path.name for path in EXPECTED.glob("*.yaml")}

    assert CASES
    assert {path.name for path in CASES} == expectations


@each_case
def test_the_findings_are_those_worked_out_by_hand(path: Path, library: Library) -> None:
    found = judgement_of(path, library)
    drr = found.requirement("drr")

    assert {
        "order_possible": found.order_possible,
        "outcome": drr.outcome,
        "advice": advice_of(found),
        "findings": {one.id: one.result for one in drr.conditions},
        "limits": {one.id: one.result for one in found.limits},
        "flags": {one.flag.id: one.result for one in found.flags if one.result != "not_met"},
        "beside": {
            one.id: {"outcome": one.outcome} | {each.id: each.result for each in one.conditions}
            for one in beside_drr(found)
        },
        "court": {one.id: one.result for one in court_asks(found)},
    } == {"beside": {}, "court": {}} | dict(expected_of(path))


@each_case
def test_an_expectation_says_first_what_the_case_shows(path: Path) -> None:
    assert (EXPECTED / path.name).read_text(encoding="utf-8").startswith("# Shows ")


@each_case
def test_a_case_is_prepared_on_or_before_the_day_of_its_hearing(
    path: Path, library: Library
) -> None:
    assessment = assessment_of(path, library)

    assert assessment.prepared_on is not None
    assert assessment.prepared_on <= answer_of(assessment, "case.hearing_date")


@each_case
def test_a_case_that_is_exported_reads_back_the_same(path: Path, library: Library) -> None:
    assessment = assessment_of(path, library)

    again = read_case_bytes(as_yaml(assessment).encode(), "again.yaml", library)

    assert again.assessment == assessment


@each_case
def test_no_answer_of_a_case_stands_under_a_question_that_is_not_shown(
    path: Path, library: Library
) -> None:
    assessment = assessment_of(path, library)
    day = assessment.judged_on()
    assert day is not None
    reading = AnswerReading(library.questionnaire, assessment.answers, day)

    assert [one for one, row, _ in assessment.answers if not reading.is_shown(one, row)] == []


@pytest.mark.parametrize("name", COMPLETE)
def test_a_show_piece_is_complete_enough_to_be_signed(name: str, library: Library) -> None:
    assessment = assessment_of(PRACTICE_CASES / f"{name}.yaml", library)
    day = assessment.judged_on()
    assert day is not None
    reading = AnswerReading(library.questionnaire, assessment.answers, day)

    assert [one.question.id for part in progress(reading) for one in part.lacking] == []


def test_one_show_piece_is_a_whole_pre_sentence_report(library: Library) -> None:
    found = [assessment_of(PRACTICE_CASES / f"{name}.yaml", library) for name in COMPLETE]

    assert "whole" in {answer_of(one, "psr.scope") for one in found}


def test_every_outcome_and_every_advice_occurs(library: Library) -> None:
    found = [judgement_of(path, library) for path in CASES]

    assert {one.requirement("drr").outcome for one in found} == OUTCOMES
    assert {advice_of(one) for one in found} == ADVICE


def test_no_two_cases_share_a_name_or_a_case_number(library: Library) -> None:
    found = [assessment_of(path, library) for path in CASES]
    for question in ("case.defendant_name", "case.crn"):
        values = [answer_of(one, question) for one in found]

        assert len(set(values)) == len(values), question


@each_case
def test_phone_numbers_belong_to_nobody(path: Path) -> None:
    numbers = re.findall(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b", path.read_text(encoding="utf-8"))

    assert [one for one in numbers if not FICTIONAL_PHONE.fullmatch(one)] == []


def test_the_cases_hold_every_way_of_knowing_and_of_not_answering(library: Library) -> None:
    found = [answer for path in CASES for _, _, answer in assessment_of(path, library).answers]

    assert {one.known_by.value for one in found} == {
        "person",
        "document",
        "test",
        "provider",
        "agency",
        "not_verified",
    }
    assert {one.status.value for one in found} == {"given", "declined", "not_known", "not_asked"}
