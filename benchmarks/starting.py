"""Starting the app, from the command to the first page."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.figures import Figure
from court_assess.report.watching import MEGABYTE, resident

IMPORT = """
import time
began = time.perf_counter()
import weasyprint
print(time.perf_counter() - began)
"""


def speed_of_the_machine() -> str:
    """Say how fast this machine is beside the one on which the bars were set.

    The measure is the import of WeasyPrint into a new process, which nothing of ours changes.
    """
    command = [sys.executable, "-W", "ignore", "-c", IMPORT]
    taken = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own program
        for _ in range(5)
    ]
    took = statistics.median(taken) * 1000
    return f"import of WeasyPrint: {took:.0f} ms (600 to 750 ms on the machine the bars are from)"


def starting(folder: Path) -> list[Figure]:
    """Measure ``serve`` from the command to the first page, and its memory before the first PDF."""
    taken = []
    memory = 0.0
    for run in range(5):
        started = time.perf_counter()
        command = [sys.executable, "-m", "court_assess", "serve", "--no-browser"]
        server = subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--data", str(folder / f"data{run}")], stdout=subprocess.PIPE, text=True
        )
        assert server.stdout is not None  # noqa: S101 - asked for above
        address = re.search(r"http://[^ ]+", server.stdout.readline())
        assert address is not None  # noqa: S101 - no address is no figure
        with urllib.request.urlopen(address[0]) as page:  # noqa: S310 - loopback
            page.read()
        taken.append(time.perf_counter() - started)
        memory = resident(server.pid) / MEGABYTE
        server.terminate()
        server.wait()
    return [
        Figure("serve: command to first page", statistics.median(taken) * 1000, "ms", "<= 1,000"),
        Figure("serve: resident before the first PDF", memory, "MB", "<= 120"),
    ]
