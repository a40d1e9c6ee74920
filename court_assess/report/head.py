"""The head of page 1: who the report is about, before which court, and who prepared it."""

from __future__ import annotations

from datetime import date

from court_assess.domain.kinds import day_in_words
from court_assess.domain.values import Duration, shift
from court_assess.report.blocks import Entry
from court_assess.report.case import Case
from court_assess.report.reading import NOT_KNOWN_TODAY, full_name


def head_of(case: Case) -> tuple[Entry, ...]:
    """Return the rows at the head of page 1; what is not known is said."""
    reading = case.reading
    born = reading.words("case.date_of_birth")
    age = _age(case)
    officer = (reading.words(one) for one in ("rec.officer_name", "rec.officer_role"))
    prepared = ", ".join(part for part in officer if part)
    made_on = case.stamp.made_on
    on = f", on {day_in_words(made_on)}" if made_on else ""
    hearing = (
        reading.words("case.hearing_date") or NOT_KNOWN_TODAY,
        reading.words("case.hearing_time"),
    )
    rows = (
        ("Name", full_name(reading)),
        ("CRN", reading.words("case.crn")),
        ("Born", f"{born}{age}" if born else ""),
        ("PNC", reading.words("case.pnc")),
        ("Court", reading.words("case.court")),
        ("Hearing", " at ".join(part for part in hearing if part)),
        ("Prepared by", f"{prepared}{on}" if prepared else ""),
    )
    return tuple(Entry(label, text or NOT_KNOWN_TODAY) for label, text in rows)


def _age(case: Case) -> str:
    born = case.reading.value("case.date_of_birth")
    hearing = case.reading.value("case.hearing_date")
    if not isinstance(born, date) or not isinstance(hearing, date):
        return ""
    return f", age {age_on(born, hearing)} at hearing"


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; 29 February counts as 1 March in a common year."""
    years = day.year - born.year
    return years - (shift(born, Duration(years, "year")) > day)
