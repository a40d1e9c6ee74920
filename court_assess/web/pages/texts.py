"""Text for the report: which sections have some, and one section's three boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import url_for

from court_assess.domain.answers import given
from court_assess.domain.assessment import LONGEST_TEXT, EditedText
from court_assess.domain.drafts import draft_of, has_sentences
from court_assess.domain.kinds import day_in_words
from court_assess.domain.questions import Question, Section
from court_assess.domain.sentences import VOICES, Voice
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.differences import Piece, changes
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.link import Link, Tag
from court_assess.web.typed import FormData

CHANGED = "The answers behind this text have changed since it was written."
HINTS = {
    Voice.FACT: "What a document, a test or the provider shows. Say where each is from.",
    Voice.ACCOUNT: "What they told you. Nothing here is said to be so.",
    Voice.OPINION: "Your own view, and what it rests on.",
}
BEHIND = Tag("Answers changed", "govuk-tag--yellow")
WRITTEN, DRAFTED, EMPTY = (
    Tag("Your text", "govuk-tag--green"),
    Tag("Draft", "govuk-tag--grey"),
    Tag("No answers yet"),
)
USE, KEEP, BACK = "use", "keep", "draft"  # what a button of one box does with it


@dataclass(frozen=True, slots=True)
class Action:
    """A button of one box: the value that it posts and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What the officer looks at side by side when the answers have changed.

    The drafts are in pieces, so that the words that were taken out and put in can be marked.
    """

    draft_then: tuple[Piece, ...]
    draft_now: tuple[Piece, ...]
    text: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One box: what is in it, whose word it is, and what can be done with it.

    ``draft`` is posted back with it, so that a text is held against the draft that was on show.
    """

    title: str
    field: FieldView
    standing: str
    draft: str
    draft_name: str
    actions: tuple[Action, ...]
    compared: Compared | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page was made from: the revision, and the draft beside each box."""

    revision: int
    drafts: Mapping[Voice, str]


@dataclass(frozen=True, slots=True)
class TextPage:
    """The boxes of one section."""

    voices: tuple[VoiceView, ...]
    answers: Link
    revision: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One section in the list."""

    link: Link
    tag: Tag


@dataclass(frozen=True, slots=True)
class TextsPage:
    """The sections that have a text or could have one."""

    lines: tuple[TextLine, ...]


def texts_page(case: OpenCase) -> TextsPage:
    """Return the view of all sections with text for the report."""
    return TextsPage(tuple(_line(case, section) for section in text_sections(case)))


def text_sections(case: OpenCase) -> tuple[Section, ...]:
    """Return the sections on show that have sentences, and any with a text that was saved."""
    written = {section_id for section_id, _ in case.assessment.texts}
    shown = {section.id for section in case.sections_shown if has_sentences(section)}
    sections = case.library.questionnaire.sections
    return tuple(one for one in sections if one.id in shown | written)


def texts_behind(case: OpenCase) -> Iterator[tuple[Section, Voice]]:
    """Yield the texts whose answers have changed since they were written, in page order."""
    for section in case.library.questionnaire.sections:
        saved = saved_texts(case, section)
        drafts = draft_of(section, case.reading) if saved else {}
        for voice in Voice:
            if voice in saved and saved[voice].is_behind(drafts.get(voice, "")):
                yield section, voice


def to_check(case: OpenCase) -> Iterator[Link]:
    """Yield a line for each text that the officer should look at again before signing."""
    for section, voice in texts_behind(case):
        says = f"Report text, {section.title}, {VOICES[voice]}: {CHANGED}"
        yield Link(says, f"{text_address(case, section)}#{voice.value}")


def text_address(case: OpenCase, section: Section) -> str:
    """Return the address of the boxes of a section."""
    return url_for("texts.text", case_id=case.id, section_id=section.id)


