"""What is safe to be on the person's own copy, which somebody else may find and read.

The person is asked (``copy.unsafe``). They may say "nothing" with the one they fear beside them, so
whoever has said that they are afraid of somebody carries no free words all the same. Until they
have answered, the copy holds only what stays on it whatever they say: not asked, declined and not
known are never "nothing is dangerous".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from court_assess.domain.answers import Answer, Answers, Row
from court_assess.domain.consents import CONSENTS, TAKEN_BACK
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading

PERSON = "person"
ASKED = "copy.unsafe"
NOTHING, SOMETHING_ELSE = "none", "other"
# What somebody has said who is afraid, controlled or used by others, or not safe at home.
AFRAID = "afraid"
FEARS: Mapping[str, str] = {
    "safe.da_afraid": "none",
    "safe.exploited": "none",
    "safe.cuckooed": "no",
    "safe.cuckooed_signs": "none",
}  # each question with the one answer that is no fear
# Court lists are public, and an officer's number must be there whatever else is not.
STAYS = frozenset(
    {
        "case.defendant_name",
        "case.court",
        "case.hearing_date",
        "case.hearing_time",
        "case.name_latin",
        "con.assess",
        "copy.how",
        "rec.officer_name",
        "rec.officer_phone",
        "ses.explained",
    }
)
# Whom the person trusts, and whom no longer: it comes off with whatever else they name.
TRUST = frozenset(
    {
        *(f"{one}{part}" for one in CONSENTS for part in ("", "_on", "_how")),
        "con.withdrawn_on",
        TAKEN_BACK,
        "share",
    }
)
PLACES = frozenset({"cont.community_team", "prov.director", "prov.name", "prov.place"})
VISITS = PLACES | {
    "cont.appointment",
    "order.other_requirements",
    "prov.first_appt",
    "prov.intensity",
    "prov.intervals",
    "prov.setting",
}
# A word before the dot stands for every question of that topic.
TREATMENT = VISITS | {"cont", "drr", "joint", "prov", "rec"}
DRUGS = TREATMENT | {"dep", "mot", "offence", "sub"}
# What each answer takes off, besides every free text: nobody can know what one gives away.
TAKES_OFF: Mapping[str, frozenset[str]] = {
    "drugs": DRUGS,
    "treatment": TREATMENT,
    "appointments": VISITS,
    "address": PLACES | {"order.other_requirements", "prov.setting"},
    "offence": frozenset({"offence"}),
    AFRAID: frozenset(),
}
FREE_TEXTS = ("text", "long_text")
NAMES = PLACES | {"offence.title", "prov.intervals"}  # short, and each taken off with its topic
# Who was told of a worry about safety says what was feared: it is shown at the office alone.
LIST_OF_SHARED, KIND_SHARED, WORRY = "share", "share.what", "safety"


def named_unsafe(reading: AnswerReading) -> tuple[str, ...] | None:
    """Return what the person has named as unsafe, and ``AFRAID`` if they are; None if not known."""
    answer = reading.answer(ASKED)
    value = answer.value if answer else None
    if not isinstance(value, tuple):
        return None
    named = tuple(one for one in value if one != NOTHING)
    return (*named, AFRAID) if is_afraid(reading) else named


def is_afraid(reading: AnswerReading) -> bool:
    """Whether an answer about safety says that the person fears somebody who may read the copy.

    An answer that is hidden by now counts too: what was said once is not taken back by that.
    """
    return any(_is_fear(reading.answers.get(question), no) for question, no in FEARS.items())


def _is_fear(answer: Answer | None, no: str) -> bool:
    return answer is not None and answer.value is not None and answer.value not in {no, (no,)}


def left_off(reading: AnswerReading) -> tuple[Question, ...]:
    """Return the questions with an answer that is off the copy because the person is afraid."""
    named = named_unsafe(reading)
    if named is None or AFRAID not in named:
        return ()
    said_safe = tuple(one for one in named if one != AFRAID)
    return tuple(
        question
        for question in reading.questionnaire.questions.values()
        if PERSON in question.prints and question.group not in TRUST
        if may_carry(question, said_safe) and not may_carry(question, named)
        if _is_answered(reading, question)
    )


def _is_answered(reading: AnswerReading, question: Question) -> bool:
    if question.kind == "group":
        return bool(reading.rows(question.id)[0])
    if question.group:
        rows = reading.rows(question.group)[0]
        return any(reading.value(question.id, row)[0] is not None for row in rows)
    return reading.value(question.id, None)[0] is not None


def may_carry(question: Question, named: tuple[str, ...] | None) -> bool:
    """Whether a question that is printed for the person may be on the copy they carry."""
    if question.id in STAYS or named == ():
        return True
    if named is None or SOMETHING_ELSE in named:
        return False
    topic = question.id.split(".", 1)[0]
    off = TRUST.union(*(TAKES_OFF[name] for name in named))
    is_free = question.kind in FREE_TEXTS and question.id not in NAMES
    return not is_free and not off & {question.id, topic}


def carried(reading: AnswerReading) -> Answers:
    """Return the answers that may be on the copy, without an officer's notes on what was not asked.

    What decides whether a question is shown stays, because no document prints it for the person.
    """
    questions, named = reading.questionnaire.questions, named_unsafe(reading)

    def is_kept(key: str) -> bool:
        question = questions.get(key)
        return question is None or PERSON not in question.prints or may_carry(question, named)

    def kept(answers: Mapping[str, Answer]) -> dict[str, Answer]:
        return {key: replace(answer, note="") for key, answer in answers.items() if is_kept(key)}

    rows = {
        group: tuple(Row(row.id, kept(row.answers)) for row in held if not _is_worry(group, row))
        for group, held in reading.answers.rows.items()
        if is_kept(group)
    }
    return Answers(kept(reading.answers.single), rows)


def _is_worry(group: str, row: Row) -> bool:
    """Whether what was passed on is a worry about safety, or may be because nobody wrote it."""
    if group != LIST_OF_SHARED:
        return False
    kind = row.answers.get(KIND_SHARED)
    return kind is None or kind.value is None or kind.value == WORRY
