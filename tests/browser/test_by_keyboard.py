"""Whole assessments, court-day and full, by keyboard alone; every page of them without a fault."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from court_assess.domain.answers import Answer, Answers
from tests.browser.conftest import Site
from tests.browser.test_accessibility import faults
from tests.browser.typist import Typist

pytestmark = pytest.mark.browser


def rows(answers: Answers) -> dict[str, list[Mapping[str, Answer]]]:
    """Return the answers of each list, whatever its entries are called."""
    return {
        group: [dict(row.answers) for row in held]
        for group, held in answers.rows.items()
        if held and group not in answers.single
    }


COURT_DAY = {"substances", "dependence", "provider", "order", "recommendation"}
FULL = {"substances", "recovery", "offers", "sharing", "instruments"}


@pytest.mark.parametrize(
    ("number", "pages"),
    [
        (16, COURT_DAY),
        pytest.param(23, FULL, marks=pytest.mark.faults),
        pytest.param(24, FULL, marks=pytest.mark.faults),
    ],
)
def test_an_assessment_is_made_by_keyboard_alone(
    page: Page, site: Site, number: int, pages: set[str]
) -> None:
    case = site.practice(number)
    written = case.answers.single["case.defendant_name"].value
    looked: dict[str, list[str]] = {}

    def look(shown: Page, where: str) -> None:
        looked[where] = faults(shown)

    page.set_default_timeout(60_000)
    typist = Typist(page, site.library, case, look)
    typist.start(str(written))
    done = typist.fill_in_everything()

    expect(page.locator("h1")).to_have_text("Check answers")
    assert {where: found for where, found in looked.items() if found} == {}
    assert pages <= set(done)
    case_id = page.url.split("/cases/")[1].split("/")[0]
    stored = site.store.load(case_id).assessment.answers
    assert {**stored.single} == {**case.answers.single}
    for group, held in rows(case.answers).items():
        assert rows(stored)[group] == held, group
    assert any(one.startswith("sub.slug=") for one in typist.found_by_letters)
