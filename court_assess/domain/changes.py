"""What would change an outcome: the fewest answers that turn it, and what each turns it to.

Nothing here is advice. It says what the rules would find if an answer were another one, so that
whoever reads the finding sees what it hangs on. Days that are known stay as they are: nobody can
answer them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from court_assess.domain.answers import Answers, Row
from court_assess.domain.assessment import Library
from court_assess.domain.conditions import Not, questions_read
from court_assess.domain.evaluation import Condition
from court_assess.domain.findings import COURT, Finding, Judgement, Judging, order_possible
from court_assess.domain.reading import AnswerReading
from court_assess.domain.results import MET, NOT_MET, UNDECIDED
from court_assess.domain.rules import ConditionOfLaw, Order, Requirement, RuleBook
from court_assess.domain.truth import FALSE, TRUE
from court_assess.domain.trying import Spot, leaves_by_question, put, values_to_try
from court_assess.domain.turning import NEW, Turning
from court_assess.domain.values import Value

MOST_TOGETHER = 4  # answers that are changed within what hangs together
MOST_OF_ALTERNATIVES = 2  # answers, where several ways lead to an outcome
MOST_IN_ALL = 16  # in all places together
MOST_WAYS = 24  # that are told for one outcome
ANY_BUT_NOT_MET = frozenset({MET, UNDECIDED})


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to one question; any of ``values`` does the same."""

    spot: Spot
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An outcome, and the ways to it with the fewest answers; those of one way go together."""

    outcome: str
    ways: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What must come out in a certain way: a condition of law, or whether any order is open."""

    conditions: tuple[ConditionOfLaw, ...] = ()  # the versions of one
    orders: tuple[Order, ...] = ()

    def result(self, judging: Judging) -> str:
        if not self.conditions:
            return order_possible(tuple(judging.order(one) for one in self.orders))
        found = judging.of_versions(self.conditions)
        return found.result if found else MET

    def reads(self) -> Iterator[Condition]:
        laws = (*self.conditions, *(one for order in self.orders for one in order.conditions))
        for law in laws:
            yield law.met_when
            if law.not_met_when is not None:
                yield law.not_met_when
        yield from (order.candidate_when for order in self.orders)

    def spots(self, judging: Judging, wanted: str) -> Iterator[Spot]:
        """Yield answers of which one must change before the result is the one wanted."""
        turning = Turning(judging.reading)
        for law in self.conditions:
            yield from _spots_of(law, turning, wanted)
        for order in self.orders:
            yield from self._spots_of_order(order, judging, turning, wanted)

    def _spots_of_order(
        self, order: Order, judging: Judging, turning: Turning, wanted: str
    ) -> Iterator[Spot]:
        is_candidate = order.candidate_when.evaluate(judging.reading).truth is not FALSE
        if wanted == MET and is_candidate:
            # Whatever stands in the way must turn, so it is enough to look at the first of it.
            blocking = (one for one in order.conditions if _blocks(judging.finding(one)))
            for law in islice(blocking, 1):
                for enough in (MET, UNDECIDED) if law.purpose == COURT else (MET,):
                    yield from _spots_of(law, turning, enough)
            return
        # An order that is none in question can become one, and the other way round.
        yield from turning.spots(order.candidate_when, TRUE)
        if wanted == MET:
            return
        yield from turning.spots(Not(order.candidate_when), TRUE)
        for law in order.conditions if is_candidate else ():
            yield from _spots_of(law, turning, wanted)


def _blocks(found: Finding) -> bool:
    """Whether a condition keeps an order from being open; the court's choices only close it."""
    return found.result == NOT_MET or (found.result == UNDECIDED and found.purpose != COURT)


def _spots_of(law: ConditionOfLaw, turning: Turning, wanted: str) -> Iterator[Spot]:
    against = law.not_met_when if law.not_met_when is not None else Not(law.met_when)
    if wanted == MET:
        yield from turning.spots(law.met_when, TRUE)
        return
    yield from turning.spots(law.met_when, FALSE)
    yield from turning.spots(against, TRUE if wanted == NOT_MET else FALSE)


@dataclass(frozen=True, slots=True)
class _Goal:
    """A subject and the results that will do."""

    subject: _Subject
    results: frozenset[str]


