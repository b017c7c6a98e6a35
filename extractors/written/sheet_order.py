"""The reading order of a sheet: lines of text and tables, those beside each other each with its own lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.written.sheet_regions import Covered, Region
from extractors.written.visible_cells import Slot, VisibleCells

LINES_ABOVE = 8
"""So many rows above a table beside another are looked at for its captions."""
Line = tuple[Slot, ...]
"""The cells of a row that are in no table."""
Item = Region | Line


def in_order(seen: VisibleCells, regions: Sequence[Region]) -> list[Item]:
    """Lines and tables in the order in which they are read."""
    free: dict[int, list[Slot]] = {}
    within = Covered(regions)
    for slot in seen.slots:
        if slot.cell.text.strip() and slot not in within:
            free.setdefault(slot.row, []).append(slot)
    items: list[Item] = []
    for band in _bands(regions):
        own = {n: _own_lines(free, seen, region, band) for n, region in enumerate(band)}
        items += _lines(free, below=band[0].row)
        for n, region in enumerate(band):
            above, under = own[n]
            items += [*above, region, *under]
    return [*items, *_lines(free)]


def _bands(regions: Sequence[Region]) -> list[list[Region]]:
    """The tables that stand beside each other, from left to right."""
    bands: list[list[Region]] = []
    last = -1
    for region in sorted(regions, key=lambda r: (r.row, r.col)):
        if bands and region.row <= last:
            bands[-1].append(region)
            last = max(last, region.last_row)
        else:
            bands.append([region])
            last = region.last_row
    return [sorted(band, key=lambda r: r.col) for band in bands]


def _own_lines(
    free: dict[int, list[Slot]], seen: VisibleCells, region: Region, band: Sequence[Region]
) -> tuple[list[Line], list[Line]]:
    """The lines above and below a table that stand in its columns alone; they are taken out of `free`."""
    if len(band) == 1:
        return [], []

    def take(row: int) -> list[Line]:
        mine = [s for s in free.get(row, ()) if _is_over(s, region, band)]
        for slot in mine:
            free[row].remove(slot)
        return [tuple(mine)] if mine else []

    above: list[Line] = []
    row = region.row
    while row > 0 and row not in seen.row_gaps and region.row - row < LINES_ABOVE:
        row -= 1
        above = [*take(row), *above]
    under: list[Line] = []
    row = region.last_row
    end = max(other.last_row for other in band)
    while row + 1 < len(seen.rows) and (row < end or row + 1 not in seen.row_gaps):
        row += 1
        under += take(row)
    return above, under


def _is_over(slot: Slot, region: Region, band: Iterable[Region]) -> bool:
    """Whether a cell stands in the columns of one of the tables beside each other, and in no other's."""
    return [r for r in band if slot.col <= r.last_col and slot.last_col >= r.col] == [region]


def _lines(free: dict[int, list[Slot]], below: int | None = None) -> list[Line]:
    """The lines above a row, or all; they are taken out of `free`."""
    rows = [row for row in sorted(free) if below is None or row < below]
    lines = [tuple(free.pop(row)) for row in rows]
    return [line for line in lines if line]
