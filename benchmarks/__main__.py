"""What ``make bench`` runs and prints: medians on this machine, in one run, each beside its bar.

A benchmark, not a timed test: a machine that is busy with other things prints larger figures.
"""

from __future__ import annotations

import io
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader
from werkzeug.test import Client, TestResponse

from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import load_library
from court_assess.domain.answers import Answers
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.kinds import written
from court_assess.report import PdfWorker, Stamp, html_of
from court_assess.settings import PRACTICE_CASES, QUESTIONNAIRES, rules_folder
from court_assess.storage import Store
from court_assess.web.factory import create_app
from court_assess.web.settings import AppSettings

SIX = 6
FULLEST = next(iter(sorted(PRACTICE_CASES.glob("*.yaml"))))
ONE_CHOICE = """\
id: hearing
title: One choice
questions:
  - id: case.plea
    type: choice
    ask: Have they been convicted?
    short: Plea
    why: To measure a page with one question.
    print: [court]
    options:
      - {id: guilty, label: Pleaded guilty}
      - {id: found_guilty, label: Found guilty}
      - {id: not_convicted, label: Not convicted yet}
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, its unit, and the bar it is held to."""

    name: str
    value: float
    unit: str
    bar: str

    def __str__(self) -> str:
        """Return the line that is printed."""
        return f"{self.name:<58} {self.value:>9.1f} {self.unit:<9} bar {self.bar}"


def median_ms(do: Callable[[], object], times: int) -> float:
    """Return the median time of one call in milliseconds; the first call does not count."""
    do()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        do()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def judging(library: Library) -> list[Figure]:
    """Measure a whole judgement of every practice case, with reasons and missing questions."""
    cases = [read_case(path, library).assessment for path in sorted(PRACTICE_CASES.glob("*.yaml"))]
    days = [case.judged_on() for case in cases]
    pairs = [(case, day) for case, day in zip(cases, days, strict=True) if day]

    def all_cases() -> None:
        for case, day in pairs:
            judge(library, case, day)

    per_second = len(pairs) * 1000 / median_ms(all_cases, 30)
    return [Figure("judge: practice cases", per_second, "cases/s", ">= 1,500")]


class Pages:
    """A client of the app over a store of its own."""

    def __init__(self, folder: Path, library: Library, assessment: Assessment) -> None:
        self.store = Store.open(folder)
        moment = datetime.now(UTC)
        self.store.keep_library(library, moment)
        self.worker = PdfWorker()
        settings = AppSettings(
            store=self.store,
            library=library,
            worker=self.worker,
            is_demo=False,
            clock=lambda: datetime.now(UTC),
            hosts=("localhost",),
        )
        self.client: Client = create_app(settings).test_client()
        self.case = f"/cases/{self.store.start(assessment, library, moment)}"

    def get(self, page: str) -> TestResponse:
        """Fetch a page of the case."""
        response = self.client.get(f"{self.case}{page}")
        assert response.status_code == 200, (page, response.status)  # noqa: PLR2004, S101 - a wrong page is no figure
        return response

    def form_of(self, page: str) -> dict[str, str]:
        """Return the hidden fields that a form must send back."""
        html = self.get(page).text
        tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", html)
        pairs = (re.search(r'name="([^"]*)"', tag) for tag in tags)
        values = (re.search(r'value="([^"]*)"', tag) for tag in tags)
        return {
            name[1]: value[1] if value else ""
            for name, value in zip(pairs, values, strict=True)
            if name
        }

    def post(self, page: str, fields: dict[str, str]) -> None:
        """Send a form."""
        response = self.client.post(f"{self.case}{page}", data=fields)
        assert response.status_code in (302, 303), (page, response.status)  # noqa: S101 - a refused form is no figure

    def close(self) -> None:
        """Close what was opened."""
        self.worker.close()
        self.store.close()


def small_library(folder: Path, section: str) -> Library:
    """Return a library of one section and no rules."""
    asked, rules = folder / "questionnaires", folder / "rules"
    asked.mkdir()
    rules.mkdir()
    (asked / "assessment.yaml").write_text("title: One\nsections: [hearing]\n")
    (asked / "hearing.yaml").write_text(section)
    (rules / "rules.yaml").write_text("title: None\n")
    return load_library(asked, rules)


def one_choice_page(folder: Path) -> list[Figure]:
    """Measure a page with one question: fetching it, and saving an answer durably."""
    pages = Pages(folder / "data", small_library(folder, ONE_CHOICE), Assessment())
    page = "/sections/hearing"
    got = median_ms(lambda: pages.get(page), 200)
    hidden = pages.form_of(page)
    turns = iter(["guilty", "found_guilty"] * 500)

    def save() -> None:
        fields = hidden | {"case.plea": next(turns)}
        pages.post(page, fields)
        fresh = pages.store.load(pages.case.removeprefix("/cases/")).revision
        hidden["revision"] = str(fresh)

    saved = median_ms(save, 200)
    pages.close()
    return [
        Figure("one-choice page: GET", got, "ms", "<= 6 (peer 12)"),
        Figure("one-choice page: POST with durable save", saved, "ms", "<= 4 (peer 5.5, no save)"),
    ]


