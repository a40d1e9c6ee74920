"""Properties of what is shown and what is not, over random answers to the whole questionnaire.

An answer whose question is no longer shown is kept, counts nowhere, and comes back if the question
does; and moving between the two depths loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random as _Random

import pytest
from hypothesis import given as vary
from hypothesis import settings
from hypothesis import strategies as st

from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import load_library
from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment
from court_assess.domain.conditions import Comparison
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.questions import FULL, Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import Duration, PartialDate, Value, Weeks
from court_assess.domain.walk import progress, walk
from court_assess.exports.judgement import as_json
from court_assess.report import Stamp, html_of
from court_assess.settings import PRACTICE_CASES, QUESTIONNAIRES, rules_folder

LIBRARY = load_library(QUESTIONNAIRES, rules_folder())
ASKED = LIBRARY.questionnaire
TODAY = date(2026, 11, 18)
SEEDS = st.integers(0, 2**32)
WORDS = "Marmalade and rain"


def chance_of(seed: int) -> _Random:
    """Return a source of chance that is the same for the same seed."""
    return _Random(seed)  # noqa: S311 - no secret is made of it


def value(question: Question, chance: _Random) -> Value:
    """Return a random value that fits a question."""
    day = TODAY - timedelta(days=chance.randrange(20_000))
    least, most = question.least or 0, question.most if question.most is not None else 40
    made: dict[str, Value] = {
        "whole_number": chance.randint(least, most),
        "scale": chance.randint(least, most),
        "decimal": Decimal(chance.randint(least, most)),
        "date": day,
        "partial_date": PartialDate(day.year, day.month),
        "time": time(chance.randrange(24), 30),
        "datetime": datetime(day.year, day.month, day.day, 14, 5),
        "duration": Duration(chance.randint(1, 9), chance.choice(["week", "month"])),
        "weeks": Weeks((1, 2, chance.randrange(9), chance.randrange(9))),
        "text": WORDS,
        "long_text": WORDS,
    }
    if question.kind == "choices":
        return (chance.choice(question.options).id,)
    return chance.choice(question.options).id if question.options else made[question.kind]


def random_answer(question: Question, chance: _Random) -> Answer:
    """Return an answer that is mostly given."""
    other = (DECLINED, NOT_KNOWN, Answer(Status.NOT_ASKED, note="no time"))
    if chance.random() < 0.15:
        return chance.choice(other)
    return given(value(question, chance))


def random_answers(seed: int, share: float = 0.7) -> Answers:
    """Return answers to about that share of all questions, hidden or not."""
    chance = chance_of(seed)
    single, rows = {}, {}
    for question in ASKED.walk():
        if question.group or chance.random() > share:
            continue
        if question.kind == "group":
            rows[question.id] = tuple(random_rows(question, chance))
        else:
            single[question.id] = random_answer(question, chance)
    return Answers(single, rows)


def random_rows(group: Question, chance: _Random) -> Iterator[Row]:
    """Yield up to three rows."""
    for number in range(chance.randrange(4)):
        held = {
            one.id: random_answer(one, chance) for one in group.questions if chance.random() < 0.7
        }
        yield Row(f"{group.id}{number}", held)


def judged(answers: Answers) -> Judgement:
    """Judge answers on the test's day."""
    return judge(LIBRARY, Assessment(answers, prepared_on=TODAY), TODAY)


def everything(answers: Answers) -> tuple[object, ...]:
    """Return all that is made of answers: findings, JSON, progress and the court's report."""
    assessment = Assessment(answers, prepared_on=TODAY)
    found = judge(LIBRARY, assessment, TODAY)
    reading = AnswerReading(ASKED, answers, TODAY)
    counts = tuple(
        (
            one.section.id,
            one.counts,
            [(item.question.id, item.row and item.row.id) for item in one.lacking],
        )
        for one in progress(reading)
    )
    stamp = Stamp(is_draft=True, prepared_on=TODAY)
    return as_json(found), counts, html_of("full", LIBRARY, assessment, found, stamp)


def hidden_changed(answers: Answers, chance: _Random) -> tuple[Answers, int]:
    """Return the answers with every hidden one put to something else, and how many there were."""
    reading = AnswerReading(ASKED, answers, TODAY)
    changed = {
        one.id: random_answer(one, chance)
        for one in ASKED.walk()
        if not one.group and one.kind != "group" and not reading.is_shown(one.id)
    }
    rows = {
        group: tuple(_row_changed(group, row, reading, chance) for row in held)
        for group, held in answers.rows.items()
    }
    return replace(answers.having(changed), rows=rows), len(changed)


