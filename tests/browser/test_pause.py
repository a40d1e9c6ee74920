"""Pause and hide: nothing of the case is left to see, hear or print, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_accessibility import faults, overflow

pytestmark = pytest.mark.browser
TYPED = "He wants a flat"
IN_SIGHT = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .flatMap(one => [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE))
  .map(node => node.textContent.trim()).filter(text => text)"""


def words_in_tree(page: Page) -> set[str]:
    """Return every name and value that a screen reader can come to, the page's own too."""
    session: CDPSession = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {word for node in nodes if not node["ignored"] for word in _words(node)}


def _words(node: dict[str, Any]) -> Iterator[str]:
    for part in ("name", "value", "description"):
        value = str(node.get(part, {}).get("value", "")).strip()
        if value:
            yield value


def typing(page: Page, site: Site) -> None:
    """Open a page of a case and type, with the cursor in the middle of the words."""
    page.goto(f"/cases/{site.start(1)}/sections/own_words")
    field = page.locator('[name="own.want"]')
    field.fill(TYPED)
    field.evaluate("one => one.setSelectionRange(3, 8)")
    field.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 240)")


def cover(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Paused")).to_be_visible()


def test_one_key_leaves_nothing_but_the_way_back_for_eye_and_screen_reader(
    page: Page, site: Site
) -> None:
    typing(page, site)
    assert any("Marcus Whitlow" in one for one in words_in_tree(page)), "the control"
    cover(page)

    assert words_in_tree(page) == {"Paused", "Come back"}
    assert page.evaluate(IN_SIGHT) == ["Paused", "Come back"]
    assert page.title() == "Paused"


def test_the_cover_fills_the_window_and_is_opaque(page: Page, site: Site) -> None:
    typing(page, site)
    cover(page)
    dialog = page.locator("#cover")

    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 1100, "height": 900}
    colour = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).opacity]"
    assert dialog.evaluate(colour) == ["rgb(255, 255, 255)", "1"]
    expect(page.get_by_role("button", name="Come back")).to_be_focused()


@pytest.mark.parametrize("way", ["the key", "the button"])
def test_coming_back_finds_text_cursor_scroll_and_title_as_they_were(
    page: Page, site: Site, way: str
) -> None:
    typing(page, site)
    title, scroll = page.title(), page.evaluate("scrollY")
    cover(page)
    page.mouse.wheel(0, 500)
    if way == "the key":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Come back").click()
    field = page.locator('[name="own.want"]')

    expect(field).to_be_focused()
    expect(field).to_have_value(TYPED)
    assert field.evaluate("one => [one.selectionStart, one.selectionEnd]") == [3, 8]
    assert page.evaluate("scrollY") == scroll
    assert page.title() == title


def test_the_button_hides_the_page_without_loading_another(page: Page, site: Site) -> None:
    typing(page, site)
    address = page.url
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Pause and hide").click()

    expect(page.get_by_role("dialog", name="Paused")).to_be_visible()
    assert page.url == address
    assert len(page.context.pages) == 1
    page.keyboard.press("Escape")
    expect(page.locator('[name="own.want"]')).to_be_focused()


def test_the_keyboard_reaches_the_button_and_both_its_keys_press_it(page: Page, site: Site) -> None:
    page.goto(f"/cases/{site.start(1)}")
    for key in ("Enter", "Space"):
        button = page.get_by_role("button", name="Pause and hide")
        button.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="Paused")).to_be_visible()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()


def test_a_key_that_is_held_down_does_not_bring_the_page_back(page: Page, site: Site) -> None:
    typing(page, site)
    for _ in range(4):
        page.keyboard.down("Escape")  # each after the first is a repeat
    page.keyboard.up("Escape")

    assert page.title() == "Paused"
    expect(page.get_by_role("dialog", name="Paused")).to_be_visible()


def test_what_is_typed_while_hidden_goes_nowhere(page: Page, site: Site) -> None:
    typing(page, site)
    cover(page)
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Escape")

    expect(page.locator('[name="own.want"]')).to_have_value(TYPED)


def test_a_page_that_is_hidden_prints_nothing(page: Page, site: Site) -> None:
    typing(page, site)
    page.emulate_media(media="print")
    assert page.evaluate(IN_SIGHT), "the control"
    page.emulate_media(media="screen")
    cover(page)
    page.emulate_media(media="print")

    assert page.evaluate(IN_SIGHT) == []


def test_the_cover_has_no_fault_and_fits_a_narrow_window(page: Page, site: Site) -> None:
    typing(page, site)
    cover(page)

    assert faults(page) == []
    assert overflow(page) == []


def test_without_the_script_the_button_opens_a_blank_page_in_front_and_keeps_what_was_typed(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/cases/{site.start(1)}/sections/own_words")
    page.locator('[name="own.want"]').fill(TYPED)
    expect(page.locator("#cover")).to_be_hidden()
    with context.expect_page() as opening:
        page.get_by_role("button", name="Pause and hide").click()
    front = opening.value

    expect(front.locator("h1")).to_have_text("Paused")
    expect(front.get_by_text("Whitlow")).to_have_count(0)
    front.close()
    expect(page.locator('[name="own.want"]')).to_have_value(TYPED)
    context.close()
