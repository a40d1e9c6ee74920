"""Tests of the hand-over: one page, every safety field, nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import page
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
from court_assess.report import PdfWorker, Stamp, html_of
from court_assess.report.handover import NO_FLAG, HandoverSheet, handover_sheet
from court_assess.report.handover_plan import ESSENTIAL, MORE
from court_assess.report.handover_topics import cut
from court_assess.report.pdf import SIZES, sizes_of
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import DRAFT, TODAY, fillings, marker
from tests.report.printed import pages_of, squeezed, text_in

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
    return {entry.label: entry.text for topic in made.topics for entry in topic.entries}


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
def test_a_practice_case_fits_on_one_page(library: Library, worker: PdfWorker, path: Path) -> None:
    html = handover(library, read_case(path, library).assessment)
    pdf = worker.render(html)

    assert len(pages_of(pdf)) == 1
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_a_stuffed_case_fits_on_one_page_and_loses_no_flag(
    library: Library, worker: PdfWorker
) -> None:
    for assessment in fillings(library):
        full = stuffed(library, assessment)
        judgement = all_met(library, judge(library, full, TODAY))
        stamp = replace(MADE, made_for="wm " * 200, reason="wm " * 200)
        html = html_of("handover", library, full, judgement, stamp)
        (text,) = pages_of(worker.render(html))

        flags = [one.flag for one in judgement.flags if "handover" in one.flag.prints]
        assert len(flags) > 15
        assert [one for one in flags if squeezed(one.title) not in squeezed(text)] == []
        assert MORE in html


def test_a_case_with_nothing_answered_fits_and_says_not_known(
    library: Library, worker: PdfWorker
) -> None:
    html = handover(library, Assessment(Answers(), {}, TODAY))
    (text,) = pages_of(worker.render(html))

    assert "Not yet asked:" in text
    assert NO_FLAG in text
    assert "Cannot be ruled out, because answers are missing:" in text
    assert "Not known today: no substance is listed." in text


def test_only_a_document_that_asks_for_it_is_tried_in_smaller_print(library: Library) -> None:
    fitted = handover(library, Assessment(Answers(), {}, TODAY))
    other = html_of(
        "full", library, Assessment(), judge(library, Assessment(), TODAY), DRAFT
    ).replace("</body>", f'<p class="{SIZES[0]}">x</p></body>')

    assert [f'class="{size}"' in one for size, one in zip(SIZES, sizes_of(fitted), strict=True)]
    assert [one.count('class="fit-1"') for one in sizes_of(other)] == [1, 1, 1]
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

        assert len(safety) > 20
        assert lacking == []
        secret = (one for one in library.questionnaire.walk() if "handover" not in one.prints)
        texts = [marker(one.id) for one in secret if one.kind in ("text", "long_text")]
        assert [one for one in texts if one in html] == []


def test_answers_of_others_change_nothing(library: Library) -> None:
    # The control of the test above is the marker of a question that is printed here.
    answers = Answers({"safe.words": given("Zqsafe"), "safe.da_afraid": given(("afraid",))})
    alone = handover(library, Assessment(answers, {}, TODAY))
    secrets = {"safe.sex_work": given("street"), "own.today": given("Zqown")}
    more = handover(library, Assessment(answers.having(secrets), {}, TODAY))

    assert "Zqsafe" in alone
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
    assert cut("As it is.") == "As it is."
    assert cut("two\nlines") == "two lines"
    assert cut("word " * 100).endswith(MORE)
    assert len(cut("word " * 100)) <= 140
    assert len(cut("x" * 500)) == 140


def test_only_a_plain_no_is_put_together_with_others(library: Library) -> None:
    answers = {
        "nal.has_kit": given("no"),
        "nal.offered_today": given("not_available"),
        "od.locked_door": given("no"),
        "od.recent_loss": given(("none",)),
        "od.local_alert": given("no", KnownBy.AGENCY),
        "ses.fit": given(("none",)),
    }
    made = {topic.title: topic.entries for topic in sheet(library, Answers(answers)).topics}
    overdose = {entry.label: entry.text for entry in made["Overdose and naloxone"]}

    assert overdose["No or none"] == "Uses behind a locked door; Recent loss or blow; Has naloxone"
    assert overdose["Local drug alert"] == "No (from another agency)"
    assert overdose["Naloxone today"] == "None available here"
    assert made["Signs and withdrawal"][0].text == "Well enough to talk"


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
