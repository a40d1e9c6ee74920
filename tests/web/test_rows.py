"""Entries of lists change places, come back, go as deep as asked and ask back what looks wrong."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import Answer, given
from court_assess.domain.questions import FULL
from court_assess.domain.values import Weeks
from court_assess.storage import Change, Store
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, act_between
from tests.web.page_client import HOST, Changes, Page, PageClient

WRONG_WEEK = "A week has 7 days. Is each number right?"
TO_CHECK = "There is something to check."


def section(case_id: str, section_id: str = "substances") -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def slugs(store: Store, case_id: str) -> list[object]:
    rows = store.load(case_id).assessment.answers.rows_of("sub")
    return [row.answers["sub.slug"].value for row in rows]


def full(*_: object) -> None:
    """Act as a disk that is full."""
    raise StorageFullError


@pytest.fixture
def rows(store: Store, case_id: str) -> list[str]:
    """Return three substances in their order."""
    names = ("heroin", "crack", "cannabis")
    return [store.add_row(case_id, "sub", NOW, [Change("sub.slug", given(one))]) for one in names]


def press(client: PageClient, case_id: str, go: str, status: int = 200) -> Page:
    """Press a button beside the list."""
    return client.send(client.get(section(case_id)), {}, go, status)


def gone_page(client: PageClient, case_id: str, store: Store, row: str, typed: Changes) -> Page:
    """Type into an entry that another window takes out meanwhile, and save."""
    page = client.get(f"{section(case_id)}/sub/{row}")
    store.remove_row(case_id, "sub", row, NOW)
    return client.send(page, typed, "next", 422)


def test_what_was_typed_into_an_entry_taken_out_meanwhile_is_given_back_and_not_saved(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    typed = {"sub.slug": "other", "sub.name_other": "Green powder"}
    page = gone_page(client, case_id, store, rows[0], typed)

    assert page.words("title") == ["Substance - Court drug assessment"]
    assert "An entry of this page was taken out in another window" in page.text
    assert "bring it back and save" in page.text
    assert {name: page.fields()[name] for name in typed} == {
        name: [text] for name, text in typed.items()
    }
    assert slugs(store, case_id) == ["crack", "cannabis"]
    assert page.words("p", "app-saved") == []
    shown = [one.get("value") for one in page.form().iter() if one.tag.endswith("}button")]
    assert shown == ["restore"]


def test_an_entry_taken_out_meanwhile_is_brought_back_and_saved_in_one_go(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    typed = {"sub.slug": "ketamine", "sub.freq": "daily"}
    page = gone_page(client, case_id, store, rows[0], typed)
    page = client.send(page, {}, "restore")

    assert page.words("h1") == ["Substances"]
    assert page.words("p", "app-saved") == ["Entry brought back", "Saved 14:02"]
    assert slugs(store, case_id) == ["ketamine", "crack", "cannabis"]
    (row, *_) = store.load(case_id).assessment.answers.rows_of("sub")
    assert row.answers == {"sub.slug": given("ketamine"), "sub.freq": given("daily")}
    assert store.removed_rows(case_id) == {}


def test_an_entry_brought_back_as_it_was_is_not_said_to_be_unchanged(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = gone_page(client, case_id, store, rows[0], {})
    page = client.send(page, {}, "restore")

    assert page.words("p", "app-saved") == ["Entry brought back"]
    assert slugs(store, case_id) == ["heroin", "crack", "cannabis"]


def test_a_mistake_in_an_entry_taken_out_meanwhile_stays_to_be_mended_once_it_is_back(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = gone_page(client, case_id, store, rows[0], {"sub.amount": "lots", "sub.freq": "daily"})
    assert set(page.errors) == {"sub.amount"}
    page = client.send(page, {}, "restore", 422)
    assert set(page.errors) == {"sub.amount"}
    assert page.fields()["sub.amount"] == ["lots"]
    assert "taken out" not in page.text
    client.send(page, {"sub.amount": "2"}, "next")

    (row, *_) = store.load(case_id).assessment.answers.rows_of("sub")
    assert set(row.answers) == {"sub.slug", "sub.freq", "sub.amount"}


def test_what_another_window_changed_before_it_took_the_entry_out_is_shown_beside_the_field(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}")
    store.save(case_id, [Change("sub.slug", given("ketamine"), rows[0])], NOW)
    store.remove_row(case_id, "sub", rows[0], NOW)
    page = client.send(page, {"sub.freq": "daily"}, "next", 422)

    assert set(page.errors) == {"sub.slug"}
    assert "“Ketamine”" in page.errors["sub.slug"]
    page = client.send(page, {"sub.slug": "ketamine"}, "restore")
    (row, *_) = store.load(case_id).assessment.answers.rows_of("sub")
    assert row.answers == {"sub.slug": given("ketamine"), "sub.freq": given("daily")}


def test_an_entry_taken_out_at_the_very_moment_of_saving_is_given_back_too(
    client: PageClient,
    case_id: str,
    store: Store,
    rows: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}")
    act_between(store, lambda: store.remove_row(case_id, "sub", rows[0], NOW), monkeypatch)
    page = client.send(page, {"sub.freq": "daily"}, "next", 422)

    assert page.fields()["sub.freq"] == ["daily"]
    client.send(page, {}, "restore")
    assert slugs(store, case_id) == ["heroin", "crack", "cannabis"]


def test_an_entry_that_another_window_brought_back_already_is_saved_all_the_same(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = gone_page(client, case_id, store, rows[0], {"sub.freq": "daily"})
    store.restore_row(case_id, "sub", rows[0], NOW)
    client.send(page, {}, "restore")

    (row, *_) = store.load(case_id).assessment.answers.rows_of("sub")
    assert row.answers["sub.freq"] == given("daily")


def test_a_full_disk_while_an_entry_is_brought_back_gives_the_typed_text_back(
    client: PageClient,
    case_id: str,
    store: Store,
    rows: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = gone_page(client, case_id, store, rows[0], {"sub.freq": "daily"})
    monkeypatch.setattr(store, "restore_row", full)
    page = client.send(page, {}, "restore", 507)
    monkeypatch.undo()

    assert page.fields()["sub.freq"] == ["daily"]
    assert slugs(store, case_id) == ["crack", "cannabis"]
    client.send(page, {}, "restore")
    assert slugs(store, case_id) == ["heroin", "crack", "cannabis"]


def test_an_entry_that_never_was_and_a_page_of_one_taken_out_are_plain_404s(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}")
    client.post(f"{section(case_id)}/sub/nonesuch", page.fields(), 404)
    store.remove_row(case_id, "sub", rows[0], NOW)

    client.get(f"{section(case_id)}/sub/{rows[0]}", 404)


def test_an_entry_at_the_end_of_its_list_stays_there_and_that_is_no_revision(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    before = store.load(case_id)
    press(client, case_id, f"up:sub:{rows[0]}")
    press(client, case_id, f"down:sub:{rows[2]}")

    assert store.load(case_id) == before


def test_the_page_that_asks_before_removing_says_that_it_can_be_undone(
    client: PageClient, case_id: str, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}/remove")

    assert "You can bring it back later, with all its answers" in page.text


def test_bringing_an_entry_back_raises_again_what_it_raised(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("case.in_custody", given("yes"))], NOW)
    risky = [Change("sub.slug", given("benzodiazepines")), Change("sub.freq", given("daily"))]
    row = store.add_row(case_id, "sub", NOW, risky)
    store.remove_row(case_id, "sub", row, NOW)
    before = client.get(section(case_id))
    assert before.words("div", "app-open-flags") == []
    page = press(client, case_id, f"restore:sub:{row}")

    (arisen,) = page.words("div", "app-arisen")
    assert "withdrawal" in arisen


def test_bringing_an_entry_back_puts_no_word_of_it_into_the_cookie(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.remove_row(case_id, "sub", rows[0], NOW)
    fields = {**client.get(section(case_id)).fields(), "go": f"restore:sub:{rows[0]}"}
    client.client.post(section(case_id), data=fields, base_url=HOST)

    with client.client.session_transaction(base_url=HOST) as session:
        assert "Entry brought back" in repr(session)
        assert "heroin" not in repr(session).lower()


def test_what_is_not_there_neither_moves_nor_comes_back(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    before = store.load(case_id)
    for row in ("nonesuch", "new", rows[1]):
        press(client, case_id, f"up:sub:{row}", 404)
    for row in ("nonesuch", "new", rows[0]):
        press(client, case_id, f"restore:sub:{row}", 404)
    press(client, case_id, f"restore:nogroup:{rows[1]}", 404)

    assert store.load(case_id) == before


@pytest.mark.parametrize("go", ["down:sub:{0}", "restore:sub:{1}"])
def test_no_entry_moves_or_comes_back_without_the_token_or_in_a_closed_case(
    client: PageClient, case_id: str, store: Store, rows: list[str], go: str
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    before, page = store.load(case_id), client.get(section(case_id))
    client.send(page, {"csrf_token": "old"}, go.format(*rows), 400)
    assert store.load(case_id) == before
    store.withdraw(case_id, "done", NOW)
    before = store.load(case_id)
    page = client.send(page, {}, go.format(*rows), 409)

    assert "Not saved" in page.text
    assert store.load(case_id) == before


def test_a_disk_that_is_full_is_told_and_the_entry_stays_out(
    client: PageClient,
    case_id: str,
    store: Store,
    rows: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    monkeypatch.setattr(store, "restore_row", full)
    page = press(client, case_id, f"restore:sub:{rows[1]}", 507)

    assert "the disk is full" in page.text
    assert slugs(store, case_id) == ["heroin", "cannabis"]


def test_an_entry_opens_with_the_full_questions_and_stays_that_deep(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    address = f"{section(case_id)}/sub/{rows[0]}"
    assert "sub.age_first" not in client.get(address).fields()
    page = client.get(f"{address}?depth=full")
    assert "sub.age_first" in page.fields()
    assert page.form().get("action") == f"{address}?depth=full"

    page = client.send(page, {"sub.age_first": "old"}, "next", 422)
    assert "sub.age_first" in page.errors
    assert page.form().get("action") == f"{address}?depth=full"
    page = client.send(page, {"sub.age_first": "17"}, "next")
    assert page.response.request.args["depth"] == FULL
    assert page.response.request.path == section(case_id)
    held = store.load(case_id).assessment.answers.rows_of("sub")[0].answers
    assert held["sub.age_first"] == given(17)

    page = client.send(client.get(f"{address}?depth=full"), {}, "another")
    assert page.words("h1") == ["Add: substance"]
    assert "sub.age_first" in page.fields()


def test_removing_from_a_deep_page_leads_back_to_the_deep_list(
    client: PageClient, case_id: str, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}/remove?depth=full")
    keep = [one.get("href") or "" for one in page.all("a") if one.text == "Keep it"]
    assert keep == [f"{section(case_id)}?depth=full#sub"]
    page = client.post(f"{page.response.request.path}?depth=full", page.fields())

    assert page.response.request.args["depth"] == FULL


def test_a_full_question_with_an_answer_stays_on_the_page_of_its_entry(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.save(case_id, [Change("sub.age_first", given(17), rows[0])], NOW)
    page = client.get(f"{section(case_id)}/sub/{rows[0]}")

    assert page.fields()["sub.age_first"] == ["17"]
    assert "sub.longest_gap-count" not in page.fields()


WEEKS = [f"sub.days28-week{week}" for week in (4, 3, 2, 1)]


def test_an_answer_that_looks_wrong_is_saved_and_asked_back_once(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    address = f"{section(case_id)}/sub/{rows[0]}"
    page = client.get(f"{address}?depth=full")
    page = client.send(page, dict(zip(WEEKS, "9753", strict=True)), "another")

    assert page.words("h1") == ["Heroin"]
    assert page.response.request.path == address
    assert TO_CHECK in page.text
    assert WRONG_WEEK in page.text
    assert page.errors == {}
    held = store.load(case_id).assessment.answers.rows_of("sub")[0].answers
    assert held["sub.days28"] == given(Weeks((9, 7, 5, 3)))

    revision = store.load(case_id).revision
    page = client.send(page, {}, "next")  # it is right as it is
    assert page.words("h1") == ["Substances"]
    assert store.load(case_id).revision == revision


def test_an_answer_that_is_put_right_is_asked_back_no_more(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}?depth=full")
    page = client.send(page, dict(zip(WEEKS, "9753", strict=True)), "next")
    page = client.send(page, {WEEKS[0]: "8"}, "next")
    assert WRONG_WEEK in page.text  # another number that looks wrong
    page = client.send(page, {WEEKS[0]: "7"}, "next")

    assert page.words("h1") == ["Substances"]
    held = store.load(case_id).assessment.answers.rows_of("sub")[0].answers
    assert held["sub.days28"] == given(Weeks((7, 7, 5, 3)))


def test_a_new_entry_that_looks_wrong_is_added_once_and_asked_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"{section(case_id)}/sub/new?depth=full")
    typed = {"sub.slug": "heroin", **dict(zip(WEEKS, "9000", strict=True))}
    page = client.send(page, typed, "next")
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")

    assert page.words("h1") == ["Heroin"]
    assert page.response.request.path == f"{section(case_id)}/sub/{row.id}"
    assert WRONG_WEEK in page.text
    client.send(page, {}, "next")
    assert slugs(store, case_id) == ["heroin"]


def test_what_another_entry_has_wrong_is_not_asked_back_here(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.save(case_id, [Change("sub.days28", given(Weeks((9, 9, 9, 9))), rows[1])], NOW)
    page = client.get(f"{section(case_id)}/sub/{rows[0]}")
    assert WRONG_WEEK not in page.text
    page = client.send(page, {"sub.freq": "daily"}, "next")

    assert page.words("h1") == ["Substances"]
    assert TO_CHECK not in page.text


def test_a_declined_answer_is_never_asked_back(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = client.get(f"{section(case_id)}/sub/{rows[0]}?depth=full")
    page = client.send(page, {"sub.days28--instead": "declined"}, "next")
    held: dict[str, Answer] = dict(store.load(case_id).assessment.answers.rows_of("sub")[0].answers)

    assert page.words("h1") == ["Substances"]
    assert held["sub.days28"].status.value == "declined"
