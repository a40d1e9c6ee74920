"""The parts of a long document in their order, each with the function that fills it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from court_assess.domain.kinds import day_in_words
from court_assess.domain.proposal import WORDING
from court_assess.domain.questions import Question
from court_assess.domain.walk import Item
from court_assess.domain.wording import in_a_sentence
from court_assess.report.before_sentence import caveats, standings
from court_assess.report.blocks import (
    LONGEST_IN_ROW,
    Block,
    Box,
    Entry,
    Listing,
    Note,
    Prose,
    Table,
    TableRow,
    blocks_of,
    drawing_of,
    entry_of,
    listed,
    paragraphs_of,
    prose_of,
)
from court_assess.report.case import Case
from court_assess.report.drug_tests import ABOUT as ABOUT_BESIDE
from court_assess.report.drug_tests import beside
from court_assess.report.last_use import interview_day
from court_assess.report.law import flag_blocks, law_blocks, open_conditions
from court_assess.report.order_wording import (
    AUTHORITY,
    BY_THE_OFFICER,
    HEADING,
    order_wording,
)
from court_assess.report.page_one import NOTHING_OPEN, closed, marked_on_page_one
from court_assess.report.pictures import (
    is_strength,
    recovery_picture,
    weeks_picture,
    years_picture,
)
from court_assess.report.reading import NOT_KNOWN_TODAY, NOT_WRITTEN, Said
from court_assess.report.results_picture import results_over_days
from court_assess.report.routing import (
    BOXED,
    IN_THE_HEAD,
    PART_OF_SECTION,
    REASONS,
    RISKS,
    part_of,
)
from court_assess.report.screening import screening, screens
from court_assess.report.tables import group_blocks
from court_assess.report.texts import texts_of
from court_assess.report.views import side_by_side, with_the_provider

Items = tuple[Item, ...]
COUNTED_BACK = (
    "Days and weeks are counted back from the interview {}; for somebody in custody the four weeks "
    "are those before custody."
)
HAD_IN_MIND = "This is what the officer had in mind."
ABOUT_RESULTS = (
    "A result says whether a drug was found in the sample: not how much, when exactly, or whether "
    "the person is dependent. A screen is not confirmed until a laboratory has confirmed it. A "
    "substance that was not tested for is not negative."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report under its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def parts_of(case: Case) -> tuple[Part, ...]:
    """Return every part of the court's report that holds something, in order."""
    return parts_in(case, PARTS, IN_THE_HEAD)


def parts_in(case: Case, parts: Parts, elsewhere: Collection[str]) -> tuple[Part, ...]:
    """Return every part that holds something, in order; what stands ``elsewhere`` is in none."""
    items: dict[str, list[Item]] = {}
    adding_up = screens(case.reading.questionnaire.sections)
    for item in case.reading.items:
        if item.question.id not in elsewhere:
            items.setdefault(part_of(item.question, adding_up), []).append(item)
    made = []
    used = {*items, *(section for section, _ in case.texts)}
    for part, title, make in _ordered(case, used, parts):
        own = _without_doubled_heading(make(case, tuple(items.get(part, ()))))
        blocks = (*texts_of(case, part), *own)
        if blocks:
            made.append(Part(part, title, blocks))
    return tuple(made)


def _ordered(case: Case, used: Collection[str], parts: Parts) -> Parts:
    """Return the parts in their order; sections that no part names come before the last ones.

    What was written for a section is printed also where its questions are not asked any more.
    """
    known = {*PART_OF_SECTION, *(part for part, _, _ in parts)}
    sections = case.reading.questionnaire.sections
    new = tuple(
        (one.id, one.title, listing) for one in sections if one.id in used and one.id not in known
    )
    place = next(number for number, part in enumerate(parts) if part[0] in LAST_PARTS)
    return (*parts[:place], *new, *parts[place:])


def _without_doubled_heading(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A part that is one text needs no heading below its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Prose):
        return (Prose("", blocks[0].paragraphs, blocks[0].note, blocks[0].is_quote),)
    return blocks


def listing(case: Case, items: Items) -> tuple[Block, ...]:
    """List what was answered in page order, each group as a table in its place."""
    blocks: list[Block] = []
    run: list[Item] = []
    for item in items:
        whole = _list_asked_of(case, item)
        if whole is not None:
            blocks += (*blocks_of(run), *_completeness(whole, item))
            run = []
            continue
        if item.question.kind != "group":
            run.append(item)
            continue
        blocks += blocks_of(run)
        inner = tuple(one for one in items if one.question.group == item.question.id)
        blocks += group_blocks(item.question, inner, case.reading)
        run = []
    return (*blocks, *blocks_of(run))


def _list_asked_of(case: Case, item: Item) -> Question | None:
    """Return the list that a question asks about, if it asks whether a list is complete."""
    group = case.reading.question(item.question.id.rpartition(".")[0])
    return group if group and group.complete_id == item.question.id else None


