"""Sheets: the grids of one logical table, laid below one another in one system of rows and columns.

Their columns are matched by the edges that `column_edges` finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.document import Box, Document, Grid, Place
from extractors.tables.column_edges import columns_of, shared_edges


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A grid cell in the coordinates of its sheet."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    start: int
    end: int
    page: int | None
    box: Box | None
    """The cell's rules, in points; null where the format has no layout."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One system of rows and columns for all pages of a table."""

    n_rows: int
    n_cols: int
    cells: tuple[SheetCell, ...]
    """By row, then column."""
    first_rows: tuple[int, ...]
    """The row where each grid begins."""
    x_edges: tuple[float, ...] = ()
    _rows: dict[int, list[SheetCell]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            self._rows.setdefault(cell.row, []).append(cell)

    def row(self, number: int) -> Sequence[SheetCell]:
        """The cells anchored in this row, left to right."""
        return self._rows.get(number, ())

    def texts(self, number: int) -> list[str]:
        """The texts of this row that are not blank, left to right."""
        return [c.text for c in self.row(number) if c.text]

    def width(self, first: int, last: int) -> float:
        """Width of the columns from `first` up to `last`: points, or a count where there is no layout."""
        if self.x_edges:
            return self.x_edges[last] - self.x_edges[first]
        return float(last - first)


def lay_out(grids: Sequence[Grid]) -> Sheet:
    """One sheet of grids that continue each other; columns are matched by their edges."""
    edges = shared_edges(grids)
    cells: list[SheetCell] = []
    first_rows: list[int] = []
    below = 0
    columns: list[int] = []
    drawn: tuple[float, ...] | None = None
    for grid in grids:
        first_rows.append(below)
        if grid.x_edges != drawn:
            columns, drawn = columns_of(grid, edges), grid.x_edges
        for cell in grid.cells:
            col, until = columns[cell.col], columns[min(cell.col + cell.col_span, grid.n_cols)]
            cells.append(
                SheetCell(
                    below + cell.row,
                    col,
                    cell.row_span,
                    max(1, until - col),
                    cell.text,
                    cell.start,
                    cell.end,
                    grid.page,
                    grid.cell_box(cell.row, cell.col, cell.row_span, cell.col_span),
                )
            )
        below += grid.n_rows
    n_cols = len(edges) - 1 if edges else max(g.n_cols for g in grids)
    cells.sort(key=lambda c: (c.row, c.col))
    return Sheet(below, n_cols, tuple(cells), tuple(first_rows), tuple(edges))


def places(doc: Document, cells: Sequence[SheetCell]) -> list[Place]:
    """Where the cells are printed, as `doc.place` says it, in one pass; of a blank cell, its rules."""
    printed = [c for c in cells if c.page is not None and c.start < c.end < len(doc.text)]
    boxes: dict[tuple[int, int], Box] = {}
    if doc.char_box is not None and printed:
        bounds = np.asarray([(c.start, c.end) for c in printed], dtype=np.intp).ravel()
        low = np.fmin.reduceat(doc.char_box, bounds, axis=0)[::2].tolist()
        high = np.fmax.reduceat(doc.char_box, bounds, axis=0)[::2].tolist()
        for cell, near, far in zip(printed, low, high, strict=True):
            boxes[cell.start, cell.end] = (near[0], near[1], far[2], far[3])
    found: list[Place] = []
    for cell in cells:
        box = boxes.get((cell.start, cell.end))
        if box is not None and box[0] == box[0]:
            found.append(Place(cell.page, box, cell.start, cell.end))
        elif cell.page is not None:
            found.append(Place(cell.page, cell.box, cell.start, cell.end))
        else:
            found.append(doc.place(cell.start, cell.end))
    return found
