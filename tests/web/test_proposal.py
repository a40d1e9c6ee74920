"""The proposal on its pages: limits as they are typed, departures, drafts, wording for the order."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.definitions.library import library_from_texts
from court_assess.domain.answers import given
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, Practice
from tests.web.page_client import HOST, PageClient
from tests.web.test_queries import CHECK, location, section
from tests.web.test_signing import SIGNATURE

TOO_LONG = "The requirement is longer than the order"
NAMES_IT = "a medicine, a dose or a therapy"
DIFFERS = "Your recommendation differs"
SAY_WHY = "Say why it does"


@pytest.fixture
def ready(practice: Practice) -> str:
    """A case with nothing lacking, and a requirement of 12 months."""
    return practice.start(1)


@pytest.fixture
def pending(practice: Practice) -> str:
    """A case that waits for the provider; the officer has not decided."""
    return practice.start(2)


def panel(client: PageClient, case_id: str, page: str, typed: dict[str, Any]) -> str:
    """Ask for the panel as the page's script does while somebody types."""
    shown = client.get(section(case_id, page))
    fields = {**shown.fields(), **typed}
    where = f"{section(case_id, page)}/so-far"
    answer = client.client.post(where, data=fields, base_url=HOST)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return unescape(answer.get_data(as_text=True))


def test_what_is_typed_is_judged_and_nothing_is_saved(
    client: PageClient, ready: str, store: Store
) -> None:
    before = store.load(ready)

    assert TOO_LONG not in panel(client, ready, "order", {})
    said = panel(client, ready, "order", {"drr.length_months": "30"})
    assert TOO_LONG in said
    assert "Sentencing Act 2020, ss.209 and 288" in said
    assert store.load(ready) == before


def test_what_cannot_be_read_counts_as_it_is_saved(client: PageClient, ready: str) -> None:
    said = panel(client, ready, "order", {"drr.length_months": "many"})

    assert TOO_LONG not in said
    assert "Cannot be read, so not checked" in said
    assert "Nothing here is outside the law so far" not in said
    assert "Nothing here is outside the law so far" in panel(client, ready, "order", {})


def test_an_entry_that_is_typed_counts_too(client: PageClient, practice: Practice) -> None:
    case_id = practice.start(8)
    row = practice.store.load(case_id).assessment.answers.rows_of("req")[2]
    other = {f"{row.id}~req.purpose": ["reparation"], "order.clash_avoided": "no"}

    assert "the plan does not avoid it" in panel(client, case_id, "order", other)


def test_local_practice_stands_under_its_own_name(client: PageClient, ready: str) -> None:
    said = panel(client, ready, "order", {"order.clash": ["care"]})

    assert said.index("Local practice, which is not law") < said.index("Treatment around children")


def test_a_page_that_bears_on_no_limit_has_no_panel(client: PageClient, ready: str) -> None:
    where = f"{section(ready, 'own_words')}/so-far"

    client.post(where, client.get(section(ready, "own_words")).fields(), 404)
    assert "How it stands so far" not in client.get(section(ready, "own_words")).text


def test_a_limit_that_a_page_breaks_leads_back_to_it_once(client: PageClient, ready: str) -> None:
    typed = {"drr.length_months": "30"}

    assert location(client, section(ready, "order"), typed).endswith("/sections/order#so-far")
    page = client.get(section(ready, "order"))
    assert CHECK in page.text
    assert TOO_LONG in page.text
    assert "#so-far" not in location(client, section(ready, "order"), {})
    assert "#so-far" not in location(client, section(ready, "order"), {"case.seriousness": "high"})


def test_a_limit_does_not_hold_up_who_comes_back_later(client: PageClient, ready: str) -> None:
    where = location(client, section(ready, "order"), {"drr.length_months": "30"}, "later")

    assert where == f"/cases/{ready}"


