"""What a document is written from: the answers for its reader, the findings, the stamp."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from court_assess.domain.assessment import Assessment, EditedText, Library, TextKey
from court_assess.domain.drug_tests import TestGuide
from court_assess.domain.findings import Judgement
from court_assess.domain.reading import AnswerReading
from court_assess.report.gaps import Gaps, gaps_of
from court_assess.report.reading import COURT, AudienceReading
from court_assess.report.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Case:
    """One assessment as the documents for one audience read it."""

    reading: AudienceReading
    judgement: Judgement
    gaps: Gaps
    stamp: Stamp
    texts: Mapping[TextKey, EditedText] = field(default_factory=dict)
    test_guide: TestGuide = field(default_factory=TestGuide)

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole pre-sentence report and not only its drug part."""
        return self.reading.value("psr.scope") == "whole"


def case_of(  # noqa: PLR0913, PLR0917 - for whom, and what stands elsewhere
    library: Library,
    assessment: Assessment,
    judgement: Judgement,
    stamp: Stamp,
    audience: str = COURT,
    elsewhere: Collection[str] = (),
) -> Case:
    """Gather what a document needs; the rules' day is the judgement's.

    What is unanswered and stands ``elsewhere`` is no gap of the document.
    """
    answers = AnswerReading(library.questionnaire, assessment.answers, judgement.judged_on)
    reading = AudienceReading(answers, audience)
    gaps = gaps_of(reading, answers, judgement.missing, elsewhere)
    texts = assessment.texts if audience == COURT else {}  # they are written for the court
    return Case(reading, judgement, gaps, stamp, texts, library.rules.drug_tests)
