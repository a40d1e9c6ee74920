"""Tests of features that count together, and of how long they must have lasted."""

from __future__ import annotations

from typing import Any

import pytest

from court_assess.domain.conditions import Comparison
from court_assess.domain.indicators import IndicatorFinding, indicators
from court_assess.domain.instruments import Feature, Indicator
from court_assess.domain.questions import Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.domain.made import GROUP, TODAY, answers, question

FEATURES = tuple(
    Feature(name, name.capitalize(), Comparison(f"i.{name}", "is", "yes"))
    for name in ("first", "second", "third")
)
INDICATOR = Indicator(
    "i",
    "I",
    FEATURES,
    2,
    Comparison("i.long", "is", "yes"),
    {"met": "There.", "not_met": "Not there.", "not_known": "Not known."},
    "a paper",
)
ASKED = tuple(question(f"i.{name}") for name in ("first", "second", "third", "long"))


def found(**said: str) -> IndicatorFinding:
    """Return what the indicator comes to on those answers."""
    section = Section("one", "One", ASKED, indicators=(INDICATOR,))
    held = answers({f"i.{name}": value for name, value in said.items()})
    (one,) = indicators(AnswerReading(Questionnaire("T", (section,)), held, TODAY))
    return one


@pytest.mark.parametrize(
    ("said", "truth", "counts"),
    [
        ({"first": "yes", "second": "yes", "third": "no", "long": "yes"}, TRUE, (2, 2)),
        ({"first": "yes", "second": "yes", "long": "yes"}, TRUE, (2, 3)),
        ({"first": "yes", "second": "no", "third": "no", "long": "yes"}, FALSE, (1, 1)),
        ({"first": "no", "second": "no"}, FALSE, (0, 1)),
        ({"first": "yes", "second": "yes", "long": "no"}, FALSE, (2, 3)),
        ({"first": "yes", "second": "yes"}, UNKNOWN, (2, 3)),
        ({"first": "yes", "second": "no", "long": "yes"}, UNKNOWN, (1, 2)),
        ({}, UNKNOWN, (0, 3)),
    ],
)
def test_enough_features_must_be_there_for_long_enough(
    said: dict[str, str], truth: Truth, counts: tuple[int, int]
) -> None:
    one = found(**said)

    assert (one.truth, (one.fewest, one.most)) == (truth, counts)


def test_only_an_open_indicator_names_what_could_settle_it() -> None:
    assert found(first="yes").missing == ("i.second", "i.third", "i.long")
    assert found(first="no", second="no").missing == ()


def test_an_indicator_is_judged_for_each_row_of_its_group() -> None:
    heroin = Feature("heroin", "Heroin", Comparison("sub.slug", "is", "heroin"))
    alone = Indicator("i", "I", (heroin,), 1, heroin.when, INDICATOR.says, "a paper", per="sub")
    section = Section("one", "One", (GROUP, question("sub.complete")), indicators=(alone,))
    rows: tuple[dict[str, Any], ...] = ({"sub.slug": "heroin"}, {"sub.slug": "alcohol"})
    reading = AnswerReading(Questionnaire("T", (section,)), answers({}, *rows), TODAY)

    assert [one.truth for one in indicators(reading)] == [TRUE, FALSE]
