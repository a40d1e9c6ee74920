"""The flags for one reader: what to act on first, what was dealt with, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Status
from court_assess.domain.conditions import questions_read
from court_assess.domain.flags import FlagFinding
from court_assess.domain.kinds import day_in_words
from court_assess.domain.results import MET, UNDECIDED
from court_assess.report.reading import AudienceReading, sentence

NO_FLAG = "No flag is met by the answers given."
NOBODY = "Nobody has written down what was done."
RED, SAFEGUARDING = "red_flag", "safeguarding"
ON_RECORD = (
    "A safeguarding matter is on record. {} before they are moved, released or put with others{}"
)


@dataclass(frozen=True, slots=True)
class Warned:
    """A flag that is met: what is to be done, and what has been."""

    title: str
    action: str
    done: str

    @property
    def length(self) -> int:
        """Return the characters that it takes."""
        return len(self.title) + len(self.action) + len(self.done)


def to_act_on(flags: Iterable[FlagFinding], audience: str) -> tuple[Warned, ...]:
    """Return the flags that nobody has dealt with, danger to life before safeguarding."""
    found = [one for one in flags if audience in one.flag.prints and one.is_open]
    found.sort(key=lambda one: one.flag.kind != RED)  # else in the order of the rules
    return tuple(Warned(one.flag.title, sentence(one.flag.action), _done(one)) for one in found)


def dealt_with(flags: Iterable[FlagFinding], audience: str) -> tuple[Warned, ...]:
    """Return the flags that somebody has dealt with; what was to be done is no longer said."""
    found = [one for one in flags if audience in one.flag.prints and one.result == MET]
    return tuple(Warned(one.flag.title, "", _done(one)) for one in found if one.is_dealt_with)


def on_record(flags: Iterable[FlagFinding], phone: str) -> str:
    """Say that there is a safeguarding matter that no document names, if there is one."""
    held = (one for one in flags if one.flag.kind == SAFEGUARDING and not one.flag.prints)
    if not any(one.result == MET for one in held):
        return ""
    if phone:
        return ON_RECORD.format("Ring the officer", f": {phone}.")
    return ON_RECORD.format("Ask the officer", ".")


def not_ruled_out(flags: Iterable[FlagFinding], reading: AudienceReading) -> tuple[str, str]:
    """Return the flags that answers are missing for, and the pages that nobody has asked at all."""
    named: list[str] = []
    pages: dict[str, None] = {}
    for one in flags:
        if one.result != UNDECIDED or reading.audience not in one.flag.prints:
            continue
        unasked = [] if _is_begun(one, reading) else _unasked_pages(one.missing, reading)
        if unasked:
            pages[unasked[0]] = None
        else:
            named.append(one.flag.title)
    first, *others = pages or [""]
    not_asked = f"{first} was not asked." if first else ""
    if others:
        not_asked += f" Nor was: {'; '.join(others)}."
    return "; ".join(named), not_asked


def _is_begun(found: FlagFinding, reading: AudienceReading) -> bool:
    """Whether anybody asked one of the questions that a flag rests on."""
    return any(_is_asked(one, reading) for one in questions_read(found.flag.when))


def _is_asked(question_id: str, reading: AudienceReading) -> bool:
    question = reading.questionnaire.questions.get(question_id)
    if question is None:
        return False
    answers = reading.answers
    held = [answers.get(question.id)]
    if question.group or question.kind == "group":
        rows = answers.rows_of(question.group or question.id)
        if question.kind == "group" and rows:
            return True
        held = [row.answers.get(question.id) for row in rows]
    return any(one is not None and one.status is not Status.NOT_ASKED for one in held)


def _unasked_pages(missing: Iterable[str], reading: AudienceReading) -> list[str]:
    """Return the titles of the pages that questions stand on, if nobody has asked any of them."""
    known = reading.questionnaire.questions
    pages = dict.fromkeys(known[one].section for one in missing if one in known)
    sections = [reading.questionnaire.section(one) for one in pages]
    if any(_is_asked(one.id, reading) for page in sections for one in page.questions):
        return []
    return [page.title for page in sections]


def _done(found: FlagFinding) -> str:
    """Say what was done, by whom and when; that nobody has looked is said too."""
    return " ".join(_parts_done(found))


def _parts_done(found: FlagFinding) -> Iterator[str]:
    response = found.response
    if response is None:
        yield NOBODY
        return
    if found.is_dealt_with:
        yield "Done:"
    else:
        yield "Done before the answers changed:" if response.done else "Not yet done:"
    yield sentence(" ".join(response.what.split())) if response.what else "nothing written."
    at = f", {day_in_words(response.at)} at {response.at:%H:%M}" if response.at else ""
    yield f"({response.seen_by}{at})"
