"""Report text: it starts from the draft, and a change of the answers behind it is shown with both."""

from __future__ import annotations

import re

import pytest

from court_assess.definitions.case_file import read_case_bytes
from court_assess.definitions.library import library_from_texts
from court_assess.domain.answers import given
from court_assess.domain.assessment import EditedText, Library, TextKey
from court_assess.domain.sentences import Voice
from court_assess.storage import Change, Store
from court_assess.storage.errors import StorageFullError
from tests.web.conftest import NOW, FakeWorker, Practice
from tests.web.page_client import Page, PageClient

KEY: TextKey = ("dependence", Voice.ACCOUNT)
MINE = "He told me of three days."
DRANK = "He drank alcohol on 3 days of the 28 before the interview."
NOW_DRANK = "He drank alcohol on 20 days of the 28 before the interview."
CHANGE = Change("alc.days28", given(20))
BEHIND = "The answers behind this text have changed since it was written"
SIGNED = {"signer": "R. Adeyemi", "role": "Probation officer", "confirm": "yes"}


@pytest.fixture
def marcus(practice: Practice) -> str:
    return practice.start(1)


def address(case_id: str, section: str = "dependence") -> str:
    return f"/cases/{case_id}/texts/{section}"


def write(client: PageClient, case_id: str, text: str = MINE, go: str = "") -> Page:
    """Type into the box of the person's account and save."""
    return client.send(client.get(address(case_id)), {"account": text}, go)


def saved(store: Store, case_id: str) -> EditedText | None:
    return store.load(case_id).assessment.texts.get(KEY)


def tags(page: Page) -> dict[str, str]:
    """Return how each section stands in the list."""
    names, states = (
        page.words("a", "govuk-task-list__link"),
        page.words("div", "govuk-task-list__status"),
    )
    return dict(zip(names, states, strict=True))


def buttons(page: Page) -> list[str]:
    return [one.get("value") or "" for one in page.all("button", name="go")]


def test_the_list_says_how_each_section_stands(
    client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    store.save_texts(marcus, {("offending", Voice.FACT): EditedText("x", "another draft")}, NOW, 2)
    found = tags(client.get(f"/cases/{marcus}/texts"))

    assert found["Dependence and alcohol"] == "Your text"
    assert found["Drugs and the offending"] == "Answers changed"
    assert found["Substances"] == "Draft"
    assert found["Strengths and recovery"] == "No answers yet"
    assert "Recommendation" not in found
    assert "The order" not in found


def test_the_boxes_start_from_the_draft_and_nothing_is_saved_by_looking(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))

    assert page.words("h2", "app-section-title") == [
        "Facts",
        "What the person says",
        "Officer's view",
    ]
    assert DRANK in page.fields()["account"][0]
    assert "In my opinion Marcus Whitlow is dependent on drugs." in page.fields()["opinion"][0]
    assert page.fields()["fact"] == [""]
    assert saved(store, marcus) is None


