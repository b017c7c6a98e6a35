"""Stories of a Word 97 document: its body, notes, heads and text boxes lie behind one another in its text."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from extractors.office.old_word_file import OldWordFile, Where, positions
from extractors.office.old_word_inline import OldInlineReader
from extractors.office.old_word_lists import OldNumbering
from extractors.office.old_word_paragraphs import OldParagraph, OldParagraphs
from extractors.office.old_word_styles import OldStyles
from extractors.office.old_word_tables import OldRow, table_of
from extractors.office.old_word_text import OldWordText
from extractors.office.word_blocks import WordBlock, WordParagraph, flat
from extractors.office.word_lists import ListCounter
from extractors.office.word_runs import Inline
from extractors.office.word_styles import is_heading
from extractors.written.manuscript import Manuscript

_SPA, _FTXBXS = 26, 22
_MARK_SIZE = 2
BODY, FOOTNOTES, HEADERS, COMMENTS, ENDNOTES, BOXES = 0, 1, 2, 4, 5, 6
"""Stories by their number in the lengths of the file."""


@dataclass(slots=True)
class Stories:
    """The stories of one document, and what they share."""

    file: OldWordFile
    text: OldWordText
    styles: OldStyles
    numbering: OldNumbering
    manuscript: Manuscript
    embedded: Callable[[int, str], list[WordBlock]]
    """The blocks of an embedded object, by its number and locator."""
    counter: ListCounter = field(default_factory=ListCounter)
    late: list[WordBlock] = field(default_factory=list)
    """Endnotes: they stand behind the body."""
    pictures: int = 0
    runs: dict[Any, Any] = field(default_factory=dict)
    known_parts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    fonts: list[str] = field(init=False)
    cutter: OldParagraphs = field(init=False)
    firsts: list[int] = field(init=False)
    """Where each story begins in the text."""
    footnotes: list[tuple[int, int]] = field(init=False)
    endnotes: list[tuple[int, int]] = field(init=False)
    boxes: list[tuple[int, int]] = field(init=False)
    """Where in the body notes are called and text boxes anchored, in this order, each with its number."""

    def __post_init__(self) -> None:
        self.cutter = OldParagraphs(self.file, self.text, self.styles)
        self.fonts = self.file.fonts()
        self.firsts = list(accumulate(self.file.lengths, initial=0))
        self.footnotes = self._marks(Where.FOOTNOTE_MARKS)
        self.endnotes = self._marks(Where.ENDNOTE_MARKS)
        self.boxes = self._anchors()

    def body(self) -> list[WordBlock]:
        """The blocks of the body, and behind them the text boxes whose place is not known."""
        blocks = _Story(self, "").blocks(self.firsts[BODY], self.firsts[BODY + 1])
        for n in range(len(self._parts(BOXES, Where.BOXES, _FTXBXS))):
            if all(number != n for _, number in self.boxes):
                blocks += self.part(BOXES, n, f"/textbox[{n + 1}]")
        return blocks

    def part(self, story: int, number: int, locator: str) -> list[WordBlock]:
        """The blocks of one note, head or box."""
        where, size = _PARTS[story]
        parts = self._parts(story, where, size)
        return _Story(self, locator).blocks(*parts[number]) if number < len(parts) else []

    def count(self, story: int) -> int:
        """How many parts a story has."""
        return len(self._parts(story, *_PARTS[story]))

    def plain(self, story: int, number: int) -> str:
        """The characters of one part, as they are."""
        start, end = self._parts(story, *_PARTS[story])[number]
        return "".join(char if char >= " " else "\n" for char in self.text.text[start:end]).strip()

    def _parts(self, story: int, where: Where, size: int) -> list[tuple[int, int]]:
        """Begin and end of each part; the last position only closes the list."""
        if story not in self.known_parts:
            starts, _ = positions(self.file.part(where), size)
            first, last = self.firsts[story], min(self.firsts[story + 1], len(self.text.text))
            places = accumulate((min(max(first + start, first), last) for start in starts), max)
            self.known_parts[story] = list(pairwise(places))  # no text lies in two of them
        return self.known_parts[story]

    def _marks(self, where: Where) -> list[tuple[int, int]]:
        starts, _ = positions(self.file.part(where), _MARK_SIZE)
        return sorted((at, n) for n, at in enumerate(starts[:-1]))

    def _anchors(self) -> list[tuple[int, int]]:
        _, entries = positions(self.file.part(Where.BOXES), _FTXBXS)
        numbers = {struct.unpack_from("<I", entry, 14)[0]: n for n, entry in enumerate(entries)}
        starts, shapes = positions(self.file.part(Where.SHAPES), _SPA)
        found: dict[int, int] = {}
        for at, shape in zip(starts, shapes, strict=False):
            found.setdefault(struct.unpack_from("<I", shape)[0], at)
        return sorted((at, numbers[of]) for of, at in found.items() if of and of in numbers)


_PARTS: dict[int, tuple[Where, int]] = {
    FOOTNOTES: (Where.FOOTNOTES, 0),
    HEADERS: (Where.HEADERS, 0),
    COMMENTS: (Where.COMMENTS, 0),
    ENDNOTES: (Where.ENDNOTES, 0),
    BOXES: (Where.BOXES, _FTXBXS),
}


class _Story:
    """Reads one story."""

    def __init__(self, stories: Stories, within: str) -> None:
        self._all = stories
        self._within = within
        self._inline = OldInlineReader(
            stories.text, stories.styles, stories.file.data, stories.fonts, stories.runs
        )
        self._paragraphs: list[OldParagraph] = []
        self._at = 0
        self._open: Inline | None = None

    def blocks(self, start: int, end: int) -> list[WordBlock]:
        """The blocks of the text from `start` to `end`."""
        self._paragraphs = list(self._all.cutter.of(start, end))
        found = self._held(0, self._within)
        if self._open is not None and self._open.text.strip():
            found.append(WordParagraph(self._open.text, f"{self._within}/p[1]"))
        return found

    def _held(self, depth: int, within: str) -> list[WordBlock]:
        """The blocks of a body (depth 0), or of one cell up to its mark."""
        found: list[WordBlock] = []
        n_paragraphs = n_tables = 0
        while self._at < len(self._paragraphs):
            paragraph = self._paragraphs[self._at]
            if paragraph.depth < depth or (found and depth and self._ends_row(paragraph, depth)):
                break
            if paragraph.depth > depth:
                n_tables += 1
                found.append(self._table(depth + 1, f"{within}/t[{n_tables}]"))
                continue
            self._at += 1
            n_paragraphs += 1
            made = self._made(paragraph, f"{within}/p[{n_paragraphs}]")
            if made is not None:
                found.append(made)
            if depth and paragraph.ends_cell:
                break
        return found

    def _table(self, depth: int, locator: str) -> WordBlock:
        rows: list[OldRow] = []
        number = 0
        while self._at < len(self._paragraphs) and self._paragraphs[self._at].depth >= depth:
            number += 1
            row = OldRow([], b"")
            end: OldParagraph | None = None
            while self._at < len(self._paragraphs) and self._paragraphs[self._at].depth >= depth:
                if self._ends_row(self._paragraphs[self._at], depth):
                    end = self._paragraphs[self._at]
                    self._at += 1
                    break
                place = f"{locator}/r[{number}]/c[{len(row.cells) + 1}]"
                row.cells.append((place, self._held(depth, place)))
            row.said = b"" if end is None else end.row
            # What its cells held was kept as rejects, paragraph by paragraph.
            is_deleted = end is not None and self._inline.is_deleted(end) and not _shows(row)
            if row.cells and not is_deleted:
                rows.append(row)
        return table_of(rows, locator)

    @staticmethod
    def _ends_row(paragraph: OldParagraph, depth: int) -> bool:
        return paragraph.ends_row and paragraph.depth == depth

    def _made(self, paragraph: OldParagraph, locator: str) -> WordParagraph | None:
        inline, self._open = self._open or Inline(), None
        before = len(inline.deleted)
        self._inline.read(paragraph, inline)
        self._keep(inline, before, locator)
        look = paragraph.look
        if not paragraph.ends_cell and self._inline.is_deleted(paragraph):
            self._open = inline
            return None
        made = WordParagraph(
            self._mark(paragraph) + inline.text,
            locator,
            size=inline.size or look.size,
            centred=bool(look.centred),
            bold=inline.is_bold or is_heading(look),
        )
        if not self._within:
            inline.hanging += self._anchored(paragraph)
        if inline.hanging:
            made.behind = self._hanging(inline, locator)
        return made

    def _keep(self, inline: Inline, first: int, locator: str) -> None:
        deleted, hidden = "".join(inline.deleted[first:]), "".join(inline.hidden)
        inline.hidden.clear()
        if deleted.strip():
            self._all.manuscript.reject("deleted text", deleted, locator)
        if hidden.strip():
            self._all.manuscript.reject("hidden text", hidden, locator)

    def _mark(self, paragraph: OldParagraph) -> str:
        look = paragraph.look
        of = None if look.list_id is None else self._all.numbering.list(look.list_id)
        return "" if of is None else self._all.counter.mark(of, look.level or 0)

    def _anchored(self, paragraph: OldParagraph) -> list[tuple[Any, int]]:
        """Notes and text boxes of a paragraph of the body."""
        low, high = paragraph.start, paragraph.end
        boxes, footnotes, endnotes = self._all.boxes, self._all.footnotes, self._all.endnotes
        found: list[tuple[Any, int]] = []
        found += [("box", n) for _, n in boxes[_before(boxes, low) : _before(boxes, high + 1)]]
        found += [("footnote", n) for _, n in footnotes[_before(footnotes, low) : _before(footnotes, high)]]
        found += [("endnote", n) for _, n in endnotes[_before(endnotes, low) : _before(endnotes, high)]]
        return found

    def _hanging(self, inline: Inline, locator: str) -> list[WordBlock]:
        found: list[WordBlock] = []
        boxes = objects = 0
        for kind, what in inline.hanging:
            if kind == "box":
                boxes += 1
                found += self._all.part(BOXES, what, f"{locator}/textbox[{boxes}]")
            elif kind == "object":
                objects += 1
                found += self._all.embedded(what, f"{locator}/object[{objects}]")
            elif kind == "picture":
                self._all.pictures += 1
            elif kind == "footnote":
                found += self._all.part(FOOTNOTES, what, f"/footnote[{what + 1}]")
            else:
                self._all.late += self._all.part(ENDNOTES, what, f"/endnote[{what + 1}]")
        return found


def _shows(row: OldRow) -> bool:
    """Whether any cell of a row says something."""
    return any(paragraph.text.strip() for _, blocks in row.cells for paragraph in flat(blocks))


def _before(places: list[tuple[int, int]], position: int) -> int:
    """How many of the places lie before a position."""
    return bisect_left(places, (position, -1))
