"""What of a page can be seen: the clip paths of its text."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from extractors.pdf import pdfium
from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs

Bounds = tuple[float, float, float, float]

SAME_LINE = 0.5
"""Baselines of one line differ by less than this many points."""


class View:
    """Which glyphs of a page can be seen: what neither the page nor a clip path cuts off."""

    def __init__(self, text_page: int, glyphs: Glyphs, frame: Frame) -> None:
        self._text_page = text_page
        self._glyphs = glyphs
        self._frame = frame
        self._bounds: dict[int, Bounds] = {}
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._at_sides = tuple(ctypes.addressof(side) for side in self._sides)

    def is_outside(self, g: int, bounds: Bounds, edge: float = 0.0) -> bool:
        """Does the middle of glyph `g` lie outside of a box that reaches `edge` points further down?"""
        left, top, right, bottom = bounds
        x, y = self._glyphs.middle_x[g], self._glyphs.middle_y[g]
        return bool(x < left or x > right or y < top or y > bottom + edge)

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
        clip = pdfium.object_clip_path(item) if item else 0
        if not clip or pdfium.clip_path_count(clip) <= 0 or not self._is_at(item, g):
            return (0.0, 0.0, *self._frame.size)
        return clip_bounds(item, self._frame)

    def _is_at(self, item: int, g: int) -> bool:
        """Does the object lie where its glyph is displayed?"""
        if not pdfium.object_bounds(item, *self._at_sides):
            return False
        left, bottom, right, top = self._sides
        x0, y0, x1, y1 = _displayed(self._frame, left.value, bottom.value, right.value, top.value)
        slack = self._glyphs.bottom[g] - self._glyphs.top[g]
        x, y = self._glyphs.middle_x[g], self._glyphs.middle_y[g]
        return bool(x0 - slack < x < x1 + slack and y0 - slack < y < y1 + slack)


def clip_bounds(item: int, frame: Frame) -> Bounds:
    """The box that the page and the clip paths of the object at this address leave of it, as displayed.

    What is clipped away altogether has a left edge right of its right edge, or a top below its bottom.
    """
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
