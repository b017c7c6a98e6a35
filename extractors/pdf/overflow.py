"""Text that does not fit its cell: what overflows a rule goes back where it belongs.

Office software lets a label that is too long run over the rule below it or beside it. Where a glyph stands
would put the overflowing part into the neighbour's cell; what tells is that the file writes it right behind
the rest of its own cell.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass

from extractors.pdf.cell_glyphs import OVERFLOWS, CellGlyphs, FilledLattice
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice

FULL_LINE = 1.4
"""A line is full when less than this many ems are left before the rule."""
ADJACENT = 0.3
"""Characters of one word stand less than this many ems apart."""
_AMOUNT = frozenset("0123456789.,-")
APART = 0.8
"""What belongs to the neighbour stands at least this many ems away from what overflows."""
NEXT_LINE = 1.5
"""The next line of a label stands less than this many ems lower."""
BELOW = 1.8
"""A line that overflows the grid stands at most this many ems below it,"""
OVER_EDGE = 1.0
"""and at most so many points over the edges of its column: the edges are those of rules that were snapped."""
SMALLEST = 1.0
"""Points; a glyph without width is taken for this wide below the grid."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one grid while what overflows is looked for. `put` is the only thing that changes it."""

    glyphs: Glyphs
    lattice: Lattice
    members: CellGlyphs
    cell_of: dict[int, int]
    """The cell of each glyph."""

    def put(self, run: list[int], cell: int) -> None:
        """Makes a run of glyphs, all from one cell or from none, the end of `cell`."""
        before = self.cell_of.get(run[0])
        if before is not None:
            moved = set(run)
            self.members[before] = [g for g in self.members[before] if g not in moved]
        self.members[cell] = [*self.members[cell], *run]
        self.cell_of.update(dict.fromkeys(run, cell))


def mend_overflow(
    glyphs: Glyphs, grid: FilledLattice, outside: Collection[int]
) -> tuple[FilledLattice, frozenset[int]]:
    """The grid with what overflows back in its cells, and those glyphs of `outside` that are in a cell now.

    `outside` are the glyphs in no cell: a label in the last row can overflow the whole grid.
    """
    if not grid.may_need(OVERFLOWS, glyphs):
        return grid, frozenset()
    members, outside = grid.cell_glyphs, frozenset(outside)
    cells = _Cells(
        glyphs, grid.lattice, list(members), {g: n for n, cell in enumerate(members) for g in cell}
    )
    taken: set[int] = set()
    for cell in range(len(members)):
        if not cells.members[cell]:
            continue
        last = cells.members[cell][-1]
        following = last + 1
        if following >= len(glyphs) or not glyphs.wide[last] or not glyphs.wide[following]:
            continue
        other = cells.cell_of.get(following)
        if other is not None:
            run = _from_neighbour(cells, cell, other, grid)
        elif following in outside:
            run = _from_below_grid(cells, cell, grid.column_of(cell), outside)
            taken.update(run)
        else:
            continue
        if run:
            cells.put(run, cell)
    return (grid if cells.members == members else FilledLattice(grid.lattice, cells.members)), frozenset(
        taken
    )


def _from_neighbour(cells: _Cells, cell: int, other: int, grid: FilledLattice) -> list[int]:
    """What the cell below or beside holds of this one; `other` holds what the file writes next."""
    own, neighbour = cells.lattice.cells[cell], cells.lattice.cells[other]
    if neighbour.col == own.col and neighbour.row == own.row + own.row_span:
        is_full = _is_full(cells.glyphs, cells.members[cell][-1], grid.column_of(cell)[1])
        return _overflowing_line(cells, cell, other) if is_full else []
    if neighbour.row == own.row and neighbour.col == own.col + own.col_span:
        return _overflowing_word(cells, cell, other)
    return []


def _em(glyphs: Glyphs, g: int) -> float:
    return glyphs.x1[g] - glyphs.x0[g]


def _is_full(glyphs: Glyphs, last: int, right_edge: float) -> bool:
    return right_edge - glyphs.x1[last] < FULL_LINE * _em(glyphs, last)


def _contiguous(start: int, cells: _Cells, cell: int) -> list[int]:
    """The glyphs of a cell that the file writes one after the other from `start` on."""
    run = [start]
    while cells.cell_of.get(run[-1] + 1) == cell:
        run.append(run[-1] + 1)
    return run


def _overflowing_line(cells: _Cells, cell: int, below: int) -> list[int]:
    """The cell below keeps what is written elsewhere in the file. If that is nothing, the line overflows only
    where the file goes on with the next cell of the row above: it writes row by row."""
    glyphs, lattice = cells.glyphs, cells.lattice
    last = cells.members[cell][-1]
    run = _contiguous(last + 1, cells, below)
    if len(run) < len(cells.members[below]):
        return run
    own, following = lattice.cells[cell], lattice.cells[cells.cell_of.get(run[-1] + 1, below)]
    is_next_line = glyphs.baseline[run[0]] - glyphs.baseline[last] < NEXT_LINE * _em(glyphs, last)
    return run if following.row == own.row and following.col > own.col and is_next_line else []


def _overflowing_word(cells: _Cells, cell: int, beside: int) -> list[int]:
    """The neighbour keeps what stands apart from the overflowing characters; without such, nothing does."""
    glyphs = cells.glyphs
    run: list[int] = []
    last = cells.members[cell][-1]
    for g in _contiguous(last + 1, cells, beside):
        em = _em(glyphs, g)
        same_line = abs(glyphs.baseline[g] - glyphs.baseline[last]) < ADJACENT * em
        if not glyphs.wide[g] or not same_line or glyphs.x0[g] - glyphs.x1[last] > ADJACENT * em:
            break
        run.append(g)
        last = g
    moved = set(run)
    rest = [g for g in cells.members[beside] if g not in moved]
    if not run or not rest:
        return []
    apart = APART * _em(glyphs, last)
    # Words in front of an amount are not its own, however close the label's last character comes to it.
    is_amount = all(glyphs.chars[g] in _AMOUNT for g in rest)
    return run if is_amount or all(glyphs.x0[g] - glyphs.x1[last] > apart for g in rest) else []


def _from_below_grid(cells: _Cells, cell: int, column: tuple[float, float], outside: Set[int]) -> list[int]:
    """What a label in the last row, full to its edge, has below the grid."""
    glyphs, lattice = cells.glyphs, cells.lattice
    own, last = lattice.cells[cell], cells.members[cell][-1]
    left, right = column
    if own.row + own.row_span != len(lattice.y_edges) - 1 or not _is_full(glyphs, last, right):
        return []
    run: list[int] = []
    for g in range(last + 1, len(glyphs)):
        em = max(_em(glyphs, g), SMALLEST)
        under = glyphs.baseline[g] - lattice.y_edges[-1] < BELOW * em
        within = glyphs.x0[g] >= left - OVER_EDGE and glyphs.x1[g] <= right + OVER_EDGE
        if g not in outside or not under or not within:
            break
        run.append(g)
    return run
