"""Conditions on answers, and why they hold or do not.

One evaluator serves question visibility, rules, advice and report wording. Each node judges itself
and says which answers decided it and which questions are still missing. A new operator is one line
in ``OPERATORS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from court_assess.domain.answers import Row
from court_assess.domain.availability import AreaHas
from court_assess.domain.evaluation import Condition, Evaluation, Evidence, Reading
from court_assess.domain.latest import Latest
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth, negate, truth_of
from court_assess.domain.values import (
    Duration,
    Value,
    Weeks,
    at_least,
    distance_before,
    distance_within,
    is_written_in,
    more_than,
    same,
    whole_years,
)
from court_assess.domain.word_lists import WordList


def _one_of(answer: Any, allowed: tuple[str, ...]) -> Truth:  # noqa: ANN401 - operand types are checked in definitions
    return truth_of(answer in allowed)


def _includes_other_than(answer: tuple[str, ...], known: tuple[str, ...]) -> Truth:
    return truth_of(any(choice not in known for choice in answer))


def _any_week_over(answer: Weeks, days: int) -> Truth:
    return truth_of(any(one > days for one in answer.days))


# Each compares a known answer with the value written in the YAML.
OPERATORS: Mapping[str, Callable[[Any, Any], Truth]] = {
    "is": same,
    "is_not": lambda answer, value: negate(same(answer, value)),
    "at_least": at_least,
    "more_than": more_than,
    "at_most": lambda answer, value: negate(more_than(answer, value)),
    "less_than": lambda answer, value: negate(at_least(answer, value)),
    "earlier_than": lambda answer, value: negate(at_least(answer, value)),
    "on_or_after": at_least,
    "is_one_of": _one_of,
    "is_tagged": _one_of,
    "includes": lambda answer, value: truth_of(value in answer),
    "includes_any_of": lambda answer, values: truth_of(any(one in answer for one in values)),
    "includes_other_than": _includes_other_than,
    "is_written_in": lambda answer, script: truth_of(is_written_in(answer, script)),
    "mentions": lambda answer, listed: truth_of(bool(listed.found_in(answer))),
    "any_week_over": _any_week_over,
    "latest_week_is": lambda answer, days: truth_of(answer.days[-1] == days),
    "latest_week_over": lambda answer, days: truth_of(answer.days[-1] > days),
}


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """An operand that is itself the answer to a question."""

    question: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day the rules are judged on."""


@dataclass(frozen=True, slots=True)
class AgeOf:
    """Whole years from the date that a question holds to the day the rules are judged on."""

    question: str


Operand: TypeAlias = Value | OtherAnswer | AgeOf | Today | WordList
ANSWERED = (OtherAnswer, AgeOf)
DERIVED = (*ANSWERED, Today)


def _operand(operand: Operand, reading: Reading, row: Row | None) -> tuple[Any, tuple[str, ...]]:
    if isinstance(operand, OtherAnswer):
        return reading.value(operand.question, row)
    if isinstance(operand, AgeOf):
        born, missing = reading.value(operand.question, row)
        return (whole_years(born, reading.today) if isinstance(born, date) else None), missing
    return (reading.today if isinstance(operand, Today) else operand), ()


def _evidence(row: Row | None, question: str, operand: Operand) -> tuple[Evidence, ...]:
    own = _in_row(row, question)
    if isinstance(operand, ANSWERED):
        return (own, _in_row(row, operand.question))
    return (own,)


def _in_row(row: Row | None, question: str) -> Evidence:
    """Name an answer by its row, or without one where it stands outside the rows."""
    if row is None or question not in row.answers:
        return Evidence(question)
    return Evidence(question, row.id)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question compared with one value; ``word`` names a tag, a script or a list of words."""

    question: str
    operator: str
    operand: Operand
    word: str = ""

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Compare the answer, if both sides are known."""
        answer, missing = reading.value(self.question, row)
        operand: Any = self.operand
        if isinstance(operand, DERIVED):
            operand, also_missing = _operand(operand, reading, row)
            missing += also_missing
        if answer is None or operand is None:
            return Evaluation(UNKNOWN, (), missing)
        truth: Truth = OPERATORS[self.operator](answer, operand)
        if truth is UNKNOWN:
            return Evaluation(UNKNOWN, (), (self.question,))
        return Evaluation(truth, _evidence(row, self.question, self.operand))


