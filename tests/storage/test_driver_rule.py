"""sqlite-utils works on SQLCipher only if it finds it first; one place sees to that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "court_assess"
SHOW_DRIVER = (
    "print(sqlite_utils.utils.sqlite3.__name__, sqlite_utils.utils.OperationalError.__module__)"
)


def modules_that_name(word: str) -> set[str]:
    """Return the modules of the package in which a word stands."""
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if word in path.read_text(encoding="utf-8")
    }


def driver_after(imports: str) -> str:
    """Return what sqlite-utils uses in a new process after some imports."""
    words = [sys.executable, "-c", f"{imports}\n{SHOW_DRIVER}"]
    return subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=True).stdout


def test_only_the_first_lines_of_storage_name_the_driver() -> None:
    assert modules_that_name("pysqlite3") == {"storage/__init__.py"}
    assert all(name.startswith("storage/") for name in modules_that_name("sqlite_utils"))


def test_sqlite_utils_runs_on_sqlcipher_whatever_part_of_storage_is_imported_first() -> None:
    for part in ("storage", "storage.migrations", "storage.errors"):
        imports = f"import court_assess.{part}, sqlite_utils.utils"
        assert driver_after(imports) == "sqlcipher3 sqlcipher3.dbapi2\n"


def test_the_control_imported_too_late_sqlite_utils_has_another_driver() -> None:
    imports = "import sqlite_utils.utils, court_assess.storage"

    assert driver_after(imports).startswith("sqlite3 ")
