"""Assessments in which all that a person can type is typed, each text with a marker of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count, cycle

from court_assess.domain.answers import LONGEST_NOTE, Answer, Answers, Row, Status, given
from court_assess.domain.assessment import Assessment, EditedText, FlagResponse, Library, TextKey
from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import judge
from court_assess.domain.local import LocalSettings, Office, ProviderEntry
from court_assess.domain.questions import Question
from court_assess.domain.results import MET
from court_assess.domain.sentences import Voice
from court_assess.report import DOCUMENTS, Stamp
from tests.report.filled import SIGNED, TODAY, filled, marker, shown_in
from tests.report.printed import squeezed

TEXTS = ("text", "long_text")
WHOLE = ("full", "person", "referral")  # the others cut long texts
# Nothing is sent on without a yes that stands, and nothing is left off what is safe to carry.
AGREED = {
    "con.share_provider": given("yes"),
    "con.withdrawn": given(("none",)),
    "copy.unsafe": given(("none",)),
}
FEW = 8  # unanswered questions
STAMPED = ("made for", "signer", "role", "reason")
# Which kinds print the names on a document, and what an area says of itself.
PRINTED_BY: Mapping[str, tuple[str, ...]] = {
    "made for": ("handover", "referral"),
    "signer": ("full", "handover", "referral"),
    "role": ("full", "handover"),
    "reason": ("full", "handover"),
    "office name": ("person", "referral"),
    "office telephone": ("person", "referral"),
    "office address": ("person",),
    "office complaints": ("person",),
    "office rights": ("person",),
    "provider telephone": ("person", "referral"),
    "provider hours": ("person", "referral"),
    "provider address": ("person", "referral"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that is no answer, the kinds of document that print it, and those that may."""

    text: str
    kinds: frozenset[str]
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Typed:
    """An assessment with its stamp; ``beside`` are the texts that are no answers, by marker."""

    assessment: Assessment
    stamp: Stamp
    beside: Mapping[str, Beside] = field(default_factory=dict)


@dataclass(slots=True)
class Typist:
    """Types one string after the other, each behind the marker of its place."""

    strings: tuple[str, ...]
    turn: Iterator[int]

    def types(self, mark: str, longest: int | None = None) -> str:
        """Return the marker and the next string."""
        return f"{mark} {self.strings[next(self.turn) % len(self.strings)]}"[:longest]


def flagged(library: Library) -> Library:
    """Return the library with its first flag printed for the court too: as shipped, none is."""
    first, *others = library.rules.flags
    shown = replace(first, prints=first.prints | {"court"})
    return replace(library, rules=replace(library.rules, flags=(shown, *others)))


def all_typed(
    library: Library, strings: tuple[str, ...], shift: int, longest_name: int | None = None
) -> Typed:
    """Fill every text field, every text of the officer, every flag, the stamp and the settings.

    ``longest_name`` is of the names on the stamp, in characters: a hand-over cuts longer ones.
    """
    typist = Typist(strings, count(shift))
    answered = _answered(library, typist)
    beside: dict[str, Beside] = {}

    def types(place: str, kinds: frozenset[str]) -> str:
        mark = marker("by" + place)
        text = typist.types(mark, longest_name if place in STAMPED else None)
        beside[mark] = Beside(text, kinds)
        return text

    stamp = _stamp(answered, types)
    assessment = replace(
        answered, texts=_texts(library, types), flags=_responses(library, answered, types)
    )
    return Typed(assessment, stamp, beside)


def unanswered(library: Library, strings: tuple[str, ...], shift: int, kind: str) -> Typed:
    """Leave every question unanswered that decides about no other, each with a reason typed in.

    A hand-over has room for the whole of few reasons, so for that they are all that there is.
    """
    typist = Typist(strings, count(shift))
    whole = filled(library, frozenset(library.questionnaire.questions))
    base = Assessment(prepared_on=TODAY) if kind == "handover" else whole
    base = replace(base, answers=base.answers.having(AGREED))
    asked = _decides_nothing(library, base)
    if kind == "handover":
        asked = [one for one in asked if kind in _said_why(one)][:FEW]
    states = cycle((Status.NOT_ASKED, Status.DECLINED))
    reasons, beside = {}, {}
    for question in asked:
        mark = marker(question.id, "why")
        text = typist.types(mark, LONGEST_NOTE)
        beside[mark] = Beside(text, _said_why(question), _may_say_why(question))
        reasons[question.id] = Answer(next(states), note=text)
    return Typed(replace(base, answers=base.answers.having(reasons)), SIGNED, beside)


def _decides_nothing(library: Library, assessment: Assessment) -> list[Question]:
    """Return the questions asked, outside lists, that no other question hangs on."""
    gates = library.questionnaire.gates.values()
    kept = {one for gate in gates for one in questions_read(gate)} | set(AGREED)
    shown = shown_in(library, assessment.answers) - kept
    return [one for one in library.questionnaire.walk() if not one.group and one.id in shown]


