"""The page of drug tests: what stands beside a result, what a correction leaves, and soft questions."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import DECLINED, Answer, given
from court_assess.domain.values import Value
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, Practice
from tests.web.page_client import Page, PageClient

NO_DECLARATION = "A result is written down, but not what was declared before it."
NO_MEDICINES = "A result is written down, but not which medicines were taken before it."
AMENDED = "amended"


def page_of(client: PageClient, case_id: str) -> Page:
    return client.get(f"/cases/{case_id}/sections/tests")


def add(store: Store, case_id: str, group: str, **answers: Value | Answer) -> str:
    changes = [
        Change(f"{group}.{key}", one if isinstance(one, Answer) else given(one))
        for key, one in answers.items()
    ]
    return store.add_row(case_id, group, NOW, changes)


@pytest.fixture
def tested(store: Store, case_id: str) -> str:
    """Return a case in which a drug test was offered."""
    store.save(case_id, [Change("tests.offered", given("yes"))], NOW)
    return case_id


def status(store: Store, case_id: str) -> list[Value | None]:
    rows = store.load(case_id).assessment.answers.rows_of("test")
    held = (row.answers.get("test.status") for row in rows)
    return [one.value if one else None for one in held]


def test_each_result_stands_beside_what_was_declared_and_what_is_published(
    client: PageClient, practice: Practice
) -> None:
    page = page_of(client, practice.start(1))
    (table, *_) = page.all("table")
    text = " ".join(" ".join(table.itertext()).split())

    assert "Results beside what was declared before, and what is published" in page.text
    assert "Opiates: Positive (screen, not confirmed)" in text
    assert "Heroin the day before" in text
    assert "Sertraline 50 mg daily" in text
    assert "Codeine, co-codamol" in text
    assert "Exeter NHS laboratory" in text
    assert "not looked up" in text
    assert "the officer or the provider reads the result" in page.text


def test_the_page_draws_the_results_by_day(client: PageClient, practice: Practice) -> None:
    (picture,) = page_of(client, practice.start(1)).all("img")
    drawn = client.client.get(picture.get("src") or "", base_url="http://127.0.0.1")

    assert "opiates positive (screen, not confirmed) on 23 November 2026" in (
        picture.get("alt") or ""
    )
    assert drawn.status_code == 200


def test_a_page_without_a_result_has_no_table_and_no_picture(
    client: PageClient, tested: str
) -> None:
    page = page_of(client, tested)

    assert page.all("table") == []
    assert page.all("img") == []
    assert "Earlier values" not in page.text


# --- What was declared before ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "asks"),
    [({}, True), ({"declared_use": "Heroin today"}, False), ({"declared_use": DECLINED}, False)],
)
def test_the_officer_is_asked_for_what_was_declared_before_a_result(
    client: PageClient, store: Store, tested: str, declared: dict[str, Value | Answer], asks: bool
) -> None:  # fmt: skip
    add(store, tested, "test", attempt_outcome="sample_taken", **declared)
    add(store, tested, "result", analyte="opiates", value="negative")
    page = page_of(client, tested)

    assert (NO_DECLARATION in page.text) is asks
    assert NO_MEDICINES in page.text


def test_nothing_is_asked_before_there_is_a_result_or_of_a_refusal(
    client: PageClient, store: Store, tested: str
) -> None:
    add(store, tested, "test", attempt_outcome="sample_taken")
    assert NO_DECLARATION not in page_of(client, tested).text

    add(store, tested, "result", analyte="opiates", value="negative")
    assert NO_DECLARATION in page_of(client, tested).text

    (test,) = store.load(tested).assessment.answers.rows_of("test")
    store.save(tested, [Change("test.attempt_outcome", given("refused"), test.id)], NOW)
    assert NO_DECLARATION not in page_of(client, tested).text


# --- Corrections ----------------------------------------------------------------------------------


def correct(client: PageClient, case_id: str, name: str, value: str) -> None:
    page = page_of(client, case_id)
    client.send(page, {name: value}, "later")


def test_a_correction_of_a_final_result_says_amended_and_keeps_the_earlier_value(
    client: PageClient, store: Store, tested: str
) -> None:
    add(store, tested, "test", attempt_outcome="sample_taken", status="final")
    result = add(store, tested, "result", analyte="opiates", value="presumptive_positive")
    correct(client, tested, f"{result}~result.value", "confirmed_negative")
    page = page_of(client, tested)

    assert status(store, tested) == [AMENDED]
    assert (
        "Result 1: result was “Positive (screen, not confirmed)” until 18 November 2026 at 14:02"
        in page.text
    )
    correct(client, tested, f"{result}~result.value", "negative")
    assert status(store, tested) == [AMENDED]


def test_what_was_amended_does_not_become_final_again(
    client: PageClient, store: Store, tested: str
) -> None:
    test = add(store, tested, "test", attempt_outcome="sample_taken", status=AMENDED)
    correct(client, tested, f"{test}~test.status", "final")

    assert status(store, tested) == [AMENDED]


def test_a_change_before_the_result_is_final_is_no_amendment(
    client: PageClient, store: Store, tested: str
) -> None:
    add(store, tested, "test", attempt_outcome="sample_taken", status="pending")
    result = add(store, tested, "result", analyte="opiates", value="presumptive_positive")
    correct(client, tested, f"{result}~result.value", "negative")

    assert status(store, tested) == ["pending"]


def test_taking_a_result_of_a_final_test_out_amends_it(
    client: PageClient, store: Store, tested: str
) -> None:
    add(store, tested, "test", attempt_outcome="sample_taken", status="final")
    result = add(store, tested, "result", analyte="opiates", value="negative")
    client.send(client.get(f"/cases/{tested}/sections/tests/result/{result}/remove"))

    assert status(store, tested) == [AMENDED]


def test_a_result_never_moves_to_another_test_when_one_is_taken_out_or_brought_back(
    client: PageClient, store: Store, tested: str
) -> None:
    first = add(store, tested, "test", attempt_outcome="sample_taken")
    add(store, tested, "test", attempt_outcome="refused")
    add(store, tested, "result", analyte="opiates", value="presumptive_positive", test=1)
    client.send(client.get(f"/cases/{tested}/sections/tests/test/{first}/remove"))

    assert "which test is not said" in page_of(client, tested).text
    (result,) = store.load(tested).assessment.answers.rows_of("result")
    store.save(tested, [Change("result.test", given(1), result.id)], NOW)
    client.send(page_of(client, tested), {}, f"restore:test:{first}")
    assert "which test is not said" in page_of(client, tested).text
