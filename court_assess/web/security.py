"""Who may ask and what a browser may do with the answer: hosts, origins, sizes, headers, CSRF."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Flask, Request, Response, abort, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect

MOST_BYTES = 2 * 1024 * 1024
MOST_BYTES_OF_A_FILE = 11 * 1024 * 1024  # a filled form of 10 MB, and what is sent around it
TAKES_FILES = {"cases.read_in", "reply.read_in"}
MOST_FIELDS = 4_000  # each entry of a list on a page sends up to 70
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SHOWS_TYPING_AGAIN = {  # pages that give back what was typed
    "sections.save",
    "rows.save",
    "cases.begin",
    "cases.search",
    "safety.respond",
    "handover.make",
    "referral.make",
    "signing.put_signature",
    "standing.take",
    "texts.save",
}
SOURCES = ".scss"  # what the style is made from is not for the browser

csrf = CSRFProtect()


class InMemoryRequest(Request):
    """A request whose uploads are never written to the disk, where nothing would encrypt them."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def protect(app: Flask) -> None:
    """Put every guard in place; they run before any view."""
    app.request_class = InMemoryRequest
    csrf.init_app(app)
    app.before_request(_hide_sources)
    app.before_request(_take_files)
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_too_many_fields)
    app.before_request(_check_token)
    app.after_request(_add_headers)


def _hide_sources() -> None:
    if request.endpoint == "static" and request.path.lower().endswith(SOURCES):
        abort(404)


def _take_files() -> None:
    """Let the pages that take files take a larger one, and say themselves what is too large."""
    if request.endpoint in TAKES_FILES:
        request.max_content_length = MOST_BYTES_OF_A_FILE


def _refuse_other_sites() -> None:
    """Refuse a form that another site sends, by what the browser says of it."""
    if request.method != "POST":
        return
    own = request.host_url.rstrip("/")
    site = request.headers.get("Sec-Fetch-Site")
    # Older browsers send Origin alone. With our Referrer-Policy newer ones say "null" there.
    is_own = site in ("same-origin", "none") if site else request.headers.get("Origin", own) == own
    if not is_own:
        abort(403)


def _refuse_too_many_fields() -> None:
    """Count the fields of a form before they are read; Flask's own limits look at uploads alone."""
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.get_data(cache=True).count(b"&") + 1
        if fields > MOST_FIELDS:
            abort(413)


def _check_token() -> None:
    """Refuse a form without this program's token; a page that was typed on gives its text back."""
    if request.method != "POST" or request.endpoint is None:
        return
    try:
        csrf.protect()
    except CSRFError:
        if request.endpoint not in SHOWS_TYPING_AGAIN:
            raise
        g.is_stale = True


def is_stale() -> bool:
    """Whether the form posted is from before the program was last started: save nothing of it."""
    return bool(g.get("is_stale", False))


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static" or response.status_code >= 400:  # noqa: PLR2004 - every error
        response.headers["Cache-Control"] = "no-store"
    return response
