"""Tests of questions back to the officer."""

from __future__ import annotations

from datetime import date

import pytest

from court_assess.domain.conditions import AgeOf, Comparison
from court_assess.domain.evaluation import Evidence
from court_assess.domain.kinds import show
from court_assess.domain.queries import queries_of
from court_assess.domain.questions import Check, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.domain.values import Weeks
from court_assess.domain.wording import in_words
from tests.domain.made import GROUP, TODAY, answers, question

AGE = question("a.first_used", "whole_number")
BORN = question("a.born", "date")
OLDER = Comparison("a.first_used", "more_than", AgeOf("a.born"))
WEEKS = question("a.weeks", "weeks")
SECTION = Section(
    "one",
    "One",
    (AGE, BORN, WEEKS, GROUP, question("sub.complete")),
    queries=(
        Check("a.first_used", OLDER, "Older than they are?"),
        Check("a.weeks", Comparison("a.weeks", "any_week_over", 7), "More than 7 days?"),
        Check("sub.slug", Comparison("sub.slug", "is", "other"), "Which one?"),
    ),
)
QUESTIONNAIRE = Questionnaire("T", (SECTION,))
BIRTHDAY = date(TODAY.year - 30, TODAY.month, TODAY.day)


@pytest.mark.parametrize(
    ("age", "born", "expected"),
    [
        (30, BIRTHDAY, FALSE),
        (31, BIRTHDAY, TRUE),
        (30, date(TODAY.year - 30, TODAY.month, TODAY.day + 1), TRUE),
        (30, None, UNKNOWN),
    ],
)
def test_an_age_is_compared_with_whole_years_since_birth(
    age: int, born: date | None, expected: Truth
) -> None:
    held = {"a.first_used": age} | ({"a.born": born} if born else {})
    found = OLDER.evaluate(AnswerReading(QUESTIONNAIRE, answers(held), TODAY))

    assert found.truth is expected
    assert found.missing == (("a.born",) if expected is UNKNOWN else ())


def test_a_query_names_its_question_its_words_and_the_answers_behind_it() -> None:
    held = answers({"a.first_used": 40, "a.born": BIRTHDAY})
    (query,) = queries_of(SECTION, AnswerReading(QUESTIONNAIRE, held, TODAY))

    assert (query.question, query.row, query.says) == ("a.first_used", None, "Older than they are?")
    assert query.because == (Evidence("a.first_used"), Evidence("a.born"))


@pytest.mark.parametrize(("days", "count"), [((7, 7, 7, 7), 0), ((7, 8, 7, 7), 1)])
def test_a_week_of_more_than_seven_days_is_questioned(
    days: tuple[int, int, int, int], count: int
) -> None:
    held = answers({"a.weeks": Weeks(days)})

    assert len(queries_of(SECTION, AnswerReading(QUESTIONNAIRE, held, TODAY))) == count


def test_a_query_about_a_list_is_asked_of_each_of_its_rows() -> None:
    held = answers({}, {"sub.slug": "heroin"}, {"sub.slug": "other"})
    found = queries_of(SECTION, AnswerReading(QUESTIONNAIRE, held, TODAY))

    assert [(one.question, one.row) for one in found] == [("sub.slug", "2")]


def test_what_is_not_known_is_not_questioned() -> None:
    assert queries_of(SECTION, AnswerReading(QUESTIONNAIRE, answers({}), TODAY)) == ()


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (OLDER, "“a.first_used” is more than the years since “a.born”"),
        (
            Comparison("a.weeks", "any_week_over", 7),
            "“a.weeks” has a week with more days than 7",
        ),
        (Comparison("a.weeks", "latest_week_is", 0), "“a.weeks” has in its latest week 0"),
    ],
)
def test_a_query_can_be_said_in_plain_words(condition: Comparison, words: str) -> None:
    assert in_words(condition, QUESTIONNAIRE) == words


def test_a_value_that_is_no_grid_is_shown_as_it_is() -> None:
    assert show(WEEKS, "7 7 7 7") == "7 7 7 7"
    assert show(WEEKS, Weeks((7, 7, 5, 0))).startswith("19 of 28 days")


@pytest.mark.parametrize(("days", "count", "held"), [(3, 3, False), (3, 4, True)])
def test_the_latest_week_is_compared_with_a_number(days: int, count: int, held: bool) -> None:
    over = Comparison("a.weeks", "latest_week_over", days)
    given = answers({"a.weeks": Weeks((0, 0, 0, count))})

    assert (over.evaluate(AnswerReading(QUESTIONNAIRE, given, TODAY)).truth is TRUE) == held
