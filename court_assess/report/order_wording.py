"""The requirement in words that an order could use, composed from what was arranged and proposed.

It says what the Act asks an order to say (Sentencing Act 2020, Sch 9, paras 19 and 21): the period,
whether treatment is resident, under whose direction, where, and at which intervals. It says nothing
else of the treatment, because the order must not (para 19(5)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from court_assess.domain.departure import RECOMMENDED, YES
from court_assess.domain.findings import Judgement
from court_assess.domain.proposal import WORDING
from court_assess.domain.wording import in_a_sentence
from court_assess.report.law import drr_is_outside, no_order_is_open
from court_assess.report.reading import AudienceReading

HEADING = "Wording that an order could use"
BY_THE_OFFICER = "Wording that an order could use, by the officer"
# What the Act asks an order to specify (para 19(5)), and the period.
SPECIFIED = ("drr.length_months", "prov.director", "prov.place", "prov.intervals")
AUTHORITY = (
    "(Sentencing Act 2020, Sch 9, paras 19 and 21. The order must not specify the nature of the "
    "treatment in any other way: para 19(5).)"
)
SAMPLES = (
    "During that period they must give samples, as directed by the responsible officer or the "
    "person directing the treatment, to find out whether they have any drug in the body. Results "
    "of samples given to anyone else go to the responsible officer."
)
REVIEWS = {
    "yes": (
        "The requirement is reviewed periodically at intervals of {interval}, at a hearing that "
        "they must attend, after a written report by a probation officer."
    ),
    "no": "The order makes no provision for review.",
}
SETTINGS = {
    "resident": "as a resident at {place}",
    "non_resident": "as a non-resident at {place}, at these intervals: {intervals}",
}
SETTING_NOT_KNOWN = "[resident or non-resident: not known today], at {place}"


def order_wording(reading: AudienceReading, judgement: Judgement) -> tuple[str, ...]:
    """Return the paragraphs of the wording; empty where no requirement is proposed or open."""
    if drr_is_outside(judgement) or no_order_is_open(judgement):
        return ()
    if reading.value(RECOMMENDED) != YES:
        return ()
    return composed(reading)


def composed(reading: AudienceReading) -> tuple[str, ...]:
    """Return the paragraphs as the answers make them, whether it is proposed or not."""
    return (" ".join(_treatment(reading)), SAMPLES, *_reviews(reading))


def left_out(reading: AudienceReading) -> tuple[str, ...]:
    """Return what the officer's own wording does not say as the answers have it, each labelled.

    It is how a wording is found that was written before an answer changed.
    """
    wording = _plain(reading.words(WORDING))
    asked = SPECIFIED if reading.value("prov.setting") != "resident" else SPECIFIED[:-1]
    known = [one for one in reading.each_said(*asked) if one.is_known] if wording else []
    return tuple(f"{one.label}: {one.text}" for one in known if not _is_in(one.text, wording))


def _is_in(text: str, wording: str) -> bool:
    """Whether a wording holds a text whole: "2 months" is not in "12 months"."""
    return re.search(rf"(?<!\w){re.escape(_plain(text))}(?!\w)", wording) is not None


def _plain(text: str) -> str:
    return " ".join(text.casefold().removesuffix(".").split())


def _treatment(reading: AudienceReading) -> Iterator[str]:
    setting = str(reading.value("prov.setting"))
    where = SETTINGS.get(setting, SETTING_NOT_KNOWN).format(
        place=_said(reading, "prov.place", "place"),
        intervals=in_a_sentence(_said(reading, "prov.intervals", "intervals")),
    )
    period = _said(reading, "drr.length_months", "length")
    director = _said(reading, "prov.director", "treatment director")
    yield f"For a treatment and testing period of {period},"
    yield "the person must submit to drug rehabilitation treatment"
    yield f"{where}, by or under the direction of {director}."


def _reviews(reading: AudienceReading) -> Iterator[str]:
    words = REVIEWS.get(str(reading.value("drr.review")))
    if words is not None:
        yield words.format(interval=_said(reading, "drr.review_interval", "time between reviews"))


def _said(reading: AudienceReading, question: str, name: str) -> str:
    """Return an answer as part of a sentence, or what is lacking in square brackets."""
    said = reading.said(question)
    return said.text if said and said.is_known else f"[{name}: not known today]"
