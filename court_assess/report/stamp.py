"""What a document says of itself: draft or signed, which version, by whom, when and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from court_assess.domain.local import LocalSettings


@dataclass(frozen=True, slots=True)
class Stamp:
    """The standing of a document; ``reason`` says why a later version replaces an earlier one.

    A hand-over also says whom it is ``made_for`` and on what ``basis`` (consent, life_or_health or
    law); its ``reason`` is why it may be shared. ``made_at`` is the minute it was made. ``local``
    are the settings of the area; ``large_print`` is how somebody asked to be given it.
    """

    is_draft: bool
    version: int = 0
    signer: str = ""
    role: str = ""
    signed_on: date | None = None
    prepared_on: date | None = None
    reason: str = ""
    made_for: str = ""
    basis: str = ""
    made_at: datetime | None = None
    local: LocalSettings = field(default_factory=LocalSettings)
    large_print: bool = False

    @property
    def made_on(self) -> date | None:
        """Return the day the document carries; no clock is read."""
        return self.signed_on or self.prepared_on
