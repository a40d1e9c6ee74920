"""Both sides of every published cut-off and of every band, on the shipped instruments.

The numbers are written here by hand from the sources, so that a slip in a file shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.assessment import Library
from court_assess.domain.instruments import Score
from court_assess.domain.questions import Question, Questionnaire, with_readings
from court_assess.domain.reading import AnswerReading
from court_assess.domain.scoring import ScoreFinding, points_range, scores
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN
from court_assess.domain.values import Value

TODAY = date(2026, 11, 18)
DRUG = "sds.drug"
# score, reading, the answers that choose the cut-off, the cut-off
CUT_OFFS: tuple[tuple[str, str, dict[str, Value], int], ...] = (
    ("sds.total", "widely_used", {DRUG: "heroin"}, 5),
    ("sds.total", "widely_used", {DRUG: "methadone_not_prescribed"}, 5),
    ("sds.total", "widely_used", {DRUG: "synthetic_opioids"}, 5),
    ("sds.total", "widely_used", {DRUG: "crack"}, 3),
    ("sds.total", "widely_used", {DRUG: "cocaine_powder"}, 3),
    ("sds.total", "widely_used", {DRUG: "amphetamine"}, 5),
    ("sds.total", "widely_used", {DRUG: "methamphetamine"}, 5),
    ("sds.total", "widely_used", {DRUG: "cannabis"}, 3),
    ("sds.total", "widely_used", {DRUG: "benzodiazepines"}, 7),
    ("sds.total", "widely_used", {DRUG: "ketamine"}, 4),
    ("sds.total", "widely_used", {DRUG: "alcohol"}, 3),
    ("sds.total", "barcelona_2009", {DRUG: "heroin"}, 3),
    ("sds.total", "barcelona_2009", {DRUG: "crack"}, 4),
    ("dudit.total", "berman", {"case.sex": "male"}, 6),
    ("dudit.total", "berman", {"case.sex": "female"}, 2),
    ("audit_c.total", "uk", {}, 5),
    ("ldq.total", "northern_ireland", {}, 21),
)
# score, reading, answers, the first total of each band
ALCOHOL: dict[str, Value] = {"assist.substance": "alcohol"}
OTHER: dict[str, Value] = {"assist.substance": "opioids"}
BANDS: tuple[tuple[str, str, dict[str, Value], tuple[int, ...]], ...] = (
    ("dudit.total", "berman", {}, (0, 25)),
    ("audit_c.total", "uk", {}, (0, 5, 8, 11)),
    ("audit.total", "uk", {}, (0, 8, 16, 20)),
    ("dast10.total", "skinner", {}, (0, 1, 3, 6, 9)),
    ("assist.total", "who", ALCOHOL, (0, 11, 27)),
    ("assist.total", "who", OTHER, (0, 4, 27)),
    ("ldq.total", "thirds", {}, (0, 11, 21)),
    ("ldq.total", "northern_ireland", {}, (0, 10, 23)),
    ("phq9.total", "standard", {}, (0, 5, 10, 15, 20)),
    ("gad7.total", "standard", {}, (0, 5, 10, 15)),
)
RANGES = {
    "sds.total": (0, 15),
    "dudit.total": (0, 44),
    "audit_c.total": (0, 12),
    "audit.total": (0, 40),
    "dast10.total": (0, 10),
    "assist.total": (0, 39),
    "ldq.total": (0, 30),
    "phq9.total": (0, 27),
    "gad7.total": (0, 21),
}
CHOSEN = ("sds", "dudit", "audit_c", "audit", "dast10", "assist", "ldq", "phq9", "gad7")


def score_named(questionnaire: Questionnaire, score_id: str) -> Score:
    """Return a score of the shipped library."""
    found = (one for section in questionnaire.sections for one in section.scores)
    return next(one for one in found if one.id == score_id)


def points_of(question: Question) -> Mapping[int, Value]:
    """Return the answer for each number of points that an item can give."""
    if question.options:
        return {one.points: one.id for one in question.options if one.points is not None}
    least, most = points_range(question)
    return {number: number for number in range(least, most + 1)}


def items_adding_up(questions: list[Question], total: int) -> dict[str, Value]:
    """Return an answer to each item, so that the points come to the total."""
    found: dict[int, dict[str, Value]] = {0: {}}
    for question in questions:
        found = {
            before + points: {**held, question.id: value}
            for (before, held), (points, value) in product(
                found.items(), points_of(question).items()
            )
        }
    return found[total]


def totals(questions: list[Question]) -> set[int]:
    """Return every total that the items can come to."""
    found = {0}
    for question in questions:
        found = {before + points for before, points in product(found, points_of(question))}
    return found


def judged(
    library: Library,
    score_id: str,
    reading_id: str,
    setting: Mapping[str, Value],
    items: Mapping[str, Value],
) -> ScoreFinding:
    """Judge one score in one reading on those answers."""
    questionnaire = with_readings(library.questionnaire, {score_id: reading_id})
    score = score_named(questionnaire, score_id)
    held = {key: given(value) for key, value in {**setting, **items}.items()}
    answers = Answers({"ins.chosen": given(CHOSEN), "ses.depth": given("full")})
    if score.per:
        answers = replace(answers, rows={score.per: (Row("1", held),)})
    else:
        answers = answers.having(held)
    found = scores(AnswerReading(questionnaire, answers, TODAY))
    return next(one for one in found if one.score.id == score_id)


def whole(
    library: Library, score_id: str, reading_id: str, setting: Mapping[str, Value], total: int
) -> ScoreFinding:
    """Judge a score whose items come to a total."""
    questions = library.questionnaire.questions
    items = [questions[item] for item in score_named(library.questionnaire, score_id).items]
    return judged(library, score_id, reading_id, setting, items_adding_up(items, total))


@pytest.mark.parametrize(("score", "reading", "setting", "cut_off"), CUT_OFFS)
def test_a_total_at_the_cut_off_reaches_it_and_one_below_does_not(
    library: Library, score: str, reading: str, setting: dict[str, Value], cut_off: int
) -> None:
    at, below = (whole(library, score, reading, setting, cut_off - less) for less in (0, 1))

    assert at.cut_off is not None
    assert (at.cut_off.at_least, at.is_assumed) == (cut_off, False)
    assert (at.total, at.reached) == (cut_off, TRUE)
    assert (below.total, below.reached) == (cut_off - 1, FALSE)


@pytest.mark.parametrize(("score", "reading", "setting", "firsts"), BANDS)
def test_both_sides_of_every_band_fall_into_their_own(
    library: Library, score: str, reading: str, setting: dict[str, Value], firsts: tuple[int, ...]
) -> None:
    items = score_named(library.questionnaire, score).items
    possible = totals([library.questionnaire.questions[item] for item in items])
    names = [
        whole(library, score, reading, setting, first).band for first in firsts if first in possible
    ]

    assert len(set(names)) == len(firsts)
    for name, first in zip(names, firsts, strict=True):
        below = max((one for one in possible if one < first), default=None)
        if below is not None:
            assert whole(library, score, reading, setting, below).band not in ("", name)


def test_every_cut_off_and_band_of_the_shipped_instruments_is_in_these_tables(
    library: Library,
) -> None:
    listed = {(score, reading) for score, reading, _, _ in (*CUT_OFFS, *BANDS)}
    found = [one for section in library.questionnaire.sections for one in section.scores]

    assert {one.id for one in found} == set(RANGES)
    for score in found:
        for reading in score.readings:
            assert (score.id, reading.id) in listed
            cut_offs = {one.at_least for one in reading.cut_offs}
            assert cut_offs == {n for s, r, _, n in CUT_OFFS if (s, r) == (score.id, reading.id)}
            firsts = {one.at_least for one in reading.bands}
            bands = (f for s, r, _, f in BANDS if (s, r) == (score.id, reading.id))
            assert firsts == {first for each in bands for first in each}


@pytest.mark.parametrize("score", RANGES)
def test_the_whole_range_of_each_instrument_is_the_published_one(
    library: Library, score: str
) -> None:
    items = score_named(library.questionnaire, score).items
    possible = totals([library.questionnaire.questions[item] for item in items])

    assert (min(possible), max(possible)) == RANGES[score]


def singles(library: Library) -> Iterator[Score]:
    """Yield every shipped score."""
    for section in library.questionnaire.sections:
        yield from section.scores


def test_an_item_left_out_leaves_a_range_and_no_total(library: Library) -> None:
    questions = library.questionnaire.questions
    for score in singles(library):
        items = {item: points_of(questions[item])[0] for item in score.items[:-1]}
        about = OTHER if score.id == "assist.total" else {}
        found = judged(library, score.id, score.reading.id, about, items)
        last = score.items[-1]

        assert (found.total, found.band, found.missing) == (None, "", (last,)), score.id
        assert (found.least, found.most) == points_range(questions[last])


@pytest.mark.parametrize(("total", "reached"), [(1, FALSE), (2, TRUE)])
@pytest.mark.parametrize("sex", [{}, {"case.sex": "other"}])
def test_where_sex_is_not_known_the_lower_cut_off_of_the_dudit_is_used_and_said(
    library: Library, sex: dict[str, Value], total: int, reached: object
) -> None:
    found = whole(library, "dudit.total", "berman", sex, total)

    assert found.cut_off is not None
    assert (found.cut_off.at_least, found.is_assumed, found.reached) == (2, True, reached)


def test_a_drug_without_a_published_cut_off_has_none(library: Library) -> None:
    found = whole(library, "sds.total", "widely_used", {DRUG: "mdma"}, 15)

    assert (found.total, found.cut_off, found.reached) == (15, None, UNKNOWN)


@pytest.mark.parametrize(("answer", "points"), [("yes", 0), ("no", 1)])
def test_the_third_item_of_the_dast_counts_a_no(library: Library, answer: str, points: int) -> None:
    questions = library.questionnaire.questions
    items = {f"dast10.{n}": points_of(questions[f"dast10.{n}"])[0] for n in range(1, 11)}
    found = judged(library, "dast10.total", "skinner", {}, {**items, "dast10.3": answer})

    assert found.total == points


def test_tobacco_is_not_asked_the_fifth_item_of_the_assist(library: Library) -> None:
    tobacco = {"assist.substance": "tobacco"}
    questions = library.questionnaire.questions
    items = {f"assist.{n}": points_of(questions[f"assist.{n}"])[0] for n in (2, 3, 4, 6, 7)}
    found = judged(library, "assist.total", "who", tobacco, items)

    assert (found.total, found.missing) == (0, ())


def test_the_audit_is_only_added_up_where_it_was_chosen(library: Library) -> None:
    answers = Answers({"ins.chosen": given(("audit_c",))})
    found = scores(AnswerReading(library.questionnaire, answers, TODAY))

    assert [one.score.id for one in found] == ["audit_c.total"]


@pytest.mark.parametrize(("points", "opens"), [(0, False), (1, True), (3, True)])
def test_the_ninth_item_of_the_phq_above_0_opens_the_suicide_questions(
    library: Library, points: int, opens: bool
) -> None:
    (opening,) = library.questionnaire.section("phq9").opens
    answers = Answers({"ins.chosen": given(("phq9",)), "phq9.9": given(points)})
    reading = AnswerReading(library.questionnaire, answers, TODAY)

    assert opening.question == "sui.thoughts_now"
    assert (opening.when.evaluate(reading).truth is TRUE) == opens
