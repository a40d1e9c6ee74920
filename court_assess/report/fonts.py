"""The fonts of a report: the bundled ones and no other, so that bytes are the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent.parent / "static/dist/fonts"
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def are_installed() -> bool:
    """Whether the fonts are there; without them a PDF would hold no text."""
    return any(FOLDER.glob("*.ttf"))


def use_bundled_fonts(folder: Path) -> None:
    """Point fontconfig at the bundled fonts alone; call before WeasyPrint is imported.

    Fontconfig's own files go into ``folder``.
    """
    configuration = folder / "fonts.conf"
    text = _CONFIGURATION.format(fonts=escape(str(FOLDER)), cache=escape(str(folder / "cache")))
    configuration.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
