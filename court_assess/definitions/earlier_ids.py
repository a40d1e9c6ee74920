"""What earlier releases asked under another id, put where it is asked now."""

from __future__ import annotations

from collections.abc import Mapping

from court_assess.domain.answers import Answer
from court_assess.domain.questions import Question

# The one day of a source was the day of what its status said.
DAY_OF_SOURCE, STATUS = "src.on", "src.status"
ASKED_NOW: Mapping[object, str] = {
    "requested": "src.requested_on",
    "received": "src.received_on",
}


def as_asked_now(group: Question, row: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """Return the answers of an entry, each under the id that asks for it now."""
    status = row.get(STATUS)
    now = ASKED_NOW.get(status.value, "") if status else ""
    is_asked = any(one.id == now for one in group.questions)
    if not is_asked or DAY_OF_SOURCE not in row or now in row:
        return row
    return {now if one == DAY_OF_SOURCE else one: answer for one, answer in row.items()}
