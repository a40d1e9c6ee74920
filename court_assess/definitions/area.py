"""Read what an area has chosen: the readings of scores, and the requirements it has."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from court_assess.definitions.documents import Document
from court_assess.definitions.problems import Problems, meant
from court_assess.definitions.rule_shapes import AreaShape
from court_assess.definitions.rules import RulesBuilder
from court_assess.domain.area import NOWHERE, Area, Arrangement, plain
from court_assess.domain.questions import Question, Questionnaire, with_readings


def read_area(
    read: AreaShape,
    document: Document,
    questions: Mapping[str, Question],
    requirements: Collection[str],
    problems: Problems,
) -> Area:
    """Return the area, recording every id that there is not."""
    if read.home not in questions or questions[read.home].kind != "text":
        message = f"'{read.home}' is not a question with a text{meant(read.home, questions)}"
        problems.found.append(document.problem(("area", "home"), message))
        return NOWHERE
    arrangements: dict[str, tuple[Arrangement, ...]] = {}
    for number, one in enumerate(read.available):
        if one.requirement not in requirements:
            near = meant(one.requirement, requirements)
            message = f"'{one.requirement}' is not a requirement{near}"
            path = ("area", "available", number, "requirement")
            problems.found.append(document.problem(path, message))
            continue
        made = Arrangement(one.standing, frozenset(map(plain, one.places)))
        arrangements[one.requirement] = (*arrangements.get(one.requirement, ()), made)
    return Area(read.home, arrangements)


def area_of(rules: RulesBuilder, questions: Mapping[str, Question], problems: Problems) -> Area:
    """Return what the area has, as the first rules file that speaks of it says."""
    for document, read in rules.files:
        if read.area is not None:
            return read_area(read.area, document, questions, rules.requirement_ids(), problems)
    return NOWHERE


def choose_readings(
    rules: RulesBuilder, questionnaire: Questionnaire, problems: Problems
) -> Questionnaire:
    """Return the questionnaire with each score read as the area has chosen."""
    chosen: dict[str, str] = {}
    scores = {one.id: one for each in questionnaire.sections for one in each.scores}
    for document, read in rules.files:
        for score_id, reading in read.readings.items():
            known = [one.id for one in scores[score_id].readings] if score_id in scores else []
            message = ""
            if score_id not in scores:
                message = f"'{score_id}' is not a score{meant(score_id, scores)}"
            elif reading not in known:
                message = f"'{reading}' is not a reading of {score_id}{meant(reading, known)}"
            if message:
                problems.found.append(document.problem(("readings", score_id), message))
            chosen[score_id] = reading
    return with_readings(questionnaire, chosen)
