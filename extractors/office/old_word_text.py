"""The text of a Word 97 document, and what its file says of every character and paragraph.

Text lies in pieces ([MS-DOC] 2.8.35), each in UTF-16 or as single bytes of Windows-1252. Properties lie in
pages of 512 bytes, by the place of the text in the file (2.9.32, 2.9.174). Positions count UTF-16 units.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass

from extractors.office.old_word_file import OldWordFile, Where, damaged, positions
from extractors.office.old_word_sprms import of_piece

PAGE = 512
MOST_CHARACTERS = 1 << 24
_PAGE_NUMBER = (1 << 22) - 1
_COMPRESSED = 1 << 30
_COMPLEX, _PIECES = 1, 2
_PARAGRAPH_ENTRY = 13
_BYTES_1252 = bytes(range(256)).decode("cp1252", errors="replace").replace("\ufffd", " ")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that lies in one place of the file."""

    start: int
    end: int
    offset: int
    width: int
    """Bytes of a character."""
    modified: bytes
    """Properties that hold for all of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters with the same properties: a list of modifications."""

    start: int
    end: int
    grpprl: bytes


class OldWordText:
    """Characters of all stories one behind the other, with their properties."""

    def __init__(self, file: OldWordFile) -> None:
        """Raises `Unreadable` ("damaged")."""
        self._file = file
        self._pieces = _pieces(file)
        self.text = "".join(_decoded(file.main, piece) for piece in self._pieces)
        """A character for each UTF-16 unit."""
        if len(self.text) < file.lengths[0]:
            raise damaged("its text is shorter than it says")
        self._starts = [piece.start for piece in self._pieces]
        self._paragraphs = _formatted(file, Where.PARAGRAPH_PAGES, _PARAGRAPH_ENTRY)
        self._paragraph_starts = [start for start, _, _ in self._paragraphs]
        self._stretches = self._all_stretches()
        self._stretch_starts = [stretch.start for stretch in self._stretches]

    def paragraph(self, end_mark: int) -> tuple[int, bytes, bool]:
        """Style and modifications of the paragraph whose mark stands at this position, and whether the mark
        really ends it."""
        piece = self._piece(end_mark)
        if piece is None:
            return 0, b"", True
        place = piece.offset + (end_mark - piece.start) * piece.width
        n = bisect_right(self._paragraph_starts, place) - 1
        if n < 0 or place >= self._paragraphs[n][1]:
            return 0, piece.modified, True
        _, end, said = self._paragraphs[n]
        style = said[0] | said[1] << 8 if len(said) >= 2 else 0
        return style, said[2:] + piece.modified, place + piece.width >= end

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The stretches of this text, cut to it."""
        found: list[Stretch] = []
        n = max(bisect_right(self._stretch_starts, start) - 1, 0)
        at = start
        while n < len(self._stretches) and self._stretches[n].start < end:
            stretch = self._stretches[n]
            n += 1
            if stretch.end <= at:
                continue
            if stretch.start > at:
                found.append(Stretch(at, stretch.start, b""))
            at = min(stretch.end, end)
            found.append(Stretch(max(stretch.start, start), at, stretch.grpprl))
        if at < end:
            found.append(Stretch(at, end, b""))
        return found

    def _piece(self, position: int) -> _Piece | None:
        n = bisect_right(self._starts, position) - 1
        return self._pieces[n] if n >= 0 and position < self._pieces[n].end else None

    def _all_stretches(self) -> list[Stretch]:
        runs = _formatted(self._file, Where.CHARACTER_PAGES, 0)
        starts = [start for start, _, _ in runs]
        found: list[Stretch] = []
        for piece in self._pieces:
            offset, last = piece.offset, piece.offset + (piece.end - piece.start) * piece.width
            n = max(bisect_right(starts, offset) - 1, 0)
            while n < len(runs) and runs[n][0] < last:
                begin, end, said = runs[n]
                n += 1
                low, high = max(begin, offset), min(end, last)
                if low < high:
                    found.append(
                        Stretch(
                            piece.start + (low - offset) // piece.width,
                            piece.start + (high - offset + piece.width - 1) // piece.width,
                            said + piece.modified,
                        )
                    )
        return found


def _pieces(file: OldWordFile) -> list[_Piece]:
    """The piece table, and in front of it the properties that pieces share."""
    clx = file.part(Where.PIECES)
    shared: list[bytes] = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == _COMPLEX:
        size = struct.unpack_from("<h", clx, at + 1)[0]
        if size < 0:
            raise damaged("its piece table is broken")
        shared.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(clx) or clx[at] != _PIECES:
        raise damaged("its piece table is missing")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    starts, entries = positions(clx[at + 5 : at + 5 + size], 8)
    found: list[_Piece] = []
    for n, entry in enumerate(entries):
        place, prm = struct.unpack_from("<IH", entry, 2)
        width = 1 if place & _COMPRESSED else 2
        offset = (place & (_COMPRESSED - 1)) // (3 - width)
        start, end = starts[n], starts[n + 1]
        if start != (found[-1].end if found else 0) or end < start:
            raise damaged("the pieces of its text do not follow one another")
        if end > MOST_CHARACTERS or offset + (end - start) * width > len(file.main):
            raise damaged("a piece of its text lies outside of the file")
        found.append(_Piece(start, end, offset, width, of_piece(prm, shared)))
    return found


def _decoded(main: bytes, piece: _Piece) -> str:
    data = main[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
    if piece.width == 1:
        return "".join(map(_BYTES_1252.__getitem__, data))
    text = data.decode("utf-16-le", errors="surrogatepass")
    if len(text) < piece.end - piece.start:  # characters of two units each
        return "".join(map(chr, struct.unpack(f"<{piece.end - piece.start}H", data)))
    return text


def whole_characters(text: str) -> str:
    """The text with characters of two UTF-16 units put together.

    >>> whole_characters(chr(0xD842) + chr(0xDFB7)) == chr(0x20BB7)
    True
    """
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _formatted(file: OldWordFile, which: Where, entry: int) -> list[tuple[int, int, bytes]]:
    """Begin and end in the file and properties of all runs (`entry` 0) or paragraphs, in their order."""
    _, numbers = positions(file.part(which), 4)
    found: list[tuple[int, int, bytes]] = []
    for number in dict.fromkeys(struct.unpack("<I", n)[0] & _PAGE_NUMBER for n in numbers):
        page = file.main[number * PAGE : (number + 1) * PAGE]
        if len(page) < PAGE:
            continue
        many = page[-1]
        if 4 * (many + 1) + many * max(entry, 1) > PAGE:
            continue
        places = struct.unpack_from(f"<{many + 1}I", page)
        first = 4 * (many + 1)
        for n in range(many):
            at = 2 * page[first + n * max(entry, 1)]
            said = _said(page, at, bool(entry)) if at else b""
            if places[n] < places[n + 1]:
                found.append((places[n], places[n + 1], said))
    found.sort(key=lambda run: run[0])
    return found


def _said(page: bytes, at: int, of_paragraph: bool) -> bytes:
    """The properties that a page holds at an offset."""
    size = page[at]
    if not of_paragraph:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    size = page[at + 1] if at + 1 < PAGE else 0
    return page[at + 2 : at + 2 + 2 * size]
