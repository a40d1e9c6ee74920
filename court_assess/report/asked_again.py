"""What the person said when they were asked again at the hearing, beside what they said before."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.results import MET
from court_assess.domain.wording import in_a_sentence
from court_assess.report.case import Case
from court_assess.report.law import RESULT_IN_WORDS
from court_assess.report.lines import LONGEST_QUOTE, Line, quoted
from court_assess.report.reading import sentence

AGAIN, NOT_YET = "drr.willing_confirmed", "not_yet"
AT_THE_HEARING = "Asked again at the hearing"
TO_BE_CONFIRMED = "To be confirmed at the hearing."


def is_asked_again(case: Case) -> bool:
    """Whether they were asked again, whatever came of it."""
    said = case.reading.said(AGAIN)
    was_asked = said is not None and case.reading.whole.state(AGAIN, None) in (
        "given",
        "declined",
        "not_known",
    )
    return was_asked and case.reading.value(AGAIN) != NOT_YET


def asked_again(case: Case, longest: int = LONGEST_QUOTE) -> Iterator[Line]:
    """Yield what they said at the hearing, and what that means for the condition of law.

    Before that, it is to be confirmed, unless no requirement is proposed.
    """
    if not is_asked_again(case):
        if case.reading.words("drr.willing") and case.reading.value("rec.drr") != "no":
            yield Line(TO_BE_CONFIRMED)
        return
    said, at = case.reading.said(AGAIN), case.reading.words("drr.willing_confirmed_at")
    yield Line(
        sentence(f"{said}{f', said on {at}' if at else ''}{_standing(case)}"), AT_THE_HEARING
    )
    if case.reading.words("drr.willing_confirmed_words"):
        yield from quoted(
            case, "drr.willing_confirmed_words", "strengths", "In their words", longest
        )


def _standing(case: Case) -> str:
    """Say that the condition of law is not met or not known; that it is met goes without saying."""
    results = (
        in_a_sentence(RESULT_IN_WORDS[one.result])
        for requirement in case.judgement.requirements
        for one in requirement.conditions
        if one.id == "drr.willing" and one.result != MET
    )
    return "".join(f". The condition of law that they are willing is {one}" for one in results)
