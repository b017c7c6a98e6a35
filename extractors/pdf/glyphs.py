"""The glyphs of a page, as arrays.

Lines are clustered by the glyph's origin (its point on the baseline), never by its ink: the ink box of a
comma starts lower than that of a digit, and "2,946.25" would fall apart.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import deque
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import repeat
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Turn
from extractors.pdf import pdfium
from patterns import load
from patterns.shapes.characters import Characters

FloatArray = NDArray[np.float64]
Ordinate = TypeVar("Ordinate", float, FloatArray)

REPLACEMENT = "�"
INSIDE = 0.3
"""So high above the baseline, in parts of the glyph's height, is the inside of any Chinese character, digit
or comma."""
TOO_TALL = 1.6
"""Ascent and descent together are about the size of a font: where they are more than so many times that, they
are wrong."""
ASCENT = 0.88
"""The part of the size that is above the baseline, as in Chinese fonts."""
SLIM, SLIM_DIGIT = 1.6, 2.6
"""A Chinese character, and a digit, more than so many times higher than wide tell of such a font."""
LOOKED_AT = 32
"""So many glyphs of a page are looked at before its fonts pass for ordinary."""
SMALLEST_SIZE = 0.01
"""Points; a font of no size is taken for this one."""
_HYPHEN_AT_LINE_END = 0xFFFE  # PDFium's own mark


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of a page's content map to the page as displayed."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise."""
    quarters: int = 0
    """So many of them are not the page's: the content stands upright only with them (`turned`)."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    @property
    def turn(self) -> Turn | None:
        """How the content is turned on the page as displayed; null where it stands upright."""
        if not self.quarters:
            return None
        width, height = self.size
        return Turn(self.quarters, *((height, width) if self.quarters % 2 else (width, height)))

    def turned(self, quarters: int) -> Frame:
        """The frame in which content stands upright that is turned on the page."""
        return replace(self, rotation=(self.rotation + quarters) % 4, quarters=quarters)

    def display(self, x: Ordinate, y: Ordinate) -> tuple[Ordinate, Ordinate]:
        """Points of the content (numbers or arrays), from the top-left corner of the page as displayed."""
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        if self.rotation == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@dataclass(frozen=True, slots=True)
class Glyphs:
    """n glyphs in the order of the content stream; coordinates in points as displayed.

    Arrays for what is done once a page, the same numbers as lists for what is done once a line: lines and
    cells hold few glyphs, and on so few plain lists are several times faster.
    """

    chars: list[str]
    """One character each."""
    boxes: FloatArray
    """Advance width by ascent and descent, shape (n, 4): x0, top, x1, bottom."""
    middle_x: FloatArray
    """The middle of the glyph's width, shape (n,)."""
    middle_y: FloatArray
    """A point `INSIDE` the glyph above its baseline, shape (n,)."""
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    baseline: list[float]
    wide: list[bool]
    """Which glyphs are set without blanks (`is_wide`)."""
    source: list[int]
    """The number of each glyph in PDFium's text page."""

    def __len__(self) -> int:
        return len(self.chars)

    def part(self, members: list[int]) -> Glyphs:
        """These glyphs only."""
        return make_glyphs(
            [self.chars[g] for g in members],
            np.asarray(self.baseline)[members],
            self.boxes[members],
            [self.source[g] for g in members],
        )


def make_glyphs(chars: list[str], baseline: FloatArray, boxes: FloatArray, source: list[int]) -> Glyphs:
    """Glyphs from their characters, baselines (n,), boxes (n, 4) and numbers in the text page."""
    heights = boxes[:, 3] - boxes[:, 1]
    x0, top, x1, bottom = boxes.T.tolist()
    wide = list(map(_WIDE.__getitem__, chars))
    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, baseline - INSIDE * heights
    return Glyphs(chars, boxes, middle_x, middle_y, x0, top, x1, bottom, baseline.tolist(), wide, source)


def no_glyphs() -> Glyphs:
    """The glyphs of a page on which nothing is printed."""
    return make_glyphs([], np.empty(0), np.empty((0, 4)), [])


class _Wide(dict[str, bool]):
    """Whether a character is wide, remembered."""

    def __missing__(self, char: str) -> bool:
        characters = load(Characters)
        wide = self[char] = char >= characters.wide_from or char in characters.wide_signs
        return wide


_WIDE = _Wide()


def is_wide(char: str) -> bool:
    """Chinese characters, kana and full-width punctuation: what is set without blanks.

    >>> is_wide("明"), is_wide("，"), is_wide("“"), is_wide("A"), is_wide("5")
    (True, True, True, False, False)
    """
    return _WIDE[char]


def page_frame(page: int) -> Frame:
    """The visible box and the rotation of the page at this handle address."""
    handle = ctypes.cast(page, raw.FPDF_PAGE)
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)) or box.right <= box.left:
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        return Frame(0.0, 0.0, width, height, 0)
    return Frame(box.left, box.bottom, box.right, box.top, max(raw.FPDFPage_GetRotation(handle), 0))


