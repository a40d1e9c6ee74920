"""A substance is found by its first letters, by its own name and by those of the street."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
TYPED = {
    "her": "heroin",
    "crack": "crack",
    "speed": "amphetamine",
    "spice": "synthetic_cannabinoids",
    "mdma": "mdma",
    "crystal": "methamphetamine",
    "methadone": "methadone_not_prescribed",
    "coke": "cocaine_powder",
    "xan": "benzodiazepines",
    "val": "benzodiazepines",
    "weed": "cannabis",
    "skunk": "cannabis",
    "fent": "synthetic_opioids",
}


def test_typing_the_first_letters_of_a_substance_finds_it(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/substances/sub/new")
    substance = page.locator('[name="sub.slug"]')
    found = {}
    for letters in TYPED:
        substance.select_option("")
        page.wait_for_timeout(1_100)  # the browser forgets what was typed before
        substance.focus()
        page.keyboard.type(letters)
        found[letters] = substance.input_value()

    assert found == TYPED


def test_a_street_name_is_saved_and_shown_as_the_drug_it_is(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/substances/sub/new")
    page.locator('[name="sub.slug"]').focus()
    page.keyboard.type("speed")
    page.get_by_role("button", name="Save and continue").last.click()

    expect(page.locator(".govuk-summary-list__key").last).to_have_text("Amphetamine (speed)")
