"""What the law asks, and safety: shown at once, on the very page that comes back."""

from __future__ import annotations

import pytest

from court_assess.domain.assessment import FlagResponse
from court_assess.storage import Store
from tests.web.conftest import NOW, Practice
from tests.web.page_client import Page, PageClient


def section(case_id: str, section_id: str) -> str:
    return f"/cases/{case_id}/sections/{section_id}"


def raise_flag(client: PageClient, case_id: str) -> Page:
    page = client.get(section(case_id, "safety"))
    return client.send(page, {"sui.thoughts_now": "yes", "sui.plan": "yes"}, "next")


def test_each_condition_has_a_tag_a_reason_and_its_authority(
    client: PageClient, practice: Practice
) -> None:
    page = client.get(f"/cases/{practice.start(2)}/law")

    assert "Drug rehabilitation requirement Cannot say yet" in page.words("h2")
    assert any("Met" in one for one in page.words("h3", "app-condition__title"))
    assert any("Not known" in one for one in page.words("h3", "app-condition__title"))
    assert "Sch 9, para 20(3)" in page.text


def test_each_rule_is_said_back_in_plain_words(client: PageClient, practice: Practice) -> None:
    said = client.get(f"/cases/{practice.start(2)}/law").words("dd")

    assert (
        "Met when the last answer given to “Willing to follow a DRR” or “Willing when asked again"
        " at the hearing” is “Yes”." in said
    )
    assert (
        "Not met when the last answer given to “Willing to follow a DRR” or “Willing when asked"
        " again at the hearing” is “No”." in said
    )


def test_a_declined_answer_is_marked_among_what_is_still_needed(
    client: PageClient, practice: Practice
) -> None:
    page = client.get(f"/cases/{practice.start(9)}/law")

    assert any("(Declined to answer" in one for one in page.words("li"))


def test_advice_and_local_practice_stand_apart_and_after_the_findings(
    client: PageClient, practice: Practice
) -> None:
    headings = client.get(f"/cases/{practice.start(2)}/law").words("h2")

    assert headings.index("Advice on practice, not law") > headings.index("Limits on the order")
    assert headings[-1] == "Local practice, not law"


def test_a_link_leads_from_a_finding_to_the_inputs_that_decide_it(
    client: PageClient, practice: Practice
) -> None:
    page = client.get(f"/cases/{practice.start(2)}/law")
    (link,) = [
        one.get("href")
        for one in page.all("a")
        if "".join(one.itertext()) == "Change Willing to follow a DRR"
    ]
    path, _, place = (link or "").partition("#")

    assert [one for one in client.get(path).tree.iter() if one.get("id") == place]


def test_a_flag_is_on_the_very_page_that_comes_back(client: PageClient, case_id: str) -> None:
    page = raise_flag(client, case_id)

    assert page.words("h1") == ["Health and home"]
    assert page.words("h2", "govuk-notification-banner__title") == ["Act now"]
    assert "Tell:" in page.text
    assert "Who has seen this?" in page.text


