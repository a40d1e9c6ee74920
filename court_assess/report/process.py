"""The app's side of the PDF worker: starts it, feeds it, and ends it when it is late or dead."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from court_assess.report.fonts import are_installed
from court_assess.report.frames import ATTACHED, HTML, PDF, read_frame, write_frame

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


class PdfFailedError(Exception):
    """A PDF could not be made; the message is one plain sentence."""


class PdfWorker:
    """Makes PDFs in a process of its own, one at a time; it may be asked from several threads.

    ``limit`` is the longest that one document may take, in seconds.
    """

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process that makes documents now, if there is one."""
        return self._process.pid if self._process else None

    def warm(self) -> None:
        """Start the process now, so that the first document need not wait for it."""
        with self._lock:
            self._started()

    def render(self, html: str, attached: bytes = b"") -> bytes:
        """Return the document as a PDF that carries ``attached``, JSON or empty.

        PdfFailedError if it takes too long or cannot be made.
        """
        with self._lock:
            process = self._started()
            late = threading.Event()
            timer = threading.Timer(self.limit, _end, (process, late))
            timer.start()
            try:
                return _ask(process, html, attached)
            except (EOFError, OSError):
                self._stop()
                raise PdfFailedError(_why(late, self.limit)) from None
            finally:
                timer.cancel()
                timer.join()  # so that a kill under way cannot hit the next document
                if late.is_set():
                    self._stop()

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
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            (*COMMAND, folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, **_PYTHON},
            start_new_session=True,
        )
    except OSError:
        raise PdfFailedError(
            "The PDF could not be made: its process could not be started."
        ) from None


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


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _why(late: threading.Event, limit: float) -> str:
    if late.is_set():
        return (
            f"The PDF was not ready within {limit:g} seconds, so it was stopped. Please try again."
        )
    return "The PDF could not be made, because its process ended. Please try again."
