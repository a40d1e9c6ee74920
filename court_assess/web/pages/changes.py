"""What would change the outcome of a requirement: answers, and what each would turn it to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from court_assess.domain.changes import Change, Turn, what_would_change
from court_assess.domain.kinds import show
from court_assess.domain.turning import NEW
from court_assess.domain.values import Value
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import Addresses, addresses_of, in_words
from court_assess.web.pages.law import OUTCOMES
from court_assess.web.pages.link import Link, Tag

MOST_TOLD = 5  # answers of one way: what would take more hangs on no answer in particular
TOO_MANY = "It would take {} other answers at once, so they are not listed."
ALL_OF_THESE = "All of these together would do:"
MOST_NAMED = 4  # values of one answer that are named; the rest are counted


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An answer as it would have to be, as it is, and the link to it."""

    label: str
    wanted: str
    now: str
    link: Link


@dataclass(frozen=True, slots=True)
class TurnView:
    """Another outcome, and the ways to it; the answers of one way go together.

    ``is_together`` is whether a way takes more than one answer; one that takes many is not told.
    """

    tag: Tag
    leads: str
    is_together: bool
    ways: tuple[tuple[ChangeView, ...], ...]


@dataclass(frozen=True, slots=True)
class RequirementView:
    """A requirement, how it stands, and what would turn it."""

    title: str
    tag: Tag
    turns: tuple[TurnView, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything on the page, and the way back."""

    requirements: tuple[RequirementView, ...]
    law: str


def changes_page(case: OpenCase) -> ChangesPage:
    """Return the view of what would change each requirement that is considered."""
    found = [one for one in case.judgement.requirements if one.considered]
    addresses = addresses_of(case)
    views = tuple(
        RequirementView(
            one.title,
            OUTCOMES[one.outcome],
            tuple(_turn(turn, addresses) for turn in what_would_change(case.judgement, one.id)),
        )
        for one in found
    )
    return ChangesPage(views, url_for("law.law", case_id=case.id))


def _turn(turn: Turn, addresses: Addresses) -> TurnView:
    several, count = len(turn.ways) > 1, len(turn.ways[0])
    if count > MOST_TOLD:
        return TurnView(OUTCOMES[turn.outcome], TOO_MANY.format(count), is_together=True, ways=())
    leads = "Any one of these would do:" if several else "This would do:"
    if count > 1:
        leads = "Any one of these sets of answers would do:" if several else ALL_OF_THESE
    ways = tuple(tuple(_change(one, addresses) for one in way) for way in turn.ways)
    return TurnView(OUTCOMES[turn.outcome], leads, count > 1, ways)


def _in_order(values: tuple[Value, ...]) -> list[Value]:
    """Return numbers by size, and all else as the questionnaire has it."""
    numbers = [one for one in values if isinstance(one, int | Decimal)]
    return [*sorted(numbers), *(one for one in values if one not in numbers)]


def _change(change: Change, addresses: Addresses) -> ChangeView:
    spot = change.spot
    question = addresses.library.questionnaire.questions[spot.question]
    rows = addresses.assessment.answers.rows_of(question.group)
    row = next((one for one in rows if one.id == spot.row), None)
    label = question.short
    if spot.row == NEW:
        label = f"Another entry, {label}"
    elif row is not None:
        label = f"{addresses.row_label(row, question)}, {label}"
    shown = [show(question, value) for value in _in_order(change.values)]
    named = shown[:MOST_NAMED]
    if len(shown) > MOST_NAMED:
        named.append(f"another of {len(shown) - MOST_NAMED} like these")
    answer = addresses.reading.answer(question.id, row)
    link = Link(label, addresses.href(question, row.id if row else None))
    return ChangeView(label, " or ".join(named), in_words(question, answer), link)
