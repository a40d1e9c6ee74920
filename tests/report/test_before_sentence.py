"""What the court reads of checks that are not in, and of willingness asked again at the hearing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge
from court_assess.report.before_sentence import NOT_NO_CONCERNS
from court_assess.report.case import Case
from court_assess.report.case import case_of as report_case
from court_assess.report.lead import recommendation
from court_assess.report.lines import Line
from court_assess.report.oral import OralPage, oral_page
from court_assess.report.page_one import NOTHING_OPEN, ten_questions
from court_assess.report.parts import parts_of
from tests.cases.written import TODAY, case_of
from tests.report.filled import DRAFT

NO_CHILDREN = {"fam.parent": "not_a_parent", "safe.child": ["none"]}
SEEN = {"src.kind": "childrens_services", "src.status": "seen", "src.on": "2026-11-16"}
POLICE = {"src.kind": "police_da_check"}
REQUESTED = {
    **POLICE,
    "src.status": "requested",
    "src.from": "Northmoor Police",
    "src.requested_on": "2026-11-16",
    "src.due": "2026-11-17",
}
WILLING, NOT_KNOWN, CHECKED = 2, 8, 9  # places among the ten questions


def made(library: Library, changes: Mapping[str, Any]) -> tuple[Case, OralPage]:
    assessment = case_of(library, changes)
    judgement = judge(library, assessment, TODAY)
    return (
        report_case(library, assessment, judgement, DRAFT),
        oral_page(library, assessment, judgement, DRAFT),
    )


def text(lines: tuple[Line, ...]) -> str:
    parts = (part for line in lines for part in (line.label, line.quote, line.text))
    return " ".join(part for part in parts if part)


def page_one(case: Case, place: int) -> str:
    return text(ten_questions(case)[place].lines)


def spoken(page: OralPage, name: str) -> str:
    return next(text(one.lines) for one in page.spoken if one.name == name)


def part(case: Case, part_id: str) -> str:
    return next(repr(one.blocks) for one in parts_of(case) if one.id == part_id)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (
            REQUESTED,
            (
                "Not yet received police domestic abuse check, asked for on 16 November 2026, due"
                " 17 November 2026, overdue."
            ),
        ),
        (
            {**POLICE, "src.status": "not_available", "src.why_not": "Their system was down."},
            "Not available police domestic abuse check (Their system was down).",
        ),
        (
            {
                **POLICE,
                "src.status": "not_sought",
                "src.why_not": "Made on Monday for another report",
            },
            "Not asked for police domestic abuse check (Made on Monday for another report).",
        ),
        (
            {**POLICE, "src.status": "not_sought"},
            "Not asked for police domestic abuse check (no reason is recorded).",
        ),
        (
            {**POLICE, "src.status": "not_sought", "src.why_not": "a reason that goes on " * 8},
            "Not asked for police domestic abuse check (the reason stands with the sources).",
        ),
        (SEEN, "Not asked for police domestic abuse check (no reason is recorded)."),
    ],
)
def test_a_check_that_is_not_in_is_a_caveat_on_page_1_and_on_the_page_to_speak_from(
    entry: Mapping[str, str], says: str, library: Library
) -> None:
    case, page = made(library, {**NO_CHILDREN, "src": [entry], "src.complete": "yes"})

    for said in (page_one(case, NOT_KNOWN), spoken(page, "Not known")):
        assert f"{says} {NOT_NO_CONCERNS}" in said
        assert NOTHING_OPEN not in said
    assert "olice domestic abuse check" not in page_one(case, CHECKED)
    assert "olice domestic abuse check" in part(case, "gaps")
    assert NOT_NO_CONCERNS in part(case, "sources")


@pytest.mark.parametrize("status", ["seen", "received"])
def test_a_check_that_is_in_is_no_caveat_and_is_listed_with_its_day(
    status: str, library: Library
) -> None:
    day = {"seen": "src.on", "received": "src.received_on"}[status]
    entry = {**POLICE, "src.status": status, day: "2026-11-16"}
    case, page = made(library, {**NO_CHILDREN, "src": [entry], "src.complete": "yes"})

    for said in (page_one(case, NOT_KNOWN), spoken(page, "Not known")):
        assert "domestic abuse" not in said
    assert "Police domestic abuse check" in page_one(case, CHECKED)
    assert f"{status.capitalize()} on 16 November 2026." in part(case, "sources")
    assert NOT_NO_CONCERNS not in part(case, "sources")


def test_whom_was_asked_and_every_day_stands_with_the_sources(library: Library) -> None:
    case, _ = made(library, {**NO_CHILDREN, "src": [REQUESTED], "src.complete": "yes"})
    said = part(case, "sources")

    assert "asked for on 16 November 2026 from Northmoor Police, due 17 November 2026" in said
    assert "Asked for 16 November 2026; Due 17 November 2026" in said


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        (NO_CHILDREN, False),
        ({"fam.parent": "all_live_with", "safe.child": ["lives_with"]}, True),
        ({"fam.parent": None, "safe.child": {"declined": "true"}}, True),
    ],
)
def test_childrens_services_not_asked_is_said_unless_it_is_plain_that_there_are_no_children(
    changes: Mapping[str, Any], is_said: bool, library: Library
) -> None:
    case, _ = made(library, {**changes, "safe.da_check": "received"})

    assert ("hildren's services" in page_one(case, NOT_KNOWN)) is is_said


def test_until_the_hearing_willingness_is_to_be_confirmed(library: Library) -> None:
    for answer in (None, "not_yet", {"not_asked": "not there yet"}):
        case, page = made(library, {"drr.willing_confirmed": answer})

        for said in (page_one(case, WILLING), spoken(page, "Willing?")):
            assert said.startswith("Yes. ")
            assert said.endswith("To be confirmed at the hearing.")
        assert page.ask_again
    unasked, _ = made(library, {"drr.willing": None})
    assert "confirmed" not in page_one(unasked, WILLING)
    against, _ = made(library, {"rec.drr": "no"})
    assert "confirmed" not in page_one(against, WILLING)


@pytest.mark.parametrize(
    ("answer", "says", "condition"),
    [
        ("yes", "Yes, said on 18 November 2026 at 10:05.", ""),
        (
            "no",
            (
                "No, said on 18 November 2026 at 10:05. The condition of law that they are willing is"
                " not met."
            ),
            "Conditions of law not met Willingness to comply.",
        ),
        (
            "unsure",
            (
                "Not sure, said on 18 November 2026 at 10:05. The condition of law that they are"
                " willing is not known."
            ),
            "Conditions of law not known today Willingness to comply.",
        ),
    ],
)
def test_what_they_say_at_the_hearing_comes_first_and_the_first_answer_stays_beside_it(
    answer: str, says: str, condition: str, library: Library
) -> None:
    changes = {
        "drr.willing_on": "2026-11-11",
        "drr.willing_confirmed": answer,
        "drr.willing_confirmed_at": "2026-11-18T10:05",
        "drr.willing_confirmed_words": "I have thought about it.",
    }
    case, page = made(library, changes)

    for said in (page_one(case, WILLING), spoken(page, "Willing?")):
        assert said.startswith(
            f"Asked again at the hearing {says} In their words I have thought about it."
        )
        assert "At the interview Yes" in said
        assert "11 November 2026" in said
        assert "To be confirmed" not in said
    assert condition in text(recommendation(case))
    assert not page.ask_again


def test_no_answer_at_the_hearing_is_said_and_is_not_the_first_answer_again(
    library: Library,
) -> None:
    case, _ = made(library, {"drr.willing_confirmed": {"declined": "true"}})
    said = page_one(case, WILLING)

    assert said.startswith("Asked again at the hearing Declined to answer. The condition of law")
    assert "is not known." in said
