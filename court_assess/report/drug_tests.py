"""Each result beside what was declared before it and what is published; whoever reads it decides.

A positive or a negative is only ever said in the words of its answer, so that a screen always says
"not confirmed". What has no result, and what no sample was taken for, is said to have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from court_assess.domain.answers import Row
from court_assess.domain.drug_tests import NO_SAMPLE, RESULT, TEST, Cited, TestGuide, find_test
from court_assess.domain.kinds import day_in_words
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import HeadedTable, TableRow
from court_assess.report.reading import NOT_KNOWN_TODAY, AudienceReading

HEADING = "Results beside what was declared before, and what is published"
COLUMNS = (
    "Result",
    "Use declared before",
    "Medicines declared before",
    "What may explain it",
    "How far back it looks",
)
ABOUT = (
    "The last two columns are from published tables, each with its source; “not looked up” means "
    "that nobody has checked it there. They are guide ranges and decide nothing: the officer or "
    "the provider reads the result."
)
NO_RESULT = "on the panel, and no result is recorded; that is not a negative one"
NOTHING_PUBLISHED, NO_SAMPLE_KNOWN = "Nothing is listed", "The sample is not known"
AS_ABOVE, NOTHING = "As above", "-"
NOT_TESTED = "not_tested"
NOT_LOOKED_UP = "not looked up"
LONGEST = 240  # characters of what was declared; the list of tests has all of it


@dataclass(frozen=True, slots=True)
class ResultRead:
    """One result, with the test that it is of where that is known.

    ``day`` is when the sample was taken, else when the test was offered. ``words`` are those of the
    answer, whole; ``value`` chooses a mark and is empty where there is no result.
    """

    row: Row
    test: Row | None
    number: int
    analyte: str
    name: str
    value: str
    words: str
    day: date | None
    no_sample: str

    @property
    def said(self) -> str:
        """The result in words, with what came of a test that gave no sample."""
        return f"{self.words} ({in_a_sentence(self.no_sample)})" if self.no_sample else self.words


def results_read(reading: AudienceReading) -> tuple[ResultRead, ...]:
    """Return every result in the order of the list."""
    tests = reading.rows(TEST)
    return tuple(_result_read(reading, row, tests) for row in reading.rows(RESULT))


def _result_read(reading: AudienceReading, row: Row, tests: tuple[Row, ...]) -> ResultRead:
    test = find_test(reading.whole.answer("result.test", row), tests)
    said = reading.said("result.value", row)
    return ResultRead(
        row=row,
        test=test,
        number=tests.index(test) + 1 if test else 0,
        analyte=str(reading.value("result.analyte", row) or ""),
        name=reading.words("result.analyte", row) or "Substance not known",
        value=str(reading.value("result.value", row) or ""),
        words=str(said) if said else NOT_KNOWN_TODAY,
        day=day_of(reading, test),
        no_sample=no_sample(reading, test),
    )


def no_sample(reading: AudienceReading, test: Row | None) -> str:
    """Return what came of a test without a usable sample, or an empty text."""
    is_without = test is not None and reading.value("test.attempt_outcome", test) in NO_SAMPLE
    return reading.words("test.attempt_outcome", test) if is_without else ""


def day_of(reading: AudienceReading, test: Row | None) -> date | None:
    """Return the day that the sample of a test was taken, else that the test was offered."""
    moments = (reading.value(one, test) for one in ("test.collected_at", "test.offered_at") if test)
    return next((one.date() for one in moments if isinstance(one, datetime)), None)


def number_of_test(reading: AudienceReading, row: Row) -> str:
    """Return the number of the test that a result is of; empty for what was said of it."""
    if reading.whole.answer("result.test", row) is not None:
        return ""
    tests = reading.rows(TEST)
    test = find_test(None, tests)
    return str(tests.index(test) + 1) if test else "not said"


def nothing_without_sample(question: str) -> Callable[[AudienceReading, Row], str]:
    """Return what stands in a cell about a sample where none was taken and nothing is written."""

    def words(reading: AudienceReading, test: Row) -> str:
        is_written = reading.whole.answer(question, test) is not None
        return "" if is_written or not no_sample(reading, test) else NOTHING

    return words


def beside(reading: AudienceReading, guide: TestGuide) -> HeadedTable | None:
    """Return the table of results with what to read them by; None without any result."""
    rows = tuple(_rows(reading, guide))
    return HeadedTable(COLUMNS, rows, layout="beside", heading=HEADING) if rows else None


def _rows(reading: AudienceReading, guide: TestGuide) -> Iterator[TableRow]:
    results = results_read(reading)
    told: set[str] = set()
    for one in results:
        yield TableRow(
            f"{one.name}: {one.said}{_of_test(reading, one)}",
            (
                *_declared(reading, one.test, told),
                _in_words(guide.explains(one.analyte, one.value)) or _nothing(one),
                _window(reading, guide, one),
            ),
        )
    yield from (
        TableRow(f"{name}: {NO_RESULT} (test {number})", (NOTHING,) * 4)
        for number, name in without_result(reading, results)
    )


def without_result(
    reading: AudienceReading, results: tuple[ResultRead, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the number of the test and the name of each substance that has no result of it."""
    question = reading.question("test.panel")
    for number, test in enumerate(reading.rows(TEST), 1):
        panel = reading.value("test.panel", test)
        found = {one.analyte for one in results if one.number == number}
        for analyte in panel if isinstance(panel, tuple) else ():
            option = question.option(analyte) if question else None
            if option is not None and analyte not in found:
                yield number, option.label


def _of_test(reading: AudienceReading, one: ResultRead) -> str:
    if not one.number:
        return "; which test is not said"
    on = f" of {day_in_words(one.day)}" if one.day else ""
    return f"; test {one.number}{on}" if on or len(reading.rows(TEST)) > 1 else ""


def _declared(reading: AudienceReading, test: Row | None, told: set[str]) -> tuple[str, str]:
    """Return the use and the medicines declared before a test, in full once."""
    if test is None:
        return NOT_KNOWN_TODAY, NOT_KNOWN_TODAY
    if test.id in told:
        return AS_ABOVE, AS_ABOVE
    told.add(test.id)
    medicines = _said(reading, "test.declared_medicines", test)
    checked = reading.words("test.medicines_verified", test)
    more = f" Checked with the prescriber: {in_a_sentence(checked)}." if checked else ""
    return _said(reading, "test.declared_use", test), f"{medicines}{more}"


def _said(reading: AudienceReading, question: str, test: Row) -> str:
    said = reading.said(question, test)
    words = " ".join(str(said).split()) if said else NOT_KNOWN_TODAY
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]}…"


def _window(reading: AudienceReading, guide: TestGuide, one: ResultRead) -> str:
    if one.value == NOT_TESTED:
        return NOTHING
    sample = reading.value("test.matrix", one.test) if one.test else None
    if not sample and not guide.windows(one.analyte, ""):
        return NO_SAMPLE_KNOWN
    return _in_words(guide.windows(one.analyte, str(sample or ""))) or NOTHING_PUBLISHED


def _nothing(one: ResultRead) -> str:
    return NOTHING_PUBLISHED if one.value and one.value != NOT_TESTED else NOTHING


def _in_words(lines: Iterable[Cited]) -> str:
    """Join lines, with their source once where one follows another of the same."""
    return " ".join(
        f"{' '.join(one.says for one in run)} ({source})" for source, run in groupby(lines, _source)
    )


def _source(one: Cited) -> str:
    return one.source if one.is_checked else f"{one.source}, {NOT_LOOKED_UP}"
