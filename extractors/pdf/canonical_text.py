"""The canonical text of a PDF while it grows: which glyph of which page printed each character."""

from __future__ import annotations

from collections.abc import Sequence

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
        self._glyphs: list[int] = []
        self._pages: list[int] = []

    def add_glyphs(self, sequence: Sequence[int], p: int) -> str:
        """Adds what these glyphs (and marks of white space) of the p-th page print; gives the text added."""
        chars = self.contents[p].glyphs.chars
        added = "".join([chars[g] if g >= 0 else WHITE[g] for g in sequence])
        self._append(added, sequence, p)
        return added

    def add_white(self, text: str) -> None:
        """Adds text that is not printed: what parts words, cells or blocks."""
        self._append(text, [BLANK] * len(text), 0)

    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def _append(self, text: str, sequence: Sequence[int], p: int) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._glyphs.extend(sequence)
        self._pages.extend([p] * len(text))

    def provenance(self) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """Page number (n,) and box (n, 4) of each character; 0 and NaN where nothing is printed."""
        counts = [len(c.glyphs) for c in self.contents]
        offsets = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        boxes = np.concatenate([c.displayed_boxes() for c in self.contents] + [np.full((1, 4), np.nan)])
        numbers = np.asarray([c.page.number for c in self.contents], dtype=np.int16)
        glyphs, pages = np.asarray(self._glyphs, dtype=np.intp), np.asarray(self._pages, dtype=np.intp)
        printed = glyphs >= 0
        where = np.where(printed, offsets[pages] + glyphs, len(boxes) - 1)
        return np.where(printed, numbers[pages], 0).astype(np.int16), boxes[where].astype(np.float32)
