"""The shipped sentences: read aloud in every practice case, and never of the recommendation."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.drafts import SEX, draft_of
from court_assess.domain.questions import Question, Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.sentences import NEVER_DRAFTED, Sentences, Voice, why_never_drafted
from court_assess.settings import PRACTICE_CASES
from tests.cases.written import TODAY

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
FAULT = re.compile(r"[{}]|  | [.,;:]|[.,;:]{2}|\.”\.|“[^”]*$|\bnull\b")
MARK = "zzyzx, and nothing else"


def drafts(questionnaire: Questionnaire, answers: Answers) -> dict[tuple[str, Voice], str]:
    """Return every draft of an assessment."""
    reading = AnswerReading(questionnaire, answers, TODAY)
    return {
        (section.id, voice): text
        for section in questionnaire.sections
        for voice, text in draft_of(section, reading).items()
    }


def assessment_in(path: Path, library: Library) -> Assessment:
    return read_case(path, library).assessment


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_draft_has_no_hole_no_bare_mark_and_begins_and_ends_as_sentences_do(
    path: Path, library: Library
) -> None:
    found = drafts(library.questionnaire, assessment_in(path, library).answers)

    for place, text in found.items():
        for line in text.split("\n"):
            assert not FAULT.search(line), (place, line)
            assert not line or line[-1] in ".”!?)", (place, line)
            assert not line[:1].islower(), (place, line)


def test_the_controls_faulty_lines_are_found() -> None:
    faulty = ("He had {x}.", "He had .", "He had it..", "He  had.", "“He had.")

    assert all(FAULT.search(one) for one in faulty)


def test_the_full_case_has_something_to_say_in_every_voice_and_in_most_sections(
    library: Library,
) -> None:
    found = drafts(library.questionnaire, assessment_in(CASES[22], library).answers)

    assert {voice for _, voice in found} == set(Voice)
    assert {
        "hearing",
        "substances",
        "dependence",
        "health_home",
        "treatment",
        "offending",
        "strengths",
        "provider",
    } <= {section for section, _ in found}


def test_there_are_sentences_for_the_questions_that_matter(library: Library) -> None:
    said = [one.id for one in library.questionnaire.walk() if one.report]

    assert len(said) > 100
    assert {
        "sub.freq",
        "dep.officer_view",
        "acc.need",
        "tx.current",
        "link.type",
        "drr.willing",
        "prov.suitable",
        "case.plea",
    } <= set(said)


def test_what_decides_the_pronouns_is_asked(library: Library) -> None:
    assert {one.id for one in library.questionnaire.questions[SEX].options} == {
        "female",
        "male",
        "other",
    }


def test_officers_own_questions_are_opinions(library: Library) -> None:
    questions = library.questionnaire.questions
    own = (
        "dep.officer_view",
        "dep.officer_view_words",
        "mot.officer",
        "mot.officer_words",
        "link.officer",
        "link.officer_words",
        "ses.fit",
    )

    for question in own:
        report = questions[question].report
        assert report, question
        assert report.voice is Voice.OPINION, question


def never(library: Library) -> list[str]:
    return [one for one in library.questionnaire.questions if why_never_drafted(one)]


def test_no_sentence_is_written_for_the_recommendation_and_its_reason(library: Library) -> None:
    questions, names = library.questionnaire.questions, never(library)

    assert {
        "rec.drr",
        "rec.reason",
        "psr.proposal",
        "psr.rationale",
        "ana.text",
        "order.kind",
    } <= set(names)
    assert all(
        any(one.partition(".")[0] == key or one == key for one in questions)
        for key in NEVER_DRAFTED
    )
    assert [one for one in names if questions[one].report] == []


def with_sentence(question: Question) -> Question:
    """Return a question with a sentence that says its whole answer, past what `check` allows."""
    inner = tuple(map(with_sentence, question.questions))
    return replace(question, questions=inner, report=Sentences("{answer}."))


def test_the_recommendation_is_in_no_draft_even_if_it_had_a_sentence(library: Library) -> None:
    questionnaire = library.questionnaire
    sections = tuple(
        replace(section, questions=tuple(map(with_sentence, section.questions)))
        for section in questionnaire.sections
    )
    forced = replace(questionnaire, sections=sections)
    texts = {
        one.id: given(f"{one.id}: {MARK}")
        for one in forced.walk()
        if "text" in one.kind and not one.group
    }
    scope = {"psr.scope": given("whole"), "rec.drr": given("yes")}
    said = "\n".join(drafts(forced, Answers({**texts, **scope})).values()).lower()

    for question in never(library):
        assert f"{question}: {MARK}" not in said
    assert "yes, i recommend it" not in said
    for control in ("psr.pattern", "ana.not_known", "link.own_words"):
        assert f"{control}: {MARK}" in said, "the control"


def test_a_question_that_the_court_may_not_read_is_in_no_draft(library: Library) -> None:
    texts = {
        one.id: given(f"{one.id}: {MARK}")
        for one in library.questionnaire.walk()
        if "text" in one.kind and not one.group
    }
    said = "\n".join(drafts(library.questionnaire, Answers(texts)).values()).lower()

    assert f"link.own_words: {MARK}" in said, "the control"
    for one in library.questionnaire.walk():
        if "court" not in one.prints:
            assert f"{one.id}: {MARK}" not in said


def test_fifteen_substances_are_fifteen_paragraphs_each_with_its_name(library: Library) -> None:
    options = library.questionnaire.questions["sub.slug"].options[:15]
    rows = tuple(
        Row(one.id, {"sub.slug": given(one.id), "sub.freq": given("daily")}) for one in options
    )
    text = drafts(library.questionnaire, Answers({}, {"sub": rows}))["substances", Voice.ACCOUNT]

    assert [line.partition(":")[0] for line in text.split("\n\n")] == [one.label for one in options]
