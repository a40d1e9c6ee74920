"""One PDF worker for all tests of the report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from court_assess.report import PdfWorker
from court_assess.report.fonts import use_bundled_fonts
from court_assess.report.streams import agree_on_lengths

# Tests that set a page in this process do it in the fonts that the worker has, and write it alike.
_FONTS = tempfile.TemporaryDirectory(prefix="court-assess-test-fonts-")
use_bundled_fonts(Path(_FONTS.name))
agree_on_lengths()


@pytest.fixture(scope="session")
def worker() -> Iterator[PdfWorker]:
    """Return a worker that has begun to start, with time enough on a busy machine."""
    worker = PdfWorker(limit=120)
    worker.warm()
    yield worker
    worker.close()
