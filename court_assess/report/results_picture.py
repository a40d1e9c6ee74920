"""The picture of test results over time, a line for each substance.

Each result has a mark of its own that needs no colour; a test without a sample stands on a line of
its own and never on that of a substance, and what was not tested has no mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from court_assess.domain.drug_tests import TEST
from court_assess.domain.kinds import day_in_words
from court_assess.domain.reading import AnswerReading
from court_assess.domain.wording import in_a_sentence
from court_assess.report import svg
from court_assess.report.drug_tests import ResultRead, day_of, no_sample, results_read
from court_assess.report.pictures import MOST_DRAWN, Picture, label
from court_assess.report.reading import EVERYBODY, AudienceReading

Mark = Callable[[float, float], str]
TITLE = "Test results over time"
COLUMNS = ("Substance", "Day", "Result")
NO_SAMPLE_LINE, NO_SAMPLE = "No sample", "no_sample"
DAY_NOT_KNOWN = "Day not known"
MARKS: Mapping[str, tuple[str, Mark]] = {
    "presumptive_positive": ("positive (screen, not confirmed)", lambda x, y: svg.box(x, y, 11)),
    "confirmed_positive": (
        "positive, confirmed by a laboratory",
        lambda x, y: svg.square(x, y, 12),
    ),
    "negative": ("negative (screen, not confirmed)", lambda x, y: svg.ring(x, y, 5)),
    "confirmed_negative": (
        "negative, confirmed by a laboratory",
        lambda x, y: svg.ring(x, y, 6) + svg.square(x, y, 4),
    ),
    "inconclusive": ("not clear", lambda x, y: svg.text(x, y + 5, "?", "middle")),
    NO_SAMPLE: ("refused, or no sample", lambda x, y: svg.cross(x, y, 5)),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """One mark: on whose line, on which day, which mark, and the result in words."""

    line: str
    day: date
    mark: str
    words: str


def marked(reading: AudienceReading) -> tuple[Marked, ...]:
    """Return every mark that is drawn: a positive or a negative only where the answer is one."""
    return (*_of_results(reading), *_of_tests_without_sample(reading))


def _of_results(reading: AudienceReading) -> Iterator[Marked]:
    for one in results_read(reading):
        if one.day and not one.no_sample and one.value in MARKS:
            yield Marked(one.name, one.day, one.value, one.words)


def _of_tests_without_sample(reading: AudienceReading) -> Iterator[Marked]:
    for test in reading.rows(TEST):
        why, day = no_sample(reading, test), day_of(reading, test)
        if why and day:
            yield Marked(NO_SAMPLE_LINE, day, NO_SAMPLE, why)


def results_picture(reading: AnswerReading, audience: str = EVERYBODY) -> Picture | None:
    """Draw the results by day; None where no day of a result or of a refusal is known."""
    read = AudienceReading(reading, audience)
    drawn = tuple(sorted(marked(read), key=lambda one: one.day))
    if not drawn:
        return None
    lines = tuple(dict.fromkeys(one.line for one in (*_of_results(read), *drawn)))[:MOST_DRAWN]
    figures = "; ".join(_figure(one) for one in drawn)
    return Picture(
        title=TITLE,
        svg=_svg(lines, drawn),
        alt=f"Marks of what each test came to, by day: {figures}.",
        columns=COLUMNS,
        rows=(*(_row(one) for one in results_read(read)), *_without_sample(read)),
    )


def results_over_days(reading: AnswerReading, audience: str) -> Picture | None:
    """Draw the same, but only where there is more than one day to compare."""
    days = {one.day for one in marked(AudienceReading(reading, audience))}
    return results_picture(reading, audience) if len(days) > 1 else None


def _figure(one: Marked) -> str:
    return f"{in_a_sentence(one.line)} {in_a_sentence(one.words)} on {day_in_words(one.day)}"


def _row(one: ResultRead) -> tuple[str, str, str]:
    return one.name, _day(one.day), one.said


def _without_sample(reading: AudienceReading) -> Iterator[tuple[str, str, str]]:
    for test in reading.rows(TEST):
        why = no_sample(reading, test)
        if why:
            yield NO_SAMPLE_LINE, _day(day_of(reading, test)), why


def _day(day: date | None) -> str:
    return day_in_words(day) if day else DAY_NOT_KNOWN


def _svg(lines: tuple[str, ...], drawn: tuple[Marked, ...]) -> str:
    left, wide, tall, key = 215, 340, 26, 18
    used = [one for one in MARKS if any(each.mark == one for each in drawn)]
    top = key * len(used) + 34
    first, last = drawn[0].day, drawn[-1].day
    days = max((last - first).days, 1)

    def across(day: date) -> float:
        return left + wide * (day - first).days / days

    shapes = list(_legend(used, left, key))
    shapes.append(svg.text(left, top - 10, day_in_words(first), "middle"))
    if last > first:
        shapes.append(svg.text(left + wide, top - 10, day_in_words(last), "middle"))
    for place, line in enumerate(lines):
        y = top + tall * place + 10
        shapes += [svg.text(0, y + 5, label(line)), svg.line(left, y, left + wide, y, 0.5)]
        shapes += [MARKS[one.mark][1](across(one.day), y) for one in drawn if one.line == line]
    return svg.image(left + wide + 70, top + tall * len(lines), shapes)


def _legend(used: list[str], left: float, tall: float) -> Iterator[str]:
    for place, mark in enumerate(used):
        words, draw = MARKS[mark]
        yield draw(left + 6, tall * place + 9)
        yield svg.text(left + 19, tall * place + 14, words)
