"""Deciding what a page changes where answers cannot both be right, without any web around it."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from court_assess.domain.answers import Answer, Answers, given
from court_assess.domain.conditions import Comparison, OtherAnswer
from court_assess.domain.questions import Check, Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.storage import Change
from court_assess.web.entry import Sheet, decide
from court_assess.web.forms import QuestionForm

BORN = Question("case.born", "date", "Born", "Born", "one")
HEARD = Question("case.heard", "date", "Heard", "Heard", "one")
OTHER = Question("case.other", "text", "Other", "Other", "one")
QUESTIONS = (BORN, HEARD, OTHER)
SAYS = "Check this: it is after the hearing"
CHECK = Check(BORN.id, Comparison(BORN.id, "on_or_after", OtherAnswer(HEARD.id)), SAYS)
SECTION = Section("one", "One", QUESTIONS, checks=(CHECK,))
EARLY, LATE = date(1990, 1, 1), date(2026, 1, 1)


def posted(**days: date) -> MultiDict[str, str]:
    fields = MultiDict((f"case.{name}--instead", "") for name in ("born", "heard", "other"))
    for name, day in days.items():
        for part in ("day", "month", "year"):
            fields[f"case.{name}-{part}"] = str(getattr(day, part))
    fields["case.other"] = "kept"
    return fields


def decided(
    stored: dict[str, Answer], fields: MultiDict[str, str]
) -> tuple[QuestionForm, tuple[Change, ...]]:
    reading = AnswerReading(Questionnaire("T", (SECTION,)), Answers(stored), LATE)
    form = QuestionForm(QUESTIONS, stored, fields)
    return form, decide(form, Sheet(reading, checks=SECTION.checks))


def test_answers_that_agree_are_saved() -> None:
    form, changes = decided({}, posted(born=EARLY, heard=LATE))

    assert not form.is_faulty
    assert {one.question for one in changes} == {"case.born", "case.heard", "case.other"}


def test_the_answer_in_question_is_held_back_and_the_others_are_saved() -> None:
    form, changes = decided({}, posted(born=LATE, heard=EARLY))
    field = form.at("case.born")

    assert field is not None
    assert field.error == SAYS
    assert {one.question for one in changes} == {"case.heard", "case.other"}


def test_an_answer_that_clashes_with_a_stored_one_is_held_back() -> None:
    stored = {"case.born": given(LATE)}
    form, changes = decided(stored, posted(born=LATE, heard=EARLY))
    field = form.at("case.born")

    assert field is not None
    assert field.error == SAYS
    assert [one.question for one in changes] == ["case.other"]


def test_what_was_wrong_before_stops_nothing_else() -> None:
    stored = {"case.born": given(LATE), "case.heard": given(EARLY)}
    form, changes = decided(stored, posted(born=LATE, heard=EARLY))

    assert not form.is_faulty
    assert [one.question for one in changes] == ["case.other"]


def test_clearing_one_of_two_that_clash_is_saved() -> None:
    stored = {"case.born": given(LATE), "case.heard": given(EARLY)}
    form, changes = decided(stored, posted(heard=EARLY))

    assert not form.is_faulty
    assert Change("case.born", None) in changes


@pytest.mark.parametrize("posts", [True, False])
def test_a_form_shows_what_is_stored_unless_something_was_posted(
    posts: bool,
) -> None:
    stored = {"case.born": given(EARLY)}
    form = QuestionForm(QUESTIONS, stored, posted(born=LATE) if posts else None)
    field = form.at("case.born")

    assert field is not None
    assert field.typed.parts["-year"] == ("2026" if posts else "1990")