def ten_questions() -> str:
    """Return a section of 10 questions with 45 options between them."""
    lines = ["id: hearing", "title: Ten questions", "questions:"]
    for number in range(10):
        kind = "yes_no" if number % 2 else "choice"
        lines += [
            f"  - id: q.number{number}",
            f"    type: {kind}",
            f"    ask: Is this question number {number}?",
            f"    short: Number {number}",
            "    hint: A hint of the usual length stands under most of the questions.",
            "    why: To measure a page of the usual size.",
            "    print: [court]",
        ]
        options = [f"      - {{id: o{one}, label: The answer {one}}}" for one in range(7)]
        lines += ["    options:", *options] if kind == "choice" else []
    return "\n".join(lines) + "\n"


def section_page(folder: Path) -> list[Figure]:
    """Measure a page of 10 questions and 45 options."""
    pages = Pages(folder / "data", small_library(folder, ten_questions()), Assessment())
    page = "/sections/hearing"
    got = median_ms(lambda: pages.get(page), 100)
    size = len(pages.get(page).data) / 1024
    pages.close()
    return [
        Figure("10 questions, 45 options: GET", got, "ms", "<= 15"),
        Figure("10 questions, 45 options: size", size, "KB", "<= 40"),
    ]


def shipped_pages(folder: Path, library: Library) -> list[Figure]:
    """Measure every section page of a fully answered case."""
    pages = Pages(folder / "data", library, read_case(FULLEST, library).assessment)
    shown = [one.id for one in library.questionnaire.sections if one.shown_when is None]
    times = [median_ms(lambda one=one: pages.get(f"/sections/{one}"), 15) for one in shown]  # type: ignore[misc]
    sizes = [len(pages.get(f"/sections/{one}").data) / 1024 for one in shown]
    pages.close()
    return [
        Figure("shipped section pages, median: GET", statistics.median(times), "ms", "-"),
        Figure("slowest shipped section page: GET", max(times), "ms", "-"),
        Figure("largest shipped section page: size", max(sizes), "KB", "-"),
    ]


def court_day_path(folder: Path, library: Library) -> list[Figure]:
    """Measure the server's time for the court-day path: each page fetched, filled and saved."""
    filled = read_case(FULLEST, library).assessment
    pages = Pages(folder / "data", library, Assessment(Answers({}, filled.answers.rows)))
    shown = [one for one in library.questionnaire.sections if one.shown_when is None]
    pages.get(f"/sections/{shown[0].id}")  # templates are compiled once in a server's life
    spent = 0.0
    for section in shown:
        fields: dict[str, str] = {}
        for question in section.questions:
            answer = filled.answers.get(question.id)
            typed = written(answer.value) if answer and answer.value is not None else ""
            if question.kind in ("yes_no", "choice", "whole_number", "text", "long_text", "scale"):
                fields[question.id] = str(typed)
        started = time.perf_counter()
        hidden = pages.form_of(f"/sections/{section.id}")
        pages.client.post(f"{pages.case}/sections/{section.id}", data=hidden | fields)
        spent += time.perf_counter() - started
    pages.close()
    return [
        Figure(f"court-day path, {len(shown)} pages: server time", spent * 1000, "ms", "<= 400")
    ]


def documents(library: Library) -> list[Figure]:
    """Measure ``full`` in a warm worker: a practice case of six pages, and the fullest."""
    worker = PdfWorker()
    html_of_six = next(
        html
        for html in (_full(path, library) for path in sorted(PRACTICE_CASES.glob("*.yaml")))
        if _pages_of(worker.render(html)) == SIX
    )
    fullest = _full(FULLEST, library)
    count = _pages_of(worker.render(fullest))
    figures = [
        Figure("full: HTML", median_ms(lambda: _full(FULLEST, library), 10), "ms", "-"),
        Figure(
            "full of 6 pages: PDF, warm",
            median_ms(lambda: worker.render(html_of_six), 7),
            "ms",
            "<= 1,000",
        ),
        Figure(
            f"full of {count} pages: PDF, warm",
            median_ms(lambda: worker.render(fullest), 5),
            "ms",
            "-",
        ),
    ]
    worker.close()
    return figures


def _full(path: Path, library: Library) -> str:
    case = read_case(path, library).assessment
    day = case.prepared_on or datetime.now(UTC).date()
    stamp = Stamp(is_draft=True, prepared_on=day)
    return html_of("full", library, case, judge(library, case, day), stamp)


def _pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


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
        memory = _resident_mb(server.pid)
        server.terminate()
        server.wait()
    return [
        Figure("serve: command to first page", statistics.median(taken) * 1000, "ms", "<= 1,000"),
        Figure("serve: resident before the first PDF", memory, "MB", "<= 120"),
    ]


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Print every figure."""
    library = load_library(QUESTIONNAIRES, rules_folder())
    with tempfile.TemporaryDirectory() as name:
        for number, measure in enumerate(
            (
                lambda _: judging(library),
                one_choice_page,
                section_page,
                lambda folder: shipped_pages(folder, library),
                lambda folder: court_day_path(folder, library),
                lambda _: documents(library),
                starting,
            )
        ):
            folder = Path(name) / str(number)
            folder.mkdir()
            for figure in measure(folder):
                print(figure, flush=True)


if __name__ == "__main__":
    main()
