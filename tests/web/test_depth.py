"""Pages ask what the depth of the assessment asks, and all there is when that is wanted."""

from __future__ import annotations

from court_assess.domain.answers import NOT_KNOWN, given
from court_assess.domain.assessment import Library
from court_assess.domain.questions import FULL
from court_assess.domain.values import Weeks
from court_assess.storage import Change, Store
from tests.web.conftest import NOW
from tests.web.page_client import Page, PageClient

DEEPER = "?depth=full"


def section(case_id: str, section_id: str) -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def depth_links(page: Page) -> dict[str, str]:
    words = zip(page.words("a"), page.all("a"), strict=True)
    return {text: one.get("href") or "" for text, one in words if text.startswith("Show ")}


def asks(page: Page, question: str) -> bool:
    return f"{question}--instead" in page.fields()


def test_a_page_asks_the_questions_of_the_court_day_and_links_to_the_others(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "dependence"))
    assert asks(page, "alc.days28")
    assert not asks(page, "alc.weeks")
    ((text, href),) = depth_links(page).items()
    assert text.startswith("Show the ")
    assert text.endswith(" further questions of the full assessment")
    page = client.get(href)

    assert asks(page, "alc.days28")
    assert asks(page, "alc.weeks")
    (back,) = depth_links(page).values()
    assert back == section(case_id, "dependence")


def test_the_number_of_further_questions_is_that_of_the_questions_that_come(
    client: PageClient, case_id: str, library: Library
) -> None:
    shown = client.get(section(case_id, "consent"))
    (text,) = depth_links(shown)
    further = set(client.get(section(case_id, "consent") + DEEPER).fields()) - set(shown.fields())
    conditional = {one.id for one in library.questionnaire.walk() if one.shown_when is not None}
    added = {one.removesuffix("--instead") for one in further if one.endswith("--instead")}

    assert f" {len(added - conditional)} " in text


def test_an_assessment_in_full_asks_all_and_links_to_no_other_depth(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("ses.depth", given(FULL))], NOW)
    page = client.get(section(case_id, "dependence"))

    assert asks(page, "alc.weeks")
    assert depth_links(page) == {}


def test_a_further_question_that_was_answered_stays_on_the_page(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("alc.weeks", NOT_KNOWN)], NOW)

    assert asks(client.get(section(case_id, "dependence")), "alc.weeks")


def test_saving_a_deepened_page_with_a_mistake_keeps_it_as_deep(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id, "dependence") + DEEPER)
    page = client.send(page, {"alc.weeks-week4": "7", "alc.days28": "3"}, "next", 422)
    assert page.fields()["alc.weeks-week4"] == ["7"]
    assert page.response.request.query_string == b"depth=full"
    weeks = {f"alc.weeks-week{week}": "7" for week in (1, 2, 3)}
    client.send(page, weeks, "next")

    answers = store.load(case_id).assessment.answers
    assert answers.get("alc.weeks") == given(Weeks((7, 7, 7, 7)))
    assert answers.get("alc.days28") == given(3)


def test_the_total_of_four_weeks_is_under_them_once_it_is_saved(
    client: PageClient, case_id: str, store: Store
) -> None:
    where = section(case_id, "dependence") + DEEPER
    page = client.get(where)
    assert page.words("p", "app-total") == []
    (hint,) = page.all("div", id="alc.weeks-hint")
    assert (hint.text or "").endswith("Days from 0 to 7.")
    for label in ("Week 4 (oldest)", "Week 3", "Week 2", "Last week"):
        assert label in page.words("label")
    store.save(case_id, [Change("alc.weeks", given(Weeks((7, 7, 5, 3))))], NOW)

    page = client.get(where)
    assert page.words("p", "app-total") == ["22 of 28 days"]
    assert page.fields()["alc.weeks-week4"] == ["7"]
    assert page.fields()["alc.weeks-week1"] == ["3"]


def test_a_section_of_the_full_assessment_alone_is_asked_when_it_is_opened(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = client.get(section(case_id, "recovery"))
    assert asks(page, "rc.hope")
    assert depth_links(page) == {}
    page = client.send(page, {"rc.hope": "7"}, "next")

    assert store.load(case_id).assessment.answers.get("rc.hope") == given(7)
    assert page.response.request.path == section(case_id, "strengths")


def test_going_on_leads_past_the_sections_that_are_only_offered(
    client: PageClient, case_id: str, library: Library
) -> None:
    sections = [one.id for one in library.questionnaire.sections]
    assert sections[sections.index("safety") + 1] == "injecting"
    page = client.send(client.get(section(case_id, "safety")), {}, "next")

    assert page.response.request.path == section(case_id, "health_home")


def test_marking_the_rest_of_a_deepened_page_marks_the_further_questions_too(
    client: PageClient, case_id: str, store: Store
) -> None:
    where = section(case_id, "dependence")
    client.send(client.get(where), {"rest_reason": "no time"}, "rest")
    assert store.load(case_id).assessment.answers.get("alc.weeks") is None
    client.send(client.get(where + DEEPER), {"rest_reason": "no time"}, "rest")

    assert store.load(case_id).assessment.answers.get("alc.weeks") is not None


def test_the_page_of_an_entry_is_as_deep_as_it_is_opened(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin"))])
    where = f"{section(case_id, 'substances')}/sub/{row}"
    page = client.get(where)
    assert not asks(page, "sub.days28")
    (href,) = depth_links(page).values()
    page = client.get(href)
    page = client.send(page, {"sub.days28-week4": "7"}, "next", 422)
    assert asks(page, "sub.days28")
    client.send(page, {f"sub.days28-week{week}": "0" for week in (3, 2, 1)}, "next")

    (kept,) = store.load(case_id).assessment.answers.rows_of("sub")
    assert kept.answers["sub.days28"] == given(Weeks((7, 0, 0, 0)))


def test_a_further_question_is_linked_with_the_page_that_asks_it(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("alc.weeks", NOT_KNOWN)], NOW)
    links = [one.get("href") or "" for one in client.get(f"/cases/{case_id}/answers").all("a")]

    assert f"{section(case_id, 'dependence')}{DEEPER}#alc.weeks" in links


def test_a_depth_that_there_is_not_is_the_depth_of_the_assessment(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "dependence") + "?depth=abyss")

    assert not asks(page, "alc.weeks")


def test_a_hint_that_says_what_the_ends_of_a_scale_mean_is_not_repeated(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "dependence"))
    (hint,) = page.all("div", id="new~dep.priority-hint")

    assert "nearly always" in (hint.text or "")
    assert "4 is nearly always" not in (hint.text or "")


def test_seeing_to_a_flag_leads_back_to_a_section_that_is_only_offered(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [Change("now.signs", given(("cannot_wake",)))], NOW)
    page = client.get(f"/cases/{case_id}/safety")
    typed = {"RF-OD-NOW-seen_by": "R", "RF-OD-NOW-done": "yes", "section": "recovery"}
    place = next(
        n for n, one in enumerate(page.all("form")) if "RF-OD-NOW" in (one.get("action") or "")
    )
    page = client.send(page, typed, place=place)

    assert page.response.request.path == section(case_id, "recovery")
