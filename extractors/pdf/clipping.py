"""Glyphs that are in the file but not to be seen.

Some office software draws a merged cell that goes on over pages in full on each of them and clips it: the
text of the whole cell then stands above and below the part that is visible.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from pypdfium2 import raw

from extractors.pdf import pdfium
from extractors.pdf.glyphs import Frame, Glyphs

Bounds = tuple[float, float, float, float]

EDGE = 1.0
"""A glyph whose middle lies less than this many points outside is still seen in part."""


def hidden_glyphs(text_page: int, glyphs: Glyphs, candidates: Sequence[int], frame: Frame) -> list[int]:
    """Which of the candidates lie outside the page or outside the clip path of their text object.

    Clip paths are asked for only where a candidate lies outside the page: a page from which nothing sticks
    out clips nothing, and asking takes many calls.
    """
    width, height = frame.size
    xs, ys = glyphs.middle_x, glyphs.middle_y

    def outside(g: int, bounds: Bounds) -> bool:
        left, top, right, bottom = bounds
        return bool(
            xs[g] < left - EDGE or xs[g] > right + EDGE or ys[g] < top - EDGE or ys[g] > bottom + EDGE
        )

    page: Bounds = (0.0, 0.0, width, height)
    if not any(outside(g, page) for g in candidates):
        return []
    text_handle = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    bounds_of: dict[int, Bounds] = {}
    hidden = []
    for g in candidates:
        item = raw.FPDFText_GetTextObject(text_handle, glyphs.source[g])
        key = pdfium.address(item)
        if key not in bounds_of:
            bounds_of[key] = _clip_bounds(item, frame, page) if key else page
        if outside(g, bounds_of[key]):
            hidden.append(g)
    return hidden


def _clip_bounds(item: object, frame: Frame, page: Bounds) -> Bounds:
    """The box in which the object can be seen: those of its clip paths and of the page, intersected."""
    left, top, right, bottom = page
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = []
        for k in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, k)
            if raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if not points:
            continue
        ends = np.asarray(points)
        xs, ys = frame.display(ends[:, 0], ends[:, 1])
        left, right = max(left, float(xs.min())), min(right, float(xs.max()))
        top, bottom = max(top, float(ys.min())), min(bottom, float(ys.max()))
    return left, top, right, bottom
