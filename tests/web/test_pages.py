"""Every page that there is, found from the app's own map of addresses."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from court_assess.domain.assessment import Library
from court_assess.domain.kinds import KINDS
from court_assess.storage import Store
from court_assess.web.pages.link import STATE_WORDS
from tests.web.conftest import Practice
from tests.web.page_client import HOST, PageClient, look_at_headers

FILES = {
    "cases.blank",
    "documents.document",
    "documents.case_file",
    "documents.signed",
    "pictures.picture",
}
WHERE = {
    "section_id": "substances",
    "group_id": "sub",
    "flag_id": "RF-PREG",
    "version": "1",
    "depth": "full",
    "step": "withdraw",
    "name": "weeks",
    "kind": "full",
}


def rules(app: Flask, method: str) -> list[Rule]:
    mapped = (one for one in app.url_map.iter_rules() if one.endpoint != "static")
    return [one for one in mapped if method in (one.methods or ())]


def address(rule: Rule, case_id: str, row_id: str = "1") -> str:
    values = {**WHERE, "case_id": case_id, "row_id": row_id}
    return re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda match: values[match[1]], rule.rule)


def first_substance(store: Store, case_id: str) -> str:
    return store.load(case_id).assessment.answers.rows_of("sub")[0].id


def test_every_page_can_be_fetched(
    app: Flask, client: PageClient, practice: Practice, store: Store
) -> None:
    case_id = practice.start(1)
    row_id = first_substance(store, case_id)
    pages = [one for one in rules(app, "GET") if one.endpoint not in FILES]

    assert len(pages) > 12
    for rule in pages:
        client.get(address(rule, case_id, row_id))


def test_every_address_of_a_case_that_there_is_not_is_a_plain_404(
    app: Flask, client: PageClient
) -> None:
    for rule in rules(app, "GET"):
        if "case_id" in rule.arguments:
            page = client.get(address(rule, "0" * 32), 404)
            assert page.words("h1") == ["Page not found"]


def test_every_form_without_its_token_is_refused(
    app: Flask, client: PageClient, practice: Practice, store: Store
) -> None:
    case_id = practice.start(1)
    before = store.load(case_id)
    posts = rules(app, "POST")

    assert len(posts) >= 9
    for rule in posts:
        client.post(address(rule, case_id, first_substance(store, case_id)), {}, 400)
    assert store.load(case_id) == before
    assert len(store.cases()) == 1


def test_every_address_refuses_other_methods_plainly(
    app: Flask, client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(1)
    for rule in rules(app, "GET"):
        answer = client.client.delete(address(rule, case_id), base_url=HOST)
        assert answer.status_code == 405
        look_at_headers(answer)


@pytest.mark.parametrize("number", [1, 7, 9, 12, 13, 14])
def test_every_page_of_every_practice_case_is_sound(
    client: PageClient, practice: Practice, number: int
) -> None:
    case_id = practice.start(number)
    for part in ("", "/law", "/answers", "/safety", "/documents", "/sign", "/texts"):
        client.get(f"/cases/{case_id}{part}")
    shown = client.get(f"/cases/{case_id}").all("a")
    sections = [one.get("href") or "" for one in shown if "/sections/" in (one.get("href") or "")]
    assert len(sections) > 12
    for section in sections:
        client.get(section)
        client.get(f"{section.partition('?')[0]}?depth=full")


def test_no_title_and_no_address_holds_a_name(client: PageClient, practice: Practice) -> None:
    case_id = practice.start(1)
    for part in (
        "",
        "/law",
        "/answers",
        "/safety",
        "/documents",
        "/sections/hearing",
        "/texts/hearing",
    ):
        page = client.get(f"/cases/{case_id}{part}")
        addresses = [one.get("href") or "" for one in page.all("a")]
        assert "Marcus" in page.text
        assert not [one for one in (*page.words("title"), *addresses) if "Marcus" in one]


def test_the_screen_never_says_suitable_of_its_own_accord(
    client: PageClient, practice: Practice
) -> None:
    # The officer's own question asks for the word; findings and advice never use it as a verdict.
    page = client.get(f"/cases/{practice.start(1)}/law")

    assert "is suitable" not in page.text.lower()
    assert "not suitable" not in page.text.lower()


def test_check_answers_shows_every_question_on_show_once(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(9)
    page = client.get(f"/cases/{case_id}/answers")

    assert page.words("dt").count("Injecting") == 1
    assert any(STATE_WORDS["declined"] in one for one in page.words("dd"))


def test_a_section_that_is_not_on_show_is_a_plain_404(
    client: PageClient, practice: Practice
) -> None:
    client.get(f"/cases/{practice.start(1)}/sections/report_rest", 404)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/cases/..%2f..%2fetc",
        "/cases/{id}/sections/nothing",
        "/cases/{id}/sections/hearing/sub/1",
        "/cases/{id}/sections/substances/sub/nothing",
        "/cases/{id}/sections/substances/sub/new/remove",
        "/cases/{id}/signed/7.pdf",
        "/cases/{id}/explode",
    ],
)
def test_what_is_not_there_is_a_plain_404(
    client: PageClient, practice: Practice, path: str
) -> None:
    client.get(path.format(id=practice.start(1)), 404)


def test_a_fault_of_the_program_is_a_plain_page_and_a_log_without_words_of_the_case(
    client: PageClient,
    practice: Practice,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_: str) -> None:
        raise ValueError("Marcus Whitlow said that")

    case_id = practice.start(1)
    monkeypatch.setattr(store, "load", broken)
    page = client.get(f"/cases/{case_id}", 500)

    assert page.words("h1") == ["Something went wrong"]
    assert "ValueError at" in caplog.text
    assert "Marcus" not in caplog.text


def test_every_kind_of_question_is_on_some_page(library: Library) -> None:
    asked = {question.kind for question in library.questionnaire.walk()}

    assert asked == set(KINDS)


def test_a_scale_says_what_its_ends_mean(client: PageClient, practice: Practice) -> None:
    page = client.get(f"/cases/{practice.start(1)}/sections/strengths")

    assert any(
        "0 is not at all, 10 is more than anything" in one
        for one in page.words("div", "govuk-hint")
    )


def test_why_there_is_no_answer_is_said_in_the_words_of_the_lists(
    client: PageClient, practice: Practice
) -> None:
    page = client.get(f"/cases/{practice.start(1)}/sections/hearing")

    for words in ("Declined to answer", "Not known", "Not asked today", "Clear this answer"):
        assert words in page.words("option")
    assert "Declined, not known, or known another way" in page.text
