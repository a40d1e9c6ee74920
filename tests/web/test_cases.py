"""Starting, finding, bringing in and closing cases."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from time import monotonic, sleep
from typing import cast

import pytest
from flask import Flask

from court_assess.definitions.case_file import read_case_bytes
from court_assess.definitions.pdf_fields import LARGEST
from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.paper import LIBRARY, library_mark
from court_assess.domain.results import MET
from court_assess.report import PaperForms, PdfWorker
from court_assess.settings import PRACTICE_CASES
from court_assess.storage import Change, Store
from court_assess.web.factory import create_app
from court_assess.web.security import MOST_BYTES, MOST_BYTES_OF_A_FILE
from court_assess.web.settings import AppSettings
from tests.definitions.paper import made_form
from tests.web.conftest import NOW, FakeWorker, Practice
from tests.web.page_client import HOST, Page, PageClient


def day_typed(question: str, day: date) -> dict[str, str]:
    """Return what is typed for a day."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{question}-{part}": str(number) for part, number in parts.items()}


CASE = next(PRACTICE_CASES.glob("01_*.yaml"))


def bring_in(client: PageClient, raw: bytes, status: int = 200) -> Page:
    token = client.get("/import").fields()["csrf_token"][0]
    fields = {"csrf_token": token, "file": (io.BytesIO(raw), "x.yaml")}
    return client.post("/import", fields, status, content_type="multipart/form-data")


def test_the_empty_list_says_what_to_do(client: PageClient) -> None:
    assert "There are no cases yet" in client.get("/").text


def test_a_case_starts_with_a_name_and_leads_to_its_task_list(
    client: PageClient, store: Store
) -> None:
    typed = {
        "case.defendant_name": "Dana Okafor",
        "case.hearing_date-day": "18",
        "case.hearing_date-month": "11",
        "case.hearing_date-year": "2026",
        "case.hearing_time": "14:00",
    }
    page = client.send(client.get("/start"), typed)

    assert page.words("h1") == ["Assessment"]
    assert "Dana Okafor" in page.text
    assert "Hearing 18 November 2026 at 14:00" in page.text
    assert "Saved 14:02" in page.text
    assert "Today, 18 November 2026" in client.get("/").text
    assert len(store.cases()) == 1


def test_nothing_starts_without_a_name_or_with_a_mistake(client: PageClient, store: Store) -> None:
    page = client.send(client.get("/start"), {"case.hearing_time": "99:00"}, status=422)

    assert set(page.errors) == {"case.defendant_name", "case.hearing_time"}
    assert store.cases() == ()


def test_cases_to_come_stand_before_those_without_a_date_and_those_that_have_been(
    client: PageClient, store: Store, library: Library
) -> None:
    days = {"Past": date(2026, 11, 1), "Later": date(2026, 12, 1), "Soon": NOW.date(), "None": None}
    for name, day in days.items():
        answers = {"case.defendant_name": given(name)}
        answers |= {"case.hearing_date": given(day)} if day else {}
        store.start(Assessment(Answers(answers)), library, NOW)

    page = client.get("/")
    assert page.words("th", "govuk-table__header")[6:] == ["Soon", "Later", "None", "Past"]
    assert "1 November 2026 (past)" in page.text


def test_search_finds_by_name_and_crn_and_leaves_no_name_in_an_address(
    client: PageClient, practice: Practice
) -> None:
    practice.start(1)
    practice.start(2)
    page = client.send(client.get("/"), {"words": "whitlow"})

    assert "1 case found" in page.text
    assert page.fields()["words"] == ["whitlow"]
    assert page.response.request.query_string == b""
    assert "1 case found" in client.send(client.get("/"), {"words": "X700102"}).text
    page = client.send(client.get("/"), {"words": "nobody\x00"})
    assert "0 cases found" in page.text
    assert "See all cases" in page.words("a")


def test_a_case_file_comes_in_and_goes_out_the_same(client: PageClient, store: Store) -> None:
    page = bring_in(client, CASE.read_bytes())
    (case,) = store.cases()
    first = client.fetch(f"/cases/{case.id}/case-file.yaml")
    bring_in(client, first.data)
    other = next(one for one in store.cases() if one.id != case.id)
    second = client.fetch(f"/cases/{other.id}/case-file.yaml")

    assert page.words("h1") == ["Assessment"]
    assert first.data == second.data
    assert "Whitlow" not in first.headers["Content-Disposition"]
    assert first.headers["Content-Disposition"].startswith("attachment")


def test_a_case_that_comes_in_is_judged_on_the_day_it_is_looked_at(
    client: PageClient, store: Store
) -> None:
    bring_in(client, CASE.read_bytes())
    (case,) = store.cases()

    assert b"prepared_on:" in CASE.read_bytes()
    assert store.load(case.id).assessment.prepared_on is None
    assert "Judged on 18 November 2026" in client.get(f"/cases/{case.id}/law").text


