"""Lists of words that a text is looked through for, such as the names of medicines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "Cf"  # the Unicode category of soft hyphens and spaces of no width


@dataclass(frozen=True, slots=True)
class WordList:
    """Words to look for, and the units that make a number before them a dose.

    A word is found whole, whatever its capitals and its spaces or hyphens; so is its plural in -s.
    """

    words: tuple[str, ...]
    units: tuple[str, ...] = ()

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return each mention as it is written in the text, once, in the order of the text."""
        plain = unicodedata.normalize("NFKC", text)
        plain = "".join(one for one in plain if unicodedata.category(one) != INVISIBLE)
        return tuple(dict.fromkeys(one[0] for one in _pattern(self).finditer(plain)))


@lru_cache(maxsize=8)
def _pattern(listed: WordList) -> re.Pattern[str]:
    forms = [rf"{_either(listed.words)}s?"] if listed.words else []
    if listed.units:
        # So many digits and no more, or a text of digits alone would be gone through over and over.
        forms.append(rf"\d[\d.,]{{0,12}}[\s-]{{0,3}}{_either(listed.units)}s?")
    # The lookarounds and not \b: a word may begin or end with a sign.
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    """Write words as one choice of a pattern, the longest first, so that it is found whole."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(_spaced, longest_first))})"


def _spaced(word: str) -> str:
    return r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word))
