"""What is suggested to the court, and what would then be expected of the person."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.answers import Row
from court_assess.domain.results import NOT_MET
from court_assess.report.law import drr_is_outside
from court_assess.report.person_lines import Copy, Line, and_, filled_in, noted, said
from court_assess.report.person_words import (
    ARRANGEMENTS,
    BARRIERS,
    DONE_BY,
    MISSED,
    NO_BARRIER,
    NOT_DECIDED,
    NOT_TOLD,
    ORDERS,
    RECOMMENDED,
    REQUIREMENTS,
    REVIEWS,
    SETTINGS,
    THEN,
    TOLD_OF_DRR,
    WILLING,
)
from court_assess.report.reading import sentence

NOT_ON_THIS_COPY = (
    "I write to the court about your sentence. You can ask me at any time what I suggest. The "
    "court decides."
)
WHAT_IT_IS = (
    "A requirement is a rule in a court order that you must keep. This one means drug treatment "
    "and drug tests."
)
WHAT_IT_MEANS = (
    "A drug rehabilitation requirement is a rule in a court order. It means drug treatment and "
    "drug tests."
)
COURT_DECIDES = "The court decides. It may do something else."
HELP_ALL_THE_SAME = (
    "You can ask for help with drugs or drink at any time. You do not need an order for that."
)
CLOSED = (
    "As things stand, the law does not let the court make the order for this. Your lawyer or I "
    "can tell you why."
)
OLDER_LAW = "An older law may count in your case. Your lawyer or I can tell you more."
HAD_IN_MIND = "This is the order I had in mind: {}."
NEEDS_YOUR_YES = (
    "The court can make this requirement only if you say yes. You may be asked again in court, "
    "and you can change your mind."
)
SERVICE = (
    ("prov.director", "The person in charge of the treatment would be {}."),
    ("prov.place", "The place would be {}."),
    ("prov.intervals", "How often you would go: {}."),
)
LENGTHS = (
    ("order.length_months", "The community order would last {}."),
    ("order.operational_months", "The time in prison would be on hold for {}."),
    ("order.supervision_months", "You would have to keep the rules for {}."),
)
IF_MADE = "If the court makes the requirement, this is what you would do."
IF_NOT_SUGGESTED = "If it came to treatment all the same, it would be like this."
WITHOUT_AN_ORDER = "If you go to treatment without an order, it would be like this."
IN_GENERAL = (
    "If the court makes an order, you must keep the rules in it. I will go through them with you."
)
TREATMENT = "You would go to drug treatment. A drug treatment worker would help you."
SAMPLES = (
    "You would give samples for drug tests when you are told to. Probation is told the results."
)
NO_NUMBERS = "Nobody has said yet how many tests there would be."


def suggestion(copy: Copy) -> Iterator[Line]:
    """Yield what the officer suggests, whether the law allows it, and the reasons."""
    if not copy.is_on("rec.drr"):
        yield Line(NOT_ON_THIS_COPY)
        return
    # Where no order is open there is nothing to wait for; a yes or a no is still said.
    if not copy.is_closed or copy.value("rec.drr") in {"yes", "no"}:
        yield Line(" ".join(copy.chosen("rec.drr", RECOMMENDED) or (NOT_DECIDED,)))
    yield Line(WHAT_IT_MEANS if copy.is_closed else WHAT_IT_IS)
    yield from (Line(one) for one in (_closed(copy),) if one)
    yield Line(COURT_DECIDES)
    if copy.value("rec.drr") == "no" or copy.is_closed:
        yield Line(HELP_ALL_THE_SAME)
    yield from noted(copy, "rec.reason", "These are my reasons, as I wrote them for the court:")


def _closed(copy: Copy) -> str:
    """Say that the law keeps the court from it, or may; an empty text where it does not."""
    if drr_is_outside(copy.judgement):
        return OLDER_LAW
    return CLOSED if copy.judgement.order_possible == NOT_MET else ""


def your_say(copy: Copy) -> Iterator[Line]:
    """Yield what the person said about it, and what was explained to them."""
    if not copy.is_on("drr.willing"):
        return
    yield from said(copy, "drr.willing", WILLING, "if you are willing to do it")
    yield from noted(copy, "drr.willing_words", "You told me why:")
    if copy.is_closed:
        return
    if not _closed(copy):
        yield Line(NEEDS_YOUR_YES)
    told = copy.value("drr.explained")
    if told == ("none",):
        yield Line(NOT_TOLD)
    elif told:
        what = and_(copy.chosen("drr.explained", TOLD_OF_DRR))
        yield Line(f"I told you about {what}.")


def the_order(copy: Copy) -> Iterator[Line]:
    """Yield the order, how long it would last, and its other requirements."""
    if copy.is_closed:
        return
    if _closed(copy):
        yield from (Line(HAD_IN_MIND.format(one)) for one in copy.chosen("order.kind", {}))
    else:
        yield from said(copy, "order.kind", ORDERS)
    for question, words in LENGTHS:
        yield from filled_in(copy, question, words)
    others = copy.chosen("order.other_requirements", REQUIREMENTS)
    if copy.value("order.other_requirements") == ("none",):
        yield Line("I have no other requirement in mind.")
    elif others:
        yield Line("I also have these in mind:", items=others)
    yield from noted(copy, "order.other_words", "I wrote down how long, or how many hours or days:")


def the_service(copy: Copy) -> Iterator[Line]:
    """Yield which service was asked, and what it can do."""
    yield from filled_in(copy, "prov.name", "I asked {} about treatment.")
    yield from said(copy, "prov.arrangements", ARRANGEMENTS)


def treatment(copy: Copy) -> Iterator[Line]:
    """Yield what the person would have to do, and the treatment as far as it is known."""
    known = tuple(_treatment(copy))
    if copy.is_closed:
        yield from (Line(WITHOUT_AN_ORDER), *known) if known else ()
    elif _is_proposed(copy):
        yield from (Line(IF_MADE), Line(TREATMENT), *known)
    else:
        yield Line(IN_GENERAL)
        yield from (Line(IF_NOT_SUGGESTED), *known) if known else ()


def tests_and_reviews(copy: Copy) -> Iterator[Line]:
    """Yield the drug tests and the reviews, as far as they are known."""
    if copy.is_closed:
        return
    known = tuple(_tests(copy))
    if _is_proposed(copy):
        yield from (Line(SAMPLES), *(known or (Line(NO_NUMBERS),)))
    else:
        yield from known
    yield from _reviews(copy)


def _is_proposed(copy: Copy) -> bool:
    """Whether treatment and tests may come of it; that it is not known yet is no "no"."""
    on_the_way = copy.is_on("drr.willing") and not _closed(copy)
    return on_the_way and copy.value("rec.drr") != "no"


def _treatment(copy: Copy) -> Iterator[Line]:
    yield from said(copy, "prov.setting", SETTINGS)
    for question, words in SERVICE:
        yield from filled_in(copy, question, words)
    yield from filled_in(copy, "prov.intensity", "At the start there would be {}.")
    if not copy.is_closed:
        yield from filled_in(copy, "drr.length_months", "Treatment and tests would go on for {}.")


def _tests(copy: Copy) -> Iterator[Line]:
    yield from filled_in(copy, "drr.tests_per_week", "At the start there would be {}.")
    yield from filled_in(copy, "drr.tests_later", "Later there would be {}.")
    yield from filled_in(copy, "drr.tests_change_after", "The number of tests changes after {}.")


def _reviews(copy: Copy) -> Iterator[Line]:
    yield from said(copy, "drr.review", REVIEWS)
    yield from filled_in(copy, "drr.review_interval", "There would be a review every {}.")
    yield from noted(copy, "drr.review_pattern", "I wrote down how the reviews would go:")


def agreed_together(copy: Copy) -> Iterator[Line]:
    """Yield what the person will do, then what each service will do for them, with names."""
    theirs: list[str] = []
    others: list[str] = []
    for row in copy.reading.rows("joint"):
        done = _done(copy, row)
        whose = theirs if copy.value("joint.who", row) == "person" else others
        whose += [f"{_by_whom(copy, row)}{done}"] if done else []
    if theirs:
        yield Line("We agreed that you will do this:", items=tuple(theirs))
    if others:
        yield Line("We agreed what others will do:", items=tuple(others))
    if copy.value("joint.complete") == "no":
        yield Line("This is not all yet that we want to agree.")


def _done(copy: Copy, row: Row) -> str:
    """Return what was agreed and by when, or an empty text where nobody wrote it down."""
    what, by = copy.words("joint.what", row), copy.words("joint.by", row)
    return f"{sentence(what)} By when: {by}" if what and by else what


def _by_whom(copy: Copy, row: Row) -> str:
    """Return who does it, and the name, before the line; of the person no more than a name."""
    who, name = " ".join(copy.chosen("joint.who", DONE_BY, row)), copy.words("joint.name", row)
    named = f"{who} ({name})" if who and name else who or name
    return f"{named}: " if named else ""


def barriers(copy: Copy) -> Iterator[Line]:
    """Yield what could get in the way."""
    if copy.is_closed:
        return
    if copy.value("drr.barriers") == ("none",):
        yield Line(NO_BARRIER)
    else:
        named = copy.chosen("drr.barriers", BARRIERS)
        if named:
            yield Line(f"You told me what could make it hard to come: {and_(named)}.")


def what_if_not(copy: Copy) -> Iterator[Line]:
    """Yield what the law says of somebody who does not keep to the order, without threat."""
    if copy.is_closed:
        return
    yield Line(MISSED)
    then = THEN.get(str(copy.value("order.kind")))
    if then:
        yield Line(then)