def test_a_departure_is_shown_before_it_is_saved(client: PageClient, pending: str) -> None:
    assert DIFFERS not in panel(client, pending, "recommendation", {})
    said = panel(client, pending, "recommendation", {"rec.drr": "yes"})
    assert DIFFERS in said
    assert "Arrangements for the treatment have been or can be made" in said
    assert "“Yes, I recommend it”" in said
    assert "Advice on practice: waiting for the treatment provider" in said
    reason = {"rec.drr": "yes", "rec.departure": "A place was promised."}
    assert "Your reason is given" in panel(client, pending, "recommendation", reason)


def test_to_recommend_it_where_no_order_is_open_is_said(
    client: PageClient, ready: str, store: Store
) -> None:
    store.save(ready, [Change("case.imprisonable", given("no"))], NOW)

    assert "No order that could hold it is open" in panel(client, ready, "recommendation", {})


def test_a_departure_leads_back_and_must_be_explained_before_signing(
    client: PageClient, ready: str, store: Store
) -> None:
    where = section(ready, "recommendation")
    assert location(client, where, {"rec.drr": "no"}).endswith("#so-far")
    page = client.get(f"/cases/{ready}/sign")
    assert SAY_WHY in page.text
    assert "Sign version" not in page.text
    client.send(client.get(where), {"rec.departure": "The family is moving away."}, "next")
    page = client.send(client.get(f"/cases/{ready}/sign"), SIGNATURE)
    assert "Signed as version 1" in page.text
    (version,) = store.signed_versions(ready)
    assert version.version == 1


def test_a_signature_is_refused_while_a_departure_is_open(
    client: PageClient, ready: str, store: Store
) -> None:
    page = client.get(f"/cases/{ready}/sign")
    store.save(ready, [Change("rec.drr", given("no"))], NOW)
    page = client.send(page, SIGNATURE, status=422)

    assert SAY_WHY in page.text
    assert store.signed_versions(ready) == ()


def test_a_draft_of_options_goes_into_the_box_and_is_saved_by_the_officer_alone(
    client: PageClient, pending: str, store: Store
) -> None:
    where = section(pending, "recommendation")
    page = client.send(client.get(where), {"ana.not_known": "The plan."}, "draft:ana.alternatives")
    (text,) = page.fields()["ana.alternatives"]

    assert "Suspended sentence order: nothing known today closes it to the court." in text
    answers = store.load(pending).assessment.answers
    assert answers.get("ana.not_known") == given("The plan.")
    assert answers.get("ana.alternatives") is None
    client.send(page, {"ana.alternatives": f"Mine first.\n\n{text}"}, "next")
    kept = store.load(pending).assessment.answers.get("ana.alternatives")
    assert kept is not None
    assert str(kept.value).startswith("Mine first.")
    page = client.send(client.get(where), {}, "draft:ana.alternatives")
    assert page.fields()["ana.alternatives"] == [kept.value]  # it is there already


@pytest.mark.parametrize("about", ["rec.reason", "rec.drr", "oral.summary", "nothing", ""])
def test_nothing_else_has_a_draft(client: PageClient, pending: str, about: str) -> None:
    where = section(pending, "recommendation")

    assert "draft" not in location(client, where, {}, f"draft:{about}")
    shown, page = client.get(where), client.get(f"{where}?draft={about}")
    for box in ("rec.reason", "oral.summary", "ana.alternatives"):
        assert page.fields()[box] == shown.fields()[box]


def test_wording_begins_from_what_is_composed(client: PageClient, ready: str) -> None:
    page = client.send(client.get(section(ready, "recommendation")), {}, "draft:order.wording")
    (text,) = page.fields()["order.wording"]

    assert text.startswith("For a treatment and testing period of 12 months")
    assert "Results of samples" in text


def worded(client: PageClient, case_id: str, wording: str, **more: str) -> None:
    typed = {"order.wording": wording, **{f"order.{key}": one for key, one in more.items()}}
    client.send(client.get(section(case_id, "recommendation")), typed, "next")


