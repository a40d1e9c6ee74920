"""Checks across definitions: circles, contradictions, unguarded hidden questions, and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.operators import SIZES
from court_assess.definitions.places import Place
from court_assess.definitions.problems import Problem
from court_assess.definitions.questionnaires import QuestionnaireBuilder
from court_assess.definitions.rules import RulesBuilder
from court_assess.domain.area import Area, Arrangement
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.conditions import (
    OPERATORS,
    AllOf,
    Comparison,
    Named,
    parts_of,
    questions_read,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.findings import judge_condition
from court_assess.domain.flags import judge_factor, judge_flag
from court_assess.domain.questions import FULL, Questionnaire
from court_assess.domain.rules import Example
from court_assess.domain.truth import TRUE

ANY_DAY = date(2026, 11, 18)  # examples that do not name a day do not depend on one

# Words that label a person or judge them; practice.md section 8 and the style of the project.
HARD_WORDS = {
    "addict": "person who uses drugs",
    "addicts": "people who use drugs",
    "abuser": "person who uses drugs",
    "junkie": "person who uses drugs",
    "substance abuse": "drug or alcohol use",
    "drug abuse": "drug use",
    "clean test": "negative test",
    "dirty test": "positive test",
    "non-compliant": "what the person did or did not do",
}
_HARD = re.compile(rf"\b({'|'.join(HARD_WORDS)})\b", re.IGNORECASE)
_SPOKEN = (
    "ask",
    "short",
    "label",
    "hint",
    "title",
    "intro",
    "notice",
    "says",
    "action",
    "complete",
    "report",
)


def circles(builder: QuestionnaireBuilder, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for each question whose showing depends on itself."""
    reads = {question: questions_read(gate) for question, gate in questionnaire.gates.items()}
    for question_id in reads:
        path = _circle_from(question_id, reads)
        if path and question_id == min(path) and question_id in builder.written:
            written = builder.written[question_id]
            way = " → ".join((*path, question_id))
            message = f"is shown only if it is itself answered ({way}); break the circle"
            yield written.document.problem((*written.path, "shown_when"), message)


def _circle_from(start: str, reads: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way from a question back to itself, if there is one."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for following in reads.get(way[-1], ()):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def contradictions(
    builder: QuestionnaireBuilder, reader: ConditionReader, questionnaire: Questionnaire
) -> Iterator[Problem]:
    """Yield a problem for each condition, wherever it stands, that no answers can ever meet."""
    for condition, place in _all_conditions(builder, reader, questionnaire):
        for inner in _within(condition):
            wrong = _impossible(inner, questionnaire.gates)
            if wrong:
                message = f"can never be true: '{wrong}' cannot have both answers at once"
                yield place.document.problem(place.path, message)
                break


def _all_conditions(
    builder: QuestionnaireBuilder, reader: ConditionReader, questionnaire: Questionnaire
) -> Iterator[tuple[Condition, Place]]:
    for question in questionnaire.walk():
        if question.shown_when is not None and question.id in builder.written:
            written = builder.written[question.id]
            gate = questionnaire.gates[question.id]
            yield gate, Place(written.document, (*written.path, "shown_when"))
    for condition, place in reader.held:
        if len(place.path) == 1 or place.path[-1] != "shown_when":  # a question's is in its gate
            yield condition, place