def test_a_flag_is_on_the_page_that_comes_back_with_a_mistake(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    typed = {"sui.thoughts_now": "yes", "sui.plan": "yes", "od.ever": "often"}
    page = client.send(page, typed, "next", 422)

    assert page.words("h2", "govuk-notification-banner__title") == ["Act now"]


def test_a_flag_that_is_known_stays_in_one_line_on_every_page_until_it_is_dealt_with(
    client: PageClient, case_id: str
) -> None:
    raise_flag(client, case_id)
    page = client.get(f"/cases/{case_id}")

    assert page.words("h2", "govuk-notification-banner__title") == []
    assert any("Act now:" in one for one in page.words("div", "app-open-flags"))


def test_what_was_done_is_kept_with_name_and_time_and_leads_back(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = raise_flag(client, case_id)
    typed = {"RF-SUI-seen_by": "R. Adeyemi", "RF-SUI-what": "Nurse told", "RF-SUI-done": "yes"}
    page = client.send(page, typed, place=0)

    assert page.words("h1") == ["Health and home"]
    response = store.load(case_id).assessment.flags["RF-SUI"]
    at = NOW.replace(tzinfo=None)
    about = "sui.plan=yes; sui.thoughts_now=yes"
    assert response == FlagResponse("R. Adeyemi", at, done=True, what="Nurse told", about=about)
    page = client.get(f"/cases/{case_id}/safety")
    assert "Seen by R. Adeyemi on 18 November 2026 at 14:02: Nurse told" in page.text
    assert page.words("div", "app-open-flags") == []


def test_a_flag_needs_a_name_and_whether_it_is_dealt_with(
    client: PageClient, case_id: str, store: Store
) -> None:
    page = raise_flag(client, case_id)
    page = client.send(page, {"RF-SUI-what": "Nurse told"}, status=422, place=0)

    assert set(page.errors) == {"RF-SUI-seen_by", "RF-SUI-done"}
    assert page.fields(0)["RF-SUI-what"] == ["Nurse told"]
    assert store.load(case_id).assessment.flags == {}


def test_a_flag_that_is_met_anew_is_shown_again_though_it_was_dealt_with(
    client: PageClient, case_id: str
) -> None:
    page = raise_flag(client, case_id)
    client.send(page, {"RF-SUI-seen_by": "R", "RF-SUI-done": "yes"}, place=0)
    page = client.get(section(case_id, "safety"))
    client.send(page, {"sui.thoughts_now": "no", "sui.plan": "no"}, "next")
    page = raise_flag(client, case_id)

    assert page.words("h2", "govuk-notification-banner__title") == ["Act now"]


def test_a_flag_that_rests_on_other_answers_is_open_with_the_earlier_record_above_its_form(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    page = client.send(page, {"now.signs": ["blue_lips"]}, "next")
    client.send(page, {"RF-OD-NOW-seen_by": "R. Adeyemi", "RF-OD-NOW-done": "yes"}, place=0)
    page = client.get(section(case_id, "safety"))
    page = client.send(page, {"now.signs": ["cannot_wake"]}, "next")

    before = "It rests on other answers now. Before: Seen by R. Adeyemi"
    assert before in page.text
    page = client.get(f"/cases/{case_id}/safety")
    assert "May be overdosing now Act now" in page.words("h3")
    assert page.text.index(before) < page.text.index("Record what was done")


def test_a_record_of_a_flag_that_is_no_longer_raised_stays_on_the_page(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    page = client.send(page, {"now.signs": ["blue_lips"]}, "next")
    typed = {"RF-OD-NOW-seen_by": "R. Adeyemi", "RF-OD-NOW-what": "999 rung"}
    client.send(page, {**typed, "RF-OD-NOW-done": "yes"}, place=0)
    page = client.get(section(case_id, "safety"))
    client.send(page, {"now.signs": ["none"]}, "next")
    page = client.get(f"/cases/{case_id}/safety")

    assert "Dealt with" in page.words("h2")
    assert "May be overdosing now No longer raised" in page.words("h3")
    assert "No longer raised by the answers" in page.text
    assert "Seen by R. Adeyemi on 18 November 2026 at 14:02: 999 rung" in page.text
    assert "May be overdosing now" not in page.words("li")


def test_a_record_stays_when_the_answers_no_longer_tell(client: PageClient, case_id: str) -> None:
    page = raise_flag(client, case_id)
    client.send(page, {"RF-SUI-seen_by": "R. Adeyemi", "RF-SUI-done": "yes"}, place=0)
    page = client.get(section(case_id, "safety"))
    declined: dict[str, str | list[str]] = {"sui.past_attempt": "no"}
    for one in ("sui.thoughts_now", "sui.plan"):
        declined |= {f"{one}--instead": "declined", one: []}
    client.send(page, declined, "next")
    page = client.get(f"/cases/{case_id}/safety")

    assert "Risk of suicide Not known" in page.words("h3")
    assert "No longer raised by the answers. Seen by R. Adeyemi" in page.text


def test_what_no_document_may_carry_is_named_on_the_safety_page_alone(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "health_home"))
    page = client.send(page, {"safe.da_alleged": "yes", "safe.cuckooed": "yes"}, "next")

    assert page.words("h2", "govuk-notification-banner__title") == ["Act today"]
    banner = page.words("div", "app-arisen")[0]
    assert "A safeguarding matter" in banner
    assert "Talk to them alone" in banner
    assert "Domestic abuse" not in banner
    assert "This rests on" not in banner
    page = client.get(f"/cases/{case_id}")
    strip = page.words("div", "app-open-flags")[0]
    assert strip.endswith("Act today: A safeguarding matter")
    for path in ("", "/law", "/sign", "/sections/hearing"):
        assert "Domestic abuse" not in client.get(f"/cases/{case_id}{path}").text
    page = client.get(f"/cases/{case_id}/safety")
    assert "Domestic abuse Act today" in page.words("h3")


def test_an_answer_that_leaves_a_condition_open_is_said_to_do_so(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "recommendation"))
    client.send(page, {"rec.drr": "not_yet"}, "next")
    page = client.get(f"/cases/{case_id}/law")

    assert "Nothing is missing; the answers above leave it open." in page.text


def test_seen_but_not_dealt_with_stays_open(client: PageClient, case_id: str) -> None:
    page = raise_flag(client, case_id)
    page = client.send(page, {"RF-SUI-seen_by": "R", "RF-SUI-done": "no"}, place=0)

    assert any("Act now:" in one for one in page.words("div", "app-open-flags"))


def test_an_unasked_or_declined_question_is_listed_as_not_known_with_what_would_settle_it(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    client.send(page, {"sui.thoughts_now--instead": "declined"}, "next")
    page = client.get(f"/cases/{case_id}/safety")

    assert "Not known" in page.words("h2")
    assert any("(Declined to answer)" in one for one in page.words("li"))


def test_a_flag_that_there_is_not_is_a_plain_404(client: PageClient, case_id: str) -> None:
    token = client.get(f"/cases/{case_id}/withdraw").fields()["csrf_token"]

    client.post(f"/cases/{case_id}/safety/RF-NOTHING", {"csrf_token": token}, 404)


def test_the_recommendation_is_never_filled_in_and_has_the_findings_beside_it(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "recommendation"))

    assert "rec.drr" not in page.fields()
    assert "What the rules find so far" in page.words("h2")


def test_a_notice_comes_before_the_questions_with_a_way_to_skip(
    client: PageClient, case_id: str
) -> None:
    page = client.get(section(case_id, "safety"))
    (link,) = [
        one.get("href") for one in page.all("a") if "Skip this section" in "".join(one.itertext())
    ]

    assert page.text.index("Say this first") < page.text.index("What do you see right now?")
    assert link == section(case_id, "health_home")


@pytest.mark.parametrize("number", range(1, 15))
def test_the_tag_on_the_task_list_agrees_with_the_law_page(
    client: PageClient, practice: Practice, number: int
) -> None:
    case_id = practice.start(number)
    law = client.get(f"/cases/{case_id}/law")
    tasks = client.get(f"/cases/{case_id}")
    needed = len(law.all("section", class_="app-wanted"))

    assert ("still needed" in tasks.text) == bool(needed)
    is_open = "Cannot say yet" in law.text or "Waits for your recommendation" in law.text
    assert ("Nothing needed" in tasks.text) == (not needed and not is_open)


def test_the_page_of_changes_says_what_an_outcome_hangs_on(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(5)  # a plain no to the requirement
    page = client.get(f"/cases/{case_id}/law/changes")

    assert "What would change this" in client.get(f"/cases/{case_id}/law").text
    assert "Any one of these sets of answers would do:" in page.words("p")
    assert (
        "Together: Willing to follow a DRR: Yes (now: No) DRR recommended as suitable: Yes, I "
        "recommend it (now: No, I do not recommend it)" in page.words("li")
    )


def consider(client: PageClient, case_id: str, *requirements: str) -> None:
    page = client.get(section(case_id, "order"))
    client.send(page, {"order.other_requirements": list(requirements)}, "next")


def test_only_requirements_that_are_considered_are_on_the_page_and_the_task_list(
    client: PageClient, practice: Practice
) -> None:
    case_id = practice.start(2)
    titles = "Alcohol treatment requirement", "Drug testing requirement"
    before = client.get(f"/cases/{case_id}/law").text + client.get(f"/cases/{case_id}").text
    consider(client, case_id, "alcohol_treatment")
    after = client.get(f"/cases/{case_id}/law")

    assert [one for one in titles if one in before] == []
    assert "Alcohol treatment requirement Cannot say yet" in after.words("h2")
    assert "Drug testing requirement" not in after.text
    assert "Alcohol treatment requirement: cannot say yet" in client.get(f"/cases/{case_id}").text


def test_what_the_court_has_raised_has_a_part_of_its_own(
    client: PageClient, practice: Practice
) -> None:
    raised = client.get(f"/cases/{practice.start(8)}/law")
    headings = raised.words("h2")
    place = headings.index("For the court to decide")

    assert "must be suspended" in headings[place + 1]
    assert "The term in mind is more than 12 months" in raised.text
    assert "For the court to decide" not in client.get(f"/cases/{practice.start(2)}/law").words(
        "h2"
    )


def test_the_day_whose_law_governs_is_on_the_page(client: PageClient, practice: Practice) -> None:
    page = client.get(f"/cases/{practice.start(8)}/law")

    assert "Law of the day of conviction, 16 September 2026" in page.text
