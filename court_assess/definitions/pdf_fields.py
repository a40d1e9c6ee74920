"""The fields of a filled PDF form, by name; whatever is no such form is refused in one sentence.

A PDF may carry programs, files and other forms. None of them is read, and a PDF that holds any is
refused, because a paper form of ours never does.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

LARGEST = 10 * 1024 * 1024  # bytes
MOST_OBJECTS = 200_000  # a form of ours has a tenth of it
DEEPEST = 8  # levels of names
OFF = ("/Off", "/")
ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /Rendition /URI /GoToR /GoToE /Movie".split()  # noqa: SIM905 - the list would be ten lines
)
HARMFUL: Mapping[str, str] = {
    "/JS": "a program",
    "/JavaScript": "a program",
    "/AA": "an action",
    "/OpenAction": "an action",
    "/XFA": "a form of another kind (XFA)",
    "/EmbeddedFile": "another file",
    "/EmbeddedFiles": "another file",
    "/EF": "another file",
    "/RichMediaContent": "another file",
}
LOCKED = "is locked with a password; save it without one"
NO_PDF = "is not a PDF that can be read; save the filled form again as a PDF, or type it in"
CARRIED = "assessment.json"  # as report/pdf.py names what a document carries
A_DOCUMENT = (
    "is a document that court_assess made from a case, and cannot be read back; "
    "bring in the case file in its place"
)


class NotAFormError(Exception):
    """The file cannot be read as a paper form; the message is one sentence without the name."""


def read_fields(raw: bytes) -> dict[str, str | bool]:
    """Return what every field holds: its text, or whether its box is ticked.

    NotAFormError says why a file is not read. Nothing in it is run or taken out of it.
    """
    if len(raw) > LARGEST:
        raise NotAFormError("is larger than 10 MB; a filled form is far smaller. Choose that file")
    if b"%PDF-" not in raw[:1024]:
        raise NotAFormError(NO_PDF)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks quote the file
    try:
        return _fields(raw)
    except NotAFormError:
        raise
    except DependencyError as error:  # what would unlock it is not installed, and is not wanted
        raise NotAFormError(LOCKED) from error
    except Exception as error:  # a broken PDF can fail in any way
        raise NotAFormError(NO_PDF) from error


def _fields(raw: bytes) -> dict[str, str | bool]:
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted:
        raise NotAFormError(LOCKED)
    if _is_a_document_of_ours(reader):
        raise NotAFormError(A_DOCUMENT)
    _refuse_harm(reader)
    form = _plain(reader.root_object.get("/AcroForm"))
    if not isinstance(form, DictionaryObject):
        raise NotAFormError("has no fields; use the form from “court-assess report --kind blank”")
    return dict(_held(_each(form.get("/Fields")), (), {}))


def _is_a_document_of_ours(reader: PdfReader) -> bool:
    """Whether it carries the data that every document made from a case does."""
    carried = _plain(reader.root_object.get("/AF"))
    files = [_plain(one) for one in carried] if isinstance(carried, ArrayObject) else []
    return any(isinstance(one, DictionaryObject) and one.get("/F") == CARRIED for one in files)


def _refuse_harm(reader: PdfReader) -> None:
    """Look at everything that can be reached, and refuse what could act or be hidden."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > MOST_OBJECTS:
                raise NotAFormError("has too many parts for a filled form. Choose that file")
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            _refuse_keys(one)
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _refuse_keys(one: DictionaryObject) -> None:
    found = next((HARMFUL[key] for key in one if key in HARMFUL), "")
    if not found and str(one.get("/S")) in ACTIONS:
        found = "an action"
    if not found and str(one.get("/Type")) == "/EmbeddedFile":
        found = "another file"
    if found:
        message = f"holds {found}, which a paper form never does; it was not read. Type it in"
        raise NotAFormError(message)


def _held(
    fields: Iterator[DictionaryObject], above: tuple[str, ...], inherited: Mapping[str, Any]
) -> Iterator[tuple[str, str | bool]]:
    """Yield the full name and what is held of each field, those inside others too."""
    if len(above) > DEEPEST:
        raise NotAFormError(NO_PDF)
    for one in fields:
        own = str(_plain(one.get("/T")) or "")
        name = (*above, own) if own else above
        known = {**inherited, **{key: _plain(one[key]) for key in ("/FT", "/V") if key in one}}
        kids = [kid for kid in _each(one.get("/Kids")) if "/T" in kid]
        if kids:
            yield from _held(iter(kids), name, known)
        elif "/FT" in known:
            yield ".".join(name), _value(known["/FT"], known.get("/V"))


def _value(kind: Any, value: Any) -> str | bool:  # noqa: ANN401 - a PDF holds anything
    if kind == "/Btn":
        return isinstance(value, NameObject) and value not in OFF
    return "" if value is None else str(value)


def _each(array: Any) -> Iterator[DictionaryObject]:  # noqa: ANN401 - a PDF holds anything
    found = _plain(array)
    for one in found if isinstance(found, ArrayObject) else ():
        plain = _plain(one)
        if isinstance(plain, DictionaryObject):
            yield plain


def _plain(one: Any) -> Any:  # noqa: ANN401 - a PDF holds anything
    return one.get_object() if isinstance(one, IndirectObject) else one