def test_wording_that_names_a_dose_is_questioned_and_must_be_confirmed(
    client: PageClient, ready: str
) -> None:
    where = section(ready, "recommendation")
    assert "order.wording_confirmed" not in str(client.get(where).fields().keys())
    typed = {"order.wording": "For 12 months, with 60 ml a day."}
    assert NAMES_IT in panel(client, ready, "recommendation", typed)
    assert location(client, where, typed).endswith("#order.wording")
    page = client.get(where)
    assert "This may name a treatment, which an order must not: 60 ml." in page.text
    assert "Your wording seems to name a medicine, a dose or a therapy" in page.text
    page = client.get(f"/cases/{ready}/sign")
    assert NAMES_IT in page.text
    assert "Sign version" not in page.text
    worded(client, ready, "For 12 months, with 60 ml a day.", wording_confirmed="no")
    page = client.get(f"/cases/{ready}/sign")
    assert NAMES_IT in page.text
    assert "Sign version" not in page.text
    worded(client, ready, "For 12 months, with 60 ml a day.", wording_confirmed="yes")
    assert "Sign version" in client.get(f"/cases/{ready}/sign").text


def test_a_confirmation_is_of_one_wording_and_goes_with_it(
    client: PageClient, ready: str, store: Store
) -> None:
    worded(client, ready, "At the Old Depot.")
    worded(client, ready, "At the Old Depot.", wording_confirmed="yes")
    assert store.load(ready).assessment.answers.get("order.wording_confirmed") == given("yes")
    worded(client, ready, "At the Old Depot, with methadone.")

    assert store.load(ready).assessment.answers.get("order.wording_confirmed") is None
    assert "Sign version" not in client.get(f"/cases/{ready}/sign").text


def test_wording_that_the_answers_do_not_bear_out_is_asked_about(
    client: PageClient, ready: str
) -> None:
    draft = client.send(client.get(section(ready, "recommendation")), {}, "draft:order.wording")
    client.send(draft, {}, "next")
    page = client.get(section(ready, "recommendation"))
    assert "does not say what the answers say" not in page.text
    client.send(client.get(section(ready, "order")), {"drr.length_months": "11"}, "next")

    page = client.get(section(ready, "recommendation"))
    asked = "This does not say what the answers say. Length of treatment and testing: 11 months."
    assert asked in page.text
    assert asked in client.get(f"/cases/{ready}/sign").text


@pytest.mark.parametrize("instead", ["not_known", "declined", "not_asked"])
def test_not_to_confirm_a_wording_is_no_confirmation(
    client: PageClient, ready: str, instead: str
) -> None:
    worded(client, ready, "For 12 months, with 60 ml a day.")
    page = client.get(section(ready, "recommendation"))
    typed = {"order.wording_confirmed--instead": instead, "order.wording_confirmed--note": "Later"}
    client.send(page, typed, "next")

    page = client.get(f"/cases/{ready}/sign")
    assert NAMES_IT in page.text
    assert "Sign version" not in page.text
    (link,) = (one for one in page.all("a") if NAMES_IT in "".join(one.itertext()))
    assert str(link.get("href")).endswith(("#order.wording", "#order.wording_confirmed"))


def test_to_leave_the_rest_unasked_confirms_no_wording(client: PageClient, ready: str) -> None:
    page = client.get(section(ready, "recommendation"))
    typed = {"order.wording": "With 60 ml a day.", "rest_reason": "No time"}
    client.send(page, typed, "rest")

    assert "Sign version" not in client.get(f"/cases/{ready}/sign").text


def test_a_wording_of_another_window_is_not_confirmed_unread(
    client: PageClient, ready: str, store: Store
) -> None:
    worded(client, ready, "At the Old Depot.")
    old = client.get(section(ready, "recommendation"))
    worded(client, ready, "At the Old Depot, with methadone.")
    page = client.send(old, {"order.wording_confirmed": "yes"}, "next", 422)

    assert "The wording was changed in another window" in page.text
    assert store.load(ready).assessment.answers.get("order.wording_confirmed") is None


