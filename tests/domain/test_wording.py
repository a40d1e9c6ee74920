"""Tests of saying a condition back in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from court_assess.domain.availability import AreaHas
from court_assess.domain.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    CountRows,
    DateDistance,
    EveryRow,
    FindingIs,
    Named,
    Not,
    OpenFlag,
    OtherAnswer,
    SomeRow,
    StateIs,
    Today,
    Views,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.latest import Latest
from court_assess.domain.rules import ConditionOfLaw
from court_assess.domain.values import Duration
from court_assess.domain.wording import in_words, rule_in_words
from tests.domain.made import QUESTIONNAIRE

GATE = Comparison("a.gate", "is", "yes")
HEROIN = Comparison("sub.slug", "is", "heroin")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (GATE, "“a.gate” is “Yes”"),
        (
            Comparison("a.first", "is_one_of", ("yes", "neither")),
            "“a.first” is “YES” or “NEITHER”",
        ),
        (Comparison("sub.slug", "is_tagged", ("heroin",), "an opioid"), "“sub.slug” is an opioid"),
        (
            Comparison("a.born", "earlier_than", OtherAnswer("a.hearing")),
            "“a.born” is before “a.hearing”",
        ),
        (Comparison("a.born", "earlier_than", Today()), "“a.born” is before the day of the report"),
        (
            Comparison("a.born", "on_or_after", date(2026, 3, 22)),
            "“a.born” is on or after 22 March 2026",
        ),
        (Comparison("gone", "is", "x"), "gone is x"),
        (
            DateDistance("a.born", "at_least", Duration(18, "year"), OtherAnswer("a.hearing")),
            "“a.born” is at least 18 years before “a.hearing”",
        ),
        (
            DateDistance("a.born", "within", Duration(7, "day"), Today()),
            "“a.born” is within 7 days before the day of the report",
        ),
        (
            AllOf((GATE, AnyOf((GATE, Not(GATE))))),
            "“a.gate” is “Yes” and (“a.gate” is “Yes” or it is not so that “a.gate” is “Yes”)",
        ),
        (Named("n", "the gate is open", GATE), "the gate is open"),
        (
            AllOf((GATE, Named("n", "it is open, or ajar", GATE))),
            "“a.gate” is “Yes” and (it is open, or ajar)",
        ),
        (SomeRow("sub", HEROIN), "for some entry of “Substances”, “sub.slug” is “HEROIN”"),
        (EveryRow("sub", HEROIN), "for every entry of “Substances”, “sub.slug” is “HEROIN”"),
        (
            CountRows("sub", HEROIN, "at_least", 2),
            "the number of entries of “Substances” where “sub.slug” is “HEROIN” is at least 2",
        ),
        (
            Views((("provider", "a.first"), ("officer", "a.second")), ("yes",)),
            "the provider and the officer, as far as they have said, say: “YES”",
        ),
        (
            Views((("provider", "gone"),), ("yes",)),
            "the provider, as far as they have said, say: yes",
        ),
        (
            Latest(("a.gate", "a.gone"), ("yes", "no"), "no"),
            "the last answer given to “a.gate” or a.gone is “No”",
        ),
        (
            Latest(("a.gone", "a.gate"), ("no",), "no"),
            "the last answer given to a.gone or “a.gate” is no",
        ),
        (StateIs("a.gate", ("declined", "not_asked")), "“a.gate” is declined or not asked"),
        (FindingIs(("drr.x:rests_on",), "officer"), "drr.x rests on is officer"),
        (OpenFlag("red_flag"), "a red flag is met and not dealt with"),
        (AreaHas("r", "available"), "the rules of the area say that it is available"),
        (AreaHas("r", "not_known"), "the rules of the area do not say whether it is available"),
    ],
)
def test_a_condition_is_said_in_plain_words(condition: Condition, words: str) -> None:
    assert in_words(condition, QUESTIONNAIRE) == words


def test_a_rule_says_when_it_is_met_and_when_it_is_not() -> None:
    rule = ConditionOfLaw("r", "R", "the Act", GATE, {}, not_met_when=Not(GATE))

    assert rule_in_words(rule, QUESTIONNAIRE) == (
        "Met when “a.gate” is “Yes”.",
        "Not met when it is not so that “a.gate” is “Yes”.",
    )
    assert len(rule_in_words(replace(rule, not_met_when=None), QUESTIONNAIRE)) == 1


def test_each_question_in_a_condition_can_carry_its_number() -> None:
    condition = AllOf((GATE, Comparison("a.born", "earlier_than", OtherAnswer("a.hearing"))))

    assert in_words(condition, QUESTIONNAIRE, is_numbered=True) == (
        "1.1 “a.gate” is “Yes” and 1.5 “a.born” is before 1.7 “a.hearing”"
    )
    assert in_words(Comparison("gone", "is", "x"), QUESTIONNAIRE, is_numbered=True) == "gone is x"
