"""A page as pdfplumber takes it from pdfminer, without what no table needs.

pdfplumber makes a dictionary of every attribute of every object that pdfminer finds. Its tables are found
among rules alone: only these are laid before it, with what their edges are made of. Glyphs stay pdfminer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect

from extractors.document import Box
from extractors.pdf.content_stream import Interpreter

_KINDS = {LTLine: "line", LTRect: "rect", LTCurve: "curve"}
Character = tuple[str, Box, float]
"""Text, box from the upper left corner of the media box, and the height of the baseline."""


def read_characters(page: Any) -> list[Character]:
    """The characters of an open page of pdfplumber; its rules are set, for `page.find_tables()`.

    Raises what pdfminer raises for a page that it cannot read.
    """
    device = PDFPageAggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    layout = device.get_result()
    shapes: dict[str, list[dict[str, Any]]] = {}
    found: list[Character] = []
    left, top = page.mediabox[:2]
    height = page.height
    for one in _leaves(layout):
        if isinstance(one, LTChar):
            x0, x1 = (one.x0 + left, one.x1 + left) if left else (one.x0, one.x1)
            box = (x0, (height - one.y1) + top, x1, (height - one.y0) + top)
            found.append((one.get_text(), box, one.matrix[5]))
        elif type(one) in _KINDS:
            kind = _KINDS[type(one)]
            shapes.setdefault(kind, []).append(_shape(page, kind, one))
    page._layout, page._objects = layout, shapes
    return found


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
