"""Whose word each condition rests on, and where the provider and the officer agree."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import Answer, Answers, KnownBy, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.resting import AGREEMENT, both_views, in_words, rests_on
from tests.domain.made import TODAY

HEROIN = Row("1", {"sub.slug": given("heroin"), "sub.rank": given("1")})
OFFICER, PROVIDER = "dep.officer_view", "prov.dependent_or_propensity"


def judged(library: Library, answers: dict[str, Answer], *rows: Row) -> Judgement:
    held = Answers(answers, {"sub": rows or (HEROIN,)})
    return judge(library, Assessment(held, {}, TODAY), TODAY)


@pytest.mark.parametrize(
    ("answers", "condition", "whose"),
    [
        ({"prov.requires_treatment": "yes"}, "drr.requires_treatment", ("provider",)),
        ({"prov.may_be_susceptible": "no"}, "drr.may_be_susceptible", ("provider",)),
        ({"prov.arrangements": "cannot_be_made"}, "drr.arrangements", ("provider",)),
        ({"drr.willing": "no"}, "drr.willing", ("person",)),
        ({"drr.willing": "unsure", "drr.willing_confirmed": "yes"}, "drr.willing", ("person",)),
        ({"rec.drr": "yes"}, "drr.recommended", ("officer",)),
        ({}, "drr.willing", ()),
        ({OFFICER: "dependent"}, "drr.dependent_or_propensity", ("officer", "person")),
        (
            {OFFICER: "dependent", PROVIDER: "propensity"},
            "drr.dependent_or_propensity",
            ("provider", "officer", "person"),
        ),
        # It is not known, so it rests on nobody yet.
        ({OFFICER: "dependent", PROVIDER: "neither"}, "drr.dependent_or_propensity", ()),
    ],
)
def test_each_condition_names_those_whose_word_decided_it(
    library: Library, answers: dict[str, str], condition: str, whose: tuple[str, ...]
) -> None:
    found = judged(library, {key: given(one) for key, one in answers.items()})
    (finding,) = (one for one in found.requirement("drr").conditions if one.id == condition)

    assert rests_on(finding, found.reading) == whose


@pytest.mark.parametrize(
    ("known_by", "whose"),
    [
        (KnownBy.PERSON, ("provider", "person")),
        (KnownBy.TEST, ("provider",)),
        (KnownBy.PROVIDER, ("provider",)),
    ],
)
def test_what_a_test_shows_or_the_provider_says_is_not_the_person_s_word(
    library: Library, known_by: KnownBy, whose: tuple[str, ...]
) -> None:
    row = Row("1", {key: given(str(one.value), known_by) for key, one in HEROIN.answers.items()})
    found = judged(library, {PROVIDER: given("dependent")}, row)

    assert rests_on(found.requirement("drr").conditions[0], found.reading) == whose


def test_they_are_named_with_the_day_where_that_is_known() -> None:
    said = {"prov.assessor": "J. Tregear", "prov.date": "23 November 2026"}

    def words(question: str) -> str:
        return said.get(question, "")

    assert in_words(("provider", "officer"), words) == (
        "the treatment provider, J. Tregear, 23 November 2026; the officer"
    )
    assert in_words((), words) == ""


@pytest.mark.parametrize(
    ("officer", "provider", "agreement"),
    [
        ("dependent", "dependent", "agree"),
        ("dependent", "propensity", "either_will_do"),
        ("dependent", "neither", "differ"),
        ("neither", "neither", "agree"),
        ("dependent", "", "officer_alone"),
        ("", "neither", "provider_alone"),
        ("", "", ""),
    ],
)
def test_agreement_and_difference_are_told_apart(
    library: Library, officer: str, provider: str, agreement: str
) -> None:
    said = {OFFICER: officer, PROVIDER: provider}
    found = judged(library, {key: given(one) for key, one in said.items() if one})
    views = tuple(both_views(found))

    assert [one.agreement for one in views] == ([agreement] if agreement else [])
    assert all(one.agreement in AGREEMENT for one in views)
