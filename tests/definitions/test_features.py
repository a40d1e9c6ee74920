"""One tiny section file for each feature: each is in order, and is what the guide shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from court_assess.definitions.library import check_library, load_library
from court_assess.domain.kinds import KINDS, parse, written

FEATURES = sorted((Path(__file__).parent.parent / "features").glob("*.yaml"))
TYPED: dict[str, Any] = {
    "yes_no": "yes",
    "choice": "tea",
    "choices": ["tea", "coffee"],
    "whole_number": "28",
    "decimal": "2.5",
    "scale": "7",
    "date": "2026-11-18",
    "partial_date": "2019-03",
    "time": "14:00",
    "datetime": "2026-11-18T14:00",
    "duration": "6 weeks",
    "weeks": "7 7 5 0",
    "text": "words",
    "long_text": "more\nwords",
}


def folders(feature: Path, tmp_path: Path) -> tuple[Path, Path]:
    asked, rules = tmp_path / "questionnaires", tmp_path / "rules"
    asked.mkdir()
    rules.mkdir()
    (asked / feature.name).write_text(feature.read_text(encoding="utf-8"), encoding="utf-8")
    (asked / "assessment.yaml").write_text(f"title: T\nsections: [{feature.stem}]\n")
    (rules / "rules.yaml").write_text("title: None\n")
    return asked, rules


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.stem)
def test_each_feature_is_in_order(feature: Path, tmp_path: Path) -> None:
    assert check_library(*folders(feature, tmp_path)) == []


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_of_each_kind_reads_an_answer_and_writes_it_back(
    kind: str, tmp_path: Path
) -> None:
    feature = next(path for path in FEATURES if path.stem == kind)
    library = load_library(*folders(feature, tmp_path))
    question = library.questionnaire.questions[f"f.{kind}"]

    assert written(parse(question, TYPED[kind])) == TYPED[kind]


def test_every_kind_of_question_has_a_feature() -> None:
    assert set(KINDS) <= {path.stem for path in FEATURES}
