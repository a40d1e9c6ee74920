"""The app over a store of its own, asked as a browser would ask it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from werkzeug.test import Client, TestResponse

from court_assess.domain.assessment import Assessment, Library
from court_assess.report import Ahead, PdfMaker, PdfWorker
from court_assess.storage import Store
from court_assess.web.factory import create_app
from court_assess.web.settings import AppSettings


class Pages:
    """A client of the app over a store of its own."""

    def __init__(
        self,
        folder: Path,
        library: Library,
        assessment: Assessment,
        worker: PdfMaker | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        self.store = Store.open(folder)
        moment = datetime.now(UTC)
        self.store.keep_library(library, moment)
        own = PdfWorker()
        self._close_worker = own.close
        settings = AppSettings(
            store=self.store,
            library=library,
            worker=worker or own,
            is_demo=False,
            clock=lambda: datetime.now(UTC),
            hosts=("localhost",),
            ahead=ahead,
        )
        self.client: Client = create_app(settings).test_client()
        self.case = f"/cases/{self.store.start(assessment, library, moment)}"

    def get(self, page: str) -> TestResponse:
        """Fetch a page of the case."""
        response = self.client.get(f"{self.case}{page}")
        assert response.status_code == 200, (page, response.status)  # noqa: PLR2004, S101 - a wrong page is no figure
        response.close()
        return response

    def form_of(self, page: str) -> dict[str, str]:
        """Return the hidden fields that a form must send back."""
        html = self.get(page).text
        tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", html)
        pairs = (re.search(r'name="([^"]*)"', tag) for tag in tags)
        values = (re.search(r'value="([^"]*)"', tag) for tag in tags)
        return {
            name[1]: value[1] if value else ""
            for name, value in zip(pairs, values, strict=True)
            if name
        }

    def post(self, page: str, fields: dict[str, str]) -> None:
        """Send a form."""
        response = self.client.post(f"{self.case}{page}", data=fields)
        assert response.status_code in (302, 303), (page, response.status)  # noqa: S101 - a refused form is no figure

    def close(self) -> None:
        """Close what was opened."""
        self._close_worker()
        self.store.close()
