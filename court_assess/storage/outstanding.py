"""The column of the list that says which checks are outstanding, so that no case need be read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from court_assess.domain.agency_checks import AgencyCheck, agency_checks, is_about_checks
from court_assess.domain.answers import Answer, Answers, Row
from court_assess.storage.codec import answer_from

_ANSWERS = "SELECT row, question, answer FROM answer WHERE case_id = ?"
_ENTRIES = """
    SELECT id FROM row WHERE case_id = ? AND group_id = 'src' AND removed_in IS NULL
    ORDER BY position
"""


def checks_column(db: Database, case_id: str) -> dict[str, str]:
    """Return what the list holds of a case's outstanding checks, from its answers as they are."""
    checks = (one for one in agency_checks(_answers(db, case_id)) if one.is_outstanding)
    held = [[one.kind, one.status, _day_text(one.asked_on), _day_text(one.due)] for one in checks]
    return {"checks": json.dumps(held, separators=(",", ":"))}


def checks_from(text: str) -> tuple[AgencyCheck, ...]:
    """Return the checks that ``checks_column`` wrote, as far as the list shows them."""
    return tuple(
        AgencyCheck(kind, status, asked_on=_day(asked), due=_day(due))
        for kind, status, asked, due in json.loads(text)
    )


def touches_checks(questions: Iterable[str]) -> bool:
    """Whether a change of these answers can change the column."""
    return any(map(is_about_checks, questions))


def _answers(db: Database, case_id: str) -> Answers:
    single: dict[str, Answer] = {}
    by_row: dict[str, dict[str, Answer]] = {}
    for row, question, text in db.execute(_ANSWERS, [case_id]).fetchall():
        if is_about_checks(question):
            held = by_row.setdefault(row, {}) if row else single
            held[question] = answer_from(text)
    entries = (row for (row,) in db.execute(_ENTRIES, [case_id]).fetchall())
    return Answers(single, {"src": tuple(Row(row, by_row.get(row, {})) for row in entries)})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat()[:10] if day else None
