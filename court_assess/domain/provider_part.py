"""The treatment provider's part of an assessment: what it is asked, and what each answer decides.

What decides a condition of law is read from the rules. What the order itself must say stands here,
because no rule finds it (Sentencing Act 2020, Sch 9, para 19(5)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import Judgement
from court_assess.domain.kinds import written
from court_assess.domain.local import is_same_name
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.rules import ConditionOfLaw, RuleBook

PROVIDER = "provider"
PROVIDERS_OWN = "prov."
REFERRAL_FORMAT = "court-assess/referral@1"  # what a referral as data says of itself
# The list of who will do what: the provider may add entries to it, and changes none that is there.
JOINT = "joint"
# Who answers, with what training, and on which day.
ANSWERED_BY = ("prov.assessor", "prov.role", "prov.date")
# Known before anybody answers: whom the officer asked.
ASKED_PROVIDER = "prov.name"
OFFICERS_OWN = (ASKED_PROVIDER,)
# By which way it was answered: the officer's note, which no provider is asked for.
METHOD = "prov.method"
BY_FILE = "returned_file"  # the way in which a referral file comes back
# Asked of the provider, though what the officer notes there is their own: who rang when, and why.
NOTED_FOR_THE_OFFICER = "prov.reason_if_no"
OFFICER = ("rec.officer_name", "rec.officer_role", "rec.officer_phone")
ORDER_WORDING = ("prov.setting", "prov.director", "prov.place", "prov.intervals")


@dataclass(frozen=True, slots=True)
class Decides:
    """What an answer of the provider decides; ``condition`` is empty for the order's own words."""

    condition: str
    title: str
    authority: str


IN_THE_ORDER = Decides("", "What the order must say", "Sentencing Act 2020, Sch 9, para 19(5)")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a referral and is to be answered; what is not known of them is empty."""

    name: str
    role: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class AskedOfProvider:
    """One question for the provider; it must be answered if it ``decides`` anything."""

    question: Question
    decides: tuple[Decides, ...] = ()


def asked_of_provider(judgement: Judgement) -> tuple[AskedOfProvider, ...]:
    """Return what the provider is asked: what decides something first, then the rest, in order.

    What decides something is asked whatever was answered so far; the rest as deep as the assessment
    goes.
    """
    reading = judgement.reading
    asked = [
        AskedOfProvider(question, tuple(_decided_by(question.id, judgement.asked_of)))
        for question in reading.questionnaire.walk()
        if is_for_provider(question)
    ]
    must = tuple(one for one in asked if one.decides)
    rest = (one for one in asked if not one.decides)
    return (*must, *(one for one in rest if reading.is_asked(one.question)))


def maker_of(reading: AnswerReading, made_by: str = "") -> Maker:
    """Return who makes it, the officer on record if nobody else is named.

    The officer's role and number are of nobody else: a provider would ring the wrong person.
    """
    name, role, telephone = (text_for_provider(reading, one) for one in OFFICER)
    if made_by and not is_same_name(made_by, name):
        return Maker(made_by)
    return Maker(made_by or name, role, telephone)


def text_for_provider(reading: AnswerReading, question_id: str) -> str:
    """Return an answer that is printed for the provider as it is written; empty if not given."""
    question = reading.questionnaire.questions.get(question_id)
    answer = reading.answer(question_id)
    if question is None or PROVIDER not in question.prints or answer is None:
        return ""
    return str(written(answer.value)) if answer.value is not None else ""


def is_for_provider(question: Question) -> bool:
    """Whether a question is one that the provider answers; a list is answered with its entries."""
    if question.id == NOTED_FOR_THE_OFFICER:
        return True
    own = question.id == JOINT or question.id.startswith(PROVIDERS_OWN)
    return own and PROVIDER in question.prints and question.id not in (*ANSWERED_BY, *OFFICERS_OWN)


def _decided_by(question_id: str, rules: RuleBook) -> Iterator[Decides]:
    for requirement in rules.requirements:
        for condition in requirement.conditions:
            if question_id in _read_by(condition):
                yield Decides(condition.id, condition.title, condition.authority)
    if question_id in ORDER_WORDING:
        yield IN_THE_ORDER


def _read_by(condition: ConditionOfLaw) -> frozenset[str]:
    both = (condition.met_when, condition.not_met_when)
    return frozenset(one for when in both if when is not None for one in questions_read(when))
