"""The tables of a sheet: where lines are drawn around cells, and where rows of cells follow each other.

Nothing is told by fixed positions. What stands in no table is a line of text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.frozen import frozen, replaced
from extractors.written.sheet_words import is_caption, is_note, is_number, is_title, plain, row_kind
from extractors.written.visible_cells import Slot, VisibleCells

MANY_BOXES = 400
"""More groups of boxed cells on one sheet are a pattern on it, not tables."""
TITLE_BEFORE = 3
"""So many rows behind a title inside of lines its own table has begun."""


@frozen
class Region:
    """A rectangle of `VisibleCells` that is a table; the last row and column are included."""

    row: int
    col: int
    last_row: int
    last_col: int

    def holds(self, slot: Slot) -> bool:
        """Whether a cell lies in it, or over its edge."""
        return (
            slot.row <= self.last_row
            and slot.last_row >= self.row
            and slot.col <= self.last_col
            and slot.last_col >= self.col
        )

    def touches(self, other: Region) -> bool:
        """Whether two have a position in common."""
        return (
            self.row <= other.last_row
            and other.row <= self.last_row
            and self.col <= other.last_col
            and other.col <= self.last_col
        )

    def with_all(self, other: Region) -> Region:
        """The rectangle around both."""
        return Region(
            min(self.row, other.row),
            min(self.col, other.col),
            max(self.last_row, other.last_row),
            max(self.last_col, other.last_col),
        )


class Covered:
    """What lies in some of many rectangles."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_row: dict[int, list[Region]] = defaultdict(list)
        for region in regions:
            for row in range(region.row, region.last_row + 1):
                self._by_row[row].append(region)

    def __contains__(self, slot: Slot) -> bool:
        rows = range(slot.row, slot.last_row + 1) if self._by_row else ()
        return any(region.holds(slot) for row in rows for region in self._by_row.get(row, ()))


def find_regions(seen: VisibleCells) -> list[Region]:
    """The tables of a sheet, by row, then column."""
    filled = [slot for slot in seen.slots if slot.cell.text.strip()]
    by_row: dict[int, list[Slot]] = defaultdict(list)
    for slot in filled:
        by_row[slot.row].append(slot)
    boxes = [
        part
        for box in _boxes(seen)
        for part in _parts(_grown(box, by_row, seen), by_row)
        if _is_table(part, by_row)
    ]
    free: dict[int, list[Slot]] = defaultdict(list)
    within = Covered(boxes)
    for slot in filled:
        if slot not in within:
            free[slot.row].append(slot)
    return sorted([*boxes, *_rejoined(_unruled(free, seen), by_row)], key=lambda r: (r.row, r.col))


def _rejoined(regions: Sequence[Region], by_row: dict[int, list[Slot]]) -> list[Region]:
    """Tables without lines, those put together that only an empty row parts: the second begins with numbers,
    in columns of the first."""
    found: list[Region] = []
    for region in sorted(regions, key=lambda r: (r.col, r.row)):
        before = found[-1] if found else None
        goes_on = before is not None and region.row == before.last_row + 1
        if before is not None and goes_on and before.col <= region.col and region.last_col <= before.last_col:
            first = [slot for slot in by_row.get(region.row, ()) if region.holds(slot)]
            if any(is_number(plain(slot.cell.text)) for slot in first):
                found[-1] = before.with_all(region)
                continue
        found.append(region)
    return found


def _boxes(seen: VisibleCells) -> list[Region]:
    """The rectangles around cells that are boxed and touch each other."""
    boxed = {position for position, slot in seen.at.items() if slot.cell.boxed}
    found: list[Region] = []
    while boxed:
        start = boxed.pop()
        row, col = last_row, last_col = start
        stack = [start]
        while stack:
            r, c = stack.pop()
            row, last_row, col, last_col = min(row, r), max(last_row, r), min(col, c), max(last_col, c)
            near = []
            if r not in seen.row_gaps:
                near.append((r - 1, c))
            if r + 1 not in seen.row_gaps:
                near.append((r + 1, c))
            if c not in seen.col_gaps:
                near.append((r, c - 1))
            if c + 1 not in seen.col_gaps:
                near.append((r, c + 1))
            for position in near:
                if position in boxed:
                    boxed.remove(position)
                    stack.append(position)
        if last_col > col:
            found.append(Region(row, col, last_row, last_col))
        if len(found) > MANY_BOXES:
            return []
    return _apart(found)


def _apart(regions: Iterable[Region]) -> list[Region]:
    """Rectangles that do not touch: those that do are one."""
    left = sorted(regions, key=lambda r: (r.row, r.col))
    changed = True
    while changed:
        changed = False
        apart: list[Region] = []
        for region in left:
            for n, other in enumerate(apart):
                if other.touches(region):
                    apart[n] = other.with_all(region)
                    changed = True
                    break
            else:
                apart.append(region)
        left = apart
    return left


def _grown(box: Region, by_row: dict[int, list[Slot]], seen: VisibleCells) -> Region:
    """A box with the rows of its table above and below that no lines are drawn around."""
    while box.last_row + 1 not in seen.row_gaps and _belongs(box, by_row.get(box.last_row + 1, ()), 1):
        box = replaced(box, last_row=box.last_row + 1)
    while box.row not in seen.row_gaps and _belongs(box, by_row.get(box.row - 1, ()), 2):
        box = replaced(box, row=box.row - 1)
    return box


