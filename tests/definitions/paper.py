"""Paper forms for tests: filled from answers, and made by hand with whatever fields a test wants."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    TextStringObject,
)

from court_assess.domain.answers import Answer, Answers, KnownBy
from court_assess.domain.kinds import written
from court_assess.domain.paper import Place, places_on_paper, values_to_tick
from court_assess.domain.parts import parts_of, split
from court_assess.domain.questions import Questionnaire

Filled = Mapping[str, str | bool]


def boxes_for(place: Place, answer: Answer) -> dict[str, str | bool]:
    """Return what a pen would leave in the boxes of a question."""
    if answer.value is None:
        return {place.instead(answer.status.value): True}
    text, question = written(answer.value), place.question
    if isinstance(text, list):
        return {place.tick("", one): True for one in text}
    filled: dict[str, str | bool] = {}
    parts = split(question, text)
    for part in parts_of(question):
        if values_to_tick(question, part):
            filled[place.tick(part, parts[part])] = True
        else:
            filled[place.write(part)] = parts.get(part, "")
    return filled


def filled_from(
    questionnaire: Questionnaire, answers: Answers, depth: str
) -> dict[str, str | bool]:
    """Return the boxes of a form of this depth, as these answers fill them."""
    filled: dict[str, str | bool] = {}
    for place, answer in on_paper(questionnaire, answers, depth):
        filled |= boxes_for(place, answer)
    return filled


def on_paper(
    questionnaire: Questionnaire, answers: Answers, depth: str
) -> Iterator[tuple[Place, Answer]]:
    """Yield the answers that a form of this depth has room for, as the person's own word."""
    for place in places_on_paper(questionnaire, depth):
        rows = answers.rows_of(place.question.group)
        row = rows[place.row - 1] if 0 < place.row <= len(rows) else None
        answer = answers.get(place.question.id, row) if row or not place.row else None
        if answer is not None:
            yield place, replace(answer, known_by=KnownBy.PERSON, note="")


def fill(pdf: bytes, filled: Filled) -> bytes:
    """Return a form with these boxes filled, as a viewer would save it."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    fields = dict(_fields(writer.root_object["/AcroForm"]["/Fields"], ""))  # type: ignore[index]
    for name, held in filled.items():
        field = fields[name]
        if held is True:
            field[NameObject("/V")] = field[NameObject("/AS")] = NameObject("/on")
        else:
            field[NameObject("/V")] = TextStringObject(str(held))
    return _saved(writer)


def _fields(array: Any, above: str) -> Iterator[tuple[str, DictionaryObject]]:
    for one in array:
        field = one.get_object()
        name = f"{above}{field['/T']}"
        if "/Kids" in field:
            yield from _fields(field["/Kids"], f"{name}.")
        else:
            yield name, field


def made_form(filled: Filled, catalog: Mapping[str, Any] | None = None) -> bytes:
    """Return a small PDF with these fields alone, each under its full name."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    fields = ArrayObject([_field(writer, name, held) for name, held in filled.items()])
    form = DictionaryObject({NameObject("/Fields"): fields})
    writer.root_object[NameObject("/AcroForm")] = form
    for key, value in (catalog or {}).items():
        writer.root_object[NameObject(key)] = value
    return _saved(writer)


def _field(writer: PdfWriter, name: str, held: str | bool) -> IndirectObject:
    ticked = NameObject("/on" if held is True else "/Off")
    is_text = isinstance(held, str)
    field = {
        NameObject("/T"): TextStringObject(name),
        NameObject("/FT"): NameObject("/Tx" if is_text else "/Btn"),
        NameObject("/V"): TextStringObject(held) if is_text else ticked,
    }
    return writer._add_object(DictionaryObject(field))  # noqa: SLF001 - pypdf's only way to add one


def _saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def names_in(pdf: bytes) -> list[str]:
    """Return the full name of every field of a form, in its order."""
    form: Any = PdfReader(io.BytesIO(pdf)).root_object["/AcroForm"]
    return [name for name, _ in _fields(form["/Fields"], "")]
