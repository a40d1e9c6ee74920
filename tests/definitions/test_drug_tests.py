"""The published tables on drug tests, and that no rule may rest on a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.drug_tests import NO_SAMPLE
from tests.definitions.small import FIRST, RULES, lines, problems

LAW = "rules/rules.yaml"
ASKED = """\
  - id: result
    type: group
    ask: Which results?
    short: Results
    why: To show a result.
    complete: Is that all?
    print: none
    questions:
      - id: result.analyte
        type: choice
        ask: Which?
        short: Which
        why: To show a substance.
        print: none
        options: [{id: opiates, label: Opiates}]
      - id: result.value
        type: choice
        ask: What?
        short: What
        why: To show a value.
        print: none
        options: [{id: negative, label: Negative}]
  - id: test
    type: group
    ask: Which tests?
    short: Tests
    why: To show a test.
    complete: Is that all?
    print: none
    questions:
      - id: test.matrix
        type: choice
        ask: Which sample?
        short: Sample
        why: To show a sample.
        print: none
        options: [{id: urine, label: Urine}]
"""
WITH_TESTS = FIRST + ASKED
TABLES = """\
drug_tests:
  - analyte: opiates
    positive:
      - {says: Codeine., source: A laboratory, sure: checked}
    windows:
      - {sample: urine, says: Up to 3 days., source: A laboratory, sure: recalled}
"""
SOME = "{some: result, where: {question: result.value, is: negative}}"
REFUSED = "of a drug test, and no test decides the law or the advice"


def found(tmp_path: Path, rules: str) -> list[str]:
    return lines(tmp_path, problems(tmp_path, first=WITH_TESTS, rules=rules))


def test_tables_and_questions_that_are_in_order_give_no_line(tmp_path: Path) -> None:
    assert found(tmp_path, RULES + TABLES) == []


MISTAKES = {
    "unknown substance": ("opiates", "opiate", f"{LAW}:50:5: drug_tests[0].analyte: 'opiate' is not an answer to result.analyte; did you mean 'opiates'?"),
    "unknown sample": ("sample: urine", "sample: urin", f"{LAW}:54:10: drug_tests[0].windows[0].sample: 'urin' is not an answer to test.matrix; did you mean 'urine'?"),
    "no source": (", source: A laboratory, sure: checked", ", sure: checked", f"{LAW}:52:9: drug_tests[0].positive[0].source: is missing"),
    "not said how sure": ("sure: recalled", "sure: certain", f"{LAW}:54:68: drug_tests[0].windows[0].sure: 'certain' is not allowed here"),
    "a key of its own": ("says: Codeine.", "say: Codeine.", f"{LAW}:52:10: drug_tests[0].positive[0].say: is not a key here; did you mean 'says'?"),
    "doubled sample": ("recalled}\n", "recalled}\n      - {sample: urine, says: A., source: B, sure: checked}\n", f"{LAW}:55:10: drug_tests[0].windows[1].sample: 'urine' has a window already"),
    "doubled substance": ("recalled}\n", "recalled}\n  - {analyte: opiates}\n", f"{LAW}:55:6: drug_tests[1].analyte: 'opiates' has its tables already"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_in_the_tables_gives_one_line(name: str, tmp_path: Path) -> None:
    right, wrong, expected = MISTAKES[name]
    assert right in TABLES
    (line,) = found(tmp_path, RULES + TABLES.replace(right, wrong, 1))

    assert line.startswith(expected)


TEA = "{question: q.drinks, is: tea}"
READS = {
    "a condition of law": ("{some: row, where: {question: row.sweet, is: yes}}", SOME),
    "a limit, by a name": (TEA, SOME),
    "what came of a test": (TEA, "{some: test, where: {question: test.matrix, is: urine}}"),
    "whether a list of them is complete": (TEA, "{question: test.complete, is: yes}"),
    "advice": ("{open_flag: red_flag}", SOME),
    "a date that governs": ("{question: q.day}", f"{{question: q.day, today_when: {SOME}}}"),
    "a requirement in play": ("    title: Requirement\n", f"    title: Requirement\n    considered_when: {SOME}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_no_rule_may_read_a_test_or_a_result(name: str, tmp_path: Path) -> None:
    old, new = READS[name]
    assert old in RULES
    told = found(tmp_path, RULES.replace(old, new, 1))

    assert any(REFUSED in one for one in told), told
    assert all(one.startswith(f"{LAW}:") for one in told)


def test_the_same_rules_on_another_list_are_in_order(tmp_path: Path) -> None:
    # The control: what is refused is that it is a test, and not how the condition is written.
    other = SOME.replace("result.value, is: negative", "row.sweet, is: no").replace("result", "row")

    assert found(tmp_path, RULES.replace("{open_flag: red_flag}", other, 1)) == []


def test_a_page_may_read_a_test(tmp_path: Path) -> None:
    asked = WITH_TESTS.replace(
        "    print: none\n  - id: row\n",
        f"    print: none\n    shown_when: {SOME}\n  - id: row\n",
        1,
    )
    assert asked != WITH_TESTS

    told = lines(tmp_path, problems(tmp_path, first=asked, rules=RULES))
    assert not any(REFUSED in one for one in told)


# --- The shipped tables ---------------------------------------------------------------------------


def test_every_substance_of_the_published_tables_is_there_with_a_window(library: Library) -> None:
    question = library.questionnaire.questions["result.analyte"]
    guide = library.rules.drug_tests
    without = {one.id for one in question.options} - set(guide.by_analyte)

    assert without == {"alcohol", "other"}
    assert all(one.windows for one in guide.by_analyte.values())


@pytest.mark.parametrize(
    ("analyte", "value", "start"),
    [
        ("opiates", "presumptive_positive", "Codeine"),
        ("cocaine", "confirmed_positive", "No common"),
        ("methadone", "negative", "Where it was expected"),
        ("methadone", "not_tested", None),
        ("methadone", "inconclusive", None),
        ("methadone", "", None),
        ("alcohol", "negative", None),
    ],
)
def test_only_a_positive_or_a_negative_has_an_explanation(
    library: Library, analyte: str, value: str, start: str | None
) -> None:
    (first, *_) = library.rules.drug_tests.explains(analyte, value) or (None,)

    assert (first.says.startswith(start) if first and start else first) == (True if start else None)


def test_a_window_is_of_the_sample_that_was_taken(library: Library) -> None:
    guide = library.rules.drug_tests

    assert next(one.says for one in guide.windows("cocaine", "urine")) == "2 to 3 days."
    assert [one.about for one in guide.windows("cocaine", "hair")] == [""]
    assert guide.windows("alcohol", "urine") == ()


def test_every_outcome_but_a_sample_taken_is_one_without_a_sample(library: Library) -> None:
    outcomes = {one.id for one in library.questionnaire.questions["test.attempt_outcome"].options}

    assert outcomes - NO_SAMPLE == {"sample_taken"}
