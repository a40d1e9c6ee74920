"""Tests of the findings as JSON and as plain words: every score, sign, factor and answer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, Answer, Answers, KnownBy, Row, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import PartialDate, Value
from court_assess.domain.walk import walk
from court_assess.exports.judgement import as_json
from court_assess.exports.plain_words import findings_in_words
from tests.report.filled import TODAY


def sds(drug: str, *points: int) -> Row:
    items: dict[str, Value] = {f"sds.{place}": one for place, one in enumerate(points, 1)}
    return Row(drug, {key: given(one) for key, one in ({"sds.drug": drug} | items).items()})


@pytest.fixture
def assessment(library: Library) -> Assessment:
    del library
    single = {
        "ins.chosen": given(("sds", "dudit")),
        "sds.by": given("officer_read"),
        "sds.on": given(datetime(2026, 11, 18, 9, 30)),
        "od.ever": given(2),
        "case.court": given("Stonehithe", KnownBy.DOCUMENT),
        "own.want": DECLINED,
        "own.helped": Answer(Status.NOT_ASKED, note="No time"),
    }
    signs = {
        "dep.slug": given("heroin"),
        "dep.control_start": given(4),
        "dep.priority": given(3),
        "dep.pattern_start": given(PartialDate(2019)),
    }
    rows = {
        "sds": (sds("heroin", 3, 3, 2, 1, 2), sds("hallucinogens", 1)),
        "dep": (Row("a", signs),),
        "sub": (Row("s", {"sub.slug": given("heroin")}), Row("t", {"sub.slug": given("crack")})),
    }
    return Assessment(Answers(single, rows), {}, TODAY)


def written(library: Library, assessment: Assessment) -> Any:
    found = judge(library, assessment, TODAY)
    return json.loads(json.dumps(as_json(found)))


def test_a_score_carries_its_cut_off_and_who_filled_it_in(
    library: Library, assessment: Assessment
) -> None:
    first, second = (
        one for one in written(library, assessment)["scores"] if one["id"] == "sds.total"
    )

    assert (first["row"], first["total"], first["least"], first["most"]) == (1, 11, 11, 11)
    assert first["reading"] == "widely_used"
    assert first["cut_off"]["at_least"] == 5
    assert first["cut_off"]["assumed"] is False
    assert first["reached"] == "met"
    assert first["completed_by"] == "officer_read"
    assert first["completed_on"] == "2026-11-18T09:30"
    assert (second["row"], second["total"], second["least"], second["most"]) == (2, None, 1, 13)
    assert second["cut_off"] is None
    assert second["reached"] == "not_known"
    assert second["missing"] == ["sds.2", "sds.3", "sds.4", "sds.5"]


def test_a_cut_off_taken_because_the_sex_is_not_known_is_marked(
    library: Library, assessment: Assessment
) -> None:
    scores = {one["id"]: one for one in written(library, assessment)["scores"]}

    assert scores["dudit.total"]["cut_off"]["assumed"] is True
    assert scores["dudit.total"]["row"] is None


def test_an_indicator_lists_its_signs_and_is_no_diagnosis(
    library: Library, assessment: Assessment
) -> None:
    (found,) = written(library, assessment)["indicators"]

    assert found["row"] == 1
    assert {one["id"]: one["result"] for one in found["features"]} == {
        "control": "met",
        "priority": "met",
        "physiological": "not_known",
    }
    assert (found["fewest"], found["most"], found["lasting"]) == (2, 3, "met")
    assert found["result"] == "met"
    assert "to be confirmed by a clinician" in found["says"]


def test_a_factor_says_what_to_do_and_what_it_rests_on(
    library: Library, assessment: Assessment
) -> None:
    factors = {one["id"]: one for one in written(library, assessment)["factors"]}

    assert set(factors) == {one.id for one in library.rules.factors}
    assert factors["od.previous"]["result"] == "met"
    assert factors["od.previous"]["because"] == [
        {"question": "od.ever", "answer": "2", "row": None}
    ]
    assert factors["od.previous"]["action"]


def test_every_question_asked_is_there_with_its_state(
    library: Library, assessment: Assessment
) -> None:
    answers = written(library, assessment)["answers"]
    by_question = {(one["question"], one["row"]): one for one in answers}
    asked = list(walk(AnswerReading(library.questionnaire, assessment.answers, TODAY)))

    assert len(answers) == len(asked) == len(by_question)
    assert by_question["case.court", None] == {
        "question": "case.court",
        "row": None,
        "state": "given",
        "answer": "Stonehithe",
        "known_by": "document",
        "note": "",
    }
    assert by_question["sub.slug", 2]["answer"] == "crack"
    assert by_question["own.want", None]["state"] == "declined"
    assert by_question["own.want", None]["answer"] is None
    assert by_question["own.helped", None]["note"] == "No time"
    assert by_question["rec.drr", None]["state"] == "not_yet_asked"


def test_plain_words_name_scores_signs_and_factors(
    library: Library, assessment: Assessment
) -> None:
    words = findings_in_words(library, assessment, judge(library, assessment, TODAY))

    assert "Screening scores" in words
    assert "SDS, Heroin: 11" in words
    assert "SDS, LSD or magic mushrooms: from 1 to 13" in words or "from 1 to 13" in words
    assert "it is not known which applies" in words or "not known which applies" in words
    assert "Indicators of dependence, Heroin" in words
    assert "Has overdosed before (od.previous)" in words
    assert "diagnosis" in words
