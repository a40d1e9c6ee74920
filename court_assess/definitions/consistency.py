"""Answers that cannot both be right, such as a birth after the hearing, as sections' checks say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from court_assess.domain.answers import Answer, Answers, Row
from court_assess.domain.conditions import questions_read
from court_assess.domain.questions import Check, Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.truth import TRUE

_ANY_DAY = date(2000, 1, 1)  # checks between answers do not look at the day


@dataclass(frozen=True, slots=True)
class Clash:
    """A check that fails; ``row`` is the entry it fails in, None outside the lists."""

    check: Check
    group: str = ""
    place: int = 0
    row: Row | None = None


def clashes(questionnaire: Questionnaire, answers: Answers) -> Iterator[Clash]:
    """Yield every check of the questionnaire that these answers fail."""
    reading = AnswerReading(questionnaire, answers, _ANY_DAY)
    for check in (one for section in questionnaire.sections for one in section.checks):
        group = questionnaire.questions[check.at].group
        if not group and check.when.evaluate(reading).truth is TRUE:
            yield Clash(check)
        for place, row in enumerate(answers.rows_of(group) if group else ()):
            if check.when.evaluate(reading, row).truth is TRUE:
                yield Clash(check, group, place, row)


def without_clashes(
    questionnaire: Questionnaire, answers: Answers
) -> tuple[Answers, tuple[tuple[Clash, str, Answer], ...]]:
    """Return answers that can all be right, and each one left out: its clash, question and answer.

    The answer in question is left out, or where it has none the first that it clashes with.
    """
    left_out = []
    while found := next(_answers_that_clash(questionnaire, answers), None):
        clash, question = found
        left_out.append(
            (clash, question, answers.get(question, clash.row) or answers.single[question])
        )
        answers = _without(answers, clash, question)
    return answers, tuple(left_out)


def _answers_that_clash(
    questionnaire: Questionnaire, answers: Answers
) -> Iterator[tuple[Clash, str]]:
    """Yield each answer that can be left out, with the check that it fails."""
    for clash in clashes(questionnaire, answers):
        asked = (clash.check.at, *questions_read(clash.check.when))
        yield from ((clash, one) for one in asked if _held(answers, clash, one))


def _held(answers: Answers, clash: Clash, question: str) -> bool:
    return answers.get(question, clash.row) is not None or question in answers.single


def _without(answers: Answers, clash: Clash, question: str) -> Answers:
    row = clash.row
    if row is None or question not in row.answers:
        return answers.having({question: None})
    kept = {key: one for key, one in row.answers.items() if key != question}
    changed = tuple(
        replace(one, answers=kept) if one is row else one for one in answers.rows_of(clash.group)
    )
    return replace(
        answers, rows={**answers.rows, clash.group: tuple(one for one in changed if one.answers)}
    )
