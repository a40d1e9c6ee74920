"""The provider's returned file in the app: compared, confirmed, saved in one go, or refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, KnownBy, given
from court_assess.storage import Change, Store
from tests.domain.test_provider_part import YES
from tests.returned import FILLED_BY, MALFORMED, SPOILT, as_sent, filled
from tests.web.conftest import NOW, Practice
from tests.web.page_client import HOST, Page, PageClient
from tests.web.test_referral import address as referral_page

PROVIDER = KnownBy.PROVIDER
ASKED = {"made_by": "R. Adeyemi", "made_for": "another", "another": "Harbour House"}


def address(case_id: str) -> str:
    return f"/cases/{case_id}/reply"


def save(store: Store, case_id: str, answers: dict[str, Answer]) -> None:
    store.save(case_id, [Change(question, one) for question, one in answers.items()], NOW)


def sent(client: PageClient, case_id: str) -> Any:
    """Make a referral as a data file and return it."""
    fields: dict[str, Any] = {**client.get(referral_page(case_id)).fields(), **ASKED, "go": "data"}
    answer = client.client.post(referral_page(case_id), data=fields, base_url=HOST)
    assert answer.mimetype == "application/json", answer.get_data(as_text=True)
    return json.loads(answer.data)


def bring_in(client: PageClient, case_id: str, raw: bytes, status: int = 200) -> Page:
    """Choose a file on the page that asks for it and press the button.

    The body is written out, because Werkzeug's client would put a large one on the disk.
    """
    token = client.get("/start").fields()["csrf_token"][0].encode()
    head = b"\r\n--x--x\r\nContent-Disposition: form-data; name="
    body = head + b'"csrf_token"\r\n\r\n' + token
    body += head + b'"file"; filename="reply.json"\r\n\r\n' + raw + b"\r\n--x--x--\r\n"
    kind = "multipart/form-data; boundary=x--x"
    answer = client.client.post(
        address(case_id), data=body, content_type=kind, base_url=HOST, follow_redirects=True
    )
    return client._looked_at(answer, status)  # noqa: SLF001 - as every page is looked at


def everything(store: Store) -> dict[str, list[Any]]:
    """Return every row of every table, whatever the store's methods show of it."""
    with store._reading() as db:  # noqa: SLF001 - the test looks under them
        return {one: db.execute(f"SELECT * FROM {one}").fetchall() for one in db.table_names()}  # noqa: S608 - the names are the database's own


@pytest.fixture
def agreed(case_id: str, store: Store) -> str:
    save(store, case_id, {**YES, "ses.depth": given("full")})
    return case_id


def test_a_returned_file_is_compared_then_saved_whole_as_the_provider_s(
    client: PageClient, agreed: str, store: Store
) -> None:
    before = store.load(agreed)
    page = bring_in(client, agreed, as_sent(filled(sent(client, agreed))))

    assert store.load(agreed) == before  # nothing is saved before it is confirmed
    assert "Filled in by Jo Tregear, recovery worker (Registered nurse since 2019)" in page.text
    assert "Differs" not in page.text
    done = client.send(page)
    held = store.load(agreed).assessment.answers
    assert held.get("prov.requires_treatment") == given("yes", PROVIDER)
    assert held.get("prov.may_be_susceptible") == NOT_KNOWN
    assert held.get("prov.suitable") == DECLINED
    assert held.get("prov.assessor") == given(FILLED_BY["prov.assessor"], PROVIDER)
    assert held.get("prov.method") == given("returned_file", PROVIDER)
    assert held.get("prov.name") == given("Harbour House", PROVIDER)
    assert [row.answers["joint.who"].value for row in held.rows_of("joint")] == [
        "provider",
        "person",
    ]
    assert "The provider's answers were saved 14:02" in done.text
    (taken,) = store.replies_taken(agreed)
    assert (taken.who, taken.role) == (FILLED_BY["prov.assessor"], FILLED_BY["prov.role"])
    assert "Brought in: Jo Tregear, recovery worker, on 18 November 2026" in done.text
    assert store.history(agreed, "prov.requires_treatment")[-1].saved_at == NOW


def test_a_clash_is_shown_with_both_answers_before_it_is_saved(
    client: PageClient, agreed: str, store: Store
) -> None:
    save(
        store,
        agreed,
        {"prov.requires_treatment": given("no"), "prov.place": given("12 Quay Street")},
    )
    page = bring_in(client, agreed, as_sent(filled(sent(client, agreed))))
    (row,) = [one for one in page.words("tr") if one.startswith("Needs treatment")]

    assert row == "Needs treatment Differs No Yes"
    assert "1 answer in the file differs from the one here" in page.text
    assert "Place of treatment: 12 Quay Street" in page.text  # it stays
    client.send(page)
    past = store.history(agreed, "prov.requires_treatment")
    assert [one.answer.value if one.answer else None for one in past] == ["no", "yes"]
    assert store.load(agreed).assessment.answers.get("prov.place") == given("12 Quay Street")


def test_the_same_file_again_has_nothing_to_save(
    client: PageClient, agreed: str, store: Store
) -> None:
    raw = as_sent(filled(sent(client, agreed)))
    client.send(bring_in(client, agreed, raw))
    before = store.load(agreed)
    page = bring_in(client, agreed, raw)

    assert "Every answer of this file is here already" in page.text
    assert page.all("form", method="post", enctype="multipart/form-data") == []
    assert store.load(agreed) == before


