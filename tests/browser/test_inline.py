"""Entries on the section's own page, and questions back to the officer, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_accessibility import AXE

pytestmark = pytest.mark.browser


def faults(page: Page) -> list[str]:
    """Return the rules of axe that the page breaks."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")
    return found


def test_a_question_of_an_entry_opens_in_that_entry_alone(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/dependence?depth=full")
    page.locator('[name="new~dep.slug"]').select_option("heroin")
    page.locator('button[value="add:dep"]').click()
    expect(page).to_have_url(re.compile("#dep-new$"))
    opened = page.locator('[name$="~dep.control_stop_count"]')
    expect(opened).to_have_count(2)
    page.locator('[name="new~dep.control_stop"][value="yes"]').check()

    expect(opened.last).to_be_visible()
    expect(opened.first).to_be_hidden()


def test_a_page_with_entries_and_something_to_check_has_no_fault(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/dependence")
    page.locator('[name="new~dep.slug"]').select_option("heroin")
    page.locator('[name="new~dep.pattern_start-year"]').fill("2090")
    page.get_by_role("button", name="Save and continue").last.click()

    expect(page.locator(".app-query")).to_be_in_viewport()
    expect(page.locator(".app-entry").last).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page) == []
