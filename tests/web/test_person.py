"""The person's own copy on the documents page: how they want it, and both its prints."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import DECLINED, Answer, given
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, FakeWorker, Practice
from tests.web.page_client import PageClient

SHORT, LEFT_OFF = "Very little is on it until they have been asked", "Some things are left off it"


def test_both_prints_can_be_had_at_any_time(
    client: PageClient, case_id: str, worker: FakeWorker
) -> None:
    address = f"/cases/{case_id}/documents/person.pdf"
    links = [one.get("href") for one in client.get(f"/cases/{case_id}/documents").all("a")]

    assert {address, f"{address}?print=large"} <= set(links)
    client.fetch(address)
    client.fetch(f"{address}?print=large")
    normal, large = worker.pages
    assert 'class="large"' in large
    assert 'class="large"' not in normal
    assert "DRAFT" in normal


@pytest.mark.parametrize(
    ("unsafe", "says"),
    [
        (None, {SHORT}),
        (DECLINED, {SHORT}),
        (given(("none",)), set()),
        (given(("offence",)), {LEFT_OFF}),
    ],
)
def test_the_page_says_how_they_want_it_and_what_to_see_to_first(
    client: PageClient,
    case_id: str,
    store: Store,
    unsafe: Answer | None,
    says: set[str],
) -> None:
    changes = [Change("copy.how", given(("kept", "read_out")))]
    changes += [Change("copy.unsafe", unsafe)] if unsafe else []
    store.save(case_id, changes, NOW)
    text = client.get(f"/cases/{case_id}/documents").text

    assert "They want it like this: Kept at the office for me; Read out to me." in text
    assert {one for one in (SHORT, LEFT_OFF) if one in text} == says


def test_the_page_names_what_is_off_for_safety_and_never_says_why(
    client: PageClient, practice: Practice, store: Store
) -> None:
    case_id = practice.start(17)
    text = client.get(f"/cases/{case_id}/documents").text

    assert "For their safety this is left off it too, whatever they asked for: " in text
    assert "What they want to be different" in text
    assert LEFT_OFF not in text
    assert "afraid" not in text.lower()
    store.save(
        case_id,
        [Change("safe.da_afraid", given(("none",))), Change("safe.exploited", given(("none",)))],
        NOW,
    )
    assert "For their safety" not in client.get(f"/cases/{case_id}/documents").text


def test_a_copy_of_a_signed_case_is_no_draft(
    client: PageClient, practice: Practice, worker: FakeWorker
) -> None:
    case_id = practice.start(1)
    signature = {"signer": "R. Adeyemi", "role": "Probation officer", "confirm": "yes"}
    client.send(client.get(f"/cases/{case_id}/sign"), signature)
    client.fetch(f"/cases/{case_id}/documents/person.pdf")

    assert "DRAFT" not in worker.pages[-1]
    assert b"copy.unsafe" not in worker.attached[-1]
