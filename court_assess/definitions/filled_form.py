"""Read a filled paper form: what can be read becomes answers, and all else is told and quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from court_assess.definitions.consistency import without_clashes
from court_assess.definitions.pdf_fields import NotAFormError, read_fields
from court_assess.domain.answers import Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.kinds import HIDDEN, KINDS, BadAnswerError, parse, show
from court_assess.domain.paper import (
    INSTEAD,
    LIBRARY,
    NON_ANSWERS,
    TICK,
    Place,
    boxes_of,
    is_ticked,
    library_mark,
    parts_on_paper,
    places_on_paper,
    title_on_paper,
    values_to_tick,
)
from court_assess.domain.parts import joined
from court_assess.domain.questions import FULL, Question, Questionnaire

Fields = Mapping[str, str | bool]
SAID = {"declined": "declined", "not_known": "not known", "not_asked": "not asked"}
OTHER_LIBRARY = (
    "The form was made from other questions ({}) than those here ({}); read every answer again"
)
NOT_OURS = (
    "is not a paper form of court_assess; use the form from “court-assess report --kind blank”"
)
EMPTY = "holds no answers; fill it in, save it, and choose the saved file"


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, quoted in one line; ``label`` says where it stands on the paper.

    ``question`` and ``row`` are the ids of where it belongs on screen, empty where that is nowhere.
    """

    message: str
    label: str = ""
    question: str = ""
    row: str = ""

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.label}: {self.message}" if self.label else self.message


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a form holds, and what could not be read of it."""

    assessment: Assessment
    unread: tuple[Unread, ...]


def read_form(raw: bytes, library: Library) -> FilledForm:
    """Return the answers of a filled form; NotAFormError says why a file is not read at all."""
    fields = read_fields(raw)
    if LIBRARY not in fields:
        raise NotAFormError(NOT_OURS)
    reader = _Reader(library.questionnaire, fields)
    made_with, here = str(fields[LIBRARY]), library_mark(library.digest)
    if made_with != here:
        reader.unread.append(Unread(OTHER_LIBRARY.format(_one_line(made_with), here)))
    answers = reader.answers()
    reader.tell_unknown()
    kept = reader.held_back(answers)
    if not (kept.single or kept.rows or any(one.label for one in reader.unread)):
        raise NotAFormError(EMPTY)
    return FilledForm(Assessment(kept), tuple(reader.unread))


def _one_line(text: str) -> str:
    """Return text on one line, with nothing in it that a screen could take for a command."""
    lines = (" ".join(line.split()) for line in HIDDEN.sub("�", text).splitlines())
    return " / ".join(line for line in lines if line)


@dataclass(slots=True)
class _Reader:
    """Reads the fields of one form against a questionnaire, and keeps what it cannot read."""

    questionnaire: Questionnaire
    fields: Fields
    unread: list[Unread] = field(default_factory=list)

    def answers(self) -> Answers:
        """Return every answer that can be read; a row with nothing in it is no row."""
        single: dict[str, Answer] = {}
        rows: dict[str, dict[int, dict[str, Answer]]] = {}
        for place in places_on_paper(self.questionnaire, FULL):
            answer = self.answer(place)
            if answer and place.row:
                entries = rows.setdefault(place.question.group, {})
                entries.setdefault(place.row, {})[place.question.id] = answer
            elif answer:
                single[place.question.id] = answer
        self.lists_stand(single, rows)
        listed = {
            group: tuple(Row(str(number), row) for number, row in entries.items())  # as on paper
            for group, entries in rows.items()
        }
        return Answers(single, listed)

    def lists_stand(self, single: dict[str, Answer], rows: Mapping[str, object]) -> None:
        """Where a list has entries, a tick that it was declined as a whole cannot be right."""
        for group in rows:
            whole = single.pop(group, None)
            if whole:
                said = SAID[whole.status.value]
                self.tell(
                    Place(self.questionnaire.questions[group]),
                    f"“{said}” is ticked, but there are entries; the entries were kept. "
                    "Take them out on screen if they are wrong",
                )

    def tell(self, place: Place, message: str) -> None:
        """Keep one line about a question that could not be read."""
        question, row = place.question, str(place.row or "")
        entry = f" ({self.entry(place)})" if row else ""
        label = f"{self.questionnaire.numbers[question.id]} {question.short}{entry}"
        self.unread.append(Unread(message, label, question.id, row))

    def entry(self, place: Place) -> str:
        """Name an entry of a list as its heading on the paper does."""
        return title_on_paper(self.questionnaire.questions[place.question.group], place.row)

    def answer(self, place: Place) -> Answer | None:
        """Return the answer of a question, or None if it has none that can be read."""
        instead = [one for one in NON_ANSWERS if self.fields.get(place.instead(one)) is True]
        typed = {part: self.typed(place, part) for part in parts_on_paper(place.question)}
        written = self.quoted(place, typed)
        if not instead:
            return self.given(place, typed, written) if written else None
        said = " and ".join(f"“{SAID[one]}”" for one in instead)
        if written:
            self.tell(
                place, f"{said} is ticked beside the answer “{written}”; choose one on screen"
            )
        elif len(instead) > 1:
            self.tell(place, f"{said} are both ticked; choose one on screen")
        else:
            return Answer(Status(instead[0]))
        return None

    def typed(self, place: Place, part: str) -> list[str] | str:
        """Return the values ticked for a part, or the text written."""
        values = values_to_tick(place.question, part)
        if values:
            return [one for one in values if self.fields.get(place.tick(part, one)) is True]
        held = self.fields.get(place.write(part), "")
        return held if isinstance(held, str) else ""

    def quoted(self, place: Place, typed: Mapping[str, list[str] | str]) -> str:
        """Return all that is in a question's boxes on one line, empty if there is nothing."""
        said = []
        for one in typed.values():
            said += (
                [_label(place.question, value) for value in one]
                if isinstance(one, list)
                else [_one_line(one)]
            )
        return "; ".join(one for one in said if one)

    def given(
        self, place: Place, typed: Mapping[str, list[str] | str], written: str
    ) -> Answer | None:
        question = place.question
        is_list = KINDS[question.kind].is_list
        if not is_list and any(isinstance(one, list) and len(one) > 1 for one in typed.values()):
            self.tell(place, f"more than one box is ticked (“{written}”); choose one on screen")
            return None
        try:
            if is_list:
                return given(parse(question, list(typed[""])))
            parts = {
                part: "".join(one) if isinstance(one, list) else one for part, one in typed.items()
            }
            return given(parse(question, _text(question, parts)))
        except BadAnswerError as error:
            self.tell(place, f"“{written}” could not be read. {error}")
            return None

    def held_back(self, answers: Answers) -> Answers:
        """Return the answers without those that cannot be right beside the others."""
        kept, left_out = without_clashes(self.questionnaire, answers)
        for clash, question_id, answer in left_out:
            question = self.questionnaire.questions[question_id]
            in_row = clash.row if question.group else None
            place = Place(question, int(in_row.id) if in_row else 0)
            shown = show(question, answer.value) if answer.value is not None else ""
            self.tell(place, f"“{shown}” was left out. {clash.check.says}")
        return kept

    def tell_unknown(self) -> None:
        """Keep what stands in boxes that no question has, or that are of another kind."""
        places = {one.name: one for one in places_on_paper(self.questionnaire, FULL)}
        known = {LIBRARY, *(box for one in places.values() for box in boxes_of(one))}
        for name, held in self.fields.items():
            text = "a tick" if held is True else _one_line(held or "")
            if not text or (name in known and is_ticked(name) is isinstance(held, bool)):
                continue
            place = places.get(re.split(f"[{TICK}{INSTEAD}]", name)[0])
            if place:
                said = f"its box “{_one_line(name)}” holds “{text}”, which it cannot"
                self.tell(place, f"{said}; answer it on screen")
            else:
                message = f"is no question here; it holds “{text}”. Type it in where it belongs"
                self.unread.append(Unread(message, f"Box “{_one_line(name)}”"))


def _label(question: Question, value: str) -> str:
    option = question.option(value)
    return option.label if option else value


def _text(question: Question, parts: Mapping[str, str]) -> str | list[str]:
    """Return the parts as the domain reads them; one line is one line, however it was broken."""
    text = joined(question, parts)
    if question.kind != "text" or isinstance(text, list):
        return text
    return re.sub(r"\s*[\r\n]+\s*", " ", text)
