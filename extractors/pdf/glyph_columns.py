"""The glyphs of a page as C reads them: addresses of plain arrays."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native
from extractors.pdf.glyphs import Glyphs, is_wide

SPACE, WIDE, LATIN, DIGIT = 1, 2, 4, 8
"""Kinds of characters, as in native/lines.h; any may be of several."""
_KNOWN = 128
_KINDS = np.zeros(0x110000, dtype=np.uint8)
"""The kinds of each code that was met, with `_KNOWN`."""
_are_plain = native.function("are_plain", native.INT, native.POINTER, native.POINTER, ctypes.c_int64)


@dataclass(frozen=True, slots=True)
class GlyphColumns:
    """Where the arrays of n glyphs lie; they live as long as this does."""

    codes: NDArray[np.uint32]
    """The code point of each glyph."""
    kinds: NDArray[np.uint8]
    boxes_to_kinds: tuple[int, int, int, int]
    """Addresses of boxes (n, 4), baselines, codes and kinds (n,);"""
    middle_x: int
    middle_y: int
    """and of the middles."""
    held: tuple[NDArray[np.float64], ...]


def columns_of(glyphs: Glyphs) -> GlyphColumns | None:
    """The columns, made once; null where there is no C to read them, or where it may not: there is no glyph,
    or a number that is not finite, or beyond all reckoning."""
    if not glyphs.columns:
        glyphs.columns.append(_columns(glyphs))
    made = glyphs.columns[0]
    return made if isinstance(made, GlyphColumns) else None


def _columns(glyphs: Glyphs) -> GlyphColumns | None:
    if native.LIBRARY is None or not len(glyphs):
        return None
    codes = glyphs.codes
    numbers = glyphs.boxes, glyphs.baselines, glyphs.middle_x, glyphs.middle_y
    held = tuple(np.ascontiguousarray(array, dtype=np.float64) for array in numbers)
    boxes, baselines, middle_x, middle_y = (array.ctypes.data for array in held)
    if len(codes) != len(glyphs) or not _are_plain(boxes, baselines, len(glyphs)):
        return None
    kinds = kinds_of(codes)
    at = (boxes, baselines, codes.ctypes.data, kinds.ctypes.data)
    return GlyphColumns(codes, kinds, at, middle_x, middle_y, held)


def kinds_of(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The kinds of the characters of these codes, shape (n,)."""
    kinds = _KINDS.take(codes)
    if not kinds.all():
        for code in set(codes[kinds == 0].tolist()):
            char = chr(code)
            is_of = {
                SPACE: char.isspace(),
                WIDE: is_wide(char),
                LATIN: char.isascii() and char.isalpha(),
                DIGIT: char.isdigit(),
            }
            _KINDS[code] = _KNOWN + sum(kind for kind, is_one in is_of.items() if is_one)
        kinds = _KINDS.take(codes)
    return kinds
