"""Tests of the data that a document carries: its reader's answers, and nobody else's."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest

from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge
from court_assess.printing import printable
from court_assess.report import DOCUMENTS, PdfWorker, Stamp
from tests.cases.written import TODAY, case_of
from tests.report.filled import agreed, filled, marker

FORMAT = "court-assess/document@1"
REFERRAL = "court-assess/referral@1"


@pytest.fixture(scope="module")
def worker() -> Any:
    worker = PdfWorker()
    yield worker
    worker.close()


def carried_by(library: Library, kind: str, changes: dict[str, Any] | None = None) -> Any:
    assessment = (
        agreed(filled(library, frozenset(library.questionnaire.questions)))
        if changes is None
        else case_of(library, changes)
    )
    judgement = judge(library, assessment, TODAY)
    stamp = Stamp(is_draft=True, prepared_on=TODAY)
    return json.loads(printable(kind, library, assessment, judgement, stamp).attached)


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_a_document_carries_its_readers_answers_and_no_others(library: Library, kind: str) -> None:
    carried = carried_by(library, kind)
    questions = library.questionnaire.questions
    audience = DOCUMENTS[kind].audience
    answered = {one["question"] for one in carried["answers"]}

    assert carried["format"] == (REFERRAL if kind == "referral" else FORMAT)
    assert carried["kind"] == kind
    assert carried["library"] == {"digest": library.digest, "judged_on": TODAY.isoformat()}
    assert answered
    assert [one for one in answered if audience not in questions[one].prints] == []
    secret = [one.id for one in questions.values() if audience not in one.prints]
    assert [one for one in secret if marker(one) in json.dumps(carried)] == []


def test_the_court_is_given_the_findings_of_law_without_what_it_may_not_read(
    library: Library,
) -> None:
    carried = carried_by(library, "full", {})
    requirement = carried["findings"]["requirements"][0]
    text = json.dumps(carried["findings"])
    questions = library.questionnaire.questions

    assert requirement["outcome"] == "available"
    assert "advice" not in text
    assert "flags" not in text
    named = {one["question"] for one in _evidence(carried["findings"])}
    assert "drr.willing" in named
    assert [one for one in named if "court" not in questions[one].prints] == []


def test_the_court_is_given_what_is_considered_beside_it(library: Library) -> None:
    considered = {"order.other_requirements": ["drug_testing"], "court.asks": ["defer"]}
    found = carried_by(library, "full", considered)["findings"]

    assert [one["id"] for one in found["requirements"]] == ["drr", "dtr"]
    assert [one["id"] for one in found["court"]] == ["court.deferment"]


def _evidence(tree: Any) -> list[Any]:
    if isinstance(tree, dict):
        own = list(tree.get("because", []))
        return own + [one for part in tree.values() for one in _evidence(part)]
    return [one for part in tree for one in _evidence(part)] if isinstance(tree, list) else []


def test_others_are_given_no_findings(library: Library) -> None:
    kinds = [kind for kind, one in DOCUMENTS.items() if one.audience != "court"]

    assert kinds
    assert [kind for kind in kinds if "findings" in carried_by(library, kind, {})] == []


def test_what_is_carried_comes_out_of_the_pdf_as_it_went_in(
    library: Library, worker: PdfWorker
) -> None:
    assessment = case_of(library, {"case.defendant_name": "Zoë 李明 بشير"})
    judgement = judge(library, assessment, TODAY)
    made = printable("full", library, assessment, judgement, Stamp(is_draft=True))
    with pikepdf.open(io.BytesIO(worker.render(*made))) as pdf:
        assert pdf.attachments["assessment.json"].get_file().read_bytes() == made.attached
        assert "/AF" in pdf.Root


@pytest.mark.parametrize("unsafe", ["drugs", "treatment"])
def test_what_is_off_the_persons_copy_is_not_named_in_its_file(
    library: Library, unsafe: str
) -> None:
    carried = carried_by(library, "person", {"copy.unsafe": [unsafe]})
    whole = carried_by(library, "person", {"copy.unsafe": ["none"]})

    assert "drr.willing" in json.dumps(whole)  # the control
    named = {one["question"].split(".")[0] for one in carried["answers"]}
    assert named & {"drr", "prov"} == set()
    assert [one for one in carried["answers"] if one["state"] == "not_yet_asked"] == []
