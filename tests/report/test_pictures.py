"""Tests of the pictures: the table holds the answers, the drawing is text-safe and needs no colour."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree as ET

import page
import pytest

from court_assess.domain.answers import DECLINED, Answer, Answers, KnownBy, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.kinds import show
from court_assess.domain.questions import Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import PartialDate, Weeks
from court_assess.report import PdfWorker
from court_assess.report.pictures import (
    Picture,
    is_strength,
    recovery_picture,
    weeks_picture,
    years_picture,
)
from court_assess.report.results_picture import MARKS, results_over_days, results_picture
from tests.report.filled import TODAY, html_for

HOSTILE = "<script>&\"'</svg> 你好 \u202e"


def reading(library: Library, answers: Answers) -> AnswerReading:
    return AnswerReading(library.questionnaire, answers, TODAY)


def used(slug: str, **answers: Answer) -> Row:
    held = {f"sub.{key}": answer for key, answer in answers.items()}
    return Row(slug, {"sub.slug": given(slug), **held})


def made(picture: Picture | None) -> Picture:
    assert picture is not None
    ET.fromstring(picture.svg)  # noqa: S314 - our own drawing
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', picture.svg))
    assert colours <= {"#000", "#fff"}
    assert {len(row) for row in picture.rows} == {len(picture.columns)}
    assert picture.alt.endswith(".")
    assert picture.alt.count(".") == 1
    return picture


@pytest.fixture
def many(library: Library) -> AnswerReading:
    rows = (
        used(
            "heroin",
            days28=given(Weeks((7, 7, 5, 3))),
            age_first=given(15),
            regular_since=given(PartialDate(2012, 3), KnownBy.DOCUMENT),
        ),
        used("crack", days28=DECLINED, age_first=DECLINED),
        used("cannabis"),
    )
    single = {
        "case.date_of_birth": given(date(1990, 3, 4)),
        "alc.weeks": given(Weeks((0, 1, 0, 9))),
        "rc.hope": given(6),
        "rc.safe_home": given(0),
        "rc.roles": DECLINED,
    }
    return reading(library, Answers(single, {"sub": rows}))


def test_the_weeks_are_the_days_that_were_said(many: AnswerReading) -> None:
    picture = made(weeks_picture(many))

    assert picture.rows == (
        ("Heroin", "7", "7", "5", "3"),
        ("Crack cocaine", "Declined to answer", "-", "-", "-"),
        ("Drinking alcohol", "0", "1", "0", "9"),
    )
    assert "heroin 22 in all, drinking alcohol 10 in all" in picture.alt
    assert picture.svg.count(">7<") == 2


def test_alcohol_is_drawn_once_if_its_row_has_the_four_weeks(library: Library) -> None:
    page_on_alcohol = {"alc.weeks": given(Weeks((0, 1, 0, 2)))}
    with_weeks = used("alcohol", days28=given(Weeks((0, 1, 0, 2))))
    once = weeks_picture(reading(library, Answers(page_on_alcohol, {"sub": (with_weeks,)})))
    without = weeks_picture(reading(library, Answers(page_on_alcohol, {"sub": (used("alcohol"),)})))

    assert [row[0] for row in made(once).rows] == ["Alcohol"]
    assert [row[0] for row in made(without).rows] == ["Drinking alcohol"]


def test_the_years_are_told_apart_by_shape(many: AnswerReading) -> None:
    picture = made(years_picture(many))

    assert picture.rows == (
        ("Heroin", "15 years", "2005", "March 2012 (from a document)"),
        ("Crack cocaine", "Declined to answer", "-", "-"),
    )
    assert "heroin first used about 2005 and used regularly since 2012" in picture.alt
    assert picture.svg.count("<circle") == 2  # one of them explains the mark
    assert ">2005<" in picture.svg
    assert ">2026<" in picture.svg


def test_strengths_stand_each_by_itself(many: AnswerReading) -> None:
    picture = made(recovery_picture(many))

    assert picture.rows == (
        ("Hope", "6 out of 10 (10: full of hope)"),
        ("Safe home", "0 out of 3 (3: strong)"),
        ("Roles that matter", "Declined to answer"),
    )
    assert "hope 6 out of 10 (10: full of hope), safe home 0 out of 3 (3: strong)" in picture.alt
    assert "roles that matter declined to answer" in picture.alt
    assert picture.holds_all
    assert [row for _, row in picture.rows if f">{row}<" not in picture.svg] == []


def test_nothing_said_draws_nothing(library: Library) -> None:
    nothing = reading(library, Answers({}, {"sub": (used("heroin", days28=DECLINED),)}))

    assert weeks_picture(nothing) is None
    assert years_picture(nothing) is None
    assert recovery_picture(nothing) is None


def test_an_age_without_a_date_of_birth_is_in_no_year(library: Library) -> None:
    rows = (
        used("heroin", age_first=given(15)),
        used("crack", regular_since=given(PartialDate(2026))),
    )
    picture = made(years_picture(reading(library, Answers({}, {"sub": rows}))))

    assert picture.rows[0] == ("Heroin", "15 years", "-", "-")
    assert picture.svg.count("<circle") == 1


def test_typed_text_is_escaped_and_odd_characters_are_left_to_the_table(library: Library) -> None:
    row = used("other", name_other=given(HOSTILE), days28=given(Weeks((1, 2, 3, 40))))
    picture = made(weeks_picture(reading(library, Answers({}, {"sub": (row,)}))))

    assert "&lt;script&gt;" in picture.svg
    assert "你" not in picture.svg
    assert HOSTILE.strip() in picture.rows[0][0]


def without_court(questionnaire: Questionnaire, hidden: str) -> Questionnaire:
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(
                    one,
                    questions=tuple(
                        replace(each, prints=frozenset()) if each.id == hidden else each
                        for each in one.questions
                    ),
                )
                for one in section.questions
            ),
        )
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def test_the_court_sees_only_what_is_printed_for_it(many: AnswerReading) -> None:
    hidden = AnswerReading(without_court(many.questionnaire, "sub.days28"), many.answers, TODAY)

    assert [row[0] for row in made(weeks_picture(hidden, "court")).rows] == ["Drinking alcohol"]
    assert len(made(weeks_picture(hidden)).rows) == 3


def test_the_report_holds_pictures_and_their_tables_and_stays_accessible(
    library: Library, worker: PdfWorker, many: AnswerReading
) -> None:
    html = html_for(library, Assessment(many.answers, {}, TODAY))
    found = page.validate_pdf_bytes(worker.render(html), profile=page.ValidationProfile.PDF_UA_1)
    strengths = [one for one in library.questionnaire.walk() if is_strength(one)]

    assert found.is_compliant
    assert html.count('<img src="data:image/svg+xml;base64,') == 3
    assert len(strengths) > 10
    hope = next(one for one in strengths if one.short == "Hope")
    assert html.count(show(hope, 6)) == 1  # in the words for who cannot see the picture
    assert '<th scope="col">Strength</th>' not in html


def test_a_court_day_report_without_such_answers_has_no_picture(library: Library) -> None:
    assert "<img" not in html_for(library, Assessment(Answers(), {}, TODAY))


def test_a_year_that_has_not_come_is_in_the_table_and_not_in_the_drawing(library: Library) -> None:
    born = {"case.date_of_birth": given(date(2000, 1, 1))}
    row = used("heroin", age_first=given(90), regular_since=given(PartialDate(2019)))
    picture = made(years_picture(reading(library, Answers(born, {"sub": (row,)}))))

    assert "2090" not in picture.svg + picture.alt
    assert picture.rows[0][1].startswith("90")
    drawing = ET.fromstring(picture.svg)  # noqa: S314 - our own drawing
    circles = [float(one.attrib["cx"]) for one in drawing.iter() if "cx" in one.attrib]
    assert max(circles) < float(drawing.attrib["width"])


def test_results_over_time_have_a_mark_for_each_and_a_line_for_tests_without_a_sample(
    library: Library,
) -> None:
    days = (datetime(2026, 11, 3, 9, 30), datetime(2026, 11, 17, 9, 30))
    outcomes = ("sample_taken", "refused")
    tests = tuple(
        Row(
            outcome,
            {"test.attempt_outcome": given(outcome), "test.collected_at": given(day)},
        )
        for day, outcome in zip(days, outcomes, strict=True)
    )
    values = ("presumptive_positive", "confirmed_positive", "negative", "confirmed_negative")
    substances = ("opiates", "cocaine", "methadone", "cannabis", "ketamine", "alcohol")
    results = tuple(
        Row(
            analyte,
            {
                "result.analyte": given(analyte),
                "result.value": given(value),
                "result.test": given(1),
            },
        )
        for analyte, value in zip(substances, (*values, "inconclusive", "not_tested"), strict=True)
    )
    answers = Answers({"tests.offered": given("yes")}, {"test": tests, "result": results})
    picture = made(results_over_days(reading(library, answers), "court"))
    drawn = {mark(5.0, 5.0) for _, mark in MARKS.values()}

    assert len(drawn) == len(MARKS)  # no two look alike
    assert "no sample refused on 17 November 2026" in picture.alt
    assert "opiates positive (screen, not confirmed) on 3 November 2026" in picture.alt
    assert "alcohol" not in picture.alt
    assert ("Alcohol", "3 November 2026", "Not tested") in picture.rows
    assert picture.rows[-1] == ("No sample", "17 November 2026", "Refused")
    assert all(words in picture.svg for words, _ in MARKS.values())


def test_one_day_is_drawn_on_the_page_and_not_in_the_report(library: Library) -> None:
    day = {"test.offered_at": given(datetime(2026, 11, 3, 9, 30))}
    result = {"result.analyte": given("opiates"), "result.value": given("negative")}
    rows = {"test": (Row("t", day),), "result": (Row("r", result),)}
    held = reading(library, Answers({"tests.offered": given("yes")}, rows))

    assert made(results_picture(held)).rows == (
        ("Opiates", "3 November 2026", "Negative (screen, not confirmed)"),
    )
    assert results_over_days(held, "court") is None
    assert results_picture(reading(library, Answers())) is None