def _completeness(group: Question, item: Item) -> tuple[Block, ...]:
    """Say that a list is not complete; that it is goes without saying."""
    said = item.answer is not None and item.answer.is_given and item.answer.value != "yes"
    words = f"The list of {in_a_sentence(group.short)} is not complete."
    return (Note(words),) if said else ()


def with_views(case: Case, items: Items) -> tuple[Block, ...]:
    """List answers, with the views of the person and of the officer side by side."""
    views, printed = side_by_side(case.reading, items)
    rest = tuple(item for item in items if item.question.id not in printed)
    return (*listing(case, rest), *views)


def substances(case: Case, items: Items) -> tuple[Block, ...]:
    """List what is used, with the views on it and the pictures of it."""
    whole, audience = case.reading.whole, case.reading.audience
    pictures = (weeks_picture(whole, audience), years_picture(whole, audience))
    drawings = tuple(block for picture in pictures for block in drawing_of(picture))
    note = counted_back(case) if drawings or case.reading.rows("sub") else ()
    return (*note, *with_views(case, items), *drawings)


def counted_back(case: Case) -> tuple[Block, ...]:
    """Say from which day the days and weeks of use are counted."""
    day = interview_day(case.reading)
    on = f"on {day_in_words(day)}" if day else "(its day is not recorded)"
    return (Note(COUNTED_BACK.format(on)),)


def strengths(case: Case, items: Items) -> tuple[Block, ...]:
    """List answers, and the places on a scale in their picture alone."""
    drawing = drawing_of(recovery_picture(case.reading.whole, case.reading.audience))
    if drawing:
        items = tuple(item for item in items if not is_strength(item.question))
    return (*with_views(case, items), *drawing)


def screened(case: Case, items: Items) -> tuple[Block, ...]:
    """List the instruments, what was answered to each, and the indicators."""
    return screening(case, items, listing)


def drug_tests(case: Case, items: Items) -> tuple[Block, ...]:
    """What was tested and found; nothing at all where nobody was asked about tests."""
    blocks = listing(case, items)
    table = beside(case.reading, case.test_guide)
    if table is not None:
        blocks = (*blocks, Note(ABOUT_RESULTS), table, Note(ABOUT_BESIDE))
    picture = results_over_days(case.reading.whole, case.reading.audience)
    return (*blocks, *drawing_of(picture))


def _provider(case: Case, items: Items) -> tuple[Block, ...]:
    """What the provider says, without what the proposal's box holds."""
    own = listing(case, tuple(item for item in items if item.question.id not in BOXED))
    return (*with_the_provider(case.judgement, case.reading), *own)


def _law(case: Case, items: Items) -> tuple[Block, ...]:
    return (*law_blocks(case.judgement, case.reading), *listing(case, items))


def _safety(case: Case, items: Items) -> tuple[Block, ...]:
    blocks = (*flag_blocks(case.judgement.flags), *listing(case, items))
    return blocks or (Note(f"{NOT_KNOWN_TODAY}: nothing on safety is recorded for the court."),)


def _own_words(case: Case, items: Items) -> tuple[Block, ...]:
    return listing(case, items) or (
        Note(f"{NOT_KNOWN_TODAY}: nothing is recorded in their own words."),
    )


def _risk(case: Case, items: Items) -> tuple[Block, ...]:
    if not case.is_whole:
        return ()
    asked = tuple(case.reading.each_said(*RISKS))
    rest = tuple(item for item in items if item.question.id not in RISKS)
    row = TableRow("Level", tuple(str(said) for said in asked))
    table = Table(("Risk of serious harm", *(said.label for said in asked)), (row,), layout="risk")
    return (table, *listing(case, rest))


def _analysis(case: Case, items: Items) -> tuple[Block, ...]:
    blocks = listing(case, items)
    if case.reading.words("ana.text"):
        return blocks
    return (Note(f"{NOT_WRITTEN}: the officer's analysis."), *blocks)


def _proposal(case: Case, items: Items) -> tuple[Block, ...]:
    """The order as it could be made, in a box; the reasons; other facts about the order."""
    boxed = tuple(case.reading.each_said(*BOXED))
    known = tuple(entry_of(said) for said in boxed if said.is_known)
    short = tuple(entry for entry in known if len(entry.text) <= LONGEST_IN_ROW)
    long = tuple(prose_of(entry) for entry in known if entry not in short)
    box = Box((*short, *_still_open(case, boxed)))
    wording = _wording(case)
    elsewhere = (*BOXED, WORDING) if wording else BOXED
    rest = tuple(item for item in items if item.question.id not in elsewhere)
    of_order = tuple(item for item in rest if item.question.section == "order")
    listed_ones = tuple(item for item in of_order if _is_of_a_list(case, item))
    each = listing(case, listed_ones)
    reasons = _in_order(item for item in rest if item not in of_order)
    facts = blocks_of((one for one in of_order if one not in listed_ones), "About the order")
    return (*_closed(case), box, *long, *each, *wording, *listing(case, reasons), *facts)


