"""What of a judgement is in play: what the officer considers, and what must be mended."""

from __future__ import annotations

from court_assess.domain.findings import CourtFinding, Finding, Judgement, RequirementFinding
from court_assess.domain.kinds import day_in_words

DRR = "drr"  # the requirement that an assessment is always about


def in_play(judgement: Judgement) -> tuple[RequirementFinding, ...]:
    """Return the requirements that are considered; the others are nobody's proposal."""
    return tuple(one for one in judgement.requirements if one.considered)


def beside_drr(judgement: Judgement) -> tuple[RequirementFinding, ...]:
    """Return the requirements that are considered beside, or in place of, a DRR."""
    return tuple(one for one in in_play(judgement) if one.id != DRR)


def drr_of(judgement: Judgement) -> tuple[RequirementFinding, ...]:
    """Return the finding on the DRR, or none where the rules have no such requirement."""
    return tuple(one for one in judgement.requirements if one.id == DRR)


def court_asks(judgement: Judgement) -> tuple[CourtFinding, ...]:
    """Return the wider questions of the court's that are considered."""
    return tuple(one for one in judgement.court if one.considered)


def to_mend(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the limits to keep before signing that are broken, or not known to be kept."""
    return tuple(one for one in judgement.limits if one.before_signing and one.is_broken)


def law_of_the_day(judgement: Judgement, found: Finding | RequirementFinding | CourtFinding) -> str:
    """Say which day's law a finding is made by; an empty text where the law has not changed."""
    if not found.governed_on:
        return ""
    rules = judgement.asked_of
    periods = (
        *((one.id, one.in_force) for one in rules.law()),
        *((one.id, one.in_force) for one in rules.requirements),
        *((one.id, one.in_force) for one in rules.court),
    )
    period = next(period for found_id, period in periods if found_id == found.id)
    days = " and ".join(day_in_words(day) for day in found.governed_on)
    of = rules.dates[period.governed_by].says
    many = "s" if len(found.governed_on) > 1 else ""
    return f"Law of the day{many} of {of}, {days}" if of else f"Law of {days}"


def out_of_force(found: RequirementFinding | CourtFinding) -> str:
    """Say when there is such law, where some day that governs lies outside; else nothing."""
    period = found.in_force
    covered = {period.covers(day) for day in found.governed_on}
    if False not in covered:
        return ""
    since = f" from {day_in_words(period.since)}" if period.since else ""
    until = f" until {day_in_words(period.until)}" if period.until else ""
    so = ": take each offence by itself" if True in covered else ", so it is not open here"
    return f"This is law{since}{until}{so}."
