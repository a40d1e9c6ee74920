"""What the officer wrote at the head of a part: facts, the person's account and a view, apart.

A draft that nobody has saved is not printed: what nobody has read is nobody's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.drafts import draft_of
from court_assess.domain.questions import Section
from court_assess.domain.sentences import VOICES, Voice
from court_assess.report.blocks import Block, Note, Prose, paragraphs_of
from court_assess.report.case import Case
from court_assess.report.routing import PART_OF_SECTION, SCREENING

BEHIND = (
    "The answers behind this text have changed since it was written: both are shown, the text "
    "above and the answers below."
)


def texts_of(case: Case, part: str) -> tuple[Block, ...]:
    """Return the officer's texts of a part's sections, each voice under its own small heading."""
    return tuple(block for voice in Voice for block in _in_voice(case, part, voice))


def _part_of(section: Section) -> str:
    """Return the part that a section's texts stand in; those of an instrument with its score."""
    otherwise = SCREENING if section.scores else section.id
    return PART_OF_SECTION.get(section.id, otherwise)


def _in_voice(case: Case, part: str, voice: Voice) -> Iterator[Block]:
    heading = VOICES[voice]
    for section in case.reading.questionnaire.sections:
        edited = case.texts.get((section.id, voice))
        if edited is None or _part_of(section) != part:
            continue
        yield Prose(heading, paragraphs_of(edited.text))
        heading = ""
        if edited.is_behind(draft_of(section, case.reading.whole).get(voice, "")):
            yield Note(BEHIND)