def saved_texts(case: OpenCase, section: Section) -> Mapping[Voice, EditedText]:
    """Return the officer's own texts of a section."""
    texts = case.assessment.texts
    return {voice: texts[section.id, voice] for voice in Voice if (section.id, voice) in texts}


def _line(case: OpenCase, section: Section) -> TextLine:
    saved, drafts = saved_texts(case, section), draft_of(section, case.reading)
    is_behind = any(one.is_behind(drafts.get(voice, "")) for voice, one in saved.items())
    tag = BEHIND if is_behind else WRITTEN if saved else DRAFTED if drafts else EMPTY
    return TextLine(Link(section.title, text_address(case, section)), tag)


def text_form(case: OpenCase, section: Section, posted: FormData | None = None) -> QuestionForm:
    """Return the form of the three boxes, each with the officer's text, or else the draft."""
    saved, drafts = saved_texts(case, section), draft_of(section, case.reading)
    boxes = {voice: saved[voice].text if voice in saved else drafts.get(voice) for voice in Voice}
    stored = {voice.value: given(text) for voice, text in boxes.items() if text}
    return QuestionForm(map(_box, Voice), stored, posted, is_plain=True)


def _box(voice: Voice) -> Question:
    title = VOICES[voice]
    ask = f"{title}: text for the report"
    return Question(
        voice.value, "long_text", ask, title, "", hint=HINTS[voice], max_length=LONGEST_TEXT
    )


def text_page(
    case: OpenCase,
    section: Section,
    form: QuestionForm,
    problem: str = "",
    shown: Shown | None = None,
) -> TextPage:
    """Return the view of a section's boxes; ``shown`` is what it is given back as it was posted."""
    saved, drafts = saved_texts(case, section), draft_of(section, case.reading)
    shown = shown or Shown(case.stored.revision, drafts)
    views = (
        replace(
            _view(voice, field_of(form, voice), saved.get(voice), drafts.get(voice, "")),
            draft=shown.drafts.get(voice, ""),
        )
        for voice in Voice
    )
    answers = url_for("sections.section", case_id=case.id, section_id=section.id)
    return TextPage(
        voices=tuple(views),
        answers=Link("See or change the answers behind this", answers),
        revision=shown.revision,
        problem=problem,
    )


def _view(voice: Voice, field: FieldView, saved: EditedText | None, draft: str) -> VoiceView:
    is_behind = saved is not None and saved.is_behind(draft)
    return VoiceView(
        title=VOICES[voice],
        field=field,
        standing=_standing(saved, draft),
        draft=draft,
        draft_name=draft_name(voice),
        actions=tuple(_actions(voice, saved, is_behind=is_behind)),
        compared=_compared(saved, draft) if saved and is_behind else None,
    )


def _compared(saved: EditedText, draft: str) -> Compared:
    return Compared(*changes(saved.drafted, draft), saved.text)


def draft_name(voice: Voice) -> str:
    """Return the name of the hidden input that holds the draft a box was shown with."""
    return f"{voice.value}-draft"


def field_of(form: QuestionForm, voice: Voice) -> FieldView:
    """Return the view of a voice's box."""
    return next(field_view(one) for one in form.answer_fields() if one.question.id == voice.value)


def _standing(saved: EditedText | None, draft: str) -> str:
    if saved is None:
        return "Draft from the answers. It is not printed until you save it." if draft else ""
    at = f" on {day_in_words(saved.at)} at {saved.at:%H:%M}" if saved.at else ""
    return f"Your text, saved{at}. It is printed in the report."


def _actions(voice: Voice, saved: EditedText | None, *, is_behind: bool) -> Iterator[Action]:
    if saved is None:
        yield Action(f"{USE}:{voice.value}", "Save this text")
    elif is_behind:
        yield Action(f"{KEEP}:{voice.value}", "Keep my text")
        yield Action(f"{BACK}:{voice.value}", "Start again from the new draft")
    else:
        yield Action(f"{BACK}:{voice.value}", "Go back to the draft")
