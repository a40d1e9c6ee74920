"""Properties of the shipped rules, whatever is answered (Hypothesis)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, settings
from hypothesis import given as vary
from hypothesis import strategies as st

from court_assess.definitions.library import load_library
from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment
from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import Finding, Judgement, judge
from court_assess.domain.in_play import in_play
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.domain.rules import ConditionOfLaw
from court_assess.domain.truth import TRUE
from court_assess.domain.values import Duration
from court_assess.domain.wording import in_words, rule_in_words
from court_assess.settings import QUESTIONNAIRES, rules_folder

LIBRARY = load_library(QUESTIONNAIRES, rules_folder())
BOOK = LIBRARY.rules
TODAY = date(2026, 11, 18)
LAW = BOOK.law()
NON_ANSWERS = (DECLINED, NOT_KNOWN, Answer(Status.NOT_ASKED, note="no time"))


def reads(law: ConditionOfLaw) -> set[str]:
    """Return every question that a rule may read, and those that decide whether these are shown."""
    found = set(questions_read(law.met_when))
    if law.not_met_when is not None:
        found |= set(questions_read(law.not_met_when))
    named = BOOK.dates.get(law.in_force.governed_by)
    if named is not None:
        found |= {named.question, *(questions_read(named.today_when) if named.today_when else ())}
        found |= {named.each} if named.each else set()
    for question in tuple(found):
        gate = LIBRARY.questionnaire.gates.get(question)
        found |= set(questions_read(gate)) if gate is not None else set()
    return found


READ = sorted({question for law in LAW for question in reads(law)})
SINGLE = [one for one in READ if not LIBRARY.questionnaire.questions[one].group]
IN_ROWS = [one for one in READ if LIBRARY.questionnaire.questions[one].group]


SAMPLES: Mapping[str, list[Any]] = {
    "duration": [Duration(4, "week"), Duration(1, "month"), Duration(5, "week")],
    "text": ["Northbridge"],
    "long_text": ["For 6 months at the clinic.", "For 6 months, with methadone."],
}


def values(question: Question) -> st.SearchStrategy[Any]:
    if question.options:
        ids = [option.id for option in question.options]
        if question.kind == "choices":
            others = [one for one in ids if one != question.exclusive]
            some = st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True)
            return st.one_of(st.just((question.exclusive,)), some.map(tuple))
        return st.sampled_from(ids)
    if question.kind in ("whole_number", "decimal"):
        numbers = st.sampled_from([0, 1, 5, 6, 12, 13, 24, 25, 36, 37, 40, 113, 121])
        return numbers.map(Decimal) if question.kind == "decimal" else numbers
    if question.kind in SAMPLES:
        return st.sampled_from(SAMPLES[question.kind])
    days = st.integers(-7300, 400).map(lambda offset: TODAY + timedelta(days=offset))
    return days | st.sampled_from([date(2020, 11, 30), date(2026, 3, 21), date(2026, 3, 22)])


def answer_to(question_id: str) -> st.SearchStrategy[Answer | None]:
    question = LIBRARY.questionnaire.questions[question_id]
    return st.one_of(values(question).map(given), st.sampled_from([*NON_ANSWERS, None, None]))


def block(ids: list[str]) -> st.SearchStrategy[dict[str, Answer]]:
    made = st.fixed_dictionaries({one: answer_to(one) for one in ids})
    return made.map(lambda found: {key: value for key, value in found.items() if value})


def rows_of(group: str) -> st.SearchStrategy[tuple[Row, ...]]:
    inside = [one for one in IN_ROWS if LIBRARY.questionnaire.questions[one].group == group]
    return st.lists(block(inside), max_size=3).map(
        lambda rows: tuple(Row(f"{group}{number}", row) for number, row in enumerate(rows, 1))
    )


GROUPS = sorted({LIBRARY.questionnaire.questions[one].group for one in IN_ROWS})
ROWS = st.fixed_dictionaries({group: rows_of(group) for group in GROUPS})
ANSWERS = st.builds(Answers, block(SINGLE), ROWS)


def judged(answers: Answers) -> Judgement:
    return judge(LIBRARY, Assessment(answers), TODAY)


def all_findings(found: Judgement) -> dict[str, Finding]:
    orders = (one for order in found.orders for one in order.conditions)
    asked = (one for requirement in found.requirements for one in requirement.conditions)
    raised = (one for question in found.court for one in question.conditions)
    return {one.id: one for one in (*orders, *asked, *found.limits, *raised)}


@settings(max_examples=150, deadline=None)
@vary(ANSWERS)
def test_no_rule_is_met_and_not_met_at_once(answers: Answers) -> None:
    reading = AnswerReading(LIBRARY.questionnaire, answers, TODAY)
    checks = [check for section in LIBRARY.questionnaire.sections for check in section.checks]
    # A conviction after the hearing, or a birth, is refused on the page and in the case file.
    assume(all(check.when.evaluate(reading).truth is not TRUE for check in checks))
    # Nobody is convicted and not convicted; the date of conviction would then say two things.
    plea, day = (reading.value(one, None)[0] for one in ("case.plea", "case.conviction_date"))
    assume(plea != "not_convicted" or day is None)
    for law in LAW:
        if law.not_met_when is not None:
            both = {law.met_when.evaluate(reading).truth, law.not_met_when.evaluate(reading).truth}
            assert both != {TRUE}, law.id


@settings(max_examples=100, deadline=None)
@vary(ANSWERS)
def test_a_settled_finding_rests_on_answers_given_and_misses_nothing(answers: Answers) -> None:
    for finding in all_findings(judged(answers)).values():
        if finding.result != UNDECIDED:
            assert finding.because, finding.id
            assert finding.missing == ()


@settings(max_examples=100, deadline=None)
@vary(ANSWERS)
def test_what_is_missing_is_shown_and_has_no_value(answers: Answers) -> None:
    reading = AnswerReading(LIBRARY.questionnaire, answers, TODAY)
    for finding in all_findings(judged(answers)).values():
        for question in finding.missing:
            if question in SINGLE:
                assert reading.is_shown(question), (finding.id, question)
                # A list that is said not to be complete can still be completed.
                still_open = (None, "no") if question.endswith(".complete") else (None,)
                assert reading.value(question, None)[0] in still_open, (finding.id, question)


@settings(max_examples=60, deadline=None)
@vary(ANSWERS, st.data())
def test_an_answer_never_undoes_a_finding_that_does_not_read_it(
    answers: Answers, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from(SINGLE))
    answer = data.draw(values(LIBRARY.questionnaire.questions[question]).map(given))
    before = all_findings(judged(answers))
    after = all_findings(judged(answers.having({question: answer})))
    rules = {law.id: law for law in LAW}

    for rule_id, finding in before.items():
        if question not in reads(rules[rule_id]) and rule_id in after:
            assert after[rule_id].result == finding.result, (rule_id, question)


@settings(max_examples=60, deadline=None)
@vary(ANSWERS)
def test_an_order_that_is_met_has_no_fact_missing(answers: Answers) -> None:
    for order in judged(answers).orders:
        facts = {one.result for one in order.conditions if one.purpose == "fact"}
        assert (order.result != MET) or facts == {MET}
        assert (order.result == NOT_MET) == (NOT_MET in {one.result for one in order.conditions})


@settings(max_examples=60, deadline=None)
@vary(ANSWERS)
def test_nothing_is_missing_once_nothing_is_undecided(answers: Answers) -> None:
    found = judged(answers)
    considered = in_play(found)
    facts = [
        one
        for order in found.orders
        for one in order.conditions
        if order.candidate and order.result == UNDECIDED and one.purpose == "fact"
    ]
    facts = facts if found.order_possible == UNDECIDED else []
    asked = [one for each in considered for one in each.conditions]
    undecided = [one for one in (*facts, *asked) if one.result == UNDECIDED]

    if all(one.outcome != "outside_these_rules" for one in considered):
        assert set(found.missing) == {
            one
            for each in undecided
            for one in each.missing or [evidence.question for evidence in each.because]
        }
        assert bool(undecided) == bool(found.missing)


def test_advice_never_reads_the_recommendation() -> None:
    rows = [row for one in BOOK.requirements for row in one.advice]
    read = {q for row in rows if row.when for q in questions_read(row.when)}
    assert rows

    assert not {one for one in read if one.startswith("rec.")}


def test_every_shipped_condition_can_be_said_back_in_plain_words() -> None:
    questionnaire = LIBRARY.questionnaire
    said = [words for law in LAW for words in rule_in_words(law, questionnaire)]
    said += [in_words(flag.when, questionnaire) for flag in BOOK.flags]
    said += [in_words(gate, questionnaire) for gate in questionnaire.gates.values()]

    ids = [one for one in questionnaire.questions if "." in one]
    assert [(words, one) for words in said for one in ids if one in words] == []
