"""Lists of substances, offences and sources: add, change, remove, decline as a whole."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import DECLINED, given
from court_assess.storage import Change, Store, saving
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, save_between
from tests.web.page_client import HOST, Page, PageClient


def section(case_id: str, section_id: str = "substances") -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def add(client: PageClient, case_id: str, slug: str, go: str = "next") -> None:
    page = client.get(f"{section(case_id)}/sub/new")
    client.send(page, {"sub.slug": slug, "sub.rank": "1"}, go)


def test_an_entry_is_added_named_and_listed(client: PageClient, case_id: str, store: Store) -> None:
    page = client.send(client.get(section(case_id)), {}, "add:sub")
    assert page.words("h1") == ["Add: substance"]
    page = client.send(page, {"sub.slug": "heroin", "sub.freq": "daily"}, "next")

    assert page.words("h1") == ["Substances"]
    assert page.words("dt", "govuk-summary-list__key") == ["Heroin"]
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    assert row.answers == {"sub.slug": given("heroin"), "sub.freq": given("daily")}


def test_save_and_add_another_leads_to_a_new_entry(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"{section(case_id)}/sub/new")
    page = client.send(page, {"sub.slug": "heroin"}, "another")
    assert page.words("h1") == ["Add: substance"]
    client.send(page, {"sub.slug": "crack"}, "next")

    rows = store.load(case_id).assessment.answers.rows_of("sub")
    assert [row.answers["sub.slug"] for row in rows] == [given("heroin"), given("crack")]


def test_an_entry_with_nothing_in_it_is_not_added(
    client: PageClient, case_id: str, store: Store
) -> None:
    client.send(client.get(f"{section(case_id)}/sub/new"), {}, "next")

    assert store.load(case_id).assessment.answers.rows_of("sub") == ()


def test_a_new_entry_with_a_mistake_is_kept_once_and_mended(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"{section(case_id)}/sub/new")
    page = client.send(page, {"sub.slug": "heroin", "sub.amount": "lots"}, "next", 422)
    assert set(page.errors) == {"sub.amount"}
    assert page.errors["sub.amount"].startswith("Enter a number, like 2 or 2.5")
    assert page.fields()["sub.amount"] == ["lots"]
    client.send(page, {"sub.amount": "2"}, "next")

    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    assert set(row.answers) == {"sub.slug", "sub.amount"}


def test_a_new_entry_with_nothing_but_a_mistake_is_not_kept(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"{section(case_id)}/sub/new")
    client.send(page, {"sub.amount": "lots"}, "next", 422)

    assert store.load(case_id).assessment.answers.rows_of("sub") == ()


def test_what_was_typed_on_the_page_is_saved_when_a_list_is_changed_from_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    client.send(client.get(section(case_id, "hearing")), {"case.crn": "X5"}, "add:offence")

    assert store.load(case_id).assessment.answers.get("case.crn") == given("X5")


def test_change_leads_to_the_entry_and_remove_asks_first(
    client: PageClient, case_id: str, store: Store
) -> None:
    add(client, case_id, "heroin")
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    page = client.get(section(case_id))
    assert client.send(page, {}, f"row:sub:{row.id}").words("h1") == ["Heroin"]
    page = client.send(page, {}, f"remove:sub:{row.id}")
    assert page.words("h1") == ["Remove: Heroin"]
    assert store.load(case_id).assessment.answers.rows_of("sub") == (row,)
    page = client.send(page)

    assert "Entry removed" in page.words("p", "app-saved")
    assert store.load(case_id).assessment.answers.rows_of("sub") == ()
    assert store.history(case_id, "sub.slug", row.id)[0].answer == given("heroin")


def test_removing_an_entry_puts_no_word_of_it_into_the_cookie(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
    page = client.get(f"{section(case_id)}/sub/{row}/remove")
    client.client.post(page.response.request.path, data=page.fields(), base_url=HOST)

    with client.client.session_transaction(base_url=HOST) as session:
        assert "Entry removed" in repr(session)
        assert "heroin" not in repr(session).lower()


def test_the_title_of_the_window_names_an_entry_by_its_place_alone(
    client: PageClient, case_id: str, store: Store
) -> None:
    first, second = add_two(store, case_id)
    for row, name, place in ((first, "Heroin", 1), (second, "Crack cocaine", 2)):
        page = client.get(f"{section(case_id)}/sub/{row}")
        assert page.words("h1") == [name]
        assert page.words("title") == [f"Substance {place} - Court drug assessment"]
        page = client.get(f"{section(case_id)}/sub/{row}/remove")
        assert page.words("h1") == [f"Remove: {name}"]
        assert page.words("title") == [f"Remove: substance {place} - Court drug assessment"]
    page = client.send(
        client.get(f"{section(case_id)}/sub/{second}"), {"sub.amount": "lots"}, "next", 422
    )

    assert page.words("title") == ["Error: Substance 2 - Court drug assessment"]


def test_a_new_entry_that_cannot_be_saved_leaves_no_empty_one(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFullError

    page = client.get(f"{section(case_id)}/sub/new")
    monkeypatch.setattr(saving, "answer_text", full)  # the row is written by then
    page = client.send(page, {"sub.slug": "heroin"}, "next", 507)
    monkeypatch.undo()

    assert page.fields()["sub.slug"] == ["heroin"]
    assert store.load(case_id).assessment.answers.rows_of("sub") == ()


def test_a_button_that_names_no_entry_is_a_plain_404(client: PageClient, case_id: str) -> None:
    page = client.get(section(case_id))
    for go in ("row:sub", "remove:sub:", "row:nothing:1", "add:nothing", "row:sub:zzz"):
        client.send(page, {}, go, 404)


def test_a_list_can_be_declined_as_a_whole_and_taken_up_again(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id))
    client.send(page, {"sub--instead": "declined"}, "next")
    assert store.load(case_id).assessment.answers.get("sub") == DECLINED
    page = client.get(section(case_id))
    assert not [one for one in page.all("button") if one.get("value") == "add:sub"]
    client.send(page, {"sub--instead": "clear"}, "next")

    assert store.load(case_id).assessment.answers.get("sub") is None


def test_whether_the_list_is_complete_is_asked_beside_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    client.send(client.get(section(case_id)), {"sub.complete": "yes"}, "next")

    assert store.load(case_id).assessment.answers.get("sub.complete") == given("yes")


def test_another_window_on_an_entry_is_not_overwritten(
    client: PageClient, case_id: str, store: Store
) -> None:
    add(client, case_id, "heroin")
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    mine = client.get(f"{section(case_id)}/sub/{row.id}")
    store.save(case_id, [Change("sub.slug", given("crack"), row.id)], NOW)
    page = client.send(mine, {"sub.slug": "cannabis"}, "next", 422)

    assert "“Crack cocaine”" in page.errors["sub.slug"]


def test_an_entry_saved_at_the_same_moment_in_another_window_is_not_overwritten(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
    page = client.get(f"{section(case_id)}/sub/{row}")
    theirs = Change("sub.slug", given("crack"), row)
    save_between(store, case_id, theirs, monkeypatch)
    page = client.send(page, {"sub.slug": "cannabis", "sub.freq": "daily"}, "next", 422)

    assert "“Crack cocaine”" in page.errors["sub.slug"]
    (kept,) = store.load(case_id).assessment.answers.rows_of("sub")
    assert kept.answers == {"sub.slug": given("crack"), "sub.freq": given("daily")}


def test_enter_in_a_text_field_saves_and_never_adds(client: PageClient, case_id: str) -> None:
    page = client.get(section(case_id, "hearing"))
    buttons = [one for one in page.form().iter() if one.tag.endswith("}button")]

    assert buttons[0].get("value") == "next"


def test_the_law_page_leads_to_the_entry_that_decided(
    client: PageClient, case_id: str, store: Store
) -> None:
    add(client, case_id, "heroin")
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    client.send(client.get(section(case_id)), {"sub.complete": "yes"}, "next")
    page = client.get(section(case_id, "dependence"))
    client.send(page, {"dep.officer_view": "dependent"}, "next")
    addresses = [one.get("href") or "" for one in client.get(f"/cases/{case_id}/law").all("a")]

    assert f"{section(case_id)}/sub/{row.id}#sub.slug" in addresses


def add_two(store: Store, case_id: str) -> tuple[str, str]:
    first, second = (
        store.add_row(case_id, "sub", NOW, [Change("sub.slug", given(slug))])
        for slug in ("heroin", "crack")
    )
    return first, second


def listed(page: Page) -> list[str]:
    return page.words("dt", "govuk-summary-list__key")


def test_an_entry_is_moved_and_what_was_typed_on_the_page_is_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    first, second = add_two(store, case_id)
    page = client.get(section(case_id))
    moves = [one for one in page.words("button") if one.startswith("Move")]
    assert moves == ["Move down Heroin", "Move up Crack cocaine"]
    page = client.send(page, {"sub.complete": "yes"}, f"up:sub:{second}")
    assert listed(page) == ["Crack cocaine", "Heroin"]
    assert store.load(case_id).assessment.answers.get("sub.complete") == given("yes")
    page = client.send(page, {}, f"down:sub:{second}")

    assert listed(page) == ["Heroin", "Crack cocaine"]
    page = client.send(page, {}, f"up:sub:{first}")  # it is the first already
    assert listed(page) == ["Heroin", "Crack cocaine"]


def test_nothing_is_moved_from_a_page_with_a_mistake(
    client: PageClient, case_id: str, store: Store
) -> None:
    _, second = add_two(store, case_id)
    page = client.get(section(case_id))
    page = client.send(page, {"sub--instead": "mumbled"}, f"up:sub:{second}", 422)

    assert listed(page) == ["Heroin", "Crack cocaine"]


def test_a_removed_entry_is_listed_and_brought_back_with_its_answers(
    client: PageClient, case_id: str, store: Store
) -> None:
    first, _ = add_two(store, case_id)
    page = client.get(section(case_id))
    assert "Removed entries" not in page.words("h3")
    store.remove_row(case_id, "sub", first, NOW)
    page = client.get(section(case_id))
    assert "Removed entries" in page.words("h3")
    page = client.send(page, {"sub.complete": "yes"}, f"restore:sub:{first}")

    assert listed(page) == ["Heroin", "Crack cocaine"]
    assert "Removed entries" not in page.words("h3")
    assert "Entry brought back" in page.words("p", "app-saved")
    answers = store.load(case_id).assessment.answers
    assert answers.rows_of("sub")[0].answers == {"sub.slug": given("heroin")}
    assert answers.get("sub.complete") == given("yes")


def test_moving_or_bringing_back_what_is_not_there_is_a_plain_404_and_the_page_is_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id))
    for go in ("up:sub:zzz", "down:sub:", "restore:sub:zzz", "restore:sub", "up:nothing:1"):
        client.send(page, {"sub.complete": "yes"}, go, 404)

    assert store.load(case_id).assessment.answers.get("sub.complete") == given("yes")


def test_the_select_of_substances_starts_empty_and_its_labels_with_the_name(
    client: PageClient, case_id: str
) -> None:
    page = client.get(f"{section(case_id)}/sub/new")
    (select,) = page.all("select", id="sub.slug")
    first, *others = [" ".join("".join(one.itertext()).split()) for one in select]

    assert (select[0].get("value"), first) == ("", "Choose one")
    assert "Heroin" in others
    assert all(one[:1].isalpha() and one[:1].isupper() for one in others)
