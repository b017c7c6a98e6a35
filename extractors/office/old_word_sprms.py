"""Properties of Word 97 documents: lists of single modifications, in the order in which they hold
([MS-DOC] 2.2.5 and 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of an operand by the three highest bits of its code; 6: as its first byte says."""
_VARIABLE = 6


class Sprm(IntEnum):
    """Codes of the properties that are read here."""

    C_DELETED = 0x0800
    C_FORM = 0x0806
    C_OLE = 0x080A
    C_BOLD = 0x0835
    C_HIDDEN = 0x083C
    C_SPECIAL = 0x0855
    C_STYLE = 0x4A30
    C_SIZE = 0x4A43
    C_FONT = 0x4A4F
    C_PICTURE = 0x6A03
    C_SYMBOL = 0x6A09
    P_STYLE = 0x4600
    P_ALIGNED_97 = 0x2403
    P_ALIGNED = 0x2461
    P_IN_TABLE = 0x2416
    P_ROW_END = 0x2417
    P_INNER_CELL = 0x244B
    P_INNER_ROW_END = 0x244C
    P_LEVEL = 0x260A
    P_LIST = 0x460B
    P_OUTLINE = 0x2640
    P_DEPTH = 0x6649
    P_DEPTH_MORE = 0x664A
    P_ELSEWHERE = 0x6646
    P_ELSEWHERE_97 = 0x6645
    T_TABLE = 0xD608
    T_VERTICAL = 0xD62B
    T_MERGE = 0x5624
    T_SPLIT = 0x5625
    T_WIDTH = 0x7623


_TABLES = frozenset({0xD606, Sprm.T_TABLE})
_TABS = 0xC615
_TOO_LONG = 255
_SHORT = {
    0x05: Sprm.P_ALIGNED_97,
    0x0C: Sprm.P_LEVEL,
    0x18: Sprm.P_IN_TABLE,
    0x19: Sprm.P_ROW_END,
    0x41: Sprm.C_DELETED,
    0x55: Sprm.C_BOLD,
    0x5C: Sprm.C_HIDDEN,
}
"""Those of a piece that has one alone, by its number there ([MS-DOC] 2.9.215)."""


def sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """Each code with its operand, without the length that a long one begins with; up to the first that is
    cut.

    >>> list(sprms(bytes((0x35, 0x08, 1, 0x43, 0x4A, 24, 0))))
    [(2101, b'\\x01'), (19011, b'\\x18\\x00')]
    """
    at = 0
    while at + 2 <= len(grpprl):
        code = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        kind = code >> 13
        if kind != _VARIABLE:
            size = _SIZES[kind]
        elif code in _TABLES:
            if at + 2 > len(grpprl):
                return
            size = max((grpprl[at] | grpprl[at + 1] << 8) - 1, 0)
            at += 2
        else:
            if at >= len(grpprl):
                return
            size = grpprl[at]
            at += 1
            if code == _TABS and size == _TOO_LONG:
                size = _length_of_tabs(grpprl, at)
        if at + size > len(grpprl):
            return
        yield code, grpprl[at : at + size]
        at += size


def number(operand: bytes) -> int:
    """The operand as a whole number without a sign."""
    return int.from_bytes(operand, "little")


def of_piece(prm: int, complex_ones: list[bytes]) -> bytes:
    """The modifications that a piece brings for all of its text."""
    if prm & 1:
        chosen = prm >> 1
        return complex_ones[chosen] if chosen < len(complex_ones) else b""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, prm >> 8)


def _length_of_tabs(grpprl: bytes, at: int) -> int:
    """The length of changed tab stops that are too many for one byte to say."""
    if at >= len(grpprl):
        return _TOO_LONG
    deleted = 1 + 4 * grpprl[at]
    added = grpprl[at + deleted] if at + deleted < len(grpprl) else 0
    return deleted + 1 + 3 * added
