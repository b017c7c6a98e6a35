"""The drawn rules of a page: every straight horizontal or vertical stroke, however it was drawn.

Rules come as strokes, as thin filled rectangles, as the borders of cell rectangles, as many strokes in one
path object, and inside form XObjects (the Shenzhen files keep all of theirs there).
"""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.pdf import pdfium
from extractors.pdf.frame import Frame
from extractors.pdf.painted import Painted, unseen
from extractors.pdf.walk_pure import exhaust

MAX_RULE_THICKNESS = 3.0
"""A filled rectangle thinner than this (points) is a rule, a thicker one is shading."""
MAX_SLANT = 1.0
"""How far the ends of a straight rule may differ across its direction, in points."""
MIN_RULE_LENGTH = 2.0
"""A shorter stroke (points) is a dot, a corner or a dash."""
ON_EDGE = 1.0
"""A rule this many points outside of the page is still its edge."""
RECTANGLE_SEGMENTS = 5
"""A filled path of so few segments is one rectangle (or draws nothing)."""
MAX_OBJECTS = 200_000
"""So many objects and path points of a page are looked at: a drawing of more is no table."""
MAX_FORM_DEPTH = 8
"""Forms in forms are followed so far; a form may hold itself."""
MAX_FONT_NAME = 128
"""Bytes; a longer name of a font is cut off."""
NO_WIDTH = 0.01
"""PDFium leaves a string that is narrower than this (points) out of its text."""

