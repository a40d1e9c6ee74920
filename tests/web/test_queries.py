"""Questions back to the officer after saving, and questions that answers elsewhere open."""

from __future__ import annotations

import re

import pytest

from court_assess.domain.answers import DECLINED, given
from court_assess.domain.values import PartialDate, Weeks
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, act_between
from tests.web.page_client import HOST, Changes, PageClient

PAST: Changes = {
    "case.hearing_date-day": "1",
    "case.hearing_date-month": "2",
    "case.hearing_date-year": "2026",
}
CHECK = "There is something to check."


def section(case_id: str, section_id: str) -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def location(client: PageClient, where: str, typed: Changes, go: str = "next") -> str:
    """Post a page and return where it leads, with the place on it."""
    page = client.get(where)
    fields = {**page.fields(), **typed, "go": go}
    answer = client.client.post(page.form().get("action") or "", data=fields, base_url=HOST)
    assert answer.status_code == 302
    return str(answer.location)


def test_an_answer_that_may_not_be_right_is_saved_and_asked_about_beside_its_field(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.send(client.get(section(case_id, "hearing")), PAST, "next")

    assert page.words("h1") == ["The hearing"]
    assert page.errors == {}
    assert CHECK in page.words("p", "app-saved")
    (note,) = page.all("p", id="case.hearing_date-query")
    assert "".join(note.itertext()) == "Check this: This day has passed. Is it right?"
    (asked,) = [
        one
        for one in page.all("fieldset")
        if "case.hearing_date-query" in (one.get("aria-describedby") or "").split()
    ]
    assert asked.get("aria-describedby") == "case.hearing_date-query"
    assert store.load(case_id).assessment.answers.get("case.hearing_date") is not None


def test_coming_back_is_to_the_field_and_saving_again_without_a_change_goes_on(
    client: PageClient, case_id: str
) -> None:
    where = section(case_id, "hearing")

    assert location(client, where, PAST).endswith("/sections/hearing#case.hearing_date")
    assert location(client, where, {}).endswith("/sections/consent")
    assert location(client, where, {"case.crn": "X1"}).endswith("/sections/consent")


def test_what_is_asked_about_stays_beside_the_field_until_it_is_put_right(
    client: PageClient, case_id: str
) -> None:
    where = section(case_id, "hearing")
    client.send(client.get(where), PAST, "next")
    assert client.get(where).all("p", id="case.hearing_date-query")
    client.send(client.get(where), {"case.hearing_date-year": "2027"}, "next")

    assert not client.get(where).all("p", id="case.hearing_date-query")


def test_save_and_come_back_later_is_not_held_up_by_something_to_check(
    client: PageClient, case_id: str
) -> None:
    assert location(client, section(case_id, "hearing"), PAST, "later") == f"/cases/{case_id}"


def test_an_answer_behind_it_brings_it_back_as_the_answer_itself_does(
    client: PageClient, case_id: str, store: Store
) -> None:
    where = section(case_id, "dependence") + "?depth=full"
    store.save(case_id, [Change("alc.weeks", given(Weeks((7, 7, 7, 7))))], NOW)

    led = location(client, where, {"alc.days28": "0"})
    assert led.endswith("/sections/dependence?depth=full#alc.weeks")


def test_an_entry_of_an_inline_list_is_asked_about_in_that_entry(
    client: PageClient, case_id: str, store: Store
) -> None:
    where = section(case_id, "dependence")
    typed = {"new~dep.slug": "heroin", "new~dep.pattern_start-year": "2030"}
    led = location(client, where, typed)
    (row,) = store.load(case_id).assessment.answers.rows_of("dep")

    assert led.endswith(f"/sections/dependence#{row.id}~dep.pattern_start")
    page = client.get(where)
    assert page.all("p", id=f"{row.id}~dep.pattern_start-query")
    assert not page.all("p", id="new~dep.pattern_start-query")


def test_a_new_entry_is_asked_about_though_another_window_added_one_after_it(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = section(case_id, "dependence")
    client.get(where)
    act_between(store, lambda: store.add_row(case_id, "dep", NOW), monkeypatch, is_after=True)
    led = location(client, where, {"new~dep.slug": "heroin", "new~dep.pattern_start-year": "2030"})
    mine, _ = store.load(case_id).assessment.answers.rows_of("dep")

    assert led.endswith(f"/sections/dependence#{mine.id}~dep.pattern_start")


def test_another_entry_that_was_not_changed_brings_nothing_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    late = Change("dep.pattern_start", given(PartialDate(2030)))
    store.add_row(case_id, "dep", NOW, [late])
    led = location(client, section(case_id, "dependence"), {"new~dep.slug": "heroin"})

    assert "#" not in led


def test_the_page_of_an_entry_comes_back_and_the_list_says_so(
    client: PageClient, case_id: str, store: Store
) -> None:
    new = f"{section(case_id, 'substances')}/sub/new?depth=full"
    weeks = {f"sub.days28-week{week}": "9" for week in (1, 2, 3, 4)}
    led = location(client, new, {"sub.slug": "heroin", **weeks})
    (row,) = store.load(case_id).assessment.answers.rows_of("sub")
    assert led.endswith(f"/sub/{row.id}?depth=full#sub.days28")
    page = client.get(led)
    assert CHECK in page.words("p", "app-saved")
    assert page.all("p", id="sub.days28-query")

    listed = client.get(section(case_id, "substances"))
    (facts,) = listed.words("dd", "govuk-summary-list__value")
    assert facts.endswith(", something to check")


def test_nothing_is_to_check_where_a_save_was_refused(client: PageClient, case_id: str) -> None:
    typed = {**PAST, "case.hearing_time": "25:00"}
    page = client.send(client.get(section(case_id, "hearing")), typed, "next", 422)

    assert set(page.errors) == {"case.hearing_time"}
    assert page.all("p", id="case.hearing_date-query")


def test_an_answer_opens_the_question_that_must_be_asked_now(
    client: PageClient, case_id: str
) -> None:
    where = section(case_id, "mental_health")
    page = client.send(client.get(where), {"selfharm": "yes"}, "next")
    assert page.response.request.path == section(case_id, "safety")
    assert "They hurt themselves. Ask about suicide now." in page.words("p", "app-saved")

    typed: Changes = {"selfharm": "no", "psychosis_signs": ["told_to_harm"]}
    assert location(client, where, typed).endswith("/sections/safety#sui.thoughts_now")


def test_why_a_question_is_asked_now_puts_no_word_of_it_or_of_an_answer_into_the_cookie(
    client: PageClient, case_id: str
) -> None:
    says = "They hurt themselves. Ask about suicide now."
    typed: Changes = {"selfharm": "yes", "selfharm--known-by": "provider"}
    location(client, section(case_id, "mental_health"), typed)
    with client.client.session_transaction(base_url=HOST) as session:
        flashed = repr(session["_flashes"])
        words = set(re.findall(r"\w+", repr(session).lower()))

    assert "mental_health:0" in flashed  # what stands there is where the words are found
    answers = {"selfharm", "yes", "provider", "dana", "okafor"}
    assert words & ({*re.findall(r"\w+", says.lower())} | answers) == set()
    page = client.get(section(case_id, "safety"))
    assert says in page.words("p", "app-saved")
    assert says not in client.get(section(case_id, "safety")).words("p", "app-saved")


def test_it_opens_whichever_button_was_pressed_but_not_for_a_page_that_changed_nothing(
    client: PageClient, case_id: str
) -> None:
    where = section(case_id, "mental_health")

    assert location(client, where, {"selfharm": "yes"}, "later").endswith("#sui.thoughts_now")
    assert "#" not in location(client, where, {})


def test_a_question_that_has_an_answer_of_any_kind_is_not_opened(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("sui.thoughts_now", DECLINED)], NOW)
    led = location(client, section(case_id, "mental_health"), {"selfharm": "yes"})

    assert "#" not in led


def test_an_answer_that_does_not_open_it_goes_on(client: PageClient, case_id: str) -> None:
    led = location(client, section(case_id, "mental_health"), {"selfharm": "no"})

    assert "#" not in led
