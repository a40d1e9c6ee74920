"""Requirements beside the DRR, the court's questions, and law that changed: found and shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from court_assess.definitions.library import load_library
from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge
from court_assess.domain.in_play import beside_drr, in_play, to_mend
from court_assess.domain.walk import sections_asked
from court_assess.exports.plain_words import findings_in_words
from court_assess.report.law import drr_is_outside
from court_assess.settings import QUESTIONNAIRES, rules_folder
from tests.cases.written import TODAY, case_of, judged
from tests.report.filled import html_for
from tests.report.printed import text_in

Changes = Mapping[str, Any]

ATR: Changes = {"order.other_requirements": ["alcohol_treatment"]}
DTR: Changes = {
    "order.other_requirements": ["drug_testing"],
    "dtr.misuse_then": "yes",
    "dtr.misuse_ahead": "no",
    "dtr.available": "yes",
}
BOTH: Changes = {
    "order.other_requirements": ["alcohol_treatment", "alcohol_abstinence"],
    "aamr.days": "90",
}


def offence(day: str) -> Changes:
    return {
        "offence": [{"offence.title": "Theft", "offence.convicted_on": day}],
        "offence.complete": "yes",
    }


def words_of(library: Library, changes: Changes) -> str:
    assessment = case_of(library, changes)
    return findings_in_words(library, assessment, judge(library, assessment, TODAY))


def report_of(library: Library, changes: Changes) -> str:
    """Return the court's report as text without spaces."""
    return squeezed(text_in(html_for(library, case_of(library, changes))))


def squeezed(text: str) -> str:
    return "".join(text.split())


# --- Only what the officer considers -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "requirement", "wanted"),
    [
        ("alcohol_treatment", "atr", "atr.willing"),
        ("alcohol_abstinence", "aamr", "aamr.alcohol_in_offence"),
        ("mental_health_treatment", "mhtr", "mhtr.willing"),
        ("drug_testing", "dtr", "dtr.misuse_then"),
    ],
)
def test_a_requirement_is_missing_something_only_while_it_is_considered(
    option: str, requirement: str, wanted: str, library: Library
) -> None:
    considered = judged(library, {"order.other_requirements": [option]})
    not_considered = judged(library, {"order.other_requirements": ["programme"]})

    assert [one.id for one in in_play(considered)] == ["drr", requirement]
    assert wanted in considered.missing
    assert [one.id for one in in_play(not_considered)] == ["drr"]
    assert not_considered.missing == ()


def test_its_page_is_asked_only_while_it_is_considered(library: Library) -> None:
    pages = {
        considered: {
            one.id
            for one in sections_asked(judged(library, changes).reading)
            if one.id in ("other_requirements", "court_questions")
        }
        for considered, changes in (
            ("none", {}),
            ("alcohol", ATR),
            ("court", {"court.asks": ["defer"]}),
            ("court asks nothing", {"court.asks": ["none"]}),
        )
    }

    assert pages == {
        "none": set(),
        "alcohol": {"other_requirements"},
        "court": {"court_questions"},
        "court asks nothing": set(),
    }


def test_what_is_not_considered_is_in_no_words_and_no_report(library: Library) -> None:
    for text in (words_of(library, {}), report_of(library, {})):
        assert squeezed("Alcohol treatment requirement") not in squeezed(text)
        assert squeezed("For the court to decide:") not in squeezed(text)
    for text in (words_of(library, ATR), report_of(library, ATR)):
        assert squeezed("Alcohol treatment requirement") in squeezed(text)
        assert squeezed("Drug testing requirement") not in squeezed(text)


def test_the_court_reads_of_each_requirement_on_page_1(library: Library) -> None:
    text = report_of(library, {**DTR, "dtr.available": "no"})

    assert squeezed("Drug testing requirement: not met: Availability of drug testing") in text
    assert squeezed("Conditions of law: every one is met.") in text  # those of the DRR, still


def test_the_court_reads_what_it_has_raised(library: Library) -> None:
    raised = {"court.asks": ["defer"], "court.defer_consent": "no"}

    assert "Whether the sentence can be put off" in words_of(library, raised)
    words = squeezed("For the court to decide: whether the sentence can be put off")
    assert words in report_of(library, raised)


# --- Together in one order ---------------------------------------------------------------------------


def test_abstinence_with_treatment_for_alcohol_must_be_mended_and_nothing_else(
    library: Library,
) -> None:
    assert [one.id for one in to_mend(judged(library, BOTH))] == ["aamr.not_with_atr"]
    for one in ATR, {"order.other_requirements": ["alcohol_abstinence"], "aamr.days": "121"}:
        assert to_mend(judged(library, one)) == ()


DUAL: list[tuple[Changes, set[str]]] = [
    ({"sub": [{"sub.slug": "heroin", "sub.rank": "1"}]}, set()),
    (
        {
            "sub": [
                {"sub.slug": "heroin", "sub.rank": "1"},
                {"sub.slug": "alcohol", "sub.rank": "2"},
            ]
        },
        {"local.dual_alcohol"},
    ),
    ({"hx.conditions": ["mental_health"]}, {"local.dual_mental_health"}),
    ({"sub": [{"sub.slug": "alcohol", "sub.rank": "1"}]}, set()),
]


