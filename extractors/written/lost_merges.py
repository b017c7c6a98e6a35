"""Heads of tables that were written without their merged cells: a text in the first place, then nothing.

What was merged shows in the head alone: a text reaches over empty places beside it where something stands
below them, and down over empty places below it.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.written.sheet_regions import Region, find_regions
from extractors.written.sheet_words import is_number, plain
from extractors.written.visible_cells import VisibleCells, visible_cells
from extractors.written.worksheet import Merge, Worksheet

MOST_HEAD_ROWS = 6
"""A head has no more rows; more rows without a number are a table of words."""


def lost_merges(sheet: Worksheet) -> list[Merge]:
    """The merged cells that the heads of a sheet's tables had."""
    seen = visible_cells(sheet)
    return [merge for region in find_regions(seen) for merge in _of_head(seen, region)]


def _of_head(seen: VisibleCells, region: Region) -> list[Merge]:
    texts = {position: plain(slot.cell.text) for position, slot in seen.at.items() if slot.cell.text.strip()}
    end = _head_end(texts, region)
    found: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for row in range(region.row, end):
        for col in range(region.col, region.last_col + 1):
            if (row, col) not in texts or (row, col) in taken:
                continue
            last_row, last_col = row, col
            while last_col < region.last_col and _is_below(texts, taken, (row, last_col + 1), end):
                last_col += 1
            if last_col == col:
                while last_row + 1 < end and not any((r, col) in texts for r in range(last_row + 1, end)):
                    last_row += 1
            if (last_row, last_col) != (row, col):
                area = {(r, c) for r in range(row, last_row + 1) for c in range(col, last_col + 1)}
                taken |= area
                found.append(Merge(seen.rows[row], seen.cols[col], seen.rows[last_row], seen.cols[last_col]))
    return found


def _head_end(texts: Mapping[tuple[int, int], str], region: Region) -> int:
    """The first row with a number; the region's first row where none is near."""
    for row in range(region.row, min(region.row + MOST_HEAD_ROWS, region.last_row) + 1):
        if any(is_number(texts.get((row, col), "")) for col in range(region.col, region.last_col + 1)):
            return row
    return region.row


def _is_below(
    texts: Mapping[tuple[int, int], str], taken: set[tuple[int, int]], place: tuple[int, int], end: int
) -> bool:
    """Whether a place is empty, and something stands below it in the head."""
    row, col = place
    return place not in texts and place not in taken and any((r, col) in texts for r in range(row + 1, end))
