"""Three-valued logic: true, false and not known.

Pure. An unanswered question makes a condition *not known*, never false, so
``not`` can never turn a gap in the form into a finding about a person.
"""

from __future__ import annotations

from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """A strong-Kleene truth value."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "not known"

    def __bool__(self) -> NoReturn:
        """Refuse ``if truth:``, which would quietly read UNKNOWN as yes or no."""
        msg = "compare with Truth.TRUE, Truth.FALSE or Truth.UNKNOWN instead"
        raise TypeError(msg)


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

_NEGATED = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}


def negate(value: Truth) -> Truth:
    """Swap true and false; not known stays not known."""
    return _NEGATED[value]


def truth_of(held: bool) -> Truth:  # noqa: FBT001 - the one place where a plain yes or no becomes a truth
    """Return the truth value of a comparison whose operands are known."""
    return TRUE if held else FALSE
