"""Tests of the worker process: a document that fails costs its own asker one plain sentence."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from court_assess.report import PdfFailedError, PdfWorker, fonts
from court_assess.report.failures import GivenUpError
from court_assess.report.process import NICER_BY
from court_assess.report.watching import MEGABYTE, resident

SMALL = "<html lang=en><title>x</title><h1>x</h1><p>{}</p>"
# One word as long as this takes many seconds to break into lines.
SLOW = SMALL.format(f"<b style='overflow-wrap: anywhere'>{'x' * 40_000}</b>")
LARGE = SMALL.format("<table>" + "<tr><td>x<td>y" * 4_000 + "</table>")
PROC = Path("/proc")


@pytest.fixture
def own_worker() -> Iterator[PdfWorker]:
    worker = PdfWorker()
    yield worker
    worker.close()


def test_a_worker_killed_in_the_middle_fails_once_and_the_next_document_is_made(
    own_worker: PdfWorker,
) -> None:
    own_worker.render(SMALL.format("warm"))
    first = own_worker.process_id
    assert first is not None
    threading.Timer(0.3, os.kill, (first, signal.SIGKILL)).start()

    with pytest.raises(PdfFailedError, match="its process ended"):
        own_worker.render(SLOW)
    assert own_worker.render(SMALL.format("again")).startswith(b"%PDF")
    assert own_worker.process_id != first


def test_a_worker_killed_between_documents_is_not_noticed(own_worker: PdfWorker) -> None:
    own_worker.render(SMALL.format("warm"))
    assert own_worker.process_id is not None
    os.kill(own_worker.process_id, signal.SIGKILL)
    while ") Z" not in (PROC / str(own_worker.process_id) / "stat").read_text():
        time.sleep(0.02)

    assert own_worker.render(SMALL.format("again")).startswith(b"%PDF")


@pytest.mark.parametrize("stays", [True, False])
def test_a_process_stays_for_the_next_document_or_ends_with_each(stays: bool) -> None:
    worker = PdfWorker(stays=stays)

    assert worker.render(SMALL.format("once")).startswith(b"%PDF")
    assert (worker.process_id is not None) is stays
    assert worker.render(SMALL.format("again")).startswith(b"%PDF")
    worker.close()


def test_a_document_that_takes_too_long_is_stopped() -> None:
    worker = PdfWorker(limit=0.01)
    try:
        for _ in range(2):
            with pytest.raises(PdfFailedError, match=r"not ready within 0\.01 seconds"):
                worker.render(SMALL.format("late"))
        assert worker.process_id is None
    finally:
        worker.close()


def test_after_a_late_document_the_next_one_is_made(own_worker: PdfWorker) -> None:
    own_worker.render(SMALL.format("warm"))
    own_worker.limit = 0.2
    with pytest.raises(PdfFailedError):
        own_worker.render(SLOW)
    own_worker.limit = 30

    assert own_worker.render(SMALL.format("again")).startswith(b"%PDF")


def test_several_threads_get_each_their_own_document(worker: PdfWorker) -> None:
    texts = [SMALL.format("a" * count) for count in (1, 50, 100, 150)]
    expected = [worker.render(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(worker.render, texts))

    assert made == expected
    assert len(set(made)) == len(texts)


def test_closing_ends_the_process_and_fails_what_is_being_made(own_worker: PdfWorker) -> None:
    own_worker.render(SMALL.format("warm"))
    process = own_worker.process_id
    assert process is not None
    threading.Timer(0.3, own_worker.close).start()

    with pytest.raises(PdfFailedError):
        own_worker.render(SLOW)
    own_worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_without_fonts_the_worker_says_so_and_leaves_nothing_behind(
    own_worker: PdfWorker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "none")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(PdfFailedError, match="its fonts are missing"):
        own_worker.render(SMALL.format("x"))
    assert list(tmp_path.iterdir()) == []


def test_closing_takes_away_what_the_process_wrote(
    own_worker: PdfWorker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own_worker.render(SMALL.format("x"))
    assert list(tmp_path.rglob("fonts.conf")) != []
    own_worker.close()

    assert list(tmp_path.iterdir()) == []


def test_the_worker_sees_nothing_of_the_apps_environment(
    own_worker: PdfWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_APP", "Zqsecret")
    own_worker.warm()
    environment = (PROC / str(own_worker.process_id) / "environ").read_bytes()

    assert b"PYTHONPATH" in environment
    assert b"Zqsecret" not in environment


def test_a_failure_in_the_worker_names_no_text_and_ends_nothing(own_worker: PdfWorker) -> None:
    endless = SMALL.format("<i>" * 2_000 + "Zqsecret")
    with pytest.raises(PdfFailedError, match=r"could not be made \(\w+Error\)") as caught:
        own_worker.render(endless)

    assert "Zqsecret" not in str(caught.value)
    assert own_worker.render(SMALL.format("again")).startswith(b"%PDF")


def test_half_a_character_is_replaced_and_not_a_failure(own_worker: PdfWorker) -> None:
    assert own_worker.render(SMALL.format("\ud800")).startswith(b"%PDF")


def test_a_document_that_takes_too_much_memory_is_stopped_and_the_next_is_made(
    worker: PdfWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.render(SMALL.format("warm"))
    assert worker.process_id is not None
    monkeypatch.setattr(worker, "most_resident", resident(worker.process_id) + 16 * MEGABYTE)
    assert worker.render(SMALL.format("small")).startswith(b"%PDF")

    with pytest.raises(PdfFailedError, match=r"took more than \d+.* MB of memory"):
        worker.render(LARGE)
    assert worker.render(SMALL.format("again")).startswith(b"%PDF")


def test_a_document_that_is_given_up_is_stopped_and_the_next_is_made(
    worker: PdfWorker,
) -> None:
    worker.render(SMALL.format("warm"))
    given_up = threading.Event()
    threading.Timer(0.3, given_up.set).start()

    with pytest.raises(GivenUpError):
        worker.render(SLOW, is_given_up=given_up.is_set)
    assert worker.render(SMALL.format("again")).startswith(b"%PDF")


def test_while_a_document_is_made_nothing_else_waits_or_begins(
    own_worker: PdfWorker,
) -> None:
    own_worker.render(SMALL.format("warm"))
    process = own_worker.process_id
    begun = threading.Event()

    def has_begun() -> bool:
        begun.set()
        return False

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(own_worker.render, SLOW, is_given_up=has_begun)
        assert begun.wait(5)
        own_worker.warm()  # returns at once
        assert not slow.done()
        with pytest.raises(GivenUpError):
            own_worker.render(SMALL.format("x"), is_given_up=lambda: True)
        assert own_worker.process_id == process
        own_worker.close()
        with pytest.raises(PdfFailedError):
            slow.result(5)


@pytest.mark.skipif(not PROC.exists(), reason="reads /proc")
def test_the_worker_comes_after_the_app_and_takes_its_turn_beside_it(
    worker: PdfWorker,
) -> None:
    worker.warm()
    process_id = worker.process_id
    assert process_id is not None

    assert psutil.Process(process_id).nice() == min(psutil.Process().nice() + NICER_BY, 19)
    # In one session with the app, or Linux would give it half the processor all the same; in a
    # group of its own, or Ctrl+C would end it first.
    assert os.getsid(process_id) == os.getsid(0)
    assert os.getpgid(process_id) != os.getpgid(0)
