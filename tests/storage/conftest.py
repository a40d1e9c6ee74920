"""A store on a real encrypted database, and a library of which only the texts matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.questions import Questionnaire
from court_assess.domain.rules import RuleBook
from court_assess.storage import Store
from tests.storage.people import NOW, person


@pytest.fixture
def library() -> Library:
    """Return a library without questions; the store looks at its digest and texts alone."""
    texts = {"questionnaires/assessment.yaml": "title: Assessment\n", "rules/drr.yaml": "é: 1\n"}
    return Library(Questionnaire("Assessment", ()), RuleBook(), "sha256:one", texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a place for a data folder, which the store makes."""
    return tmp_path / "court"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return an open store."""
    with Store.open(folder) as store:
        yield store


@pytest.fixture
def dana(store: Store, library: Library) -> str:
    """Return the id of an open assessment."""
    return store.start(person("Dana Okafor"), library, NOW)
