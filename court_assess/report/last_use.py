"""When a substance was last used, counted from the day of the interview and never from today."""

from __future__ import annotations

from datetime import date, datetime

from court_assess.domain.answers import LAST_USED, TEST_AGREES, KnownBy, Row
from court_assess.domain.kinds import day_in_words
from court_assess.domain.wording import in_a_sentence
from court_assess.report.reading import AudienceReading, Said

ON_THE_DAY, THE_DAY_BEFORE = "today", "yesterday"
AGO = " ago"
DAY_NOT_RECORDED = "the interview (its day is not recorded)"


def interview_began(reading: AudienceReading) -> datetime | None:
    """Return when the interview began, which every reader has to know; None if not recorded."""
    began, _ = reading.whole.value("ses.start", None)
    return began if isinstance(began, datetime) else None


def interview_day(reading: AudienceReading) -> date | None:
    """Return the day that “today” and “now” in the answers mean."""
    began = interview_began(reading)
    return began.date() if began else None


def last_use(reading: AudienceReading, row: Row) -> str:
    """Return the day, or how long before the interview; an empty text if neither is known."""
    on = reading.said("sub.last_used_on", row)
    if on is not None and on.is_known:
        return _marked(reading, row, on, f"on {on.text}")
    return _counted_back(reading, row, "the interview on ")


def last_use_in_short(reading: AudienceReading, row: Row) -> str:
    """Return the same with no more words than a hand-over has room for."""
    on = reading.said("sub.last_used_on", row)
    if on is not None and on.is_known:
        return _marked(reading, row, on, on.text)
    return _counted_back(reading, row, "")


def last_use_in_a_cell(reading: AudienceReading, row: Row) -> str:
    """Return it as it begins a cell."""
    words = last_use(reading, row)
    return f"{words[:1].upper()}{words[1:]}"


def _counted_back(reading: AudienceReading, row: Row, the_interview: str) -> str:
    said, day = reading.said("sub.last_used", row), interview_day(reading)
    if said is None or not said.is_known:
        return ""
    value = reading.value("sub.last_used", row)
    on = f"{the_interview}{day_in_words(day)}" if day else DAY_NOT_RECORDED
    if value == ON_THE_DAY:
        words = f"on the day of {on}" if the_interview or day is None else on
    elif value == THE_DAY_BEFORE:
        words = f"the day before {on}"
    else:
        words = f"{in_a_sentence(said.text).removesuffix(AGO)} before {on}"
    return _marked(reading, row, said, words)


def _marked(reading: AudienceReading, row: Row, said: Said, words: str) -> str:
    asked = (reading.whole.answer(one, row) for one in LAST_USED)
    by_test = any(one is not None and one.known_by is KnownBy.TEST for one in asked)
    return f"{words} {TEST_AGREES if by_test else said.note}".rstrip()
