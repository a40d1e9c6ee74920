"""Documents: how long one takes, and what it costs whoever uses the pages meanwhile."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil
from pypdf import PdfReader

from benchmarks.figures import FULLEST, Figure, highest_of_most, median_ms, practice
from benchmarks.site import Pages
from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answer, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.printing import printable
from court_assess.report import DOCUMENTS, Ahead, PdfWorker, Printable, Shelf, Stamp
from court_assess.report.watching import MEGABYTE, resident
from court_assess.settings import PRACTICE_CASES
from court_assess.web.pages.documents import OFFERED

SIX, TWENTY = 6, 20
COURT_DAY_CASE, LONGEST_CASE = 1, 24
SPOKEN = [kind for kind in ("oral",) if kind in DOCUMENTS]
TIMES = 7
PAUSE = 0.05  # seconds between two pages of one user


def document(kind: str, library: Library, assessment: Assessment) -> Printable:
    """Return a draft of a case, ready to be set."""
    day = assessment.prepared_on or datetime.now(UTC).date()
    judgement = judge(library, assessment, day)
    return printable(kind, library, assessment, judgement, Stamp(is_draft=True, prepared_on=day))


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


@dataclass(frozen=True, slots=True)
class Timed:
    """A document to be timed, and the bar for it in milliseconds."""

    name: str
    printable: Printable
    bar: str


def two_lengths(library: Library) -> list[Timed]:
    """Return the report of a practice case nearest to six pages, and one of twenty or more."""
    worker = PdfWorker()
    found = [_near_six(library, worker), _from_twenty(library, worker)]
    worker.close()
    return found


def _near_six(library: Library, worker: PdfWorker) -> Timed:
    cases = (read_case(path, library).assessment for path in sorted(PRACTICE_CASES.glob("*.yaml")))
    made = [document("full", library, one) for one in cases]
    lengths = [pages_of(worker.render(*one)) for one in made]
    pages = min(lengths, key=lambda length: abs(length - SIX))
    return Timed(f"full of {pages} pages", made[lengths.index(pages)], "<= 1,000 for 6")


def _from_twenty(library: Library, worker: PdfWorker) -> Timed:
    """Return the longest practice case's report, its texts repeated until it is long enough."""
    longest = read_case(practice(LONGEST_CASE), library).assessment
    for times in count(1):
        made = document("full", library, _longer(library, longest, times))
        pages = pages_of(worker.render(*made))
        if pages >= TWENTY:
            break
    return Timed(f"full of {pages} pages", made, "<= 3,500 for 20")


def _longer(library: Library, case: Assessment, times: int) -> Assessment:
    """Return the case with each of its long texts repeated."""
    asked = (
        question for section in library.questionnaire.sections for question in section.questions
    )
    longer: dict[str, Answer] = {}
    for question in asked:
        answer = case.answers.get(question.id)
        if question.kind == "long_text" and answer and isinstance(answer.value, str):
            longer[question.id] = given(" ".join([answer.value] * times))
    return replace(case, answers=case.answers.having(longer))


def warm_documents(library: Library, lengths: list[Timed]) -> list[Figure]:
    """Measure documents in a warm worker, the processor's share of it, and the memory it holds."""
    worker = PdfWorker()
    fullest = read_case(FULLEST, library).assessment
    spoken = [Timed(kind, document(kind, library, fullest), "<= 300") for kind in SPOKEN]
    making = median_ms(lambda: document("full", library, fullest), 10)
    figures = [Figure("full: HTML", making, "ms", "-")]
    with _watched(worker) as seen:
        for timed in (*lengths, *spoken):
            name, one = timed.name, timed.printable
            worker.render(*one)
            before = _processor_ms(worker)
            taken = median_ms(lambda one=one: worker.render(*one), TIMES)  # type: ignore[misc]
            spent = (_processor_ms(worker) - before) / (TIMES + 1)
            figures += [
                Figure(f"{name}: PDF, warm", taken, "ms", timed.bar),
                Figure(f"{name}: of that the processor", spent, "ms", "-"),
            ]
    figures.append(Figure("worker: most resident meanwhile", max(seen) / MEGABYTE, "MB", "<= 768"))
    worker.close()
    return figures


