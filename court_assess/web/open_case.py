"""The case that a request is about, loaded once, with what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar

from flask import abort, flash, request

from court_assess.definitions.library import library_from_texts
from court_assess.domain.answers import Row
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.departure import unexplained
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.flags import FlagFinding, flag_finding
from court_assess.domain.in_play import to_mend
from court_assess.domain.questions import FULL, Question, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET
from court_assess.domain.walk import Progress, progress, sections_asked, sections_shown
from court_assess.storage import Change, Store, StoredCase
from court_assess.storage.records import OPEN, SIGNED
from court_assess.web.drug_tests import after_move
from court_assess.web.local_time import LONDON, clock_time, now
from court_assess.web.settings import AppSettings, settings

T = TypeVar("T")
NO_LONGER = "no longer raised"
SAVED, ARISEN, OPENED = "saved", "arisen", "opened"  # categories of what one page tells the next


@dataclass(frozen=True)
class OpenCase:
    """A stored case, read with the definitions it was started with.

    ``is_deepened`` is for one page alone: it was opened with the questions of the full assessment.
    """

    stored: StoredCase
    library: Library
    today: date
    is_deepened: bool = False

    @property
    def id(self) -> str:
        """The id in addresses; it says nothing of the person."""
        return self.stored.id

    @property
    def assessment(self) -> Assessment:
        """The answers and what was done about flags."""
        return self.stored.assessment

    @property
    def is_open(self) -> bool:
        """Whether answers may be changed."""
        return self.stored.state == OPEN

    @property
    def is_signed(self) -> bool:
        """Whether a signed version stands."""
        return self.stored.state == SIGNED

    @cached_property
    def judged_on(self) -> date:
        """The day of the rules: the day prepared of a case that was brought in, else today.

        Never the day of the hearing: "in the last 7 days" is asked of today, however far off it is.
        A case that is closed is judged on the day it was closed, as its signed report was.
        """
        if not self.is_open:
            return self.assessment.prepared_on or self.stored.saved_at.astimezone(LONDON).date()
        return self.assessment.prepared_on or self.today

    @cached_property
    def reading(self) -> AnswerReading:
        """The answers as questions and rules read them."""
        return AnswerReading(self.library.questionnaire, self.assessment.answers, self.judged_on)

    @cached_property
    def deep_reading(self) -> AnswerReading:
        """The same, as the full assessment asks."""
        answers = self.assessment.answers
        return AnswerReading(self.library.questionnaire, answers, self.judged_on, deepened=True)

    def page_reading(self, questions: tuple[Question, ...]) -> AnswerReading:
        """Return the reading that a page of these questions follows.

        A page that has questions of the full assessment alone is of no use without them.
        """
        is_deep = self.is_deepened or all(one.depth == FULL for one in questions)
        return self.deep_reading if is_deep else self.reading

    @property
    def depth_kept(self) -> str | None:
        """What an address must say so that the next page is as deep as this one."""
        return FULL if self.is_deepened else None

    @cached_property
    def removed(self) -> Mapping[str, tuple[Row, ...]]:
        """The entries that were taken out of each list and can be brought back."""
        return settings().store.removed_rows(self.id)

    @cached_property
    def judgement(self) -> Judgement:
        """Everything the rules find."""
        return judge(self.library, self.assessment, self.judged_on)

    @cached_property
    def flags(self) -> tuple[FlagFinding, ...]:
        """The flags alone, which every page shows."""
        responses = self.assessment.flags
        return tuple(
            flag_finding(one, self.reading, responses.get(one.id))
            for one in self.library.rules.flags
        )

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How each section on show stands."""
        return progress(self.reading)

    @property
    def lacking(self) -> bool:
        """Whether a required question, or what the law does not allow, stands in the way."""
        is_faulty = bool(to_mend(self.judgement) or unexplained(self.judgement))
        return is_faulty or any(one.lacking for one in self.progress)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections with something to ask at the depth of the assessment, in order."""
        return sections_asked(self.reading)

    @cached_property
    def sections_shown(self) -> tuple[Section, ...]:
        """The sections that can be opened, whatever the depth, in order."""
        return sections_shown(self.reading)

    def section(self, section_id: str) -> Section:
        """Return a section that can be opened, or answer 404."""
        return _found(one for one in self.sections_shown if one.id == section_id)

    def group(self, section: Section, group_id: str) -> Question:
        """Return a group of a section, or answer 404."""
        groups = (one for one in section.questions if one.kind == "group")
        return _found(one for one in groups if one.id == group_id)

    def row(self, group: Question, row_id: str) -> Row:
        """Return a row of a group, or answer 404."""
        rows = self.assessment.answers.rows_of(group.id)
        return _found(one for one in rows if one.id == row_id)

    def removed_row(self, group: Question, row_id: str) -> Row | None:
        """Return a row that was taken out of a group, as it was then."""
        return next((one for one in self.removed.get(group.id, ()) if one.id == row_id), None)


def _found(found: Iterator[T]) -> T:
    """Return the one that was looked for, or answer 404."""
    one = next(found, None)
    if one is None:
        abort(404)
    return one


@lru_cache(maxsize=8)
def _kept_library(store: Store, digest: str) -> Library:
    return library_from_texts(store.library_texts(digest))


def load_case(case_id: str) -> OpenCase:
    """Load a case with the definitions it was started with, as the page asks."""
    return open_case(settings(), case_id, is_deepened=request.args.get("depth") == FULL)


def open_case(own: AppSettings, case_id: str, *, is_deepened: bool = False) -> OpenCase:
    """Load a case as ``load_case`` does, outside a request too."""
    stored = own.store.load(case_id)
    is_current = stored.library_digest in ("", own.library.digest)
    library = own.library if is_current else _kept_library(own.store, stored.library_digest)
    return OpenCase(stored, library, own.clock().astimezone(LONDON).date(), is_deepened)


def save_changes(case: OpenCase, changes: Iterable[Change], said: str = "Saved") -> OpenCase:
    """Save, then tell the next page that it was saved and which flags it raised.

    SavedElsewhereError if another window changed one of these answers since the case was loaded.
    """
    return save_page(case, changes, {}, said)[0]


def save_page(
    case: OpenCase,
    changes: Iterable[Change],
    new: Mapping[str, tuple[Change, ...]],
    said: str = "Saved",
) -> tuple[OpenCase, Mapping[str, str]]:
    """Save as ``save_changes`` does, and the new entries of lists with it, by group.

    The ids that the new entries were given come back with the case, by group.
    """
    changes = tuple(changes)
    if not (changes or new):
        flash("Nothing was changed", SAVED)
        return case, {}
    store, saved_at = settings().store, now()
    saved = store.save(case.id, changes, saved_at, case.stored.revision, new)
    flash(f"{said} {clock_time(saved_at)}", SAVED)
    if new or any(one.row for one in changes) or saved.revision != case.stored.revision + 1:
        return after_saving(case, load_case(case.id)), saved.rows
    answers = case.assessment.answers.having({one.question: one.answer for one in changes})
    assessment = replace(case.assessment, answers=answers)
    stored = replace(case.stored, assessment=assessment, revision=saved.revision, saved_at=saved_at)
    return after_saving(case, replace(case, stored=stored)), {}


def add_entry(case: OpenCase, group: Question, changes: Iterable[Change]) -> tuple[OpenCase, Row]:
    """Save a new entry of a list in one go; otherwise as ``save_changes``."""
    saved_at = now()
    row_id = settings().store.add_row(case.id, group.id, saved_at, tuple(changes))
    flash(f"Saved {clock_time(saved_at)}", SAVED)
    saved = after_saving(case, load_case(case.id))
    return saved, saved.row(group, row_id)


def restore_entry(case: OpenCase, group: Question, row_id: str) -> OpenCase:
    """Bring an entry back to its place with its answers, and return the case as saved."""
    store = settings().store
    store.restore_row(case.id, group.id, row_id, now())
    moved = tuple(after_move(load_case(case.id).assessment.answers, group.id, row_id))
    if moved:
        store.save(case.id, moved, now())
    flash("Entry brought back", SAVED)  # and not which: the cookie holds no word of a case
    return after_saving(case, load_case(case.id))


def after_saving(case: OpenCase, saved: OpenCase) -> OpenCase:
    """Tell the next page which flags somebody must look at now, and return the case as saved."""
    for before, one in zip(case.flags, saved.flags, strict=True):
        is_new = one.is_open and (not before.is_open or one.about != before.about)
        if is_new:
            flash(one.flag.id, ARISEN)
        if before.result == MET != one.result and one.response is not None:
            # Should it come back, on whatever answers, somebody must look again.
            gone = replace(one.response, about=NO_LONGER)
            settings().store.respond(case.id, one.flag.id, gone, now())
    return saved
