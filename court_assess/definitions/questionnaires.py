"""Build the questionnaire from its files: shapes first, then the conditions on the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.copied_options import OptionCopier
from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.instruments import InstrumentBuilder
from court_assess.definitions.places import Place, Written
from court_assess.definitions.problems import Problems, meant
from court_assess.definitions.questions import built, complete_question, contradictions
from court_assess.definitions.shapes import (
    AssessmentShape,
    CheckShape,
    QuestionShape,
    SectionShape,
)
from court_assess.definitions.shaping import shape
from court_assess.definitions.trees import ids_in, tags_in
from court_assess.domain.evaluation import Condition
from court_assess.domain.questions import (
    COURT_DAY,
    FULL,
    Check,
    Opening,
    Question,
    Questionnaire,
    Section,
)


@dataclass(slots=True)
class QuestionnaireBuilder:
    """Collects sections and questions, then ties their conditions to each other."""

    problems: Problems
    written: dict[str, Written] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    sections: list[tuple[Document, SectionShape, tuple[Question, ...]]] = field(
        default_factory=list
    )
    assessment: AssessmentShape | None = None

    def collect(self, documents: Mapping[str, Document]) -> None:
        """Read the shapes of all files, in the order that ``assessment.yaml`` gives them."""
        top = documents.get("assessment")
        if top is None:
            return
        self.assessment = shape(AssessmentShape, top.tree, top, (), self.problems)
        for number, section_id in enumerate(self.assessment.sections if self.assessment else ()):
            if section_id in documents:
                self._section(section_id, documents[section_id])
            else:
                known = [name for name in documents if name != "assessment"]
                message = f"there is no file '{section_id}.yaml'{meant(section_id, known)}"
                self._problem(top, ("sections", number), message)
        listed = {"assessment", *(self.assessment.sections if self.assessment else ())}
        for name in documents.keys() - listed if self.assessment else ():
            message = (
                "is not listed in assessment.yaml; add it to 'sections:' or take the file away"
            )
            self._problem(documents[name], ("id",), message)
        self._copy_options()
        self._depth_question(top)

    def _depth_question(self, top: Document) -> None:
        """Check that the question for the depth can be answered with a depth, and with no more."""
        asked = self.assessment.depth if self.assessment else None
        if asked is None or not self._is_there(asked, Place(top, ("depth",))):
            return
        question = self.written[asked].question
        ids = {option.id for option in question.options}
        if question.kind != "choice" or question.group or ids != {COURT_DAY, FULL}:
            message = f"'{asked}' needs to be one choice with the options {COURT_DAY} and {FULL}"
            self._problem(top, ("depth",), f"{message}, and no others")
        elif question.depth == FULL:
            message = f"'{asked}' is asked only in the full assessment, which it is to choose"
            self._problem(top, ("depth",), f"{message}; take 'depth: full' from it")

    def _copy_options(self) -> None:
        """Give each question with ``options_from`` the options of the question it names."""
        copied = OptionCopier(self.written, self.faulty, self.problems).copy()
        for question_id, question in copied.items():
            self.written[question_id] = replace(self.written[question_id], question=question)
        self.sections = [
            (document, read, tuple(_with_copied(one, copied) for one in questions))
            for document, read, questions in self.sections
        ]

    def _section(self, section_id: str, document: Document) -> None:
        section = shape(SectionShape, document.tree, document, (), self.problems)
        if section is None:
            self._read_what_can_be_read(document)
            return
        if section.id != section_id:
            self._problem(document, ("id",), f"needs to be the file's name, '{section_id}'")
        self._tags(document)
        place = Place(document, ("questions",))
        found = tuple(
            question
            for number, one in enumerate(section.questions)
            for question in self._question(one, place.inside(number), section_id, section.depth)
        )
        self.sections.append((document, section, found))

    def _read_what_can_be_read(self, document: Document) -> None:
        """Check the questions of a section whose own lines are faulty, so that all are told."""
        questions = document.tree.get("questions")
        self.faulty |= set(ids_in(document.tree))
        for number, tree in enumerate(questions if isinstance(questions, list) else ()):
            place = Place(document, ("questions", number))
            list(self._question(tree, place, "", COURT_DAY, keep=False))

    def _tags(self, document: Document) -> None:
        known = self.assessment.tags if self.assessment else {}
        for path, tag in tags_in(document.tree, ()):
            if tag not in known:
                self._problem(
                    document, path, f"'{tag}' is not a tag of assessment.yaml{meant(tag, known)}"
                )

    def _question(
        self,
        tree: Tree,
        place: Place,
        section: str,
        depth: str,
        *,
        keep: bool = True,
    ) -> Iterator[Question]:
        """Yield the question; after a group, also the question whether its list is complete."""
        document, path, group = place.document, place.path, place.group
        read = shape(QuestionShape, tree, document, path, self.problems)
        if read is None:
            self.faulty |= set(ids_in(tree))
            return
        depth = FULL if depth == FULL else read.depth or COURT_DAY
        if not self._consistent(read, depth, place):
            self.faulty |= set(ids_in(tree))
            return
        inside = replace(place.inside("questions"), group=read.id)
        inner = tuple(
            question
            for number, one in enumerate(read.questions)
            for question in self._question(one, inside.inside(number), section, depth, keep=keep)
        )
        question = replace(built(read, section, group), questions=inner, depth=depth)
        made = [question]
        if question.kind == "group":
            made.append(complete_question(question, read))
        for one in made if keep else ():
            self._add(Written(one, document, path, tree))
        yield from made

    def _add(self, written: Written) -> None:
        question = written.question
        if question.id in self.written:
            first = self.written[question.id]
            line = first.document.marks.get(first.path, (1, 1))[0]
            where = f"{first.document.file} line {line}"
            message = f"'{question.id}' is used already, in {where}; choose another id"
            self._problem(written.document, (*written.path, "id"), message)
            return
        self.written[question.id] = written

    def _consistent(self, read: QuestionShape, depth: str, place: Place) -> bool:
        faults = tuple(contradictions(read, depth, place.group))
        for key, message in faults:
            self._problem(place.document, (*place.path, key), message)
        return not faults

    def _problem(self, document: Document, path: Path_, message: str) -> None:
        self.problems.found.append(document.problem(path, message))

    def questions(self) -> dict[str, Question]:
        """Return every question read so far, by id."""
        return {question_id: written.question for question_id, written in self.written.items()}

    def build(self, reader: ConditionReader) -> Questionnaire:
        """Return the questionnaire with its conditions tied in."""
        sections: list[Section] = []
        used: dict[tuple[str, str], Place] = {}
        for document, read, questions in self.sections:
            tied = tuple(self._tied(question, reader) for question in questions)
            made = InstrumentBuilder(
                document, self.questions(), reader, frozenset(self.faulty), used
            )
            sections.append(
                Section(
                    id=read.id,
                    title=read.title,
                    questions=tied,
                    intro=read.intro,
                    notice=read.notice,
                    shown_when=_optional(reader, read.shown_when, Place(document, ("shown_when",))),
                    checks=tuple(self._checks(read.checks, Place(document, ("checks",)), reader)),
                    queries=tuple(
                        self._checks(read.queries, Place(document, ("queries",)), reader)
                    ),
                    opens=tuple(self._opens(read, document, reader)),
                    scores=tuple(made.scores(read.scores)),
                    indicators=tuple(made.indicators(read.indicators)),
                    minutes=read.minutes.model_dump(),
                )
            )
        top = self.assessment
        if top is None:
            return Questionnaire("", tuple(sections))
        return Questionnaire(top.title, tuple(sections), top.tags, top.depth or "")

    def _tied(self, question: Question, reader: ConditionReader) -> Question:
        written = self.written[question.id]
        place = Place(written.document, (*written.path, "shown_when"), question.group)
        is_complete_question = "." in question.id and question.id.endswith(".complete")
        tree = written.tree.get("shown_when")
        condition = _optional(reader, tree, place)
        if is_complete_question and condition is None and tree is None:
            return question
        inner = tuple(self._tied(one, reader) for one in question.questions)
        return replace(question, shown_when=condition, questions=inner)

    def _checks(
        self, shapes: list[CheckShape], place: Place, reader: ConditionReader
    ) -> Iterator[Check]:
        for number, one in enumerate(shapes):
            here = place.inside(number)
            if self._is_there(one.at, here.inside("at")):
                self._on_the_page(one.at, here.inside("at"))
            asked = self.written[one.at].question if one.at in self.written else None
            group = asked.group or (asked.id if asked.kind == "group" else "") if asked else ""
            condition = reader.read(one.when, replace(here.inside("when"), group=group))
            if condition is not None:
                yield Check(one.at, condition, one.says)

    def _on_the_page(self, question_id: str, place: Place) -> None:
        """Record that what is questioned is no field of this page."""
        written = self.written[question_id]
        if written.question.kind == "group":
            message = f"'{question_id}' is a list; name one of the questions inside it"
            self._problem(place.document, place.path, message)
        elif written.document is not place.document:
            message = f"'{question_id}' is asked on another page, '{written.question.section}'"
            self._problem(place.document, place.path, f"{message}; write this in that page's file")

    def _opens(
        self, read: SectionShape, document: Document, reader: ConditionReader
    ) -> Iterator[Opening]:
        for number, one in enumerate(read.opens):
            place = Place(document, ("opens", number))
            if self._is_there(one.question, place.inside("question")):
                self._can_be_opened(one.question, place.inside("question"))
            condition = reader.read(one.when, place.inside("when"))
            if condition is not None:
                yield Opening(condition, one.question, one.says)

    def _can_be_opened(self, question_id: str, place: Place) -> None:
        """Record that there is no other page with that one question on it."""
        written, message = self.written[question_id], ""
        question = written.question
        if question.kind == "group":
            message = f"'{question_id}' is a list; name a question that is asked once"
        elif question.group:
            message = f"'{question_id}' is asked in each row of '{question.group}'; name a question"
            message += " that is asked once"
        elif written.document is place.document:
            message = f"'{question_id}' stands on this page already; use 'queries:' to ask about it"
        if message:
            self._problem(place.document, place.path, message)

    def _is_there(self, question_id: str, place: Place) -> bool:
        """Whether the question could be read; one that is nowhere is recorded."""
        if question_id not in self.written and question_id not in self.faulty:
            message = f"'{question_id}' is not a question{meant(question_id, self.written)}"
            self._problem(place.document, place.path, message)
        return question_id in self.written and question_id not in self.faulty


def _with_copied(question: Question, copied: Mapping[str, Question]) -> Question:
    inner = tuple(_with_copied(one, copied) for one in question.questions)
    return replace(copied.get(question.id, question), questions=inner)


def _optional(reader: ConditionReader, tree: Tree, place: Place) -> Condition | None:
    return None if tree is None else reader.read(tree, place)
