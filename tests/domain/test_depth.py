"""Tests of one record at two depths: moving between them loses and re-asks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, Answers, Row, given
from court_assess.domain.questions import COURT_DAY, FULL, Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import (
    SKIPPED,
    progress,
    progress_of,
    sections_asked,
    sections_shown,
    walk,
)
from tests.domain.made import TODAY, answers, choice, question

DEPTH = choice("d.depth", COURT_DAY, FULL)
SHORT, LONG = question("d.short", required=True), question("d.long", depth=FULL)
ROW = question("g.row", group="g")
GROUP = Question("g", "group", "Which?", "G", "one", depth=FULL, questions=(ROW,))
COMPLETE = question("g.complete", depth=FULL)
FIRST = Section("one", "One", (DEPTH, SHORT, LONG), minutes={COURT_DAY: 3, FULL: 9})
SECOND = Section("two", "Two", (GROUP, COMPLETE))
QUESTIONNAIRE = Questionnaire("T", (FIRST, SECOND), depth_question="d.depth")


def reading(
    single: dict[str, Any] | None = None, *rows: Row, deepened: bool = False
) -> AnswerReading:
    """Return a reading of those answers."""
    held = replace(answers(single), rows={"g": rows} if rows else {})
    return AnswerReading(QUESTIONNAIRE, held, TODAY, deepened=deepened)


def asked(read: AnswerReading) -> list[str]:
    """Return the ids of the questions asked."""
    return [item.question.id for item in walk(read)]


@pytest.mark.parametrize(
    ("single", "expected"),
    [
        ({}, ["d.depth", "d.short"]),
        ({"d.depth": COURT_DAY}, ["d.depth", "d.short"]),
        ({"d.depth": FULL}, ["d.depth", "d.short", "d.long", "g", "g.complete"]),
        ({"d.long": "yes"}, ["d.depth", "d.short", "d.long"]),
    ],
)
def test_full_questions_are_asked_in_the_full_assessment_or_once_they_are_answered(
    single: dict[str, Any], expected: list[str]
) -> None:
    assert asked(reading(single)) == expected


def test_a_full_list_with_an_entry_stays_on_show_with_the_question_whether_it_is_complete() -> None:
    row = Row("1", {"g.row": given("yes")})

    assert asked(reading({}, row)) == ["d.depth", "d.short", "g", "g.row", "g.complete"]


def test_a_deepened_reading_asks_all_whatever_the_depth() -> None:
    assert asked(reading({}, deepened=True)) == ["d.depth", "d.short", "d.long", "g", "g.complete"]


def test_a_section_is_full_if_all_its_questions_are() -> None:
    assert (FIRST.depth, SECOND.depth) == (COURT_DAY, FULL)


def test_sections_without_court_day_questions_are_on_show_and_not_asked() -> None:
    short, full = reading(), reading({"d.depth": FULL})

    assert [one.id for one in sections_shown(short)] == ["one", "two"]
    assert [one.id for one in sections_asked(short)] == ["one"]
    assert [one.id for one in sections_asked(full)] == ["one", "two"]
    assert [one.section.id for one in progress(full)] == ["one", "two"]


def test_answers_count_the_same_at_both_depths() -> None:
    held = {"d.short": "yes", "d.long": "no"}
    short = progress_of(FIRST, reading(held))
    full = progress_of(FIRST, reading(held | {"d.depth": FULL}))

    assert (short.counts["given"], full.counts["given"]) == (2, 3)
    assert short.lacking == full.lacking == ()


@pytest.mark.parametrize(
    ("single", "state", "minutes"),
    [
        ({}, {"not_yet_asked": 2}, 3),
        ({"d.short": "yes"}, {"given": 1, SKIPPED: 1}, 2),
        ({"d.short": "yes", "d.depth": COURT_DAY}, {"given": 2}, 0),
        ({"d.depth": FULL}, {"given": 1, "not_yet_asked": 2}, 6),
        ({"d.depth": FULL, "d.long": DECLINED}, {"given": 1, "declined": 1, SKIPPED: 1}, 3),
    ],
)
def test_what_is_left_empty_on_a_begun_page_is_skipped_and_takes_its_share_of_the_minutes(
    single: dict[str, Any], state: dict[str, int], minutes: int
) -> None:
    found = progress_of(FIRST, reading(single))

    assert (dict(found.counts), found.minutes_left) == (state, minutes)


def test_what_was_answered_before_its_page_was_opened_does_not_begin_the_page() -> None:
    name, other = question("n.name"), question("n.other")
    section = Section("one", "One", (name, other))
    held = answers({"n.name": "yes"})
    before = progress_of(section, AnswerReading(Questionnaire("T", (section,)), held, TODAY))
    more = held.having({"n.other": DECLINED})
    after = progress_of(section, AnswerReading(Questionnaire("T", (section,)), more, TODAY))

    assert (before.state, dict(before.counts)) == ("not_started", {"given": 1, "not_yet_asked": 1})
    assert (after.state, dict(after.counts)) == ("complete", {"given": 1, "declined": 1})


def test_a_section_without_minutes_has_none_left() -> None:
    found = progress_of(SECOND, AnswerReading(QUESTIONNAIRE, Answers(), TODAY, deepened=True))

    assert found.minutes_left == 0
