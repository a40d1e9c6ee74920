"""The form of a section's page: its own questions, and those of each entry of its inline lists.

The inputs of an entry begin with its id and ``~``; those of the entry that is not there yet begin
with ``new~``, and it becomes one as soon as anything in it is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question, Section
from court_assess.storage import Change
from court_assess.web.entry import Sheet, decide
from court_assess.web.forms import AnswerField, QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.conditional import questions_on_page
from court_assess.web.typed import INSTEAD, FormData

NEW = "new"
MARK = "~"


@dataclass(frozen=True, slots=True)
class Prefixed:
    """Posted inputs whose names begin with a prefix, without it."""

    posted: FormData
    prefix: str

    def getlist(self, key: str) -> list[str]:
        """Return every value posted under a name."""
        return self.posted.getlist(self.prefix + key)


@dataclass(frozen=True, slots=True)
class InlineEntry:
    """One entry of a list that is asked on the section's own page."""

    group: Question
    row: Row
    form: QuestionForm

    @property
    def prefix(self) -> str:
        """What the names and ids of its inputs begin with."""
        return prefix_of(self.row.id)

    @property
    def is_new(self) -> bool:
        """Whether it is the empty one at the end of its list."""
        return self.row.id == NEW


@dataclass(frozen=True, slots=True)
class PageForm:
    """All forms of a page."""

    main: QuestionForm
    entries: tuple[InlineEntry, ...] = ()

    @property
    def is_faulty(self) -> bool:
        """Whether any field has a message."""
        return self.main.is_faulty or any(one.form.is_faulty for one in self.entries)

    def entries_of(self, group: Question) -> tuple[InlineEntry, ...]:
        """Return the entries of a list, the empty one last."""
        return tuple(one for one in self.entries if one.group.id == group.id)

    def faulty(self) -> tuple[tuple[AnswerField, str], ...]:
        """Return the fields with a message in the order of the page, each with its prefix."""
        found = []
        for one in self.main.answer_fields():
            entries = self.entries_of(one.question) if one.question.inline else ()
            found += [(each, entry.prefix) for entry in entries for each in _faulty(entry.form)]
            found += [(one, "")] if one.error else []
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a page changes; ``new`` are the answers of the entries to add, by group.

    ``rows`` are the ids that those entries were given, by group, once they are saved.
    """

    changes: tuple[Change, ...] = ()
    new: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change; those of an entry to add name the row ``new`` until it is saved."""
        added = (
            replace(one, row=self.rows.get(group, NEW))
            for group, answers in self.new.items()
            for one in answers
        )
        return (*self.changes, *added)


def prefix_of(row_id: str) -> str:
    """Return what the names and ids of the inputs of an entry begin with."""
    return f"{row_id}{MARK}"


def _faulty(form: QuestionForm) -> list[AnswerField]:
    return [one for one in form.answer_fields() if one.error]


def section_form(
    case: OpenCase,
    questions: tuple[Question, ...],
    row: Row | None = None,
    posted: FormData | None = None,
    *,
    is_opened: bool = False,
) -> QuestionForm:
    """Return the form of the questions that a page, or one entry, puts to the officer.

    ``is_opened`` is an entry of a list that the page's script shows and hides.
    """
    reading = case.page_reading(questions)
    rules = questions_on_page(questions, reading, row, is_opened=is_opened)
    asked = [one for one in questions if one.id in rules]
    stored = row.answers if row else case.assessment.answers.single
    form = QuestionForm(asked, stored, posted)
    for one in form.answer_fields():
        one.rule = rules[one.question.id]
    return form


def page_form(
    case: OpenCase, section: Section, posted: FormData | None = None, adding: str = ""
) -> PageForm:
    """Return the forms of a section's page, filled from what is stored or was posted.

    ``adding`` is the list that an entry is to be added to.
    """
    main = section_form(case, section.questions, None, posted)
    lists = [one for one in main.answer_fields() if one.question.inline]
    entries = tuple(one for each in lists for one in _entries(case, each, posted, adding))
    return PageForm(main, entries)


def _entries(
    case: OpenCase, field: AnswerField, posted: FormData | None, adding: str
) -> list[InlineEntry]:
    """Return the entries of a list, or none if it was declined as a whole.

    There is an empty one if it is the first, was asked for, or was on the page that was posted.
    """
    answers, group = case.assessment.answers, field.question
    if answers.get(group.id) is not None:
        return []
    rows = answers.rows_of(group.id)
    new = [Row(NEW)] if not rows or adding == group.id or _has_new(group, posted) else []
    is_opened = field.rule is not None
    return [inline_entry(case, group, row, posted, is_opened=is_opened) for row in (*rows, *new)]


def _has_new(group: Question, posted: FormData | None) -> bool:
    """Whether the page that was posted had an empty entry in this list."""
    names = (f"{prefix_of(NEW)}{one.id}{INSTEAD}" for one in group.questions)
    return posted is not None and any(posted.getlist(name) for name in names)


def inline_entry(
    case: OpenCase,
    group: Question,
    row: Row,
    posted: FormData | None = None,
    *,
    is_opened: bool = False,
) -> InlineEntry:
    """Return one entry with its form."""
    mine = Prefixed(posted, prefix_of(row.id)) if posted is not None else None
    form = section_form(case, group.questions, row, mine, is_opened=is_opened)
    return InlineEntry(group, row, form)


def decide_page(form: PageForm, sheet: Sheet) -> Decided:
    """Return what to save of a page; what is not saved has a message at its field."""
    changes = decide(form.main, sheet)
    reading, _ = sheet.having({one.question: one.answer for one in changes})
    new: dict[str, tuple[Change, ...]] = {}
    for entry in form.entries:
        found = decide(entry.form, Sheet(reading, entry.row, (), sheet.theirs))
        if not entry.is_new:
            changes += found
        elif found and not _is_there(found, entry.group, sheet):
            new[entry.group.id] = found
    return Decided(changes, new)


def _is_there(found: tuple[Change, ...], group: Question, sheet: Sheet) -> bool:
    """Whether the same page was sent before and its new entry is in the list since."""
    answers = {one.question: one.answer for one in found}
    return any(
        dict(row.answers) == answers and all((one, row.id) in sheet.theirs for one in answers)
        for row in sheet.reading.answers.rows_of(group.id)
    )


def with_new_stored(form: PageForm, case: OpenCase, decided: Decided) -> PageForm:
    """Return the page with the new entries that were saved as what they are, and an empty one."""
    entries: list[InlineEntry] = []
    for entry in form.entries:
        row_id = decided.rows.get(entry.group.id) if entry.is_new else None
        if row_id:
            held = {one.id: one for one in case.assessment.answers.rows_of(entry.group.id)}
            row = held.get(row_id, Row(row_id))  # another window may have taken it out already
            entries += [replace(entry, row=row), inline_entry(case, entry.group, Row(NEW))]
        else:
            entries.append(entry)
    return replace(form, entries=tuple(entries))


def strays(case: OpenCase, names: Mapping[str, object]) -> bool:
    """Whether something was posted of an entry that is no longer there."""
    rows = case.assessment.answers.rows.values()
    known = {NEW, *(row.id for group in rows for row in group)}
    return any(MARK in name and name.partition(MARK)[0] not in known for name in names)
