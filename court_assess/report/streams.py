"""Streams whose length every reader agrees on.

A stream whose last byte is a carriage return, followed by the line feed that stands before
``endstream``, looks to some readers as if it ended one byte earlier: the two read as one line end.
PDF/A asks that the length be beyond doubt (ISO 19005-3, 6.1.6.1). One compressed stream in 256 ends
so, whatever its compression, because its last bytes are a checksum; it is written in hexadecimal.
"""

from __future__ import annotations

from typing import Any

import pydyf

IN_DOUBT = b"\r\nendstream"
HEXADECIMAL = "/ASCIIHexDecode"
_written = pydyf.Stream.data.fget


def agree_on_lengths() -> None:
    """Make every stream that is written from now on end in a byte that is no line end."""
    pydyf.Stream.data = property(_beyond_doubt)


def _beyond_doubt(stream: Any) -> bytes:  # noqa: ANN401 - pydyf ships no types
    data: bytes = _written(stream)
    if not data.endswith(IN_DOUBT):
        return data
    content = data[data.index(b"stream\n") + len(b"stream\n") : -len(b"\nendstream")]
    inner = "/FlateDecode" if stream.compress else stream.extra.get("Filter", "")
    extra = {**stream.extra, "Filter": f"[{HEXADECIMAL} {inner}]"}
    written: bytes = _written(pydyf.Stream([content.hex().encode() + b">"], extra))
    return written
