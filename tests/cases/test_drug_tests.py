"""The hard rules on drug tests, for any sequence of records (Hypothesis), each with its control.

Refused is not positive; missing and not tested are not negative; a screen always prints "not
confirmed"; and no result changes what the rules find.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as vary
from hypothesis import strategies as st

from court_assess.definitions.library import load_library
from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.conditions import Comparison, SomeRow
from court_assess.domain.drug_tests import NEGATIVE, NO_SAMPLE, POSITIVE
from court_assess.domain.findings import judge
from court_assess.domain.queries import queries_of_tests
from court_assess.domain.reading import AnswerReading
from court_assess.exports.judgement import as_json
from court_assess.report import DOCUMENTS, html_of
from court_assess.report.drug_tests import ABOUT, NO_RESULT, beside
from court_assess.report.parts import ABOUT_RESULTS
from court_assess.report.reading import EVERYBODY, AudienceReading
from court_assess.report.results_picture import NO_SAMPLE_LINE, marked, results_picture
from court_assess.settings import QUESTIONNAIRES, rules_folder
from tests.cases.written import TODAY, case_of
from tests.report.filled import DRAFT

LIBRARY = load_library(QUESTIONNAIRES, rules_folder())
QUESTIONS = LIBRARY.questionnaire.questions
BASE = case_of(LIBRARY, {})
UNANSWERED = (DECLINED, NOT_KNOWN, Answer(Status.NOT_ASKED, note="no time"))
SAYS = re.compile(r"\b(positive|negative)\b(?=(?P<after>.{0,40}))", re.IGNORECASE)
ALLOWED = re.compile(r" \(screen, not confirmed\)|,? confirmed by a laboratory", re.IGNORECASE)
OVERTURNED = " after a positive screen"  # what a laboratory's negative says of the screen before
KINDS = tuple(DOCUMENTS)


def options(question: str) -> list[str]:
    return [one.id for one in QUESTIONS[question].options]


def answers_of(question: str) -> st.SearchStrategy[Answer | None]:
    """Return any answer to a choice, any way of not answering it, or nothing at all."""
    chosen = st.sampled_from(options(question)).map(given)
    return st.one_of(chosen, chosen, st.sampled_from([*UNANSWERED, None]))


def row(made: dict[str, Answer | None]) -> dict[str, Answer]:
    return {key: one for key, one in made.items() if one is not None}


MOMENTS = st.integers(0, 30).map(lambda days: given(datetime(2026, 10, 1) + timedelta(days)))
PANELS = st.lists(st.sampled_from(options("result.analyte")), max_size=3, unique=True)
TESTS = st.lists(
    st.fixed_dictionaries(
        {
            "test.attempt_outcome": answers_of("test.attempt_outcome"),
            "test.matrix": answers_of("test.matrix"),
            "test.integrity": answers_of("test.integrity"),
            "test.status": answers_of("test.status"),
            "test.interpretation": answers_of("test.interpretation"),
            "test.collected_at": st.one_of(MOMENTS, st.none()),
            "test.panel": st.one_of(PANELS.map(lambda one: given(tuple(one)) if one else None)),
        }
    ).map(row),
    max_size=3,
)
NUMBERS = st.one_of(st.integers(1, 4).map(given), st.sampled_from([None, NOT_KNOWN]))
RESULTS = st.lists(
    st.fixed_dictionaries(
        {
            "result.analyte": answers_of("result.analyte"),
            "result.value": answers_of("result.value"),
            "result.test": NUMBERS,
        }
    ).map(row),
    max_size=4,
)


@st.composite
def records(draw: st.DrawFn) -> Answers:
    """Return a case in which every condition of law is met, with any record of drug tests."""
    rows = {
        "test": tuple(Row(f"t{n}", one) for n, one in enumerate(draw(TESTS), 1)),
        "result": tuple(Row(f"r{n}", one) for n, one in enumerate(draw(RESULTS), 1)),
    }
    single = {"tests.offered": given("yes")}
    single |= {f"{one}.complete": given("yes") for one in rows if draw(st.booleans())}
    answers = BASE.answers.having(single)
    return replace(answers, rows={**answers.rows, **rows})


def record(value: str, **test: str) -> Answers:
    """Return a case with one test and one result of it."""
    held = {f"test.{key}": given(one) for key, one in test.items()}
    held["test.collected_at"] = given(datetime(2026, 11, 3, 9, 30))
    result = {"result.analyte": given("opiates"), "result.value": given(value)}
    rows = {"test": (Row("t", held),), "result": (Row("r", result),)}
    answers = BASE.answers.having({"tests.offered": given("yes")})
    return replace(answers, rows={**answers.rows, **rows})


def reading(answers: Answers) -> AudienceReading:
    return AudienceReading(AnswerReading(LIBRARY.questionnaire, answers, TODAY), EVERYBODY)


def findings(answers: Answers, library: Library = LIBRARY) -> Any:
    """Return all that the rules find, without the answers themselves."""
    found = json.loads(json.dumps(as_json(judge(library, Assessment(answers), TODAY))))
    del found["answers"]
    return found


# What documents say of tests in general, and not of this one.
IN_GENERAL = (
    ABOUT,
    ABOUT_RESULTS,
    NO_RESULT,
    *(one.label for one in QUESTIONS["test.interpretation"].options),
    *(
        cited.says
        for guide in LIBRARY.rules.drug_tests.by_analyte.values()
        for cited in (*guide.positive, *guide.negative, *guide.windows, *guide.notes)
    ),
)


def plain(html: str) -> str:
    """Return the words of a page and of the sentences beside its pictures, on one line."""
    html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub('<img [^>]*alt="([^"]*)">', r"\1", html)
    text = " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())
    for words in IN_GENERAL:
        text = text.replace(" ".join(words.split()), "")
    return text


def claims(text: str) -> set[str]:
    """Return whether a text says of anything that it is positive, or negative."""
    return {one[1].lower() for one in SAYS.finditer(text.replace(OVERTURNED, ""))}


def unconfirmed(text: str) -> list[str]:
    """Return each "positive" and "negative" that is not said to be a screen or confirmed."""
    said = SAYS.finditer(text.replace(OVERTURNED, ""))
    return [one[0] for one in said if not ALLOWED.match(one["after"])]


def document(kind: str, answers: Answers, library: Library = LIBRARY) -> str:
    assessment = replace(BASE, answers=answers)
    judgement = judge(library, assessment, TODAY)
    return plain(html_of(kind, library, assessment, judgement, DRAFT))


def values(answers: Answers) -> set[object]:
    held = (one.answers.get("result.value") for one in answers.rows_of("result"))
    return {one.value for one in held if one is not None}


# --- No result changes what the rules find --------------------------------------------------------


@settings(max_examples=60, deadline=None)
@vary(records())
def test_no_record_of_tests_changes_a_finding_of_law_the_outcome_or_the_advice(
    answers: Answers,
) -> None:
    assert findings(answers) == findings(BASE.answers)


def test_a_rule_that_reads_a_result_would_be_noticed() -> None:
    # The control: the same law with one condition that `check` refuses.
    (drr, *others) = LIBRARY.rules.requirements
    found = SomeRow("result", Comparison("result.value", "is", "confirmed_positive"))
    (first, *rest) = drr.conditions
    bad = replace(drr, conditions=(replace(first, met_when=found, not_met_when=None), *rest))
    library = replace(LIBRARY, rules=replace(LIBRARY.rules, requirements=(bad, *others)))
    answers = record("confirmed_positive")

    assert findings(answers, library) != findings(BASE.answers, library)


# --- What is drawn --------------------------------------------------------------------------------


@settings(max_examples=250, deadline=None)
@vary(records())
def test_a_mark_is_positive_or_negative_only_where_a_result_of_a_sample_is(
    answers: Answers,
) -> None:
    read = reading(answers)
    drawn = marked(read)
    tests = {one.id: one for one in answers.rows_of("test")}
    refused = [one for one in tests.values() if _outcome(one) in NO_SAMPLE]
    is_allowed = len(refused) < len(tests)

    assert {one.mark for one in drawn if one.mark in POSITIVE | NEGATIVE} <= values(answers)
    assert is_allowed or not any(one.mark in POSITIVE | NEGATIVE for one in drawn)
    assert all((one.line == NO_SAMPLE_LINE) == (one.mark == "no_sample") for one in drawn)
    assert "not_tested" not in {one.mark for one in drawn}
    picture = results_picture(read.whole)
    if picture is not None:
        words = f"{picture.alt} {plain(picture.svg)} {' '.join(map(' '.join, picture.rows))}"
        assert unconfirmed(words) == []


def _outcome(test: Row) -> object:
    answer = test.answers.get("test.attempt_outcome")
    return answer.value if answer is not None else None


@pytest.mark.parametrize(
    ("value", "outcome", "mark"),
    [
        ("presumptive_positive", "sample_taken", "presumptive_positive"),
        ("negative", "sample_taken", "negative"),
        ("not_tested", "sample_taken", None),
        ("presumptive_positive", "refused", "no_sample"),
        ("negative", "kit_failure", "no_sample"),
    ],
)
def test_each_result_has_the_mark_of_what_it_is(value: str, outcome: str, mark: str | None) -> None:
    drawn = marked(reading(record(value, attempt_outcome=outcome)))

    assert [one.mark for one in drawn] == ([mark] if mark else [])


# --- What is printed ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@vary(records())
def test_no_document_says_more_of_a_test_than_its_record(kind: str, answers: Answers) -> None:
    text = document(kind, answers)
    may_say = {"positive"} if values(answers) & POSITIVE else set[str]()
    may_say |= {"negative"} if values(answers) & NEGATIVE else set[str]()

    assert claims(text) <= may_say
    assert unconfirmed(text) == []


@pytest.mark.parametrize("outcome", sorted(NO_SAMPLE))
@pytest.mark.parametrize("kind", ["full", "referral"])
def test_a_test_without_a_sample_is_printed_as_that_and_as_no_result(
    kind: str, outcome: str
) -> None:
    answers = record("not_tested", attempt_outcome=outcome)
    text = document(kind, answers)

    assert QUESTIONS["test.attempt_outcome"].option(outcome).label in text  # type: ignore[union-attr]
    assert claims(text) == set()


def test_what_is_on_the_panel_and_has_no_result_is_said_to_have_none() -> None:
    answers = record("negative", attempt_outcome="sample_taken")
    (test,) = answers.rows_of("test")
    panel = replace(test, answers={**test.answers, "test.panel": given(("opiates", "methadone"))})
    table = beside(
        reading(replace(answers, rows={**answers.rows, "test": (panel,)})),
        LIBRARY.rules.drug_tests,
    )

    assert table is not None
    assert [one.name for one in table.rows][1:] == [f"Methadone: {NO_RESULT} (test 1)"]


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The control: the same questions with a label that has lost its words."""
    folder = tmp_path_factory.mktemp("careless") / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, folder)
    _reworded(folder / "tests.yaml", "Positive (screen, not confirmed)", "Positive")
    return load_library(folder, rules_folder())


