"""Repeating groups as tables: a column for what compares, a line below for all the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Answer, Row, Status
from court_assess.domain.questions import Question
from court_assess.domain.walk import Item
from court_assess.report.before_sentence import days_in_a_cell
from court_assess.report.blocks import Block, Note, Table, TableRow, entry_of
from court_assess.report.drug_tests import nothing_without_sample, number_of_test
from court_assess.report.last_use import last_use_in_a_cell
from court_assess.report.reading import (
    STATE_IN_WORDS,
    SUBSTANCE,
    AudienceReading,
    Said,
    said_of,
)

STATE_IN_A_CELL = {
    Status.DECLINED.value: "declined",
    Status.NOT_KNOWN.value: "not known",
    Status.NOT_ASKED.value: "not asked",
    NOT_YET_ASKED: "not yet asked",
}
REMARKS, NOTHING_WRITTEN = ("text", "long_text", "date"), "-"  # one that nobody made is no gap
DAYS_OF_SOURCE = ("src.on", "src.requested_on", "src.due", "src.received_on")
MOST_COLUMNS = 4  # of a group that has no columns chosen for it below


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a group's table; its cells hold the answers to these questions.

    ``words`` puts them together, where that takes more than to set them side by side.
    """

    heading: str
    questions: tuple[str, ...]
    words: Callable[[AudienceReading, Row], str] | None = None


def first_appointment(_reading: AudienceReading, row: Row) -> str:
    """Say that nothing is fixed yet, where no answer of any kind says how it stands."""
    return "" if row.answers.get("req.first_appt") else "not fixed yet"


# A question of the group that stands in no column is printed below its row.
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "sub": (
        Column("Substance", SUBSTANCE, AudienceReading.substance),
        Column("Order of problem", ("sub.rank",)),
        Column("Last used", ("sub.last_used", "sub.last_used_on"), last_use_in_a_cell),
        Column("How often in 6 months", ("sub.freq",)),
        Column("Amount on a using day", ("sub.amount", "sub.amount_unit")),
        Column("Spend in a week", ("sub.spend",)),
        Column("How taken", ("sub.route",)),
    ),
    "req": (
        Column("Requirement", ("req.kind",)),
        Column("Purpose", ("req.purpose",)),
        Column("Run by", ("req.provider",)),
        Column("First appointment", ("req.first_appt",), first_appointment),
    ),
    "test": (
        Column("Offered", ("test.offered_at",)),
        Column("Outcome", ("test.attempt_outcome",)),
        Column("Sample", ("test.matrix",), nothing_without_sample("test.matrix")),
        Column("Sample taken", ("test.collected_at",), nothing_without_sample("test.collected_at")),
        Column(
            "State of the sample", ("test.integrity",), nothing_without_sample("test.integrity")
        ),
    ),
    "result": (
        Column("Tested for", ("result.analyte",)),
        Column("Result", ("result.value",)),
        Column("Of test", ("result.test",), number_of_test),
    ),
    "offence": (
        Column("Offence", ("offence.title",)),
        Column("Date", ("offence.date",)),
        Column("Main offence", ("offence.main",)),
    ),
    "src": (
        Column("Source", ("src.kind",)),
        Column("Status", ("src.status",)),
        Column("Date", DAYS_OF_SOURCE, days_in_a_cell),
        Column("Note", ("src.why_not", "src.note")),
    ),
}


def group_blocks(
    group: Question, items: tuple[Item, ...], reading: AudienceReading
) -> tuple[Block, ...]:
    """Return the table of a group, or one sentence on why there is none.

    A column after the first that no item is of is left out: its answers stand elsewhere.
    """
    rows = reading.rows(group.id)
    if not rows:
        return (Note(_nothing_listed(group, reading)),)
    first, *others = COLUMNS.get(group.id) or _first_columns(group, reading)
    there = {one.question.id for one in items}
    columns = (first, *(one for one in others if not there.isdisjoint(one.questions)))
    made = table_rows(group, rows, columns, items, reading)
    return (
        Table(tuple(column.heading for column in columns), made, layout=_layout(group, columns)),
    )


def table_rows(
    group: Question,
    rows: tuple[Row, ...],
    columns: tuple[Column, ...],
    items: tuple[Item, ...],
    reading: AudienceReading,
) -> tuple[TableRow, ...]:
    """Return the rows of a group's table in the order given."""
    inner = [one for one in items if one.question.group == group.id]
    made = []
    for number, row in enumerate(rows, 1):
        own = {one.question.id: one for one in inner if one.row and one.row.id == row.id}
        cells = tuple(
            (column.words(reading, row) if column.words else "") or _cell(column, own)
            for column in columns
        )
        made.append(_row(f"{group.row_name} {number}".capitalize(), columns, cells, own))
    return tuple(made)


def _row(
    number: str, columns: tuple[Column, ...], cells: tuple[str, ...], own: Mapping[str, Item]
) -> TableRow:
    in_column = {question for column in columns for question in column.questions}
    name, *others = cells
    named = any(
        item.state == "given" for item in own.values() if item.question.id in columns[0].questions
    )
    more = tuple(
        entry_of(said_of(item.question, item.answer))
        for item in own.values()
        if item.question.id not in in_column and item.answer and item.answer.is_given
    )
    return TableRow(name if named else f"{number}: {name}", tuple(others), more)


def _cell(column: Column, own: Mapping[str, Item]) -> str:
    """Put the answers of a cell side by side; if none was given, say how the first stands."""
    asked = [own[question] for question in column.questions if question in own]
    given = [said_of(item.question, item.answer) for item in asked if item.state == "given"]
    if given or not asked:
        return _joined(given)
    if (
        asked[0].answer is None
        and asked[0].question.kind in REMARKS
        and not asked[0].question.required
    ):
        return NOTHING_WRITTEN
    return STATE_IN_A_CELL[asked[0].state] + _reason(asked[0].answer)


def _joined(given: list[Said]) -> str:
    notes = dict.fromkeys(said.note for said in given if said.note)
    return " ".join((*(said.text for said in given), *notes))


def _reason(answer: Answer | None) -> str:
    return f": {answer.note}" if answer and answer.note else ""


def _layout(group: Question, columns: tuple[Column, ...]) -> str:
    return group.id if columns == COLUMNS.get(group.id) else "even"


def _first_columns(group: Question, reading: AudienceReading) -> tuple[Column, ...]:
    printed = [question for question in group.questions if reading.question(question.id)]
    printed.sort(key=lambda question: question.id != group.row_label)
    return tuple(Column(question.short, (question.id,)) for question in printed[:MOST_COLUMNS])


def _nothing_listed(group: Question, reading: AudienceReading) -> str:
    whole = reading.answers.get(group.id)
    if whole is not None:
        return f"{group.short}: {STATE_IN_WORDS[whole.status.value].lower()}{_reason(whole)}."
    if reading.value(group.complete_id) == "yes":
        return f"{group.short}: none."
    return f"{group.short}: not known today. Nothing has been listed."
