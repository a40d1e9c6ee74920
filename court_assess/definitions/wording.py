"""Put a site's licensed wording of an instrument in place of the item topics that are shipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from court_assess.definitions.documents import Document, Path_
from court_assess.definitions.problems import Problems, meant
from court_assess.definitions.shapes import ItemWordingShape, WordingShape
from court_assess.definitions.shaping import shape
from court_assess.domain.questions import Question, Questionnaire, Section

LOADED = "The licensed wording is loaded. Read each item out as it stands, and change nothing."


def apply_wording(
    questionnaire: Questionnaire, documents: Mapping[str, Document], problems: Problems
) -> Questionnaire:
    """Return the questionnaire in the wording of these files; each mistake is recorded.

    A file that is faulty changes nothing: an instrument is only valid whole and unchanged.
    """
    worded: dict[str, Document] = {}
    for document in documents.values():
        read = shape(WordingShape, document.tree, document, (), problems)
        if read is None:
            continue
        first = worded.setdefault(read.instrument, document)
        if first is not document:
            message = (
                f"'{read.instrument}' has its wording in {first.file} and in {document.file};"
                " take one of the two files away"
            )
            problems.found.append(document.problem(("instrument",), message))
        else:
            questionnaire = _Wording(document, read, problems).applied(questionnaire)
    return questionnaire


@dataclass(frozen=True, slots=True)
class _Wording:
    """One file of wording and where its mistakes are told."""

    document: Document
    read: WordingShape
    problems: Problems

    def applied(self, questionnaire: Questionnaire) -> Questionnaire:
        scored = {one.id: one for one in questionnaire.sections if one.scores}
        section = scored.get(self.read.instrument)
        if section is None:
            near = meant(self.read.instrument, scored)
            self.problem(("instrument",), f"'{self.read.instrument}' is not an instrument{near}")
            return questionnaire
        if not self.fits(section, questionnaire):
            return questionnaire
        worded = replace(
            section,
            intro=self.read.intro or LOADED,
            licence=self.read.licence,
            questions=tuple(self.worded(one) for one in section.questions),
        )
        sections = tuple(worded if one is section else one for one in questionnaire.sections)
        return replace(questionnaire, sections=sections)

    def fits(self, section: Section, questionnaire: Questionnaire) -> bool:
        """Record each item that is lacking, foreign or has other responses than the skeleton."""
        before = len(self.problems.found)
        items = dict.fromkeys(item for score in section.scores for item in score.items)
        for item in items:
            if item not in self.read.texts:
                message = f"has no wording for {item}; an instrument is only valid as a whole"
                self.problem(("texts",), message)
        for item, wording in self.read.texts.items():
            if item not in items:
                message = f"is not an item of {section.id}{meant(item, items)}"
                self.problem(("texts", item), message)
                continue
            for message in _response_faults(questionnaire.questions[item], wording):
                self.problem(("texts", item, "options"), message)
        return len(self.problems.found) == before

    def worded(self, question: Question) -> Question:
        inner = tuple(self.worded(one) for one in question.questions)
        wording = self.read.texts.get(question.id)
        if wording is None:
            return replace(question, questions=inner)
        options = tuple(
            replace(one, label=wording.options.get(one.id, one.label)) for one in question.options
        )
        labels = {} if options else wording.options
        return replace(question, ask=wording.ask, hint="", options=options, labels=labels)

    def problem(self, path: Path_, message: str) -> None:
        self.problems.found.append(self.document.problem(path, message))


def _response_faults(question: Question, wording: ItemWordingShape) -> Iterator[str]:
    """Yield what is wrong with the response labels of an item."""
    least, most = question.least or 0, question.most or 0
    numbers = (str(number) for number in range(least, most + 1))
    known = [one.id for one in question.options] or list(numbers)
    for option in wording.options:
        if option not in known:
            yield f"'{option}' is not a response of {question.id}{meant(option, known)}"
    lacking = [one for one in known if one not in wording.options]
    if wording.options and lacking:
        yield f"has no words for {', '.join(lacking)}; give all responses, or none"
