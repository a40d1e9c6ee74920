"""A drug test with three results by keyboard alone: how many keys it takes, and how long."""

from __future__ import annotations

from time import perf_counter

import pytest
from playwright.sync_api import Page, expect

from court_assess.domain.answers import given
from court_assess.storage import Change
from tests.browser.conftest import Site
from tests.browser.test_inline import faults
from tests.web.conftest import NOW

pytestmark = pytest.mark.browser
MOST_KEYS, MOST_SECONDS = 110, 30  # a person who types presses four or five keys a second
RESULTS = (
    ("Opiates", "presumptive_positive"),
    ("Cocaine", "negative"),
    ("Methadone", "negative"),
)
FOCUS = """() => {
  const one = document.activeElement;
  return one.tagName === "BUTTON" ? one.value : one.name || "";
}"""


class Keys:
    """Presses keys and counts them; a word that is typed counts for each of its letters."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str, times: int = 1) -> None:
        """Press a key so many times."""
        for _ in range(times):
            self.page.keyboard.press(key)
        self.pressed += times

    def type(self, words: str) -> None:
        """Type words."""
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def to(self, name: str) -> None:
        """Tab to the input of a name, or the button of a value."""
        for _ in range(90):
            self.press("Tab")
            if self.page.evaluate(FOCUS) == name:
                return
        raise AssertionError(name)


def test_a_test_with_three_results_is_entered_in_under_thirty_seconds_by_keyboard(
    page: Page, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = site.start(14)
    site.store.save(case_id, [Change("tests.offered", given("yes"))], NOW)
    page.goto(f"/cases/{case_id}/sections/tests")
    keys, start = Keys(page), perf_counter()
    keys.to("new~test.attempt_outcome")
    keys.press("Space")
    for number, (substance, value) in enumerate(RESULTS):
        keys.to("new~result.analyte")
        keys.type(substance[:4])
        keys.to("new~result.value")
        keys.press("Space")  # the first is a positive screen
        keys.press("ArrowDown", 0 if value == "presumptive_positive" else 1)
        is_last = number == len(RESULTS) - 1
        with page.expect_navigation():
            if is_last:
                keys.press("Enter")
            else:
                keys.to("add:result")
                keys.press("Enter")
    seconds = perf_counter() - start
    with capsys.disabled():
        print(f"\none test and three results: {keys.pressed} keys, {seconds:.1f} s")  # noqa: T201

    rows = site.store.load(case_id).assessment.answers.rows_of("result")
    assert [row.answers["result.value"].value for row in rows] == [one for _, one in RESULTS]
    expect(page.locator(".app-query").first).to_contain_text("declared before it")
    assert keys.pressed <= MOST_KEYS
    assert seconds < MOST_SECONDS
    assert faults(page) == []