def _within(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in parts_of(condition):
        yield from _within(part)


def _impossible(condition: Condition, gates: Mapping[str, Condition]) -> str:
    """Return the question whose allowed answers, taken together, leave none."""
    options: dict[str, set[str]] = {}
    numbers: dict[str, list[Comparison]] = {}
    for part in _must_hold(condition, gates) if isinstance(condition, AllOf) else ():
        if not isinstance(part, Comparison):
            continue
        allowed = _allowed(part)
        if allowed is not None:
            options[part.question] = options.get(part.question, allowed) & allowed
        elif part.operator in SIZES and isinstance(part.operand, int | Decimal):
            numbers.setdefault(part.question, []).append(part)
    none = [question for question, left in options.items() if not left]
    none += [question for question, limits in numbers.items() if not _any_number(limits)]
    return next(iter(none), "")


def _any_number(limits: list[Comparison]) -> bool:
    """Whether a number meets every limit; only those at and around the limits need a look."""
    near = {one.operand + step for one in limits for step in (-1, 0, 1)}  # type: ignore[operator]
    return any(
        all(OPERATORS[one.operator](number, one.operand) is TRUE for one in limits)
        for number in near
    )


def _must_hold(condition: Condition, gates: Mapping[str, Condition]) -> Iterator[Condition]:
    """Yield what holds if the condition holds: its parts, and what shows what they read."""
    waiting, seen = list(_conjuncts(condition)), set[str]()
    while waiting:
        part = waiting.pop(0)
        yield part
        if isinstance(part, Comparison) and part.question not in seen:
            seen.add(part.question)
            gate = gates.get(part.question)
            waiting += _conjuncts(gate) if gate is not None else ()


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    """Yield what must hold if the condition holds."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _conjuncts(part)
    elif isinstance(condition, Named):
        yield from _conjuncts(condition.part)
    else:
        yield condition


def _allowed(condition: Condition) -> set[str] | None:
    """Return the options a choice may have, if the condition says so."""
    if isinstance(condition, Comparison):
        if condition.operator == "is" and isinstance(condition.operand, str):
            return {condition.operand}
        if condition.operator in ("is_one_of", "is_tagged") and isinstance(
            condition.operand, tuple
        ):
            return set(condition.operand)
    return None


def unguarded(rules: RulesBuilder, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for each rule of law that reads a question which may be hidden, unguarded."""
    for law, place in rules.law:
        for key, condition in (("met_when", law.met_when), ("not_met_when", law.not_met_when)):
            bare = _bare_reads(condition, (), questionnaire) if condition is not None else ()
            for question in dict.fromkeys(bare):
                message = (
                    f"reads '{question}', which is not always shown; put it in 'all:' together with"
                    " the condition under which it is shown"
                )
                yield place.document.problem((*place.path, key), message)


def too_deep(rules: RulesBuilder, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for each rule of law that reads what a court-day assessment does not ask."""
    for law, place in rules.law:
        conditions = [one for one in (law.met_when, law.not_met_when) if one is not None]
        for question in dict.fromkeys(one for each in conditions for one in questions_read(each)):
            if questionnaire.questions[question].depth == FULL:
                message = (
                    f"reads '{question}', which only the full assessment asks; take 'depth: full'"
                    " from the question, since the law must be judged on the day"
                )
                yield place.document.problem((*place.path, "met_when"), message)


def _bare_reads(
    condition: Condition, known: tuple[Condition, ...], questionnaire: Questionnaire
) -> tuple[str, ...]:
    if isinstance(condition, AllOf):
        parts = tuple(_conjuncts(condition))
        return tuple(
            one
            for number, part in enumerate(parts)
            for one in _bare_reads(
                part, known + parts[:number] + parts[number + 1 :], questionnaire
            )
        )
    inner = parts_of(condition)
    if inner:
        return tuple(one for part in inner for one in _bare_reads(part, known, questionnaire))
    gates = ((one, questionnaire.gates.get(one)) for one in questions_read(condition))
    return tuple(one for one, gate in gates if gate and not _implied(gate, known))


def _implied(gate: Condition, known: tuple[Condition, ...]) -> bool:
    return all(any(_implies(one, part) for one in known) for part in _conjuncts(gate))


def _implies(known: Condition, wanted: Condition) -> bool:
    if known == wanted:
        return True
    narrow, wide = _allowed(known), _allowed(wanted)
    if not isinstance(known, Comparison) or not isinstance(wanted, Comparison):
        return False
    if known.operator == "includes" and known.question == wanted.question:
        options = wanted.operand if isinstance(wanted.operand, tuple) else ()
        implied = "includes_any_of" if known.operand in options else "includes_other_than"
        return wanted.operator == implied
    if narrow is None or wide is None:
        return False
    return known.question == wanted.question and narrow <= wide


def failing_examples(rules: RulesBuilder, library: Library) -> Iterator[Problem]:
    """Run every example of every rule; yield a problem for each that comes out otherwise."""
    nowhere = _in_area(library, {})  # what an area has must not turn an example of the law
    for law, place in rules.law:
        for number, example in enumerate(law.examples):
            assessment = Assessment(example.answers)
            there = _in_area(library, example.area) if example.area else nowhere
            found = judge_condition(there, (law,), assessment, example.on or ANY_DAY)
            result = found.result if found else "not in force"
            yield from _compared(example, result, place, number)
    for flag, place in rules.flags:
        for number, example in enumerate(flag.examples):
            assessment = Assessment(example.answers)
            result = judge_flag(library, flag, assessment, example.on or ANY_DAY).result
            yield from _compared(example, result, place, number)
    for factor, place in rules.factors:
        for number, example in enumerate(factor.examples):
            assessment = Assessment(example.answers)
            result = judge_factor(library, factor, assessment, example.on or ANY_DAY).result
            yield from _compared(example, result, place, number)


def _in_area(library: Library, has: Mapping[str, str]) -> Library:
    """Return the library as it would be in an area that has these requirements."""
    area = Area("", {requirement: (Arrangement(has[requirement]),) for requirement in has})
    return replace(library, questionnaire=replace(library.questionnaire, area=area))


def _compared(example: Example, result: str, place: Place, number: int) -> Iterator[Problem]:
    if result != example.result:
        message = (
            f"example '{example.name}' gives {result}, not {example.result}; mend the rule or it"
        )
        yield place.document.problem((*place.path, "examples", number), message)


def hard_words(document: Document) -> Iterator[Problem]:
    """Yield a warning for each word on screen that labels a person."""
    for path, text in _spoken(document.tree, ()):
        match = _HARD.search(text)
        if match:
            better = HARD_WORDS[match[0].lower()]
            message = f"says '{match[0]}'; people may be hurt by it, write '{better}'"
            yield document.problem(path, message, is_warning=True)


def _spoken(tree: Tree, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if (key in _SPOKEN or "report" in path) and isinstance(value, str):
                yield (*path, key), value
            else:
                yield from _spoken(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _spoken(value, (*path, number))
