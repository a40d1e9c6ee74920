"""What a section's page changes, with what follows from its changes; saving and the panel agree."""

from __future__ import annotations

from dataclasses import replace

from court_assess.domain.answers import Answers, Row
from court_assess.domain.proposal import CONFIRMED, WORDING
from court_assess.domain.questions import Section
from court_assess.storage import Change
from court_assess.web.drug_tests import with_amended
from court_assess.web.entry import Keys, Sheet
from court_assess.web.open_case import OpenCase
from court_assess.web.page_form import NEW, Decided, PageForm, decide_page

ANOTHER_WORDING = (
    "The wording was changed in another window. Read it as it is now, then say whether it must stay"
)


def decide_section(case: OpenCase, section: Section, form: PageForm, theirs: Keys) -> Decided:
    """Return what to save of a section's page; what is not saved has a message at its field.

    ``theirs`` are the answers saved since the page was opened, as (question, row id).
    """
    decided = decide_page(form, Sheet(case.reading, None, section.checks, theirs))
    changes = with_amended(case.assessment.answers, decided.changes)
    return replace(decided, changes=_of_one_wording(case, form, changes, theirs))


def _of_one_wording(
    case: OpenCase, form: PageForm, changes: tuple[Change, ...], theirs: Keys
) -> tuple[Change, ...]:
    """Keep a confirmation to the wording that it is of; another has to be confirmed anew."""
    changed = {one.question for one in changes}
    if CONFIRMED in changed and (WORDING, None) in theirs:
        field = form.main.at(CONFIRMED)
        if field:
            field.refuse(ANOTHER_WORDING)
        return tuple(one for one in changes if one.question != CONFIRMED)
    is_confirmed = case.assessment.answers.get(CONFIRMED) is not None
    if WORDING in changed and CONFIRMED not in changed and is_confirmed:
        return (*changes, Change(CONFIRMED, None))
    return changes


def answers_after(case: OpenCase, decided: Decided) -> Answers:
    """Return the answers as they will be once the page is saved; new entries are in their lists."""
    answers = case.assessment.answers.having(
        {one.question: one.answer for one in decided.changes if one.row is None}
    )
    rows = {
        group: tuple(_changed(row, decided.changes) for row in held)
        for group, held in answers.rows.items()
    }
    for group, new in decided.new.items():
        entry = Row(NEW, {one.question: one.answer for one in new if one.answer})
        rows[group] = (*rows.get(group, ()), entry)
    return replace(answers, rows=rows)


def _changed(row: Row, changes: tuple[Change, ...]) -> Row:
    own = {one.question: one.answer for one in changes if one.row == row.id}
    return Row(row.id, Answers(row.answers).having(own).single) if own else row
