"""What the PDF worker is given: a document as HTML, and the file that is attached to it."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Printable(NamedTuple):
    """A document ready to be set; ``attached`` is JSON that the PDF carries, empty for none."""

    html: str
    attached: bytes = b""

    def digest(self) -> str:
        """Return the hash of all that the PDF is made from: the same hash, the same bytes."""
        digest = hashlib.sha256(len(self.attached).to_bytes(8, "big"))
        digest.update(self.attached)
        digest.update(self.html.encode(errors="replace"))
        return digest.hexdigest()