def test_a_case_that_comes_in_twice_is_said_to(client: PageClient) -> None:
    twice = "A case with this CRN was in the list already"

    assert twice not in bring_in(client, CASE.read_bytes()).text
    assert twice in bring_in(client, CASE.read_bytes()).text


def form_of(library: Library, **filled: str | bool) -> bytes:
    return made_form({LIBRARY: library_mark(library.digest), **filled})


def test_a_filled_form_becomes_a_case_and_what_could_not_be_read_is_shown(
    client: PageClient, store: Store, library: Library
) -> None:
    filled: dict[str, str | bool] = {
        "case.defendant_name": "Dana Okafor",
        "case.sex=female": True,
        "case.sex=male": True,
        "own.want~declined": True,
        "own.today": "<b>All of it</b> \x07",
    }

    page = bring_in(client, form_of(library, **filled))

    (case,) = store.cases()
    answers = store.load(case.id).assessment.answers
    assert set(answers.single) == {"case.defendant_name", "own.want"}
    assert page.words("h1") == ["Form read: look at these answers"]
    assert page.words("li")[:1] == [
        f"{library.questionnaire.numbers['case.sex']} Sex: more than one box is ticked (“Female; Male”); choose one on screen"
    ]
    assert "“<b>All of it</b> �” could not be read" in page.words("li")[1]
    assert not page.all("b")
    assert f"/cases/{case.id}" in [one.get("href") for one in page.all("a")]
    assert all("All of it" not in one for one in page.response.headers.getlist("Set-Cookie"))


def test_each_answer_that_could_not_be_read_leads_to_its_question(
    client: PageClient, store: Store, library: Library
) -> None:
    filled: dict[str, str | bool] = {
        "case.crn": True,
        "sub[2].slug=heroin": True,
        "sub[2].freq=daily": True,
        "sub[2].freq=weekly": True,
        "sub[3].slug=heroin": True,
        "sub[3].slug=crack": True,
        "gone.question": "Words",
    }

    page = bring_in(client, form_of(library, **filled))

    (case,) = store.cases()
    (row,) = store.load(case.id).assessment.answers.rows_of("sub")
    links = {
        "".join(one.itertext()): one.get("href") or ""
        for one in page.all("a")
        if "/sections/" in (one.get("href") or "")
    }
    numbers = library.questionnaire.numbers
    assert [one.partition(" ")[0] for one in links] == [
        numbers["sub.freq"],
        numbers["sub.slug"],
        numbers["case.crn"],
    ]
    of_entry, of_lost_entry, alone = links.values()
    assert of_entry.endswith(f"/sub/{row.id}#sub.freq")
    assert of_lost_entry.endswith("#sub")
    assert alone.endswith("#case.crn")
    for address in links.values():
        place, _, anchor = address.partition("#")
        assert any(one.get("id") == anchor for one in client.get(place).tree.iter()), anchor
    assert "Box “gone.question”: is no question here" in page.text


def test_a_form_that_is_read_whole_leads_to_its_task_list(
    client: PageClient, library: Library
) -> None:
    page = bring_in(client, form_of(library, **{"case.defendant_name": "Dana Okafor"}))

    assert page.words("h1") == ["Assessment"]
    assert "Paper form read. Saved 14:02" in page.text


def send_large(client: PageClient, raw: bytes) -> int:
    """Send a file that Werkzeug's client would put on the disk, and return the status."""
    token = client.get("/import").fields()["csrf_token"][0].encode()
    head = b"\r\n--x\r\nContent-Disposition: form-data; name="
    body = head + b'"csrf_token"\r\n\r\n' + token
    body += head + b'"file"; filename="x.pdf"\r\n\r\n' + raw + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return client.client.post("/import", data=body, content_type=kind, base_url=HOST).status_code


def test_a_form_may_be_larger_than_what_is_typed_and_no_larger_than_10_mb(
    client: PageClient, library: Library, store: Store
) -> None:
    form = form_of(library, **{"case.crn": "X1"})

    assert send_large(client, form + b"\n" * (3 * MOST_BYTES)) == 302
    assert send_large(client, b"%PDF-" + b"\n" * LARGEST) == 422
    assert send_large(client, form + b"\n" * MOST_BYTES_OF_A_FILE) == 413
    assert len(store.cases()) == 1


@pytest.fixture
def made() -> FakeWorker:
    """Return the worker of the paper forms alone."""
    return FakeWorker()


