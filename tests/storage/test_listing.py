"""The list of assessments: its order, what it shows, and finding a person in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from court_assess.domain.agency_checks import POLICE, AgencyCheck
from court_assess.domain.answers import DECLINED, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.storage import CaseSummary, Change, Store
from tests.storage.people import NOW, later, person, sign

# Of a case that says nothing of it: due on the Thursday before a hearing on Friday.
NOT_ASKED = AgencyCheck(POLICE, due=date(2026, 11, 19))


def names(store: Store, search: str = "") -> list[str]:
    """Return the names in the list, in its order."""
    return [case.name for case in store.cases(search)]


def test_the_list_shows_what_was_saved_last(store: Store, dana: str) -> None:
    store.save(dana, [Change("case.court", given("Bow")), Change("case.crn", DECLINED)], later(3))

    shown = CaseSummary(
        dana, "Dana Okafor", "", date(2026, 11, 20), "Bow", "open", version=0, saved_at=later(3)
    )
    shown = replace(shown, checks=(NOT_ASKED,))
    assert store.cases() == (shown,)


def test_an_empty_assessment_is_in_the_list(store: Store, library: Library) -> None:
    case_id = store.start(Assessment(), library, NOW)

    assert store.cases() == (
        CaseSummary(case_id, "", "", None, "", "open", 0, NOW, (AgencyCheck(POLICE),)),
    )


def test_next_hearing_comes_first_then_undated_then_signed_and_withdrawn(
    store: Store, library: Library
) -> None:
    ids = {
        name: store.start(person(name, hearing=hearing), library, NOW)
        for name, hearing in [
            ("signed", date(2026, 1, 1)),
            ("undated b", None),
            ("december", date(2026, 12, 1)),
            ("withdrawn", date(2026, 1, 2)),
            ("undated a", None),
            ("november", date(2026, 11, 1)),
            ("reopened", date(2026, 11, 15)),
        ]
    }
    sign(store, ids["signed"])
    store.withdraw(ids["withdrawn"], "case discontinued", later(9))
    sign(store, ids["reopened"])
    store.reopen(ids["reopened"], "new offence", NOW)

    assert names(store) == [
        "november",
        "reopened",
        "december",
        "undated a",
        "undated b",
        "withdrawn",
        "signed",
    ]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Dana Ókafor", "Straße 100%", "Zoë O'Neill_x"]),
        ("okafor", ["Dana Ókafor"]),
        ("ÓKAFOR dana", ["Dana Ókafor"]),
        ("zoe", ["Zoë O'Neill_x"]),
        ("o'neill", ["Zoë O'Neill_x"]),
        ("STRASSE", ["Straße 100%"]),
        ("x70", ["Dana Ókafor"]),
        ("dana x7000", ["Dana Ókafor"]),
        ("dana x8", []),
        ("%", ["Straße 100%"]),
        ("_", ["Zoë O'Neill_x"]),
        ("'; DROP TABLE assessment; --", []),
        ("\\", []),
        ("\x00", []),
    ],
)
def test_search_finds_names_and_crns_whatever_their_case_and_accents(
    store: Store, library: Library, search: str, found: list[str]
) -> None:
    for name, crn in [("Dana Ókafor", "X700001"), ("Zoë O'Neill_x", "X8"), ("Straße 100%", "X9")]:
        store.start(person(name, crn), library, NOW)

    assert names(store, search) == found


def test_search_follows_a_change_of_name(store: Store, dana: str) -> None:
    store.save(dana, [Change("case.defendant_name", given("Dana Reed"))], NOW)

    assert names(store, "reed") == ["Dana Reed"]
    assert names(store, "okafor") == []
