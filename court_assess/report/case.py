"""What a document is written from: the answers for the court, the findings, the stamp."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import Judgement
from court_assess.domain.reading import AnswerReading
from court_assess.report.gaps import Gaps, gaps_of
from court_assess.report.reading import AudienceReading
from court_assess.report.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Case:
    """One assessment as the court's documents read it."""

    reading: AudienceReading
    judgement: Judgement
    gaps: Gaps
    stamp: Stamp

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole pre-sentence report and not only its drug part."""
        return self.reading.value("psr.scope") == "whole"


def case_of(library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp) -> Case:
    """Gather what a document needs; the rules' day is the judgement's."""
    answers = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    reading = AudienceReading(answers)
    return Case(reading, judgement, gaps_of(reading, answers, judgement.missing), stamp)
