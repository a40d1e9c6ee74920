"""Tests of page 1: the sentencer's ten questions, answered or plainly not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.values import Value
from court_assess.report.case import case_of
from court_assess.report.full import age_on
from court_assess.report.lines import LONGEST_QUOTE, Line, opening
from court_assess.report.page_one import recommendation, ten_questions
from tests.report.filled import DRAFT, TODAY, html_for


def answers(library: Library, given_answers: Answers) -> dict[str, str]:
    """Return each of the ten answers as one text."""
    assessment = Assessment(given_answers, {}, TODAY)
    case = case_of(library, assessment, judge(library, assessment, TODAY), DRAFT)
    return {one.question: _text(one.lines) for one in ten_questions(case)}


def _text(lines: tuple[Line, ...]) -> str:
    parts = (part for line in lines for part in (line.label, line.quote, line.text, line.see))
    return " ".join(part for part in parts if part)


def single(**values: Value) -> Answers:
    return Answers({key.replace("__", "."): given(value) for key, value in values.items()})


def test_nothing_answered_is_not_known_and_never_no(library: Library) -> None:
    said = answers(library, Answers())

    assert len(said) == 10
    unknown = [text for text in said.values() if "known" in text.lower()]
    assert len(unknown) >= 8  # what happens on breach is law, and what was not known lists the gaps
    assert [text for text in said.values() if re.search(r"\bno\b\.", text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (given("yes"), "Yes."),
        (given("no"), "No."),
        (given("unsure"), "Not sure yet."),
        (DECLINED, "Declined to answer."),
        (NOT_KNOWN, "Asked, and not known today."),
        (Answer(Status.NOT_ASKED, note="no interpreter"), "Not asked today: no interpreter."),
        (None, "Not known today."),
    ],
)
def test_each_way_of_answering_willingness_reads_differently(
    library: Library, answer: Answer | None, words: str
) -> None:
    said = answers(library, Answers().having({"drr.willing": answer}))

    assert said["Is the person willing?"].startswith(words)


def test_a_no_from_an_unfit_person_carries_how_they_were(library: Library) -> None:
    said = answers(library, single(drr__willing="no", ses__fit=("withdrawing",)))
    fit = answers(library, single(drr__willing="no", ses__fit=("none",)))

    assert "When asked, the person was In withdrawal." in said["Is the person willing?"]
    assert "When asked" not in fit["Is the person willing?"]


def test_problem_drugs_come_in_the_persons_order_and_no_other_drug_does(library: Library) -> None:
    rows = [("crack", "2"), ("tobacco", "none"), ("heroin", "1")]
    group = tuple(
        Row(slug, {"sub.slug": given(slug), "sub.rank": given(rank)}) for slug, rank in rows
    )
    said = answers(library, Answers({}, {"sub": group}))[
        "Which drugs, and is the person dependent?"
    ]

    assert said.index("Heroin") < said.index("Crack")
    assert "Tobacco" not in said
    assert "how often is not known" in said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("yes", "The officer recommends"),
        ("no", "The officer does not recommend"),
        ("not_yet", "The officer cannot yet recommend"),
        (None, "Not known today: the officer has made no recommendation"),
    ],
)
def test_the_recommendation_is_the_officers(
    library: Library, value: str | None, words: str
) -> None:
    given_answers = Answers({"rec.drr": given(value)} if value else {})
    assessment = Assessment(given_answers, {}, TODAY)
    case = case_of(library, assessment, judge(library, assessment, TODAY), DRAFT)

    assert recommendation(case)[0].text.startswith(words)


def test_a_document_says_what_it_is_and_what_it_does_not_cover(library: Library) -> None:
    part = html_for(library, Assessment(single(psr__scope="drug_part"), {}, TODAY))
    unsaid = html_for(library, Assessment(Answers(), {}, TODAY))
    whole = html_for(library, Assessment(single(psr__scope="whole"), {}, TODAY))

    for html in (part, unsaid):
        assert "<h1>Specialist drug assessment</h1>" in html
        assert "It does not cover the offence analysis" in html
        assert "section 31" not in html
    assert "<h1>Pre-sentence report</h1>" in whole
    assert "as defined in section 31 of the Sentencing Act 2020" in whole
    assert "Proposed sentence" in whole


def test_a_long_text_is_opened_at_a_sentence_and_never_cut_within_one() -> None:
    long = f"I am willing. But only {'if it helps ' * 40}."
    endless = f"I am willing unless {'something comes up ' * 40}"

    assert opening("Yes. I am.") == "Yes. I am."
    assert opening(long) == "I am willing."
    assert opening(endless) == ""
    assert opening("a" * LONGEST_QUOTE) == "a" * LONGEST_QUOTE
    assert opening("First line.\nSecond line.") == "First line."


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 18), date(2026, 11, 18), 18),
        (date(2008, 11, 19), date(2026, 11, 18), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_the_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_an_order_that_is_closed_does_not_count_while_the_other_is_open(library: Library) -> None:
    facts = single(
        order__kind="not_decided",
        case__date_of_birth=date(1990, 1, 1),
        case__conviction_date=date(2026, 11, 1),
        case__imprisonable="yes",
        case__mandatory_sentence="no",
        case__hospital_or_guardianship="no",
        order__supervision_months=30,
    )
    assessment = Assessment(facts, {}, TODAY)
    judgement = judge(library, assessment, TODAY)
    case = case_of(library, assessment, judgement, DRAFT)

    assert judgement.order_possible == "met"
    assert {one.result for one in judgement.orders} == {"met", "not_met"}
    assert "not met" not in " ".join(line.label for line in recommendation(case))
    closed = replace(judgement, order_possible="not_met")
    case = case_of(library, assessment, closed, DRAFT)
    assert "Conditions of law not met" in [line.label for line in recommendation(case)]
