"""The app's pages: fetching them, and saving what was typed."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks.figures import FULLEST, Figure, median_ms
from benchmarks.site import Pages
from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import load_library
from court_assess.domain.answers import Answers
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.kinds import written

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
