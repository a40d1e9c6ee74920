"""Tests of what reaches the court: every answer that may, and no other."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import load_library
from court_assess.domain.answers import Answer, Answers, KnownBy, Row, Status, given
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import judge
from court_assess.domain.kinds import show
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import Item, walk
from court_assess.printing import printable
from court_assess.report import PdfWorker, html_of
from court_assess.report.page_one import QUESTIONS
from court_assess.settings import PRACTICE_CASES, QUESTIONNAIRES, rules_folder
from tests.report.filled import DRAFT, TODAY, filled, fillings, html_for, marker, shown_in
from tests.report.printed import body_of, faults_of, pages_of, squeezed, text_in

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
NEW_SECTION = """
id: pets
title: Pets
questions:
  - id: pet.kind
    type: text
    ask: Which pets do you have?
    short: Pets
    why: Someone must feed them.
    print: [court]
  - id: pet.secret
    type: text
    ask: What does the pet know?
    short: The pet's secret
    why: It knows more than we do.
    print: none
  - id: toy
    type: group
    ask: Which toys does it have?
    short: Toys
    why: Toys matter.
    row_name: toy
    row_label: toy.name
    complete: Are those all the toys?
    print: [court]
    questions:
      - {id: toy.name, type: text, ask: Which?, short: Toy, why: It has a name., print: [court]}
