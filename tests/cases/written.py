"""A case in which every condition of law is met, and the means to change it and judge it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from court_assess.definitions.case_file import read_case_bytes
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement, judge

TODAY = date(2026, 11, 18)

# As a case file writes it: text everywhere. Nothing here raises a flag.
ALL_MET: Mapping[str, Any] = {
    "case.date_of_birth": "1990-06-15",
    "case.hearing_date": "2026-11-18",
    "case.plea": "guilty",
    "case.conviction_date": "2026-11-03",
    "case.imprisonable": "yes",
    "case.mandatory_sentence": "no",
    "case.hospital_or_guardianship": "no",
    "case.sso_same_occasion": "no",
    "case.seriousness": "medium",
    "case.in_custody": "no",
    "ses.fit": ["none"],
    "con.assess": "yes",
    "con.share_provider": "yes",
    "sub": [{"sub.slug": "heroin", "sub.rank": "1"}],
    "sub.complete": "yes",
    "dep.officer_view": "dependent",
    "alc.days28": "0",
    "alc.withdrawal_now": ["none"],
    "now.signs": ["none"],
    "inj.wound": ["none"],
    "sui.thoughts_now": "no",
    "sui.past_attempt": "no",
    "preg.status": "no",
    "safe.child": ["none"],
    "safe.da_afraid": ["none"],
    "safe.da_alleged": "no",
    "med.ost": "none",
    "drr.willing": "yes",
    "prov.name": "Lanternway",
    "prov.assessor": "Jo Tregear, worker",
    "prov.date": "2026-11-17",
    "prov.dependent_or_propensity": "dependent",
    "prov.requires_treatment": "yes",
    "prov.may_be_susceptible": "yes",
    "prov.suitable": "yes",
    "prov.arrangements": "made",
    "prov.setting": "non_resident",
    "order.kind": "community_order",
    "order.length_months": "12",
    "order.intensive_supervision": "no",
    "order.fine": "no",
    "order.for_punishment": "yes",
    "drr.length_months": "6",
    "drr.review": "yes",
    "drr.review_interval": "6 weeks",
    "rec.drr": "yes",
}


def case_of(
    library: Library, changes: Mapping[str, Any], flags: Mapping[str, Any] | None = None
) -> Assessment:
    """Read a case file of ``ALL_MET`` with changes; None takes an answer out."""
    answers = {key: one for key, one in {**ALL_MET, **changes}.items() if one is not None}
    tree = {
        "format": "court-assess/case@1",
        "prepared_on": TODAY.isoformat(),
        "answers": answers,
        "flags": dict(flags or {}),
    }
    return read_case_bytes(json.dumps(tree).encode(), "case.yaml", library).assessment


def judged(
    library: Library, changes: Mapping[str, Any], flags: Mapping[str, Any] | None = None
) -> Judgement:
    """Judge ``ALL_MET`` with changes."""
    return judge(library, case_of(library, changes, flags), TODAY)


def result_of(found: Judgement, finding_id: str) -> str:
    """Return the result of a condition of the DRR, a condition of an order, or a limit."""
    conditions = (
        *found.requirement("drr").conditions,
        *(one for order in found.orders for one in order.conditions),
        *found.limits,
    )
    return next(one.result for one in conditions if one.id == finding_id)


def advice_of(found: Judgement) -> str:
    """Return the id of the advice on the DRR."""
    advice = found.requirement("drr").advice
    assert advice is not None
    return advice.id
