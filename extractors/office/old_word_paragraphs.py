"""Paragraphs of a Word 97 document: where each begins and ends, and what it is part of."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.office.old_word_file import OldWordFile
from extractors.office.old_word_sprms import Sprm, number, sprms
from extractors.office.old_word_styles import OldStyles, modified
from extractors.office.old_word_text import OldWordText
from extractors.office.word_styles import Look

DEEPEST = 32
"""Tables that lie deeper in one another are read as if they lay so deep."""
CELL_MARK = "\x07"
_MARK = re.compile("[\r\x07\x0c]")
_BREAK = "\x0c"


@dataclass(slots=True)
class OldParagraph:
    """A paragraph; its text is that from `start` to `end`, its mark stands at `end`."""

    start: int
    end: int
    look: Look
    style: int
    depth: int
    """In how many tables it lies."""
    ends_cell: bool
    ends_row: bool
    row: bytes
    """Of the end of a row, what is said of the row."""


class OldParagraphs:
    """Cuts stories into paragraphs."""

    def __init__(self, file: OldWordFile, text: OldWordText, styles: OldStyles) -> None:
        self._text = text
        self._styles = styles
        self._elsewhere = file.data
        self._known: dict[tuple[int, bytes], OldParagraph] = {}

    def of(self, start: int, end: int) -> Iterator[OldParagraph]:
        """The paragraphs of a story in their order."""
        begin = start
        for mark in _MARK.finditer(self._text.text, start, end):
            at = mark.start()
            style, said, is_end = self._text.paragraph(at)
            if mark[0] == _BREAK and not is_end:
                continue  # a page broken inside of a paragraph
            yield self._paragraph(begin, at, style, said, mark[0] == CELL_MARK)
            begin = at + 1
        if begin < end:
            yield OldParagraph(begin, end, self._styles.look(0), 0, 0, False, False, b"")

    def _paragraph(self, start: int, end: int, style: int, said: bytes, is_cell: bool) -> OldParagraph:
        kind = self._known.get((style, said))
        if kind is None:
            kind = self._known[(style, said)] = self._kind(style, said)
        depth = max(kind.depth, 1) if is_cell else kind.depth
        return OldParagraph(
            start,
            end,
            kind.look,
            kind.style,
            depth,
            ends_cell=is_cell or (kind.ends_cell and depth > 1),
            ends_row=kind.ends_row,
            row=kind.row,
        )

    def _kind(self, style: int, said: bytes) -> OldParagraph:
        """What the properties of a paragraph say of it."""
        said = self._whole(said)
        in_table = ends_cell = outer_end = inner_end = False
        depth: int | None = None
        for code, operand in sprms(said):
            value = number(operand)
            if code == Sprm.P_STYLE:
                style = value
            elif code == Sprm.P_IN_TABLE:
                in_table = bool(value)
            elif code == Sprm.P_ROW_END:
                outer_end = bool(value)
            elif code == Sprm.P_INNER_CELL:
                ends_cell = bool(value)
            elif code == Sprm.P_INNER_ROW_END:
                inner_end = bool(value)
            elif code == Sprm.P_DEPTH:
                depth = value
            elif code == Sprm.P_DEPTH_MORE:
                depth = (depth or 0) + struct.unpack("<i", operand)[0]
        if depth is None:
            depth = int(in_table)
        depth = min(max(depth, int(in_table)), DEEPEST)
        base = self._styles.look(style)
        ends_row = inner_end if depth > 1 else outer_end
        look = modified(base, said, base)
        return OldParagraph(0, 0, look, style, depth, ends_cell, ends_row, said if ends_row else b"")

    def _whole(self, said: bytes) -> bytes:
        """Properties that did not fit into their page stand in another stream."""
        for code, operand in sprms(said):
            if code in (Sprm.P_ELSEWHERE, Sprm.P_ELSEWHERE_97):
                at = number(operand)
                size = number(self._elsewhere[at : at + 2])
                return said + self._elsewhere[at + 2 : at + 2 + size]
        return said