def _said_why(question: Question) -> frozenset[str]:
    """Return the kinds that always say why a question was not answered.

    What a provider is asked is for it to say, and a hand-over says of a list only that there may be
    more.
    """
    kinds = _may_say_why(question) - {"oral"}
    if question.id.startswith("prov."):
        kinds -= {"referral"}
    return kinds - {"handover"} if question.id.endswith(".complete") else kinds


def _may_say_why(question: Question) -> frozenset[str]:
    """Return the kinds that may say it: no copy for the person does."""
    readers = ((kind, one.audience) for kind, one in DOCUMENTS.items())
    return frozenset(kind for kind, one in readers if one in question.prints and one != "person")


def _answered(library: Library, typist: Typist) -> Assessment:
    """Answer every question, every text field with a marker of its own and one of the strings."""

    def typed(question: Question, answer: Answer, row: str) -> Answer:
        if question.kind not in TEXTS or question.id == "case.defendant_name":
            return answer
        return given(typist.types(marker(question.id, row), question.max_length))

    return otherwise_answered(library, typed)


def otherwise_answered(
    library: Library, change: Callable[[Question, Answer, str], Answer]
) -> Assessment:
    """Answer every question, then change each answer; the third argument is the id of its row."""
    base = filled(library, frozenset(library.questionnaire.questions))
    questions = library.questionnaire.questions
    single = {key: change(questions[key], one, "") for key, one in base.answers.single.items()}
    rows = {
        group: tuple(
            Row(
                row.id,
                {key: change(questions[key], one, row.id) for key, one in row.answers.items()},
            )
            for row in held
        )
        for group, held in base.answers.rows.items()
    }
    return replace(base, answers=Answers({**single, **AGREED}, rows))


Types = Callable[[str, frozenset[str]], str]


def _texts(library: Library, types: Types) -> dict[TextKey, EditedText]:
    full = frozenset({"full"})
    return {
        (section.id, voice): EditedText(types(f"{section.id} {voice.value}", full))
        for section in library.questionnaire.sections
        for voice in Voice
    }


def _responses(library: Library, assessment: Assessment, types: Types) -> dict[str, FlagResponse]:
    """Respond to every flag; who saw it is printed for the court, what was done never is."""
    made = {}
    for number, found in enumerate(judge(library, assessment, TODAY).flags):
        others = {"handover": "handover", "provider": "referral"} if found.result == MET else {}
        kinds = frozenset(kind for one, kind in others.items() if one in found.flag.prints)
        court = frozenset({"full"}) if "court" in found.flag.prints else frozenset()
        made[found.flag.id] = FlagResponse(
            seen_by=types(f"{found.flag.id} seen", kinds | court),
            at=datetime(2026, 11, 18, 10, 5),
            done=number % 2 == 0,
            what=types(f"{found.flag.id} what", kinds),
        )
    return made


def _stamp(assessment: Assessment, types: Types) -> Stamp:
    def of(place: str) -> str:
        return types(place, frozenset(PRINTED_BY[place]))

    made_for = of("made for")
    provider = ProviderEntry(
        name=str(assessment.answers.single["prov.name"].value),
        telephone=of("provider telephone"),
        address=of("provider address"),
        hours=of("provider hours"),
        also_called=(made_for,),
    )
    office = Office(
        name=of("office name"),
        telephone=of("office telephone"),
        address=of("office address"),
        complaints=of("office complaints"),
        data_rights=of("office rights"),
    )
    return replace(
        SIGNED,
        signer=of("signer"),
        role=of("role"),
        reason=of("reason"),
        made_for=made_for,
        basis="consent",
        made_at=datetime(2026, 11, 19, 9, 30),
        prepared_on=TODAY,
        local=LocalSettings(office=office, providers=(provider,)),
    )


def answers_as_typed(
    library: Library, kind: str, assessment: Assessment, text: str
) -> tuple[int, int]:
    """Count the fields that a document prints as they were typed, and those that it prints."""
    found = printed = 0
    for question_id, row, answer in assessment.answers:
        question = library.questionnaire.questions[question_id]
        mark = marker(question_id, row.id if row else "")
        if question.kind not in TEXTS or mark not in text:
            continue
        assert DOCUMENTS[kind].audience in question.prints, question_id
        found += as_read(str(answer.value)) in text
        printed += 1
    return found, printed


def not_as_typed(kind: str, typed: Typed, text: str) -> list[str]:
    """Return the texts beside the answers that a document should print as typed, and does not."""
    return [
        mark
        for mark, one in typed.beside.items()
        if kind in one.kinds or (kind in one.may and mark in text)
        if as_read(one.text) not in text
    ]


def not_for_its_reader(kind: str, typed: Typed, text: str) -> list[str]:
    """Return the texts beside the answers that a document prints, and should not."""
    return [
        mark
        for mark, one in typed.beside.items()
        if mark in text and kind not in one.kinds | one.may
    ]


def as_read(text: str) -> str:
    """Return a text as it is compared with what a document says: composed, without white space."""
    return squeezed(unicodedata.normalize("NFC", text))
