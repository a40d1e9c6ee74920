"""From a referral to the provider's answers, the proposal and a signed report, in a real browser."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_inline import faults
from tests.report.printed import pages_of
from tests.returned import as_sent, filled

pytestmark = pytest.mark.browser
ANSWERS = {
    "prov.dependent_or_propensity": "dependent",
    "prov.requires_treatment": "yes",
    "prov.may_be_susceptible": "yes",
    "prov.suitable": "yes",
    "prov.arrangements": "made",
    "prov.setting": "non_resident",
    "prov.director": "Dr Imogen Tallis, consultant",
    "prov.place": "Oakwharf, 12 Staithe Street, Kelderby",
    "prov.intervals": "Twice a week",
}
TOO_LONG = "The requirement is longer than the order"


class Desk:
    """The officer's window on one case."""

    def __init__(self, page: Page, case_id: str) -> None:
        self.page, self.case_id = page, case_id

    def go(self, where: str) -> None:
        """Open a page of the case."""
        self.page.goto(f"/cases/{self.case_id}/{where}")

    def type(self, question: str, words: str) -> None:
        """Type an answer, key by key, as the panel beside the questions hears it."""
        box = self.page.locator(f'[name="{question}"]')
        box.fill("")
        box.press_sequentially(words)

    def tick(self, question: str, option: str) -> None:
        """Choose an option."""
        self.page.locator(f'[name="{question}"][value="{option}"]').check()

    def save(self) -> None:
        """Save the page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save and continue").last.click()

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").inner_text()


def referral_of(desk: Desk) -> dict[str, Any]:
    """Make the referral as a data file, as the officer does, and return what is in it."""
    desk.go("sections/provider")
    desk.page.get_by_role("link", name="Make a referral to the provider").click()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Make it as a data file").click()
    made: dict[str, Any] = json.loads(Path(download.value.path()).read_bytes())
    return made


def bring_in(desk: Desk, sent: bytes) -> None:
    """Read a file that came back, and save its answers as the provider's."""
    desk.go("sections/provider")
    desk.page.get_by_role("link", name="Bring in the provider's answers").click()
    file = {"name": "reply.json", "mimeType": "application/json", "buffer": sent}
    desk.page.locator('[name="file"]').set_input_files(file)  # type: ignore[arg-type]
    desk.page.get_by_role("button", name="Read it").click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_referral_to_a_signed_report(browser: Browser, site: Site, script: bool) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=script)
    desk = Desk(context.new_page(), site.start(2))
    page = desk.page

    sent = referral_of(desk)
    reply = filled(sent, ANSWERS)
    reply["reply"]["filled_by"]["prov.date"] = date.today().isoformat()  # noqa: DTZ011 - as made
    spoilt = {**reply, "person": {**reply["person"], "name": "Someone Else"}}
    bring_in(desk, as_sent(spoilt))
    expect(page.locator("main")).to_contain_text("outside the answers")
    bring_in(desk, as_sent(reply))
    expect(page.locator("main")).to_contain_text("Nothing is saved yet")
    page.get_by_role("button", name="Save these answers as the provider's").click()
    expect(page.locator("main")).to_contain_text("Brought in:")

    propose(desk, is_live=script)
    recommend(desk)

    desk.go("sign")
    page.locator('[name="signer"]').fill("Callum Brightwater")
    page.locator('[name="role"]').fill("Probation services officer")
    page.locator('[name="confirm"]').check()
    page.get_by_role("button", name="Sign version 1").click()
    expect(page.locator(".app-saved")).to_have_text("Signed as version 1")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download the signed PDF")).click()
    text = " ".join(" ".join(pages_of(Path(download.value.path()).read_bytes())).split())

    assert "Wording that an order could use, by the officer" in text
    assert "Old Dispensary Lane" in text
    assert "methadone 60 ml" not in text.partition("Wording that an order could use")[2]
    assert "The police check is not back" in text
    assert "Suspended sentence order: nothing known today closes it to the court." in text
    assert "Dr Imogen Tallis" in text
    context.close()


def propose(desk: Desk, *, is_live: bool) -> None:
    """Propose a length that the order cannot hold, see that said, and put it right."""
    page, panel = desk.page, desk.page.locator("#so-far")
    desk.go("sections/order")
    expect(panel).not_to_contain_text(TOO_LONG)
    desk.type("drr.length_months", "15")
    if is_live:
        expect(panel).to_contain_text(TOO_LONG)  # as it is typed, and nothing is saved yet
        expect(panel).to_contain_text("ss.209 and 288")
        expect(page.locator("#so-far-said")).to_contain_text(TOO_LONG)
        assert faults(page) == []
    desk.save()
    assert desk.heading() == "The order"
    expect(panel).to_contain_text(TOO_LONG)
    expect(panel).to_contain_text("Reviews are compulsory for this length and none are proposed")
    desk.type("drr.length_months", "9")
    desk.tick("order.for_punishment", "yes")
    if is_live:
        expect(panel).not_to_contain_text(TOO_LONG)
    desk.save()
    assert desk.heading() != "The order"


def recommend(desk: Desk) -> None:
    """Recommend it in the officer's own wording; a dose in it is questioned and confirmed."""
    page = desk.page
    desk.go("sections/recommendation")
    desk.tick("rec.drr", "yes")
    desk.type("rec.reason", "He has asked for it twice and the service can start at once.")
    desk.save()
    desk.go("sections/recommendation")
    page.locator("summary", has_text="Draft from the answers").first.click()
    with page.expect_navigation():
        page.locator('button[value="draft:ana.alternatives"]').click(force=True)
    expect(page.locator('[name="ana.alternatives"]')).to_have_value(
        re.compile("Suspended sentence order: nothing known today closes it to the court")
    )
    wording = (
        "For 9 months, under Dr Imogen Tallis, consultant, with methadone 60 ml, twice a week."
    )
    desk.type("order.wording", wording)
    desk.save()
    assert desk.heading() == "Recommendation"
    asked = "This may name a treatment, which an order must not: methadone; 60 ml."
    expect(page.locator("main")).to_contain_text(asked)
    expect(page.locator("#so-far")).to_contain_text("nobody has confirmed that it may stay")
    desk.tick("order.wording_confirmed", "no")
    desk.save()
    assert desk.heading() == "Recommendation"
    expect(page.locator("#so-far")).to_contain_text("names a medicine, a dose or a therapy")
    desk.go("sign")
    expect(page.locator("main")).to_contain_text("This cannot be signed yet")
    desk.go("sections/recommendation")
    own = "For 9 months at Oakwharf, 12 Staithe Street, Kelderby, by Old Dispensary Lane, twice a week"
    desk.type("order.wording", f"{own}, by or under the direction of Dr Imogen Tallis, consultant.")
    desk.type("rec.departure", "The police check is not back, and it would not change this.")
    desk.save()
