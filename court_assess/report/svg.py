"""The few shapes that the pictures are drawn with: black on white, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

FONTS = "Noto Sans, DejaVu Sans, sans-serif"
TEXT_SIZE = 13


def image(width: int, height: int, shapes: Iterable[str]) -> str:
    """Return a whole picture; ``width`` and ``height`` are in its own units."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONTS}" font-size="{TEXT_SIZE}">'
        f'<rect x="0" y="0" width="{width}" height="{height}" fill="#fff"/>{"".join(shapes)}</svg>'
    )


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Return words whose foot is at ``y``; ``anchor`` is start, middle or end."""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def frame(x: float, y: float, width: float, height: float) -> str:
    """Return an empty box: the most that a bar in it could come to."""
    return _box(x, y, width, height, 'fill="#fff" stroke="#000" stroke-width="0.7"')


def bar(x: float, y: float, width: float, height: float) -> str:
    """Return a filled box."""
    return _box(x, y, width, height, 'fill="#000"')


def line(x1: float, y1: float, x2: float, y2: float, width: float) -> str:
    """Return a straight line."""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
        f'stroke="#000" stroke-width="{width:g}"/>'
    )


def ring(x: float, y: float, radius: float) -> str:
    """Return an open circle."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="#fff" stroke="#000" stroke-width="2"/>'
    )


def cross(x: float, y: float, arm: float) -> str:
    """Return two crossed strokes around a point."""
    return line(x - arm, y - arm, x + arm, y + arm, 2) + line(x - arm, y + arm, x + arm, y - arm, 2)


def box(x: float, y: float, size: float) -> str:
    """Return an open square around a point."""
    look = 'fill="#fff" stroke="#000" stroke-width="2"'
    return _box(x - size / 2, y - size / 2, size, size, look)


def square(x: float, y: float, size: float) -> str:
    """Return a filled square around a point."""
    return bar(x - size / 2, y - size / 2, size, size)


def _box(x: float, y: float, width: float, height: float, look: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {look}/>'
