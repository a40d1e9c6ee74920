"""Draft, sign, download, change: what was signed is what is downloaded ever after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from flask import Flask

from court_assess.domain.answers import NOT_KNOWN, given
from court_assess.domain.assessment import Library
from court_assess.report import PdfWorker
from court_assess.storage import Change, Store
from court_assess.web.factory import AppSettings, create_app
from tests.web.conftest import NOW, FakeWorker, Practice
from tests.web.page_client import Changes, Page, PageClient

SIGNATURE = {"signer": "R. Adeyemi", "role": "Probation officer", "confirm": "yes"}


@pytest.fixture
def ready(practice: Practice) -> str:
    """Return the id of a case with nothing lacking."""
    return practice.start(1)


def sign(client: PageClient, case_id: str, status: int = 200) -> Page:
    return client.send(client.get(f"/cases/{case_id}/sign"), SIGNATURE, status=status)


def test_a_draft_can_be_had_at_any_time_under_a_name_that_says_nothing(
    client: PageClient, case_id: str, worker: FakeWorker
) -> None:
    answer = client.fetch(f"/cases/{case_id}/documents/full.pdf")

    assert answer.data == b"%PDF-1.7 page 1"
    assert answer.mimetype == "application/pdf"
    assert "draft" in answer.headers["Content-Disposition"]
    assert "Okafor" not in answer.headers["Content-Disposition"]
    assert "DRAFT" in worker.pages[0]


def test_a_draft_that_cannot_be_made_is_a_plain_page_and_touches_nothing(
    client: PageClient, ready: str, worker: FakeWorker, store: Store
) -> None:
    before = store.load(ready)
    worker.fails = True
    page = client.get(f"/cases/{ready}/documents/full.pdf", 503)

    assert "Your answers are as they were" in page.text
    assert store.load(ready) == before


def test_what_is_lacking_is_shown_in_place_of_the_form(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"/cases/{case_id}/sign")
    assert "This cannot be signed yet" in page.text
    assert not page.all("form")
    assert "Reasons for the recommendation" in page.words("a", "govuk-link")
    token = client.get(f"/cases/{case_id}/withdraw").fields()["csrf_token"]
    client.post(f"/cases/{case_id}/sign", {"csrf_token": token, **SIGNATURE}, 422)

    assert store.signed_versions(case_id) == ()


def test_every_link_to_what_is_lacking_leads_to_its_inputs(
    client: PageClient, case_id: str
) -> None:
    page = client.get(f"/cases/{case_id}/sign")
    links = [one.get("href") or "" for one in page.all("a") if "#" in (one.get("href") or "")[1:]]

    assert len(links) > 10
    for link in links:
        path, _, place = link.partition("#")
        assert [one for one in client.get(path).tree.iter() if one.get("id") == place], link


def test_signing_freezes_answers_findings_and_the_bytes_of_the_pdf(
    client: PageClient, ready: str, store: Store
) -> None:
    page = sign(client, ready)
    (version,) = store.signed_versions(ready)

    assert "Signed as version 1" in page.words("p", "app-saved")
    assert hashlib.sha256(version.pdf).hexdigest() in page.text
    content = json.loads(version.content)
    assert content["case"]["answers"]["case.defendant_name"] == "Marcus Whitlow"
    assert content["findings"]["library"]["digest"] == version.library_digest
    assert content["signature"]["signer"] == "R. Adeyemi"
    assert version.content == json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert client.fetch(f"/cases/{ready}/signed/1.pdf").data == version.pdf


@pytest.mark.parametrize("versions", [1, 2])
def test_the_report_of_a_signed_case_is_the_bytes_signed_last_wherever_it_is_asked_for(
    client: PageClient, ready: str, store: Store, worker: FakeWorker, versions: int
) -> None:
    address = f"/cases/{ready}/documents/full.pdf"
    draft = client.fetch(address).data
    for version in range(versions):
        if version:
            store.reopen(ready, "One answer was wrong", NOW)
        sign(client, ready)
    made = len(worker.pages)
    links = [one.get("href") for one in client.get(f"/cases/{ready}/preview/full").all("a")]
    last = f"/cases/{ready}/signed/{versions}.pdf"

    assert client.fetch(address).data == store.signed_versions(ready)[-1].pdf
    assert client.fetch(address).data != draft  # the control: before that it was made anew
    assert len(worker.pages) == made
    assert last in links
    assert address not in links


def test_the_preview_of_a_case_that_is_not_signed_links_its_draft(
    client: PageClient, ready: str
) -> None:
    links = [one.get("href") for one in client.get(f"/cases/{ready}/preview/full").all("a")]

    assert f"/cases/{ready}/documents/full.pdf" in links


def test_the_signed_page_is_no_draft(client: PageClient, ready: str, worker: FakeWorker) -> None:
    sign(client, ready)

    assert "DRAFT" not in worker.pages[-1]
    assert "R. Adeyemi" in worker.pages[-1]


@pytest.mark.parametrize("missing", ["signer", "role", "confirm"])
def test_a_signature_is_name_role_and_confirmation(
    client: PageClient, ready: str, store: Store, missing: str
) -> None:
    page = client.get(f"/cases/{ready}/sign")
    page = client.send(page, {**SIGNATURE, missing: []}, status=422)

    assert set(page.errors) == {missing}
    assert store.signed_versions(ready) == ()


def test_a_worker_that_fails_leaves_nothing_signed(
    client: PageClient, ready: str, worker: FakeWorker, store: Store
) -> None:
    worker.fails = True
    page = sign(client, ready, 503)

    assert "Not signed: The PDF could not be made" in page.text
    assert store.signed_versions(ready) == ()
    assert store.load(ready).state == "open"


def test_answers_saved_since_the_page_was_opened_stop_the_signature(
    client: PageClient, ready: str, store: Store
) -> None:
    page = client.get(f"/cases/{ready}/sign")
    store.save(ready, [Change("rec.reason", given("Another reason."))], NOW)
    page = client.send(page, SIGNATURE, status=409)

    assert "Read the draft again" in page.text
    assert store.signed_versions(ready) == ()


def test_a_signed_case_cannot_be_signed_or_changed_again(
    client: PageClient, ready: str, store: Store
) -> None:
    old = client.get(f"/cases/{ready}/sections/hearing")
    form = client.get(f"/cases/{ready}/sign")
    client.send(form, SIGNATURE)
    client.send(form, SIGNATURE)
    client.send(old, {"case.crn": "X0"}, "next", 409)

    assert len(store.signed_versions(ready)) == 1
    page = client.get(f"/cases/{ready}/sections/hearing")
    assert page.words("h1") == ["Check answers"]
    for part in ("answers", "law", "safety"):
        page = client.get(f"/cases/{ready}/{part}")
        assert not [one for one in page.words("a", "govuk-link") if one.startswith("Change")]


def test_a_change_needs_a_reason_and_makes_the_next_version_beside_the_first(
    client: PageClient, ready: str, store: Store, worker: FakeWorker
) -> None:
    sign(client, ready)
    first = client.fetch(f"/cases/{ready}/signed/1.pdf").data
    page = client.send(client.get(f"/cases/{ready}/change"), {"reason": ""}, status=422)
    page = client.send(page, {"reason": "The provider's date was wrong"})
    assert "You are changing a signed assessment" in page.text
    page = client.get(f"/cases/{ready}/sections/hearing")
    client.send(page, {"case.crn": "X555"}, "later")
    page = sign(client, ready)

    assert page.words("h3") == ["Version 2", "Version 1"]
    assert "The provider's date was wrong" in page.text
    assert "The provider&#39;s date was wrong" in worker.pages[-1]
    assert client.fetch(f"/cases/{ready}/signed/1.pdf").data == first
    assert client.fetch(f"/cases/{ready}/signed/2.pdf").data != first
    assert store.load(ready).version == 2


def test_what_is_not_signed_cannot_be_reopened(client: PageClient, ready: str) -> None:
    page = client.get(f"/cases/{ready}/change")
    client.send(page, {"reason": "because"}, status=409)


def test_an_open_flag_is_said_before_signing_and_does_not_stop_it(
    client: PageClient, practice: Practice, ready: str
) -> None:
    page = client.get(f"/cases/{ready}/sections/safety")
    client.send(page, {"sui.thoughts_now": "yes", "sui.plan": "yes"}, "later")
    page = client.get(f"/cases/{ready}/sign")

    assert "Something must be acted on and is not recorded as dealt with" in page.text
    assert any(one.startswith("Act now: Risk of suicide") for one in page.words("li"))
    assert page.all("form")
    del practice


def test_flags_that_are_not_known_are_listed_before_signing_and_do_not_stop_it(
    client: PageClient, ready: str
) -> None:
    page = client.get(f"/cases/{ready}/sections/safety")
    declined: Changes = {"sui.thoughts_now--instead": "declined", "sui.thoughts_now": []}
    client.send(page, declined, "later")
    page = client.get(f"/cases/{ready}/sign")

    assert "it is not known whether" in page.text
    assert f"/cases/{ready}/safety#RF-SUI-THOUGHTS" in [one.get("href") for one in page.all("a")]
    assert "Signed as version 1" in client.send(page, SIGNATURE).text


def test_what_is_signed_carries_the_day_it_was_judged_on(
    client: PageClient, ready: str, store: Store
) -> None:
    sign(client, ready)
    content = json.loads(store.signed_versions(ready)[0].content)

    assert content["case"]["prepared_on"] == content["findings"]["library"]["judged_on"]


def test_the_real_worker_makes_a_pdf_that_is_signed_as_it_is(
    app: Flask, store: Store, ready: str
) -> None:
    own: AppSettings = app.extensions["court_assess"]
    worker = PdfWorker()
    try:
        settings = replace(own, worker=worker)
        client = PageClient(create_app(settings))
        sign(client, ready)
    finally:
        worker.close()
    (version,) = store.signed_versions(ready)

    assert version.pdf.startswith(b"%PDF-1.7")
    assert client.fetch(f"/cases/{ready}/signed/1.pdf").data == version.pdf


def test_requirements_that_cannot_be_in_one_order_are_mended_before_signing(
    client: PageClient, ready: str, store: Store, library: Library
) -> None:
    both = given(("alcohol_treatment", "alcohol_abstinence"))
    page_of_both = library.questionnaire.section("other_requirements").questions
    dealt_with = {one.id: NOT_KNOWN for one in page_of_both if one.required}
    answers = {"order.other_requirements": both, **dealt_with}
    store.save(ready, tuple(Change(key, one) for key, one in answers.items()), NOW)
    page = client.get(f"/cases/{ready}/sign")
    (link,) = (one for one in page.all("a") if "cannot be in one order" in "".join(one.itertext()))
    token = client.get(f"/cases/{ready}/withdraw").fields()["csrf_token"]
    client.post(f"/cases/{ready}/sign", {"csrf_token": token, **SIGNATURE}, 422)
    assert "Put this right first" in page.words("h2")
    assert (link.get("href") or "").endswith("/sections/order#order.other_requirements")
    assert store.signed_versions(ready) == ()

    alone = Change("order.other_requirements", given(("alcohol_treatment",)))
    store.save(ready, (alone,), NOW)
    sign(client, ready)
    assert len(store.signed_versions(ready)) == 1
