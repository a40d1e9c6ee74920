"""What the law asks: each condition on its own, what is still needed, then practice set apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for

from court_assess.domain.findings import (
    AdviceGiven,
    CourtFinding,
    Finding,
    Judgement,
    OrderFinding,
    RequirementFinding,
)
from court_assess.domain.in_play import (
    DRR,
    court_asks,
    in_play,
    law_of_the_day,
    out_of_force,
)
from court_assess.domain.kinds import day_in_words
from court_assess.domain.resting import in_words
from court_assess.domain.resting import rests_on as rests_on_whom
from court_assess.domain.results import UNDECIDED
from court_assess.domain.rules import LocalPractice
from court_assess.domain.wording import rule_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import Addresses, AnswerLine, addresses_of
from court_assess.web.pages.addresses import in_words as answer_in_words
from court_assess.web.pages.flags import flag_name
from court_assess.web.pages.link import Tag, result_tag

LIMIT_TAGS = {
    "met": Tag("Yes", "govuk-tag--grey"),
    "not_met": Tag("No", "govuk-tag--grey"),
    "not_known": result_tag("not_known"),
}
OUTCOMES = {
    "available": Tag("All conditions met", "govuk-tag--green"),
    "awaiting_recommendation": Tag("Waits for your recommendation", "govuk-tag--blue"),
    "cannot_say_yet": Tag("Cannot say yet", "govuk-tag--yellow"),
    "not_available": Tag("Not available in law", "govuk-tag--red"),
    "outside_these_rules": Tag("Outside these rules", "govuk-tag--grey"),
}
OUTCOME_SAYS = {
    "available": "Every condition of law is met. Whether to make the requirement is for the court.",
    "awaiting_recommendation": "Every other condition is met. The law also asks for an officer's "
    "recommendation. That decision is yours.",
    "cannot_say_yet": "Something that the law asks is not known yet.",
    "not_available": "At least one condition is not met, as the answers stand.",
    "outside_these_rules": "The conviction was before 1 December 2020, so the Sentencing Act 2020 "
    "does not apply. Ask the legal adviser.",
}


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition of law."""

    id: str
    title: str
    tag: Tag
    reason: str
    authority: str
    governed: str
    rests_on: str
    alone: str
    because: tuple[AnswerLine, ...]
    wanted: tuple[AnswerLine, ...]
    is_left_open: bool


@dataclass(frozen=True, slots=True)
class FindingsBlock:
    """A requirement, an order, the limits or a question of the court's, with its conditions.

    ``governed`` says which day's law it is made by.
    """

    title: str
    tag: Tag | None
    says: str
    conditions: tuple[ConditionView, ...]
    for_court: tuple[ConditionView, ...] = ()
    governed: str = ""


@dataclass(frozen=True, slots=True)
class AdviceView:
    """Advice on practice and what it rests on."""

    title: str
    says: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawPage:
    """Everything on the page, in its order."""

    judged_on: str
    outcomes: tuple[tuple[str, Tag], ...]
    wanted: tuple[AnswerLine, ...]
    requirements: tuple[FindingsBlock, ...]
    orders: tuple[FindingsBlock, ...]
    other_orders: tuple[str, ...]
    limits: FindingsBlock
    court: tuple[FindingsBlock, ...]
    advice: tuple[AdviceView, ...]
    local: tuple[LocalPractice, ...]
    rules: tuple[tuple[str, tuple[str, ...]], ...]
    changes: str


def law_page(case: OpenCase) -> LawPage:
    """Return the view of all findings of a case."""
    found = case.judgement
    writer = _Writer(addresses_of(case), _titles(case), found)
    considered = in_play(found)
    wanted = (writer.addresses.wanted(one) for one in found.missing)
    return LawPage(
        judged_on=day_in_words(found.judged_on),
        outcomes=tuple((one.title, OUTCOMES[one.outcome]) for one in considered),
        wanted=tuple(one for one in wanted if one),
        requirements=tuple(writer.requirement(one) for one in considered),
        orders=tuple(writer.order(one) for one in found.orders if one.candidate),
        other_orders=tuple(one.title for one in found.orders if not one.candidate),
        limits=FindingsBlock("Limits on the order", None, "", writer.limits(found.limits)),
        court=tuple(writer.court(one) for one in court_asks(found)),
        advice=tuple(writer.advice(one.advice) for one in considered if one.advice),
        local=found.local,
        rules=_rules(case),
        changes=url_for("law.changes", case_id=case.id),
    )


