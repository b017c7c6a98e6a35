"""The glyphs of a page, as arrays.

Lines are clustered by the glyph's origin (its point on the baseline), never by its ink: the ink box of a
comma starts lower than that of a digit, and "2,946.25" would fall apart.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import walk
from extractors.pdf.frame import FloatArray, Frame
from extractors.pdf.walk_pure import NOTHING
from patterns import load
from patterns.shapes.characters import Characters

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
_HYPHEN_AT_LINE_END = 0xFFFE  # PDFium's own mark


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
    return _make_glyphs(chars, baseline, boxes, source, list(map(_WIDE.__getitem__, chars)))


def _make_glyphs(
    chars: list[str], baseline: FloatArray, boxes: FloatArray, source: list[int], wide: list[bool]
) -> Glyphs:
    heights = boxes[:, 3] - boxes[:, 1]
    x0, top, x1, bottom = boxes.T.tolist()
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


def read_glyphs(text_page: int, count: int, frame: Frame) -> Glyphs:
    """The printed characters of a text page; the blanks that PDFium inserts by itself are left out."""
    if count <= 0:
        return no_glyphs()
    codes = walk.WALK.codes(text_page, count)
    if codes.max() >= _HIGH_SURROGATES:
        codes = np.asarray(_whole_codes(codes.tolist()), dtype=np.uint32)
    plain = _plain_codes(codes)
    source = np.flatnonzero(plain != _LEFT_OUT)
    if not len(source):
        return no_glyphs()
    plain = plain[source]
    chars, wide = list(plain.tobytes().decode("utf-32-le")), _IS_WIDE[plain]
    boxes, baseline = walk.WALK.places(text_page, source, frame)
    _lower(text_page, boxes, baseline, chars, wide, source)
    return _make_glyphs(chars, baseline, boxes, source.tolist(), wide.tolist())


def _lower(
    text_page: int,
    boxes: FloatArray,
    baseline: FloatArray,
    chars: list[str],
    wide: NDArray[np.bool_],
    source: NDArray[np.intp],
) -> None:
    """Gives glyphs whose font declares an ascent and descent far beyond its size the height of that size.

    Such boxes reach over the lines above and below. Only where a digit or a Chinese character is far higher
    than it is wide is PDFium asked for a few sizes, and for all where one of these is too small.
    """
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    slim = _some(np.flatnonzero(height > SLIM * width))
    slimmer = _some(np.flatnonzero(height > SLIM_DIGIT * width))
    suspects = slim[wide[slim]].tolist() + [g for g in slimmer.tolist() if chars[g].isdigit()]
    if not suspects or not (height[suspects] > TOO_TALL * walk.WALK.sizes(text_page, source[suspects])).any():
        return
    sizes = walk.WALK.sizes(text_page, source)
    tall = (height > TOO_TALL * sizes) & (boxes[:, 1] < baseline) & (baseline < boxes[:, 3])
    boxes[tall, 1] = np.maximum(boxes[tall, 1], baseline[tall] - ASCENT * sizes[tall])
    boxes[tall, 3] = np.minimum(boxes[tall, 3], baseline[tall] + (1 - ASCENT) * sizes[tall])


def _some(members: NDArray[np.intp]) -> NDArray[np.intp]:
    """Members spread evenly, about `LOOKED_AT` at most."""
    return members[:: len(members) // LOOKED_AT + 1]


_HIGH_SURROGATES, _LOW_SURROGATES, _BEHIND_SURROGATES = 0xD800, 0xDC00, 0xE000
_FIRST_OF_PAIRS, _UNPAIRED = 0x10000, 0xFFFD
_SURROGATE_BITS = 10


def _whole_codes(codes: list[int]) -> list[int]:
    """Surrogate pairs made one code, at the place of the second half."""
    whole = list(codes)
    high = 0
    for i, code in enumerate(codes):
        if _HIGH_SURROGATES <= code < _LOW_SURROGATES:
            high, whole[i] = code, NOTHING
        elif _LOW_SURROGATES <= code < _BEHIND_SURROGATES:
            upper, lower = (high - _HIGH_SURROGATES) << _SURROGATE_BITS, code - _LOW_SURROGATES
            whole[i] = _FIRST_OF_PAIRS + upper + lower if high else _UNPAIRED
            high = 0
    return whole


_N_CODES = 0x110000
_UNKNOWN, _LEFT_OUT = 0, 0xFFFFFFFF
_PLAIN = np.zeros(_N_CODES, dtype="<u4")
"""The code of the plain character for each code, remembered; what is never asked for takes no memory."""
_IS_WIDE = np.zeros(_N_CODES, dtype=bool)
"""Whether a plain character is wide, remembered with it."""


def _plain_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The codes of the plain characters; `_LEFT_OUT` for what is no character."""
    plain = _PLAIN[codes]
    if not plain.all():
        for code in set(codes[plain == _UNKNOWN].tolist()):
            char = plain_character(code)
            _PLAIN[code] = ord(char) if char else _LEFT_OUT
            if char:
                _IS_WIDE[ord(char)] = is_wide(char)
        plain = _PLAIN[codes]
    return plain


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
