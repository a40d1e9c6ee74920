"""Tests of the person's own copy: all of it, nothing else, safe to carry, and easy to read."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from court_assess.definitions.case_file import read_case
from court_assess.definitions.local_settings import load_settings
from court_assess.domain.answers import (
    DECLINED,
    NOT_KNOWN,
    Answer,
    Answers,
    Row,
    Status,
    given,
)
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.carrying import AFRAID, TAKES_OFF
from court_assess.domain.findings import judge
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import Value
from court_assess.domain.walk import Item, walk
from court_assess.printing import printable
from court_assess.report import PdfWorker, Stamp, html_of, page_one
from court_assess.report.documents import TEMPLATES
from court_assess.report.pdf import COPY_SIZES
from court_assess.settings import PRACTICE_CASES, PRACTICE_SETTINGS
from tests.report.filled import DRAFT, NOT_AFRAID, OPTIONED, SIGNED, TODAY, fillings, marker
from tests.report.printed import faults_of, pages_of, squeezed
from tests.report.test_hostile import HOSTILE

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
LOCAL = load_settings(PRACTICE_SETTINGS)
STAMP = replace(DRAFT, local=LOCAL)
MOST_PAGES = 2
ALL_OF_IT, UNSAFE = given(("none",)), "copy.unsafe"
LONGEST_SENTENCE = 30  # words, and lists of things have most
OLDEST_READER = 11  # years: what somebody of that age can read


def copy_of(library: Library, assessment: Assessment, stamp: Stamp = STAMP) -> str:
    """Return the copy as HTML."""
    day = assessment.judged_on() or TODAY
    return html_of("person", library, assessment, judge(library, assessment, day), stamp)


def both_of(library: Library, assessment: Assessment) -> tuple[str, str]:
    """Return the copy as HTML, and the file that it carries."""
    found = judge(library, assessment, assessment.judged_on() or TODAY)
    made = printable("person", library, assessment, found, STAMP)
    return made.html, made.attached.decode()


def case(number: int, library: Library, **changes: Answer) -> Assessment:
    """Return a practice case with some answers put in place; ``_`` stands for the dot."""
    assessment = read_case(CASES[number - 1], library).assessment
    named = {key.replace("_", ".", 1): one for key, one in changes.items()}
    return replace(assessment, answers=assessment.answers.having(named))


def said(**values: Value | Answer) -> Assessment:
    """Return an assessment with these answers alone, all of which may be on the copy."""
    held = {
        key.replace("_", ".", 1): one if isinstance(one, Answer) else given(one)
        for key, one in values.items()
    }
    return Assessment(Answers({UNSAFE: ALL_OF_IT, **held}), {}, TODAY)


def text_of(html: str) -> str:
    """Return what a copy says, its white space made one space."""
    body = html[html.index("<body>") :]
    return " ".join(unescape(re.sub("<[^>]+>", " ", body)).split())


@pytest.fixture(scope="module")
def answered(library: Library) -> list[Assessment]:
    """Return assessments in which every question is answered, and nothing is unsafe to carry."""
    return [with_unsafe(one, ALL_OF_IT) for one in fillings(library)]


def with_unsafe(assessment: Assessment, unsafe: Answer | None) -> Assessment:
    """Return an assessment with another answer to what is not safe to carry, and nobody to fear."""
    answers = assessment.answers.having({UNSAFE: unsafe, **NOT_AFRAID})
    return replace(assessment, answers=answers)


def for_the_person(library: Library, assessment: Assessment) -> list[Item]:
    reading = AnswerReading(library.questionnaire, assessment.answers, TODAY)
    return [item for item in walk(reading) if "person" in item.question.prints and item.answer]


def without(assessment: Assessment, item: Item, answer: Answer | None = None) -> Assessment:
    """Return an assessment in which one question is not answered, or otherwise answered."""
    answers, key = assessment.answers, item.question.id
    if item.row is None:
        return replace(assessment, answers=answers.having({key: answer}))
    held = {**item.row.answers, key: answer}
    row = Row(item.row.id, {one: kept for one, kept in held.items() if kept is not None})
    rows = tuple(row if one.id == row.id else one for one in answers.rows_of(item.question.group))
    changed = replace(answers, rows={**answers.rows, item.question.group: rows})
    return replace(assessment, answers=changed)


# --- All of it, and nothing else --------------------------------------------------------------------


def test_every_answer_for_the_person_is_on_the_copy(
    library: Library, answered: list[Assessment]
) -> None:
    lists = {one.complete_id for one in library.questionnaire.walk() if one.kind == "group"}
    for assessment in answered:
        html = copy_of(library, assessment)
        lacking = [
            item.question.id
            for item in for_the_person(library, assessment)
            if item.question.id not in lists  # that a list is complete goes without saying
            and copy_of(library, without(assessment, item)) == html
        ]

        assert lacking == []


def test_no_two_answers_to_a_question_read_the_same(
    library: Library, answered: list[Assessment]
) -> None:
    for assessment in answered:
        for item in for_the_person(library, assessment):
            if item.question.kind in OPTIONED and item.row is None:
                copies = [
                    text_of(copy_of(library, without(assessment, item, given(value))))
                    for value in values_of(item.question)
                ]
                assert len(set(copies)) == len(copies), item.question.id


def values_of(question: Question) -> list[Value]:
    is_list = question.kind == "choices"
    return [(option.id,) if is_list else option.id for option in question.options]


def test_every_text_for_the_person_is_printed_whole_and_no_other_is_printed(
    library: Library, answered: list[Assessment], worker: PdfWorker
) -> None:
    texts = [one for one in library.questionnaire.walk() if one.kind in ("text", "long_text")]
    secret = [marker(one.id) for one in texts if "person" not in one.prints]
    first, *others = answered
    pdf = worker.render(copy_of(library, first))
    written = [squeezed("".join(pages_of(pdf))), *(copy_of(library, one) for one in others)]
    for assessment, text in zip((first, *others), written, strict=True):
        shown = {item.question.id for item in for_the_person(library, assessment)}
        public = [one.id for one in texts if one.id in shown and not one.group]

        assert len(public) > 10
        assert [one for one in public if marker(one) not in text] == []
        assert [one for one in secret if one in text] == []
        assert [one for one in secret if one in both_of(library, assessment)[1]] == []


def test_no_flag_and_nothing_that_was_done_about_one_is_on_a_copy(library: Library) -> None:
    for path in CASES:
        assessment = read_case(path, library).assessment
        html = copy_of(library, assessment)
        flags = judge(library, assessment, TODAY).flags
        done = [one.what for one in assessment.flags.values() if one.what]

        assert [one.flag.title for one in flags if one.flag.title in html] == []
        assert [one for one in done if escape(one) in html] == []


def test_a_new_question_for_the_person_reaches_the_copy_without_code(library: Library) -> None:
    new = Question("pet.name", "text", "Pet?", "Pet", "own_words", prints=frozenset({"person"}))
    sections = tuple(
        replace(one, questions=(*one.questions, new)) if one.id == "own_words" else one
        for one in library.questionnaire.sections
    )
    widened = replace(library, questionnaire=replace(library.questionnaire, sections=sections))

    assert "Pet: Rex." in copy_of(widened, said(pet_name="Rex"))


# --- Safe to carry ---------------------------------------------------------------------------------

STAY_ON = ("case.defendant_name", "case.court", "rec.officer_name", "rec.officer_phone")


@pytest.mark.parametrize("unsafe", [DECLINED, None, given(("other",))])
def test_until_it_is_known_what_is_safe_a_copy_says_almost_nothing(
    library: Library, answered: list[Assessment], unsafe: Answer | None
) -> None:
    for assessment in answered:
        html, file = both_of(library, with_unsafe(assessment, unsafe))
        shown = set(re.findall("Zq[a-z0-9]+qz", html + file))

        assert shown <= {marker(one) for one in (*STAY_ON, "case.name_latin")}
        assert re.findall("drug|treat|test|heroin", text_of(html), re.IGNORECASE) == []
        assert "ask me" in html


@pytest.mark.parametrize("unsafe", [one for one in TAKES_OFF if one != AFRAID])
def test_what_is_named_is_left_off_without_saying_what(
    library: Library, answered: list[Assessment], unsafe: str
) -> None:
    for assessment in answered:
        html, kept = both_of(library, with_unsafe(assessment, given((unsafe,))))
        held = {one["question"] for one in json.loads(kept)["answers"] if one.get("answer")}
        named = TAKES_OFF[unsafe]

        assert "This copy does not hold everything." in html
        assert marker("own.want") not in html + kept
        assert {one for one in held if one in named or one.split(".")[0] in named} <= {
            "rec.officer_name",
            "rec.officer_phone",
        }
        assert "danger" not in text_of(html).replace("in danger", "")


def test_whoever_is_afraid_carries_no_free_words_though_they_said_that_nothing_is_unsafe(
    library: Library,
) -> None:
    afraid = case(17, library)
    own = (
        "own.want",
        "own.helped",
        "own.court_know",
        "str.first",
        "rec.reason",
        "order.other_words",
    )
    words = [str(afraid.answers.get(one).value) for one in own]  # type: ignore[union-attr]
    html, file = both_of(library, afraid)
    control = copy_of(library, with_unsafe(afraid, ALL_OF_IT))

    assert [one for one in words if escape(one, quote=False)[:40] in html + file] == []
    assert [one for one in words if escape(one, quote=False)[:40] not in unescape(control)] == []
    assert "This copy does not hold everything." in html
    assert "afraid" not in html + file
    assert "Your first appointment is set for Monday 14 December 2026" in html
    assert "You said that you are willing to do it." in html


@pytest.mark.parametrize("unsafe", ["drugs", "treatment"])
def test_a_copy_that_hides_treatment_never_names_it(library: Library, unsafe: str) -> None:
    for path in CASES:
        assessment = with_unsafe(read_case(path, library).assessment, given((unsafe,)))
        text = text_of(copy_of(library, assessment))

        assert re.findall(r"treatment|rehabilitation|clinic|\btests?\b", text) == []
        assert unsafe != "drugs" or "drug" not in text


def test_the_test_of_what_is_hidden_would_find_it(library: Library) -> None:
    text = text_of(copy_of(library, case(1, library)))

    assert {"treatment", "drug", "tests"} <= set(re.findall("treatment|drug|tests", text))


def test_a_worry_about_safety_and_who_was_told_of_it_is_on_no_copy(library: Library) -> None:
    assessment = with_unsafe(case(23, library), ALL_OF_IT)
    both = "".join(both_of(library, assessment))

    assert "Nkechi Larbalestier" in both
    assert "social worker" not in both
    assert "childrens_services" not in both
    assert "This may not be all. You can ask me at any time who was told what" in both


def test_why_something_was_not_asked_is_on_no_copy(library: Library) -> None:
    assessment = case(7, library, copy_unsafe=ALL_OF_IT)

    assert "midwife come first" not in "".join(both_of(library, assessment))


# --- What it says ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"rec_drr": "yes"}, "I have suggested a drug rehabilitation requirement."),
        ({"rec_drr": "no"}, "You can ask for help with drugs or drink at any time."),
        ({"rec_drr": "not_yet"}, "I cannot say yet if I will suggest"),
        ({}, "I have not decided yet if I will suggest"),
        ({"rec_reason": "It fits."}, "as I wrote them for the court: “It fits.”"),
        ({"drr_willing": "no"}, "You said no to it."),
        ({"drr_willing": DECLINED}, "You chose not to say if you are willing to do it."),
        ({"drr_willing": NOT_KNOWN}, "We could not find out if you are willing to do it."),
        ({"own_want": DECLINED}, "You chose not to say what you want to change."),
        ({"own_want": Answer(Status.NOT_ASKED)}, "I did not ask you what you want to change."),
        (
            {"own_want": DECLINED, "own_helped": DECLINED},
            "You chose not to say what you want to change and what has helped you before.",
        ),
        ({"sub": DECLINED}, "You chose not to say what you use."),
        ({"sub_complete": "yes"}, "You named no drugs."),
        ({"drr_explained": ("none",)}, "We have not talked yet about what it means."),
        ({"drr_barriers": ("none",)}, "You said that nothing would get in the way."),
        ({"drr_barriers": ("work", "travel")}, "work or shifts and getting there."),
        ({"order_other_requirements": ("none",)}, "I have no other requirement in mind."),
        ({"order_other_requirements": ("curfew",)}, "a curfew (you stay in one place"),
        (
            {"prov_first_appt": datetime(2026, 11, 27, 11, 30)},
            "is set for Friday 27 November 2026 at",
        ),
        ({"prov_first_appt": datetime(2026, 11, 2, 9, 0)}, "was on Monday 2 November 2026 at"),
        ({"rec_drr": "yes"}, "There is no date yet for your first appointment."),
        ({"con_share_provider": "no"}, "I may not share what you told me with the drug treatment"),
        ({"con_share_provider": DECLINED}, "You chose not to say if I may share"),
        ({"con_withdrawn": ("gp",)}, "I may no longer share with your GP (doctor)."),
        ({"con_withdrawn": ("none",)}, "You have not taken back what you agreed to."),
        ({"copy_how": ("none",)}, "You said that you do not want a copy."),
        ({"copy_how": ("post", "large_print")}, "your copy by post and in large print."),
        ({"sum_signed": "marked"}, "You made your mark on it."),
    ],
)
def test_the_copy_says_it_in_plain_words(
    library: Library, answers: dict[str, Any], words: str
) -> None:
    assert words in text_of(copy_of(library, said(**answers)))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("community_order", "The second time in 12 months, I must tell the court."),
        ("suspended_sentence_order", "decides about the time in prison that was put on hold."),
        ("not_decided", "you get a warning or go back to court."),
    ],
)
def test_what_happens_if_not_is_what_the_law_says(library: Library, kind: str, words: str) -> None:
    assert words in text_of(copy_of(library, said(order_kind=kind)))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10, "the law does not let the court make the order for this."),
        (22, "the law does not let the court make the order for this."),
        (15, "An older law may count in your case."),
    ],
)
def test_a_copy_promises_nothing_that_the_law_does_not_allow(
    library: Library, number: int, words: str
) -> None:
    text = text_of(copy_of(library, case(number, library)))

    assert words in text
    assert "You would go to drug treatment." not in text
    assert "only if you say yes" not in text
    assert "prison" not in text


@pytest.mark.parametrize("number", [10, 22])
def test_while_no_order_is_open_the_copy_says_nothing_of_what_it_would_ask(
    library: Library, number: int
) -> None:
    whole = with_unsafe(case(number, library), ALL_OF_IT)
    text = text_of(copy_of(library, whole))

    for words in (
        "community order",
        "would last",
        "I had in mind",
        "keep the rules",
        "you must keep",
        "a warning",
        "What would be expected of you",
        "There is no date yet",
        "I will tell you what I decide",
    ):
        assert words not in text
    assert "It means drug treatment and drug tests." in text
    assert "You do not need an order for that." in text


def test_treatment_without_an_order_is_still_told(library: Library) -> None:
    held = {"prov_setting": given("non_resident"), "drr_length_months": given(12)}
    text = text_of(copy_of(library, case(22, library, **held)))

    assert "If you go to treatment without an order, it would be like this." in text
    assert "You would not live there." in text
    assert "Treatment and tests" not in text


def test_where_it_is_not_suggested_what_the_provider_said_is_still_there(library: Library) -> None:
    text = text_of(copy_of(library, case(5, library)))

    assert "You would go to drug treatment." not in text
    assert "If it came to treatment all the same, it would be like this." in text


def test_whom_to_ring_has_the_numbers_of_the_area(library: Library) -> None:
    known = text_of(copy_of(library, case(1, library)))
    unknown = text_of(copy_of(library, case(1, library, prov_name=given("Nobody's Clinic"))))
    nowhere = text_of(copy_of(library, said(), DRAFT))

    assert "me, Ruth Ekwueme-Dale: 01632 960114" in known
    assert "Lanternway Recovery Service, Brackenford: 01632 960021." in known
    assert "Probation office, 3 Bridge Street, Marwick: 01632 960014" in known
    assert "Ask for the office manager, in person" in known
    assert "Nobody's Clinic: ask me for the number" in unknown
    assert "me, the officer who talked with you: ask the office for my number" in nowhere
    assert "Ask me or my office how to do it." in nowhere
    assert "Information Commissioner" in nowhere


def test_a_helpline_is_on_it_from_the_settings_and_only_where_nothing_is_unsafe(
    library: Library,
) -> None:
    line = "Marwick Night Line, to talk about drugs or drink: 01632 960061. Every night"
    safe = text_of(copy_of(library, case(1, library)))
    named = text_of(copy_of(library, case(1, library, copy_unsafe=given(("offence",)))))
    afraid = text_of(copy_of(library, case(1, library, safe_da_afraid=given(("afraid",)))))

    assert line in safe
    assert [one for one in (named, afraid) if "Night Line" in one] == []
    assert "Night Line" not in text_of(copy_of(library, case(1, library), DRAFT))


def test_without_a_service_that_was_asked_those_of_the_area_can_be_rung(library: Library) -> None:
    nobody, unsafe = said(), with_unsafe(said(), given(("address",)))

    assert "Fernlight, Eastmarsh: 01632 960041" in text_of(copy_of(library, nobody))
    assert "Fernlight" not in text_of(copy_of(library, unsafe))
    assert "Fernlight" not in text_of(copy_of(library, case(1, library)))


def test_no_number_stands_in_the_program(library: Library) -> None:
    bare = text_of(copy_of(library, said(), DRAFT))

    assert re.findall(r"[0-9][0-9 ]{2,}", bare.replace("18 November 2026", "")) == ["999"]


def test_substances_read_as_part_of_a_sentence(library: Library) -> None:
    worded = with_unsafe(case(24, library), ALL_OF_IT)
    text = text_of(copy_of(library, worded))

    assert "You want to cut down on alcohol." in text
    assert "You want to stop using benzodiazepines or Z-drugs." in text
    medicine = "another medicine (“Promethazine tablets, bought from a pharmacy”)"
    assert f"You want to stop using {medicine}." in text
    assert "not used as it should be" not in text


def test_a_signed_copy_is_no_draft(library: Library) -> None:
    signed = copy_of(library, case(1, library), replace(SIGNED, local=LOCAL))

    assert "DRAFT" in copy_of(library, case(1, library))
    assert "DRAFT" not in signed
    assert "I wrote it on 19 November 2026." in signed


def test_hostile_words_are_printed_as_typed(library: Library) -> None:
    for words in HOSTILE:
        html = copy_of(library, said(own_want=words))

        assert f"“{escape(words)}”".replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in html


# --- Easy to read ------------------------------------------------------------------------------------


def syllables(word: str) -> int:
    """Count groups of vowels, without an ending that is not spoken."""
    heard = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall("[aeiouy]+", heard)))


def reading_age(text: str) -> float:
    """Return the age that can read a text: its Flesch-Kincaid grade (1975) and five years."""
    sentences = [one for one in re.split(r"[.!?:]+(?:\s|$)", text) if re.search("[A-Za-z]", one)]
    words = re.findall("[A-Za-z]+", text)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59 + 5


def fixed_words(html: str) -> str:
    """Return the copy's own sentences: no quotations, no names, and no list of names."""
    paragraphs = re.findall("<p>(.*?)</p>", re.sub(r"<span.*?</span>", "", html, flags=re.DOTALL))
    return " ".join(paragraphs)


