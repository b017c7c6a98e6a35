"""What is seen of a sheet: cells of rows and columns that are not hidden, merged ones as one, close together.

Rows and columns without anything in them are left out and remembered as gaps: a sheet of two cells in far
corners is as small as one of two neighbours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.errors import Unreadable
from extractors.frozen import frozen
from extractors.written.worksheet import MAX_CELLS, Merge, SheetCell, Spans, Worksheet

Range = tuple[int, int, int, int]
"""First row and column, last row and column, as the sheet counts them, from 0."""


@frozen
class Slot:
    """A cell that is seen; rows and columns are those of `VisibleCells`."""

    row: int
    col: int
    rows: int
    cols: int
    cell: SheetCell
    place: Range

    @property
    def last_row(self) -> int:
        """The last row of its span."""
        return self.row + self.rows - 1

    @property
    def last_col(self) -> int:
        """The last column of its span."""
        return self.col + self.cols - 1


@frozen
class HiddenCells:
    """Texts that are in hidden rows or columns."""

    axis: str
    """"row" or "column"."""
    text: str
    place: Range


@dataclass(slots=True)
class VisibleCells:
    """The slots of a sheet, by row, then column, and what is between its rows and columns."""

    rows: Sequence[int]
    """Of each row here, its number in the sheet."""
    cols: Sequence[int]
    slots: list[Slot] = field(default_factory=list)
    at: dict[tuple[int, int], Slot] = field(default_factory=dict, repr=False)
    """The slot that covers a position."""
    row_gaps: frozenset[int] = frozenset()
    """Rows with an empty one above them that is seen."""
    col_gaps: frozenset[int] = frozenset()
    hidden: list[HiddenCells] = field(default_factory=list)


def visible_cells(sheet: Worksheet) -> VisibleCells:
    """What is seen of a sheet. Raises `Unreadable` for one with more cells than `MAX_CELLS`."""
    if len(sheet.cells) > MAX_CELLS:
        raise Unreadable(
            "too_large", f"sheet {sheet.name!r} has {len(sheet.cells)} cells, more than {MAX_CELLS}; split it"
        )
    rows = sorted({row for row, _ in sheet.cells if row not in sheet.hidden_rows})
    cols = sorted({col for _, col in sheet.cells if col not in sheet.hidden_cols})
    seen = VisibleCells(
        rows=rows,
        cols=cols,
        row_gaps=_gaps(rows, sheet.hidden_rows),
        col_gaps=_gaps(cols, sheet.hidden_cols),
    )
    merged = _merge(sheet, seen)
    row_of = {row: n for n, row in enumerate(rows)}
    col_of = {col: n for n, col in enumerate(cols)}
    out_of_sight: list[tuple[int, int]] = []
    for (row, col), cell in sheet.cells.items():
        r, c = row_of.get(row), col_of.get(col)
        if r is None or c is None:
            if cell.text and (row, col) not in merged:
                out_of_sight.append((row, col))
        elif (r, c) not in seen.at:
            slot = Slot(r, c, 1, 1, cell, (row, col, row, col))
            seen.slots.append(slot)
            seen.at[r, c] = slot
    seen.slots.sort(key=lambda slot: (slot.row, slot.col))
    seen.hidden += _hidden(sheet, out_of_sight)
    return seen


def _gaps(numbers: Sequence[int], hidden: Spans) -> frozenset[int]:
    """Where something is left out between two neighbours that is not hidden."""
    return frozenset(
        n
        for n, (before, after) in enumerate(pairwise(numbers), 1)
        if after - before - 1 > hidden.between(before + 1, after)
    )


def _merge(sheet: Worksheet, seen: VisibleCells) -> set[tuple[int, int]]:
    """Adds the merged cells of which something is seen; gives the positions of their texts."""
    anchors: set[tuple[int, int]] = set()
    painted = 0
    for merge in sheet.merges:
        first = bisect_left(seen.rows, merge.row)
        last = bisect_right(seen.rows, merge.last_row) - 1
        left = bisect_left(seen.cols, merge.col)
        right = bisect_right(seen.cols, merge.last_col) - 1
        if last < first or right < left:
            continue
        painted += (last - first + 1) * (right - left + 1)
        if painted > MAX_CELLS:
            raise Unreadable(
                "too_large",
                f"sheet {sheet.name!r} merges more than {MAX_CELLS} cells; copy its tables to a new one",
            )
        area = [(r, c) for r in range(first, last + 1) for c in range(left, right + 1)]
        if any(position in seen.at for position in area):
            continue  # two merges over one cell: no spreadsheet writes them
        cell = sheet.cells.get((merge.row, merge.col), SheetCell(""))
        boxed = any(
            one is not None and one.boxed
            for one in (sheet.cells.get((seen.rows[r], seen.cols[c])) for r, c in area)
        )
        if boxed and not cell.boxed:
            cell = SheetCell(cell.text, cell.stored, True, cell.centred, cell.bold, cell.size)
        place = (merge.row, merge.col, merge.last_row, merge.last_col)
        slot = Slot(first, left, last - first + 1, right - left + 1, cell, place)
        seen.slots.append(slot)
        seen.at.update(dict.fromkeys(area, slot))
        anchors.add((merge.row, merge.col))
    return anchors


def _hidden(sheet: Worksheet, positions: Iterable[tuple[int, int]]) -> list[HiddenCells]:
    """Texts out of sight, a row or a column each."""
    by_line: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row, col in sorted(positions):
        line = ("row", row) if row in sheet.hidden_rows else ("column", col)
        by_line[line].append((row, col))
    found = []
    for (axis, _), cells in by_line.items():
        text = "\t".join(sheet.cells[cell].text for cell in cells)
        found.append(HiddenCells(axis, text, (*cells[0], *cells[-1])))
    return found


def across_selection(sheet: Worksheet, spread: Iterable[tuple[int, int]]) -> list[Merge]:
    """Texts that are centred over empty cells beside them, as merges: what is seen is the same.

    `spread` are the positions of cells that are formatted so.
    """
    found: list[Merge] = []
    left = set(spread)
    for row, col in sorted(left):
        cell = sheet.cells.get((row, col))
        if cell is None or not cell.text:
            continue
        last = col
        while (row, last + 1) in left and not _has_text(sheet, row, last + 1):
            last += 1
        if last > col:
            found.append(Merge(row, col, row, last))
    return found


def _has_text(sheet: Worksheet, row: int, col: int) -> bool:
    cell = sheet.cells.get((row, col))
    return cell is not None and bool(cell.text)
