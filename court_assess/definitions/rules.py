"""Build the rule book from its files, every condition with its authority and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from court_assess.definitions.answers import AnswersReader
from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.definitions.drug_tests import guide_of
from court_assess.definitions.named_dates import named_dates
from court_assess.definitions.operators import CONDITION_KEYS, LAW, RESULTS
from court_assess.definitions.places import Place
from court_assess.definitions.problems import Problems, meant, quoted
from court_assess.definitions.rule_shapes import (
    AdviceShape,
    ConditionShape,
    ExampleShape,
    FactorShape,
    FlagShape,
    InForceShape,
    LimitShape,
    RulesShape,
)
from court_assess.definitions.shaping import shape
from court_assess.definitions.trees import all_blocks, blocks
from court_assess.domain.evaluation import Condition
from court_assess.domain.questions import Questionnaire
from court_assess.domain.rules import (
    Advice,
    ConditionOfLaw,
    CourtQuestion,
    Example,
    Factor,
    Flag,
    InForce,
    LocalPractice,
    Order,
    Requirement,
    Route,
    RuleBook,
)

WHOLE_FINDINGS = ("order_possible", "outcome")
T = TypeVar("T")


@dataclass(slots=True)
class RulesBuilder:
    """Collects rule files, then builds rules whose conditions could be read."""

    problems: Problems
    files: list[tuple[Document, RulesShape]] = field(default_factory=list)
    faulty: list[Document] = field(default_factory=list)
    law: list[tuple[ConditionOfLaw, Place]] = field(default_factory=list)
    flags: list[tuple[Flag, Place]] = field(default_factory=list)
    factors: list[tuple[Factor, Place]] = field(default_factory=list)
    _seen: dict[str, Place] = field(default_factory=dict)

    def collect(self, documents: Mapping[str, Document]) -> None:
        """Read the shapes of all rule files, in the order of their names."""
        for name in sorted(documents):
            read = shape(RulesShape, documents[name].tree, documents[name], (), self.problems)
            if read is None:
                self.faulty.append(documents[name])
            else:
                self.files.append((documents[name], read))

    def named_trees(self) -> dict[str, tuple[Document, Path_, Tree, str]]:
        """Return every named condition with its place."""
        named: dict[str, tuple[Document, Path_, Tree, str]] = {}
        for document, read in self.files:
            for name, one in read.named.items():
                path = ("named", name)
                if name in named:
                    self._problem(
                        Place(document, path), f"'{name}' is named already; choose another name"
                    )
                named[name] = (document, (*path, "when"), one.when, one.says)
        for document in self.faulty:
            for name, block in blocks(document.tree.get("named")):
                when = block.get("when", "")
                named.setdefault(name, (document, ("named", name, "when"), when, ""))
        return named

    def findings(self) -> frozenset[str]:
        """Return the ids that advice may speak of."""
        lists = [
            *(one.conditions for _, read in self.files for one in read.orders),
            *(one.conditions for _, read in self.files for one in read.requirements),
        ]
        ids = {condition.id for conditions in lists for condition in conditions}
        return frozenset(ids | self._ids_in_faulty() | set(WHOLE_FINDINGS))

    def _ids_in_faulty(self) -> set[str]:
        """Return what files of a faulty shape may name, so that one mistake gives one line."""
        blocks_in = (block for one in self.faulty for _, block in all_blocks(one.tree))
        return {found for block in blocks_in if isinstance(found := block.get("id"), str)}

    def build(self, reader: ConditionReader, questionnaire: Questionnaire) -> RuleBook:
        """Return the rule book; what could not be read is left out and recorded."""
        making = _Making(self, reader, questionnaire)
        dates = {
            name: one
            for d, r in self.files
            for name, one in named_dates(d, r, reader, questionnaire)
        }
        book = RuleBook(
            orders=tuple(one for d, r in self.files for one in making.orders(d, r)),
            requirements=tuple(one for d, r in self.files for one in making.requirements(d, r)),
            limits=tuple(one for d, r in self.files for one in making.limits(d, r)),
            court=tuple(one for d, r in self.files for one in making.court(d, r)),
            flags=tuple(one for d, r in self.files for one in making.flags(d, r)),
            factors=tuple(one for d, r in self.files for one in making.factors(d, r)),
            local=tuple(one for d, r in self.files for one in making.local(d, r)),
            dates=dates,
            drug_tests=guide_of(((d, r.drug_tests) for d, r in self.files), reader, self.problems),
        )
        for document in self.faulty:
            self._read_what_can_be_read(document, reader)
        return book

    def _read_what_can_be_read(self, document: Document, reader: ConditionReader) -> None:
        """Check the conditions of a file whose shape is faulty, so that all mistakes are told."""
        for path, block in all_blocks(document.tree):
            use = "law" if path[0] in LAW else "practice"
            use = "advice" if "advice" in path else use
            for key in CONDITION_KEYS:
                if key in block and path[0] != "named":
                    reader.read(block[key], Place(document, (*path, key), use=use))

    def warn_of_unused(self, reader: ConditionReader) -> None:
        """Warn of each named condition that nothing uses, and so nothing has checked."""
        for name, (document, path, _, _) in reader.named_trees.items():
            if name not in reader.used:
                message = f"'{name}' is not used by any rule; take it out, or use it"
                warning = document.problem(path[:-1], message, is_warning=True)
                self.problems.found.append(warning)

    def requirement_ids(self) -> frozenset[str]:
        """Return the ids that an area may say something of."""
        ids = {one.id for _, read in self.files for one in read.requirements}
        return frozenset(ids | self._ids_in_faulty())

    def once(self, rule_id: str, place: Place) -> None:
        """Record a problem if a rule of that id stands elsewhere already."""
        first = self._seen.setdefault(rule_id, place)
        if first is not place:
            line = first.document.marks.get(first.path, (1, 1))[0]
            where = f"{first.document.file} line {line}"
            message = f"'{rule_id}' is used already, in {where}; choose another id"
            self._problem(place.inside("id"), message)

    def _problem(self, place: Place, message: str) -> None:
        self.problems.found.append(place.document.problem(place.path, message))


@dataclass(slots=True)
class _Making:
    """Turns shapes into rules with one reader and one questionnaire."""

    builder: RulesBuilder
    reader: ConditionReader
    questionnaire: Questionnaire

    def problem(self, place: Place, message: str) -> None:
        self.builder.problems.found.append(place.document.problem(place.path, message))

    def orders(self, document: Document, read: RulesShape) -> Iterator[Order]:
        for number, one in enumerate(read.orders):
            place = Place(document, ("orders", number), use="law")
            self.builder.once(one.id, place)
            conditions = self.conditions(one.conditions, place.inside("conditions"))
            candidate = self.reader.read(one.candidate_when, place.inside("candidate_when"))
            if candidate is not None:
                yield Order(one.id, one.title, candidate, conditions)

    def requirements(self, document: Document, read: RulesShape) -> Iterator[Requirement]:
        for number, one in enumerate(read.requirements):
            place = Place(document, ("requirements", number), use="law")
            self.builder.once(one.id, place)
            conditions = self.conditions(one.conditions, place.inside("conditions"))
            here = Place(document, (*place.path, "advice"), use="advice")
            advice = tuple(self.advice(one.advice, here, self.recommendations(one.id)))
            in_force = self.in_force(one.in_force, place.inside("in_force"))
            considered = self.considered(one.considered_when, place)
            yield Requirement(one.id, one.title, conditions, advice, in_force, considered)

    def court(self, document: Document, read: RulesShape) -> Iterator[CourtQuestion]:
        for number, one in enumerate(read.court):
            place = Place(document, ("court", number), use="law")
            self.builder.once(one.id, place)
            conditions = self.conditions(one.conditions, place.inside("conditions"))
            in_force = self.in_force(one.in_force, place.inside("in_force"))
            considered = self.considered(one.considered_when, place)
            if considered is not None:
                says = one.says.model_dump()
                yield CourtQuestion(one.id, one.title, says, conditions, considered, in_force)

    def limits(self, document: Document, read: RulesShape) -> tuple[ConditionOfLaw, ...]:
        return self.conditions(read.limits, Place(document, ("limits",), use="law"))

    def considered(self, tree: Tree, place: Place) -> Condition | None:
        here = replace(place.inside("considered_when"), use="considered")
        return None if tree is None else self.reader.read(tree, here)

    def conditions(
        self, shapes: Sequence[ConditionShape], place: Place
    ) -> tuple[ConditionOfLaw, ...]:
        made = []
        for number, one in enumerate(shapes):
            here = place.inside(number)
            if number == 0 or shapes[number - 1].id != one.id:  # versions stand together
                self.builder.once(one.id, here)
            condition = self.condition(one, here)
            if condition is not None:
                made.append(condition)
                self.builder.law.append((condition, here))
        for number in range(1, len(shapes)):
            self.no_overlap(shapes[number - 1], shapes[number], place.inside(number))
        return tuple(made)

    def no_overlap(self, earlier: ConditionShape, later: ConditionShape, place: Place) -> None:
        """Record versions of one rule that overlap, or that leave days without any."""
        if earlier.id != later.id:
            return
        until = self.day(earlier.in_force.until, place) if earlier.in_force.until else None
        since = self.day(later.in_force.since, place) if later.in_force.since else None
        if until is None or since is None or until >= since:
            message = (
                f"two versions of '{later.id}' are in force together; 'until:' of the first is its"
                " last day, so write the day before this one's 'from:'"
            )
            self.problem(place.inside("in_force"), message)
        elif since - until != timedelta(days=1):
            message = (
                f"there is a gap before this version of '{later.id}': no version is in force from"
                f" {until + timedelta(days=1)} to {since - timedelta(days=1)}; close it"
            )
            self.problem(place.inside("in_force"), message)

    def condition(self, read: ConditionShape, place: Place) -> ConditionOfLaw | None:
        met = self.reader.read(read.met_when, place.inside("met_when"))
        not_met: Condition | None = None
        if read.not_met_when is not None:
            not_met = self.reader.read(read.not_met_when, place.inside("not_met_when"))
        examples = self.examples(read.examples, place)
        limit = read if isinstance(read, LimitShape) else None
        if met is None or (read.not_met_when is not None and not_met is None):
            return None
        return ConditionOfLaw(
            id=read.id,
            title=read.title,
            short=read.short,
            authority=read.authority,
            met_when=met,
            reasons=read.reasons.model_dump(),
            not_met_when=not_met,
            purpose=read.purpose,
            officers_act=read.officers_act == "yes",
            in_force=self.in_force(read.in_force, place.inside("in_force")),
            examples=examples,
            considered_when=self.considered(limit.considered_when, place) if limit else None,
            before_signing=limit is not None and limit.before_signing == "yes",
            tells_only=limit is not None and limit.tells_only == "yes",
            excused_by=self.excuse(limit.excused_by, place) if limit else "",
        )

    def excuse(self, question_id: str | None, place: Place) -> str:
        """Return the question whose answer excuses a limit, or record that there is none."""
        known = self.questionnaire.questions
        if question_id and question_id not in known:
            message = f"'{question_id}' is not a question{meant(question_id, known)}"
            self.problem(place.inside("excused_by"), message)
        return question_id or ""

    def in_force(self, read: InForceShape, place: Place) -> InForce:
        since, until = (
            self.day(read.since, place.inside("from")),
            self.day(read.until, place.inside("until")),
        )
        written = {name for _, one in self.builder.files for name in one.dates}
        if read.governed_by and read.governed_by not in written:
            near = meant(read.governed_by, written)
            message = f"'{read.governed_by}' is not a named date{near}"
            self.problem(place.inside("governed_by"), message)
            return InForce(since, until)
        return InForce(since, until, read.governed_by)

    def day(self, text: str | None, place: Place) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.problem(place, "is not a real date; write year-month-day")
            return None

    def examples(self, shapes: list[ExampleShape], place: Place) -> tuple[Example, ...]:
        held = {one.result for one in shapes}
        for result in RESULTS:
            if result not in held:
                message = f"needs an example with 'result: {result}'; add one under 'examples:'"
                self.problem(place, message)
        return tuple(
            self.example(one, place.inside("examples", number)) for number, one in enumerate(shapes)
        )

    def example(self, read: ExampleShape, place: Place) -> Example:
        reader = AnswersReader(
            self.questionnaire, place.document, self.builder.problems, self.reader.faulty
        )
        answers = reader.read(read.answers, (*place.path, "answers"))
        on = self.day(read.on, place.inside("on"))
        line = place.document.marks.get(place.path, (1, 1))[0]
        return Example(read.name, answers, read.result, on, line, read.area)

    def recommendations(self, requirement: str) -> tuple[str, ...]:
        """Return what an officer can recommend of a requirement; nothing where it is not asked."""
        question = self.questionnaire.questions.get(f"rec.{requirement}")
        return tuple(option.id for option in question.options) if question else ()

    def advice(
        self, shapes: list[AdviceShape], place: Place, known: tuple[str, ...]
    ) -> Iterator[Advice]:
        for number, one in enumerate(shapes):
            here = place.inside(number)
            for other in (each for each in one.agrees_with if each not in known):
                message = f"{quoted(other)} is no answer to the recommendation{meant(other, known)}"
                self.problem(here.inside("agrees_with"), message)
            if (one.when is None) == (one.otherwise is None):
                self.problem(here, "needs either 'when:' or 'otherwise: yes'")
                continue
            if one.when is None:
                if number != len(shapes) - 1:
                    self.problem(here, "'otherwise' catches all; move it to the end")
                yield Advice(one.id, one.title, one.says, None, frozenset(one.agrees_with))
                continue
            condition = self.reader.read(one.when, here.inside("when"))
            if condition is not None:
                agrees_with = frozenset(one.agrees_with)
                yield Advice(one.id, one.title, one.says, condition, agrees_with)

    def flags(self, document: Document, read: RulesShape) -> Iterator[Flag]:
        for number, one in enumerate(read.flags):
            place = Place(document, ("flags", number), use="practice")
            self.builder.once(one.id, place)
            flag = self.flag(one, place)
            if flag is not None:
                self.builder.flags.append((flag, place))
                yield flag

    def flag(self, read: FlagShape, place: Place) -> Flag | None:
        condition = self.reader.read(read.when, place.inside("when"))
        examples = self.examples(read.examples, place)
        if condition is None:
            return None
        return Flag(
            id=read.id,
            kind=read.kind,
            title=read.title,
            when=condition,
            action=read.action,
            tell=read.tell,
            source=read.source,
            confirmed_by=read.confirmed_by,
            prints=frozenset(read.print),
            routes=tuple(self.routes(read, place.inside("routes"))),
            examples=examples,
        )

    def routes(self, read: FlagShape, place: Place) -> Iterator[Route]:
        for number, one in enumerate(read.routes):
            condition = self.reader.read(one.when, place.inside(number, "when"))
            if condition is not None:
                yield Route(condition, one.action, one.tell, one.source)

    def factors(self, document: Document, read: RulesShape) -> Iterator[Factor]:
        for number, one in enumerate(read.factors):
            place = Place(document, ("factors", number), use="practice")
            self.builder.once(one.id, place)
            factor = self.factor(one, place)
            if factor is not None:
                self.builder.factors.append((factor, place))
                yield factor

    def factor(self, read: FactorShape, place: Place) -> Factor | None:
        condition = self.reader.read(read.when, place.inside("when"))
        examples = self.examples(read.examples, place)
        made = (read.action, read.source, examples)
        return Factor(read.id, read.title, condition, *made) if condition else None

    def local(self, document: Document, read: RulesShape) -> Iterator[LocalPractice]:
        for number, one in enumerate(read.local):
            place = Place(document, ("local", number), use="practice")
            self.builder.once(one.id, place)
            condition = self.reader.read(one.when, place.inside("when"))
            if condition is not None:
                yield LocalPractice(one.id, one.title, one.says, one.source, condition)
