"""A client that looks at every page as it fetches it, and posts forms as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from court_assess.web.security import HEADERS

HTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://127.0.0.1"
ENTRY = re.compile(r"/sections/[^/]+/[^/]+/[^/]+")
PLACE = re.compile(r"(Remove: )?[A-Za-z ]+ \d+")
NEEDS_LABEL = ("input", "select", "textarea")
Changes = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Page:
    """One page as it was answered."""

    response: TestResponse
    tree: ET.Element

    @property
    def text(self) -> str:
        """All words on the page, with spaces made single."""
        return " ".join("".join(self.tree.itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[ET.Element]:
        """Return the elements of a kind that have these attributes."""
        wanted = {name.replace("_", "-").rstrip("-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.tree.iter(f"{HTML}{tag}")
            if all(one.get(name) == value for name, value in wanted.items())
        ]

    def words(self, tag: str, class_: str = "") -> list[str]:
        """Return the text of each element of a kind, or of those with a class."""
        return [
            " ".join("".join(one.itertext()).split())
            for one in self.all(tag)
            if not class_ or class_ in (one.get("class") or "").split()
        ]

    @property
    def errors(self) -> dict[str, str]:
        """The message beside each field, by question."""
        found = (one for one in self.all("p") if (one.get("id") or "").endswith("-error"))
        return {
            (one.get("id") or "").removesuffix("-error"): "".join(one.itertext())
            .split(":", 1)[1]
            .strip()
            for one in found
        }

    def form(self, place: int = -1) -> ET.Element:
        """Return a form of the page, the last one if no place is given."""
        return self.all("form")[place]

    def fields(self, place: int = -1) -> dict[str, list[str]]:
        """Return what a browser would send of a form as it stands."""
        sent: dict[str, list[str]] = {}
        for name, value in _successful(self.form(place)):
            sent.setdefault(name, []).append(value)
        return sent


def _successful(form: ET.Element) -> Iterator[tuple[str, str]]:
    for one in form.iter():
        name, tag = one.get("name"), one.tag.removeprefix(HTML)
        if name is None or tag == "button":
            continue
        if tag == "textarea":
            yield name, one.text or ""
        elif tag == "select":
            options = list(one.iter(f"{HTML}option"))
            chosen = [option for option in options if option.get("selected") is not None]
            yield name, (chosen or options)[0].get("value") or ""
        elif one.get("type") not in ("radio", "checkbox") or one.get("checked") is not None:
            yield name, one.get("value") or ""


class PageClient:
    """Fetches and posts; whatever comes back is looked at before it is returned."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, status: int = 200, **more: Any) -> Page:
        """Fetch a page that must have a status."""
        answer = self.client.get(path, base_url=HOST, follow_redirects=True, **more)
        return self._looked_at(answer, status)

    def post(self, path: str, fields: Mapping[str, Any], status: int = 200, **more: Any) -> Page:
        """Post fields and follow where that leads."""
        answer = self.client.post(
            path, data=dict(fields), base_url=HOST, follow_redirects=True, **more
        )
        return self._looked_at(answer, status)

    def send(
        self,
        page: Page,
        changes: Changes | None = None,
        go: str = "",
        status: int = 200,
        place: int = -1,
    ) -> Page:
        """Fill in a form of a page and press a button, as a browser without JavaScript does."""
        fields: dict[str, Any] = {**page.fields(place), **(changes or {})}
        if go:
            fields["go"] = go
        action = page.form(place).get("action") or page.response.request.path
        return self.post(action, fields, status)

    def fetch(self, path: str) -> TestResponse:
        """Fetch a file."""
        answer = self.client.get(path, base_url=HOST)
        look_at_headers(answer)
        return answer

    def _looked_at(self, answer: TestResponse, status: int) -> Page:
        assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
        look_at_headers(answer)
        page = Page(answer, html5lib.HTMLParser(strict=True).parse(answer.get_data(as_text=True)))
        look_at(page)
        return page


def look_at_headers(answer: TestResponse) -> None:
    """Check what every answer must carry."""
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["Cache-Control"] == "no-store"
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


def look_at(page: Page) -> None:
    """Check what must hold of every page."""
    _look_at_title(page)
    ids = [one.get("id") or "" for one in page.tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    for name in ("for", "aria-describedby", "aria-labelledby"):
        named = [one.get(name) or "" for one in page.tree.iter() if one.get(name)]
        assert {word for one in named for word in one.split()} <= set(ids), name
    _look_at_inputs(page)
    _look_at_addresses(page)
    assert "Not yet for real cases" in page.text


def _look_at_title(page: Page) -> None:
    """The title is the heading, but of an entry, whose heading is an answer, its place."""
    (heading,) = page.words("h1")
    (title,) = page.words("title")
    said = title.removeprefix("Error: ").removesuffix(" - Court drug assessment")
    assert len(said) < len(title)
    is_entry = ENTRY.search(page.response.request.path) and page.all("form")
    if not is_entry or heading.startswith("Add: "):
        assert said == heading
    elif not page.all("button", value="restore"):  # one that was taken out has no place
        assert PLACE.fullmatch(said), said


def _look_at_inputs(page: Page) -> None:
    labelled = {one.get("for") for one in page.all("label")}
    for form in page.all("form"):
        assert form.get("method") == "post"
        assert any(one.get("name") == "csrf_token" for one in form.iter(f"{HTML}input"))
    for tag in NEEDS_LABEL:
        for one in page.all(tag):
            assert one.get("type") == "hidden" or one.get("id") in labelled
            assert one.get("maxlength") is None, "it would cut what is pasted"
    for fieldset in page.all("fieldset"):
        assert fieldset.find(f"{HTML}legend") is not None


DRAWING = "data:image/svg+xml;base64,"  # a picture in the preview of a document


def _look_at_addresses(page: Page) -> None:
    for one in page.tree.iter():
        for name in ("href", "src", "action"):
            address = one.get(name)
            is_picture = one.tag == f"{HTML}img" and (address or "").startswith(DRAWING)
            assert not address or address.startswith(("/", "#")) or is_picture
            assert not (address or "").startswith("//")
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"]
