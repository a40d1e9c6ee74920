"""Check answers shows what the depth asks and whatever else was answered, and whose word it is."""

from __future__ import annotations

import pytest

from court_assess.domain.answers import Answer, Answers, KnownBy, Status, given
from court_assess.domain.assessment import Library
from court_assess.domain.questions import FULL
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import Weeks
from court_assess.domain.walk import sections_asked, walk
from court_assess.storage import Change, Store
from court_assess.web.pages.field import KNOWN_BY_WORDS
from tests.web.conftest import NOW
from tests.web.page_client import HTML, Page, PageClient

ROW = "govuk-summary-list__row"


def answers(page: Page) -> dict[str, tuple[str, str]]:
    """Return each answer on the page with the address of its "Change" link, by label."""
    found = {}
    for one in page.all("div"):
        if one.get("class") == ROW:
            label, value, *more = (" ".join("".join(part.itertext()).split()) for part in one)
            links = [link.get("href") or "" for link in one.iter(f"{HTML}a")]
            found[label] = (value, links[0] if more else "")
    return found


def save(store: Store, case_id: str, *changes: Change) -> None:
    store.save(case_id, changes, NOW)


def read(store: Store, library: Library, case_id: str) -> AnswerReading:
    held: Answers = store.load(case_id).assessment.answers
    return AnswerReading(library.questionnaire, held, NOW.date())


@pytest.mark.parametrize("depth", ["court_day", "full"])
def test_every_question_of_the_walk_is_there_and_no_other(
    client: PageClient, case_id: str, store: Store, library: Library, depth: str
) -> None:
    save(store, case_id, Change("ses.depth", given(depth)))
    for group in ("sub", "dep", "offence"):
        store.add_row(case_id, group, NOW)
    page = client.get(f"/cases/{case_id}/answers")
    reading = read(store, library, case_id)
    labels = page.words("dt", "govuk-summary-list__key")

    assert sorted(labels) == sorted(" ".join(i.question.short.split()) for i in walk(reading))
    titles = [one.title for one in sections_asked(reading)]
    assert page.words("h2", "app-section-title") == titles
    name = "Full assessment" if depth == FULL else "Court-day assessment"
    assert name in page.words("p", "app-quiet")


def test_a_full_question_is_there_once_it_has_an_answer_and_leads_to_its_inputs(
    client: PageClient, case_id: str, store: Store, library: Library
) -> None:
    row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
    label = library.questionnaire.questions["sub.age_first"].short
    assert label not in answers(client.get(f"/cases/{case_id}/answers"))
    save(store, case_id, Change("sub.age_first", given(17), row))
    page = client.get(f"/cases/{case_id}/answers")
    value, href = answers(page)[label]

    assert value.startswith("17")
    assert "sub.age_first" in client.get(href).fields()


def test_a_section_of_the_full_assessment_is_there_once_it_was_begun(
    client: PageClient, case_id: str, store: Store, library: Library
) -> None:
    home = library.questionnaire.section("home")
    question = next(one for one in home.questions if one.kind != "group" and not one.shown_when)
    assert home.title not in client.get(f"/cases/{case_id}/answers").words("h2")
    save(store, case_id, Change(question.id, Answer(Status.DECLINED)))
    page = client.get(f"/cases/{case_id}/answers")
    value, href = answers(page)[question.short]

    assert home.title in page.words("h2")
    assert value == "Declined to answer"
    assert question.id + "--instead" in client.get(href).fields()


def test_weeks_are_said_in_words(client: PageClient, case_id: str, store: Store) -> None:
    row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
    save(store, case_id, Change("sub.days28", given(Weeks((7, 6, 5, 3))), row))
    found = answers(client.get(f"/cases/{case_id}/answers"))
    ((value, href),) = [one for one in found.values() if "#sub.days28" in one[1]]

    assert "21" in value
    assert "7" in value
    assert client.get(href).fields()["sub.days28-week4"] == ["7"]


def test_an_entry_on_its_section_page_has_its_own_list_and_leads_to_its_inputs(
    client: PageClient, case_id: str, store: Store
) -> None:
    rows = [
        store.add_row(case_id, "dep", NOW, [Change("dep.slug", given(slug))])
        for slug in ("heroin", "crack")
    ]
    save(store, case_id, Change("dep.despite_harm", given("yes"), rows[1]))  # a full question
    page = client.get(f"/cases/{case_id}/answers")
    titles = page.words("h3")
    links = [one.get("href") or "" for one in page.all("a")]

    assert titles[-2:] == ["Heroin", "Crack cocaine"]
    for row in rows:
        (link,) = [one for one in links if one.endswith(f"#{row}~dep.slug")]
        assert f"{row}~dep.slug" in client.get(link).fields()
    (link,) = [one for one in links if one.endswith("~dep.despite_harm")]
    assert link.endswith(f"?depth=full#{rows[1]}~dep.despite_harm")
    assert f"{rows[1]}~dep.despite_harm" in client.get(link).fields()


@pytest.mark.parametrize("known_by", [one for one in KnownBy if one is not KnownBy.PERSON])
def test_an_answer_that_is_not_the_persons_own_word_says_how_it_is_known(
    client: PageClient, case_id: str, store: Store, known_by: KnownBy
) -> None:
    row = store.add_row(case_id, "dep", NOW, [Change("dep.slug", given("heroin", known_by))])
    words = KNOWN_BY_WORDS[known_by.value]
    assert client.get(f"/cases/{case_id}/answers").text.count(words) == 1
    save(store, case_id, Change("dep.slug", given("heroin"), row))

    assert words not in client.get(f"/cases/{case_id}/answers").text


def test_the_persons_own_word_and_no_answer_say_no_more(
    client: PageClient, case_id: str, store: Store
) -> None:
    no_answer = Answer(Status.NOT_KNOWN, known_by=KnownBy.PROVIDER)
    save(store, case_id, Change("case.crn", given("X1")), Change("case.court", no_answer))
    page = client.get(f"/cases/{case_id}/answers")

    assert not [words for words in KNOWN_BY_WORDS.values() if words in page.text]


def test_a_closed_case_shows_its_answers_and_nothing_to_change(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.add_row(case_id, "dep", NOW, [Change("dep.slug", given("heroin"))])
    store.withdraw(case_id, "done", NOW)
    page = client.get(f"/cases/{case_id}/answers")

    assert {href for _, href in answers(page).values()} == {""}
    assert "Heroin" in page.words("h3")
    assert "Court-day assessment" in page.text