def test_a_file_with_anything_wrong_is_refused_whole_and_nothing_changes(
    client: PageClient, agreed: str, store: Store
) -> None:
    tree = filled(sent(client, agreed))
    good = as_sent(tree)
    wrong = {how: (spoil(good), says) for how, (spoil, says) in MALFORMED.items()}
    for how, (spoil, says) in SPOILT.items():
        spoilt = filled(tree)
        spoil(spoilt)
        wrong[how] = (json.dumps(spoilt).encode(), says)
    before = everything(store)

    for how, (raw, says) in wrong.items():
        page = bring_in(client, agreed, raw, 422)
        (line,) = [one for one in page.words("a") if one.startswith("The file ")]
        assert says in line, how
        assert everything(store) == before, how
    client.send(bring_in(client, agreed, good))  # the control: the good file is taken
    assert everything(store) != before


def test_the_file_of_another_case_or_an_older_one_is_refused_and_nothing_changes(
    client: PageClient, agreed: str, practice: Practice, store: Store
) -> None:
    other = practice.start(11)
    theirs = as_sent(filled(sent(client, other)))
    old = as_sent(filled(sent(client, agreed)))
    save(store, agreed, {"own.want": given("To see her children")})
    sent(client, agreed)
    before = everything(store)

    assert "is for another case" in bring_in(client, agreed, theirs, 422).text
    assert "answers an older referral" in bring_in(client, agreed, old, 422).text
    assert everything(store) == before


def test_what_is_posted_in_place_of_what_was_shown_is_read_again_as_strictly(
    client: PageClient, agreed: str, store: Store
) -> None:
    page = bring_in(client, agreed, as_sent(filled(sent(client, agreed))))
    before = everything(store)

    client.send(page, {"file": "bm90IGpzb24="}, status=422)
    client.send(page, {"file": "*"}, status=400)
    assert everything(store) == before


def test_what_was_changed_meanwhile_is_shown_again_and_nothing_is_saved(
    client: PageClient, agreed: str, store: Store
) -> None:
    page = bring_in(client, agreed, as_sent(filled(sent(client, agreed))))
    save(store, agreed, {"prov.requires_treatment": given("no")})
    before = everything(store)
    again = client.send(page, status=409)

    assert "changed in another window" in again.text
    assert "Needs treatment Differs No Yes" in again.words("tr")
    assert everything(store) == before
    client.send(again)
    answers = store.load(agreed).assessment.answers
    assert answers.get("prov.requires_treatment") == given("yes", PROVIDER)


def test_a_change_in_the_very_moment_of_saving_keeps_all_of_the_file_out(
    client: PageClient, agreed: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring_in(client, agreed, as_sent(filled(sent(client, agreed))))
    real = store.take_reply

    def beside_theirs(*call: Any) -> int:
        monkeypatch.setattr(store, "take_reply", real)
        save(store, agreed, {"prov.suitable": given("no")})
        return real(*call)

    monkeypatch.setattr(store, "take_reply", beside_theirs)
    client.send(page, status=409)

    answers = store.load(agreed).assessment.answers
    assert answers.get("prov.requires_treatment") is None
    assert answers.rows_of("joint") == ()
    assert store.replies_taken(agreed) == ()


def test_a_closed_case_takes_no_file(client: PageClient, agreed: str, store: Store) -> None:
    raw = as_sent(filled(sent(client, agreed)))
    page = bring_in(client, agreed, raw)
    store.withdraw(agreed, "Not needed", NOW)
    before = everything(store)

    for shown in (client.get(address(agreed)), bring_in(client, agreed, raw)):
        assert shown.words("h1") == ["Check answers"]
    client.send(page, status=409)
    assert everything(store) == before


def test_without_a_file_the_page_asks_for_one(client: PageClient, agreed: str) -> None:
    page = client.get(address(agreed))
    assert "No referral has been made from this case here" in page.text
    again = bring_in(client, agreed, b"", 422)
    assert "Choose the file that the provider sent back" in again.text


def test_consent_taken_back_since_is_said_beside_the_answers(
    client: PageClient, agreed: str, store: Store
) -> None:
    raw = as_sent(filled(sent(client, agreed)))
    save(store, agreed, {"con.withdrawn": given(("provider",))})

    assert "No referral can be made" in bring_in(client, agreed, raw).text


def test_the_provider_s_page_leads_to_it_and_shows_both_views(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(11)
    page = client.get(f"/cases/{case_id}/sections/provider")

    assert address(case_id) in [one.get("href") for one in page.all("a")]
    for shown in (page, client.get(f"/cases/{case_id}/measures")):
        (row,) = [one for one in shown.words("tr") if "Neither view outweighs" in one]
        assert "Neither" in row.split("They differ")[0]


def test_the_law_page_says_whom_each_condition_rests_on(
    client: PageClient, practice: Practice
) -> None:
    text = client.get(f"/cases/{practice.start(1)}/law").text

    assert (
        "Rests on: the treatment provider, Jo Tregear, criminal justice recovery worker, by phone "
        "and email, 23 November 2026." in text
    )
    assert "Rests on: the officer, R. Adeyemi." in text or "Rests on: the officer," in text
    assert "Rests on: the person." in text
