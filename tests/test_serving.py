"""Tests of starting the app: loopback only, the practice cases, and stopping cleanly."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from court_assess.serving import Address, RefusedToServeError


@contextlib.contextmanager
def served(*words: object, temporary: Path | None = None) -> Iterator[str]:
    """Start the app as a user would, and yield its address; ``temporary`` is its place for files."""
    command = [sys.executable, "-m", "court_assess", *(str(word) for word in words)]
    place = {"TMPDIR": str(temporary)} if temporary else {}
    server = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **place},
    )
    assert server.stdout is not None
    assert server.stderr is not None
    try:
        said = server.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address is not None, said + server.stderr.read()
        yield address[0]
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def test_a_demo_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    with served("demo", "--no-browser", temporary=tmp_path):
        during = list(tmp_path.glob("court-assess-demo-*"))

    assert len(during) == 1
    assert list(tmp_path.glob("court-assess-demo-*")) == []


def fetch(address: str, host: str | None = None) -> tuple[int, str]:
    """Return the status and the text of a page."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=20) as page:  # noqa: S310 - loopback
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_serve_answers_on_loopback_and_to_its_own_names_only(tmp_path: Path) -> None:
    with served("serve", "--no-browser", "--data", tmp_path / "data") as address:
        status, text = fetch(address)
        hostile = fetch(address, host="evil.example")[0]

    assert status == 200
    assert "Not yet for real cases" in text
    assert hostile == 400


def test_demo_shows_the_practice_cases_and_says_that_it_is_a_demo() -> None:
    with served("demo", "--no-browser") as address:
        _, text = fetch(address)

    assert "DEMO" in text
    assert "Marcus Whitlow" in text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", ""])  # noqa: S104 - to be refused
def test_only_a_loopback_name_is_listened_on(host: str) -> None:
    with pytest.raises(RefusedToServeError, match="is not this machine alone"):
        Address(host).listen()


def those_with(temporary: Path) -> list[psutil.Process]:
    """Return the processes whose place for files is this one."""
    return [
        one
        for one in psutil.process_iter(["environ"])
        if (one.info["environ"] or {}).get("TMPDIR") == str(temporary)
    ]


def test_stopping_while_a_document_is_made_ahead_leaves_no_process_and_no_folder(
    tmp_path: Path,
) -> None:
    with served("demo", "--no-browser", temporary=tmp_path) as address:
        _, text = fetch(address)
        case = re.search(r"/cases/[0-9a-f]{32}", text)
        assert case is not None
        fetch(f"{address.rstrip('/')}{case[0]}/answers")
        while len(beside := those_with(tmp_path)) < 2:  # the app and its worker
            time.sleep(0.02)

    _, alive = psutil.wait_procs(beside, timeout=5)
    assert alive == []
    assert list(tmp_path.glob("court-assess-pdf-*")) == []
