"""Every kind of document against all that can be typed and every option: what may be there, and is.

The documents that print all that their reader may read are looked at field by field; the others
choose, so of them it is shown that they never print what is not for their reader. That every
practice case is valid in every kind is shown where each kind has its tests.
"""

from __future__ import annotations

import base64
import warnings
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
import weasyprint.urls
from weasyprint.urls import URLFetcher

from court_assess.domain.answers import Answer, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import walk
from court_assess.report import DOCUMENTS, Stamp, html_of
from court_assess.report.pdf import write_pdf
from tests.report.filled import DRAFT, TODAY, marker
from tests.report.hostile import ADDRESS, HOSTILE, TWENTY
from tests.report.printed import body_of, faults_of, text_in
from tests.report.typed import (
    AGREED,
    WHOLE,
    Typed,
    all_typed,
    answers_as_typed,
    as_read,
    flagged,
    not_as_typed,
    not_for_its_reader,
    otherwise_answered,
    unanswered,
)

KINDS = sorted(DOCUMENTS)
LEAST_SEEN = {"person": 5}  # it says most options in sentences of its own: see test_person.py
LEAST_IN_PDF = {"oral": 5, "person": 0}
PICTURE = "data:image/svg+xml;base64,"
LONGEST_NAME = {"handover": 36}  # so that it need not be cut
PLAIN = ("plain words",)


def html_for(library: Library, kind: str, assessment: Assessment, stamp: Stamp = DRAFT) -> str:
    return html_of(kind, library, assessment, judge(library, assessment, TODAY), stamp)


def typed_for(library: Library, kind: str, strings: tuple[str, ...], shift: int) -> list[Typed]:
    """Return an assessment with all answered, and one with all left unanswered that can be."""
    answered = all_typed(library, strings, shift, LONGEST_NAME.get(kind))
    return [answered, unanswered(library, strings, shift, kind)]


def pages_for(library: Library, kind: str, strings: tuple[str, ...], shift: int) -> list[str]:
    """Return those two as a document of a kind."""
    made = typed_for(library, kind, strings, shift)
    return [html_for(library, kind, one.assessment, one.stamp) for one in made]


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


def shapes_of(pages: list[str]) -> list[set[tuple[str, str, str]]]:
    return [shape_of(html) for html in pages]


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_changes_what_a_document_is_built_of(library: Library, kind: str) -> None:
    # An opened tag, a closed one or an attribute would show here, whichever field it came from.
    library = flagged(library)
    benign = shapes_of(pages_for(library, kind, PLAIN, 0))
    for shift in range(len(TWENTY)):
        shapes = shapes_of(pages_for(library, kind, TWENTY, shift))
        assert [one - plain for one, plain in zip(shapes, benign, strict=True)] == [set(), set()]


def test_the_shape_of_a_page_would_show_what_is_not_escaped(library: Library) -> None:
    # The control of the test above.
    html = html_for(library, "full", all_typed(library, TWENTY, 0).assessment)
    opened = html.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")

    assert ("img", "src", ADDRESS) in shape_of(opened)
    assert ("img", "src", ADDRESS) not in shape_of(html)


def set_and_fetched(html: str, patch: pytest.MonkeyPatch) -> tuple[bytes, list[str]]:
    """Return a document as PDF, and what was asked for meanwhile, as its own fetcher saw it."""
    asked: list[str] = []

    class Noting(URLFetcher):  # type: ignore[misc]
        """The fetcher, which notes what it is asked for."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Note the address before anything is decided about it."""
            asked.append(url)
            return super().fetch(url, headers)

    with patch.context() as patched, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves a file of its own open
        patched.setattr(weasyprint.urls, "URLFetcher", Noting)
        pdf = write_pdf(html)
    return pdf, [one for one in asked if not one.startswith(PICTURE)]