def _rules(case: OpenCase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Say each rule that was judged back in words; of versions, the one with that authority."""
    found = case.judgement
    orders = (one for each in found.orders if each.candidate for one in each.conditions)
    asked = (one for each in in_play(found) for one in each.conditions)
    raised = (one for each in court_asks(found) for one in each.conditions)
    written = {(one.id, one.authority): one for one in case.library.rules.law()}
    return tuple(
        (one.title, rule_in_words(written[one.id, one.authority], case.library.questionnaire))
        for one in (*asked, *orders, *found.limits, *raised)
    )


def _titles(case: OpenCase) -> dict[str, str]:
    """Return what each finding is called, for saying what advice rests on."""
    found = case.judgement
    conditions = [one for each in found.requirements for one in each.conditions]
    conditions += [one for each in found.orders for one in each.conditions]
    titles = {one.id: one.title for one in (*conditions, *found.limits)}
    titles |= {one.flag.id: flag_name(one.flag) for one in found.flags}
    return titles | {"order_possible": "Whether an order is open", "outcome": "The outcome in law"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes findings with the addresses of one case."""

    addresses: Addresses
    titles: dict[str, str]
    judgement: Judgement

    def requirement(self, found: RequirementFinding) -> FindingsBlock:
        says = OUTCOME_SAYS[found.outcome]
        if found.id != DRR or found.outcome != "outside_these_rules":
            says = out_of_force(found) or says
        return FindingsBlock(
            found.title,
            OUTCOMES[found.outcome],
            says,
            self.conditions(found.conditions),
            governed=law_of_the_day(self.judgement, found),
        )

    def court(self, found: CourtFinding) -> FindingsBlock:
        """Write a question of the court's: how it stands is no verdict, so nothing is red."""
        return FindingsBlock(
            found.title,
            LIMIT_TAGS[found.result],
            " ".join(one for one in (found.says, out_of_force(found)) if one),
            self.limits(found.conditions),
            governed=law_of_the_day(self.judgement, found),
        )

    def order(self, found: OrderFinding) -> FindingsBlock:
        facts = tuple(one for one in found.conditions if one.purpose != "court")
        for_court = tuple(one for one in found.conditions if one.purpose == "court")
        return FindingsBlock(
            found.title,
            result_tag(found.result),
            "",
            self.conditions(facts),
            self.conditions(for_court),
        )

    def conditions(self, found: tuple[Finding, ...]) -> tuple[ConditionView, ...]:
        return tuple(self.condition(one) for one in found)

    def limits(self, found: tuple[Finding, ...]) -> tuple[ConditionView, ...]:
        """Write what is a statement: it is so or not, and none is red."""
        written = zip(found, self.conditions(found), strict=True)
        return tuple(replace(view, tag=LIMIT_TAGS[one.result]) for one, view in written)

    def condition(self, found: Finding) -> ConditionView:
        because = (self.addresses.evidence(one) for one in found.because)
        wanted = (self.addresses.wanted(one) for one in found.missing)
        rests_on = in_words(rests_on_whom(found, self.addresses.reading), self.said)
        alone = f"This rests on the view of the {found.rests_on} alone." if found.rests_on else ""
        return ConditionView(
            id=found.id,
            title=found.title,
            tag=result_tag(found.result),
            reason=found.reason,
            authority=found.authority,
            governed=law_of_the_day(self.judgement, found),
            rests_on=rests_on,
            alone=alone,
            because=tuple(one for one in because if one),
            wanted=tuple(one for one in wanted if one),
            is_left_open=found.result == UNDECIDED and not found.missing,
        )

    def said(self, question_id: str) -> str:
        """Return the answer to a question outside the lists in words, or an empty text."""
        question, answer = (
            self.addresses.question(question_id),
            self.addresses.reading.answer(question_id),
        )
        is_given = question is not None and answer is not None and answer.value is not None
        return answer_in_words(question, answer) if is_given and question else ""

    def advice(self, advice: AdviceGiven) -> AdviceView:
        because = tuple(self.named(one) for one in advice.because)
        return AdviceView(advice.title, advice.says, because)

    def named(self, one: str) -> str:
        question = self.addresses.question(one)
        if question is None:
            return self.titles.get(one, one)
        line = self.addresses.wanted(one)
        return f"{question.short}: {line.value}" if line and line.value else question.short
