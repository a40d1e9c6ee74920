"""Give a question the options of another one, whichever of the two is written first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from court_assess.definitions.places import Place, Written
from court_assess.definitions.problems import Problems, meant
from court_assess.domain.questions import Question

WITH_OPTIONS = ("choice", "choices", "yes_no")


@dataclass(slots=True)
class OptionCopier:
    """Follows ``options_from:`` from question to question to the one that writes its options.

    What cannot be followed joins ``faulty``, so that nothing that speaks of it is blamed as well.
    """

    written: Mapping[str, Written]
    faulty: set[str]
    problems: Problems
    copied: dict[str, Question] = field(default_factory=dict)

    def copy(self) -> Mapping[str, Question]:
        """Return each question that takes its options from another, with them."""
        sources = {
            question_id: one.tree["options_from"]
            for question_id, one in self.written.items()
            if one.question.kind in WITH_OPTIONS and "options_from" in one.tree
        }
        for start in sources:
            way: dict[str, None] = {}
            following = start
            while following in sources and following not in way:
                if following in self.copied or following in self.faulty:
                    break
                way[following] = None
                following = sources[following]
            if following in way:
                self._circle(tuple(way), following)
                continue
            for question_id in reversed(way):
                self._take(question_id, sources[question_id])
        return self.copied

    def _circle(self, way: tuple[str, ...], back_to: str) -> None:
        around = (*way[way.index(back_to) :], back_to)
        message = f"takes its options from itself ({' → '.join(around)}); write them out in one"
        self._problem(self.written[around[-2]].place("options_from"), message)
        self.faulty.update(way)

    def _take(self, question_id: str, source_id: str) -> None:
        one = self.written[question_id]
        place = one.place("options_from")
        source = self.written.get(source_id)
        if source_id in self.faulty:
            self.faulty.add(question_id)
        elif source is None:
            near = meant(source_id, self.written)
            self._problem(place, f"'{source_id}' is not a question{near}")
            self.faulty.add(question_id)
        elif source.question.kind not in WITH_OPTIONS:
            kind = source.question.kind
            message = f"'{source_id}' has no options to take (its type is '{kind}'); name a choice"
            self._problem(place, message)
            self.faulty.add(question_id)
        else:
            self._join(one, self.copied.get(source_id, source.question))

    def _join(self, one: Written, source: Question) -> None:
        """Put the options of the source after those of ``also:``."""
        ids = [option.id for option in source.options]
        for number, option in enumerate(one.question.options):
            if option.id in ids:
                message = f"'{option.id}' is an option of {source.id} already; take it out here"
                self._problem(one.place("also").inside(number), message)
        options = (*one.question.options, *source.options)
        known, exclusive = [option.id for option in options], one.question.exclusive
        if exclusive and exclusive not in known:
            message = f"'{exclusive}' is not one of the options{meant(exclusive, known)}"
            self._problem(one.place("exclusive"), message)
        self.copied[one.question.id] = replace(one.question, options=options)

    def _problem(self, place: Place, message: str) -> None:
        self.problems.found.append(place.document.problem(place.path, message))
