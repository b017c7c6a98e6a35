"""What PDFium says of every character and object of a page, asked in C: one call for all of them.

The twin in Python is `walk_pure`. To be called only where `native.LIBRARY` is there.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import drawn
from extractors.pdf.frame import FloatArray, Frame
from extractors.pdf.native import INT, POINTER, function
from extractors.pdf.walk_pure import NOTHING, displayed_sizes

_codes = function("character_codes", None, POINTER, INT, INT, POINTER)
_places = function("character_places", None, POINTER, INT, POINTER, POINTER, INT, POINTER, POINTER)
_sizes = function("character_sizes", None, POINTER, INT, POINTER, POINTER, POINTER)
_angles = function("character_angles", None, POINTER, INT, POINTER, POINTER)

_read_drawn = function("read_drawn", None, POINTER, POINTER, POINTER)
_free_drawn = function("free_drawn", None, POINTER)


class _Limits(ctypes.Structure):
    """`struct limits` of `native/drawn.c`."""

    _fields_ = (
        *((name, ctypes.c_double) for name in ("max_rule_thickness", "no_width")),
        *(
            (name, ctypes.c_int64)
            for name in ("rectangle_segments", "max_objects", "max_form_depth", "max_font_name")
        ),
    )


class _Drawn(ctypes.Structure):
    """`struct drawn` of `native/drawn.c`."""

    _fields_ = (
        *((name, POINTER) for name in ("strokes", "owners", "paint", "addresses", "fonts")),
        *(
            (name, ctypes.c_int64)
            for kind in ("strokes", "objects", "fonts")
            for name in (f"n_{kind}", f"room_{kind}")
        ),
        *((name, ctypes.c_int64) for name in ("n_images", "left", "truncated", "out_of_memory")),
    )


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
    sides = frame.sides
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


def read_drawn(page: int) -> drawn.Drawn:
    """What is drawn on the page at this handle address."""
    limits = _Limits(
        drawn.MAX_RULE_THICKNESS, drawn.NO_WIDTH, drawn.RECTANGLE_SEGMENTS, drawn.MAX_OBJECTS,
        drawn.MAX_FORM_DEPTH, drawn.MAX_FONT_NAME,
    )  # fmt: skip
    found = _Drawn()
    _read_drawn(page, ctypes.addressof(limits), ctypes.addressof(found))
    try:
        if found.out_of_memory:
            raise MemoryError("no memory for what is drawn on a page")
        strokes = _copied(found.strokes, 4 * found.n_strokes, np.float64).reshape(-1, 4)
        paint = _copied(found.paint, drawn.PAINT_COLUMNS * found.n_objects, np.float64)
        fonts = ctypes.string_at(found.fonts, found.n_fonts) if found.n_fonts else b""
        return drawn.Drawn(
            strokes,
            _copied(found.owners, found.n_strokes, np.int64),
            paint.reshape(-1, drawn.PAINT_COLUMNS),
            _copied(found.addresses, found.n_objects, np.int64),
            found.n_images,
            drawn.MAX_OBJECTS - found.left,
            bool(found.truncated),
            frozenset(fonts.split(b"\0")[:-1]),
        )
    finally:
        _free_drawn(ctypes.addressof(found))


def _copied(address: int | None, n: int, kind: type[np.generic]) -> NDArray[Any]:
    """n numbers that C made, as an array of ours; not to be written to."""
    if not n:
        return np.empty(0, dtype=kind)
    return np.frombuffer(ctypes.string_at(address or 0, n * np.dtype(kind).itemsize), dtype=kind)
