"""The checks that courts expect before sentence, as the court reads how each stands.

A check that is not in is a caveat of the report: it never reads as if nothing had been found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from court_assess.domain.agency_checks import (
    NAMES,
    NO_RECORD,
    NOT_AVAILABLE,
    NOT_SOUGHT,
    RECEIVED,
    REQUESTED,
    SEEN,
    AgencyCheck,
    agency_checks,
)
from court_assess.domain.answers import Row
from court_assess.domain.kinds import day_in_words
from court_assess.domain.truth import FALSE
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Block, Entry, Note, listed
from court_assess.report.case import Case
from court_assess.report.lines import Line, opening
from court_assess.report.reading import AudienceReading, sentence

NOT_RECEIVED, NOT_ASKED_FOR, UNAVAILABLE = "Not yet received", "Not asked for", "Not available"
LABELS: Mapping[str, str] = {
    REQUESTED: NOT_RECEIVED,
    NOT_AVAILABLE: UNAVAILABLE,
    NOT_SOUGHT: NOT_ASKED_FOR,
    NO_RECORD: NOT_ASKED_FOR,
}
NOT_NO_CONCERNS = "A check that is not in does not mean “no concerns”."
NO_REASON = "no reason is recorded"
REASON_ELSEWHERE = "the reason stands with the sources"
LONGEST_REASON = 60  # characters where space is short; all of it stands with the sources


def caveats(case: Case) -> tuple[Line, ...]:
    """Return what page 1 says of each check that is not in, those of one kind together."""
    by_label: dict[str, list[str]] = {}
    for one in missing_checks(case):
        words = f"{in_a_sentence(NAMES[one.kind])}{_details(one, case, is_short=True)}"
        by_label.setdefault(LABELS[one.status], []).append(words)
    lines = [Line(sentence("; ".join(words)), label) for label, words in by_label.items()]
    return (*lines[:-1], *(_with_warning(one) for one in lines[-1:]))


def _with_warning(line: Line) -> Line:
    return replace(line, text=f"{line.text} {NOT_NO_CONCERNS}")


def missing_checks(case: Case) -> tuple[AgencyCheck, ...]:
    """Return the checks that are not in.

    One that was never asked for counts unless it is plain that none was needed.
    """
    return tuple(
        one
        for one in agency_checks(case.reading.whole.on_show())
        if one.status in (REQUESTED, NOT_AVAILABLE)
        or (one.status in (NOT_SOUGHT, NO_RECORD) and one.expected is not FALSE)
    )


def standings(case: Case) -> tuple[Block, ...]:
    """Return how each check stands, seen and received ones too, with all of the reasons."""
    missing = missing_checks(case)
    checks = (
        one for one in agency_checks(case.reading.whole.on_show()) if one.status or one in missing
    )
    blocks = listed(Entry(NAMES[one.kind], _standing(one, case)) for one in checks)
    return (*blocks, Note(NOT_NO_CONCERNS)) if missing else blocks


def _standing(check: AgencyCheck, case: Case) -> str:
    if check.status in (SEEN, RECEIVED):
        on = f" on {day_in_words(check.day)}" if check.day else ""
        return sentence(f"{check.status.capitalize()}{on}")
    return sentence(f"{LABELS[check.status]}{_details(check, case)}")


def _details(check: AgencyCheck, case: Case, *, is_short: bool = False) -> str:
    """Return when it was asked for and is due, or why it is not in, to stand after a name."""
    if check.status == REQUESTED:
        on = f" on {day_in_words(check.asked_on)}" if check.asked_on else " (day not recorded)"
        of = f" from {check.asked_of}" if check.asked_of and not is_short else ""
        due = check.due_in_words(case.judgement.judged_on)
        return f", asked for{on}{of}" + (f", {due}" if due else "")
    reason = check.reason
    if is_short and len(reason) > LONGEST_REASON:
        reason = opening(reason, LONGEST_REASON) or REASON_ELSEWHERE
    return f" ({reason.rstrip('.') or NO_REASON})"


def days_in_a_cell(reading: AudienceReading, row: Row) -> str:
    """Say each day of a source in one cell of the table of sources."""
    said = (
        (words, reading.words(question, row))
        for words, question in (
            ("", "src.on"),
            ("Asked for", "src.requested_on"),
            ("Due", "src.due"),
            ("Received", "src.received_on"),
        )
    )
    return "; ".join(f"{words} {day}".strip() for words, day in said if day)
