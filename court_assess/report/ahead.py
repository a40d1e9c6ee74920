"""Documents made before anybody asks for them, so that a report that has not changed is there.

One thread makes them, one at a time, 10 seconds after the last save or as soon as the answers are
checked. No page waits for it, and nothing that goes wrong here reaches a page: whoever asks for the
document later is told then.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from court_assess.report.failures import GivenUpError, PdfFailedError
from court_assess.report.printable import Printable
from court_assess.report.shelf import Shelf

DELAY = 10.0  # seconds after the last save

Make = Callable[[], Iterable[Printable]]


@dataclass(frozen=True, eq=False, slots=True)
class _Wish:
    """The documents of one case, and the moment from which they may be made."""

    key: str
    due: float
    make: Make
    given_up: threading.Event


class Ahead:
    """Makes documents ahead for the shelf; ``failed`` counts those that could not be made.

    ``delay`` is in seconds, and ``clock`` counts seconds. A key names what the documents are of: a
    newer wish takes the place of the older one with the same key.
    """

    def __init__(
        self, shelf: Shelf, delay: float = DELAY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.failed = 0
        self._shelf, self._delay, self._clock = shelf, delay, clock
        self._waiting: dict[str, _Wish] = {}
        self._now: _Wish | None = None
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)

    def start(self) -> None:
        """Begin to make what is wished for; without it ``make_due`` makes it."""
        self._thread.start()

    def saved(self, key: str, make: Make) -> None:
        """Make documents once nothing more was saved for a while; those under way are out of date.

        ``make`` is called then, in another thread.
        """
        with self._changed:
            self._wish(key, self._clock() + self._delay, make)
            if self._now is not None and self._now.key == key:
                self._now.given_up.set()

    def wanted(self, key: str, make: Make) -> None:
        """Make documents at once, unless they are being made already."""
        with self._changed:
            is_under_way = self._now is not None and self._now.key == key
            if not is_under_way or key in self._waiting:
                self._wish(key, self._clock(), make)

    def make_due(self) -> bool:
        """Make what is due first, and say whether anything was."""
        with self._changed:
            wish = self._take()
        if wish is None:
            return False
        self._make(wish)
        return True

    def close(self) -> None:
        """Make nothing more, and wait until what is being made has been given up."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            if self._now is not None:
                self._now.given_up.set()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _wish(self, key: str, due: float, make: Make) -> None:
        if not self._is_closed:
            self._waiting[key] = _Wish(key, due, make, threading.Event())
            self._changed.notify()

    def _take(self) -> _Wish | None:
        """Take the wish that has been due for longest, if one is."""
        first = min(self._waiting.values(), key=lambda one: one.due, default=None)
        if first is None or first.due > self._clock():
            return None
        self._now = self._waiting.pop(first.key)
        return self._now

    def _make(self, wish: _Wish) -> None:
        try:
            for printable in wish.make():
                self._prepare(printable, wish)
        except GivenUpError:
            self._restart()
        except Exception as error:  # noqa: BLE001 - nothing made ahead may end the thread
            self._count(error)
        finally:
            with self._changed:
                self._now = None

    def _prepare(self, printable: Printable, wish: _Wish) -> None:
        """Make one document; one that cannot be made keeps none of the others from being made."""
        try:
            self._shelf.prepare(printable, wish.given_up.is_set)
        except PdfFailedError as error:
            self._count(error)

    def _restart(self) -> None:
        """Have the process ready again that was ended with a document given up."""
        if self._is_closed:
            return
        try:
            self._shelf.warm()
        except Exception as error:  # noqa: BLE001 - as above
            self._count(error)

    def _count(self, error: Exception) -> None:
        self.failed += 1
        # The name alone: a message could hold a person's words.
        logging.getLogger(__name__).warning("not made ahead: %s", type(error).__name__)

    def _run(self) -> None:
        while self._wait():
            self.make_due()

    def _wait(self) -> bool:
        """Wait until something is due; False once closed."""
        with self._changed:
            while not self._is_closed:
                first = min((one.due for one in self._waiting.values()), default=None)
                left = None if first is None else first - self._clock()
                if left is not None and left <= 0:
                    return True
                self._changed.wait(left)
        return False
