"""Tests of the referral as data: one schema, one version for the same answers, an empty reply."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from court_assess.domain.answers import Answer, Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import WHY_NOT_REFERRED
from court_assess.domain.findings import judge
from court_assess.domain.local import LocalSettings, ProviderEntry
from court_assess.exports.attached import as_bytes
from court_assess.exports.referral import referral, referral_schema
from tests.domain.test_provider_part import NO_YES, YES
from tests.report.filled import TODAY, agreed, filled, marker

LOCAL = LocalSettings(providers=(ProviderEntry("Lanternway", "01632 960 021"),))
SCHEMA = jsonschema.Draft202012Validator(referral_schema())
ASKED = {
    **YES,
    "case.crn": given("X700101"),
    "case.defendant_name": given("Zoë 李明 بشير"),
    "prov.name": given("lanternway"),
    "rec.officer_name": given("R. Adeyemi"),
}


def made(library: Library, answers: dict[str, Answer], day: date = TODAY, **more: str) -> Any:
    assessment = Assessment(Answers(answers), {}, day)
    return referral(judge(library, assessment, day), LOCAL, **more)


def everything(library: Library) -> Any:
    assessment = agreed(filled(library, frozenset(library.questionnaire.questions)))
    return referral(judge(library, assessment, TODAY), LOCAL)


def test_it_is_of_its_schema_and_comes_back_as_it_was(library: Library) -> None:
    for tree in (made(library, ASKED), everything(library)):
        SCHEMA.validate(tree)
        assert json.loads(as_bytes(tree)) == tree


@pytest.mark.parametrize(
    "spoil",
    [
        {"format": "court-assess/referral@2"},
        {"consent": {"state": "no", "on": "", "how": ""}},
        {"version": "sha256:short"},
        {"more": 1},
    ],
    ids=str,
)
def test_the_schema_refuses_another_form(library: Library, spoil: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid({**made(library, ASKED), **spoil})


def test_it_says_who_whose_and_where_to(library: Library) -> None:
    tree = made(library, ASKED)

    assert tree["person"] == {"crn": "X700101", "name": "Zoë 李明 بشير", "date_of_birth": ""}
    assert tree["provider"] == {"name": "lanternway", "telephone": "01632 960 021"}
    assert tree["officer"]["name"] == "R. Adeyemi"
    assert tree["consent"]["state"] == "yes"
    named = made(library, ASKED, made_for="Another service", made_by="P. Olawale")
    assert named["provider"] == {"name": "Another service", "telephone": ""}
    assert named["officer"]["name"] == "P. Olawale"


@pytest.mark.parametrize(
    ("made_by", "role", "telephone"),
    [
        ("", "Probation officer", "01632 960114"),
        ("r.  adeyemi", "Probation officer", "01632 960114"),
        ("P. Olawale", "", ""),
    ],
)
def test_the_officer_s_role_and_number_are_given_for_nobody_else(
    library: Library, made_by: str, role: str, telephone: str
) -> None:
    officer = {
        "rec.officer_role": given("Probation officer"),
        "rec.officer_phone": given("01632 960114"),
    }
    tree = made(library, {**ASKED, **officer}, made_by=made_by)

    assert tree["officer"] == {
        "name": made_by or "R. Adeyemi",
        "role": role,
        "telephone": telephone,
    }
    SCHEMA.validate(tree)


def test_it_holds_every_answer_for_the_provider_and_no_other(library: Library) -> None:
    tree = everything(library)
    questions = library.questionnaire.questions
    secret = [one.id for one in questions.values() if "provider" not in one.prints]
    text = json.dumps(tree)

    assert [one for one in secret if marker(one) in text] == []
    assert marker("own.want") in text  # the control: what is printed for the provider is found
    held = {one["question"] for one in tree["answers"]}
    assert {one.split(".")[0] for one in held} > {"sub", "med", "preg", "own", "prov"}
    assert held.isdisjoint(secret)


@pytest.mark.parametrize("state", NO_YES)
def test_without_a_plain_yes_there_is_no_data(library: Library, state: str) -> None:
    with pytest.raises(ValueError, match="No referral can be made") as refused:
        made(library, NO_YES[state])

    assert str(refused.value) == WHY_NOT_REFERRED[state]


def test_the_version_is_of_the_answers_and_of_no_clock(library: Library) -> None:
    version = made(library, ASKED)["version"]
    by_phone = {**ASKED, "prov.director": given("Dr Solberg-Hayes")}

    assert made(library, ASKED, date(2026, 12, 24))["version"] == version
    assert made(library, by_phone)["version"] == version  # the provider's own answer
    assert made(library, {**ASKED, "preg.status": given("yes")})["version"] != version
    assert made(library, {**ASKED, "con.nodata": given("Not my sister")})["version"] == version


def test_the_reply_is_empty_and_names_what_is_asked(library: Library) -> None:
    reply = made(library, ASKED)["reply"]
    asked = {one["id"]: one for one in reply["questions"]}

    assert reply["answers"] == {}
    assert set(reply["filled_by"].values()) == {""}
    assert asked["prov.reception"]["only_if"] == "“Setting” is “Resident treatment”"
    assert [one["id"] for one in asked["prov.arrangements"]["options"]] == [
        "made",
        "can_be_made",
        "cannot_be_made",
    ]
    assert asked["prov.place"]["decides"][0]["authority"].endswith("Sch 9, para 19(5)")


def test_a_reply_that_is_filled_in_is_of_the_schema_and_one_for_the_court_is_not(
    library: Library,
) -> None:
    tree = made(library, ASKED)
    tree["reply"]["answers"] = {"prov.requires_treatment": "yes", "prov.plan": ["psy_mi"]}
    tree["reply"]["filled_by"]["prov.assessor"] = "Jo Tregear, recovery worker"
    SCHEMA.validate(tree)

    tree["reply"]["answers"] = {"rec.drr": "yes"}
    assert not SCHEMA.is_valid(tree)
