"""The app's side of the PDF worker: starts it, feeds it, and ends it when the watch says so."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil

from court_assess.report.failures import GivenUpError, PdfFailedError
from court_assess.report.fonts import are_installed
from court_assess.report.frames import ATTACHED, HTML, PDF, read_frame, write_frame
from court_assess.report.watching import EVERY, MEGABYTE, Watch

COMMAND = (sys.executable, "-P", "-m", "court_assess.report.worker")
PACKAGE_ROOT = Path(__file__).parent.parent.parent
# What a process needs to start and to find its libraries; nothing else of the app's environment.
KEPT = (
    "PATH",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
LIMIT = 30.0  # seconds for one document
MOST_RESIDENT = 768 * MEGABYTE  # bytes; a report of 100 pages takes two thirds of it
# Than the app: whoever types comes before whatever is made. No more, because on a busy machine a
# document that somebody waits for would then take ten times as long, and be stopped for it.
NICER_BY = 5
ENDED = "The PDF could not be made, because its process ended. Please try again."


def _never() -> bool:
    return False


class PdfWorker:
    """Makes PDFs in a process of its own, one at a time; it may be asked from several threads.

    ``limit`` is the longest that one document may take, in seconds; ``most_resident`` the most
    memory that the process may hold meanwhile, in bytes. The process ``stays`` for the next
    document, or ends with each.
    """

    def __init__(
        self, limit: float = LIMIT, most_resident: int = MOST_RESIDENT, *, stays: bool = True
    ) -> None:
        self.limit = limit
        self.stays = stays
        self.most_resident = most_resident
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process that makes documents now, if there is one."""
        return self._process.pid if self._process else None

    def warm(self) -> None:
        """Start the process now, so that the first document need not wait for it; never waits."""
        if self._lock.acquire(blocking=False):  # else it is at work, and warm
            try:
                self._started()
            finally:
                self._lock.release()

    def render(
        self, html: str, attached: bytes = b"", is_given_up: Callable[[], bool] = _never
    ) -> bytes:
        """Return the document as a PDF that carries ``attached``, JSON or empty.

        PdfFailedError if it takes too long or too much memory, or cannot be made; GivenUpError
        as soon as ``is_given_up`` says so.
        """
        with self._turn(is_given_up):
            process = self._started()
            watch = Watch(process, self.limit, self.most_resident, is_given_up)
            try:
                with watch:
                    return _ask(process, html, attached)
            except (EOFError, OSError):
                self._stop()
                raise (watch.error or PdfFailedError(ENDED)) from None
            finally:
                if watch.error is not None or not self.stays:
                    self._stop()

    @contextlib.contextmanager
    def _turn(self, is_given_up: Callable[[], bool]) -> Iterator[None]:
        """Wait for the document before; GivenUpError if this one is not wanted any more by then."""
        while not self._lock.acquire(timeout=EVERY):
            if is_given_up():
                raise GivenUpError
        try:
            if is_given_up():
                raise GivenUpError
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process; a document that is being made fails."""
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._stop()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._stop()
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory(prefix="court-assess-pdf-")
            try:
                self._process = _start(self._folder.name)
            except PdfFailedError:
                self._stop()
                raise
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        folder, self._folder = self._folder, None
        if process is not None:
            process.kill()
            process.communicate()
        if folder is not None:
            folder.cleanup()


def _start(folder: str) -> subprocess.Popen[bytes]:
    if not are_installed():
        raise PdfFailedError(
            "The PDF could not be made: its fonts are missing. Install the program again."
        )
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            (*COMMAND, folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, **_PYTHON},
            # A group, so that Ctrl+C does not reach it, and not a session of its own: Linux shares
            # the processor out by session, and niceness counts only within one.
            process_group=0,
        )
    except OSError:
        raise PdfFailedError(
            "The PDF could not be made: its process could not be started."
        ) from None
    with contextlib.suppress(psutil.Error):  # it may have ended; whoever asks it next is told
        _let_go_first(psutil.Process(process.pid))
    return process


def _let_go_first(process: psutil.Process) -> None:
    """Put a process behind the app wherever the two want the processor."""
    if sys.platform == "win32":
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        process.nice(min(process.nice() + NICER_BY, 19))


_PYTHON: Mapping[str, str] = {
    "PYTHONPATH": str(PACKAGE_ROOT),
    "PYTHONUTF8": "1",
}


def _ask(process: subprocess.Popen[bytes], html: str, attached: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    write_frame(process.stdin, HTML, html.encode(errors="replace"))
    write_frame(process.stdin, ATTACHED, attached)
    mark, content = read_frame(process.stdout)
    if mark != PDF:
        name = content.decode()
        raise PdfFailedError(
            f"The PDF could not be made ({name}). Please tell whoever looks after this tool."
        )
    return content
