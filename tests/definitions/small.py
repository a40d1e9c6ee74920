"""A small library that is in order, in which each test makes one mistake."""

from __future__ import annotations

from pathlib import Path

from court_assess.definitions.library import check_library
from court_assess.definitions.problems import Problem

ASSESSMENT = """\
title: Small
sections: [first]
tags: {hot: a hot drink}
"""
FIRST = """\
id: first
title: First
questions:
  - id: q.drinks
    type: choice
    ask: What do you drink?
    short: Drink
    why: To show a choice.
    print: [court]
    options:
      - {id: tea, label: Tea, tags: [hot]}
      - {id: milk, label: Milk}
      - {id: no, label: Nothing}
  - id: q.cups
    type: whole_number
    ask: How many cups?
    short: Cups
    why: To show a number.
    print: [court]
    shown_when: {question: q.drinks, is_one_of: [tea, milk]}
  - id: q.day
    type: date
    ask: Which day?
    short: Day
    why: To show a date.
    print: none
  - id: row
    type: group
    ask: Which snacks?
    short: Snacks
    why: To show a group.
    complete: Is that all?
    print: none
    questions:
      - id: row.name
        type: text
        ask: Name?
        short: Name
        why: To show a row.
        print: none
      - id: row.sweet
        type: yes_no
        ask: Sweet?
        short: Sweet
        why: To show a row.
        print: none
"""
RULES = """\
title: Rules
dates:
  that_day: {question: q.day}
named:
  drinks_tea:
    says: the person drinks tea
    when: {question: q.drinks, is: tea}
limits:
  - id: l.tea
    title: Tea
    authority: Tea Act 1773, s.1
    met_when: {named: drinks_tea}
    reasons: {met: It is tea., not_met: It is not tea., not_known: It is not known.}
    examples:
      - {name: tea, answers: {q.drinks: tea}, result: met}
      - {name: milk, answers: {q.drinks: milk}, result: not_met}
      - {name: nothing said, answers: {}, result: not_known}
flags:
  - id: RF-CUPS
    kind: red_flag
    title: Many cups
    when: {question: q.cups, at_least: 9}
    action: Offer water.
    tell: Nobody
    source: invented
    confirmed_by: nobody
    print: none
    examples:
      - {name: nine, answers: {q.drinks: tea, q.cups: 9}, result: met}
      - {name: eight, answers: {q.drinks: tea, q.cups: 8}, result: not_met}
      - {name: none, answers: {q.drinks: no}, result: not_known}
requirements:
  - id: r
    title: Requirement
    conditions:
      - id: r.sweet
        title: Sweet
        authority: Tea Act 1773, s.2
        in_force: {from: 2020-12-01, governed_by: that_day}
        met_when: {some: row, where: {question: row.sweet, is: yes}}
        reasons: {met: It is., not_met: It is not., not_known: Not known.}
        examples:
          - {name: sweet, answers: {row: [{row.sweet: yes}]}, result: met}
          - {name: none, answers: {row.complete: yes}, result: not_met}
          - {name: nothing, answers: {}, result: not_known}
    advice:
      - {id: a, title: A, says: Act., when: {open_flag: red_flag}}
      - {id: b, title: B, says: Wait., otherwise: yes}
"""


def problems(
    folder: Path, *, first: str = FIRST, rules: str = RULES, top: str = ASSESSMENT
) -> list[Problem]:
    """Write the small library and return what ``check`` finds in it."""
    asked, ruled = folder / "questionnaires", folder / "rules"
    asked.mkdir()
    ruled.mkdir()
    (asked / "assessment.yaml").write_text(top, encoding="utf-8")
    (asked / "first.yaml").write_text(first, encoding="utf-8")
    (ruled / "rules.yaml").write_text(rules, encoding="utf-8")
    return check_library(asked, ruled)


def lines(folder: Path, found: list[Problem]) -> list[str]:
    """Return problems as lines, with the test's folder taken out."""
    return [str(one).replace(f"{folder}/", "") for one in found]
