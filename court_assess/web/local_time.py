"""The time as a court in England and Wales reads it; stored times are UTC."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from court_assess.domain.kinds import day_in_words
from court_assess.web.settings import settings

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the aware time in UTC, as the store keeps it."""
    return settings().clock()


def today() -> date:
    """Return the day in London."""
    return now().astimezone(LONDON).date()


def clock_time(moment: datetime) -> str:
    """Write the time of day in London, as ``14:02``."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def moment_in_words(moment: datetime) -> str:
    """Write a stored time as ``18 November 2026 at 14:02``."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local)} at {local:%H:%M}"


def wall_clock(moment: datetime) -> datetime:
    """Return the time on the wall in London to the minute, as case files write it."""
    return moment.astimezone(LONDON).replace(second=0, microsecond=0, tzinfo=None)
