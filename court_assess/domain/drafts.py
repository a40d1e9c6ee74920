"""Draft text for the report, made from answers: a start for the officer, and nobody's word yet.

Facts, the person's account and the officer's opinion are drafted apart. Only what the court may
read is used. What was declined, not known or not asked is said as such; what was not yet asked is
left out; neither is ever a "no", and a want of an answer inside a sentence leaves no hole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from court_assess.domain.answers import (
    HOW_KNOWN,
    LAST_USED,
    NOT_YET_ASKED,
    TEST_AGREES,
    Answer,
    KnownBy,
    Row,
    Status,
)
from court_assess.domain.kinds import show
from court_assess.domain.questions import Question, Section, values_named
from court_assess.domain.reading import AnswerReading
from court_assess.domain.sentences import (
    ANSWER,
    PLACEHOLDER,
    PRONOUNS,
    Sentences,
    Voice,
    why_never_drafted,
)
from court_assess.domain.values import Value
from court_assess.domain.walk import Item, walk_section

COURT = "court"
SEX = "case.sex"
_BY_SEX = {"female": ("she", "her", "her"), "male": ("he", "him", "his")}

# Inside a sentence, in place of an answer; and of which kind of thing it is not known.
_MISSING = {
    Status.DECLINED.value: "(declined to say)",
    Status.NOT_ASKED.value: "(not asked)",
}
_NOT_KNOWN = {
    "date": "a day not known",
    "partial_date": "a date not known",
    "datetime": "a time not known",
    "time": "a time not known",
    "duration": "a time not known",
}
# After all sentences: what there is no sentence for, by how the question stands.
_INSTEAD = {
    Status.DECLINED.value: "Declined to say",
    Status.NOT_KNOWN.value: "Asked, and not known today",
    Status.NOT_ASKED.value: "Not asked today",
}
_SPACE = re.compile(r"\s+")
_OWN_CAPITAL = re.compile(r"I\b|.[A-Z]")  # "I enjoy it", "OASys"


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence, and the row it speaks of."""

    voice: Voice
    text: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class _Wanting:
    """A question with a sentence and no answer to put into it."""

    voice: Voice
    state: str
    label: str


def draft_of(section: Section, reading: AnswerReading) -> Mapping[Voice, str]:
    """Return the draft of each voice that has something to say in a section.

    Sentences make paragraphs in page order; each entry of a list is one of its own.
    """
    return _Writer(section, reading).drafts()


def has_sentences(section: Section) -> bool:
    """Whether a section can have a draft at all."""
    return any(
        one.report for question in section.questions for one in (question, *question.questions)
    )


