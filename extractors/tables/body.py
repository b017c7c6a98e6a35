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
    at: list[list[SheetCell | None]]
    """By row and column, the cell that lies there; null where none does."""

    def path(self, col: int) -> tuple[str, ...]:
        """Header texts above a column, top to bottom."""
        return self.header.path(self.sheet, col, 1)

    def leaf(self, col: int) -> str:
        """The lowest header text above a column; empty where it has none."""
        path = self.path(col)
        return path[-1] if path else ""

    def text(self, row: int, col: int) -> str:
        """The text at a place; empty where no cell lies over it."""
        cell = self.at[row][col] if row < len(self.at) else None
        return cell.text if cell is not None else ""


def body_of(sheet: Sheet, header: Header) -> Body:
    """The body of a sheet below this header; of cells that overlap, the first counts."""
    n_rows, n_cols = sheet.n_rows, sheet.n_cols
    at: list[list[SheetCell | None]] = [[None] * n_cols for _ in range(n_rows)]
    header_rows, mixed = header.rows, header.mixed
    for cell in sheet.cells:
        row = cell.row
        if row in header_rows or (row == mixed and header.holds(cell)) or row >= n_rows:
            continue
        if cell.row_span == 1 == cell.col_span:
            if cell.col < n_cols and at[row][cell.col] is None:
                at[row][cell.col] = cell
            continue
        for line in at[row : row + cell.row_span]:
            for col in range(cell.col, min(cell.col + cell.col_span, n_cols)):
                if line[col] is None:
                    line[col] = cell
    rows = tuple(r for r in range(sheet.n_rows) if r not in header.rows)
    return Body(sheet, header, rows, at)
