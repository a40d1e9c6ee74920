"""Where the definitions, the practice cases and the data of this installation are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent
QUESTIONNAIRES = PACKAGE / "questionnaires"
PRACTICE_CASES = PACKAGE / "practice_cases"
PRACTICE_SETTINGS = PACKAGE / "practice_settings.yaml"  # an invented area, for the demo


def rules_folder(named: Path | None = None) -> Path:
    """Return the rules to use: those named, else the checkout's, else those shipped."""
    if named is not None:
        return named
    checkout, shipped = PACKAGE.parent, PACKAGE / "_rules"
    # Only a checkout has this file: beside an installed package another one may be named "rules".
    return checkout / "rules" if (checkout / "hatch_build.py").is_file() else shipped


def data_folder() -> Path:
    """Return this user's folder for assessments: on this machine, never a synchronised one."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "court-assess"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/court-assess"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "court-assess"
