"""Under the record of drug tests: each result with what to read it by, and earlier values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from court_assess.domain.answers import Row
from court_assess.domain.drug_tests import CORRECTED, RESULT, TEST
from court_assess.domain.kinds import show
from court_assess.domain.questions import Question, Section
from court_assess.domain.wording import in_a_sentence
from court_assess.report.drug_tests import ABOUT, beside
from court_assess.report.reading import EVERYBODY, AudienceReading
from court_assess.web.local_time import moment_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import row_place
from court_assess.web.settings import settings

SECTION = "tests"


@dataclass(frozen=True, slots=True)
class TestsView:
    """The table of results as rows of a head and cells with their column, and earlier values."""

    __test__ = False  # no test of pytest

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    earlier: tuple[str, ...]


def tests_view(case: OpenCase, section: Section) -> TestsView | None:
    """Return what the page of drug tests shows under its questions; None on any other page."""
    if section.id != SECTION:
        return None
    table = beside(AudienceReading(case.reading, EVERYBODY), case.library.rules.drug_tests)
    columns, rows = (table.columns, table.rows) if table else ((), ())
    return TestsView(
        title=table.heading if table else "",
        about=ABOUT,
        columns=columns,
        rows=tuple((row.name, tuple(zip(columns[1:], row.cells, strict=True))) for row in rows),
        earlier=tuple(_earlier(case)),
    )


def _earlier(case: OpenCase) -> Iterator[str]:
    """Yield each value that was replaced or cleared, and until when it stood."""
    for group_id in (TEST, RESULT):
        group = case.library.questionnaire.questions[group_id]
        for row in case.assessment.answers.rows_of(group_id):
            for question in group.questions:
                if question.id in CORRECTED:
                    yield from _earlier_of(case, group, question, row)


def _earlier_of(case: OpenCase, group: Question, question: Question, row: Row) -> Iterator[str]:
    past = settings().store.history(case.id, question.id, row.id)
    place = row_place(group, row, case.assessment)
    for before, after in pairwise(past):
        if before.answer is not None and before.answer.value is not None:
            words = show(question, before.answer.value)
            until = moment_in_words(after.saved_at)
            yield f"{place}: {in_a_sentence(question.short)} was “{words}” until {until}"
