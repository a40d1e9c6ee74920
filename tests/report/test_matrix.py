"""Every kind of document against every text field and every option: what may be there, and is.

The documents that print all that their reader may read are looked at field by field; the others
choose, so of them it is shown that they never print what is not for their reader.
"""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answer, Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import YES, consent_of
from court_assess.domain.findings import judge
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import walk
from court_assess.printing import printable
from court_assess.report import DOCUMENTS, NotMadeError, PdfWorker, Stamp, html_of
from court_assess.report.pdf import sizes_of
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import TODAY, filled, marker
from tests.report.hostile import ADDRESS, HOSTILE, TWENTY
from tests.report.printed import faults_of, pages_of, squeezed, text_in
from tests.report.test_hostile import Recorder

KINDS = sorted(DOCUMENTS)
CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
STAMP = Stamp(is_draft=True, prepared_on=TODAY)
LEAST_SEEN = {"person": 5}  # it says most options in sentences of its own: see test_person.py
PICTURE = "data:image/svg+xml;base64,"
TEXTS = ("text", "long_text")
MOST_NOT_READ_BACK = 2  # fields with a page end inside them, when a PDF is read as text
WHOLE = ("full", "person", "referral")
# Nothing is sent on without a yes that stands, and nothing is left off what is safe to carry.
AGREED = {
    "con.share_provider": given("yes"),
    "con.withdrawn": given(("none",)),
    "copy.unsafe": given(("none",)),
}


def html_for(library: Library, kind: str, assessment: Assessment) -> str:
    return html_of(kind, library, assessment, judge(library, assessment, TODAY), STAMP)


def every_field(library: Library, strings: tuple[str, ...], shift: int) -> Assessment:
    """Answer every question, every text field with a marker of its own and one of the strings."""
    base = filled(library, frozenset(library.questionnaire.questions))
    place = iter(range(shift, 100_000))

    def typed(question: Question, answer: Answer, row: str = "") -> Answer:
        if question.kind not in TEXTS or question.id == "case.defendant_name":
            return answer
        string = strings[next(place) % len(strings)]
        return given(f"{marker(question.id, row)} {string}"[: question.max_length])

    questions = library.questionnaire.questions
    single = {key: typed(questions[key], one) for key, one in base.answers.single.items()}
    rows = {
        group: tuple(
            Row(
                row.id,
                {key: typed(questions[key], one, row.id) for key, one in row.answers.items()},
            )
            for row in held
        )
        for group, held in base.answers.rows.items()
    }
    return replace(base, answers=Answers({**single, **AGREED}, rows))


class Shape(HTMLParser):
    """Notes what a page is built of: each element with each attribute, and where it points."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that was opened."""
        self.parts.add((tag, "", ""))
        for name, value in attrs:
            if value and value.startswith(PICTURE):
                self.parts |= shape_of(base64.b64decode(value.removeprefix(PICTURE)).decode())
                continue
            points = name in ("href", "src", "data", "background", "style", "rel")
            self.parts.add((tag, name, value or "" if points else ""))

    def handle_comment(self, data: str) -> None:
        """Note a comment; our own pages have none outside their style."""
        self.parts.add(("comment", "", data))


def shape_of(html: str) -> set[tuple[str, str, str]]:
    shape = Shape()
    shape.feed(html)
    return shape.parts


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_changes_what_a_document_is_built_of(library: Library, kind: str) -> None:
    # An opened tag, a closed one or an attribute would show here, whichever field it came from.
    benign = shape_of(html_for(library, kind, every_field(library, ("plain words",), 0)))
    for shift in range(len(TWENTY)):
        html = html_for(library, kind, every_field(library, TWENTY, shift))
        assert shape_of(html) - benign == set(), shift


def test_the_shape_of_a_page_would_show_what_is_not_escaped(library: Library) -> None:
    # The control of the test above.
    html = html_for(library, "full", every_field(library, TWENTY, 0))
    opened = html.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")

    assert ("img", "src", ADDRESS) in shape_of(opened)
    assert ("img", "src", ADDRESS) not in shape_of(html)


def fetched_by(html: str) -> list[str]:
    """Return what a document asks for when it is set, as its fetcher itself wrote it down."""
    recorder = Recorder()
    *_, smallest = sizes_of(html)
    HTML(string=smallest, url_fetcher=recorder).render()
    return [one for one in recorder.asked if not one.startswith(PICTURE)]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_in_every_field_is_printed_as_typed_and_fetches_nothing(
    library: Library, worker: PdfWorker, kind: str
) -> None:
    assessment = every_field(library, TWENTY, 7)
    html = html_for(library, kind, assessment)
    pdf = worker.render(html)

    assert fetched_by(html) == []
    assert faults_of(pdf) == []
    text = unicodedata.normalize("NFC", squeezed("".join(pages_of(pdf))))
    as_typed, printed = printed_as_typed(library, kind, assessment, text_in(html))
    assert as_typed > 3
    assert as_typed == printed or kind not in WHOLE  # the others cut long texts
    read_back, _ = printed_as_typed(library, kind, assessment, text)
    assert read_back >= as_typed - MOST_NOT_READ_BACK


