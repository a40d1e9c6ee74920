"""Where the officer's recommendation departs from what the rules find, or from the advice.

The officer may always decide otherwise, for the recommendation is theirs (Sentencing Act 2020,
Sch 9, para 20(4)). The court must then be able to see why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.finding import AdviceGiven, Finding
from court_assess.domain.findings import Judgement
from court_assess.domain.in_play import drr_of
from court_assess.domain.results import MET

RECOMMENDED, REASON = "rec.drr", "rec.departure"
YES = "yes"


@dataclass(frozen=True, slots=True)
class Departure:
    """What a recommendation is made against.

    ``findings`` are the conditions that are not met, or not known, though it is recommended;
    ``is_no_order`` says that no order that could hold it is open, or that this is not known;
    ``advice`` is the advice that it does not follow. One of them at least is there.
    """

    recommended: str
    findings: tuple[Finding, ...] = ()
    is_no_order: bool = False
    advice: AdviceGiven | None = None


def departure_of(judgement: Judgement) -> Departure | None:
    """Return what the recommendation departs from; None where it departs from nothing."""
    recommended = judgement.reading.value(RECOMMENDED, None)[0]
    drr = drr_of(judgement)
    if not isinstance(recommended, str) or not drr:
        return None
    found = Departure(
        recommended,
        tuple(_against(drr[0].conditions)) if recommended == YES else (),
        recommended == YES and judgement.order_possible != MET,
        _not_followed(drr[0].advice, recommended),
    )
    return found if found.findings or found.is_no_order or found.advice else None


def unexplained(judgement: Judgement) -> Departure | None:
    """Return the departure that has no reason yet; it must have one before it is signed."""
    found, reading = departure_of(judgement), judgement.reading
    is_asked = REASON in reading.questionnaire.questions  # an older library may not ask for it
    is_given = reading.value(REASON, None)[0] is not None
    return found if is_asked and not is_given else None


def _against(conditions: tuple[Finding, ...]) -> Iterator[Finding]:
    for one in conditions:
        if one.result != MET and not one.officers_act:
            yield one


def _not_followed(advice: AdviceGiven | None, recommended: str) -> AdviceGiven | None:
    """Return the advice if it says which recommendations agree with it, and this is not one."""
    if advice is None or not advice.agrees_with or recommended in advice.agrees_with:
        return None
    return advice
