"""Start the app on this machine: the data folder, the loopback address, and the practice cases."""

from __future__ import annotations

import errno
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from waitress import create_server

from court_assess.definitions.case_file import read_case
from court_assess.domain.assessment import Library
from court_assess.domain.local import LocalSettings
from court_assess.report import Ahead, PaperForms, PdfWorker, Shelf
from court_assess.settings import PRACTICE_CASES, data_folder
from court_assess.storage.errors import StorageError
from court_assess.storage.store import Store
from court_assess.web.factory import create_app
from court_assess.web.settings import AppSettings

HOSTS = ("127.0.0.1", "localhost")
THREADS = 4


class RefusedToServeError(Exception):
    """The app cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the app listens; port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 0

    def listen(self) -> socket.socket:
        """Return a listening socket on a loopback address; anything else is refused."""
        if self.host not in HOSTS:
            message = f"'{self.host}' is not this machine alone; leave out --host, or use 127.0.0.1"
            raise RefusedToServeError(message)
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", self.port))
        except OSError as error:
            listener.close()
            taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
            reason = "is in use or not allowed" if taken else "cannot be opened"
            message = f"Port {self.port} {reason}; choose another with --port, or leave it out"
            raise RefusedToServeError(message) from None
        return listener


@dataclass(frozen=True, slots=True)
class Start:
    """How the app shall start: with which definitions and data, and whether to open a browser."""

    library: Library
    local: LocalSettings
    address: Address
    data: Path | None = None
    is_demo: bool = False
    open_browser: bool = False


def serve(start: Start, say: Callable[[str], object]) -> None:
    """Serve until stopped; RefusedToServeError if it cannot start."""
    _stop_when_asked()
    with ExitStack() as stack:
        listener = stack.enter_context(start.address.listen())
        store = _store(start, stack)
        shelf = Shelf(PdfWorker())
        stack.callback(shelf.close)
        paper = PaperForms(start.library, start.local.marking)
        stack.callback(paper.close)
        ahead = Ahead(shelf)
        stack.callback(ahead.close)
        settings = AppSettings(
            store=store,
            library=start.library,
            worker=shelf,
            paper=paper,
            is_demo=start.is_demo,
            clock=now,
            hosts=HOSTS,
            local=start.local,
            ahead=ahead,
        )
        ahead.start()
        paper.start()
        server = create_server(create_app(settings), sockets=[listener], threads=THREADS, ident="")
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        say(f"court-assess is at {address} (stop it with Ctrl+C)")
        if start.open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        server.run()


def _stop_when_asked() -> None:
    """Stop cleanly on Ctrl+C and on being ended, also where a shell started us without either.

    Otherwise a demo that is ended would leave its folder of practice cases behind.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def _store(start: Start, stack: ExitStack) -> Store:
    folder = start.data or data_folder()
    if start.is_demo:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="court-assess-demo-")))
    try:
        store = Store.open(folder)
        stack.callback(store.close)
        store.keep_library(start.library, now())
        for path in sorted(PRACTICE_CASES.glob("*.yaml")) if start.is_demo else ():
            store.start(read_case(path, start.library).assessment, start.library, now())
    except StorageError as error:
        raise RefusedToServeError(str(error)) from None
    return store
