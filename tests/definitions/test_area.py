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


LIMIT = """\
    considered_when: {question: q.drinks, is: tea}
    before_signing: yes
"""


def test_a_limit_says_when_it_counts_and_a_date_what_it_is_of(tmp_path: Path) -> None:
    first = WITH_HOME.replace("      - id: row.sweet", ON + "      - id: row.sweet")
    date = "{question: q.day, each: row.on, earliest: yes, says: tea time}"
    rules = WITH_COURT.replace("that_day: {question: q.day}", f"that_day: {date}")
    rules = rules.replace("    authority: Tea Act 1773, s.1\n", f"    authority: Tea Act\n{LIMIT}")
    assert problems(tmp_path, first=first, rules=rules) == []

    book = load_library(tmp_path / "questionnaires", tmp_path / "rules").rules

    assert book.limits[0].before_signing
    assert book.limits[0].considered_when is not None
    assert (book.dates["that_day"].earliest, book.dates["that_day"].says) == (True, "tea time")


GUARDED = """\
  - id: q.with
    type: choices
    ask: With?
    short: With
    why: To show a guard.
    options: [{id: none, label: None}, {id: milk, label: Milk}, {id: lemon, label: Lemon}]
    exclusive: none
    print: none
  - id: q.much
    type: yes_no
    ask: Much?
    short: Much
    why: To show a guard.
    print: none
    shown_when: {question: q.with, GATE}
"""


@pytest.mark.parametrize(
    ("gate", "guard", "is_guarded"),
    [
        ("includes_any_of: [milk, lemon]", "includes: milk", True),
        ("includes_any_of: [lemon]", "includes: milk", False),
        ("includes_other_than: none", "includes: milk", True),
        ("includes_other_than: none", "includes: none", False),
        ("includes: milk", "includes_any_of: [milk, lemon]", False),
    ],
)
def test_a_guard_may_say_more_than_the_condition_under_which_a_question_is_shown(
    gate: str, guard: str, is_guarded: bool, tmp_path: Path
) -> None:
    law = f"{{all: [{{question: q.with, {guard}}}, {{question: q.much, is: yes}}]}}"
    rules = WITH_COURT.replace("    met_when: {named: drinks_tea}", f"    met_when: {law}")
    found = problems(tmp_path, first=WITH_HOME + GUARDED.replace("GATE", gate), rules=rules)

    unguarded = [one for one in lines(tmp_path, found) if "'q.much', which is not always" in one]
    assert len(unguarded) == (0 if is_guarded else 1)


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
