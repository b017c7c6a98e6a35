"""Which glyph lies in which cell: lattices with the glyphs of their cells."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native
from extractors.pdf.glyph_columns import GlyphColumns, columns_of
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice

CellGlyphs = list[list[int]]
"""Glyph numbers by cell of a lattice, ascending in each. What a grid holds is never changed in place."""
Numbers = NDArray[np.int64]

CUT, OVERFLOWS, OPEN = 1, 2, 4
"""What a grid may need, as in native/cells.c: a look at numbers over rules, at labels, at its tall rows."""
_POINTER, _LONG = native.POINTER, ctypes.c_int64
_fill = native.function(
    "fill_cells",
    _LONG,
    *(_POINTER, _POINTER, _LONG, _POINTER, _LONG, _POINTER, _LONG),
    *(_POINTER, _LONG, _POINTER, _POINTER, _POINTER, _POINTER),
)
_look = native.function(
    "look_at_cells",
    native.INT,
    *(_POINTER, _POINTER, _POINTER, _POINTER, _LONG, _POINTER, _POINTER),
    *(_POINTER, _POINTER, _LONG, _POINTER, _POINTER, _LONG),
)


class FilledLattice:
    """A lattice and what lies in its cells: given cell by cell, or as one array and where cells begin."""

    __slots__ = ("_arrays", "_cell_of", "_cells", "_needs", "lattice")

    def __init__(
        self,
        lattice: Lattice,
        cells: CellGlyphs | None = None,
        arrays: tuple[Numbers, Numbers] | None = None,
        cell_of: Numbers | None = None,
    ) -> None:
        self.lattice = lattice
        self._cells, self._arrays, self._cell_of = cells, arrays, cell_of
        self._needs: int | None = None

    @property
    def cell_glyphs(self) -> CellGlyphs:
        """The glyphs cell by cell."""
        if self._cells is None:
            members, starts = self.arrays
            glyphs = members.tolist()
            self._cells = [glyphs[start:end] for start, end in pairwise(starts.tolist())]
        return self._cells

    @property
    def arrays(self) -> tuple[Numbers, Numbers]:
        """The glyphs of all cells (m,), and where each cell begins among them (n + 1,)."""
        if self._arrays is None:
            cells = self._cells or []
            starts = np.zeros(len(cells) + 1, dtype=np.int64)
            np.cumsum([len(members) for members in cells], out=starts[1:])
            members = np.fromiter(chain.from_iterable(cells), dtype=np.int64, count=int(starts[-1]))
            self._arrays = members, starts
        return self._arrays

    def cell_of(self, n: int) -> Numbers:
        """The cell of each of the n glyphs of the page, -1 for none; shape (n,)."""
        if self._cell_of is None:
            members, starts = self.arrays
            self._cell_of = np.full(n, -1, dtype=np.int64)
            self._cell_of[members] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        return self._cell_of

    def has_gaps(self) -> NDArray[np.bool_]:
        """Which cells hold glyphs that the file does not write one after the other, shape (n,)."""
        members, starts = self.arrays
        lengths = np.diff(starts)
        gaps = np.zeros(len(lengths), dtype=bool)
        several = np.flatnonzero(lengths > 1)
        first, last = members[starts[several]], members[starts[several + 1] - 1]
        gaps[several] = last - first != lengths[several] - 1
        return gaps

    def column_of(self, cell: int) -> tuple[float, float]:
        """The left and right edge of a cell, in points."""
        lattice = self.lattice
        here = lattice.cells[cell]
        return lattice.x_edges[here.col], lattice.x_edges[here.col + here.col_span]

    def may_need(self, what: int, glyphs: Glyphs) -> bool:
        """Whether a look at it for `CUT`, `OVERFLOWS` or `OPEN` may find anything."""
        if self._needs is None:
            columns = columns_of(glyphs)
            self._needs = -1 if columns is None else self._natively_seen(columns)
        return bool(self._needs & what)

    def _natively_seen(self, columns: GlyphColumns) -> int:
        lattice = self.lattice
        members, starts = self.arrays
        n = len(columns.codes)
        cell_of, x_edges, y_edges = self.cell_of(n), np.asarray(lattice.x_edges), np.asarray(lattice.y_edges)
        table = np.ascontiguousarray(lattice.cells.table)
        found: int = _look(
            *(*columns.boxes_to_kinds, n, cell_of.ctypes.data, members.ctypes.data, starts.ctypes.data),
            *(table.ctypes.data, len(table), x_edges.ctypes.data, y_edges.ctypes.data, len(y_edges) - 1),
        )
        return found


def fill(glyphs: Glyphs, lattices: Sequence[Lattice]) -> tuple[list[FilledLattice], list[int]]:
    """The lattices with the glyphs whose middle lies in each cell, and the glyphs that lie in none."""
    if not lattices:
        return [], list(range(len(glyphs)))
    columns = columns_of(glyphs)
    if columns is None:
        return fill_in_python(glyphs, lattices)
    n = len(glyphs)
    free = np.ones(n, dtype=np.uint8)
    filled: list[FilledLattice] = []
    for lattice in lattices:
        x_edges, y_edges = np.asarray(lattice.x_edges), np.asarray(lattice.y_edges)
        owner = np.ascontiguousarray(lattice.owner)
        members, cell_of = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
        starts = np.empty(len(lattice.cells) + 1, dtype=np.int64)
        count = _fill(
            *(columns.middle_x, columns.middle_y, n, x_edges.ctypes.data, len(x_edges)),
            *(y_edges.ctypes.data, len(y_edges), owner.ctypes.data, len(lattice.cells), free.ctypes.data),
            *(cell_of.ctypes.data, members.ctypes.data, starts.ctypes.data),
        )
        filled.append(FilledLattice(lattice, arrays=(members[:count], starts), cell_of=cell_of))
    return filled, np.flatnonzero(free).tolist()


def fill_in_python(glyphs: Glyphs, lattices: Sequence[Lattice]) -> tuple[list[FilledLattice], list[int]]:
    """What `native/cells.c` does to fill the cells."""
    free = np.ones(len(glyphs), dtype=bool)
    filled: list[FilledLattice] = []
    for lattice in lattices:
        cell_glyphs: CellGlyphs = [[] for _ in lattice.cells]
        filled.append(FilledLattice(lattice, cell_glyphs))
        if not len(glyphs):
            continue
        cols = np.searchsorted(lattice.x_edges, glyphs.middle_x, side="right") - 1
        rows = np.searchsorted(lattice.y_edges, glyphs.middle_y, side="right") - 1
        inside = (
            free
            & (cols >= 0)
            & (cols < len(lattice.x_edges) - 1)
            & (rows >= 0)
            & (rows < len(lattice.y_edges) - 1)
        )
        members = np.flatnonzero(inside)
        owners = lattice.owner[rows[members], cols[members]]
        for g, cell in zip(members.tolist(), owners.tolist(), strict=True):
            cell_glyphs[cell].append(g)
        free &= ~inside
    return filled, np.flatnonzero(free).tolist()
