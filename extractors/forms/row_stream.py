"""The stream of rows that forms are read from, with the horizontal place of every cell.

A form's columns are known by their headers, and a form may go on over pages whose grids have other column
counts. So a cell's columns are turned into an interval: in points where the grid knows its rules, in column
numbers where it does not. In text exports that moved the placeholders of merged cells to the row end
(docs/domain.md §4.1) only the order of the cells is left: those rows are `ordered`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extractors.document import Document, Grid, GridCell, Place
from extractors.frozen import frozen
from extractors.records import Cell, Table


@frozen
class FormCell:
    """A cell of a form; `left` and `right` are comparable within one form."""

    text: str
    place: Place
    left: float
    right: float
    row_span: int = 1
    top: float | None = None
    bottom: float | None = None
    """Upper and lower edge in points; null where the grid knows no rules."""
    is_open_above: bool = False
    """True where no rule is drawn above it though others have one: it goes on from the page before."""
    is_last: bool = False
    """True where the cell reaches the end of its grid: a page break may have cut it."""

    @property
    def middle(self) -> float | None:
        """The height at which the cell's text is printed."""
        box = self.place.box
        return (box[1] + box[3]) / 2 if box is not None and self.text else None

    def overlap(self, other: FormCell) -> float:
        """The shared part of two cells' widths, relative to the narrower."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        narrower = min(self.right - self.left, other.right - other.left)
        return shared / narrower if narrower > 0 else 0.0


@frozen
class FormRow:
    """The cells anchored in one row, left to right."""

    cells: tuple[FormCell, ...]
    page: int | None
    tops: bool
    """True in the first row of a page: a cell above it may go on here."""
    ordered: bool
    """True where only the order of the cells is known, not their columns."""

    @property
    def filled(self) -> list[FormCell]:
        """The cells that have a text."""
        return [c for c in self.cells if c.text]

    @property
    def first(self) -> FormCell:
        """The first cell that has a text, or of a blank row the first cell."""
        return next((c for c in self.cells if c.text), self.cells[0])


def rows_of(table: Table, geometry: Geometry) -> list[FormRow]:
    """The rows of one table, blank rows left out."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows: list[FormRow] = []
    page: int | None = None
    for row in sorted(by_row):
        cells = sorted(by_row[row], key=lambda c: c.col)
        if not any(c.text for c in cells):
            continue
        here = _page(cells, geometry) or page
        placed = tuple(geometry.cell(c) for c in cells)
        rows.append(FormRow(placed, here, not rows or here != page, bool(table.moved_placeholders)))
        page = here
    return rows


class Geometry:
    """Where the columns of a document's grids stand, looked up by a cell's offset."""

    def __init__(self, doc: Document) -> None:
        self._grids: list[Grid] = sorted((g for g in doc.grids if g.x_edges), key=lambda g: g.start)
        self._starts = [g.start for g in self._grids]
        self._cells: dict[int, dict[int, GridCell]] = {}

    def cell(self, cell: Cell) -> FormCell:
        """The form's view of a table cell; in column numbers where no rules are known."""
        number = self._grid(cell)
        drawn = None if number is None else self._drawn(number, cell)
        if number is None or drawn is None:
            left, right = float(cell.col), float(cell.col + cell.col_span)
            return FormCell(cell.text, cell.place, left, right, cell.row_span)
        grid = self._grids[number]
        below = drawn.row + drawn.row_span
        has_rows = len(grid.y_edges) > grid.n_rows
        return FormCell(
            cell.text,
            cell.place,
            grid.x_edges[drawn.col],
            grid.x_edges[min(drawn.col + drawn.col_span, grid.n_cols)],
            cell.row_span,
            grid.y_edges[drawn.row] if has_rows else None,
            grid.y_edges[min(below, grid.n_rows)] if has_rows else None,
            drawn.row == 0 and drawn.col in grid.open_above,
            below >= grid.n_rows,
        )

    def page(self, cell: Cell) -> int | None:
        """The page of a cell, also of an empty one."""
        if cell.place.page is not None:
            return cell.place.page
        number = self._grid(cell)
        return None if number is None else self._grids[number].page

    def _grid(self, cell: Cell) -> int | None:
        if cell.place.start is None or not self._grids:
            return None
        number = bisect_right(self._starts, cell.place.start) - 1
        return number if number >= 0 and cell.place.start <= self._grids[number].end else None

    def _drawn(self, number: int, cell: Cell) -> GridCell | None:
        if cell.place.start is None:
            return None
        if number not in self._cells:
            self._cells[number] = {c.start: c for c in self._grids[number].cells}
        return self._cells[number].get(cell.place.start)


def _page(cells: Iterable[Cell], geometry: Geometry) -> int | None:
    for cell in cells:
        page = geometry.page(cell)
        if page is not None:
            return page
    return None
