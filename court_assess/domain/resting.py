"""Whose word a condition of law rests on, and where the provider and the officer agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from court_assess.domain.answers import KnownBy
from court_assess.domain.conditions import Views
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import Finding, Judgement
from court_assess.domain.provider_part import PROVIDER, PROVIDERS_OWN
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import UNDECIDED
from court_assess.domain.values import Value

OFFICER, PERSON = "officer", "person"
ORDER = (PROVIDER, OFFICER, PERSON)
OFFICERS_OWN, OFFICERS_VIEW = "rec.", ".officer_"
# What is asked of the person themselves and decides a condition.
PERSONS_OWN, WILLING = ("sub.", "dep."), ".willing"
CALLED = {PROVIDER: "the treatment provider", OFFICER: "the officer", PERSON: "the person"}
# Who each of them is, and of which day it is.
NAMED = {PROVIDER: ("prov.assessor", "prov.date"), OFFICER: ("rec.officer_name",), PERSON: ()}

AGREE, EITHER_WILL_DO, DIFFER = "agree", "either_will_do", "differ"
ONE_ALONE = {PROVIDER: "provider_alone", OFFICER: "officer_alone"}
AGREEMENT = {
    AGREE: "They agree.",
    EITHER_WILL_DO: "They differ, and the condition is met on either view.",
    DIFFER: "They differ. Neither view outweighs the other.",
    ONE_ALONE[PROVIDER]: "Only the treatment provider has given a view.",
    ONE_ALONE[OFFICER]: "Only the officer has given a view.",
}


@dataclass(frozen=True, slots=True)
class TwoViews:
    """What the provider and the officer each say of one thing that a condition asks.

    ``said`` holds each one's question and view; ``agreement`` is a key of ``AGREEMENT``.
    """

    title: str
    said: dict[str, tuple[str, Value]]
    agreement: str


def rests_on(finding: Finding, reading: AnswerReading) -> tuple[str, ...]:
    """Return whose word decided a condition: ``provider``, ``officer``, ``person``, or several.

    Nothing where it is not known, and none of them for what a court record or a test shows.
    """
    if finding.result == UNDECIDED:
        return ()
    found = {_whose(one, reading) for one in finding.because}
    return tuple(one for one in ORDER if one in found)


def in_words(whose: tuple[str, ...], words: Callable[[str], str]) -> str:
    """Name those a condition rests on; ``words`` returns the answer to a question, or nothing."""
    return "; ".join(
        ", ".join((CALLED[one], *(said for said in map(words, NAMED[one]) if said)))
        for one in whose
    )


def both_views(judgement: Judgement) -> Iterator[TwoViews]:
    """Yield each thing on which the provider, the officer or both have given a view, once."""
    seen = set[tuple[tuple[str, str], ...]]()
    for requirement in judgement.asked_of.requirements:
        for condition in requirement.conditions:
            views = condition.views()
            if views is None or views.sources in seen:
                continue
            seen.add(views.sources)
            said = {name: (question, one) for name, question, one in views.said(judgement.reading)}
            if said:
                yield TwoViews(condition.title, said, _agreement(views, said))


def _agreement(views: Views, said: dict[str, tuple[str, Value]]) -> str:
    if len(said) == 1:
        return ONE_ALONE[next(iter(said))]
    values = [value for _, value in said.values()]
    if len(set(values)) == 1:
        return AGREE
    return EITHER_WILL_DO if all(one in views.agree_on for one in values) else DIFFER


def _whose(evidence: Evidence, reading: AnswerReading) -> str:
    question_id, row_id = evidence
    question = reading.questionnaire.questions.get(question_id)
    rows = reading.answers.rows_of(question.group) if question else ()
    answer = reading.answer(question_id, next((one for one in rows if one.id == row_id), None))
    if question_id.startswith(PROVIDERS_OWN) or (answer and answer.known_by is KnownBy.PROVIDER):
        return PROVIDER
    if question_id.startswith(OFFICERS_OWN) or OFFICERS_VIEW in question_id:
        return OFFICER
    is_own = question_id.startswith(PERSONS_OWN) or WILLING in question_id
    is_said = answer is not None and answer.known_by is KnownBy.PERSON
    return PERSON if is_own and is_said else ""