def what_would_change(judgement: Judgement, requirement_id: str) -> tuple[Turn, ...]:
    """Return the other outcomes that answers could turn a requirement to, nearest first.

    An outcome that takes more changes than are looked for is left out, never guessed. A conviction
    that is older than the rules stays so.
    """
    now = judgement.requirement(requirement_id).outcome
    if now == "outside_these_rules":
        return ()
    rules = judgement.asked_of
    requirement = next(one for one in rules.requirements if one.id == requirement_id)
    search = _Search(Library(judgement.reading.questionnaire, rules), judgement.reading)
    subjects, acts = _subjects(rules, requirement)
    turns = []
    for outcome, alternatives in _alternatives(subjects, acts).items():
        if outcome == now:
            continue
        ways = tuple(
            way for way in search.fewest(alternatives) if search.turns(way, requirement, outcome)
        )
        if ways:
            turns.append(Turn(outcome, _told(ways)))
    return tuple(sorted(turns, key=lambda turn: len(turn.ways[0])))


def _subjects(
    rules: RuleBook, requirement: Requirement
) -> tuple[tuple[_Subject, ...], tuple[_Subject, ...]]:
    """Return what the outcome hangs on, and the officer's own acts apart."""
    versions: dict[str, list[ConditionOfLaw]] = {}
    for one in requirement.conditions:
        versions.setdefault(one.id, []).append(one)
    subjects = [_Subject(tuple(same)) for same in versions.values()]
    acts = tuple(one for one in subjects if one.conditions[0].officers_act)
    others = [one for one in subjects if one not in acts]
    return (_Subject(orders=rules.orders), *others), acts


def _alternatives(
    others: tuple[_Subject, ...], acts: tuple[_Subject, ...]
) -> Mapping[str, list[tuple[_Goal, ...]]]:
    """Return what each outcome needs: one of these lists of goals (contracts, section 4)."""
    met = tuple(_Goal(one, frozenset({MET})) for one in others)
    acts_met = tuple(_Goal(one, frozenset({MET})) for one in acts)
    acts_stand = tuple(_Goal(one, ANY_BUT_NOT_MET) for one in acts)
    return {
        "available": [(*met, *acts_met)],
        "awaiting_recommendation": [(*met, *_one_open(acts, one)) for one in acts],
        "cannot_say_yet": [(*_one_open(others, one), *acts_stand) for one in others],
        "not_available": [(_Goal(one, frozenset({NOT_MET})),) for one in (*others, *acts)],
    }


def _one_open(subjects: tuple[_Subject, ...], is_open: _Subject) -> tuple[_Goal, ...]:
    return tuple(
        _Goal(one, frozenset({UNDECIDED}) if one is is_open else ANY_BUT_NOT_MET)
        for one in subjects
    )


def _fewest(ways: Iterable[tuple[Change, ...]]) -> tuple[tuple[Change, ...], ...]:
    """Return the shortest ways, each once, in the order in which they were found."""
    found = {frozenset(way): way for way in ways}
    fewest = min((len(way) for way in found.values()), default=0)
    return tuple(way for way in found.values() if len(way) == fewest)


def _told(ways: tuple[tuple[Change, ...], ...]) -> tuple[tuple[Change, ...], ...]:
    """Return the ways as they are told: those that differ in one answer alone are one way."""
    for place in range(len(ways[0])):
        alike: dict[tuple[object, ...], tuple[Change, ...]] = {}
        for way in ways:
            same = (*way[:place], way[place].spot, *way[place + 1 :])
            before = alike.get(same)
            values = (*before[place].values, *way[place].values) if before else way[place].values
            change = Change(way[place].spot, tuple(dict.fromkeys(values)))
            alike[same] = (*way[:place], change, *way[place + 1 :])
        ways = tuple(alike.values())
    return ways[:MOST_WAYS]


