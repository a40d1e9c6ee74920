"""The parts in which some kinds of question are typed, and how they join into the text parsed.

Screens and the paper form ask in the same parts, so that both are read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from court_assess.domain.kinds import KINDS, Typed
from court_assess.domain.questions import Question

IN_PARTS = {
    "date": ("-day", "-month", "-year"),
    "partial_date": ("-day", "-month", "-year"),
    "datetime": ("-day", "-month", "-year", "-time"),
    "duration": ("-count", "-unit"),
    "weeks": ("-week4", "-week3", "-week2", "-week1"),  # the oldest first
}


def parts_of(question: Question) -> tuple[str, ...]:
    """Return the endings of the names of a question's inputs; none for a list or a group."""
    if question.kind == "group" or KINDS[question.kind].is_list:
        return ()
    return IN_PARTS.get(question.kind, ("",))


def joined(question: Question, parts: Mapping[str, str]) -> Typed:
    """Return the parts joined as the domain reads them."""
    join = _JOIN.get(question.kind)
    if join is None:
        return parts[""]
    return join({part: text.strip() for part, text in parts.items()})


def split(question: Question, text: str) -> dict[str, str]:
    """Return text that the domain has written as the parts that would be typed."""
    return _SPLIT.get(question.kind, _whole)(text)


def _date(parts: Mapping[str, str]) -> str:
    return f"{parts['-year']}-{parts['-month']}-{parts['-day']}"


def _partial_date(parts: Mapping[str, str]) -> str:
    return _date(parts).rstrip("-") if parts["-year"] else _date(parts)


def _whole(text: str) -> dict[str, str]:
    return {"": text}


def _split_date(text: str) -> dict[str, str]:
    day, _, time = text.partition("T")
    year, month, in_month = (*day.split("-"), "", "")[:3]
    parts = {"-day": in_month.lstrip("0"), "-month": month.lstrip("0"), "-year": year}
    return parts | ({"-time": time} if time else {})


def _split_weeks(text: str) -> dict[str, str]:
    return dict(zip(IN_PARTS["weeks"], text.split(), strict=True))


_JOIN: Mapping[str, Callable[[Mapping[str, str]], Typed]] = {
    "date": _date,
    "partial_date": _partial_date,
    "datetime": lambda parts: f"{_date(parts)} {parts['-time']}",
    "duration": lambda parts: f"{parts['-count']} {parts['-unit']}",
    "weeks": lambda parts: list(parts.values()),
}
_SPLIT: Mapping[str, Callable[[str], dict[str, str]]] = {
    "date": _split_date,
    "partial_date": _split_date,
    "datetime": _split_date,
    "duration": lambda text: {"-count": text.split()[0], "-unit": text.split()[1].rstrip("s")},
    "weeks": _split_weeks,
}