@pytest.fixture
def with_paper(app: Flask, made: FakeWorker) -> Iterator[tuple[PageClient, PaperForms]]:
    own: AppSettings = app.extensions["court_assess"]
    paper = PaperForms(own.library, "OFFICIAL", cast("PdfWorker", made))
    yield PageClient(create_app(replace(own, paper=paper))), paper
    paper.close()


def test_both_forms_are_made_ahead_once_the_page_with_their_links_is_opened(
    with_paper: tuple[PageClient, PaperForms], made: FakeWorker
) -> None:
    client, paper = with_paper
    paper.start()
    client.get("/")
    assert made.pages == []

    client.get("/import")
    end = monotonic() + 10
    while len(made.pages) < 2 and monotonic() < end:
        sleep(0.01)

    client.fetch("/blank-full.pdf")
    client.fetch("/blank.pdf")
    assert ["PHQ-9" in one for one in made.pages] == [False, True]


@pytest.mark.parametrize("depth", ["court_day", "full"])
def test_an_empty_form_of_either_depth_can_be_fetched(
    with_paper: tuple[PageClient, PaperForms], made: FakeWorker, worker: FakeWorker, depth: str
) -> None:
    client, _ = with_paper
    links = [one.get("href") or "" for one in client.get("/import").all("a")]
    address = next(
        one for one in links if one.endswith(".pdf") and ("full" in one) is (depth == "full")
    )

    answer = client.fetch(address)

    assert answer.mimetype == "application/pdf"
    assert f"paper-form-{depth}.pdf" in answer.headers["Content-Disposition"]
    assert ("PHQ-9" in made.pages[-1]) is (depth == "full")
    assert worker.pages == []  # no document of a case waits for it
    client.get("/blank-other.pdf", 404)


def test_a_case_without_a_crn_is_nobody_twice(client: PageClient, case_id: str) -> None:
    raw = client.fetch(f"/cases/{case_id}/case-file.yaml").data

    assert "in the list already" not in bring_in(client, raw).text


def test_a_case_file_is_judged_on_its_own_day_as_the_page_is(
    client: PageClient, case_id: str, library: Library
) -> None:
    page = client.get(f"/cases/{case_id}/sections/hearing")
    client.send(page, day_typed("case.hearing_date", NOW.date() + timedelta(weeks=3)), "later")
    page = client.get(f"/cases/{case_id}/sections/safety")
    attempt = day_typed("sui.past_attempt_on", NOW.date() - timedelta(days=3))
    client.send(page, {"sui.thoughts_now": "no", "sui.past_attempt": "yes", **attempt}, "later")
    raw = client.fetch(f"/cases/{case_id}/case-file.yaml").data
    case = read_case_bytes(raw, "case file", library).assessment
    day = case.judged_on()

    assert day == NOW.date()
    found = judge(library, case, day)
    raised = [one.flag.title for one in found.flags if one.result == MET]
    assert "Risk of suicide" in raised
    page = client.get(f"/cases/{case_id}/safety")
    cards = page.words("section", "app-flag")
    on_page = [title for title in raised if any(one.startswith(f"{title} Act") for one in cards)]
    assert on_page == raised
    assert sum(" Act now" in one or " Act today" in one for one in page.words("h3")) == len(raised)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "Choose a case file"),
        (b"\x00\x01\x02PNG", ""),
        (b"\xff\xfe", ""),
        (b"- a\n- b", ""),
        (b"format: court-assess/case@9\nanswers: {}", "newer format"),
        (b"format: court-assess/case@1\nanswers: {case.sex: purple}", "purple"),
        (b"a: &a [x, x]\nb: [*a, *a]", ""),
        (b"x" * 400_000, ""),
    ],
)
def test_a_faulty_case_file_stores_nothing_and_names_each_problem(
    client: PageClient, store: Store, raw: bytes, says: str
) -> None:
    page = bring_in(client, raw, 422)

    assert says in page.text
    assert page.words("li")
    assert store.cases() == ()


def test_two_problems_stand_on_two_lines(client: PageClient) -> None:
    raw = b"format: court-assess/case@1\nanswers:\n  case.sex: purple\n  case.nosuch: 1\n"

    assert (
        len(bring_in(client, raw, 422).all("ul", class_="govuk-list govuk-error-summary__list")[0])
        == 2
    )


def test_a_file_in_place_of_text_is_no_crash(client: PageClient, store: Store) -> None:
    token = client.get("/import").fields()["csrf_token"][0]
    client.post("/import", {"csrf_token": token, "file": "just text"}, 422)

    assert store.cases() == ()


