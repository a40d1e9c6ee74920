"""Tests of totals, bands and cut-offs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, Answers, Row, given
from court_assess.domain.conditions import Comparison
from court_assess.domain.instruments import Band, CutOff, PublishedReading, Score
from court_assess.domain.questions import (
    Option,
    Question,
    Questionnaire,
    Section,
    with_readings,
)
from court_assess.domain.reading import AnswerReading
from court_assess.domain.scoring import ScoreFinding, scores
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.domain.made import TODAY, answers, choice, question

OPTIONS = (Option("never", "Never", points=0), Option("often", "Often", points=3))
WORRY = replace(choice("s.worry"), options=OPTIONS)
RULER = question("s.ruler", "scale", least=0, most=10)
SEX = choice("s.sex", "male", "female", "other")
BANDS = (Band(0, 4, "low"), Band(5, 13, "high"))
MEN = CutOff(6, "likely", "a paper", Comparison("s.sex", "is", "male"))
WOMEN = CutOff(2, "likely", "a paper", Comparison("s.sex", "is", "female"))
BY_SEX = PublishedReading("by_sex", "a paper", BANDS, (MEN, WOMEN), unsure="lowest")
SCORE = Score("s", "S", ("s.worry", "s.ruler"), (BY_SEX,))
SECTION = Section("one", "One", (SEX, WORRY, RULER), scores=(SCORE,))
QUESTIONNAIRE = Questionnaire("T", (SECTION,))


def found(single: dict[str, Any], score: Score = SCORE) -> ScoreFinding:
    """Return the standing of one score on those answers."""
    section = replace(SECTION, scores=(score,))
    reading = AnswerReading(Questionnaire("T", (section,)), answers(single), TODAY)
    (one,) = scores(reading)
    return one


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
    one = found(single)

    assert (one.total, (one.least, one.most), one.band) == (total, span, band)


@pytest.mark.parametrize(
    ("sex", "ruler", "cut_off", "is_assumed", "reached"),
    [
        ("male", 5, 6, False, FALSE),
        ("male", 6, 6, False, TRUE),
        ("female", 1, 2, False, FALSE),
        ("female", 2, 2, False, TRUE),
        ("other", 2, 2, True, TRUE),
        (None, 1, 2, True, FALSE),
        (None, 2, 2, True, TRUE),
    ],
)
def test_the_cut_off_is_chosen_by_sex_and_is_the_lowest_where_that_is_not_known(
    sex: str | None,
    ruler: int,
    cut_off: int,
    is_assumed: bool,
    reached: Truth,
) -> None:
    single = {"s.worry": "never", "s.ruler": ruler} | ({"s.sex": sex} if sex else {})
    one = found(single)

    assert one.cut_off is not None
    assert (one.cut_off.at_least, one.is_assumed, one.reached) == (cut_off, is_assumed, reached)


@pytest.mark.parametrize(
    ("single", "reached"),
    [
        ({"s.sex": "female", "s.worry": "often"}, TRUE),
        ({"s.sex": "male", "s.worry": "often"}, UNKNOWN),
        ({"s.sex": "male"}, UNKNOWN),
    ],
)
def test_a_cut_off_is_reached_by_part_of_the_items_only_if_the_rest_cannot_change_it(
    single: dict[str, Any], reached: Truth
) -> None:
    assert found(single).reached is reached


ONE_FOR_MEN = CutOff(1, "likely", "a paper", Comparison("s.sex", "is", "male"))
FOR_ALL = CutOff(2, "likely", "a paper")


@pytest.mark.parametrize(
    ("cut_offs", "sex", "used", "assumed", "missing"),
    [
        ((MEN, WOMEN), "other", 2, "none_given", ()),
        ((MEN, WOMEN), None, 2, "not_known", ("s.sex",)),
        ((ONE_FOR_MEN, FOR_ALL), None, 1, "not_known", ("s.sex",)),
        ((ONE_FOR_MEN, FOR_ALL), "female", 2, "", ()),
        ((FOR_ALL, ONE_FOR_MEN), None, 2, "", ()),
    ],
)
def test_what_surely_does_not_apply_is_never_used_and_what_may_is_not_passed_over(
    cut_offs: tuple[CutOff, ...],
    sex: str | None,
    used: int,
    assumed: str,
    missing: tuple[str, ...],
) -> None:
    score = replace(SCORE, readings=(replace(BY_SEX, cut_offs=cut_offs),))
    one = found({"s.sex": sex} if sex else {}, score)

    assert one.cut_off is not None
    assert (one.cut_off.at_least, one.assumed) == (used, assumed)
    assert one.cut_off_missing == missing


def test_a_cut_off_known_not_to_apply_is_not_the_lowest() -> None:
    low = CutOff(1, "likely", "a paper", Comparison("s.worry", "is", "never"))
    high = CutOff(9, "likely", "a paper", Comparison("s.sex", "is", "male"))
    score = replace(SCORE, readings=(replace(BY_SEX, cut_offs=(low, high)),))
    one = found({"s.worry": "often"}, score)

    assert one.cut_off == high
    assert one.assumed == "not_known"


def test_without_lowest_no_cut_off_is_used_for_whom_the_source_has_none() -> None:
    strict = replace(SCORE, readings=(replace(BY_SEX, unsure="none"),))
    one = found({"s.worry": "often", "s.ruler": 10}, strict)

    assert (one.cut_off, one.reached, one.band) == (None, UNKNOWN, "high")
    assert one.cut_off_missing == ("s.sex",)


def test_a_reading_without_cut_offs_uses_none() -> None:
    bands_only = PublishedReading("bands", "a paper", BANDS, (), unsure="lowest")

    assert found({}, replace(SCORE, readings=(bands_only,))).cut_off is None


def test_a_band_is_only_for_those_it_is_meant_for() -> None:
    of_women = Comparison("s.sex", "is", "female")
    bands = (Band(0, 13, "for women", of_women), Band(0, 13, "for all"))
    score = replace(SCORE, readings=(replace(BY_SEX, bands=bands),))
    whole = {"s.worry": "often", "s.ruler": 1}

    assert found(whole | {"s.sex": "female"}, score).band == "for women"
    assert found(whole | {"s.sex": "male"}, score).band == "for all"


def test_the_area_chooses_between_published_readings() -> None:
    other = PublishedReading("other", "another paper", (Band(0, 13, "any"),))
    section = replace(SECTION, scores=(replace(SCORE, readings=(BY_SEX, other)),))
    shipped = Questionnaire("T", (section,))
    chosen = with_readings(shipped, {"s": "other"})

    def source(questionnaire: Questionnaire) -> str:
        (one,) = scores(AnswerReading(questionnaire, answers({}), TODAY))
        return one.score.reading.source

    assert (source(shipped), source(chosen)) == ("a paper", "another paper")


def test_an_item_that_is_not_shown_counts_nothing_and_is_not_missing() -> None:
    hidden = replace(RULER, shown_when=Comparison("s.sex", "is", "male"))
    section = replace(SECTION, questions=(SEX, WORRY, hidden))
    reading = AnswerReading(
        Questionnaire("T", (section,)),
        answers({"s.sex": "female", "s.worry": "often", "s.ruler": 9}),
        TODAY,
    )
    (one,) = scores(reading)

    assert (one.total, one.most, one.missing) == (3, 3, ())


def test_an_item_whose_showing_is_open_names_what_decides_it() -> None:
    hidden = replace(RULER, shown_when=Comparison("s.sex", "is", "male"))
    section = replace(SECTION, questions=(SEX, WORRY, hidden))
    reading = AnswerReading(Questionnaire("T", (section,)), answers({"s.worry": "often"}), TODAY)
    (one,) = scores(reading)

    assert (one.total, one.least, one.most, one.missing) == (None, 3, 13, ("s.sex",))


def test_a_score_for_each_row_has_the_cut_off_of_its_row_and_none_without_rows() -> None:
    drug = choice("g.drug", "heroin", "crack", group="g")
    points = question("g.points", "scale", least=0, most=10, group="g")
    group = Question("g", "group", "Which?", "G", "one", questions=(drug, points))
    heroin = CutOff(5, "likely", "a paper", Comparison("g.drug", "is", "heroin"))
    crack = CutOff(3, "likely", "a paper", Comparison("g.drug", "is", "crack"))
    read = PublishedReading("r", "a paper", (), (heroin, crack))
    score = Score("g.total", "G", ("g.points",), (read,), per="g")
    section = Section("one", "One", (group, question("g.complete")), scores=(score,))
    rows = tuple(
        Row(str(n), {"g.drug": given(slug), "g.points": given(4)})
        for n, slug in enumerate(("heroin", "crack"))
    )

    def judged(held: Answers) -> list[tuple[str, int, Truth]]:
        made = scores(AnswerReading(Questionnaire("T", (section,)), held, TODAY))
        return [
            (one.row.id, one.cut_off.at_least, one.reached)
            for one in made
            if one.row and one.cut_off
        ]

    assert judged(Answers({}, {"g": rows})) == [("0", 5, FALSE), ("1", 3, TRUE)]
    assert judged(Answers()) == []


def test_a_score_whose_items_are_all_hidden_is_not_there() -> None:
    gate = Comparison("s.sex", "is", "male")
    section = Section("two", "Two", (WORRY, RULER), shown_when=gate, scores=(SCORE,))
    questionnaire = Questionnaire("T", (Section("one", "One", (SEX,)), section))

    assert scores(AnswerReading(questionnaire, answers({"s.worry": "often"}), TODAY)) == ()


@pytest.mark.parametrize(("sex", "count"), [("male", 1), ("female", 0), (None, 0)])
def test_a_score_is_only_made_while_its_condition_holds(sex: str | None, count: int) -> None:
    score = replace(SCORE, when=Comparison("s.sex", "is", "male"))
    section = replace(SECTION, scores=(score,))
    held = answers({"s.sex": sex} if sex else {})

    assert len(scores(AnswerReading(Questionnaire("T", (section,)), held, TODAY))) == count