@pytest.mark.parametrize(("changes", "prompts"), DUAL)
def test_a_dual_need_prompts_both_services(
    changes: Changes, prompts: set[str], library: Library
) -> None:
    found = {one.id for one in judged(library, changes).local}

    assert {one for one in found if one.startswith("local.dual")} == prompts


# --- What the area has -------------------------------------------------------------------------------


def test_the_shipped_rules_say_of_no_area_what_it_has(library: Library) -> None:
    found = judged(library, {**DTR, "dtr.available": None})

    assert found.requirement("dtr").outcome == "cannot_say_yet"
    assert found.missing == ("dtr.available",)


AREA = """
area:
  home: case.local_justice_area
  available:
    - {requirement: dtr, is: available, in: [Northbridge]}
    - {requirement: dtr, is: not_available}
"""


@pytest.mark.parametrize(
    ("home", "outcome", "missing"),
    [
        ("Northbridge", "available", ()),
        ("Southmere", "not_available", ()),
        (None, "cannot_say_yet", ("case.local_justice_area",)),
    ],
)
def test_where_the_area_says_it_the_officer_is_not_asked(
    home: str | None, outcome: str, missing: tuple[str, ...], tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(rules_folder(), rules)
    local = rules / "local.yaml"
    shipped = "area:\n  home: case.local_justice_area\n  available: []\n"
    assert shipped in local.read_text(encoding="utf-8")
    local.write_text(local.read_text(encoding="utf-8").replace(shipped, AREA), encoding="utf-8")
    there = load_library(QUESTIONNAIRES, rules)
    found = judged(there, {**DTR, "case.local_justice_area": home})

    assert found.requirement("dtr").outcome == outcome
    assert found.missing == missing
    assert not found.reading.is_shown("dtr.available")


# --- Law that changed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "drr", "dtr"),
    [
        ("2022-06-28", "2026-11-03", "available", "available"),
        ("2022-06-27", "2022-06-01", "available", "outside_these_rules"),
        ("2022-06-27", "2022-06-28", "available", "cannot_say_yet"),
        ("2020-11-30", "2020-12-01", "cannot_say_yet", "outside_these_rules"),
        ("2020-11-30", "2020-11-29", "outside_these_rules", "outside_these_rules"),
    ],
)
def test_offences_convicted_on_different_days_are_each_looked_at(
    first: str, second: str, drr: str, dtr: str, library: Library
) -> None:
    found = judged(library, {**DTR, **offence(second), "case.conviction_date": first})

    assert found.requirement("drr").outcome == drr
    assert found.requirement("dtr").outcome == dtr


def test_a_drug_testing_requirement_that_is_too_new_leaves_the_drr_in_law(
    library: Library,
) -> None:
    old = {**DTR, "case.conviction_date": "2022-06-27"}
    found, text = judged(library, old), report_of(library, old)

    assert [one.outcome for one in beside_drr(found)] == ["outside_these_rules"]
    assert not drr_is_outside(found)
    assert squeezed("from before 1 December 2020") not in text
    assert squeezed("This is law from 28 June 2022, so it is not open here.") in text
    assert "before 1 December 2020" not in words_of(library, old)


def test_the_control_of_it_says_that_the_drr_is_outside(library: Library) -> None:
    text = report_of(library, {"case.conviction_date": "2020-11-30"})

    assert squeezed("from before 1 December 2020") in text


GOVERNED = [
    ({"case.conviction_date": "2026-03-12"}, "Law of the day of conviction, 12 March 2026"),
    (
        {"case.conviction_date": "2026-03-12", **offence("2026-03-22")},
        "Law of the days of conviction, 12 March 2026 and 22 March 2026",
    ),
    ({"court.asks": ["order_end"]}, "Law of the day of the hearing, 18 November 2026"),
    (
        {"court.asks": ["defer"], **offence("2026-03-12")},
        "Law of the day of the first conviction, 12 March 2026",
    ),
]


@pytest.mark.parametrize(("changes", "words"), GOVERNED)
def test_the_day_that_governed_is_printed(changes: Changes, words: str, library: Library) -> None:
    assert words in words_of(library, changes)
    assert squeezed(words) in report_of(library, changes)


# --- The list of ids that others rely on ---------------------------------------------------------------

CONDITIONS = Path(__file__).parents[2] / "docs/conditions.md"


def test_the_list_of_conditions_names_every_rule_there_is_and_no_other(library: Library) -> None:
    rules = library.rules
    law = {one.id for one in rules.court}
    law |= {each.id for one in rules.court for each in one.conditions}
    law |= {each.id for one in rules.requirements if one.id != "drr" for each in one.conditions}
    law |= {one.id for one in rules.limits if one.considered_when is not None}
    named = set(re.findall(r"`([a-z]+\.[a-z_0-9]+)(?:`|:)", CONDITIONS.read_text(encoding="utf-8")))

    assert sorted(law - named) == []
    assert sorted(named - law - set(library.questionnaire.questions)) == []
