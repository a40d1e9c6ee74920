"""Read a block as its shape: every mistake in it is told, in words, where it stands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.problems import Problems, meant, quoted
from court_assess.definitions.shapes import Shape

S = TypeVar("S", bound=Shape)


def shape(
    model: type[S], tree: Tree, document: Document, path: Path_, problems: Problems
) -> S | None:
    """Return the block as its shape, or None after recording each mistake in it."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        misspelt = {near for one in faults for near in _near_keys(model, one)}
        for one in faults:
            if one["type"] == "missing" and one["loc"] in misspelt:
                continue  # the line is there, under a misspelt key that is told already
            where = _place(tree, one["loc"])
            message = _message(model, tree, where, one)
            problems.found.append(document.problem((*path, *where), message))
        return None


def _near_keys(model: type[Shape], error: Any) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - pydantic's own type
    """Return where the key would be that an unknown key was probably meant to be."""
    if error["type"] != "extra_forbidden":
        return []
    *outer, key = error["loc"]
    return [(*outer, near) for near in get_close_matches(str(key), _keys(model, tuple(outer)), n=1)]


def _place(tree: Tree, location: tuple[str | int, ...]) -> Path_:
    """Keep the parts of pydantic's location that are in the file; it adds names of its own."""
    kept: list[str | int] = []
    for position, part in enumerate(location):
        is_last = position == len(location) - 1
        if isinstance(tree, dict) and (part in tree or is_last):
            kept.append(part)
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int):
            kept.append(part)
            tree = tree[part]
    return tuple(kept)


def _message(model: type[Shape], tree: Tree, where: Path_, error: Any) -> str:  # noqa: ANN401 - pydantic's own type
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"is not a key here{meant(str(where[-1]), _keys(model, error['loc'][:-1]))}"
    if kind == "missing":
        return f"is missing; add a line '{where[-1]}: ...'"
    if kind == "literal_error":
        expected = context["expected"].replace(" or ", ", ").replace("'", "")
        found = str(_at(tree, where))
        return f"{quoted(found)} is not allowed here{meant(found, expected.split(', '))}"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters; shorten it"
    if kind == "greater_than_equal":
        return f"needs to be {context['ge']} or more"
    return _MESSAGES.get(kind, "does not fit here; see the guide for trainers")


_MESSAGES = {
    "string_type": "needs plain text; write it on the same line, after the colon",
    "string_too_short": "is empty; write some text",
    "string_pattern_mismatch": "is not written as it must be; in ids use lower-case letters, digits"
    " and _, in dates year-month-day",
    "int_parsing": "needs a whole number",
    "int_type": "needs a whole number",
    "list_type": "needs a list; start each entry with '- ' on a line of its own",
    "dict_type": "needs 'key: value' lines",
    "model_type": "needs 'key: value' lines",
    "too_short": "is empty; add at least one entry",
}


def _at(tree: Tree, where: Path_) -> Tree:
    for part in where:
        tree = tree[part]
    return tree


def _keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the block at a location may have."""
    for part in location:
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = _model_in(field.annotation) if field else None
        model = inner or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type's own description
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one is not None), None)
