"""Checks before sentence on the pages: the list of cases, the fields of a source, before signing."""

from __future__ import annotations

from datetime import date

import pytest

from court_assess.domain.answers import given
from court_assess.domain.assessment import Library
from court_assess.storage import Change, Store
from tests.storage.people import person, sign
from tests.web.conftest import NOW, Practice
from tests.web.page_client import Page, PageClient

HEARING = date(2026, 11, 20)  # a Friday; the tests' clock stands at 18 November
POLICE = (Change("src.kind", given("police_da_check")), Change("src.status", given("requested")))


def rows_of(page: Page) -> dict[str, str]:
    """Return the words about checks beside each name."""
    found = {}
    for row in page.all("tr", class_="govuk-table__row")[1:]:
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
        found[cells[0]] = cells[4]
    return found


def start(store: Store, library: Library, name: str, hearing: date = HEARING) -> str:
    return store.start(person(name, hearing=hearing), library, NOW)


def test_the_list_says_what_is_outstanding_due_and_overdue(
    client: PageClient, store: Store, library: Library
) -> None:
    start(store, library, "Not asked")
    for name, due in (("Waiting", 19), ("Late", 17)):
        case_id = start(store, library, name)
        day = Change("src.due", given(date(2026, 11, due)))
        store.add_row(case_id, "src", NOW, (*POLICE, day))
    done = start(store, library, "Done")
    store.add_row(done, "src", NOW, (POLICE[0], Change("src.status", given("received"))))
    child = start(store, library, "Father")
    store.save(child, [Change("fam.parent", given("all_live_with"))], NOW)

    check = "Police domestic abuse check:"
    assert rows_of(client.get("/")) == {
        "Not asked": f"{check} not asked for, due 19 November 2026",
        "Waiting": f"{check} asked for, due 19 November 2026",
        "Late": f"{check} asked for, due 17 November 2026, overdue",
        "Done": "",
        "Father": f"{check} not asked for, due 19 November 2026"
        " Children's services: not asked for, due 19 November 2026",
    }


def test_the_list_can_be_cut_down_to_cases_with_a_check_outstanding(
    client: PageClient, store: Store, library: Library
) -> None:
    start(store, library, "Not asked")
    done = start(store, library, "Done")
    store.save(done, [Change("safe.da_check", given("received"))], NOW)
    page = client.get("/")
    (link,) = [one for one in page.all("a") if "outstanding" in (one.text or "")]
    cut_down = client.get(link.get("href") or "")

    assert set(rows_of(page)) == {"Not asked", "Done"}
    assert link.text == "Show only the case with a check outstanding"
    assert set(rows_of(cut_down)) == {"Not asked"}
    assert "1 case with a check outstanding" in cut_down.text
    store.save(store.cases()[0].id, [Change("safe.da_check", given("received"))], NOW)
    for case in store.cases():
        store.save(case.id, [Change("safe.da_check", given("received"))], NOW)
    assert "See all cases" in client.get("/?only=checks").text
    assert "outstanding" not in " ".join(one.text or "" for one in client.get("/").all("a"))


@pytest.mark.parametrize(("day", "is_listed"), [(18, True), (17, False)])
def test_a_signed_case_is_chased_until_its_hearing_and_a_withdrawn_one_never(
    day: int, is_listed: bool, client: PageClient, store: Store, library: Library
) -> None:
    signed = start(store, library, "Signed", date(2026, 11, day))
    sign(store, signed)
    withdrawn = start(store, library, "Withdrawn")
    store.withdraw(withdrawn, "discontinued", NOW)
    rows = rows_of(client.get("/"))

    assert bool(rows["Signed"]) is is_listed
    assert rows["Withdrawn"] == ""


