"""Tests that keep the shape of the code: layers, sizes, names and templates."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "court_assess"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))

# A layer may import itself and the layers named here, and no others.
SHELLS = {
    "domain",
    "definitions",
    "storage",
    "report",
    "exports",
    "printing",
    "replies",
    "settings",
}
MAY_IMPORT = {
    "domain": set[str](),
    "definitions": {"domain"},
    "storage": {"domain"},
    "report": {"domain"},
    "exports": {"domain"},
    "printing": {"domain", "report", "exports"},
    "replies": {"domain", "definitions", "exports"},
    "web": SHELLS,
    "serving": SHELLS | {"web"},
    "cli": SHELLS | {"web", "serving"},
    "settings": set[str](),
    "__main__": {"cli"},
    "__init__": set[str](),
}
DOMAIN_MAY_USE = {
    "__future__",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "itertools",
    "operator",
    "re",
    "typing",
    "unicodedata",
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "data"}
LOGIC_IN_TEMPLATE = re.compile(r"{%-?\s*(?:el)?if[^%]*(?:[<>]|==|!=|\band\b|\bor\b)")


def layer_of(module: Path) -> str:
    """Return the first part of a module's path inside the package."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(module: Path) -> set[str]:
    """Return the dotted names that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: use absolute imports"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_only_downwards(module: Path) -> None:
    layer = layer_of(module)
    inner = {name.split(".")[1] for name in imports_of(module) if name.startswith("court_assess.")}

    assert inner - {layer, "__version__"} <= MAY_IMPORT[layer]


@pytest.mark.parametrize("module", sorted((PACKAGE / "domain").rglob("*.py")), ids=lambda p: p.stem)
def test_the_domain_uses_only_the_pure_part_of_the_standard_library(module: Path) -> None:
    roots = {name.split(".")[0] for name in imports_of(module)}

    assert roots - {"court_assess"} <= DOMAIN_MAY_USE


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short_named_for_a_thing_and_say_what_they_are_for(module: Path) -> None:
    source = module.read_text(encoding="utf-8")

    assert source.count("\n") <= LONGEST_MODULE
    assert module.stem not in VAGUE_NAMES
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_are_short(module: Path) -> None:
    too_long = [
        node.name
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_hides_in_a_function_but_the_one_that_keeps_weasyprint_out(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    hidden = {
        name
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or node.names[0].name]
    }

    assert {name for name in hidden if not name.startswith("weasyprint")} == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_ask_no_questions_of_their_own(template: Path) -> None:
    assert LOGIC_IN_TEMPLATE.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_marks_text_as_safe(template: Path) -> None:
    assert "|safe" not in template.read_text(encoding="utf-8").replace(" ", "")
