"""Tables that are wider than their paper: parts of their columns stand on pages of their own.

The parts have the same rows, at the same distances; only the first part needs labels. A spreadsheet prints
the pages of one part after those of the other, or row by row of pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Grid
from extractors.frozen import frozen
from extractors.tables.cell_values import WORD, is_code, read_cell

LEAST_ROWS = 3
"""Fewer rows are as high as those of another table by chance."""
SAME_HEIGHT = 1.5
"""Points by which a row may be higher on one page than on the other."""
SAME_PLACE = 2.0
"""Points between edges of grids that stand side by side."""


@frozen
class Slot:
    """Where a grid lies in its table: which part of the columns, and which stretch of the rows."""

    part: int
    band: int


def next_slot(slots: Sequence[Slot]) -> Slot:
    """Where the next grid goes that is no continuation of the first part: the first gap, else a new part."""
    bands = [slot.band for slot in slots if slot.part == 0]
    parts = max(slot.part for slot in slots)
    for part in range(1, parts + 1):
        reached = max(slot.band for slot in slots if slot.part == part)
        if reached < bands[-1]:
            return Slot(part, reached + 1)
    return Slot(parts + 1, 0)


def has_same_rows(grid: Grid, other: Grid) -> bool:
    """Whether two grids have as many rows, each as high as that of the other."""
    if grid.n_rows != other.n_rows or min(len(grid.y_edges), len(other.y_edges)) <= grid.n_rows:
        return False
    shift = other.y_edges[0] - grid.y_edges[0]
    return all(abs(b - a - shift) <= SAME_HEIGHT for a, b in zip(grid.y_edges, other.y_edges, strict=True))


def stands_beside(grid: Grid, other: Grid) -> bool:
    """Whether a grid stands on the page of the other, to its right, in the same rows."""
    return (
        grid.page == other.page
        and has_same_rows(other, grid)
        and abs(grid.y_edges[0] - other.y_edges[0]) <= SAME_PLACE
        and grid.x_edges[0] >= other.x_edges[-1] - SAME_PLACE
    )


def is_other_part(grid: Grid, first: Grid) -> bool:
    """Whether a grid holds more columns of the rows of `first`: numbers without labels, or under the same.

    A table of other rows that has as many by chance has labels of its own.
    """
    if grid.n_rows < LEAST_ROWS or not has_same_rows(first, grid):
        return False
    labels = _labels(grid)
    if any(read_cell(text) == WORD for text in labels) and labels == _labels(first):
        return _names(grid).isdisjoint(_names(first))  # a form printed again names the same columns
    return _is_bare(grid) and not _is_bare(first)


def _is_bare(grid: Grid) -> bool:
    """Whether nothing below the head names a row: there are numbers and marks of none only."""
    head = _head(grid)
    body = [c for c in grid.cells if c.text and c.row >= head]
    first = [c.text for c in body if c.col == 0]
    return (
        bool(body)
        and not any(read_cell(c.text) == WORD for c in body)
        and not (len(first) > 1 and all(map(is_code, first)))
    )


def _head(grid: Grid) -> int:
    """The first row with a number that is no code."""
    return min((c.row for c in grid.cells if _is_amount(c.text)), default=grid.n_rows)


def _labels(grid: Grid) -> tuple[str, ...]:
    """The texts of the columns before the first amount, row by row; none where the first column has one."""
    first = min((c.col for c in grid.cells if _is_amount(c.text)), default=0)
    return tuple(c.text for c in grid.cells if c.col < first)


def _names(grid: Grid) -> set[str]:
    """The texts above the amounts, without those of the labels."""
    head = _head(grid)
    first = min((c.col for c in grid.cells if _is_amount(c.text)), default=0)
    return {c.text for c in grid.cells if c.text and c.row < head and c.col >= first}


def _is_amount(text: str) -> bool:
    return read_cell(text).value is not None and not is_code(text)
