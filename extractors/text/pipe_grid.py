"""The cells and rows that a pipe table was written with, and the grid that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Grid, GridCell

ENGINE = "pipes"


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell: the span of its text, and the span of its line with the pipe."""

    start: int
    end: int
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row: its cells, and how it ends."""

    cells: Sequence[WrittenCell]
    placeholders: int
    """How many placeholders of merged cells the export moved to the row's end."""
    closed: bool
    """False where no row end was written."""
    end: int
    """The end of its last line."""


def open_row(cells: Sequence[WrittenCell]) -> WrittenRow:
    """A row of cells without a row end."""
    return WrittenRow(cells, 0, False, cells[-1].line_end)


def whole_row(cells: Sequence[WrittenCell]) -> WrittenRow:
    """A row of cells in which nothing is merged."""
    return WrittenRow(cells, 0, True, cells[-1].line_end)


def grid_of(text: str, rows: Sequence[WrittenRow], width: int, moved: bool) -> Grid:
    """The grid of written rows; `moved` says whether placeholders were moved to the ends of its rows."""
    cells = tuple(
        GridCell(row=r, col=c, text=one_line(text[cell.start : cell.end]), start=cell.start, end=cell.end)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row.cells)
    )
    return Grid(
        start=next(c.line_start for r in rows for c in r.cells),
        end=rows[-1].end,
        n_rows=len(rows),
        n_cols=width,
        cells=cells,
        engine=ENGINE,
        moved_placeholders=tuple(r.placeholders for r in rows) if moved else (),
    )


def one_line(cell: str) -> str:
    """The text of a cell with single spaces for its line breaks and blanks.

    >>> one_line("一是安装。\\n 二是培训。")
    '一是安装。 二是培训。'
    """
    return " ".join(cell.split())