@dataclass(frozen=True, slots=True)
class _Search:
    """Tries answers, and judges what the goals need with them."""

    library: Library
    reading: AnswerReading

    def fewest(self, alternatives: list[tuple[_Goal, ...]]) -> tuple[tuple[Change, ...], ...]:
        """Return the ways of the fewest answers in which all goals of one alternative are reached.

        One that has no alternative is looked for further than one that has, of which a longer way
        may hide a shorter one that was not looked for.
        """
        if len(alternatives) == 1:
            return _fewest(self._ways(alternatives[0], MOST_IN_ALL, MOST_TOGETHER))
        for most in range(1, MOST_OF_ALTERNATIVES + 1):
            found = _fewest(way for goals in alternatives for way in self._ways(goals, most, most))
            if found:
                return found
        return ()

    def _ways(
        self, goals: tuple[_Goal, ...], most: int, together_most: int
    ) -> Iterator[tuple[Change, ...]]:
        """Yield every way of the fewest answers, if they are no more than ``most``.

        Goals that read nothing in common are looked at apart, and their answers put together.
        """
        parts: list[tuple[tuple[Change, ...], ...]] = []
        for together in self._together(goals):
            parts.append(self._part(together, min(most, together_most)))
            if not parts[-1]:
                return
            most -= len(parts[-1][0])
        for chosen in product(*parts):
            yield tuple(change for part in chosen for change in part)

    def turns(self, way: tuple[Change, ...], requirement: Requirement, outcome: str) -> bool:
        """Whether the whole judgement comes to an outcome with these answers."""
        answers = self.reading.answers
        for change in way:
            answers = put(answers, change.spot, change.values[0])
        judging = Judging(self.library, self._reading(answers))
        possible = order_possible(tuple(judging.order(one) for one in self.library.rules.orders))
        return judging.requirement(requirement, possible).outcome == outcome

    def _reading(self, answers: Answers) -> AnswerReading:
        return replace(self.reading, answers=answers, remembered={}, _shown={})

    def _part(self, goals: tuple[_Goal, ...], most: int) -> tuple[tuple[Change, ...], ...]:
        conditions = [one for goal in goals for one in goal.subject.reads()]
        gates = self.reading.questionnaire.gates
        asked = {question for one in conditions for question in questions_read(one)}
        leaves = leaves_by_question(
            [*conditions, *(gates[one] for one in self._closed(asked) if one in gates)]
        )
        for size in range(most + 1):
            found = _fewest(self._within(goals, leaves, self.reading.answers, size, frozenset()))
            if found:
                return found
        return ()

    def _within(
        self,
        goals: tuple[_Goal, ...],
        leaves: Mapping[str, tuple[Condition, ...]],
        answers: Answers,
        left: int,
        changed: frozenset[Spot],
    ) -> Iterator[tuple[Change, ...]]:
        """Yield ways of at most ``left`` more answers."""
        reading = self._reading(answers)
        judging = Judging(self.library, reading)
        missed = (self._missed(one, judging) for one in goals)
        spots = next((each for each in missed if each is not None), None)
        if spots is None:
            yield from () if _has_empty_entry(answers) else [()]
            return
        for spot in spots:
            if spot in changed:
                continue
            if self._is_group(spot):  # an entry more: what is said in it counts, not the entry
                added = _with_entry(answers, spot.question)
                yield from self._within(goals, leaves, added, left, changed | {spot})
                continue
            for values in self._values(reading, spot, leaves) if left else ():
                after = put(answers, spot, values[0])
                for way in self._within(goals, leaves, after, left - 1, changed | {spot}):
                    yield (Change(spot, values), *way)

    def _is_group(self, spot: Spot) -> bool:
        return self.reading.questionnaire.questions[spot.question].kind == "group"

    def _values(
        self, reading: AnswerReading, spot: Spot, leaves: Mapping[str, tuple[Condition, ...]]
    ) -> tuple[tuple[Value, ...], ...]:
        return values_to_try(reading, spot, leaves.get(spot.question, ()))

    def _missed(self, goal: _Goal, judging: Judging) -> tuple[Spot, ...] | None:
        """Return the answers of which one must change for a goal; None once it is reached."""
        if goal.subject.result(judging) in goal.results:
            return None
        wanted = (spot for one in sorted(goal.results) for spot in goal.subject.spots(judging, one))
        return tuple(dict.fromkeys(wanted))

    def _together(self, goals: tuple[_Goal, ...]) -> list[tuple[_Goal, ...]]:
        """Return the goals in groups that read nothing in common."""
        groups: list[tuple[set[str], tuple[_Goal, ...]]] = []
        for goal in goals:
            reads = {one for each in goal.subject.reads() for one in questions_read(each)}
            read = self._closed(reads)
            together: tuple[_Goal, ...] = (goal,)
            apart = []
            for others, held in groups:
                if others & read:
                    read, together = read | others, (*held, *together)
                else:
                    apart.append((others, held))
            groups = [*apart, (read, together)]
        return [together for _, together in groups]

    def _closed(self, asked: set[str]) -> set[str]:
        """Return questions with those that decide whether they are shown."""
        gates = self.reading.questionnaire.gates
        waiting, closed = list(asked), set[str]()
        while waiting:
            question_id = waiting.pop()
            if question_id not in closed:
                closed.add(question_id)
                waiting += questions_read(gates[question_id]) if question_id in gates else ()
        return closed


def _has_empty_entry(answers: Answers) -> bool:
    """Whether an entry was added in which nothing is said: that is no answer to anything."""
    return any(one.id == NEW and not one.answers for rows in answers.rows.values() for one in rows)


def _with_entry(answers: Answers, group: str) -> Answers:
    """Return the answers with an entry more in a list, with nothing said in it yet."""
    return replace(answers, rows={**answers.rows, group: (*answers.rows_of(group), Row(NEW))})
