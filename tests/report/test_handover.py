"""Tests of the hand-over: one page, every safety field, nothing of anybody else's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import (
    DECLINED,
    NOT_KNOWN,
    Answer,
    Answers,
    KnownBy,
    Row,
    Status,
    given,
)
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.findings import Judgement, judge
from court_assess.domain.kinds import parse
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import walk
from court_assess.printing import printable
from court_assess.report import PdfWorker, Stamp, html_of
from court_assess.report.handover import NO_INTERVIEW_DAY, HandoverSheet, handover_sheet
from court_assess.report.handover_facts import NO_DOSE
from court_assess.report.handover_flags import NO_FLAG
from court_assess.report.handover_plan import ASK, ESSENTIAL
from court_assess.report.handover_topics import IN_THE_NALOXONE_LINE, OTHERS_COULD_HEAR, Style
from court_assess.report.pdf import FIRST_SIZES, SIZES, sizes_of
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import DRAFT, TODAY, fillings, marker
from tests.report.printed import faults_of, pages_of, squeezed, text_in

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
MADE = Stamp(
    is_draft=False,
    prepared_on=TODAY,
    signer="Ruth Adeyemi",
    role="Probation officer",
    made_for="Nurse Okoro, custody healthcare",
    basis="life_or_health",
    reason="A dose was missed",
    made_at=datetime(2026, 11, 18, 14, 5),
)
SAFETY = ("now.", "sui.", "od.", "nal.", "inj.", "preg.", "alc.", "safe.", "hx.conditions")


def all_met(library: Library, judgement: Judgement) -> Judgement:
    """Return a judgement in which every flag is met."""
    del library
    return replace(judgement, flags=tuple(replace(one, result="met") for one in judgement.flags))


def handover(library: Library, assessment: Assessment, stamp: Stamp = DRAFT) -> str:
    day = assessment.judged_on() or TODAY
    return html_of("handover", library, assessment, judge(library, assessment, day), stamp)


def sheet(library: Library, answers: Answers, stamp: Stamp = MADE) -> HandoverSheet:
    assessment = Assessment(answers, {}, TODAY)
    return handover_sheet(library, assessment, judge(library, assessment, TODAY), stamp)


def said_in(made: HandoverSheet) -> dict[str, str]:
    """Return the answers of the page by their labels."""
    return {entry.label: entry.text for topic in made.topics for entry in topic.facts}


def stuffed(library: Library, assessment: Assessment) -> Assessment:
    """Fill every text to its end, tick every box, and add many entries to every list."""
    questions = library.questionnaire.questions

    def fuller(question: Question, answer: Answer) -> Answer:
        if question.kind in ("text", "long_text"):
            return given(f"{marker(question.id)} {'wm ' * 2000}"[: question.max_length].strip())
        if question.kind == "choices":
            ids = [one.id for one in question.options if one.id != question.exclusive]
            return given(parse(question, ids), KnownBy.NOT_VERIFIED)
        return answer

    single = {key: fuller(questions[key], one) for key, one in assessment.answers.single.items()}
    rows = {}
    for group, some in assessment.answers.rows.items():
        whole = {key: fuller(questions[key], one) for key, one in some[0].answers.items()}
        rows[group] = tuple(Row(f"{group}{number}", whole) for number in range(15))
    slugs = questions["sub.slug"].options
    rows["sub"] = tuple(
        Row(row.id, {**row.answers, "sub.slug": given(slugs[place].id)})
        for place, row in enumerate(rows["sub"])
    )
    flags = {
        one.id: FlagResponse("N. Seer" * 9, datetime(2026, 11, 18, 9, 5), what="wm " * 300)
        for one in library.rules.flags
    }
    return Assessment(Answers(single, rows), flags, TODAY)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_practice_case_fits_on_one_page_and_is_valid(
    library: Library, worker: PdfWorker, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    pdf = worker.render(*printable("handover", library, assessment, judgement, DRAFT))

    assert len(pages_of(pdf)) == 1
    assert faults_of(pdf) == []


def test_a_stuffed_case_loses_no_flag_and_no_word_of_what_was_done(
    library: Library, worker: PdfWorker
) -> None:
    full = stuffed(library, fillings(library)[0])
    judgement = all_met(library, judge(library, full, TODAY))
    stamp = replace(MADE, made_for="wm " * 200, reason="wm " * 200)
    html = html_of("handover", library, full, judgement, stamp)
    text = "".join(pages_of(worker.render(html)))

    flags = [one.flag for one in judgement.flags if "handover" in one.flag.prints]
    assert len(flags) > 15
    assert text.count("wm") > 300 * len(flags)
    assert [one for one in flags if squeezed(one.title) not in squeezed(text)] == []
    assert [one.action for one in flags if squeezed(one.action) not in squeezed(text)] == []
    assert "more in the record" not in html
    assert text.count("Left out for room:") == 1


def test_a_case_with_nothing_answered_fits_and_says_not_known(
    library: Library, worker: PdfWorker
) -> None:
    html = handover(library, Assessment(Answers(), {}, TODAY))
    (text,) = pages_of(worker.render(html))

    assert "Not yet asked:" in text
    assert NO_FLAG in text
    assert "Safety today was not asked. Nor was:" in text
    assert "Cannot be ruled out" not in text
    assert NO_INTERVIEW_DAY in text
    assert "Not known today: no substance is listed." in text


def test_only_a_document_that_asks_for_it_is_tried_in_smaller_print(library: Library) -> None:
    fitted = handover(library, Assessment(Answers(), {}, TODAY))
    other = html_of(
        "full", library, Assessment(), judge(library, Assessment(), TODAY), DRAFT
    ).replace("</body>", f'<p class="{SIZES[0]}">x</p></body>')

    assert [f'class="{size}"' in one for size, one in zip(SIZES, sizes_of(fitted), strict=True)]
    assert [one.count('class="fit-1"') for one in sizes_of(other)] == [1] * len(FIRST_SIZES)
    plain = "<!DOCTYPE html>\n<p>x</p>"
    assert list(sizes_of(plain)) == [plain]


def test_every_safety_answer_for_a_handover_is_on_it_and_no_others_answer(
    library: Library,
) -> None:
    made = fillings(library)
    assert len(made) > 1
    for assessment in made:
        html = handover(library, assessment, MADE)
        text = text_in(html)
        reading = AnswerReading(library.questionnaire, assessment.answers, TODAY)
        safety = [
            item
            for item in walk(reading)
            if "handover" in item.question.prints
            and item.question.id.startswith(SAFETY)
            and item.answer
            and item.answer.value is not None
        ]
        lacking = [item.question.id for item in safety if squeezed(item.question.short) not in text]
        lacking = [one for one in lacking if one not in IN_THE_NALOXONE_LINE]

        assert squeezed("Naloxone:") in text
        assert len(safety) > 20
        assert lacking == []
        secret = (one for one in library.questionnaire.walk() if "handover" not in one.prints)
        texts = [marker(one.id) for one in secret if one.kind in ("text", "long_text")]
        assert [one for one in texts if one in html] == []


def test_answers_of_others_change_nothing(library: Library) -> None:
    # The control of the test above is the marker of a question that is printed here.
    answers = Answers({"hx.allergies": given("Zqallergy")})
    alone = handover(library, Assessment(answers, {}, TODAY))
    secrets = {"own.want": given("Zqwant"), "own.today": given("Zqown")}
    more = handover(library, Assessment(answers.having(secrets), {}, TODAY))

    assert "Zqallergy" in alone
    assert more == alone


def test_a_flag_that_is_printed_nowhere_never_appears_by_name(library: Library) -> None:
    assessment = Assessment(Answers(), {}, TODAY)
    judgement = all_met(library, judge(library, assessment, TODAY))
    html = html_of("handover", library, assessment, judgement, DRAFT)
    secret = [one.flag for one in judgement.flags if "handover" not in one.flag.prints]

    assert len(secret) > 2
    assert [one.id for one in secret if one.title in html or one.action in html] == []


def test_a_flag_says_what_to_do_what_was_done_and_what_was_not(library: Library) -> None:
    answers = Answers({"sui.thoughts_now": given("yes"), "sui.plan": given("yes")})
    seen = FlagResponse("R. Adeyemi", datetime(2026, 11, 18, 10, 5), done=True, what="Crisis team")
    acted = handover(library, Assessment(answers, {"RF-SUI": seen}, TODAY))
    unseen = handover(library, Assessment(answers, {}, TODAY))

    assert "Risk of suicide" in unseen
    assert "Do not leave them alone." in unseen
    assert "Nobody has written down what was done." in unseen
    assert "Done: Crisis team. (R. Adeyemi, 18 November 2026 at 10:05)" in acted


@pytest.mark.parametrize("question", [one for one in ESSENTIAL if "." in one and one[:4] != "sub."])
@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (DECLINED, "Declined to answer"),
        (NOT_KNOWN, "Asked, and not known"),
        (Answer(Status.NOT_ASKED, note="No time"), "Not asked (No time)"),
    ],
    ids=["declined", "not_known", "not_asked"],
)
def test_what_was_not_answered_is_said_so_and_never_no(
    library: Library, question: str, answer: Answer, label: str
) -> None:
    gates = {
        "med.ost": given("methadone"),
        "sui.thoughts_now": given("yes"),
    }
    if question == "med.injection_next":
        gates["med.ost"] = given("buprenorphine_injection")
    made = sheet(library, Answers({**gates, question: answer}))
    short = library.questionnaire.questions[question].short

    assert short in {one.label: one.text for one in made.not_known}[label].split("; ")
    assert short not in said_in(made) or question in ("ses.language", "ses.needs")


def test_what_one_row_lacks_is_named_with_the_row(library: Library) -> None:
    row = Row("a", {"sub.slug": given("heroin"), "sub.last_used": DECLINED})
    made = sheet(library, Answers({}, {"sub": (row,)}))

    assert made.not_known[0].label == "Declined to answer"
    assert made.not_known[0].text == "Heroin, last used"
    assert made.substances is not None
    assert made.substances.rows[0].cells[0] == "declined"


def test_rows_of_two_lists_are_not_mixed_up(library: Library) -> None:
    rows = {
        "sub": (Row("1", {"sub.slug": given("heroin")}),),
        "dep": (Row("1", {"dep.slug": given("crack"), "dep.withdrawal": given(("sick",))}),),
    }
    made = sheet(library, Answers({}, rows))

    assert made.substances is not None
    assert made.substances.rows[0].more == ()
    assert said_in(made)["Signs of dependence"].startswith("Crack cocaine: Feeling or being sick")


def test_the_latest_use_comes_first_and_a_long_list_keeps_every_name(library: Library) -> None:
    options = library.questionnaire.questions["sub.slug"].options
    last = ("over_6_months", *("8_28_days" for _ in range(15)), "today")
    rows = tuple(
        Row(str(place), {"sub.slug": given(options[place].id), "sub.last_used": given(used)})
        for place, used in enumerate(last)
    )
    made = sheet(library, Answers({}, {"sub": rows}))

    assert made.substances is not None
    assert len(made.substances.rows) == 15
    assert made.substances.columns[-1] == "How taken"
    assert made.substances.rows[0].name == options[16].label
    assert f"Also used: {options[15].label}; {options[0].label}" in made.substances_note
    assert "the list is not said to be complete" in made.substances_note


def test_how_it_is_known_is_marked(library: Library) -> None:
    made = sheet(library, Answers({"med.ost": given("methadone", KnownBy.PROVIDER)}))

    assert said_in(made)["Prescribed for drug use"] == "Methadone (from the provider)"


def test_a_refused_consent_is_printed_with_the_basis(library: Library) -> None:
    answers = Answers({"case.in_custody": given("yes"), "con.share_custody": given("no")})
    said = {one.label: one.text for one in sheet(library, answers).prepared}

    assert said["Agrees to sharing with custody healthcare"] == "No"
    assert said["Basis"] == (
        "Shared because a life or somebody's health is in danger. A dose was missed."
    )
    assert said["For"] == "Nurse Okoro, custody healthcare"
    assert said["When"] == "18 November 2026 at 14:05"
    assert said["Prepared by"] == "Ruth Adeyemi, Probation officer"


def test_a_consent_that_was_given_says_when_and_how(library: Library) -> None:
    answers = {
        "case.in_custody": given("yes"),
        "con.share_custody": given("yes"),
        "con.share_custody_on": given(date(2026, 11, 18)),
        "con.share_custody_how": given("spoken"),
    }
    said = {one.label: one.text for one in sheet(library, Answers(answers), DRAFT).prepared}

    assert said["Agrees to sharing with custody healthcare"].startswith("Yes; 18 November 2026; ")
    assert said["Basis"].startswith("Not recorded")


def test_a_long_text_says_that_there_is_more() -> None:
    cut = Style().cut
    rung = Style(more="… (ring 01632 960142)").cut

    assert cut("As it is.") == "As it is."
    assert cut("two\nlines") == "two lines"
    assert cut("word " * 100).endswith(ASK)
    assert rung("word " * 100).endswith("… (ring 01632 960142)")
    assert len(cut("word " * 100)) <= 140
    assert len(cut("x" * 500)) == 140


def test_only_a_plain_no_is_put_together_with_others(library: Library) -> None:
    answers = {
        "nal.has_kit": given("no"),
        "nal.offered_today": given("not_available"),
        "od.ever": given(1),
        "od.witnessed": given("no"),
        "od.locked_door": given("no"),
        "od.recent_loss": given(("none",)),
        "od.local_alert": given("no", KnownBy.AGENCY),
        "ses.fit": given(("none",)),
    }
    made = {topic.title: topic.facts for topic in sheet(library, Answers(answers)).topics}
    overdose = {entry.label: entry.text for entry in made["Overdose and naloxone"]}

    assert overdose["Naloxone"] == "No kit; today: none available here"
    assert overdose["No or none"] == "Somebody was there; Uses behind a locked door"
    assert overdose["Local drug alert"] == "No (from another agency)"
    assert made["Signs and withdrawal"][-1].text == "Well enough to talk"


def test_a_consent_that_was_taken_back_is_never_printed_as_a_yes(library: Library) -> None:
    held = {
        "case.in_custody": given("yes"),
        "con.share_custody": given("yes"),
        "con.withdrawn": given(("custody",)),
        "con.withdrawn_on": given(TODAY),
    }
    consent = library.questionnaire.questions["con.share_custody"].short
    text = text_in(handover(library, Assessment(Answers(held), {}, TODAY), MADE))
    agreed = text_in(
        handover(
            library, Assessment(Answers(held | {"con.withdrawn": given(("none",))}), {}, TODAY)
        )
    )

    assert squeezed(f"{consent}: Taken back on 18 November 2026") in text
    assert squeezed(f"{consent}: Yes") not in text
    assert squeezed(f"{consent}: Yes") in agreed


INTERVIEW = {"ses.start": given(datetime(2026, 11, 14, 9, 35))}
USED = {
    "today": "14 November 2026",
    "yesterday": "the day before 14 November 2026",
    "4_7_days": "4 to 7 days before 14 November 2026",
    "over_6_months": "more than 6 months before 14 November 2026",
}


def test_the_head_says_of_which_day_the_answers_are_and_how_old(library: Library) -> None:
    old = sheet(library, Answers(INTERVIEW))
    same = sheet(library, Answers(INTERVIEW), replace(MADE, made_at=datetime(2026, 11, 14, 23, 0)))
    next_day = sheet(library, Answers(INTERVIEW), replace(DRAFT, prepared_on=date(2026, 11, 15)))

    assert old.from_when == (
        "Answers from the interview on 14 November 2026 at 09:35: “today” and “now” mean that day."
    )
    assert old.how_old == (
        "These answers are 4 days old. Check again what changes from day to day."
    )
    assert same.how_old == ""
    assert "are 1 day old" in next_day.how_old


@pytest.mark.parametrize(("used", "words"), USED.items())
def test_last_use_is_a_day_or_counted_back_from_one(
    library: Library, used: str, words: str
) -> None:
    row = Row("a", {"sub.slug": given("heroin"), "sub.last_used": given(used)})
    on = Row("b", {**row.answers, "sub.last_used_on": given(date(2026, 10, 5), KnownBy.TEST)})
    made = sheet(library, Answers(INTERVIEW, {"sub": (row, on)}))

    assert made.substances is not None
    assert [one.cells[0] for one in made.substances.rows] == [
        words,
        "5 October 2026 (a test agrees)",
    ]


def test_a_dose_not_taken_comes_first_and_no_medicine_is_among_the_noes(library: Library) -> None:
    answers = {
        "med.ost": given("methadone"),
        "med.dose_today": given("no"),
        "med.missed": given("yes"),
        "med.supervised": given("no"),
        "med.dose_known": given("no"),
    }
    (facts,) = (
        one.facts
        for one in sheet(library, Answers(answers)).topics
        if one.title == "Prescribed for drug use"
    )
    dose = {"med.dose_words": given("Zqdose " * 25)}
    told = said_in(sheet(library, Answers(answers | dose)))

    assert [(one.label, one.text) for one in facts if one.is_urgent] == [
        ("Today's dose", "NO"),
        ("Missed 3 or more days", "YES"),
        ("", NO_DOSE),
    ]
    assert facts[0].is_urgent
    assert [one.label for one in facts].count("Today's dose") == 1
    assert {one.label: one.text for one in facts}["Taken under supervision"] == "No"
    assert "No or none" not in {one.label for one in facts}
    assert told["Medicine and dose, as told"] == ("Zqdose " * 25).strip()
    assert NO_DOSE not in told.values()


def test_a_full_page_names_in_one_line_what_was_left_out(
    library: Library, worker: PdfWorker
) -> None:
    path = next(one for one in CASES if one.name.startswith("24"))
    html = handover(library, read_case(path, library).assessment)
    (text,) = pages_of(worker.render(html))
    lines = [line for line in text.splitlines() if line.startswith("Left out for room:")]

    assert len(lines) == 1
    assert lines[0].startswith("Left out for room: offers; treatment")
    assert lines[0].endswith("Ring 01632 960171 for them.")
    assert "Overdose advice" in html
    assert "Overdose advice" not in text
    sizes = [float(one) for one in re.findall(r"font(?:-size)?: (\d[\d.]*)pt", html)]
    assert min(sizes) == 7


def test_flags_not_dealt_with_come_first_and_danger_to_life_before_safeguarding(
    library: Library,
) -> None:
    assessment = Assessment(Answers(), {}, TODAY)
    judgement = all_met(library, judge(library, assessment, TODAY))
    seen = FlagResponse("R. Adeyemi", datetime(2026, 11, 18, 10, 5), done=True, what="wm " * 300)
    flags = tuple(
        replace(one, response=seen) if one.flag.id in ("RF-SUI", "SG-CHILD") else one
        for one in judgement.flags
    )
    made = handover_sheet(library, assessment, replace(judgement, flags=flags), MADE)
    kinds = {one.title: one.kind for one in library.rules.flags}
    first = [kinds[one.title] for one in made.flags]

    assert made.flags[0].title == "May be overdosing now"
    assert first == sorted(first, key=lambda kind: kind != "red_flag")
    assert "safeguarding" in first
    assert [one.title for one in made.dealt_with] == ["Risk of suicide", "A child may be at risk"]
    assert made.dealt_with[0].done.count("wm") == 300
    assert made.dealt_with[0].action == ""


def test_a_safeguarding_flag_that_is_printed_nowhere_is_one_line_without_its_name(
    library: Library,
) -> None:
    answers = {"safe.sex_work": given("street"), "rec.officer_phone": given("01632 960142")}
    made = sheet(library, Answers(answers))
    without = sheet(library, Answers({"safe.sex_work": given("street")}))

    assert made.on_record == (
        "A safeguarding matter is on record. Ring the officer before they are moved, released or "
        "put with others: 01632 960142."
    )
    assert "Ask the officer before they are moved" in without.on_record
    assert sheet(library, Answers()).on_record == ""
    assert "Sells sex" not in repr(made)


def test_a_flag_that_somebody_asked_about_is_named_though_the_page_was_not_finished(
    library: Library,
) -> None:
    asked = sheet(library, Answers({"now.signs": given(("none",))}))
    put_off = sheet(library, Answers({"now.signs": Answer(Status.NOT_ASKED, note="Asleep")}))

    assert "Safety today was not asked" not in asked.not_asked
    assert "Risk of suicide" in asked.not_ruled_out
    assert put_off.not_asked.startswith("Safety today was not asked.")


def test_that_others_could_hear_stands_beside_suicide(library: Library) -> None:
    answers = {"sui.thoughts_now": DECLINED, "ses.private": given("no")}
    heard = {one.title: one for one in sheet(library, Answers(answers)).topics}
    alone = repr(sheet(library, Answers(answers | {"ses.private": given("yes")})))

    assert heard["Self-harm and suicide"].otherwise.endswith(OTHERS_COULD_HEAR)
    assert OTHERS_COULD_HEAR not in alone


@pytest.mark.parametrize(
    ("has", "today", "words"),
    [
        ("no", "given", "Kit given today"),
        ("yes", "given", "Kit given today"),
        ("no", "already_has", "Has a kit, but none that they could get to quickly"),
        ("no", "not_wanted", "No kit; today: offered, and they did not want it"),
        ("yes", "already_has", "Has a kit that they could get to quickly"),
    ],
)
def test_one_line_on_naloxone_cannot_contradict_itself(
    library: Library, has: str, today: str, words: str
) -> None:
    answers = {"nal.has_kit": given(has), "nal.offered_today": given(today)}
    (facts,) = (
        one.facts
        for one in sheet(library, Answers(answers)).topics
        if one.title == "Overdose and naloxone"
    )

    assert [(one.label, one.text) for one in facts] == [("Naloxone", words)]


def expected_in(library: Library, single: dict[str, Answer], *rows: Row) -> str:
    return said_in(sheet(library, Answers(INTERVIEW | single, {"sub": rows})))[
        "Withdrawal to expect"
    ]


def test_withdrawal_to_expect_follows_from_daily_use_with_the_last_use(library: Library) -> None:
    daily = {"sub.freq": given("daily"), "sub.last_used": given("today")}
    heroin = Row("a", {"sub.slug": given("heroin"), **daily})
    ghb = Row("b", {"sub.slug": given("ghb_gbl"), **daily})
    crack = Row("c", {"sub.slug": given("crack"), **daily})
    weekly = Row("d", {"sub.slug": given("heroin"), "sub.freq": given("weekly")})
    complete = {"sub.complete": given("yes"), "alc.days28": given(19)}
    drinks = complete | {"alc.days28": given(20)}

    assert expected_in(library, complete, heroin, ghb) == (
        "Opioids (heroin, last used 14 November 2026); benzodiazepines or GHB (GHB or GBL, last "
        "used 14 November 2026)"
    )
    assert expected_in(library, complete, crack, weekly).startswith("None from what")
    assert expected_in(library, drinks, weekly) == "Alcohol (last drink not known)"
    assert expected_in(library, complete | {"med.ost": given("methadone")}, weekly) == (
        "Opioids (prescribed: methadone)"
    )


def test_no_withdrawal_is_not_known_while_anything_is_open(library: Library) -> None:
    crack = Row("c", {"sub.slug": given("crack"), "sub.freq": given("daily")})
    unsaid = Row("a", {"sub.slug": given("heroin"), "sub.freq": DECLINED})
    known = {"sub.complete": given("yes"), "alc.days28": given(0)}

    assert expected_in(library, known, crack).startswith("None")
    assert expected_in(library, {"alc.days28": given(0)}, crack) == "Not known"
    assert expected_in(library, {"sub.complete": given("yes")}, crack) == "Not known"
    assert expected_in(library, known, unsaid) == "Not known"


def test_a_substance_of_no_list_is_called_by_its_own_name_first(library: Library) -> None:
    named = {"sub.slug": given("prescribed_misused"), "sub.name_other": given("Promethazine")}
    made = sheet(library, Answers({}, {"sub": (Row("a", {**named, "sub.freq": DECLINED}),)}))
    name = "Promethazine (another medicine, not used as it should be)"

    assert made.substances is not None
    assert made.substances.rows[0].name == name
    assert f"{name}, how often" in {one.label: one.text for one in made.not_known}[
        "Declined to answer"
    ].split("; ")