def _belongs(box: Region, slots: Sequence[Slot], at_least: int) -> bool:
    """Whether the cells of a row that touches a box are of its table: they lie in its columns, and are no
    caption and no note."""
    if len(slots) < at_least or any(s.col < box.col or s.last_col > box.last_col for s in slots):
        return False
    kind = row_kind(slots)
    if kind == "single":
        return at_least == 1 and slots[0].col == box.col and slots[0].cols == 1 and box.last_col > box.col
    return kind == "table"


def _parts(box: Region, by_row: dict[int, list[Slot]]) -> list[Region]:
    """The tables inside of one box: one begins at each title in it; notes at the end are left out."""
    cuts = [box.row]
    for row in range(box.row + 1, box.last_row + 1):
        if _is_title_row(box, by_row.get(row, ())) and any(
            row_kind(by_row.get(n, ())) == "caption"
            and any(is_caption(plain(s.cell.text)) for s in by_row[n])
            for n in range(row + 1, min(row + TITLE_BEFORE, box.last_row) + 1)
            if n in by_row
        ):
            cuts.append(row)
    ends = [*(cut - 1 for cut in cuts[1:]), box.last_row]
    parts = []
    for first, end in zip(cuts, ends, strict=True):
        last = end
        while last > first and _is_note_row(by_row.get(last, ())):
            last -= 1
        parts.append(Region(first, box.col, last, box.last_col))
    return parts


def _is_title_row(box: Region, slots: Sequence[Slot]) -> bool:
    return (
        len(slots) == 1
        and slots[0].cols * 2 > box.last_col - box.col + 1
        and is_title(plain(slots[0].cell.text))
    )


def _is_note_row(slots: Sequence[Slot]) -> bool:
    return len(slots) == 1 and is_note(plain(slots[0].cell.text))


def _is_table(region: Region, by_row: dict[int, list[Slot]]) -> bool:
    """Whether there are two rows and two columns, and something in two cells of a row."""
    if region.last_row == region.row or region.last_col == region.col:
        return False
    return any(
        sum(region.col <= slot.col <= region.last_col for slot in by_row.get(row, ())) > 1
        for row in range(region.row, region.last_row + 1)
    )


def _unruled(free: dict[int, list[Slot]], seen: VisibleCells) -> list[Region]:
    """Tables of cells that no lines are drawn around."""
    found: list[Region] = []
    run: list[list[Slot]] = []
    before: int | None = None
    for row in sorted(free):
        if before is not None and (row != before + 1 or row in seen.row_gaps):
            found += _of_run(run, seen)
            run = []
        run.append(free[row])
        before = row
    return [*found, *_of_run(run, seen)]


def _of_run(run: Sequence[list[Slot]], seen: VisibleCells) -> list[Region]:
    """The tables in rows that follow each other."""
    groups = _side_by_side(run, seen)
    if not groups:
        return _rows_to_regions(run)
    found: list[Region] = []
    for first, last in groups:
        own = [[s for s in row if first <= s.col and s.last_col <= last] for row in run]
        found += _rows_to_regions([row for row in own if row])
    return found


def _side_by_side(run: Sequence[list[Slot]], seen: VisibleCells) -> list[tuple[int, int]]:
    """The columns of tables beside each other: empty columns are between them, and each has its own caption.
    Empty for one table."""
    rows = [row for row in run if row_kind(row) == "table"]
    covered = {col for row in rows for slot in row for col in range(slot.col, slot.last_col + 1)}
    if not covered:
        return []
    groups: list[tuple[int, int]] = []
    first = before = min(covered)
    for col in sorted(covered)[1:]:
        if col != before + 1 or col in seen.col_gaps:
            groups.append((first, before))
            first = col
        before = col
    groups.append((first, before))
    captions = [slot for row in run if row_kind(row) == "caption" for slot in row]
    whole = all(
        last > first
        and any(first <= s.col and s.last_col <= last and is_caption(plain(s.cell.text)) for s in captions)
        for first, last in groups
    )
    return groups if len(groups) > 1 and whole else []


def _rows_to_regions(rows: Sequence[list[Slot]]) -> list[Region]:
    """Tables one below the other: each goes on until a caption, a title or a note."""
    found: list[Region] = []
    current: list[list[Slot]] = []
    for row in rows:
        kind = row_kind(row)
        if kind == "table" or (kind == "single" and current):
            current.append(row)
            continue
        found += _region(current)
        current = []
    return [*found, *_region(current)]


def _region(rows: Sequence[list[Slot]]) -> list[Region]:
    """The rectangle around rows, if they are a table: two rows of several cells, one below the other."""
    if sum(len(row) > 1 for row in rows) < 2:
        return []
    slots = [slot for row in rows for slot in row]
    region = Region(
        min(slot.row for slot in slots),
        min(slot.col for slot in slots),
        max(slot.last_row for slot in slots),
        max(slot.last_col for slot in slots),
    )
    return [region] if region.last_col > region.col else []
