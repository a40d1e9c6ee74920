"""Page 1: the ten questions that sentencers ask, each answered from the answers and the findings.

The questions are those of the reference on practice, 1.5. Everything here is said again, and in
full, on the pages that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.findings import NOT_MET, UNDECIDED, RequirementFinding
from court_assess.report.case import Case
from court_assess.report.law import titles_of
from court_assess.report.lines import Line, facts, listed, quoted, said_in_words, sentence
from court_assess.report.reading import NOT_KNOWN_TODAY, in_a_sentence

ALL_CONDITIONS = 450  # characters: room for all six of a requirement
PROPOSAL = 360  # characters: three lines, because it is what a court looks for first
PROBLEM_RANKS = ("1", "2", "3")

RECOMMENDED = {
    "yes": (
        "The officer recommends a drug rehabilitation requirement (DRR) as suitable for the person."
    ),
    "no": "The officer does not recommend a drug rehabilitation requirement (DRR).",
    "not_yet": "The officer cannot yet recommend a drug rehabilitation requirement (DRR).",
}
NO_RECOMMENDATION = (
    "Not known today: the officer has made no recommendation on a drug rehabilitation requirement "
    "(DRR)."
)
SETTINGS = {"non_resident": "Non-resident treatment.", "resident": "Resident treatment."}
ORDER_LENGTHS = (
    ("Community order", "order.length_months"),
    ("Supervision", "order.supervision_months"),
    ("Suspended for", "order.operational_months"),
)
# Sentencing Act 2020, Sch 10 paras 6, 10 and 11; for a suspended sentence, Sch 16.
BREACH = {
    "community_order": (
        "A failure without a reasonable excuse: a warning or a return to court; a second within "
        "12 months must be referred. The court may fine, add to the order or sentence again "
        "(Sentencing Act 2020, Sch 10)."
    ),
    "suspended_sentence_order": (
        "A failure without a reasonable excuse: a warning or a return to court, which then deals "
        "with the suspended sentence (Sentencing Act 2020, Sch 16)."
    ),
}
BREACH_OTHERWISE = (
    "A failure without a reasonable excuse: a warning or a return to court (Sentencing Act 2020, "
    "Sch 10 for a community order, Sch 16 for a suspended sentence order)."
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the ten questions with its lines."""

    question: str
    lines: tuple[Line, ...]


def recommendation(case: Case) -> tuple[Line, ...]:
    """Return the officer's recommendation, and how the conditions of law stand."""
    said = case.reading.said("rec.drr")
    words = RECOMMENDED.get(str(case.reading.value("rec.drr")), "")
    if not words:
        words = f"{said.label}: {said}" if said and said.is_known else NO_RECOMMENDATION
    lines = [Line(words)]
    if case.is_whole:
        lines += quoted(case, "psr.proposal", "proposal", "Proposed sentence", PROPOSAL)
    for requirement in case.judgement.requirements:
        lines += _standing(case, requirement)
    return tuple(lines)


def _standing(case: Case, requirement: RequirementFinding) -> Iterator[Line]:
    """Say which conditions are not met and which not known; the count of the rest helps nobody."""
    if requirement.outcome == "outside_these_rules":
        yield Line(
            "Convicted before 1 December 2020: these conditions do not apply.", "Conditions of law"
        )
        return
    not_met, not_known = (
        titles_of(case.judgement, requirement, one) for one in (NOT_MET, UNDECIDED)
    )
    if not_met:
        yield Line(listed(not_met, ALL_CONDITIONS), "Conditions of law not met", see="law")
    if not_known:
        yield Line(
            listed(not_known, ALL_CONDITIONS), "Conditions of law not known today", see="law"
        )
    if not (not_met or not_known):
        yield Line("every one is met.", "Conditions of law", see="law")


def ten_questions(case: Case) -> tuple[Answered, ...]:
    """Answer each question of page 1; what is not known is said."""
    return tuple(Answered(question, tuple(answer(case))) for question, answer in QUESTIONS)


def _drugs(case: Case) -> Iterator[Line]:
    reading = case.reading
    ranked = sorted(reading.rows("sub"), key=lambda row: str(reading.value("sub.rank", row)))
    problem = [row for row in ranked if reading.value("sub.rank", row) in PROBLEM_RANKS]
    for row in problem:
        yield _drug(case, row)
    if not problem:
        yield Line(_no_problem_drug(case))
    views = (
        ("Provider's view", "prov.dependent_or_propensity"),
        ("Officer's view", "dep.officer_view"),
    )
    yield Line(facts(case, *views))


def _drug(case: Case, row: Row) -> Line:
    words = case.reading.words
    names = (words(one, row) for one in ("sub.slug", "sub.name_other"))
    often, last = (in_a_sentence(words(one, row)) for one in ("sub.freq", "sub.last_used"))
    used = f"{often or 'how often is not known'}; last used {last or 'on a day not known'}."
    return Line(used, " ".join(name for name in names if name) or NOT_KNOWN_TODAY)


def _no_problem_drug(case: Case) -> str:
    if case.reading.value("sub.complete") == "yes":
        return "The list of substances is complete, and none is named as a problem."
    return f"{NOT_KNOWN_TODAY}: no substance is named as a problem, and the list is not complete."


def _link(case: Case) -> Iterator[Line]:
    yield Line(sentence(said_in_words(case, "link.type")))
    yield from _own_words(case, "link.type", "link.own_words", "offending")


