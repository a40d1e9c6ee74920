"""A worker that makes no PDF and does at once what a test asks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from court_assess.report import PdfFailedError
from court_assess.report.failures import GivenUpError


@dataclass
class PretendedWorker:
    """Keeps what it made; ``during`` is called while a document is being made."""

    made: list[str] = field(default_factory=list)
    fails: bool = False
    warmed: int = 0
    is_closed: bool = False
    during: Callable[[Callable[[], bool]], object] = lambda _: None

    def warm(self) -> None:
        """Be ready at once."""
        self.warmed += 1

    def close(self) -> None:
        """End."""
        self.is_closed = True

    def render(self, html: str, attached: bytes, is_given_up: Callable[[], bool]) -> bytes:
        """Return bytes that only these words and this file have."""
        if self.fails:
            raise PdfFailedError("The PDF could not be made.")
        self.during(is_given_up)
        if is_given_up():
            raise GivenUpError
        self.made.append(html)
        return b"%PDF " + html.encode() + attached
