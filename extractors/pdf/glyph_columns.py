"""The glyphs of a page as C reads them: addresses of plain arrays."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native
from extractors.pdf.glyphs import Glyphs, is_wide

SPACE, WIDE, LATIN = 1, 2, 4
"""Kinds of characters, as in native/lines.h; any may be of several."""
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_KNOWN = 128
_KINDS = np.zeros(0x110000, dtype=np.uint8)
"""The kinds of each code that was met, with `_KNOWN`."""


@dataclass(frozen=True, slots=True)
class GlyphColumns:
    """Where the arrays of n glyphs lie; they live as long as this does."""

    codes: NDArray[np.uint32]
    """The code point of each glyph."""
    place: tuple[int, int, int, int, int]
    """Addresses of boxes (n, 4), middle_y, baselines, codes and kinds (n,)."""
    middle_x: int
    held: tuple[NDArray[np.generic], ...]


def columns_of(glyphs: Glyphs) -> GlyphColumns | None:
    """The columns, made once; null where there is no C to read them, or where it may not: there is no glyph,
    or a number that is not finite."""
    if not glyphs.columns:
        glyphs.columns.append(_columns(glyphs))
    made = glyphs.columns[0]
    return made if isinstance(made, GlyphColumns) else None


def _columns(glyphs: Glyphs) -> GlyphColumns | None:
    codes = codes_of(glyphs.chars)
    if native.LIBRARY is None or not len(codes) or len(codes) != len(glyphs):
        return None
    numbers = glyphs.boxes, glyphs.middle_y, glyphs.baselines, glyphs.middle_x
    held = [np.ascontiguousarray(array, dtype=np.float64) for array in numbers]
    if not all(np.isfinite(array).all() for array in held):
        return None
    boxes, middle_y, baselines, middle_x = (array.ctypes.data for array in held)
    kinds = kinds_of(codes)
    place = (boxes, middle_y, baselines, codes.ctypes.data, kinds.ctypes.data)
    return GlyphColumns(codes, place, middle_x, (*held, kinds))


def codes_of(chars: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of these characters, one after the other."""
    return np.frombuffer("".join(chars).encode(_UTF_32, "surrogatepass"), dtype=np.uint32)


def text_of(codes: NDArray[np.uint32]) -> str:
    """The text of these code points."""
    return codes.tobytes().decode(_UTF_32, "surrogatepass")


def kinds_of(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The kinds of the characters of these codes, shape (n,)."""
    kinds = _KINDS[codes]
    if not (kinds & _KNOWN).all():
        for code in set(codes[kinds == 0].tolist()):
            char = chr(code)
            latin = LATIN if char.isascii() and char.isalpha() else 0
            _KINDS[code] = _KNOWN | (SPACE if char.isspace() else 0) | (WIDE if is_wide(char) else 0) | latin
        kinds = _KINDS[codes]
    return kinds
