"""The conditions of law as tables: result, what decided it, and what is still needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import Finding, Judgement, OrderFinding, RequirementFinding
from court_assess.domain.flags import FlagFinding
from court_assess.domain.kinds import day_in_words
from court_assess.domain.resting import in_words, rests_on
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.report.blocks import Block, Entry, Judged, LawTable, Listing, Note
from court_assess.report.reading import (
    COURT,
    AudienceReading,
    in_a_sentence,
    sentence,
    unfitness,
)

RESULT_IN_WORDS = {MET: "Met", NOT_MET: "Not met", UNDECIDED: "Not known"}
# "Court reviews are compulsory: not met" would puzzle; a limit is a statement, so it is so or not.
LIMIT_IN_WORDS = {MET: "Yes", NOT_MET: "No", UNDECIDED: "Not known"}
# It only tells whether reviews are compulsory: "no" is no fault of the proposal.
TELLS_ONLY = "drr.review_required"
OUTSIDE = "The conviction is from before 1 December 2020: these conditions do not apply to it."
OUTCOME_IN_WORDS = {
    "available": "Every condition of law below is met.",
    "awaiting_recommendation": (
        "Every other condition of law is met. The officer has not yet recommended the requirement."
    ),
    "cannot_say_yet": "At least one condition of law is not known today.",
    "not_available": (
        "At least one condition of law, for the requirement or for the order, is not met as the "
        "answers stand today."
    ),
    "outside_these_rules": OUTSIDE,
}
ORDER_IN_WORDS = {
    MET: "No condition below closes this order; what is marked so is for the court to decide.",
    NOT_MET: "At least one condition is not met, so the court cannot make this order.",
    UNDECIDED: "At least one fact that this order needs is not known today.",
}
FLAG_IN_WORDS = {
    MET: "Identified today",
    NOT_MET: "Looked for; not identified today",
    UNDECIDED: "Not known today",
}
LIMITS = "Lengths and reviews"
FOR_THE_COURT = "For the court to decide."
THE_OFFICERS_ACT = "The officer's own act."


def law_blocks(judgement: Judgement, reading: AudienceReading) -> tuple[Block, ...]:
    """Return the conditions of each requirement, of the orders in question, and of the limits."""
    tables: list[Block] = [_requirement(one, reading) for one in judgement.requirements]
    tables += _fitness(reading) if tables else ()
    tables += [_order(one, reading) for one in judgement.orders if one.candidate]
    if judgement.limits:
        rows = (_judged(one, reading, LIMIT_IN_WORDS) for one in judgement.limits)
        tables.append(LawTable(LIMITS, "", tuple(rows)))
    intro = (
        f"Judged on {day_in_words(judgement.judged_on)} from the answers recorded. Not known is "
        "neither met nor not met. The officer recommends; the court decides."
    )
    return (Note(intro), *tables) if tables else ()


def _fitness(reading: AudienceReading) -> tuple[Note, ...]:
    """Warn that what an unfit person said may change; a no then is not a settled no."""
    unfit = unfitness(reading)
    words = "The person was not fit when asked: {} What they said, also a no, may change."
    return (Note(words.format(sentence(unfit))),) if unfit else ()


def _requirement(requirement: RequirementFinding, reading: AudienceReading) -> LawTable:
    intro = OUTCOME_IN_WORDS.get(requirement.outcome, "")
    return LawTable(requirement.title, intro, _rows(requirement.conditions, reading))


def _order(order: OrderFinding, reading: AudienceReading) -> LawTable:
    return LawTable(order.title, ORDER_IN_WORDS[order.result], _rows(order.conditions, reading))


def _rows(findings: Iterable[Finding], reading: AudienceReading) -> tuple[Judged, ...]:
    return tuple(_judged(finding, reading) for finding in findings)


def _judged(
    finding: Finding, reading: AudienceReading, words: Mapping[str, str] = RESULT_IN_WORDS
) -> Judged:
    because = tuple(dict.fromkeys(_evidence(finding.because, reading)))
    if finding.rests_on:
        because += (f"it rests on the view of the {finding.rests_on} alone",)
    return Judged(
        title=finding.title,
        authority=finding.authority,
        result=words[finding.result],
        reason=finding.reason,
        because="; ".join(because),
        needed="; ".join(dict.fromkeys(_needed(finding.missing, reading))),
        whose=_whose(finding),
        rests_on=in_words(rests_on(finding, reading.whole), reading.words),
    )


def _whose(finding: Finding) -> str:
    if finding.officers_act:
        return THE_OFFICERS_ACT
    return FOR_THE_COURT if finding.purpose == COURT else ""


def _evidence(because: Iterable[Evidence], reading: AudienceReading) -> Iterator[str]:
    """Yield the answers that decided, in words, without those not printed for the court."""
    for one in because:
        question = reading.question(one.question)
        if question is None:
            continue
        row = next((row for row in reading.rows(question.group) if row.id == one.row), None)
        words = reading.words(one.question, row)
        group = reading.question(question.group)
        if words and row is not None and group is not None and group.row_label != question.id:
            yield f"{reading.row_label(group, row)}, {in_a_sentence(question.short)}: {words}"
        elif words:
            yield f"{question.short}: {words}"


def _needed(missing: Iterable[str], reading: AudienceReading) -> Iterator[str]:
    for question_id in missing:
        question = reading.question(question_id)
        if question is not None:
            yield question.short


def titles_of(
    judgement: Judgement, requirement: RequirementFinding, result: str
) -> tuple[str, ...]:
    """Return the titles of conditions with that result; those of orders while no order is open.

    A condition that the court itself decides counts once it is not met, and the officer's own act
    never counts as not known: what the officer has said of it stands by itself.
    """
    found = [one for one in requirement.conditions if result != UNDECIDED or not one.officers_act]
    if judgement.order_possible != MET:
        candidates = [
            one for order in judgement.orders if order.candidate for one in order.conditions
        ]
        found += [one for one in candidates if one.purpose != COURT or one.result == NOT_MET]
    return tuple(dict.fromkeys(one.title for one in found if one.result == result))


def is_outside(requirement: RequirementFinding) -> bool:
    """Whether the conviction is older than the conditions of a requirement."""
    return requirement.outcome == "outside_these_rules"


def open_conditions(judgement: Judgement) -> tuple[str, ...]:
    """Return the titles of the conditions of law that are not known, without the officer's act."""
    titles = (
        title
        for one in judgement.requirements
        if not is_outside(one)
        for title in titles_of(judgement, one, UNDECIDED)
    )
    return tuple(dict.fromkeys(titles))


