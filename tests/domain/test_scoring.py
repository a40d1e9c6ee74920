"""Tests of totals and bands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED
from court_assess.domain.questions import Band, Option, Questionnaire, Score, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.scoring import scores
from tests.domain.made import TODAY, answers, choice, question

OPTIONS = (Option("never", "Never", points=0), Option("often", "Often", points=3))
WORRY = replace(choice("s.worry"), options=OPTIONS)
RULER = question("s.ruler", "scale", least=0, most=10)
SCORE = Score("s", "S", ("s.worry", "s.ruler"), (Band(0, 4, "low"), Band(5, 13, "high")), "a paper")
SECTION = Section("one", "One", (WORRY, RULER), scores=(SCORE,))


@pytest.mark.parametrize(
    ("single", "total", "span", "band"),
    [
        ({"s.worry": "often", "s.ruler": 1}, 4, (4, 4), "low"),
        ({"s.worry": "often", "s.ruler": 2}, 5, (5, 5), "high"),
        ({"s.worry": "often"}, None, (3, 13), ""),
        ({"s.ruler": 2, "s.worry": DECLINED}, None, (2, 5), ""),
        ({}, None, (0, 13), ""),
    ],
)
def test_an_incomplete_total_is_a_range_and_never_a_total(
    single: dict[str, Any], total: int | None, span: tuple[int, int], band: str
) -> None:
    reading = AnswerReading(Questionnaire("T", (SECTION,)), answers(single), TODAY)
    (found,) = scores(reading)

    assert (found.total, (found.least, found.most), found.band) == (total, span, band)
