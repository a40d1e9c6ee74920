"""Every kind of page: no fault that axe finds, and nothing cut off in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from court_assess.domain.answers import given
from court_assess.domain.assessment import EditedText
from court_assess.domain.sentences import Voice
from court_assess.domain.values import PartialDate, Weeks
from court_assess.storage import Change, DocumentMade
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN = "axe.run(document, {resultTypes: ['violations']})"  # what is in order need not be told
NARROW = 320

Visit = Callable[[Page, Site], None]


def at(path: str, number: int = 7) -> Visit:
    """Return a visit to a page of a practice case."""

    def visit(page: Page, site: Site) -> None:
        page.goto(path.format(id=site.start(number) if "{id}" in path else ""))

    return visit


def mistake(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/dependence")
    page.locator('[name="alc.days28"]').fill("many")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()


def flag(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/safety")
    page.locator('input[name="sui.thoughts_now"][value="yes"]').check()
    page.locator('input[name="sui.plan"][value="yes"]').check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("Record what was done").first.click()


def everything_open(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/consent")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.querySelectorAll('[hidden]').forEach(one => one.hidden = false)")


def signed(page: Page, site: Site) -> None:
    case_id = site.start(1)
    page.goto(f"/cases/{case_id}/sign")
    page.get_by_label("I have read the draft").check()
    page.get_by_role("button", name="Sign version 1").click()
    expect(page.locator(".app-digest")).to_be_visible()


def shared(page: Page, site: Site) -> None:
    case_id, moment = site.start(7), datetime.now(UTC)
    made = DocumentMade("handover", moment, "R. Adeyemi", "Hospital", "life_or_health", "Fits")
    site.store.record_document(case_id, made)
    page.goto(f"/cases/{case_id}/documents")


def drawn(page: Page, site: Site) -> None:
    case_id, moment = site.start(7), datetime.now(UTC)
    screened = [Change("ins.chosen", given(("dudit",))), Change("dudit.1", given(4))]
    used = [Change("sub.slug", given("heroin")), Change("sub.days28", given(Weeks((7, 7, 5, 3))))]
    used.append(Change("sub.regular_since", given(PartialDate(2012))))
    site.store.save(case_id, [*screened, Change("rc.hope", given(6))], moment)
    site.store.add_row(case_id, "sub", moment, used)
    page.goto(f"/cases/{case_id}/measures")
    expect(page.get_by_role("img")).to_have_count(3)


def text_behind(page: Page, site: Site) -> None:
    case_id, moment = site.start(1), datetime.now(UTC)
    edited = EditedText("My words.", "The draft before.")
    site.store.save_texts(case_id, {("substances", Voice.ACCOUNT): edited}, moment, 1)
    page.goto(f"/cases/{case_id}/texts/substances")
    expect(page.get_by_role("button", name="Keep my text")).to_be_visible()


def sections(site: Site) -> Iterator[str]:
    yield from (section.id for section in site.library.questionnaire.sections)


PAGES: dict[str, Visit] = {
    "cases": at("/"),
    "start": at("/start"),
    "import": at("/import"),
    "task list": at("/cases/{id}"),
    "law": at("/cases/{id}/law", 11),
    "answers": at("/cases/{id}/answers"),
    "safety": at("/cases/{id}/safety"),
    "documents": at("/cases/{id}/documents"),
    "measures": at("/cases/{id}/measures"),
    "measures, drawn": drawn,
    "report text": at("/cases/{id}/texts"),
    "a text, answers changed": text_behind,
    "handover": at("/cases/{id}/handover"),
    "preview of the report": at("/cases/{id}/preview/full", 1),
    "preview of the page to speak from": at("/cases/{id}/preview/oral", 1),
    "preview of the person's copy": at("/cases/{id}/preview/person", 1),
    "preview of the referral": at("/cases/{id}/preview/referral", 1),
    "preview of the handover": at("/cases/{id}/preview/handover", 12),
    "paused": at("/cases/{id}/paused"),
    "what was shared": shared,
    "what is lacking": at("/cases/{id}/sign", 14),
    "sign": at("/cases/{id}/sign", 1),
    "signed": signed,
    "withdraw": at("/cases/{id}/withdraw"),
    "adjourn": at("/cases/{id}/adjourn"),
    "safety, raised": at("/cases/{id}/safety", 11),
    "an entry": at("/cases/{id}/sections/substances/sub/new"),
    "not found": at("/nothing"),
    "a mistake": mistake,
    "a flag": flag,
    "everything open": everything_open,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault_and_fits_a_narrow_window(page: Page, site: Site, name: str) -> None:
    PAGES[name](page, site)

    assert faults(page) == []
    assert overflow(page) == []


def test_every_section_has_no_fault_and_fits_a_narrow_window(page: Page, site: Site) -> None:
    case_id = site.start(7)
    for section_id in sections(site):
        page.set_viewport_size({"width": 1100, "height": 900})
        page.goto(f"/cases/{case_id}/sections/{section_id}")
        assert faults(page) == [], section_id
        assert overflow(page) == [], section_id


def faults(page: Page) -> list[str]:
    """Return what axe finds, by rule and place."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(RUN)
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Return what does not fit a window of 320 pixels."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    wide: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > window.innerWidth)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    return wide
