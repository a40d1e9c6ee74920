"""Small things that every page is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

RESULT_TAGS = {
    "met": ("Met", "govuk-tag--green"),
    "not_met": ("Not met", "govuk-tag--red"),
    "not_known": ("Not known", "govuk-tag--yellow"),
}
STATE_WORDS = {
    "declined": "Declined to answer",
    "not_known": "Not known",
    "not_asked": "Not asked today",
    "not_yet_asked": "Not yet asked",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the address they lead to."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A word in a coloured box; the word says all, the colour adds nothing."""

    text: str
    style: str = ""


def result_tag(result: str) -> Tag:
    """Return the tag of a finding."""
    return Tag(*RESULT_TAGS[result])


def joined(words: Iterable[str]) -> str:
    """Join words with commas and an "and"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
