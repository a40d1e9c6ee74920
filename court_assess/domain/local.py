"""What an area sets for itself: how its papers are marked, its office, providers and helplines.

None of it is law or part of an assessment, so it is no part of the library that an assessment
keeps: a telephone number that has changed is right on every document from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

OFFICIAL = "OFFICIAL"


@dataclass(frozen=True, slots=True)
class Office:
    """Whom the person and the provider can turn to; each text may be empty."""

    name: str = ""
    telephone: str = ""
    address: str = ""
    complaints: str = ""
    data_rights: str = ""


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """One treatment provider of the area's directory."""

    name: str
    telephone: str
    address: str = ""
    hours: str = ""
    also_called: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a name that was typed means this provider; case and spaces do not matter."""
        return any(is_same_name(name, one) for one in (self.name, *self.also_called))


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line that anybody can ring, of the area or of the whole country."""

    name: str
    telephone: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """The settings of one area; ``marking`` stands at the head of every document."""

    marking: str = OFFICIAL
    office: Office = field(default_factory=Office)
    providers: tuple[ProviderEntry, ...] = ()
    helplines: tuple[Helpline, ...] = ()

    def provider(self, name: str) -> ProviderEntry | None:
        """Return the provider of the directory that a typed name means, if there is one."""
        return next((one for one in self.providers if one.is_called(name)), None)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names that were typed are one; case and spaces do not matter."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
