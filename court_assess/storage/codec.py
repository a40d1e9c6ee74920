"""Answers as tagged JSON, so that they are read back exactly and without the questionnaire."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from court_assess.domain.answers import Answer, KnownBy, Status
from court_assess.domain.assessment import EditedText, FlagResponse
from court_assess.domain.values import Duration, PartialDate, Value, Weeks

_ISO: Callable[[Any], str] = lambda value: value.isoformat()  # noqa: E731 - one cell of the table

# By the exact type: a datetime is a date too, and a bool an int.
_TAGS: dict[type, tuple[str, Callable[[Any], Any], Callable[[Any], Value]]] = {
    str: ("text", str, str),
    int: ("whole", int, int),
    Decimal: ("decimal", str, Decimal),
    date: ("date", _ISO, date.fromisoformat),
    datetime: ("datetime", _ISO, datetime.fromisoformat),
    time: ("time", _ISO, time.fromisoformat),
    PartialDate: (
        "partial_date",
        lambda one: [one.year, one.month, one.day],
        lambda parts: PartialDate(*parts),
    ),
    Duration: ("duration", lambda one: [one.count, one.unit], lambda parts: Duration(*parts)),
    Weeks: ("weeks", lambda one: list(one.days), lambda days: Weeks(tuple(days))),
    tuple: ("choices", list, tuple),
}
_READERS = {tag: read for tag, _, read in _TAGS.values()}


def answer_text(answer: Answer) -> str:
    """Return an answer as JSON, always the same text; TypeError for a foreign value."""
    held: dict[str, object] = {"status": answer.status.value}
    if answer.value is not None:
        if type(answer.value) not in _TAGS:
            raise TypeError(f"an answer cannot hold a {type(answer.value).__name__}")
        tag, write, _ = _TAGS[type(answer.value)]
        held |= {"type": tag, "value": write(answer.value)}
    held |= {"known_by": answer.known_by.value, "note": answer.note}
    return _json(held)


@lru_cache(maxsize=2048)  # every page reads the whole case, in which little changed
def answer_from(text: str) -> Answer:
    """Return the answer that ``answer_text`` wrote."""
    held = json.loads(text)
    value = _READERS[held["type"]](held["value"]) if "type" in held else None
    return Answer(Status(held["status"]), value, KnownBy(held["known_by"]), held["note"])


def response_text(response: FlagResponse) -> str:
    """Return what was done about a flag as JSON."""
    return _json({**asdict(response), "at": _at_text(response.at)})


def response_from(text: str) -> FlagResponse:
    """Return what ``response_text`` wrote."""
    held = json.loads(text)
    return FlagResponse(**{**held, "at": _at_from(held["at"])})


def edited_text(edited: EditedText) -> str:
    """Return an officer's text as JSON."""
    return _json({**asdict(edited), "at": _at_text(edited.at)})


def edited_from(text: str) -> EditedText:
    """Return what ``edited_text`` wrote."""
    held = json.loads(text)
    return EditedText(**{**held, "at": _at_from(held["at"])})


def _at_text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _at_from(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def moment_text(moment: datetime) -> str:
    """Return an aware time in UTC, so that texts sort as times do; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("times of saving need their zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _json(held: object) -> str:
    return json.dumps(held, separators=(",", ":"))
