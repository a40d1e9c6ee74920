"""What a document says of itself: draft or signed, which version, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stamp:
    """The standing of a document; ``reason`` says why a later version replaces an earlier one."""

    is_draft: bool
    version: int = 0
    signer: str = ""
    role: str = ""
    signed_on: date | None = None
    prepared_on: date | None = None
    reason: str = ""

    @property
    def made_on(self) -> date | None:
        """Return the day the document carries; no clock is read."""
        return self.signed_on or self.prepared_on
