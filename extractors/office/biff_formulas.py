"""Formulas of an .xls workbook whose results nobody has counted: the program that wrote it left zeros.

xlrd gives the results and not the formulas; the records say which ones are to be counted when the workbook is
opened ([MS-XLS] 2.4.127 Formula: fAlwaysCalc; 2.4.339 Uncalced), and which have no result at all.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile
from xlrd.book import Book
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

from extractors.office.kept_sheet import KeptSheet

_FORMULA, _FORMULA_OLD, _UNCALCED, _BOF, _EOF = 0x0006, 0x0406, 0x005E, 0x0809, 0x000A
_ALWAYS, _SHARED = 0x0001, 0x0008
_TEXTS = (0x0207, 0x0007)
_BEFORE_TEXT = (0x04BC, 0x0221, 0x0021, 0x0236)
"""Shared formulas, arrays and tables may stand between a formula and its text."""
_HEAD = struct.Struct("<HHH8sH")
_STREAMS = ("Workbook", "Book")
_ZERO = bytes(8)
_NO_NUMBER, _BLANK = b"\xff\xff", 3
"""The last two bytes of a result that is no number, and the first of one that is an empty text."""
_IS_SUM = re.compile(r"(?:SUM(?=\()|[A-Z]{1,3}(?=\$?[0-9])|[-+*/(),:$.0-9 ])+")
_WORKSHEET = 0x0010
UNKNOWN = "?"
"""Stands for a formula that could not be put into words."""


def uncounted_formulas(
    data: bytes, book: Book, sheets: list[KeptSheet]
) -> Iterator[tuple[KeptSheet, tuple[int, int], str]]:
    """Cells with a formula and a zero that is not its result: sheet, cell, formula."""
    stream = _stream(data)
    number = -1
    blank: list[tuple[KeptSheet, tuple[int, int], str]] = []
    others = 0
    depth = 0
    uncalced = False
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _BOF:
            depth += 1
            if depth == 1 and body[2:4] == struct.pack("<H", _WORKSHEET):
                number += 1
                uncalced = False
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind == _UNCALCED:
            uncalced = True
        elif kind in (_FORMULA, _FORMULA_OLD) and len(body) >= 22 and depth == 1:
            row, col, _, result, flags = _HEAD.unpack_from(body)
            if not 0 <= number < len(sheets):
                continue
            found = (sheets[number], (row, col), _in_words(book, body[20:], row, col, flags))
            if result[6:] == _NO_NUMBER and result[0] == _BLANK:
                blank.append(found)
                continue
            others += 1
            waits = result == _ZERO and (uncalced or flags & _ALWAYS)
            if waits or _lacks_text(result, stream, at):
                yield found
    # A formula may give an empty text; where every one does, nobody has counted them. Sums never do.
    yield from (one for one in blank if not others or _IS_SUM.fullmatch(one[2]))


def _lacks_text(result: bytes, stream: bytes, at: int) -> bool:
    """Whether a result is said to be a text, and no record with it follows (2.5.133 FormulaValue)."""
    if result[6:] != _NO_NUMBER or result[0]:
        return False
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind not in _BEFORE_TEXT:
            return kind not in _TEXTS
        at += 4 + size
    return True


def _stream(data: bytes) -> bytes:
    """The records of a workbook, as they stand in its file."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as packed:
            for name in _STREAMS:
                if packed.exists(name):
                    return bytes(packed.openstream(name).read())
    except (OSError, ValueError, TypeError, IndexError, struct.error):
        return b""
    return b""


def _in_words(book: Book, parsed: bytes, row: int, col: int, flags: int) -> str:
    """A formula as it is typed; `UNKNOWN` where it is shared or damaged."""
    size = int.from_bytes(parsed[:2], "little")
    if flags & _SHARED or size > len(parsed) - 2:
        return UNKNOWN
    try:
        text = decompile_formula(book, parsed[2:], size, FMLA_TYPE_CELL, browx=row, bcolx=col)
    except Exception:  # xlrd's decompiler asserts what it expects
        return UNKNOWN
    return text or UNKNOWN
