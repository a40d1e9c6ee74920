"""The conditions of law as tables: result, what decided it, and what is still needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from court_assess.domain.evaluation import Evidence
from court_assess.domain.findings import (
    CourtFinding,
    Finding,
    Judgement,
    OrderFinding,
    RequirementFinding,
)
from court_assess.domain.flags import FlagFinding
from court_assess.domain.in_play import (
    DRR,
    court_asks,
    drr_of,
    in_play,
    law_of_the_day,
    out_of_force,
)
from court_assess.domain.kinds import day_in_words
from court_assess.domain.resting import in_words, rests_on
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Block, Entry, Judged, LawTable, Listing, Note
from court_assess.report.reading import COURT, AudienceReading, sentence, unfitness

RESULT_IN_WORDS = {MET: "Met", NOT_MET: "Not met", UNDECIDED: "Not known"}
# "Court reviews are compulsory: not met" would puzzle; a limit is a statement, so it is so or not.
LIMIT_IN_WORDS = {MET: "Yes", NOT_MET: "No", UNDECIDED: "Not known"}
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
# The limits of law on how long something lasts; every other one is of what the order contains.
LIMITS_ON_LENGTH = frozenset(
    {
        "drr.length_within_order",
        "co.length",
        "sso.term",
        "sso.operational",
        "sso.supervision",
    }
)
NO_ORDER = "Neither order that could hold a DRR is open to the court"
NOT_THIS_ORDER = "The order in mind is not open to the court"
FOR_THE_COURT = "For the court to decide."
COURT_DECIDES = "For the court to decide"
THE_OFFICERS_ACT = "The officer's own act."


def law_blocks(judgement: Judgement, reading: AudienceReading) -> tuple[Block, ...]:
    """Return the conditions of what is considered, of the orders in question, and of the limits."""
    tables: list[Block] = [_requirement(one, judgement, reading) for one in in_play(judgement)]
    tables += _fitness(reading) if tables else ()
    tables += [_order(one, judgement, reading) for one in judgement.orders if one.candidate]
    if judgement.limits:
        rows = _rows(judgement.limits, judgement, reading, LIMIT_IN_WORDS)
        tables.append(LawTable(LIMITS, "", rows))
    tables += [_court(one, judgement, reading) for one in court_asks(judgement)]
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


def _requirement(
    requirement: RequirementFinding, judgement: Judgement, reading: AudienceReading
) -> LawTable:
    says = OUTCOME_IN_WORDS.get(requirement.outcome, "")
    if requirement.id != DRR or not is_outside(requirement):
        says = out_of_force(requirement) or says
    intro = _sentences(says, law_of_the_day(judgement, requirement))
    return LawTable(requirement.title, intro, _rows(requirement.conditions, judgement, reading))


def _order(order: OrderFinding, judgement: Judgement, reading: AudienceReading) -> LawTable:
    rows = _rows(order.conditions, judgement, reading)
    return LawTable(order.title, ORDER_IN_WORDS[order.result], rows)


def _court(asked: CourtFinding, judgement: Judgement, reading: AudienceReading) -> LawTable:
    intro = _sentences(asked.says, out_of_force(asked), law_of_the_day(judgement, asked))
    rows = _rows(asked.conditions, judgement, reading, LIMIT_IN_WORDS)
    return LawTable(f"{COURT_DECIDES}: {in_a_sentence(asked.title)}", intro, rows)


def _sentences(*said: str) -> str:
    return " ".join(sentence(one) for one in said if one)


def _rows(
    findings: Iterable[Finding],
    judgement: Judgement,
    reading: AudienceReading,
    words: Mapping[str, str] = RESULT_IN_WORDS,
) -> tuple[Judged, ...]:
    return tuple(_judged(one, law_of_the_day(judgement, one), reading, words) for one in findings)


def _judged(
    finding: Finding, governed: str, reading: AudienceReading, words: Mapping[str, str]
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
        governed=governed,
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


def topics_of(
    judgement: Judgement, requirement: RequirementFinding, result: str
) -> tuple[str, ...]:
    """Return the topics of conditions with that result; those of orders while no order is open.

    A condition that the court itself decides counts once it is not met, and the officer's own act
    never counts as not known: what the officer has said of it stands by itself.
    """
    found = [one for one in requirement.conditions if result != UNDECIDED or not one.officers_act]
    if judgement.order_possible != MET:
        candidates = [
            one for order in judgement.orders if order.candidate for one in order.conditions
        ]
        found += [one for one in candidates if one.purpose != COURT or one.result == NOT_MET]
    return tuple(dict.fromkeys(one.topic for one in found if one.result == result))


def is_outside(requirement: RequirementFinding) -> bool:
    """Whether the conviction is older than the conditions of a requirement."""
    return requirement.outcome == "outside_these_rules"


def drr_is_outside(judgement: Judgement) -> bool:
    """Whether the conviction is older than the DRR's conditions; of another it says nothing."""
    return any(is_outside(one) for one in drr_of(judgement))


def open_conditions(judgement: Judgement) -> tuple[str, ...]:
    """Return the topics of the conditions of law that are not known, without the officer's act."""
    topics = (
        topic
        for one in in_play(judgement)
        if not is_outside(one)
        for topic in topics_of(judgement, one, UNDECIDED)
    )
    return tuple(dict.fromkeys(topics))


def not_met_in_orders(judgement: Judgement) -> tuple[str, ...]:
    """Return the topics of what closes the orders in question."""
    found = (one for order in judgement.orders if order.candidate for one in order.conditions)
    return tuple(dict.fromkeys(one.topic for one in found if one.result == NOT_MET))


def closed_to_the_court(judgement: Judgement) -> str:
    """Say that no order in question is open, or return an empty text while one may be."""
    if judgement.order_possible != NOT_MET:
        return ""
    is_every_one = all(one.result == NOT_MET for one in judgement.orders)
    return NO_ORDER if is_every_one else NOT_THIS_ORDER


def no_order_is_open(judgement: Judgement) -> bool:
    """Whether the orders in question are closed by more than a length that can still be changed."""
    candidates = [order for order in judgement.orders if order.candidate]
    return bool(closed_to_the_court(judgement)) and all(map(_is_closed_for_good, candidates))


def _is_closed_for_good(order: OrderFinding) -> bool:
    not_met = (one.id for one in order.conditions if one.result == NOT_MET)
    return any(one not in LIMITS_ON_LENGTH for one in not_met)


def outside_limits(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Yield the id of each limit of the proposal that is not kept, and what is wrong.

    The reason is said and not the title, which states the limit as if it were kept.
    """
    for limit in judgement.limits:
        if limit.is_broken:
            yield limit.id, limit.reason.removesuffix(".")
    candidates = [order for order in judgement.orders if order.candidate]
    for order in candidates:
        of = f"{order.title}: " if len(candidates) > 1 else ""
        for one in order.conditions:
            if one.result == NOT_MET and one.purpose == COURT:
                reason = one.reason.removesuffix(".")
                yield one.id, f"{of}{in_a_sentence(reason) if of else reason}"


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
