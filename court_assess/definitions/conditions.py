"""Read a condition from YAML, checking each id, option and value against the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.operators import (
    ADVICE_ONLY,
    DATES,
    NUMBERS,
    OPERATORS_OF,
    RESULTS,
    SIZES,
    STATES,
    WHOLE_QUESTION,
)
from court_assess.definitions.problems import Problems, meant, quoted
from court_assess.domain.answers import Status
from court_assess.domain.conditions import (
    OPERATORS,
    AgeOf,
    AllOf,
    AnyOf,
    Comparison,
    CountRows,
    DateDistance,
    EveryRow,
    FindingIs,
    Named,
    Not,
    OpenFlag,
    Operand,
    OtherAnswer,
    SomeRow,
    StateIs,
    Today,
    Views,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.kinds import BadAnswerError, parse, read_duration
from court_assess.domain.questions import Question
from court_assess.domain.values import Duration


class _BadConditionError(Exception):
    """The condition cannot be read; the problem is recorded already."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition stands: its file and path, the group whose row it is asked of, and its use.

    ``use`` is ``page``, ``law``, ``practice`` or ``advice``: law reads answers only, and only
    advice may read what the law came to.
    """

    document: Document
    path: Path_
    group: str = ""
    use: str = "page"

    def inside(self, *parts: str | int) -> Place:
        """Return the place of something inside."""
        return replace(self, path=(*self.path, *parts))


@dataclass(slots=True)
class ConditionReader:
    """Reads conditions against the questions, named conditions and findings there are."""

    questions: Mapping[str, Question]
    tags: Mapping[str, str]
    problems: Problems
    named_trees: Mapping[str, tuple[Document, Path_, Tree, str]] = field(default_factory=dict)
    findings: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()  # ids that exist but could not be read
    flag_kinds: tuple[str, ...] = ("red_flag", "safeguarding")
    _named: dict[tuple[str, str, str], Named] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    _reading: list[str] = field(default_factory=list)

    def read(self, tree: Tree, place: Place) -> Condition | None:
        """Return the condition, or None after recording what is wrong with it."""
        try:
            return self._condition(tree, place)
        except _BadConditionError:
            return None

    def _condition(self, tree: Tree, place: Place) -> Condition:
        if not isinstance(tree, dict) or not tree:
            self._refuse(
                place, "is not a condition; write it like {question: drr.willing, is: yes}"
            )
        for key, read in self._forms().items():
            if key in tree:
                if key in ADVICE_ONLY and place.use != "advice":
                    self._refuse(
                        place.inside(key), "can only be used in advice, which comes after the law"
                    )
                return read(tree, place)
        first = next(iter(tree))
        return self._refuse(
            place.inside(first), f"is not a way to start a condition{meant(first, self._forms())}"
        )

    def _forms(self) -> dict[str, Callable[[dict[str, Tree], Place], Condition]]:
        return {
            "all": lambda tree, place: AllOf(self._parts("all", tree, place)),
            "any": lambda tree, place: AnyOf(self._parts("any", tree, place)),
            "not": self._not,
            "named": self._named_condition,
            "some": self._some,
            "every": self._every,
            "count": self._count,
            "views": self._views,
            "question": self._question,
            "rests_on": self._rests_on,
            "finding": self._finding,
            "some_finding": self._finding,
            "open_flag": self._open_flag,
        }

    def _refuse(self, place: Place, message: str) -> Condition:
        self.problems.found.append(place.document.problem(place.path, message))
        raise _BadConditionError

    def _only(self, tree: dict[str, Tree], place: Place, *allowed: str) -> None:
        for key in tree:
            if key not in allowed:
                self._refuse(place.inside(key), f"is not a key here{meant(key, allowed)}")

    def _need(self, tree: dict[str, Tree], place: Place, key: str) -> Tree:
        if key not in tree:
            self._refuse(place, f"needs '{key}:' as well")
        return tree[key]

    def _parts(self, key: str, tree: dict[str, Tree], place: Place) -> tuple[Condition, ...]:
        self._only(tree, place, key)
        here = place.inside(key)
        if not isinstance(tree[key], list):
            self._refuse(here, "needs a list of conditions; start each with '- '")
        if not tree[key]:
            self._refuse(here, "is empty; add at least one condition")
        # Read them all before giving up, so that each mistake is told in the same run.
        parts = [self.read(one, here.inside(number)) for number, one in enumerate(tree[key])]
        if any(part is None for part in parts):
            raise _BadConditionError
        return tuple(part for part in parts if part is not None)

    def _not(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "not")
        return Not(self._condition(tree["not"], place.inside("not")))

    def _named_condition(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "named")
        name, here = tree["named"], place.inside("named")
        if not isinstance(name, str) or name not in self.named_trees:
            self._refuse(
                here, f"{quoted(name)} is not a named condition{meant(str(name), self.named_trees)}"
            )
        if name in self._reading:
            self._refuse(here, f"{quoted(name)} is defined by itself; break the circle")
        self.used.add(name)
        known = (name, place.group, place.use)
        if known not in self._named:
            document, path, inner, says = self.named_trees[name]
            self._reading.append(name)
            try:
                condition = self._condition(inner, replace(place, document=document, path=path))
            finally:
                self._reading.remove(name)
            self._named[known] = Named(name, says, condition)
        return self._named[known]

    def _group(self, tree: dict[str, Tree], place: Place, key: str) -> tuple[str, Condition]:
        group, here = tree[key], place.inside(key)
        if group in self.faulty:
            raise _BadConditionError
        groups = [one.id for one in self.questions.values() if one.kind == "group"]
        if group not in groups:
            self._refuse(
                here, f"{quoted(group)} is not a repeating group{meant(str(group), groups)}"
            )
        where = self._need(tree, place, "where")
        return group, self._condition(where, replace(place.inside("where"), group=group))

    def _some(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "some", "where")
        return SomeRow(*self._group(tree, place, "some"))

    def _every(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "every", "where")
        return EveryRow(*self._group(tree, place, "every"))

    def _count(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "count", "where", *SIZES)
        group, where = self._group(tree, place, "count")
        operator = self._operator(tree, place, SIZES)
        return CountRows(
            group, where, operator, self._whole(tree[operator], place.inside(operator))
        )

    def _whole(self, text: Tree, place: Place) -> int:
        if not isinstance(text, str) or not text.isdecimal():
            self._refuse(place, "needs a whole number")
        return int(text)

    def _views(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "views", "agree_on")
        sources, agree = tree["views"], self._need(tree, place, "agree_on")
        if not isinstance(sources, dict) or not isinstance(agree, list):
            self._refuse(
                place, "needs 'views:' with 'name: question' lines and 'agree_on:' with a list"
            )
        for name, question_id in sources.items():
            here = place.inside("views", name)
            question = self._asked(question_id, here)
            for option in agree:
                self._value(question, option, place.inside("agree_on"))
        return Views(tuple(sources.items()), tuple(agree))

    def _asked(self, question_id: Tree, place: Place) -> Question:
        question = self.questions.get(question_id) if isinstance(question_id, str) else None
        if question is None and question_id in self.faulty:
            raise _BadConditionError
        if question is None:
            self._refuse(
                place,
                f"{quoted(question_id)} is not a question{meant(str(question_id), self.questions)}",
            )
            raise _BadConditionError
        if question.group and question.group != place.group:
            self._refuse(
                place,
                f"'{question.id}' is asked once for each row of '{question.group}'; put it in"
                f" 'some: {question.group}' with 'where:'",
            )
        return question

    def _question(self, tree: dict[str, Tree], place: Place) -> Condition:
        question = self._asked(tree["question"], place.inside("question"))
        allowed = (*OPERATORS_OF.get(question.kind, ()), *WHOLE_QUESTION)
        self._only(tree, place, "question", "before", *{*OPERATORS, "within", *WHOLE_QUESTION})
        operator = self._operator(tree, place, (*OPERATORS, "within", *WHOLE_QUESTION))
        here = place.inside(operator)
        if operator not in allowed:
            choices = ", ".join(allowed)
            self._refuse(
                here, f"does not fit a question of type '{question.kind}'; use one of: {choices}"
            )
        if operator in WHOLE_QUESTION and place.use == "law":
            self._refuse(
                here, "cannot be used in a rule of law: not answering is never a yes or a no"
            )
        if operator == "answered":
            return self._answered(question, tree[operator], here)
        if operator == "state":
            return StateIs(question.id, self._listed(tree[operator], here, STATES))
        if question.kind in DATES and operator in ("at_least", "at_most", "within"):
            return self._distance(question, operator, tree, place)
        return self._comparison(question, operator, tree[operator], here)

    def _operator(self, tree: dict[str, Tree], place: Place, known: tuple[str, ...]) -> str:
        used = [key for key in tree if key in known]
        if len(used) != 1:
            self._refuse(place, "needs exactly one comparison, like 'is: yes' or 'at_least: 4'")
        return used[0]

    def _answered(self, question: Question, value: Tree, place: Place) -> Condition:
        yes_or_no = self._listed([value], place, ("yes", "no"))[0]
        condition = StateIs(question.id, (Status.GIVEN.value,))
        return condition if yes_or_no == "yes" else Not(condition)

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
        if operator == "is_tagged":
            tagged = tuple(option.id for option in question.options if tree in option.tags)
            if not isinstance(tree, str) or tree not in self.tags or not tagged:
                self._refuse(
                    place,
                    f"no option of {question.id} has the tag '{tree}'{meant(str(tree), self.tags)}",
                )
            return Comparison(question.id, operator, tagged, self.tags[tree])
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
            raise

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
            raise

    def _rests_on(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "rests_on", "finding")
        finding = self._known_finding(self._need(tree, place, "finding"), place.inside("finding"))
        return FindingIs((f"{finding}:rests_on",), str(tree["rests_on"]))

    def _finding(self, tree: dict[str, Tree], place: Place) -> Condition:
        key = "finding" if "finding" in tree else "some_finding"
        self._only(tree, place, key, "is")
        names, here = tree[key], place.inside(key)
        listed = names if isinstance(names, list) and key == "some_finding" else [names]
        ids = tuple(self._known_finding(name, here) for name in listed)
        result = self._need(tree, place, "is")
        if ids != ("outcome",):
            self._listed([result], place.inside("is"), RESULTS)
        return FindingIs(ids, str(result))

    def _known_finding(self, finding: Tree, place: Place) -> str:
        if finding not in self.findings:
            self._refuse(
                place, f"{quoted(finding)} is not a finding{meant(str(finding), self.findings)}"
            )
        return str(finding)

    def _open_flag(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "open_flag")
        return OpenFlag(
            self._listed([tree["open_flag"]], place.inside("open_flag"), self.flag_kinds)[0]
        )
