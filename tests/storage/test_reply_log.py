"""A reply is saved whole with who gave it, or not at all, and no record of one is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3

from court_assess.domain.answers import KnownBy, given
from court_assess.storage import Change, ReplyTaken, Store
from court_assess.storage.errors import NotOpenError, SavedElsewhereError
from tests.storage.people import NOW, connect, later

TAKEN = ReplyTaken(later(5), "Jo Tregear", "Nurse", NOW.date(), "sha256:1")
ANSWERS = [Change("prov.requires_treatment", given("yes", KnownBy.PROVIDER))]
ENTRIES = [[Change("joint.what", given("Ring her"))], [Change("joint.what", given("Come"))]]


def test_answers_entries_and_record_are_saved_together(
    store: Store, dana: str, folder: Path
) -> None:
    seen = store.load(dana).revision
    revision = store.take_reply(dana, ANSWERS, "joint", ENTRIES, TAKEN, seen)
    store.close()

    with Store.open(folder) as again:
        held = again.load(dana)
        rows = held.assessment.answers.rows_of("joint")
        assert [row.answers["joint.what"].value for row in rows] == ["Ring her", "Come"]
        assert held.assessment.answers.get("prov.requires_treatment") == ANSWERS[0].answer
        assert held.revision == revision > seen
        assert again.replies_taken(dana) == (TAKEN,)


def test_where_an_answer_was_changed_meanwhile_nothing_of_it_is_saved(
    store: Store, dana: str
) -> None:
    seen = store.load(dana).revision
    store.save(dana, [Change("prov.requires_treatment", given("no"))], NOW)
    before = store.load(dana)
    with pytest.raises(SavedElsewhereError):
        store.take_reply(dana, ANSWERS, "joint", ENTRIES, TAKEN, seen)

    assert store.load(dana) == before
    assert store.replies_taken(dana) == ()


def test_what_fails_halfway_leaves_nothing(store: Store, dana: str) -> None:
    before = store.load(dana)
    broken = [*ENTRIES, [Change("joint.what", "no answer")]]  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store.take_reply(dana, ANSWERS, "joint", broken, TAKEN, before.revision)

    assert store.load(dana) == before
    assert store.replies_taken(dana) == ()


def test_a_case_that_is_closed_takes_none(store: Store, dana: str) -> None:
    store.withdraw(dana, "discontinued", NOW)
    with pytest.raises(NotOpenError):
        store.take_reply(dana, ANSWERS, "joint", ENTRIES, TAKEN, store.load(dana).revision)
    assert store.replies_taken(dana) == ()


@pytest.mark.parametrize("sql", ["UPDATE reply_taken SET who = 'x'", "DELETE FROM reply_taken"])
def test_nobody_can_change_who_answered(store: Store, dana: str, folder: Path, sql: str) -> None:
    store.take_reply(dana, ANSWERS, "joint", (), TAKEN, store.load(dana).revision)
    store.close()
    direct = connect(folder)
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        direct.execute(sql)
    direct.close()
