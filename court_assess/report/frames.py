"""How the app and its PDF worker speak: a mark of one byte, a length of eight, then the bytes."""

from __future__ import annotations

from typing import IO

HTML, ATTACHED, PDF, FAILED = b"H", b"A", b"P", b"F"
LENGTH = 8


def write_frame(stream: IO[bytes], mark: bytes, content: bytes) -> None:
    """Write one frame and send it off."""
    stream.write(mark + len(content).to_bytes(LENGTH, "big") + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return the next frame's mark and content; EOFError if the other side has gone."""
    head = _read(stream, 1 + LENGTH)
    return head[:1], _read(stream, int.from_bytes(head[1:], "big"))


def _read(stream: IO[bytes], count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise EOFError
    return content
