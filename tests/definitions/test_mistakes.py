"""Each mistake of a trainer gives one line, with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.definitions.library import check_library
from tests.definitions.small import ASSESSMENT, FIRST, RULER, RULES, SCORE, lines, problems

QUESTIONS = "questionnaires/first.yaml"
LAW = "rules/rules.yaml"
TEA = "    met_when: {named: drinks_tea}"
BARE = "    met_when: {question: q.cups, at_least: 1}"

COPY = """\
  - id: q.cups
    type: text
    ask: Again?
    short: Again
    why: To show a copy.
    print: none
  - id: q.day
"""

# (what is written, what a trainer writes by mistake, the start of the only line)
IN_QUESTIONS = {
    "unknown key": ("short: Day", "shrt: Day", f"{QUESTIONS}:24:5: questions[2].shrt: is not a key here; did you mean 'short'?"),
    "unknown type": ("type: date", "type: dat", f"{QUESTIONS}:22:5: questions[2].type: 'dat' is not allowed here; did you mean 'date'?"),
    "no why": ("    why: To show a date.\n", "", f"{QUESTIONS}:21:5: questions[2].why: is missing; add a line 'why: ...'"),
    "no print": ("    why: To show a number.\n    print: [court]\n", "    why: To show a number.\n", f"{QUESTIONS}:14:5: questions[1].print: is missing"),
    "wrong audience": ("print: [court]\n    options", "print: [cort]\n    options", f"{QUESTIONS}:9:13: questions[0].print[0]: 'cort' is not allowed here; did you mean 'court'?"),
    "doubled key": ("    short: Day\n", "    short: Day\n    short: Night\n", f"{QUESTIONS}:25:5: questions[2].short: is written twice"),
    "doubled id": ("  - id: q.day\n", COPY, f"{QUESTIONS}:21:5: questions[2].id: 'q.cups' is used already"),
    "doubled option": ("{id: milk, label: Milk}", "{id: tea, label: Milk}", f"{QUESTIONS}:10:5: questions[0].options: hold the same id twice"),
    "unknown option": ("is_one_of: [tea, milk]", "is_one_of: [tee, milk]", f"{QUESTIONS}:20:38: questions[1].shown_when.is_one_of: 'tee' is not an answer to q.drinks; did you mean 'tea'?"),
    "unknown question": ("{question: q.drinks, is_one_of", "{question: q.drnks, is_one_of", f"{QUESTIONS}:20:18: questions[1].shown_when.question: 'q.drnks' is not a question; did you mean 'q.drinks'?"),
    "wrong operator": ("is_one_of: [tea, milk]", "at_least: 3", f"{QUESTIONS}:20:38: questions[1].shown_when.at_least: does not fit a question of type 'choice'"),
    "unknown operator": ("is_one_of: [tea, milk]", "equals: tea", f"{QUESTIONS}:20:38: questions[1].shown_when.equals: is not a key here"),
    "two operators": ("is_one_of: [tea, milk]", "is: tea, is_not: milk", f"{QUESTIONS}:20:5: questions[1].shown_when: needs exactly one comparison"),
    "row question outside": ("{question: q.drinks, is_one_of: [tea, milk]}", "{question: row.sweet, is: yes}", f"{QUESTIONS}:20:18: questions[1].shown_when.question: 'row.sweet' is asked once for each row"),
    "shown by itself": ("{question: q.drinks, is_one_of: [tea, milk]}", "{question: q.cups, at_least: 1}", f"{QUESTIONS}:20:5: questions[1].shown_when: is shown only if it is itself answered (q.cups → q.cups)"),
    "never true": ("{question: q.drinks, is_one_of: [tea, milk]}", "{all: [{question: q.drinks, is: tea}, {question: q.drinks, is: milk}]}", f"{QUESTIONS}:20:5: questions[1].shown_when: can never be true"),
    "never true beside others": ("{question: q.drinks, is_one_of: [tea, milk]}", "{all: [{question: row.complete, is: yes}, {not: {question: q.day, on_or_after: today}}, {question: q.drinks, is: tea}, {question: q.drinks, is: no}]}", f"{QUESTIONS}:20:5: questions[1].shown_when: can never be true: 'q.drinks'"),
    "empty all": ("{question: q.drinks, is_one_of: [tea, milk]}", "{all: []}", f"{QUESTIONS}:20:18: questions[1].shown_when.all: is empty"),
    "unknown tag": ("tags: [hot]", "tags: [hott]", f"{QUESTIONS}:11:38: questions[0].options[0].tags[0]: 'hott' is not a tag of assessment.yaml; did you mean 'hot'?"),
    "options on a date": ("    type: date\n", "    type: date\n    options: [{id: a, label: A}]\n", f"{QUESTIONS}:23:5: questions[2].options: are not read by type 'date'"),
    "choice without options": ("type: date", "type: choice", f"{QUESTIONS}:22:5: questions[2].type: 'choice' needs 'options:'"),
    "sensitive for the court": ("    why: To show a number.\n", "    why: To show a number.\n    sensitive: yes\n", f"{QUESTIONS}:20:5: questions[1].print: prints a sensitive answer for the court"),
    "number not a number": ("    type: date\n", "    type: date\n    min: few\n", f"{QUESTIONS}:23:5: questions[2].min: needs a whole number"),
    "min over max": ("    type: whole_number\n", "    type: whole_number\n    min: 9\n    max: 1\n", f"{QUESTIONS}:16:5: questions[1].min: is more than 'max:'"),
    "row id without prefix": ("id: row.name", "id: name", f"{QUESTIONS}:35:9: questions[3].questions[0].id: needs to start with the group's id"),
    "empty text": ("short: Day", "short:", f"{QUESTIONS}:24:5: questions[2].short: is empty"),
    "file name": ("id: first", "id: frist", f"{QUESTIONS}:1:1: id: needs to be the file's name, 'first'"),
}  # fmt: skip
IN_RULES = {
    "numbers that exclude each other": ("{question: q.cups, at_least: 9}", "{all: [{question: q.cups, at_least: 9}, {question: q.cups, less_than: 9}]}", f"{LAW}:22:5: flags[0].when: can never be true: 'q.cups'"),
    "an answer that hides the question": ("{question: q.cups, at_least: 9}", "{all: [{question: q.cups, at_least: 9}, {question: q.drinks, is: no}]}", f"{LAW}:22:5: flags[0].when: can never be true: 'q.drinks'"),
    "no authority": ("    authority: Tea Act 1773, s.1\n", "", f"{LAW}:9:5: limits[0].authority: is missing"),
    "no example for not known": ("      - {name: nothing said, answers: {}, result: not_known}\n", "", f"{LAW}:9:5: limits[0]: needs an example with 'result: not_known'"),
    "example that fails": ("{name: tea, answers: {q.drinks: tea}", "{name: tea, answers: {q.drinks: milk}", f"{LAW}:15:9: limits[0].examples[0]: example 'tea' gives not_met, not met"),
    "unknown answer in an example": ("answers: {q.drinks: tea}, result: met}", "answers: {q.drinks: te}, result: met}", f"{LAW}:15:31: limits[0].examples[0].answers.q.drinks: 'te' is not one of its answers; did you mean 'tea'?"),
    "unknown name": ("{named: drinks_tea}", "{named: drinks_te}", f"{LAW}:12:16: limits[0].met_when.named: 'drinks_te' is not a named condition; did you mean 'drinks_tea'?"),
    "answered in a rule of law": (TEA, "    met_when: {question: q.day, answered: yes}", f"{LAW}:12:33: limits[0].met_when.answered: cannot be used in a rule of law"),
    "state in a rule of law": (TEA, "    met_when: {question: q.day, state: [given]}", f"{LAW}:12:33: limits[0].met_when.state: cannot be used in a rule of law"),
    "only one statement to be the latest of": (TEA, "    met_when: {latest: [q.drinks], is: tea}", f"{LAW}:12:16: limits[0].met_when.latest: needs a list of questions, the one asked first in front"),
    "a latest statement without an answer to choose": (TEA, "    met_when: {latest: [q.drinks, q.day], is: tea}", f"{LAW}:12:35: limits[0].met_when.latest[1]: is not a question with one answer to choose"),
    "a latest statement that nobody can make": (TEA, "    met_when: {latest: [q.drinks, q.drinks], is: tee}", f"{LAW}:12:46: limits[0].met_when.is: 'tee' is not an answer to q.drinks; did you mean 'tea'?"),
    "finding in a rule of law": (TEA, "    met_when: {finding: r.sweet, is: met}", f"{LAW}:12:16: limits[0].met_when.finding: can only be used in advice"),
    "hidden question unguarded": (TEA, BARE, f"{LAW}:12:5: limits[0].met_when: reads 'q.cups', which is not always shown"),
    "date that does not exist": ("from: 2020-12-01", "from: 2020-13-01", f"{LAW}:39:20: requirements[0].conditions[0].in_force.from: is not a real date"),
    "empty short": ("        title: Sweet\n", "        title: Sweet\n        short:\n", f"{LAW}:38:9: requirements[0].conditions[0].short: is empty; write some text"),
    "long short": ("        title: Sweet\n", f"        title: Sweet\n        short: {'s' * 61}\n", f"{LAW}:38:9: requirements[0].conditions[0].short: is longer than 60 characters; shorten it"),
    "unknown date": ("governed_by: that_day", "governed_by: that_dy", f"{LAW}:39:38: requirements[0].conditions[0].in_force.governed_by: 'that_dy' is not a named date"),
    "doubled rule": ("id: r.sweet", "id: l.tea", f"{LAW}:9:5: limits[0].id: 'l.tea' is used already"),
    "unknown finding": ("{open_flag: red_flag}", "{finding: r.swet, is: met}", f"{LAW}:47:46: requirements[0].advice[0].when.finding: 'r.swet' is not a finding; did you mean 'r.sweet'?"),
    "otherwise first": ("when: {open_flag: red_flag}", "otherwise: yes", f"{LAW}:47:9: requirements[0].advice[0]: 'otherwise' catches all"),
    "not a group": ("{some: row, where", "{some: rows, where", f"{LAW}:40:20: requirements[0].conditions[0].met_when.some: 'rows' is not a repeating group; did you mean 'row'?"),
    "value of the wrong type": ("at_least: 9}", "at_least: many}", f"{LAW}:22:30: flags[0].when.at_least: 'many' does not fit q.cups (whole_number); Enter a whole number"),
    "named by itself": ("when: {question: q.drinks, is: tea}", "when: {not: {named: drinks_tea}}", f"{LAW}:7:18: named.drinks_tea.when.not.named: 'drinks_tea' is defined by itself"),
    "flag id": ("id: RF-CUPS", "id: cups", f"{LAW}:19:5: flags[0].id: is not written as it must be"),
    "unknown result": ("answers: {}, result: not_known}\nflags", "answers: {}, result: unknown}\nflags", f"{LAW}:17:43: limits[0].examples[2].result: 'unknown' is not allowed here; did you mean 'not_known'?"),
}  # fmt: skip


def test_the_small_library_is_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize("name", IN_QUESTIONS)
def test_one_mistake_in_a_questionnaire_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = IN_QUESTIONS[name]
    assert right in FIRST

    found = lines(tmp_path, problems(tmp_path, first=FIRST.replace(right, wrong, 1)))

    assert len(found) == 1, found
    assert found[0].startswith(expected)


@pytest.mark.parametrize("name", IN_RULES)
def test_one_mistake_in_a_rule_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = IN_RULES[name]
    assert right in RULES

    found = lines(tmp_path, problems(tmp_path, rules=RULES.replace(right, wrong, 1)))

    errors = [line for line in found if "warning" not in line]
    assert len(errors) == 1, errors
    assert errors[0].startswith(expected)


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    first = FIRST.replace("short: Day", "shrt: Day").replace("short: Cups", "short:")
    rules = RULES.replace("{named: drinks_tea}", "{named: tee}").replace(
        "title: Many", "titel: Many"
    )

    found = lines(tmp_path, problems(tmp_path, first=first, rules=rules))

    assert {line.split(": ", 2)[1] for line in found} >= {
        "questions[2].shrt",
        "questions[1].short",
        "limits[0].met_when.named",
        "flags[0].titel",
    }


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            "title: T\nsections: [frist]\n",
            "sections[0]: there is no file 'frist.yaml'; did you mean 'first'?",
        ),
        ("title: T\n", "sections: is missing"),
        ("sections: [first]\n", "title: is missing"),
    ],
)
def test_a_mistake_in_assessment_yaml_is_told(top: str, expected: str, tmp_path: Path) -> None:
    found = lines(tmp_path, problems(tmp_path, top=top))

    assert any(expected in line for line in found)


def test_a_section_that_nothing_lists_is_told(tmp_path: Path) -> None:
    problems(tmp_path)
    extra = tmp_path / "questionnaires/extra.yaml"
    extra.write_text(FIRST.replace("id: first", "id: extra"), encoding="utf-8")

    found = lines(tmp_path, check_library(tmp_path / "questionnaires", tmp_path / "rules"))

    assert "questionnaires/extra.yaml:1:1: id: is not listed in assessment.yaml" in found[0]


def test_a_word_that_hurts_is_a_warning_and_no_error(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, first=FIRST.replace("ask: Name?", "ask: Are you an addict?"))

    assert found.is_warning
    assert "write 'person who uses drugs'" in found.message


def test_a_named_condition_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    more = "named:\n  unused: {says: it is milk, when: {question: q.drinks, is: milk}}\n"

    (found,) = problems(tmp_path, rules=RULES.replace("named:\n", more))

    assert found.is_warning
    assert "'unused' is not used by any rule" in found.message


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("at_least: 4", "at_least: 5", "readings[0].bands[1]: leaves a gap: no band holds 4"),
        (
            "at_least: 4",
            "at_least: 3",
            "readings[0].bands[1]: overlaps the band before it; start this one at 4",
        ),
        ("at_most: 10", "at_most: 9", "readings[0].bands[1]: leaves a gap: no band holds 10 to 10"),
        (
            "at_least: 0",
            "at_least: 1",
            "readings[0].bands[0]: leaves a gap: no band holds 0; start this one at 0",
        ),
        ("[q.ruler]", "[q.rulr]", "items[0]: 'q.rulr' is not a question; did you mean 'q.ruler'?"),
    ],
)
def test_bands_with_gaps_or_overlaps_are_told(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, first=FIRST + RULER + SCORE.replace(right, wrong))

    assert [f"{one.path}: {one.message}".startswith(f"scores[0].{expected}") for one in found] == [
        True
    ]


def test_the_small_library_with_a_score_is_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path, first=FIRST + RULER + SCORE) == []
    assert "first" in ASSESSMENT


@pytest.mark.parametrize(
    ("until", "since", "expected"),
    [
        ("2026-03-21", "2026-03-22", ""),
        (
            "2026-03-22",
            "2026-03-22",
            "are in force together; 'until:' of the first is its last day",
        ),
        ("2026-03-20", "2026-03-22", "no version is in force from 2026-03-21 to 2026-03-21"),
    ],
)
def test_versions_of_a_rule_follow_each_other_without_overlap_or_gap(
    until: str, since: str, expected: str, tmp_path: Path
) -> None:
    start, end = RULES.index("  - id: l.tea"), RULES.index("flags:")
    block = RULES[start:end]
    met = "    met_when: {named: drinks_tea}\n"
    old = block.replace(met, f"    in_force: {{until: {until}}}\n{met}").replace(
        "result: met}", f"result: met, on: {until}}}"
    )
    old = old.replace("result: not_met}", f"result: not_met, on: {until}}}")
    old = old.replace("result: not_known}", f"result: not_known, on: {until}}}")
    new = block.replace(met, f"    in_force: {{from: {since}}}\n{met}")

    found = [
        one.message for one in problems(tmp_path, rules=RULES[:start] + old + new + RULES[end:])
    ]

    assert [expected in one for one in found] == ([True] if expected else [])


def test_a_file_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, first=FIRST.replace("id: first", "id: [first"))

    assert "is not YAML here" in found.message


def test_a_named_file_stands_in_for_its_namesake_of_the_same_content(tmp_path: Path) -> None:
    problems(tmp_path)
    asked, ruled = tmp_path / "questionnaires", tmp_path / "rules"
    (ruled / "first.yaml").write_text("title: A rules file with the name of a page\n")
    copy = tmp_path / "first.yaml"
    copy.write_text((ruled / "first.yaml").read_text(), encoding="utf-8")

    assert check_library(asked, ruled, [copy]) == []


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    problems(tmp_path)
    (tmp_path / "empty").mkdir()

    found = check_library(tmp_path / "questionnaires", tmp_path / "empty")

    assert any("there is no YAML file in this folder" in one.message for one in found)
