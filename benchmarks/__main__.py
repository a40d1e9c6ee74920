"""What ``make bench`` runs and prints: medians on this machine, in one run, each beside its bar.

A benchmark, not a timed test: a machine that is busy with other things prints larger figures.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import psutil

from benchmarks.documents import made_ahead, pages_meanwhile, two_lengths, warm_documents
from benchmarks.figures import Figure, median_ms
from benchmarks.peers import beside_chromium
from benchmarks.starting import speed_of_the_machine, starting
from benchmarks.web import court_day_path, one_choice_page, section_page, shipped_pages
from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import load_library
from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge
from court_assess.settings import PRACTICE_CASES, QUESTIONNAIRES, rules_folder


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


def _load() -> str:
    """Say how busy the machine is, so that a reader knows what the figures are worth."""
    waiting = psutil.getloadavg()[0]
    return f"processors: {psutil.cpu_count()}, processes at work in the last minute: {waiting:.1f}"


def main() -> None:
    """Print every figure."""
    library = load_library(QUESTIONNAIRES, rules_folder())
    lengths = two_lengths(library)
    print(_load())
    print(speed_of_the_machine())
    with tempfile.TemporaryDirectory() as name:
        for number, measure in enumerate(
            (
                lambda _: judging(library),
                one_choice_page,
                section_page,
                lambda folder: shipped_pages(folder, library),
                lambda folder: court_day_path(folder, library),
                lambda _: warm_documents(library, lengths),
                lambda folder: made_ahead(folder, library),
                lambda folder: pages_meanwhile(folder, library, lengths),
                starting,
            )
        ):
            folder = Path(name) / str(number)
            folder.mkdir()
            for figure in measure(folder):
                print(figure, flush=True)
    beside_chromium(lengths)
    print(_load())
    print(speed_of_the_machine())


if __name__ == "__main__":
    main()
