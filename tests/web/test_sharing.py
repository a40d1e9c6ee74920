"""Who was told what, on what basis, and how each consent stands."""

from __future__ import annotations

from datetime import datetime

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, given
from court_assess.storage import Change, DocumentMade, Store
from tests.web.conftest import NOW
from tests.web.page_client import Page, PageClient

MADE = DocumentMade("handover", NOW, "R. Adeyemi", "Hospital", "life_or_health", "Fits")


def documents(client: PageClient, case_id: str) -> Page:
    return client.get(f"/cases/{case_id}/documents")


def consent(page: Page, label: str) -> str:
    """Return the word in the tag beside a consent."""
    names = page.words("dt")  # the consents come last
    return page.words("strong", "govuk-tag")[names.index(label) - len(names)]


def write_down(store: Store, case_id: str, **answers: str | datetime) -> str:
    changes = [Change(f"share.{key}", given(value)) for key, value in answers.items()]
    return store.add_row(case_id, "share", NOW, changes)


def test_every_document_made_stands_with_whom_it_was_for_when_and_why(
    client: PageClient, case_id: str, store: Store
) -> None:
    assert "Nothing is written down as shared yet" in documents(client, case_id).text
    store.record_document(case_id, MADE)
    page = documents(client, case_id)

    assert "Handover page" in page.words("th", "govuk-table__header")
    assert page.words("td") == [
        "Hospital",
        "18 November 2026 at 14:02",
        "Life or health is at risk: Fits",
        "Made by R. Adeyemi",
    ]


def test_what_was_written_down_and_what_was_made_stand_together_in_the_order_of_time(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.record_document(case_id, MADE)
    write_down(store, case_id, what="safety")
    write_down(store, case_id, what="result", on=datetime(2026, 11, 18, 14, 30))
    earlier = datetime(2026, 11, 18, 9, 5)
    write_down(
        store, case_id, what="referral", who="Ms Khan", on=earlier, basis="consent", how="phone"
    )
    page = documents(client, case_id)
    whats = page.all("th", scope="row")

    assert ["".join(one.itertext()) for one in whats] == [
        "A referral",
        "Handover page",
        "A test result",
        "A worry about safety",
    ]
    assert page.words("td")[0] == "Ms Khan"
    assert page.words("td")[2:4] == ["The person said yes", "By phone"]
    assert page.words("td")[-4:] == ["Not written down"] * 4


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ([], "Not yet asked"),
        ([Change("con.share_provider", given("yes"))], "Yes"),
        ([Change("con.share_provider", given("no"))], "No"),
        ([Change("con.share_provider", DECLINED)], "Declined to answer"),
        ([Change("con.share_provider", NOT_KNOWN)], "Not known"),
        (
            [
                Change("con.share_provider", given("yes")),
                Change("con.withdrawn", given(("provider",))),
            ],
            "Taken back",
        ),
        (
            [Change("con.share_provider", given("yes")), Change("con.withdrawn", given(("gp",)))],
            "Yes",
        ),
        (
            [Change("con.share_provider", given("yes")), Change("con.withdrawn", given(("none",)))],
            "Yes",
        ),
    ],
)
def test_the_state_of_a_consent_is_said_in_a_word(
    client: PageClient, case_id: str, store: Store, changes: list[Change], word: str
) -> None:
    store.save(case_id, changes, NOW)
    page = documents(client, case_id)

    assert consent(page, "Agrees to sharing with the provider") == word


def test_every_consent_has_a_link_that_leads_to_where_it_is_changed(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("case.in_custody", given("yes"))], NOW)
    page = documents(client, case_id)
    links = [(one.get("href") or "").partition("#") for one in page.all("a")]
    consents = [(path, place) for path, _, place in links if place.startswith("con.")]
    (log,) = [(path, place) for path, _, place in links if place == "share"]

    assert "Consent can be taken back at any time" in page.text
    assert [place.removeprefix("con.") for _, place in consents] == [
        "share_provider",
        "share_gp",
        "share_family",
        "share_custody",
        "withdrawn",
    ]
    for path, place in (*consents, log):
        assert [one for one in client.get(path).tree.iter() if one.get("id") == place], place


def test_a_closed_case_shows_the_log_and_offers_no_change(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.record_document(case_id, MADE)
    store.withdraw(case_id, "Sent elsewhere", NOW)
    page = documents(client, case_id)

    assert "Made by R. Adeyemi" in page.words("td")
    assert "Record that consent was taken back" not in page.text
    assert "Write down something else that was shared" not in page.text
