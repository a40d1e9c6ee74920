"""The date that governs a rule: which day's law a finding is made by.

Offences can have been convicted on different days. A rule that was in force on some of those days
and not on others is neither in force nor not: whoever judges must take each offence by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from court_assess.domain.evaluation import Evaluation, Evidence
from court_assess.domain.reading import AnswerReading
from court_assess.domain.rules import InForce, NamedDate
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth

JUDGED_ON = ""  # the name of the date of a rule that names none


@dataclass(frozen=True, slots=True)
class Governing:
    """The days looked at, in order; the answers they are from, or the question that would tell."""

    name: str
    days: tuple[date, ...] = ()
    because: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()

    def in_force(self, period: InForce) -> Evaluation:
        """Judge whether a rule is in force on every day, on none, or on some: not known then."""
        if period.since is None and period.until is None:
            return Evaluation(TRUE)
        if not self.days:
            return Evaluation(UNKNOWN, (), self.missing)
        covered = {period.covers(day) for day in self.days}
        truth: Truth = UNKNOWN if len(covered) > 1 else TRUE if True in covered else FALSE
        return Evaluation(truth, self.because)


def governing(reading: AnswerReading, dates: Mapping[str, NamedDate], name: str) -> Governing:
    """Return the days that a named date stands for."""
    if name == JUDGED_ON:
        return Governing(name, (reading.today,))
    named = dates[name]
    value, missing = reading.value(named.question, None)
    if isinstance(value, date):
        days = {value: Evidence(named.question)} | _of_rows(reading, named.each)
        looked_at = sorted(days)[:1] if named.earliest else sorted(days)
        return Governing(name, tuple(looked_at), tuple(days[day] for day in looked_at))
    if named.today_when and named.today_when.evaluate(reading).truth is TRUE:
        return Governing(name, (reading.today,))
    return Governing(name, missing=missing)


def _of_rows(reading: AnswerReading, each: str) -> dict[date, Evidence]:
    """Return the further days that rows hold; a list that is not complete holds what it holds."""
    if not each:
        return {}
    rows, _, _ = reading.rows(reading.questionnaire.questions[each].group)
    found = {}
    for row in rows:
        value, _ = reading.value(each, row)
        if isinstance(value, date):
            found[value] = Evidence(each, row.id)
    return found
