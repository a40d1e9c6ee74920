"""What was not known today: declined, not known, not asked and not yet asked, each on its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import Item, progress
from court_assess.report.blocks import Block, Entry, Note, listed
from court_assess.report.reading import COURT, CourtReading, in_a_sentence

LABELS = {
    Status.DECLINED.value: "The person chose not to answer",
    Status.NOT_KNOWN.value: "Asked, and not known",
    Status.NOT_ASKED.value: "Not asked, and why",
    NOT_YET_ASKED: "Required, and not yet asked",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer, as people name it, and why it was not asked."""

    name: str
    reason: str

    def __str__(self) -> str:
        """Return the name and the reason."""
        return f"{self.name} ({self.reason})" if self.reason else self.name


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of each kind; only questions printed for the court."""

    by_state: tuple[tuple[str, tuple[Gap, ...]], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that was not known, whatever the reason."""
        return tuple(gap.name for _, gaps in self.by_state for gap in gaps)

    def blocks(self) -> tuple[Block, ...]:
        """Return the four lists, as far as they hold anything."""
        if not self.names:
            return (Note("No question that this report needs is open."),)
        entries = (
            Entry(LABELS[state], "; ".join(str(gap) for gap in gaps))
            for state, gaps in self.by_state
            if gaps
        )
        return listed(entries)


def gaps_of(reading: CourtReading, whole: AnswerReading) -> Gaps:
    """Sort the unanswered questions by why they are unanswered."""
    lacking = [item for section in progress(whole) for item in section.lacking]
    open_items = [item for item in lacking if COURT in item.question.prints]
    unanswered = [item for item in reading.items if item.answer and not item.answer.is_given]
    return Gaps(
        tuple(
            (
                state,
                _gaps((one for one in (*unanswered, *open_items) if one.state == state), reading),
            )
            for state in LABELS
        )
    )


def _gaps(items: Iterable[Item], reading: CourtReading) -> tuple[Gap, ...]:
    return tuple(dict.fromkeys(_gap(item, reading) for item in items))


def _gap(item: Item, reading: CourtReading) -> Gap:
    name = item.question.short
    group = reading.question(item.question.group)
    if item.row is not None and group is not None:
        name = f"{reading.row_label(group, item.row)}, {in_a_sentence(name)}"
    return Gap(name, item.answer.note if item.answer else "")
