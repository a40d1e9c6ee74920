"""Read a condition from YAML, checking each id, option and value against the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.operands import BadConditionError, OperandReader
from court_assess.definitions.operators import (
    ADVICE_ONLY,
    DATES,
    ONE_CHOICE,
    OPERATORS_OF,
    RESULTS,
    SIZES,
    STATES,
    WHOLE_QUESTION,
)
from court_assess.definitions.places import Place
from court_assess.definitions.problems import meant, quoted
from court_assess.domain.answers import Status
from court_assess.domain.area import NOWHERE, STANDINGS, Area
from court_assess.domain.availability import AreaHas
from court_assess.domain.conditions import (
    OPERATORS,
    AllOf,
    AnyOf,
    CountRows,
    EveryRow,
    FindingIs,
    Named,
    Not,
    OpenFlag,
    SomeRow,
    StateIs,
    Views,
)
from court_assess.domain.evaluation import Condition
from court_assess.domain.latest import Latest
from court_assess.domain.questions import Question


@dataclass(slots=True)
class ConditionReader(OperandReader):
    """Reads conditions against the questions, named conditions and findings there are.

    ``held`` keeps each condition that could be read, whole, with its place.
    """

    named_trees: Mapping[str, tuple[Document, Path_, Tree, str]] = field(default_factory=dict)
    findings: frozenset[str] = frozenset()
    flag_kinds: tuple[str, ...] = ("red_flag", "safeguarding")
    _named: dict[tuple[str, str, str], Named] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    held: list[tuple[Condition, Place]] = field(default_factory=list)
    area: Area = NOWHERE
    requirements: frozenset[str] = frozenset()
    _reading: list[str] = field(default_factory=list)

    def read(self, tree: Tree, place: Place) -> Condition | None:
        """Return the condition, or None after recording what is wrong with it."""
        condition = self._readable(tree, place)
        if condition is not None:
            self.held.append((condition, place))
        return condition

    def _readable(self, tree: Tree, place: Place) -> Condition | None:
        try:
            return self._condition(tree, place)
        except BadConditionError:
            return None

    def _condition(self, tree: Tree, place: Place) -> Condition:
        if not isinstance(tree, dict) or not tree:
            self._refuse(
                place, "is not a condition; write it like {question: drr.willing, is: yes}"
            )
        forms, first = self._forms(), next(iter(tree))
        key = next((one for one in forms if one in tree), "")
        if not key:
            near = meant(first, forms)
            self._refuse(place.inside(first), f"is not a way to start a condition{near}")
        if key in ADVICE_ONLY and place.use != "advice":
            self._refuse(place.inside(key), "can only be used in advice, which comes after the law")
        return forms[key](tree, place)

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
            "latest": self._latest,
            "question": self._question,
            "rests_on": self._rests_on,
            "finding": self._finding,
            "some_finding": self._finding,
            "open_flag": self._open_flag,
            "area": self._area_has,
        }

    def _parts(self, key: str, tree: dict[str, Tree], place: Place) -> tuple[Condition, ...]:
        self._only(tree, place, key)
        here = place.inside(key)
        if not isinstance(tree[key], list):
            self._refuse(here, "needs a list of conditions; start each with '- '")
        if not tree[key]:
            self._refuse(here, "is empty; add at least one condition")
        # Read them all before giving up, so that each mistake is told in the same run.
        parts = [self._readable(one, here.inside(number)) for number, one in enumerate(tree[key])]
        if any(part is None for part in parts):
            raise BadConditionError
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
        if not isinstance(group, str):
            self._refuse(here, "needs the id of one repeating group, as plain text")
        if group in self.faulty:
            raise BadConditionError
        groups = [one.id for one in self.questions.values() if one.kind == "group"]
        if group not in groups:
            self._refuse(here, f"{quoted(group)} is not a repeating group{meant(group, groups)}")
        self._no_test(group, here)
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

    def _latest(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "latest", "is")
        asked, here = tree["latest"], place.inside("latest")
        if not isinstance(asked, list) or len(asked) < 2:  # noqa: PLR2004 - a first and a later one
            self._refuse(here, "needs a list of questions, the one asked first in front")
        questions = [self._asked(one, here.inside(number)) for number, one in enumerate(asked)]
        value = self._need(tree, place, "is")
        for number, question in enumerate(questions):
            if OPERATORS_OF.get(question.kind) != ONE_CHOICE:
                self._refuse(here.inside(number), "is not a question with one answer to choose")
            self._option(question, value, place.inside("is"))
        statements = tuple(option.id for option in questions[0].options)
        return Latest(tuple(one.id for one in questions), statements, str(value))

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

    def _answered(self, question: Question, value: Tree, place: Place) -> Condition:
        yes_or_no = self._listed([value], place, ("yes", "no"))[0]
        condition = StateIs(question.id, (Status.GIVEN.value,))
        return condition if yes_or_no == "yes" else Not(condition)

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
        if not isinstance(finding, str) or finding not in self.findings:
            near = meant(str(finding), self.findings)
            self._refuse(place, f"{quoted(finding)} is not a finding{near}")
        return finding

    def _open_flag(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "open_flag")
        return OpenFlag(
            self._listed([tree["open_flag"]], place.inside("open_flag"), self.flag_kinds)[0]
        )

    def _area_has(self, tree: dict[str, Tree], place: Place) -> Condition:
        self._only(tree, place, "area", "is")
        requirement = tree["area"]
        if not isinstance(requirement, str) or requirement not in self.requirements:
            near = meant(str(requirement), self.requirements)
            self._refuse(place.inside("area"), f"{quoted(requirement)} is not a requirement{near}")
        standing = self._need(tree, place, "is")
        (said,) = self._listed([standing], place.inside("is"), STANDINGS)
        home = self.area.home if self.area.needs_home(requirement) else ""
        return AreaHas(requirement, said, home)
