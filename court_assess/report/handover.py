"""The hand-over: one page for whoever looks after the person next, to be read in two minutes.

It holds only what is printed for a hand-over. A long text is cut where that is said, a flag never.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import CUSTODY, WITHDRAWN, consent_of
from court_assess.domain.findings import Judgement
from court_assess.domain.flags import FlagFinding
from court_assess.domain.kinds import day_in_words
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, UNDECIDED
from court_assess.report.blocks import Entry, Table
from court_assess.report.handover_plan import ROOMS, Room
from court_assess.report.handover_topics import (
    Topic,
    cut,
    not_known,
    substances,
    topics_of,
)
from court_assess.report.head import age_on
from court_assess.report.reading import HANDOVER, NOT_KNOWN_TODAY, AudienceReading, sentence
from court_assess.report.stamp import Stamp

HEADING = "Handover: health and safety"
MARKING = "OFFICIAL"
DRAFT = "Made from answers that may still change."
MOST_CHARACTERS = 7_000  # of the topics, flags and substances; with more, each has less room
FOR_A_SUBSTANCE = 110
LONGEST_NAME = 80
DONE_ELSEWHERE = "What was done about each flag is in the record."
NO_FLAG = "No flag is met by the answers given."
BASIS_IN_WORDS = {
    "consent": "The person agreed that this is shared.",
    "life_or_health": "Shared because a life or somebody's health is in danger.",
    "law": "Shared because the law asks for it.",
}
NO_BASIS = "Not recorded: decide before you hand this over."
TOLD_BY = "Told by the person unless marked. Not known is never a no."


@dataclass(frozen=True, slots=True)
class Warned:
    """A flag that is met: what is to be done, and what has been."""

    title: str
    action: str
    done: str


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """Everything the template prints, in words and in order."""

    template = "report/handover.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    draft: str
    page_line: str
    name: str
    head: tuple[Entry, ...]
    flags: tuple[Warned, ...]
    about_flags: str
    not_ruled_out: str
    substances: Table | None
    substances_note: str
    topics: tuple[Topic, ...]
    not_known: tuple[Entry, ...]
    prepared: tuple[Entry, ...]
    told_by: str = TOLD_BY


def handover_sheet(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> HandoverSheet:
    """Return the hand-over as its template prints it."""
    answers = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    reading = AudienceReading(answers, HANDOVER)
    name = cut(reading.words("case.defendant_name") or "Name not known", LONGEST_NAME)
    printed = [one for one in judgement.flags if HANDOVER in one.flag.prints]
    met = [one for one in printed if one.result == MET]
    room = _room(reading, met)
    table, note = substances(reading, room)
    return HandoverSheet(
        title=f"Handover: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=HEADING,
        marking=MARKING,
        author=_author(reading, stamp),
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        draft=DRAFT if stamp.is_draft else "",
        page_line=f"{name}  ·  CRN {cut(reading.words('case.crn') or 'not known', 40)}",
        name=name,
        head=tuple(_head(reading, judgement.judged_on)),
        flags=_warned(met, room),
        about_flags=("" if room.done else DONE_ELSEWHERE) if met else NO_FLAG,
        not_ruled_out="; ".join(one.flag.title for one in printed if one.result == UNDECIDED),
        substances=table,
        substances_note=note,
        topics=topics_of(reading, room),
        not_known=not_known(reading, room),
        prepared=tuple(_prepared(reading, stamp)),
    )


def _room(reading: AudienceReading, met: list[FlagFinding]) -> Room:
    """Return the first that leaves no more text than the page can hold, else the last."""
    for room in ROOMS:
        flags = (len(one.title) + len(one.action) + len(one.done) for one in _warned(met, room))
        topics = (one.length for one in topics_of(reading, room))
        listed = FOR_A_SUBSTANCE * len(reading.rows("sub"))
        if sum(flags) + sum(topics) + listed <= MOST_CHARACTERS:
            return room
    return ROOMS[-1]


def _author(reading: AudienceReading, stamp: Stamp) -> str:
    return stamp.signer or reading.words("rec.officer_name")


def _head(reading: AudienceReading, today: date) -> Iterator[Entry]:
    """Yield who it is, where they are held, and what they need in order to be understood."""
    words = reading.words
    born, on = words("case.date_of_birth"), reading.value("case.date_of_birth")
    age = f" (age {age_on(on, today)})" if isinstance(on, date) else ""
    yield Entry("Born", f"{born}{age}" if born else NOT_KNOWN_TODAY)
    yield Entry("CRN", words("case.crn") or NOT_KNOWN_TODAY)
    yield Entry("Held", cut("; ".join(_held(reading)), 160))
    language = (words(one) for one in ("ses.language", "ses.language_words"))
    yield Entry("Language", cut("; ".join(one for one in language if one) or NOT_KNOWN_TODAY))
    needs = (words(one) for one in ("ses.needs", "ses.needs_words"))
    yield Entry("Needs", cut("; ".join(one for one in needs if one) or NOT_KNOWN_TODAY, 150))


def _held(reading: AudienceReading) -> Iterator[str]:
    custody = reading.said("case.in_custody")
    yield f"In custody today: {custody or NOT_KNOWN_TODAY}"
    court = (reading.words(one) for one in ("case.court", "case.hearing_date"))
    yield ", ".join(one for one in court if one) or "court not known"
    yield from (one for one in map(reading.words, ("cont.status", "cont.prison")) if one)


def _warned(met: list[FlagFinding], room: Room) -> tuple[Warned, ...]:
    """Put what nobody has dealt with first; what is to be done is cut if there is no room."""
    return tuple(
        Warned(one.flag.title, cut(sentence(one.flag.action), room.action), _done(one, room))
        for one in sorted(met, key=lambda one: one.is_dealt_with)
    )


def _done(flag: FlagFinding, room: Room) -> str:
    """Say what was done, by whom and when; that nobody has looked is said too."""
    response = flag.response
    if response is None:
        return "Nobody has written down what was done."
    state = "Done" if flag.is_dealt_with else "Not yet done with"
    if not room.done:
        return f"{state}."
    at = f", {day_in_words(response.at)} at {response.at:%H:%M}" if response.at else ""
    what = cut(sentence(response.what), room.done) if response.what else "Nothing written."
    return f"{state}: {what} ({cut(response.seen_by, 50)}{at})"


def _prepared(reading: AudienceReading, stamp: Stamp) -> Iterator[Entry]:
    """Yield who made it, when, for whom, and what allows it."""
    is_officer = _author(reading, stamp) == reading.words("rec.officer_name")
    role = stamp.role or (reading.words("rec.officer_role") if is_officer else "")
    who = ", ".join(part for part in (_author(reading, stamp), role) if part)
    phone = reading.words("rec.officer_phone") or NOT_KNOWN_TODAY
    yield Entry("Prepared by", cut(who or NOT_KNOWN_TODAY, LONGEST_NAME))
    yield Entry("Telephone", cut(phone, 60))
    yield Entry("When", _when(stamp))
    yield Entry("For", cut(stamp.made_for or "Not recorded", LONGEST_NAME))
    reason = cut(sentence(stamp.reason)) if stamp.reason and stamp.basis else ""
    basis = BASIS_IN_WORDS.get(stamp.basis, NO_BASIS)
    yield Entry("Basis", f"{basis} {reason}".rstrip())
    yield from _consent(reading)


def _consent(reading: AudienceReading) -> Iterator[Entry]:
    """Yield what the person said to this being shared; what was taken back is no yes."""
    consent = reading.said(CUSTODY)
    if consent is None:
        return
    if consent_of(reading.whole, CUSTODY) == WITHDRAWN:
        on = reading.words("con.withdrawn_on")
        yield Entry(consent.label, f"Taken back{f' on {on}' if on else ''}")
        return
    details = map(reading.words, ("con.share_custody_on", "con.share_custody_how"))
    yield Entry(consent.label, "; ".join((str(consent), *(one for one in details if one))))


def _when(stamp: Stamp) -> str:
    if stamp.made_at:
        return f"{day_in_words(stamp.made_at)} at {stamp.made_at:%H:%M}"
    return day_in_words(stamp.made_on) if stamp.made_on else NOT_KNOWN_TODAY
