"""The numbers of questions on the pages are those of the paper form."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from court_assess.domain.assessment import Library
from tests.web.conftest import Practice
from tests.web.page_client import HTML, Page, PageClient


def of_class(page: Page, name: str) -> list[ET.Element]:
    return [one for one in page.all("div") if name in (one.get("class") or "").split()]


def numbers_in(block: ET.Element) -> list[str]:
    return [one.text or "" for one in block.iter(f"{HTML}span") if one.get("class") == "app-number"]


def question_in(block: ET.Element) -> str:
    """Return the question that a block asks, by the names of its inputs."""
    names = (one.get("name") or "" for one in block.iter())
    return next(one.partition("--")[0].rpartition("~")[2] for one in names if "--" in one)


def asked(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Yield each question of a page with the number beside it."""
    for block in of_class(page, "app-question"):
        yield question_in(block), numbers_in(block)
    for block in of_class(page, "app-list"):
        yield block.get("id") or "", numbers_in(block)[:1]


def test_every_question_of_a_page_carries_the_number_that_it_has_on_paper(
    client: PageClient, practice: Practice, library: Library
) -> None:
    case_id, numbers = practice.start(1), library.questionnaire.numbers
    seen: dict[str, list[str]] = {}
    for section in ("hearing", "substances", "dependence", "provider"):
        page = client.get(f"/cases/{case_id}/sections/{section}")
        for question, said in asked(page):
            seen[question] = seen.get(question) or said

    assert {"case.sex", "sub", "dep.slug", "dep", "prov.name"} <= set(seen)
    assert seen == {question: [numbers[question]] for question in seen}


def test_a_question_of_the_pages_own_has_no_number(client: PageClient) -> None:
    blocks = of_class(client.get("/start"), "app-question")

    assert blocks
    assert [numbers_in(one) for one in blocks] == [[] for _ in blocks]