@dataclass(frozen=True, slots=True)
class DateDistance:
    """How long before another day a date lies: ``at_least``, ``at_most`` or ``within``."""

    question: str
    operator: str
    duration: Duration
    before: Operand

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Compare the two days, if both are known."""
        earlier, missing = reading.value(self.question, row)
        later, also_missing = _operand(self.before, reading, row)
        if earlier is None or later is None:
            return Evaluation(UNKNOWN, (), missing + also_missing)
        truth = self._truth(earlier, later)
        if truth is UNKNOWN:
            return Evaluation(UNKNOWN, (), (self.question,))
        return Evaluation(truth, _evidence(row, self.question, self.before))

    def _truth(self, earlier: Value, later: Value) -> Truth:
        if self.operator == "at_least":
            return distance_before(earlier, later, self.duration)
        near = distance_within(earlier, later, self.duration)
        if self.operator == "at_most":
            return near
        in_order = at_least(later, earlier)
        truths = {near, in_order}
        return next(truth for truth in (FALSE, UNKNOWN, TRUE) if truth in truths)


def _combine(parts: list[Evaluation], decisive: Truth) -> Evaluation:
    """Combine parts, one of which settles the whole if it is ``decisive``; keep what decided.

    What is settled has nothing missing, and what is open has nothing that decided it.
    """
    deciding = (
        [part for part in parts if part.truth is decisive]
        or [part for part in parts if part.truth is UNKNOWN]
        or parts
    )
    if len(deciding) == 1:
        return deciding[0]
    truth = deciding[0].truth
    if truth is UNKNOWN:
        missing = dict.fromkeys([one for part in deciding for one in part.missing])
        return Evaluation(truth, (), tuple(missing))
    because = dict.fromkeys([one for part in deciding for one in part.because])
    return Evaluation(truth, tuple(because))


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is true."""

    parts: tuple[Condition, ...]

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge every part; one that is false settles it."""
        return _combine([part.evaluate(reading, row) for part in self.parts], FALSE)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is true."""

    parts: tuple[Condition, ...]

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge every part; one that is true settles it."""
        return _combine([part.evaluate(reading, row) for part in self.parts], TRUE)


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is false; not known when its part is."""

    part: Condition

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge the part and turn it round."""
        inner = self.part.evaluate(reading, row)
        return Evaluation(negate(inner.truth), inner.because, inner.missing)


@dataclass(frozen=True, slots=True)
class Named:
    """A condition with a name and a sentence of its own, used in several places."""

    name: str
    says: str
    part: Condition

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge what the name stands for, once for all the rules that use it."""
        if row is not None:
            return self.part.evaluate(reading, row)
        if self.name not in reading.remembered:
            reading.remembered[self.name] = self.part.evaluate(reading)
        return reading.remembered[self.name]


@dataclass(frozen=True, slots=True)
class SomeRow:
    """True when a row of the group meets ``where``; false only of a complete list."""

    group: str
    where: Condition

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:  # noqa: ARG002 - groups do not nest
        """Judge the rows entered so far, and whether more could come."""
        rows, complete, missing = reading.rows(self.group)
        parts = [self.where.evaluate(reading, one) for one in rows]
        if not complete:
            parts.append(Evaluation(UNKNOWN, (), missing))
        else:
            parts.append(Evaluation(FALSE, (Evidence(f"{self.group}.complete"),)))
        return _combine(parts, TRUE)


