"""What the person and the officer talked about, and what the person said they want."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question
from court_assess.domain.wording import in_a_sentence
from court_assess.report.person_lines import Copy, Line, and_, said, told
from court_assess.report.person_words import (
    AGREED,
    DEPENDS,
    EXPLAINED,
    GOALS,
    MEETINGS,
    MORE_DRUGS,
    MORE_OFFENCES,
    SUBSTANCES,
)

MARKS = (
    ("mot.importance", "how much it matters to you to change your drug use"),
    ("mot.confidence", "how sure you are that you can do it, with the right help"),
    ("mot.readiness", "how ready you are to start now"),
    ("rc.hope", "how hopeful you are that things can get better"),
)


def agreed(copy: Copy) -> Iterator[Line]:
    """Yield what was explained, and whether the person wanted to talk."""
    explained = copy.chosen("ses.explained", EXPLAINED)
    if explained:
        yield Line("Before we began, I told you:", items=explained)
    yield from said(copy, "con.assess", AGREED, "if you were happy to talk to me")
    yield from said(copy, "ses.second_session", MEETINGS)


def the_case(copy: Copy) -> Iterator[Line]:
    """Yield what the case is about."""
    rows = copy.reading.rows("offence")
    items = tuple(filter(None, (_offence(copy, row) for row in rows)))
    if items:
        yield Line("Your case is about:", items=items)
    yield from (one for one in said(copy, "offence.complete", MORE_OFFENCES) if items)


def _offence(copy: Copy, row: Row) -> str:
    title, day = copy.words("offence.title", row), copy.words("offence.date", row)
    return ", ".join(part for part in (in_a_sentence(title), day) if part)


def drugs(copy: Copy) -> Iterator[Line]:
    """Yield the substances that were talked about, and what the person wants to do about each."""
    group = copy.reading.question("sub")
    rows = copy.reading.rows("sub")
    if group is None:
        return
    names = {row.id: _substance(copy, group, row) for row in rows}
    if names:
        yield Line(f"We talked about {and_(tuple(names.values()))}.")
    elif copy.value("sub.complete") == "yes":
        yield Line("You named no drugs.")
    yield from said(copy, "sub", {}, "what you use")
    yield from said(copy, "sub.complete", MORE_DRUGS)
    for row in rows:
        yield from (Line(one.format(names[row.id])) for one in copy.chosen("sub.goal", GOALS, row))
    yield from said(copy, "dep.person_view", DEPENDS, "if you depend on a drug")
    yield from told(copy, ("dep.person_view_words", "why you see it like that"))


def _substance(copy: Copy, group: Question, row: Row) -> str:
    """Name a substance as it stands in a sentence; a name that was typed is quoted after it."""
    typed = copy.words("sub.name_other", row)
    kind = and_(copy.chosen("sub.slug", SUBSTANCES, row))
    if not kind:
        return typed or in_a_sentence(copy.reading.row_label(group, row))
    return f"{kind} (“{typed}”)" if typed else kind


def wants(copy: Copy) -> Iterator[Line]:
    """Quote what the person wants."""
    yield from told(
        copy,
        ("own.want", "what you want to change"),
        ("own.helped", "what has helped you before"),
        ("own.court_know", "what you want the court to know about you"),
        ("rc.good_day", "what a good day would be like for you"),
        ("mot.goal_words", "what you would like to happen"),
    )


def change(copy: Copy) -> Iterator[Line]:
    """Yield how the person sees change: their own sentence, their marks, and why."""
    for words in copy.chosen("mot.change", {}):
        yield Line("You chose this, about your drug use:", f"{words[:1].upper()}{words[1:]}.")
    yield from (Line(one.format("your main drug")) for one in copy.chosen("mot.goal", GOALS))
    marks = ((copy.value(question), what) for question, what in MARKS)
    items = tuple(f"{what}: {mark}" for mark, what in marks if mark is not None)
    if items:
        yield Line("You gave these marks, from 0 to 10:", items=items)
    yield from told(
        copy,
        ("mot.importance_words", "why it matters to you that much"),
        ("mot.confidence_words", "why you are that sure"),
        ("mot.readiness_words", "why you are that ready"),
    )


def strengths(copy: Copy) -> Iterator[Line]:
    """Quote what the person can build on, and the next steps."""
    yield from told(
        copy,
        ("str.first", "what is good in your life, or what you are good at"),
        ("str.second", "who or what you can count on"),
        ("str.third", "when you got by without drugs, or with less"),
        ("rc.personal_words", "how things are with you, your health and your home"),
        ("rc.social_words", "how things are with the people around you"),
        ("rc.community_words", "how your days are, and the place where you live"),
    )
    steps = ("rc.personal_next", "rc.social_next", "rc.community_next")
    written = tuple(filter(None, map(copy.words, steps)))
    if written:
        yield Line("We wrote down these next small steps:", items=written)
