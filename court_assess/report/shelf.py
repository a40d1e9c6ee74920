"""Finished PDFs, kept in memory under the hash of all that they are made from.

The same hash means the same bytes, so a PDF from the shelf is never the wrong one and never an old
one: a change in an answer, the day or a template asks for another hash.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from court_assess.report.failures import GivenUpError
from court_assess.report.printable import Printable
from court_assess.report.process import PdfWorker
from court_assess.report.watching import MEGABYTE

MOST_KEPT = 8  # documents
MOST_BYTES = 32 * MEGABYTE


class PdfMaker(Protocol):
    """Whatever makes PDFs."""

    def warm(self) -> None:
        """Be ready for the first document."""

    def render(self, html: str, attached: bytes = b"") -> bytes:
        """Return a document as a PDF; PdfFailedError if it cannot be made."""


@dataclass(eq=False, slots=True)
class _Making:
    """A document that is being made, and whether somebody waits for it."""

    is_wanted: bool
    done: Future[bytes] = field(default_factory=Future)


class Shelf:
    """Makes each document once, however many ask for it, and keeps those made last.

    It keeps ``most`` documents, and no more than ``most_bytes`` of them.
    """

    def __init__(
        self, worker: PdfWorker, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES
    ) -> None:
        self._worker = worker
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._under_way: dict[str, _Making] = {}
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start the worker now, so that the first document need not wait for it."""
        self._worker.warm()

    def render(self, html: str, attached: bytes = b"") -> bytes:
        """Return a document, at once if it is kept; PdfFailedError if it cannot be made."""
        printable = Printable(html, attached)
        digest = printable.digest()
        while True:
            with self._lock:
                if digest in self._kept:
                    self._kept.move_to_end(digest)
                    return self._kept[digest]
                making = self._under_way.get(digest)
                if making is None:
                    making, is_ours = self._begin(digest, is_wanted=True), True
                else:
                    making.is_wanted, is_ours = True, False
            try:
                return self._make(digest, printable, making) if is_ours else making.done.result()
            except GivenUpError:  # it was being made ahead, and was given up as we came
                continue

    def prepare(self, printable: Printable, is_given_up: Callable[[], bool]) -> None:
        """Make a document that nobody has asked for yet, unless it is there or under way.

        GivenUpError as soon as ``is_given_up`` says so; but once somebody waits for the document it
        is made. PdfFailedError if it cannot be made.
        """
        digest = printable.digest()
        with self._lock:
            if digest in self._kept or digest in self._under_way:
                return
            making = self._begin(digest, is_wanted=False)
        self._make(digest, printable, making, is_given_up)

    def close(self) -> None:
        """End the worker and let go of every document."""
        self._worker.close()
        with self._lock:
            self._kept.clear()

    def _begin(self, digest: str, *, is_wanted: bool) -> _Making:
        making = self._under_way[digest] = _Making(is_wanted)
        return making

    def _make(
        self,
        digest: str,
        printable: Printable,
        making: _Making,
        is_given_up: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """Make the document and give it to all who wait for it."""
        try:
            pdf = self._worker.render(*printable, lambda: is_given_up() and not making.is_wanted)
        except BaseException as error:
            with self._lock:
                del self._under_way[digest]
            making.done.set_exception(error)
            raise
        with self._lock:
            del self._under_way[digest]
            self._keep(digest, pdf)
        making.done.set_result(pdf)
        return pdf

    def _keep(self, digest: str, pdf: bytes) -> None:
        self._kept[digest] = pdf
        while len(self._kept) > self._most or sum(map(len, self._kept.values())) > self._most_bytes:
            self._kept.popitem(last=False)
