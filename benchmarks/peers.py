"""The same HTML printed by headless Chromium, in the same run, one after the other.

Chromium prints with whatever fonts it finds, fetches nothing and attaches nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import page as validation
from playwright.sync_api import sync_playwright

from benchmarks.documents import Timed
from court_assess.report import PdfWorker, Printable

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ROUNDS = 5
UA = validation.ValidationProfile.PDF_UA_1
HEAD = f"{'':<50} {'median':>9} {'fastest':>9} {'size':>9}  UA-1 rules failed"


def beside_chromium(lengths: list[Timed]) -> None:
    """Print how long each takes, how large the file is, and how many rules of PDF/UA-1 it fails."""
    worker = PdfWorker()
    print(HEAD)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        context = browser.new_context(offline=True)
        page = context.new_page()

        def warm_chromium(html: str) -> bytes:
            page.set_content(html)
            return page.pdf(tagged=True, outline=True, prefer_css_page_size=True)

        for timed in lengths:
            name, one = timed.name, timed.printable
            ways = {
                f"{name}: this worker, warm": lambda one=one: worker.render(*one),
                f"{name}: this worker, new process": lambda one=one: _in_new_worker(one),
                f"{name}: Chromium, warm (Playwright)": lambda one=one: warm_chromium(one.html),
                f"{name}: Chromium, new process": lambda one=one: _in_new_chromium(
                    one.html, Path(folder)
                ),
            }
            _compare(ways)
        browser.close()
    worker.close()


def _compare(ways: Mapping[str, Callable[[], bytes]]) -> None:
    """Print a line for each way; rounds are interleaved, and a first one does not count."""
    pdfs = {name: make() for name, make in ways.items()}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, make in ways.items():
            started = time.perf_counter()
            make()
            taken[name].append((time.perf_counter() - started) * 1000)
    for name, times in taken.items():
        size = len(pdfs[name]) / 1024
        print(
            f"{name:<50} {statistics.median(times):>6.0f} ms {min(times):>6.0f} ms {size:>6.0f} KB"
            f"  {_rules_failed(pdfs[name])}",
            flush=True,
        )


def _rules_failed(pdf: bytes) -> int:
    report = validation.validate_pdf_bytes(pdf, profile=UA)
    return len({one.rule_id for one in report.failures})


def _in_new_worker(one: Printable) -> bytes:
    worker = PdfWorker()
    pdf = worker.render(*one)
    worker.close()
    return pdf


def _in_new_chromium(html: str, folder: Path) -> bytes:
    source, made = folder / "report.html", folder / "report.pdf"
    source.write_text(html, encoding="utf-8")
    subprocess.run(  # noqa: S603 - the browser of this machine, for comparison
        [
            CHROMIUM,
            "--headless",
            *ARGUMENTS,
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    return made.read_bytes()