def _processor_ms(worker: PdfWorker) -> float:
    """Return the processor's time that the worker has had, in milliseconds."""
    times = psutil.Process(worker.process_id).cpu_times()
    return float(times.user + times.system) * 1000


@contextmanager
def _watched(worker: PdfWorker) -> Iterator[list[int]]:
    """Yield the memory of the worker as it was seen, in bytes."""
    done, seen = threading.Event(), [0]

    def look() -> None:
        while not done.wait(0.02):
            seen.append(resident(worker.process_id or 0))

    thread = threading.Thread(target=look)
    thread.start()
    yield seen
    done.set()
    thread.join()


class NotedWorker(PdfWorker):
    """A worker that notes when it has finished each document."""

    def __init__(self) -> None:
        super().__init__()
        self.finished: list[float] = []

    def render(
        self, html: str, attached: bytes = b"", is_given_up: Callable[[], bool] = lambda: False
    ) -> bytes:
        """Return the document and note the time."""
        pdf = super().render(html, attached, is_given_up)
        self.finished.append(time.perf_counter())
        return pdf


def made_ahead(folder: Path, library: Library) -> list[Figure]:
    """Measure the wait from the last save to a finished draft, and the download of it."""
    worker = NotedWorker()
    shelf = Shelf(worker)
    ahead = Ahead(shelf)
    ahead.start()
    case = read_case(practice(LONGEST_CASE), library).assessment
    pages = Pages(folder / "data", library, case, shelf, ahead)
    fields = pages.form_of("/sections/hearing") | {"case.crn": "X100200"}
    saved_at = time.perf_counter()
    pages.post("/sections/hearing", fields)
    while len(worker.finished) < len(OFFERED):
        time.sleep(0.01)
    waited = worker.finished[0] - saved_at
    got = median_ms(lambda: pages.get("/documents/full.pdf"), 50)
    assert len(worker.finished) == len(OFFERED)  # noqa: S101 - a download that made a document is no hit
    ahead.close()
    pages.close()
    shelf.close()
    return [
        Figure(
            f"case {LONGEST_CASE}: from the last save to its draft", waited, "s", "10 and a PDF"
        ),
        Figure(f"case {LONGEST_CASE}: download of an unchanged draft", got, "ms", "<= 50"),
    ]


def pages_meanwhile(folder: Path, library: Library, lengths: list[Timed]) -> list[Figure]:
    """Measure the pages of one user at rest and while a long report is made over and over."""
    worker, longest = PdfWorker(), lengths[-1].printable
    worker.render(*longest)
    figures = []
    for number in (COURT_DAY_CASE, LONGEST_CASE):
        case = read_case(practice(number), library).assessment
        pages = Pages(folder / str(number), library, case)
        rest, busy = _rest_and_busy(pages, _addresses(library), lambda: worker.render(*longest))
        pages.close()
        name = f"pages of case {number}, 95th percentile"
        figures += [
            Figure(f"{name}: at rest", highest_of_most(rest), "ms", "-"),
            Figure(f"{name}: while a PDF is made", highest_of_most(busy), "ms", "<= 25"),
        ]
    worker.close()
    return figures


def _addresses(library: Library) -> list[str]:
    shown = [one.id for one in library.questionnaire.sections if one.shown_when is None]
    return ["", *(f"/sections/{one}" for one in shown), "/answers", "/law", "/safety"]


def _rest_and_busy(
    pages: Pages, addresses: list[str], make: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Return how long pages take at rest and while something is made, in turns."""
    done = threading.Event()

    def make_over_and_over() -> None:
        while not done.is_set():
            make()

    rest: list[float] = []
    busy: list[float] = []
    _clicked(pages, addresses)  # templates are compiled once in a server's life
    for _ in range(4):
        rest += _clicked(pages, addresses)
        done.clear()
        thread = threading.Thread(target=make_over_and_over)
        thread.start()
        busy += _clicked(pages, addresses)
        done.set()
        thread.join()
    return rest, busy


def _clicked(pages: Pages, addresses: list[str]) -> list[float]:
    """Return how long each page took, in milliseconds, one after the other with pauses."""
    taken = []
    for address in addresses:
        started = time.perf_counter()
        pages.get(address)
        taken.append((time.perf_counter() - started) * 1000)
        time.sleep(PAUSE)
    return taken
