"""Findings as JSON (contracts, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from court_assess.domain.answers import Answer, Row
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import (
    CourtFinding,
    Finding,
    Judgement,
    OrderFinding,
    RequirementFinding,
    row_number,
)
from court_assess.domain.flags import FactorFinding, FlagFinding
from court_assess.domain.indicators import IndicatorFinding
from court_assess.domain.kinds import written
from court_assess.domain.reading import AnswerReading
from court_assess.domain.resting import rests_on
from court_assess.domain.results import RESULTS
from court_assess.domain.scoring import ScoreFinding
from court_assess.domain.walk import Item, walk

Json = Mapping[str, Any]


def as_json(judgement: Judgement) -> dict[str, Any]:
    """Return all findings as plain JSON values, and every question asked with its answer."""
    return _Writer(judgement.reading).judgement(judgement)


def answers_as_json(reading: AnswerReading, audience: str) -> list[Json]:
    """Return every question asked that an audience may read, with its answer."""
    return [_asked(item, reading) for item in walk(reading) if audience in item.question.prints]


def findings_of_law(judgement: Judgement, audience: str) -> dict[str, Any]:
    """Return what the rules of law find, without the answers that an audience may not read.

    Advice, local practice and flags are for the officer and no part of it, nor are requirements and
    questions that nobody considers.
    """
    whole = _Writer(judgement.reading, audience).judgement(judgement)
    kept = ("order_possible", "orders", "requirements", "limits", "court")
    found: dict[str, Any] = {key: whole[key] for key in kept}
    for key in ("requirements", "court"):
        found[key] = [one for one in found[key] if one["considered"]]
    for requirement in found["requirements"]:
        del requirement["advice"], requirement["advice_because"]
    return found


class _Writer:
    """Writes findings with the answers they were made from; one not shown does not exist here."""

    def __init__(self, reading: AnswerReading, audience: str = "") -> None:
        self.reading, self.answers, self.audience = reading, reading.answers, audience

    def may_read(self, question_id: str) -> bool:
        question = self.reading.questionnaire.questions.get(question_id)
        return not self.audience or (question is not None and self.audience in question.prints)

    def judgement(self, found: Judgement) -> dict[str, Any]:
        return {
            "library": {"digest": found.library_digest, "judged_on": found.judged_on.isoformat()},
            "order_possible": {"result": found.order_possible},
            "orders": [self.order(one) for one in found.orders],
            "requirements": [self.requirement(one) for one in found.requirements],
            "flags": [self.flag(one) for one in found.flags],
            "limits": [self.finding(one) for one in found.limits],
            "court": [self.court(one) for one in found.court],
            "local": [
                {"id": one.id, "source": one.source, "says": one.says} for one in found.local
            ],
            "scores": [self.score(one) for one in found.scores],
            "indicators": [self.indicator(one) for one in found.indicators],
            "factors": [self.factor(one) for one in found.factors],
            "answers": [_asked(item, self.reading) for item in walk(self.reading)],
            "missing": list(found.missing),
        }

    def order(self, order: OrderFinding) -> Json:
        conditions = [{**self.finding(one), "for": one.purpose} for one in order.conditions]
        return {
            "id": order.id,
            "result": order.result,
            "candidate": order.candidate,
            "conditions": conditions,
        }

    def requirement(self, requirement: RequirementFinding) -> dict[str, Any]:
        advice = requirement.advice
        return {
            "id": requirement.id,
            "outcome": requirement.outcome,
            "considered": requirement.considered,
            "advice": advice.id if advice else None,
            "advice_because": list(advice.because) if advice else [],
            "conditions": [
                {**self.finding(one), "word_of": list(rests_on(one, self.reading))}
                for one in requirement.conditions
            ],
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        alone = {"rests_on": finding.rests_on} if finding.rests_on else {}
        days = [day.isoformat() for day in finding.governed_on]
        governed_on = {"governed_on": days} if days else {}
        return {
            "id": finding.id,
            "result": finding.result,
            "authority": finding.authority,
            "reason": finding.reason,
            "because": [
                self.evidence(one) for one in finding.because if self.may_read(one.question)
            ],
            "missing": [one for one in finding.missing if self.may_read(one)],
            **alone,
            **governed_on,
        }

    def court(self, question: CourtFinding) -> Json:
        return {
            "id": question.id,
            "result": question.result,
            "says": question.says,
            "considered": question.considered,
            "conditions": [self.finding(one) for one in question.conditions],
        }

    def flag(self, found: FlagFinding) -> Json:
        response = found.response
        done = {"seen_by": response.seen_by, "done": response.done} if response else {}
        return {
            "id": found.flag.id,
            "kind": found.flag.kind,
            "result": found.result,
            "action": found.flag.action,
            "because": [self.evidence(one) for one in found.because],
            "missing": list(found.missing),
            **done,
        }

    def score(self, found: ScoreFinding) -> Json:
        score = found.score
        return {
            "id": score.id,
            "row": self.number(score.per, found.row),
            "total": found.total,
            "least": found.least,
            "most": found.most,
            "band": found.band or None,
            "reading": score.reading.id,
            "source": score.reading.source,
            "cut_off": _cut_off(found),
            "reached": RESULTS[found.reached],
            "completed_by": self.text(score.completed_by, found.row),
            "completed_on": self.text(score.completed_on, found.row),
            "cut_off_missing": list(found.cut_off_missing),
            "missing": list(found.missing),
        }

    def indicator(self, found: IndicatorFinding) -> Json:
        result = RESULTS[found.truth]
        return {
            "id": found.indicator.id,
            "row": self.number(found.indicator.per, found.row),
            "features": [
                {"id": feature.id, "result": RESULTS[held.truth]}
                for feature, held in found.features
            ],
            "fewest": found.fewest,
            "most": found.most,
            "lasting": RESULTS[found.lasting.truth],
            "result": result,
            "says": found.indicator.says[result],
            "missing": list(found.missing),
        }

    def factor(self, found: FactorFinding) -> Json:
        return {
            "id": found.factor.id,
            "result": found.result,
            "action": found.factor.action,
            "because": [self.evidence(one) for one in found.because],
            "missing": list(found.missing),
        }

    def evidence(self, evidence: Evidence) -> Json:
        question, row_id = evidence
        group = question.split(".", maxsplit=1)[0] if row_id else ""
        rows = self.answers.rows_of(group)
        number = row_number(rows, row_id)
        answer = self.reading.answer(question, rows[number - 1] if number else None)
        return {"question": question, "answer": _text(answer), "row": number}

    def number(self, group: str, row: Row | None) -> int | None:
        return row_number(self.answers.rows_of(group), row.id if row else None)

    def text(self, question: str, row: Row | None) -> str | list[str] | None:
        return _text(self.reading.answer(question, row)) if question else None


def _text(answer: Answer | None) -> str | list[str] | None:
    if answer is None:
        return None
    return written(answer.value) if answer.value is not None else answer.status.value


def _cut_off(found: ScoreFinding) -> Json | None:
    if found.cut_off is None:
        return None
    return {
        "at_least": found.cut_off.at_least,
        "label": found.cut_off.label,
        "source": found.cut_off.source or found.score.reading.source,
        "assumed": found.is_assumed,
    }


def _asked(item: Item, reading: AnswerReading) -> Json:
    """Return a question as it was asked, in its row where it is a row's."""
    answer = item.answer
    rows = reading.answers.rows_of(item.question.group)
    given = answer is not None and answer.value is not None
    return {
        "question": item.question.id,
        "row": row_number(rows, item.row.id) if item.row else None,
        "state": item.state,
        "answer": _text(answer) if given else None,
        "known_by": answer.known_by.value if answer is not None and given else None,
        "note": answer.note if answer else "",
    }
