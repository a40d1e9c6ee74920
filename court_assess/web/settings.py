"""What the app is given when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import current_app

from court_assess.domain.assessment import Library
from court_assess.domain.local import LocalSettings
from court_assess.report import Ahead, PaperForms, PdfMaker
from court_assess.storage import Store

KEY = "court_assess"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The store, the definitions and the ways out of the app.

    ``clock`` returns the aware time in UTC, ``hosts`` are the names a browser may call the app by.
    Without ``ahead`` documents are made when they are asked for. ``paper`` makes the empty paper
    form, which takes longer than a document of a case and must keep none waiting; without it the
    worker does.
    """

    store: Store
    library: Library
    worker: PdfMaker
    is_demo: bool
    clock: Callable[[], datetime]
    hosts: tuple[str, ...]
    local: LocalSettings = field(default_factory=LocalSettings)
    ahead: Ahead | None = None
    paper: PaperForms | None = None


def settings() -> AppSettings:
    """Return the settings of the app that serves this request."""
    return cast("AppSettings", current_app.extensions[KEY])
