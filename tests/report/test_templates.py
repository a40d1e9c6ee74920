"""Tests of the templates: they compare nothing, trust nothing and hold nothing from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from court_assess.report.documents import TEMPLATES
from court_assess.report.process import PACKAGE_ROOT

REPORT = TEMPLATES / "report"
LOGIC = re.compile(r"{%-?\s*(?:el)?if[^%]*(?:[<>]|==|!=|\band\b|\bor\b|\bnot\b|\bis\b|\|)")


@pytest.mark.parametrize("template", sorted(REPORT.glob("*.html")), ids=lambda path: path.name)
def test_a_template_compares_nothing_and_escapes_everything(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert LOGIC.findall(text) == []
    assert "|safe" not in text.replace(" ", "")
    assert "{% set" not in text


@pytest.mark.parametrize("sheet", sorted(REPORT.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_can_stand_in_the_page_and_fetches_nothing(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")

    assert [sign for sign in ("<", "{{", "{%", "{#", "url(", "@import") if sign in text] == []


def test_the_app_does_not_import_weasyprint() -> None:
    code = "import sys, court_assess.report; sys.exit('weasyprint' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=PACKAGE_ROOT)

    assert ended.returncode == 0
