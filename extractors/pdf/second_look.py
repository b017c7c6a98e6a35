"""A second look at spans of text on scanned pages: where they lie is cut out of the page and read again."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence

import numpy as np

from extractors.document import Box, Candidate, Document, Grid, GridCell, Warp
from extractors.ocr import progress
from extractors.ocr.numerals import NUMERIC
from extractors.ocr.picture import Picture
from extractors.pdf.scanned import leaves_on

INSET = 0.5
"""A cell is looked at within its rules by so many points."""
AROUND = 0.2
"""So much beside a span and twice as much above and below it, in parts of its height, is looked at where it
is not alone in a cell."""


class SecondLook:
    """Reads spans of `document` again; `picture_of` gives the picture of a page (1-based) each time anew.

    Raises what the recogniser raises.
    """

    def __init__(self, document: Document, picture_of: Callable[[int], Picture]) -> None:
        self._document = document
        self._picture_of = picture_of
        self._n_pages = sum(page.origin == "ocr" for page in document.pages)
        self._grids = [(grid.start, grid) for grid in document.grids]

    def __call__(self, spans: Sequence[tuple[int, int]]) -> list[tuple[Candidate, ...]]:
        """For each span what may stand there, the most probable first; empty where no page was recognised.

        Spans of one page should follow on one another: each page is made straight again once in a row.
        """
        found: list[tuple[Candidate, ...]] = [()] * len(spans)
        pages = [self._page_of(start, end) for start, end in spans]
        order = sorted(range(len(spans)), key=lambda n: (pages[n] or 0, spans[n]))
        for number, members in itertools.groupby(order, key=lambda n: pages[n]):
            if number is not None:
                own = list(members)
                looks = self._look(number, [spans[n] for n in own])
                progress.report(self._n_pages, self._n_pages)  # a page's worth of work more
                for n, candidates in zip(own, looks, strict=True):
                    found[n] = candidates
        return found

    def _page_of(self, start: int, end: int) -> int | None:
        number = self._document.page_of(start, end)
        if number is None:
            return None
        page = next((page for page in self._document.pages if page.number == number), None)
        return number if page is not None and page.origin == "ocr" else None

    def _look(self, number: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Candidate, ...]]:
        from extractors.ocr.raster_rules import raster_rules
        from extractors.ocr.second_look import look_again

        page = next(page for page in self._document.pages if page.number == number)
        leaves = leaves_on(self._picture_of(number), (page.width, page.height))
        found: list[tuple[Candidate, ...]] = [()] * len(spans)
        owners: list[list[int]] = [[] for _ in leaves]
        regions: list[list[Box]] = [[] for _ in leaves]
        for n, span in enumerate(spans):
            for leaf, (_, warp) in enumerate(leaves):
                region = self._region(*span, warp)
                if region is not None:
                    owners[leaf].append(n)
                    regions[leaf].append(region)
                    break
        for (leaf_, _), own, boxes in zip(leaves, owners, regions, strict=True):
            if own:
                looks = look_again(
                    leaf_, raster_rules(leaf_), boxes, [self._is_numeric(*spans[n]) for n in own]
                )
                for n, candidates in zip(own, looks, strict=True):
                    found[n] = candidates
        return found

    def _is_numeric(self, start: int, end: int) -> bool:
        text = "".join(self._document.text[start:end].split())
        return bool(text) and NUMERIC.issuperset(text)

    def _region(self, start: int, end: int, warp: Warp) -> Box | None:
        """Where a span lies on the leaf with this warp, in its points; null where it lies on another one."""
        box = self._document.place(start, end).box
        if box is None:
            return None
        x0, top, x1, bottom = _brought_back(box, warp)
        width, height = warp.upright
        if not (0 <= (x0 + x1) / 2 <= width and 0 <= (top + bottom) / 2 <= height):
            return None
        cell = self._cell_of(start, end)
        if cell is not None:
            return cell
        size = bottom - top
        return (x0 - AROUND * size, top - 2 * AROUND * size, x1 + AROUND * size, bottom + 2 * AROUND * size)

    def _cell_of(self, start: int, end: int) -> Box | None:
        """The rules around the cell that holds nothing but this span, on its leaf."""
        at = bisect_right(self._grids, start, key=lambda found: found[0]) - 1
        if at < 0 or end > self._grids[at][1].end:
            return None
        grid = self._grids[at][1]
        cell = next((cell for cell in grid.cells if cell.start <= start and end <= cell.end), None)
        if cell is None or _rest(self._document.text, cell, start, end).strip() or not _has_edges(grid):
            return None
        right = min(cell.col + cell.col_span, grid.n_cols)
        below = min(cell.row + cell.row_span, grid.n_rows)
        return (
            grid.x_edges[cell.col] + INSET,
            grid.y_edges[cell.row] + INSET,
            grid.x_edges[right] - INSET,
            grid.y_edges[below] - INSET,
        )


def _rest(text: str, cell: GridCell, start: int, end: int) -> str:
    """What a cell holds beside a span."""
    return text[cell.start : start] + text[end : cell.end]


def _has_edges(grid: Grid) -> bool:
    return grid.ruled and len(grid.x_edges) == grid.n_cols + 1 and len(grid.y_edges) == grid.n_rows + 1


def _brought_back(box: Box, warp: Warp) -> Box:
    """A box of the page as displayed, in points of the leaf."""
    matrix = np.linalg.inv(np.asarray(warp.matrix).reshape(3, 3))
    back = Warp(tuple(matrix.ravel().tolist()), *warp.upright)
    return back.displayed(box)
