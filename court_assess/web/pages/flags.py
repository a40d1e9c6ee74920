"""Safety: what must be acted on today, what was done, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import url_for

from court_assess.domain.assessment import FlagResponse
from court_assess.domain.flags import FlagFinding
from court_assess.domain.kinds import day_in_words
from court_assess.domain.questions import Option, Question
from court_assess.domain.results import MET, UNDECIDED
from court_assess.domain.rules import Flag
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import AnswerLine, addresses_of
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.link import Link, Tag
from court_assess.web.pages.overdose import OverdoseView, overdose_view
from court_assess.web.typed import FormData

ACT = {"red_flag": "Act now", "safeguarding": "Act today"}  # the most urgent first
UNNAMED = "A safeguarding matter"
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
    is_past: bool


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Flags that are as urgent as each other, under the words that say how urgent."""

    kind: str
    heading: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links to flags that are as urgent as each other."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """Every flag: to act on, dealt with or no longer raised, not known, and not raised.

    Below them stands what makes an overdose more likely.
    """

    to_act_on: tuple[FlagGroup, ...]
    dealt_with: tuple[FlagView, ...]
    not_known: tuple[FlagView, ...]
    not_raised: tuple[str, ...]
    overdose: OverdoseView
    problem: str = ""


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
    is_back = form is not None  # with what was typed
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
        done=_done(found),
        source=flag.source,
        confirmed_by=flag.confirmed_by,
        address=url_for("safety.respond", case_id=case.id, flag_id=flag.id),
        section_id=section_id,
        fields=tuple(field_view(one) for one in form.answer_fields()),
        can_answer=case.is_open,
        is_faulty=is_back,
        is_past=_is_past(found),
    )


def flag_name(flag: Flag) -> str:
    """Return what a flag is called where somebody may be looking over the shoulder.

    What no document may carry is named on the safety page alone.
    """
    return flag.title if flag.prints else UNNAMED


def arisen_view(case: OpenCase, found: FlagFinding, section_id: str) -> FlagView:
    """Return the view of a flag on the page where it arises; it says what to do."""
    view = flag_view(case, found, section_id)
    if found.flag.prints:
        return view
    return replace(view, title=UNNAMED, because=(), done="", source="", confirmed_by="")


def flag_links(case: OpenCase, found: Iterable[FlagFinding]) -> tuple[Link, ...]:
    """Return links to flags; those that are not named here share one."""
    safety = url_for("safety.safety", case_id=case.id)
    links = (
        Link(flag_name(one.flag), f"{safety}#{one.flag.id}" if one.flag.prints else safety)
        for one in found
    )
    return tuple(dict.fromkeys(links))


def arisen_groups(
    case: OpenCase, found: Iterable[FlagFinding], section_id: str
) -> tuple[FlagGroup, ...]:
    """Return the flags that a page has just raised, the most urgent first."""
    return tuple(
        FlagGroup(kind, ACT[kind], tuple(arisen_view(case, one, section_id) for one in same))
        for kind, same in _by_urgency(found)
    )


def link_groups(case: OpenCase, found: Iterable[FlagFinding]) -> tuple[LinkGroup, ...]:
    """Return links to flags, the most urgent first."""
    groups = _by_urgency(found)
    return tuple(LinkGroup(ACT[kind], flag_links(case, same)) for kind, same in groups)


def _by_urgency(found: Iterable[FlagFinding]) -> list[tuple[str, list[FlagFinding]]]:
    listed = tuple(found)
    groups = ((kind, [one for one in listed if one.flag.kind == kind]) for kind in ACT)
    return [(kind, same) for kind, same in groups if same]


def _is_past(found: FlagFinding) -> bool:
    """Whether something was recorded about a flag that the answers no longer raise."""
    return found.response is not None and found.result not in (MET, UNDECIDED)


def _tag(found: FlagFinding) -> Tag:
    if found.is_open:
        return Tag(ACT[found.flag.kind], "govuk-tag--red")
    if found.result == MET:
        return Tag("Dealt with", "govuk-tag--green")
    if found.result == UNDECIDED:
        return Tag("Not known", "govuk-tag--yellow")
    return Tag("No longer raised", "govuk-tag--grey")


def _done(found: FlagFinding) -> str:
    if found.response is None:
        return ""
    if found.is_open and found.response.done:
        return f"It rests on other answers now. Before: {_in_words(found.response)}"
    return _in_words(found.response)


def _in_words(response: FlagResponse) -> str:
    when = f" on {day_in_words(response.at)} at {response.at:%H:%M}" if response.at else ""
    what = f": {response.what}" if response.what else ""
    more = "" if response.done else " (there was more to do)"
    return f"Seen by {response.seen_by}{when}{what}{more}"


def safety_page(
    case: OpenCase, faulty: tuple[str, QuestionForm] | None = None, problem: str = ""
) -> SafetyPage:
    """Sort all flags; ``faulty`` is the flag whose form came back."""

    def views(found: list[FlagFinding]) -> tuple[FlagView, ...]:
        forms = dict([faulty]) if faulty else {}
        return tuple(flag_view(case, one, form=forms.get(one.flag.id)) for one in found)

    met = [one for one in case.flags if one.result == MET]
    past = [one for one in case.flags if _is_past(one)]
    quiet = (one for one in case.flags if one.result not in (MET, UNDECIDED) and one not in past)
    return SafetyPage(
        to_act_on=tuple(
            FlagGroup(kind, ACT[kind], views(same))
            for kind, same in _by_urgency(one for one in met if one.is_open)
        ),
        dealt_with=views([one for one in met if not one.is_open] + past),
        not_known=views([one for one in case.flags if one.result == UNDECIDED]),
        not_raised=tuple(one.flag.title for one in quiet),
        overdose=overdose_view(case),
        problem=problem,
    )
