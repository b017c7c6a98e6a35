"""A page as pdfplumber takes it from pdfminer, without what no table needs.

pdfplumber makes a dictionary of every attribute of every object that pdfminer finds. Its tables are found
among rules alone: only these are laid before it, with what their edges are made of. Glyphs stay pdfminer's.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfplumber.table import TableFinder, TableSettings, cells_to_tables

from extractors.document import Box
from extractors.pdf.content_stream import Interpreter

_LINES, _FOUR_SIDES = frozenset(("mlh", "ml")), frozenset(("mlllh", "mllll"))
CLOSED_LINE = 3
"""A path of more steps that ends where it began, and is closed, says so twice."""
_BOX = itemgetter("x0", "top", "x1", "bottom")
_Point = tuple[float, float]
_Crossings = dict[_Point, tuple[set[Box], set[Box]]]
_Shape = tuple[str, list[_Point]]
"""Kind and points, from the lower left corner."""
BLANK = 32
"""The code that word spacing is added to."""
Character = tuple[str, Box, float]
"""Text, box from the upper left corner of the media box, and the height of the baseline."""


def read_characters(page: Any, resources: PDFResourceManager) -> list[Character]:
    """The characters of an open page of pdfplumber; its rules are set, for `find_tables`.

    Raises what pdfminer raises for a page that it cannot read.
    """
    device = _Device(resources, pageno=page.page_number, laparams=None)
    Interpreter(resources, device).process_page(page.page_obj)
    left, top = page.mediabox[:2]
    height = page.height
    page._layout, page._objects = device.get_result(), _shapes(page, device.shapes)
    return [
        (
            text,
            (x0 + left if left else x0, (height - y1) + top, x1 + left if left else x1, (height - y0) + top),
            baseline,
        )
        for text, (x0, y0, x1, y1), baseline in device.characters
    ]


def find_tables(page: Any) -> list[list[Box]]:
    """The cells of each table on a page of pdfplumber: those of `page.find_tables()`, sooner found.

    pdfplumber sorts all horizontal edges anew for each vertical one, and all edges of a point for each other.
    """
    settings = TableSettings()
    crossings = _crossings(_Edges(page, settings).edges, settings)
    return [list(group) for group in cells_to_tables(_cells(crossings))]


class _Edges(TableFinder):
    """The edges that pdfplumber looks for tables among."""

    def __init__(self, page: Any, settings: TableSettings) -> None:
        self.page, self.settings = page, settings
        self.edges = self.get_edges()


def _crossings(edges: list[dict[str, Any]], settings: TableSettings) -> _Crossings:
    """The points in which edges cross, and the vertical and horizontal ones that do so there."""
    dx, dy = settings.intersection_x_tolerance, settings.intersection_y_tolerance
    upright = [_BOX(edge) for edge in edges if edge["orientation"] == "v"]
    level = [_BOX(edge) for edge in edges if edge["orientation"] == "h"]
    level.sort(key=itemgetter(1, 0))
    found: _Crossings = {}
    for one in sorted(upright, key=itemgetter(0, 1)):
        x, top, _, bottom = one
        for other in level:
            y = other[1]
            if top <= y + dy and bottom >= y - dy and other[0] - dx <= x <= other[2] + dx:
                vertical, horizontal = found.setdefault((x, y), (set(), set()))
                vertical.add(one)
                horizontal.add(other)
    return found


def _cells(crossings: _Crossings) -> list[Box]:
    """The smallest cell to the right of and below each point, where edges lead around it."""
    columns: dict[float, list[_Point]] = {}
    rows: dict[float, list[_Point]] = {}
    points = sorted(crossings)
    for point in points:
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
    cells: list[Box] = []
    for point in points:
        x, y = point
        vertical, horizontal = crossings[point]
        column, row = columns[x], rows[y]
        below = [p for p in column[column.index(point) + 1 :] if not vertical.isdisjoint(crossings[p][0])]
        right = [p for p in row[row.index(point) + 1 :] if not horizontal.isdisjoint(crossings[p][1])]
        cell = next(
            (
                (x, y, *corner)
                for down in below
                for along in right
                if (corner := (along[0], down[1])) in crossings
                and not crossings[corner][0].isdisjoint(crossings[along][0])
                and not crossings[corner][1].isdisjoint(crossings[down][1])
            ),
            None,
        )
        if cell is not None:
            cells.append(cell)
    return cells


class _Device(PDFPageAggregator):
    """Lays characters out as text, box and baseline; pdfminer's own objects say much more of each."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.characters: list[tuple[str, Box, float]] = []
        """As `Character`, but boxes from the lower left corner: x0, y0, x1, y1."""
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        """Text and width of the characters of each font."""
        self.shapes: list[_Shape] = []

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Lays out the points of a path, as `PDFLayoutAnalyzer.paint_path` does."""
        shape = "".join([step[0] for step in path])
        if shape[:1] != "m":
            return
        if shape.count("m") > 1:
            for part in re.finditer("m[^m]+", shape):
                self.paint_path(gstate, stroke, fill, evenodd, path[part.start() : part.end()])
            return
        a, b, c, d, e, f = self.ctm
        ends = [step[-2:] if step[0] != "h" else path[0][-2:] for step in path]
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in ends]
        if len(shape) > CLOSED_LINE and shape.endswith("lh") and points[-2] == points[0]:
            shape = shape[:-2] + "h"
            points.pop()
        if shape in _LINES:
            self.shapes.append(("line", points[:2]))
        elif shape in _FOUR_SIDES and _is_rectangle(points):
            self.shapes.append(("rect", points))
        else:
            self.shapes.append(("curve", points))

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


def _is_rectangle(points: list[_Point]) -> bool:
    """Whether four sides, given by five points, are upright and level and come back to where they began."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), last = points
    return last == (x0, y0) and (
        (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
    )


def _shapes(page: Any, shapes: list[_Shape]) -> dict[str, list[dict[str, Any]]]:
    """Lines, rectangles and curves as pdfplumber describes them, as far as edges are made of it."""
    left, top = page.mediabox[:2]
    height, before = page.height, page.initial_doctop
    described: dict[str, list[dict[str, Any]]] = {}
    for kind, points in shapes:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        upper = (height - y1) + top
        shape = {
            "object_type": kind,
            "x0": x0 + left if left else x0,
            "x1": x1 + left if left else x1,
            "y0": y0,
            "y1": y1,
            "width": x1 - x0,
            "height": y1 - y0,
            "top": upper,
            "bottom": (height - y0) + top,
            "doctop": before + upper,
        }
        if kind == "curve":
            shape["pts"] = [(left + x, top + height - y) for x, y in points]
        described.setdefault(kind, []).append(shape)
    return described
