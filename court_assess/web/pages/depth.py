"""How deep an assessment goes, how far it has come, and how long the rest may take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import NOT_YET_ASKED
from court_assess.domain.questions import COURT_DAY, FULL, Section
from court_assess.domain.walk import SKIPPED, Progress, walk_section
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.link import joined

NAMES = {COURT_DAY: "Court-day assessment", FULL: "Full assessment"}
WORDS = {COURT_DAY: "Court day", FULL: "Full"}
CHANGES = {COURT_DAY: "Change to the court-day assessment", FULL: "Change to the full assessment"}
OTHER = {COURT_DAY: FULL, FULL: COURT_DAY}
ALL_DEALT_WITH = "Every question has been dealt with"
COUNTED = {
    "given": "answered",
    SKIPPED: "skipped",
    "declined": "declined",
    "not_known": "not known",
    "not_asked": "not asked",
    NOT_YET_ASKED: "still to ask",
}


@dataclass(frozen=True, slots=True)
class DepthChange:
    """The button that makes an assessment deeper or shorter."""

    text: str
    depth: str
    address: str


@dataclass(frozen=True, slots=True)
class DepthView:
    """How deep the assessment goes and how far it has come; ``change`` while it is open."""

    name: str
    left: str
    counts: str
    change: DepthChange | None


def depth_view(case: OpenCase) -> DepthView:
    """Return the lines at the head of the task list."""
    counts = sum((one.counts for one in case.progress), Counter[str]())
    return DepthView(
        name=NAMES[case.reading.depth],
        left=_time_left(case.progress, counts) if case.is_open else "",
        counts=counts_in_words(counts),
        change=_change(case),
    )


def _change(case: OpenCase) -> DepthChange | None:
    """Return the button, unless the case is closed or its questions know one depth only."""
    if not (case.is_open and case.library.questionnaire.depth_question):
        return None
    other = OTHER[case.reading.depth]
    return DepthChange(CHANGES[other], other, url_for("cases.change_depth", case_id=case.id))


def _time_left(progress: Iterable[Progress], counts: Counter[str]) -> str:
    minutes = sum(one.minutes_left for one in progress)
    if minutes:
        return f"About {in_minutes(minutes)} left"
    return "" if counts[NOT_YET_ASKED] + counts[SKIPPED] else ALL_DEALT_WITH


def in_minutes(minutes: int) -> str:
    """Write a number of minutes."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def counts_in_words(counts: Counter[str]) -> str:
    """Write how many questions were answered, skipped, declined and so on."""
    said = [f"{counts[state]} {words}" for state, words in COUNTED.items() if counts[state]]
    return joined(said) if said else ""


def full_answered(case: OpenCase, section: Section) -> int:
    """Return how many questions of the full assessment have an answer in a section."""
    items = walk_section(section, case.reading)
    return sum(item.question.depth == FULL and item.answer is not None for item in items)
