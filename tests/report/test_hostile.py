"""Tests of hostile text: it is printed as typed, and nothing in it is obeyed or fetched."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.report import PdfWorker
from tests.report.filled import TODAY, html_for
from tests.report.printed import body_of, squeezed

ADDRESS = "http://127.0.0.1:9/x"
ZALGO = "Z" + "\u0335\u0321\u0322\u0489\u034f" * 60 + "algo"
HOSTILE = (
    f"<img src='{ADDRESS}'>",
    f'<link rel="attachment" href="{ADDRESS}">',
    f"<style>@import url({ADDRESS});</style>",
    f"</p></td></table></section><img src={ADDRESS}>",
    f"<svg><image href='{ADDRESS}'/></svg>",
    f"<object data='{ADDRESS}'></object>",
    "<script>alert(1)</script>",
    "<!-- a comment that never ends",
    "</style><h1>Not guilty</h1>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# gone #}",
    f"url({ADDRESS}) expression(1)",
    '"; content: "x"; }',
    "&lt;b&gt; &amp; &#x3c; &nbsp;",
    "' OR 1=1 --",
    "\u202egnp.tropeR\u202c and \u2067more\u2069",
    "שלום עולם",
    "مرحبا بالعالم",
    ZALGO,
    "w" * 300,
    "zero\u200bwidth\u00a0space\ufeff",
    "你好 🙂 नमस्ते \ufffe \U0010ffff",
    "=cmd|' /C calc'!A0",
)
# What is drawn in another order, or as names of characters; the test of the page's source covers it.
NOT_READ_BACK = {"\u202e", "\u05e9", "\u0645", "\u0335", "\u200b", "\u4f60"}
FIELDS = (
    "case.defendant_name",
    "case.crn",
    "case.pnc",
    "case.address",
    "case.court",
    "own.today",
    "own.drugs_part",
    "own.want",
    "own.helped",
    "own.court_know",
    "link.own_words",
    "drr.willing_words",
    "dep.officer_view_words",
    "prov.name",
    "prov.place",
    "prov.director",
    "rec.officer_name",
    "rec.officer_phone",
    "rec.reason",
    "ana.text",
    "ana.not_known",
    "str.first",
)


@pytest.fixture(scope="module")
def html(library: Library) -> str:
    answers = {field: given(text) for field, text in zip(FIELDS, HOSTILE, strict=True)}
    return html_for(library, Assessment(Answers(answers), {}, TODAY))


class Recorder(URLFetcher):  # type: ignore[misc]
    """A fetcher that would fetch anything: it notes what is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Note the address and hand out nothing."""
        del headers
        self.asked.append(url)
        raise ValueError(url)


def asked_for(html: str) -> list[str]:
    recorder = Recorder()
    HTML(string=html, url_fetcher=recorder).render()
    return recorder.asked


def test_hostile_text_is_escaped_as_typed(html: str) -> None:
    for text in HOSTILE:
        assert escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in html


def test_hostile_text_asks_for_nothing_even_of_a_fetcher_that_would(html: str) -> None:
    assert asked_for(html) == []


def test_the_same_text_unescaped_would_be_fetched(html: str) -> None:
    # The control of the test above.
    unescaped = html
    for text in HOSTILE:
        typed = escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        unescaped = unescaped.replace(typed, text)

    assert ADDRESS in asked_for(unescaped)


def test_hostile_text_is_printed_and_the_pdf_stays_accessible(html: str, worker: PdfWorker) -> None:
    pdf = worker.render(html)
    text = body_of(pdf, html)
    read = [one for one in HOSTILE if not NOT_READ_BACK & set(one)]

    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert len(read) > 15
    assert [one for one in read if squeezed(one) not in text] == []
    assert "[slightlysmilingface]" in text or "🙂" in text
    assert "[U+4F60][U+597D]" in text


class Counter(BaseHTTPRequestHandler):
    """A server that counts who asks."""

    asked: list[str]

    def do_GET(self) -> None:
        """Note who asks."""
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """Keep quiet."""
        del format, args


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Asked", (Counter,), {"asked": asked})
    with HTTPServer(("127.0.0.1", 0), handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/x", asked
        serving.shutdown()
        thread.join()


def test_the_worker_fetches_nothing_even_if_a_page_asks(
    worker: PdfWorker, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("Zqsecret")
    html = (
        f"<html lang=en><title>x</title><link rel=stylesheet href={address}><img src={address} alt=x>"
        f"<link rel=attachment href={secret.as_uri()}><img src={secret.as_uri()} alt=x><p>x</p>"
    )
    with pikepdf.open(io.BytesIO(worker.render(html))) as pdf:
        assert list(pdf.attachments) == []
    assert asked == []

    # The control: WeasyPrint's own fetcher takes both.
    taken = HTML(string=html, url_fetcher=URLFetcher()).write_pdf()
    with pikepdf.open(io.BytesIO(taken)) as pdf:
        assert list(pdf.attachments) != []
    assert asked != []
