"""Build the questionnaire from its files: shapes first, then the conditions on the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from court_assess.definitions.conditions import ConditionReader, Place
from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.problems import Problems, meant
from court_assess.definitions.shapes import (
    AssessmentShape,
    QuestionShape,
    ScoreShape,
    SectionShape,
    shape,
)
from court_assess.domain.conditions import Condition
from court_assess.domain.questions import (
    Band,
    Check,
    Option,
    Question,
    Questionnaire,
    Score,
    Section,
)
from court_assess.domain.scoring import points_range

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
NEEDS_OPTIONS = ("choice", "choices")
LONGEST = {"text": 200, "long_text": 5_000}
LONGEST_NARRATIVE = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was read, and where it was written."""

    question: Question
    document: Document
    path: Path_
    tree: Tree


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
            for question in self._question(one, place.inside(number), section_id)
        )
        self.sections.append((document, section, found))

    def _read_what_can_be_read(self, document: Document) -> None:
        """Check the questions of a section whose own lines are faulty, so that all are told."""
        questions = document.tree.get("questions")
        self.faulty |= set(_ids_in(document.tree))
        for number, tree in enumerate(questions if isinstance(questions, list) else ()):
            list(self._question(tree, Place(document, ("questions", number)), "", keep=False))

    def _tags(self, document: Document) -> None:
        known = self.assessment.tags if self.assessment else {}
        for path, tag in _tags_in(document.tree, ()):
            if tag not in known:
                self._problem(
                    document, path, f"'{tag}' is not a tag of assessment.yaml{meant(tag, known)}"
                )

    def _question(
        self,
        tree: Tree,
        place: Place,
        section: str,
        *,
        keep: bool = True,
    ) -> Iterator[Question]:
        """Yield the question; after a group, also the question whether its list is complete."""
        document, path, group = place.document, place.path, place.group
        read = shape(QuestionShape, tree, document, path, self.problems)
        if read is None:
            self.faulty |= set(_ids_in(tree))
            return
        if not self._consistent(read, document, path, group):
            self.faulty |= set(_ids_in(tree))
            return
        inside = replace(place.inside("questions"), group=read.id)
        inner = tuple(
            question
            for number, one in enumerate(read.questions)
            for question in self._question(one, inside.inside(number), section, keep=keep)
        )
        question = replace(_built(read, section, group), questions=inner)
        made = [question]
        if question.kind == "group":
            made.append(_complete_question(question, read))
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

    def _consistent(self, read: QuestionShape, document: Document, path: Path_, group: str) -> bool:
        faults = [one for one in _contradictions(read, group) if one[0]]
        for _, key, message in faults:
            self._problem(document, (*path, key), message)
        return not faults

    def _problem(self, document: Document, path: Path_, message: str) -> None:
        self.problems.found.append(document.problem(path, message))

    def questions(self) -> dict[str, Question]:
        """Return every question read so far, by id."""
        return {question_id: written.question for question_id, written in self.written.items()}

    def build(self, reader: ConditionReader) -> Questionnaire:
        """Return the questionnaire with its conditions tied in."""
        sections = []
        for document, read, questions in self.sections:
            tied = tuple(self._tied(question, reader) for question in questions)
            checks = tuple(self._checks(read, document, reader))
            scores = tuple(self._score(one, document, n) for n, one in enumerate(read.scores))
            shown_when = _optional(reader, read.shown_when, Place(document, ("shown_when",)))
            sections.append(
                Section(
                    read.id, read.title, tied, read.intro, read.notice, shown_when, checks, scores
                )
            )
        title = self.assessment.title if self.assessment else ""
        tags = self.assessment.tags if self.assessment else {}
        return Questionnaire(title, tuple(sections), tags)

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
        self, read: SectionShape, document: Document, reader: ConditionReader
    ) -> Iterator[Check]:
        for number, one in enumerate(read.checks):
            if one.at not in self.written and one.at not in self.faulty:
                message = f"'{one.at}' is not a question{meant(one.at, self.written)}"
                self._problem(document, ("checks", number, "at"), message)
            condition = reader.read(one.when, Place(document, ("checks", number, "when")))
            if condition is not None:
                yield Check(one.at, condition, one.says)

    def _score(self, read: ScoreShape, document: Document, number: int) -> Score:
        path = ("scores", number)
        questions = self.questions()
        for place, item in enumerate(read.items):
            if item not in questions and item not in self.faulty:
                message = f"'{item}' is not a question{meant(item, questions)}"
                self._problem(document, (*path, "items", place), message)
        bands = tuple(Band(one.at_least, one.at_most, one.label) for one in read.bands)
        if all(item in questions for item in read.items):
            ranges = [points_range(questions[item]) for item in read.items]
            whole = (sum(low for low, _ in ranges), sum(high for _, high in ranges))
            for place, message in _band_faults(bands, whole):
                self._problem(document, (*path, "bands", place), message)
        return Score(read.id, read.title, tuple(read.items), bands, read.source)


