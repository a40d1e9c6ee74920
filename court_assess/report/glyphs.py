"""Characters that no bundled font can draw, said in words instead of an empty square."""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from court_assess.report.fonts import FOLDER

LAST_ALWAYS_DRAWN = 0x24F  # Basic Latin to Latin Extended-B, which Noto Sans holds whole
# Written but never drawn: joiners, direction marks, line ends, variation selectors.
NEVER_DRAWN = frozenset({"Cf", "Cc", "Zl", "Zp"})
VARIATION_SELECTORS = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0xE0100, 0xE01F0))


def spell_out(text: str) -> str:
    """Return the text with each character that no font draws as its name or code in brackets."""
    odd = {ord(one) for one in set(text) if ord(one) > LAST_ALWAYS_DRAWN}
    lacking = odd - _drawn() if odd else odd
    return text.translate({code: spelled for code in lacking if (spelled := _spelled(code))})


def _spelled(code: int) -> str:
    character = chr(code)
    category = unicodedata.category(character)
    if category in NEVER_DRAWN or code in VARIATION_SELECTORS:
        return ""
    name = unicodedata.name(character, "").lower() if category == "So" else ""
    return f"[{name or f'U+{code:04X}'}]"


@cache
def _drawn() -> frozenset[int]:
    """Return every character that at least one bundled font draws."""
    drawn: set[int] = set()
    for path in sorted(FOLDER.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            drawn |= set(font.getBestCmap())
    return frozenset(drawn)
