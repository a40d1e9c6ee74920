"""The referral to the treatment provider: what the person agreed to share, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import GP, REFUSED, YES, consent_of, why_not_referred
from court_assess.domain.findings import Judgement
from court_assess.domain.local import ProviderEntry
from court_assess.domain.provider_part import Maker, asked_of_provider, maker_of
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Table
from court_assess.report.case import Case, case_of
from court_assess.report.handover import DRAFT, from_when, how_old
from court_assess.report.handover_flags import Warned, dealt_with, not_ruled_out, to_act_on
from court_assess.report.handover_topics import Topic
from court_assess.report.lines import Line
from court_assess.report.not_made import NotMadeError
from court_assess.report.parts import Part, parts_in
from court_assess.report.reading import NOT_KNOWN_TODAY, PROVIDER, full_name
from court_assess.report.referral_page_one import said_on_page_one, topics_of_page_one, used, who
from court_assess.report.referral_plan import HEALTH, PROVIDER_PARTS, REACH
from court_assess.report.referral_questions import Questions, questions_for
from court_assess.report.stamp import Stamp

HEADING = "Referral to drug treatment"
ASKED = (
    "Please answer the questions that come next. The court can make a drug rehabilitation "
    "requirement (DRR) only if treatment is needed, may help and can be arranged."
)
HOW_TO_USE = (
    "They can take this back at any time. Use it for this referral alone, and ask them before you "
    "pass any of it to anybody else."
)
GP_MAY_BE_TOLD = "They agree that the GP is told."
GP_MAY_NOT = "They have not agreed that the GP is told: do not tell the GP without asking them."
HOW_TO_ANSWER = (
    "These are the questions as the officer asks them: where one says “the provider” or “they”, "
    "that is you. Write what you know now, and leave the rest."
)
NOT_NAMED = "The treatment provider (not named yet)"
NO_DATE = "The date of the hearing is not known: ring the officer."

# So that nobody takes silence for a no: these are printed for no provider (decision 10).
NEVER_HERE = (
    "Suicide, domestic abuse and exploitation are never on this form. Silence means nothing: ring "
    "the officer."
)


@dataclass(frozen=True, slots=True)
class Referral:
    """Everything the template prints, in words and in order."""

    template = "report/referral.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    draft: str
    page_line: str
    name: str
    who: str
    asked: tuple[Line, ...]
    from_when: str
    how_old: str
    flags: tuple[Warned, ...]
    dealt_with: tuple[Warned, ...]
    not_ruled_out: str
    reach: tuple[Topic, ...]
    health: tuple[Topic, ...]
    used: Table | None
    used_note: str
    parts: tuple[Part, ...]
    questions: Questions
    answer_to: str
    library_digest: str
    how_to_answer: str = HOW_TO_ANSWER
    never_here: str = NEVER_HERE

    @property
    def is_flagged(self) -> bool:
        """Whether anything stands in the box of flags."""
        return bool(self.flags or self.dealt_with or self.not_ruled_out)

    @property
    def flags_heading(self) -> str:
        """What the box of flags is called: nobody need act on what was dealt with."""
        return "Act on now" if self.flags else "Not open, or not ruled out"


def referral(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> Referral:
    """Return the referral as its template prints it; NotMadeError without a plain yes."""
    why_not = why_not_referred(judgement.reading)
    if why_not:
        raise NotMadeError(why_not)
    asked = frozenset(one.question.id for one in asked_of_provider(judgement))
    case = case_of(library, assessment, judgement, stamp, PROVIDER, asked)
    reading = case.reading
    table, note = used(reading)
    name = full_name(reading) or "Name not known"
    unsure, _ = not_ruled_out(judgement.flags, reading)
    return Referral(
        title=f"Referral: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=HEADING,
        marking=stamp.local.marking,
        author=_maker(case).name,
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        draft=DRAFT if stamp.is_draft else "",
        page_line=f"{name}  ·  CRN {reading.words('case.crn') or 'not known'}",
        name=name,
        who=who(reading, judgement.judged_on),
        asked=tuple(_asked(case)),
        from_when=from_when(reading),
        how_old=how_old(reading, stamp),
        flags=to_act_on(judgement.flags, PROVIDER),
        dealt_with=dealt_with(judgement.flags, PROVIDER),
        not_ruled_out=unsure,
        reach=topics_of_page_one(REACH, judgement, reading),
        health=topics_of_page_one(HEALTH, judgement, reading),
        used=table,
        used_note=note,
        parts=parts_in(case, PROVIDER_PARTS, said_on_page_one(reading) | asked),
        questions=questions_for(judgement, reading),
        answer_to="; ".join(_answer_to(case)),
        library_digest=judgement.library_digest,
    )


def provider_meant(case: Case) -> tuple[str, ProviderEntry | None]:
    """Return the name of whom it goes to, and its entry in the area's directory if it has one."""
    name = case.stamp.made_for or case.reading.words("prov.name")
    return name, case.stamp.local.provider(name)


def _asked(case: Case) -> Iterator[Line]:
    """Yield to whom it goes, what is asked by when, whom to ring, and what the person agreed to."""
    yield Line(_to(case), "To")
    yield Line(ASKED, see="answer")
    yield Line(_by_when(case), "An answer is needed before the hearing")
    yield Line("; ".join(_answer_to(case)), "Answer to")
    yield Line(" ".join(_consent(case)), "Consent")


def _to(case: Case) -> str:
    name, entry = provider_meant(case)
    if entry is None:
        return name or NOT_NAMED
    also = (f"telephone {entry.telephone}", entry.hours, entry.address)
    return "; ".join((name, *(one for one in also if one)))


def _by_when(case: Case) -> str:
    words = case.reading.words
    on, at = words("case.hearing_date"), words("case.hearing_time")
    when = " at ".join(one for one in (on, at) if one) if on else NO_DATE
    return ", ".join(one for one in (when, words("case.court")) if one)


def _maker(case: Case) -> Maker:
    return maker_of(case.reading.whole, case.stamp.signer)


def _answer_to(case: Case) -> Iterator[str]:
    maker, office = _maker(case), case.stamp.local.office
    yield ", ".join(one for one in (maker.name, maker.role) if one) or NOT_KNOWN_TODAY
    yield f"telephone {maker.telephone}" if maker.telephone else "their telephone is not known"
    if office.telephone:
        yield f"{office.name or 'the office'}, telephone {office.telephone}"
    elif office.name:
        yield office.name


def _consent(case: Case) -> Iterator[str]:
    """Yield what was agreed to, when and how, and what no consent covers."""
    on, how = map(case.reading.words, ("con.share_provider_on", "con.share_provider_how"))
    when, way = f", on {on}" if on else "", f" ({in_a_sentence(how)})" if how else ""
    yield f"The person agreed that this is shared with you{when}{way}."
    yield HOW_TO_USE
    state = consent_of(case.reading.whole, GP)
    if state in REFUSED:
        yield GP_MAY_NOT
    elif state == YES:
        yield GP_MAY_BE_TOLD
