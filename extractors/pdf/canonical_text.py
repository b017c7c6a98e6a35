"""The canonical text of a PDF while it grows: which glyph of which page printed each character."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.lines import BLANK, WHITE
from extractors.pdf.page import PageContent


class CanonicalText:
    """Grows the canonical text, and for each of its characters the page and the glyph that printed it."""

    def __init__(self, contents: Sequence[PageContent]) -> None:
        self.contents = contents
        self.length = 0
        """Code points so far: where the next addition begins."""
        self._parts: list[str] = []
        self._glyphs: list[Sequence[int] | NDArray[np.int64]] = []
        """Of each part, the glyph of each character; `BLANK` (or any other mark) where nothing is printed."""
        self._pages: list[int] = []
        self._lengths: list[int] = []

    def add_glyphs(self, sequence: Sequence[int], p: int) -> str:
        """Adds what these glyphs (and marks of white space) of the p-th page print; gives the text added."""
        chars = self.contents[p].glyphs.chars
        added = "".join([chars[g] if g >= 0 else WHITE[g] for g in sequence])
        self.add(added, sequence, p)
        return added

    def add_white(self, text: str) -> None:
        """Adds text that is not printed: what parts words or blocks."""
        self.add(text, [BLANK] * len(text), 0)

    def add(self, text: str, glyphs: Sequence[int] | NDArray[np.int64], p: int) -> None:
        """Adds text of the p-th page with the glyph of each character, below 0 for none."""
        self._parts.append(text)
        self.length += len(text)
        self._glyphs.append(glyphs)
        self._pages.append(p)
        self._lengths.append(len(text))

    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def provenance(self) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """Page number (n,) and box (n, 4) of each character; 0 and NaN where nothing is printed."""
        boxes = np.concatenate([c.displayed_boxes() for c in self.contents] + [np.full((1, 4), np.nan)])
        numbers = np.asarray([c.page.number for c in self.contents], dtype=np.int16)
        if not self._parts:
            return np.empty(0, dtype=np.int16), np.empty((0, 4), dtype=np.float32)
        where, printed = self._glyph_of_chars(), _joined(self._glyphs) >= 0
        pages, lengths = np.asarray(self._pages, dtype=np.int64), np.asarray(self._lengths)
        of_chars = np.where(printed, np.repeat(numbers[pages], lengths), np.int16(0))
        return of_chars, boxes.astype(np.float32)[where]

    def confidence(self) -> NDArray[np.float32] | None:
        """How probable each character is (n,), NaN for print and white space; null where nothing was
        recognised."""
        if all(c.confidence is None for c in self.contents):
            return None
        if not self._parts:
            return np.empty(0, dtype=np.float32)
        known = [
            np.full(len(c.glyphs), np.nan, dtype=np.float32) if c.confidence is None else c.confidence
            for c in self.contents
        ]
        nothing = np.full(1, np.nan, dtype=np.float32)
        return np.concatenate([*known, nothing]).astype(np.float32)[self._glyph_of_chars()]

    def _glyph_of_chars(self) -> NDArray[np.int64]:
        """Among the glyphs of all pages, the one of each character; one behind the last for none."""
        counts = [len(c.glyphs) for c in self.contents]
        offsets = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
        glyphs = _joined(self._glyphs)
        pages, lengths = np.asarray(self._pages, dtype=np.int64), np.asarray(self._lengths)
        return np.where(glyphs >= 0, np.repeat(offsets[pages], lengths) + glyphs, sum(counts))


def _joined(parts: Sequence[Sequence[int] | NDArray[np.int64]]) -> NDArray[np.int64]:
    """The parts as one array; those that are lists are made arrays together."""
    lists = [part for part in parts if not isinstance(part, np.ndarray)]
    flat = np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=sum(map(len, lists)))
    if len(lists) == len(parts):
        return flat
    arrays: list[NDArray[np.int64]] = []
    first = at = 0
    for part in parts:
        if isinstance(part, np.ndarray):
            arrays += [flat[first:at], part]
            first = at
        else:
            at += len(part)
    return np.concatenate([*arrays, flat[first:at]])
