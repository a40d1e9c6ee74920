"""What is saved is there, what it was before is there too, and one case never touches another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest

from court_assess.domain.answers import (
    DECLINED,
    NOT_KNOWN,
    Answer,
    Answers,
    KnownBy,
    Row,
    Status,
    given,
)
from court_assess.domain.assessment import Assessment, FlagResponse, Library
from court_assess.domain.values import Duration, PartialDate, Value
from court_assess.storage import Change, DocumentMade, Store
from court_assess.storage.codec import response_from
from court_assess.storage.errors import (
    SavedElsewhereError,
    UnknownCaseError,
    UnknownLibraryError,
    UnknownRowError,
)
from tests.storage.people import HEARING, NOW, connect, later, person, sign

EACH_KIND: dict[str, Value] = {
    "text": "Ó Briain,\n“own words”",
    "whole": 3,
    "decimal": Decimal("12.50"),
    "date": date(2026, 11, 18),
    "datetime": datetime(2026, 11, 18, 10, 5, tzinfo=UTC),
    "time": time(9, 30),
    "partial": PartialDate(2019, 3),
    "duration": Duration(6, "week"),
    "choices": ("smoke", "inject"),
}


def test_an_assessment_comes_back_whole_after_the_program_was_closed(
    folder: Path, library: Library
) -> None:
    single = {question: given(value) for question, value in EACH_KIND.items()}
    single |= {"declined": DECLINED, "not_known": replace(NOT_KNOWN, known_by=KnownBy.AGENCY)}
    single["not_asked"] = Answer(Status.NOT_ASKED, note="interpreter not available")
    rows = {
        "sub": (Row("b", {"sub.slug": given("heroin", KnownBy.TEST)}), Row("a", {})),
        "src": (Row("c", {"src.name": given("GP")}),),
    }
    dealt_with = FlagResponse("R. Adeyemi", NOW, done=True, what="midwife rung", about="a=yes")
    flags = {"RF-PREG": dealt_with, "RF-SUI": FlagResponse("R. Adeyemi")}
    whole = Assessment(Answers(single, rows), flags, date(2026, 11, 18))
    with Store.open(folder) as store:
        case_id = store.start(whole, library, NOW)

    with Store.open(folder) as store:
        case = store.load(case_id)

    assert case.assessment == whole
    assert (case.id, case.state, case.revision, case.version) == (case_id, "open", 1, 0)
    assert (case.started_at, case.saved_at, case.note) == (NOW, NOW, "")
    assert case.library_digest == library.digest


def test_a_save_changes_the_answers_named_and_no_others(store: Store, dana: str) -> None:
    changes = [Change("use.days", given(12)), Change("case.crn", None)]
    saved = store.save(dana, changes, later(1))

    case = store.load(dana)
    assert saved.revision == case.revision == 2
    assert case.saved_at == later(1)
    assert case.assessment.answers.get("use.days") == given(12)
    assert case.assessment.answers.get("case.crn") is None
    assert case.assessment.answers.get("case.defendant_name") == given("Dana Okafor")


def test_saving_nothing_new_is_no_revision(store: Store, dana: str) -> None:
    before = store.load(dana)

    same = [Change("case.defendant_name", given("Dana Okafor")), Change("never.answered", None)]

    assert store.save(dana, same, later(1)).revision == before.revision
    assert store.save(dana, [], later(2)).revision == before.revision
    assert store.load(dana) == before
    assert len(store.history(dana, "case.defendant_name")) == 1


def test_the_last_of_two_changes_of_one_answer_counts(store: Store, dana: str) -> None:
    store.save(dana, [Change("a", given(1)), Change("a", given(2))], NOW)

    assert [past.answer for past in store.history(dana, "a")] == [given(2)]


def test_history_keeps_every_value_and_every_clearing(store: Store, dana: str) -> None:
    answers = [given("daily"), given("weekly", KnownBy.PROVIDER), None, DECLINED]
    for minute, answer in enumerate(answers, 1):
        store.save(dana, [Change("use.freq", answer)], later(minute))

    past = store.history(dana, "use.freq")

    assert [one.answer for one in past] == answers
    assert [one.revision for one in past] == [2, 3, 4, 5]
    assert [one.saved_at for one in past] == [later(1), later(2), later(3), later(4)]


def test_what_changed_since_a_revision_is_told(store: Store, dana: str) -> None:
    row = store.add_row(dana, "sub", NOW)
    seen = store.load(dana).revision
    store.save(dana, [Change("a", given(1)), Change("sub.slug", given("crack"), row)], NOW)
    last = store.save(dana, [Change("case.crn", None)], NOW).revision

    assert store.changed_since(dana, seen) == {("a", None), ("sub.slug", row), ("case.crn", None)}
    assert store.changed_since(dana, last - 1) == {("case.crn", None)}
    assert store.changed_since(dana, last) == frozenset()


def test_an_answer_that_changed_since_it_was_seen_is_not_overwritten(
    store: Store, dana: str
) -> None:
    seen = store.load(dana).revision
    store.save(dana, [Change("a", given("theirs"))], NOW, seen)
    for mine in (given("mine"), None):
        with pytest.raises(SavedElsewhereError):
            store.save(dana, [Change("b", given(1)), Change("a", mine)], NOW, seen)

    case = store.load(dana)
    assert case.assessment.answers.get("a") == given("theirs")
    assert case.assessment.answers.get("b") is None  # nor was the other half kept
    # What says the same, what is about another answer, and what has seen theirs are no clash.
    same = [Change("a", given("theirs")), Change("b", given(1))]
    assert store.save(dana, same, NOW, seen).revision == case.revision + 1
    store.save(dana, [Change("a", given("mine"))], NOW, case.revision)
    assert store.load(dana).assessment.answers.get("a") == given("mine")


def test_the_answer_of_one_entry_is_not_that_of_another(store: Store, dana: str) -> None:
    mine, theirs = (store.add_row(dana, "sub", NOW) for _ in range(2))
    seen = store.load(dana).revision
    store.save(dana, [Change("sub.slug", given("crack"), theirs)], NOW, seen)
    store.save(dana, [Change("sub.slug", given("heroin"), mine)], NOW, seen)
    with pytest.raises(SavedElsewhereError):
        store.save(dana, [Change("sub.slug", given("heroin"), theirs)], NOW, seen)


def test_of_two_windows_saved_at_the_same_moment_one_is_told(store: Store, dana: str) -> None:
    # Without the revision that was seen, both are told "saved" and one answer is lost each time.
    both = Barrier(2)

    def write(mine: str, seen: int) -> bool:
        both.wait()
        try:
            store.save(dana, [Change("a", given(mine))], NOW, seen)
        except SavedElsewhereError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        for number in range(50):
            seen = store.load(dana).revision
            words = (f"one {number}", f"two {number}")
            told = list(threads.map(write, words, (seen, seen)))
            assert sorted(told) == [False, True]
            kept = given(words[told.index(True)])
            assert store.load(dana).assessment.answers.get("a") == kept


def test_two_cases_do_not_mix(store: Store, dana: str, library: Library) -> None:
    sam = store.start(person("Sam Reed"), library, NOW)
    row = store.add_row(dana, "sub", NOW)
    before = store.load(sam)
    changes = [Change("a", given(1)), Change("sub.slug", given("heroin"), row)]
    store.save(dana, changes, later(1))
    store.respond(dana, "RF-PREG", FlagResponse("R. Adeyemi"), NOW)
    sign(store, dana)

    assert store.load(sam) == before
    assert store.history(sam, "a") == ()
    assert store.changed_since(sam, 1) == frozenset()
    assert store.signed_versions(sam) == ()
    with pytest.raises(UnknownRowError):
        store.save(sam, [Change("a", given(2)), Change("sub.slug", given("crack"), row)], NOW)
    assert store.load(sam) == before  # nor was the other half of that save kept


def test_a_row_is_added_with_its_answers_in_one_go(store: Store, dana: str) -> None:
    before = store.load(dana).revision
    answers = [Change("sub.slug", given("heroin")), Change("sub.age", given(17))]
    row = store.add_row(dana, "sub", NOW, [*answers, Change("sub.no", None)])

    case = store.load(dana)
    held = {"sub.slug": given("heroin"), "sub.age": given(17)}
    assert case.assessment.answers.rows_of("sub") == (Row(row, held),)
    assert case.revision == before + 1
    assert store.history(dana, "sub.no", row) == ()
    assert [one.answer for one in store.history(dana, "sub.age", row)] == [given(17)]


def test_a_row_whose_answers_cannot_be_saved_is_not_there_either(store: Store, dana: str) -> None:
    before = store.load(dana)
    with pytest.raises(TypeError):
        store.add_row(dana, "sub", NOW, [Change("sub.slug", given([]))])  # type: ignore[arg-type]

    assert store.load(dana) == before


def test_rows_stay_in_the_order_they_were_added(store: Store, dana: str) -> None:
    rows = [store.add_row(dana, "sub", NOW) for _ in range(3)]
    store.add_row(dana, "src", NOW)
    store.remove_row(dana, "sub", rows[1], NOW)
    rows.append(store.add_row(dana, "sub", NOW))
    store.save(dana, [Change("sub.slug", given("heroin"), rows[0])], NOW)

    kept = store.load(dana).assessment.answers.rows_of("sub")

    assert [row.id for row in kept] == [rows[0], rows[2], rows[3]]


def test_a_removed_row_stays_in_history(store: Store, dana: str) -> None:
    first, row, last = (store.add_row(dana, "sub", NOW) for _ in range(3))
    store.save(dana, [Change("sub.slug", given("heroin"), row)], NOW)
    store.save(dana, [Change("sub.age", given(17), row), Change("sub.no", given(1), row)], NOW)
    store.save(dana, [Change("sub.no", None, row)], NOW)
    revision = store.load(dana).revision
    store.remove_row(dana, "sub", row, later(1))

    assert [one.id for one in store.load(dana).assessment.answers.rows_of("sub")] == [first, last]
    assert store.changed_since(dana, revision) == {("sub.slug", row), ("sub.age", row)}
    past = [one.answer for one in store.history(dana, "sub.slug", row)]
    assert past == [given("heroin"), None]


def test_a_row_that_is_not_there_is_neither_filled_nor_taken_out(store: Store, dana: str) -> None:
    row = store.add_row(dana, "sub", NOW)
    with pytest.raises(UnknownRowError):
        store.remove_row(dana, "sub", "nonesuch", NOW)
    with pytest.raises(UnknownRowError):
        store.remove_row(dana, "src", row, NOW)
    store.remove_row(dana, "sub", row, NOW)
    with pytest.raises(UnknownRowError):
        store.remove_row(dana, "sub", row, NOW)
    with pytest.raises(UnknownRowError):
        store.save(dana, [Change("sub.slug", given("heroin"), row)], NOW)


def test_rows_of_two_groups_that_a_file_numbers_alike_are_kept_apart(
    store: Store, library: Library
) -> None:
    rows = {
        "sub": (Row("1", {"sub.slug": given("heroin")}), Row("2", {"sub.slug": given("crack")})),
        "src": (Row("1", {"src.name": given("GP")}), Row("", {"src.name": given("prison")})),
    }

    back = store.load(store.start(Assessment(Answers(rows=rows)), library, NOW)).assessment.answers

    assert len({row.id for group in rows for row in back.rows_of(group)}) == 4
    for group, rows_given in rows.items():
        assert [row.answers for row in back.rows_of(group)] == [row.answers for row in rows_given]


def test_what_was_done_about_a_flag_is_kept_with_what_was_said_before(
    store: Store, dana: str, folder: Path
) -> None:
    seen = FlagResponse("R. Adeyemi", NOW)
    done = replace(seen, done=True, what="midwife rung", about="preg.status=yes")
    again = replace(done, about="preg.status=yes; preg.weeks=30")
    for response in (seen, done, done, again):
        store.respond(dana, "RF-PREG", response, NOW)

    case = store.load(dana)
    assert case.assessment.flags == {"RF-PREG": again}
    assert case.revision == 4  # the second time nothing was new
    store.close()
    past = connect(folder).execute("SELECT response FROM flag_history ORDER BY id").fetchall()
    assert [response_from(text) for (text,) in past] == [seen, done, again]


def test_an_adjourned_case_stays_open_for_its_next_hearing(store: Store, dana: str) -> None:
    store.adjourn(dana, date(2026, 12, 4), later(1))

    assert store.load(dana).state == "open"
    assert store.cases()[0].hearing_date == date(2026, 12, 4)
    past = [one.answer for one in store.history(dana, "case.hearing_date")]
    assert past == [given(HEARING), given(date(2026, 12, 4))]


def test_every_method_says_when_there_is_no_such_case(store: Store) -> None:
    calls: list[Callable[[], object]] = [
        lambda: store.load("x"),
        lambda: store.save("x", [], NOW),
        lambda: store.changed_since("x", 0),
        lambda: store.history("x", "a"),
        lambda: store.add_row("x", "sub", NOW),
        lambda: store.remove_row("x", "sub", "r", NOW),
        lambda: store.move_row("x", "sub", "r", 1, NOW),
        lambda: store.restore_row("x", "sub", "r", NOW),
        lambda: store.removed_rows("x"),
        lambda: store.record_document("x", DocumentMade("handover", NOW, "", "", "law", "")),
        lambda: store.documents_made("x"),
        lambda: store.respond("x", "RF-PREG", FlagResponse(""), NOW),
        lambda: store.withdraw("x", "why", NOW),
        lambda: store.adjourn("x", HEARING, NOW),
        lambda: sign(store, "x"),
        lambda: store.reopen("x", "why", NOW),
        lambda: store.signed_versions("x"),
    ]
    for call in calls:
        with pytest.raises(UnknownCaseError):
            call()


def test_what_fails_halfway_leaves_nothing_behind(store: Store, library: Library) -> None:
    whole = Assessment(Answers({"case.defendant_name": given("Dana"), "a": given([])}))  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        store.start(whole, library, NOW)

    assert store.cases() == ()
    with pytest.raises(UnknownLibraryError):
        store.library_texts(library.digest)
    store.start(person("Sam Reed"), library, NOW)  # and the next is not held up by it


def test_texts_of_a_library_are_kept_once(
    store: Store, library: Library, dana: str, folder: Path
) -> None:
    store.keep_library(library, later(1))
    store.start(person("Sam Reed"), library, later(2))

    assert store.library_texts(library.digest) == library.texts
    assert store.load(dana).library_digest == library.digest
    with pytest.raises(UnknownLibraryError):
        store.library_texts("sha256:other")
    store.close()
    assert connect(folder).execute("SELECT count(*) FROM library").fetchone() == (1,)


def test_threads_that_save_at_once_lose_nothing(store: Store, dana: str) -> None:
    def write(thread: int) -> None:
        for number in range(25):
            store.save(dana, [Change(f"q{thread}", given(number))], NOW)
            assert store.load(dana).assessment.answers.get(f"q{thread}") == given(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))

    assert store.load(dana).revision == 1 + 8 * 25
    for thread in range(8):
        past = [one.answer for one in store.history(dana, f"q{thread}")]
        assert past == [given(number) for number in range(25)]


def test_a_save_waits_for_another_writer_and_builds_on_what_it_wrote(
    store: Store, dana: str, folder: Path
) -> None:
    # With BEGIN in place of BEGIN IMMEDIATE, both read before either writes, and this save fails.
    other = connect(folder)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE assessment SET revision = revision + 1")
    with ThreadPoolExecutor(1) as threads:
        saving = threads.submit(store.save, dana, [Change("a", given(1))], NOW)
        with pytest.raises(TimeoutError):
            saving.result(timeout=0.3)
        other.execute("COMMIT")

        assert saving.result().revision == 3
    other.close()
    assert store.load(dana).revision == 3
