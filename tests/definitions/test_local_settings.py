"""Tests of an area's settings: what they may hold, and how a mistake in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from court_assess.definitions.library import check_library, load_library
from court_assess.definitions.local_settings import load_settings
from court_assess.definitions.problems import DefinitionsError
from court_assess.domain.local import Helpline, LocalSettings
from court_assess.settings import PRACTICE_SETTINGS, QUESTIONNAIRES, rules_folder

FULL = """title: Ours
marking: OFFICIAL-SENSITIVE
office: {name: Probation office, telephone: 01632 960001}
providers:
  - {name: Riverside Recovery, telephone: 01632 960002, also_called: [Riverside]}
helplines:
  - {name: Night Line, telephone: 01632 960009, hours: Every night}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_areas_settings_are_read(tmp_path: Path) -> None:
    local = load_settings(written(tmp_path, FULL))

    assert local.marking == "OFFICIAL-SENSITIVE"
    assert local.office.telephone == "01632 960001"
    for name in ("Riverside Recovery", "  riverside   RECOVERY", "Riverside"):
        found = local.provider(name)
        assert found is not None
        assert found.telephone == "01632 960002"
    assert local.provider("Riverside Rec") is None
    assert local.helplines == (Helpline("Night Line", "01632 960009", "Every night"),)


def test_without_the_file_nothing_is_made_up(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.yaml") == LocalSettings()
    assert load_settings(rules_folder() / "settings.yaml") == LocalSettings()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("OFFICIAL-SENSITIVE", "SECRET", "2:1: marking: 'SECRET' is not allowed here"),
        ("marking:", "markings:", "did you mean 'marking'?"),
        (", telephone: 01632 960002", "", "providers[0].telephone: is missing"),
        ("title: Ours", "title: Ours\nproviders: []", "providers: "),
        ("title: Ours", "title: [", "is not YAML here"),
        ("01632 960001", "...", "office.telephone: holds no number"),
        ("01632 960009", "soon", "helplines[0].telephone: holds no number"),
        (", telephone: 01632 960009", "", "helplines[0].telephone: is missing"),
        ("01632 960002", "soon", "providers[0].telephone: holds no number"),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = written(tmp_path, FULL.replace(old, new))
    with pytest.raises(DefinitionsError) as refused:
        load_settings(path)

    (problem,) = refused.value.problems
    assert told in str(problem)


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    entry = "  - {name: riverside, telephone: 01632 960003}\n"
    twice = FULL.replace("helplines:", f"{entry}helplines:")
    with pytest.raises(DefinitionsError, match="is the name of another entry too"):
        load_settings(written(tmp_path, twice))


def test_check_reads_the_settings_and_they_are_no_part_of_the_library(tmp_path: Path) -> None:
    named = written(tmp_path, FULL.replace("title", "titel"))
    problems = check_library(QUESTIONNAIRES, rules_folder(), [named])

    assert any("did you mean 'title'?" in str(one) for one in problems)
    right = written(tmp_path, PRACTICE_SETTINGS.read_text(encoding="utf-8"))
    assert check_library(QUESTIONNAIRES, rules_folder(), [right]) == []
    assert "rules/settings.yaml" not in load_library(QUESTIONNAIRES, rules_folder()).texts