def test_a_text_that_was_edited_is_kept_with_the_draft_it_started_from(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = write(client, marcus, f"{MINE}\r\n\r\nAnd of one night. ")

    assert "Saved 14:02" in page.text
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == f"{MINE}\n\nAnd of one night."
    assert DRANK in edited.drafted
    assert f"{edited.at:%Y-%m-%dT%H:%M}" == "2026-11-18T14:02"
    assert set(store.load(marcus).assessment.texts) == {KEY}, (
        "drafts that nobody changed stay drafts"
    )
    assert client.get(address(marcus)).fields()["account"] == [edited.text]


def test_a_draft_that_is_right_as_it_stands_can_be_saved(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.send(client.get(address(marcus)), go="use:account")

    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == edited.drafted
    assert page.response.request.path == address(marcus)
    assert BEHIND not in page.text


def test_saving_what_was_not_changed_changes_nothing(
    client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    before = store.load(marcus)
    page = client.send(client.get(address(marcus)))

    assert "Nothing was changed" in page.text
    assert store.load(marcus) == before


def test_a_case_whose_questions_carry_no_sentences_says_so(
    client: PageClient, marcus: str, library: Library, store: Store
) -> None:
    texts = {
        name: re.sub(r"\n( +)report:.*(\n\1 +.*)*", "", text)
        for name, text in library.texts.items()
    }
    older = library_from_texts(texts)
    assert not [one.id for one in older.questionnaire.walk() if one.report]
    case_id = store.start(store.load(marcus).assessment, older, NOW)

    assert "carry no sentences" in client.get(f"/cases/{case_id}/texts").text


@pytest.mark.parametrize(
    ("text", "go"), [(MINE, "draft:account"), ("", ""), ("x" * 20_001, "draft:account")]
)
def test_a_button_and_an_empty_box_go_back_to_the_draft_and_the_text_stays_in_the_record(
    text: str, go: str, client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    write(client, marcus, text, go)

    assert saved(store, marcus) is None
    assert DRANK in client.get(address(marcus)).fields()["account"][0]
    past = store.text_history(marcus, KEY)
    assert [one.text.text if one.text else None for one in past] == [MINE, None]


def test_text_with_markup_in_it_is_shown_as_it_was_typed(client: PageClient, marcus: str) -> None:
    page = write(client, marcus, "<b>{{ 7*7 }}</b> & “so”", go="use:account")

    assert page.fields()["account"] == ["<b>{{ 7*7 }}</b> & “so”"]


def test_what_is_too_long_or_hidden_comes_back_as_typed_and_the_other_boxes_are_saved(
    client: PageClient, marcus: str, store: Store
) -> None:
    typed = {"account": "x" * 20_001, "opinion": "My view."}
    page = client.send(client.get(address(marcus)), typed, status=422)

    assert page.errors == {"account": "Shorten this to 20,000 characters or fewer; it has 20,001"}
    assert page.fields()["account"] == [typed["account"]]
    assert saved(store, marcus) is None
    assert store.load(marcus).assessment.texts["dependence", Voice.OPINION].text == "My view."
    again = client.send(page, {"account": MINE})
    assert "Saved 14:02" in again.text
    assert set(store.load(marcus).assessment.texts) == {KEY, ("dependence", Voice.OPINION)}


# Changed answers


def behind(client: PageClient, store: Store, case_id: str) -> Page:
    """Write a text, change an answer behind it, and return the page."""
    write(client, case_id)
    store.save(case_id, [CHANGE], NOW)
    return client.get(address(case_id))


def test_when_the_answers_have_changed_the_page_says_so_and_shows_all_three(
    client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    assert BEHIND not in client.get(address(marcus)).text, "the control"
    page = behind(client, store, marcus)

    then, now, mine = page.words("td")
    assert BEHIND in page.text
    said = [re.sub(r"\[(taken out|put in): (.*?)\]", r"\2", one) for one in (then, now)]
    assert DRANK in said[0]
    assert NOW_DRANK in said[1]
    assert mine == MINE
    assert page.fields()["account"] == [MINE]
    assert buttons(page) == ["use:fact", "keep:account", "draft:account", "use:opinion"]


def test_the_words_that_have_changed_are_marked_and_said_to_be(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = behind(client, store, marcus)
    then, now, _ = page.words("td")

    assert page.words("del") == ["[taken out: 3]"]
    assert page.words("ins") == ["[put in: 20]"]
    assert "on [taken out: 3] days" in then
    assert "on [put in: 20] days" in now
    assert "struck through" in page.text


def test_a_text_can_be_kept_beside_the_new_answers(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.send(
        behind(client, store, marcus), {"account": f"{MINE} Now twenty."}, "keep:account"
    )

    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == f"{MINE} Now twenty."
    assert NOW_DRANK in edited.drafted
    assert BEHIND not in page.text
    assert "Your text" in tags(client.get(f"/cases/{marcus}/texts"))["Dependence and alcohol"]


def test_a_text_that_is_only_saved_still_asks_to_be_held_against_the_answers(
    client: PageClient, marcus: str, store: Store
) -> None:
    client.send(behind(client, store, marcus), {"account": "Other words."})

    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == "Other words."
    assert BEHIND in client.get(address(marcus)).text


def test_one_can_start_again_from_the_new_draft(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.send(behind(client, store, marcus), go="draft:account")

    assert saved(store, marcus) is None
    assert NOW_DRANK in page.fields()["account"][0]


def test_a_text_is_held_against_the_draft_on_show_not_against_one_that_nobody_saw(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))
    store.save(marcus, [CHANGE], NOW)  # in another window
    client.send(page, {"account": MINE})

    edited = saved(store, marcus)
    assert edited is not None
    assert DRANK in edited.drafted
    assert BEHIND in client.get(address(marcus)).text


def test_a_draft_sent_back_unsound_is_taken_as_none_and_asks_to_be_looked_at(
    client: PageClient, marcus: str, store: Store
) -> None:
    client.send(client.get(address(marcus)), {"account": MINE, "account-draft": "\x00"})

    edited = saved(store, marcus)
    assert edited is not None
    assert edited.drafted == ""
    assert BEHIND in client.get(address(marcus)).text


def test_the_task_list_and_the_page_that_signs_name_the_texts_to_look_at_again(
    client: PageClient, marcus: str, store: Store
) -> None:
    assert BEHIND not in client.get(f"/cases/{marcus}/sign").text, "the control"
    behind(client, store, marcus)
    page = client.get(f"/cases/{marcus}/sign")

    (link,) = [one for one in page.all("a") if BEHIND in "".join(one.itertext())]
    assert "Dependence and alcohol, What the person says" in "".join(link.itertext())
    assert link.get("href") == f"{address(marcus)}#account"
    assert "1 to look at again" in client.get(f"/cases/{marcus}").text


# Two windows


def test_a_text_changed_in_another_window_is_told_and_both_are_there(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    page = client.send(page, {"account": MINE, "opinion": "My view."}, status=422)

    assert "This was changed in another window to “Theirs.”" in page.errors["account"]
    assert page.fields()["account"] == [MINE]
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == "Theirs."
    assert store.load(marcus).assessment.texts["dependence", Voice.OPINION].text == "My view."

    client.send(page)  # they have seen it now
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == MINE


def test_a_box_that_was_not_touched_never_stands_against_another_window(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    client.send(page, {"opinion": "My view."})

    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == "Theirs."


@pytest.mark.parametrize("go", ["", "use:account", "draft:account"])
def test_a_form_that_is_sent_twice_is_saved_once(
    go: str, client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus, "Before.")
    page = client.get(address(marcus))
    client.send(page, {"account": MINE}, go)
    client.send(page, {"account": MINE}, go)

    assert len(store.text_history(marcus, KEY)) == 2


def test_a_box_that_was_not_touched_comes_back_as_the_other_window_saved_it(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    page = client.send(page, {"opinion": "x" * 20_001}, status=422)

    assert page.fields()["account"] == ["Theirs."]
    client.send(page, {"opinion": "My view."})
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == "Theirs."


def test_a_faulty_text_is_not_put_over_another_window_once_it_is_mended(
    client: PageClient, marcus: str
) -> None:
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    page = client.send(page, {"account": "x" * 20_001}, status=422)

    assert "This was changed in another window to “Theirs.”" in page.errors["account"]
    assert page.fields()["account"] == ["x" * 20_001]


def test_a_page_on_which_nothing_could_be_saved_still_knows_what_it_had_seen(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    store.save(marcus, [CHANGE], NOW)
    page = client.send(page, {"opinion": "My view.", "csrf_token": "old"}, status=400)
    client.send(page)

    texts = store.load(marcus).assessment.texts
    assert {key: one.text for key, one in texts.items()} == {
        KEY: "Theirs.",
        ("dependence", Voice.OPINION): "My view.",
    }


def test_going_back_to_the_draft_does_not_take_out_what_another_window_wrote(
    client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    page = client.get(address(marcus))
    write(client, marcus, "Theirs.")
    page = client.send(page, go="draft:account", status=422)

    assert "changed in another window" in page.errors["account"]
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == "Theirs."


def test_a_text_that_another_window_took_out_is_told(
    client: PageClient, marcus: str, store: Store
) -> None:
    write(client, marcus)
    page = client.get(address(marcus))
    write(client, marcus, go="draft:account")
    page = client.send(page, {"account": "More."}, status=422)

    assert "This was changed in another window to the draft" in page.errors["account"]
    assert saved(store, marcus) is None


def test_a_save_between_reading_and_writing_is_decided_anew(
    client: PageClient, marcus: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, real = client.get(address(marcus)), store.save_texts

    def beside_theirs(*call: object) -> int:
        monkeypatch.setattr(store, "save_texts", real)
        real(marcus, {KEY: EditedText("Theirs.")}, NOW, 1)
        return real(*call)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "save_texts", beside_theirs)
    page = client.send(page, {"account": MINE}, status=422)

    assert "changed in another window" in page.errors["account"]
    assert page.fields()["account"] == [MINE]


# What must not happen


def test_a_disk_that_is_full_gives_back_what_was_typed(
    client: PageClient, marcus: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFullError

    page = client.get(address(marcus))
    monkeypatch.setattr(store, "save_texts", full)
    page = client.send(page, {"account": MINE}, status=507)

    assert "the disk is full" in page.text
    assert page.fields()["account"] == [MINE]


def test_a_form_from_before_the_program_started_gives_back_what_was_typed(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.send(
        client.get(address(marcus)), {"account": MINE, "csrf_token": "old"}, status=400
    )

    assert "Nothing was saved" in page.text
    assert page.fields()["account"] == [MINE]
    assert saved(store, marcus) is None


def test_what_is_signed_cannot_be_edited_and_holds_the_texts(
    client: PageClient, marcus: str, store: Store, worker: FakeWorker
) -> None:
    write(client, marcus)
    page = client.get(address(marcus))
    client.send(client.get(f"/cases/{marcus}/sign"), SIGNED)

    (version,) = store.signed_versions(marcus)
    assert MINE in version.content
    assert MINE in worker.pages[-1]
    client.send(page, {"account": "Too late."}, status=409)
    assert client.get(address(marcus)).words("h1") == ["Documents and signing"]
    assert client.get(f"/cases/{marcus}/texts").words("h1") == ["Documents and signing"]
    assert "Report text" not in client.get(f"/cases/{marcus}").words("a")
    edited = saved(store, marcus)
    assert edited is not None
    assert edited.text == MINE


def test_a_text_saved_after_the_page_that_signs_was_opened_stops_the_signature(
    client: PageClient, marcus: str, store: Store
) -> None:
    page = client.get(f"/cases/{marcus}/sign")
    write(client, marcus)
    client.send(page, SIGNED, status=409)

    assert store.signed_versions(marcus) == ()


def test_the_case_file_carries_the_texts(
    client: PageClient, marcus: str, store: Store, library: Library
) -> None:
    write(client, marcus)
    raw = client.fetch(f"/cases/{marcus}/case-file.yaml").data

    assert read_case_bytes(raw, "case.yaml", library).assessment.texts == {
        KEY: saved(store, marcus)
    }


@pytest.mark.parametrize("section", ["recommendation", "order", "report_rest", "nothing"])
def test_there_is_no_page_for_what_is_never_drafted(
    section: str, client: PageClient, marcus: str
) -> None:
    client.get(address(marcus, section), 404)


def test_a_text_that_came_with_a_case_file_can_always_be_reached(
    client: PageClient, marcus: str, store: Store
) -> None:
    key: TextKey = ("recommendation", Voice.OPINION)
    store.save_texts(marcus, {key: EditedText("From elsewhere.")}, NOW, 1)

    assert client.get(address(marcus, "recommendation")).fields()["opinion"] == ["From elsewhere."]


@pytest.mark.parametrize("page", ["documents", "answers", ""])
def test_the_page_is_reached_from_the_documents_the_answers_and_the_task_list(
    page: str, client: PageClient, marcus: str
) -> None:
    links = [one.get("href") for one in client.get(f"/cases/{marcus}/{page}".rstrip("/")).all("a")]

    assert f"/cases/{marcus}/texts" in links