def _row_changed(group: str, row: Row, reading: AnswerReading, chance: _Random) -> Row:
    hidden = {
        one.id: random_answer(one, chance)
        for one in ASKED.questions[group].questions
        if not reading.is_shown(one.id, row)
    }
    return Row(row.id, {**row.answers, **hidden})


@settings(max_examples=40, deadline=None)
@vary(SEEDS)
def test_an_answer_that_is_not_shown_counts_in_no_finding_report_count_or_export(seed: int) -> None:
    answers = random_answers(seed)
    changed, count = hidden_changed(answers, chance_of(seed + 1))

    assert count > 0
    assert everything(changed) == everything(answers)


def test_the_comparison_tells_a_change_that_counts() -> None:
    """The control of the property above: a shown answer that changes is seen."""
    answers = random_answers(7).having({"case.defendant_name": given("Ann")})

    assert everything(answers) != everything(answers.having({"case.defendant_name": given("Bo")}))


def simple_gates() -> list[tuple[str, str, Value]]:
    """Return (question, the question that shows it, an answer that does)."""
    found = []
    for question in ASKED.walk():
        gate = question.shown_when
        if question.group or ASKED.section(question.section).shown_when is not None:
            continue
        if isinstance(gate, Comparison) and isinstance(gate.operand, str) and gate.operator == "is":
            found.append((question.id, gate.question, gate.operand))
    outer = {question for question, _, _ in found}
    return [one for one in found if one[1] in outer or ASKED.questions[one[1]].shown_when is None]


GATES = simple_gates()


def opening(question: str) -> dict[str, Answer]:
    """Return answers that bring a question on show, as far as simple gates decide it."""
    needed = next(((gate, value) for gated, gate, value in GATES if gated == question), None)
    if needed is None:
        return {}
    gate, value = needed
    return {**opening(gate), gate: given(value)}


@pytest.mark.parametrize(("question", "gate", "opens"), GATES, ids=[one[0] for one in GATES])
def test_an_answer_goes_with_its_question_and_comes_back_with_it(
    question: str, gate: str, opens: Value
) -> None:
    asked = ASKED.questions[question]
    answer = given(value(asked, chance_of(1)))
    shown = Answers({**opening(gate), gate: given(opens), question: answer})
    hidden = shown.having({gate: DECLINED})

    def read(answers: Answers) -> Answer | None:
        return AnswerReading(ASKED, answers, TODAY).answer(question)

    assert read(shown) == answer
    assert read(hidden) is None
    assert hidden.get(question) == answer
    assert everything(hidden.having({gate: given(opens)})) == everything(shown)


def test_there_are_gates_to_try() -> None:
    assert len(GATES) > 20


@settings(max_examples=60, deadline=None)
@vary(SEEDS)
def test_moving_between_the_depths_loses_and_adds_no_answer(seed: int) -> None:
    answers = random_answers(seed, share=0.4)
    short = answers.having({"ses.depth": given("court_day")})
    full = short.having({"ses.depth": given(FULL)})

    def answered(held: Answers) -> list[tuple[str, str | None, Answer | None]]:
        reading = AnswerReading(ASKED, held, TODAY)
        return [
            (item.question.id, item.row.id if item.row else None, item.answer)
            for item in walk(reading)
            if item.answer is not None and item.question.id != "ses.depth"
        ]

    assert answered(full) == answered(short)
    assert full.having({"ses.depth": given("court_day")}) == short


@settings(max_examples=40, deadline=None)
@vary(SEEDS)
def test_depth_changes_no_finding(seed: int) -> None:
    answers = random_answers(seed)
    found = [judged(answers.having({"ses.depth": given(depth)})) for depth in ("court_day", FULL)]

    assert found[0] == found[1]


@pytest.mark.parametrize(
    "path", sorted(PRACTICE_CASES.glob("[0-9]*.yaml")), ids=lambda path: path.stem
)
def test_going_deeper_re_asks_nothing_that_a_practice_case_has_answered(path: Path) -> None:
    answers = read_case(path, LIBRARY).assessment.answers
    before = AnswerReading(ASKED, answers, TODAY)
    after = AnswerReading(ASKED, answers.having({"ses.depth": given(FULL)}), TODAY)
    asked_before = [(item.question.id, item.row) for item in walk(before)]
    new = [one for one in walk(after) if (one.question.id, one.row) not in asked_before]

    assert all(one.question.depth == FULL for one in new)
    assert all(one.answer is None or one.question.kind == "group" for one in new)
