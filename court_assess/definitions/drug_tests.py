"""Read the published tables on drug tests: what may explain a result, and detection windows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from court_assess.definitions.documents import Document, Path_
from court_assess.definitions.operands import OperandReader
from court_assess.definitions.problems import Problems, meant, quoted
from court_assess.definitions.shapes import Shape, Text
from court_assess.domain.drug_tests import AnalyteGuide, Cited, TestGuide
from court_assess.domain.questions import Question

KEY = "drug_tests"
SUBSTANCE, SAMPLE = "result.analyte", "test.matrix"


class CitedShape(Shape):
    """One line of a published table; ``recalled`` is what nobody has looked up again."""

    says: Text
    source: Text
    sure: Literal["checked", "recalled"]


class WindowShape(CitedShape):
    """How far back one kind of sample looks."""

    sample: Text


class AnalyteShape(Shape):
    """What is published of one substance."""

    analyte: Text
    positive: list[CitedShape] = Field(default_factory=list)
    negative: list[CitedShape] = Field(default_factory=list)
    windows: list[WindowShape] = Field(default_factory=list)
    notes: list[CitedShape] = Field(default_factory=list)


def guide_of(
    files: Iterable[tuple[Document, list[AnalyteShape]]],
    reader: OperandReader,
    problems: Problems,
) -> TestGuide:
    """Return the tables of all files, recording every mistake in them.

    The tables are not blamed for a question that could not be read.
    """
    builder = _GuideBuilder(reader.questions, reader.faulty, problems)
    for document, shapes in files:
        builder.add(shapes, document)
    return TestGuide(builder.by_analyte)


@dataclass(slots=True)
class _GuideBuilder:
    """Checks the tables against the questions whose options they speak of, and joins them."""

    questions: Mapping[str, Question]
    faulty: Collection[str]
    problems: Problems
    by_analyte: dict[str, AnalyteGuide] = field(default_factory=dict)

    def add(self, shapes: list[AnalyteShape], document: Document) -> None:
        for number, one in enumerate(shapes):
            path: Path_ = (KEY, number)
            self._known(one.analyte, SUBSTANCE, document, (*path, "analyte"))
            if one.analyte in self.by_analyte:
                message = f"{quoted(one.analyte)} has its tables already; give it one entry"
                self.problems.found.append(document.problem((*path, "analyte"), message))
            self.by_analyte[one.analyte] = AnalyteGuide(
                analyte=one.analyte,
                positive=_cited(one.positive),
                negative=_cited(one.negative),
                windows=tuple(self._windows(one.windows, document, (*path, "windows"))),
                notes=_cited(one.notes),
            )

    def _windows(
        self, shapes: list[WindowShape], document: Document, path: Path_
    ) -> Iterator[Cited]:
        seen = set[str]()
        for number, one in enumerate(shapes):
            here = (*path, number, "sample")
            self._known(one.sample, SAMPLE, document, here)
            if one.sample in seen:
                message = f"{quoted(one.sample)} has a window already; keep one for each sample"
                self.problems.found.append(document.problem(here, message))
            seen.add(one.sample)
            yield Cited(one.says, one.source, one.sure == "checked", one.sample)

    def _known(self, option: str, question_id: str, document: Document, path: Path_) -> None:
        question = self.questions.get(question_id)
        known = [one.id for one in question.options] if question else []
        if option not in known and question_id not in self.faulty:
            message = f"{quoted(option)} is not an answer to {question_id}{meant(option, known)}"
            self.problems.found.append(document.problem(path, message))


def _cited(shapes: list[CitedShape]) -> tuple[Cited, ...]:
    return tuple(Cited(one.says, one.source, one.sure == "checked") for one in shapes)
