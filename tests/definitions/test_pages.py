"""Mistakes between questions and pages: what opens, what is questioned, copied options, depth."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case_bytes
from court_assess.definitions.library import load_library
from court_assess.definitions.problems import DefinitionsError
from tests.definitions.small import FIRST, SECOND, WITH_SECOND, lines, problems

TAKEN = "options_from: q.drinks"
CHOICE = """\
  - id: {id}
    type: choice
    ask: Which?
    short: Which
    why: To show a copy.
    print: none
    options_from: {source}
"""


def told(folder: Path, second: str, *, first: str = FIRST, top: str = WITH_SECOND) -> list[str]:
    """Return what ``check`` says of the library with two pages: the place and the message."""
    found = problems(folder, first=first, second=second, top=top)
    return [f"{one.path}: {one.message}" for one in found]


def choices(*pairs: tuple[str, str]) -> str:
    """Return questions, each of which takes its options from the one named with it."""
    return "".join(CHOICE.format(id=own, source=source) for own, source in pairs)


# (what is written, what a trainer writes by mistake, the start of the only line)
ON_A_PAGE = {
    "opens a row question": ("full}, question: q.day", "full}, question: row.name", "opens[0].question: 'row.name' is asked in each row of 'row'"),
    "opens a group": ("full}, question: q.day", "full}, question: row", "opens[0].question: 'row' is a list; name a question that is asked once"),
    "opens its own page": ("full}, question: q.day", "full}, question: s.words", "opens[0].question: 's.words' stands on this page already; use 'queries:'"),
    "opens nothing": ("full}, question: q.day", "full}, question: q.dya", "opens[0].question: 'q.dya' is not a question; did you mean 'q.day'?"),
    "query of another page": ("at: cup.name, when: {question: cup.name, answered: no}", "at: q.day, when: {question: q.day, answered: no}", "queries[0].at: 'q.day' is asked on another page, 'first'; write this in that page's file"),
    "query of a group": ("at: cup.name", "at: cup", "queries[0].at: 'cup' is a list; name one of the questions inside it"),
    "check of another page": ("at: s.words", "at: q.day", "checks[0].at: 'q.day' is asked on another page, 'first'"),
    "check of a group": ("at: s.words", "at: cup", "checks[0].at: 'cup' is a list"),
    "copied from a date": (TAKEN, "options_from: q.day", "questions[2].options_from: 'q.day' has no options to take (its type is 'date')"),
    "copied from a group": (TAKEN, "options_from: row", "questions[2].options_from: 'row' has no options to take (its type is 'group')"),
    "copied from itself": (TAKEN, "options_from: s.taken", "questions[2].options_from: takes its options from itself (s.taken → s.taken)"),
    "copied from nothing": (TAKEN, "options_from: q.drink", "questions[2].options_from: 'q.drink' is not a question; did you mean 'q.drinks'?"),
    "copied twice": ("{id: none, label: None}", "{id: none, label: None}\n      - {id: tea, label: Tea}", "questions[2].also[1]: 'tea' is an option of q.drinks already"),
    "exclusive that is nowhere": ("exclusive: none", "exclusive: nine", "questions[2].exclusive: 'nine' is not one of the options"),
    "row label of another list": ("row_label: cup.name", "row_label: row.name", "questions[3].row_label: 'row.name' is not a question of this list; did you mean 'cup.name'?"),
    "row label that is nowhere": ("row_label: cup.name", "row_label: cup.nam", "questions[3].row_label: 'cup.nam' is not a question of this list; did you mean 'cup.name'?"),
    "negative minutes": ("court_day: 2", "court_day: -2", "minutes.court_day: needs to be 0 or more"),
    "a limit on a text": ("    type: text\n", "    type: text\n    max: 3\n", "questions[1].max: is not read by type 'text'"),
    "a length of a choice": ("    type: choice\n", "    type: choice\n    max_length: 3\n", "questions[0].max_length: is not read by type 'choice'"),
    "a unit of a text": ("    type: text\n", "    type: text\n    unit: cups\n", "questions[1].unit: is not read by type 'text'"),
    "a row name outside a list": ("    type: text\n", "    type: text\n    row_name: cup\n", "questions[1].row_name: is not read by type 'text', only by group; take the line out"),
    "complete outside a list": ("    type: text\n", "    type: text\n    complete: All?\n", "questions[1].complete: is not read by type 'text'"),
    "row label outside a list": ("    type: text\n", "    type: text\n    row_label: cup.name\n", "questions[1].row_label: is not read by type 'text'"),
    "words for the end of a text": ("    type: text\n", "    type: text\n    min_label: none\n", "questions[1].min_label: is not read by type 'text'"),
    "exclusive of one choice": ("    type: choice\n", "    type: choice\n    exclusive: full\n", "questions[0].exclusive: is not read by type 'choice'"),
}  # fmt: skip


def test_the_library_with_two_pages_is_in_order(tmp_path: Path) -> None:
    assert told(tmp_path, SECOND) == []


@pytest.mark.parametrize("name", ON_A_PAGE)
def test_one_mistake_on_a_page_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = ON_A_PAGE[name]
    assert right in SECOND

    found = told(tmp_path, SECOND.replace(right, wrong, 1))

    assert [one.startswith(expected) for one in found] == [True], found


def test_a_check_inside_a_list_holds_back_the_entry_it_is_about(tmp_path: Path) -> None:
    check = "  - {at: cup.name, when: {question: cup.name, answered: yes}, says: No names.}\n"
    assert told(tmp_path, SECOND.replace("checks:\n", "checks:\n" + check)) == []
    library = load_library(tmp_path / "questionnaires", tmp_path / "rules")
    case = "format: court-assess/case@1\nanswers:\n  cup: [{}, {cup.name: blue}]\n"

    with pytest.raises(DefinitionsError) as caught:
        read_case_bytes(case.encode(), "case.yaml", library)

    assert str(caught.value) == "case.yaml:3:14: answers.cup[1].cup.name: No names."


@pytest.mark.parametrize(
    "pairs",
    [
        (("q.one", "q.two"), ("q.two", "q.drinks")),
        (("q.two", "q.drinks"), ("q.one", "q.two")),
        (("q.one", "q.far"), ("q.far", "q.two"), ("q.two", "q.drinks")),
    ],
)
def test_options_are_taken_over_several_steps_in_any_order(
    pairs: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    first = FIRST.replace("  - id: q.day\n", choices(*pairs) + "  - id: q.day\n", 1)

    assert problems(tmp_path, first=first) == []
    library = load_library(tmp_path / "questionnaires", tmp_path / "rules")
    questions = library.questionnaire.questions
    assert [one.id for one in questions["q.one"].options] == ["tea", "milk", "no"]


def test_what_takes_from_a_faulty_question_is_not_blamed(tmp_path: Path) -> None:
    more = choices(("q.one", "q.two"), ("q.two", "q.day"))
    use = "    shown_when: {question: q.one, is: tea}\n"
    first = FIRST.replace("  - id: q.day\n", more + "  - id: q.day\n", 1)
    first = first.replace("    type: date\n", "    type: date\n" + use)

    (found,) = lines(tmp_path, problems(tmp_path, first=first))

    assert "'q.day' has no options to take" in found


def test_a_circle_of_questions_that_take_options_is_told_once(tmp_path: Path) -> None:
    more = choices(("q.in", "q.one"), ("q.one", "q.two"), ("q.two", "q.one"))
    first = FIRST.replace("  - id: q.day\n", more + "  - id: q.day\n", 1)

    (found,) = lines(tmp_path, problems(tmp_path, first=first))

    assert "takes its options from itself (q.one → q.two → q.one)" in found


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("      - {id: full, label: Full}\n", "", "needs to be one choice with the options"),
        ("{id: full, label: Full}", "{id: whole, label: Full}", "needs to be one choice"),
        (
            "{id: full, label: Full}",
            "{id: full, label: Full}\n      - {id: more, label: More}",
            "needs to be one choice",
        ),
        ("type: choice\n", "type: choices\n", "needs to be one choice"),
        ("    short: Depth\n", "    short: Depth\n    depth: full\n", "is asked only in the full"),
    ],
)
def test_the_question_for_the_depth_offers_both_depths_and_no_more(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    start = SECOND.index("opens:")

    (found,) = told(tmp_path, SECOND[:start].replace(right, wrong, 1))

    assert found.startswith(f"depth: 's.depth' {expected}")


@pytest.mark.parametrize("asked", ["cup.name", "q.day", "cup"])
def test_a_question_of_another_kind_does_not_choose_the_depth(asked: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, SECOND, top=WITH_SECOND.replace("s.depth", asked))

    assert found.startswith(f"depth: '{asked}' needs to be one choice with the options")
