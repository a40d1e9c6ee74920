"""What the hand-over says under which heading, short enough for one page.

A question that is printed for a hand-over and that no line here names stands under the last
heading: what is added to the questionnaire reaches the page by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question
from court_assess.domain.walk import Item
from court_assess.report.blocks import Entry, Table, TableRow
from court_assess.report.handover_plan import (
    ALWAYS,
    ELSEWHERE,
    ESSENTIAL,
    ESSENTIAL_COLUMNS,
    LONGEST_TEXT,
    MORE,
    MOST_ROWS,
    MOST_ROWS_WHOLE,
    NEVER_LEFT_OUT,
    NO_LABELS,
    NO_OR_NONE,
    ROOMS,
    SEE_BELOW,
    STATES,
    SUBSTANCES,
    TITLES,
    TOPIC_OF_QUESTION,
    TOPIC_OF_WORD,
    VITAL,
    Room,
)
from court_assess.report.reading import AudienceReading, in_a_sentence, said_of
from court_assess.report.tables import table_rows


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the page: what it is about, and the answers."""

    title: str
    entries: tuple[Entry, ...]
    otherwise: str = ""

    @property
    def length(self) -> int:
        """Return the characters that it takes, and something for its own line."""
        words = sum(len(one.label) + len(one.text) + 4 for one in self.entries)
        return words + len(self.otherwise) + 40


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text on one line; if it is long, its first words and where the rest is."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = text[: longest - len(MORE)]
    whole_words = kept.rpartition(" ")[0]
    return f"{whole_words or kept}{MORE}"


def topics_of(reading: AudienceReading, room: Room = ROOMS[0]) -> tuple[Topic, ...]:
    """Return each heading that something is said under, and those that are never left out."""
    found: dict[str, list[Item]] = {topic: [] for topic in TITLES}
    for item in reading.items:
        topic = _topic_of(item.question)
        if topic is not None and item.row is None:
            found[topic].append(item)
    made = (_topic(topic, items, reading, room) for topic, items in found.items())
    return tuple(topic for topic in made if topic is not None)


def _topic(topic: str, items: list[Item], reading: AudienceReading, room: Room) -> Topic | None:
    """Return one heading: what is there first, then all that was answered with no or none."""
    kept = [item for item in items if not _is_left_out(item.question, room)]
    absent = [item.question.short for item in kept if _is_no(item)]
    if len(absent) > 1:
        present = [item for item in kept if not _is_no(item)]
    else:
        present, absent = kept, []
    entries = [entry for item in present for entry in _entries(reading, item, room)]
    entries = list(_merged(entries)) if topic == "offers" else entries
    if topic == "overdose" and not room.is_ample:
        entries += _supply(reading, room)
    if absent:
        entries.append(Entry("No or none", "; ".join(absent)))
    left_out = any(
        item.answer is not None and item.answer.is_given for item in items if item not in kept
    )
    if entries:
        return Topic(TITLES[topic], tuple(entries), MORE if left_out else "")
    if topic in NEVER_LEFT_OUT:
        return Topic(TITLES[topic], (), SEE_BELOW)
    return Topic(TITLES[topic], (), MORE) if left_out else None


def _supply(reading: AudienceReading, room: Room) -> tuple[Entry, ...]:
    """Name the substances whose supply has changed, where their table has no room to say it."""
    group, question = reading.question("sub"), reading.question("sub.source_known")
    changed = [
        row for row in reading.rows("sub") if reading.value("sub.source_known", row) == "yes"
    ]
    if group is None or question is None or not changed:
        return ()
    names = "; ".join(reading.row_label(group, row) for row in changed)
    return (Entry(question.short, cut(names, room.listing)),)


def _is_left_out(question: Question, room: Room) -> bool:
    if question.id in ALWAYS:
        return False
    return any(f"{question.id}.".startswith((f"{one}.", f"{one}_")) for one in room.without)


def _is_no(item: Item) -> bool:
    """Whether the answer is a plain no or none, in the person's own account."""
    question, answer = item.question, item.answer
    if answer is None or not question.options or said_of(question, answer).note:
        return False
    is_none = answer.value in NO_OR_NONE or answer.value == (question.exclusive,)
    return is_none and said_of(question, answer).text.startswith(NO_LABELS)


def _topic_of(question: Question) -> str | None:
    word = question.id.split(".")[0]
    if question.id in TOPIC_OF_QUESTION:
        return TOPIC_OF_QUESTION[question.id]
    return None if word in ELSEWHERE else TOPIC_OF_WORD.get(word, "also")


