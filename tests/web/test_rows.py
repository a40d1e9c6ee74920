"""Entries of lists change places, come back, go as deep as asked and ask back what looks wrong."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import Answer, given
from court_assess.domain.questions import FULL
from court_assess.domain.values import Weeks
from court_assess.storage import Change, Store
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW
from tests.web.page_client import HOST, Page, PageClient

WRONG_WEEK = "A week has 7 days. Is each number right?"
TO_CHECK = "There is something to check."


def section(case_id: str, section_id: str = "substances") -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def slugs(store: Store, case_id: str) -> list[object]:
    rows = store.load(case_id).assessment.answers.rows_of("sub")
    return [row.answers["sub.slug"].value for row in rows]


def token(client: PageClient, case_id: str) -> dict[str, str]:
    return {"csrf_token": client.get(section(case_id)).fields()["csrf_token"][0]}


@pytest.fixture
def rows(store: Store, case_id: str) -> list[str]:
    """Return three substances in their order."""
    names = ("heroin", "crack", "cannabis")
    return [store.add_row(case_id, "sub", NOW, [Change("sub.slug", given(one))]) for one in names]


def post(
    client: PageClient, case_id: str, row: str, act: str, status: int = 200, **fields: str
) -> Page:
    address = f"{section(case_id)}/sub/{row}/{act}"
    return client.post(address, {**token(client, case_id), **fields}, status)


def test_an_entry_moves_up_and_down_and_the_list_is_shown_again(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    page = post(client, case_id, rows[2], "move", step="up")
    assert page.words("h1") == ["Substances"]
    assert slugs(store, case_id) == ["heroin", "cannabis", "crack"]
    post(client, case_id, rows[0], "move", step="down")
    assert slugs(store, case_id) == ["cannabis", "heroin", "crack"]
    before = store.load(case_id)
    post(client, case_id, rows[2], "move", step="up")

    assert store.load(case_id) == before  # it stands first already


@pytest.mark.parametrize("step", ["", "left", "1", "UP"])
def test_a_step_to_nowhere_is_refused(
    client: PageClient, case_id: str, store: Store, rows: list[str], step: str
) -> None:
    before = store.load(case_id)
    post(client, case_id, rows[0], "move", 400, step=step)

    assert store.load(case_id) == before


def test_an_entry_that_was_removed_comes_back_with_its_answers(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    before = store.load(case_id).assessment
    page = client.send(client.get(f"{section(case_id)}/sub/{rows[1]}/remove"))
    assert slugs(store, case_id) == ["heroin", "cannabis"]
    page = post(client, case_id, rows[1], "restore")

    assert "Entry brought back, with the answers it had" in page.words("p", "app-saved")
    assert page.words("h1") == ["Substances"]
    assert store.load(case_id).assessment == before


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
    page = post(client, case_id, row, "restore")

    (arisen,) = page.words("div", "app-arisen")
    assert "withdrawal" in arisen


def test_bringing_an_entry_back_puts_no_word_of_it_into_the_cookie(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.remove_row(case_id, "sub", rows[0], NOW)
    address = f"{section(case_id)}/sub/{rows[0]}/restore"
    client.client.post(address, data=token(client, case_id), base_url=HOST)

    with client.client.session_transaction(base_url=HOST) as session:
        assert "Entry brought back" in repr(session)
        assert "heroin" not in repr(session).lower()


def test_what_is_not_there_neither_moves_nor_comes_back(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    before = store.load(case_id)
    for row in ("nonesuch", "new", rows[1]):
        post(client, case_id, row, "move", 404, step="up")
    for row in ("nonesuch", "new", rows[0]):
        post(client, case_id, row, "restore", 404)
    for path in ("substances/nogroup", "nosection/sub", "hearing/sub"):
        address = f"/cases/{case_id}/sections/{path}/{rows[1]}/restore"
        client.post(address, token(client, case_id), 404)

    assert store.load(case_id) == before


@pytest.mark.parametrize("act", ["move", "restore"])
def test_no_entry_moves_or_comes_back_without_the_token_or_by_a_link(
    client: PageClient, case_id: str, store: Store, rows: list[str], act: str
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    row = rows[1] if act == "restore" else rows[0]
    before = store.load(case_id)
    address = f"{section(case_id)}/sub/{row}/{act}"
    client.post(address, {"step": "down"}, 400)
    assert client.client.get(address, base_url=HOST).status_code == 405

    assert store.load(case_id) == before


def test_no_entry_moves_or_comes_back_in_a_closed_case(
    client: PageClient, case_id: str, store: Store, rows: list[str]
) -> None:
    store.remove_row(case_id, "sub", rows[1], NOW)
    given_token = token(client, case_id)
    store.withdraw(case_id, "done", NOW)
    before = store.load(case_id)
    for row, act in ((rows[0], "move"), (rows[1], "restore")):
        address = f"{section(case_id)}/sub/{row}/{act}"
        page = client.post(address, {**given_token, "step": "down"}, 409)
        assert "Not saved" in page.text

    assert store.load(case_id) == before


def test_a_disk_that_is_full_is_told_and_the_entry_stays_out(
    client: PageClient,
    case_id: str,
    store: Store,
    rows: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise StorageFullError

    store.remove_row(case_id, "sub", rows[1], NOW)
    monkeypatch.setattr(store, "restore_row", full)
    page = post(client, case_id, rows[1], "restore", 507)

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
