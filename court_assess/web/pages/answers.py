"""Check answers: every question on show with its answer, from the one walk."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import KnownBy, Row
from court_assess.domain.questions import Section
from court_assess.domain.walk import Item, walk_section
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import Addresses, addresses_of, in_words, row_title
from court_assess.web.pages.depth import NAMES
from court_assess.web.pages.field import KNOWN_BY_WORDS


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question and its answer in words."""

    label: str
    value: str
    known: str
    href: str
    is_open: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class AnswerList:
    """The answers of a section, or of one entry of a list in it."""

    title: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class SectionAnswers:
    """A section with its own answers and those of each entry."""

    title: str
    lists: tuple[AnswerList, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All answers of a case that its depth asks for, and any others that it has."""

    depth: str
    sections: tuple[SectionAnswers, ...]
    can_change: bool
    texts: str


def check_page(case: OpenCase) -> CheckPage:
    """Return the view of all answers in page order."""
    addresses = addresses_of(case)
    sections = tuple(_section(case, one, addresses) for one in case.sections)
    texts = url_for("texts.texts", case_id=case.id) if case.is_open else ""
    return CheckPage(NAMES[case.reading.depth], sections, case.is_open, texts)


def _section(case: OpenCase, section: Section, addresses: Addresses) -> SectionAnswers:
    lists: dict[str | None, list[AnswerView]] = {}
    titles: dict[str | None, str] = {}
    for item in walk_section(section, case.reading):
        key = f"{item.question.group}/{item.row.id}" if item.row else None
        titles[key] = _title(case, item, item.row) if item.row else ""
        lists.setdefault(key, []).append(_answer(item, addresses))
    made = tuple(AnswerList(titles[key], tuple(answers)) for key, answers in lists.items())
    return SectionAnswers(section.title, made)


def _title(case: OpenCase, item: Item, row: Row) -> str:
    group = case.library.questionnaire.questions[item.question.group]
    return row_title(group, row, case.assessment)


def _answer(item: Item, addresses: Addresses) -> AnswerView:
    question, answer = item.question, item.answer
    known = answer.known_by if answer and answer.is_given else KnownBy.PERSON
    is_list = question.kind == "group" and answer is None
    entries = len(addresses.assessment.answers.rows_of(question.id))
    counted = f"{entries} in the list" if entries else "None in the list yet"
    return AnswerView(
        label=question.short,
        value=counted if is_list else in_words(question, answer),
        known="" if known is KnownBy.PERSON else KNOWN_BY_WORDS[known.value],
        href=addresses.href(question, item.row.id if item.row else None),
        is_open=answer is None and not is_list,
        is_needed=answer is None and question.required and not is_list,
    )
