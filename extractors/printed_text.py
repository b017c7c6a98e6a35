"""Where each character of a text is printed, laid out for questions about spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]


class PrintedText:
    """Pages and boxes of the characters of one document."""

    def __init__(self, char_page: NDArray[np.int16], char_box: NDArray[np.float32]) -> None:
        printed = np.flatnonzero(char_page > 0)
        numbers = char_page[printed]
        turns = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
        self._char_page = char_page
        self._breaks: list[int] = printed[turns].tolist()
        """Where printed text goes on on another page."""
        # The far edges are held with their signs turned: one minimum gives all four. One character more than
        # the text has, for the spans of `reduceat` may end there.
        self._edges = np.full((4, len(char_page) + 1), np.inf, dtype=np.float32)
        near_far = char_box[printed].T
        self._edges[:2, printed] = near_far[:2]
        self._edges[2:, printed] = -near_far[2:]

    def page_of(self, start: int, end: int) -> int | None:
        """The page on which the span begins; null where nothing of it is printed."""
        pages = self._char_page[start:end]
        if not len(pages):
            return None
        first = int(pages[0])
        return first or next((page for page in pages.tolist() if page), None)

    def where(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """The first page of a span, and its box there."""
        page = self.page_of(start, end)
        if page is None:
            return None, None
        edges = self._edges[:, start:end]
        if bisect_right(self._breaks, start) < bisect_left(self._breaks, end):
            edges = edges[:, self._char_page[start:end] == page]
        x0, top, x1, bottom = edges.min(axis=1).tolist()
        return page, (x0, top, -x1, -bottom)

    def of_spans(self, starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int | None, Box | None]]:
        """The place of each span; only those over a page break are looked at alone."""
        if not len(starts):
            return []
        bounds = np.array((starts, ends), dtype=np.intp).T
        breaks = np.asarray(self._breaks, dtype=np.intp)
        low, high = bounds.T
        broken = np.searchsorted(breaks, low, side="right") < np.searchsorted(breaks, high, side="left")
        edges = np.minimum.reduceat(self._edges, bounds.ravel(), axis=1)[:, ::2]
        pages = np.maximum.reduceat(np.append(self._char_page, 0), bounds.ravel())[::2]
        blank = (low >= high) | (pages == 0)
        edges[2:] *= -1
        found: list[tuple[int | None, Box | None]] = [
            (page, box) for page, box in zip(pages.tolist(), zip(*edges.tolist(), strict=True), strict=True)
        ]
        for n in np.flatnonzero(blank).tolist():
            found[n] = (None, None)
        for n in np.flatnonzero(broken & ~blank).tolist():
            found[n] = self.where(starts[n], ends[n])
        return found
