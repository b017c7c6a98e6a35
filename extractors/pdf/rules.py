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
from extractors.pdf.glyphs import Frame, exhaust

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
    unmeasured: frozenset[bytes]
    """Names of fonts that are not embedded and of which PDFium left a string without width out of
    its text: a blank, or what it has no glyph for."""


class _Walk:
    """Collects the segments of a page's objects in content coordinates."""

    def __init__(self) -> None:
        self.segments: Segments = []
        self.n_images = 0
        self.unmeasured: set[bytes] = set()
        self.left = MAX_OBJECTS
        self.truncated = False
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._at_x, self._at_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._matrix = (ctypes.c_float * 6)()

    def visit(self, items: list[int], outer: Matrix, depth: int) -> None:
        """Looks at the objects of a page or form; text only where it has no width."""
        if len(items) > self.left:
            del items[max(self.left, 0) :]
            self.truncated = True
        self.left -= len(items)
        kinds = list(map(pdfium.object_type, items))
        self._note_fonts([item for item, kind in zip(items, kinds, strict=True) if kind == pdfium.TEXT])
        self._take_paths(
            [item for item, kind in zip(items, kinds, strict=True) if kind == pdfium.PATH], outer
        )
        for item, kind in zip(items, kinds, strict=True):
            if kind == pdfium.IMAGE:
                self.n_images += 1
            elif kind == pdfium.FORM and depth < MAX_FORM_DEPTH:
                inner = _product(self._matrix_of(item), outer)
                count = max(pdfium.form_object_count(item), 0)
                parts = list(map(pdfium.form_object_at, repeat(item), range(min(count, MAX_OBJECTS + 1))))
                self.visit(parts, inner, depth + 1)

    def _note_fonts(self, items: list[int]) -> None:
        """Notes the fonts of strings without width."""
        bounds = _bounds(items)
        for k in np.flatnonzero(np.abs(bounds[:, 2] - bounds[:, 0]) < NO_WIDTH).tolist():
            font = pdfium.text_font(items[k])
            if font and pdfium.font_is_embedded(font) == 0:
                name = ctypes.create_string_buffer(MAX_FONT_NAME)
                pdfium.font_name(font, ctypes.addressof(name), MAX_FONT_NAME)
                self.unmeasured.add(name.value)

    def _take_paths(self, items: list[int], outer: Matrix) -> None:
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
        simple = np.flatnonzero(looked_at & np.where(stroked, counts == 2, counts <= RECTANGLE_SEGMENTS))
        thin = self._take_thin([items[k] for k in simple.tolist()], outer)
        looked_at[simple] = stroked[simple] & ~thin
        for k in np.flatnonzero(looked_at).tolist():
            self._take_path(items[k], int(counts[k]), bool(stroked[k]), outer)

    def _take_thin(self, items: list[int], outer: Matrix) -> NDArray[np.bool_]:
        """Takes those of these objects that are thin enough for a rule: shape (n,)."""
        bounds = _bounds(items)
        a, b, c, d, e, f = outer
        xs = a * bounds[:, ::2] + c * bounds[:, 1::2] + e
        ys = b * bounds[:, ::2] + d * bounds[:, 1::2] + f
        x0, x1, y0, y1 = xs.min(axis=1), xs.max(axis=1), ys.min(axis=1), ys.max(axis=1)
        flat = (y1 - y0 <= MAX_RULE_THICKNESS) & (x1 - x0 > y1 - y0)
        steep = ~flat & (x1 - x0 <= MAX_RULE_THICKNESS)
        y, x = (y0 + y1)[flat] / 2, (x0 + x1)[steep] / 2
        self.segments += zip(x0[flat].tolist(), y.tolist(), x1[flat].tolist(), y.tolist(), strict=True)
        self.segments += zip(x.tolist(), y0[steep].tolist(), x.tolist(), y1[steep].tolist(), strict=True)
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
    horizontal, vertical = straight_rules(walk.segments, frame)
    n_drawn = MAX_OBJECTS - walk.left
    return Rules(horizontal, vertical, walk.n_images, n_drawn, walk.truncated, frozenset(walk.unmeasured))


def straight_rules(segments: Segments, frame: Frame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The horizontal and the vertical rules among segments of the content, as `Rules` has them."""
    if not segments:
        return np.empty((0, 3)), np.empty((0, 3))
    ends = np.asarray(segments)
    x0, y0 = frame.display(ends[:, 0], ends[:, 1])
    x1, y1 = frame.display(ends[:, 2], ends[:, 3])
    across, down = np.abs(x1 - x0), np.abs(y1 - y0)
    flat = (down <= MAX_SLANT) & (across >= MIN_RULE_LENGTH)
    steep = (across <= MAX_SLANT) & (down >= MIN_RULE_LENGTH) & ~flat
    width, height = frame.size
    horizontal = np.column_stack(((y0 + y1) / 2, np.minimum(x0, x1), np.maximum(x0, x1)))[flat]
    vertical = np.column_stack(((x0 + x1) / 2, np.minimum(y0, y1), np.maximum(y0, y1)))[steep]
    return _visible(horizontal, height, width), _visible(vertical, width, height)


def _visible(rules: NDArray[np.float64], across: float, along: float) -> NDArray[np.float64]:
    """The parts inside the page; what lies wholly outside of it is not displayed."""
    position, low, high = rules.T
    inside: NDArray[np.bool_] = (
        (position >= -ON_EDGE) & (position <= across + ON_EDGE) & (high >= 0) & (low <= along)
    )
    return rules[inside]