@pytest.mark.parametrize("number", [1, 5, 7, 8, 10, 18, 24])
def test_an_eleven_year_old_can_read_it(library: Library, number: int) -> None:
    for unsafe in (ALL_OF_IT, None):
        html = copy_of(library, case(number, library, copy_unsafe=unsafe))  # type: ignore[arg-type]

        assert reading_age(fixed_words(html)) <= OLDEST_READER


def test_the_courts_report_would_not_pass() -> None:
    assert reading_age(page_one.BREACH_OTHERWISE) > OLDEST_READER


def test_every_sentence_is_short(library: Library) -> None:
    for path in CASES:
        whole = with_unsafe(read_case(path, library).assessment, ALL_OF_IT)
        sentences = re.split(r"[.!?:] ", fixed_words(copy_of(library, whole)))

        assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


# --- In print ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_practice_case_is_valid_and_takes_two_pages_unless_it_is_large(
    library: Library, worker: PdfWorker, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    made = printable("person", library, assessment, judgement, STAMP)
    pdf = worker.render(*made)

    assert faults_of(pdf) == []
    assert 'class="large"' in made.html or len(pages_of(pdf)) <= MOST_PAGES


@pytest.mark.faults
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_copy_takes_two_pages_at_most_in_normal_print(
    library: Library, worker: PdfWorker, path: Path
) -> None:
    assessment = read_case(path, library).assessment
    html = copy_of(
        library, replace(assessment, answers=assessment.answers.having({"copy.how": None}))
    )
    pdf = worker.render(html)

    assert len(pages_of(pdf)) <= MOST_PAGES
    assert faults_of(pdf) == []


