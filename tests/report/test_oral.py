"""Tests of the page to speak from: one page, the summary first, nothing cut inside a word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.printing import printable
from court_assess.report import PdfWorker, Stamp, html_of
from court_assess.report.oral import NO_SUMMARY, OralPage, oral_page
from court_assess.report.page_one import THEY_DIFFER
from court_assess.settings import PRACTICE_CASES
from tests.cases.written import TODAY, case_of
from tests.report.filled import DRAFT, fillings, marker
from tests.report.printed import faults_of, pages_of, squeezed, text_in

CASES = sorted(PRACTICE_CASES.glob("*.yaml"))
SUMMARY = ("Sixty characters of what the court must know come next. " * 11)[:600].strip()


def oral(library: Library, assessment: Assessment, stamp: Stamp = DRAFT) -> str:
    day = assessment.judged_on() or TODAY
    return html_of("oral", library, assessment, judge(library, assessment, day), stamp)


def page_of(library: Library, changes: Mapping[str, Any]) -> OralPage:
    assessment = case_of(library, changes)
    return oral_page(library, assessment, judge(library, assessment, TODAY), DRAFT)


def said(page: OralPage, name: str) -> str:
    (lines,) = (one.lines for one in page.spoken if one.name == name)
    return " ".join(f"{line.label} {line.quote} {line.text}" for line in lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_practice_case_is_one_page(library: Library, worker: PdfWorker, path: Path) -> None:
    assessment = read_case(path, library).assessment
    judgement = judge(library, assessment, assessment.judged_on() or TODAY)
    pdf = worker.render(*printable("oral", library, assessment, judgement, DRAFT))
    (text,) = pages_of(pdf)

    assert faults_of(pdf) == []
    summary = assessment.answers.get("oral.summary")
    expected = str(summary.value) if summary else NO_SUMMARY
    assert squeezed(expected) in squeezed(text)
    assert "Page1of1" in squeezed(text)


def test_a_full_summary_and_full_answers_are_still_one_page(
    library: Library, worker: PdfWorker
) -> None:
    long = "A sentence that goes on for a while about what was tried. " * 80
    changes = {
        "oral.summary": SUMMARY,
        "psr.scope": "drug_part",
        "ana.alternatives": long,
        "drr.willing_words": long,
        "order.other_requirements": ["curfew", "unpaid_work", "rehabilitation_activity"],
        "prov.name": "The treatment service with the longest of names " * 4,
        "sub": [{"sub.slug": "heroin", "sub.rank": "1", "sub.freq": "daily"}] * 15,
    }
    (text,) = pages_of(worker.render(oral(library, case_of(library, changes))))

    assert squeezed(SUMMARY) in squeezed(text)


def test_the_order_of_the_page_is_the_order_in_which_a_court_asks(library: Library) -> None:
    page = page_of(library, {"oral.summary": "Known by heart."})

    assert page.summary == ("Known by heart.",)
    assert page.no_summary == ""
    assert [one.name for one in page.spoken] == [
        "Drugs",
        "The offence",
        "Willing?",
        "Treatment",
        "The order",
        "If not kept",
        "Not known",
        "Assessed",
    ]
    assert page.ask_again


def test_what_is_not_known_is_said_and_never_a_no(library: Library) -> None:
    page = page_of(
        library, {"drr.willing": None, "prov.arrangements": {"declined": "true"}, "rec.drr": None}
    )

    assert "Not known today" in said(page, "Willing?")
    assert "declined to answer" in said(page, "Treatment").lower()
    assert page.no_summary == NO_SUMMARY
    assert page.ask_again == ""


def test_a_long_text_is_cut_between_parts_or_words(library: Library) -> None:
    page = page_of(library, {"con.assess": "no", "prov.name": "word " * 39})
    shown = said(page, "Treatment")

    assert shown.endswith(" …")
    assert "wor …" not in shown


def test_a_suspended_sentence_says_what_can_follow(library: Library) -> None:
    suspended = {"order.kind": "suspended_sentence_order", "order.supervision_months": "12"}

    assert "prison term" in said(page_of(library, suspended), "If not kept")
    assert "prison term" not in said(page_of(library, {}), "If not kept")


def test_nothing_that_the_court_may_not_read_is_on_it(library: Library) -> None:
    secret = [
        one.id
        for one in library.questionnaire.walk()
        if "court" not in one.prints and one.kind in ("text", "long_text")
    ]
    assert secret
    for assessment in fillings(library):
        text = text_in(oral(library, assessment))
        assert marker("case.defendant_name") in text  # the control: markers are found
        assert [one for one in secret if marker(one) in text] == []


@pytest.mark.parametrize("recommended", ["yes", "not_yet"])
def test_while_no_order_is_open_the_page_says_that_and_nothing_of_its_terms(
    library: Library, recommended: str
) -> None:
    young = {"case.date_of_birth": "2009-03-02", "rec.drr": recommended}
    page = page_of(library, young)

    closed = "Neither order that could hold a DRR is open to the court."
    assert said(page, "The order").strip() == closed
    assert "If not kept" not in [one.name for one in page.spoken]
    assert page.ask_again == ""
    assert "not known" not in said(page, "Treatment")


def test_where_the_views_differ_the_page_says_so(library: Library) -> None:
    differ = page_of(library, {"prov.dependent_or_propensity": "neither"})

    assert THEY_DIFFER in said(differ, "Drugs")
    assert "Provider: Neither dependent on drugs nor with a propensity" in said(differ, "Drugs")
    assert THEY_DIFFER not in said(page_of(library, {}), "Drugs")
