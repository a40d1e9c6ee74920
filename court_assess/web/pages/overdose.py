"""What makes an overdose more likely, never added up, and what was offered against it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.domain.flags import FactorFinding
from court_assess.domain.results import MET, UNDECIDED
from court_assess.domain.walk import walk
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import AnswerLine, addresses_of, in_words
from court_assess.web.pages.link import Link

OFFERS = "offer."


@dataclass(frozen=True, slots=True)
class FactorView:
    """One thing that makes an overdose more likely, with what can be done about it."""

    title: str
    action: str
    source: str
    because: tuple[AnswerLine, ...]
    wanted: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class OverdoseView:
    """The factors that are there and those that are not known, and what was offered."""

    counted: str
    present: tuple[FactorView, ...]
    not_known: tuple[FactorView, ...]
    offers: tuple[AnswerLine, ...]
    to_offer: Link | None
    handover: str
    measures: str


def overdose_view(case: OpenCase) -> OverdoseView:
    """Return the view of the factors and the offers of a case."""
    found = case.judgement.factors
    present = tuple(_factor(case, one) for one in found if one.result == MET)
    return OverdoseView(
        counted=_counted(len(present)),
        present=present,
        not_known=tuple(_factor(case, one) for one in found if one.result == UNDECIDED),
        offers=_offers(case),
        to_offer=_to_offer(case),
        handover=url_for("handover.handover", case_id=case.id),
        measures=url_for("measures.measures", case_id=case.id),
    )


def _counted(count: int) -> str:
    if not count:
        return "None of these is known to be present."
    return "1 thing is present." if count == 1 else f"{count} things are present."


def _factor(case: OpenCase, found: FactorFinding) -> FactorView:
    addresses = addresses_of(case)
    because = (addresses.evidence(one) for one in found.because)
    wanted = (addresses.wanted(one) for one in found.missing)
    return FactorView(
        title=found.factor.title,
        action=found.factor.action,
        source=found.factor.source,
        because=tuple(one for one in because if one),
        wanted=tuple(one for one in wanted if one),
    )


def _offers(case: OpenCase) -> tuple[AnswerLine, ...]:
    """Return every offer that has an answer of any kind, as the one walk has it."""
    addresses = addresses_of(case)
    verb = "Change" if case.is_open else "See"
    return tuple(
        AnswerLine(
            item.question.short,
            in_words(item.question, item.answer),
            Link(verb, addresses.href(item.question)),
        )
        for item in walk(case.reading)
        if item.question.id.startswith(OFFERS) and item.answer is not None
    )


def _to_offer(case: OpenCase) -> Link | None:
    """Return the link to what can be offered, if it may be written down."""
    asked = (
        one for one in case.library.questionnaire.questions.values() if one.id.startswith(OFFERS)
    )
    first = next((one for one in asked if case.reading.is_shown(one.id)), None)
    if first is None or not case.is_open:
        return None
    address = url_for("sections.section", case_id=case.id, section_id=first.section)
    return Link("Write down what was offered", address)
