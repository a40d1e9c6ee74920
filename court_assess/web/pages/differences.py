"""What has changed between two texts, word by word, as a page can mark it.

Texts are compared by sentence first: comparing all words with all takes minutes where a draft says
the same of fifteen substances.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Pieces with the white space after them, so that put together they are the text itself.
_SENTENCE = re.compile(r".+?(?:[.!?]\s+|\n+|\Z)", re.DOTALL)
_WORD = re.compile(r"\S+\s*|\s+")
_MOST_WORDS = 200  # in a run of sentences that differ; above that they are marked whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same in both texts, or in one of them alone."""

    text: str
    is_changed: bool = False


def changes(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces; put together, the pieces of each are that text.

    White space alone is no change.
    """
    runs = tuple(_runs(_SENTENCE.findall(before), _SENTENCE.findall(after)))
    old = _pieces((is_same, text) for is_same, text, _ in runs)
    return old, _pieces((is_same, text) for is_same, _, text in runs)


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield runs of both texts, and whether they are the same; sentences are gone into once."""
    for is_same, old, new in _matched(before, after):
        words = _WORD.findall(old), _WORD.findall(new)
        if is_same or max(map(len, words)) > _MOST_WORDS:
            yield is_same, old, new
        else:
            yield from _matched(*words)


def _matched(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    bare = ([one.strip() for one in before], [one.strip() for one in after])
    for tag, start, end, begin, stop in SequenceMatcher(None, *bare).get_opcodes():
        yield tag == "equal", "".join(before[start:end]), "".join(after[begin:stop])


def _pieces(runs: Iterable[tuple[bool, str]]) -> tuple[Piece, ...]:
    """Put runs of one text into pieces; no mark runs on into the space after a word."""
    pieces = []
    for is_same, text in runs:
        bare = text if is_same else text.rstrip()
        pieces += [Piece(bare, is_changed=not is_same), Piece(text[len(bare) :])]
    return tuple(one for one in pieces if one.text)