def _willing(case: Case) -> Iterator[Line]:
    willing, on = case.reading.words("drr.willing"), case.reading.words("drr.willing_on")
    said = f"{willing} (said on {on})" if willing and on else said_in_words(case, "drr.willing")
    yield Line(sentence(said))
    yield from _own_words(case, "drr.willing", "drr.willing_words", "strengths")
    fit = case.reading.value("ses.fit")
    if fit is not None and fit != ("none",):
        yield Line(sentence(said_in_words(case, "ses.fit")), "When asked, the person was")


def _own_words(case: Case, answer: str, words: str, see: str) -> Iterator[Line]:
    """Quote the person, or say that there is no quotation for an answer that was given."""
    if case.reading.words(answer) or case.reading.words(words):
        yield from quoted(case, words, see, "In their words")


def _provider(case: Case) -> Iterator[Line]:
    words = case.reading.words
    who = ", ".join(part for part in (words("prov.assessor"), words("prov.date")) if part)
    name = words("prov.name") or facts(case, ("Provider", "prov.name")).removesuffix(".")
    yield Line(sentence(f"{name} (answered by {who})" if who else name))
    yield Line(
        facts(
            case,
            ("Suitable treatment", "prov.suitable"),
            ("Arrangements", "prov.arrangements"),
            ("First appointment", "prov.first_appt"),
        )
    )


def _content(case: Case) -> Iterator[Line]:
    words = case.reading.words
    setting = SETTINGS.get(str(case.reading.value("prov.setting")), "")
    where = [("Place", "prov.place"), ("How often", "prov.intervals")]
    where = where if setting else [("Treatment setting", "prov.setting"), *where]
    order = (sentence(said_in_words(case, "order.kind")), setting, facts(case, *where))
    yield Line(" ".join(part for part in order if part))
    reviews = [("Court reviews", "drr.review")]
    if case.reading.value("drr.review") == "yes":
        reviews.append(("Time between them", "drr.review_interval"))
    yield Line(facts(case, ("Testing at the start", "drr.tests_per_week"), *reviews))
    others = words("order.other_requirements")
    if others:
        yield Line(sentence(others), "Other requirements", see="proposal")


def _length(case: Case) -> Iterator[Line]:
    lengths = [("Treatment and testing", "drr.length_months")]
    if case.reading.value("order.kind") in BREACH:
        lengths += [one for one in ORDER_LENGTHS if case.reading.said(one[1])]
    yield Line(facts(case, *lengths))
    reasons = "psr.rationale" if case.is_whole else "rec.reason"
    yield from quoted(case, reasons, "proposal", "Officer's reasons")


def _breach(case: Case) -> Iterator[Line]:
    law = BREACH.get(str(case.reading.value("order.kind")), BREACH_OTHERWISE)
    explained = case.reading.value("drr.explained")
    if isinstance(explained, tuple):
        told = "Explained" if "missed" in explained else "Not yet explained"
        yield Line(f"{law} {told} to the person.")
    else:
        yield Line(f"{law} {facts(case, ('Explained to the person', 'drr.explained'))}")


def _alternatives(case: Case) -> Iterator[Line]:
    yield from quoted(
        case, "psr.alternatives" if case.is_whole else "ana.alternatives", "proposal", ""
    )


def _not_known(case: Case) -> Iterator[Line]:
    names = case.gaps.names
    if case.reading.words("ana.not_known"):
        yield from quoted(case, "ana.not_known", "gaps", "Officer")
    elif not names:
        yield Line("No question that this report needs is open.")
    if names:
        yield Line(listed(names), see="gaps")


def _assessed(case: Case) -> Iterator[Line]:
    words = case.reading.words
    officer = (words(one) for one in ("rec.officer_name", "rec.officer_role", "rec.officer_phone"))
    yield Line(sentence(", ".join(one for one in officer if one) or NOT_KNOWN_TODAY))
    yield Line(sentence(", ".join(_interview(case)) or NOT_KNOWN_TODAY), "Interview")
    if case.reading.value("con.assess") in ("no", "partly"):
        yield Line(facts(case, ("Agreed to the assessment", "con.assess")))
    yield from _sources(case)


def _interview(case: Case) -> Iterator[str]:
    for question in ("ses.place", "ses.start"):
        if case.reading.words(question):
            yield case.reading.words(question)
    if case.reading.value("ses.private") == "no":
        yield "not private"


def _sources(case: Case) -> Iterator[Line]:
    words = case.reading.words
    by_status: dict[str, list[str]] = {}
    for row in case.reading.rows("src"):
        kinds = by_status.setdefault(words("src.status", row) or NOT_KNOWN_TODAY, [])
        kinds.append(words("src.kind", row) or NOT_KNOWN_TODAY)
    for status, kinds in by_status.items():
        yield Line(sentence("; ".join(kinds)), status)
    if not by_status:
        yield Line(f"{NOT_KNOWN_TODAY}: no source is listed.", "Sources")


QUESTIONS: tuple[tuple[str, Callable[[Case], Iterator[Line]]], ...] = (
    ("Which drugs, and is the person dependent?", _drugs),
    ("How are drugs linked to the offence?", _link),
    ("Is the person willing?", _willing),
    ("Who will treat, and from when?", _provider),
    ("What would the order contain?", _content),
    ("How long, and why?", _length),
    ("What if they do not comply?", _breach),
    ("What else was considered?", _alternatives),
    ("What was not known today?", _not_known),
    ("Who assessed, and checked with whom?", _assessed),
)
