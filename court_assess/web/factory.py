"""Make the app."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from court_assess.web import (
    ahead,
    cases,
    documents,
    errors,
    findings,
    handover,
    measures,
    pause,
    pictures,
    proposal,
    referral,
    reply,
    rows,
    safety,
    sections,
    security,
    signing,
    standing,
    texts,
)
from court_assess.web.settings import KEY, AppSettings

__all__ = ["AppSettings", "create_app"]

PACKAGE = Path(__file__).parent.parent
BLUEPRINTS = (
    cases.pages,
    sections.pages,
    proposal.pages,
    rows.pages,
    findings.law_pages,
    findings.answer_pages,
    safety.pages,
    measures.pages,
    pictures.pages,
    handover.pages,
    referral.pages,
    reply.pages,
    pause.pages,
    texts.pages,
    documents.pages,
    signing.pages,
    standing.pages,
)


def create_app(settings: AppSettings) -> Flask:
    """Return the app over a store, a library and a worker; its secret lives as long as it does."""
    app = Flask(__name__, template_folder=PACKAGE / "templates", static_folder=PACKAGE / "static")
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_NAME=f"court_assess_{secrets.token_hex(4)}",  # a demo may run beside it
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        TRUSTED_HOSTS=list(settings.hosts),
        MAX_CONTENT_LENGTH=security.MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=security.MOST_BYTES,
        MAX_FORM_PARTS=security.MOST_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # our own check gives back what was typed
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[KEY] = settings
    security.protect(app)
    errors.answer_errors(app)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    if settings.ahead is not None:
        ahead.make_ahead(app)
    return app
