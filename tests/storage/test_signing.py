"""What was signed stays what it was, whoever asks; only a reason opens the next version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3

from court_assess.domain.answers import given
from court_assess.domain.assessment import FlagResponse
from court_assess.storage import Change, SignedVersion, Store
from court_assess.storage.errors import (
    ChangedMeanwhileError,
    DamagedError,
    NotOpenError,
    NotSignedError,
    ReasonNeededError,
)
from tests.storage.people import HEARING, NOW, connect, later, sign

PDF = b"%PDF-1.7\x00\xff\r\n" + bytes(range(256))
CONTENT = '{"case.defendant_name":"Dana Ókafor"}'


def test_signed_bytes_come_back_identical(store: Store, dana: str, folder: Path) -> None:
    assert sign(store, dana, CONTENT, PDF) == 1
    store.close()

    with Store.open(folder) as reopened:
        assert reopened.load(dana).state == "signed"
        assert reopened.load(dana).version == 1
        assert reopened.signed_versions(dana) == (
            SignedVersion(
                version=1,
                signer="R. Adeyemi",
                role="Probation officer",
                signed_at=later(5),
                reason="",
                content=CONTENT,
                library_digest="sha256:one",
                pdf=PDF,
                pdf_sha256=hashlib.sha256(PDF).hexdigest(),
                content_sha256=hashlib.sha256(CONTENT.encode()).hexdigest(),
            ),
        )


def test_a_correction_is_a_next_version_with_its_reason(store: Store, dana: str) -> None:
    sign(store, dana, "one", b"1")
    store.reopen(dana, "  wrong plea  ", later(6))
    case = store.load(dana)
    assert (case.state, case.version, case.note) == ("open", 1, "wrong plea")
    store.save(dana, [Change("case.plea", given("guilty"))], later(7))

    assert sign(store, dana, "two", b"2") == 2

    first, second = store.signed_versions(dana)
    assert (first.content, first.pdf, first.reason) == ("one", b"1", "")
    assert (second.content, second.pdf, second.reason) == ("two", b"2", "wrong plea")
    assert (store.load(dana).version, store.load(dana).note) == (2, "")


def test_a_reason_given_at_signing_stands_before_that_of_reopening(store: Store, dana: str) -> None:
    sign(store, dana)
    store.reopen(dana, "wrong plea", NOW)
    sign(store, dana, reason="wrong plea and court")

    assert store.signed_versions(dana)[1].reason == "wrong plea and court"


def _closed_to(store: Store, case_id: str) -> dict[str, Callable[[], object]]:
    return {
        "save": lambda: store.save(case_id, [Change("a", given(1))], NOW),
        "add": lambda: store.add_row(case_id, "sub", NOW),
        "remove": lambda: store.remove_row(case_id, "sub", "r", NOW),
        "respond": lambda: store.respond(case_id, "RF-PREG", FlagResponse("me"), NOW),
        "adjourn": lambda: store.adjourn(case_id, HEARING, NOW),
        "sign": lambda: sign(store, case_id),
    }


@pytest.mark.parametrize("state", ["signed", "withdrawn"])
@pytest.mark.parametrize("act", ["save", "add", "remove", "respond", "adjourn", "sign"])
def test_a_signed_or_withdrawn_case_takes_no_change(
    store: Store, dana: str, state: str, act: str
) -> None:
    sign(store, dana) if state == "signed" else store.withdraw(dana, "discontinued", NOW)
    before = store.load(dana), store.signed_versions(dana)

    with pytest.raises(NotOpenError):
        _closed_to(store, dana)[act]()

    assert (store.load(dana), store.signed_versions(dana)) == before


def test_a_case_withdrawn_after_signing_keeps_what_was_signed(store: Store, dana: str) -> None:
    sign(store, dana)
    store.withdraw(dana, "case discontinued", later(9))

    case = store.load(dana)
    assert (case.state, case.version, case.note) == ("withdrawn", 1, "case discontinued")
    assert len(store.signed_versions(dana)) == 1
    with pytest.raises(NotOpenError):
        store.withdraw(dana, "again", NOW)


@pytest.mark.parametrize("versions", [0, 1])
def test_a_withdrawal_by_mistake_is_taken_back_with_a_reason(
    store: Store, dana: str, versions: int
) -> None:
    if versions:
        sign(store, dana)
    store.withdraw(dana, "discontinued", later(6))
    with pytest.raises(ReasonNeededError):
        store.reopen(dana, " ", later(7))
    assert store.load(dana).state == "withdrawn"
    store.reopen(dana, "the wrong person", later(7))

    case = store.load(dana)
    assert (case.state, case.version, case.note) == ("open", versions, "the wrong person")
    store.save(dana, [Change("a", given(1))], later(8))
    assert sign(store, dana) == versions + 1
    reasons = [one.reason for one in store.signed_versions(dana)]
    assert reasons == ["", "the wrong person"][: versions + 1]  # a first one replaces nothing


def test_what_is_open_is_not_reopened_and_the_rest_only_with_a_reason(
    store: Store, dana: str
) -> None:
    with pytest.raises(NotSignedError):
        store.reopen(dana, "why", NOW)
    sign(store, dana)
    with pytest.raises(ReasonNeededError):
        store.reopen(dana, " \n", NOW)
    with pytest.raises(ReasonNeededError):
        store.withdraw(dana, "", NOW)
    assert store.load(dana).state == "signed"


def test_a_report_made_before_the_last_answer_is_not_signed(store: Store, dana: str) -> None:
    seen = store.load(dana).revision
    last = store.save(dana, [Change("a", given(1))], NOW).revision
    signature = {"signer": "", "role": "", "reason": "", "content": "", "pdf": b"", "now": NOW}

    with pytest.raises(ChangedMeanwhileError):
        store.sign(dana, **signature, revision=seen)  # type: ignore[arg-type]

    assert store.sign(dana, **signature, revision=last) == 1  # type: ignore[arg-type]


APPEND_ONLY = {
    "library": "texts = 'x'",
    "answer_history": "answer = 'x'",
    "flag_history": "response = 'x'",
    "signed_version": "pdf = x'00'",
}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {table} SET {change}",
        "UPDATE OR REPLACE {table} SET {change}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_direct_sql_changes_neither_history_nor_what_was_signed(
    store: Store, dana: str, folder: Path, table: str, sql: str
) -> None:
    store.respond(dana, "RF-PREG", FlagResponse("me"), NOW)
    sign(store, dana, CONTENT, PDF)
    store.close()
    direct = connect(folder)
    before = direct.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of the test

    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        direct.execute(sql.format(table=table, change=APPEND_ONLY[table]))

    assert before
    assert direct.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608 - as above


@pytest.mark.parametrize("column", ["pdf = x'00'", "content = 'x'"])
def test_bytes_changed_by_force_are_refused(
    store: Store, dana: str, folder: Path, column: str
) -> None:
    sign(store, dana, CONTENT, PDF)
    store.close()
    with connect(folder) as direct:
        direct.execute("DROP TRIGGER signed_version_no_update")
        direct.execute(f"UPDATE signed_version SET {column}")  # noqa: S608 - names of the test

    with Store.open(folder) as store_again, pytest.raises(DamagedError):
        store_again.signed_versions(dana)
