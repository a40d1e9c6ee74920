"""Who may be told what: how each consent stands, and what was shared with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from court_assess.domain.answers import Row
from court_assess.domain.consents import (
    CONSENTS,
    DECLINED,
    NO,
    TAKEN_BACK,
    WITHDRAWN,
    YES,
    consent_of,
)
from court_assess.storage import DocumentMade
from court_assess.web.local_time import moment_in_words, wall_clock
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import addresses_of, in_words
from court_assess.web.pages.link import STATE_WORDS, Link, Tag

CONSENT_TAGS = {
    YES: Tag("Yes", "govuk-tag--green"),
    NO: Tag("No", "govuk-tag--grey"),
    WITHDRAWN: Tag("Taken back", "govuk-tag--yellow"),
    **{state: Tag(words, "govuk-tag--grey") for state, words in STATE_WORDS.items()},
}
BASIS_WORDS = {
    "consent": "The person agreed",
    "life_or_health": "Life or health is at risk",
    "law": "The law asks for it",
}
KINDS = {
    "handover": "Handover page",
    "referral": "Referral",
    "referral_data": "Referral as a data file",
}
UNWRITTEN = "Not written down"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent, how it stands, and where it can be changed."""

    label: str
    tag: Tag
    link: Link


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One time that something was passed on."""

    what: str
    whom: str
    when: str
    basis: str
    how: str


@dataclass(frozen=True, slots=True)
class SharingView:
    """The consents, and all that was shared on them or without them."""

    consents: tuple[ConsentLine, ...]
    take_back: Link | None
    shared: tuple[SharedLine, ...]
    add: Link | None


def sharing_view(case: OpenCase, made: tuple[DocumentMade, ...]) -> SharingView:
    """Return the consents and the sharing log of a case."""
    return SharingView(
        consents=tuple(_consents(case)),
        take_back=_link(case, TAKEN_BACK, "Record that consent was taken back"),
        shared=_shared(case, made),
        add=_link(case, "share", "Write down something else that was shared"),
    )


def is_said(state: str) -> bool:
    """Whether the person has said how a consent stands; that they would rather not is an answer."""
    return state in (YES, NO, WITHDRAWN, DECLINED)


def _consents(case: OpenCase) -> list[ConsentLine]:
    questions, addresses = case.library.questionnaire.questions, addresses_of(case)
    verb = "Change" if case.is_open else "See"
    return [
        ConsentLine(
            questions[one].short,
            CONSENT_TAGS[consent_of(case.reading, one)],
            Link(verb, addresses.href(questions[one])),
        )
        for one in CONSENTS
        if one in questions
    ]


def _link(case: OpenCase, question_id: str, text: str) -> Link | None:
    """Return a link to a question that can be answered; older definitions may lack it."""
    question = case.library.questionnaire.questions.get(question_id)
    if question is None or not case.is_open:
        return None
    return Link(text, addresses_of(case).href(question))


def _shared(case: OpenCase, made: tuple[DocumentMade, ...]) -> tuple[SharedLine, ...]:
    """Return all that was shared, the earliest first; what has no time comes last."""
    rows = case.assessment.answers.rows_of("share")
    written = [(_moment(one), _entry(case, one)) for one in rows]
    written += [(wall_clock(one.made_at).isoformat(), _document(one)) for one in made]
    return tuple(line for _, line in sorted(written, key=lambda one: (not one[0], one[0])))


def _moment(row: Row) -> str:
    """Return the time of an entry so that times sort as text, empty if it is not known."""
    answer = row.answers.get("share.on")
    value = answer.value if answer else None
    return value.isoformat() if isinstance(value, datetime) else ""


def _entry(case: OpenCase, row: Row) -> SharedLine:
    questions = case.library.questionnaire.questions

    def said(question_id: str) -> str:
        question, answer = questions.get(question_id), row.answers.get(question_id)
        return in_words(question, answer) if question and answer else ""

    whom = ", ".join(one for one in (said("share.with"), said("share.who")) if one)
    return SharedLine(
        what=said("share.what") or UNWRITTEN,
        whom=whom or UNWRITTEN,
        when=said("share.on") or UNWRITTEN,
        basis=said("share.basis") or UNWRITTEN,
        how=said("share.how") or UNWRITTEN,
    )


def _document(made: DocumentMade) -> SharedLine:
    basis = BASIS_WORDS[made.basis]
    return SharedLine(
        what=KINDS.get(made.kind, made.kind.replace("_", " ").capitalize()),
        whom=made.made_for,
        when=moment_in_words(made.made_at),
        basis=f"{basis}: {made.reason}" if made.reason else basis,
        how=f"Made by {made.made_by}",
    )
