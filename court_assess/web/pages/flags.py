"""Safety: what must be acted on today, what was done, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.domain.assessment import FlagResponse
from court_assess.domain.findings import MET, UNDECIDED, FlagFinding
from court_assess.domain.kinds import day_in_words
from court_assess.domain.questions import Option, Question
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import AnswerLine, addresses_of
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.link import Tag
from court_assess.web.typed import FormData

YES_NO = (Option("yes", "Yes"), Option("no", "No, there is more to do"))


@dataclass(frozen=True, slots=True)
class FlagView:
    """One flag, the answers it rests on or waits for, and the small form about it."""

    id: str
    title: str
    action: str
    tell: str
    tag: Tag
    because: tuple[AnswerLine, ...]
    wanted: tuple[AnswerLine, ...]
    done: str
    source: str
    confirmed_by: str
    address: str
    section_id: str
    fields: tuple[FieldView, ...]
    can_answer: bool
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """Every flag: to act on, dealt with, not known, and not raised."""

    to_act_on: tuple[FlagView, ...]
    dealt_with: tuple[FlagView, ...]
    not_known: tuple[FlagView, ...]
    not_raised: tuple[str, ...]


def flag_questions(flag_id: str) -> tuple[Question, ...]:
    """Return the questions about a flag; their ids are the flag's own, for several share a page."""
    seen, what, done = "Who has seen this?", "What was done, and who was told?", "Is it dealt with?"
    first, last = f"{flag_id}-seen_by", f"{flag_id}-done"
    return (
        Question(first, "text", seen, seen, "", why="Enter your name", required=True),
        Question(f"{flag_id}-what", "long_text", what, what, "", max_length=5_000),
        Question(
            last, "yes_no", done, done, "", why="Choose yes or no", options=YES_NO, required=True
        ),
    )


def flag_form(found: FlagFinding, posted: FormData | None = None) -> QuestionForm:
    """Return the form about a flag, blank or as posted."""
    return QuestionForm(flag_questions(found.flag.id), posted=posted, is_plain=True)


def flag_view(
    case: OpenCase, found: FlagFinding, section_id: str = "", form: QuestionForm | None = None
) -> FlagView:
    """Return the view of a flag; ``section_id`` is the page to come back to."""
    addresses = addresses_of(case)
    because = (addresses.evidence(one) for one in found.because)
    wanted = (addresses.wanted(one) for one in found.missing)
    form = form or flag_form(found)
    flag = found.flag
    return FlagView(
        id=flag.id,
        title=flag.title,
        action=flag.action,
        tell=flag.tell,
        tag=_tag(found),
        because=tuple(one for one in because if one),
        wanted=tuple(one for one in wanted if one),
        done=_done(found.response),
        source=flag.source,
        confirmed_by=flag.confirmed_by,
        address=url_for("safety.respond", case_id=case.id, flag_id=flag.id),
        section_id=section_id,
        fields=tuple(field_view(one) for one in form.answer_fields()),
        can_answer=case.is_open,
        is_faulty=form.is_faulty,
    )


def _tag(found: FlagFinding) -> Tag:
    if found.is_open:
        return Tag("Act today", "govuk-tag--red")
    if found.result == MET:
        return Tag("Dealt with", "govuk-tag--green")
    return Tag("Not known", "govuk-tag--yellow")


def _done(response: FlagResponse | None) -> str:
    if response is None:
        return ""
    when = f" on {day_in_words(response.at)} at {response.at:%H:%M}" if response.at else ""
    what = f": {response.what}" if response.what else ""
    return f"Seen by {response.seen_by}{when}{what}"


def safety_page(case: OpenCase, faulty: tuple[str, QuestionForm] | None = None) -> SafetyPage:
    """Sort all flags; ``faulty`` is the flag whose form came back with mistakes."""

    def views(found: list[FlagFinding]) -> tuple[FlagView, ...]:
        forms = dict([faulty]) if faulty else {}
        return tuple(flag_view(case, one, form=forms.get(one.flag.id)) for one in found)

    met = [one for one in case.flags if one.result == MET]
    return SafetyPage(
        to_act_on=views([one for one in met if one.is_open]),
        dealt_with=views([one for one in met if not one.is_open]),
        not_known=views([one for one in case.flags if one.result == UNDECIDED]),
        not_raised=tuple(
            one.flag.title for one in case.flags if one.result not in (MET, UNDECIDED)
        ),
    )