def test_large_print_is_made_when_it_is_asked_for(library: Library, worker: PdfWorker) -> None:
    asked = case(1, library, copy_how=given(("large_print",)))
    large = copy_of(library, case(1, library), replace(STAMP, large_print=True))
    pdf = worker.render(large)

    assert 'class="large"' in copy_of(library, asked)
    assert 'class="large"' in large
    assert len(pages_of(pdf)) > MOST_PAGES
    assert faults_of(pdf) == []


def test_a_person_who_said_a_lot_gets_another_page_and_loses_no_word(
    library: Library, worker: PdfWorker
) -> None:
    words = " ".join(f"w{number}" for number in range(900))
    pages = pages_of(worker.render(copy_of(library, case(1, library, own_want=given(words)))))

    assert len(pages) > MOST_PAGES
    assert set(words.split()) <= set(re.findall("w[0-9]+", " ".join(pages)))


def test_no_print_is_smaller_than_11_points_and_large_print_is_16() -> None:
    sheet = (TEMPLATES / "report/person.css").read_text(encoding="utf-8")
    sizes = {
        name: float(size)
        for name, size in re.findall(
            r"^\.?([\w-]+) \{ font(?:-size)?: ([\d.]+)pt", sheet, re.MULTILINE
        )
    }

    assert min(sizes[one] for one in ("html", *COPY_SIZES[1:])) == 11
    assert sizes["large"] == 16


def test_the_copy_is_accessible_and_has_bookmarks(library: Library, worker: PdfWorker) -> None:
    pdf = worker.render(copy_of(library, case(1, library)))
    reader = PdfReader(io.BytesIO(pdf))
    titles: list[str] = [str(one["/Title"]) for one in flat(reader.outline)]

    assert faults_of(pdf) == []
    assert titles[0] == "Your own copy"
    assert {"What you said you want", "Who to ring", "How to complain"} <= set(titles)
    assert str(reader.root_object["/Lang"]) == "en-GB"


def flat(outline: Any) -> list[Any]:
    return [inner for one in outline for inner in (flat(one) if isinstance(one, list) else [one])]


def test_the_day_of_a_hearing_stands_with_its_weekday(library: Library) -> None:
    text = text_of(
        copy_of(library, said(case_court="Marwick", case_hearing_date=date(2026, 12, 1)))
    )

    assert "Your hearing is at Marwick on Tuesday 1 December 2026." in text
