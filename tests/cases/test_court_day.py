"""The court-day path: how many pages it takes and how long, in every practice case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Library
from court_assess.domain.questions import COURT_DAY, FULL, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import sections_asked
from court_assess.settings import PRACTICE_CASES

TODAY = date(2026, 11, 18)
MOST_PAGES = 14
CASES = sorted(PRACTICE_CASES.glob("[0-9]*.yaml"))
COURT_DAY_MINUTES, FULL_MINUTES = (20, 30), (60, 95)


def path_of(library: Library, answers: Answers) -> tuple[Section, ...]:
    """Return the pages that a court-day assessment leads through, without its full questions."""
    questions = library.questionnaire.questions
    single = {
        key: answer for key, answer in answers.single.items() if questions[key].depth == COURT_DAY
    }
    rows = {key: held for key, held in answers.rows.items() if questions[key].depth == COURT_DAY}
    short = Answers({**single, "ses.depth": given(COURT_DAY)}, rows)
    return sections_asked(AnswerReading(library.questionnaire, short, TODAY))


def entries_with_pages(path: tuple[Section, ...], answers: Answers) -> int:
    """Return how many entries of lists need a page of their own."""
    lists = (one for each in path for one in each.questions if one.kind == "group")
    return sum(len(answers.rows_of(one.id)) for one in lists if not one.inline)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_court_day_path_takes_at_most_fourteen_pages(library: Library, case: Path) -> None:
    path = path_of(library, read_case(case, library).assessment.answers)

    assert len(path) <= MOST_PAGES


def test_only_substances_need_pages_of_their_own_and_one_makes_fourteen_in_all(
    library: Library,
) -> None:
    (case,) = (path for path in CASES if path.stem.startswith("16_"))
    answers = read_case(case, library).assessment.answers
    path = path_of(library, answers)
    with_pages = {
        one.id
        for section in path
        for one in section.questions
        if one.kind == "group" and not one.inline
    }

    assert with_pages == {"sub"}
    assert len(path) + entries_with_pages(path, answers) == MOST_PAGES


@pytest.mark.parametrize(
    ("depth", "least", "most"), [(COURT_DAY, *COURT_DAY_MINUTES), (FULL, *FULL_MINUTES)]
)
def test_the_minutes_of_the_pages_add_up_to_those_of_the_assessment(
    library: Library, depth: str, least: int, most: int
) -> None:
    answers = Answers({"ses.depth": given(depth), "psr.scope": given("drug_part")})
    asked = sections_asked(AnswerReading(library.questionnaire, answers, TODAY))

    assert least <= sum(section.minutes[depth] for section in asked) <= most


def test_every_page_says_how_long_it_takes(library: Library) -> None:
    for section in library.questionnaire.sections:
        assert section.minutes[FULL] > 0, section.id
        assert (section.minutes[COURT_DAY] > 0) == (section.depth == COURT_DAY), section.id
