"""Screening instruments and the indicators of dependence, as the court reads them.

One table for all instruments. Nothing here is a diagnosis, and every row says so in its caution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from court_assess.domain.answers import Row
from court_assess.domain.conditions import questions_read
from court_assess.domain.indicators import IndicatorFinding
from court_assess.domain.questions import Question, Section
from court_assess.domain.results import RESULTS
from court_assess.domain.scoring import NONE_GIVEN, NOT_KNOWN_WHICH, ScoreFinding
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, Truth
from court_assess.domain.walk import Item
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Block, Entry, Note, Table, TableRow, listed
from court_assess.report.case import Case
from court_assess.report.reading import STATE_IN_WORDS, AudienceReading, said_of, sentence

Blocks: TypeAlias = tuple[Block, ...]

COLUMNS = ("Instrument", "Drug", "Total", "Cut-off in use", "Band")
NOT_APPLICABLE = "-"
NOT_FILLED_IN = "Not filled in"
REACHED = {TRUE: "Reached.", FALSE: "Not reached.", UNKNOWN: "Not known if it is reached."}
LOWEST_USED = {
    NOT_KNOWN_WHICH: "It is not known which cut-off applies, so the lowest is used.",
    NONE_GIVEN: "The source gives no cut-off for this person, so the lowest is used.",
}
NO_CUT_OFF = "The sources give no cut-off for this drug or person."
NOT_KNOWN_YET = "It is not known which cut-off applies."
INDICATOR_COLUMNS = ("Drug", "Signs there", "Signs not there", "Not known", "For how long")
NOT_A_DIAGNOSIS = "Signs that the answers show, for a clinician to confirm; not a diagnosis."


def screens(sections: Iterable[Section]) -> frozenset[str]:
    """Return the sections that add up a score."""
    return frozenset(section.id for section in sections if section.scores)


def screening(
    case: Case, items: tuple[Item, ...], listing: Callable[[Case, tuple[Item, ...]], Blocks]
) -> Blocks:
    """Return the table of instruments, the answers behind it, and the indicators."""
    found = tuple(one for one in case.judgement.scores if _is_printed(case.reading, one))
    held = _in_the_table(found)
    others = (item for item in items if not {item.question.id, item.question.group} & held)
    return (
        *_table(case.reading, found),
        *listing(case, tuple(others)),
        *listed(_answers(case.reading, items, found), "Answers to each item"),
        *_indicators(case),
    )


def _is_printed(reading: AudienceReading, found: ScoreFinding) -> bool:
    """Whether the total may be read; its items say for themselves who may read them."""
    return reading.audience in found.score.prints


def _in_the_table(found: tuple[ScoreFinding, ...]) -> frozenset[str]:
    """Return the questions whose answers the table and the lines below it hold."""
    in_columns = {
        question for one in found for question in (one.score.completed_by, one.score.completed_on)
    }
    groups = {part for one in found for part in (one.score.per, f"{one.score.per}.complete")}
    items = {item for one in found for item in one.score.items}
    return frozenset(in_columns | groups | items) - {"", ".complete"}


def _table(reading: AudienceReading, found: tuple[ScoreFinding, ...]) -> Blocks:
    """Return the table; what holds for several rows is said once, below it."""
    cautions = Counter(one.score.caution for one in found if one.score.caution)
    shared, count = next(iter(cautions.most_common(1)), ("", 0))
    shared = shared if count > 1 else ""
    rows = tuple(_row(reading, one, shared) for one in found)
    if not rows:
        return ()
    where = "" if count == len(rows) else ", where no row says otherwise"
    note = (Note(f"Read with care{where}: {shared}"),) if shared else ()
    filled_in = listed(_filled_in(reading, found), "Filled in")
    return (Table(COLUMNS, rows, layout="screens"), *note, *filled_in)


def _row(reading: AudienceReading, found: ScoreFinding, shared: str) -> TableRow:
    cells = (
        _drug(reading, found),
        _total(found),
        _cut_off(found),
        _band(found),
    )
    caution = found.score.caution
    more = (Entry("Read with care", caution),) if caution and caution != shared else ()
    return TableRow(found.score.title, cells, more)


def _drug(reading: AudienceReading, found: ScoreFinding) -> str:
    group = reading.question(found.score.per)
    if group is not None and found.row is not None:
        return reading.row_label(group, found.row)
    section = reading.questionnaire.questions[found.score.items[0]].section
    drugs = (one for one in reading.items if one.row is None and one.question.section == section)
    options = _drugs(reading)
    named = (
        str(said_of(one.question, one.answer))
        for one in drugs
        if one.answer and one.answer.is_given and one.question.options == options
    )
    return next(named, NOT_APPLICABLE)


def _drugs(reading: AudienceReading) -> object:
    substance = reading.question("sub.slug")
    return substance.options if substance else None


def _total(found: ScoreFinding) -> str:
    if found.total is not None:
        return str(found.total)
    unanswered = len(found.missing)
    if unanswered >= len(found.score.items):
        return NOT_FILLED_IN
    return f"From {found.least} to {found.most}; {unanswered} not answered"


def _cut_off(found: ScoreFinding) -> str:
    if found.cut_off is None:
        if found.cut_off_missing:
            return NOT_KNOWN_YET
        if found.score.reading.cut_offs:
            return NO_CUT_OFF
        return f"Bands: {found.score.reading.source}." if found.band else NOT_APPLICABLE
    cut_off = found.cut_off
    source = cut_off.source or found.score.reading.source
    words = f"{cut_off.at_least} or more: {cut_off.label} ({source})."
    reached = REACHED[found.reached] if _total(found) != NOT_FILLED_IN else ""
    assumed = LOWEST_USED.get(found.assumed, "")
    return " ".join(part for part in (words, reached, assumed) if part)


def _band(found: ScoreFinding) -> str:
    return found.band or NOT_APPLICABLE


def _filled_in(reading: AudienceReading, found: tuple[ScoreFinding, ...]) -> Iterator[Entry]:
    """Yield by whom and when, once for all instruments of which it is the same."""
    titles: dict[str, list[str]] = {}
    for one in found:
        asked = (part for part in (one.score.completed_by, one.score.completed_on) if part)
        words = "; ".join(str(said) for said in reading.each_said(*asked))
        if words:
            titles.setdefault(words, []).append(one.score.title)
    for words, names in titles.items():
        yield Entry("; ".join(dict.fromkeys(names)), words)


def _answers(
    reading: AudienceReading, items: tuple[Item, ...], found: tuple[ScoreFinding, ...]
) -> Iterator[Entry]:
    """Yield one line of answers for each instrument and row, each item once."""
    done = set[tuple[str, str]]()
    for one in found:
        group = reading.question(one.score.per)
        of = one.score.per if group else reading.questionnaire.questions[one.score.items[0]].section
        key = (of, one.row.id if one.row else "")
        lines = tuple(_lines(items, group, one.row, of, found))
        if key not in done and lines:
            done.add(key)
            drug = _drug(reading, one)
            title = _title(found, lines_of=one)
            name = title if drug == NOT_APPLICABLE else f"{title}, {drug}"
            yield Entry(name, "; ".join(lines))


def _title(found: tuple[ScoreFinding, ...], lines_of: ScoreFinding) -> str:
    """Return what the whole instrument is called: one score may be made of a part of its items."""
    whole = lines_of.score
    for one in found:
        if set(whole.items) < set(one.score.items):
            whole = one.score
    return whole.title


def _lines(
    items: tuple[Item, ...],
    group: Question | None,
    row: Row | None,
    of: str,
    found: tuple[ScoreFinding, ...],
) -> Iterator[str]:
    scored = {item for one in found for item in one.score.items}
    for item in items:
        question, answer = item.question, item.answer
        if group is not None:
            here = question.group == group.id and item.row == row
            here = here and question.id != group.row_label
        else:
            here = question.section == of and question.id in scored
        if here and answer is not None and answer.is_given:
            yield f"{question.short}: {said_of(question, answer)}"
        elif here and answer is not None:
            yield f"{question.short}: {in_a_sentence(STATE_IN_WORDS[answer.status.value])}"


def _indicators(case: Case) -> Blocks:
    blocks: list[Block] = []
    for indicator in dict.fromkeys(one.indicator.id for one in case.judgement.indicators):
        found = tuple(
            one
            for one in case.judgement.indicators
            if one.indicator.id == indicator and may_be_printed(case.reading, one)
        )
        rows = tuple(_indicator_row(case.reading, one) for one in found)
        if rows:
            of = found[0].indicator
            about = (sentence(of.title), NOT_A_DIAGNOSIS, "Source:", sentence(of.source))
            blocks.append(Note(" ".join(about)))
            blocks.append(Table(INDICATOR_COLUMNS, rows, layout="indicators"))
    return tuple(blocks)


def may_be_printed(reading: AudienceReading, found: IndicatorFinding) -> bool:
    """Whether the reader may see every answer that an indicator rests on."""
    conditions = (*(one.when for one in found.indicator.features), found.indicator.lasting)
    read = (question for one in conditions for question in questions_read(one))
    return all(reading.question(question) is not None for question in read)


def _indicator_row(reading: AudienceReading, found: IndicatorFinding) -> TableRow:
    group = reading.question(found.indicator.per)
    name = "-" if group is None or found.row is None else reading.row_label(group, found.row)
    lasting = (reading.said(one.question, found.row) for one in found.lasting.because)
    since = "; ".join(f"{one.label}: {one}" for one in lasting if one)
    cells = (
        features(found, TRUE),
        features(found, FALSE),
        features(found, UNKNOWN),
        since or STATE_IN_WORDS["not_yet_asked"],
    )
    says = found.indicator.says[RESULTS[found.truth]]
    return TableRow(name, cells, (Entry("What this comes to", says),))


def features(found: IndicatorFinding, truth: Truth) -> str:
    """Name the features that are there, are not there, or are not known."""
    titles = [feature.title for feature, held in found.features if held.truth is truth]
    return "; ".join(titles) or NOT_APPLICABLE
