"""A document with some of its text replaced: what was misread, put right, and every offset moved along."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.document import Block, Document, Grid, GridCell, Paragraph, Place, Reading
from extractors.locators import Locators

Replacement = tuple[int, int, str]
"""Start and end of what is replaced, and the text that takes its place."""


def edited(document: Document, replacements: Sequence[Replacement]) -> Document:
    """The document with these spans of its text replaced, each by what it says.

    The characters of a replacement share the box of what it replaces evenly, and its least confidence. A
    `Reading` of a replaced span keeps what it says was read. `GridCell.text` changes where the old text
    stands in it. Raises `ValueError` for spans that overlap or are empty.

    >>> edited(Document("收入 12O 元", (), "text/plain"), [(3, 6, "120.00")]).text
    '收入 120.00 元'
    """
    changes = sorted(replacements)
    if any(start >= end for start, end, _ in changes) or any(
        after[0] < before[1] for before, after in itertools.pairwise(changes)
    ):
        raise ValueError("replacements must be spans that are not empty and do not overlap")
    if not changes:
        return document
    moved = _Moved(document, changes)
    return replace(
        document,
        text=moved.text,
        blocks=tuple(map(moved.block, document.blocks)),
        char_page=moved.spread(document.char_page),
        char_box=moved.boxes(document.char_box),
        char_confidence=moved.least(document.char_confidence),
        rejects=tuple(replace(r, place=moved.place(r.place)) for r in document.rejects),
        readings=tuple(moved.reading(r) for r in document.readings),
        locators=moved.locators(document.locators),
    )


class _Moved:
    """Where everything lies once the spans are replaced."""

    def __init__(self, document: Document, changes: Sequence[Replacement]) -> None:
        self.old, self.changes = document.text, changes
        parts: list[str] = []
        sources: list[NDArray[np.int64]] = []
        at = 0
        for start, end, text in changes:
            parts += (document.text[at:start], text)
            shared = start + np.arange(len(text)) * (end - start) // max(len(text), 1)
            sources += (np.arange(at, start), shared)
            at = end
        self.text = "".join((*parts, document.text[at:]))
        self.sources = np.concatenate((*sources, np.arange(at, len(document.text)))).astype(np.int64)
        """Of each new character, the old one that it comes from."""
        self._starts = np.asarray([start for start, _, _ in changes])
        self._ends = np.asarray([end for _, end, _ in changes])
        grown = [len(text) - (end - start) for start, end, text in changes]
        self._shifts = np.concatenate(([0], np.cumsum(grown)))

    def at(self, offset: int) -> int:
        """Where an old offset lies now; one inside a replaced span, at the nearer place that there is."""
        n = int(np.searchsorted(self._ends, offset, side="right"))
        shifted = offset + int(self._shifts[n])
        if n < len(self.changes) and offset > self._starts[n]:
            start, _, text = self.changes[n]
            return int(self._shifts[n]) + min(offset, start + len(text))
        return shifted

    def spread(self, values: NDArray[np.int16] | None) -> NDArray[np.int16] | None:
        """The value of the old character for each new one."""
        return None if values is None else values[self.sources]

    def boxes(self, boxes: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
        """Boxes of the new characters."""
        if boxes is None:
            return None
        found = boxes[self.sources]
        for start, end, text in self.changes:
            printed = boxes[start:end][~np.isnan(boxes[start:end, 0])]
            if not len(printed):
                continue
            x0, top = printed[:, :2].min(axis=0)
            x1, bottom = printed[:, 2:].max(axis=0)
            edges = np.linspace(x0, x1, len(text) + 1)
            at = self.at(start)
            own = np.column_stack(
                (edges[:-1], np.full(len(text), top), edges[1:], np.full(len(text), bottom))
            )
            found[at : at + len(text)] = own
        return found

    def least(self, values: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
        """The confidence of the new characters."""
        if values is None:
            return None
        found = values[self.sources]
        for start, end, text in self.changes:
            known = values[start:end][~np.isnan(values[start:end])]
            at = self.at(start)
            found[at : at + len(text)] = known.min() if len(known) else np.nan
        return found

    def locators(self, locators: Locators | None) -> Locators | None:
        """The locators, their spans moved."""
        if locators is None:
            return None
        starts, ends = (tuple(map(self.at, offsets)) for offsets in (locators.starts, locators.ends))
        return replace(locators, starts=starts, ends=ends)

    def place(self, place: Place) -> Place:
        """The place, its span moved."""
        if place.start is None or place.end is None:
            return place
        return replace(place, start=self.at(place.start), end=self.at(place.end))

    def reading(self, reading: Reading) -> Reading:
        """The reading, its span moved."""
        return replace(reading, start=self.at(reading.start), end=self.at(reading.end))

    def block(self, block: Block) -> Block:
        """The block, its spans moved."""
        start, end = self.at(block.start), self.at(block.end)
        if isinstance(block, Paragraph):
            lines = tuple((self.at(begin), self.at(stop)) for begin, stop in block.lines)
            return replace(block, start=start, end=end, lines=lines)
        return self._grid(block, start, end)

    def _grid(self, grid: Grid, start: int, end: int) -> Grid:
        return replace(grid, start=start, end=end, cells=tuple(map(self._cell, grid.cells)))

    def _cell(self, cell: GridCell) -> GridCell:
        first = int(np.searchsorted(self._ends, cell.start, side="right"))
        text = cell.text
        for start, end, new in self.changes[first:]:
            if start >= cell.end:
                break
            whole = (start, end) == (cell.start, cell.end)  # its text may have been mended over a wrap
            text = new if whole else text.replace(self.old[start:end], new, 1)
        return replace(cell, start=self.at(cell.start), end=self.at(cell.end), text=text)
