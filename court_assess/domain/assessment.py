"""One person's assessment for one hearing, and the library of definitions it is made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from court_assess.domain.answers import Answers
from court_assess.domain.questions import Questionnaire
from court_assess.domain.rules import RuleBook
from court_assess.domain.sentences import Voice

CASE_FORMAT = "court-assess/case@1"  # what a case file says of itself


@dataclass(frozen=True, slots=True)
class FlagResponse:
    """Who saw a flag, when, what was done, and whether that deals with it.

    ``about`` is what the flag rested on then; once it rests on something else, or on the same thing
    for another reason, somebody must look again. Empty where nobody wrote it down.
    """

    seen_by: str
    at: datetime | None = None
    done: bool = False
    what: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class EditedText:
    """The officer's text, the draft that it started from or was last held against, and when.

    ``at`` is the time on the wall, as for flags.
    """

    text: str
    drafted: str = ""
    at: datetime | None = None

    def is_behind(self, draft: str) -> bool:
        """Whether the answers have changed since: the draft made from them is another now."""
        return self.drafted != draft


LONGEST_TEXT, LONGEST_DRAFT = 20_000, 500_000  # characters of one text, and of its draft
TextKey: TypeAlias = tuple[str, Voice]  # the id of the section, and whose word it is


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answers, what was done about flags, the officer's texts, and the day documents carry."""

    answers: Answers = field(default_factory=Answers)
    flags: Mapping[str, FlagResponse] = field(default_factory=dict)
    prepared_on: date | None = None
    texts: Mapping[TextKey, EditedText] = field(default_factory=dict)

    def judged_on(self) -> date | None:
        """Return the day rules are judged on: the day prepared, else the day of the hearing."""
        if self.prepared_on:
            return self.prepared_on
        hearing = self.answers.get("case.hearing_date")
        value = hearing.value if hearing else None
        return value if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class Library:
    """All definitions, frozen: what is asked, what is judged, and the texts they were read from.

    ``digest`` is ``sha256:`` and the hash of the texts, so that what was signed can be made again.
    """

    questionnaire: Questionnaire
    rules: RuleBook
    digest: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
