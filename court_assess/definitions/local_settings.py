"""Read an area's settings: one YAML file beside the rules, checked as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from court_assess.definitions.documents import Document, Path_, read_file
from court_assess.definitions.problems import DefinitionsError, Problems
from court_assess.definitions.shapes import Shape, Text
from court_assess.definitions.shaping import shape
from court_assess.domain.local import Helpline, LocalSettings, Office, ProviderEntry

SETTINGS = "settings"  # the file's name without its ending


class OfficeShape(Shape):
    """Whom people can turn to."""

    name: str = ""
    telephone: str = ""
    address: str = ""
    complaints: str = ""
    data_rights: str = ""


class ProviderShape(Shape):
    """One treatment provider."""

    name: Text
    telephone: Text
    address: str = ""
    hours: str = ""
    also_called: list[Text] = Field(default_factory=list)


class HelplineShape(Shape):
    """One helpline."""

    name: Text
    telephone: Text
    hours: str = ""


class SettingsShape(Shape):
    """An area's settings."""

    title: Text
    marking: Literal["OFFICIAL", "OFFICIAL-SENSITIVE"] = "OFFICIAL"
    office: OfficeShape = OfficeShape()
    providers: list[ProviderShape] = Field(default_factory=list)
    helplines: list[HelplineShape] = Field(default_factory=list)


def load_settings(path: Path) -> LocalSettings:
    """Return an area's settings, or those of nowhere in particular if there is no such file.

    DefinitionsError names every mistake in it.
    """
    problems = Problems()
    settings = read_settings(path, problems) if path.exists() else LocalSettings()
    if settings is None or problems.errors:
        raise DefinitionsError(problems.listed())
    return settings


def read_settings(path: Path, problems: Problems, shown: str = "") -> LocalSettings | None:
    """Read the settings, recording every mistake; None if they cannot be used."""
    document = read_file(path, problems, shown)
    if document is None:
        return None
    read = shape(SettingsShape, document.tree, document, (), problems)
    if read is None:
        return None
    _refuse_doubled(read.providers, document, problems)
    _refuse_no_number(read, document, problems)
    return LocalSettings(
        marking=read.marking,
        office=Office(**read.office.model_dump()),
        providers=tuple(
            ProviderEntry(one.name, one.telephone, one.address, one.hours, tuple(one.also_called))
            for one in read.providers
        ),
        helplines=tuple(Helpline(one.name, one.telephone, one.hours) for one in read.helplines),
    )


def _refuse_no_number(read: SettingsShape, document: Document, problems: Problems) -> None:
    """Refuse a telephone number without a digit: people would be given it to ring."""
    entries: Mapping[str, Sequence[ProviderShape | HelplineShape]] = {
        "providers": read.providers,
        "helplines": read.helplines,
    }
    numbers: list[tuple[Path_, str]] = [
        ((key, place, "telephone"), one.telephone)
        for key, listed in entries.items()
        for place, one in enumerate(listed)
    ]
    if read.office.telephone:
        numbers.append((("office", "telephone"), read.office.telephone))
    for path, number in numbers:
        if not any(one.isdigit() for one in number):
            message = "holds no number; write the number that people can ring"
            problems.found.append(document.problem(path, message))


def _refuse_doubled(
    providers: Iterable[ProviderShape], document: Document, problems: Problems
) -> None:
    """Refuse a name that two entries have: nobody could tell whose number is meant."""
    seen = set[str]()
    for place, one in enumerate(providers):
        names = {" ".join(name.casefold().split()) for name in (one.name, *one.also_called)}
        if names & seen:
            message = "is the name of another entry too; give each provider one entry"
            problems.found.append(document.problem(("providers", place, "name"), message))
        seen |= names
