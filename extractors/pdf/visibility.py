"""What of a page can be seen: the clip paths of its text."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native, pdfium
from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs

Bounds = tuple[float, float, float, float]

SAME_LINE = 0.5
"""Baselines of one line differ by less than this many points."""

_clip_boxes = native.function(
    "clip_boxes", None, native.LONG, *[native.POINTER] * 2, native.INT, native.POINTER
)
_clipped_object_in_c = native.function(
    "clipped_object", native.INT, *[native.POINTER] * 2, native.INT, native.POINTER
)


class View:
    """Which glyphs of a page can be seen: what neither the page nor a clip path cuts off."""

    def __init__(self, text_page: int, glyphs: Glyphs, frame: Frame) -> None:
        self._text_page = text_page
        self._glyphs = glyphs
        self._frame = frame
        self._bounds: dict[int, Bounds] = {}

    def is_outside(self, g: int, bounds: Bounds, edge: float = 0.0) -> bool:
        """Does the middle of glyph `g` lie outside of a box that reaches `edge` points further down?"""
        left, top, right, bottom = bounds
        x, y = self._glyphs.middle_x.item(g), self._glyphs.middle_y.item(g)
        return x < left or x > right or y < top or y > bottom + edge

    def any_outside(self, members: Sequence[int], bounds: Bounds) -> bool:
        """Does the middle of any of these glyphs lie outside of a box?"""
        left, top, right, bottom = bounds
        x, y = self._glyphs.middle_x, self._glyphs.middle_y
        outside = (x < left) | (x > right) | (y < top) | (y > bottom)
        return bool(outside.any()) and bool(outside[list(members)].any())

    def unseen(self, candidates: Sequence[int], edge: float = 0.0) -> list[int]:
        """Which of the candidates lie outside the page or outside the clip path of their text object.

        So far below as `edge` (points) they count as seen. Of candidates that follow one another on a line
        the first and the last are looked at: only where they differ is every one.
        """
        glyphs = self._glyphs
        unseen: list[int] = []
        start = 0
        for stop in range(1, len(candidates) + 1):
            g, before = candidates[stop] if stop < len(candidates) else -1, candidates[stop - 1]
            if g == before + 1 and abs(glyphs.baseline[g] - glyphs.baseline[before]) < SAME_LINE:
                continue
            run = candidates[start:stop]
            first = self._is_unseen(run[0], edge)
            if len(run) > 1 and first != self._is_unseen(run[-1], edge):
                unseen += [g for g in run if self._is_unseen(g, edge)]
            elif first:
                unseen += run
            start = stop
        return unseen

    def _is_unseen(self, g: int, edge: float) -> bool:
        return self.is_outside(g, self._seen_of(g), edge)

    def _seen_of(self, g: int) -> Bounds:
        item = pdfium.text_object(self._text_page, self._glyphs.source[g]) or 0
        if item not in self._bounds:
            self._bounds[item] = self._clip(item, g)
        return self._bounds[item]

    def _clip(self, item: int, g: int) -> Bounds:
        """The box in which the object of a glyph can be seen: its clip paths and the page, intersected.

        In a form XObject both are in the coordinates of the form; where these are not those of the page, the
        clip paths say nothing here.
        """
        page = (0.0, 0.0, *self._frame.size)
        if not item:
            return page
        asked = _clipped_object(item, self._frame)
        if asked is None:
            return page
        seen, (x0, y0, x1, y1) = asked
        slack = self._glyphs.bottom[g] - self._glyphs.top[g]
        x, y = self._glyphs.middle_x.item(g), self._glyphs.middle_y.item(g)
        is_at = x0 - slack < x < x1 + slack and y0 - slack < y < y1 + slack
        return seen if is_at else page


def clip_boxes(items: NDArray[np.int64], frame: Frame) -> NDArray[np.float64]:
    """What the page and the clip paths of the objects at these addresses leave of them, shape (n, 4).

    The boxes are as displayed: left, top, right, bottom. What is clipped away altogether has a left edge
    right of its right edge, or a top below its bottom.
    """
    boxes = np.tile((0.0, 0.0, *frame.size), (len(items), 1))
    if native.LIBRARY is None:
        for k, item in enumerate(items.tolist()):
            boxes[k] = _clip_bounds(item, frame)
    else:
        items, sides = np.ascontiguousarray(items), frame.sides
        _clip_boxes(len(items), items.ctypes.data, sides.ctypes.data, frame.rotation, boxes.ctypes.data)
    return boxes


def _clipped_object(item: int, frame: Frame) -> tuple[Bounds, Bounds] | None:
    """What the clip paths leave of the page for an object, and its bounds, as displayed; null where it lacks
    one of them."""
    if native.LIBRARY is not None:
        found = (ctypes.c_double * 8)(0.0, 0.0, *frame.size)
        sides = (ctypes.c_double * 4)(frame.left, frame.bottom, frame.right, frame.top)
        if not _clipped_object_in_c(item, ctypes.addressof(sides), frame.rotation, ctypes.addressof(found)):
            return None
        left, top, right, bottom, x0, y0, x1, y1 = found
        return (left, top, right, bottom), (x0, y0, x1, y1)
    clip = pdfium.object_clip_path(item)
    if not clip or pdfium.clip_path_count(clip) <= 0:
        return None
    bounds = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.object_bounds(item, *(ctypes.addressof(side) for side in bounds)):
        return None
    x0, y0, x1, y1 = (side.value for side in bounds)
    return _clip_bounds(item, frame), _displayed(frame, x0, y0, x1, y1)


def _clip_bounds(item: int, frame: Frame) -> Bounds:
    left, top = 0.0, 0.0
    right, bottom = frame.size
    clip = pdfium.object_clip_path(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    for path in range(pdfium.clip_path_count(clip) if clip else 0):
        xs: list[float] = []
        ys: list[float] = []
        for k in range(pdfium.clip_segment_count(clip, path)):
            if pdfium.segment_point(pdfium.clip_segment(clip, path, k), at_x, at_y):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            x0, y0, x1, y1 = _displayed(frame, min(xs), min(ys), max(xs), max(ys))
            left, right, top, bottom = max(left, x0), min(right, x1), max(top, y0), min(bottom, y1)
    return left, top, right, bottom


def _displayed(frame: Frame, x0: float, y0: float, x1: float, y1: float) -> Bounds:
    ax, ay = frame.display(x0, y0)
    bx, by = frame.display(x1, y1)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
