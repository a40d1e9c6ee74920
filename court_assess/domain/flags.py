"""Flags to act on today, and what makes an overdose more likely: found, never added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from court_assess.domain.answers import Row
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.evaluation import Evidence
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, RESULTS
from court_assess.domain.rules import Factor, Flag
from court_assess.domain.truth import FALSE, TRUE


@dataclass(frozen=True, slots=True)
class FlagFinding:
    """A flag, whether it is met, and what was done about it; ``flag`` is as it applies here."""

    flag: Flag
    result: str
    because: tuple[Evidence, ...]
    missing: tuple[str, ...]
    response: FlagResponse | None = None
    about: str = ""

    @property
    def is_dealt_with(self) -> bool:
        """Whether somebody has dealt with what it rests on now."""
        if self.response is None or not self.response.done:
            return False
        return self.response.about in ("", self.about)

    @property
    def is_open(self) -> bool:
        """Whether it is met and nobody has dealt with it."""
        return self.result == MET and not self.is_dealt_with


@dataclass(frozen=True, slots=True)
class FactorFinding:
    """Something that makes an overdose more likely, and whether it is there."""

    factor: Factor
    result: str
    because: tuple[Evidence, ...]
    missing: tuple[str, ...]


def judge_flag(library: Library, flag: Flag, assessment: Assessment, today: date) -> FlagFinding:
    """Judge one flag alone."""
    reading = AnswerReading(library.questionnaire, assessment.answers, today)
    return flag_finding(flag, reading, assessment.flags.get(flag.id))


def judge_factor(
    library: Library, factor: Factor, assessment: Assessment, today: date
) -> FactorFinding:
    """Judge one factor of overdose alone."""
    return factor_finding(factor, AnswerReading(library.questionnaire, assessment.answers, today))


def flag_finding(flag: Flag, reading: AnswerReading, response: FlagResponse | None) -> FlagFinding:
    """Judge a flag in a reading that others are judged in too."""
    held = flag.when.evaluate(reading)
    about = _about(held.because, reading) if held.truth is TRUE else ""
    here = _routed(flag, reading) if held.truth is not FALSE else flag
    return FlagFinding(here, RESULTS[held.truth], held.because, held.missing, response, about)


def _routed(flag: Flag, reading: AnswerReading) -> Flag:
    """Return the flag with what is to be done here, such as in Wales."""
    held = (one for one in flag.routes if one.when.evaluate(reading).truth is TRUE)
    route = next(held, None)
    if route is None:
        return flag
    return replace(flag, action=route.action, tell=route.tell, source=route.source)


def factor_finding(factor: Factor, reading: AnswerReading) -> FactorFinding:
    """Judge a factor in a reading that others are judged in too."""
    held = factor.when.evaluate(reading)
    return FactorFinding(factor, RESULTS[held.truth], held.because, held.missing)


def _about(because: tuple[Evidence, ...], reading: AnswerReading) -> str:
    """Write down the answers a flag rests on, so that a change of them can be seen."""
    rests_on = ((one.question, reading.answer(one.question, _row(one, reading))) for one in because)
    said = (f"{question}={answer.value}" for question, answer in rests_on if answer)
    return "; ".join(sorted(said))


def _row(one: Evidence, reading: AnswerReading) -> Row | None:
    """Return the row of an answer; ids of rows are only told apart within their group."""
    if one.row is None:
        return None
    rows = reading.answers.rows_of(reading.questionnaire.questions[one.question].group)
    return next((row for row in rows if row.id == one.row), None)


def open_by_kind(flags: tuple[FlagFinding, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the flags that are open, by kind."""
    kinds = dict.fromkeys(one.flag.kind for one in flags)
    return {
        kind: tuple(one.flag.id for one in flags if one.is_open and one.flag.kind == kind)
        for kind in kinds
    }
