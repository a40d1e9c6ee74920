"""A save that was confirmed is there after the process is killed; no save is ever there by half.

A kill says nothing about a power cut, which ``synchronous = FULL`` is for.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.storage import Store
from tests.storage.people import NOW, connect, person

PROJECT = Path(__file__).parents[2]
KILLS = 10


def killed(folder: Path, case_id: str, when: str, seconds: float) -> int:
    """Return the last number that a writer confirmed before it was killed."""
    words = [sys.executable, "-m", "tests.storage.writer", str(folder), case_id, when]
    with subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        lines = [writer.stdout.readline()]
        time.sleep(seconds)
        writer.kill()
        lines += writer.stdout.readlines()
    return int([line for line in lines if line.endswith("\n")][-1])


def started(folder: Path, library: Library) -> str:
    """Return the id of an assessment in a folder that is closed again."""
    with Store.open(folder) as store:
        return store.start(person("Dana Okafor"), library, NOW)


@pytest.mark.parametrize("kills", [KILLS, pytest.param(200, marks=pytest.mark.faults)])
def test_kills_lose_no_confirmed_save_and_leave_none_by_half(
    kills: int, folder: Path, library: Library
) -> None:
    case_id, chance = started(folder, library), random.Random(11)  # noqa: S311 - repeatable
    confirmed = []
    for _ in range(kills):
        confirmed.append(killed(folder, case_id, "after", chance.uniform(0.001, 0.12)))
        with Store.open(folder) as store:
            answers = store.load(case_id).assessment.answers
            past = [one.answer for one in store.history(case_id, "left")]
        saved = len(past)
        assert saved >= confirmed[-1]
        assert past == [given(number) for number in range(1, saved + 1)]
        assert answers.get("left") == answers.get("right") == given(saved)

    assert confirmed[-1] > 10 * kills
    direct = connect(folder)
    assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert direct.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_the_control_a_writer_that_confirms_too_early_is_caught(
    folder: Path, library: Library
) -> None:
    case_id = started(folder, library)

    def is_caught() -> bool:
        confirmed = killed(folder, case_id, "before", 0.03)
        with Store.open(folder) as store:
            return len(store.history(case_id, "left")) < confirmed

    assert any(is_caught() for _ in range(KILLS))
