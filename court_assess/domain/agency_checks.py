"""The two checks that courts expect before sentence: how each stands, and when it is due.

Domestic abuse is asked of the police in every case; children's services are asked where there are
children (HM Inspectorate of Probation 2023: they were made in half of the cases that needed them).
The answers are read as they are stored, because the list of cases has no questionnaire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from court_assess.domain.answers import Answers, Row
from court_assess.domain.kinds import day_in_words
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.domain.values import Value

POLICE, CHILDREN = "police_da_check", "childrens_services"
NAMES: Mapping[str, str] = {
    POLICE: "Police domestic abuse check",
    CHILDREN: "Children's services",
}
SEEN, REQUESTED, RECEIVED = "seen", "requested", "received"
NOT_AVAILABLE, NOT_SOUGHT, NO_RECORD = "not_available", "not_sought", ""
SOURCES, HEARING = "src", "case.hearing_date"
# The page on safety asks in one word; the list of sources, with its days, goes before it.
IN_ONE_WORD: Mapping[str, str] = {POLICE: "safe.da_check", CHILDREN: "safe.child_check"}
ABOUT_CHILDREN = ("fam.parent", "safe.child", "fam.safety")
# What is open of two entries for one check stands before what has come back.
IN_FRONT = (REQUESTED, RECEIVED, SEEN, NOT_AVAILABLE, NOT_SOUGHT)
NO_CHILDREN, NONE, NOT_SAFE = "not_a_parent", "none", "not_safe"
SATURDAY = 5  # as date.weekday() counts


@dataclass(frozen=True, slots=True)
class AgencyCheck:
    """One check; ``status`` is as its source has it, or empty where nobody wrote anything down.

    ``day`` is when it was seen or came in, or the day written beside it.
    """

    kind: str
    status: str = NO_RECORD
    asked_on: date | None = None
    asked_of: str = ""
    day: date | None = None
    due: date | None = None
    reason: str = ""
    expected: Truth = TRUE

    @property
    def is_outstanding(self) -> bool:
        """Whether somebody must still answer it, or ask for it."""
        if self.status in (NO_RECORD, NOT_SOUGHT):
            return self.expected is TRUE and not self.reason
        return self.status == REQUESTED

    def due_in_words(self, today: date) -> str:
        """Return "due 19 November 2026, overdue", or an empty text where nothing says when."""
        if self.due is None:
            return ""
        return f"due {day_in_words(self.due)}{', overdue' if self.is_overdue(today) else ''}"

    def is_overdue(self, today: date) -> bool:
        """Whether it is outstanding and the day it was due has passed."""
        return self.is_outstanding and self.due is not None and self.due < today


def agency_checks(answers: Answers) -> tuple[AgencyCheck, ...]:
    """Return both checks as they stand."""
    return tuple(_check(kind, answers) for kind in (POLICE, CHILDREN))


def is_about_checks(question: str) -> bool:
    """Whether an answer to this question can change how a check stands or when it is due."""
    topic = question.partition(".")[0]
    return topic == SOURCES or question in (HEARING, *IN_ONE_WORD.values(), *ABOUT_CHILDREN)


def suggested_due(answers: Answers, asked_on: date | None = None) -> date | None:
    """Return the working day before the hearing, but no day before it was asked for.

    Working days are Monday to Friday: bank holidays are for the officer to know.
    """
    hearing = _single(answers, HEARING)
    if not isinstance(hearing, date):
        return None
    day = hearing - timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return max(day, asked_on) if asked_on else day


def _check(kind: str, answers: Answers) -> AgencyCheck:
    expected = TRUE if kind == POLICE else _has_children(answers)
    entries = [_of_entry(kind, row, answers, expected) for row in _entries(kind, answers)]
    known = [one for one in entries if one.status in IN_FRONT]
    if known:
        return min(known, key=lambda one: (IN_FRONT.index(one.status), one.due or date.max))
    said = _text(_single(answers, IN_ONE_WORD[kind]))
    return AgencyCheck(kind, said, due=suggested_due(answers), expected=expected)


def _entries(kind: str, answers: Answers) -> tuple[Row, ...]:
    """Return the entries for a check; a list that was set aside as a whole has none."""
    rows = () if answers.get(SOURCES) else answers.rows_of(SOURCES)
    return tuple(row for row in rows if _value(row, "src.kind") == kind)


def _of_entry(kind: str, row: Row, answers: Answers, expected: Truth) -> AgencyCheck:
    status = _text(_value(row, "src.status"))
    day = _day(row, "src.on")  # the only day there was in entries of an earlier release
    asked_on = _day(row, "src.requested_on") or (day if status == REQUESTED else None)
    due = _day(row, "src.due") if status == REQUESTED else None
    return AgencyCheck(
        kind,
        status,
        asked_on,
        _text(_value(row, "src.from")),
        (status == RECEIVED and _day(row, "src.received_on")) or day,
        due or suggested_due(answers, asked_on),
        _text(_value(row, "src.why_not")) or _text(_value(row, "src.note")),
        expected,
    )


def _has_children(answers: Answers) -> Truth:
    """Whether there are children, or something about a child to be looked into."""
    parent, contact, home = (_single(answers, one) for one in ABOUT_CHILDREN)
    chosen = contact if isinstance(contact, tuple) else ()
    if parent not in (None, NO_CHILDREN) or any(one != NONE for one in chosen):
        return TRUE
    if isinstance(home, tuple) and NOT_SAFE in home:
        return TRUE
    return FALSE if parent == NO_CHILDREN and chosen == (NONE,) else UNKNOWN


def _single(answers: Answers, question: str) -> Value | None:
    answer = answers.get(question)
    return answer.value if answer else None


def _value(row: Row, question: str) -> Value | None:
    answer = row.answers.get(question)
    return answer.value if answer else None


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _day(row: Row, question: str) -> date | None:
    value = _value(row, question)
    return value if isinstance(value, date) else None
