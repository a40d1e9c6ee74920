"""Why a PDF was not made."""

from __future__ import annotations


class PdfFailedError(Exception):
    """A PDF could not be made; the message is one plain sentence, or two with what to do."""


class GivenUpError(Exception):
    """Nobody wants the document any more, so it was not made."""
