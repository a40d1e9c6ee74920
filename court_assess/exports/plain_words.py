"""Findings in plain words, for ``court-assess judge``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from court_assess.domain.answers import Answer
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import Finding, FlagFinding, Judgement, row_number
from court_assess.domain.kinds import day_in_words, show

RESULT_WORDS = {"met": "met", "not_met": "not met", "not_known": "not known"}
LIMIT_WORDS = {"met": "yes", "not_met": "no", "not_known": "not known"}
OUTCOME_WORDS = {
    "available": "open to the court: every condition is met and the officer recommends it",
    "awaiting_recommendation": "every other condition is met; the officer has not yet recommended",
    "cannot_say_yet": "it cannot be said yet: something is not known",
    "not_available": "not open to the court: a condition is not met",
    "outside_these_rules": "outside these rules: convicted before 1 December 2020",
}


def findings_in_words(library: Library, assessment: Assessment, found: Judgement) -> str:
    """Return the findings as lines of plain text."""
    return "\n".join(_Words(library, assessment).lines(found))


class _Words:
    """Writes findings with the labels and answers of one assessment."""

    def __init__(self, library: Library, assessment: Assessment) -> None:
        self.questions = library.questionnaire.questions
        self.answers = assessment.answers

    def lines(self, found: Judgement) -> Iterator[str]:
        yield f"Judged on {day_in_words(found.judged_on)}"
        for order in found.orders:
            if order.candidate:
                yield from ("", f"{order.title}: {RESULT_WORDS[order.result]}")
                yield from self.findings(order.conditions)
        for requirement in found.requirements:
            yield from ("", f"{requirement.title}: {OUTCOME_WORDS[requirement.outcome]}")
            yield from self.findings(requirement.conditions)
            if requirement.advice:
                advice = requirement.advice
                yield f"  Advice (practice, not law): {advice.title}. {advice.says}"
        yield from ("", "Limits")
        yield from self.findings(found.limits, LIMIT_WORDS)
        yield from ("", "Safety")
        for flag in found.flags:
            yield from self.flag(flag)
        if found.missing:
            yield from ("", "Questions that could still settle something")
            yield from (f"  {self.label(one)}{self.standing(one)}" for one in found.missing)

    def findings(
        self, findings: tuple[Finding, ...], words: Mapping[str, str] = RESULT_WORDS
    ) -> Iterator[str]:
        for one in findings:
            yield f"  {words[one.result]:<9}  {one.title} ({one.authority})"
            yield f"             {one.reason}"
            yield from (f"             because {self.evidence(each)}" for each in one.because)
            yield from (f"             still needed: {self.label(each)}" for each in one.missing)

    def flag(self, found: FlagFinding) -> Iterator[str]:
        yield f"  {RESULT_WORDS[found.result]:<9}  {found.flag.title} ({found.flag.id})"
        if found.is_open:
            yield f"             {found.flag.action}"

    def label(self, question_id: str) -> str:
        return self.questions[question_id].short if question_id in self.questions else question_id

    def standing(self, question_id: str) -> str:
        answer = self.answers.get(question_id)
        if answer is None:
            return ""
        given = "answered, and the answer leaves it open"
        return f" ({given if answer.is_given else answer.status.value.replace('_', ' ')})"

    def evidence(self, evidence: Evidence) -> str:
        question = self.questions[evidence.question]
        rows = self.answers.rows_of(question.group)
        number = row_number(rows, evidence.row)
        answer = self.answers.get(question.id, rows[number - 1] if number else None)
        return f"{question.short}: {self.shown(question.id, answer)}"

    def shown(self, question_id: str, answer: Answer | None) -> str:
        if answer is None or answer.value is None:
            return answer.status.value.replace("_", " ") if answer else "not yet asked"
        return show(self.questions[question_id], answer.value)