def test_a_due_date_is_suggested_and_the_officers_own_is_kept(
    client: PageClient, store: Store, library: Library
) -> None:
    case_id = start(store, library, "Dana Okafor", date(2026, 11, 23))
    row = store.add_row(case_id, "src", NOW, POLICE)
    where = f"/cases/{case_id}/sections/recommendation"
    page = client.get(where)

    assert (
        "If you leave this empty, it is 20 November 2026, the working day before the hearing."
        in page.text
    )
    due = {
        f"{row}~src.due-{part}": text
        for part, text in zip(("day", "month", "year"), ("19", "11", "2026"), strict=True)
    }
    client.send(page, due, "later")
    (case,) = store.cases()
    assert [one.due for one in case.checks] == [date(2026, 11, 19)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (("src.status", "not_sought"), "Say why this was not asked for, before you sign."),
        (("src.due", date(2026, 11, 20)), "This is not before the hearing."),
        (("src.requested_on", date(2026, 11, 24)), "This day has not come yet."),
    ],
)
def test_what_may_not_be_right_is_asked_beside_the_source_and_before_signing(
    changes: tuple[str, str | date], says: str, client: PageClient, practice: Practice, store: Store
) -> None:
    case_id = practice.start(1)
    store.save(case_id, [Change("case.hearing_date", given(HEARING))], NOW)
    row = store.add_row(case_id, "src", NOW, POLICE)
    for where in (f"/cases/{case_id}/sections/recommendation", f"/cases/{case_id}/sign"):
        assert says not in client.get(where).text
    store.save(case_id, [Change(changes[0], given(changes[1]), row)], NOW)

    for where in (f"/cases/{case_id}/sections/recommendation", f"/cases/{case_id}/sign"):
        assert says in client.get(where).text


def test_a_reason_answers_the_question_why_it_was_not_asked_for(
    client: PageClient, practice: Practice, store: Store
) -> None:
    case_id = practice.start(1)
    entry = (POLICE[0], Change("src.status", given("not_sought")))
    row = store.add_row(case_id, "src", NOW, entry)
    says, where = "Say why this was not asked for", f"/cases/{case_id}/sign"
    assert says in client.get(where).text
    store.save(case_id, [Change("src.why_not", given("Checked last week"), row)], NOW)

    assert says not in client.get(where).text


def test_a_complete_list_without_an_expected_check_is_asked_about(
    client: PageClient, case_id: str, store: Store
) -> None:
    where = f"/cases/{case_id}/sections/recommendation"
    store.save(case_id, [Change("src.complete", given("yes"))], NOW)
    page = client.get(where)
    assert "No police domestic abuse check is listed." in page.text
    assert "no check with children's services is listed" not in page.text
    store.save(case_id, [Change("fam.parent", given("some_live_with"))], NOW)

    assert "no check with children's services is listed" in client.get(where).text


@pytest.mark.parametrize(
    ("status", "elsewhere", "is_asked"),
    [
        ("requested", "received", True),
        ("requested", "not_sought", True),
        ("received", "requested", True),
        ("requested", "requested", False),
        ("received", "received", False),
        ("not_available", "requested", False),
    ],
)
@pytest.mark.parametrize(
    ("kind", "one_word"),
    [("police_da_check", "safe.da_check"), ("childrens_services", "safe.child_check")],
)
def test_two_pages_that_differ_on_a_check_are_asked_about(  # noqa: PLR0913, PLR0917 - both sides
    kind: str,
    one_word: str,
    status: str,
    elsewhere: str,
    is_asked: bool,
    client: PageClient,
    case_id: str,
    store: Store,
) -> None:
    entry = (Change("src.kind", given(kind)), Change("src.status", given(status)))
    store.add_row(case_id, "src", NOW, entry)
    store.save(case_id, [Change(one_word, given(elsewhere))], NOW)
    page = client.get(f"/cases/{case_id}/sections/recommendation")

    assert ("says something else about this check" in page.text) is is_asked


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ((16, 13), "It came in before it was asked for."),
        ((16, 16), ""),
        ((18, 19), "This day has not come yet."),
        ((16, 18), ""),
    ],
)
def test_the_days_of_a_source_are_asked_about_when_they_cannot_both_be_right(
    on: tuple[int, int], says: str, client: PageClient, case_id: str, store: Store
) -> None:
    days = zip(("src.requested_on", "src.received_on"), on, strict=True)
    entry = (
        Change("src.status", given("received")),
        *(Change(question, given(date(2026, 11, day))) for question, day in days),
    )
    store.add_row(case_id, "src", NOW, entry)
    text = client.get(f"/cases/{case_id}/sections/recommendation").text

    assert says in text
    assert ("Check this:" in text) is bool(says)
