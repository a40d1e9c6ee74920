"""What stands on page 1 of the referral under which heading; everything else comes below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from court_assess.domain.provider_part import ANSWERED_BY
from court_assess.report.last_use import last_use_in_short
from court_assess.report.parts import (
    Parts,
    drug_tests,
    gaps,
    listing,
    screened,
    strengths,
    with_views,
)
from court_assess.report.reading import SUBSTANCE, AudienceReading
from court_assess.report.referral_parts import offered, substances_below
from court_assess.report.tables import Column


@dataclass(frozen=True, slots=True)
class Row:
    """A row of page 1: its heading, and the questions whose answers it holds, in this order."""

    title: str
    questions: tuple[str, ...]
    is_in_lines: bool = False


PRESCRIBED, WITHDRAWAL = "Prescribed", "Withdrawal"
DEPENDENCE = "Signs of dependence (not a diagnosis)"
REACH = (
    Row("Reaching them", ("case.contact", "case.contact_safe", "case.address")),
    Row(
        "Where they are",
        ("case.in_custody", "cont.status", "cont.prison", "cont.release_on", "case.no_fixed_abode"),
    ),
    Row(
        "Language and needs",
        (
            "ses.language",
            "ses.language_words",
            "ses.interpreter_how",
            "ses.needs",
            "ses.needs_words",
        ),
    ),
)
HEALTH = (
    Row(
        PRESCRIBED,
        (
            "med.ost",
            "med.dose_words",
            "med.dose_known",
            "med.last_collected",
            "med.dose_today",
            "cont.last_dose",
            "med.missed",
            "med.supervised",
            "med.injection_last",
            "med.injection_next",
            "med.script_ends",
            "med.prescriber",
            "med.pharmacy",
        ),
    ),
    Row(WITHDRAWAL, ("alc.withdrawal_now", "alc.withdrawal_before", "od.tolerance_break")),
    Row("Alcohol", ("alc.days28", "alc.units_day", "alc.last_drink")),
    Row("Pregnancy", ("preg.status", "preg.weeks", "preg.midwife")),
    Row("Injecting", ("inj.status", "inj.last28", "inj.share_needle", "inj.share_kit", "inj.nsp")),
    Row("Overdose", ("od.ever", "od.last", "nal.has_kit", "nal.offered_today")),
    Row("Mental health", ("mh.current", "psychosis_signs", "mh.team")),
    Row("Health", ("hx.conditions", "hx.allergies", "med.other", "med.other_words")),
    Row(DEPENDENCE, ("dep.person_view", "dep.officer_view")),
    Row("Treatment", ("tx.current", "tx.current_words", "tx.prev_drr", "tx.prison_recent")),
    Row("What they want", ("drr.willing", "mot.goal", "drr.barriers")),
)
BOLD = frozenset({"case.contact_safe"})
# Said in the head of page 1, in the box below it, or at the end.
SAID_IN_WORDS = (
    "case.defendant_name",
    "case.date_of_birth",
    "case.crn",
    "case.sex",
    "case.court",
    "case.hearing_date",
    "case.hearing_time",
    "con.share_provider",
    "con.share_provider_on",
    "con.share_provider_how",
    "prov.name",
    "rec.officer_name",
    "rec.officer_role",
    "rec.officer_phone",
    *ANSWERED_BY,
)
ON_PAGE_ONE = frozenset(
    (*SAID_IN_WORDS, *(question for row in (*REACH, *HEALTH) for question in row.questions))
)

USED = (
    Column("Substance", SUBSTANCE, AudienceReading.substance),
    Column("Last used", ("sub.last_used", "sub.last_used_on"), last_use_in_short),
    Column("How often", ("sub.freq",)),
    Column("Amount on a using day", ("sub.amount", "sub.amount_unit")),
    Column("How taken", ("sub.route",)),
)
NAMED_IN_BOTH = frozenset(SUBSTANCE)
IN_THE_TABLE = frozenset(one for column in USED for one in column.questions) - NAMED_IN_BOTH
PROVIDER_PARTS: Parts = (
    ("substances", "Substances and dependence", partial(substances_below, IN_THE_TABLE)),
    ("tests", "Drug tests", drug_tests),
    ("home", "Health, home and treatment", listing),
    ("safety", "Safety, and what was offered", offered),
    ("screening", "Screening and indicators", screened),
    ("own_words", "In the person's own words", listing),
    ("strengths", "Strengths, goals and willingness", strengths),
    ("offending", "Drugs and the offending", with_views),
    ("taking_part", "Taking part: language, needs and differences", listing),
    ("interview", "Consent and the interview", listing),
    ("case", "The case", listing),
    ("provider", "What is noted from the provider so far", listing),
    ("proposal", "What is being considered", listing),
    ("completion", "Who prepared this", listing),
    ("gaps", "What was not known", gaps),
)
