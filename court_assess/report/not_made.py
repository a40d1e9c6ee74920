"""Why a document is not made: its own module, because documents and their registry both name it."""

from __future__ import annotations


class NotMadeError(Exception):
    """A document may not be made; the message is one plain sentence that says why."""
