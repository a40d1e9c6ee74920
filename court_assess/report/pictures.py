"""Pictures of the answers: the last four weeks, the years since first use, strengths.

Each comes with one sentence for who cannot see it and a table that holds the same figures. Shape
and number tell things apart, never colour, so that a black and white copy loses nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from court_assess.domain.answers import Row
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import PartialDate, Weeks
from court_assess.domain.wording import in_a_sentence
from court_assess.report import svg
from court_assess.report.reading import EVERYBODY, AudienceReading, Said

WEEKS = ("4 weeks ago", "3 weeks ago", "2 weeks ago", "Last week")
DAYS_IN_A_WEEK = 7
STRENGTHS = "rc."
ALCOHOL = "alcohol"
MOST_DRAWN = 20  # lines that fit on one page; the table holds all
LONGEST_LABEL = 30
LONGEST_ANSWER = 44
LAST_ALWAYS_DRAWN = 0x24F  # every character up to here is in the fonts of the report
ALSO_DRAWN = frozenset("‘’“”–—…")  # noqa: RUF001 - the marks themselves are meant
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, what it shows in one sentence, and its figures as a table.

    ``holds_all`` is whether the drawing and the sentence hold all that the table does.
    """

    title: str
    svg: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    holds_all: bool = False

    @property
    def source(self) -> str:
        """Return the drawing as an address that needs no fetching."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"


def weeks_picture(reading: AnswerReading, audience: str = EVERYBODY) -> Picture | None:
    """Draw the days of use in each of the last four weeks; None if none were said."""
    asked = tuple(_weeks_asked(AudienceReading(reading, audience)))
    drawn = [(name, weeks) for name, _, weeks in asked if weeks is not None]
    if not drawn:
        return None
    figures = (f"{in_a_sentence(name)} {weeks.total} in all" for name, weeks in drawn)
    return Picture(
        title="Days of use in each of the last four weeks",
        svg=_weeks_svg(drawn[:MOST_DRAWN]),
        alt=f"Bars of the days of use in each of the last four weeks: {', '.join(figures)}.",
        columns=("Substance", *WEEKS),
        rows=tuple((name, *_week_cells(said, weeks)) for name, said, weeks in asked),
    )


def _weeks_asked(reading: AudienceReading) -> Iterator[tuple[str, Said, Weeks | None]]:
    """Yield each substance; the page on alcohol only where no row has its four weeks."""
    has_alcohol = False
    for row in reading.rows("sub"):
        yield from _weeks_of(reading, "sub.days28", _substance(reading, row), row)
        weeks = reading.value("sub.days28", row)
        is_alcohol = reading.value("sub.slug", row) == ALCOHOL
        has_alcohol = has_alcohol or (is_alcohol and isinstance(weeks, Weeks))
    if not has_alcohol:
        yield from _weeks_of(reading, "alc.weeks", "Drinking alcohol")


def _weeks_of(
    reading: AudienceReading, question: str, name: str, row: Row | None = None
) -> Iterator[tuple[str, Said, Weeks | None]]:
    said = reading.said(question, row)
    if said is not None and reading.whole.answer(question, row) is not None:
        value = reading.value(question, row)
        yield name, said, value if isinstance(value, Weeks) else None


def _week_cells(said: Said, weeks: Weeks | None) -> tuple[str, ...]:
    if weeks is None:
        return (str(said), *(NOTHING for _ in WEEKS[1:]))
    *earlier, last = (str(days) for days in weeks.days)
    return (*earlier, f"{last} {said.note}".rstrip())


def _weeks_svg(drawn: list[tuple[str, Weeks]]) -> str:
    left, step, tall, high, wide = 215, 90, 44, 24, 34
    most = max(DAYS_IN_A_WEEK, *(days for _, weeks in drawn for days in weeks.days))
    shapes = [
        svg.text(left + step * place + wide / 2, 14, words, "middle")
        for place, words in enumerate(WEEKS)
    ]
    for place, (name, weeks) in enumerate(drawn):
        foot = 24 + tall * (place + 1) - 8
        shapes.append(svg.text(0, foot - 6, label(name)))
        for week, days in enumerate(weeks.days):
            x, filled = left + step * week, high * days / most
            shapes += [
                svg.frame(x, foot - high, wide, high),
                svg.bar(x, foot - filled, wide, filled),
                svg.text(x + wide + 5, foot - 6, str(days)),
            ]
    return svg.image(left + step * len(WEEKS), 24 + tall * len(drawn), shapes)


def years_picture(reading: AnswerReading, audience: str = EVERYBODY) -> Picture | None:
    """Draw a line for each substance from first use to now; None if no year is known."""
    read = AudienceReading(reading, audience)
    lives = [_life(read, row) for row in read.rows("sub")]
    drawn = [life for life in lives if life.first is not None or life.regular is not None]
    if not drawn:
        return None
    words = ", ".join(_since(life) for life in drawn)
    return Picture(
        title="Years since first use and since regular use began",
        svg=_years_svg(drawn[:MOST_DRAWN], reading.today.year),
        alt=f"Lines from the first year of use to {reading.today.year}: {words}.",
        columns=("Substance", "Age when first used", "About the year", "Regular use since"),
        rows=tuple((one.name, one.age, _year(one.first), one.since) for one in lives if one.asked),
    )


@dataclass(frozen=True, slots=True)
class _Life:
    """One substance: the years of first and of regular use, and the answers in words."""

    name: str
    first: int | None
    regular: int | None
    age: str
    since: str
    asked: bool


def _life(reading: AudienceReading, row: Row) -> _Life:
    born = reading.value("case.date_of_birth")
    age = reading.value("sub.age_first", row)
    since = reading.value("sub.regular_since", row)
    questions = ("sub.age_first", "sub.regular_since")
    return _Life(
        name=_substance(reading, row),
        first=_not_to_come(
            reading, born.year + age if isinstance(born, date) and isinstance(age, int) else None
        ),
        regular=_not_to_come(reading, since.year if isinstance(since, PartialDate) else None),
        age=_words(reading, questions[0], row),
        since=_words(reading, questions[1], row),
        asked=any(reading.whole.answer(one, row) is not None for one in questions),
    )


def _not_to_come(reading: AudienceReading, year: int | None) -> int | None:
    """Leave a year that has not come out of the drawing; its answer stands in the table."""
    return year if year is not None and year <= reading.whole.today.year else None


def _words(reading: AudienceReading, question: str, row: Row) -> str:
    said = reading.said(question, row)
    return str(said) if said and reading.whole.answer(question, row) is not None else NOTHING


def _year(year: int | None) -> str:
    return NOTHING if year is None else str(year)


def _since(life: _Life) -> str:
    parts = (
        f"first used about {life.first}" if life.first else "",
        f"used regularly since {life.regular}" if life.regular else "",
    )
    return f"{in_a_sentence(life.name)} {' and '.join(part for part in parts if part)}"


def _years_svg(drawn: list[_Life], now: int) -> str:
    left, wide, tall, top = 215, 340, 26, 46
    years = [year for life in drawn for year in (life.first, life.regular) if year is not None]
    start = min(*years, now - 1)

    def across(year: int) -> float:
        return left + float(Fraction(wide * (year - start), now - start))

    shapes = [
        svg.ring(left + 6, 10, 5),
        svg.text(left + 17, 15, "first use"),
        svg.square(left + 106, 10, 10),
        svg.text(left + 117, 15, "regular use"),
        svg.text(left, 38, str(start), "middle"),
        svg.text(left + wide, 38, str(now), "middle"),
    ]
    for place, life in enumerate(drawn):
        y = top + tall * place + 10
        shapes += _life_shapes(life, y, across, left + wide)
    return svg.image(left + wide + 30, top + tall * len(drawn), shapes)


def _life_shapes(
    life: _Life, y: float, across: Callable[[int], float], end: float
) -> Iterator[str]:
    """Yield the name, a thin line from first use, a thick one from regular use, and the marks."""
    yield svg.text(0, y + 5, label(life.name))
    years = [across(year) for year in (life.first, life.regular) if year is not None]
    yield svg.line(min(years), y, end, y, 1)
    if life.regular is not None:
        yield svg.line(across(life.regular), y, end, y, 4)
        yield svg.square(across(life.regular), y, 11)
    if life.first is not None:
        yield svg.ring(across(life.first), y, 5)


def recovery_picture(reading: AnswerReading, audience: str = EVERYBODY) -> Picture | None:
    """Draw what a person can draw on, each strength by itself; None if none was said."""
    read = AudienceReading(reading, audience)
    asked = [
        (item.question, said)
        for item in read.items
        if is_strength(item.question) and item.answer is not None
        if (said := read.said(item.question.id)) is not None
    ]
    if not any(isinstance(read.value(one.id), int) for one, _ in asked):
        return None
    figures = (f"{in_a_sentence(one.short)} {_inside(said)}" for one, said in asked)
    return Picture(
        title="What the person can draw on",
        svg=_strengths_svg(read, asked[: 2 * MOST_DRAWN]),
        alt=f"Bars of what the person can draw on, each by itself: {', '.join(figures)}.",
        columns=("Strength", "Answer"),
        rows=tuple((one.short, str(said)) for one, said in asked),
        holds_all=len(asked) <= 2 * MOST_DRAWN and all(_is_drawn_whole(*one) for one in asked),
    )


def _inside(said: Said) -> str:
    """Return the words as they stand inside a sentence, without a full stop of their own."""
    return in_a_sentence(" ".join(str(said).replace(".", "").split()))


def _is_drawn_whole(question: Question, said: Said) -> bool:
    """Whether neither the name nor the words are shortened in the drawing."""
    return label(question.short) == question.short and _drawn(str(said), LONGEST_ANSWER) == str(
        said
    )


def is_strength(question: Question) -> bool:
    """Whether a question is one of the places on a scale that the picture of strengths shows."""
    return question.kind == "scale" and question.id.startswith(STRENGTHS)


def _strengths_svg(reading: AudienceReading, asked: list[tuple[Question, Said]]) -> str:
    """Draw a bar for each place on a scale; where there is none, its words stand alone."""
    left, wide, tall = 215, 150, 22
    shapes: list[str] = []
    for place, (question, said) in enumerate(asked):
        y, value = tall * place + 4, reading.value(question.id)
        shapes.append(svg.text(0, y + 12, label(question.short)))
        if isinstance(value, int):
            most = question.most or value or 1
            shapes += [svg.frame(left, y, wide, 14), svg.bar(left, y, wide * value / most, 14)]
        shapes.append(svg.text(left + wide + 8, y + 12, _drawn(str(said), LONGEST_ANSWER)))
    return svg.image(left + wide + 300, tall * len(asked) + 4, shapes)


def _substance(reading: AudienceReading, row: Row) -> str:
    return reading.substance(row) or _numbered(reading, row)


def _numbered(reading: AudienceReading, row: Row) -> str:
    return f"Substance {[one.id for one in reading.rows('sub')].index(row.id) + 1}"


def label(name: str) -> str:
    """Shorten a name and leave out what the fonts may not draw; the table has it whole."""
    return _drawn(name, LONGEST_LABEL)


def _drawn(words: str, longest: int) -> str:
    drawn = "".join(
        one for one in words if ord(one) <= LAST_ALWAYS_DRAWN or one in ALSO_DRAWN
    ).strip()
    return drawn if len(drawn) <= longest else f"{drawn[: longest - 1].rstrip()}…"
