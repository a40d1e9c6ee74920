"""Tests of the referral: what the provider may read, all of it, and what it is asked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.definitions.local_settings import load_settings
from court_assess.domain.answers import Answer, Answers, Status, given
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.conditions import questions_read
from court_assess.domain.consents import WHY_NOT_REFERRED, consent_of
from court_assess.domain.consents import YES as CONSENT
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.questions import Question
from court_assess.exports.referral import referral as as_data
from court_assess.printing import printable
from court_assess.report import NotMadeError, PdfWorker, Stamp, html_of
from court_assess.report.referral import GP_MAY_BE_TOLD, GP_MAY_NOT, Referral, referral
from court_assess.settings import PRACTICE_CASES, PRACTICE_SETTINGS
from tests.domain.test_provider_part import NO_YES, YES
from tests.report.filled import DRAFT, TODAY, agreed, filled, fillings, marker
from tests.report.printed import faults_of, pages_of, squeezed, text_in
from tests.report.test_what_is_printed import secret_markers, values_lacking

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
KIND, PROVIDER = "referral", "provider"
LOCAL = replace(DRAFT, local=load_settings(PRACTICE_SETTINGS))
LANTERNWAY = "Lanternway Recovery Service, Brackenford"
NUMBER = "01632 960021"
LONG = "wm " * 1_600
AGREED = {"case.defendant_name": given("Dana Okafor"), **YES}


def case_number(library: Library, number: int) -> Assessment:
    path: Path = next(PRACTICE_CASES.glob(f"{number:02}_*.yaml"))
    return read_case(path, library).assessment


def html_for(library: Library, assessment: Assessment, stamp: Stamp = LOCAL) -> str:
    day = assessment.judged_on() or TODAY
    return html_of(KIND, library, assessment, judge(library, assessment, day), stamp)


def made(library: Library, answers: dict[str, Answer], stamp: Stamp = LOCAL) -> Referral:
    assessment = Assessment(Answers({**AGREED, **answers}), {}, TODAY)
    return referral(library, assessment, judge(library, assessment, TODAY), stamp)


def asked(page: Referral) -> dict[str, str]:
    """Return the lines of the box that says what is asked, by their labels."""
    return {line.label: line.text for line in page.asked}


def facts(page: Referral, title: str) -> dict[str, str]:
    (topic,) = (one for one in (*page.reach, *page.health) if one.title == title)
    return {fact.label: fact.text for fact in topic.facts}


def test_every_answer_for_the_provider_is_printed_and_no_other(library: Library) -> None:
    all_made = [agreed(one) for one in fillings(library)]
    assert len(all_made) > 1
    for assessment in all_made:
        text = text_in(html_for(library, assessment))

        assert values_lacking(text, library, assessment, PROVIDER) == []
        assert [one for one in secret_markers(library, PROVIDER) if one in text] == []


def test_the_test_of_secrets_would_find_one(library: Library) -> None:
    # The control: the same with every question marked as printed for the provider.
    questionnaire = library.questionnaire
    sections = tuple(
        replace(section, questions=tuple(_printed(one) for one in section.questions))
        for section in questionnaire.sections
    )
    opened = replace(library, questionnaire=replace(questionnaire, sections=sections))
    text = text_in(html_for(opened, agreed(filled(library, frozenset(questionnaire.questions)))))

    assert [one for one in secret_markers(library, PROVIDER) if one in text]
    assert marker("con.nodata") in text


def _printed(question: Question) -> Question:
    inner = tuple(_printed(one) for one in question.questions)
    return replace(question, prints=frozenset({PROVIDER}), questions=inner)


@pytest.mark.parametrize("state", NO_YES)
def test_without_a_plain_yes_there_is_no_referral_and_it_says_why(
    library: Library, state: str
) -> None:
    assessment = Assessment(Answers(NO_YES[state]), {}, TODAY)
    with pytest.raises(NotMadeError) as refused:
        html_for(library, assessment)

    assert str(refused.value) == WHY_NOT_REFERRED[state]


def test_a_plain_yes_makes_one_that_says_when_and_how_they_agreed(library: Library) -> None:
    # The control of the test above.
    how = {
        "con.share_provider_on": given(TODAY),
        "con.share_provider_how": given("spoken"),
    }

    assert asked(made(library, how))["Consent"].startswith(
        "The person agreed that this is shared with you, on 18 November 2026 (said yes, face to "
        "face). They can take this back at any time."
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"con.share_gp": given("yes")}, GP_MAY_BE_TOLD),
        ({"con.share_gp": given("no")}, GP_MAY_NOT),
        ({"con.share_gp": given("yes"), "con.withdrawn": given(("gp",))}, GP_MAY_NOT),
        ({}, "anybody else."),
    ],
    ids=["yes", "no", "taken back", "not asked"],
)
def test_a_yes_for_the_provider_is_none_for_the_gp(
    library: Library, answers: dict[str, Answer], says: str
) -> None:
    assert asked(made(library, answers))["Consent"].endswith(says)


def test_the_number_of_the_directory_stands_beside_the_name_that_means_it(
    library: Library,
) -> None:
    named = made(library, {"prov.name": given(LANTERNWAY.upper())})
    unknown = made(library, {"prov.name": given("Lanternway")}, DRAFT)
    other = made(library, {"prov.name": given("A service nobody lists")})
    chosen = made(library, {"prov.name": given("Typed")}, replace(LOCAL, made_for=LANTERNWAY))

    assert NUMBER in asked(named)["To"]
    assert asked(unknown)["To"] == "Lanternway"
    assert asked(other)["To"] == "A service nobody lists"
    assert asked(chosen)["To"].startswith(f"{LANTERNWAY}; telephone {NUMBER}; Monday to Friday")
    assert asked(made(library, {}))["To"] == "The treatment provider (not named yet)"


def test_by_when_and_to_whom_an_answer_goes(library: Library) -> None:
    page = referral(
        library,
        assessment := case_number(library, 1),
        judge(library, assessment, TODAY),
        LOCAL,
    )
    lines = asked(page)

    assert lines["An answer is needed before the hearing"] == (
        "24 November 2026 at 10:00, Brackenford Magistrates' Court"
    )
    assert lines["Answer to"] == (
        "Ruth Ekwueme-Dale, Probation officer; telephone 01632 960114; "
        "Probation office, 3 Bridge Street, Marwick, telephone 01632 960014"
    )
    assert "ring the officer" in asked(made(library, {}))["An answer is needed before the hearing"]


@pytest.mark.parametrize(
    ("signer", "says"),
    [
        ("", "R. Adeyemi, Probation officer; telephone 01632 960114"),
        ("r. adeyemi", "r. adeyemi, Probation officer; telephone 01632 960114"),
        ("P. Olawale", "P. Olawale; their telephone is not known"),
    ],
)
def test_the_officer_s_role_and_number_stand_beside_no_other_name(
    library: Library, signer: str, says: str
) -> None:
    officer = {
        "rec.officer_name": given("R. Adeyemi"),
        "rec.officer_role": given("Probation officer"),
        "rec.officer_phone": given("01632 960114"),
    }
    page = made(library, officer, replace(DRAFT, signer=signer))

    assert asked(page)["Answer to"] == says
    assert page.answer_to == says


def test_a_dose_not_taken_comes_first_in_bold(library: Library) -> None:
    html = html_for(library, case_number(library, 12))
    prescribed = html[html.index('scope="row">Prescribed') :]
    first = prescribed.index("<b>Today&#39;s dose: NO</b>")

    assert first < prescribed.index("<b>Prescribed for drug use:</b> Methadone")
    assert "<b>The officer does not have the dose: ring the prescriber.</b>" in prescribed


def test_what_was_not_answered_is_never_a_no(library: Library) -> None:
    declined, asleep = Answer(Status.DECLINED), Answer(Status.NOT_ASKED, note="Asleep")
    page = made(library, {"preg.status": declined, "od.ever": asleep})

    assert facts(page, "Pregnancy") == {"Declined to answer": "Pregnancy"}
    assert facts(page, "Overdose")["Not asked (Asleep)"] == "Number of overdoses"
    assert facts(page, "Overdose")["Not yet asked"] == "Has naloxone; Naloxone today"


def test_a_long_text_begins_on_page_1_and_stands_whole_below(library: Library) -> None:
    html = html_for(
        library,
        Assessment(Answers({**AGREED, "case.address": given(f"First. {LONG[:450]}")}), {}, TODAY),
    )
    first, rest = html.split('<div id="rest">')

    assert "First. …" in first
    assert LONG[:450].strip() in rest


def all_met(judgement: Judgement) -> Judgement:
    return replace(judgement, flags=tuple(replace(one, result="met") for one in judgement.flags))


def test_only_flags_for_the_provider_are_told_and_what_was_done_about_them(
    library: Library,
) -> None:
    assessment = Assessment(Answers(AGREED), {}, TODAY)
    judgement = all_met(judge(library, assessment, TODAY))
    seen = FlagResponse("R. Adeyemi", None, done=True, what="Zqdone")
    flags = tuple(replace(one, response=seen) for one in judgement.flags)
    html = html_of(KIND, library, assessment, judgement, LOCAL)
    told = [one for one in library.rules.flags if PROVIDER in one.prints]
    held = [one for one in library.rules.flags if PROVIDER not in one.prints]

    assert [one.id for one in held if one.title in html or one.action in html] == []
    assert [one.id for one in told if one.title not in html] == []
    assert len(told) > 3
    assert "safeguarding" not in html.lower()
    dealt = html_of(KIND, library, assessment, replace(judgement, flags=flags), LOCAL)
    assert dealt.count("Zqdone") == len(told)
    assert "Not open, or not ruled out" in dealt
    assert told[0].action not in dealt


def test_no_safeguarding_flag_and_none_that_rests_on_suicide_is_for_the_provider(
    library: Library,
) -> None:
    told = [one for one in library.rules.flags if PROVIDER in one.prints]
    read = {question for one in told for question in questions_read(one.when)}

    assert {one.kind for one in told} == {"red_flag"}
    assert [one for one in read if one.startswith(("sui.", "safe.da", "safe.exploited"))] == []


def test_the_questions_have_numbers_and_say_what_they_decide_and_what_is_noted(
    library: Library,
) -> None:
    questions = made(library, {"prov.setting": given("resident"), "ses.depth": given("full")})
    must, rest = questions.questions.must, questions.questions.rest
    setting = next(one for one in must if one.question.startswith("Would the treatment"))

    assert [one.number for one in (*must, *rest)] == list(range(1, len(must) + len(rest) + 1))
    assert setting.options == ("Non-resident treatment", "Resident treatment")
    assert setting.recorded == "Resident treatment"
    assert "Sentencing Act 2020, Sch 9, para 20(3)" in setting.decides
    assert "Sentencing Act 2020, Sch 9, para 19(5)" in setting.decides
    assert [one.only_if for one in must if one.only_if] == [
        "Only if “Setting” is “Resident treatment”."
    ]
    assert any(one.choose for one in rest)
    assert not any(one.decides or one.hint for one in rest)


def test_the_officer_s_own_note_of_who_rang_when_is_not_for_the_provider(
    library: Library,
) -> None:
    rang = {
        "prov.reason_if_no": given("Zqrang at 11:55"),
        "prov.method": given("phone"),
        "prov.suitable": given("further_assessment"),
        "ses.depth": given("full"),
    }
    assessment = Assessment(Answers({**AGREED, **rang}), {}, TODAY)
    html = html_for(library, assessment)
    judgement = judge(library, assessment, TODAY)
    tree = json.dumps(as_data(judgement, LOCAL.local))

    for text in (html, tree):
        assert "what did they say?" in text  # the question is the provider's all the same
        assert "Zqrang" not in text
        assert "By phone" not in text
    assert html.count("Noted so far:") == 1  # the control: another note is there
    court = html_of("full", library, assessment, judgement, LOCAL)
    assert "Zqrang" in court


def test_each_fact_of_page_1_has_a_line_and_no_run_of_facts_is_left(library: Library) -> None:
    page = made(library, {"od.ever": given(2), "nal.has_kit": given("no")})
    html = html_for(library, case_number(library, 24))

    assert all(one.is_in_lines for one in (*page.reach, *page.health))
    assert '<p class="said' in html
    assert '<span class="fact' not in html.split('id="answer"')[0]


def test_what_page_1_says_of_a_substance_is_not_said_again(library: Library) -> None:
    html = html_for(library, case_number(library, 24))
    first, rest = html.split('<section id="answer">')

    assert "29 December 2026" in first
    assert "Every day or nearly every day" in first
    assert "29 December 2026" not in rest
    assert "Every day or nearly every day" not in rest
    assert "Spend in a week" in rest  # the control: what page 1 has no room for
    assert rest.count("28 of 28 days") == 1
    assert "Days of use in each of the last four weeks" not in rest


def test_the_same_answer_to_several_offers_is_said_once(library: Library) -> None:
    html = html_for(library, case_number(library, 24))
    offers = html[html.index('<section id="safety">') : html.index('<section id="screening">')]

    assert offers.count("Offered, and they said yes") == 1
    assert "Crisis numbers" in offers


def test_drugs_with_the_same_signs_stand_together_on_page_1(library: Library) -> None:
    assessment = case_number(library, 24)
    day = assessment.judged_on() or TODAY
    page = referral(library, assessment, judge(library, assessment, day), LOCAL)

    signs = facts(page, "Signs of dependence (not a diagnosis)")
    assert "Benzodiazepines and Z-drugs; Heroin" in signs


def test_what_the_provider_has_not_said_is_no_gap_of_the_referral(library: Library) -> None:
    page = made(library, {"prov.suitable": Answer(Status.NOT_KNOWN)})
    (lacking,) = (part for part in page.parts if part.id == "gaps")

    assert "Provider can offer" not in repr(lacking)
    assert "Willing to follow a DRR" in repr(lacking)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_1_of_a_practice_case_holds_all_a_duty_worker_needs_and_it_is_valid(
    library: Library, worker: PdfWorker, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    if consent_of(judgement.reading, "con.share_provider") != CONSENT:
        with pytest.raises(NotMadeError, match=r"\.$"):
            printable(KIND, library, assessment, judgement, LOCAL)
        return
    pdf = worker.render(*printable(KIND, library, assessment, judgement, LOCAL))
    first, second, *others = pages_of(pdf)
    last = "".join(others)
    name = assessment.answers.single["case.defendant_name"].value

    assert "Last use of each substance" in first
    assert squeezed(second).find(squeezed("Questions for you to answer")) in range(90)
    assert last.index("Send it back, or ring") < last.index("Substances and dependence")
    assert [page for page in (first, second, *others) if str(name) not in page] == []
    assert re.search(r"Page 1 of \d+", first)
    assert faults_of(pdf) == []


def test_the_referral_is_a_draft_until_the_case_is_signed_and_bears_the_marking(
    library: Library,
) -> None:
    assessment = Assessment(Answers(AGREED), {}, TODAY)
    marked = replace(LOCAL, local=replace(LOCAL.local, marking="OFFICIAL-SENSITIVE"))
    signed = replace(marked, is_draft=False, signer="R. Adeyemi")

    assert "<b>DRAFT</b> Made from answers that may still change." in html_for(library, assessment)
    assert "DRAFT" not in html_for(library, assessment, signed)
    assert "OFFICIAL-SENSITIVE" in html_for(library, assessment, signed)


def test_the_same_answers_give_the_same_page(library: Library) -> None:
    assessment = case_number(library, 23)

    assert html_for(library, assessment) == html_for(library, assessment)
