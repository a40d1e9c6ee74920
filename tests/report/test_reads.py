"""Tests that what the report's code names is in the library: a renamed question fails here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from court_assess import report
from court_assess.domain.assessment import Library
from court_assess.report.reads import (
    CONDITIONS_READ,
    GROUPS_READ,
    HANDOVER_READ,
    PERSON_READ,
    QUESTIONS_READ,
    REFERRAL_READ,
)

MODULES = sorted(Path(report.__file__).parent.glob("*.py"))
LOOKS_LIKE_AN_ID = re.compile(r"[a-z]+\.[a-z0-9_]+")
FILES = {"fonts.conf", "assessment.json"}
# Modules of these names read for one reader each and not for the court.
TABLES = {"handover": HANDOVER_READ, "person": PERSON_READ, "referral": REFERRAL_READ}
READERS = {
    "court": QUESTIONS_READ,
    "handover": HANDOVER_READ,
    "person": PERSON_READ,
    "provider": REFERRAL_READ,
}


def table_of(module: Path) -> frozenset[str]:
    """Return the questions that a module may name."""
    return TABLES.get(module.stem.partition("_")[0], QUESTIONS_READ)


def named_in(source: str) -> set[str]:
    """Return the texts in a module that look like the id of a question or of a condition."""
    texts = (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if LOOKS_LIKE_AN_ID.fullmatch(text)} - FILES


def test_every_question_the_report_names_is_in_the_library(library: Library) -> None:
    questions = library.questionnaire.questions

    assert sorted(frozenset().union(*READERS.values()) - set(questions)) == []
    assert sorted(GROUPS_READ - {one.id for one in questions.values() if one.kind == "group"}) == []
    # What a reader may not read would be "not known today" however it was answered.
    for reader, table in READERS.items():
        assert [one for one in sorted(table) if reader not in questions[one].prints] == []


def test_every_condition_the_report_names_is_in_the_rules(library: Library) -> None:
    rules = library.rules
    conditions = [*rules.limits, *(one for order in rules.orders for one in order.conditions)]

    assert sorted(CONDITIONS_READ - {one.id for one in conditions}) == []


@pytest.mark.parametrize(
    "module", [one for one in MODULES if one.stem != "reads"], ids=lambda path: path.stem
)
def test_a_module_names_nothing_that_the_tables_do_not_hold(module: Path) -> None:
    found = named_in(module.read_text(encoding="utf-8"))

    assert sorted(found - table_of(module) - CONDITIONS_READ) == []


def test_the_tables_hold_nothing_that_no_module_names() -> None:
    for table in READERS.values():
        modules = (one for one in MODULES if one.stem != "reads" and table_of(one) is table)
        named = set().union(*(named_in(one.read_text(encoding="utf-8")) for one in modules))

        assert sorted(table - named) == []
    sources = (one.read_text(encoding="utf-8") for one in MODULES if one.stem != "reads")
    assert sorted(CONDITIONS_READ - set().union(*map(named_in, sources))) == []


def test_an_id_in_a_module_would_be_found() -> None:
    assert named_in('read("drr.length_in_months")\nopen("a/b.html")') == {"drr.length_in_months"}
