"""Checks before sentence on the pages: what of them is outstanding, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from court_assess.domain.agency_checks import NAMES, REQUESTED, AgencyCheck, suggested_due
from court_assess.domain.answers import Answers, Row
from court_assess.domain.kinds import day_in_words
from court_assess.storage import CaseSummary
from court_assess.storage.records import OPEN, SIGNED
from court_assess.web.pages.field import FieldView
from court_assess.web.pages.link import Link

DUE, ASKED_ON = "src.due", "src.requested_on"
SUGGESTED = "If you leave this empty, it is {}, the working day before the hearing."
SUGGESTED_LATE = "If you leave this empty, it is {}, the day you asked."


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One outstanding check in a line of the list."""

    text: str
    is_overdue: bool


def check_lines(case: CaseSummary, today: date) -> tuple[CheckLine, ...]:
    """Return what is outstanding while it can still come in before the court decides.

    Of what is signed that is until the hearing; of what is open, until it is closed.
    """
    is_to_come = case.hearing_date is not None and case.hearing_date >= today
    if case.state == OPEN or (case.state == SIGNED and is_to_come):
        return tuple(_line(one, today) for one in case.checks)
    return ()


def _line(check: AgencyCheck, today: date) -> CheckLine:
    how = "asked for" if check.status == REQUESTED else "not asked for"
    words = ", ".join(one for one in (how, check.due_in_words(today)) if one)
    return CheckLine(f"{NAMES[check.kind]}: {words}", check.is_overdue(today))


def link_to_waiting(count: int) -> Link | None:
    """Return the link to the cases with a check outstanding alone; None if there is none."""
    if not count:
        return None
    text = f"Show only the {count} cases" if count > 1 else "Show only the case"
    return Link(f"{text} with a check outstanding", url_for("cases.case_list", only="checks"))


def only_waiting(count: int) -> str:
    """Say what the list is cut down to."""
    return f"{count} case{'' if count == 1 else 's'} with a check outstanding"


def with_suggestion(view: FieldView, question: str, answers: Answers, row: Row | None) -> FieldView:
    """Return the field of a due date with the day that stands in while it is empty."""
    if question != DUE:
        return view
    held = row.answers.get(ASKED_ON) if row else None
    asked_on = held.value if held else None
    asked = asked_on if isinstance(asked_on, date) else None
    day, before = suggested_due(answers, asked), suggested_due(answers)
    if day is None:
        return view
    words = SUGGESTED if day == before else SUGGESTED_LATE
    return replace(view, hint=f"{view.hint} {words.format(day_in_words(day))}")
