"""Lists whose entries are asked on the section's own page, with an empty one at the end."""

from __future__ import annotations

import json
from functools import partial

import pytest

from court_assess.domain.answers import DECLINED, Answer, Row, Status, given
from court_assess.domain.values import PartialDate
from court_assess.storage import Change, Store, saving
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, act_between, save_between
from tests.web.page_client import Page, PageClient

NEW_TITLE = "new~offence.title"


def hearing(case_id: str) -> str:
    return f"/cases/{case_id}/sections/hearing"


def adding(case_id: str) -> str:
    """Return the address of the page with an empty entry below those there are."""
    return f"{hearing(case_id)}?add=offence"


def offences(store: Store, case_id: str) -> tuple[Row, ...]:
    return store.load(case_id).assessment.answers.rows_of("offence")


def charge(store: Store, case_id: str, title: str = "Theft") -> str:
    return store.add_row(case_id, "offence", NOW, [Change("offence.title", given(title))])


def legends(page: Page) -> list[str]:
    return [one for one in page.words("legend") if one.startswith("Offence ")]


def test_the_empty_entry_becomes_one_once_anything_in_it_is_filled(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(hearing(case_id))
    assert legends(page) == ["Offence 1"]
    assert "Leave this empty if there is no offence to add." in page.words("p", "govuk-hint")
    client.send(page, {NEW_TITLE: "Theft", "new~offence.date-year": "2026"}, "next")

    (row,) = offences(store, case_id)
    assert row.answers == {
        "offence.title": given("Theft"),
        "offence.date": given(PartialDate(2026)),
    }
    assert legends(client.get(hearing(case_id))) == ["Offence 1: Theft"]
    assert legends(client.get(adding(case_id))) == ["Offence 1: Theft", "Offence 2"]


def test_an_empty_entry_that_stays_empty_is_not_added(
    client: PageClient, case_id: str, store: Store
) -> None:
    client.send(client.get(hearing(case_id)), {"case.crn": "X1"}, "next")

    assert offences(store, case_id) == ()


def test_answers_entries_and_a_new_entry_are_saved_together_and_said_once(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    typed = {"case.crn": "X1", f"{row}~offence.main": "yes", NEW_TITLE: "Burglary"}
    page = client.send(client.get(adding(case_id)), typed, "next")

    assert page.words("p", "app-saved") == ["Saved 14:02"]
    first, second = offences(store, case_id)
    assert first.answers == {"offence.title": given("Theft"), "offence.main": given("yes")}
    assert second.answers == {"offence.title": given("Burglary")}
    assert store.load(case_id).assessment.answers.get("case.crn") == given("X1")


def test_a_page_with_entries_sent_as_it_came_changes_nothing(
    client: PageClient, case_id: str, store: Store
) -> None:
    charge(store, case_id)
    before = store.load(case_id)
    page = client.send(client.get(hearing(case_id)), {}, "next")

    assert page.words("p", "app-saved") == ["Nothing was changed"]
    assert store.load(case_id) == before


def test_save_and_add_another_comes_back_to_the_new_empty_entry(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(hearing(case_id))
    assert "Save and add another offence" in page.words("button")
    fields = {**page.fields(), NEW_TITLE: "Theft", "go": "add:offence"}
    answer = client.client.post(hearing(case_id), data=fields, base_url="http://127.0.0.1")

    assert answer.location.endswith("/sections/hearing?add=offence#offence-new")
    assert client.get(adding(case_id)).all("fieldset", id="offence-new")
    assert len(offences(store, case_id)) == 1


def test_a_mistake_in_one_entry_keeps_everything_else_saved_and_comes_back_as_typed(
    client: PageClient, case_id: str, store: Store
) -> None:
    one, other = charge(store, case_id), charge(store, case_id, "Fraud")
    typed = {
        "case.crn": "X1",
        f"{one}~offence.date-year": "19",
        f"{one}~offence.main": "yes",
        f"{other}~offence.main": "no",
    }
    page = client.send(client.get(hearing(case_id)), typed, "next", 422)

    assert set(page.errors) == {f"{one}~offence.date"}
    assert page.fields()[f"{one}~offence.date-year"] == ["19"]
    assert [a.get("href") for a in page.all("a") if "offence.date" in (a.get("href") or "")] == [
        f"#{one}~offence.date"
    ]
    first, second = offences(store, case_id)
    assert first.answers["offence.main"] == given("yes")
    assert "offence.date" not in first.answers
    assert second.answers["offence.main"] == given("no")
    assert "The rest was saved 14:02" in page.words("p", "app-saved")


def test_a_new_entry_with_a_mistake_is_kept_once_and_mended(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed = {NEW_TITLE: "Theft", "new~offence.date-year": "19"}
    page = client.send(client.get(hearing(case_id)), typed, "next", 422)
    (row,) = offences(store, case_id)
    assert set(page.errors) == {f"{row.id}~offence.date"}
    assert page.fields()[f"{row.id}~offence.date-year"] == ["19"]
    assert page.fields()[NEW_TITLE] == [""]
    client.send(page, {f"{row.id}~offence.date-year": "2026"}, "next")

    (row,) = offences(store, case_id)
    assert row.answers["offence.date"] == given(PartialDate(2026))


def test_a_new_entry_with_nothing_but_a_mistake_is_not_kept_and_not_lost(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed = {"new~offence.date-year": "19"}
    page = client.send(client.get(hearing(case_id)), typed, "next", 422)

    assert set(page.errors) == {"new~offence.date"}
    assert page.fields()["new~offence.date-year"] == ["19"]
    assert page.words("p", "app-saved") == []
    assert offences(store, case_id) == ()


def test_the_same_page_sent_twice_adds_its_entry_once(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(hearing(case_id))
    for _ in range(2):
        client.send(page, {NEW_TITLE: "Theft"}, "next")
    assert len(offences(store, case_id)) == 1
    # A control: from a page fetched since, a second theft is a second entry.
    client.send(client.get(adding(case_id)), {NEW_TITLE: "Theft"}, "next")
    assert len(offences(store, case_id)) == 2


def test_an_entry_changed_in_another_window_is_not_overwritten(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    page = client.get(hearing(case_id))
    store.save(case_id, [Change("offence.title", given("Robbery"), row)], NOW)
    page = client.send(page, {f"{row}~offence.title": "Burglary"}, "next", 422)

    assert "“Robbery”" in page.errors[f"{row}~offence.title"]
    assert page.fields()[f"{row}~offence.title"] == ["Burglary"]
    assert offences(store, case_id)[0].answers["offence.title"] == given("Robbery")


def test_an_entry_changed_at_the_same_moment_is_not_overwritten_and_none_is_added_twice(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = charge(store, case_id)
    page = client.get(adding(case_id))
    save_between(store, case_id, Change("offence.title", given("Robbery"), row), monkeypatch)
    typed = {f"{row}~offence.title": "Burglary", NEW_TITLE: "Fraud"}
    client.send(page, typed, "next", 422)

    titles = [one.answers["offence.title"] for one in offences(store, case_id)]
    assert titles == [given("Robbery"), given("Fraud")]


def test_typing_into_an_entry_that_was_taken_out_is_told_and_the_rest_is_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    page = client.get(hearing(case_id))
    store.remove_row(case_id, "offence", row, NOW)
    typed = {"case.crn": "X1", f"{row}~offence.title": "Burglary"}
    page = client.send(page, typed, "next", 422)

    assert "An entry of this page was taken out in another window" in page.text
    assert "Nothing was saved" not in page.text
    assert store.load(case_id).assessment.answers.get("case.crn") == given("X1")
    assert "Bring back Theft" in page.words("button")


def test_an_entry_taken_out_at_the_same_moment_holds_up_nothing_else_of_the_page(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, other = charge(store, case_id), charge(store, case_id, "Fraud")
    page = client.get(adding(case_id))
    theirs = partial(store.remove_row, case_id, "offence", row, NOW)
    act_between(store, theirs, monkeypatch)
    typed = {
        "case.crn": "X1",
        f"{row}~offence.title": "Burglary",
        f"{other}~offence.main": "yes",
        NEW_TITLE: "Affray",
    }
    page = client.send(page, typed, "next", 422)

    assert "An entry of this page was taken out in another window" in page.text
    assert "Bring back Theft" in page.words("button")
    assert page.words("p", "app-saved") == ["The rest was saved 14:02"]
    assert store.load(case_id).assessment.answers.get("case.crn") == given("X1")
    titles = [one.answers["offence.title"] for one in offences(store, case_id)]
    assert titles == [given("Fraud"), given("Affray")]
    assert offences(store, case_id)[0].answers["offence.main"] == given("yes")


def test_a_new_entry_with_a_mistake_is_never_taken_for_one_of_another_window(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(hearing(case_id))
    act_between(store, lambda: charge(store, case_id, "Robbery"), monkeypatch, is_after=True)
    typed = {NEW_TITLE: "Theft", "new~offence.date-year": "19"}
    page = client.send(page, typed, "next", 422)
    mine, theirs = offences(store, case_id)
    assert set(page.errors) == {f"{mine.id}~offence.date"}
    assert page.fields()[f"{mine.id}~offence.title"] == ["Theft"]
    page = client.send(page, {f"{mine.id}~offence.date-year": "2026"}, "next")

    titles = [one.answers["offence.title"] for one in offences(store, case_id)]
    assert titles == [given("Theft"), given("Robbery")]
    assert offences(store, case_id)[0].answers["offence.date"] == given(PartialDate(2026))
    assert offences(store, case_id)[1] == theirs


def test_a_new_entry_taken_out_as_soon_as_it_is_saved_still_gives_its_mistake_back(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_out() -> None:
        store.remove_row(case_id, "offence", offences(store, case_id)[0].id, NOW)

    page = client.get(hearing(case_id))
    act_between(store, take_out, monkeypatch, is_after=True)
    typed = {NEW_TITLE: "Theft", "new~offence.date-year": "19"}
    page = client.send(page, typed, "next", 422)

    assert ["19"] in [text for name, text in page.fields().items() if "date-year" in name]


def test_a_full_disk_gives_the_typed_entries_back(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise StorageFullError

    page = client.get(hearing(case_id))
    monkeypatch.setattr(saving, "insert_row", full)
    page = client.send(page, {NEW_TITLE: "Theft", "case.crn": "X1"}, "next", 507)

    assert page.fields()[NEW_TITLE] == ["Theft"]
    assert page.words("p", "app-saved") == []
    # The page is one save: where the entry is not kept, neither is the answer beside it.
    assert store.load(case_id).assessment.answers.get("case.crn") is None


def test_a_page_from_before_the_last_start_gives_the_typed_entries_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(hearing(case_id))
    page = client.send(page, {NEW_TITLE: "Theft", "csrf_token": "old"}, "next", 400)

    assert page.fields()[NEW_TITLE] == ["Theft"]
    assert offences(store, case_id) == ()


def test_an_entry_is_removed_from_the_page_after_asking_and_can_be_brought_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    page = client.send(client.get(hearing(case_id)), {"case.crn": "X1"}, f"remove:offence:{row}")
    assert page.words("h1") == ["Remove: Theft"]
    page = client.send(page)
    assert legends(page) == ["Offence 1"]
    page = client.send(page, {"case.pnc": "P1"}, f"restore:offence:{row}")

    assert legends(page) == ["Offence 1: Theft"]
    assert store.load(case_id).assessment.answers.get("case.pnc") == given("P1")


def test_one_question_of_an_entry_can_be_declined(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    typed = {f"{row}~offence.date--instead": "declined"}
    client.send(client.get(hearing(case_id)), typed, "next")

    assert offences(store, case_id)[0].answers["offence.date"] == DECLINED


def test_a_list_declined_as_a_whole_shows_no_entry_and_keeps_those_it_had(
    client: PageClient, case_id: str, store: Store
) -> None:
    charge(store, case_id)
    client.send(client.get(hearing(case_id)), {"offence--instead": "declined"}, "next")
    page = client.get(hearing(case_id))
    assert legends(page) == []
    assert "Save and add another offence" not in page.words("button")
    page = client.send(page, {"offence--instead": "clear"}, "next")

    assert legends(client.get(hearing(case_id))) == ["Offence 1: Theft"]


def test_marking_the_rest_as_not_asked_does_not_hide_an_entry_added_with_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed = {NEW_TITLE: "Theft", "rest_reason": "no time"}
    client.send(client.get(hearing(case_id)), typed, "rest")

    answers = store.load(case_id).assessment.answers
    assert answers.get("offence") is None
    assert answers.get("offence.complete") == Answer(Status.NOT_ASKED, note="no time")


def test_the_rules_of_an_entry_name_the_inputs_of_that_entry(
    client: PageClient, case_id: str
) -> None:
    page = client.get(f"/cases/{case_id}/sections/dependence?depth=full")
    written = [one.get("data-shown-when") for one in page.all("div")]
    rules = [json.loads(one) for one in written if one]

    assert ["has", "new~dep.control_stop", ["yes"]] in rules


def test_an_answer_of_an_entry_is_linked_where_it_is_asked(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = charge(store, case_id)
    links = [one.get("href") or "" for one in client.get(f"/cases/{case_id}/answers").all("a")]
    assert f"{hearing(case_id)}#{row}~offence.title" in links

    assert client.get(hearing(case_id)).all("input", id=f"{row}~offence.title")


def test_a_page_with_many_entries_can_be_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    rows = [
        store.add_row(case_id, "dep", NOW, [Change("dep.slug", given("heroin"))]) for _ in range(20)
    ]
    page = client.get(f"/cases/{case_id}/sections/dependence?depth=full")
    assert sum(len(one) for one in page.fields().values()) > 1_000
    client.send(page, {f"{rows[-1]}~dep.craving": "3"}, "next")

    kept = store.load(case_id).assessment.answers.rows_of("dep")[-1]
    assert kept.answers["dep.craving"] == given(3)


def test_the_rules_of_a_new_entry_that_was_saved_name_its_inputs_as_they_are_now(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"/cases/{case_id}/sections/dependence?depth=full")
    typed = {"new~dep.slug": "heroin", "new~dep.pattern_start-year": "19"}
    page = client.send(page, typed, "next", 422)
    (row,) = store.load(case_id).assessment.answers.rows_of("dep")
    written = [one.get("data-shown-when") for one in page.all("div")]
    rules = [json.loads(one) for one in written if one]

    for prefix in (row.id, "new"):
        assert ["has", f"{prefix}~dep.control_stop", ["yes"]] in rules