def test_the_panel_takes_a_confirmation_back_as_saving_does(client: PageClient, ready: str) -> None:
    worded(client, ready, "At the Old Depot.")
    worded(client, ready, "At the Old Depot.", wording_confirmed="yes")
    typed = {"order.wording": "At the Old Depot, with methadone.", "order.wording_confirmed": []}

    assert NAMES_IT not in panel(client, ready, "recommendation", {})
    assert NAMES_IT in panel(client, ready, "recommendation", typed)


def test_a_reason_that_is_of_no_departure_any_more_is_asked_about(
    client: PageClient, ready: str
) -> None:
    where = section(ready, "recommendation")
    said = {"rec.drr": "no", "rec.departure": "The family is moving away."}
    client.send(client.get(where), said, "next")
    assert "does not differ from the findings now" not in client.get(where).text
    client.send(client.get(where), {"rec.drr": "yes"}, "next")

    assert "does not differ from the findings now" in client.get(where).text
    assert "does not differ from the findings now" in client.get(f"/cases/{ready}/sign").text


def test_another_departure_leads_back_although_an_older_one_had_its_reason(
    client: PageClient, pending: str
) -> None:
    where = section(pending, "recommendation")
    client.send(client.get(where), {"rec.drr": "yes", "rec.departure": "Promised."}, "next")

    assert location(client, where, {"rec.drr": "no"}).endswith("#so-far")
    both = {"rec.drr": "yes", "rec.departure": "Promised again."}
    assert not location(client, where, both).endswith("#so-far")


def test_the_panel_of_a_case_that_is_closed_is_gone(
    client: PageClient, ready: str, store: Store
) -> None:
    fields = client.get(section(ready, "order")).fields()
    client.send(client.get(f"/cases/{ready}/sign"), SIGNATURE)

    client.post(f"{section(ready, 'order')}/so-far", fields, 404)
    assert store.signed_versions(ready)


def test_the_panel_refuses_a_page_from_before_a_restart(client: PageClient, ready: str) -> None:
    fields = client.get(section(ready, "order")).fields() | {"csrf_token": "old"}

    assert (
        client.client.post(
            f"{section(ready, 'order')}/so-far", data=fields, base_url=HOST
        ).status_code
        == 400
    )


@pytest.mark.parametrize("about", ["x\r\nSet-Cookie: a=b", "//example.test", "order.wording\n"])
def test_a_button_leads_to_no_place_that_it_names_itself(
    client: PageClient, ready: str, about: str
) -> None:
    where = location(client, section(ready, "recommendation"), {}, f"draft:{about}")

    assert where.startswith(f"/cases/{ready}/")
    assert "draft" not in where


def test_what_the_provider_says_of_place_and_times_names_no_treatment(
    client: PageClient, ready: str
) -> None:
    where = section(ready, "provider")
    client.send(client.get(where), {"prov.intervals": "Daily, with methadone 60 ml"}, "next")

    assert "This names a medicine, a dose or a therapy." in client.get(where).text
    assert "This names a medicine, a dose or a therapy." in client.get(f"/cases/{ready}/sign").text


