"""What ``make bench`` runs and prints: medians on this machine, in one run, each beside its bar.

A benchmark, not a timed test: a machine that is busy with other things prints larger figures.
"""

from __future__ import annotations

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


def one_choice_page(folder: Path) -> list[Figure]:
    """Measure a page with one question: fetching it, and saving an answer durably."""
    asked, rules = folder / "questionnaires", folder / "rules"
    asked.mkdir()
    rules.mkdir()
    (asked / "assessment.yaml").write_text("title: One\nsections: [hearing]\n")
    (asked / "hearing.yaml").write_text(ONE_CHOICE)
    (rules / "rules.yaml").write_text("title: None\n")
    pages = Pages(folder / "data", load_library(asked, rules), Assessment())
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


def section_pages(folder: Path, library: Library) -> list[Figure]:
    """Measure every section page of a fully answered case."""
    pages = Pages(folder / "data", library, read_case(FULLEST, library).assessment)
    shown = [one.id for one in library.questionnaire.sections if one.shown_when is None]
    times = {one: median_ms(lambda one=one: pages.get(f"/sections/{one}"), 15) for one in shown}  # type: ignore[misc]
    sizes = {one: len(pages.get(f"/sections/{one}").data) / 1024 for one in shown}
    like = min(
        library.questionnaire.sections,
        key=lambda one: (
            abs(sum(len(q.options) for q in one.questions) - 45)
            + 5 * abs(sum(q.kind != "group" for q in one.questions) - 10)
            + (1000 if one.shown_when is not None else 0)
        ),
    )
    options = sum(len(question.options) for question in like.questions)
    found = [
        Figure(
            f"{len(like.questions)} questions, {options} options ({like.id}): GET",
            times[like.id],
            "ms",
            "<= 15 (10 questions, 45 options)",
        ),
        Figure(f"its size ({like.id})", sizes[like.id], "KB", "<= 40"),
        Figure("largest section page: GET", max(times.values()), "ms", "-"),
        Figure("largest section page: size", max(sizes.values()), "KB", "-"),
    ]
    pages.close()
    return found


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
    """Measure ``full`` in a warm worker."""
    case = read_case(FULLEST, library).assessment
    day = case.prepared_on or datetime.now(UTC).date()
    stamp = Stamp(is_draft=True, prepared_on=day)
    found = judge(library, case, day)
    made = median_ms(lambda: html_of("full", library, case, found, stamp), 10)
    html = html_of("full", library, case, found, stamp)
    worker = PdfWorker()
    warm = median_ms(lambda: worker.render(html), 7)
    count = len(re.findall(rb"/Type\s*/Page\b", worker.render(html)))
    worker.close()
    return [
        Figure("full: HTML", made, "ms", "-"),
        Figure(f"full of {count or 'n'} pages: PDF, warm", warm, "ms", "<= 1,000 for 6 pages"),
    ]


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
                lambda folder: section_pages(folder, library),
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
