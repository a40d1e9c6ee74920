"""Findings in plain words, for ``court-assess judge``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from court_assess.domain.answers import Answer, Row
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import (
    Finding,
    Judgement,
    RequirementFinding,
    row_number,
)
from court_assess.domain.flags import FactorFinding, FlagFinding
from court_assess.domain.in_play import DRR, court_asks, in_play, law_of_the_day, out_of_force
from court_assess.domain.indicators import IndicatorFinding
from court_assess.domain.kinds import day_in_words, show
from court_assess.domain.results import MET, RESULTS, UNDECIDED
from court_assess.domain.scoring import NONE_GIVEN, NOT_KNOWN_WHICH, ScoreFinding

RESULT_WORDS = {"met": "met", "not_met": "not met", "not_known": "not known"}
LIMIT_WORDS = {"met": "yes", "not_met": "no", "not_known": "not known"}
OUTCOME_WORDS = {
    "available": "open to the court: every condition is met and the officer recommends it",
    "awaiting_recommendation": "every other condition is met; the officer has not yet recommended",
    "cannot_say_yet": "it cannot be said yet: something is not known",
    "not_available": "not open to the court: a condition is not met",
    "outside_these_rules": "outside these rules: convicted before 1 December 2020",
}


ASSUMED = {
    NOT_KNOWN_WHICH: "; the lowest, since it is not known which applies",
    NONE_GIVEN: "; the lowest, since the source has none for this person",
}


def findings_in_words(library: Library, assessment: Assessment, found: Judgement) -> str:
    """Return the findings as lines of plain text."""
    return "\n".join(_Words(library, assessment, found).lines())


class _Words:
    """Writes findings with the labels and answers of one assessment."""

    def __init__(self, library: Library, assessment: Assessment, found: Judgement) -> None:
        self.questions = library.questionnaire.questions
        self.answers, self.reading, self.found = assessment.answers, found.reading, found

    def lines(self) -> Iterator[str]:
        found = self.found
        yield f"Judged on {day_in_words(found.judged_on)}"
        for order in found.orders:
            if order.candidate:
                yield from ("", f"{order.title}: {RESULT_WORDS[order.result]}")
                yield from self.findings(order.conditions)
        for requirement in in_play(found):
            yield from ("", f"{requirement.title}: {_outcome(requirement)}")
            yield from self.governed(law_of_the_day(found, requirement))
            yield from self.findings(requirement.conditions)
            if requirement.advice:
                advice = requirement.advice
                yield f"  Advice (practice, not law): {advice.title}. {advice.says}"
        yield from ("", "Limits")
        yield from self.findings(found.limits, LIMIT_WORDS)
        yield from _under("For the court to decide", self.court())
        yield from ("", "Safety")
        for flag in found.flags:
            yield from self.flag(flag)
        yield from _under("Overdose: what makes one more likely", self.factors(found.factors))
        yield from _under("Indicators, never a diagnosis", self.indicators(found.indicators))
        yield from _under("Screening scores", self.scores(found.scores))
        if found.missing:
            yield from ("", "Questions that could still settle something")
            yield from (f"  {self.label(one)}{self.standing(one)}" for one in found.missing)

    def court(self) -> Iterator[str]:
        for one in court_asks(self.found):
            yield f"  {one.title}: {one.says}"
            yield from self.governed(out_of_force(one))
            yield from self.governed(law_of_the_day(self.found, one))
            yield from self.findings(one.conditions, LIMIT_WORDS)

    def governed(self, words: str) -> Iterator[str]:
        if words:
            yield f"             {words}"

    def findings(
        self, findings: tuple[Finding, ...], words: Mapping[str, str] = RESULT_WORDS
    ) -> Iterator[str]:
        for one in findings:
            yield f"  {words[one.result]:<9}  {one.title} ({one.authority})"
            yield f"             {one.reason}"
            yield from self.governed(law_of_the_day(self.found, one))
            yield from (f"             because {self.evidence(each)}" for each in one.because)
            yield from (f"             still needed: {self.label(each)}" for each in one.missing)

    def flag(self, found: FlagFinding) -> Iterator[str]:
        yield f"  {RESULT_WORDS[found.result]:<9}  {found.flag.title} ({found.flag.id})"
        if found.is_open:
            yield f"             {found.flag.action}"

    def factors(self, found: tuple[FactorFinding, ...]) -> Iterator[str]:
        """Name what is there with what to do, then what may be; nothing is added up."""
        for one in found:
            if one.result == MET:
                yield f"  {RESULT_WORDS[one.result]:<9}  {one.factor.title} ({one.factor.id})"
                yield f"             {one.factor.action}"
        unknown = [one.factor.title for one in found if one.result == UNDECIDED]
        if unknown:
            yield f"  {RESULT_WORDS[UNDECIDED]:<9}  {'; '.join(unknown)}"

    def indicators(self, found: tuple[IndicatorFinding, ...]) -> Iterator[str]:
        for one in found:
            title = f"{one.indicator.title}{self.of_row(one.indicator.per, one.row)}"
            yield f"  {RESULT_WORDS[RESULTS[one.truth]]:<9}  {title}"
            for feature, held in one.features:
                yield f"             {RESULT_WORDS[RESULTS[held.truth]]}: {feature.title}"
            yield f"             {one.indicator.says[RESULTS[one.truth]]}"

    def scores(self, found: tuple[ScoreFinding, ...]) -> Iterator[str]:
        for one in found:
            total = f"from {one.least} to {one.most}" if one.total is None else str(one.total)
            band = f", {one.band}" if one.band else ""
            yield f"  {one.score.title}{self.of_row(one.score.per, one.row)}: {total}{band}"
            if one.cut_off:
                assumed = ASSUMED.get(one.assumed, "")
                result = RESULT_WORDS[RESULTS[one.reached]]
                source = one.cut_off.source or one.score.reading.source
                yield (
                    f"             {one.cut_off.at_least} or more, {one.cut_off.label}: {result} "
                    f"({source}{assumed})"
                )
            needed = dict.fromkeys((*one.missing, *one.cut_off_missing))
            yield from (f"             still needed: {self.label(each)}" for each in needed)
            if one.score.caution:
                yield f"             {one.score.caution}"

    def of_row(self, group: str, row: Row | None) -> str:
        """Return what a row is about, or its number."""
        if row is None:
            return ""
        named = self.questions[group].row_label
        answer = row.answers.get(named)
        if answer is not None and answer.value is not None:
            return f", {self.shown(named, answer)}"
        number = row_number(self.answers.rows_of(group), row.id)
        return f", {self.questions[group].row_name} {number}"

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
        answer = self.reading.answer(question.id, rows[number - 1] if number else None)
        return f"{question.short}: {self.shown(question.id, answer)}"

    def shown(self, question_id: str, answer: Answer | None) -> str:
        if answer is None or answer.value is None:
            return answer.status.value.replace("_", " ") if answer else "not yet asked"
        return show(self.questions[question_id], answer.value)


def _outcome(requirement: RequirementFinding) -> str:
    """Say the outcome; what is only law from a day on says which."""
    is_outside = requirement.outcome == "outside_these_rules"
    if is_outside and requirement.id == DRR:
        return OUTCOME_WORDS[requirement.outcome]
    words = "not open to the court" if is_outside else OUTCOME_WORDS[requirement.outcome]
    return " ".join(one for one in (f"{words}.", out_of_force(requirement)) if one).rstrip(".")


def _under(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines under a heading, or nothing."""
    found = tuple(lines)
    if found:
        yield from ("", heading, *found)
