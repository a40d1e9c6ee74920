"""The boxes of a paper form as fillable fields that PDF/A-3a and PDF/UA-1 both allow.

WeasyPrint places an input, tags it and names it, but what it writes of a field breaks both
profiles: it asks the viewer to draw the fields, gives text fields no appearance, and puts full
stops into partial names. So the page holds check boxes alone, each named for what it shall be (see
``blank_boxes``), and here each is made into that field: with an appearance, in a tree of names, and
with one small embedded font to type in. WeasyPrint's own objects are changed before it writes them.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pydyf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from court_assess.report.fonts import FOLDER

FONT = "Noto"
FONT_FILE = "NotoSans-Regular.ttf"
FIRST, LAST = 32, 255  # the codes of WinAnsiEncoding
NO_CHARACTER = (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)
NON_SYMBOLIC = 1 << 5
READ_ONLY, MULTILINE = 1, 1 << 12  # ISO 32000-1, tables 221 and 228
FITTED, SMALL = 0, 9  # points; 0 lets the viewer fit the text into its one line
INK = 0
EMPTY = b"/Tx BMC EMC"


def make_fields(document: object, pdf: pydyf.PDF) -> None:
    """Turn the check boxes of a page into the fields that their names ask for, if it has any."""
    del document  # WeasyPrint passes it to every finisher
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    tree, drawings = _Tree(pdf), _Drawings(pdf)
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT: _font(pdf)})})
    pdf.add_object(resources)
    for widget in [one for one in pdf.objects if _is_widget(one)]:
        asked, _, name = widget["T"].string.rpartition(":")
        kind, _, detail = asked.partition(":")
        drawing = _drawing_of(pdf, widget)
        if kind != "tick":
            _write_in(widget, kind, detail)
            drawing.stream = [_drawn(detail) if kind == "shown" else EMPTY]
            drawing.extra["Resources"] = resources.reference
        reference = drawings.once(drawing)
        widget["AP"]["N"] = pydyf.Dictionary({"on": reference}) if kind == "tick" else reference
        widget.pop("MK", None)
        tree.hang(widget, name)
    form.clear()
    form.update(
        {
            "Fields": tree.roots,
            "DR": resources.reference,
            "DA": pydyf.String(_typed(FITTED)),
        }
    )


def _is_widget(one: object) -> bool:
    return isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Widget"


class _Tree:
    """The fields by name: a full stop in a name parts a field from the one above it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf, self.roots = pdf, pydyf.Array()
        self.branches: dict[str, pydyf.Dictionary] = {}

    def hang(self, widget: pydyf.Dictionary, name: str) -> None:
        """Put a field in its place."""
        above, _, own = name.rpartition(".")
        widget["T"] = pydyf.String(own)
        if above:
            widget["Parent"] = self._branch(above).reference
            self._branch(above)["Kids"].append(widget.reference)
        else:
            self.roots.append(widget.reference)

    def _branch(self, name: str) -> pydyf.Dictionary:
        if name not in self.branches:
            branch = pydyf.Dictionary({"Kids": pydyf.Array()})
            self.pdf.add_object(branch)
            self.branches[name] = branch
            self.hang(branch, name)
        return self.branches[name]


def _drawing_of(pdf: pydyf.PDF, widget: pydyf.Dictionary) -> pydyf.Stream:
    """Return the stream in which WeasyPrint has drawn a widget's tick."""
    reference = widget["AP"]["N"]["on"]
    return pdf.objects[int(reference.split()[0])]


class _Drawings:
    """The drawings of boxes, each kept once: thousands of boxes are of few sizes."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.kept: dict[bytes, bytes] = {}

    def once(self, drawing: pydyf.Stream) -> bytes:
        """Return the reference of the first drawing like this one; this one then goes."""
        drawing.extra["BBox"] = pydyf.Array(round(one, 2) for one in drawing.extra["BBox"])
        drawing.compress = False  # thousands of times, only to see that they are the same
        if drawing.data not in self.kept:
            self.kept[drawing.data] = drawing.reference
        elif self.kept[drawing.data] != drawing.reference:
            empty = pydyf.Dictionary()  # an object's number is its place in the list
            empty.number = drawing.number
            self.pdf.objects[drawing.number] = empty
        return self.kept[drawing.data]


def _write_in(widget: pydyf.Dictionary, kind: str, detail: str) -> None:
    """Make a text field of a widget: to write in, or (``shown``) to read."""
    is_shown = kind == "shown"
    widget.pop("AS")
    widget["FT"] = "/Tx"
    widget["V"] = pydyf.String(detail if is_shown else "")
    widget["DA"] = pydyf.String(_typed(SMALL if kind == "lines" or is_shown else FITTED))
    widget["Ff"] = {"lines": MULTILINE, "shown": READ_ONLY}.get(kind, 0)
    if not is_shown:
        widget["MaxLen"] = int(detail)


def _typed(size: int) -> str:
    return f"/{FONT} {size} Tf {INK} g"


def _drawn(text: str) -> bytes:
    """Draw a short text of letters and digits."""
    return f"/Tx BMC q BT {_typed(SMALL)} 2 3 Td ({text}) Tj ET Q EMC".encode("ascii")


def _font(pdf: pydyf.PDF) -> bytes:
    """Embed the font to type in, once, and return its reference."""
    content, font = _subset()
    scale = 1000 / font["head"].unitsPerEm
    file = pydyf.Stream([content], pydyf.Dictionary({"Length1": len(content)}), compress=True)
    pdf.add_object(file)
    head, across = font["head"], font["hhea"]
    name = f"/AAAAAA+{font['name'].getDebugName(6)}"
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": NON_SYMBOLIC,
            "FontBBox": pydyf.Array(
                round(one * scale) for one in (head.xMin, head.yMin, head.xMax, head.yMax)
            ),
            "ItalicAngle": 0,
            "Ascent": round(across.ascent * scale),
            "Descent": round(across.descent * scale),
            "CapHeight": round(font["OS/2"].sCapHeight * scale),
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    made = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": pydyf.Array(_widths(font, scale)),
            "Encoding": "/WinAnsiEncoding",
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(made)
    reference: bytes = made.reference
    return reference


def _character(code: int) -> int:
    return FIRST if code in NO_CHARACTER else ord(bytes([code]).decode("cp1252"))


def _widths(font: Any, scale: float) -> list[int]:  # noqa: ANN401 - fontTools ships no types
    drawn, widths = font.getBestCmap(), font["hmtx"]
    names = (drawn[_character(code)] for code in range(FIRST, LAST + 1))
    return [round(widths[name][0] * scale) for name in names]


@cache
def _subset() -> tuple[bytes, Any]:
    """Return the font with the characters of WinAnsiEncoding alone, as bytes and as read."""
    options = Options()
    options.recalc_timestamp = False
    font = TTFont(FOLDER / FONT_FILE, recalcTimestamp=False)
    for table in ("GDEF", "GPOS", "GSUB"):  # a viewer sets letter after letter
        del font[table]  # here, as the subsetter would read them first, which takes a second
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[_character(code) for code in range(FIRST, LAST + 1)])
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), font