class _Writer:
    """Writes the draft of one section."""

    def __init__(self, section: Section, reading: AnswerReading) -> None:
        self.reading, self.questions = reading, reading.questionnaire.questions
        self.items = tuple(walk_section(section, reading))

    def drafts(self) -> dict[Voice, str]:
        said = tuple(one for item in self.items for one in self.sentences(item))
        wanting = tuple(one for item in self.items for one in self.wanting(item))
        drafts = {}
        for voice in Voice:
            own = tuple(one for one in said if one.voice is voice)
            lacking = tuple(one for one in wanting if one.voice is voice)
            text = "\n\n".join((*self.paragraphs(own), *_lacking(lacking)))
            if text:
                drafts[voice] = unicodedata.normalize("NFC", text)
        return drafts

    def paragraphs(self, said: tuple[_Said, ...]) -> Iterator[str]:
        """Yield the sentences outside lists together, and each entry of a list by itself."""
        for is_row, run in groupby(said, lambda one: one.row is not None):
            if is_row:
                by_row = groupby(run, lambda one: one.row)
                yield from (self.entry(row, tuple(own)) for row, own in by_row if row)
            else:
                yield " ".join(_begun(one.text) for one in run)

    def entry(self, row: Row, said: tuple[_Said, ...]) -> str:
        first, *others = (one.text for one in said)
        return " ".join((f"{self.row_name(row)}: {first}", *map(_begun, others)))

    def sentences(self, item: Item) -> Iterator[_Said]:
        """Yield what may be said of an answer that was given."""
        question, answer = item.question, item.answer
        if answer is None or answer.value is None or not self.may_say(question):
            return
        for sentence, value in _chosen(question, answer.value):
            yield self.filled(sentence, value, item, answer)

    def filled(self, sentence: str, value: Value, item: Item, answer: Answer) -> _Said:
        """Fill a sentence, and find whose word it is from all the answers that it holds."""
        report = item.question.report or Sentences()
        naming = self.questions[item.question.group].row_label if item.question.group else ""
        others = [one for one in PLACEHOLDER.findall(sentence) if one != naming]
        held = [(one, self.reading.answer(one, item.row)) for one in others]
        used = [(item.question.id, answer), *((one, other) for one, other in held if other)]
        given = [(one, other.known_by) for one, other in used if other.is_given]
        sources = tuple(dict.fromkeys(_source(*one) for one in given))
        voice = _voice(report, sources)

        def words(match: re.Match[str]) -> str:
            if match[1] == ANSWER:
                return self.in_words(item.question, value)
            return self.pronoun(match[1]) or self.words_of(match[1], item.row)

        text = PLACEHOLDER.sub(words, sentence)
        text = _with_source(text, report, voice, sources)
        is_agreed = any(_source(*one) is not one[1] for one in given)
        return _Said(voice, _noted(text, TEST_AGREES) if is_agreed else text, item.row)

    def pronoun(self, word: str) -> str:
        if word not in PRONOUNS:
            return ""
        answer = self.reading.answer(SEX) if self.may_read(SEX) else None
        forms = _BY_SEX.get(str(answer.value) if answer else "", PRONOUNS)
        return forms[PRONOUNS.index(word)]

    def words_of(self, question_id: str, row: Row | None) -> str:
        """Return another answer in words, or what stands in its place."""
        answer = self.reading.answer(question_id, row) if self.may_read(question_id) else None
        kind = self.questions[question_id].kind if question_id in self.questions else ""
        if answer is None or answer.value is None:
            state = answer.status.value if answer else NOT_YET_ASKED
            return _MISSING.get(state) or _NOT_KNOWN.get(kind, "(not known)")
        return self.in_words(self.questions[question_id], answer.value)

    def in_words(self, question: Question, value: Value) -> str:
        """Write an answer as it stands inside a sentence."""
        own = question.report.words if question.report else {}
        if question.options:
            chosen = values_named(question, value)
            words = (own.get(one.id) or _inside(one.label) for one in chosen)
            return _listed(tuple(map(self.phrase, words)))
        if question.kind == "scale":
            return self.phrase(own.get(str(value)) or f"{value} out of {question.most}")
        if isinstance(value, str):
            return _SPACE.sub(" ", value).strip().removesuffix(".")
        return show(question, value)

    def phrase(self, words: str) -> str:
        return PLACEHOLDER.sub(lambda match: self.pronoun(match[1]), words)

    def row_name(self, row: Row) -> str:
        """Name a row by the answer that its list names rows by, or by its place."""
        group, number = next(
            (group, number)
            for group, rows in self.reading.answers.rows.items()
            for number, one in enumerate(rows, 1)
            if one is row
        )
        label = self.questions[group].row_label
        answer = self.reading.answer(label, row) if self.may_read(label) else None
        if answer is None or answer.value is None:
            return f"{self.questions[group].row_name} {number}".capitalize()
        name = show(self.questions[label], answer.value)
        doubt = HOW_KNOWN[answer.known_by] if answer.known_by is KnownBy.NOT_VERIFIED else ""
        return f"{name} {doubt}".rstrip()

    def wanting(self, item: Item) -> Iterator[_Wanting]:
        """Yield a question that was put and has no answer; a list as a whole stands for its own."""
        question, answer = item.question, item.answer
        told = [one for one in (question, *question.questions) if self.may_say(one)]
        if answer is None or answer.value is not None or not told:
            return
        voice = (told[0].report or Sentences()).voice or Voice.ACCOUNT
        name = f" ({self.row_name(item.row)})" if item.row else ""
        reason = f" ({answer.note})" if answer.note else ""
        label = f"{_inside(question.short)}{name}{reason}"
        yield _Wanting(voice, answer.status.value, label)

    def may_say(self, question: Question) -> bool:
        is_own_act = bool(why_never_drafted(question.id))
        return question.report is not None and self.may_read(question.id) and not is_own_act

    def may_read(self, question_id: str) -> bool:
        question = self.questions.get(question_id)
        return question is not None and COURT in question.prints


def _chosen(question: Question, value: Value) -> Iterator[tuple[str, Value]]:
    """Yield the sentence of each answer that has its own, then the sentence for all others."""
    report = question.report or Sentences()
    if isinstance(value, tuple):
        for one in (one for one in value if report.answers.get(one)):
            yield report.answers[one], one
        rest = tuple(one for one in value if one not in report.answers)
        if rest and report.says:
            yield report.says, rest
        return
    sentence = report.answers.get(str(value), report.says)
    if sentence:
        yield sentence, value


def _source(question_id: str, known_by: KnownBy) -> KnownBy:
    """Return whose word an answer is: a day of last use is the person's, though a test agrees."""
    by_test = question_id in LAST_USED and known_by is KnownBy.TEST
    return KnownBy.PERSON if by_test else known_by


def _voice(report: Sentences, sources: tuple[KnownBy, ...]) -> Voice:
    """Return whose word it is: what nobody checked is never a fact, whatever was written."""
    if report.voice is Voice.OPINION:
        return Voice.OPINION
    if KnownBy.NOT_VERIFIED in sources:
        return Voice.ACCOUNT
    is_said = KnownBy.PERSON in sources
    return report.voice or (Voice.ACCOUNT if is_said else Voice.FACT)


def _with_source(text: str, report: Sentences, voice: Voice, sources: tuple[KnownBy, ...]) -> str:
    """Say where a fact is from, unless the sentence says so itself, and always what is in doubt."""
    told = sources if voice is Voice.FACT and report.voice is None else ()
    notes = [HOW_KNOWN[one] for one in sources if one in told or one is KnownBy.NOT_VERIFIED]
    return _noted(text, " ".join(notes)) if any(notes) else text


def _noted(text: str, note: str) -> str:
    return f"{text.removesuffix('.')} {note}."


def _listed(words: tuple[str, ...]) -> str:
    *most, last = words
    link = "; and" if any("," in one for one in words) else " and"
    between = "; " if any("," in one for one in words) else ", "
    return f"{between.join(most)}{link} {last}" if most else last


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence; what has capitals of its own keeps them."""
    return label if _OWN_CAPITAL.match(label) else label[:1].lower() + label[1:]


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _lacking(wanting: tuple[_Wanting, ...]) -> Iterator[str]:
    """Yield one sentence for each way of having no answer."""
    for state, words in _INSTEAD.items():
        labels = [one.label for one in wanting if one.state == state]
        if labels:
            yield f"{words}: {'; '.join(labels)}."
