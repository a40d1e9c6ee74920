"""The officer's texts: kept with all that they ever were, and never lost or overwritten unseen."""

from __future__ import annotations

import pytest
import sqlcipher3

from court_assess.domain.answers import given
from court_assess.domain.assessment import EditedText, Library, TextKey
from court_assess.domain.sentences import Voice
from court_assess.storage import Change, Store
from court_assess.storage.errors import (
    NotOpenError,
    SavedElsewhereError,
    StorageFullError,
    UnknownCaseError,
)
from tests.storage.people import NOW, later, person, sign

KEY: TextKey = ("substances", Voice.FACT)
OTHER: TextKey = ("substances", Voice.ACCOUNT)
FIRST, SECOND = EditedText("My words.", "Draft."), EditedText("Other words.", "Draft.")


def texts_of(store: Store, case_id: str) -> dict[TextKey, EditedText]:
    return dict(store.load(case_id).assessment.texts)


def past(store: Store, case_id: str) -> list[tuple[EditedText | None, int]]:
    return [(one.text, one.revision) for one in store.text_history(case_id, KEY)]


def test_a_text_is_loaded_with_the_assessment_and_counts_as_a_save(store: Store, dana: str) -> None:
    revision = store.save_texts(dana, {KEY: FIRST, OTHER: SECOND}, later(1), 1)

    assert revision == 2
    assert texts_of(store, dana) == {KEY: FIRST, OTHER: SECOND}
    assert store.load(dana).revision == 2
    assert store.load(dana).saved_at == later(1)


def test_all_that_a_text_ever_was_is_kept(store: Store, dana: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)
    store.save_texts(dana, {KEY: SECOND}, later(1), 2)
    store.save_texts(dana, {KEY: None}, later(2), 3)

    assert texts_of(store, dana) == {}
    assert past(store, dana) == [(FIRST, 2), (SECOND, 3), (None, 4)]
    assert store.text_history(dana, KEY)[1].saved_at == later(1)


def test_what_changes_nothing_is_no_save(store: Store, dana: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)

    assert store.save_texts(dana, {KEY: FIRST, OTHER: None}, later(1), 2) == 2
    assert past(store, dana) == [(FIRST, 2)]


def test_a_text_that_became_another_meanwhile_is_not_overwritten(store: Store, dana: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)

    with pytest.raises(SavedElsewhereError):
        store.save_texts(dana, {KEY: SECOND, OTHER: SECOND}, later(1), 1)
    assert texts_of(store, dana) == {KEY: FIRST}

    store.save_texts(dana, {KEY: SECOND}, later(1), 2)  # the control: it was seen
    assert texts_of(store, dana) == {KEY: SECOND}


def test_answers_and_other_texts_saved_meanwhile_stand_in_no_ones_way(
    store: Store, dana: str
) -> None:
    store.save(dana, [Change("case.crn", given("X9"))], NOW)
    store.save_texts(dana, {OTHER: FIRST}, NOW, 2)

    store.save_texts(dana, {KEY: SECOND}, later(1), 1)

    assert texts_of(store, dana) == {OTHER: FIRST, KEY: SECOND}


def test_a_text_of_what_is_signed_is_refused_and_stays(store: Store, dana: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)
    sign(store, dana)

    with pytest.raises(NotOpenError):
        store.save_texts(dana, {KEY: SECOND}, later(9), 2)
    assert texts_of(store, dana) == {KEY: FIRST}


def test_a_full_disk_leaves_the_text_before(store: Store, dana: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)
    store._db.execute("PRAGMA max_page_count = 1").fetchall()  # noqa: SLF001 - the fault to bring about

    with pytest.raises(StorageFullError):
        store.save_texts(dana, {KEY: EditedText("x" * 200_000)}, later(1), 2)

    assert texts_of(store, dana) == {KEY: FIRST}
    assert past(store, dana) == [(FIRST, 2)]


def test_a_text_that_fails_halfway_is_not_there_by_half(
    store: Store, dana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("court_assess.storage.texts._REMEMBER", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(Exception, match="database"):
        store.save_texts(dana, {KEY: FIRST}, NOW, 1)
    monkeypatch.undo()

    assert texts_of(store, dana) == {}
    assert store.load(dana).revision == 1


@pytest.mark.parametrize(
    "act", ["UPDATE text_history SET content = 'x'", "DELETE FROM text_history"]
)
def test_nothing_of_the_past_can_be_changed(store: Store, dana: str, act: str) -> None:
    store.save_texts(dana, {KEY: FIRST}, NOW, 1)

    with pytest.raises(sqlcipher3.Error, match="append-only"):
        store._db.execute(act)  # noqa: SLF001 - past the store, as a fault would


def test_a_case_that_is_brought_in_brings_its_texts(store: Store, library: Library) -> None:
    assessment = person("Dana Okafor")
    brought = type(assessment)(assessment.answers, texts={KEY: FIRST})

    case_id = store.start(brought, library, NOW)

    assert texts_of(store, case_id) == {KEY: FIRST}
    assert past(store, case_id) == [(FIRST, 1)]


def test_there_is_no_history_of_a_case_that_there_is_not(store: Store) -> None:
    with pytest.raises(UnknownCaseError):
        store.text_history("0" * 32, KEY)
