"""What the answers show: features, totals and pictures, with what is not known said plainly."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from court_assess.domain.answers import given
from court_assess.domain.values import PartialDate, Value, Weeks
from court_assess.storage import Change, Store
from tests.web.conftest import NOW, Practice
from tests.web.page_client import Page, PageClient, look_at_headers

FULL = Change("ses.depth", given("full"))
DUDIT = tuple(f"dudit.{number}" for number in range(1, 12))


def measures(client: PageClient, case_id: str) -> Page:
    return client.get(f"/cases/{case_id}/measures")


def add(store: Store, case_id: str, group: str, **answers: Value) -> str:
    changes = [Change(f"{group}.{key}", given(value)) for key, value in answers.items()]
    return store.add_row(case_id, group, NOW, changes)


def screen(store: Store, case_id: str, points: dict[str, Value]) -> None:
    changes = [FULL, Change("ins.chosen", given(("dudit",)))]
    store.save(case_id, [*changes, *(Change(key, given(one)) for key, one in points.items())], NOW)


def test_a_case_with_no_answers_says_that_there_is_nothing_to_show(
    client: PageClient, case_id: str
) -> None:
    page = measures(client, case_id)

    assert "No drug is in the list of signs of dependence yet" in page.text
    assert "No screening questionnaire has been used yet" in page.text
    assert "No days of use in the last four weeks are recorded yet" in page.text
    assert page.all("img") == []


def test_each_feature_of_each_drug_is_there_not_there_or_not_known(
    client: PageClient, case_id: str, store: Store
) -> None:
    nothing: tuple[str, ...] = ("none",)
    add(store, case_id, "dep", slug="heroin", control_stop="yes", priority=0, despite_harm="no")
    add(store, case_id, "dep", slug="cannabis", tolerance="no", withdrawal=nothing, relief=0)
    page = measures(client, case_id)
    tags = [one for one in page.words("strong", "govuk-tag") if one != "Not yet for real cases"]

    assert page.words("h3") == [
        "Indicators of dependence: Heroin",
        "Indicators of dependence: Cannabis",
    ]
    assert tags[:4] == ["There", "Not there", "Not known", "Not known"]
    assert tags[4:] == ["Not known", "Not known", "Not there", "Not known"]
    assert "1 of 3 is there, and up to 2 may be. 2 are looked for." in page.text
    assert page.text.count("Too little is known to say") == 2


def test_enough_features_for_long_enough_are_said_in_the_rule_s_own_words(
    client: PageClient, case_id: str, store: Store
) -> None:
    add(
        store,
        case_id,
        "dep",
        slug="heroin",
        control_stop="yes",
        priority=4,
        pattern_start=PartialDate(2020),
    )
    page = measures(client, case_id)

    assert "Indicators consistent with dependence, to be confirmed by a clinician." in page.text
    assert "Yes" in page.words("strong", "govuk-tag")
    assert "diagnosis" in page.words("p", "govuk-body")[-1] or "not a diagnosis" in page.text


def test_a_feature_that_is_not_known_leads_to_the_questions_of_its_own_entry(
    client: PageClient, case_id: str, store: Store
) -> None:
    row = add(store, case_id, "dep", slug="heroin")
    links = [one.get("href") or "" for one in measures(client, case_id).all("a")]
    (link,) = [one for one in links if one.endswith("dep.priority")]
    path, _, place = link.partition("#")

    assert row in link
    assert [one for one in client.get(path).tree.iter() if one.get("id") == place]


def test_a_total_that_lacks_items_is_a_range_and_never_one_number(
    client: PageClient, case_id: str, store: Store
) -> None:
    screen(store, case_id, {"dudit.1": 4})
    page = measures(client, case_id)

    assert "Between 4 and 44 so far" in page.text
    assert "Total:" not in page.text
    assert "More than one kind of drug" in page.text
    assert "Range:" not in page.text


def test_a_whole_total_has_its_range_its_cut_off_and_the_source(
    client: PageClient, case_id: str, store: Store
) -> None:
    points: dict[str, Value] = {"case.sex": "male", "dudit.by": "self"}
    screen(store, case_id, {**dict.fromkeys(DUDIT, 0), "dudit.1": 4, "dudit.2": 1, **points})
    page = measures(client, case_id)

    assert "Total: 5" in page.text
    assert "Range: below the level at which dependence is very probable." in page.text
    assert "Cut-off: 6 or more, drug-related problems likely" in page.text
    assert "Berman and others 2003, men" in page.text
    assert "The total is below it." in page.text
    assert "Completed by: The person, on their own." in page.text
    assert "A screening indicator, not a diagnosis." in page.text


def test_the_lowest_cut_off_is_used_and_said_to_be_where_the_answer_is_not_known(
    client: PageClient, case_id: str, store: Store
) -> None:
    screen(store, case_id, {**dict.fromkeys(DUDIT, 0), "dudit.1": 3})
    page = measures(client, case_id)

    assert "Cut-off: 2 or more" in page.text
    assert "The total reaches it." in page.text
    assert "because “Sex” is not known, so the lowest was used." in page.text


def test_an_instrument_that_was_not_used_is_not_shown(
    client: PageClient, case_id: str, store: Store
) -> None:
    screen(store, case_id, {})

    assert "No screening questionnaire has been used yet" in measures(client, case_id).text


def test_a_picture_stands_with_a_table_of_the_same_facts(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [FULL], NOW)
    add(store, case_id, "sub", slug="heroin", days28=Weeks((7, 7, 5, 3)))
    page = measures(client, case_id)
    (image,) = page.all("img")

    assert image.get("src") == f"/cases/{case_id}/pictures/weeks.svg"
    assert image.get("alt")
    assert page.words("td") == ["7", "7", "5", "3"]
    assert [one.get("data-column") for one in page.all("td")][-1] == "Last week"


def test_a_picture_is_drawn_from_the_answers_and_never_kept(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [FULL], NOW)
    add(store, case_id, "sub", slug="other", name_other="<script>", days28=Weeks((1, 0, 0, 0)))
    answer = client.fetch(f"/cases/{case_id}/pictures/weeks.svg")

    assert answer.mimetype == "image/svg+xml"
    assert ET.fromstring(answer.data).tag.endswith("svg")  # noqa: S314 - our own picture
    assert b"<script" not in answer.data
    assert b"style=" not in answer.data


@pytest.mark.parametrize("name", ["weeks", "years", "recovery", "nothing", "..%2fweeks"])
def test_a_picture_that_there_is_not_is_a_plain_404(
    client: PageClient, case_id: str, name: str
) -> None:
    client.get(f"/cases/{case_id}/pictures/{name}.svg", 404)


def test_a_picture_refuses_another_method_with_the_same_headers(
    client: PageClient, case_id: str
) -> None:
    answer = client.client.delete(
        f"/cases/{case_id}/pictures/weeks.svg", base_url="http://127.0.0.1"
    )

    assert answer.status_code == 405
    look_at_headers(answer)


@pytest.mark.parametrize("number", range(1, 15))
def test_the_page_of_every_practice_case_is_sound(
    client: PageClient, practice: Practice, number: int
) -> None:
    case_id = practice.start(number)
    page = measures(client, case_id)

    for image in page.all("img"):
        assert client.fetch(image.get("src") or "").mimetype == "image/svg+xml"
