"""Two views of one thing side by side: person and officer, and provider and officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.findings import Judgement
from court_assess.domain.provider_part import PROVIDER
from court_assess.domain.resting import AGREEMENT, OFFICER, TwoViews, both_views
from court_assess.domain.walk import Item
from court_assess.report.blocks import LONGEST_IN_ROW, Block, Table, TableRow
from court_assess.report.reading import AudienceReading


@dataclass(frozen=True, slots=True)
class Views:
    """What two people were asked about one thing, each with the question for their own words."""

    title: str
    person: str
    officer: str
    persons_words: str = ""
    officers_words: str = ""


VIEWS = (
    Views(
        "Dependence",
        "dep.person_view",
        "dep.officer_view",
        "dep.person_view_words",
        "dep.officer_view_words",
    ),
    Views("The link with the offence", "link.type", "link.officer", "", "link.officer_words"),
    Views("Change", "mot.change", "mot.officer", "", "mot.officer_words"),
)
COLUMNS = ("Two views", "The person's view", "The officer's view")
OF_PROVIDER = ("Two views", "The provider's view", "The officer's view", "Do they agree?")
NOT_SAID = "No view today"


def side_by_side(
    reading: AudienceReading, items: tuple[Item, ...]
) -> tuple[tuple[Block, ...], frozenset[str]]:
    """Return a table of the views among some items that both gave, and the questions it prints."""
    here = {item.question.id for item in items}
    rows, printed = [], set[str]()
    for views in VIEWS:
        both = reading.words(views.person), reading.words(views.officer)
        if not all(both) or not {views.person, views.officer} <= here:
            continue
        printed |= {views.person, views.officer}
        more = tuple(
            question if question in here and _fits(reading, question) else ""
            for question in (views.persons_words, views.officers_words)
        )
        printed |= set(more) - {""}
        rows.append(TableRow(views.title, tuple(_cells(reading, both, more))))
    table = Table(COLUMNS, tuple(rows), layout="views")
    return ((table,) if rows else ()), frozenset(printed)


def _fits(reading: AudienceReading, question: str) -> bool:
    words = reading.words(question)
    return 0 < len(words) <= LONGEST_IN_ROW and "\n" not in words


def _cells(
    reading: AudienceReading, views: tuple[str, ...], words: tuple[str, ...]
) -> Iterator[str]:
    """Yield the person's cell, with their words as a quotation, then the officer's."""
    for view, question, quotes in zip(views, words, ("“{}”", "{}"), strict=True):
        said = reading.words(question)
        yield f"{view}. {quotes.format(said)}" if said else view


def with_the_provider(judgement: Judgement, reading: AudienceReading) -> tuple[Block, ...]:
    """Return a table of what the provider and the officer each say, where either has said."""
    rows = tuple(
        TableRow(
            one.title,
            (_view(one, PROVIDER, reading), _view(one, OFFICER, reading), AGREEMENT[one.agreement]),
        )
        for one in both_views(judgement)
        if all(reading.question(question) for question, _ in one.said.values())
    )
    return (Table(OF_PROVIDER, rows, layout="even"),) if rows else ()


def _view(views: TwoViews, name: str, reading: AudienceReading) -> str:
    return reading.words(views.said[name][0]) if name in views.said else NOT_SAID
