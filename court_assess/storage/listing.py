"""The list of assessments: what it shows of each, its order, and finding a person in it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from court_assess.domain.answers import Answer
from court_assess.storage.outstanding import checks_from
from court_assess.storage.records import CaseSummary

# The order: what is open by its hearing, then undated, then the rest, saved last first.
_CASES = """
    SELECT id, name, crn, hearing_date, court, state, version, saved_at, checks FROM assessment
    WHERE (SELECT min(instr(name_folded || ' ' || crn_folded, value)) FROM json_each(?)) IS NOT 0
    ORDER BY state <> 'open',
        CASE state WHEN 'open' THEN hearing_date IS NULL END,
        CASE state WHEN 'open' THEN hearing_date ELSE '' END,
        CASE state WHEN 'open' THEN '' ELSE saved_at END DESC,
        name_folded, crn_folded, id
"""


def folded(text: str) -> str:
    """Return text in which case and accents make no difference."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def listed(changed: Mapping[str, Answer | None]) -> dict[str, str | None]:
    """Return the columns of the list that changed answers bring with them."""
    columns: dict[str, str | None] = {}
    for question, answer in changed.items():
        columns |= _columns(question, answer.value if answer else None)
    return columns


def _columns(question: str, value: object) -> dict[str, str | None]:
    text = value if isinstance(value, str) else ""
    match question:
        case "case.defendant_name":
            return {"name": text, "name_folded": folded(text)}
        case "case.crn":
            return {"crn": text, "crn_folded": folded(text)}
        case "case.court":
            return {"court": text}
        case "case.hearing_date":
            return {"hearing_date": value.isoformat()[:10] if isinstance(value, date) else None}
        case _:
            return {}


def cases(db: Database, search: str) -> tuple[CaseSummary, ...]:
    """Return the assessments in whose name or CRN every word of the search is found."""
    words = json.dumps(folded(search).split())
    return tuple(_summary(case) for case in db.query(_CASES, [words]))


def _summary(case: Mapping[str, Any]) -> CaseSummary:
    hearing = case["hearing_date"]
    return CaseSummary(
        **{
            **case,
            "hearing_date": date.fromisoformat(hearing) if hearing else None,
            "saved_at": datetime.fromisoformat(case["saved_at"]),
            "checks": checks_from(case["checks"]),
        }
    )