def read_glyphs(text_page: int, count: int, frame: Frame, only: Set[int] | None = None) -> Glyphs:
    """The printed characters of a text page; the blanks that PDFium inserts by itself are left out.

    `only` are the numbers of those that are asked for; null: all.
    """
    if count <= 0:
        return no_glyphs()
    codes = list(map(pdfium.char_unicode, repeat(text_page), range(count)))
    if max(codes) >= _HIGH_SURROGATES:
        codes = _whole_codes(codes)
    generated = pdfium.char_is_generated
    chars = list(map(_CHARACTERS.__getitem__, codes))
    # PDFium itself makes up blanks and line ends only; the latter are no characters here.
    keep = [
        i
        for i, char in enumerate(chars)
        if char and (char != " " or codes[i] != _BLANK or not generated(text_page, i))
    ]
    if only is not None:
        keep = [i for i in keep if i in only]
    n = len(keep)
    if not n:
        return no_glyphs()
    points, rects = (ctypes.c_double * (2 * n))(), (ctypes.c_float * (4 * n))()
    at_point, at_rect = ctypes.addressof(points), ctypes.addressof(rects)
    places = range(at_point, at_point + 16 * n, 16)
    ordinates = range(at_point + 8, at_point + 8 + 16 * n, 16)
    exhaust(map(pdfium.char_origin, repeat(text_page), keep, places, ordinates))
    exhaust(map(pdfium.char_loose_box, repeat(text_page), keep, range(at_rect, at_rect + 16 * n, 16)))
    origin = np.asarray(points).reshape(-1, 2)
    _, baseline = frame.display(origin[:, 0], origin[:, 1])
    rect = np.asarray(rects, dtype=np.float64).reshape(-1, 4)
    ax, ay = frame.display(rect[:, 0], rect[:, 1])  # FS_RECTF is left, top, right, bottom
    bx, by = frame.display(rect[:, 2], rect[:, 3])
    boxes = np.column_stack((np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)))
    printed = [chars[i] for i in keep]
    _lower(text_page, boxes, baseline, printed, keep)
    return make_glyphs(printed, baseline, boxes, keep)


def _lower(
    text_page: int, boxes: FloatArray, baseline: FloatArray, chars: list[str], source: list[int]
) -> None:
    """Gives glyphs whose font declares an ascent and descent far beyond its size the height of that size.

    Such boxes reach over the lines above and below. Only where a digit or a Chinese character is far higher
    than it is wide is PDFium asked for a few sizes, and for all where one of these is too small.
    """
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    slim = _some(np.flatnonzero(height > SLIM * width).tolist())
    slimmer = _some(np.flatnonzero(height > SLIM_DIGIT * width).tolist())
    suspects = [g for g in slim if _WIDE[chars[g]]] + [g for g in slimmer if chars[g].isdigit()]
    if (
        not suspects
        or not (height[suspects] > TOO_TALL * _sizes(text_page, [source[g] for g in suspects])).any()
    ):
        return
    sizes = _sizes(text_page, source)
    tall = (height > TOO_TALL * sizes) & (boxes[:, 1] < baseline) & (baseline < boxes[:, 3])
    boxes[tall, 1] = np.maximum(boxes[tall, 1], baseline[tall] - ASCENT * sizes[tall])
    boxes[tall, 3] = np.minimum(boxes[tall, 3], baseline[tall] + (1 - ASCENT) * sizes[tall])


def _some(members: list[int]) -> list[int]:
    """Members spread evenly, about `LOOKED_AT` at most."""
    return members[:: len(members) // LOOKED_AT + 1]


def _sizes(text_page: int, source: list[int]) -> FloatArray:
    """The size of each glyph's font as displayed, in points, shape (n,)."""
    n = len(source)
    matrices = (ctypes.c_float * (6 * n))()
    at = ctypes.addressof(matrices)
    exhaust(map(pdfium.char_matrix, repeat(text_page), source, range(at, at + 24 * n, 24)))
    scale = np.asarray(matrices, dtype=np.float64).reshape(-1, 6)[:, 2:4]
    sizes = np.fromiter(map(pdfium.char_font_size, repeat(text_page), source), dtype=np.float64, count=n)
    return np.maximum(sizes * np.hypot(scale[:, 0], scale[:, 1]), SMALLEST_SIZE)


_BLANK = 32
_HIGH_SURROGATES, _LOW_SURROGATES, _BEHIND_SURROGATES = 0xD800, 0xDC00, 0xE000
_FIRST_OF_PAIRS, _UNPAIRED = 0x10000, 0xFFFD
_SURROGATE_BITS = 10


def exhaust(calls: Iterator[object]) -> None:
    """Makes all of these calls; what they give is not wanted."""
    deque(calls, maxlen=0)


def _whole_codes(codes: list[int]) -> list[int]:
    """Surrogate pairs made one code, at the place of the second half."""
    whole = list(codes)
    high = 0
    for i, code in enumerate(codes):
        if _HIGH_SURROGATES <= code < _LOW_SURROGATES:
            high, whole[i] = code, _NOTHING
        elif _LOW_SURROGATES <= code < _BEHIND_SURROGATES:
            upper, lower = (high - _HIGH_SURROGATES) << _SURROGATE_BITS, code - _LOW_SURROGATES
            whole[i] = _FIRST_OF_PAIRS + upper + lower if high else _UNPAIRED
            high = 0
    return whole


_NOTHING = 10
"""A code of no character."""


class _Characters(dict[int, str]):
    """The character for each code, remembered."""

    def __missing__(self, code: int) -> str:
        char = self[code] = plain_character(code)
        return char


_CHARACTERS = _Characters()


def plain_character(code: int) -> str:
    """The character for a glyph's code: radicals become the characters that they stand for.

    >>> plain_character(0x2ED4), plain_character(0x2F00), plain_character(0)
    ('门', '一', '�')
    """
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if code in (9, 0xA0) or 0x2000 <= code <= 0x200A:
        return " "
    char = chr(code)
    radicals = load(Characters).radicals
    if char in radicals:
        return radicals[char]
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char)
    if code < 32 or code in (0xFEFF, 0xFFFF) or 0x200B <= code <= 0x200F:
        return REPLACEMENT if code == 0 else ""
    return char
