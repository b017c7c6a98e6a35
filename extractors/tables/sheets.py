"""Sheets: the grids of one logical table, laid below one another in one system of rows and columns.

Their columns are matched by the edges that `column_edges` finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from extractors.document import Box, Document, Grid, GridCell, Place
from extractors.frozen import frozen
from extractors.tables.column_edges import columns_of, shared_edges
from extractors.tables.side_by_side import Slot


@frozen
class SheetCell:
    """A grid cell in the coordinates of its sheet."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    start: int
    end: int
    grid: Grid
    drawn: GridCell
    """The cell as its grid has it."""

    @property
    def page(self) -> int | None:
        """Its page, 1-based; null where the format has none."""
        return self.grid.page

    @property
    def box(self) -> Box | None:
        """The rules around it, in points; null where the format has no layout."""
        cell = self.drawn
        return self.grid.cell_box(cell.row, cell.col, cell.row_span, cell.col_span)


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


def lay_out(grids: Sequence[Grid], slots: Sequence[Slot] | None = None) -> Sheet:
    """One sheet of grids that continue each other; columns are matched by their edges.

    `slots` say where each grid lies (null: one below the other): parts of the columns stand side by side.
    """
    slots = slots or [Slot(0, band) for band in range(len(grids))]
    heights = [0] * (max(slot.band for slot in slots) + 1)
    for grid, slot in zip(grids, slots, strict=True):
        heights[slot.band] = max(heights[slot.band], grid.n_rows)
    first_rows = [0, *accumulate(heights)]
    edges: list[float] = []
    cells: list[SheetCell] = []
    n_cols = 0
    for part in range(max(slot.part for slot in slots) + 1):
        own = [(g, first_rows[s.band]) for g, s in zip(grids, slots, strict=True) if s.part == part]
        more, of_part = _part(own, n_cols)
        if part:
            of_part = _joined(cells, of_part, n_cols)
        edges = [*edges, *(x - more[0] + edges[-1] for x in more[1:])] if edges and more else more
        n_cols += len(more) - 1 if more else max(g.n_cols for g, _ in own)
        cells += of_part
    cells.sort(key=lambda c: (c.row, c.col))
    return Sheet(first_rows[-1], n_cols, tuple(cells), tuple(first_rows[:-1]), tuple(edges))


def _part(grids: Sequence[tuple[Grid, int]], first_col: int) -> tuple[list[float], list[SheetCell]]:
    """The edges and cells of grids, each with its first row, that are one part of the columns."""
    edges = shared_edges(grid for grid, _ in grids)
    cells: list[SheetCell] = []
    columns: list[int] = []
    drawn: tuple[float, ...] | None = None
    for grid, below in grids:
        if grid.x_edges != drawn:
            columns, drawn = columns_of(grid, edges), grid.x_edges
        last = grid.n_cols
        for cell in grid.cells:
            left, span = cell.col, cell.col_span
            col = columns[left]
            wide = columns[min(left + span, last)] - col
            cells.append(
                SheetCell(
                    below + cell.row,
                    first_col + col,
                    cell.row_span,
                    wide if wide > 1 else 1,
                    cell.text,
                    cell.start,
                    cell.end,
                    grid,
                    cell,
                )
            )
    return edges, cells


def _joined(left: list[SheetCell], right: list[SheetCell], cut: int) -> list[SheetCell]:
    """The cells to the right of a cut, without those that are the blank ends of cells of a head: these are
    made as wide again as they were. `left` is changed."""
    texts = {(c.row, c.col) for c in right if c.text}
    kept: list[SheetCell] = []
    at_cut = {c.row: n for n, c in enumerate(left) if c.col + c.col_span == cut and c.text and c.col_span > 1}
    for cell in right:
        below = any((cell.row + cell.row_span, cell.col + k) in texts for k in range(cell.col_span))
        n = at_cut.get(cell.row)
        if cell.text or cell.col != cut or n is None or not below or left[n].row_span != cell.row_span:
            kept.append(cell)
        else:
            left[n] = replace(left[n], col_span=left[n].col_span + cell.col_span)
    return kept


def places(doc: Document, cells: Sequence[SheetCell]) -> list[Place]:
    """Where the cells are printed, as `doc.place` says it; of a cell in which nothing is, its rules."""
    printed = [c for c in cells if c.start < c.end]
    spans = iter(doc.places([c.start for c in printed], [c.end for c in printed]))
    found: list[Place] = []
    for cell in cells:
        place = next(spans) if cell.start < cell.end else None
        if place is None and doc.locators is not None:
            place = doc.place(cell.start, cell.end)
        if place is None or place.page is None:
            page = cell.grid.page
            locator = None if place is None else place.locator
            place = Place(page, None if page is None else cell.box, cell.start, cell.end, locator)
        found.append(place)
    return found
