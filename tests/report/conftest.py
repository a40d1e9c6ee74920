"""One PDF worker for all tests of the report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from court_assess.report import PdfWorker
from court_assess.report.fonts import use_bundled_fonts

# Tests that lay a page out in this process see it in the fonts that the worker has.
_FONTS = tempfile.TemporaryDirectory(prefix="court-assess-test-fonts-")
use_bundled_fonts(Path(_FONTS.name))


@pytest.fixture(scope="session")
def worker() -> Iterator[PdfWorker]:
    """Return a worker that has begun to start."""
    worker = PdfWorker()
    worker.warm()
    yield worker
    worker.close()
