"""The process that makes PDFs: HTML and what is attached in, PDF out, over the standard streams.

Its one argument is a folder for fontconfig's own files, which the app makes and takes away.

It is a process of its own so that a document that cannot be made, or takes too long, costs the app
nothing; and so that the app need not hold WeasyPrint in memory.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import IO

from court_assess.report.fonts import use_bundled_fonts
from court_assess.report.frames import FAILED, PDF, read_frame, write_frame
from court_assess.report.pdf import write_pdf
from court_assess.report.streams import agree_on_lengths

if sys.platform != "win32":
    import resource

NOTHING = "<title>Nothing</title><p>Made once, so that the first real document is not the slow one."
# Objects made between two looks for what nobody holds any more. Python's own 700 would cost a sixth
# of every long document, as hardly anything in a page is let go of before the whole is written.
OFTEN = 50_000
MOST_MEMORY = 3 * 1024**3  # bytes of address space; a report of 100 pages takes a fifth of it


def main() -> None:
    """Make documents until the app closes the pipe."""
    _limit_resources()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not reach the app as part of a document
    use_bundled_fonts(Path(sys.argv[1]))
    agree_on_lengths()
    write_pdf(NOTHING)
    gc.freeze()  # the libraries stay; looking through them again costs a tenth of every document
    gc.set_threshold(OFTEN, 20, 10)
    _serve(sys.stdin.buffer, answers)


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    while True:
        try:
            (_, html), (_, attached) = read_frame(requests), read_frame(requests)
        except EOFError:
            return
        try:
            write_frame(answers, PDF, write_pdf(html.decode(), attached))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001 - whatever a document does, the next one is made
            # The name alone: a message could hold a person's words.
            write_frame(answers, FAILED, type(error).__name__.encode())


def _limit_resources() -> None:
    """Write no memory to disk after a crash, and never take all the machine's memory."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if allowed == resource.RLIM_INFINITY else min(MOST_MEMORY, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (most, allowed))


if __name__ == "__main__":
    main()
