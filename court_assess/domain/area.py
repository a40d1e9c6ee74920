"""What an area has: which requirements the court can make there.

It is part of the rules and not of an area's other settings, because it decides findings: a signed
assessment must come out the same when it is judged again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

AVAILABLE, NOT_AVAILABLE, NOT_SAID = "available", "not_available", "not_known"
STANDINGS = (AVAILABLE, NOT_AVAILABLE, NOT_SAID)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Whether one requirement is to be had; ``places`` are home areas, none of them means all."""

    standing: str
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Area:
    """The arrangements of an area, by requirement; ``home`` is the question of the home area."""

    home: str = ""
    arrangements: Mapping[str, tuple[Arrangement, ...]] = field(default_factory=dict)

    def needs_home(self, requirement: str) -> bool:
        """Whether the answer depends on where the person lives."""
        return any(one.places for one in self.arrangements.get(requirement, ()))

    def standing(self, requirement: str, home: str) -> str:
        """Return available, not_available or not_known, however a place's name is spaced."""
        arrangements = self.arrangements.get(requirement, ())
        named = (one.standing for one in arrangements if plain(home) in one.places)
        everywhere = (one.standing for one in arrangements if not one.places)
        return next(named, next(everywhere, NOT_SAID))


NOWHERE = Area()


def plain(place: str) -> str:
    """Return a place's name as it is compared."""
    return " ".join(place.casefold().split())
