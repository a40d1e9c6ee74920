"""People, moments and ways into the file that the storage tests share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from court_assess.domain.answers import Answer, Answers, given
from court_assess.domain.assessment import Assessment
from court_assess.storage import Store
from court_assess.storage.connection import DATABASE_FILE
from court_assess.storage.keys import KEY_FILE

NOW = datetime(2026, 11, 18, 10, 5, tzinfo=UTC)
HEARING = date(2026, 11, 20)


def later(minutes: int) -> datetime:
    """Return a moment some minutes after the first."""
    return NOW + timedelta(minutes=minutes)


def person(name: str, crn: str = "X123456", hearing: date | None = HEARING) -> Assessment:
    """Return the assessment of a person of whom only the list's answers are known."""
    single: dict[str, Answer] = {
        "case.defendant_name": given(name),
        "case.crn": given(crn),
        "case.court": given("Thames"),
    }
    if hearing:
        single["case.hearing_date"] = given(hearing)
    return Assessment(Answers(single))


def made_folder(folder: Path) -> Path:
    """Return a data folder whose database has been made and closed."""
    Store.open(folder).close()
    return folder


def sign(
    store: Store, case_id: str, content: str = "{}", pdf: bytes = b"%PDF", reason: str = ""
) -> int:
    """Sign an assessment as the same officer each time."""
    return store.sign(
        case_id,
        signer="R. Adeyemi",
        role="Probation officer",
        reason=reason,
        content=content,
        pdf=pdf,
        now=later(5),
    )


def connect(folder: Path) -> Any:
    """Return a connection past the store, such as somebody with the key could make."""
    connection = driver.connect(str(folder / DATABASE_FILE), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{(folder / KEY_FILE).read_bytes().hex()}'\"")
    return connection
