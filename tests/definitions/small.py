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
RULER = """\
  - id: q.ruler
    type: scale
    ask: How much?
    short: How much
    why: To show a scale.
    print: none
    min: 0
    max: 10
"""
SCORE = """\
scores:
  - id: q.total
    title: Total
    items: [q.ruler]
    readings:
      - id: first
        source: invented
        bands:
          - {at_least: 0, at_most: 3, label: low}
          - {at_least: 4, at_most: 10, label: high}
"""
INDICATOR = """\
indicators:
  - id: q.signs
    title: Signs
    source: invented
    features:
      - {id: hot, title: Hot, when: {question: q.drinks, is_tagged: hot}}
      - {id: sweet, title: Sweet, when: {some: row, where: {question: row.sweet, is: yes}}}
    at_least: 1
    lasting: {question: q.day, at_least: 3 months, before: today}
    says: {met: There are signs., not_met: There are none., not_known: It is not known.}
"""
WITH_SECOND = """\
title: Small
depth: s.depth
sections: [first, second]
tags: {hot: a hot drink}
"""
SECOND = """\
id: second
title: Second
minutes: {court_day: 2, full: 3}
questions:
  - id: s.depth
    type: choice
    ask: How deep?
    short: Depth
    why: To show the depth.
    print: none
    options:
      - {id: court_day, label: Court day}
      - {id: full, label: Full}
  - id: s.words
    type: text
    ask: Words?
    short: Words
    why: To show words.
    print: none
  - id: s.taken
    type: choices
    ask: Which of these before?
    short: Before
    why: To show copied options.
    print: none
    options_from: q.drinks
    also:
      - {id: none, label: None}
    exclusive: none
  - id: cup
    type: group
    ask: Which cups?
    short: Cups
    why: To show a list.
    complete: Is that all?
    row_label: cup.name
    print: none
    questions:
      - id: cup.name
        type: text
        ask: Name?
        short: Name
        why: To show a row.
        print: none
checks:
  - {at: s.words, when: {question: q.drinks, is: tea}, says: No words with tea.}
queries:
  - {at: cup.name, when: {question: cup.name, answered: no}, says: Name it.}
opens:
  - {when: {question: s.depth, is: full}, question: q.day, says: Ask which day.}
"""


def problems(
    folder: Path,
    *,
    first: str = FIRST,
    rules: str = RULES,
    top: str = ASSESSMENT,
    second: str = "",
) -> list[Problem]:
    """Write the small library, with a second page if one is given; return what ``check`` finds."""
    asked, ruled = folder / "questionnaires", folder / "rules"
    asked.mkdir()
    ruled.mkdir()
    (asked / "assessment.yaml").write_text(top, encoding="utf-8")
    (asked / "first.yaml").write_text(first, encoding="utf-8")
    (ruled / "rules.yaml").write_text(rules, encoding="utf-8")
    if second:
        (asked / "second.yaml").write_text(second, encoding="utf-8")
    return check_library(asked, ruled)


def lines(folder: Path, found: list[Problem]) -> list[str]:
    """Return problems as lines, with the test's folder taken out."""
    return [str(one).replace(f"{folder}/", "") for one in found]
