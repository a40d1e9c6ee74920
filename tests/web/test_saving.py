"""What a posted section page changes, and what it gives back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, KnownBy, Status, given
from court_assess.domain.values import Duration, PartialDate, Weeks
from court_assess.storage import Change, Store
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, FakeWorker, Practice, save_between
from tests.web.page_client import HOST, Changes, Page, PageClient


def section(case_id: str, section_id: str) -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def answers(store: Store, case_id: str) -> dict[str, Answer]:
    return dict(store.load(case_id).assessment.answers.single)


def save(client: PageClient, case_id: str, where: str, changes: Changes, status: int = 200) -> Page:
    page = client.get(section(case_id, where))
    return client.send(page, changes, "next", status)


def tells_to_act(page: Page) -> bool:
    return any(
        one.startswith("Act ") for one in page.words("h2", "govuk-notification-banner__title")
    )


def test_good_answers_are_saved_and_the_page_says_when(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = save(client, case_id, "hearing", {"case.crn": "X123456", "case.court": "Leeds"})

    assert page.words("h1") == ["Consent and interview conditions"]
    assert "Saved 14:02" in page.words("p", "app-saved")
    assert answers(store, case_id)["case.crn"] == given("X123456")


def test_a_page_sent_as_it_came_changes_nothing(
    client: PageClient, case_id: str, store: Store
) -> None:
    before = store.load(case_id)
    page = save(client, case_id, "hearing", {})

    assert "Nothing was changed" in page.words("p", "app-saved")
    assert store.load(case_id).revision == before.revision


def test_save_and_come_back_leads_to_the_task_list(client: PageClient, case_id: str) -> None:
    page = client.send(client.get(section(case_id, "hearing")), {"case.crn": "X1"}, "later")

    assert page.words("h1") == ["Assessment"]


@pytest.mark.parametrize(
    ("where", "typed", "question", "expected"),
    [
        ("hearing", {"case.sex": "female"}, "case.sex", given("female")),
        ("hearing", {"case.no_fixed_abode": "yes"}, "case.no_fixed_abode", given("yes")),
        (
            "safety",
            {"sui.past_attempt_on-year": "2019"},
            "sui.past_attempt_on",
            given(PartialDate(2019)),
        ),
        (
            "safety",
            {"sui.past_attempt_on-month": " 3 ", "sui.past_attempt_on-year": "2019"},
            "sui.past_attempt_on",
            given(PartialDate(2019, 3)),
        ),
        ("recovery", {"rc.hope": "4"}, "rc.hope", given(4)),
        (
            "dependence?depth=full",
            {f"alc.weeks-week{week}": str(week) for week in (1, 2, 3, 4)},
            "alc.weeks",
            given(Weeks((4, 3, 2, 1))),
        ),
        (
            "order",
            {"drr.review_interval-count": "6", "drr.review_interval-unit": "week"},
            "drr.review_interval",
            given(Duration(6, "week")),
        ),
        (
            "safety",
            {"now.signs": ["shaking", "sweating"]},
            "now.signs",
            given(("shaking", "sweating")),
        ),
    ],
)
def test_each_kind_of_input_becomes_a_value(  # noqa: PLR0913, PLR0917 - a table
    client: PageClient,
    case_id: str,
    store: Store,
    where: str,
    typed: Changes,
    question: str,
    expected: Answer,
) -> None:
    save(client, case_id, where, typed)

    assert answers(store, case_id)[question] == expected


def test_every_kind_comes_back_as_it_was_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed: Changes = {
        "case.date_of_birth-day": "9",
        "case.date_of_birth-month": "2",
        "case.date_of_birth-year": "1990",
        "case.hearing_time": "14:00",
        "case.address": "1 High Street\nLeeds",
        "case.plea": "guilty",
    }
    save(client, case_id, "hearing", typed)
    fields = client.get(section(case_id, "hearing")).fields()

    assert {name: fields[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert save(client, case_id, "hearing", {}).words("p", "app-saved") == ["Nothing was changed"]
    del store


def test_a_faulty_field_comes_back_as_typed_while_the_others_are_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed = {
        "case.crn": "X123456",
        "case.date_of_birth-day": "31",
        "case.date_of_birth-month": " 2",
        "case.date_of_birth-year": "1990",
    }
    page = save(client, case_id, "hearing", typed, 422)

    assert page.words("title")[0].startswith("Error: The hearing")
    assert page.errors == {"case.date_of_birth": "Enter a real date: that day does not exist"}
    assert [one.get("href") for one in page.all("a") if "case.date_of_birth" in one.get("href", "")]
    assert page.fields()["case.date_of_birth-month"] == [" 2"]
    assert "The rest was saved 14:02" in page.words("p", "app-saved")
    assert answers(store, case_id)["case.crn"] == given("X123456")
    assert "case.date_of_birth" not in answers(store, case_id)


def test_a_page_with_nothing_but_a_mistake_does_not_say_that_it_saved(
    client: PageClient, case_id: str
) -> None:
    page = save(client, case_id, "hearing", {"case.hearing_time": "25:00"}, 422)

    assert page.words("p", "app-saved") == []


@pytest.mark.parametrize(
    ("where", "typed", "question", "advice"),
    [
        ("hearing", {"case.sex": "purple"}, "case.sex", "Choose one of the answers"),
        ("hearing", {"case.crn": "X\x001"}, "case.crn", "Take out the hidden characters"),
        ("hearing", {"case.crn": "X" * 21}, "case.crn", "Shorten this to 20 characters"),
        ("hearing", {"case.address": "x" * 501}, "case.address", "Shorten this to 500"),
        ("hearing", {"case.hearing_date-day": "1"}, "case.hearing_date", "Enter a date with day"),
        ("hearing", {"case.hearing_time": "teatime"}, "case.hearing_time", "Enter a time"),
        ("dependence", {"alc.days28": "29"}, "alc.days28", "Enter 28 or less"),
        ("dependence", {"alc.days28": "-1"}, "alc.days28", "Enter 0 or more"),
        ("dependence", {"alc.days28": "1e3"}, "alc.days28", "Enter a whole number"),
        ("recovery", {"rc.hope": "99"}, "rc.hope", "Enter"),
        ("dependence?depth=full", {"alc.weeks-week2": "7"}, "alc.weeks", "Enter the days for each"),
        ("safety", {"now.signs": ["none", "fit"]}, "now.signs", "Choose either"),
        ("safety", {"now.signs": ["dancing"]}, "now.signs", "Choose one of the answers"),
        (
            "order",
            {"drr.review_interval-count": "6"},
            "drr.review_interval",
            "Enter a number and a unit",
        ),
        ("hearing", {"case.sex--instead": "mumbled"}, "case.sex", "Choose from the list why"),
        (
            "hearing",
            {"case.sex": "male", "case.sex--known-by": "gossip"},
            "case.sex",
            "Choose from the list how",
        ),
        ("hearing", {"case.sex--note": "no time"}, "case.sex", "Choose “Not asked today” as well"),
    ],
)
def test_what_cannot_be_read_gets_advice_and_is_not_saved(  # noqa: PLR0913, PLR0917 - a table
    client: PageClient,
    case_id: str,
    store: Store,
    where: str,
    typed: Changes,
    question: str,
    advice: str,
) -> None:
    page = save(client, case_id, where, typed, 422)

    assert page.errors[question].startswith(advice)
    assert question not in answers(store, case_id)


def test_text_is_given_back_whole_and_escaped(client: PageClient, case_id: str) -> None:
    text = "<script>alert('x')</script>\n\"&amp;\" " + "x" * 500
    page = save(client, case_id, "hearing", {"case.address": text}, 422)

    assert page.fields()["case.address"] == [text]


def test_text_that_starts_with_an_empty_line_keeps_it_on_the_page(
    client: PageClient, case_id: str
) -> None:
    text = "\n\nsecond" + "x" * 500
    page = save(client, case_id, "hearing", {"case.address": text}, 422)

    assert page.fields()["case.address"] == [text]


def test_a_lone_surrogate_is_no_answer_and_no_crash(client: PageClient, case_id: str) -> None:
    page = client.get(section(case_id, "hearing"))
    token = page.fields()["csrf_token"][0]
    raw = f"csrf_token={token}&case.crn--instead=&case.crn=%ED%A0%80X".encode()
    answer = client.client.post(
        section(case_id, "hearing"),
        data=raw,
        base_url="http://127.0.0.1",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("declined", DECLINED), ("not_known", NOT_KNOWN), ("not_asked", Answer(Status.NOT_ASKED))],
)
def test_a_question_can_go_without_an_answer(
    client: PageClient, case_id: str, store: Store, chosen: str, expected: Answer
) -> None:
    save(client, case_id, "safety", {"inj.status--instead": chosen})

    assert answers(store, case_id)["inj.status"] == expected
    page = client.get(section(case_id, "safety"))
    assert page.fields()["inj.status--instead"] == [chosen]


def test_not_asked_keeps_its_reason(client: PageClient, case_id: str, store: Store) -> None:
    typed = {"inj.status--instead": "not_asked", "inj.status--note": "no interpreter"}
    save(client, case_id, "safety", typed)

    assert answers(store, case_id)["inj.status"] == Answer(Status.NOT_ASKED, note="no interpreter")


def test_how_it_is_known_is_kept(client: PageClient, case_id: str, store: Store) -> None:
    save(client, case_id, "safety", {"inj.status": "never", "inj.status--known-by": "provider"})

    assert answers(store, case_id)["inj.status"] == given("never", KnownBy.PROVIDER)


def test_clear_this_answer_works_without_javascript_and_history_keeps_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    save(client, case_id, "safety", {"inj.status": "never"})
    save(client, case_id, "safety", {"inj.status--instead": "clear"})

    assert "inj.status" not in answers(store, case_id)
    assert [one.answer for one in store.history(case_id, "inj.status")] == [given("never"), None]


def test_a_field_left_blank_is_cleared(client: PageClient, case_id: str, store: Store) -> None:
    save(client, case_id, "hearing", {"case.crn": "X1"})
    save(client, case_id, "hearing", {"case.crn": "  "})

    assert "case.crn" not in answers(store, case_id)


def test_declining_replaces_an_answer_that_is_still_ticked(
    client: PageClient, case_id: str, store: Store
) -> None:
    save(client, case_id, "safety", {"inj.status": "never"})
    save(client, case_id, "safety", {"inj.status--instead": "declined"})

    assert answers(store, case_id)["inj.status"] == DECLINED


def test_an_answer_typed_later_replaces_declined(
    client: PageClient, case_id: str, store: Store
) -> None:
    save(client, case_id, "safety", {"inj.status--instead": "declined"})
    save(client, case_id, "safety", {"inj.status": "never"})

    assert answers(store, case_id)["inj.status"] == given("never")


def test_an_answer_and_declined_at_once_is_asked_back(client: PageClient, case_id: str) -> None:
    typed = {"inj.status": "never", "inj.status--instead": "declined"}
    page = save(client, case_id, "safety", typed, 422)

    assert "not both" in page.errors["inj.status"]


def test_a_question_that_was_not_on_the_page_posted_keeps_its_answer(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id, "safety"))
    token = {"csrf_token": page.fields()["csrf_token"]}
    client.post(section(case_id, "hearing"), token)

    assert answers(store, case_id)["case.defendant_name"] == given("Dana Okafor")


def test_another_window_is_not_overwritten(client: PageClient, case_id: str, store: Store) -> None:
    mine = client.get(section(case_id, "hearing"))
    save(client, case_id, "hearing", {"case.crn": "THEIRS"})
    page = client.send(mine, {"case.crn": "MINE", "case.pnc": "P1"}, "next", 422)

    assert "“THEIRS”" in page.errors["case.crn"]
    assert page.fields()["case.crn"] == ["MINE"]
    assert answers(store, case_id)["case.crn"] == given("THEIRS")
    assert answers(store, case_id)["case.pnc"] == given("P1")
    client.send(page, {}, "next")
    assert answers(store, case_id)["case.crn"] == given("MINE")


def test_what_another_window_saves_at_the_same_moment_is_not_overwritten(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Checked before saving alone, this would say "Saved" twice and lose what they wrote.
    page = client.get(section(case_id, "hearing"))
    save_between(store, case_id, Change("case.crn", given("THEIRS")), monkeypatch)
    page = client.send(page, {"case.crn": "MINE", "case.pnc": "P1"}, "next", 422)

    assert "“THEIRS”" in page.errors["case.crn"]
    assert page.fields()["case.crn"] == ["MINE"]
    assert page.words("p", "app-saved") == ["The rest was saved 14:02"]
    assert answers(store, case_id)["case.crn"] == given("THEIRS")
    assert answers(store, case_id)["case.pnc"] == given("P1")


def test_a_flag_that_two_windows_raise_together_is_shown(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(section(case_id, "hearing"))
    theirs = Change("now.signs", given(("cannot_wake",)))
    save_between(store, case_id, theirs, monkeypatch)
    page = client.send(page, {"case.crn": "X1"}, "next")

    assert tells_to_act(page)


def test_of_two_windows_posted_at_once_only_one_is_told_that_it_saved(
    app: Flask, case_id: str, store: Store
) -> None:
    # A control: with no revision given to the store, both were told so in most of the rounds.
    clients = [PageClient(app), PageClient(app)]
    at_once = Barrier(2)

    def post(client: PageClient, fields: dict[str, list[str]], crn: str) -> int:
        at_once.wait()
        path = section(case_id, "hearing")
        data = {**fields, "case.crn": [crn]}
        return client.client.post(path, data=data, base_url=HOST).status_code

    with ThreadPoolExecutor(2) as threads:
        for number in range(10):
            fields = [one.get(section(case_id, "hearing")).fields() for one in clients]
            crns = (f"A{number}", f"B{number}")
            statuses = list(threads.map(post, clients, fields, crns))
            assert sorted(statuses) == [302, 422]
            kept = crns[statuses.index(302)]
            assert answers(store, case_id)["case.crn"] == given(kept)


def test_two_windows_that_say_the_same_agree(client: PageClient, case_id: str) -> None:
    mine = client.get(section(case_id, "hearing"))
    save(client, case_id, "hearing", {"case.crn": "SAME"})
    client.send(mine, {"case.crn": "SAME"}, "next")


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "²", "999999"])
def test_a_revision_that_never_was_counts_as_the_oldest(
    client: PageClient, case_id: str, revision: str
) -> None:
    save(client, case_id, "hearing", {"case.crn": "THEIRS"})
    page = save(client, case_id, "hearing", {"case.crn": "MINE", "revision": revision}, 422)

    assert "another window" in page.errors["case.crn"]


def test_a_question_opens_on_the_page_that_holds_what_it_depends_on(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "consent"))
    (wrapper,) = [one for one in page.all("div") if "ses.private" in one.get("data-shown-when", "")]

    assert wrapper.get("data-shown-when") == '["has","ses.private",["no"]]'
    assert "Only if “Interview was private” is “No”" in page.words("p", "app-only-if")


def test_a_mistake_in_a_question_that_does_not_apply_stops_nothing(
    client: PageClient, case_id: str
) -> None:
    typed = {"od.ever": "0", "od.last-year": "sometime"}
    page = save(client, case_id, "safety", typed)

    assert page.words("h1") == ["Health and home"]


def test_a_full_disk_gives_the_typed_text_back(
    client: PageClient, case_id: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise StorageFullError

    page = client.get(section(case_id, "hearing"))
    monkeypatch.setattr(store, "save", full)
    page = client.send(page, {"case.crn": "X99"}, "next", 507)

    assert "Not saved: the disk is full" in page.text
    assert page.fields()["case.crn"] == ["X99"]
    assert page.words("p", "app-saved") == []


def test_the_rest_of_a_page_can_be_marked_as_not_asked_for_one_reason(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id, "provider"))

    typed = {"prov.name": "Lanternway", "rest_reason": "not needed: aged 17"}
    page = client.send(page, typed, "rest")

    held = answers(store, case_id)
    assert held["prov.name"] == given("Lanternway")
    assert held["prov.requires_treatment"] == Answer(Status.NOT_ASKED, note="not needed: aged 17")
    assert "prov.reception" not in held  # it was not on show
    assert page.words("h1") == ["The order"]


def test_the_rest_of_a_page_is_not_marked_without_a_reason_and_nothing_is_lost(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.send(
        client.get(section(case_id, "provider")), {"prov.name": "Lanternway"}, "rest", 422
    )

    assert set(answers(store, case_id)) == {"case.defendant_name", "prov.name"}
    assert "What you answered is saved. Give the reason" in page.text
    assert page.fields()["prov.name"] == ["Lanternway"]
    assert page.words("p", "app-saved") == ["The rest was saved 14:02"]
    page = client.send(page, {"rest_reason": "aged 17"}, "rest")
    assert page.words("h1") == ["The order"]


def test_without_a_reason_and_without_an_answer_nothing_is_said_to_be_saved(
    client: PageClient, case_id: str
) -> None:
    page = client.send(client.get(section(case_id, "provider")), {}, "rest", 422)

    assert "Give the reason" in page.text
    assert "What you answered is saved" not in page.text
    assert page.words("p", "app-saved") == []


def test_what_must_be_acted_on_is_shown_though_the_reason_is_lacking(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    page = client.send(page, {"now.signs": ["cannot_wake"]}, "rest", 422)

    assert tells_to_act(page)


def test_a_flag_that_was_dealt_with_is_shown_again_once_it_rests_on_more(
    client: PageClient, case_id: str
) -> None:
    page = save(client, case_id, "safety", {"now.signs": ["drowsy"]})
    client.send(page, {"RF-OD-NOW-seen_by": "R", "RF-OD-NOW-done": "yes"}, place=0)
    page = client.get(f"/cases/{case_id}")
    assert page.words("div", "app-open-flags") == []
    page = save(client, case_id, "safety", {"now.signs": ["drowsy", "cannot_wake"]})
    assert tells_to_act(page)
    # Answered "not dealt with" and then worse still: shown again, not left in one line.
    client.send(page, {"RF-OD-NOW-seen_by": "R", "RF-OD-NOW-done": "no"}, place=0)
    page = save(client, case_id, "hearing", {"case.crn": "X1"})
    assert not tells_to_act(page)
    assert len(page.words("div", "app-open-flags")) == 1
    page = save(client, case_id, "safety", {"now.signs": ["cannot_wake", "blue_lips"]})
    assert tells_to_act(page)


def test_a_report_is_not_signed_if_an_answer_is_saved_while_its_pdf_is_made(
    client: PageClient,
    store: Store,
    practice: Practice,
    worker: FakeWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = practice.start(1)
    page = client.get(f"/cases/{case_id}/sign")

    def render(html: str, attached: bytes = b"") -> bytes:
        store.save(case_id, [Change("case.crn", given("LATE"))], NOW)
        return html.encode() + attached

    monkeypatch.setattr(worker, "render", render)
    typed = {"signer": "R. Adeyemi", "role": "Probation officer", "confirm": "yes"}
    page = client.send(page, typed, status=409)

    assert "answers were saved after this report was made" in page.text
    assert store.signed_versions(case_id) == ()


def test_marking_the_rest_leaves_a_faulty_field_to_be_mended(
    client: PageClient, case_id: str, store: Store
) -> None:
    typed = {"drr.length_months": "long", "rest_reason": "no time"}
    client.send(client.get(section(case_id, "order")), typed, "rest", 422)

    assert "drr.length_months" not in answers(store, case_id)