def test_an_older_library_that_asks_for_no_reason_is_not_held_to_one(
    practice: Practice, client: PageClient
) -> None:
    texts = dict(practice.library.texts)
    name = "questionnaires/recommendation.yaml"
    kept = (
        texts[name].split("  - id: rec.departure")[0]
        + "  - id: oral.summary"
        + texts[name].split("  - id: oral.summary")[1]
    )
    texts[name] = kept
    rules = {key: one for key, one in texts.items() if key == "rules/limits.yaml"}
    limits = rules["rules/limits.yaml"]
    start, end = limits.index("  - id: drr.wording"), limits.index("  - id: order.no_clash")
    named = limits.index("  wording_names_a_treatment:")
    texts["rules/limits.yaml"] = (
        limits[:named] + "\n" + limits[limits.index("limits:\n") : start] + limits[end:]
    )
    older = library_from_texts(texts)
    assert "rec.departure" not in older.questionnaire.questions
    assessment = read_case(practice.path(1), older).assessment
    case_id = practice.store.start(assessment, older, NOW)
    practice.store.save(case_id, [Change("rec.drr", given("no"))], NOW)

    page = client.get(section(case_id, "recommendation"))
    assert DIFFERS not in page.text
    assert "Your reason is given" not in page.text
    assert "Sign version" in client.get(f"/cases/{case_id}/sign").text


def test_a_proposal_outside_the_law_is_said_on_the_task_list_and_before_signing(
    client: PageClient, ready: str
) -> None:
    assert "Outside the limits" not in client.get(f"/cases/{ready}").text
    client.send(client.get(section(ready, "order")), {"drr.length_months": "30"}, "next")

    assert "Outside the limits" in client.get(f"/cases/{ready}").text
    page = client.get(f"/cases/{ready}/sign")
    assert f"Outside the limits of law: {TOO_LONG}" in page.text
    assert "Sign version" in page.text  # the officer may know better; the report says so too
    client.send(
        client.get(section(ready, "recommendation")),
        {"rec.drr": "no", "rec.departure": "It is too long."},
        "next",
    )
    assert "Outside the limits" not in client.get(f"/cases/{ready}").text


def test_a_result_of_a_refused_test_or_of_none_is_asked_about(
    client: PageClient, ready: str, store: Store
) -> None:
    answers = store.load(ready).assessment.answers
    results = [
        one
        for one in answers.rows_of("result")
        if "result.value" in one.answers and one.answers.get("result.test", given(1)).value == 1
    ]
    first = answers.rows_of("test")[0]
    changes = [
        Change("test.attempt_outcome", given("refused"), first.id),
        Change("result.test", given(1), results[0].id),
        Change("result.test", given(9), results[1].id),
    ]
    store.save(ready, changes, NOW)

    for where in (section(ready, "tests"), f"/cases/{ready}/sign"):
        page = client.get(where)
        assert "no sample was taken at that test" in page.text
        assert "There is no test 9." in page.text


def test_how_other_requirements_stand_in_law_is_said_as_they_are_ticked(
    client: PageClient, ready: str, store: Store
) -> None:
    assert "Other requirements in law" not in panel(client, ready, "order", {})
    said = panel(client, ready, "order", {"order.other_requirements": ["drug_testing"]})
    assert "Drug testing requirement" in said
    assert "Cannot say yet" in said
    store.save(ready, [Change("case.conviction_date", given(date(2022, 6, 27)))], NOW)
    said = panel(client, ready, "order", {"order.other_requirements": ["drug_testing"]})
    assert "Outside these rules" in said
    assert "This is law from 28 June 2022, so it is not open here." in said


def test_the_page_of_other_requirements_says_what_closes_one_as_it_is_typed(
    client: PageClient, ready: str, store: Store
) -> None:
    store.save(ready, [Change("order.other_requirements", given(("alcohol_treatment",)))], NOW)

    assert "Not met" not in panel(client, ready, "other_requirements", {})
    said = panel(client, ready, "other_requirements", {"alc.dependent": "no"})
    assert "Alcohol treatment requirement" in said
    assert "Not met: Dependency on alcohol" in said


def test_a_requirement_without_an_order_is_not_open(
    client: PageClient, ready: str, store: Store
) -> None:
    typed = {"order.other_requirements": ["drug_testing"]}
    closed = {"case.imprisonable": "no"}
    store.save(ready, [Change(key, given(one)) for key, one in closed.items()], NOW)

    assert "No order that could hold it is open" in panel(client, ready, "order", typed)
