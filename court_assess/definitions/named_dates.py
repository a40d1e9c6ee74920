"""Read the dates that rules may be governed by, such as the day of conviction."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.documents import Document
from court_assess.definitions.places import Place
from court_assess.definitions.problems import meant
from court_assess.definitions.rule_shapes import NamedDateShape, RulesShape
from court_assess.domain.questions import Question, Questionnaire
from court_assess.domain.rules import NamedDate


def named_dates(
    document: Document, read: RulesShape, reader: ConditionReader, questionnaire: Questionnaire
) -> Iterator[tuple[str, NamedDate]]:
    """Yield each date of a file that could be read, recording what is wrong with the others."""
    for name, one in read.dates.items():
        place = Place(document, ("dates", name), use="considered")
        if one.question in reader.faulty:
            continue
        key, message = _mistake(one, questionnaire)
        if message:
            here = place.inside(key)
            reader.problems.found.append(document.problem(here.path, message))
            continue
        when = None
        if one.today_when is not None:
            when = reader.read(one.today_when, place.inside("today_when"))
        yield name, NamedDate(one.question, when, one.each or "", one.earliest == "yes", one.says)


def _mistake(one: NamedDateShape, questionnaire: Questionnaire) -> tuple[str, str]:
    """Return the key that is wrong and what is wrong with it, or two empty texts."""
    question = questionnaire.questions.get(one.question)
    if not _is_date(question):
        known = [q.id for q in questionnaire.walk() if _is_date(q)]
        near = meant(one.question, known)
        return "question", f"'{one.question}' is not a question with a date{near}"
    each = questionnaire.questions.get(one.each or "")
    if one.each is not None and not (each and _is_date(each) and each.group):
        return "each", f"'{one.each}' is not a date in a repeating group"
    return "", ""


def _is_date(question: Question | None) -> bool:
    return question is not None and question.kind == "date"
