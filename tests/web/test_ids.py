"""The ids of questions that pages and pictures name in their code are in the shipped library."""

from __future__ import annotations

import re
from pathlib import Path

from court_assess.domain.assessment import Library

PACKAGE = Path(__file__).parents[2] / "court_assess"
FILES = (*sorted((PACKAGE / "web").rglob("*.py")), PACKAGE / "domain/consents.py")
NAMED = re.compile(r'"([a-z]+\.[a-z0-9_]+)"')


def unknown(library: Library, text: str) -> set[str]:
    """Return what looks like a question's id, by its first word, and is none."""
    questions = library.questionnaire.questions
    topics = {one.partition(".")[0] for one in questions if "." in one}
    named = {one for one in NAMED.findall(text) if one.partition(".")[0] in topics}
    return {one for one in named if one not in questions}


def test_every_id_that_the_pages_name_is_a_question(library: Library) -> None:
    found = {path.name: unknown(library, path.read_text(encoding="utf-8")) for path in FILES}

    assert {name: ids for name, ids in found.items() if ids} == {}


def test_an_id_that_is_no_question_would_be_found(library: Library) -> None:
    assert unknown(library, 'read("con.share_custody", "con.share_custdy")') == {"con.share_custdy"}
