"""What is saved of drug tests beside what was typed: what was amended, and whose a result is.

The store keeps every earlier value; here the record itself is made to say that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from court_assess.domain.answers import NOT_KNOWN, Answers, given
from court_assess.domain.drug_tests import (
    AMENDED,
    CORRECTED,
    FINAL,
    NUMBER,
    RESULT,
    STATUS,
    TEST,
    corrected_tests,
    results_moved,
)
from court_assess.storage import Change


def with_amended(before: Answers, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes of a page, and that each final test which they correct is amended.

    What was amended does not become final again: an earlier value is in the history for good.
    """
    held = {row.id: row.answers.get(STATUS) for row in before.rows_of(TEST)}
    amended = {row for row, answer in held.items() if answer and answer.value == AMENDED}
    kept = tuple(one for one in changes if not _is_final_again(one, amended))
    corrected = corrected_tests(before, ((one.question, one.row) for one in kept))
    said = {one.row for one in kept if one.question == STATUS}
    return (*kept, *(_amended(one) for one in corrected if one not in said))


def before_removal(answers: Answers, group: str, row: str) -> Iterator[Change]:
    """Yield what has to be saved before an entry of tests or of results is taken out."""
    if group == RESULT:
        removed = ((question, row) for question in CORRECTED)
        yield from (_amended(one) for one in corrected_tests(answers, removed))
    yield from after_move(answers, group, row)


def after_move(answers: Answers, group: str, row: str) -> Iterator[Change]:
    """Yield that it is not known which test a result is of, where the numbers of tests moved."""
    if group == TEST:
        yield from (Change(NUMBER, NOT_KNOWN, one) for one in results_moved(answers, row))


def _amended(test: str) -> Change:
    return Change(STATUS, given(AMENDED), test)


def _is_final_again(change: Change, amended: set[str]) -> bool:
    is_final = change.answer is not None and change.answer.value == FINAL
    return change.question == STATUS and is_final and change.row in amended
