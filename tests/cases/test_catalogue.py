"""The field catalogue of practice, row by row: each row is asked or judged by the shipped library.

``CATALOGUE`` has a table for each lettered block of the field catalogue (A to R; the rows of Q are
those of the test record) and for the overdose factors, red flags, offers and safeguarding triggers.
A row maps the catalogue's own name to the ids that answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.results import MET, UNDECIDED
from tests.cases.written import TODAY, judged

Table = Mapping[str, str]

FINDINGS = Path(__file__).parents[2] / "docs/findings.md"

SESSION: Table = {
    "ses.place": "ses.place",
    "ses.private": "ses.private ses.private_words",
    "ses.start, ses.end, breaks": "ses.start ses.end ses.breaks",
    "ses.fit": "ses.fit",
    "ses.language": "ses.language ses.language_words ses.welsh_offered ses.interpreter_name"
    " ses.interpreter_how",
    "ses.needs": "ses.needs ses.needs_words",
    "ses.explained": "ses.explained",
    "con.assess": "con.assess con.assess_words",
    "con.share_provider": "con.share_provider con.share_provider_on con.share_provider_how",
    "con.share_gp, con.share_family": "con.share_gp con.share_family con.withdrawn share",
    "con.nodata": "con.nodata",
    "src.list": "src src.kind src.status src.from src.requested_on src.due src.received_on src.on"
    " src.why_not src.note",
}
OWN_WORDS: Table = {
    "own.today": "own.today",
    "own.drugs_part": "own.drugs_part",
    "own.want": "own.want",
    "own.helped": "own.helped",
    "own.court_know": "own.court_know",
}
SUBSTANCES: Table = {
    "sub.slug": "sub sub.slug sub.name_other sub.controlled",
    "sub.rank": "sub.rank",
    "sub.last_used": "sub.last_used sub.last_used_on",
    "sub.freq": "sub.freq",
    "sub.days28": "sub.days28",
    "sub.amount": "sub.amount sub.amount_unit",
    "sub.spend": "sub.spend",
    "sub.route": "sub.route",
    "sub.age_first": "sub.age_first",
    "sub.regular_since": "sub.regular_since",
    "sub.longest_gap": "sub.longest_gap",
    "sub.with": "sub.with",
    "sub.where, sub.alone": "sub.where sub.alone",
    "sub.why": "sub.why",
    "sub.affected": "sub.affected",
    "sub.source_known": "sub.source_known sub.source_known_words",
}
DEPENDENCE: Table = {
    "dep.control_start": "dep dep.slug dep.control_start dep.icd11",
    "dep.control_amount": "dep.control_amount",
    "dep.control_stop": "dep.control_stop dep.control_stop_count",
    "dep.priority": "dep.priority",
    "dep.despite_harm": "dep.despite_harm dep.despite_harm_which",
    "dep.tolerance": "dep.tolerance",
    "dep.withdrawal": "dep.withdrawal",
    "dep.relief": "dep.relief",
    "dep.craving": "dep.craving",
    "dep.pattern_start": "dep.pattern_start",
}
INJECTING: Table = {
    "inj.status": "inj.status",
    "inj.last28": "inj.last28",
    "inj.which, inj.when": "inj.which inj.when",
    "inj.share_needle": "inj.share_needle",
    "inj.share_kit": "inj.share_kit",
    "inj.sites": "inj.sites",
    "inj.wound": "inj.wound",
    "inj.nsp": "inj.nsp",
    "bbv.hepb_vac": "bbv.hepb_vac bbv.hepb_status",
    "bbv.hepc": "bbv.hepc_status bbv.hepc_on bbv.hepc_result bbv.hepc_treatment",
    "bbv.hiv": "bbv.hiv_status bbv.hiv_on",
}
ALCOHOL: Table = {
    "AUDIT-C": "ins.chosen audit.1 audit.2 audit.3 audit_c.total",
    "alc.days28": "alc.days28 alc.weeks",
    "alc.units_day": "alc.units_day",
    "alc.morning": "alc.morning",
    "alc.withdrawal_history": "alc.withdrawal_now alc.withdrawal_before",
    "alc.last_drink": "alc.last_drink",
    "tob.days28": "tob.days28",
}
TREATMENT: Table = {
    "tx.current": "tx.current tx.current_words tx.keyworker tx.start_on",
    "tx.ever": "episode episode.year episode.type episode.setting episode.length episode.helped"
    " episode.in_the_way",
    "tx.exit_codes": "episode.exit",
    "tx.prev_drr": "tx.prev_drr tx.prev_drr_words",
    "tx.prison_recent": "tx.prison_recent tx.prison_recent_on tx.prison_treated"
    " tx.prison_appointment_kept cont.status cont.release_on cont.appointment",
    "med.ost": "med.ost med.dose_known med.last_collected med.supervised med.dose_today"
    " med.injection_last med.injection_next",
    "med.missed": "med.missed",
    "med.other": "med.other medicine medicine.name medicine.prescriber medicine.verified",
}
OVERDOSE: Table = {
    "od.ever": "od.ever",
    "od.last": "od.last",
    "od.drugs": "od.drugs",
    "od.intent": "od.intent",
    "od.naloxone_used": "od.naloxone_used",
    "od.witnessed": "od.witnessed",
    "nal.has_kit": "nal.has_kit",
    "nal.where": "nal.where",
    "nal.trained": "nal.trained",
    "nal.offered_today": "nal.offered_today",
    "nal.network": "nal.network",
}
PHYSICAL: Table = {
    "gp.registered": "gp.registered",
    "hx": "hx.conditions hx.hospital_words",
    "preg.status": "preg.status preg.weeks preg.midwife",
    "contraception": "preg.contraception",
    "pain": "hx.pain",
    "dental": "hx.dental",
    "weight, food": "hx.food",
    "sleep": "hx.sleep",
    "physical rating 0 to 20": "hx.rating",
}
MENTAL: Table = {
    "mh.current": "mh.current",
    "mh.team": "mh.team",
    "mh.treatment": "mh.treatment",
    "mh.rating 0 to 20": "mh.rating",
    "PHQ-9, GAD-7": "phq9.total gad7.total RF-PHQ9",
    "sui.thoughts_now": "sui.thoughts_now",
    "sui.plan": "sui.plan",
    "sui.means": "sui.means",
    "sui.past_attempt": "sui.past_attempt sui.past_attempt_on",
    "selfharm": "selfharm",
    "psychosis_signs": "psychosis_signs",
    "trauma.ask": "trauma.ask",
    "neuro": "neuro",
    "memory, concentration": "mh.memory",
}
HOME: Table = {
    "acc.need": "acc.need acc.type",
    "acc.risk": "acc.risk_acute acc.risk_unsuitable acc.risk_eviction",
    "acc.users": "acc.users",
    "emp.status": "emp.status",
    "emp.days28": "emp.days28_work emp.days28_education emp.days28_volunteering",
    "fin": "fin fin_words",
    "rel": "rel",
    "fam.parent": "fam.parent",
    "fam.children": "child child.initials child.age child.lives_with child.carer child.school"
    " child.known",
    "fam.safety": "fam.safety",
    "fam.early_help": "fam.early_help",
    "care": "care",
    "vet": "vet",
    "safe": "safe.child safe.da_afraid safe.exploited safe.cuckooed safe.adult",
}
OFFENDING: Table = {
    "link.type": "link.type link.officer",
    "link.own_words": "link.own_words",
    "link.pattern": "link.pattern",
    "link.spend_vs_income": "link.spend_vs_income",
    "off.days28, shoplifting and selling": "off.days28_shoplifting off.days28_selling",
    "vehicle theft": "off.vehicle",
    "other property": "off.property",
    "fraud, handling": "off.fraud",
    "violence": "off.violence",
    "OASys items for a cross-check": "off.oasys_88 off.oasys_89 off.oasys_words",
}
STRENGTHS: Table = {
    "someone_to_rely_on": "rc.someone_to_rely_on",
    "family_support": "rc.family_support",
    "non_using_friends": "rc.non_using_friends",
    "safe_home": "rc.safe_home",
    "income_stable": "rc.income_stable",
    "work_or_training": "rc.work_or_training",
    "health_managed": "rc.health_managed",
    "hope": "rc.hope",
    "reasons_to_change": "rc.reasons_to_change",
    "skills_and_pride": "rc.skills_and_pride",
    "roles": "rc.roles",
    "time_abstinent_best": "rc.time_abstinent_best",
    "past_success": "rc.past_success str.third",
    "peer_or_mutual_aid": "rc.peer_or_mutual_aid",
    "services_trusted": "rc.services_trusted",
    "daily_structure": "rc.daily_structure",
    "meaning_activity": "rc.meaning_activity",
    "feels_in_control": "rc.feels_in_control",
    "a good day": "rc.good_day",
    "words and next step": "rc.personal_words rc.personal_next rc.social_words rc.social_next"
    " rc.community_words rc.community_next",
}
MOTIVATION: Table = {
    "mot.change": "mot.change",
    "rulers": "mot.importance mot.importance_words mot.confidence mot.confidence_words"
    " mot.readiness mot.readiness_words",
    "mot.goal": "sub.goal mot.goal",
    "mot.officer": "mot.officer mot.officer_words",
    "drr.explained": "drr.explained",
    "drr.willing": "drr.willing drr.willing_words drr.willing_on drr.willing_confirmed"
    " drr.willing_confirmed_at drr.willing_confirmed_words",
    "drr.barriers": "drr.barriers drr.barriers_words",
}
DIVERSITY: Table = {
    "age": "case.date_of_birth div.age_effect div.age_plan",
    "sex": "case.sex div.sex_or_gender_effect div.sex_or_gender_plan",
    "gender identity": "div.gender_identity",
    "ethnicity": "div.ethnicity div.race_effect div.race_plan",
    "religion": "div.religion div.faith_effect div.faith_plan",
    "sexual orientation": "div.orientation div.sexuality_effect div.sexuality_plan",
    "disability": "div.disability_effect div.disability_plan",
    "pregnancy": "preg.status",
    "nationality, immigration": "div.nationality",
    "care-experienced": "div.care_experienced_effect div.care_experienced_plan",
    "language": "ses.language",
    "effect on engagement, and what will be done": "div.aspects div.effect div.plan",
}
PROVIDER: Table = {
    "prov.name": "prov.name",
    "prov.assessor": "prov.assessor",
    "prov.role": "prov.role",
    "prov.date": "prov.date",
    "prov.method": "prov.method",
    "prov.dependent_or_propensity": "prov.dependent_or_propensity drr.dependent_or_propensity",
    "prov.requires_and_may_benefit": "prov.requires_treatment prov.may_be_susceptible",
    "prov.suitable": "prov.suitable",
    "prov.plan": "prov.plan prov.plan_words",
    "prov.setting": "prov.setting prov.place",
    "prov.intensity": "prov.intensity",
    "prov.first_appt": "prov.first_appt",
    "prov.ost_same_week": "prov.ost_same_week",
    "prov.named_director_of_treatment": "prov.director",
    "prov.reason_if_no": "prov.reason_if_no",
}
TESTS: Table = {
    "test_id, person_ref, order or hearing ref": "test test.reference case.crn case.hearing_date",
    "purpose": "test.purpose",
    "required_by": "test.required_by",
    "offered_at, collected_at": "tests.offered test.offered_at test.collected_at",
    "matrix": "test.matrix",
    "observed": "test.observed",
    "collector, site, kit, barcode": "test.collector test.site test.kit_make test.kit_lot"
    " test.kit_expiry test.sample_barcode",
    "consent_recorded, explained": "test.consent_recorded test.explained",
    "declared_use": "test.declared_use",
    "declared_medicines": "test.declared_medicines test.medicines_verified"
    " test.medicines_verified_on",
    "attempt_outcome": "test.attempt_outcome test.outcome_words test.alternative",
    "integrity": "test.integrity",
    "panel": "test.panel",
    "result per analyte": "result result.test result.analyte result.value",
    "cut_off, quantity": "result.cut_off result.quantity result.unit",
    "confirmation": "test.confirm_requested test.lab test.reported_at test.certificate_no",
    "chain_of_custody": "test.chain_of_custody test.custody_log",
    "interpretation": "test.interpretation test.interpreted_by test.interpretation_words",
    "person_comment": "test.person_comment",
    "reviewer, review_date": "test.reviewer test.review_date",
    "shared_with": "test.shared_with test.shared_consent",
    "status": "test.status",
}
ANALYSIS: Table = {
    "analysis text": "ana.text",
    "what is not known": "ana.not_known",
    "proposal option": "order.kind rec.drr rec.reason",
    "length in months": "drr.length_months drr.length_why drr.length_within_order",
    "tests a week, by phase": "drr.tests_per_week drr.tests_later drr.tests_change_after",
    "review pattern": "drr.review drr.review_interval drr.review_pattern",
    "other requirements": "order.other_requirements order.other_words",
    "alternatives rejected, with the reason": "ana.alternatives",
    "rule trace": "drr.requires_treatment drr.may_be_susceptible drr.arrangements drr.recommended"
    " drr.willing",
}
OVERDOSE_FACTORS: Table = {
    "od.prison28": "od.prison28",
    "od.tolerance": "od.tolerance od.tolerance_break",
    "od.opioid_daily, od.not_on_ost": "od.opioid_daily od.not_on_ost",
    "od.inject": "od.inject",
    "od.mix": "od.mix_benzo od.mix_alcohol od.mix_gaba od.mix_other",
    "od.previous": "od.previous",
    "od.alone": "od.alone od.locked_door",
    "od.synthetic": "od.synthetic od.local_alert",
    "od.homeless, public injecting": "od.homeless od.public",
    "od.older": "od.older",
    "od.resp, liver, heart": "od.resp",
    "od.mh, suicide": "od.mh",
    "od.stimulant_poly": "od.stimulant_poly",
    "od.recent_loss": "od.recent_loss",
    "od.methadone_home": "od.methadone_home",
}
RED_FLAGS: Table = {
    "RF-OD-NOW": "RF-OD-NOW",
    "RF-ALC-WD": "RF-ALC-WD",
    "RF-BENZO-WD": "RF-BENZO-WD",
    "RF-PREG": "RF-PREG",
    "RF-SUI": "RF-SUI RF-SUI-THOUGHTS RF-PHQ9",
    "RF-WOUND": "RF-WOUND",
    "RF-BOT": "RF-BOT",
    "RF-DVT": "RF-DVT",
    "RF-CHEST": "RF-CHEST",
    "RF-PSYCH": "RF-PSYCH",
    "RF-OST-GAP": "RF-OST-GAP",
    "RF-JAUND": "RF-JAUND",
    "RF-HEAD": "RF-HEAD",
}
OFFERS: Table = {
    "naloxone and how to use it": "offer.naloxone nal.offered_today",
    "overdose advice": "offer.overdose_advice",
    "needle exchange and sharps": "offer.nsp",
    "blood-borne virus test and vaccination": "offer.bbv_test offer.hep_vaccine",
    "hepatitis C treatment": "offer.hepc_treatment",
    "safer-route talk": "offer.safer_route",
    "wound check": "offer.wound_check",
    "urgent OST assessment": "offer.urgent_ost",
    "GP registration": "offer.gp",
    "sexual health, contraception": "offer.sexual_health",
    "smoking": "offer.smoking",
    "drug alert leaflet": "offer.drug_alert",
    "WEDINOS": "offer.sample_testing",
    "mutual aid, peer contact": "offer.mutual_aid",
    "crisis numbers": "offer.crisis_numbers",
    "safe storage box": "offer.storage_box",
    "date and by whom": "offer.on offer.by",
}
SAFEGUARDING: Table = {
    "SG-CHILD": "SG-CHILD safe.child_check",
    "SG-ADULT in England": "SG-ADULT SG-ADULT-RISK safe.adult safe.words",
    "SG-ADULT in Wales": "SG-ADULT case.nation",
    "SG-SELF-NEGLECT": "SG-SELF-NEGLECT safe.neglect_signs",
    "SG-CUCKOO": "SG-CUCKOO safe.cuckooed_signs",
    "SG-NRM": "SG-NRM safe.nrm_consent",
    "SG-DA": "SG-DA safe.da_alleged safe.da_check safe.alone",
    "SG-SEXWORK": "SG-SEXWORK safe.sex_work",
    "SG-VET, CARE, NEURO": "local.veteran local.care_experienced local.neurodivergent",
}

# The number is that of the rows in the catalogue, so that a row cannot quietly leave the table.
CATALOGUE: Mapping[str, tuple[int, Table]] = {
    "A session and consent": (12, SESSION),
    "B own words": (5, OWN_WORDS),
    "C substances": (16, SUBSTANCES),
    "D dependence": (10, DEPENDENCE),
    "E injecting": (11, INJECTING),
    "F alcohol and tobacco": (7, ALCOHOL),
    "G treatment": (8, TREATMENT),
    "H overdose and naloxone": (11, OVERDOSE),
    "I physical health": (9, PHYSICAL),
    "J mental health": (14, MENTAL),
    "K home": (14, HOME),
    "L offending": (10, OFFENDING),
    "M strengths": (20, STRENGTHS),
    "N motivation": (7, MOTIVATION),
    "O diversity": (12, DIVERSITY),
    "P provider": (15, PROVIDER),
    "Q drug tests": (22, TESTS),
    "R analysis and proposal": (9, ANALYSIS),
    "4.2 overdose factors": (15, OVERDOSE_FACTORS),
    "4.3 red flags": (13, RED_FLAGS),
    "4.4 offers": (17, OFFERS),
    "4.5 safeguarding": (9, SAFEGUARDING),
}
ROWS = [
    (f"{section}: {row}", ids)
    for section, (_, table) in CATALOGUE.items()
    for row, ids in table.items()
]


def factors(library: Library) -> set[str]:
    return {one.id for one in library.rules.factors}


def ids_in(library: Library) -> set[str]:
    """Return the ids of all pages, questions, scores, indicators and rules there are."""
    questionnaire, rules = library.questionnaire, library.rules
    sections = questionnaire.sections
    return {
        *questionnaire.questions,
        *(one.id for one in sections),
        *(score.id for one in sections for score in one.scores),
        *(indicator.id for one in sections for indicator in one.indicators),
        *(one.id for one in rules.law()),
        *(one.id for one in rules.flags),
        *factors(library),
        *(one.id for one in rules.local),
    }


def missing_from(library: Library, ids: str) -> list[str]:
    known = ids_in(library)
    return [one for one in ids.split() if one not in known]


@pytest.mark.parametrize(("row", "ids"), ROWS, ids=[row for row, _ in ROWS])
def test_each_row_of_the_catalogue_is_in_the_library(row: str, ids: str, library: Library) -> None:
    assert ids.split(), row
    assert missing_from(library, ids) == []


@pytest.mark.parametrize("section", CATALOGUE)
def test_no_row_of_the_catalogue_has_left_its_table(section: str) -> None:
    count, table = CATALOGUE[section]

    assert len(table) == count


def test_an_id_that_nobody_has_written_is_reported_missing(library: Library) -> None:
    assert missing_from(library, "drr.willing od.made_up RF-MADE-UP") == [
        "od.made_up",
        "RF-MADE-UP",
    ]


def test_each_overdose_row_is_a_factor_and_not_only_a_question(library: Library) -> None:
    named = {row.split(",")[0] for row in OVERDOSE_FACTORS} - {"od.mix"}

    assert named | set(OVERDOSE_FACTORS["od.mix"].split()) <= factors(library)


# --- What the flags read ---------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [{}, {"case.nation": "wales", "case.in_custody": "yes"}])
def test_no_flag_waits_for_a_question_of_the_full_assessment(
    answers: Mapping[str, str], library: Library
) -> None:
    started = Answers({question: given(value) for question, value in answers.items()}, {})
    found = judge(library, Assessment(started), TODAY)
    asked_in_full = {one.id for one in library.questionnaire.walk() if one.depth == "full"}

    assert asked_in_full
    assert [
        (finding.flag.id, question)
        for finding in found.flags
        for question in finding.missing
        if question in asked_in_full
    ] == []


COURT_DAY = {
    "now.feels": ["none"],
    "inj.status": "never",
    "safe.exploited": ["none"],
    "safe.cuckooed": "no",
    "safe.adult": ["none"],
}


def test_a_court_day_without_a_worry_leaves_no_flag_met_or_not_known(library: Library) -> None:
    found = judged(library, COURT_DAY)

    assert [one.flag.id for one in found.flags if one.result in (MET, UNDECIDED)] == []


SIGNS = [
    *(("now.signs", sign) for sign in ("fit", "confusion", "hallucinating", "slurred_speech")),
    *(("now.signs", sign) for sign in ("very_hot", "collapsed", "fast_breathing")),
    *(("now.signs", sign) for sign in ("yellow_eyes", "head_injury", "drowsy", "cannot_wake")),
    *(("now.signs", sign) for sign in ("slow_breathing", "blue_lips", "pinpoint_pupils")),
    *(("now.feels", sign) for sign in ("chest_pain", "short_of_breath", "bad_headache")),
    *(("now.feels", sign) for sign in ("blurred_sight", "hard_to_swallow", "swollen_leg")),
    *(("now.feels", sign) for sign in ("fever", "blood", "hit_head", "voices")),
]
INJECTS = {"inj.status": "current"}
DRINKS = {"alc.days28": "28"}
OTHERWISE: Mapping[str, Mapping[str, object]] = {
    "nothing else": {},
    "injects": INJECTS,
    "drinks daily": DRINKS,
    "nothing said": {"inj.status": None, "alc.days28": None, "inj.wound": None},
}


@pytest.mark.parametrize("otherwise", OTHERWISE)
@pytest.mark.parametrize(("question", "sign"), SIGNS, ids=[sign for _, sign in SIGNS])
def test_one_dangerous_sign_raises_one_red_flag(
    question: str, sign: str, otherwise: str, library: Library
) -> None:
    found = judged(library, {**COURT_DAY, **OTHERWISE[otherwise], question: [sign]})
    raised = [one.flag.id for one in found.flags if one.result == MET]

    assert len(raised) == 1, raised


def test_every_sign_there_is_either_raises_a_flag_or_is_known_to_mean_little_alone(
    library: Library,
) -> None:
    questions = library.questionnaire.questions
    there_are = {
        (question, option.id)
        for question in ("now.signs", "now.feels")
        for option in questions[question].options
    }
    mean_little_alone = {"none", "agitation", "shaking", "sweating", "vomiting"}

    assert {one for _, one in there_are - set(SIGNS)} == mean_little_alone


@pytest.mark.parametrize(
    ("nation", "law"),
    [("england", "Care Act 2014"), ("wales", "Social Services and Well-being (Wales) Act 2014")],
)
def test_an_adult_at_risk_is_referred_under_the_law_of_the_nation(
    nation: str, law: str, library: Library
) -> None:
    limbs = ["needs_care", "abuse_or_neglect", "cannot_protect"]
    found = judged(library, {**COURT_DAY, "case.nation": nation, "safe.adult": limbs})

    assert next(one.flag.source for one in found.flags if one.result == MET).startswith(law)


# --- The table of findings -------------------------------------------------------------------------


def rows_of_findings() -> Iterator[tuple[str, list[str]]]:
    """Yield each row that says where a finding is answered, with the ids it names."""
    for line in FINDINGS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] not in ("Finding", "---"):
            yield cells[0], re.findall(r"`([^`]+)`", line)


FOUND = list(rows_of_findings())


@pytest.mark.parametrize(("finding", "ids"), FOUND, ids=[finding for finding, _ in FOUND])
def test_each_finding_names_what_answers_it_by_ids_that_exist(
    finding: str, ids: list[str], library: Library
) -> None:
    assert ids, finding
    assert missing_from(library, " ".join(ids)) == []


def test_the_table_of_findings_is_read_at_all() -> None:
    assert len(FOUND) >= 30
