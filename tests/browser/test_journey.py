"""From "start a case" to a signed PDF in a real browser, with and without JavaScript."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import Site
from tests.browser.officer import Officer

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("script", "is_quick"),
    [
        pytest.param(True, True, id="with JavaScript"),
        pytest.param(False, True, id="without JavaScript"),
        # Each answer typed or ticked by itself, as test_by_keyboard.py does without a mouse.
        pytest.param(True, False, id="answer by answer", marks=pytest.mark.faults),
    ],
)
def test_an_officer_gets_from_the_first_page_to_a_signed_pdf(
    browser: Browser, site: Site, script: bool, is_quick: bool
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=script)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    officer = Officer(page, site.library, site.practice(1), is_quick=is_quick)

    officer.start("Marcus Whitlow")
    expect(page.locator("h1")).to_have_text("Assessment")
    officer.fill_in_everything()
    expect(page.locator("h1")).to_have_text("Check answers")
    page.get_by_role("link", name="What the law asks").first.click()
    expect(page.get_by_text("All conditions met").first).to_be_visible()
    page.get_by_role("link", name="Documents and signing").first.click()
    assert officer.download("PDF of: Report for the court").startswith(b"%PDF-")
    officer.sign()

    expect(page.locator(".app-saved")).to_have_text("Signed as version 1")
    pdf = officer.download("Download the signed PDF")
    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() == page.locator(".app-digest").inner_text()
    assert complaints == []
    case = next(
        one
        for one in site.store.cases("Whitlow")
        if one.state == "signed" and page.url.find(one.id) > 0
    )
    assert site.store.load(case.id).assessment.answers.single == officer.assessment.answers.single
    context.close()


def test_a_question_is_shown_only_while_its_answer_calls_for_it(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/consent")
    question = page.get_by_label("Who could hear?", exact=True)

    expect(question).to_be_hidden()
    page.locator('input[name="ses.private"][value="no"]').check()
    expect(question).to_be_visible()
    page.locator('input[name="ses.private"][value="yes"]').check()
    expect(question).to_be_hidden()


def test_none_of_these_stands_alone(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/safety")
    page.get_by_label("Shaking").first.check()
    page.locator('input[name="now.signs"][value="none"]').check()

    expect(page.get_by_label("Shaking").first).not_to_be_checked()


def test_a_mistake_takes_the_officer_to_it(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/hearing")
    page.locator('[name="case.hearing_time"]').fill("teatime")
    page.get_by_role("button", name="Save and continue").last.click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.locator('[name="case.hearing_time"]')).to_be_focused()
    expect(page.locator('[name="case.hearing_time"]')).to_have_value("teatime")


def test_a_flag_stands_at_the_top_of_the_page_that_comes_back(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/safety")
    page.locator('input[name="now.signs"][value="cannot_wake"]').check()
    page.get_by_role("button", name="Save and continue").last.click()

    banner = page.get_by_role("alert").filter(has_text="Act now")
    expect(banner).to_be_visible()
    banner.get_by_text("Record what was done").first.click()
    banner.get_by_label("Who has seen this?").first.fill("R. Adeyemi")
    banner.get_by_label("Yes").first.check()
    banner.get_by_role("button", name="Save").first.click()
    expect(page.locator("h1")).to_have_text("Health and home")
    expect(page.locator(".app-open-flags")).to_have_count(0)


def test_characters_are_counted_as_the_server_counts_them(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(14)}/sections/own_words")
    page.locator('[name="own.want"]').fill("😀" * 5_001)

    expect(page.locator('[id="own.want-count"]')).to_have_text("1 character too many")
    page.locator('[name="own.want"]').fill("😀" * 5_000)
    expect(page.locator('[id="own.want-count"]')).to_have_text("0 characters left")
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.locator("h1")).to_have_text("Substances")


def test_leaving_a_page_with_unsaved_answers_is_asked_about(page: Page, site: Site) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"/cases/{site.start(14)}/sections/own_words")
    page.locator('[name="own.want"]').press_sequentially("a flat")
    page.get_by_role("link", name="Safety").first.click()

    expect(page.locator("h1")).to_have_text("In the person's own words")
    assert asked == ["beforeunload"]


def test_the_keyboard_alone_fills_in_and_saves_a_section(page: Page, site: Site) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(selector)

    case_id = site.start(14)
    page.goto(f"/cases/{case_id}/sections/consent")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to('input[name="ses.place"]')
    page.keyboard.press("ArrowDown")
    tab_to('input[name="ses.private"]')
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to('[name="ses.private_words"]')
    page.keyboard.type("a guard at the door")
    tab_to("summary")
    page.keyboard.press("Enter")
    tab_to('[name="ses.private_words--note"]')
    tab_to('button[value="next"]')
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("In the person's own words")
    answers = site.store.load(case_id).assessment.answers
    words = answers.get("ses.private_words")
    assert words is not None
    assert words.value == "a guard at the door"
