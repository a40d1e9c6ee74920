"""Tests of the empty forms: each is made once, ahead if it is expected, and costs nobody else."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.questions import COURT_DAY, FULL
from court_assess.report import PaperForms, PdfFailedError, PdfWorker
from tests.report.pretended import PretendedWorker

PATIENCE = 10.0  # seconds


@pytest.fixture
def pretended() -> PretendedWorker:
    return PretendedWorker()


@pytest.fixture
def paper(library: Library, pretended: PretendedWorker) -> PaperForms:
    return PaperForms(library, "OFFICIAL", cast("PdfWorker", pretended))


def test_a_form_that_several_ask_for_at_once_is_made_once_and_then_kept(
    paper: PaperForms, pretended: PretendedWorker
) -> None:
    pretended.during = lambda _: time.sleep(0.05)
    with ThreadPoolExecutor(3) as pool:
        forms = set(pool.map(paper.form, [COURT_DAY] * 3))

    assert paper.form(COURT_DAY) in forms
    assert len(forms) == len(pretended.made) == 1
    assert paper.form(FULL) not in forms
    assert len(pretended.made) == 2


def test_forms_that_are_expected_are_there_when_they_are_asked_for(
    paper: PaperForms, pretended: PretendedWorker
) -> None:
    paper.start()
    paper.expect()
    end = time.monotonic() + PATIENCE
    while len(pretended.made) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    paper.expect()

    assert {paper.form(COURT_DAY), paper.form(FULL)} == {
        b"%PDF " + one.encode() for one in pretended.made
    }
    paper.close()
    assert len(pretended.made) == 2
    assert pretended.is_closed


def test_a_form_that_could_not_be_made_is_made_when_it_is_asked_for_again(
    paper: PaperForms, pretended: PretendedWorker
) -> None:
    pretended.fails = True
    with pytest.raises(PdfFailedError):
        paper.form(COURT_DAY)
    pretended.fails = False

    assert paper.form(COURT_DAY).startswith(b"%PDF")


def test_expecting_a_form_never_waits_for_it(paper: PaperForms, pretended: PretendedWorker) -> None:
    pretended.during = lambda _: time.sleep(0.3)
    paper.start()
    begun = time.monotonic()
    paper.expect()

    assert time.monotonic() - begun < 0.1
    paper.close()