def printed_as_typed(
    library: Library, kind: str, assessment: Assessment, text: str
) -> tuple[int, int]:
    """Count the fields that a document prints as they were typed, and those that it prints."""
    found = printed = 0
    for question_id, row, answer in assessment.answers:
        question = library.questionnaire.questions[question_id]
        mark = marker(question_id, row.id if row else "")
        if question.kind not in TEXTS or mark not in text:
            continue
        assert DOCUMENTS[kind].audience in question.prints, question_id
        typed = squeezed(unicodedata.normalize("NFC", str(answer.value)))
        found += typed in text
        printed += 1
    return found, printed


def test_a_field_that_asks_for_something_would_be_fetched(library: Library) -> None:
    # The control: the same page with its text taken for more than text.
    html = html_for(library, "oral", every_field(library, (f"<img src={ADDRESS}>",), 0))

    assert fetched_by(html) == []
    assert ADDRESS in fetched_by(html.replace("&lt;", "<").replace("&gt;", ">"))


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_three_hundred_hostile_strings_in_turn(
    library: Library, worker: PdfWorker, kind: str
) -> None:
    assert len(set(HOSTILE)) == 300
    benign = shape_of(html_for(library, kind, every_field(library, ("plain words",), 0)))
    for shift in range(0, len(HOSTILE), 20):
        assessment = every_field(library, HOSTILE, shift)
        html = html_for(library, kind, assessment)
        assert shape_of(html) - benign == set()
        assert fetched_by(html) == []
        pdf = worker.render(html)
        text = unicodedata.normalize("NFC", squeezed("".join(pages_of(pdf))))
        as_typed, _ = printed_as_typed(library, kind, assessment, text_in(html))
        read_back, _ = printed_as_typed(library, kind, assessment, text)
        assert read_back >= as_typed - MOST_NOT_READ_BACK
        assert faults_of(pdf) == []


def labelled(library: Library) -> Library:
    """Return the library with each option of each question called by a word of its own."""

    def named(question: Question) -> Question:
        options = tuple(
            replace(one, label=marker(question.id, f"is{one.id}")) for one in question.options
        )
        inner = tuple(named(one) for one in question.questions)
        return replace(question, options=options, questions=inner)

    sections = tuple(
        replace(section, questions=tuple(named(one) for one in section.questions))
        for section in library.questionnaire.sections
    )
    questionnaire = replace(library.questionnaire, sections=sections)
    return replace(library, questionnaire=questionnaire)


def ticked(library: Library, turn: int) -> Assessment:
    """Answer every question of options with one of them: each turn ticks the next."""
    base = filled(library, frozenset(library.questionnaire.questions))
    questions = library.questionnaire.questions

    def chosen(question: Question, answer: Answer) -> Answer:
        if not question.options or question.id in AGREED:
            return answer
        option = question.options[turn % len(question.options)].id
        return given((option,) if question.kind == "choices" else option)

    single = {key: chosen(questions[key], one) for key, one in base.answers.single.items()}
    rows = {
        group: tuple(
            Row(row.id, {key: chosen(questions[key], one) for key, one in row.answers.items()})
            for row in held
        )
        for group, held in base.answers.rows.items()
    }
    return replace(base, answers=Answers({**single, **AGREED}, rows))


@pytest.mark.parametrize("kind", KINDS)
def test_no_option_is_printed_that_was_not_ticked_or_is_not_for_the_reader(
    library: Library, kind: str
) -> None:
    # But for the questions that a referral asks: their options stand there to be ticked.
    opened = labelled(library)
    audience, seen = DOCUMENTS[kind].audience, 0
    for turn in range(8):
        assessment = ticked(library, turn)
        text = text_in(html_for(opened, kind, assessment))
        reading = AnswerReading(opened.questionnaire, assessment.answers, TODAY)
        on = {
            marker(item.question.id, f"is{one.id}")
            for item in walk(reading)
            if item.answer and audience in item.question.prints
            for one in item.question.options
            if one.id in values_of(item.answer)
        }
        every = {
            marker(question.id, f"is{one.id}")
            for question in opened.questionnaire.walk()
            if not (kind == "referral" and question.id.startswith("prov."))
            for one in question.options
        }
        printed = {one for one in every if one in text}
        assert sorted(printed - on) == []
        seen += len(printed)
    assert seen > LEAST_SEEN.get(kind, 20)


def values_of(answer: Answer) -> tuple[Any, ...]:
    return answer.value if isinstance(answer.value, tuple) else (answer.value,)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", [one for one in KINDS if one != "oral"])  # test_oral.py has them
def test_every_practice_case_renders_in_every_kind(
    library: Library, worker: PdfWorker, kind: str, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    if kind == "referral" and consent_of(judgement.reading, "con.share_provider") != YES:
        with pytest.raises(NotMadeError, match=r"\.$"):
            printable(kind, library, assessment, judgement, STAMP)
        return
    made = printable(kind, library, assessment, judgement, STAMP)

    assert faults_of(worker.render(*made)) == []
