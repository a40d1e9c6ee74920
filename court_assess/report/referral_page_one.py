"""Page 1 of the referral: what a duty worker has to know before anything is read in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from court_assess.domain.findings import Judgement
from court_assess.domain.truth import TRUE
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import LONGEST_IN_ROW, MOST_LINES_IN_ROW, Table, TableRow
from court_assess.report.handover_facts import (
    Fact,
    doses_first,
    said_first,
    withdrawal_to_expect,
)
from court_assess.report.handover_lists import no_substances, not_complete
from court_assess.report.handover_plan import STATES
from court_assess.report.handover_topics import Topic
from court_assess.report.head import age_on
from court_assess.report.lines import opening
from court_assess.report.reading import AudienceReading, said_of
from court_assess.report.referral_plan import (
    BOLD,
    DEPENDENCE,
    ON_PAGE_ONE,
    PRESCRIBED,
    USED,
    WITHDRAWAL,
    Row,
)
from court_assess.report.screening import features, may_be_printed
from court_assess.report.tables import table_rows


def who(reading: AudienceReading, today: date) -> str:
    """Return the facts that tell one person from another, in one line."""
    born, on = reading.words("case.date_of_birth"), reading.value("case.date_of_birth")
    age = f" (age {age_on(on, today)})" if isinstance(on, date) else ""
    facts = (
        f"Born {born or 'on a day not known'}{age}",
        f"CRN {reading.words('case.crn') or 'not known'}",
        reading.words("case.sex"),
    )
    return "  ·  ".join(one for one in facts if one)


def topics_of_page_one(
    rows: tuple[Row, ...], judgement: Judgement, reading: AudienceReading
) -> tuple[Topic, ...]:
    """Return those rows that something was asked for, each in a few words."""
    made = (_topic(row, judgement, reading) for row in rows)
    return tuple(topic for topic in made if topic.facts)


def said_on_page_one(reading: AudienceReading) -> frozenset[str]:
    """Return the questions whose answer stands there whole, and so nowhere below."""
    on_it = (item for item in reading.items if item.question.id in ON_PAGE_ONE)
    long = (one.question.id for one in on_it if _is_long(str(said_of(one.question, one.answer))))
    return ON_PAGE_ONE - frozenset(long)


def used(reading: AudienceReading) -> tuple[Table | None, str]:
    """Return what is used and when it was last, and what the list lacks."""
    group, rows = reading.question("sub"), reading.rows("sub")
    if group is None or not rows:
        return None, no_substances(reading)
    made = table_rows(group, rows, USED, reading.items, reading)
    short = tuple(TableRow(one.name, one.cells) for one in made)
    return Table(tuple(one.heading for one in USED), short, layout="used"), not_complete(reading)


def _topic(row: Row, judgement: Judgement, reading: AudienceReading) -> Topic:
    facts = (*_own_facts(row, judgement, reading), *_facts(row, reading))
    return Topic(row.title, facts, is_in_lines=True)


def _own_facts(row: Row, judgement: Judgement, reading: AudienceReading) -> Iterator[Fact]:
    """Yield what no one answer says."""
    if row.title == PRESCRIBED:
        yield from doses_first(reading)
    elif row.title == WITHDRAWAL:
        yield withdrawal_to_expect(reading)
    elif row.title == DEPENDENCE:
        yield from _signs(judgement, reading)


def _facts(row: Row, reading: AudienceReading) -> Iterator[Fact]:
    """Yield what was answered, then what was not and why; none of that is a no."""
    done = said_first(reading)
    asked = {item.question.id: item for item in reading.items if item.row is None}
    lacking: dict[str, list[str]] = {}
    for question_id in row.questions:
        item = asked.get(question_id)
        if item is None or question_id in done:
            continue
        said = said_of(item.question, item.answer)
        if said.is_known:
            yield Fact(said.label, _cut(str(said)), is_urgent=question_id in BOLD)
            continue
        reason = f" ({item.answer.note})" if item.answer and item.answer.note else ""
        lacking.setdefault(f"{STATES[item.state]}{reason}", []).append(said.label)
    for state, labels in lacking.items():
        yield Fact(state, "; ".join(labels))


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_IN_ROW or text.count("\n") >= MOST_LINES_IN_ROW


def _cut(text: str) -> str:
    """Return a text that is short, else how it begins; the whole of it then stands below."""
    return f"{opening(text, LONGEST_IN_ROW) or text[:LONGEST_IN_ROW]} …" if _is_long(text) else text


def _signs(judgement: Judgement, reading: AudienceReading) -> Iterator[Fact]:
    """Yield the signs of dependence that are there; drugs with the same signs stand together."""
    drugs: dict[str, list[str]] = {}
    for found in judgement.indicators:
        group = reading.question(found.indicator.per)
        if group is None or found.row is None or not may_be_printed(reading, found):
            continue
        signs = in_a_sentence(features(found, TRUE))
        drugs.setdefault(signs, []).append(reading.row_label(group, found.row))
    for signs, names in drugs.items():
        yield Fact("; ".join(names), signs)