def not_met_in_orders(judgement: Judgement) -> tuple[str, ...]:
    """Return the titles of what closes the orders in question."""
    found = (one for order in judgement.orders if order.candidate for one in order.conditions)
    return tuple(dict.fromkeys(one.title for one in found if one.result == NOT_MET))


def outside_limits(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each limit of the proposal that is not kept."""
    for limit in judgement.limits:
        if limit.result == NOT_MET and limit.id != TELLS_ONLY:
            yield limit.id, f"{limit.title}: no"
    candidates = [order for order in judgement.orders if order.candidate]
    for order in candidates:
        of = f"{order.title}, {{}}: not met" if len(candidates) > 1 else "{}: not met"
        for one in order.conditions:
            if one.result == NOT_MET and one.purpose == COURT:
                title = in_a_sentence(one.title) if len(candidates) > 1 else one.title
                yield one.id, of.format(title)


def flag_blocks(flags: Iterable[FlagFinding]) -> tuple[Block, ...]:
    """List the flags that may be printed for the court, with whether somebody acted."""
    printed = [flag for flag in flags if COURT in flag.flag.prints]
    entries = tuple(
        Entry(one.flag.title, FLAG_IN_WORDS[one.result], _acted(one)) for one in printed
    )
    return (Listing(entries),) if entries else ()


def _acted(flag: FlagFinding) -> str:
    """Say who saw it and whether it is dealt with; what was done is not written for the court."""
    if flag.response is None:
        return ""
    on = f" on {day_in_words(flag.response.at)}" if flag.response.at else ""
    done = "dealt with" if flag.response.done else "not yet dealt with"
    return f"(seen by {flag.response.seen_by}{on}; {done})"
