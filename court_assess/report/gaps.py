"""What was not known today: declined, not known, not asked and not yet asked, each on its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.domain.reading import AnswerReading
from court_assess.domain.walk import Item, progress
from court_assess.domain.wording import in_a_sentence
from court_assess.report.blocks import Block, Entry, listed
from court_assess.report.reading import AudienceReading

LABELS = {
    Status.DECLINED.value: "The person chose not to answer",
    Status.NOT_KNOWN.value: "Asked, and not known",
    Status.NOT_ASKED.value: "Not asked, and why",
    NOT_YET_ASKED: "Required, and not yet asked",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer, as people name it, and why it was not asked.

    ``rank`` is 0 if it could settle a condition of law, 1 if the report needs it, else 2.
    """

    name: str
    reason: str
    rank: int = 0

    def __str__(self) -> str:
        """Return the name and the reason."""
        return f"{self.name} ({self.reason})" if self.reason else self.name


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of each kind; only questions printed for the audience."""

    by_state: tuple[tuple[str, tuple[Gap, ...]], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that was not known, whatever the reason; what matters most comes first."""
        gaps = [gap for _, gaps in self.by_state for gap in gaps]
        gaps.sort(key=lambda gap: gap.rank)
        return tuple(dict.fromkeys(gap.name for gap in gaps))

    def blocks(self) -> tuple[Block, ...]:
        """Return the four lists, as far as they hold anything."""
        entries = (
            Entry(LABELS[state], "; ".join(str(gap) for gap in gaps))
            for state, gaps in self.by_state
            if gaps
        )
        return listed(entries)


def gaps_of(
    reading: AudienceReading,
    whole: AnswerReading,
    decisive: tuple[str, ...] = (),
    elsewhere: Collection[str] = (),
) -> Gaps:
    """Sort the unanswered questions by why they are unanswered; some could settle a condition.

    What stands ``elsewhere`` is no gap of this document.
    """
    lacking = [item for section in progress(whole) for item in section.lacking]
    open_items = [
        item
        for item in lacking
        if reading.may_read(item.question) and item.question.id not in elsewhere
    ]
    unanswered = [
        item
        for item in reading.items
        if item.answer and not item.answer.is_given and item.question.id not in elsewhere
    ]
    return Gaps(
        tuple(
            (
                state,
                _gaps(
                    (one for one in (*unanswered, *open_items) if one.state == state),
                    reading,
                    decisive,
                ),
            )
            for state in LABELS
        )
    )


def _gaps(
    items: Iterable[Item], reading: AudienceReading, decisive: tuple[str, ...]
) -> tuple[Gap, ...]:
    return tuple(dict.fromkeys(_gap(item, reading, decisive) for item in items))


def _gap(item: Item, reading: AudienceReading, decisive: tuple[str, ...]) -> Gap:
    name = item.question.short
    group = reading.question(item.question.group)
    if item.row is not None and group is not None:
        name = f"{reading.row_label(group, item.row)}, {in_a_sentence(name)}"
    rank = 0 if item.question.id in decisive else 1 if item.question.required else 2
    return Gap(name, item.answer.note if item.answer else "", rank)
