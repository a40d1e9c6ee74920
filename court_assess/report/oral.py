"""One page to speak from, in large type, in the order in which a court asks.

It leads with the officer's own summary. All else is short, because it is read at a glance while
standing; each thing is said in full in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement
from court_assess.domain.wording import in_a_sentence
from court_assess.report.asked_again import asked_again, is_asked_again
from court_assess.report.before_sentence import caveats
from court_assess.report.blocks import Entry, paragraphs_of
from court_assess.report.case import Case, case_of
from court_assess.report.law import open_conditions, outside_limits
from court_assess.report.lead import recommendation
from court_assess.report.lines import (
    Line,
    facts,
    known_facts,
    listed,
    opening,
    quoted,
    said_in_words,
)
from court_assess.report.page_one import (
    NO_DRR,
    NOTHING_OPEN,
    OUTSIDE_LIMITS,
    PROBLEM_RANKS,
    closed,
    views_on_dependence,
)
from court_assess.report.reading import NOT_KNOWN_TODAY, full_name, sentence, unfitness
from court_assess.report.stamp import Stamp

HEADING = "For the hearing"
NO_SUMMARY = (
    "Not written yet. Say in up to 600 characters what the court must know, on the page "
    "“Recommendation”."
)
ASK_AGAIN = "Ask again in court whether the person is willing. If the answer has changed, say so."
LONGEST = 150  # characters of a list or a quotation: two lines of large type
LONGEST_OPENING = 200
# As page 1 of the report has it (Sentencing Act 2020, Sch 10 and Sch 16), in words to say aloud.
BREACH = {
    "suspended_sentence_order": (
        "A warning or a return to court, which can put the prison term into effect."
    ),
}
BREACH_OTHERWISE = "A warning or a return to court, which can add to the order or sentence again."


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that a court asks, by a short name that the eye finds, with what to say."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OralPage:
    """Everything the template prints, in words and in order."""

    template = "report/oral.html"
    title: str
    heading: str
    marking: str
    author: str
    made_on: str
    is_draft: bool
    page_line: str
    version_line: str
    name: str
    head: tuple[Entry, ...]
    summary: tuple[str, ...]
    no_summary: str
    recommendation: tuple[Line, ...]
    spoken: tuple[Spoken, ...]
    ask_again: str


def oral_page(
    library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp
) -> OralPage:
    """Return the page to speak from as its template prints it."""
    case = case_of(library, assessment, judgement, stamp)
    name = full_name(case.reading) or "Name not known"
    summary = paragraphs_of(case.reading.words("oral.summary"))
    return OralPage(
        title=f"{HEADING}: {name}" + (" (DRAFT)" if stamp.is_draft else ""),
        heading=HEADING,
        marking=stamp.local.marking,
        author=stamp.signer or case.reading.words("rec.officer_name"),
        made_on=stamp.made_on.isoformat() if stamp.made_on else "",
        is_draft=stamp.is_draft,
        page_line=f"{name}  ·  CRN {case.reading.words('case.crn') or 'not known'}",
        version_line="DRAFT" if stamp.is_draft else f"Version {stamp.version}",
        name=name,
        head=tuple(_head(case)),
        summary=summary,
        no_summary="" if summary else NO_SUMMARY,
        recommendation=tuple(_short(one) for one in recommendation(case)),
        spoken=tuple(_spoken(case)),
        ask_again=ASK_AGAIN if _may_be_made(case) and not is_asked_again(case) else "",
    )


def _may_be_made(case: Case) -> bool:
    return case.reading.value("rec.drr") == "yes" and not closed(case)


def _head(case: Case) -> Iterator[Entry]:
    words = case.reading.words
    hearing = (words("case.hearing_date"), words("case.hearing_time"))
    yield Entry("Court", words("case.court") or NOT_KNOWN_TODAY)
    yield Entry("Hearing", " at ".join(one for one in hearing if one) or NOT_KNOWN_TODAY)
    offences = tuple(words("offence.title", row) for row in case.reading.rows("offence"))
    named = tuple(one for one in offences if one)
    yield Entry("Offences", listed(named, LONGEST) if named else NOT_KNOWN_TODAY)


def _spoken(case: Case) -> Iterator[Spoken]:
    for name, say in TOPICS:
        lines = tuple(_short(one) for one in say(case))
        if lines:
            yield Spoken(name, lines)


def _short(line: Line) -> Line:
    """Cut a line to what can be read at a glance; this page has no other pages to point to."""
    text = line.text
    if len(text) > LONGEST_OPENING:
        text = opening(text, LONGEST_OPENING) or _whole_parts(text)
    return replace(line, text=text, see="")


def _whole_parts(text: str) -> str:
    """Return as many parts of a list as can be read at a glance, else as many whole words."""
    start = text[:LONGEST_OPENING]
    kept = start.rpartition("; ")[0] or start.rpartition(" ")[0] or start
    return f"{kept} …"


def _drugs(case: Case) -> Iterator[Line]:
    reading = case.reading
    rows = [row for row in reading.rows("sub") if reading.value("sub.rank", row) in PROBLEM_RANKS]
    rows.sort(key=lambda row: str(reading.value("sub.rank", row)))
    used = tuple(
        f"{reading.substance(row)}, {in_a_sentence(often)}"
        if (often := reading.words("sub.freq", row))
        else reading.substance(row)
        for row in rows
    )
    nothing = f"{NOT_KNOWN_TODAY}: no substance is named as a problem."
    yield Line(listed(used, LONGEST) if used else nothing)
    yield from views_on_dependence(case, "Provider", "Officer")


def _offence(case: Case) -> Iterator[Line]:
    yield Line(sentence(said_in_words(case, "link.type")))


def _willing(case: Case) -> Iterator[Line]:
    willing = said_in_words(case, "drr.willing")
    on = case.reading.words("drr.willing_on")
    yield from asked_again(case, LONGEST) if is_asked_again(case) else ()
    before = "At the interview" if is_asked_again(case) else ""
    yield Line(sentence(f"{willing}, said on {on}" if on else willing), before)
    yield from () if is_asked_again(case) else asked_again(case)
    if case.reading.words("drr.willing_words"):
        yield from quoted(case, "drr.willing_words", "", "", LONGEST)
    unfit = unfitness(case.reading)
    if unfit:
        yield Line(sentence(unfit), "When asked, the person was")


def _treatment(case: Case) -> Iterator[Line]:
    asked = (
        ("Provider", "prov.name"),
        ("Arrangements", "prov.arrangements"),
        ("First appointment", "prov.first_appt"),
    )
    if closed(case):
        yield from (Line(one) for one in (known_facts(case, *asked),) if one)
    elif case.reading.value("rec.drr") == "no":
        yield Line(f"{NO_DRR} {known_facts(case, *asked)}".rstrip())
    else:
        yield Line(facts(case, *asked))


def _order(case: Case) -> Iterator[Line]:
    if closed(case):
        yield Line(closed(case))
        return
    asked = (
        ("Length", "order.length_months"),
        ("Supervision", "order.supervision_months"),
        ("Treatment and testing", "drr.length_months"),
        ("Tests", "drr.tests_per_week"),
        ("Reviews", "drr.review_interval"),
        ("Other requirements", "order.other_requirements"),
    )
    kind = sentence(said_in_words(case, "order.kind"))
    yield Line(f"{kind} {known_facts(case, *asked)}".rstrip())
    outside = tuple(words for _, words in outside_limits(case.judgement))
    if outside and case.reading.value("rec.drr") != "no":
        yield Line(listed(outside, LONGEST), OUTSIDE_LIMITS)


def _breach(case: Case) -> Iterator[Line]:
    if case.reading.value("rec.drr") != "no" and not closed(case):
        kind = str(case.reading.value("order.kind"))
        yield Line(BREACH.get(kind, BREACH_OTHERWISE))


def _alternatives(case: Case) -> Iterator[Line]:
    question = "psr.alternatives" if case.is_whole else "ana.alternatives"
    if case.reading.words(question):
        yield from quoted(case, question, "", "", LONGEST)


def _not_known(case: Case) -> Iterator[Line]:
    names = tuple(dict.fromkeys((*open_conditions(case.judgement), *case.gaps.names)))
    missing = caveats(case)
    yield from missing
    written = bool(case.reading.words("ana.not_known"))
    if written:
        yield from quoted(case, "ana.not_known", "", "", LONGEST)
    if names:
        yield Line(listed(names, LONGEST))
    if not (names or written or missing):
        yield Line(NOTHING_OPEN)


def _assessed(case: Case) -> Iterator[Line]:
    asked = ("rec.officer_name", "rec.officer_role", "ses.start")
    known = tuple(one for one in map(case.reading.words, asked) if one)
    yield Line(sentence(", ".join(known) or NOT_KNOWN_TODAY))


TOPICS: tuple[tuple[str, Callable[[Case], Iterator[Line]]], ...] = (
    ("Drugs", _drugs),
    ("The offence", _offence),
    ("Willing?", _willing),
    ("Treatment", _treatment),
    ("The order", _order),
    ("If not kept", _breach),
    ("Considered", _alternatives),
    ("Not known", _not_known),
    ("Assessed", _assessed),
)
