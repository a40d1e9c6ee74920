"""The empty paper forms of one library: each is made once, apart from the documents of cases.

A form takes longer than any document: it has a page for every ten questions. So it has a process of
its own, which keeps no document waiting, and which ends with it, since it then holds much memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.assessment import Library
from court_assess.domain.questions import COURT_DAY, FULL
from court_assess.report.ahead import Ahead
from court_assess.report.documents import blank_html
from court_assess.report.printable import Printable
from court_assess.report.process import PdfWorker
from court_assess.report.shelf import Shelf

ALL = (COURT_DAY, FULL)
KEY = "paper"
LIMIT = 120.0  # seconds for one form, on a slow machine that has other things to do


class PaperForms:
    """Makes the forms; a ``worker`` other than one of its own is for tests."""

    def __init__(self, library: Library, marking: str, worker: PdfWorker | None = None) -> None:
        self._library, self._marking = library, marking
        self._shelf = Shelf(worker or PdfWorker(LIMIT, stays=False))
        self._ahead = Ahead(self._shelf)
        self._pages: dict[str, str] = {}

    def start(self) -> None:
        """Begin to make what is expected; without it every form is made when it is asked for."""
        self._ahead.start()

    def form(self, depth: str) -> bytes:
        """Return the form of a depth (``court_day`` or ``full``), at once if it was made before.

        PdfFailedError if it cannot be made.
        """
        return self._shelf.render(self._page(depth))

    def expect(self) -> None:
        """Make the forms in the background, as they are likely to be asked for; never waits."""
        self._ahead.wanted(KEY, self._all)

    def close(self) -> None:
        """Make nothing more, and let go of the forms."""
        self._ahead.close()
        self._shelf.close()

    def _all(self) -> Iterator[Printable]:
        return (Printable(self._page(depth)) for depth in ALL)

    def _page(self, depth: str) -> str:
        if depth not in self._pages:
            self._pages[depth] = blank_html(self._library, depth, self._marking)
        return self._pages[depth]