def test_withdrawing_needs_a_reason_and_closes_the_case(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.send(client.get(f"/cases/{case_id}/withdraw"), {"reason": " "}, status=422)
    assert page.errors == {"reason": "Give the reason"}
    page = client.send(page, {"reason": "Case discontinued"})

    assert "This assessment was withdrawn. Reason: Case discontinued" in page.text
    assert store.load(case_id).state == "withdrawn"
    assert client.get(f"/cases/{case_id}/sections/hearing").response.status_code == 200


def test_a_closed_case_cannot_be_changed_from_an_old_page(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(f"/cases/{case_id}/sections/hearing")
    store.withdraw(case_id, "done", NOW)
    page = client.send(page, {"case.crn": "X1"}, "next", 409)

    assert "Not saved" in page.text
    assert page.fields()["case.crn"] == ["X1"]


def test_adjourning_moves_the_hearing_and_keeps_the_case_open(
    client: PageClient, case_id: str, store: Store
) -> None:
    new = {"hearing_date-day": "2", "hearing_date-month": "12", "hearing_date-year": "2026"}
    page = client.send(client.get(f"/cases/{case_id}/adjourn"), new)

    assert "Hearing 2 December 2026" in page.text
    assert store.cases()[0].hearing_date == date(2026, 12, 2)
    assert store.load(case_id).state == "open"


def test_a_withdrawn_case_is_opened_again_with_a_reason(
    client: PageClient, case_id: str, store: Store
) -> None:
    client.send(client.get(f"/cases/{case_id}/withdraw"), {"reason": "Wrong case"})
    page = client.get(f"/cases/{case_id}")
    assert "Reopen" in page.words("a", "govuk-link")
    page = client.send(client.get(f"/cases/{case_id}/reopen"), {"reason": ""}, status=422)
    page = client.send(page, {"reason": "Withdrawn by mistake"})

    assert "withdrawn and opened again. Reason: Withdrawn by mistake" in page.text
    assert store.load(case_id).state == "open"


@pytest.mark.parametrize(("typed", "kept"), [("10:30", time(10, 30)), ("", None)])
def test_adjourning_moves_the_time_too_or_takes_it_away(
    client: PageClient, case_id: str, store: Store, typed: str, kept: time | None
) -> None:
    store.save(case_id, [Change("case.hearing_time", given(time(14, 0)))], NOW)
    revision = store.load(case_id).revision
    new = day_typed("hearing_date", date(2026, 12, 2)) | {"hearing_time": typed}
    client.send(client.get(f"/cases/{case_id}/adjourn"), new)

    case = store.load(case_id)
    answer = case.assessment.answers.get("case.hearing_time")
    assert (answer.value if answer else None) == kept
    assert case.revision == revision + 1


def test_adjourning_to_a_day_before_the_conviction_is_asked_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    convicted = Change("case.conviction_date", given(date(2026, 12, 10)))
    store.save(case_id, [convicted], NOW)
    new = day_typed("hearing_date", date(2026, 12, 2))
    page = client.send(client.get(f"/cases/{case_id}/adjourn"), new, status=422)

    assert "check both dates" in page.errors["hearing_date"]
    assert store.cases()[0].hearing_date is None


@pytest.mark.parametrize("year", ["2025", "", "soon"])
def test_adjourning_to_no_day_to_come_is_asked_back(
    client: PageClient, case_id: str, year: str
) -> None:
    day = {"hearing_date-day": "2", "hearing_date-month": "12", "hearing_date-year": year}
    page = client.send(client.get(f"/cases/{case_id}/adjourn"), day, status=422)

    assert "hearing_date" in page.errors


def test_a_library_that_has_changed_since_leaves_an_open_case_as_it_began(
    client: PageClient,
    practice: Practice,
    store: Store,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = practice.start(1)
    older = client.get(f"/cases/{case_id}/law").text
    own = client.app.extensions["court_assess"]
    changed = type(library)(library.questionnaire, type(library.rules)(), "sha256:other", {})
    settings = replace(own, library=changed)
    monkeypatch.setitem(client.app.extensions, "court_assess", settings)

    assert client.get(f"/cases/{case_id}/law").text == older
    assert client.client.get("/", base_url=HOST).status_code == 200
    del store


def test_a_case_of_definitions_that_cannot_be_read_still_gives_what_was_signed(
    client: PageClient, store: Store, library: Library
) -> None:
    broken = type(library)(library.questionnaire, library.rules, "sha256:old", {"a.yaml": "- b"})
    answers = Answers({"case.defendant_name": given("Dana Okafor")})
    case_id = store.start(Assessment(answers), broken, NOW)
    store.sign(case_id, signer="R", role="PO", reason="", content="{}", pdf=b"%PDF-1", now=NOW)
    page = client.get(f"/cases/{case_id}", 409)

    assert "definitions that this program can no longer read" in page.text
    (link,) = [one.get("href") for one in page.all("a") if "signed PDF" in "".join(one.itertext())]
    assert client.fetch(link or "").data == b"%PDF-1"
    assert "Dana Okafor" in client.get("/").text
