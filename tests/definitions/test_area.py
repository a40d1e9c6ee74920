"""What an area has, further dates, and the court's wider questions, as trainers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.definitions.library import load_library
from tests.definitions.small import FIRST, RULES, lines, problems

LAW = "rules/rules.yaml"
HOME = """\
  - id: q.home
    type: text
    ask: Where?
    short: Home
    why: To show a place.
    print: none
"""
COURT = """\
court:
  - id: c
    title: Court
    says: {met: Yes., not_met: No., not_known: Open.}
    considered_when: {question: q.drinks, is: tea}
    conditions:
      - id: c.has
        title: Has
        authority: Tea Act 1773, s.3
        met_when: {area: r, is: available}
        not_met_when: {area: r, is: not_available}
        reasons: {met: It has., not_met: It has not., not_known: Open.}
        examples:
          - {name: has, answers: {}, area: {r: available}, result: met}
          - {name: has not, answers: {}, area: {r: not_available}, result: not_met}
          - {name: open, answers: {}, result: not_known}
area:
  home: q.home
  available:
    - {requirement: r, is: available, in: [North]}
"""
ON = """\
      - id: row.on
        type: date
        ask: On?
        short: On
        why: To show a date.
        print: none
"""
WITH_HOME = FIRST + HOME
WITH_COURT = RULES + COURT


def test_an_area_and_a_question_of_the_courts_are_read(tmp_path: Path) -> None:
    rules = WITH_COURT.replace(
        "that_day: {question: q.day}", "that_day: {question: q.day, each: row.on}"
    )
    first = WITH_HOME.replace("      - id: row.sweet", ON + "      - id: row.sweet")
    assert problems(tmp_path, first=first, rules=rules) == []

    library = load_library(tmp_path / "questionnaires", tmp_path / "rules")

    assert library.questionnaire.area.standing("r", " north ") == "available"
    assert library.questionnaire.area.standing("r", "South") == "not_known"
    assert [one.id for one in library.rules.court] == ["c"]
    assert library.rules.dates["that_day"].each == "row.on"


MISTAKES = {
    "no such requirement": ("{area: r, is: available}", "{area: rr, is: available}", "court[0].conditions[0].met_when.area: 'rr' is not a requirement"),
    "no such standing": ("{area: r, is: available}", "{area: r, is: there}", "court[0].conditions[0].met_when.is: 'there' is not allowed here"),
    "area of no requirement": ("{requirement: r,", "{requirement: q,", "area.available[0].requirement: 'q' is not a requirement"),
    "home is not a question": ("home: q.home", "home: q.hom", "area.home: 'q.hom' is not a question with a text; did you mean 'q.home'?"),
    "an example of another area": ("area: {r: available}, result: met", "area: {r: not_available}, result: met", "court[0].conditions[0].examples[0]: example 'has' gives not_met, not met"),
    "a date that is in no list": ("{question: q.day}", "{question: q.day, each: q.day}", "dates.that_day.each: 'q.day' is not a date in a repeating group"),
    "no sentence": ("says: {met: Yes., not_met: No., not_known: Open.}", "says: {met: Yes., not_met: No.}", "court[0].says.not_known: is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = MISTAKES[name]
    assert right in WITH_COURT
    rules = WITH_COURT.replace(right, wrong, 1)

    found = lines(tmp_path, problems(tmp_path, first=WITH_HOME, rules=rules))

    errors = [line for line in found if "warning" not in line]
    assert len(errors) == 1, errors
    assert expected in errors[0]