def _entries(reading: AudienceReading, item: Item, room: Room) -> Iterator[Entry]:
    question = item.question
    if question.kind == "group":
        rows = [_row_text(reading, question, row) for row in reading.rows(question.id)]
        text = " | ".join(row for row in rows if row)
        if text:
            yield Entry(question.short, cut(text, room.listing))
    elif item.answer and item.answer.is_given and not _is_completeness(reading, question):
        said = said_of(question, item.answer)
        longest = LONGEST_TEXT if question.id.startswith(VITAL) else room.text
        text = cut(said.text, max(longest, room.listing) if question.options else longest)
        yield Entry(question.short, f"{text} {said.note}".rstrip())


def _is_completeness(reading: AudienceReading, question: Question) -> bool:
    group = reading.question(question.id.rpartition(".")[0])
    return group is not None and group.complete_id == question.id


def _row_text(reading: AudienceReading, group: Question, row: Row) -> str:
    """Return what a row is called and its answers; labels only where there are several."""
    asked = [
        one for one in group.questions if reading.question(one.id) and one.id != group.row_label
    ]
    given = [(one.short, words) for one in asked if (words := reading.words(one.id, row))]
    if len(asked) == 1:
        text = "; ".join(words for _, words in given)
    else:
        text = "; ".join(f"{in_a_sentence(short)}: {words}" for short, words in given)
    name = reading.row_label(group, row)
    return f"{name}: {text}" if text else ""


def _merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield each answer once, with all that it was given to."""
    by_text: dict[str, list[str]] = {}
    for entry in entries:
        by_text.setdefault(entry.text, []).append(entry.label)
    for text, labels in by_text.items():
        yield Entry(labels[0], text) if len(labels) == 1 else Entry(text, "; ".join(labels))


def substances(reading: AudienceReading, room: Room = ROOMS[0]) -> tuple[Table | None, str]:
    """Return the table of substances, the latest first, and a note on what it lacks."""
    group = reading.question("sub")
    rows = reading.rows("sub")
    if group is None or not rows:
        return None, _no_substances(reading)
    rows = tuple(sorted(rows, key=lambda row: _age_of_use(reading, row)))
    is_whole = len(rows) <= MOST_ROWS_WHOLE
    columns = SUBSTANCES if is_whole else SUBSTANCES[:ESSENTIAL_COLUMNS]
    layout = "use" if is_whole else "use many"
    made = table_rows(group, rows[:MOST_ROWS], columns, reading.items)
    made = tuple(_short(row, room, is_whole=is_whole) for row in made)
    headings = tuple(column.heading for column in columns)
    rest = "; ".join(reading.row_label(group, row) for row in rows[MOST_ROWS:])
    notes = (
        f"Also used: {cut(rest, room.listing)}." if rest else "",
        "" if is_whole and room.is_ample else "More on each substance is in the record.",
        _not_complete(reading),
    )
    return Table(headings, made, layout=layout), " ".join(note for note in notes if note)


def _age_of_use(reading: AudienceReading, row: Row) -> int:
    """Return the place of the answer among those to the question when it was last used."""
    question = reading.question("sub.last_used")
    value = reading.value("sub.last_used", row)
    options = [option.id for option in question.options] if question else []
    return options.index(value) if isinstance(value, str) and value in options else 0


def _short(row: TableRow, room: Room, *, is_whole: bool) -> TableRow:
    more = tuple(replace(one, text=cut(one.text, room.text)) for one in row.more)
    cells = tuple(cut(cell, 110 if is_whole else 40) for cell in row.cells)
    name = cut(row.name, 60 if is_whole else 44)
    return TableRow(name, cells, more if is_whole and room.is_ample else ())


def _not_complete(reading: AudienceReading) -> str:
    if reading.value("sub.complete") == "yes":
        return ""
    return "There may be others: the list is not said to be complete."


def _no_substances(reading: AudienceReading) -> str:
    if reading.value("sub.complete") == "yes":
        return "The person says that they have used none."
    return "Not known today: no substance is listed."


def not_known(reading: AudienceReading, room: Room = ROOMS[0]) -> tuple[Entry, ...]:
    """Return what was declined, not known, not asked and not yet asked, each in its own words."""
    named: dict[tuple[str, str], dict[str, None]] = {}
    items = [item for item in reading.items if _is_lacking(reading, item)]
    items.sort(key=lambda item: item.question.id not in ESSENTIAL)
    for state in STATES:
        for item in items:
            if item.state == state:
                note = cut(item.answer.note, room.text) if item.answer else ""
                named.setdefault((state, note), {})[_name(reading, item)] = None
    return tuple(
        Entry(
            f"{STATES[state]} ({note})" if note else STATES[state],
            cut("; ".join(names), 2 * room.listing),
        )
        for (state, note), names in named.items()
    )


def _is_lacking(reading: AudienceReading, item: Item) -> bool:
    if _is_completeness(reading, item.question):
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
