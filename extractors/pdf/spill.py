"""Text that does not fit its cell: what spills over a rule goes back where it belongs.

Office software lets a label that is too long run over the rule below it or beside it. Where a glyph stands
would put the spilt part into the neighbour's cell; what tells is that the file writes it right behind the
rest of its own cell.
"""

from __future__ import annotations

from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice

FULL_LINE = 1.4
"""A line is full when less than this many ems are left before the rule."""
ADJACENT = 0.3
"""Characters of one word stand less than this many ems apart."""
_AMOUNT = frozenset("0123456789.,-")
APART = 0.8
"""What belongs to the neighbour stands at least this many ems away from what was spilt."""
NEXT_LINE = 1.5
"""The next line of a label stands less than this many ems lower."""
BELOW = 1.8
"""A line that spilt out of the grid stands at most this many ems below it."""

Buckets = list[list[int]]


def mend_spills(glyphs: Glyphs, lattice: Lattice, buckets: Buckets, outside: set[int]) -> set[int]:
    """Moves spilt glyphs between `buckets` (glyph numbers per cell, ascending) in place.

    Gives those of `outside` (glyphs in no cell) that were spilt out of the grid and are in a cell now.
    """
    cell_of = {g: n for n, bucket in enumerate(buckets) for g in bucket}
    taken: set[int] = set()
    for n, cell in enumerate(lattice.cells):
        if not buckets[n]:
            continue
        last = buckets[n][-1]
        following = last + 1
        if following >= len(glyphs) or not glyphs.wide[last] or not glyphs.wide[following]:
            continue
        other = cell_of.get(following)
        right_edge = lattice.x_edges[cell.col + cell.col_span]
        full = right_edge - glyphs.x1[last] < FULL_LINE * _em(glyphs, last)
        if other is None:
            if full and following in outside and cell.row + cell.row_span == len(lattice.y_edges) - 1:
                run = _run_below(glyphs, lattice, following, (lattice.x_edges[cell.col], right_edge), outside)
                buckets[n].extend(run)
                taken.update(run)
            continue
        neighbour = lattice.cells[other]
        if full and neighbour.col == cell.col and neighbour.row == cell.row + cell.row_span:
            _take_line(glyphs, lattice, buckets, cell_of, (n, other))
        elif neighbour.row == cell.row and neighbour.col == cell.col + cell.col_span:
            _take_word(glyphs, buckets, cell_of, n, other)
    return taken


def _em(glyphs: Glyphs, g: int) -> float:
    return glyphs.x1[g] - glyphs.x0[g]


def _contiguous(start: int, cell_of: dict[int, int], cell: int) -> list[int]:
    run = [start]
    while cell_of.get(run[-1] + 1) == cell:
        run.append(run[-1] + 1)
    return run


def _take_line(
    glyphs: Glyphs, lattice: Lattice, buckets: Buckets, cell_of: dict[int, int], cells: tuple[int, int]
) -> None:
    """The cell below keeps what is written elsewhere in the file. If that is nothing, the line was spilt only
    where the file goes on with the next cell of the row above: it writes row by row."""
    cell, below = cells
    last = buckets[cell][-1]
    run = _contiguous(last + 1, cell_of, below)
    moved = set(run)
    rest = [g for g in buckets[below] if g not in moved]
    if not rest:
        own, following = lattice.cells[cell], lattice.cells[cell_of.get(run[-1] + 1, below)]
        next_line = glyphs.baseline[run[0]] - glyphs.baseline[last] < NEXT_LINE * _em(glyphs, last)
        if following.row != own.row or following.col <= own.col or not next_line:
            return
    _move(buckets, cell_of, run, rest, cells)


def _take_word(glyphs: Glyphs, buckets: Buckets, cell_of: dict[int, int], cell: int, beside: int) -> None:
    """The neighbour keeps what stands apart from the spilt characters; without such, nothing was spilt."""
    run: list[int] = []
    last = buckets[cell][-1]
    for g in _contiguous(last + 1, cell_of, beside):
        em = _em(glyphs, g)
        same_line = abs(glyphs.baseline[g] - glyphs.baseline[last]) < ADJACENT * em
        if not glyphs.wide[g] or not same_line or glyphs.x0[g] - glyphs.x1[last] > ADJACENT * em:
            break
        run.append(g)
        last = g
    if not run:
        return
    moved = set(run)
    rest = [g for g in buckets[beside] if g not in moved]
    apart = APART * _em(glyphs, last)
    # Words in front of an amount are not its own, however close the label's last character comes to it.
    amount = all(glyphs.chars[g] in _AMOUNT for g in rest)
    if rest and (amount or all(glyphs.x0[g] - glyphs.x1[last] > apart for g in rest)):
        _move(buckets, cell_of, run, rest, (cell, beside))


def _move(
    buckets: Buckets, cell_of: dict[int, int], run: list[int], rest: list[int], cells: tuple[int, int]
) -> None:
    cell, other = cells
    buckets[cell].extend(run)
    buckets[other] = rest
    cell_of.update(dict.fromkeys(run, cell))


def _run_below(
    glyphs: Glyphs, lattice: Lattice, start: int, column: tuple[float, float], outside: set[int]
) -> list[int]:
    run: list[int] = []
    left, right = column
    for g in range(start, len(glyphs)):
        em = max(_em(glyphs, g), 1.0)
        under = glyphs.baseline[g] - lattice.y_edges[-1] < BELOW * em
        if g not in outside or not under or glyphs.x0[g] < left - 1 or glyphs.x1[g] > right + 1:
            break
        run.append(g)
    return run
