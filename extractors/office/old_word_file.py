"""The streams of a Word 97 document and the table of what lies where in them ([MS-DOC] 2.5, the FIB)."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from enum import IntEnum

import olefile

from extractors.errors import Unreadable
from extractors.office.summary import STREAM, last_saved

MOST_BYTES = 256 << 20
"""Of one stream."""
FIRST_VERSION = 0x00C1
"""nFib of Word 97; files with a lower one are built otherwise."""
OLE_TROUBLES = (OSError, ValueError, IndexError, KeyError, TypeError, OverflowError, struct.error)
"""What olefile raises for files that are none."""
_MAGIC = 0xA5EC
_FONT_NAME = 40
"""Bytes of a font before its name."""
_ENCRYPTED, _TABLE_1 = 1 << 8, 1 << 9
_FLAGS, _TEXT_LENGTHS, _POSITIONS = 0x0A, 0x4C, 0x9A


class Where(IntEnum):
    """Structures by their number in FibRgFcLcb97 ([MS-DOC] 2.5.6)."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    COMMENTS = 5
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    BOXES = 56
    LISTS = 73
    LIST_OVERRIDES = 74


class OldWordFile:
    """An open document: its streams, and the parts of its table stream."""

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable`: "damaged", "encrypted"; "unsupported" for what Word wrote before 1997."""
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
        except OLE_TROUBLES as error:
            raise damaged(f"it cannot be opened ({error})") from error
        found = self.stream("WordDocument")
        if found is None or len(found) < _POSITIONS:
            raise damaged("it has no text stream")
        self.main: bytes = found
        magic, version = struct.unpack_from("<HH", self.main)
        flags = struct.unpack_from("<H", self.main, _FLAGS)[0]
        if version < FIRST_VERSION or magic != _MAGIC:
            raise Unreadable("unsupported", "a document of Word 95 or before")
        if flags & _ENCRYPTED:
            raise Unreadable("encrypted", "a Word document with a password; save it without one")
        self.table: bytes = self.stream("1Table" if flags & _TABLE_1 else "0Table") or b""
        if not self.table:
            raise damaged("its table stream is missing")
        self.data: bytes = self.stream("Data") or b""
        lengths = struct.unpack_from("<8i", self.main, _TEXT_LENGTHS)
        if any(length < 0 for length in lengths):
            raise damaged("its stories have lengths below zero")
        self.lengths = lengths
        """Characters of the body, footnotes, heads, macros, comments, endnotes, boxes, boxes of heads."""

    def stream(self, *path: str) -> bytes | None:
        """The bytes of a stream; null where there is none. Raises `Unreadable`."""
        try:
            if not self._ole.exists(list(path)) or self._ole.get_type(list(path)) != olefile.STGTY_STREAM:
                return None
            if self._ole.get_size(list(path)) > MOST_BYTES:
                raise Unreadable("too_large", f"a stream of a Word document of more than {MOST_BYTES} bytes")
            return bytes(self._ole.openstream(list(path)).read())
        except OLE_TROUBLES as error:
            raise damaged(f"its stream {'/'.join(path)} cannot be read ({error})") from error

    def part(self, which: Where) -> bytes:
        """A structure of the table stream; empty where there is none."""
        start, length = self.position(which)
        return self.table[start : start + length]

    def position(self, which: Where) -> tuple[int, int]:
        """Where a structure begins in the table stream, and how long it is."""
        at = _POSITIONS + 8 * which
        if at + 8 > len(self.main):
            return 0, 0
        start, length = struct.unpack_from("<II", self.main, at)
        return (start, length) if start + length <= len(self.table) else (0, 0)

    def fonts(self) -> list[str]:
        """The names of the fonts by their numbers ([MS-DOC] 2.9.284); empty where they cannot be read."""
        table = self.part(Where.FONTS)
        many, at, found = int.from_bytes(table[:2], "little"), 4, list[str]()
        while at < len(table) and len(found) < many:
            size = table[at] + 1
            name = table[at + _FONT_NAME : at + size].decode("utf-16-le", "replace")
            found.append(name.partition("\0")[0])
            at += size
        return found

    def modified_at(self) -> datetime | None:
        """When the document says that it was last saved, UTC."""
        try:
            summary = self.stream(STREAM)
        except Unreadable:
            return None  # what it says of itself is no part of what it says
        return None if summary is None else last_saved(summary)


def positions(plc: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """The n + 1 positions and the n data of a PLC, whose data have `size` bytes each ([MS-DOC] 2.2.2)."""
    many = max((len(plc) - 4) // (4 + size), 0) if len(plc) >= 4 else 0
    if not many:
        return [], []
    starts = list(struct.unpack_from(f"<{many + 1}i", plc))
    first = 4 * (many + 1)
    return starts, [plc[first + size * n : first + size * (n + 1)] for n in range(many)]


def damaged(what: str) -> Unreadable:
    """The refusal of a document that is broken."""
    return Unreadable(
        "damaged", f"a damaged Word document of before 2007: {what}; fetch it again, or save it anew in Word"
    )
