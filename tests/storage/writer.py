"""A process that saves without end and prints each number once it is saved; tests kill it.

Run: ``python -m tests.storage.writer FOLDER CASE after|before``. With ``before`` it prints the
number first and saves it then: a writer that promises too early, to show that the tests notice.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from court_assess.domain.answers import given
from court_assess.storage import Change, Store
from tests.storage.people import NOW


def write(folder: Path, case_id: str, *, is_early: bool) -> None:
    """Count on from the number saved last."""
    store = Store.open(folder)
    last = store.load(case_id).assessment.answers.get("left")
    number = last.value if last and isinstance(last.value, int) else 0
    while True:
        number += 1
        if is_early:
            print(number, flush=True)  # noqa: T201 - what the test reads
            time.sleep(0.01)  # a kill mostly falls here
        changes = [Change("left", given(number)), Change("right", given(number))]
        store.save(case_id, changes, NOW)
        if not is_early:
            print(number, flush=True)  # noqa: T201 - what the test reads


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], is_early=sys.argv[3] == "before")
