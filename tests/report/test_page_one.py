"""Tests of page 1: the sentencer's ten questions, answered or plainly not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.values import Value
from court_assess.report.case import Case, case_of
from court_assess.report.gaps import Gaps
from court_assess.report.head import age_on, head_of
from court_assess.report.lead import recommendation
from court_assess.report.lines import LONGEST_QUOTE, Line, opening
from court_assess.report.page_one import (
    NOTHING_OPEN,
    THEY_DIFFER,
    marked_on_page_one,
    ten_questions,
)
from court_assess.report.parts import parts_of
from court_assess.report.reading import NOT_DECIDED, is_officers_own
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import DRAFT, SIGNED, TODAY, html_for
from tests.report.printed import text_in


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
    unknown = [
        text
        for text in said.values()
        if re.search("not (known|decided|written)|is not known", text, re.IGNORECASE)
    ]
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
        (None, "Not decided yet: the officer has made no recommendation"),
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
    assert recommendation(case)[0].text.startswith("The order in mind is not open to the court. ")


def case_with(library: Library, given_answers: Answers) -> Case:
    assessment = Assessment(given_answers, {}, TODAY)
    return case_of(library, assessment, judge(library, assessment, TODAY), DRAFT)


def practice(library: Library, number: str) -> Case:
    path = next(PRACTICE_CASES.glob(f"{number}_*.yaml"))
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    return case_of(library, assessment, judgement, DRAFT)


def row_of(case: Case, number: int) -> str:
    return _text(ten_questions(case)[number - 1].lines)


def box_of(case: Case) -> str:
    return _text(recommendation(case))


@pytest.mark.parametrize("path", sorted(PRACTICE_CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_page_1_never_says_that_nothing_is_open_when_something_is(
    library: Library, path: Path
) -> None:
    case = practice(library, path.stem[:2])
    page_one = " ".join((box_of(case), *(row_of(case, number) for number in range(1, 11))))
    gaps = next(part for part in parts_of(case) if part.id == "gaps")

    for said in (row_of(case, 9), repr(gaps)):
        assert NOTHING_OPEN not in said or "not known" not in page_one.lower()


def test_what_was_not_known_begins_with_the_conditions_of_law(library: Library) -> None:
    said = row_of(practice(library, "13"), 9)

    assert said.startswith("Conditions of law Dependency on drugs or propensity to misuse")
    assert said.index("Conditions of law") < said.index("Officer") < said.index("Questions")
    assert "recommendation" not in said


def test_what_only_page_1_marks_is_said_by_its_place(library: Library) -> None:
    case = practice(library, "01")
    known = replace(case, gaps=Gaps(()))
    head = [entry.label for entry in head_of(case) if "Not known" in entry.text]

    assert marked_on_page_one(known) == ""
    assert head == []
    lacking = practice(library, "12")
    assert marked_on_page_one(lacking).endswith("questions 4 and 5.")


def test_a_limit_that_is_not_kept_is_said_where_the_proposal_is(library: Library) -> None:
    said = "Outside the limits of law The interval between reviews is less than one month. law"

    assert said in row_of(practice(library, "11"), 5)
    assert "Outside" not in row_of(practice(library, "01"), 5)
    longer = "Outside the limits of law The requirement is longer than the order, or than the"
    assert longer in row_of(practice(library, "20"), 6)
    too_long = single(order__kind="community_order", order__length_months=40)
    assert "The length in mind is more than 36 months." in row_of(case_with(library, too_long), 6)
    both = single(order__kind="not_decided", order__supervision_months=30)
    assert "Suspended sentence order: the supervision period in mind is shorter" in row_of(
        case_with(library, both), 6
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            "10",
            "Neither order that could hold a DRR is open to the court. Not met: Age of 18 when",
        ),
        ("15", "The conviction is from before 1 December 2020: these conditions do not apply"),
        (
            "22",
            "Neither order that could hold a DRR is open to the court. Not met: This court's power",
        ),
        ("12", "The officer cannot yet recommend"),
    ],
)
def test_the_box_leads_with_the_law_where_it_closes_the_door(
    library: Library, number: str, words: str
) -> None:
    assert box_of(practice(library, number)).startswith(words)


def test_a_recommendation_against_the_law_is_still_said(library: Library) -> None:
    case = practice(library, "15")
    against = replace(case, reading=case_with(library, single(rec__drr="yes")).reading)

    assert "The officer recommends" in box_of(against)
    assert "The officer" not in box_of(case).partition("Officer's reasons")[0]


def test_the_officers_own_act_is_no_condition_that_is_not_known(library: Library) -> None:
    case = practice(library, "12")

    assert "Officer's recommendation" not in box_of(case)
    assert "every one but the officer's own act is met." in box_of(case)


def test_why_this_length_is_said_in_its_own_words(library: Library) -> None:
    assert "Why this length Twelve months gives time" in row_of(practice(library, "01"), 6)
    assert "Prison term suspended: 20 months" in row_of(practice(library, "08"), 6)
    given_length = row_of(case_with(library, single(drr__length_months=6)), 6)
    assert "Why this length Not written yet." in given_length
    assert "Why this length" not in row_of(case_with(library, Answers()), 6)


def test_a_requirement_that_is_not_proposed_lacks_nothing(library: Library) -> None:
    case = practice(library, "03")

    for row in (4, 5, 6):
        assert row_of(case, row).startswith("No DRR is proposed.")
        assert "not known" not in row_of(case, row).lower()
    assert "Unpaid work; Alcohol treatment" in row_of(practice(library, "03"), 5)


def test_fitness_stands_where_the_person_was_asked_or_else_with_the_interview(
    library: Library,
) -> None:
    unasked = case_with(library, single(ses__fit=("withdrawing",)))
    asked = case_with(library, single(ses__fit=("withdrawing",), drr__willing="no"))

    assert "When asked" not in row_of(unasked, 3)
    assert "Fitness when seen In withdrawal." in row_of(unasked, 10)
    assert "When asked, the person was In withdrawal." in row_of(asked, 3)
    assert "Fitness when seen" not in row_of(asked, 10)


def test_a_substance_without_a_place_is_neither_a_problem_nor_none(library: Library) -> None:
    rows = (
        Row("a", {"sub.slug": given("heroin")}),
        Row("b", {"sub.slug": given("crack"), "sub.rank": DECLINED}),
    )
    said = row_of(
        case_with(library, Answers({"sub.complete": given("yes")}, {"sub": rows})),
        1,
    )

    assert "Heroin whether it is a problem was not asked." in said
    assert "Crack cocaine whether it is a problem: declined to answer." in said
    assert "none is named" not in said


def test_a_report_is_dated_by_the_day_it_was_signed(library: Library) -> None:
    answered = single(rec__officer_name="Ruth Adeyemi", rec__officer_role="Probation officer")
    html = html_for(
        library, Assessment(answered, {}, TODAY), replace(SIGNED, prepared_on=date(2026, 11, 1))
    )

    assert "Ruth Adeyemi, Probation officer, on 19 November 2026" in html
    assert "1 November" not in html
    assert text_in(html).partition("Completion")[2].count("RuthAdeyemi") == 1
    other = html_for(library, Assessment(answered, {}, TODAY), replace(SIGNED, signer="N. Other"))
    assert "RuthAdeyemi" in text_in(other).rpartition("Completion")[2]


def test_only_a_list_that_is_not_complete_is_spoken_of(library: Library) -> None:
    complete, not_complete = (
        html_for(library, Assessment(single(sub__complete=value), {}, TODAY))
        for value in ("yes", "no")
    )

    assert "The list of substances is not complete." in not_complete
    assert "The list of substances is not complete" not in complete
    # It may still stand in the law's tables, as an answer that decided a condition.
    table = complete.partition('id="substances"')[2].partition("</section>")[0]
    assert "list complete" not in table


def test_what_an_unfit_person_said_may_change(library: Library) -> None:
    note = (
        "The person was not fit when asked: In withdrawal. What they said, also a no, may change."
    )
    unfit, fit = (
        html_for(library, Assessment(single(ses__fit=(value,)), {}, TODAY))
        for value in ("withdrawing", "none")
    )

    assert note in unfit
    assert "What they said, also a no" not in fit


@pytest.mark.parametrize("number", ["10", "22"])
def test_while_no_order_is_open_nothing_is_said_of_what_it_would_ask(
    library: Library, number: str
) -> None:
    case = practice(library, number)
    closed = "Neither order that could hold a DRR is open to the court."

    assert row_of(case, 4).startswith(closed)
    assert row_of(case, 5) == f"{closed} law"
    for row in (6, 7):
        assert row_of(case, row) == "Does not arise: no order is open."
    proposal = repr(next(part for part in parts_of(case) if part.id == "proposal"))
    assert f"{closed} This is what the officer had in mind." in proposal
    assert NOT_DECIDED not in proposal


def test_a_length_that_can_still_be_changed_does_not_silence_the_order(library: Library) -> None:
    case = case_with(library, single(order__kind="community_order", order__length_months=40))

    assert case.judgement.order_possible == "not_met"
    assert row_of(case, 5).startswith("Community order.")
    assert "Community order: 40 months." in row_of(case, 6)


# A title is a statement, and reads as true wherever it stands; these lists say what is not so.
STATEMENT = re.compile(r"\b(is|are|says?|has|have|can|may|been|[Dd]ependent|[Rr]ecommended)\b")


def test_no_line_of_what_is_not_met_or_not_known_reads_as_if_it_were(library: Library) -> None:
    conditions = [
        *(one for order in library.rules.orders for one in order.conditions),
        *(one for requirement in library.rules.requirements for one in requirement.conditions),
    ]

    assert [one.id for one in conditions if not one.short or STATEMENT.search(one.short)] == []
    assert [one.id for one in conditions if STATEMENT.search(one.title)], "the control"
    unwell = "Willingness to comply. The person was not fit when asked if they are willing."
    assert f"Conditions of law not met {unwell}" in box_of(practice(library, "13"))
    assert "not fit" not in box_of(practice(library, "05"))
    arranged = "Conditions of law not met Arrangements for treatment; Officer's recommendation."
    assert arranged in box_of(practice(library, "19"))


@pytest.mark.parametrize("path", sorted(PRACTICE_CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_list_of_the_box_and_of_what_was_not_known_holds_a_title(
    library: Library, path: Path
) -> None:
    case = practice(library, path.stem[:2])
    titles = [one.title for one in library.rules.law() if one.short]
    said = f"{box_of(case)} {row_of(case, 9)}"

    assert [one for one in titles if one in said] == []


def test_what_the_officer_has_not_thought_of_is_not_written_and_no_fact_unknown(
    library: Library,
) -> None:
    case = case_with(library, Answers())

    assert "Officer's view: not decided yet." in row_of(case, 1)
    assert "Provider's view: not known today." in row_of(case, 1)
    assert row_of(case, 5).startswith(
        "Not decided yet. Treatment setting, place, how often: not known"
    )
    assert row_of(case, 6) == "Treatment and testing: not decided yet."
    assert row_of(case, 8) == "Not written yet."
    assert "Not written yet: the officer's analysis." in repr(parts_of(case))
    own = library.questionnaire.questions
    facts = ("prov.place", "case.seriousness", "drr.willing", "rec.officer_phone", "link.type")
    assert [one for one in facts if is_officers_own(own[one])] == []


def test_a_view_that_was_asked_for_and_not_known_is_not_called_unwritten(library: Library) -> None:
    held = Answers().having({"dep.officer_view": NOT_KNOWN, "ana.alternatives": DECLINED})

    assert "Officer's view: asked, and not known today." in row_of(case_with(library, held), 1)


@pytest.mark.parametrize(
    ("provider", "officer", "differ"),
    [
        ("neither", "dependent", True),
        ("propensity", "neither", True),
        ("dependent", "propensity", False),
        ("neither", "neither", False),
        (None, "dependent", False),
    ],
)
def test_where_the_views_differ_page_1_says_so_in_words(
    library: Library, provider: str | None, officer: str, differ: bool
) -> None:
    views = {"prov.dependent_or_propensity": provider, "dep.officer_view": officer}
    held = Answers({key: given(one) for key, one in views.items() if one})
    said = row_of(case_with(library, held), 1)

    assert (THEY_DIFFER in said) is differ
    assert "view: Neither." not in said
