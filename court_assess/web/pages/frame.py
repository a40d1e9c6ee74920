"""What surrounds every page: its heading, the case it is about, what must be acted on today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import get_flashed_messages, render_template, url_for

from court_assess.domain.kinds import show
from court_assess.domain.results import MET
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import ARISEN, OPENED, SAVED, OpenCase
from court_assess.web.pages.flags import FlagGroup, LinkGroup, arisen_groups, link_groups
from court_assess.web.pages.link import Link
from court_assess.web.settings import settings

Page = tuple[str, int]
IN_CASE = (
    ("Task list", "cases.task_list"),
    ("What the law asks", "law.law"),
    ("Safety", "safety.safety"),
    ("Check answers", "answers.check"),
    ("Documents and signing", "documents.documents"),
)


@dataclass(frozen=True, slots=True)
class CaseBar:
    """Whose assessment it is, on every page of it; never in a title or an address."""

    name: str
    facts: str
    links: tuple[Link, ...]
    standing: str
    pause: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; ``tab`` is what its title says where the heading holds an answer."""

    heading: str
    back: Link | None = None
    case: CaseBar | None = None
    messages: tuple[str, ...] = ()
    arisen: tuple[FlagGroup, ...] = ()
    open_flags: tuple[LinkGroup, ...] = ()
    errors: tuple[Link, ...] = ()
    is_demo: bool = False
    tab: str = ""

    @property
    def title(self) -> str:
        """The page's title: what the page is, and never who it is about or what they said."""
        error = "Error: " if self.errors else ""
        return f"{error}{self.tab or self.heading} - Court drug assessment"


def plain_frame(heading: str, back: Link | None = None, errors: Iterable[Link] = ()) -> Frame:
    """Return the frame of a page that is about no case."""
    messages = tuple(str(one) for one in get_flashed_messages(category_filter=[SAVED]))
    return Frame(heading, back, messages=messages, errors=tuple(errors), is_demo=settings().is_demo)


def case_frame(  # noqa: PLR0913 - what pages of a case differ in
    case: OpenCase,
    heading: str,
    back: Link | None = None,
    errors: Iterable[Link] = (),
    section_id: str = "",
    *,
    names_flags: bool = True,
    tab: str = "",
) -> Frame:
    """Return the frame of a page of a case; ``section_id`` is where seeing to a flag leads back.

    ``names_flags`` is off where the page itself shows them all. ``tab`` is the title where the
    heading holds an answer.
    """
    frame = plain_frame(heading, back or to_task_list(case), errors)
    new = set(get_flashed_messages(category_filter=[ARISEN]))
    messages = (*frame.messages, *_opened(case))
    frame = replace(frame, case=_bar(case), messages=messages, tab=tab)
    if not names_flags:
        return frame
    met = [one for one in case.flags if one.result == MET and one.flag.id in new]
    known = [one for one in case.flags if one.is_open and one not in met]
    return replace(
        frame,
        arisen=arisen_groups(case, met, section_id),
        open_flags=link_groups(case, known),
    )


def _opened(case: OpenCase) -> Iterator[str]:
    """Yield why the page before led to this one; the cookie holds the name of that alone."""
    names = set(get_flashed_messages(category_filter=[OPENED]))
    for section in case.library.questionnaire.sections:
        for place, opening in enumerate(section.opens):
            if f"{section.id}:{place}" in names:
                yield opening.says


def to_task_list(case: OpenCase) -> Link:
    """Return the link back to the task list of a case."""
    return Link("Back to the task list", url_for("cases.task_list", case_id=case.id))


def _bar(case: OpenCase) -> CaseBar:
    questions = case.library.questionnaire.questions
    answers = case.assessment.answers

    def said(question_id: str) -> str:
        question, answer = questions.get(question_id), answers.get(question_id)
        return show(question, answer.value) if question and answer and answer.value else ""

    when = " at ".join(one for one in (said("case.hearing_date"), said("case.hearing_time")) if one)
    hearing = f"Hearing {when}" if when else "No hearing date yet"
    crn = said("case.crn")
    facts = (f"CRN {crn}" if crn else "", hearing, said("case.court"))
    links = (Link(text, url_for(page, case_id=case.id)) for text, page in IN_CASE)
    name = said("case.defendant_name") or "Name not yet given"
    pause = url_for("pause.paused", case_id=case.id)
    known = " · ".join(one for one in facts if one)
    return CaseBar(name, known, tuple(links), _standing(case), pause)


def _standing(case: OpenCase) -> str:
    if case.is_open:
        return f"Changing version {case.stored.version}" if case.stored.version else ""
    return f"Signed, version {case.stored.version}" if case.is_signed else "Withdrawn"


def errors_of(form: QuestionForm) -> tuple[Link, ...]:
    """Return the lines of an error summary, each with a link to its field."""
    faulty = (field for field in form.answer_fields() if field.error)
    return tuple(
        Link(f"{field.question.short}: {field.error}", f"#{field.question.id}") for field in faulty
    )


def render(template: str, frame: Frame, page: object = None, status: int = 200) -> Page:
    """Render a template with its frame and its view model."""
    return render_template(f"web/{template}", frame=frame, page=page), status
