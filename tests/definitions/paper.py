"""Paper forms for tests: filled from answers, and made by hand with whatever fields a test wants."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pikepdf

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
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fields = dict(_fields(opened.Root.AcroForm.Fields, ""))
        for name, held in filled.items():
            if held is True:
                fields[name].V = fields[name].AS = pikepdf.Name("/on")
            else:
                fields[name].V = pikepdf.String(str(held))
        return saved(opened)


def saved(opened: pikepdf.Pdf) -> bytes:
    """Return an opened PDF as bytes."""
    out = io.BytesIO()
    # Without object streams: one that happens to end in a line end would fail PDF/A by chance.
    opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _fields(array: Any, above: str) -> Iterator[tuple[str, Any]]:
    for one in array:
        name = f"{above}{one.T}"
        if "/Kids" in one:
            yield from _fields(one.Kids, f"{name}.")
        else:
            yield name, one


def made_form(filled: Filled, **catalog: Any) -> bytes:
    """Return a small PDF with these fields alone, each under its full name."""
    made = pikepdf.new()
    made.add_blank_page()
    fields = [made.make_indirect(_field(name, held)) for name, held in filled.items()]
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
    for key, value in catalog.items():
        made.Root[f"/{key}"] = value
    return saved(made)


def _field(name: str, held: str | bool) -> pikepdf.Dictionary:
    if isinstance(held, str):
        return pikepdf.Dictionary(T=name, FT=pikepdf.Name.Tx, V=held)
    ticked = pikepdf.Name("/on" if held else "/Off")
    return pikepdf.Dictionary(T=name, FT=pikepdf.Name.Btn, V=ticked)


def names_in(pdf: bytes) -> list[str]:
    """Return the full name of every field of a form, in its order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [name for name, _ in _fields(opened.Root.AcroForm.Fields, "")]
