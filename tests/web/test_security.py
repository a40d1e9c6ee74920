"""Who is refused, and that nothing is saved then."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from court_assess.domain.answers import given
from court_assess.storage import Change, Store
from court_assess.web.factory import create_app
from court_assess.web.security import MOST_BYTES, MOST_FIELDS
from court_assess.web.settings import KEY
from tests.web.conftest import NOW, Practice
from tests.web.page_client import HOST, HTML, PageClient, look_at, look_at_headers
from tests.web.test_pages import FILES, address
from tests.web.test_pages import rules as mapped

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


# Forms that hold nothing that was typed, and why.
NO_TEXT = {
    "cases.read_in": "a file, which no page can give back to a browser",
    "cases.change_depth": "one button",
    "reply.read_in": "a file, which no page can give back to a browser",
    "rows.take_out": "one button",
}
# What the page's script asks for while somebody types: it saves nothing, and what is typed stays.
BY_SCRIPT = {"proposal.so_far"}
# Forms on pages that only an upload leads to; there is nothing typed in them either.
AFTER_AN_UPLOAD = {"reply.take"}


@dataclass(frozen=True)
class Sent:
    """One form: which address takes it, what a browser sends as it stands, what is typed in."""

    endpoint: str
    action: str
    fields: dict[str, list[str]]
    typed_in: list[str]


STEPS = ("change", "withdraw", "reopen", "adjourn")
TEXT_INPUTS = (None, "text", "search", "tel", "email", "number")


def text_fields(form: ET.Element) -> list[str]:
    """Return the names of the fields of a form that somebody types in."""
    inputs = (one for one in form.iter(f"{HTML}input") if one.get("type") in TEXT_INPUTS)
    return [one.get("name") or "" for one in (*inputs, *form.iter(f"{HTML}textarea"))]


def every_form(app: Flask, client: PageClient, case_id: str, row_id: str) -> list[Sent]:
    """Return every form of every page, with what a browser would send where, and as what."""
    found, urls = [], app.url_map.bind("127.0.0.1")
    rules = [one for one in mapped(app, "GET") if one.endpoint not in FILES]
    paths = {address(one, case_id, row_id) for one in rules}
    paths |= {f"/cases/{case_id}/{step}" for step in STEPS}
    for path in sorted(paths):
        page = client.get(path)
        for place, form in enumerate(page.all("form")):
            action = (form.get("action") or page.response.request.path).partition("?")
            endpoint, _ = urls.match(action[0], method="POST")
            found.append(Sent(endpoint, "".join(action), page.fields(place), text_fields(form)))
    return found


def test_every_form_from_before_a_restart_gives_back_what_was_typed(
    app: Flask, practice: Practice, store: Store
) -> None:
    case_id = practice.start(1)
    store.save(case_id, [Change("now.signs", given(("blue_lips",)))], NOW)
    before = store.load(case_id)
    row_id = before.assessment.answers.rows_of("sub")[0].id
    forms = every_form(app, PageClient(app), case_id, row_id)
    again = PageClient(create_app(app.extensions[KEY]))
    posts = {one.endpoint for one in mapped(app, "POST")}

    assert {one.endpoint for one in forms} == posts - AFTER_AN_UPLOAD - BY_SCRIPT
    assert {one.endpoint for one in forms if not one.typed_in} == set(NO_TEXT)
    for form in forms:
        typed = {name: [f"Typed in {name}"] for name in form.typed_in}
        page = again.post(form.action, form.fields | typed, 400)
        boxes = [page.fields(place) for place in range(len(page.all("form")))]
        if typed:
            assert "What you typed is still here" in page.text
            lost = [
                name
                for name in typed
                if [typed[name]] != [one[name] for one in boxes if name in one]
            ]
            assert lost == [], form.action
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