@dataclass(frozen=True, slots=True)
class EveryRow:
    """True when every row of a complete list meets ``where``; false once one row does not."""

    group: str
    where: Condition

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge it as "not some row does not"."""
        return Not(SomeRow(self.group, Not(self.where))).evaluate(reading, row)


@dataclass(frozen=True, slots=True)
class CountRows:
    """How many rows meet ``where``, compared with a number; a range while the list is open."""

    group: str
    where: Condition
    operator: str
    number: int

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:  # noqa: ARG002 - groups do not nest
        """Compare the fewest and the most rows that can meet the condition."""
        rows, complete, missing = reading.rows(self.group)
        parts = [self.where.evaluate(reading, one) for one in rows]
        fewest = sum(part.truth is TRUE for part in parts)
        most = fewest + sum(part.truth is UNKNOWN for part in parts)
        compare = OPERATORS[self.operator]
        # Beyond the number itself plus one, more rows change nothing.
        ceiling = most if complete else max(most, self.number + 1)
        truths = {compare(count, self.number) for count in range(fewest, ceiling + 1)}
        if len(truths) == 1:
            because = tuple(dict.fromkeys(one for part in parts for one in part.because))
            closed = (Evidence(f"{self.group}.complete"),) if complete else ()
            return Evaluation(truths.pop(), because + closed)
        open_parts = tuple(one for part in parts for one in part.missing)
        return Evaluation(UNKNOWN, (), tuple(dict.fromkeys(missing + open_parts)))


@dataclass(frozen=True, slots=True)
class Views:
    """True when all who have given a view, and at least one has, say one of ``agree_on``.

    ``sources`` maps a name (``provider``, ``officer``) to the question that holds that view.
    """

    sources: tuple[tuple[str, str], ...]
    agree_on: tuple[str, ...]

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge the views given; silence is not a view."""
        said = self.said(reading, row)
        if not said:
            return Evaluation(UNKNOWN, (), tuple(question for _, question in self.sources))
        agreed = all(value in self.agree_on for _, _, value in said)
        return Evaluation(truth_of(agreed), tuple(Evidence(question) for _, question, _ in said))

    def said(self, reading: Reading, row: Row | None = None) -> list[tuple[str, str, Value]]:
        """Return (name, question, view) of each who has given one."""
        views = [
            (name, question, reading.value(question, row)[0]) for name, question in self.sources
        ]
        return [(name, question, value) for name, question, value in views if value is not None]


@dataclass(frozen=True, slots=True)
class StateIs:
    """How a question stands (declined, not asked ...): for practice advice, never for law."""

    question: str
    states: tuple[str, ...]

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Compare the state, which is always known."""
        held = reading.state(self.question, row) in self.states
        return Evaluation(truth_of(held), (_in_row(row, self.question),))


@dataclass(frozen=True, slots=True)
class FindingIs:
    """Whether one of these findings has this result; what is not found yet has none."""

    findings: tuple[str, ...]
    result: str

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:  # noqa: ARG002 - findings have no rows
        """Compare findings, which are always one of their results."""
        held = tuple(Evidence(one) for one in self.findings if reading.finding(one) == self.result)
        return Evaluation(truth_of(bool(held)), held)


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """Whether a flag of this kind is met and nobody has dealt with it yet."""

    kind: str

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:  # noqa: ARG002 - flags have no rows
        """Look for open flags."""
        flags = reading.open_flags(self.kind)
        return Evaluation(truth_of(bool(flags)), tuple(Evidence(flag) for flag in flags))


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside a condition."""
    if isinstance(condition, AllOf | AnyOf):
        return condition.parts
    if isinstance(condition, Not | Named):
        return (condition.part,)
    if isinstance(condition, SomeRow | EveryRow | CountRows):
        return (condition.where,)
    return ()


def questions_read(condition: Condition) -> tuple[str, ...]:
    """Return every question that judging the condition may read, each once."""
    own: tuple[str, ...] = ()
    match condition:
        case Comparison(question, _, operand) | DateDistance(question, _, _, operand):
            other = (operand.question,) if isinstance(operand, OtherAnswer | AgeOf) else ()
            own = (question, *other)
        case StateIs(question):
            own = (question,)
        case AreaHas(_, _, home):
            own = (home,) if home else ()
        case Latest(questions):
            own = questions
        case Views(sources):
            own = tuple(question for _, question in sources)
        case SomeRow(group) | EveryRow(group) | CountRows(group):
            own = (f"{group}.complete",)
    inner = (one for part in parts_of(condition) for one in questions_read(part))
    return tuple(dict.fromkeys((*own, *inner)))
