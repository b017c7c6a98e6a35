"""A page as pdfplumber takes it from pdfminer, without what no table needs.

pdfplumber makes a dictionary of every attribute of every object that pdfminer finds. Its tables are found
among rules alone: only these are laid before it, with what their edges are made of. Glyphs stay pdfminer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTCurve, LTLine, LTRect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager

from extractors.document import Box
from extractors.pdf.content_stream import Interpreter

_KINDS = {LTLine: "line", LTRect: "rect", LTCurve: "curve"}
BLANK = 32
"""The code that word spacing is added to."""
Character = tuple[str, Box, float]
"""Text, box from the upper left corner of the media box, and the height of the baseline."""


def read_characters(page: Any, resources: PDFResourceManager) -> list[Character]:
    """The characters of an open page of pdfplumber; its rules are set, for `page.find_tables()`.

    Raises what pdfminer raises for a page that it cannot read.
    """
    device = _Device(resources, pageno=page.page_number, laparams=None)
    Interpreter(resources, device).process_page(page.page_obj)
    layout = device.get_result()
    shapes: dict[str, list[dict[str, Any]]] = {}
    left, top = page.mediabox[:2]
    height = page.height
    for one in _leaves(layout):
        if type(one) in _KINDS:
            kind = _KINDS[type(one)]
            shapes.setdefault(kind, []).append(_shape(page, kind, one))
    page._layout, page._objects = layout, shapes
    return [
        (
            text,
            (x0 + left if left else x0, (height - y1) + top, x1 + left if left else x1, (height - y0) + top),
            baseline,
        )
        for text, (x0, y0, x1, y1), baseline in device.characters
    ]


class _Device(PDFPageAggregator):
    """Lays characters out as text, box and baseline; pdfminer's own objects say much more of each."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.characters: list[tuple[str, Box, float]] = []
        """As `Character`, but boxes from the lower left corner: x0, y0, x1, y1."""
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        """Text and width of the characters of each font."""

    def render_string_horizontal(
        self,
        seq: Any,
        matrix: Any,
        pos: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: Any,
    ) -> Any:
        """Lays out a string, as `PDFTextDevice.render_string_horizontal` does; gives where it ends."""
        a, b, c, d, e, f = matrix
        if b or c:
            return super().render_string_horizontal(
                seq, matrix, pos, font, fontsize, scaling, charspace, wordspace, rise, dxscale, ncs,
                graphicstate,
            )  # fmt: skip
        known = self._known.setdefault(font, {})
        x, y = pos
        baseline = y * d + f
        low = font.get_descent() * fontsize + rise
        bottom, top = d * low + baseline, d * (low + fontsize) + baseline
        if top < bottom:
            bottom, top = top, bottom
        is_first = True
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                is_first = False
                continue
            if not isinstance(part, bytes):
                continue
            for cid in font.decode(part):
                if not is_first:
                    x += charspace
                if cid not in known:
                    known[cid] = self._glyph(font, cid)
                text, width = known[cid]
                advance = width * fontsize * scaling
                start = x * a + e
                end = a * advance + start
                box = (start, bottom, end, top) if start <= end else (end, bottom, start, top)
                self.characters.append((text, box, baseline))
                x += advance
                if cid == BLANK and wordspace:
                    x += wordspace
                is_first = False
        return x, y

    def render_char(self, *arguments: Any, **named: Any) -> float:
        """Lays out one character, and gives how far it goes."""
        advance = super().render_char(*arguments, **named)
        one: Any = self.cur_item._objs.pop()
        self.characters.append((one.get_text(), one.bbox, one.matrix[5]))
        return advance

    def _glyph(self, font: PDFFont, cid: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is no text")
        return text, font.char_width(cid)


def _leaves(item: Any) -> Iterator[Any]:
    """The objects of a layout, those inside figures (form XObjects) included."""
    for inner in item:
        if isinstance(inner, LTContainer):
            yield from _leaves(inner)
        else:
            yield inner


def _shape(page: Any, kind: str, one: Any) -> dict[str, Any]:
    """A line, rectangle or curve as pdfplumber describes it, as far as edges are made of it."""
    left, top = page.mediabox[:2]
    upper = (page.height - one.y1) + top
    shape = {
        "object_type": kind,
        "x0": one.x0 + left if left else one.x0,
        "x1": one.x1 + left if left else one.x1,
        "y0": one.y0,
        "y1": one.y1,
        "width": one.width,
        "height": one.height,
        "top": upper,
        "bottom": (page.height - one.y0) + top,
        "doctop": page.initial_doctop + upper,
    }
    if kind == "curve":
        shape["pts"] = [page.point2coord(point) for point in one.pts]
    return shape
