"""The body of a sheet: its rows below the header, merged cells spread over what they cover."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.headers import Header
from extractors.tables.sheets import Sheet, SheetCell


@dataclass(frozen=True, slots=True)
class Body:
    """A sheet with its header, seen row by row."""

    sheet: Sheet
    header: Header
    rows: tuple[int, ...]
    """The rows that are no header, from the top."""
    at: dict[tuple[int, int], SheetCell]
    """(row, column) → the cell that lies over it."""

    def path(self, col: int) -> tuple[str, ...]:
        """Header texts above a column, top to bottom."""
        return self.header.path(self.sheet, col, 1)

    def leaf(self, col: int) -> str:
        """The lowest header text above a column; empty where it has none."""
        path = self.path(col)
        return path[-1] if path else ""

    def text(self, row: int, col: int) -> str:
        """The text at a place; empty where no cell lies over it."""
        cell = self.at.get((row, col))
        return cell.text if cell is not None else ""


def body_of(sheet: Sheet, header: Header) -> Body:
    """The body of a sheet below this header; of cells that overlap, the first counts."""
    at: dict[tuple[int, int], SheetCell] = {}
    for cell in sheet.cells:
        if header.holds(cell):
            continue
        for row in range(cell.row, min(cell.row + cell.row_span, sheet.n_rows)):
            for col in range(cell.col, min(cell.col + cell.col_span, sheet.n_cols)):
                at.setdefault((row, col), cell)
    rows = tuple(r for r in range(sheet.n_rows) if r not in header.rows)
    return Body(sheet, header, rows, at)
