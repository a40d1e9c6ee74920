"""Tests of what the treatment provider is asked, and of when nothing may go to it."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import WHY_NOT_REFERRED, why_not_referred
from court_assess.domain.findings import judge
from court_assess.domain.provider_part import IN_THE_ORDER, asked_of_provider
from court_assess.domain.reading import AnswerReading
from tests.cases.written import TODAY

YES = {"con.share_provider": given("yes")}
# Every way in which a consent is no plain yes, and the answers that say so.
NO_YES: dict[str, dict[str, Answer]] = {
    "no": {"con.share_provider": given("no")},
    "withdrawn": {**YES, "con.withdrawn": given(("gp", "provider"))},
    "declined": {"con.share_provider": DECLINED},
    "not_known": {"con.share_provider": NOT_KNOWN},
    "not_asked": {"con.share_provider": Answer(Status.NOT_ASKED, note="Asleep")},
    "not_yet_asked": {},
}


def decided(library: Library, depth: str) -> dict[str, list[str]]:
    """Return what each question asked of the provider decides."""
    answers = Answers({"ses.depth": given(depth)})
    judgement = judge(library, Assessment(answers, {}, TODAY), TODAY)
    return {
        one.question.id: [each.condition for each in one.decides]
        for one in asked_of_provider(judgement)
    }


def test_what_decides_a_condition_or_the_order_comes_first_whatever_the_depth(
    library: Library,
) -> None:
    asked = decided(library, "court_day")
    must = {question: conditions for question, conditions in asked.items() if conditions}

    assert must == {
        "prov.dependent_or_propensity": ["drr.dependent_or_propensity"],
        "prov.requires_treatment": ["drr.requires_treatment"],
        "prov.may_be_susceptible": ["drr.may_be_susceptible"],
        "prov.arrangements": ["drr.arrangements"],
        "prov.setting": ["drr.arrangements", IN_THE_ORDER.condition],
        "prov.reception": ["drr.arrangements"],
        "prov.director": [IN_THE_ORDER.condition],
        "prov.place": [IN_THE_ORDER.condition],
        "prov.intervals": [IN_THE_ORDER.condition],
    }
    assert list(asked)[: len(must)] == list(must)
    assert "prov.intensity" not in asked
    assert not {"prov.name", "prov.method", "prov.assessor"} & set(asked)


def test_the_full_assessment_asks_the_provider_more(library: Library) -> None:
    assert {"prov.intensity", "prov.plan"} <= set(decided(library, "full"))


@pytest.mark.parametrize("state", NO_YES)
def test_only_a_plain_yes_lets_anything_go_to_the_provider(library: Library, state: str) -> None:
    def why(answers: dict[str, Answer]) -> str:
        return why_not_referred(AnswerReading(library.questionnaire, Answers(answers), TODAY))

    assert why(NO_YES[state]) == WHY_NOT_REFERRED[state]
    assert why(YES) == ""


def test_each_reason_is_its_own() -> None:
    assert set(WHY_NOT_REFERRED) == set(NO_YES)
    assert len(set(WHY_NOT_REFERRED.values())) == len(NO_YES)
