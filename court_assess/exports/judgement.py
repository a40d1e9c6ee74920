"""Findings as JSON (contracts, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from court_assess.domain.answers import Answer, Answers
from court_assess.domain.assessment import Assessment
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import (
    Finding,
    FlagFinding,
    Judgement,
    OrderFinding,
    RequirementFinding,
    row_number,
)
from court_assess.domain.kinds import written
from court_assess.domain.scoring import ScoreFinding

Json = Mapping[str, Any]


def as_json(assessment: Assessment, judgement: Judgement) -> dict[str, Any]:
    """Return all findings as plain JSON values, with the answers that decided them."""
    return _Writer(assessment.answers).judgement(judgement)


class _Writer:
    """Writes findings with the answers of one assessment."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def judgement(self, found: Judgement) -> dict[str, Any]:
        return {
            "library": {"digest": found.library_digest, "judged_on": found.judged_on.isoformat()},
            "order_possible": {"result": found.order_possible},
            "orders": [self.order(one) for one in found.orders],
            "requirements": [self.requirement(one) for one in found.requirements],
            "flags": [self.flag(one) for one in found.flags],
            "limits": [self.finding(one) for one in found.limits],
            "local": [
                {"id": one.id, "source": one.source, "says": one.says} for one in found.local
            ],
            "scores": [_score(one) for one in found.scores],
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

    def requirement(self, requirement: RequirementFinding) -> Json:
        advice = requirement.advice
        return {
            "id": requirement.id,
            "outcome": requirement.outcome,
            "advice": advice.id if advice else None,
            "advice_because": list(advice.because) if advice else [],
            "conditions": [self.finding(one) for one in requirement.conditions],
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        rests_on = {"rests_on": finding.rests_on} if finding.rests_on else {}
        return {
            "id": finding.id,
            "result": finding.result,
            "authority": finding.authority,
            "reason": finding.reason,
            "because": [self.evidence(one) for one in finding.because],
            "missing": list(finding.missing),
            **rests_on,
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

    def evidence(self, evidence: Evidence) -> Json:
        question, row_id = evidence
        group = question.split(".", maxsplit=1)[0] if row_id else ""
        rows = self.answers.rows_of(group)
        number = row_number(rows, row_id)
        answer = self.answers.get(question, rows[number - 1] if number else None)
        return {"question": question, "answer": _text(answer), "row": number}


def _text(answer: Answer | None) -> str | list[str] | None:
    if answer is None:
        return None
    return written(answer.value) if answer.value is not None else answer.status.value


def _score(found: ScoreFinding) -> Json:
    return {
        "id": found.score.id,
        "total": found.total,
        "least": found.least,
        "most": found.most,
        "band": found.band or None,
        "missing": list(found.missing),
    }
