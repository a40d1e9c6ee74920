"""Nothing that was said can be read in the data folder without the key."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from court_assess.domain.answers import Answer, Status, given
from court_assess.domain.assessment import FlagResponse, Library
from court_assess.storage import Change, DocumentMade, Store
from court_assess.storage.connection import DATABASE_FILE
from court_assess.storage.keys import KEY_FILE
from tests.storage.people import NOW, person, sign

MARKER = "QUETZALCOATL"


def leaks(folder: Path) -> set[str]:
    """Return the names of the files in which the marker can be read."""
    return {path.name for path in folder.iterdir() if MARKER.encode() in path.read_bytes()}


def test_no_file_in_the_folder_shows_a_word_of_what_was_saved(
    folder: Path, library: Library
) -> None:
    with Store.open(folder) as store:
        case_id = store.start(person(f"{MARKER} Okafor", MARKER), library, NOW)
        row = store.add_row(case_id, "sub", NOW)
        noted = Answer(Status.NOT_ASKED, note=MARKER)
        store.save(case_id, [Change("a", noted), Change("sub.slug", given(MARKER), row)], NOW)
        store.save(case_id, [Change("a", given(MARKER * 1000))], NOW)
        store.save(case_id, [Change("a", None)], NOW)
        store.respond(case_id, "RF-PREG", FlagResponse(MARKER, NOW, what=MARKER), NOW)
        made = DocumentMade("handover", NOW, MARKER, MARKER, "law", MARKER)
        store.record_document(case_id, made)
        store.remove_row(case_id, "sub", row, NOW)
        store.restore_row(case_id, "sub", row, NOW)
        sign(store, case_id, content=MARKER, pdf=MARKER.encode() * 1000, reason=MARKER)
        store.reopen(case_id, MARKER, NOW)
        assert MARKER in store.cases(MARKER)[0].name

        assert (folder / f"{DATABASE_FILE}-wal").stat().st_size > 100_000
        assert leaks(folder) == set()
    assert leaks(folder) == set()


def test_the_key_stands_in_no_file_but_its_own(folder: Path, library: Library) -> None:
    with Store.open(folder) as store:
        store.start(person("Dana Okafor"), library, NOW)
        key = (folder / KEY_FILE).read_bytes()
        holding = [
            path.name
            for path in folder.iterdir()
            if key in path.read_bytes() or key.hex().encode() in path.read_bytes().lower()
        ]

    assert holding == [KEY_FILE]


def test_the_control_a_database_without_encryption_leaks(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_FILE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE answer (text)")
    connection.execute("INSERT INTO answer VALUES (?)", [MARKER])
    connection.commit()

    assert leaks(tmp_path) == {f"{DATABASE_FILE}-wal"}
    connection.close()
