"""The last of several statements on one matter, as where somebody is asked again at the hearing."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.answers import Row, Status
from court_assess.domain.evaluation import Evaluation, Evidence, Reading
from court_assess.domain.truth import UNKNOWN, truth_of

ASKED_WITHOUT_AN_ANSWER = (Status.DECLINED.value, Status.NOT_KNOWN.value)


@dataclass(frozen=True, slots=True)
class Latest:
    """True when the last statement is ``value``; ``questions`` stand in the order of asking.

    An answer is a statement if it is one of ``statements``: "not asked again yet" is none. A later
    question that was not asked leaves the statement before it as it is; one that was asked and got
    no answer leaves the matter open.
    """

    questions: tuple[str, ...]
    statements: tuple[str, ...]
    value: str

    def evaluate(self, reading: Reading, row: Row | None = None) -> Evaluation:
        """Judge the last statement there is."""
        for question in reversed(self.questions):
            said, _ = reading.value(question, row)
            if said in self.statements:
                return Evaluation(truth_of(said == self.value), (Evidence(question),))
            if reading.state(question, row) in ASKED_WITHOUT_AN_ANSWER:
                return Evaluation(UNKNOWN, (), (question,))
        return Evaluation(UNKNOWN, (), reading.value(self.questions[0], row)[1])
