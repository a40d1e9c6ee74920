"""The watch over the process that makes a document, kept from the app's side.

It ends a process that takes too long or too much memory, or whose document nobody wants any more.
Whatever a document does, the app is the one that decides how long it may go on.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from typing import Self

import psutil

from court_assess.report.failures import GivenUpError, PdfFailedError

MEGABYTE = 1024**2
EVERY = 0.1  # seconds between two looks


class Watch:
    """Watches one process for as long as one document takes; ``error`` says why it was ended.

    ``seconds`` and ``memory`` (resident bytes) are the most that the document may take.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        seconds: float,
        memory: int,
        is_given_up: Callable[[], bool],
    ) -> None:
        self.error: PdfFailedError | GivenUpError | None = None
        self._process = process
        self._seconds, self._memory, self._is_given_up = seconds, memory, is_given_up
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()  # so that a kill under way cannot hit the next document

    def _look(self) -> None:
        end = time.monotonic() + self._seconds
        while not self._done.wait(max(0.0, min(EVERY, end - time.monotonic()))):
            self.error = self._against(is_late=time.monotonic() >= end)
            if self.error is not None:
                self._process.kill()
                return

    def _against(self, *, is_late: bool) -> PdfFailedError | GivenUpError | None:
        """Return what speaks against letting the process go on."""
        if self._is_given_up():
            return GivenUpError()
        if is_late:
            return PdfFailedError(
                f"The PDF was not ready within {self._seconds:g} seconds, so it was stopped. "
                "Please try again."
            )
        if resident(self._process.pid) > self._memory:
            return PdfFailedError(
                f"The PDF took more than {self._memory / MEGABYTE:g} MB of memory, so it was "
                "stopped. Shorten the longest answers, or tell whoever looks after this tool."
            )
        return None


def resident(process_id: int) -> int:
    """Return the memory that a process holds, in bytes; 0 if it has ended."""
    try:
        return int(psutil.Process(process_id).memory_info().rss)
    except psutil.Error:
        return 0
