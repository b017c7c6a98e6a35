"""The header of a sheet: the path of header texts above every column, and how a header row looks.

Which rows are the header is found by `header_rows`. Kinds of header texts are `patterns/columns.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.tables.cell_values import is_numbered_label, read_cell, squeeze
from extractors.tables.sheets import Sheet, SheetCell
from patterns import compiled
from patterns.shapes.columns import Columns

REPEAT_SHARE = 0.8
"""The part of a header row's cells that must come again for a row to be that header, repeated."""
WORDS_ALONE = 0.8
"""More than this part of the texts of a row that is seen alone must be header words."""


@lru_cache(maxsize=1 << 14)
def is_kind(kind: str, text: str) -> bool:
    """Whether a text is of the named kind of `patterns/columns.toml` (`header.code`, `row.total`, …)."""
    return compiled(Columns)[kind].search(squeeze(text)) is not None


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet.

    `rows` are all rows that are header (captions inside the grid, column numbers and repeated headers
    included); `naming` are those whose texts name the columns; `mixed` is a row that is header and data.
    """

    rows: frozenset[int]
    naming: tuple[int, ...]
    mixed: int | None = None
    n_rows: int = 0
    """How many rows at the top are header, without a mixed row."""
    _paths: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict, repr=False)

    def holds(self, cell: SheetCell) -> bool:
        """Whether a cell is header."""
        return cell.row in self.rows or (cell.row == self.mixed and is_kind("header.level", cell.text))

    def path(self, sheet: Sheet, col: int, col_span: int) -> tuple[str, ...]:
        """Header texts above these columns, top to bottom, white space removed, repeats dropped."""
        key = (col, col_span)
        if key not in self._paths:
            self._paths[key] = self._read_path(sheet, col, col_span)
        return self._paths[key]

    def _read_path(self, sheet: Sheet, col: int, col_span: int) -> tuple[str, ...]:
        names: list[str] = []
        rows = [*self.naming, *([self.mixed] if self.mixed is not None else [])]
        for row in rows:
            above = [
                (width, -cell.col, cell)
                for cell in sheet.row(row)
                if cell.text and self.holds(cell)
                if (width := _overlap(sheet, cell, col, col_span)) > 0
            ]
            if not above:
                continue
            name = "".join(max(above, key=lambda a: a[:2])[2].text.split())
            if not names or names[-1] != name:
                names.append(name)
        return tuple(names)


def same_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows of texts are one header row, printed twice."""
    if not first or not second:
        return False
    a, b = {squeeze(t) for t in first}, {squeeze(t) for t in second}
    return len(a & b) >= REPEAT_SHARE * max(len(a), len(b))


def looks_like_header(texts: Sequence[str]) -> bool:
    """Whether a row of texts, seen alone, is a header row: header words only, no number, no code."""
    return (
        len(texts) > 1
        and all(read_cell(t).value is None and not is_numbered_label(t) for t in texts)
        and sum(is_kind("header.word", t) for t in texts) > WORDS_ALONE * len(texts)
    )


def _overlap(sheet: Sheet, cell: SheetCell, col: int, col_span: int) -> float:
    first, last = max(cell.col, col), min(cell.col + cell.col_span, col + col_span)
    return sheet.width(first, last) if last > first else 0.0
