"""What a page says after it was saved: what to look at again, and which question to ask now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from court_assess.domain.departure import REASON, RECOMMENDED, departure_of
from court_assess.domain.drug_tests import RESULT
from court_assess.domain.evaluation import Evidence
from court_assess.domain.proposal import CONFIRMED, WORDING, named_treatments
from court_assess.domain.queries import Query, queries_of, queries_of_tests
from court_assess.domain.questions import Question, Section
from court_assess.domain.truth import TRUE
from court_assess.report.order_wording import left_out
from court_assess.report.reading import COURT, AudienceReading
from court_assess.storage import Change
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import prefix_of
from court_assess.web.pages.addresses import addresses_of

NAMES = "This may name a treatment, which an order must not: {}."
BEHIND = "This does not say what the answers say. {}. Which is right?"
NO_DEPARTURE = "Your recommendation does not differ from the findings now. Is this still right?"
SOMETHING_TO_CHECK = "There is something to check."


@dataclass(frozen=True, slots=True)
class Opened:
    """A question to ask at once: where it is, and by what name the next page finds its words.

    The name tells nothing of an answer, for it goes into the cookie.
    """

    address: str
    name: str


def asked_of(section: Section, case: OpenCase) -> tuple[Query, ...]:
    """Return all that a page asks to look at again: its own queries, and those of the proposal.

    No condition on answers can say what a wording leaves out, or that a departure is none any more.
    """
    asked = {one.id for one in section.questions}
    found = list(queries_of(section, case.reading))
    if WORDING in asked:
        found += _of_wording(case)
    if REASON in asked:
        found += _of_departure(case)
    if RESULT in asked:
        found += queries_of_tests(case.reading)
    return tuple(found)


def _of_wording(case: OpenCase) -> Iterator[Query]:
    named = named_treatments(case.reading)
    if named:
        says = NAMES.format("; ".join(named))
        yield Query(WORDING, None, says, (Evidence(CONFIRMED),))
    lacking = left_out(AudienceReading(case.reading, COURT))
    if lacking:
        yield Query(WORDING, None, BEHIND.format("; ".join(lacking)), ())


def _of_departure(case: OpenCase) -> Iterator[Query]:
    is_given = case.reading.value(REASON, None)[0] is not None
    if is_given and departure_of(case.judgement) is None:
        yield Query(REASON, None, NO_DEPARTURE, (Evidence(RECOMMENDED),))


def says_of(section: Section, case: OpenCase) -> dict[tuple[str, str | None], str]:
    """Return what to ask the officer beside each field, by question and row id."""
    found = asked_of(section, case)
    by_place = groupby(sorted(found, key=_place), key=_place)
    return {
        (question, row or None): " ".join(one.says for one in queries)
        for (question, row), queries in by_place
    }


def _place(query: Query) -> tuple[str, str]:
    return query.question, query.row or ""


def queries_after(case: OpenCase, section: Section, changes: Iterable[Change]) -> tuple[Query, ...]:
    """Return what to look at again on the page where these changes were typed and saved.

    ``case`` is the case as saved, and the changes of an entry that was added name it.
    """
    changed = {(one.question, one.row) for one in changes}
    if not changed:
        return ()
    return tuple(
        query
        for query in asked_of(section, case)
        if _rests_on(query, changed) and _is_on_page(case, section, query, changed)
    )


def _rests_on(query: Query, changed: set[tuple[str, str | None]]) -> bool:
    places = {(query.question, query.row), *((one.question, one.row) for one in query.because)}
    return bool(places & changed)


def _is_on_page(
    case: OpenCase, section: Section, query: Query, changed: set[tuple[str, str | None]]
) -> bool:
    """Whether the field is on the page that was saved: the section's, or that of one entry."""
    questions = case.library.questionnaire.questions
    paged = {row for one, row in changed if row and not _group(case, questions[one]).inline}
    question = questions[query.question]
    row = None
    if question.group:
        group = _group(case, question)
        if not (query.row in paged if paged else group.inline):
            return False
        row = case.row(group, query.row or "")
        reading = case.page_reading(group.questions)
    elif paged:
        return False
    else:
        reading = case.page_reading(section.questions)
    return reading.is_asked(question, row)


def _group(case: OpenCase, question: Question) -> Question:
    return case.library.questionnaire.questions[question.group]


def field_id(case: OpenCase, query: Query) -> str:
    """Return the id of the field of a query on the page that holds it."""
    question = case.library.questionnaire.questions[query.question]
    is_inline = bool(query.row) and _group(case, question).inline
    return (prefix_of(query.row or "") if is_inline else "") + question.id


def opened_by(case: OpenCase, section: Section) -> Opened | None:
    """Return the question that the answers of a section open, if it has no answer yet."""
    for place, opening in enumerate(section.opens):
        question = case.library.questionnaire.questions[opening.question]
        is_open = (
            case.reading.is_shown(question.id) and case.assessment.answers.get(question.id) is None
        )
        if is_open and opening.when.evaluate(case.reading).truth is TRUE:
            return Opened(addresses_of(case).href(question), f"{section.id}:{place}")
    return None
