"""The referral page: made on a plain yes alone, and written down with whom it is for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from court_assess.definitions.local_settings import load_settings
from court_assess.domain.answers import Answer, given
from court_assess.domain.assessment import Library
from court_assess.domain.consents import WHY_NOT_REFERRED
from court_assess.report import PdfWorker
from court_assess.settings import PRACTICE_SETTINGS
from court_assess.storage import Change, DocumentMade, Store
from court_assess.storage.errors import StorageFullError
from court_assess.web.factory import AppSettings, create_app
from tests.domain.test_provider_part import NO_YES, YES
from tests.web.conftest import NOW, FakeWorker, Practice, act_before_record
from tests.web.page_client import HOST, PageClient, look_at_headers

LANTERNWAY = "Lanternway Recovery Service, Brackenford"
LISTED = {"made_by": "R. Adeyemi", "made_for": "listed_1"}


@pytest.fixture
def app(store: Store, library: Library, worker: FakeWorker) -> Flask:
    """Return the app of an area that has a directory of providers."""
    settings = AppSettings(
        store,
        library,
        cast("PdfWorker", worker),
        is_demo=False,
        clock=lambda: NOW,
        hosts=("127.0.0.1", "localhost"),
        local=load_settings(PRACTICE_SETTINGS),
    )
    return create_app(settings)


def address(case_id: str) -> str:
    return f"/cases/{case_id}/referral"


def save(store: Store, case_id: str, answers: dict[str, Answer]) -> None:
    store.save(case_id, [Change(question, one) for question, one in answers.items()], NOW)


def ask_for(client: PageClient, case_id: str, typed: dict[str, str], go: str) -> TestResponse:
    """Post the form with one of its buttons and return the file that comes."""
    fields: dict[str, Any] = {**client.get(address(case_id)).fields(), **typed, "go": go}
    answer = client.client.post(address(case_id), data=fields, base_url=HOST)
    look_at_headers(answer)
    return answer


@pytest.fixture
def agreed(case_id: str, store: Store) -> str:
    """Return a case with a plain yes."""
    save(store, case_id, YES)
    return case_id


def test_the_referral_is_a_file_and_is_written_down(
    client: PageClient, agreed: str, store: Store, worker: FakeWorker
) -> None:
    answer = ask_for(client, agreed, LISTED, "pdf")

    assert answer.data == b"%PDF-1.7 page 1"
    assert "Okafor" not in answer.headers["Content-Disposition"]
    assert "01632 960021" in worker.pages[0]
    made = DocumentMade("referral", NOW, "R. Adeyemi", LANTERNWAY, "consent", "")
    (kept,) = store.documents_made(agreed)
    tree = json.loads(worker.attached[0])
    assert (kept.seal, kept.version) == (tree["seal"], tree["version"])
    assert replace(kept, seal="", version="") == made
    assert "Referral made and written down 14:02" in client.get(address(agreed)).text
    assert LANTERNWAY in client.get(f"/cases/{agreed}/documents").text


def test_its_data_alone_is_the_same_as_the_pdf_carries_and_is_written_down_too(
    client: PageClient, agreed: str, store: Store, worker: FakeWorker
) -> None:
    answer = ask_for(client, agreed, LISTED, "data")
    ask_for(client, agreed, LISTED, "pdf")
    tree = json.loads(answer.data)

    assert answer.mimetype == "application/json"
    assert answer.data == worker.attached[0]
    assert tree["provider"] == {"name": LANTERNWAY, "telephone": "01632 960021"}
    assert tree["officer"]["name"] == "R. Adeyemi"
    assert [one.kind for one in store.documents_made(agreed)] == ["referral_data", "referral"]
    assert "Referral as a data file" in client.get(f"/cases/{agreed}/documents").text


@pytest.mark.parametrize("state", NO_YES)
def test_without_a_plain_yes_the_page_says_why_and_offers_no_button(
    client: PageClient, case_id: str, store: Store, state: str
) -> None:
    save(store, case_id, NO_YES[state])
    page = client.get(address(case_id))

    assert WHY_NOT_REFERRED[state] in page.text
    assert page.all("form") == []


@pytest.mark.parametrize("state", NO_YES)
@pytest.mark.parametrize("go", ["pdf", "data"])
def test_a_page_that_was_open_while_there_was_a_yes_makes_nothing_later(
    agreed: str, client: PageClient, store: Store, state: str, go: str
) -> None:
    open_before = client.get(address(agreed))
    cleared = dict.fromkeys(YES, None)
    store.save(agreed, [Change(*one) for one in (cleared | NO_YES[state]).items()], NOW)
    page = client.send(open_before, {**LISTED, "go": go}, status=409)

    assert WHY_NOT_REFERRED[state] in page.text
    assert page.all("form") == []
    assert store.documents_made(agreed) == ()


@pytest.mark.parametrize("state", NO_YES)
@pytest.mark.parametrize("go", ["pdf", "data"])
def test_a_consent_taken_back_while_a_referral_is_made_stops_it(  # noqa: PLR0913, PLR0917 - a table of two
    agreed: str,
    client: PageClient,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    go: str,
) -> None:
    cleared = dict.fromkeys(YES, None)
    changes = [Change(*one) for one in (cleared | NO_YES[state]).items()]
    page = client.get(address(agreed))
    act_before_record(store, lambda: store.save(agreed, changes, NOW), monkeypatch)
    page = client.send(page, {**LISTED, "go": go}, status=409)

    assert page.words("h2", "govuk-error-summary__title") == ["The referral was not made"]
    assert WHY_NOT_REFERRED[state] in page.words("p")
    assert page.all("form") == []
    assert "written down 14:02" not in page.text
    assert store.documents_made(agreed) == ()


@pytest.mark.parametrize("go", ["pdf", "data"])
def test_a_referral_is_made_where_nothing_was_saved_meanwhile(
    agreed: str, client: PageClient, store: Store, monkeypatch: pytest.MonkeyPatch, go: str
) -> None:
    # The control of the tests beside it: the other window reads, and changes nothing.
    act_before_record(store, lambda: store.load(agreed), monkeypatch)

    assert ask_for(client, agreed, LISTED, go).status_code == 200
    assert len(store.documents_made(agreed)) == 1


def test_what_is_saved_while_a_referral_is_made_is_read_before_it_is_made_again(
    agreed: str, client: PageClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(address(agreed))
    theirs = {"con.nodata": given("Nothing to my brother")}
    act_before_record(store, lambda: save(store, agreed, theirs), monkeypatch)
    page = client.send(page, LISTED, status=409)

    assert "Not made: answers were saved in another window meanwhile" in page.text
    assert "Nothing to my brother" in page.text
    assert page.fields()["made_by"] == ["R. Adeyemi"]
    assert store.documents_made(agreed) == ()
    answer = client.client.post(address(agreed), data=page.fields(), base_url=HOST)
    assert answer.mimetype == "application/pdf"
    assert len(store.documents_made(agreed)) == 1


def test_what_is_not_to_be_passed_on_is_read_before_anything_is(
    client: PageClient, agreed: str, store: Store, worker: FakeWorker
) -> None:
    save(store, agreed, {"con.nodata": given("Nothing to my brother")})
    ask_for(client, agreed, LISTED, "pdf")

    assert "Nothing to my brother" in client.get(address(agreed)).text
    assert "Nothing to my brother" not in worker.pages[0]
    assert b"Nothing to my brother" not in worker.attached[0]


@pytest.mark.parametrize(
    ("asked", "chosen", "says"),
    [
        ("lanternway recovery  service, brackenford", "listed_1", "Telephone 01632 960021"),
        ("Harbour House", "recorded", "Not in the list of providers of this area"),
        ("", None, "Telephone 01632 960021"),
    ],
)
def test_the_provider_that_was_asked_stands_ready(  # noqa: PLR0913, PLR0917 - a table of three
    client: PageClient, agreed: str, store: Store, asked: str, chosen: str | None, says: str
) -> None:
    if asked:
        save(store, agreed, {"prov.name": given(asked)})
    page = client.get(address(agreed))

    assert page.fields().get("made_for") == ([chosen] if chosen else None)
    assert says in page.text


def test_a_provider_that_is_in_no_list_is_typed(
    client: PageClient, agreed: str, store: Store
) -> None:
    another = {"made_by": "R. Adeyemi", "made_for": "another"}
    page = client.send(client.get(address(agreed)), another, status=422)
    ask_for(client, agreed, {**another, "another": "Harbour House"}, "pdf")

    assert page.errors == {"another": "Enter the provider's name"}
    assert store.documents_made(agreed)[0].made_for == "Harbour House"


@pytest.mark.parametrize("missing", ["made_by", "made_for"])
def test_by_whom_and_for_whom_must_be_said(
    client: PageClient, agreed: str, store: Store, missing: str
) -> None:
    page = client.send(client.get(address(agreed)), {**LISTED, missing: ""}, status=422)

    assert set(page.errors) == {missing}
    assert store.documents_made(agreed) == ()


def test_what_cannot_be_made_is_not_written_down_and_what_cannot_be_written_down_not_given_out(
    client: PageClient,
    agreed: str,
    store: Store,
    worker: FakeWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker.fails = True
    page = client.send(client.get(address(agreed)), LISTED, status=503)
    assert "Not made: The PDF could not be made" in page.text
    assert store.documents_made(agreed) == ()

    def full(*_: object) -> None:
        raise StorageFullError

    worker.fails = False
    monkeypatch.setattr(store, "record_document", full)
    assert "Not made:" in client.send(client.get(address(agreed)), LISTED, status=507).text


def test_the_page_is_reached_from_documents_and_from_the_provider_s_page(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(11)
    for part in ("documents", "sections/provider"):
        links = [one.get("href") for one in client.get(f"/cases/{case_id}/{part}").all("a")]
        assert address(case_id) in links
    elsewhere = client.get(f"/cases/{case_id}/sections/substances")
    assert address(case_id) not in [one.get("href") for one in elsewhere.all("a")]


def test_the_provider_s_page_shows_whom_to_ring_and_lets_one_be_chosen_or_typed(
    app: Flask, practice: Practice, store: Store
) -> None:
    case_id, client = practice.start(11), PageClient(app)
    page = client.get(f"/cases/{case_id}/sections/provider")
    (box,) = page.all("input", name="prov.name")
    (listed,) = page.all("datalist", id=box.get("list") or "")
    chosen = {one.get("value"): "".join(one.itertext()) for one in listed}
    text = page.text

    assert chosen[LANTERNWAY] == "Telephone 01632 960021"
    assert len(page.all("datalist")) == 1
    for name in (LANTERNWAY, "A service in no list"):
        client.send(page, {"prov.name": name}, "next")
        assert store.load(case_id).assessment.answers.single["prov.name"].value == name
        page = client.get(f"/cases/{case_id}/sections/provider")
    assert "Treatment providers in this area" in text
    assert "01632 960031. Monday to Saturday, 8.30 am to 6 pm" in text


def test_without_a_directory_the_provider_is_typed_and_the_page_names_none(
    app: Flask, agreed: str, store: Store
) -> None:
    key = "court_assess"
    settings = app.extensions[key]
    app.extensions[key] = replace(settings, local=type(settings.local)())
    client = PageClient(app)
    ask_for(
        client,
        agreed,
        {"made_by": "R. Adeyemi", "made_for": "another", "another": "Harbour House"},
        "pdf",
    )

    assert store.documents_made(agreed)[0].made_for == "Harbour House"
    page = client.get(f"/cases/{agreed}/sections/provider")
    assert "in this area" not in page.text
    assert page.all("datalist") == []


def test_it_is_read_in_the_browser_on_a_plain_yes_alone(
    client: PageClient, agreed: str, store: Store
) -> None:
    preview = f"/cases/{agreed}/preview/referral"
    links = [one.get("href") for one in client.get(address(agreed)).all("a")]

    assert preview in links
    read = client.get(preview)
    assert "Questions for you to answer" in read.text
    assert [
        "".join(one.itertext()) for one in read.all("a") if one.get("href") == address(agreed)
    ] == ["Make the referral"]
    save(store, agreed, {"con.withdrawn": given(("provider",))})
    assert WHY_NOT_REFERRED["withdrawn"] in client.get(preview, 409).text
    assert store.documents_made(agreed) == ()
