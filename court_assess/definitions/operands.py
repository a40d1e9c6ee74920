"""Read what conditions compare: questions, options, numbers, dates and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from court_assess.definitions.documents import Tree
from court_assess.definitions.operators import (
    DATES,
    NUMBERS,
    OPERATORS_OF,
    SCRIPTS,
    WITHOUT_TESTS,
)
from court_assess.definitions.places import Place
from court_assess.definitions.problems import Problems, meant, quoted
from court_assess.definitions.shapes import WordListShape
from court_assess.domain.conditions import (
    AgeOf,
    Comparison,
    DateDistance,
    Operand,
    OtherAnswer,
    Today,
)
from court_assess.domain.drug_tests import is_test_record
from court_assess.domain.evaluation import Condition
from court_assess.domain.kinds import BadAnswerError, parse, read_duration
from court_assess.domain.questions import Question
from court_assess.domain.values import Duration
from court_assess.domain.word_lists import WordList

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


class BadConditionError(Exception):
    """The condition cannot be read; the problem is recorded already."""


@dataclass(slots=True)
class OperandReader:
    """Reads both sides of a comparison, each checked against the question it speaks of."""

    questions: Mapping[str, Question]
    tags: Mapping[str, str]
    problems: Problems
    faulty: frozenset[str] = frozenset()  # ids that exist but could not be read
    word_lists: Mapping[str, WordListShape] = field(default_factory=dict, kw_only=True)

    def _refuse(self, place: Place, message: str) -> NoReturn:
        self.problems.found.append(place.document.problem(place.path, message))
        raise BadConditionError

    def _only(self, tree: dict[str, Tree], place: Place, *allowed: str) -> None:
        for key in tree:
            if key not in allowed:
                self._refuse(place.inside(key), f"is not a key here{meant(key, allowed)}")

    def _need(self, tree: dict[str, Tree], place: Place, key: str) -> Tree:
        if key not in tree:
            self._refuse(place, f"needs '{key}:' as well")
        return tree[key]

    def _whole(self, text: Tree, place: Place) -> int:
        if not isinstance(text, str) or not _WHOLE.fullmatch(text):
            self._refuse(place, "needs a whole number")
        return int(text)

    def _asked(self, question_id: Tree, place: Place) -> Question:
        if not isinstance(question_id, str):
            self._refuse(place, "needs the id of one question, as plain text")
        if question_id in self.faulty:
            raise BadConditionError
        if question_id not in self.questions:
            near = meant(question_id, self.questions)
            self._refuse(place, f"{quoted(question_id)} is not a question{near}")
        question = self.questions[question_id]
        self._no_test(question_id, place)
        if question.group and question.group != place.group:
            self._refuse(
                place,
                f"'{question.id}' is asked once for each row of '{question.group}'; put it in"
                f" 'some: {question.group}' with 'where:'",
            )
        return question

    def _no_test(self, question_id: str, place: Place) -> None:
        if place.use in WITHOUT_TESTS and is_test_record(question_id):
            self._refuse(
                place,
                f"'{question_id}' is of a drug test, and no test decides the law or the advice;"
                " read what the person, the officer or the provider says",
            )

    def _operator(self, tree: dict[str, Tree], place: Place, known: tuple[str, ...]) -> str:
        used = [key for key in tree if key in known]
        if len(used) != 1:
            self._refuse(place, "needs exactly one comparison, like 'is: yes' or 'at_least: 4'")
        return used[0]

    def _listed(self, values: Tree, place: Place, known: tuple[str, ...]) -> tuple[str, ...]:
        if not isinstance(values, list) or not values:
            self._refuse(place, "needs a list with at least one entry")
        for value in values:
            if value not in known:
                self._refuse(
                    place, f"{quoted(value)} is not allowed here{meant(str(value), known)}"
                )
        return tuple(values)

    def _comparison(self, question: Question, operator: str, tree: Tree, place: Place) -> Condition:
        special = {
            "is_tagged": self._tagged,
            "is_written_in": self._written_in,
            "mentions": self._mentions,
        }
        if operator in special:
            return special[operator](question, tree, place)
        if operator in ("is_one_of", "includes_any_of"):
            if not isinstance(tree, list) or not tree:
                self._refuse(place, "needs a list with at least one option")
            return Comparison(
                question.id, operator, tuple(self._option(question, one, place) for one in tree)
            )
        if operator == "includes_other_than":
            return Comparison(question.id, operator, (self._option(question, tree, place),))
        if operator == "includes":
            return Comparison(question.id, operator, self._option(question, tree, place))
        return Comparison(question.id, operator, self._operand(question, tree, place))

    def _tagged(self, question: Question, tag: Tree, place: Place) -> Condition:
        if not isinstance(tag, str):
            self._refuse(place, "needs one tag, as plain text")
        tagged = tuple(option.id for option in question.options if tag in option.tags)
        if tag not in self.tags or not tagged:
            near = meant(tag, self.tags)
            self._refuse(place, f"no option of {question.id} has the tag {quoted(tag)}{near}")
        return Comparison(question.id, "is_tagged", tagged, self.tags[tag])

    def _written_in(self, question: Question, tree: Tree, place: Place) -> Condition:
        (script,) = self._listed([tree], place, tuple(SCRIPTS))
        return Comparison(question.id, "is_written_in", script, SCRIPTS[script])

    def _mentions(self, question: Question, name: Tree, place: Place) -> Condition:
        if not isinstance(name, str) or name not in self.word_lists:
            near = meant(str(name), self.word_lists)
            self._refuse(place, f"{quoted(name)} is not a list under 'word_lists:'{near}")
        listed = self.word_lists[name]
        words = WordList(tuple(listed.words), tuple(listed.units))
        return Comparison(question.id, "mentions", words, listed.says)

    def _option(self, question: Question, option_id: Tree, place: Place) -> str:
        ids = [option.id for option in question.options]
        if option_id not in ids:
            near = meant(str(option_id), ids)
            self._refuse(place, f"{quoted(option_id)} is not an answer to {question.id}{near}")
        return str(option_id)

    def _operand(self, question: Question, tree: Tree, place: Place) -> Operand:
        if tree == "today" and question.kind in DATES:
            return Today()
        if isinstance(tree, dict) and "age_of" in tree:
            return self._age_of(question, tree, place)
        if isinstance(tree, dict):
            self._only(tree, place, "question")
            other = self._asked(self._need(tree, place, "question"), place)
            if OPERATORS_OF.get(other.kind) != OPERATORS_OF.get(question.kind):
                self._refuse(place, f"cannot be compared: {other.id} is of type '{other.kind}'")
            return OtherAnswer(other.id)
        if question.options:
            return self._option(question, tree, place)
        if question.kind == "weeks":
            return self._whole(tree, place)
        return self._value(question, tree, place)

    def _age_of(self, question: Question, tree: dict[str, Tree], place: Place) -> Operand:
        self._only(tree, place, "age_of")
        born = self._asked(tree["age_of"], place.inside("age_of"))
        if born.kind != "date" or question.kind not in NUMBERS:
            self._refuse(place, "compares a number with the years since a date; name a date")
        return AgeOf(born.id)

    def _value(self, question: Question, tree: Tree, place: Place) -> Operand:
        try:
            return parse(replace(question, least=None, most=None), tree)
        except (BadAnswerError, AttributeError, TypeError) as error:
            reason = error if isinstance(error, BadAnswerError) else "write one plain value"
            self._refuse(
                place, f"{quoted(tree)} does not fit {question.id} ({question.kind}); {reason}"
            )

    def _distance(
        self, question: Question, operator: str, tree: dict[str, Tree], place: Place
    ) -> Condition:
        duration = self._duration(tree[operator], place.inside(operator))
        before, here = self._need(tree, place, "before"), place.inside("before")
        if before == "today":
            return DateDistance(question.id, operator, duration, Today())
        if isinstance(before, str) and before[:1].isdigit():
            day = self._value(replace(question, kind="date"), before, here)
            return DateDistance(question.id, operator, duration, day)
        other = self._asked(before, here)
        if other.kind not in DATES:
            self._refuse(
                here, f"{quoted(before)} is not a date; name a question with a date, or today"
            )
        return DateDistance(question.id, operator, duration, OtherAnswer(other.id))

    def _duration(self, text: Tree, place: Place) -> Duration:
        try:
            return read_duration(text if isinstance(text, str) else "")
        except BadAnswerError:
            self._refuse(place, "needs a length of time, like 18 years or 28 days")
