"""A list on a section's page: its entries, where they are asked, and those that were taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import InlineEntry, PageForm
from court_assess.web.pages.addresses import row_title
from court_assess.web.pages.field import FieldView

Says = dict[tuple[str, str | None], str]
FieldsOf = Callable[[InlineEntry], tuple[FieldView, ...]]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One entry of a list with pages, with the words on the buttons that change it."""

    title: str
    facts: str
    change: str
    remove: str
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry that is asked on the section's own page."""

    id: str
    title: str
    note: str
    fields: tuple[FieldView, ...]
    remove: str


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """One entry that was taken out, with the words on the button that brings it back."""

    title: str
    restore: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A list on a section's page."""

    title: str
    number: str
    rows: tuple[RowLine, ...]
    entries: tuple[EntryView, ...]
    removed: tuple[RemovedLine, ...]
    row_name: str
    article: str
    add: str
    is_whole: bool


def group_view(
    case: OpenCase, group: Question, form: PageForm, fields_of: FieldsOf, says: Says
) -> GroupView:
    """Return the view of a list; one that was declined as a whole shows no entry."""
    whole = case.assessment.answers.get(group.id) is not None
    rows = () if whole or group.inline else _rows(case, group, says)
    entries = tuple(_entry(case, one, fields_of) for one in form.entries_of(group))
    article = "an" if group.row_name[:1] in "aeiou" else "a"
    return GroupView(
        title=group.short,
        number=case.library.questionnaire.numbers[group.id],
        rows=rows,
        entries=entries,
        removed=() if whole else _removed(case, group),
        row_name=group.row_name,
        article=article,
        add=f"add:{group.id}",
        is_whole=whole,
    )


def _rows(case: OpenCase, group: Question, says: Says) -> tuple[RowLine, ...]:
    rows = case.assessment.answers.rows_of(group.id)
    last = len(rows) - 1
    return tuple(
        _row(case, group, row, (place > 0, place < last), says) for place, row in enumerate(rows)
    )


def _row(
    case: OpenCase, group: Question, row: Row, can_move: tuple[bool, bool], says: Says
) -> RowLine:
    reading = case.page_reading(group.questions)
    asked = [one for one in group.questions if reading.is_asked(one, row)]
    answered = sum(one.id in row.answers for one in asked)
    facts = [f"{answered} of {len(asked)} answered"]
    facts += ["something to check"] if any(row_id == row.id for _, row_id in says) else []
    about, (up, down) = f"{group.id}:{row.id}", can_move
    return RowLine(
        title=row_title(group, row, case.assessment),
        facts=", ".join(facts),
        change=f"row:{about}",
        remove=f"remove:{about}",
        up=f"up:{about}" if up else "",
        down=f"down:{about}" if down else "",
    )


def _entry(case: OpenCase, entry: InlineEntry, fields_of: FieldsOf) -> EntryView:
    group, is_new = entry.group, entry.is_new
    note = f"Leave this empty if there is no {group.row_name} to add."
    return EntryView(
        id=f"{group.id}-{entry.row.id}",
        title=entry_title(case, entry),
        note=note if is_new else "",
        fields=fields_of(entry),
        remove="" if is_new else f"remove:{group.id}:{entry.row.id}",
    )


def entry_title(case: OpenCase, entry: InlineEntry) -> str:
    """Name an entry by its place and, if it has one, its own name."""
    group, rows = entry.group, case.assessment.answers.rows_of(entry.group.id)
    place = next((n for n, row in enumerate(rows, 1) if row.id == entry.row.id), len(rows) + 1)
    numbered = f"{group.row_name.capitalize()} {place}"
    named = "" if entry.is_new else row_title(group, entry.row, case.assessment)
    return f"{numbered}: {named}" if named not in ("", numbered) else numbered


def _removed(case: OpenCase, group: Question) -> tuple[RemovedLine, ...]:
    return tuple(
        RemovedLine(row_title(group, row, case.assessment), f"restore:{group.id}:{row.id}")
        for row in case.removed.get(group.id, ())
    )
