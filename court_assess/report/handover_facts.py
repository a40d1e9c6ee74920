"""What the hand-over says that no one answer says: medicines first, naloxone, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.questions import values_named
from court_assess.domain.wording import in_a_sentence
from court_assess.report.last_use import last_use_in_short
from court_assess.report.reading import AudienceReading

YES, NO = "yes", "no"
NO_DOSE = "The officer does not have the dose: ring the prescriber."
NOTHING_PRESCRIBED = "none"
# Of medicines for drug use, those that a body gets used to.
OPIOID_MEDICINES = frozenset(
    {"methadone", "buprenorphine_oral", "buprenorphine_injection", "other"}
)
TO_EXPECT, NO_DAILY_USE = "Withdrawal to expect", "none from what they say that they use daily"
DAILY, ALCOHOL, MOST_DAYS = "daily", "alcohol", 20
LIST_NOT_COMPLETE = "there may be others: not everything was asked or answered"
HALF_A_LINE = 60  # characters, in the smallest print of a referral
GIVEN, HAS_ALREADY = "given", "already_has"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the page says; ``is_urgent`` is printed in bold.

    ``level`` is how full the page has to be for it to be left out, from 1; 0 is never.
    """

    label: str
    text: str
    is_urgent: bool = False
    level: int = 0

    @property
    def look(self) -> str:
        """Return the style sheet's names: when it is left out, and whether half a line holds it."""
        dropped = f" drop-{self.level}" if self.level else ""
        return f"{dropped} short" if self.length <= HALF_A_LINE else dropped

    @property
    def length(self) -> int:
        """Return the characters that it takes."""
        return len(self.label) + len(self.text) + 4


def doses_first(reading: AudienceReading) -> Iterator[Fact]:
    """Yield what cannot wait about a medicine for drug use."""
    urgent = (("med.dose_today", NO), ("med.missed", YES))
    for question, value in urgent:
        said = reading.said(question)
        if said is not None and reading.value(question) == value:
            yield Fact(said.label, f"{said.text.upper()} {said.note}".rstrip(), is_urgent=True)
    if is_prescribed(reading) and not reading.words("med.dose_words"):
        yield Fact("", NO_DOSE, is_urgent=True)


def is_prescribed(reading: AudienceReading) -> bool:
    """Whether a medicine for drug use is said to be prescribed."""
    return reading.value("med.ost") not in (None, NOTHING_PRESCRIBED)


def said_first(reading: AudienceReading) -> frozenset[str]:
    """Return the questions whose answers ``doses_first`` yields."""
    urgent = (("med.dose_today", NO), ("med.missed", YES))
    return frozenset(one for one, value in urgent if reading.value(one) == value)


def naloxone(reading: AudienceReading) -> tuple[Fact, ...]:
    """Return one line on naloxone, whatever was answered in which place."""
    has, today = reading.value("nal.has_kit"), reading.value("nal.offered_today")
    said = reading.words("nal.offered_today") or reading.words("offer.naloxone")
    if today == GIVEN:
        text = "Kit given today"
    elif has == NO and today == HAS_ALREADY:
        text = "Has a kit, but none that they could get to quickly"
    elif has == NO:
        text = f"No kit; today: {in_a_sentence(said)}" if said else "No kit"
    elif has == YES:
        text = "Has a kit that they could get to quickly"
    else:
        text = f"Today: {in_a_sentence(said)}" if said else ""
    return (Fact("Naloxone", text),) if text else ()


def withdrawal_to_expect(reading: AudienceReading) -> Fact:
    """Name the kinds of withdrawal that daily use points to, each with the last use."""
    kinds = (
        ("opioids", [*_daily(reading, "opioid"), *_prescribed_opioid(reading)]),
        ("alcohol", _alcohol(reading)),
        ("benzodiazepines or GHB", [*_daily(reading, "sedative"), *_prescribed_sedative(reading)]),
    )
    found = [f"{kind} ({', '.join(from_)})" for kind, from_ in kinds if from_]
    if not _all_is_known(reading):
        found = [*found, LIST_NOT_COMPLETE] if found else ["not known"]
    text = "; ".join(found) or NO_DAILY_USE
    return Fact(TO_EXPECT, f"{text[:1].upper()}{text[1:]}")


def _daily(reading: AudienceReading, tag: str) -> list[str]:
    return [_used(reading, row) for row in _rows(reading, tag) if _is_daily(reading, row)]


def _rows(reading: AudienceReading, tag: str) -> list[Row]:
    return [row for row in reading.rows("sub") if tag in _tags(reading, row)]


def _tags(reading: AudienceReading, row: Row) -> frozenset[str]:
    question, value = reading.question("sub.slug"), reading.value("sub.slug", row)
    if question is None or value is None:
        return frozenset()
    return frozenset().union(*(one.tags for one in values_named(question, value)))


def _is_daily(reading: AudienceReading, row: Row) -> bool:
    return reading.value("sub.freq", row) == DAILY


def _used(reading: AudienceReading, row: Row) -> str:
    last = last_use_in_short(reading, row) or "on a day not known"
    return f"{in_a_sentence(reading.substance(row))}, last used {in_a_sentence(last)}"


def _prescribed_opioid(reading: AudienceReading) -> Iterator[str]:
    said = reading.said("med.ost")
    if said is not None and reading.value("med.ost") in OPIOID_MEDICINES:
        yield f"prescribed: {in_a_sentence(said.text)}"


def _prescribed_sedative(reading: AudienceReading) -> Iterator[str]:
    medicines = reading.value("med.other")
    if isinstance(medicines, tuple) and "benzodiazepine" in medicines:
        yield "prescribed"


def _alcohol(reading: AudienceReading) -> list[str]:
    rows = [row for row in reading.rows("sub") if reading.value("sub.slug", row) == ALCOHOL]
    daily = [row for row in rows if _is_daily(reading, row)]
    days = reading.value("alc.days28")
    if not daily and not (isinstance(days, int) and days >= MOST_DAYS):
        return []
    last = reading.words("alc.last_drink") or next(
        (words for row in rows if (words := last_use_in_short(reading, row))), "not known"
    )
    return [f"last drink {in_a_sentence(last)}"]


def _all_is_known(reading: AudienceReading) -> bool:
    """Whether the list is complete and how often each of these is used was said."""
    tagged = [*_rows(reading, "opioid"), *_rows(reading, "sedative")]
    unsaid = [row for row in tagged if reading.value("sub.freq", row) is None]
    unnamed = [row for row in reading.rows("sub") if reading.value("sub.slug", row) is None]
    is_alcohol_known = reading.value("alc.days28") is not None or _alcohol(reading)
    is_complete = reading.value("sub.complete") == YES
    return is_complete and bool(is_alcohol_known) and not unsaid and not unnamed