"""


def for_reader(library: Library, assessment: Assessment, reader: str) -> list[Item]:
    """Return what is shown, answered and printed for a reader."""
    reading = AnswerReading(library.questionnaire, assessment.answers, TODAY)
    items = (item for item in walk(reading) if reader in item.question.prints)
    lists = [one for one in library.questionnaire.walk() if one.kind == "group"]
    complete = {one.complete_id for one in lists}  # what goes without saying: only a no is printed
    return [
        item
        for item in items
        if item.answer and item.answer.is_given and item.question.id not in complete
    ]


def values_lacking(
    text: str, library: Library, assessment: Assessment, reader: str = "court"
) -> list[str]:
    """Return the questions whose answer does not stand in the text."""
    return [
        item.question.id
        for item in for_reader(library, assessment, reader)
        if item.answer
        and item.answer.value is not None
        and squeezed(printed(library, item)) not in text
    ]


def printed(library: Library, item: Item) -> str:
    """Return how an answer is written; when it was last used is counted from the interview."""
    assert item.answer is not None
    assert item.answer.value is not None
    words = show(item.question, item.answer.value)
    if item.question.id == "sub.slug":
        return words[1:]  # it stands in brackets behind a name of its own
    if item.question.id != "sub.last_used":
        return words
    assert item.row is not None
    on = library.questionnaire.questions["sub.last_used_on"]
    day = item.row.answers.get(on.id)
    if day is not None and day.value is not None and "court" in on.prints:
        return show(on, day.value)
    relative = {"Today": "n the day of", "Yesterday": "he day before"}
    start = relative.get(words, f"{words[1:].removesuffix(' ago')} before")
    return f"{start} the interview"


def secret_markers(library: Library, reader: str = "court") -> list[str]:
    """Return the marker texts of every question that is not printed for a reader."""
    secret = (one for one in library.questionnaire.walk() if reader not in one.prints)
    return [marker(one.id) for one in secret if one.kind in ("text", "long_text")]


def test_every_answer_for_the_court_is_printed_and_no_other(
    library: Library, worker: PdfWorker
) -> None:
    made = fillings(library)
    assert len(made) > 1  # not every question can be shown at once
    pages = [html_for(library, one) for one in made]
    first, *others = pages
    texts = [body_of(worker.render(first), first), *(text_in(one) for one in others)]
    for assessment, text in zip(made, texts, strict=True):
        assert values_lacking(text, library, assessment) == []
        assert [one for one in secret_markers(library) if one in text] == []


def test_the_test_of_secrets_would_find_one(library: Library) -> None:
    # The control: the same assessment with every question marked as printed for the court. That
    # what stands in the page is found in the PDF, the test above shows of every other answer.
    questionnaire = library.questionnaire
    sections = tuple(
        replace(section, questions=tuple(_printed(one) for one in section.questions))
        for section in questionnaire.sections
    )
    opened = replace(library, questionnaire=replace(questionnaire, sections=sections))
    assessment = filled(library, frozenset(questionnaire.questions))
    text = text_in(html_for(opened, assessment))

    assert marker("con.nodata") in text
    assert marker("fam.children") in text


def _printed(question: Question) -> Question:
    inner = tuple(_printed(one) for one in question.questions)
    return replace(question, prints=frozenset({"court"}), questions=inner)


def test_answers_that_are_not_for_the_court_change_nothing(library: Library) -> None:
    for assessment in fillings(library):
        judgement = judge(library, assessment, TODAY)
        full = html_of("full", library, assessment, judgement, DRAFT)
        without = replace(assessment, answers=_for_the_court_alone(library, assessment.answers))

        assert html_of("full", library, without, judgement, DRAFT) == full


def _for_the_court_alone(library: Library, answers: Answers) -> Answers:
    """Keep what is printed for the court, and what decides whether that is asked at all."""
    questions = library.questionnaire.questions
    for_court = {key for key, one in questions.items() if "court" in one.prints}
    gates = (gate for key, gate in library.questionnaire.gates.items() if key in for_court)
    needed = for_court | {one for gate in gates for one in questions_read(gate)}

    def kept(of: Row | Answers) -> dict[str, Answer]:
        held = of.single if isinstance(of, Answers) else of.answers
        return {key: one for key, one in held.items() if key in needed}

    rows = {
        group: tuple(Row(row.id, kept(row)) for row in rows) for group, rows in answers.rows.items()
    }
    return Answers(kept(answers), rows)


@pytest.mark.parametrize("status", [Status.DECLINED, Status.NOT_KNOWN, Status.NOT_ASKED])
def test_an_unanswered_question_is_listed_with_its_reason(library: Library, status: Status) -> None:
    # What decides whether others are asked is left unanswered by itself, all the rest at once.
    assessment = filled(library, frozenset(library.questionnaire.questions))
    shown = shown_in(library, assessment.answers)
    asked = [one for one in library.questionnaire.walk() if not one.group and one.id in shown]
    deciding = {
        one for gate in library.questionnaire.gates.values() for one in questions_read(gate)
    }
    alone = [[one] for one in asked if one.id in deciding]
    together = [one for one in asked if one.id not in deciding]
    assert len(together) > 100
    for questions in (together, *alone):
        unanswered = {one.id: Answer(status, note=marker(one.id, "why")) for one in questions}
        changed = assessment.answers.having(unanswered)
        html = html_for(library, Assessment(changed, {}, TODAY))

        for question in questions:
            is_listed = marker(question.id, "why") in html
            assert is_listed is ("court" in question.prints), question.id


def test_how_an_answer_is_known_stands_beside_it(library: Library) -> None:
    answers = Answers({"case.sex": given("female", KnownBy.DOCUMENT), "mot.importance": given(7)})
    html = html_for(library, Assessment(answers, {}, TODAY))

    assert 'Female</span> <span class="how">(from a document)</span>' in html
    assert html.count('class="how"') == 1


def test_a_new_question_and_a_new_section_reach_the_report_without_code(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, folder)
    (folder / "pets.yaml").write_text(NEW_SECTION, encoding="utf-8")
    order = folder / "assessment.yaml"
    order.write_text(
        order.read_text(encoding="utf-8").replace("  - order\n", "  - order\n  - pets\n")
    )
    library = load_library(folder, rules_folder())
    html = html_for(library, filled(library, frozenset()))

    assert "<h2>Pets</h2>" in html
    assert marker("pet.kind") in html
    assert marker("toy.name", "second") in html
    assert marker("pet.secret") not in html


def test_advice_local_practice_and_actions_are_never_printed(library: Library) -> None:
    rules = library.rules
    advice = [row.says for one in rules.requirements for row in one.advice]
    others = [one.says for one in rules.local] + [flag.action for flag in rules.flags]
    done = {
        flag.id: FlagResponse("N. Seer", None, done=True, what="Zqdone") for flag in rules.flags
    }
    cases = [read_case(path, library).assessment for path in CASES] + fillings(library)
    for assessment in cases:
        html = html_for(library, replace(assessment, flags=done))

        assert [text for text in [*advice, *others, "Zqdone"] if text in html] == []


def test_a_flag_is_printed_only_if_it_is_for_the_court(library: Library) -> None:
    first, *others = library.rules.flags
    shown = replace(first, prints=frozenset({"court"}), title="Zqflag")
    for flag, expected in ((shown, True), (replace(shown, prints=frozenset({"handover"})), False)):
        rules = replace(library.rules, flags=(flag, *others))
        html = html_for(replace(library, rules=rules), Assessment(prepared_on=TODAY))

        assert ("Zqflag" in html) is expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_practice_case_is_printed_whole_is_valid_and_has_its_ten_questions_on_page_1(
    library: Library, worker: PdfWorker, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    made = printable("full", library, assessment, judgement, DRAFT)
    pdf = worker.render(*made)
    first, *_ = (squeezed(one) for one in pages_of(pdf))
    ends_with = text_in(made.html.partition("</section>")[0])[-40:]

    assert faults_of(pdf) == []
    assert values_lacking(body_of(pdf, made.html), library, assessment) == []
    assert [one for one, _ in QUESTIONS if squeezed(one) not in first] == []
    assert ends_with in first  # so all that page 1 must hold is on it