def typed_wrongly(library: Library, kind: str, typed: Typed, text: str) -> list[str]:
    """Return what a page should say as typed and does not, and what it should not say and does."""
    found, printed = answers_as_typed(library, kind, typed.assessment, text)
    cut = ["an answer is not as typed"] if kind in WHOLE and found < printed else []
    lacking = not_as_typed(kind, typed, text)
    return [*cut, *lacking, *not_for_its_reader(kind, typed, text)]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_in_every_place_is_in_the_page_as_typed(library: Library, kind: str) -> None:
    library = flagged(library)
    for shift in (0, 7):
        for typed in typed_for(library, kind, TWENTY, shift):
            text = as_read(text_in(html_for(library, kind, typed.assessment, typed.stamp)))
            assert typed_wrongly(library, kind, typed, text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_test_of_what_is_in_the_page_would_miss_what_is_not(
    library: Library, kind: str
) -> None:
    # The control: what was typed on one page is looked for on a page that was typed otherwise.
    typed, other = (all_typed(library, one, 0) for one in (TWENTY, PLAIN))
    text = as_read(text_in(html_for(library, kind, other.assessment, other.stamp)))
    should = [mark for mark, one in typed.beside.items() if kind in one.kinds]

    assert not_as_typed(kind, typed, text) == should
    assert bool(should) is (kind != "oral")
    found, printed = answers_as_typed(library, kind, typed.assessment, text)
    assert found < printed / 2  # some fields are too short to hold more than their marker
    everybodys = {mark: replace(one, kinds=frozenset()) for mark, one in typed.beside.items()}
    assert not_for_its_reader(kind, replace(typed, beside=everybodys), text) == should


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_in_every_place_is_printed_as_typed_and_fetches_nothing(
    library: Library, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags_shown = flagged(library)
    opened, typed = labelled(flags_shown), all_typed(flags_shown, TWENTY, 7, LONGEST_NAME.get(kind))
    text = read_back_and_valid(opened, kind, typed, monkeypatch)

    # What is ticked and what is not is read from the same PDF; one page cannot hold all of it.
    printed = options_printed(opened, kind, text)
    html = html_for(opened, kind, typed.assessment, typed.stamp)
    assert sorted(printed - options_ticked(opened, kind, typed.assessment)) == []
    in_page = options_printed(opened, kind, text_in(html))
    assert len(printed) > LEAST_IN_PDF.get(kind, 50)
    assert kind == "handover" or sorted(in_page - printed) == []


def read_back_and_valid(
    library: Library, kind: str, typed: Typed, patch: pytest.MonkeyPatch
) -> str:
    """Make a PDF and return its text: all as typed, nothing fetched, and both profiles hold."""
    html = html_for(library, kind, typed.assessment, typed.stamp)
    pdf, fetched = set_and_fetched(html, patch)
    page, text = (as_read(one) for one in (text_in(html), body_of(pdf, html)))
    as_typed, _ = answers_as_typed(library, kind, typed.assessment, page)
    read_back, _ = answers_as_typed(library, kind, typed.assessment, text)

    assert fetched == []
    assert faults_of(pdf) == []
    if kind == "handover":
        as_typed = min(as_typed, 3)  # what matters least is left out of a page that is full
    assert read_back >= as_typed
    assert not_as_typed(kind, typed, text) == []
    assert not_for_its_reader(kind, typed, text) == []
    return text


def test_a_field_that_asks_for_something_would_be_fetched(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The control: the same page with its text taken for more than text.
    typed = all_typed(library, (f"<img src={ADDRESS}>",), 0)
    html = html_for(library, "oral", typed.assessment)
    opened = html.replace("&lt;", "<").replace("&gt;", ">")

    assert set_and_fetched(html, monkeypatch)[1] == []
    assert ADDRESS in set_and_fetched(opened, monkeypatch)[1]


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_three_hundred_hostile_strings_in_turn(
    library: Library, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(set(HOSTILE)) == 300
    library = flagged(library)
    benign = shapes_of(pages_for(library, kind, PLAIN, 0))
    for shift in range(0, len(HOSTILE), 20):
        for typed, plain in zip(typed_for(library, kind, HOSTILE, shift), benign, strict=True):
            html = html_for(library, kind, typed.assessment, typed.stamp)
            assert shape_of(html) - plain == set()
            assert typed_wrongly(library, kind, typed, as_read(text_in(html))) == []
            read_back_and_valid(library, kind, typed, monkeypatch)


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

    def chosen(question: Question, answer: Answer, _: str) -> Answer:
        if not question.options or question.id in AGREED:
            return answer
        option = question.options[turn % len(question.options)].id
        return given((option,) if question.kind == "choices" else option)

    return otherwise_answered(library, chosen)


def options_ticked(library: Library, kind: str, assessment: Assessment) -> set[str]:
    """Return the marks of the options that are ticked and may be printed in a kind of document."""
    reading = AnswerReading(library.questionnaire, assessment.answers, TODAY)
    return {
        marker(item.question.id, f"is{one.id}")
        for item in walk(reading)
        if item.answer and DOCUMENTS[kind].audience in item.question.prints
        for one in item.question.options
        if one.id in values_of(item.answer)
    }


def options_printed(library: Library, kind: str, text: str) -> set[str]:
    """Return the marks of the options in a text, but for those that a referral asks to tick."""
    every = {
        marker(question.id, f"is{one.id}")
        for question in library.questionnaire.walk()
        if not (kind == "referral" and question.id.startswith("prov."))
        for one in question.options
    }
    return {one for one in every if one in text}


@pytest.mark.parametrize("kind", KINDS)
def test_no_option_is_printed_that_was_not_ticked_or_is_not_for_the_reader(
    library: Library, kind: str
) -> None:
    opened = labelled(library)
    seen = 0
    for turn in range(8):
        assessment = ticked(library, turn)
        text = text_in(html_for(opened, kind, assessment))
        printed = options_printed(opened, kind, text)
        assert sorted(printed - options_ticked(opened, kind, assessment)) == []
        seen += len(printed)
    assert seen > LEAST_SEEN.get(kind, 20)


def values_of(answer: Answer) -> tuple[Any, ...]:
    return answer.value if isinstance(answer.value, tuple) else (answer.value,)
