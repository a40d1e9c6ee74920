"""Rows change places, go and come back; nothing that they held is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from court_assess.domain.answers import DECLINED, Answer, KnownBy, Row, given
from court_assess.domain.assessment import Library
from court_assess.domain.values import Weeks
from court_assess.storage import Change, Store, saving
from court_assess.storage.errors import NotOpenError, StorageFullError, UnknownRowError
from tests.storage.people import NOW, later, person, sign


def ids(store: Store, case_id: str, group: str = "sub") -> list[str]:
    """Return the rows of a group in their order."""
    return [row.id for row in store.load(case_id).assessment.answers.rows_of(group)]


@pytest.fixture
def three(store: Store, dana: str) -> list[str]:
    """Return three substances, in their order; the second one has answers."""
    rows = [store.add_row(dana, "sub", NOW) for _ in range(3)]
    changes = [
        Change("sub.slug", given("heroin", KnownBy.TEST), rows[1]),
        Change("sub.weeks", given(Weeks((7, 7, 5, 3))), rows[1]),
        Change("sub.age", DECLINED, rows[1]),
    ]
    store.save(dana, changes, NOW)
    return rows


def test_a_row_changes_places_with_its_neighbour(store: Store, dana: str, three: list[str]) -> None:
    first, second, third = three
    before = store.load(dana)

    store.move_row(dana, "sub", third, -1, later(1))
    assert ids(store, dana) == [first, third, second]
    store.move_row(dana, "sub", first, 1, later(2))
    assert ids(store, dana) == [third, first, second]

    case = store.load(dana)
    assert (case.revision, case.saved_at) == (before.revision + 2, later(2))
    held = {row.id: row for row in case.assessment.answers.rows_of("sub")}
    assert held == {row.id: row for row in before.assessment.answers.rows_of("sub")}
    assert store.changed_since(dana, before.revision) == frozenset()


def test_a_row_at_the_end_stays_there_and_that_is_no_revision(
    store: Store, dana: str, three: list[str]
) -> None:
    before = store.load(dana)
    store.move_row(dana, "sub", three[0], -1, later(1))
    store.move_row(dana, "sub", three[2], 1, later(1))

    assert store.load(dana) == before


def test_a_row_moves_past_one_that_was_taken_out_and_rows_of_other_groups_stay(
    store: Store, dana: str, three: list[str]
) -> None:
    sources = [store.add_row(dana, "src", NOW) for _ in range(2)]
    first, second, third = three
    store.remove_row(dana, "sub", second, NOW)
    store.move_row(dana, "sub", third, -1, NOW)
    assert ids(store, dana) == [third, first]
    added = store.add_row(dana, "sub", NOW)

    store.restore_row(dana, "sub", second, NOW)
    assert ids(store, dana) == [third, second, first, added]
    assert ids(store, dana, "src") == sources


def test_a_row_comes_back_at_its_place_with_the_answers_it_was_taken_out_with(
    store: Store, dana: str, three: list[str]
) -> None:
    store.save(dana, [Change("sub.age", None, three[1]), Change("sub.no", given(1), three[1])], NOW)
    store.save(dana, [Change("sub.no", given(2), three[1])], NOW)
    before = store.load(dana)
    row = before.assessment.answers.rows_of("sub")[1]
    store.remove_row(dana, "sub", three[1], later(1))
    assert store.removed_rows(dana) == {"sub": (row,)}
    store.restore_row(dana, "sub", three[1], later(2))

    case = store.load(dana)
    assert case.assessment == before.assessment
    assert "sub.age" not in row.answers  # cleared before the row was taken out
    assert (case.revision, case.saved_at) == (before.revision + 2, later(2))
    assert store.removed_rows(dana) == {}
    past = [one.answer for one in store.history(dana, "sub.no", three[1])]
    assert past == [given(1), given(2), None, given(2)]
    changed = {(question, three[1]) for question in row.answers}
    assert store.changed_since(dana, before.revision + 1) == changed


def test_a_row_taken_out_twice_comes_back_as_it_was_the_second_time(
    store: Store, dana: str, three: list[str]
) -> None:
    row = three[1]
    store.remove_row(dana, "sub", row, NOW)
    store.restore_row(dana, "sub", row, NOW)
    store.save(dana, [Change("sub.slug", given("crack"), row), Change("sub.weeks", None, row)], NOW)
    store.remove_row(dana, "sub", row, NOW)
    held: dict[str, Answer] = {"sub.slug": given("crack"), "sub.age": DECLINED}
    assert store.removed_rows(dana) == {"sub": (Row(row, held),)}
    store.restore_row(dana, "sub", row, NOW)

    assert store.load(dana).assessment.answers.rows_of("sub")[1] == Row(row, held)
    assert ids(store, dana) == three


def test_removed_rows_stand_by_group_and_the_last_one_first(
    store: Store, dana: str, three: list[str], library: Library
) -> None:
    source = store.add_row(dana, "src", NOW, [Change("src.name", given("GP"))])
    for group, row in (("sub", three[0]), ("src", source), ("sub", three[2])):
        store.remove_row(dana, group, row, NOW)

    removed = store.removed_rows(dana)
    assert removed["sub"] == (Row(three[2]), Row(three[0]))
    assert removed["src"] == (Row(source, {"src.name": given("GP")}),)
    assert store.removed_rows(store.start(person("Sam Reed"), library, NOW)) == {}


def test_a_row_that_a_file_numbers_like_one_of_another_case_comes_back_as_its_own(
    store: Store, dana: str, library: Library, three: list[str]
) -> None:
    case = store.load(dana).assessment
    sam = store.start(case, library, NOW)  # its rows have the same ids
    assert ids(store, sam) == three
    store.save(sam, [Change("sub.slug", given("cannabis"), three[1])], NOW)
    store.remove_row(sam, "sub", three[1], NOW)
    store.remove_row(dana, "sub", three[1], NOW)
    store.restore_row(sam, "sub", three[1], NOW)

    rows = store.load(sam).assessment.answers.rows_of("sub")
    assert rows[1].answers["sub.slug"] == given("cannabis")
    assert store.removed_rows(dana)["sub"][0].answers["sub.slug"] == given("heroin", KnownBy.TEST)


def test_a_row_that_is_not_there_is_neither_moved_nor_brought_back(
    store: Store, dana: str, three: list[str]
) -> None:
    before = store.load(dana)
    for group, row in (("sub", "nonesuch"), ("src", three[0])):
        with pytest.raises(UnknownRowError):
            store.move_row(dana, group, row, 1, NOW)
        with pytest.raises(UnknownRowError):
            store.restore_row(dana, group, row, NOW)
    with pytest.raises(UnknownRowError):
        store.restore_row(dana, "sub", three[0], NOW)  # it was never taken out
    assert store.load(dana) == before

    store.remove_row(dana, "sub", three[0], NOW)
    with pytest.raises(UnknownRowError):
        store.move_row(dana, "sub", three[0], 1, NOW)
    with pytest.raises(UnknownRowError):
        store.restore_row(dana, "src", three[0], NOW)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_no_row_moves_or_comes_back_in_what_is_signed_or_withdrawn(
    store: Store, dana: str, three: list[str], *, is_withdrawn: bool
) -> None:
    store.remove_row(dana, "sub", three[1], NOW)
    if is_withdrawn:
        store.withdraw(dana, "discontinued", NOW)
    else:
        sign(store, dana)
    before = store.load(dana), store.removed_rows(dana)
    calls: list[Callable[[], object]] = [
        lambda: store.move_row(dana, "sub", three[0], 1, NOW),
        lambda: store.restore_row(dana, "sub", three[1], NOW),
    ]
    for call in calls:
        with pytest.raises(NotOpenError):
            call()

    assert (store.load(dana), store.removed_rows(dana)) == before


def test_a_row_that_cannot_be_brought_back_whole_stays_out(
    store: Store, dana: str, three: list[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def full(*_: object) -> None:
        raise StorageFullError

    store.remove_row(dana, "sub", three[1], NOW)
    before = store.load(dana), store.removed_rows(dana)
    monkeypatch.setattr(saving, "answer_text", full)  # the row itself is back by then
    with pytest.raises(StorageFullError):
        store.restore_row(dana, "sub", three[1], NOW)
    monkeypatch.undo()
    store.close()

    with Store.open(folder) as again:
        assert (again.load(dana), again.removed_rows(dana)) == before


def test_a_save_tells_the_ids_of_the_rows_it_added_by_group(
    store: Store, dana: str, three: list[str]
) -> None:
    new = {"sub": [Change("sub.slug", given("crack"))], "src": [Change("src.name", given("GP"))]}
    saved = store.save(dana, [], NOW, None, new)
    store.add_row(dana, "sub", NOW)  # what comes after it is not mistaken for it

    rows = store.load(dana).assessment.answers
    assert saved.rows == {"sub": rows.rows_of("sub")[3].id, "src": rows.rows_of("src")[0].id}
    assert rows.rows_of("sub")[3].answers == {"sub.slug": given("crack")}
    assert store.save(dana, [], NOW).rows == {}
    assert ids(store, dana)[:3] == three
