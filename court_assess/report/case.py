"""What a document is written from: the answers for the court, the findings, the stamp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from court_assess.domain.assessment import Assessment, EditedText, Library, TextKey
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
    texts: Mapping[TextKey, EditedText] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole pre-sentence report and not only its drug part."""
        return self.reading.value("psr.scope") == "whole"


def case_of(library: Library, assessment: Assessment, judgement: Judgement, stamp: Stamp) -> Case:
    """Gather what a document needs; the rules' day is the judgement's."""
    answers = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    reading = AudienceReading(answers)
    gaps = gaps_of(reading, answers, judgement.missing)
    return Case(reading, judgement, gaps, stamp, assessment.texts)