Segments = list[tuple[float, float, float, float]]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal and vertical rules as displayed; each row is (position, low end, high end) in points."""

    horizontal: NDArray[np.float64]
    vertical: NDArray[np.float64]
    n_images: int
    n_drawn: int
    """Objects of the page and points of its paths that were looked at."""
    truncated: bool
    """True when the page has more of them than `MAX_OBJECTS`."""
    hidden_horizontal: NDArray[np.bool_]
    """Which of the rules nobody sees, shape (n,)."""
    hidden_vertical: NDArray[np.bool_]
    object_horizontal: NDArray[np.int64]
    """The address of the path object of each rule, while the page is open; 0 in a form."""
    object_vertical: NDArray[np.int64]
    unmeasured: frozenset[bytes]
    """Names of fonts that are not embedded and of which PDFium left a string without width out of
    its text: a blank, or what it has no glyph for."""


class _Walk:
    """Collects the segments of a page's objects in content coordinates."""

    def __init__(self) -> None:
        self.segments: Segments = []
        self.owners: list[int] = []
        """Per segment, the number of its object among those of `paint`."""
        self.paint: list[NDArray[np.float64]] = []
        """Per level of objects: box, red, green, blue, alpha, order, is it an area; shape (n, 10)."""
        self.objects: list[int] = []
        """Per object of `paint`, its address; 0 in a form."""
        self.n_images = 0
        self.unmeasured: set[bytes] = set()
        self.left = MAX_OBJECTS
        self.truncated = False
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._at_x, self._at_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._matrix = (ctypes.c_float * 6)()

    def visit(
        self, items: list[int], outer: Matrix, depth: int, orders: tuple[float, float] = (0.0, 1.0)
    ) -> None:
        """Looks at the objects of a page or form; text only where it has no width.

        They are painted one after the other; `orders` is the range of numbers that say so.
        """
        if len(items) > self.left:
            del items[max(self.left, 0) :]
            self.truncated = True
        self.left -= len(items)
        kinds = list(map(pdfium.object_type, items))
        self._note_fonts([item for item, kind in zip(items, kinds, strict=True) if kind == pdfium.TEXT])
        order = np.linspace(*orders, len(items) + 1)
        paths = [k for k, kind in enumerate(kinds) if kind == pdfium.PATH]
        self._take_paths([items[k] for k in paths], outer, order[paths])
        for k, (item, kind) in enumerate(zip(items, kinds, strict=True)):
            if kind == pdfium.IMAGE:
                self.n_images += 1
            elif kind == pdfium.FORM and depth < MAX_FORM_DEPTH:
                inner = _product(self._matrix_of(item), outer)
                count = max(pdfium.form_object_count(item), 0)
                parts = list(map(pdfium.form_object_at, repeat(item), range(min(count, MAX_OBJECTS + 1))))
                self.visit(parts, inner, depth + 1, (float(order[k]), float(order[k + 1])))

    def _note_fonts(self, items: list[int]) -> None:
        """Notes the fonts of strings without width."""
        bounds = _bounds(items)
        for k in np.flatnonzero(np.abs(bounds[:, 2] - bounds[:, 0]) < NO_WIDTH).tolist():
            font = pdfium.text_font(items[k])
            if font and pdfium.font_is_embedded(font) == 0:
                name = ctypes.create_string_buffer(MAX_FONT_NAME)
                pdfium.font_name(font, ctypes.addressof(name), MAX_FONT_NAME)
                self.unmeasured.add(name.value)

    def _take_paths(self, items: list[int], outer: Matrix, order: NDArray[np.float64]) -> None:
        """Thin lines and filled rectangles by their bounds, all at once; other paths point by point."""
        n = len(items)
        counts = np.fromiter(map(pdfium.path_segment_count, items), dtype=np.intp, count=n)
        modes = (ctypes.c_int * (2 * n))()
        at = ctypes.addressof(modes)
        exhaust(map(pdfium.path_draw_mode, items, range(at, at + 8 * n, 8), range(at + 4, at + 4 + 8 * n, 8)))
        drawn = np.asarray(modes).reshape(-1, 2) != 0
        stroked = drawn[:, 1]
        looked_at = (counts >= 2) & drawn.any(axis=1)
        within = np.cumsum(np.where(looked_at, counts, 0)) <= self.left
        self.truncated |= bool((looked_at & ~within).any())
        looked_at &= within
        self.left -= int(counts[looked_at].sum())
        if not looked_at.any():
            return
        boxes = _placed(_bounds(items), outer)
        first = self._note_paint(items, boxes, drawn, order)
        self.objects += items if outer == _IDENTITY else [0] * n
        simple = np.flatnonzero(looked_at & np.where(stroked, counts == 2, counts <= RECTANGLE_SEGMENTS))
        thin = self._take_thin(boxes[simple], first + simple)
        looked_at[simple] = stroked[simple] & ~thin
        for k in np.flatnonzero(looked_at).tolist():
            self._take_path(items[k], int(counts[k]), bool(stroked[k]), outer)
            self.owners += [first + k] * (len(self.segments) - len(self.owners))

    def _note_paint(
        self,
        items: list[int],
        boxes: NDArray[np.float64],
        drawn: NDArray[np.bool_],
        order: NDArray[np.float64],
    ) -> int:
        """Notes what these objects are painted with; gives the number of the first among all."""
        n, first = len(items), len(self.objects)
        colours = (ctypes.c_uint * (4 * n))()
        at = ctypes.addressof(colours)
        for item, start, stroked in zip(items, range(at, at + 16 * n, 16), drawn[:, 1].tolist(), strict=True):
            ask = pdfium.stroke_colour if stroked else pdfium.fill_colour
            ask(item, start, start + 4, start + 8, start + 12)
        thick = (boxes[:, 2:] - boxes[:, :2]).min(axis=1) > MAX_RULE_THICKNESS
        paint = np.asarray(colours, dtype=np.float64).reshape(-1, 4)
        self.paint.append(np.column_stack((boxes, paint, order, thick & drawn[:, 0])))
        return first

    def painted(self) -> Painted:
        """All objects that were noted."""
        noted = np.concatenate(self.paint) if self.paint else np.empty((0, 10))
        light, is_area = noted[:, 4:7].min(axis=1, initial=255.0), noted[:, 9] > 0
        return Painted(noted[:, :4], light, noted[:, 7], noted[:, 8], is_area)

    def _take_thin(self, boxes: NDArray[np.float64], numbers: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Takes those of these objects, by box and number, that are thin enough for a rule: shape (n,)."""
        x0, y0, x1, y1 = boxes.T
        flat = (y1 - y0 <= MAX_RULE_THICKNESS) & (x1 - x0 > y1 - y0)
        steep = ~flat & (x1 - x0 <= MAX_RULE_THICKNESS)
        y, x = (y0 + y1)[flat] / 2, (x0 + x1)[steep] / 2
        self.segments += zip(x0[flat].tolist(), y.tolist(), x1[flat].tolist(), y.tolist(), strict=True)
        self.segments += zip(x.tolist(), y0[steep].tolist(), x.tolist(), y1[steep].tolist(), strict=True)
        self.owners += [*numbers[flat].tolist(), *numbers[steep].tolist()]
        thin: NDArray[np.bool_] = flat | steep
        return thin

    def _matrix_of(self, item: int) -> Matrix:
        if not pdfium.object_matrix(item, ctypes.addressof(self._matrix)):
            return _IDENTITY
        a, b, c, d, e, f = self._matrix
        return (a, b, c, d, e, f)

    def _take_path(self, item: int, count: int, stroked: bool, outer: Matrix) -> None:
        a, b, c, d, e, f = _product(self._matrix_of(item), outer)
        points: list[tuple[float, float]] = []
        for k in range(count):
            segment = pdfium.path_segment(item, k)
            pdfium.segment_point(segment, self._at_x, self._at_y)
            x, y = self._x.value, self._y.value
            point = (a * x + c * y + e, b * x + d * y + f)
            kind = pdfium.segment_type(segment)
            if kind == pdfium.MOVE_TO:
                self._take_subpath(points, stroked)
                points = [point]
                continue
            if kind != pdfium.LINE_TO:  # a curve: neither it nor what hangs on it is a rule
                self._take_subpath(points, stroked)
                points = []
                continue
            points.append(point)
            if pdfium.segment_closes(segment) and len(points) > 2:
                points.append(points[0])
        self._take_subpath(points, stroked)

    def _take_subpath(self, points: list[tuple[float, float]], stroked: bool) -> None:
        """Takes every stroke of a polygon, or its middle line where it is filled and thin."""
        if len(points) < 2:
            return
        if stroked:
            self.segments.extend((*p, *q) for p, q in itertools.pairwise(points))
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if y1 - y0 <= MAX_RULE_THICKNESS and x1 - x0 > y1 - y0:
            middle = (y0 + y1) / 2
            self.segments.append((x0, middle, x1, middle))
        elif x1 - x0 <= MAX_RULE_THICKNESS:
            middle = (x0 + x1) / 2
            self.segments.append((middle, y0, middle, y1))


def _bounds(items: list[int]) -> NDArray[np.float64]:
    """Left, bottom, right, top of each object: shape (n, 4)."""
    n = len(items)
    sides = (ctypes.c_float * (4 * n))()
    at = ctypes.addressof(sides)
    exhaust(map(pdfium.object_bounds, items, *(range(at + 4 * k, at + 4 * k + 16 * n, 16) for k in range(4))))
    return np.asarray(sides, dtype=np.float64).reshape(-1, 4)


def _placed(bounds: NDArray[np.float64], outer: Matrix) -> NDArray[np.float64]:
    """Bounds of objects of a form, as they lie in the page's content: left, bottom, right, top."""
    a, b, c, d, e, f = outer
    xs = a * bounds[:, ::2] + c * bounds[:, 1::2] + e
    ys = b * bounds[:, ::2] + d * bounds[:, 1::2] + f
    return np.column_stack((xs.min(axis=1), ys.min(axis=1), xs.max(axis=1), ys.max(axis=1)))


def _product(first: Matrix, then: Matrix) -> Matrix:
    if then == _IDENTITY:
        return first
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def read_rules(page: int, frame: Frame) -> Rules:
    """All rules of the page at this handle address, as they lie in the frame."""
    walk = _Walk()
    count = max(raw.FPDFPage_CountObjects(ctypes.cast(page, raw.FPDF_PAGE)), 0)
    objects = list(map(pdfium.object_at, repeat(page), range(min(count, MAX_OBJECTS + 1))))
    walk.visit(objects, _IDENTITY, 0)
    strokes = np.asarray(walk.segments).reshape(-1, 4)
    owner = np.asarray(walk.owners, dtype=np.intp)
    addresses = np.asarray(walk.objects, dtype=np.int64)[owner]
    hidden = unseen(strokes, owner, walk.painted())
    marks = np.column_stack((hidden, addresses)).astype(np.float64)
    horizontal, vertical = straight_rules(strokes, marks, frame)
    return Rules(
        horizontal[:, :3],
        vertical[:, :3],
        walk.n_images,
        MAX_OBJECTS - walk.left,
        walk.truncated,
        horizontal[:, 3] > 0,
        vertical[:, 3] > 0,
        horizontal[:, 4].astype(np.int64),
        vertical[:, 4].astype(np.int64),
        frozenset(walk.unmeasured),
    )


def straight_rules(
    ends: NDArray[np.float64], marks: NDArray[np.float64], frame: Frame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The horizontal and the vertical rules among n segments of the content: position, low and high end, and
    their `marks`, shape (n, any number)."""
    x0, y0 = frame.display(ends[:, 0], ends[:, 1])
    x1, y1 = frame.display(ends[:, 2], ends[:, 3])
    across, down = np.abs(x1 - x0), np.abs(y1 - y0)
    flat = (down <= MAX_SLANT) & (across >= MIN_RULE_LENGTH)
    steep = (across <= MAX_SLANT) & (down >= MIN_RULE_LENGTH) & ~flat
    width, height = frame.size
    horizontal = np.column_stack(((y0 + y1) / 2, np.minimum(x0, x1), np.maximum(x0, x1), marks))[flat]
    vertical = np.column_stack(((x0 + x1) / 2, np.minimum(y0, y1), np.maximum(y0, y1), marks))[steep]
    return _visible(horizontal, height, width), _visible(vertical, width, height)


def _visible(rules: NDArray[np.float64], across: float, along: float) -> NDArray[np.float64]:
    """The parts inside the page; what lies wholly outside of it is not displayed."""
    position, low, high = rules.T[:3]
    inside: NDArray[np.bool_] = (
        (position >= -ON_EDGE) & (position <= across + ON_EDGE) & (high >= 0) & (low <= along)
    )
    return rules[inside]
