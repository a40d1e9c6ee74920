"""Page 1: the ten questions that sentencers ask, each answered from the answers and the findings.

The questions are those of the reference on practice, 1.5. Everything here is said again, and in
full, on the pages that follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from court_assess.domain.answers import Row
from court_assess.domain.drug_tests import AMENDED
from court_assess.domain.wording import in_a_sentence
from court_assess.report.asked_again import asked_again, is_asked_again
from court_assess.report.before_sentence import caveats, missing_checks
from court_assess.report.case import Case
from court_assess.report.drug_tests import no_sample, results_read
from court_assess.report.head import head_of
from court_assess.report.last_use import interview_day, last_use
from court_assess.report.law import (
    LIMITS_ON_LENGTH,
    closed_to_the_court,
    no_order_is_open,
    open_conditions,
    outside_limits,
)
from court_assess.report.lines import Line, facts, known_facts, listed, quoted, said_in_words
from court_assess.report.reading import NOT_KNOWN_TODAY, sentence, unfitness

LONGEST_SOURCES = 150  # characters: two lines for each status
LENGTH_WHY = 600  # characters: as many as may be typed, because it answers a question of page 1
PROBLEM_RANKS = ("1", "2", "3")

SETTINGS = {"non_resident": "Non-resident treatment.", "resident": "Resident treatment."}
PROVIDER_ANSWERS = (
    ("Suitable treatment", "prov.suitable"),
    ("Arrangements", "prov.arrangements"),
    ("First appointment", "prov.first_appt"),
)
PROVIDER_SAYS = (("Provider", "prov.name"), *PROVIDER_ANSWERS)
# Sentencing Act 2020, Sch 9, para 20(2)(a): whether the person is dependent or has a propensity.
VIEWS_ON_DEPENDENCE = ("prov.dependent_or_propensity", "dep.officer_view")
NEITHER = "neither"
THEY_DIFFER = "The provider and the officer do not agree, so this is not settled."
DOES_NOT_ARISE = "Does not arise: no order is open."
NO_DRR = "No DRR is proposed."
OUTSIDE_LIMITS = "Outside the limits of law"
NOTHING_OPEN = "No question that this report needs is open."
LIMITS_OF_A_DRR = "drr."
ORDER_LENGTHS = (
    ("Community order", "order.length_months"),
    ("Prison term suspended", "order.custodial_term_months"),
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


def ten_questions(case: Case) -> tuple[Answered, ...]:
    """Answer each question of page 1; what is not known is said."""
    return tuple(Answered(question, tuple(answer(case))) for question, answer in QUESTIONS)


def _drugs(case: Case) -> Iterator[Line]:
    reading = case.reading
    ranked = sorted(reading.rows("sub"), key=lambda row: str(reading.value("sub.rank", row)))
    problem = [row for row in ranked if reading.value("sub.rank", row) in PROBLEM_RANKS]
    for row in problem:
        yield _drug(case, row)
    unranked = tuple(_unranked(case))
    yield from unranked
    if not problem and not (unranked and reading.value("sub.complete") == "yes"):
        yield Line(_no_problem_drug(case))
    yield from views_on_dependence(case, "Provider's view", "Officer's view")
    yield from _tests(case)


def views_on_dependence(case: Case, provider: str, officer: str) -> Iterator[Line]:
    """Yield both views after their labels, and say in words where one denies what the other says.

    That both say yes of different things is no such difference: either is enough for the law.
    """
    said = tuple(map(case.reading.value, VIEWS_ON_DEPENDENCE))
    if None not in said and (NEITHER in said) and set(said) != {NEITHER}:
        yield Line(THEY_DIFFER)
    yield Line(facts(case, *zip((provider, officer), VIEWS_ON_DEPENDENCE, strict=True)))


def _tests(case: Case) -> Iterator[Line]:
    """List each result by what it came to, then each test that has none.

    A screen is never said without "not confirmed", and a refusal stands by itself.
    """
    by_result: dict[str, list[str]] = {}
    for one in results_read(case.reading):
        by_result.setdefault(one.said, []).append(in_a_sentence(one.name))
    found = tuple(f"{result}: {', '.join(analytes)}" for result, analytes in by_result.items())
    found = (*_tests_without_result(case), *_amended(case), *found)
    if found:
        yield Line(listed(found), "Drug tests", see="tests")


def _tests_without_result(case: Case) -> Iterator[str]:
    tests = case.reading.rows("test")
    outcomes = Counter(one for one in (no_sample(case.reading, test) for test in tests) if one)
    for outcome, count in outcomes.items():
        yield f"{outcome} (no result): {count} {'test' if count == 1 else 'tests'}"


def _amended(case: Case) -> Iterator[str]:
    tests = case.reading.rows("test")
    count = sum(case.reading.value("test.status", one) == AMENDED for one in tests)
    if count:
        yield f"Amended after it was final: {count} {'test' if count == 1 else 'tests'}"


def _drug(case: Case, row: Row) -> Line:
    often, last = in_a_sentence(case.reading.words("sub.freq", row)), last_use(case.reading, row)
    last = last if interview_day(case.reading) else in_a_sentence(last)
    used = f"{often or 'how often is not known'}; last used {last or 'on a day not known'}."
    return Line(used, _drug_name(case, row))


def _drug_name(case: Case, row: Row) -> str:
    return case.reading.substance(row) or NOT_KNOWN_TODAY


def _unranked(case: Case) -> Iterator[Line]:
    """Name the substances listed of which nobody has said whether they are a problem."""
    for row in case.reading.rows("sub"):
        rank = case.reading.said("sub.rank", row)
        if rank is None or rank.is_known:
            continue
        asked = row.answers.get("sub.rank") is not None
        words = sentence(in_a_sentence(str(rank))) if asked else "was not asked."
        joint = ": " if asked else " "
        yield Line(f"whether it is a problem{joint}{words}", _drug_name(case, row))


def _no_problem_drug(case: Case) -> str:
    if case.reading.value("sub.complete") == "yes":
        return "The list of substances is complete, and none is named as a problem."
    return f"{NOT_KNOWN_TODAY}: no substance is named as a problem, and the list is not complete."


def _proposes_none(case: Case) -> bool:
    """Whether the officer has decided against a requirement: then what it lacks is no gap."""
    return case.reading.value("rec.drr") == "no"


def closed(case: Case) -> str:
    """Say that the law closes the order, of which nothing else is then said; else an empty text."""
    judgement = case.judgement
    return f"{closed_to_the_court(judgement)}." if no_order_is_open(judgement) else ""


def not_proposed(case: Case) -> str:
    """Say why there is no requirement to speak of: the law, or the officer; else an empty text."""
    return closed(case) or (NO_DRR if _proposes_none(case) else "")


def _outside_limits(case: Case, *, on_length: bool) -> Iterator[Line]:
    found = [
        words
        for limit, words in outside_limits(case.judgement)
        if (limit in LIMITS_ON_LENGTH) is on_length
        and not (_proposes_none(case) and limit.startswith(LIMITS_OF_A_DRR))
    ]
    if found:
        yield Line(sentence("; ".join(found)), OUTSIDE_LIMITS, see="law")


def _link(case: Case) -> Iterator[Line]:
    yield Line(sentence(said_in_words(case, "link.type")))
    yield from _own_words(case, "link.type", "link.own_words", "offending")


def _willing(case: Case) -> Iterator[Line]:
    willing, on = case.reading.words("drr.willing"), case.reading.words("drr.willing_on")
    said = f"{willing} (said on {on})" if willing and on else said_in_words(case, "drr.willing")
    yield from asked_again(case) if is_asked_again(case) else ()
    yield Line(sentence(said), "At the interview" if is_asked_again(case) else "")
    yield from _own_words(case, "drr.willing", "drr.willing_words", "strengths")
    yield from () if is_asked_again(case) else asked_again(case)
    unfit = unfitness(case.reading)
    if unfit and willing:
        yield Line(sentence(unfit), "When asked, the person was")


def _own_words(case: Case, answer: str, words: str, see: str) -> Iterator[Line]:
    """Quote the person, or say that there is no quotation for an answer that was given."""
    if case.reading.words(answer) or case.reading.words(words):
        yield from quoted(case, words, see, "In their words")


def _provider(case: Case) -> Iterator[Line]:
    words, none = case.reading.words, not_proposed(case)
    if none:
        yield Line(f"{none} {known_facts(case, *PROVIDER_SAYS)}".rstrip())
        return
    who = ", ".join(part for part in (words("prov.assessor"), words("prov.date")) if part)
    name = words("prov.name") or facts(case, ("Provider", "prov.name")).removesuffix(".")
    yield Line(sentence(f"{name} (answered by {who})" if who else name))
    yield Line(facts(case, *PROVIDER_ANSWERS))


def _content(case: Case) -> Iterator[Line]:
    if closed(case):
        yield Line(closed(case), see="law")
        return
    if _proposes_none(case):
        kind = case.reading.words("order.kind")
        yield Line(" ".join(part for part in (NO_DRR, sentence(kind) if kind else "") if part))
    else:
        yield from _treatment_and_tests(case)
    others = case.reading.words("order.other_requirements")
    if others:
        yield Line(sentence(others), "Other requirements", see="proposal")
    yield from _outside_limits(case, on_length=False)


def _treatment_and_tests(case: Case) -> Iterator[Line]:
    setting = SETTINGS.get(str(case.reading.value("prov.setting")), "")
    where = [("Place", "prov.place"), ("How often", "prov.intervals")]
    where = where if setting else [("Treatment setting", "prov.setting"), *where]
    order = (sentence(said_in_words(case, "order.kind")), setting, facts(case, *where))
    yield Line(" ".join(part for part in order if part))
    reviews = [("Court reviews", "drr.review")]
    if case.reading.value("drr.review") == "yes":
        reviews.append(("Time between them", "drr.review_interval"))
    yield Line(facts(case, ("Testing at the start", "drr.tests_per_week"), *reviews))


def _length(case: Case) -> Iterator[Line]:
    if closed(case):
        yield Line(DOES_NOT_ARISE)
        return
    of_the_order: list[tuple[str, str]] = []
    if case.reading.value("order.kind") in BREACH:
        of_the_order = [one for one in ORDER_LENGTHS if case.reading.said(one[1])]
    if _proposes_none(case):
        yield Line(f"{NO_DRR} {known_facts(case, *of_the_order)}".rstrip())
    else:
        yield Line(facts(case, ("Treatment and testing", "drr.length_months"), *of_the_order))
        if case.reading.words("drr.length_why") or case.reading.words("drr.length_months"):
            yield from quoted(case, "drr.length_why", "proposal", "Why this length", LENGTH_WHY)
    yield from _outside_limits(case, on_length=True)


def _breach(case: Case) -> Iterator[Line]:
    if closed(case):
        yield Line(DOES_NOT_ARISE)
        return
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
    """Say what is open: in law, of the checks, in the officer's words, and of the questions."""
    conditions = open_conditions(case.judgement)
    if conditions:
        yield Line(listed(conditions), "Conditions of law", see="law")
    yield from caveats(case)
    if case.reading.words("ana.not_known"):
        yield from quoted(case, "ana.not_known", "gaps", "Officer")
    if case.gaps.names:
        yield Line(listed(case.gaps.names), "Questions", see="gaps")
    if nothing_listed_is_open(case):
        yield Line(marked_on_page_one(case) or NOTHING_OPEN)


