"""Tests of the shelf: each document is made once, kept within bounds, and never the wrong one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from court_assess.report import PdfFailedError, PdfWorker, Printable, Shelf
from court_assess.report.failures import GivenUpError
from tests.report.pretended import PretendedWorker


@pytest.fixture
def pretended() -> PretendedWorker:
    return PretendedWorker()


@pytest.fixture
def shelf(pretended: PretendedWorker) -> Shelf:
    return Shelf(cast("PdfWorker", pretended))


def never() -> bool:
    return False


def test_the_same_document_is_made_once_and_another_one_anew(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    first = shelf.render("<p>a", b"{}")

    assert shelf.render("<p>a", b"{}") == first
    assert pretended.made == ["<p>a"]
    others = [shelf.render("<p>b", b"{}"), shelf.render("<p>a", b"[]"), shelf.render("<p>a")]
    assert len({first, *others}) == 4
    assert len(pretended.made) == 4


def test_what_was_made_ahead_is_there_when_it_is_asked_for(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    shelf.prepare(Printable("<p>a", b"{}"), never)
    shelf.prepare(Printable("<p>a", b"{}"), never)
    shelf.render("<p>a", b"{}")

    assert pretended.made == ["<p>a"]


def test_askers_of_one_document_share_it_while_it_is_made(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    pretended.during = lambda _: time.sleep(0.05)
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(shelf.render, ["<p>a"] * 4))

    assert len(made) == 1
    assert pretended.made == ["<p>a"]


def test_a_document_made_ahead_is_given_up_when_nobody_wants_it(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    with pytest.raises(GivenUpError):
        shelf.prepare(Printable("<p>a"), lambda: True)

    assert pretended.made == []
    assert shelf.render("<p>a")


def test_who_waits_for_a_document_that_is_given_up_still_gets_it(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    begun, given_up = threading.Event(), threading.Event()

    def wait(is_given_up: Callable[[], bool]) -> None:
        begun.set()
        given_up.wait(5)
        pretended.during = lambda _: None
        if is_given_up():
            raise GivenUpError

    pretended.during = wait
    ahead = threading.Thread(target=_quietly, args=(shelf, given_up))
    ahead.start()
    assert begun.wait(5)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(shelf.render, "<p>a")
        given_up.set()
        assert asked.result(5).startswith(b"%PDF")
    ahead.join(5)


def _quietly(shelf: Shelf, given_up: threading.Event) -> None:
    try:
        shelf.prepare(Printable("<p>a"), given_up.is_set)
    except GivenUpError:
        return


def test_a_failure_is_not_kept(shelf: Shelf, pretended: PretendedWorker) -> None:
    pretended.fails = True
    with pytest.raises(PdfFailedError):
        shelf.render("<p>a")
    pretended.fails = False

    assert shelf.render("<p>a").startswith(b"%PDF")


def test_the_shelf_keeps_so_many_and_those_asked_for_last(pretended: PretendedWorker) -> None:
    shelf = Shelf(cast("PdfWorker", pretended), most=2)
    for one in ("a", "b", "a", "c", "a", "b"):
        shelf.render(one)

    assert pretended.made == ["a", "b", "c", "b"]


def test_the_shelf_keeps_so_many_bytes_and_no_document_larger_than_that(
    pretended: PretendedWorker,
) -> None:
    shelf = Shelf(cast("PdfWorker", pretended), most_bytes=30)
    for one in ("a", "b", "a", "x" * 40, "x" * 40):
        shelf.render(one)

    assert pretended.made == ["a", "b", "x" * 40, "x" * 40]


def test_closing_ends_the_worker_and_keeps_nothing(
    shelf: Shelf, pretended: PretendedWorker
) -> None:
    shelf.warm()
    shelf.render("a")
    shelf.close()
    shelf.render("a")

    assert pretended.warmed == 1
    assert pretended.is_closed
    assert pretended.made == ["a", "a"]
