"""Who is refused, and that nothing is saved then."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from court_assess.domain.answers import given
from court_assess.storage import Change, Store
from court_assess.web.factory import create_app
from court_assess.web.security import MOST_BYTES, MOST_FIELDS
from court_assess.web.settings import KEY
from tests.web.conftest import NOW, Practice
from tests.web.page_client import HOST, PageClient, look_at, look_at_headers

STATIC = Path(__file__).parents[2] / "court_assess/static"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::1]", ""]
)
def test_another_host_name_is_refused(client: PageClient, host: str) -> None:
    answer = client.client.get("/", headers={"Host": host}, base_url=HOST)

    assert answer.status_code == 400
    look_at_headers(answer)


def test_the_names_of_this_machine_are_answered_with_any_port(client: PageClient) -> None:
    for host in ("127.0.0.1:8765", "localhost:1"):
        assert client.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
    ],
)
def test_a_form_from_another_site_is_refused_though_it_has_the_token(
    client: PageClient, store: Store, headers: dict[str, str]
) -> None:
    fields = client.get("/start").fields() | {"case.defendant_name": ["Nobody"]}
    page = client.post("/start", fields, 403, headers=headers)

    assert "Nothing was saved" in page.text
    assert store.cases() == ()


def test_a_form_from_our_own_page_is_taken(client: PageClient, store: Store) -> None:
    fields = client.get("/start").fields() | {"case.defendant_name": ["Somebody"]}
    client.post("/start", fields, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    client.post("/start", fields, headers={"Origin": HOST})

    assert len(store.cases()) == 2


def test_a_page_from_before_a_restart_gives_back_what_was_typed_and_saves_nothing(
    app: Flask, case_id: str, store: Store
) -> None:
    before = store.load(case_id)
    old = PageClient(app)
    page = old.get(f"/cases/{case_id}/sections/hearing")
    again = PageClient(create_app(app.extensions[KEY]))
    page = again.send(page, {"case.crn": "X77"}, "next", 400)

    assert "What you typed is still here" in page.text
    assert page.fields()["case.crn"] == ["X77"]
    assert store.load(case_id) == before
    again.send(page, {}, "next")
    assert store.load(case_id).revision > before.revision


def test_an_entry_from_before_a_restart_gives_back_what_was_typed(app: Flask, case_id: str) -> None:
    page = PageClient(app).get(f"/cases/{case_id}/sections/substances/sub/new")
    again = PageClient(create_app(app.extensions[KEY]))
    page = again.send(page, {"sub.slug": "heroin"}, "next", 400)

    assert page.fields()["sub.slug"] == ["heroin"]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/start", {"case.defendant_name": "Dana"}),
        ("/cases/{id}/withdraw", {"reason": "Typed at length"}),
        ("/cases/{id}/change", {"reason": "Typed at length"}),
        ("/cases/{id}/reopen", {"reason": "Typed at length"}),
        ("/cases/{id}/adjourn", {"hearing_date-day": "2", "hearing_time": "14:00"}),
        ("/cases/{id}/sign", {"signer": "R. Adeyemi", "role": "Probation officer"}),
        ("/cases/{id}/safety", {"RF-OD-NOW-seen_by": "R", "RF-OD-NOW-what": "Told"}),
        ("/cases/{id}/handover", {"made_by": "R. Adeyemi", "reason": "Typed at length"}),
    ],
)
def test_every_form_from_before_a_restart_gives_back_what_was_typed(
    app: Flask, practice: Practice, store: Store, path: str, typed: dict[str, str]
) -> None:
    case_id = practice.start(1)
    store.save(case_id, [Change("now.signs", given(("blue_lips",)))], NOW)
    before = store.load(case_id)
    old = PageClient(app).get(path.format(id=case_id))
    again = PageClient(create_app(app.extensions[KEY]))
    page = again.send(old, typed, status=400, place=0)

    assert "What you typed is still here" in page.text
    assert {name: page.fields(0)[name][0] for name in typed} == typed
    assert store.load(case_id) == before
    assert len(store.cases()) == 1


def test_a_form_of_too_many_fields_is_refused(client: PageClient, case_id: str) -> None:
    fields = {f"field{number}": "x" for number in range(MOST_FIELDS + 1)}

    client.post(f"/cases/{case_id}/sections/hearing", fields, 413)


def test_a_form_that_is_too_big_is_refused(client: PageClient, case_id: str) -> None:
    client.post(f"/cases/{case_id}/sections/hearing", {"x": "y" * (MOST_BYTES + 1)}, 413)


def test_long_text_below_the_limit_reaches_its_own_advice(client: PageClient, case_id: str) -> None:
    page = client.get(f"/cases/{case_id}/sections/own_words")
    page = client.send(page, {"own.want": "x" * (MOST_BYTES // 2)}, "next", 422)

    assert page.errors["own.want"].startswith("Shorten this to 5,000 characters")


def test_an_upload_of_many_parts_is_refused(client: PageClient) -> None:
    token = client.get("/import").fields()["csrf_token"]
    fields = {f"field{number}": "x" for number in range(MOST_FIELDS + 1)}
    answer = client.client.post(
        "/import",
        data={"csrf_token": token, **fields},
        base_url=HOST,
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413
    look_at_headers(answer)


def test_a_body_of_a_strange_kind_is_no_crash(client: PageClient, case_id: str) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data", "x"):
        answer = client.client.post(
            f"/cases/{case_id}/sections/hearing", data=b"{]", content_type=kind, base_url=HOST
        )
        assert answer.status_code == 400
        look_at_headers(answer)


def test_style_and_script_are_served_and_guarded_but_may_be_kept(client: PageClient) -> None:
    for name in ("app.js", "dist/app.css", "dist/govuk-frontend.min.js"):
        answer = client.client.get(f"/static/{name}", base_url=HOST, buffered=True)
        assert answer.status_code == 200
        assert "no-store" not in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["nothing.js", "app.scss", "APP.SCSS", "../app.py", "dist"])
def test_what_is_no_style_or_script_of_a_page_is_a_plain_404(client: PageClient, name: str) -> None:
    page = client.get(f"/static/{name}", 404)

    assert page.response.headers["Cache-Control"] == "no-store"


def test_no_page_needs_inline_script_or_style() -> None:
    templates = STATIC.parent / "templates/web"
    text = "".join(path.read_text() for path in templates.glob("*.html"))

    assert "|safe" not in text.replace(" ", "")
    assert "<style" not in text
    scripts = re.findall("<script[^>]*>", text)
    assert scripts
    assert all(" src=" in one for one in scripts)
    assert "innerHTML" not in (STATIC / "app.js").read_text()


def test_the_demo_says_so_on_every_page(app: Flask) -> None:
    settings = replace(app.extensions[KEY], is_demo=True)
    page = PageClient(create_app(settings)).get("/")
    look_at(page)

    assert "The people in these cases are invented" in page.text


def test_the_cookie_holds_no_word_of_a_case(app: Flask, client: PageClient, case_id: str) -> None:
    page = client.get(f"/cases/{case_id}/sections/hearing")
    client.send(page, {"case.defendant_name": "Zebedee", "case.crn": "Z99"}, "next")
    client.send(client.get("/"), {"words": "Zebedee"})
    cookie = client.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="127.0.0.1")

    assert cookie is not None
    with client.client.session_transaction(base_url=HOST) as session:
        assert set(session) <= {"csrf_token", "_flashes"}
        assert "Zebedee" not in repr(session)
