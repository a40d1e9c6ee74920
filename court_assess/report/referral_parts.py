"""Parts of the referral that say nothing twice: not what page 1 says, and no answer per offer."""

from __future__ import annotations

from court_assess.report.blocks import Block, Entry, listed
from court_assess.report.case import Case
from court_assess.report.parts import Items, counted_back, listing, with_views
from court_assess.report.reading import said_of

OFFERS = "offer."


def substances_below(used: frozenset[str], case: Case, items: Items) -> tuple[Block, ...]:
    """List what is used without what the table of page 1 holds, and without pictures.

    The pictures of the report say once more, and at a glance, what the list says of each substance.
    """
    kept = tuple(item for item in items if item.question.id not in used)
    note = counted_back(case) if case.reading.rows("sub") else ()
    return (*note, *with_views(case, kept))


def offered(case: Case, items: Items) -> tuple[Block, ...]:
    """List answers, those to the same kind of offer once, with all that they were given to."""
    by_answer: dict[str, list[str]] = {}
    others = []
    for item in items:
        answer, question = item.answer, item.question
        if question.id.startswith(OFFERS) and question.options and answer and answer.is_given:
            said = said_of(question, answer)
            by_answer.setdefault(str(said), []).append(said.label)
        else:
            others.append(item)
    entries = [Entry(text, "; ".join(labels)) for text, labels in by_answer.items()]
    return (*listing(case, tuple(others)), *listed(entries))
