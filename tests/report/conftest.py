"""One PDF worker for all tests of the report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from court_assess.report import PdfWorker


@pytest.fixture(scope="session")
def worker() -> Iterator[PdfWorker]:
    """Return a worker that has begun to start."""
    worker = PdfWorker()
    worker.warm()
    yield worker
    worker.close()
