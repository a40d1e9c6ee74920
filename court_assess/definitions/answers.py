"""Read answers as case files and examples write them: ids with values, non-answers and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.earlier_ids import as_asked_now
from court_assess.definitions.problems import MOST_TOLD, Problems, meant, quoted
from court_assess.domain.answers import (
    DECLINED,
    LONGEST_NOTE,
    NOT_KNOWN,
    Answer,
    Answers,
    KnownBy,
    Row,
    Status,
    given,
)
from court_assess.domain.kinds import BadAnswerError, parse
from court_assess.domain.questions import Question, Questionnaire

NON_ANSWERS = ("declined", "not_known", "not_asked")
KNOWN_BY = tuple(one.value for one in KnownBy)


@dataclass(frozen=True, slots=True)
class AnswersReader:
    """Reads one block of answers against the questions of a questionnaire."""

    questionnaire: Questionnaire
    document: Document
    problems: Problems
    faulty: frozenset[str] = frozenset()  # ids that exist but could not be read

    def read(self, tree: Tree, path: Path_) -> Answers:
        """Return the answers that can be read, after recording each mistake."""
        if not isinstance(tree, dict):
            self._problem(path, "needs a list of answers, one 'id: value' on each line")
            return Answers()
        single: dict[str, Answer] = {}
        rows: dict[str, tuple[Row, ...]] = {}
        for question_id, value in _into_first_rows(tree, self.questionnaire).items():
            here = (*path, question_id)
            question = self._question(question_id, here)
            if question is None:
                continue
            if question.kind == "group" and isinstance(value, list):
                rows[question_id] = self._rows(question, value, here)
                continue
            answer = self._answer(question, value, here)
            if answer is not None:
                single[question_id] = answer
        return Answers(single, rows)

    def _problem(self, path: Path_, message: str) -> None:
        self.problems.found.append(self.document.problem(path, message))

    def _question(self, question_id: str, path: Path_, group: str = "") -> Question | None:
        if question_id in self.faulty:
            return None
        question = self.questionnaire.questions.get(question_id)
        if question is None:
            is_told = len(self.problems.found) <= MOST_TOLD  # of more, only the number is
            near = meant(question_id, self.questionnaire.questions) if is_told else ""
            message = f"is not a question{near}"
            self._problem(path, message)
            return None
        if question.group != group:
            where = f"inside a row of '{question.group}'" if question.group else "outside the rows"
            self._problem(path, f"is asked {where}; move it there")
            return None
        return question

    def _rows(self, group: Question, tree: list[Tree], path: Path_) -> tuple[Row, ...]:
        rows = []
        for number, one in enumerate(tree):
            here = (*path, number)
            if not isinstance(one, dict):
                self._problem(here, "is not a row; write 'id: value' lines")
                continue
            rows.append(Row(str(number + 1), self._row(group, one, here)))
        return tuple(rows)

    def _row(self, group: Question, tree: dict[str, Tree], path: Path_) -> Mapping[str, Answer]:
        answers = {}
        for question_id, value in tree.items():
            here = (*path, question_id)
            question = self._question(question_id, here, group.id)
            answer = self._answer(question, value, here) if question else None
            if answer is not None:
                answers[question_id] = answer
        return as_asked_now(group, answers)

    def _answer(self, question: Question, tree: Tree, path: Path_) -> Answer | None:
        if isinstance(tree, dict):
            return self._block(question, tree, path)
        return self._value(question, tree, path, KnownBy.PERSON)

    def _block(self, question: Question, tree: dict[str, Tree], path: Path_) -> Answer | None:
        for key in tree:
            if key not in ("is", "known_by", *NON_ANSWERS):
                allowed = ("is", "known_by", *NON_ANSWERS)
                self._problem((*path, key), f"is not a key here{meant(key, allowed)}")
                return None
        used = [key for key in tree if key != "known_by"]
        if len(used) != 1:
            self._problem(path, "needs one of: is, declined, not_known, not_asked")
            return None
        if used[0] != "is" and "known_by" in tree:
            self._problem((*path, "known_by"), "says how an answer is known; there is none here")
            return None
        if used[0] == "is":
            known_by = self._known_by(tree.get("known_by", KnownBy.PERSON.value), path)
            return self._value(question, tree["is"], (*path, "is"), known_by) if known_by else None
        return self._non_answer(used[0], tree[used[0]], (*path, used[0]))

    def _known_by(self, text: Tree, path: Path_) -> KnownBy | None:
        if text not in KNOWN_BY:
            message = f"{quoted(text)} is not a way to know{meant(str(text), KNOWN_BY)}"
            self._problem((*path, "known_by"), message)
            return None
        return KnownBy(text)

    def _non_answer(self, key: str, tree: Tree, path: Path_) -> Answer | None:
        if key == "not_asked":
            if isinstance(tree, str) and 0 < len(tree.strip()) <= LONGEST_NOTE:
                return Answer(Status.NOT_ASKED, note="" if tree == "true" else tree.strip())
            self._problem(path, "needs the reason, as text of up to 1,000 characters")
            return None
        if tree not in ("true", "yes"):
            self._problem(path, "needs to be 'true'; leave the line out if it was not so")
            return None
        return DECLINED if key == "declined" else NOT_KNOWN

    def _value(
        self, question: Question, tree: Tree, path: Path_, known_by: KnownBy
    ) -> Answer | None:
        if isinstance(tree, list) and not all(isinstance(one, str) for one in tree):
            self._problem(path, "needs a plain list of option ids")
            return None
        if isinstance(tree, dict):
            self._problem(path, "needs one plain value")
            return None
        if tree == [] or (isinstance(tree, str) and not tree.strip()):
            message = "is empty; write the answer, or {declined: true}, or leave the line out"
            self._problem(path, message)
            return None
        try:
            return given(parse(question, tree), known_by)
        except BadAnswerError as error:
            self._problem(path, self._advice(question, tree, error))
            return None

    def _advice(self, question: Question, tree: Tree, error: BadAnswerError) -> str:
        if not question.options:
            return str(error)
        ids = [option.id for option in question.options]
        wrong = [one for one in (tree if isinstance(tree, list) else [tree]) if one not in ids]
        if not wrong:
            return str(error)
        return f"{quoted(wrong[0])} is not one of its answers{meant(wrong[0], ids)}"


def _into_first_rows(tree: dict[str, Tree], questionnaire: Questionnaire) -> dict[str, Tree]:
    """Put an answer to a row question that is written outside the rows into the first row.

    The case file of the contracts writes ``sub.last_used`` so: it speaks of the main substance, and
    ``dep.control_start`` of the main drug. A row's own answer stands. In a list that is asked on
    its section's own page it makes the first row, if there is none.
    """
    moved = dict(tree)
    for question_id, value in tree.items():
        question = questionnaire.questions.get(question_id)
        if question is None or not question.group:
            continue
        if questionnaire.questions[question.group].inline:
            moved.setdefault(question.group, [{}])
        rows = moved.get(question.group)
        if (
            isinstance(rows, list)
            and rows
            and isinstance(rows[0], dict)
            and question_id not in rows[0]
        ):
            moved[question.group] = [{question_id: value, **rows[0]}, *rows[1:]]
            del moved[question_id]
    return moved
