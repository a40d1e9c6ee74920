"""What the pages have in common that ask before a document is passed on."""

from __future__ import annotations

from court_assess.domain.answers import Answer
from court_assess.domain.consents import consent_of
from court_assess.domain.questions import Question
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import addresses_of
from court_assess.web.pages.link import Link
from court_assess.web.pages.sharing import is_said

NOT_TO_SHARE = "con.nodata"


def made_by(ask: str, short: str) -> Question:
    """Return the question who passes it on."""
    return Question("made_by", "text", ask, short, "", why="Enter your name", required=True)


def officer_stored(case: OpenCase) -> dict[str, Answer]:
    """Return the officer's name as it stands ready in the form."""
    officer = case.assessment.answers.get("rec.officer_name")
    return {"made_by": officer} if officer and officer.is_given else {}


def not_to_share(case: OpenCase) -> str:
    """Return what the person asked not to be passed on, so that it is read before anything is."""
    answer = case.reading.answer(NOT_TO_SHARE)
    return str(answer.value) if answer and answer.value is not None else ""


def consent_link(case: OpenCase, consent: str) -> Link | None:
    """Return the link to a consent where it is asked and can be changed."""
    question = case.library.questionnaire.questions.get(consent)
    if question is None or not case.is_open or not case.reading.is_shown(consent):
        return None
    is_known = is_said(consent_of(case.reading, consent))
    words = "Change what is recorded about this" if is_known else "Record what they say"
    return Link(words, addresses_of(case).href(question))
