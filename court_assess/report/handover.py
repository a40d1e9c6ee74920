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
from court_assess.domain.kinds import day_in_words
from court_assess.domain.reading import AnswerReading
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Entry, Table
from court_assess.report.handover_flags import (
    NO_FLAG,
    Warned,
    dealt_with,
    not_ruled_out,
    on_record,
    to_act_on,
)
from court_assess.report.handover_lists import not_known, substances
from court_assess.report.handover_plan import ROOMS
from court_assess.report.handover_topics import (
    Style,
    Topic,
    left_out,
    more_of,
    phone_of,
    topics_of,
)
from court_assess.report.head import age_on
from court_assess.report.last_use import interview_began, interview_day
from court_assess.report.reading import (
    HANDOVER,
    NOT_KNOWN_TODAY,
    AudienceReading,
    full_name,
    sentence,
)
from court_assess.report.stamp import Stamp

HEADING = "Handover: health and safety"
DRAFT = "Made from answers that may still change."
MOST_CHARACTERS = 7_500  # of what is never left out; with more, typed texts have less room
FOR_A_SUBSTANCE = 110
LONGEST_NAME = 80
FROM_THE_INTERVIEW = "Answers from the interview on {}: “today” and “now” mean that day."
NO_INTERVIEW_DAY = "The day of the interview is not recorded."
OLD = "These answers are {} old. Check again what changes from day to day."
BASIS_IN_WORDS = {
    "consent": "The person agreed that this is shared.",
    "life_or_health": "Shared because a life or somebody's health is in danger.",
    "law": "Shared because the law asks for it.",
}
NO_BASIS = "Not recorded: decide before you hand this over."
TOLD_BY = "Told by the person unless marked. Not known is never a no."


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
    from_when: str
    how_old: str
    flags: tuple[Warned, ...]
    on_record: str
    dealt_with: tuple[Warned, ...]
    no_flag: str
    not_ruled_out: str
    not_asked: str
    substances: Table | None
    substances_note: str
    topics: tuple[Topic, ...]
    not_known: tuple[Entry, ...]
    left_out: tuple[str, ...]
    prepared: tuple[Entry, ...]
    told_by: str = TOLD_BY


def handover_sheet(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> HandoverSheet:
    """Return the hand-over as its template prints it."""
    answers = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    reading = AudienceReading(answers, HANDOVER)
    flags, done = (one(judgement.flags, HANDOVER) for one in (to_act_on, dealt_with))
    hidden = on_record(judgement.flags, phone_of(reading))
    style = _style(reading, (*flags, *done))
    table, note = substances(reading, style)
    unsure, not_asked = not_ruled_out(judgement.flags, reading)
    name = style.cut(full_name(reading) or "Name not known", LONGEST_NAME)
    return HandoverSheet(
        title=f"Handover: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=HEADING,
        marking=stamp.local.marking,
        author=_author(reading, stamp),
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        draft=DRAFT if stamp.is_draft else "",
        page_line=f"{name}  ·  CRN {style.cut(reading.words('case.crn') or 'not known', 40)}",
        name=name,
        head=tuple(_head(reading, judgement.judged_on, style)),
        from_when=from_when(reading),
        how_old=how_old(reading, stamp),
        flags=flags,
        on_record=hidden,
        dealt_with=done,
        no_flag="" if flags or done or hidden else NO_FLAG,
        not_ruled_out=unsure,
        not_asked=not_asked,
        substances=table,
        substances_note=note,
        topics=topics_of(reading, style),
        not_known=not_known(reading, style),
        prepared=tuple(_prepared(reading, stamp, style)),
        left_out=left_out(reading),
    )


def _style(reading: AudienceReading, flags: tuple[Warned, ...]) -> Style:
    """Return the first room that leaves no more text than the page can hold, else the last."""
    more = more_of(reading)
    fixed = sum(one.length for one in flags) + FOR_A_SUBSTANCE * len(reading.rows("sub"))
    for room in ROOMS:
        style = Style(room, more)
        topics = sum(one.length for one in topics_of(reading, style))
        lacking = sum(len(one.label) + len(one.text) for one in not_known(reading, style))
        if fixed + topics + lacking <= MOST_CHARACTERS:
            return style
    return Style(ROOMS[-1], more)


def from_when(reading: AudienceReading) -> str:
    """Return which day "today" and "now" mean in the answers."""
    began = interview_began(reading)
    if began is None:
        return NO_INTERVIEW_DAY
    return FROM_THE_INTERVIEW.format(f"{day_in_words(began)} at {began:%H:%M}")


def how_old(reading: AudienceReading, stamp: Stamp) -> str:
    """Warn if the page is made on a later day than the answers were given."""
    day = interview_day(reading)
    made = stamp.made_at.date() if stamp.made_at else stamp.made_on
    days = (made - day).days if made and day else 0
    return OLD.format("1 day" if days == 1 else f"{days} days") if days > 0 else ""


def _author(reading: AudienceReading, stamp: Stamp) -> str:
    return stamp.signer or reading.words("rec.officer_name")


def _head(reading: AudienceReading, today: date, style: Style) -> Iterator[Entry]:
    """Yield who it is, where they are held, and what they need in order to be understood."""
    words = reading.words
    born, on = words("case.date_of_birth"), reading.value("case.date_of_birth")
    age = f" (age {age_on(on, today)})" if isinstance(on, date) else ""
    yield Entry("Born", f"{born}{age}" if born else NOT_KNOWN_TODAY)
    yield Entry("CRN", words("case.crn") or NOT_KNOWN_TODAY)
    yield Entry("Where they are", style.cut("; ".join(_where(reading)), 200))
    language = (words(one) for one in ("ses.language", "ses.language_words"))
    yield Entry("Language", style.cut("; ".join(one for one in language if one) or NOT_KNOWN_TODAY))
    needs = (words(one) for one in ("ses.needs", "ses.needs_words"))
    yield Entry("Needs", style.cut("; ".join(one for one in needs if one) or NOT_KNOWN_TODAY, 150))


def _where(reading: AudienceReading) -> Iterator[str]:
    custody = reading.said("case.in_custody")
    yield f"In custody today: {custody or NOT_KNOWN_TODAY}"
    court = (reading.words(one) for one in ("case.court", "case.hearing_date"))
    yield ", ".join(one for one in court if one) or "court not known"
    yield from (one for one in map(reading.words, ("cont.status", "cont.prison")) if one)
    likely = reading.said("cont.custody_likely")
    if likely is not None and likely.is_known:
        yield f"{in_a_sentence(likely.label)}: {in_a_sentence(str(likely))}"


def _prepared(reading: AudienceReading, stamp: Stamp, style: Style) -> Iterator[Entry]:
    """Yield who made it, when, for whom, and what allows it."""
    is_officer = _author(reading, stamp) == reading.words("rec.officer_name")
    role = stamp.role or (reading.words("rec.officer_role") if is_officer else "")
    who = ", ".join(part for part in (_author(reading, stamp), role) if part)
    phone = reading.words("rec.officer_phone") or NOT_KNOWN_TODAY
    yield Entry("Prepared by", style.cut(who or NOT_KNOWN_TODAY, LONGEST_NAME))
    yield Entry("Telephone", style.cut(phone, 60))
    yield Entry("When", _when(stamp))
    yield Entry("For", style.cut(stamp.made_for or "Not recorded", LONGEST_NAME))
    reason = style.cut(sentence(stamp.reason)) if stamp.reason and stamp.basis else ""
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
