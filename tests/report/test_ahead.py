"""Tests of what is made ahead: when, once, one at a time, and never in anybody's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import pytest

from court_assess.report import Ahead, PdfWorker, Printable, Shelf
from tests.report.pretended import PretendedWorker


@dataclass
class Clock:
    """A clock that a test sets; it counts seconds."""

    now: float = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pretended() -> PretendedWorker:
    return PretendedWorker()


@pytest.fixture
def ahead(pretended: PretendedWorker, clock: Clock) -> Ahead:
    """Return what makes documents only when a test says so."""
    return Ahead(Shelf(cast("PdfWorker", pretended)), clock=clock)


@pytest.fixture
def by_itself(pretended: PretendedWorker) -> Iterator[Ahead]:
    """Return what makes documents in a thread of its own, without waiting first."""
    ahead = Ahead(Shelf(cast("PdfWorker", pretended)), delay=0)
    ahead.start()
    yield ahead
    ahead.close()


def of(*texts: str) -> Callable[[], list[Printable]]:
    """Return what makes documents of these words."""
    return lambda: [Printable(text) for text in texts]


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, at most five seconds."""
    end = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_document_is_made_ten_seconds_after_a_save_and_not_before(
    ahead: Ahead, pretended: PretendedWorker, clock: Clock
) -> None:
    ahead.saved("case", of("a"))
    clock.now = 9.9
    assert not ahead.make_due()
    clock.now = 10.0

    assert ahead.make_due()
    assert pretended.made == ["a"]
    assert not ahead.make_due()


def test_each_save_puts_it_off_and_only_the_last_state_is_made(
    ahead: Ahead, pretended: PretendedWorker, clock: Clock
) -> None:
    for clock.now in (0.0, 6.0, 12.0):
        ahead.saved("case", of(f"saved at {clock.now:g}"))
        assert not ahead.make_due()
    clock.now = 22.0

    assert ahead.make_due()
    assert pretended.made == ["saved at 12"]


def test_what_is_wanted_is_made_at_once_and_not_again_ten_seconds_later(
    ahead: Ahead, pretended: PretendedWorker, clock: Clock
) -> None:
    ahead.saved("case", of("a"))
    ahead.wanted("case", of("a"))

    assert ahead.make_due()
    clock.now = 20.0
    assert not ahead.make_due()
    assert pretended.made == ["a"]


def test_a_newer_save_gives_up_the_document_under_way_and_the_next_is_made(
    ahead: Ahead, pretended: PretendedWorker, clock: Clock
) -> None:
    said: list[bool] = []

    def save_again(is_given_up: Callable[[], bool]) -> None:
        pretended.during = lambda _: None
        said.append(is_given_up())
        ahead.saved("case", of("new"))
        said.append(is_given_up())

    pretended.during = save_again
    ahead.wanted("case", of("old", "old too"))
    assert ahead.make_due()
    assert said == [False, True]
    assert pretended.made == []
    assert pretended.warmed == 1  # the process that was ended is there again before it is needed
    assert not ahead.make_due()
    clock.now = 10.0

    assert ahead.make_due()
    assert pretended.made == ["new"]
    assert ahead.failed == 0


def test_a_save_in_another_case_and_a_look_at_the_answers_give_nothing_up(
    ahead: Ahead, pretended: PretendedWorker
) -> None:
    def meanwhile(_: object) -> None:
        pretended.during = lambda _: None
        ahead.saved("another", of("another"))
        ahead.wanted("case", of("twice"))

    pretended.during = meanwhile
    ahead.wanted("case", of("a"))
    ahead.make_due()

    assert pretended.made == ["a"]
    assert not ahead.make_due()  # what is under way is not wished for again


def test_answers_checked_after_a_save_are_made_though_the_old_ones_are_under_way(
    ahead: Ahead, pretended: PretendedWorker
) -> None:
    def meanwhile(_: object) -> None:
        pretended.during = lambda _: None
        ahead.saved("case", of("new"))
        ahead.wanted("case", of("new"))

    pretended.during = meanwhile
    ahead.wanted("case", of("old"))
    ahead.make_due()

    assert ahead.make_due()
    assert pretended.made == ["new"]


def test_a_failure_is_counted_without_a_word_of_the_case_and_the_next_is_made(
    ahead: Ahead, pretended: PretendedWorker, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[Printable]:
        raise ValueError("Zqsecret")

    ahead.wanted("Zqcase", fail)
    ahead.wanted("next", of("next"))
    assert ahead.make_due()
    assert ahead.make_due()

    assert ahead.failed == 1
    assert "ValueError" in caplog.text
    assert "Zq" not in caplog.text
    assert pretended.made == ["next"]


def test_one_document_that_cannot_be_made_keeps_no_other_of_its_case_back(
    ahead: Ahead, pretended: PretendedWorker
) -> None:
    def after_a_failure() -> Iterator[Printable]:
        pretended.fails = True
        yield Printable("first", b"")
        pretended.fails = False
        yield Printable("second", b"")

    ahead.wanted("case", after_a_failure)
    ahead.make_due()

    assert pretended.made == ["second"]
    assert ahead.failed == 1


def test_a_worker_that_cannot_make_it_or_start_again_is_counted(
    ahead: Ahead, pretended: PretendedWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended.fails = True
    ahead.wanted("case", of("a"))
    ahead.make_due()
    assert ahead.failed == 1
    pretended.fails = False

    def broken() -> None:
        raise OSError

    monkeypatch.setattr(pretended, "warm", broken)
    pretended.during = lambda _: ahead.saved("case", of("b"))
    ahead.wanted("case", of("a"))
    ahead.make_due()
    assert ahead.failed == 2


def test_documents_are_made_one_at_a_time_by_themselves(
    by_itself: Ahead, pretended: PretendedWorker
) -> None:
    at_once, most = [0], [0]

    def count(_: object) -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        time.sleep(0.01)
        at_once[0] -= 1

    pretended.during = count
    for key in "abc":
        by_itself.saved(key, of(key, f"{key} too"))
    until(lambda: len(pretended.made) == 6)

    assert most == [1]


def test_wishing_never_waits_for_a_document(by_itself: Ahead, pretended: PretendedWorker) -> None:
    begun, go = threading.Event(), threading.Event()

    def wait(_: object) -> None:
        begun.set()
        go.wait(5)

    pretended.during = wait
    by_itself.wanted("case", of("a"))
    assert begun.wait(5)
    by_itself.saved("another", of("b"))
    by_itself.wanted("another", of("b"))
    assert pretended.made == []  # reached with the first document still under way
    go.set()
    until(lambda: pretended.made == ["a", "b"])


def test_closing_gives_up_what_is_under_way_and_leaves_no_thread(
    by_itself: Ahead, pretended: PretendedWorker
) -> None:
    begun = threading.Event()

    def endless(is_given_up: Callable[[], bool]) -> None:
        begun.set()
        until(is_given_up)

    pretended.during = endless
    by_itself.wanted("case", of("a"))
    assert begun.wait(5)
    by_itself.wanted("waiting", of("b"))
    by_itself.close()

    assert "ahead" not in [one.name for one in threading.enumerate()]
    assert pretended.made == []
    assert pretended.warmed == 0
    by_itself.wanted("late", of("c"))
    assert not by_itself.make_due()
    by_itself.close()
