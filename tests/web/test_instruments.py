"""Pages of instruments with and without licensed wording, and pictures on the page."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from court_assess.definitions.library import load_library
from court_assess.domain.answers import given
from court_assess.domain.assessment import Assessment
from court_assess.domain.values import Weeks
from court_assess.report import PdfWorker
from court_assess.settings import QUESTIONNAIRES, rules_folder
from court_assess.storage import Change, Store
from court_assess.web.factory import AppSettings, create_app
from tests.definitions.test_wording import INVENTED
from tests.web.conftest import NOW, FakeWorker
from tests.web.page_client import PageClient

CHOSEN = Change("ins.chosen", given(("sds", "phq9")))


def test_without_licensed_wording_the_page_asks_for_points_by_topic(
    client: PageClient, case_id: str, store: Store
) -> None:
    store.save(case_id, [CHOSEN], NOW)
    page = client.get(f"/cases/{case_id}/sections/sds")

    assert "Enter the points from the licensed sheet" in page.text
    assert "Wording used under licence" not in page.text


def test_with_licensed_wording_the_page_asks_in_its_words_and_names_the_licence(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "sds.yaml").write_text(INVENTED, encoding="utf-8")
    library = load_library(QUESTIONNAIRES, rules_folder(), tmp_path)
    worker = cast("PdfWorker", FakeWorker())
    app = create_app(
        AppSettings(store, library, worker, is_demo=False, clock=lambda: NOW, hosts=("127.0.0.1",))
    )
    case_id = store.start(Assessment(), library, NOW)
    store.save(case_id, [CHOSEN], NOW)
    page = PageClient(app).get(f"/cases/{case_id}/sections/sds")

    assert "Invented words for item 1" in page.text
    assert "3: Daily" in page.text
    assert "Wording used under licence: Licence 12 of an invented owner" in page.text
    assert "Enter the points from the licensed sheet" not in page.text


@pytest.mark.parametrize(("points", "heading"), [("0", "GAD-7"), ("1", "Safety today")])
def test_the_ninth_item_of_the_phq_opens_the_suicide_questions_at_once(
    client: PageClient, case_id: str, store: Store, points: str, heading: str
) -> None:
    chosen = Change("ins.chosen", given(("phq9", "gad7")))
    store.save(case_id, [chosen, Change("ses.depth", given("full"))], NOW)
    page = client.send(client.get(f"/cases/{case_id}/sections/phq9"), {"phq9.9": points}, "next")

    assert page.words("h1")[0].startswith(heading)


def test_use_is_drawn_on_the_page_of_substances_with_its_table(
    client: PageClient, case_id: str, store: Store
) -> None:
    address = f"/cases/{case_id}/sections/substances"
    assert not client.get(address).all("img")
    use = Change("sub.days28", given(Weeks((1, 2, 3, 4))))
    store.add_row(case_id, "sub", NOW, [Change("sub.slug", given("heroin")), use])
    page = client.get(address)

    (picture,) = page.all("img")
    assert picture.get("src", "").endswith("/pictures/weeks.svg")
    assert page.words("td") == ["1", "2", "3", "4"]
