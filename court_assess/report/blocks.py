"""The blocks that parts of a report are made of; each names the partial that draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar, TypeAlias

from court_assess.domain.walk import Item
from court_assess.report.pictures import Picture
from court_assess.report.reading import Said, said_of

# A longer text leaves its row, so that a row never has to be split.
LONGEST_IN_ROW = 400
MOST_LINES_IN_ROW = 6
# Two answers as short as this stand side by side.
LONGEST_IN_HALF_A_ROW = 23
LONGEST_LABEL_IN_HALF_A_ROW = 44

# The person's own account, written as they said it: printed as quotations.
QUOTED_SECTIONS = frozenset({"own_words"})
# The officer's own account: always in paragraphs, however short.
NARRATIVE_SECTIONS = frozenset({"report_rest", "recommendation"})
QUOTED_QUESTIONS = frozenset(
    {
        "con.assess_words",
        "dep.person_view_words",
        "drr.willing_words",
        "link.own_words",
        "mot.confidence_words",
        "mot.goal_words",
        "mot.importance_words",
        "mot.readiness_words",
        "rc.community_words",
        "rc.good_day",
        "rc.personal_words",
        "rc.social_words",
        "sum.comment",
        "sum.corrections",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label, what was answered, and how that is known."""

    label: str
    text: str
    note: str = ""
    is_quote: bool = False
    is_narrative: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it needs a row of its own."""
        length = len(self.text) + len(self.note)
        long = length > LONGEST_IN_HALF_A_ROW or len(self.label) > LONGEST_LABEL_IN_HALF_A_ROW
        return long or self.is_quote or "\n" in self.text


@dataclass(frozen=True, slots=True)
class Listing:
    """Answers with their labels, in page order."""

    partial: ClassVar[str] = "report/listing.html"
    entries: tuple[Entry, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Box(Listing):
    """Answers in a frame: the proposal that a court could make as it stands."""

    partial: ClassVar[str] = "report/box.html"


@dataclass(frozen=True, slots=True)
class Prose:
    """A long text in its paragraphs, under its own heading; line breaks are kept."""

    partial: ClassVar[str] = "report/prose.html"
    heading: str
    paragraphs: tuple[str, ...]
    note: str = ""
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One plain sentence of the report itself."""

    partial: ClassVar[str] = "report/note.html"
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, the first of which names it, and what has no column of its own."""

    name: str
    cells: tuple[str, ...]
    more: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with named columns; ``layout`` is the style sheet's name for their widths."""

    partial: ClassVar[str] = "report/table.html"
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    layout: str = "even"
    heading: str = ""

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class HeadedTable(Table):
    """A table under a heading of its own."""

    partial: ClassVar[str] = "report/headed_table.html"


@dataclass(frozen=True, slots=True)
class Drawing(Table):
    """A picture with one sentence for who cannot see it, and the table of its figures.

    ``has_table`` is whether the table is printed: it is not where the sentence holds all of it.
    """

    partial: ClassVar[str] = "report/picture.html"
    source: str = ""
    alt: str = ""
    has_table: bool = True


def drawing_of(picture: Picture | None) -> tuple[Block, ...]:
    """Return a picture and its table, if there is one."""
    if picture is None:
        return ()
    rows = tuple(TableRow(name, tuple(cells)) for name, *cells in picture.rows)
    return (
        Drawing(
            columns=picture.columns,
            rows=rows,
            layout="figures",
            heading=picture.title,
            source=picture.source,
            alt=picture.alt,
            has_table=not picture.holds_all,
        ),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition of law: what it came to, why, and what could still settle it."""

    title: str
    authority: str
    result: str
    reason: str
    because: str = ""
    needed: str = ""
    whose: str = ""
    governed: str = ""
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class LawTable:
    """The conditions of one order or requirement."""

    partial: ClassVar[str] = "report/law.html"
    heading: str
    intro: str
    rows: tuple[Judged, ...]


Block: TypeAlias = Listing | Prose | Note | Table | LawTable


def entry_of(said: Said) -> Entry:
    """Return an answer as a row of a listing."""
    return Entry(said.label, said.text, said.note)


def answered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Keep the questions that were given an answer outside a group's rows."""
    return tuple(
        item for item in items if item.row is None and item.answer and item.answer.is_given
    )


def blocks_of(items: Iterable[Item], heading: str = "") -> tuple[Block, ...]:
    """List answers in page order."""
    return listed((_entry(item) for item in answered(items)), heading)


def listed(entries: Iterable[Entry], heading: str = "") -> tuple[Block, ...]:
    """List entries: short ones in rows, long ones as paragraphs under their label."""
    blocks: list[Block] = []
    for is_long, run in groupby(entries, _is_long):
        if is_long:
            blocks += [Listing((), heading)] if heading else []
            blocks += [prose_of(entry) for entry in run]
            heading = ""
        else:
            blocks.append(Listing(tuple(run), heading))
            heading = ""
    return tuple(blocks)


def prose_of(entry: Entry) -> Prose:
    """Return a long answer as paragraphs."""
    return Prose(entry.label, paragraphs_of(entry.text), entry.note, entry.is_quote)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split a text at empty lines; a single line end stays where it is."""
    return tuple(part.strip("\n") for part in text.split("\n\n") if part.strip())


def _entry(item: Item) -> Entry:
    question = item.question
    return replace(
        entry_of(said_of(question, item.answer)),
        is_quote=question.section in QUOTED_SECTIONS or question.id in QUOTED_QUESTIONS,
        is_narrative=question.section in NARRATIVE_SECTIONS and question.kind == "long_text",
    )


def _is_long(entry: Entry) -> bool:
    if entry.is_narrative:
        return True
    return len(entry.text) > LONGEST_IN_ROW or entry.text.count("\n") >= MOST_LINES_IN_ROW
