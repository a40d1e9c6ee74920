"""Screening instruments as data: how items add up, and what published sources make of a total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from court_assess.domain.evaluation import Condition


@dataclass(frozen=True, slots=True)
class Band:
    """A range of totals, both ends included, and what it is called; ``when`` is whom it is for."""

    at_least: int
    at_most: int
    label: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class CutOff:
    """A total from which a screen is positive; ``when`` is whom or which drug it is for."""

    at_least: int
    label: str
    source: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """One published way to read a total.

    Where it is not known which cut-off applies, ``unsure`` is ``lowest`` or ``none``.
    """

    id: str
    source: str
    bands: tuple[Band, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    unsure: str = "none"


@dataclass(frozen=True, slots=True)
class Score:
    """A total over ``items``, one for each row of the group ``per`` if there is one.

    Where sources conflict there are several ``readings``; ``chosen`` is the one that the area uses.
    It is only made while ``when`` holds. ``prints`` names who may read the total; items say that
    for themselves.
    ``completed_by`` and ``completed_on`` are the questions that hold who filled it in, and when.
    """

    id: str
    title: str
    items: tuple[str, ...]
    readings: tuple[PublishedReading, ...]
    chosen: str = ""
    per: str = ""
    completed_by: str = ""
    completed_on: str = ""
    caution: str = ""
    when: Condition | None = None
    prints: frozenset[str] = frozenset()

    @property
    def reading(self) -> PublishedReading:
        """The reading in use: the one chosen, else the first."""
        return next((one for one in self.readings if one.id == self.chosen), self.readings[0])


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature that an indicator looks for."""

    id: str
    title: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Indicator:
    """Features of which ``at_least`` so many must be there, for as long as ``lasting`` says.

    ``says`` has one sentence for each result; none of them is a diagnosis.
    """

    id: str
    title: str
    features: tuple[Feature, ...]
    at_least: int
    lasting: Condition
    says: Mapping[str, str]
    source: str
    per: str = ""
