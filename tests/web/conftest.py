"""The app over a real encrypted store, a clock that stands still and a worker that makes no PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.report import PdfFailedError, PdfWorker
from court_assess.settings import PRACTICE_CASES
from court_assess.storage import Change, Saved, Store
from court_assess.web.factory import AppSettings, create_app
from tests.web.page_client import PageClient

NOW = datetime(2026, 11, 18, 14, 2, tzinfo=UTC)


@dataclass
class FakeWorker:
    """Keeps what it is given and returns bytes that can be told apart."""

    pages: list[str] = field(default_factory=list)
    attached: list[bytes] = field(default_factory=list)
    fails: bool = False

    def warm(self) -> None:
        """Be ready at once."""

    def close(self) -> None:
        """Have nothing to end."""

    def render(self, html: str, attached: bytes = b"", is_given_up: object = None) -> bytes:
        """Return a PDF of a kind, or fail as the real worker does."""
        del is_given_up
        if self.fails:
            raise PdfFailedError("The PDF could not be made in 30 seconds.")
        self.pages.append(html)
        self.attached.append(attached)
        return f"%PDF-1.7 page {len(self.pages)}".encode()


def save_between(
    store: Store, case_id: str, theirs: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let another window save once the next page has read the case, just before it saves."""
    act_between(store, lambda: store.save(case_id, [theirs], NOW), monkeypatch)


def act_between(
    store: Store,
    theirs: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_after: bool = False,
) -> None:
    """Let another window act just before the next page saves, or just after."""
    save = store.save

    def beside_theirs(*call: Any) -> Saved:
        monkeypatch.setattr(store, "save", save)
        if not is_after:
            theirs()
        saved = save(*call)
        if is_after:
            theirs()
        return saved

    monkeypatch.setattr(store, "save", beside_theirs)


def act_before_record(
    store: Store, theirs: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let another window act once the next document is made, just before it is written down."""
    record = store.record_document

    def after_theirs(*call: Any) -> None:
        monkeypatch.setattr(store, "record_document", record)
        theirs()
        record(*call)

    monkeypatch.setattr(store, "record_document", after_theirs)


class CompiledTemplates(BytecodeCache):
    """Templates as compiled once: each test has an app of its own, which would compile them again."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template was compiled before; jinja2 checks that it is the same."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def worker() -> FakeWorker:
    return FakeWorker()


@pytest.fixture
def app(store: Store, library: Library, worker: FakeWorker) -> Flask:
    hosts = ("127.0.0.1", "localhost")
    settings = AppSettings(
        store, library, cast("PdfWorker", worker), is_demo=False, clock=lambda: NOW, hosts=hosts
    )
    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def client(app: Flask) -> PageClient:
    return PageClient(app)


@dataclass(frozen=True)
class Practice:
    """Puts practice cases into the store."""

    store: Store
    library: Library

    def start(self, number: int) -> str:
        """Store the practice case of a number and return its id."""
        assessment = read_case(self.path(number), self.library).assessment
        return self.store.start(assessment, self.library, NOW)

    def path(self, number: int) -> Path:
        """Return where the practice case of a number is."""
        return next(PRACTICE_CASES.glob(f"{number:02}_*.yaml"))


@pytest.fixture
def practice(store: Store, library: Library) -> Practice:
    return Practice(store, library)


@pytest.fixture
def case_id(store: Store, library: Library) -> str:
    """Return the id of a case as it is when it has just been started, with nothing but a name."""
    named = Answers({"case.defendant_name": given("Dana Okafor")})
    return store.start(Assessment(named), library, NOW)
