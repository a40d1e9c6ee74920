"""The handover page: made and written down together, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from court_assess.domain.answers import DECLINED, Answer, Status, given
from court_assess.report import documents
from court_assess.storage import Change, DocumentMade, Store
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, FakeWorker, Practice, act_before_record
from tests.web.page_client import HOST, Page, PageClient, look_at_headers

HELD = Change("case.in_custody", given("yes"))
AGREED = Change("con.share_custody", given("yes"))
REFUSED = Change("con.share_custody", given("no"))
TAKEN_BACK = Change("con.withdrawn", given(("custody",)))
FOR_NURSE = {"made_by": "R. Adeyemi", "made_for": "healthcare"}
DANGER = {**FOR_NURSE, "basis": "life_or_health", "reason": "Fits when he stops drinking"}


def handover(case_id: str) -> str:
    return f"/cases/{case_id}/handover"


def ask_for(client: PageClient, case_id: str, typed: dict[str, str]) -> TestResponse:
    """Post the form and return the file that comes."""
    fields: dict[str, Any] = {**client.get(handover(case_id)).fields(), **typed}
    answer = client.client.post(handover(case_id), data=fields, base_url=HOST)
    look_at_headers(answer)
    return answer


def refused(client: PageClient, case_id: str, typed: dict[str, str]) -> Page:
    return client.send(client.get(handover(case_id)), typed, status=422)


def test_the_page_is_a_file_and_is_written_down_with_whom_it_is_for_and_why(
    client: PageClient, case_id: str, store: Store, worker: FakeWorker
) -> None:
    answer = ask_for(client, case_id, DANGER)

    assert answer.data == b"%PDF-1.7 page 1"
    assert answer.mimetype == "application/pdf"
    assert "Okafor" not in answer.headers["Content-Disposition"]
    assert "R. Adeyemi" in worker.pages[0]
    assert store.documents_made(case_id) == (
        DocumentMade(
            kind="handover",
            made_at=NOW,
            made_by="R. Adeyemi",
            made_for="Custody or prison healthcare",
            basis="life_or_health",
            reason="Fits when he stops drinking",
        ),
    )
    assert "Handover page made and written down 14:02" in client.get(handover(case_id)).text


def test_a_page_that_cannot_be_made_is_not_written_down_and_gives_back_what_was_typed(
    client: PageClient, case_id: str, store: Store, worker: FakeWorker
) -> None:
    worker.fails = True
    page = client.send(client.get(handover(case_id)), DANGER, status=503)

    assert "Not made: The PDF could not be made" in page.text
    assert page.fields()["reason"] == [DANGER["reason"]]
    assert store.documents_made(case_id) == ()


def test_a_page_that_cannot_be_written_down_is_not_given_out(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFullError

    monkeypatch.setattr(store, "record_document", full)
    page = client.send(client.get(handover(case_id)), DANGER, status=507)

    assert "Not made:" in page.text
    assert page.fields()["made_by"] == ["R. Adeyemi"]


@pytest.mark.parametrize("state", ["signed", "withdrawn"])
def test_a_page_can_be_made_of_a_case_that_is_closed(
    client: PageClient, case_id: str, store: Store, state: str
) -> None:
    if state == "withdrawn":
        store.withdraw(case_id, "Sent elsewhere", NOW)
    else:
        store.sign(case_id, signer="R", role="PO", reason="", content="{}", pdf=b"%PDF", now=NOW)
    before = store.load(case_id)
    ask_for(client, case_id, DANGER)

    assert len(store.documents_made(case_id)) == 1
    assert store.load(case_id) == before
    assert "Change what is recorded" not in client.get(handover(case_id)).text


def test_a_page_made_of_an_open_case_says_that_answers_may_change_and_of_a_signed_one_does_not(
    client: PageClient, case_id: str, store: Store, worker: FakeWorker
) -> None:
    ask_for(client, case_id, DANGER)
    store.sign(case_id, signer="R", role="PO", reason="", content="{}", pdf=b"%PDF", now=NOW)
    ask_for(client, case_id, DANGER)

    of_open, of_signed = worker.pages
    assert "<b>DRAFT</b> Made from answers that may still change." in of_open
    assert "DRAFT" not in of_signed


@pytest.mark.parametrize("missing", ["made_by", "made_for", "basis", "reason"])
def test_by_whom_for_whom_and_why_must_all_be_said(
    client: PageClient, case_id: str, store: Store, missing: str
) -> None:
    page = refused(client, case_id, {**DANGER, missing: " "})

    assert set(page.errors) == {missing}
    assert store.documents_made(case_id) == ()


def test_the_officer_s_name_and_a_consent_on_record_stand_ready(
    client: PageClient, case_id: str, store: Store
) -> None:
    name = Change("rec.officer_name", given("R. Adeyemi"))
    store.save(case_id, [HELD, AGREED, name], NOW)
    fields = client.get(handover(case_id)).fields()

    assert fields["made_by"] == ["R. Adeyemi"]
    assert fields["basis"] == ["consent"]
    assert "made_for" not in fields


def test_a_consent_on_record_needs_no_other_reason(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [HELD, AGREED], NOW)
    ask_for(client, case_id, FOR_NURSE)
    (made,) = store.documents_made(case_id)

    assert (made.basis, made.reason) == ("consent", "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([HELD, REFUSED], ("They said no to healthcare", "They said no to this")),
        ([HELD, AGREED, TAKEN_BACK], ("They took back their yes", "They took their yes back")),
        (
            [HELD, Change("con.share_custody", DECLINED)],
            ("They would rather not say", "They have not said yes"),
        ),
    ],
)
def test_a_consent_that_was_refused_cannot_be_chosen_and_does_not_stop_a_page_for_life_or_health(
    client: PageClient, case_id: str, store: Store, changes: list[Change], said: tuple[str, str]
) -> None:
    says, beside = said
    store.save(case_id, changes, NOW)
    page = client.get(handover(case_id))
    assert says in page.text
    assert "It does not stop you where someone's life or health is at risk" in page.text
    assert "basis" not in page.fields()
    page = client.send(page, {**DANGER, "basis": "consent"}, status=422)

    assert page.errors["basis"].startswith(beside)
    assert page.fields()["reason"] == [DANGER["reason"]]
    assert store.documents_made(case_id) == ()
    ask_for(client, case_id, DANGER)
    assert len(store.documents_made(case_id)) == 1


@pytest.mark.parametrize(
    ("typed", "status", "made"), [({**DANGER, "basis": "consent"}, 409, 0), (DANGER, 200, 1)]
)
def test_a_consent_taken_back_while_the_page_is_made_stops_what_rests_on_it_and_nothing_else(  # noqa: PLR0913, PLR0917 - a table of two
    client: PageClient,
    case_id: str,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    typed: dict[str, str],
    status: int,
    made: int,
) -> None:
    store.save(case_id, [HELD, AGREED], NOW)
    fields: dict[str, Any] = {**client.get(handover(case_id)).fields(), **typed}
    act_before_record(store, lambda: store.save(case_id, [TAKEN_BACK], NOW), monkeypatch)
    answer = client.client.post(handover(case_id), data=fields, base_url=HOST)

    assert answer.status_code == status
    assert ("They took their yes back" in answer.get_data(as_text=True)) is not bool(made)
    assert len(store.documents_made(case_id)) == made


@pytest.mark.parametrize("answer", [None, Answer(Status.NOT_ASKED, note="No time")])
def test_a_consent_that_is_not_on_record_needs_how_it_was_given(
    client: PageClient, case_id: str, store: Store, answer: Answer | None
) -> None:
    store.save(case_id, [HELD, Change("con.share_custody", answer)], NOW)
    assert "It is not recorded whether they agree" in client.get(handover(case_id)).text
    page = refused(client, case_id, {**FOR_NURSE, "basis": "consent"})

    assert page.errors == {"reason": "Write when and how they agreed: it is not recorded yet"}
    ask_for(client, case_id, {**FOR_NURSE, "basis": "consent", "reason": "Said yes at 14:00"})
    assert store.documents_made(case_id)[0].basis == "consent"


def test_what_may_be_passed_on_is_the_store_s_own_list(client: PageClient, case_id: str) -> None:
    page = refused(client, case_id, {**DANGER, "basis": "curiosity"})

    assert set(page.errors) == {"basis"}


def test_the_page_that_asks_is_reached_from_safety_and_from_documents(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(11)
    for part in ("safety", "documents"):
        links = [one.get("href") for one in client.get(f"/cases/{case_id}/{part}").all("a")]
        assert handover(case_id) in links


def test_the_document_is_one_that_can_be_made() -> None:
    assert "handover" in documents.DOCUMENTS
