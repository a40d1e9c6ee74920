"""Pause and hide without the script: a page that shows nothing of the case."""

from __future__ import annotations

from tests.web.conftest import Practice
from tests.web.page_client import PageClient


def test_the_page_has_no_word_of_the_case(client: PageClient, practice: Practice) -> None:
    case_id = practice.start(1)
    page = client.get(f"/cases/{case_id}/paused")

    assert page.words("h1") == ["Paused"]
    for word in ("Marcus", "Whitlow", "CRN", "Hearing", "Act now", "Safety"):
        assert word not in page.text


def test_the_page_says_how_to_go_back(client: PageClient, case_id: str) -> None:
    page = client.get(f"/cases/{case_id}/paused")
    (back,) = [one.get("href") for one in page.all("a") if "".join(one.itertext()) == "Come back"]

    assert "Close this page to go back to it" in page.text
    assert back == f"/cases/{case_id}"


def test_what_one_page_tells_the_next_waits_behind_the_pause(
    client: PageClient, case_id: str
) -> None:
    form = client.get(f"/cases/{case_id}/sections/safety").fields()
    fields = {**form, "sui.thoughts_now": "yes", "sui.plan": "yes", "go": "next"}
    client.client.post(
        f"/cases/{case_id}/sections/safety", data=fields, base_url="http://127.0.0.1"
    )
    page = client.get(f"/cases/{case_id}/paused")
    assert "Saved" not in page.text
    page = client.get(f"/cases/{case_id}")

    assert page.words("h2", "govuk-notification-banner__title") == ["Act now"]


def test_every_page_of_a_case_has_the_button_and_it_opens_another_page(
    client: PageClient, case_id: str
) -> None:
    for part in ("", "/law", "/safety", "/measures", "/answers", "/documents", "/handover"):
        page = client.get(f"/cases/{case_id}{part}")
        (link,) = [one for one in page.all("a") if one.get("data-pause") is not None]
        assert link.get("href") == f"/cases/{case_id}/paused"
        assert link.get("target") == "_blank"  # the text typed stays where it is
        assert link.get("rel") == "noopener"
