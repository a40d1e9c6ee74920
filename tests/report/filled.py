"""Assessments in which every question that can be shown has a valid answer of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from court_assess.domain.answers import Answer, Answers, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.conditions import questions_read
from court_assess.domain.findings import judge
from court_assess.domain.kinds import parse
from court_assess.domain.questions import Question, Questionnaire
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import walk
from court_assess.report import Stamp, html_of

TODAY = date(2026, 11, 18)
# An order is open to the court: of one that is closed, no document says what it would ask.
OPEN_ORDER = {
    "case.mandatory_sentence": "no",
    "case.hospital_or_guardianship": "no",
    "case.sso_same_occasion": "no",
    "case.seriousness": "medium",
    "order.custodial_term_months": "12",
    "order.length_months": "24",
    "order.operational_months": "24",
    "order.supervision_months": "18",
}
# With any other answer the person is afraid, and free words are off their copy.
NOT_AFRAID = {
    "safe.da_afraid": given(("none",)),
    "safe.exploited": given(("none",)),
    "safe.cuckooed": given("no"),
    "safe.cuckooed_signs": given(("none",)),
}
# What a gate can look for in a text: letters that are not Latin ones, the name of a medicine.
SEARCHED = {"text": "β", "long_text": "methadone"}
OPTIONED = ("yes_no", "choice", "choices")


def marker(question_id: str, row: str = "") -> str:
    """Return a word that no other text of a report holds."""
    return "Zq" + re.sub(r"[^a-z0-9]", "", f"{question_id}{row}".lower()) + "qz"


def first_option(question: Question) -> str:
    return question.options[0].id


def typed_for(question: Question, row: str = "") -> str | list[str]:
    """Return what an officer could type for a question."""
    kind = question.kind
    if question.id in OPEN_ORDER:
        return OPEN_ORDER[question.id]
    if kind == "choices":
        chosen = [option.id for option in question.options if option.id != question.exclusive]
        return chosen or [question.exclusive]
    typed: dict[str, Callable[[], str]] = {
        "yes_no": lambda: "yes",
        "choice": lambda: first_option(question),
        "text": lambda: marker(question.id, row)[: question.max_length],
        "long_text": lambda: f"{marker(question.id, row)}\nand a second line.\n\nA new paragraph.",
        "date": lambda: "1990-03-04" if question.id == "case.date_of_birth" else "2026-10-05",
        "partial_date": lambda: "2019-03",
        "time": lambda: "14:05",
        "datetime": lambda: "2026-11-17T09:35",
        "duration": lambda: "6 weeks",
        "weeks": lambda: "7 6 5 4",
    }
    number = str(question.least if question.least is not None else 3)
    return typed.get(kind, lambda: str(question.most) if question.most else number)()


def answer_to(question: Question, row: str = "") -> Answer:
    return given(parse(question, typed_for(question, row)))


@dataclass(frozen=True, slots=True)
class _ById:
    """A questionnaire as a key: itself and no other, however alike."""

    questionnaire: Questionnaire

    def __hash__(self) -> int:
        return id(self.questionnaire)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.questionnaire is self.questionnaire


_FILLED: dict[tuple[_ById, frozenset[str]], Assessment] = {}


def filled(library: Library, wanted: frozenset[str]) -> Assessment:
    """Answer every question; gates are set so that as many as can be of those wanted are shown.

    It takes seconds, so what was made once is made no second time.
    """
    key = _ById(library.questionnaire), wanted
    if key not in _FILLED:
        _FILLED[key] = _filled(library, wanted)
    return _FILLED[key]


def _filled(library: Library, wanted: frozenset[str]) -> Assessment:
    answers = _all_answered(library)
    for question in library.questionnaire.walk():
        if question.id in wanted:
            answers = _shown(library, answers, question)
    return Assessment(answers, {}, TODAY)


def fillings(library: Library) -> list[Assessment]:
    """Return assessments in which, taken together, every question is shown and answered."""
    lacking = frozenset(question.id for question in library.questionnaire.walk())
    made: list[Assessment] = []
    while lacking:
        assessment = filled(library, lacking)
        now = lacking - shown_in(library, assessment.answers)
        assert now < lacking, f"cannot be shown: {sorted(lacking)}"
        lacking = now
        made.append(assessment)
    return made


def agreed(assessment: Assessment) -> Assessment:
    """Return it with a plain yes to sharing with the provider, and other consents taken back."""
    yes = {"con.share_provider": given("yes"), "con.withdrawn": given(("gp", "family"))}
    return replace(assessment, answers=assessment.answers.having(yes))


def shown_in(library: Library, answers: Answers) -> frozenset[str]:
    reading = AnswerReading(library.questionnaire, answers, TODAY)
    return frozenset(item.question.id for item in walk(reading))


def _all_answered(library: Library) -> Answers:
    single, rows = {}, {}
    for section in library.questionnaire.sections:
        for question in section.questions:
            if question.kind == "group":
                rows[question.id] = tuple(_row(question, name) for name in ("first", "second"))
            else:
                single[question.id] = answer_to(question)
    return Answers(single, rows)


def _row(group: Question, name: str) -> Row:
    return Row(name, {question.id: answer_to(question, name) for question in group.questions})


def _shown(library: Library, answers: Answers, question: Question) -> Answers:
    """Change the answers that its gate reads until it is shown, losing as little as can be."""
    gate = library.questionnaire.gates.get(question.id)
    if gate is None or _is_asked(library, answers, question):
        return answers
    best, most = answers, -1
    for changed in _changes(library.questionnaire.questions, answers, questions_read(gate)):
        if not _is_asked(library, changed, question):
            continue  # most changes do not show it, and to walk all questions takes long
        shown = len(shown_in(library, changed))
        if shown > most:
            best, most = changed, shown
    return best


def _is_asked(library: Library, answers: Answers, question: Question) -> bool:
    """Whether a walk would come to a question; no list is set aside here."""
    reading = AnswerReading(library.questionnaire, answers, TODAY)
    if not question.group:
        return reading.is_asked(question)
    rows = answers.rows_of(question.group)
    group = library.questionnaire.questions[question.group]
    return reading.is_asked(group) and any(reading.is_asked(question, row) for row in rows)


def _changes(
    questions: Mapping[str, Question], answers: Answers, read: tuple[str, ...]
) -> Iterator[Answers]:
    """Yield the answers with each question read set to each of its options, one and two at a time."""
    once = [changed for one in read for changed in _set(questions.get(one), answers)]
    yield from once
    for changed in once:
        for one in read:
            yield from _set(questions.get(one), changed)


def _set(question: Question | None, answers: Answers) -> Iterator[Answers]:
    if question is not None and question.kind in SEARCHED and not question.group:
        text = f"{marker(question.id)} {SEARCHED[question.kind]}"
        yield answers.having({question.id: given(text)})
    if question is None or question.kind not in OPTIONED:
        return
    for option in question.options:
        value = (option.id,) if question.kind == "choices" else option.id
        if not question.group:
            yield answers.having({question.id: given(value)})
            continue
        first, *others = answers.rows[question.group]
        changed = replace(first, answers={**first.answers, question.id: given(value)})
        yield replace(answers, rows={**answers.rows, question.group: (changed, *others)})


DRAFT = Stamp(is_draft=True, prepared_on=TODAY)
SIGNED = Stamp(
    is_draft=False,
    version=2,
    signer="Ruth Adeyemi",
    role="Probation officer",
    signed_on=date(2026, 11, 19),
    reason="The provider wrote again",
)


def html_for(library: Library, assessment: Assessment, stamp: Stamp = DRAFT) -> str:
    """Return the full report on an assessment, judged on its own day."""
    day = assessment.judged_on() or TODAY
    return html_of("full", library, assessment, judge(library, assessment, day), stamp)
