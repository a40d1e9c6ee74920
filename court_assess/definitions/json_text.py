"""Read JSON that a stranger may have written; refuse what could surprise or harm.

Doubled keys, numbers that are no whole numbers of a few digits, ``NaN``, deep nesting, other
encodings than UTF-8 and large files are refused, most of them before anything is built.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

MOST_BYTES = 1024 * 1024
DEEPEST = 16
MOST_DIGITS = 9
TOO_LARGE = f"is larger than {MOST_BYTES // 1024 // 1024} MB; check that it is the right file"
PDF = b"%PDF"
IS_PDF = "is a PDF; choose the data file, whose name ends in .json"
NOT_UTF8 = "is not written in UTF-8; save it again with the encoding UTF-8"
NESTED = f"is nested more than {DEEPEST} deep; check that it is the right file"
NOT_JSON = "is not whole JSON ({}, line {}); ask for it to be sent again"


class BadJsonError(ValueError):
    """Bytes that are not taken as JSON; the message says why and what to do, without a subject."""


def read_json(raw: bytes) -> Any:  # noqa: ANN401 - whatever the text holds
    """Return what a JSON text holds; BadJsonError if it is not taken."""
    if len(raw) > MOST_BYTES:
        raise BadJsonError(TOO_LARGE)
    if raw.startswith(PDF):
        raise BadJsonError(IS_PDF)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadJsonError(NOT_UTF8) from None
    if _depth(text) > DEEPEST:
        raise BadJsonError(NESTED)
    try:
        return json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=_few_digits,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise BadJsonError(NOT_JSON.format(reason, error.lineno)) from None


def _depth(text: str) -> int:
    """Return how deep brackets are nested outside the texts in quotation marks."""
    depth = deepest = 0
    is_quoted = is_escaped = False
    for one in text:
        if is_quoted:
            is_quoted = is_escaped or one != '"'
            is_escaped = one == "\\" and not is_escaped
        elif one == '"':
            is_quoted = True
        elif one in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif one in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, one in pairs:
        if key in found:
            msg = f"has {json.dumps(key[:40])} twice; only one can count, so take one out"
            raise BadJsonError(msg)
        found[key] = one
    return found


def _few_digits(text: str) -> int:
    if len(text) > MOST_DIGITS:
        _refuse_number(text)
    return int(text)


def _refuse_number(text: str) -> NoReturn:
    msg = f"has a number that belongs nowhere in it ({text[:20]}); write answers in quotation marks"
    raise BadJsonError(msg)
