"""The draft is made ahead after every kind of save, and a download of it makes nothing twice."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import pytest
from flask import Flask

from court_assess.domain.answers import given
from court_assess.report import Ahead, PdfWorker, Shelf
from court_assess.storage import Change, Store
from court_assess.web.factory import AppSettings, create_app
from court_assess.web.pages.documents import OFFERED
from tests.web.conftest import NOW, FakeWorker, Practice
from tests.web.page_client import PageClient
from tests.web.test_signing import SIGNATURE


@dataclass
class Desk:
    """The app with a shelf, and a clock that counts seconds as a test says."""

    client: PageClient
    ahead: Ahead
    seconds: list[float]

    def later(self, seconds: float) -> bool:
        """Let time pass, and say whether anything was made."""
        self.seconds[0] += seconds
        return self.ahead.make_due()

    def draft(self, case_id: str) -> bytes:
        """Download the draft."""
        return self.client.fetch(f"/cases/{case_id}/documents/full.pdf").get_data()

    def save(self, case_id: str, crn: str) -> None:
        """Save an answer on a page."""
        page = self.client.get(f"/cases/{case_id}/sections/hearing")
        self.client.send(page, {"case.crn": crn}, "later")


@pytest.fixture
def desk(app: Flask, worker: FakeWorker) -> Desk:
    own: AppSettings = app.extensions["court_assess"]
    shelf, seconds = Shelf(cast("PdfWorker", worker)), [0.0]
    ahead = Ahead(shelf, clock=lambda: seconds[0])
    with_ahead = create_app(replace(own, worker=shelf, ahead=ahead))
    return Desk(PageClient(with_ahead), ahead, seconds)


@pytest.fixture
def ready(practice: Practice) -> str:
    return practice.start(1)


def test_the_draft_is_made_ten_seconds_after_a_save_and_then_only_fetched(
    desk: Desk, ready: str, worker: FakeWorker
) -> None:
    desk.save(ready, "X1")
    assert not desk.later(9.9)
    assert desk.later(0.1)
    assert len(worker.pages) == len(OFFERED)
    assert "X1" in worker.pages[0]
    first = desk.draft(ready)

    assert desk.draft(ready) == first == b"%PDF-1.7 page 1"
    for kind in OFFERED:
        desk.client.fetch(f"/cases/{ready}/documents/{kind}.pdf")
    assert len(worker.pages) == len(OFFERED)
    desk.save(ready, "X2")
    desk.draft(ready)
    assert len(worker.pages) == len(OFFERED) + 1  # a changed answer asks for another document
    assert "X2" in worker.pages[-1]


@pytest.mark.parametrize("page", ["answers", "documents"])
def test_the_draft_is_made_at_once_when_the_answers_are_checked(
    desk: Desk, ready: str, worker: FakeWorker, page: str
) -> None:
    desk.client.get(f"/cases/{ready}/{page}").response.close()

    assert desk.later(0)
    desk.draft(ready)
    assert len(worker.pages) == len(OFFERED)


@pytest.mark.parametrize(
    "page", ["", "/sections/hearing", "/law", "/safety", "/documents/full.pdf"]
)
def test_other_pages_make_nothing_ahead(desk: Desk, ready: str, page: str) -> None:
    desk.client.fetch(f"/cases/{ready}{page}").close()

    assert not desk.later(60)


def test_lists_flags_and_reopening_are_saves_too(desk: Desk, ready: str, store: Store) -> None:
    client = desk.client
    page = client.get(f"/cases/{ready}/sections/safety")
    client.send(page, {"sui.thoughts_now": "yes", "sui.plan": "yes"}, "later")
    assert desk.later(10)
    flag = "RF-SUI"
    page = client.get(f"/cases/{ready}/safety")
    token = page.fields()["csrf_token"]
    said = {f"{flag}-seen_by": "R. Adeyemi", f"{flag}-done": "yes", f"{flag}-what": "Told"}
    client.post(f"/cases/{ready}/safety/{flag}", {"csrf_token": token, **said})
    assert desk.later(10)
    row = store.load(ready).assessment.answers.rows_of("sub")[0]
    go = f"down:sub:{row.id}"
    client.send(client.get(f"/cases/{ready}/sections/substances"), {}, go)
    assert desk.later(10)
    client.send(client.get(f"/cases/{ready}/sign"), SIGNATURE)
    client.send(client.get(f"/cases/{ready}/change"), {"reason": "A date was wrong"})

    assert desk.later(10)
    assert desk.ahead.failed == 0


def test_what_was_refused_is_no_save(desk: Desk, ready: str) -> None:
    desk.client.post(f"/cases/{ready}/sections/hearing", {"csrf_token": "old"}, 400)

    assert not desk.later(60)


def test_what_is_signed_is_what_was_signed_and_its_draft_is_not_made(
    desk: Desk, ready: str, worker: FakeWorker, store: Store
) -> None:
    desk.client.get(f"/cases/{ready}/answers").response.close()
    desk.later(0)
    desk.client.send(desk.client.get(f"/cases/{ready}/sign"), SIGNATURE)
    (version,) = store.signed_versions(ready)

    made = len(OFFERED) + 1
    assert len(worker.pages) == made
    assert "DRAFT" in worker.pages[0]
    assert "DRAFT" not in worker.pages[-1]
    assert "R. Adeyemi" in worker.pages[-1]
    assert version.pdf == f"%PDF-1.7 page {made}".encode()
    assert desk.later(60)  # the wish is looked at, and nothing is made for it
    assert len(worker.pages) == made


def test_a_failure_ahead_is_told_to_nobody_but_who_asks(
    desk: Desk, ready: str, worker: FakeWorker, store: Store
) -> None:
    desk.save(ready, "X1")
    before = store.load(ready)
    worker.fails = True
    desk.later(10)
    assert desk.ahead.failed == len(OFFERED)
    page = desk.client.get(f"/cases/{ready}/documents/full.pdf", 503)
    assert "Your answers are as they were" in page.text
    worker.fails = False

    assert desk.draft(ready).startswith(b"%PDF")
    assert store.load(ready) == before


def test_without_the_means_documents_are_made_when_they_are_asked_for(
    client: PageClient, ready: str, worker: FakeWorker
) -> None:
    client.get(f"/cases/{ready}/answers")
    client.fetch(f"/cases/{ready}/documents/full.pdf")
    client.fetch(f"/cases/{ready}/documents/full.pdf")

    assert len(worker.pages) == 2


def test_the_draft_made_ahead_is_the_same_for_the_thread_and_for_the_page(
    desk: Desk, ready: str, worker: FakeWorker, store: Store
) -> None:
    """A save that no page made is seen too: what is made is read from the store at that moment."""
    desk.save(ready, "X1")
    store.save(ready, [Change("case.crn", given("X9"))], NOW)
    desk.later(10)
    desk.draft(ready)

    assert len(worker.pages) == len(OFFERED)
    assert "X9" in worker.pages[0]


@pytest.fixture
def real() -> Iterator[PdfWorker]:
    worker = PdfWorker()
    yield worker
    worker.close()


def test_the_death_of_the_worker_costs_one_plain_page_and_nothing_else(
    app: Flask, ready: str, store: Store, real: PdfWorker
) -> None:
    own: AppSettings = app.extensions["court_assess"]
    client = PageClient(create_app(replace(own, worker=Shelf(real))))
    address, before = f"/cases/{ready}/documents/full.pdf", store.load(ready)
    real.warm()
    assert real.process_id is not None
    threading.Timer(0.2, os.kill, (real.process_id, signal.SIGKILL)).start()

    assert "its process ended" in client.get(address, 503).text
    real.limit = 0.01
    assert "not ready within 0.01 seconds" in client.get(address, 503).text
    real.limit, real.most_resident = 30, 1024**2
    assert "took more than 1 MB of memory" in client.get(address, 503).text
    real.most_resident = 768 * 1024**2
    assert client.fetch(address).data.startswith(b"%PDF")
    assert store.load(ready) == before
