"""What all tests share: the library of definitions as it is shipped."""

from __future__ import annotations

import gc

import pytest

from court_assess.definitions.library import load_library
from court_assess.domain.assessment import Library
from court_assess.settings import QUESTIONNAIRES, rules_folder


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the shipped questionnaires and rules."""
    loaded = load_library(QUESTIONNAIRES, rules_folder())
    gc.freeze()  # it stays; looking through it again costs a test of pages a twentieth of its time
    return loaded
