"""The person's own copy: what was said, what is suggested and what to do next, in plain English.

It is written to the person, for a reading age of 9 to 11, and somebody else may find it: what is on
it at all is decided in ``domain/carrying.py``. Nothing is ever cut to make it fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.carrying import PERSON, carried, named_unsafe
from court_assess.domain.findings import Judgement
from court_assess.domain.kinds import day_in_words
from court_assess.domain.reading import AnswerReading
from court_assess.report import person_court, person_next, person_talk
from court_assess.report.person_lines import Copy, Line, Writer, and_, run_on
from court_assess.report.person_words import HOW
from court_assess.report.reading import NAMES, AudienceReading, full_name, sentence
from court_assess.report.reads_person import PERSON_READ
from court_assess.report.stamp import Stamp

HEADING = "Your own copy"
DRAFT = "This is a draft. It may still change."
IT_IS_YOURS = "This copy is for you. It says what we talked about, and what may come next."
EVERYONE = "I ask everyone what should be on their copy."
ASK_FOR_MORE = "If you want to see or hear more, ask me."
ON_REQUEST = "This copy does not hold everything."
NOT_SETTLED = "We have not settled that yet, so this copy is short."
ASK_FOR_THE_REST = "To see or hear the rest, ask me."
NO_COPY = "You said that you do not want a copy. This one is here if you change your mind."
LARGE_PRINT = "large_print"
PARTS: tuple[tuple[str, tuple[Writer, ...]], ...] = (
    (
        "What we talked about",
        (person_talk.agreed, person_talk.the_case, person_talk.drugs),
    ),
    (
        "What you said you want",
        (person_talk.wants, person_talk.change, person_talk.strengths),
    ),
    (
        "What I have suggested to the court",
        (
            person_court.suggestion,
            person_court.your_say,
            person_court.the_service,
            person_court.the_order,
        ),
    ),
    (
        "What would be expected of you",
        (
            person_court.treatment,
            person_court.tests_and_reviews,
            person_court.agreed_together,
            person_court.barriers,
            person_court.what_if_not,
        ),
    ),
    ("What happens next", (person_next.hearing, person_next.appointment)),
    ("Who to ring", (person_next.numbers,)),
    ("Who is told what", (person_next.consents, person_next.shared)),
    ("If something is wrong", (person_next.summary, person_next.correct)),
    ("How to complain", (person_next.complain,)),
    ("Your rights over your data", (person_next.rights,)),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the copy under its heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """Everything the template prints, in words and in order."""

    template = "report/person.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    draft: str
    page_line: str
    name: str
    is_large: bool
    about: tuple[Line, ...]
    parts: tuple[Part, ...]


def carried_assessment(
    library: Library, assessment: Assessment, judgement: Judgement
) -> Assessment:
    """Return an assessment with nothing in it that may not be on the copy or in its file."""
    whole = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    return replace(assessment, answers=carried(whole), flags={})


def person_copy(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> PersonCopy:
    """Return the person's own copy as its template prints it."""
    copy = _copy(library, assessment, judgement, stamp)
    name = full_name(copy.reading) or "Name not known"
    return PersonCopy(
        title=f"{HEADING}: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=HEADING,
        marking=stamp.local.marking,
        author=stamp.signer or copy.words("rec.officer_name"),
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        draft=DRAFT if stamp.is_draft else "",
        page_line=name,
        name=name,
        is_large=stamp.large_print or LARGE_PRINT in _how(copy),
        about=tuple(run_on(_about(copy))),
        parts=tuple(part for part in _parts(copy) if part.lines),
    )


def _copy(library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp) -> Copy:
    whole = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    answers = AnswerReading(library.questionnaire, carried(whole), judgement.judged_on)
    return Copy(AudienceReading(answers, PERSON), named_unsafe(whole), judgement, stamp)


def _how(copy: Copy) -> tuple[str, ...]:
    value = copy.value("copy.how")
    return value if isinstance(value, tuple) else ()


def _about(copy: Copy) -> Iterator[Line]:
    """Yield what this is, from whom, how they want it, and that it is not all there is."""
    officer, on = copy.words("rec.officer_name"), copy.stamp.made_on
    who = f"I am {officer}, and I work for probation." if officer else "I work for probation."
    yield Line(f"{IT_IS_YOURS} {who}")
    if on:
        yield Line(f"I wrote it on {day_in_words(on)}.")
    yield Line(" ".join((EVERYONE, *_left_off(copy))))
    how = _how(copy)
    if how == ("none",):
        yield Line(NO_COPY)
    elif how:
        yield Line(f"You would like your copy {and_(copy.chosen('copy.how', HOW))}.")


def _left_off(copy: Copy) -> tuple[str, ...]:
    """Say whether something was left off and why, without saying what."""
    if copy.named == ():
        return (ASK_FOR_MORE,)
    return (NOT_SETTLED if copy.named is None else ON_REQUEST, ASK_FOR_THE_REST)


def _parts(copy: Copy) -> Iterator[Part]:
    for title, writers in PARTS:
        yield Part(title, tuple(line for writer in writers for line in run_on(writer(copy))))
    yield Part("Also written down", tuple(_others(copy)))


def _others(copy: Copy) -> Iterator[Line]:
    """Yield what is printed for the person and has no sentence of its own here."""
    for item in copy.reading.items:
        question = item.question
        has_a_place = question.id in PERSON_READ | {*NAMES}
        if not has_a_place and question.kind != "group":
            words = copy.words(question.id, item.row)
            if words:
                yield Line(f"{question.short}: {sentence(words)}")