def _reworded(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("kind", ["full", "referral"])
def test_a_screen_printed_without_not_confirmed_would_be_found(
    kind: str, careless: Library
) -> None:
    answers = record("presumptive_positive", attempt_outcome="sample_taken")

    assert unconfirmed(document(kind, answers)) == []
    assert "(screen, not confirmed)" in document(kind, answers)
    assert unconfirmed(document(kind, answers, careless))


def test_a_claim_would_be_found_in_either_word() -> None:
    assert claims("Opiates: Positive (screen). Cocaine: negative") == {"positive", "negative"}
    assert claims("Opiates: Not tested. Cocaine: Refused") == set()
    assert unconfirmed("Positive (screen, not confirmed), negative") == ["negative"]


@pytest.mark.parametrize(
    ("outcome", "number", "value", "asked"),
    [
        ("sample_taken", given(1), "negative", ()),
        ("sample_taken", None, "negative", ()),
        ("refused", None, "negative", ("result.value",)),
        ("did_not_attend", given(1), "presumptive_positive", ("result.value",)),
        ("sample_taken", given(2), "negative", ("result.test",)),
        ("sample_taken", given(0), "negative", ("result.test",)),
        ("refused", given(2), "negative", ("result.test",)),
        ("refused", given(1), None, ()),
        ("refused", NOT_KNOWN, "negative", ()),
        (None, given(1), "negative", ()),
    ],
)
def test_a_result_of_no_test_or_of_no_sample_is_asked_about(
    outcome: str | None, number: Answer | None, value: str | None, asked: tuple[str, ...]
) -> None:
    test = {"test.attempt_outcome": given(outcome)} if outcome else {}
    result = {"result.test": number, "result.value": given(value) if value else None}
    rows = {
        "test": (Row("t1", test),),
        "result": (Row("r1", {key: one for key, one in result.items() if one}),),
    }
    answers = Answers({"tests.offered": given("yes")}, rows)
    found = tuple(queries_of_tests(AnswerReading(LIBRARY.questionnaire, answers, TODAY)))

    assert tuple(one.question for one in found) == asked
    assert all(one.row == "r1" for one in found)