def nothing_listed_is_open(case: Case) -> bool:
    """Whether no check, condition, word of the officer's or question says what is not known."""
    words = case.reading.words("ana.not_known")
    named = case.gaps.names or missing_checks(case)
    return not (open_conditions(case.judgement) or words or named)


def marked_on_page_one(case: Case) -> str:
    """Say where page 1 itself marks something as not known; an empty text if nowhere."""
    marked = [entry.label for entry in head_of(case) if _is_marked(entry.text)]
    numbers = [
        str(number)
        for number, (_, answer) in enumerate(QUESTIONS, 1)
        if answer is not _not_known
        if any(_is_marked(f"{line.label} {line.text}") for line in answer(case))
    ]
    if numbers:
        *others, last = numbers
        marked.append(f"questions {', '.join(others)} and {last}" if others else f"question {last}")
    return f"{NOT_KNOWN_TODAY}, as marked on page 1: {'; '.join(marked)}." if marked else ""


def _is_marked(text: str) -> bool:
    return "not known" in text.lower()


def _assessed(case: Case) -> Iterator[Line]:
    words = case.reading.words
    officer = (words(one) for one in ("rec.officer_name", "rec.officer_role", "rec.officer_phone"))
    yield Line(sentence(", ".join(one for one in officer if one) or NOT_KNOWN_TODAY))
    yield Line(sentence(", ".join(_interview(case)) or NOT_KNOWN_TODAY), "Interview")
    unfit = unfitness(case.reading)
    if unfit and not words("drr.willing"):
        yield Line(sentence(unfit), "Fitness when seen")
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
    """List the sources by what came of them, without the checks that are said to be missing."""
    words, value = case.reading.words, case.reading.value
    missing = {(one.kind, one.status) for one in missing_checks(case)}
    by_status: dict[str, list[str]] = {}
    for row in case.reading.rows("src"):
        if (value("src.kind", row), value("src.status", row)) in missing:
            continue
        kinds = by_status.setdefault(words("src.status", row) or NOT_KNOWN_TODAY, [])
        kinds.append(words("src.kind", row) or NOT_KNOWN_TODAY)
    for status, kinds in by_status.items():
        rest = len(kinds) > 1 and len("; ".join(kinds)) > LONGEST_SOURCES
        yield Line(listed(tuple(kinds), LONGEST_SOURCES), status, see="sources" if rest else "")
    if not by_status and not case.reading.rows("src"):
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