def _optional(reader: ConditionReader, tree: Tree, place: Place) -> Condition | None:
    return None if tree is None else reader.read(tree, place)


def _band_faults(bands: tuple[Band, ...], whole: tuple[int, int]) -> Iterator[tuple[int, str]]:
    """Yield each place where a possible total falls into no band, or into two."""
    expected = whole[0]
    for place, band in enumerate(bands):
        if band.at_least > expected:
            yield place, f"leaves a gap: no band holds {expected}; start this one at {expected}"
        elif band.at_least < expected and place:
            yield place, f"overlaps the band before it; start this one at {expected}"
        expected = band.at_most + 1
    if expected <= whole[1]:
        yield len(bands) - 1, f"leaves a gap: no band holds {expected} to {whole[1]}"


def _contradictions(read: QuestionShape, group: str) -> tuple[tuple[bool, str, str], ...]:
    ids = [option.id for option in read.options]
    court = "court" in read.print
    return (
        (read.type in NEEDS_OPTIONS and not ids, "type", f"'{read.type}' needs 'options:'"),
        (
            read.type not in NEEDS_OPTIONS and bool(ids),
            "options",
            f"are not read by type '{read.type}'",
        ),
        (len(set(ids)) < len(ids), "options", "hold the same id twice; each option needs its own"),
        (
            bool(read.exclusive) and read.exclusive not in ids,
            "exclusive",
            f"'{read.exclusive}' is not one of the options{meant(read.exclusive, ids)}",
        ),
        (
            read.type == "scale" and (read.min is None or read.max is None),
            "type",
            "'scale' needs 'min:' and 'max:'",
        ),
        (
            read.min is not None and read.max is not None and read.min > read.max,
            "min",
            "is more than 'max:'; no answer would be right",
        ),
        (
            read.sensitive == "yes" and court and not read.print_because,
            "print",
            "prints a sensitive answer for the court; say why in 'print_because:'",
        ),
        (
            read.max_length is not None and not 0 < read.max_length <= LONGEST_NARRATIVE,
            "max_length",
            f"needs to be between 1 and {LONGEST_NARRATIVE}",
        ),
        (read.type == "group" and bool(group), "type", "a group cannot stand inside a group"),
        (read.type == "group" and not read.questions, "type", "'group' needs 'questions:'"),
        (read.type == "group" and not read.complete, "type", "'group' needs 'complete:'"),
        (read.type != "group" and bool(read.questions), "questions", "can only stand in a group"),
        (
            bool(group) and not read.id.startswith(f"{group}."),
            "id",
            f"needs to start with the group's id, '{group}.'",
        ),
    )


def _built(read: QuestionShape, section: str, group: str) -> Question:
    options = tuple(
        Option(one.id, one.label, one.hint, frozenset(one.tags), one.maps_to, one.points)
        for one in read.options
    )
    return Question(
        id=read.id,
        kind=read.type,
        ask=read.ask,
        short=read.short,
        section=section,
        why=read.why,
        hint=read.hint,
        prints=frozenset(read.print),
        options=YES_NO if read.type == "yes_no" else options,
        exclusive=read.exclusive,
        sensitive=read.sensitive == "yes",
        required=read.required == "yes",
        group=group,
        least=read.min,
        most=read.max,
        least_label=read.min_label,
        most_label=read.max_label,
        unit=read.unit,
        max_length=read.max_length or LONGEST.get(read.type, LONGEST["text"]),
        maps_to=read.maps_to,
        row_name=read.row_name or "entry",
        row_label=read.row_label,
    )


def _complete_question(group: Question, read: QuestionShape) -> Question:
    return Question(
        id=group.complete_id,
        kind="yes_no",
        ask=read.complete,
        short=f"{group.short}: list complete",
        section=group.section,
        why="Until the list is complete, nothing can be said of what is not on it.",
        prints=group.prints,
        options=YES_NO,
        required=group.required,
    )


def _tags_in(tree: Tree, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "tags" and isinstance(value, list):
                yield from (
                    ((*path, key, n), tag) for n, tag in enumerate(value) if isinstance(tag, str)
                )
            else:
                yield from _tags_in(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _tags_in(value, (*path, number))


def _ids_in(tree: Tree) -> Iterator[str]:
    """Yield every id in a block that could not be read, so that what speaks of it is not blamed."""
    if isinstance(tree, dict):
        if isinstance(tree.get("id"), str):
            yield from (tree["id"], f"{tree['id']}.complete")
        for value in tree.values():
            yield from _ids_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _ids_in(value)
