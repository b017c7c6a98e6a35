"""What PDFium says of every character and object of a page, asked in C: one call for all of them.

The twin in Python is `walk_pure`. To be called only where `native.LIBRARY` is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.frame import FloatArray, Frame
from extractors.pdf.native import INT, POINTER, function
from extractors.pdf.walk_pure import NOTHING, displayed_sizes

_codes = function("character_codes", None, POINTER, INT, INT, POINTER)
_places = function("character_places", None, POINTER, INT, POINTER, POINTER, INT, POINTER, POINTER)
_sizes = function("character_sizes", None, POINTER, INT, POINTER, POINTER, POINTER)
_angles = function("character_angles", None, POINTER, INT, POINTER, POINTER)


def codes(text_page: int, count: int) -> NDArray[np.uint32]:
    """The UTF-16 codes of all characters, shape (count,); `NOTHING` for a blank that PDFium made up."""
    asked = np.empty(count, dtype=np.uint32)
    _codes(text_page, count, NOTHING, asked.ctypes.data)
    return asked


def places(text_page: int, numbers: NDArray[np.int64], frame: Frame) -> tuple[FloatArray, FloatArray]:
    """As displayed: advance width by ascent and descent (x0, top, x1, bottom), shape (n, 4); the
    baselines, shape (n,)."""
    n = len(numbers)
    numbers = np.ascontiguousarray(numbers)
    sides = np.asarray((frame.left, frame.bottom, frame.right, frame.top))
    boxes, baseline = np.empty((n, 4)), np.empty(n)
    _places(
        text_page, n, numbers.ctypes.data, sides.ctypes.data, frame.rotation, boxes.ctypes.data,
        baseline.ctypes.data,
    )  # fmt: skip
    return boxes, baseline


def sizes(text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
    """The sizes of their fonts as displayed, in points, shape (n,)."""
    n = len(numbers)
    numbers = np.ascontiguousarray(numbers)
    declared, matrices = np.empty(n), np.zeros((n, 6), dtype=np.float32)
    _sizes(text_page, n, numbers.ctypes.data, declared.ctypes.data, matrices.ctypes.data)
    return displayed_sizes(declared, matrices)


def angles(text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
    """How far they are turned in the content, in radians, shape (n,)."""
    numbers = np.ascontiguousarray(numbers)
    turned = np.empty(len(numbers))
    _angles(text_page, len(numbers), numbers.ctypes.data, turned.ctypes.data)
    return turned
