"""Every row of the reference on the law, sections 1.1 to 1.7, 2, 3, 4.1, 4.3 and 4.4.

A row is checked by findings, each with answers on both sides of it, or is not for a program to
check, with the reason. ``ROWS`` names all rows, so that none can quietly leave the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.findings import Judgement
from tests.cases.written import judged

Answers = Mapping[str, Any]
MET, NOT_MET, UNDECIDED = "met", "not_met", "not_known"

ROWS: Mapping[str, tuple[str, ...]] = {
    "1.1": tuple(f"D{number}" for number in range(1, 11)),
    "1.2": ("R1a", "R1b", "R1c", "R2", "R3", "R4", "R-none-else"),
    "1.3": tuple(f"V{number}" for number in range(1, 11)),
    "1.4": tuple(f"C{number}" for number in range(1, 16)),
    "1.5": ("S1", "S2", "S3", "S4", "S5", "S-extension"),
    "1.6": ("L-community", "L-suspended", "L-review"),
    "1.7": ("A-willing", "A-practitioner", "A-refusal", "A-breach", "A-powers", "A-early-end"),
    "2": tuple(f"T{number}" for number in range(1, 8)),
    "3": (
        *("ATR", "AAMR", "MHTR", "RAR", "programme", "unpaid-work", "curfew", "residence"),
        *("new-2026", "AAMR-with-ATR", "treatments-together"),
    ),
    "4.1": tuple(f"P{number}" for number in range(1, 10)),
    "4.3": (
        *("s.1", "x-in-custody", "x-remanded", "x-committed", "x-hospital", "x-over-12"),
        *("x-resentencing", "x-under-order", "x-breach", "x-risk", "s.2", "s.5", "s.4", "s.6"),
        *("ss.12-13", "s.36", "ss.38-39", "s.34", "s.3"),
    ),
    "4.4": (
        *("I-courts", "I-women", "I-bristol", "I-until", "I-adult", "I-notification"),
        *("I-offences", "I-first-possession", "I-powers", "I-reviews", "I-target"),
    ),
}


@dataclass(frozen=True, slots=True)
class Side:
    """Answers, as changes to a case in which all is met, and what a finding must come to."""

    finding: str
    answers: Answers
    result: str


@dataclass(frozen=True, slots=True)
class Row:
    """How a row is checked; ``not_checked`` says why no program can."""

    sides: tuple[Side, ...] = ()
    not_checked: str = ""


def checked(*sides: tuple[str, Answers, str]) -> Row:
    return Row(tuple(Side(*side) for side in sides))


def both(finding: str, met: Answers, not_met: Answers) -> tuple[tuple[str, Answers, str], ...]:
    return ((finding, met, MET), (finding, not_met, NOT_MET))


def no(reason: str) -> Row:
    return Row(not_checked=reason)


def having(*asked: str, **changes: Any) -> Answers:
    """Return changes with requirements that are considered; ``__`` in a name is a dot."""
    dotted = {key.replace("__", "."): one for key, one in changes.items()}
    return {"order.other_requirements": list(asked), **dotted}


def raised(asked: str, **changes: Any) -> Answers:
    """Return changes with what the court has raised."""
    return {"court.asks": [asked], **{key.replace("__", "."): one for key, one in changes.items()}}


def sso(**months: Any) -> Answers:
    """Return changes that make the order a suspended sentence order."""
    dotted = {f"order.{key}": one for key, one in months.items()}
    return {"order.kind": "suspended_sentence_order", **dotted}


def controlled(slug: str) -> Answers:
    return {"sub": [{"sub.slug": slug, "sub.rank": "1"}], "sub.complete": "yes"}


def on(day: str, more: Answers) -> Answers:
    return {"case.conviction_date": day, **more}


def at(day: str, more: Answers) -> Answers:
    return {"case.conviction_date": "2023-09-01", "case.hearing_date": day, **more}


ATR = {
    "alc.dependent": "yes",
    "atr.requires_treatment": "yes",
    "atr.may_be_susceptible": "yes",
    "atr.arrangements": "made",
    "atr.setting": "practitioner",
    "atr.willing": "yes",
}
AAMR = {"aamr.alcohol_in_offence": "yes", "alc.dependent": "no", "aamr.available": "yes"}
MHTR = {
    "mhtr.requires_treatment": "yes",
    "mhtr.may_be_susceptible": "yes",
    "mhtr.hospital_warranted": "no",
    "mhtr.arrangements": "made",
    "mhtr.willing": "yes",
}
DTR = {"dtr.misuse_then": "yes", "dtr.misuse_ahead": "no", "dtr.available": "yes"}
SUSPEND: Answers = {
    **raised("suspend"),
    **sso(custodial_term_months="12", operational_months="12", supervision_months="12"),
    "court.same_occasion": ["none"],
    "court.person_at_risk": "no",
    "court.exceptional": "no",
}
DEFER = raised(
    "defer",
    court__defer_months="12",
    court__defer_consent="yes",
    court__defer_undertaking="yes",
    court__defer_interests="yes",
    court__defer_remand="no",
)
INTENSIVE = raised(
    "intensive_supervision",
    court__isc="liverpool",
    court__isc_notification="no",
    court__isc_offence="none",
)
ALL_AT_ONCE = {**having("alcohol_treatment", "mental_health_treatment"), **ATR, **MHTR}
OLDER = [{"offence.title": "Theft", "offence.convicted_on": "2026-03-21"}]


def atr(**changes: Any) -> Answers:
    return {**having("alcohol_treatment", **changes)} | {
        key: one for key, one in ATR.items() if key.replace(".", "__") not in changes
    }


def out(option: str) -> Answers:
    return {**SUSPEND, "court.same_occasion": [option]}


def excluded(finding: str, option: str) -> Row:
    """Return the row of one exclusion: it alone takes the term out of the rule."""
    return checked(
        *both(finding, SUSPEND, out(option)),
        *both("court.suspension", SUSPEND, out(option)),
    )


TABLE: Mapping[str, Row] = {
    # 1.1 What the requirement is.
    "D1": no("Treatment and testing are both in the words that an order could use, always."),
    "D2": no("Whether somebody is qualified is for the provider and the court to know."),
    "D3": no("Separate periods are for the order; the tool proposes one period."),
    "D4": checked(
        ("drr.arrangements", {"prov.setting": "non_resident"}, MET),
        ("drr.arrangements", {"prov.setting": None}, UNDECIDED),
    ),
    "D5": no("What a text says of treatment is for a reader; the composed wording has none of it."),
    "D6": no("The composed wording always says it; there is no answer that could change it."),
    "D7": no("What the order may add is for the court."),
    "D8": no("Directions are given after sentence, and their guidance was not found."),
    "D9": checked(
        *both("drr.dependent_or_propensity", controlled("heroin"), controlled("alcohol")),
        *both("drr.dependent_or_propensity", controlled("cannabis"), controlled("solvents")),
    ),
    "D10": checked(
        *both(
            "drr.length_within_order",
            {"drr.length_months": "1"},
            {"drr.length_months": "13", "order.length_months": "12"},
        )
    ),
    # 1.2 The four conditions.
    "R1a": checked(
        *both(
            "drr.dependent_or_propensity",
            {"prov.dependent_or_propensity": "propensity", "dep.officer_view": "propensity"},
            {"prov.dependent_or_propensity": "neither", "dep.officer_view": "neither"},
        )
    ),
    "R1b": checked(
        *both("drr.requires_treatment", {}, {"prov.requires_treatment": "no"}),
    ),
    "R1c": checked(
        *both(
            "drr.may_be_susceptible",
            {"tx.prev_drr": ["breached"]},
            {"prov.may_be_susceptible": "no"},
        ),
    ),
    "R2": checked(
        *both("drr.arrangements", {}, {"prov.arrangements": "cannot_be_made"}),
        *both(
            "drr.arrangements",
            {"prov.setting": "resident", "prov.reception": "can_be_made"},
            {"prov.setting": "resident", "prov.reception": "cannot_be_made"},
        ),
    ),
    "R3": checked(
        *both("drr.recommended", {}, {"rec.drr": "no"}),
        ("drr", {"rec.drr": "no"}, "not_available"),
        ("drr", {"rec.drr": "not_yet"}, "awaiting_recommendation"),
    ),
    "R4": checked(*both("drr.willing", {}, {"drr.willing": "no"})),
    "R-none-else": checked(
        ("drr", {"link.type": ["no_link"], "drr.length_months": "1"}, "available"),
        ("drr", {"drr.willing": "no"}, "not_available"),
    ),
    # 1.3 Review.
    "V1": checked(
        *both(
            "drr.review_required",
            {"drr.length_months": "13", "order.length_months": "13"},
            {"drr.length_months": "12"},
        ),
        *both(
            "drr.review_provided",
            {"drr.length_months": "13", "drr.review": "yes"},
            {"drr.length_months": "13", "drr.review": "no"},
        ),
    ),
    "V2": checked(
        *both(
            "drr.review_interval",
            {"drr.review_interval": "1 month"},
            {"drr.review_interval": "4 weeks"},
        )
    ),
    "V3": no("Where a review is held and who attends is for the court, after sentence."),
    "V4": no("Progress reports are written after sentence."),
    "V5": no("Which court is responsible follows from the order once it is made."),
    "V6": no("Amending happens at a review, after sentence."),
    "V7": no("Revoking happens at a review, after sentence."),
    "V8": no("Reviews on papers are decided after sentence."),
    "V9": checked(
        *both(
            "drr.review_required",
            {"drr.length_months": "18", "order.intensive_supervision": "no"},
            {"drr.length_months": "18", "order.intensive_supervision": "yes"},
        )
    ),
    "V10": no("The general review of a suspended sentence is no answer that is asked."),
    # 1.4 The community order.
    "C1": checked(
        *both("co.aged_18", {}, {"case.date_of_birth": "2010-01-01"}),
        *both("co.imprisonable", {}, {"case.imprisonable": "no"}),
    ),
    "C2": checked(*both("co.no_mandatory", {}, {"case.mandatory_sentence": "yes"})),
    "C3": checked(*both("co.no_hospital", {}, {"case.hospital_or_guardianship": "yes"})),
    "C4": checked(*both("co.no_sso", {}, {"case.sso_same_occasion": "yes"})),
    "C5": checked(*both("co.serious_enough", {}, {"case.seriousness": "below_community"})),
    "C6": checked(
        ("drr", {"case.imprisonable": "yes"}, "available"),
        ("drr", {"case.imprisonable": "no"}, "not_available"),
    ),
    "C7": no("What is most suitable, and in proportion, is the court's judgement."),
    "C8": checked(
        *both("co.punishment", {}, {"order.for_punishment": "no", "order.fine": "no"}),
    ),
    "C9": no(
        "Whether requirements clash with faith, work or other orders is the officer's to say."
    ),
    "C10": no("Whether remand time counts is for the court."),
    "C11": checked(
        *both("co.length", {"order.length_months": "36"}, {"order.length_months": "37"}),
    ),
    "C12": no("The home area is recorded; what the order names is for the court."),
    "C13": no("Copies of an order are sent by the court."),
    "C14": checked(
        ("drr", {}, "available"),
        ("drr", {"case.date_of_birth": "2010-01-01"}, "not_available"),
    ),
    "C15": checked(
        ("drr", on("2020-12-01", {}), "available"),
        ("drr", on("2020-11-30", {}), "outside_these_rules"),
    ),
    # 1.5 The suspended sentence order.
    "S1": checked(
        *both(
            "sso.term",
            on("2026-03-21", sso(custodial_term_months="24")),
            on("2026-03-21", sso(custodial_term_months="25")),
        ),
        *both(
            "sso.term",
            on("2026-03-22", sso(custodial_term_months="36")),
            on("2026-03-22", sso(custodial_term_months="37")),
        ),
    ),
    "S2": checked(
        *both(
            "sso.operational",
            sso(operational_months="36", custodial_term_months="25"),
            sso(operational_months="36", custodial_term_months="24"),
        ),
        *both(
            "sso.operational",
            sso(operational_months="6", custodial_term_months="6"),
            sso(operational_months="5", custodial_term_months="6"),
        ),
    ),
    "S3": checked(
        *both(
            "sso.supervision",
            sso(supervision_months="24", operational_months="24"),
            sso(supervision_months="25", operational_months="36", custodial_term_months="30"),
        ),
        *both(
            "sso.supervision",
            sso(supervision_months="12", operational_months="12"),
            sso(supervision_months="13", operational_months="12"),
        ),
    ),
    "S4": no("That requirements are optional in it leaves nothing to check."),
    "S5": excluded("court.suspend_not_special", "special_sentence"),
    "S-extension": no("An order is extended on breach or application, after sentence."),
    # 1.6 Lengths.
    "L-community": checked(
        *both(
            "drr.length_within_order",
            {"drr.length_months": "12", "order.length_months": "12"},
            {"drr.length_months": "13", "order.length_months": "12"},
        )
    ),
    "L-suspended": checked(
        *both(
            "drr.length_within_order",
            {**sso(supervision_months="12"), "drr.length_months": "12"},
            {**sso(supervision_months="12"), "drr.length_months": "13"},
        )
    ),
    "L-review": checked(
        *both(
            "drr.review_required",
            {"drr.length_months": "13"},
            {"drr.length_months": "13", "order.intensive_supervision": "yes"},
        )
    ),
    # 1.7 The later life of an order.
    "A-willing": no("Amending is asked for after sentence."),
    "A-practitioner": no("What a practitioner must report happens after sentence."),
    "A-refusal": no("Whether a refusal of treatment was reasonable is for the court, on breach."),
    "A-breach": no("Breach happens after sentence; page 1 says what follows from it."),
    "A-powers": no("What a court does on breach is for that court."),
    "A-early-end": checked(
        *both(
            "court.early_end",
            at("2026-05-11", raised("order_end")),
            at("2026-05-10", raised("order_end")),
        ),
        *both(
            "court.early_end_open",
            raised("order_end"),
            raised("order_end", order__intensive_supervision="yes"),
        ),
    ),
    # 2 The drug testing requirement.
    "T1": checked(
        ("dtr", {**having("drug_testing"), **DTR, **controlled("solvents")}, "available"),
        ("drr", {**having("drug_testing"), **DTR, **controlled("solvents")}, "not_available"),
        ("drr", {**having("drug_testing"), **DTR}, "available"),
    ),
    "T2": no("What the order says of results, and directions, are for the court and guidance."),
    "T3": checked(
        *both(
            "dtr.misuse",
            having("drug_testing", dtr__misuse_then="yes"),
            having("drug_testing", dtr__misuse_then="no", dtr__misuse_ahead="no"),
        ),
        *both(
            "dtr.misuse",
            having("drug_testing", dtr__misuse_then="no", dtr__misuse_ahead="yes"),
            having("drug_testing", dtr__misuse_then="no", dtr__misuse_ahead="no"),
        ),
    ),
    "T4": checked(
        *both(
            "dtr.available",
            having("drug_testing", dtr__available="yes"),
            having("drug_testing", dtr__available="no"),
        )
    ),
    "T5": checked(
        ("dtr", on("2022-06-28", {**having("drug_testing"), **DTR}), "available"),
        ("dtr", on("2022-06-27", {**having("drug_testing"), **DTR}), "outside_these_rules"),
        ("drr", on("2022-06-27", {**having("drug_testing"), **DTR}), "available"),
    ),
    "T6": checked(
        (
            "dtr",
            {
                **having("drug_testing"),
                **DTR,
                "drr.willing": "no",
                "rec.drr": "no",
                "prov.requires_treatment": "no",
            },
            "available",
        ),
        ("dtr", {**having("drug_testing"), **DTR, "dtr.available": "no"}, "not_available"),
    ),
    "T7": checked(
        ("dtr", {**ALL_AT_ONCE, **having("drug_testing", "alcohol_treatment"), **DTR}, "available"),
        ("drr", {**ALL_AT_ONCE, **having("drug_testing", "alcohol_treatment"), **DTR}, "available"),
        ("dtr", {**having("drug_testing"), **DTR, "dtr.misuse_then": "no"}, "not_available"),
    ),
    # 3 Neighbouring requirements.
    "ATR": checked(
        *both("atr.dependent_on_alcohol", atr(), atr(alc__dependent="no")),
        *both("atr.requires_treatment", atr(), atr(atr__requires_treatment="no")),
        *both("atr.may_be_susceptible", atr(), atr(atr__may_be_susceptible="no")),
        *both("atr.arrangements", atr(), atr(atr__arrangements="cannot_be_made")),
        *both(
            "atr.arrangements",
            atr(atr__setting="resident", atr__reception="made"),
            atr(atr__setting="resident", atr__reception="cannot_be_made"),
        ),
        *both("atr.willing", atr(), atr(atr__willing="no")),
        ("atr", atr(rec__drr="no"), "available"),
        ("atr", atr(atr__willing="no"), "not_available"),
        ("atr", atr(atr__willing="unsure"), "cannot_say_yet"),
    ),
    "AAMR": checked(
        *both(
            "aamr.alcohol_in_offence",
            having("alcohol_abstinence", aamr__alcohol_in_offence="yes"),
            having("alcohol_abstinence", aamr__alcohol_in_offence="no"),
        ),
        *both(
            "aamr.not_dependent",
            having("alcohol_abstinence", alc__dependent="no"),
            having("alcohol_abstinence", alc__dependent="yes"),
        ),
        *both(
            "aamr.available",
            having("alcohol_abstinence", aamr__available="yes"),
            having("alcohol_abstinence", aamr__available="no"),
        ),
        *both(
            "aamr.length",
            having("alcohol_abstinence", aamr__days="120"),
            having("alcohol_abstinence", aamr__days="121"),
        ),
        ("aamr", {**having("alcohol_abstinence"), **AAMR, "drr.willing": "no"}, "available"),
        ("aamr", {**having("alcohol_abstinence"), **AAMR, "alc.dependent": "yes"}, "not_available"),
    ),
    "MHTR": checked(
        *(
            side
            for finding, question, answer in (
                ("mhtr.requires_treatment", "mhtr.requires_treatment", "no"),
                ("mhtr.may_be_susceptible", "mhtr.may_be_susceptible", "no"),
                ("mhtr.no_hospital_order", "mhtr.hospital_warranted", "yes"),
                ("mhtr.arrangements", "mhtr.arrangements", "cannot_be_made"),
                ("mhtr.willing", "mhtr.willing", "no"),
            )
            for side in both(
                finding,
                {**having("mental_health_treatment"), **MHTR},
                {**having("mental_health_treatment"), **MHTR, question: answer},
            )
        ),
        ("mhtr", {**having("mental_health_treatment"), **MHTR, "rec.drr": "no"}, "available"),
        (
            "mhtr",
            {**having("mental_health_treatment"), **MHTR, "mhtr.willing": "no"},
            "not_available",
        ),
    ),
    "RAR": no("How many days, and by which name, is not settled until the 2026 Act is in force."),
    "programme": no(
        "The number of days is written by the officer; the Act sets no limit to check."
    ),
    "unpaid-work": checked(
        *both(
            "upw.hours",
            having("unpaid_work", order__unpaid_work_hours="40"),
            having("unpaid_work", order__unpaid_work_hours="39"),
        ),
        *both(
            "upw.hours",
            having("unpaid_work", order__unpaid_work_hours="300"),
            having("unpaid_work", order__unpaid_work_hours="301"),
        ),
    ),
    "curfew": checked(
        *both(
            "curfew.hours_day",
            having("curfew", order__curfew_hours_day="20"),
            having("curfew", order__curfew_hours_day="21"),
        ),
        *both(
            "curfew.hours_day",
            having("curfew", order__curfew_hours_day="2"),
            having("curfew", order__curfew_hours_day="1"),
        ),
        *both(
            "curfew.hours_day",
            on("2022-06-28", having("curfew", order__curfew_hours_day="20")),
            on("2022-06-27", having("curfew", order__curfew_hours_day="20")),
        ),
        *both(
            "curfew.hours_week",
            having("curfew", order__curfew_hours_week="112"),
            having("curfew", order__curfew_hours_week="113"),
        ),
        *both(
            "curfew.length",
            having("curfew", order__curfew_months="24"),
            having("curfew", order__curfew_months="25"),
        ),
        *both(
            "curfew.length",
            on("2022-06-28", having("curfew", order__curfew_months="13")),
            on("2022-06-27", having("curfew", order__curfew_months="13")),
        ),
    ),
    "residence": no("The officer's recommendation of a place, and its surroundings, are in words."),
    "new-2026": no("These requirements were not in force in any version seen."),
    "AAMR-with-ATR": checked(
        *both(
            "aamr.no_atr",
            having("alcohol_abstinence"),
            having("alcohol_abstinence", "alcohol_treatment"),
        ),
        *both(
            "aamr.not_with_atr",
            having("alcohol_abstinence"),
            having("alcohol_abstinence", "alcohol_treatment"),
        ),
    ),
    "treatments-together": checked(
        ("drr", ALL_AT_ONCE, "available"),
        ("atr", ALL_AT_ONCE, "available"),
        ("mhtr", ALL_AT_ONCE, "available"),
        ("mhtr", {**ALL_AT_ONCE, "mhtr.willing": "no"}, "not_available"),
    ),
    # 4.1 Reports.
    "P1": checked(
        *both(
            "court.report",
            raised("report", court__opinions=["suitability"], court__report_unnecessary="no"),
            raised("report", court__opinions=["suitability"], court__report_unnecessary="yes"),
        ),
        *both(
            "court.report_necessary",
            raised("report", court__report_unnecessary="no"),
            raised("report", court__report_unnecessary="yes"),
        ),
        *both(
            "court.report_adult",
            raised("report"),
            {**raised("report"), "case.date_of_birth": "2010-01-01"},
        ),
    ),
    "P2": checked(
        *(
            side
            for opinion in ("seriousness", "suitability", "in_proportion", "custody")
            for side in both(
                "court.report_opinion",
                raised("report", court__opinions=[opinion]),
                raised("report", court__opinions=["none"]),
            )
        ),
        *(
            side
            for opinion in ("exceptional", "person_at_risk")
            for side in both(
                "court.report_opinion",
                on("2026-03-22", raised("report", court__opinions=[opinion])),
                on("2026-03-21", raised("report", court__opinions=[opinion])),
            )
        ),
    ),
    "P3": no("What a report is leaves nothing to check; the report names section 31 itself."),
    "P4": no("A report may always be given by word of mouth here; the person is an adult."),
    "P5": no("Copies are given by the court."),
    "P6": no(
        "Who is given a document is decided by consent and recorded; no rule of law finds it."
    ),
    "P7": no("Appeals are not the subject of this assessment."),
    "P8": no("Copies of other reports are given by others."),
    "P9": no("The purposes of sentencing are weighed by the court."),
    # 4.3 The Sentencing Act 2026.
    "s.1": checked(
        *both("court.suspension", on("2026-03-22", SUSPEND), on("2026-03-21", SUSPEND)),
        *both(
            "court.suspend_term",
            SUSPEND,
            {**SUSPEND, "order.custodial_term_months": "13"},
        ),
        *both("court.suspend_not_exceptional", SUSPEND, {**SUSPEND, "court.exceptional": "yes"}),
    ),
    "x-in-custody": excluded("court.suspend_not_in_custody", "other_sentence"),
    "x-remanded": excluded("court.suspend_not_remanded", "remanded"),
    "x-committed": excluded("court.suspend_not_committed", "committed"),
    "x-hospital": excluded("court.suspend_not_in_hospital", "hospital"),
    "x-over-12": excluded("court.suspend_no_longer_term", "over_12_months"),
    "x-resentencing": excluded("court.suspend_not_resentenced", "resentenced"),
    "x-under-order": excluded("court.suspend_not_under_order", "under_order"),
    "x-breach": excluded("court.suspend_no_breach", "breach"),
    "x-risk": checked(
        *both("court.suspend_no_risk", SUSPEND, {**SUSPEND, "court.person_at_risk": "yes"}),
        *both("court.suspension", SUSPEND, {**SUSPEND, "court.person_at_risk": "yes"}),
    ),
    "s.2": checked(
        *both(
            "sso.term",
            on("2026-03-22", sso(custodial_term_months="25")),
            on("2026-03-21", sso(custodial_term_months="25")),
        )
    ),
    "s.5": checked(
        *both("court.deferment", DEFER, {**DEFER, "court.defer_months": "13"}),
        *both("court.defer_length", on("2026-03-22", DEFER), on("2026-03-21", DEFER)),
        ("court.defer_length", {**DEFER, "offence": OLDER}, NOT_MET),
        ("court.defer_length", {**DEFER, "offence": OLDER, "court.defer_months": "6"}, MET),
        *both("court.defer_consent", DEFER, {**DEFER, "court.defer_consent": "no"}),
        *both("court.defer_undertaking", DEFER, {**DEFER, "court.defer_undertaking": "no"}),
        *both("court.defer_interests", DEFER, {**DEFER, "court.defer_interests": "no"}),
        *both("court.defer_no_remand", DEFER, {**DEFER, "court.defer_remand": "yes"}),
    ),
    "s.4": no("The purposes of sentencing are weighed by the court."),
    "s.6": no("A finding of domestic abuse is the court's, and the section was not in force."),
    "ss.12-13": no("The new name and the days were not in force in any version seen."),
    "s.36": checked(
        *both(
            "court.unpaid_work_time",
            at("2026-05-11", {**raised("order_end"), **having("unpaid_work")}),
            at("2026-05-10", {**raised("order_end"), **having("unpaid_work")}),
        ),
        *both(
            "court.unpaid_work_in_mind",
            {**raised("order_end"), **having("unpaid_work")},
            {**raised("order_end"), **having("none")},
        ),
    ),
    "ss.38-39": checked(
        *both(
            "court.early_end",
            at("2026-05-11", raised("order_end")),
            at("2026-05-10", raised("order_end")),
        )
    ),
    "s.34": no("Supervision after release from custody is no part of an order."),
    "s.3": no("Income reduction orders wait for regulations."),
    # 4.4 Intensive supervision courts.
    "I-courts": checked(
        *both("court.isc_named", INTENSIVE, {**INTENSIVE, "court.isc": "other"}),
        *both(
            "court.isc_named",
            {**INTENSIVE, "court.isc": "teesside"},
            {**INTENSIVE, "court.isc": "other"},
        ),
        *both(
            "court.intensive_supervision",
            at("2023-06-26", {**INTENSIVE, "case.conviction_date": "2023-06-01"}),
            at("2023-06-25", {**INTENSIVE, "case.conviction_date": "2023-06-01"}),
        ),
    ),
    "I-women": checked(
        *both(
            "court.isc_women",
            {**INTENSIVE, "court.isc": "birmingham", "case.sex": "female"},
            {**INTENSIVE, "court.isc": "birmingham", "case.sex": "male"},
        )
    ),
    "I-bristol": checked(
        *both(
            "court.isc_named",
            at("2024-06-14", {**INTENSIVE, "court.isc": "bristol"}),
            at("2024-06-13", {**INTENSIVE, "court.isc": "bristol"}),
        )
    ),
    "I-until": checked(
        *both(
            "court.intensive_supervision", at("2029-03-31", INTENSIVE), at("2029-04-01", INTENSIVE)
        )
    ),
    "I-adult": checked(
        *both("court.isc_adult", INTENSIVE, {**INTENSIVE, "case.date_of_birth": "2010-01-01"}),
    ),
    "I-notification": checked(
        *both(
            "court.isc_no_notification", INTENSIVE, {**INTENSIVE, "court.isc_notification": "yes"}
        ),
    ),
    "I-offences": checked(
        *both("court.isc_offence", INTENSIVE, {**INTENSIVE, "court.isc_offence": "weapon"}),
        *both("court.isc_offence", INTENSIVE, {**INTENSIVE, "court.isc_offence": "sexual"}),
    ),
    "I-first-possession": checked(
        *both(
            "court.isc_offence",
            {**INTENSIVE, "court.isc_offence": "first_possession"},
            {**INTENSIVE, "court.isc_offence": "weapon"},
        )
    ),
    "I-powers": no("Reviews and committals happen after sentence."),
    "I-reviews": checked(
        *both(
            "drr.review_required",
            {"drr.length_months": "18"},
            {"drr.length_months": "18", "order.intensive_supervision": "yes"},
        )
    ),
    "I-target": no("For whom these courts are meant is policy and no condition."),
}
HELD = [row for row, one in TABLE.items() if one.sides]


def results(found: Judgement) -> dict[str, str]:
    """Return what everything came to, by id; of a requirement its outcome."""
    conditions = (
        *(one for order in found.orders for one in order.conditions),
        *(one for asked in found.requirements for one in asked.conditions),
        *(one for asked in found.court for one in asked.conditions),
        *found.limits,
    )
    return (
        {one.id: one.result for one in conditions}
        | {one.id: one.result for one in found.court}
        | {one.id: one.outcome for one in found.requirements}
    )


def lacking(table: Mapping[str, Row]) -> list[str]:
    """Return the rows that are not in a table, or have neither two sides nor a reason."""
    rows = [row for section in ROWS.values() for row in section]
    return [row for row in rows if row not in table or not is_held(table[row])]


def is_held(row: Row) -> bool:
    """Whether every condition of a row is there with two results, or a reason stands there.

    Of a whole requirement, one outcome may do beside a finding with two.
    """
    results_of: dict[str, set[str]] = {}
    for side in row.sides:
        results_of.setdefault(side.finding, set()).add(side.result)
    both_sides = {finding for finding, found in results_of.items() if len(found) > 1}
    conditions = {finding for finding in results_of if "." in finding}
    return bool(row.not_checked) if not row.sides else bool(both_sides) and conditions <= both_sides


def unknown_findings(library: Library, table: Mapping[str, Row]) -> list[str]:
    """Return the findings cited that no rule makes."""
    rules = library.rules
    known = {one.id for one in rules.law()} | {one.id for one in rules.requirements}
    known |= {one.id for one in rules.court}
    cited = {side.finding for row in table.values() for side in row.sides}
    return sorted(cited - known)


@pytest.mark.parametrize("row", HELD)
def test_each_side_of_a_row_comes_out_as_the_law_says(row: str, library: Library) -> None:
    for side in TABLE[row].sides:
        assert results(judged(library, side.answers))[side.finding] == side.result, side


def test_every_row_of_the_law_is_in_the_table_and_no_other() -> None:
    rows = [row for section in ROWS.values() for row in section]

    assert len(set(rows)) == len(rows)
    assert lacking(TABLE) == []
    assert sorted(set(TABLE) - set(rows)) == []


@pytest.mark.parametrize("row", TABLE)
def test_a_row_taken_out_or_left_with_one_side_is_missed(row: str) -> None:
    """The control of the test above: it fails for each single row."""
    without = {key: one for key, one in TABLE.items() if key != row}
    one_side = {**TABLE, row: Row(TABLE[row].sides[:1])}

    assert lacking(without) == [row]
    assert lacking(one_side) == [row]


def test_every_finding_cited_is_made_by_a_rule(library: Library) -> None:
    assert unknown_findings(library, TABLE) == []
    assert unknown_findings(library, {"D1": checked(("drr.made_up", {}, MET))}) == ["drr.made_up"]


def test_every_other_requirement_and_question_of_the_court_is_cited(library: Library) -> None:
    cited = {side.finding for row in TABLE.values() for side in row.sides}
    rules = library.rules
    beside = [one for one in rules.requirements if one.id != "drr"]
    ids = {one.id for one in beside} | {one.id for one in rules.court}
    ids |= {one.id for asked in beside for one in asked.conditions}
    ids |= {one.id for asked in rules.court for one in asked.conditions}

    assert sorted(ids - cited) == []
