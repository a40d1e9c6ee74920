"""What the answers show: indicators, totals and pictures, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import Row
from court_assess.domain.indicators import IndicatorFinding
from court_assess.domain.results import RESULTS
from court_assess.domain.scoring import NONE_GIVEN, NOT_KNOWN_WHICH, ScoreFinding
from court_assess.domain.truth import FALSE, TRUE, UNKNOWN
from court_assess.domain.wording import in_words as condition_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import (
    Addresses,
    AnswerLine,
    addresses_of,
    in_words,
    row_title,
)
from court_assess.web.pages.link import Link, Tag, joined
from court_assess.web.pages.pictures import PICTURES, PictureView, picture_view
from court_assess.web.pages.views import BothViews, both_views

THERE = {
    TRUE: Tag("There", "govuk-tag--blue"),
    FALSE: Tag("Not there", "govuk-tag--grey"),
    UNKNOWN: Tag("Not known", "govuk-tag--yellow"),
}
LASTING = {
    TRUE: Tag("Yes", "govuk-tag--blue"),
    FALSE: Tag("No", "govuk-tag--grey"),
    UNKNOWN: Tag("Not known", "govuk-tag--yellow"),
}
REACHED = {
    TRUE: "The total reaches it.",
    FALSE: "The total is below it.",
    UNKNOWN: "It is not known yet whether the total reaches it.",
}


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """Features of one drug, whether each is there, and what they come to."""

    title: str
    says: str
    counted: str
    features: tuple[tuple[str, Tag], ...]
    lasting: Tag
    lasting_means: str
    wanted: tuple[AnswerLine, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The total of one instrument, or the range it can still be in, and how it may be read."""

    title: str
    total: str
    lines: tuple[str, ...]
    caution: str
    wanted: tuple[AnswerLine, ...]
    source: str


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """Everything on the page, in its order."""

    indicators: tuple[IndicatorView, ...]
    scores: tuple[ScoreView, ...]
    pictures: tuple[PictureView, ...]
    safety: Link
    views: tuple[BothViews, ...]


def measures_page(case: OpenCase) -> MeasuresPage:
    """Return the view of all that the answers come to outside the law."""
    writer = _Writer(case, addresses_of(case))
    found = case.judgement
    return MeasuresPage(
        indicators=tuple(writer.indicator(one) for one in found.indicators),
        scores=tuple(writer.score(one) for one in found.scores if writer.is_begun(one)),
        pictures=tuple(picture_view(case, name) for name in PICTURES),
        safety=Link("What makes an overdose more likely", _overdose(case)),
        views=both_views(case),
    )


