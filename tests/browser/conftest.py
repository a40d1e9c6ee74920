"""A real server on a free port, and Debian's Chromium in front of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress import create_server

from court_assess.definitions.case_file import read_case
from court_assess.domain.assessment import Assessment, Library
from court_assess.report import PdfWorker
from court_assess.settings import PRACTICE_CASES
from court_assess.storage import Store
from court_assess.web.factory import AppSettings, create_app

CHROMIUM = "/usr/bin/chromium"
# It runs as root here, and must look for nothing outside this machine.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Site:
    """The running app, its address, and a way to put cases into it."""

    address: str
    store: Store
    library: Library

    def practice(self, number: int) -> Assessment:
        """Return the practice case of a number."""
        path = next(PRACTICE_CASES.glob(f"{number:02}_*.yaml"))
        return read_case(path, self.library).assessment

    def start(self, number: int) -> str:
        """Store a practice case and return its id."""
        return self.store.start(self.practice(number), self.library, datetime.now(UTC))


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    worker = PdfWorker()
    hosts = ("127.0.0.1", "localhost")
    with Store.open(tmp_path_factory.mktemp("browser")) as store:
        settings = AppSettings(store, library, worker, True, lambda: datetime.now(UTC), hosts)  # noqa: FBT003
        server = create_server(create_app(settings), host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.effective_port}", store, library)
        server.close()
        thread.join(timeout=5)
        worker.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=site.address, viewport={"width": 1100, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
