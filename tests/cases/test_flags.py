"""Flags of the shipped rules where something is not known, and what was done about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from court_assess.definitions.case_file import read_case, read_case_bytes
from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, given
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.findings import judge
from court_assess.domain.results import RESULTS
from court_assess.exports.case_file import as_yaml
from court_assess.settings import PRACTICE_CASES

TODAY = date(2026, 11, 18)
CASES = sorted(PRACTICE_CASES.glob("[0-9]*.yaml"))
LIMBS = given(("needs_care", "abuse_or_neglect", "cannot_protect"))


@pytest.mark.parametrize(
    ("nation", "named", "not_named"),
    [
        (given("england"), ("Care Act 2014, s.42",), ("Wales",)),
        (given("wales"), ("(Wales) Act 2014",), ("Care Act",)),
        (None, ("Care Act 2014", "(Wales) Act 2014"), ()),
        (DECLINED, ("Care Act 2014", "(Wales) Act 2014"), ()),
        (NOT_KNOWN, ("Care Act 2014", "(Wales) Act 2014"), ()),
    ],
)
def test_an_adult_at_risk_has_the_law_of_the_nation_and_of_both_where_it_is_not_known(
    library: Library, nation: Answer | None, named: tuple[str, ...], not_named: tuple[str, ...]
) -> None:
    answers = Answers({"safe.adult": LIMBS}).having({"case.nation": nation})
    found = judge(library, Assessment(answers), TODAY)
    (flag,) = (one.flag for one in found.flags if one.flag.id == "SG-ADULT")

    assert all(one in flag.source for one in named)
    assert not any(one in flag.source for one in not_named)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_flag_that_was_dealt_with_stays_so_in_a_case_file(library: Library, path: Path) -> None:
    case = read_case(path, library).assessment
    # Rows have other ids in the database than in a case file, where they count from 1.
    rows = {
        group: tuple(Row(f"{group}-{number}", row.answers) for number, row in enumerate(held))
        for group, held in case.answers.rows.items()
    }
    stored = Assessment(Answers(case.answers.single, rows), {}, case.prepared_on)
    day = case.prepared_on or TODAY
    flags = {
        one.flag.id: FlagResponse("R. Adeyemi", None, done=True, what="seen to", about=one.about)
        for one in judge(library, stored, day).flags
    }
    written = as_yaml(Assessment(stored.answers, flags, day))
    again = read_case_bytes(written.encode(), "case.yaml", library).assessment

    assert not any(one.is_open for one in judge(library, again, day).flags)


@pytest.mark.parametrize(
    ("drug", "prescribed", "result"),
    [
        ("heroin", None, "met"),
        ("heroin", given("yes"), "met"),
        ("benzodiazepines", given("no"), "met"),
        ("benzodiazepines", given("yes"), "not_met"),
        ("benzodiazepines", None, "not_known"),
        ("benzodiazepines", DECLINED, "not_known"),
        ("prescribed_misused", NOT_KNOWN, "not_known"),
        ("other_opioids", given("yes"), "not_met"),
        ("gabapentinoids", None, "not_known"),
    ],
)
def test_signs_in_the_body_under_prescribed_use_alone_do_not_count(
    library: Library, drug: str, prescribed: Answer | None, result: str
) -> None:
    held = {
        "dep.slug": given(drug),
        "dep.tolerance": given("yes"),
        "dep.withdrawal": given(("fits",)),
    }
    held |= {"dep.prescribed_only": prescribed} if prescribed else {}
    answers = Answers({}, {"dep": (Row("1", held),)})
    (found,) = judge(library, Assessment(answers), TODAY).indicators
    (physiological,) = (held for one, held in found.features if one.id == "physiological")

    assert RESULTS[physiological.truth] == result


def test_a_medicine_taken_as_prescribed_alone_is_no_indicator_of_dependence(
    library: Library,
) -> None:
    held = {
        "dep.slug": given("other_opioids"),
        "dep.prescribed_only": given("yes"),
        "dep.tolerance": given("yes"),
        "dep.withdrawal": given(("aches",)),
        "dep.relief": given(4),
        "dep.control_start": given(0),
        "dep.control_amount": given(0),
        "dep.control_stop": given("no"),
        "dep.priority": given(4),
        "dep.pattern_start": given(date(2019, 1, 1)),
    }
    answers = Answers({}, {"dep": (Row("1", held),)})
    (found,) = judge(library, Assessment(answers), TODAY).indicators

    assert RESULTS[found.truth] == "not_met"