def _is_of_a_list(case: Case, item: Item) -> bool:
    question = item.question
    return bool(question.kind == "group" or question.group or _list_asked_of(case, item))


def _closed(case: Case) -> tuple[Block, ...]:
    """Say that the law closes the order, before what the officer had in mind."""
    words = closed(case)
    return (Note(f"{words} {HAD_IN_MIND}"),) if words else ()


def _in_order(items: Iterable[Item]) -> Items:
    """Put the reasons first, then the options that were considered, then the rest."""
    places = {question: place for place, question in enumerate(REASONS)}
    return tuple(sorted(items, key=lambda item: places.get(item.question.id, len(places))))


def _wording(case: Case) -> tuple[Block, ...]:
    """Return the officer's own wording, or else what is composed; none where no order is open."""
    paragraphs = order_wording(case.reading, case.judgement)
    own = case.reading.words(WORDING) if paragraphs else ""
    if own:
        return (Prose(BY_THE_OFFICER, paragraphs_of(own), AUTHORITY),)
    return (Prose(HEADING, paragraphs, AUTHORITY),) if paragraphs else ()


def _still_open(case: Case, boxed: tuple[Said, ...]) -> tuple[Entry, ...]:
    """Name what the order still lacks; that matters no more once the officer recommends against."""
    if case.reading.value("rec.drr") == "no" or closed(case):
        return ()
    lacking: dict[str, list[str]] = {}
    for said in boxed:
        if not said.is_known:
            lacking.setdefault(said.text, []).append(said.label)
    return tuple(Entry(how, "; ".join(labels)) for how, labels in lacking.items())


def _sources(case: Case, items: Items) -> tuple[Block, ...]:
    """List the sources, then how the checks stand that courts expect before sentence."""
    return (*listing(case, items), *standings(case))


def gaps(case: Case, items: Items) -> tuple[Block, ...]:
    """List what was not known: the officer's own words, then the questions."""
    return (*listing(case, items), *case.gaps.blocks())


def _gaps_for_court(case: Case, items: Items) -> tuple[Block, ...]:
    """List what was not known, the conditions of law first."""
    conditions = open_conditions(case.judgement)
    of_law = (Entry("Conditions of law", "; ".join(conditions)),) if conditions else ()
    checks = (Entry(line.label, line.text) for line in caveats(case))
    blocks = (*listed((*of_law, *checks)), *gaps(case, items))
    return blocks or (Note(marked_on_page_one(case) or NOTHING_OPEN),)


def _completion(case: Case, items: Items) -> tuple[Block, ...]:
    stamp = case.stamp
    on = day_in_words(stamp.made_on) if stamp.made_on else NOT_KNOWN_TODAY
    blocks = listing(case, tuple(item for item in items if not _is_signers(case, item)))
    rows = [entry for block in blocks if isinstance(block, Listing) for entry in block.entries]
    if stamp.is_draft:
        rows += [Entry("Status", "DRAFT, not signed"), Entry("Draft of", on)]
    else:
        signer = ", ".join(part for part in (stamp.signer, stamp.role) if part)
        rows += [
            Entry("Signed by", signer),
            Entry("Signed on", on),
            Entry("Version", str(stamp.version)),
        ]
    if stamp.reason:
        rows.append(Entry("Reason for this version", stamp.reason))
    long = tuple(block for block in blocks if not isinstance(block, Listing))
    return (Listing(tuple(rows)), *long)


def _is_signers(case: Case, item: Item) -> bool:
    """Whether an answer says again who signed, or in which role."""
    if case.stamp.is_draft:
        return False
    signed = {"rec.officer_name": case.stamp.signer, "rec.officer_role": case.stamp.role}
    return case.reading.words(item.question.id) == signed.get(item.question.id)


Maker = Callable[[Case, Items], tuple[Block, ...]]
Parts = tuple[tuple[str, str, Maker], ...]

# Before the first of these comes what no part names.
LAST_PARTS = ("analysis", "gaps")
PARTS: Parts = (
    ("law", "Conditions of law", _law),
    ("case", "The case", listing),
    ("substances", "Substances and dependence", substances),
    ("tests", "Drug tests", drug_tests),
    ("screening", "Screening and indicators", screened),
    ("safety", "Safety and safeguarding", _safety),
    ("own_words", "In the person's own words", _own_words),
    ("home", "Health, home and treatment", listing),
    ("offending", "Drugs and the offending", with_views),
    ("strengths", "Strengths and willingness", strengths),
    ("taking_part", "Taking part: language, needs and differences", listing),
    ("provider", "What the treatment provider says", _provider),
    ("offence", "The offence and the person", listing),
    ("risk", "Risk of serious harm", _risk),
    ("analysis", "Officer's analysis", _analysis),
    ("proposal", "Proposal", _proposal),
    ("summary", "What the person says of this report", listing),
    ("interview", "The interview", listing),
    ("sources", "Sources", _sources),
    ("gaps", "What was not known today", _gaps_for_court),
    ("completion", "Completion", _completion),
)