def _overdose(case: OpenCase) -> str:
    return f"{url_for('safety.safety', case_id=case.id)}#overdose"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what was found with the questions and addresses of one case."""

    case: OpenCase
    addresses: Addresses

    def indicator(self, found: IndicatorFinding) -> IndicatorView:
        indicator = found.indicator
        questionnaire = self.case.library.questionnaire
        return IndicatorView(
            title=self.titled(indicator.title, indicator.per, found.row),
            says=indicator.says[RESULTS[found.truth]],
            counted=_counted(found),
            features=tuple((one.title, THERE[held.truth]) for one, held in found.features),
            lasting=LASTING[found.lasting.truth],
            lasting_means=condition_in_words(indicator.lasting, questionnaire),
            wanted=self.wanted(found.missing, found.row),
            source=indicator.source,
        )

    def is_begun(self, found: ScoreFinding) -> bool:
        """Whether any item has an answer; an instrument that was not used is not shown."""
        reading = self.case.reading
        return any(reading.value(one, found.row)[0] is not None for one in found.score.items)

    def score(self, found: ScoreFinding) -> ScoreView:
        score = found.score
        return ScoreView(
            title=self.titled(score.title, score.per, found.row),
            total=_total(found),
            lines=tuple(one for one in (*self.read(found), self.completed(found)) if one),
            caution=score.caution,
            wanted=self.wanted(found.missing, found.row),
            source=score.reading.source,
        )

    def read(self, found: ScoreFinding) -> tuple[str, ...]:
        """Say what the published reading makes of the total."""
        band = f"Range: {found.band}." if found.band else ""
        if found.cut_off is None:
            return band, self.none_in_use(found)
        cut_off = found.cut_off
        source = f" ({cut_off.source})" if cut_off.source else ""
        says = f"Cut-off: {cut_off.at_least} or more, {cut_off.label}{source}."
        return band, f"{says} {REACHED[found.reached]}", self.assumed(found)

    def none_in_use(self, found: ScoreFinding) -> str:
        """Say why no cut-off is used: nobody knows which applies, or the sources have none."""
        if found.cut_off_missing:
            return f"It cannot be said which cut-off applies{self.because_of(found)}."
        return "The sources give no cut-off for this." if found.score.reading.cut_offs else ""

    def assumed(self, found: ScoreFinding) -> str:
        """Say that the lowest cut-off was taken, and why."""
        if found.assumed == NOT_KNOWN_WHICH:
            why = f"It cannot be said which cut-off applies{self.because_of(found)}"
        elif found.assumed == NONE_GIVEN:
            why = "The source gives no cut-off for this person"
        else:
            return ""
        return f"{why}, so the lowest was used."

    def because_of(self, found: ScoreFinding) -> str:
        names = [f"“{self.short(one)}”" for one in found.cut_off_missing]
        return f" because {joined(names)} is not known" if names else ""

    def completed(self, found: ScoreFinding) -> str:
        by = self.said(found.score.completed_by, found.row)
        on = self.said(found.score.completed_on, found.row)
        return _after("Completed", (f"by: {by}" if by else "", f"on {on}" if on else ""))

    def said(self, question_id: str, row: Row | None) -> str:
        """Return an answer in words, empty if there is none."""
        question = self.addresses.question(question_id)
        answer = self.case.reading.answer(question_id, row) if question else None
        return in_words(question, answer) if question and answer and answer.is_given else ""

    def short(self, question_id: str) -> str:
        question = self.addresses.question(question_id)
        return question.short if question else question_id

    def titled(self, title: str, per: str, row: Row | None) -> str:
        """Name what was found, and for which row where there is one for each."""
        group = self.addresses.question(per)
        if row is None or group is None:
            return title
        return f"{title}: {row_title(group, row, self.case.assessment)}"

    def wanted(self, missing: Iterable[str], row: Row | None) -> tuple[AnswerLine, ...]:
        """Write the questions that are still open; a row's own lead to its inputs."""
        lines = (self.wanted_line(one, row) for one in missing)
        return tuple(one for one in lines if one)

    def wanted_line(self, question_id: str, row: Row | None) -> AnswerLine | None:
        question = self.addresses.question(question_id)
        if question is None or row is None or not question.group:
            return self.addresses.wanted(question_id)
        answer = row.answers.get(question_id)
        state = in_words(question, answer) if answer else ""
        link = Link(question.short, self.addresses.href(question, row.id))
        return AnswerLine(question.short, state, link)


def _total(found: ScoreFinding) -> str:
    if found.total is not None:
        return f"Total: {found.total}"
    return f"Between {found.least} and {found.most} so far"


def _counted(found: IndicatorFinding) -> str:
    """Say how many features are there; they are features of one pattern, not points."""
    there = f"{found.fewest} of {len(found.features)} {'is' if found.fewest == 1 else 'are'} there"
    may_be = f", and up to {found.most} may be" if found.most > found.fewest else ""
    return f"{there}{may_be}. {found.indicator.at_least} are looked for."


def _after(first: str, words: Iterable[str]) -> str:
    """Put words after the first ones, if there are any."""
    said = [one for one in words if one]
    return f"{first} {', '.join(said)}." if said else ""
