"""Where a part of a definition stands, so that a mistake in it is told there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from court_assess.definitions.documents import Document, Path_, Tree
from court_assess.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition stands: its file and path, the group whose row it is asked of, and its use.

    ``use`` is ``page``, ``law``, ``considered`` (when the law is looked at), ``practice`` or
    ``advice``: law reads answers only, and only advice may read what the law came to.
    """

    document: Document
    path: Path_
    group: str = ""
    use: str = "page"

    def inside(self, *parts: str | int) -> Place:
        """Return the place of something inside."""
        return replace(self, path=(*self.path, *parts))


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was read, and where it was written."""

    question: Question
    document: Document
    path: Path_
    tree: Tree

    def place(self, key: str) -> Place:
        """Return the place of one of its lines."""
        return Place(self.document, (*self.path, key))
