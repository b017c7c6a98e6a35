"""What PDFium says of every character and object of a page, asked in Python: a call of ctypes for each.

The twin in C is `native`, called by `walk_native`; both give the same arrays.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import pdfium
from extractors.pdf.frame import FloatArray, Frame

NOTHING = 10
"""A code of no character."""
SMALLEST_SIZE = 0.01
"""Points; a font of no size is taken for this one."""
_BLANK = 32


def codes(text_page: int, count: int) -> NDArray[np.uint32]:
    """The UTF-16 codes of all characters, shape (count,); `NOTHING` for a blank that PDFium made up."""
    asked = np.fromiter(map(pdfium.char_unicode, repeat(text_page), range(count)), np.uint32, count)
    # PDFium itself makes up blanks and line ends only; the latter are no characters here.
    for i in np.flatnonzero(asked == _BLANK).tolist():
        if pdfium.char_is_generated(text_page, i):
            asked[i] = NOTHING
    return asked


def places(text_page: int, numbers: NDArray[np.int64], frame: Frame) -> tuple[FloatArray, FloatArray]:
    """As displayed: advance width by ascent and descent (x0, top, x1, bottom), shape (n, 4); the
    baselines, shape (n,)."""
    n, asked = len(numbers), numbers.tolist()
    points, rects = (ctypes.c_double * (2 * n))(), (ctypes.c_float * (4 * n))()
    at_point, at_rect = ctypes.addressof(points), ctypes.addressof(rects)
    ordinates = (range(start, start + 16 * n, 16) for start in (at_point, at_point + 8))
    exhaust(map(pdfium.char_origin, repeat(text_page), asked, *ordinates))
    exhaust(map(pdfium.char_loose_box, repeat(text_page), asked, range(at_rect, at_rect + 16 * n, 16)))
    origin = np.asarray(points).reshape(-1, 2)
    _, baseline = frame.display(origin[:, 0], origin[:, 1])
    rect = np.asarray(rects, dtype=np.float64).reshape(-1, 4)
    ax, ay = frame.display(rect[:, 0], rect[:, 1])  # FS_RECTF is left, top, right, bottom
    bx, by = frame.display(rect[:, 2], rect[:, 3])
    boxes = np.column_stack((np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)))
    return boxes, baseline


def sizes(text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
    """The sizes of their fonts as displayed, in points, shape (n,)."""
    n, asked = len(numbers), numbers.tolist()
    matrices = (ctypes.c_float * (6 * n))()
    at = ctypes.addressof(matrices)
    exhaust(map(pdfium.char_matrix, repeat(text_page), asked, range(at, at + 24 * n, 24)))
    declared = np.fromiter(map(pdfium.char_font_size, repeat(text_page), asked), np.float64, n)
    return displayed_sizes(declared, np.asarray(matrices).reshape(-1, 6))


def displayed_sizes(declared: FloatArray, matrices: NDArray[np.float32]) -> FloatArray:
    """Sizes of fonts (n,) as the matrices (n, 6) of their glyphs scale them."""
    scale = matrices[:, 2:4].astype(np.float64)
    return np.maximum(declared * np.hypot(scale[:, 0], scale[:, 1]), SMALLEST_SIZE)


def angles(text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
    """How far they are turned in the content, in radians, shape (n,)."""
    asked = map(pdfium.char_angle, repeat(text_page), numbers.tolist())
    return np.fromiter(asked, np.float64, len(numbers))


def exhaust(calls: Iterator[object]) -> None:
    """Makes all of these calls; what they give is not wanted."""
    deque(calls, maxlen=0)
