"""What makes an overdose more likely is listed with what can be done, and never added up."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import DECLINED, given
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, Practice
from tests.web.page_client import PageClient


def safety(case_id: str) -> str:
    return f"/cases/{case_id}/safety"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([], "None of these is known to be present."),
        ([Change("od.ever", given(2))], "1 thing is present."),
        (
            [Change("od.ever", given(2)), Change("case.in_custody", given("yes"))],
            "2 things are present.",
        ),
    ],
)
def test_what_is_present_is_counted_and_no_more(
    client: PageClient, case_id: str, store: Store, changes: list[Change], says: str
) -> None:
    store.save(case_id, changes, NOW)

    assert f"{says} They are not added up" in client.get(safety(case_id)).text


def test_a_factor_that_is_present_has_what_can_be_done_and_what_it_rests_on(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("od.ever", given(2))], NOW)
    page = client.get(safety(case_id))
    (said,) = [one for one in page.words("dd") if "Ask when, and what was taken" in one]

    assert "Has overdosed before" in page.words("dt")
    assert "This rests on" in said
    assert "Source:" in said


def test_a_factor_that_is_not_known_leads_to_the_questions_that_would_tell(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("od.ever", DECLINED)], NOW)
    page = client.get(safety(case_id))
    (line,) = [one for one in page.words("li") if one.startswith("Has overdosed before:")]
    links = [one.get("href") for one in page.all("a")]

    assert "(Declined to answer)" in line
    assert f"/cases/{case_id}/sections/safety#od.ever" in links
    assert "Has overdosed before" not in page.words("dt")


def test_a_factor_that_is_not_there_is_not_listed(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("od.ever", given(0))], NOW)

    assert "Has overdosed before" not in client.get(safety(case_id)).text


def test_each_offer_stands_with_what_came_of_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    assert "Nothing is written down as offered yet" in client.get(safety(case_id)).text
    changes = [
        Change("offer.naloxone", given("already_has")),
        Change("offer.bbv_test", given("declined")),
    ]
    store.save(case_id, changes, NOW)
    page = client.get(safety(case_id))
    offered = dict(zip(page.words("dt")[-2:], page.words("dd", "app-as-typed"), strict=True))

    assert offered == {
        "Naloxone": "Has it already, or has had it",
        "Blood-borne virus tests": "Offered, and they did not want it",
    }


@pytest.mark.parametrize("number", range(1, 15))
def test_no_practice_case_gets_a_score_for_overdose(
    client: PageClient, practice: Practice, number: int
) -> None:
    text = client.get(safety(practice.start(number))).text.lower()

    for word in ("risk score", "points", "high risk", "low risk"):
        assert word not in text
