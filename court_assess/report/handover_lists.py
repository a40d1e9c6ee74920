"""The lists of the hand-over: the substances, the latest first, and what nobody knows."""

from __future__ import annotations

from dataclasses import replace

from court_assess.domain.answers import Row
from court_assess.domain.walk import Item
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Entry, Table, TableRow
from court_assess.report.handover_plan import (
    ESSENTIAL,
    ESSENTIAL_COLUMNS,
    LEFT_OUT_FIRST,
    MOST_ROWS,
    MOST_ROWS_WHOLE,
    STATES,
    SUBSTANCES,
)
from court_assess.report.handover_topics import Style, is_completeness, levels_of, phone_of
from court_assess.report.reading import AudienceReading
from court_assess.report.tables import table_rows

OF_THE_SUBSTANCES = LEFT_OUT_FIRST[-1][0]


def substances(reading: AudienceReading, style: Style | None = None) -> tuple[Table | None, str]:
    """Return the table of substances, the latest first, and a note on what it lacks."""
    style = style or Style()
    group = reading.question("sub")
    rows = reading.rows("sub")
    if group is None or not rows:
        return None, no_substances(reading)
    rows = tuple(sorted(rows, key=lambda row: _age_of_use(reading, row)))
    is_whole = len(rows) <= MOST_ROWS_WHOLE
    columns = SUBSTANCES if is_whole else SUBSTANCES[:ESSENTIAL_COLUMNS]
    made = table_rows(group, rows[:MOST_ROWS], columns, reading.items, reading)
    made = tuple(_short(row, style, is_whole=is_whole) for row in made)
    headings = tuple(column.heading for column in columns)
    rest = "; ".join(reading.row_label(group, row) for row in rows[MOST_ROWS:])
    notes = (
        f"Also used: {style.cut(rest, style.room.listing)}." if rest else "",
        "" if is_whole else _more(reading),
        not_complete(reading),
    )
    level = levels_of(reading).get(OF_THE_SUBSTANCES, 0)
    layout = f"use level-{level}" if is_whole else "use many"
    return Table(headings, made, layout=layout), " ".join(note for note in notes if note)


def _more(reading: AudienceReading) -> str:
    phone = phone_of(reading)
    return f"{f'Ring {phone}' if phone else 'Ask the officer'} for more on each substance."


def _age_of_use(reading: AudienceReading, row: Row) -> int:
    """Return the place of the answer among those to the question when it was last used."""
    question = reading.question("sub.last_used")
    value = reading.value("sub.last_used", row)
    options = [option.id for option in question.options] if question else []
    return options.index(value) if isinstance(value, str) and value in options else 0


def _short(row: TableRow, style: Style, *, is_whole: bool) -> TableRow:
    more = tuple(replace(one, text=style.cut(one.text, style.room.text)) for one in row.more)
    cells = tuple(style.cut(cell, 110 if is_whole else 50) for cell in row.cells)
    return TableRow(style.cut(row.name, 100), cells, more if is_whole else ())


def not_complete(reading: AudienceReading) -> str:
    """Say that there may be more, unless the list is said to be complete."""
    if reading.value("sub.complete") == "yes":
        return ""
    return "There may be others: the list is not said to be complete."


def no_substances(reading: AudienceReading) -> str:
    """Say why no substance is listed."""
    if reading.value("sub.complete") == "yes":
        return "The person says that they have used none."
    return "Not known today: no substance is listed."


def not_known(reading: AudienceReading, style: Style | None = None) -> tuple[Entry, ...]:
    """Return what was declined, not known, not asked and not yet asked, each in its own words."""
    style = style or Style()
    named: dict[tuple[str, str], dict[str, None]] = {}
    items = [item for item in reading.items if _is_lacking(reading, item)]
    items.sort(key=lambda item: item.question.id not in ESSENTIAL)
    for state in STATES:
        for item in items:
            if item.state == state:
                note = style.cut(item.answer.note, style.room.text) if item.answer else ""
                named.setdefault((state, note), {})[_name(reading, item)] = None
    return tuple(
        Entry(
            f"{STATES[state]} ({note})" if note else STATES[state],
            style.cut("; ".join(names), 2 * style.room.listing),
        )
        for (state, note), names in named.items()
    )


def _is_lacking(reading: AudienceReading, item: Item) -> bool:
    if is_completeness(reading, item.question):
        return False
    if item.answer is not None:
        return not item.answer.is_given
    is_list = item.question.kind == "group" and reading.rows(item.question.id)
    return item.question.id in ESSENTIAL and not is_list


def _name(reading: AudienceReading, item: Item) -> str:
    group = reading.question(item.question.group)
    if item.row is None or group is None:
        return item.question.short
    return f"{reading.row_label(group, item.row)}, {in_a_sentence(item.question.short)}"
