"""Which glyph lies in which cell: lattices with the glyphs of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice

CellGlyphs = list[list[int]]
"""Glyph numbers by cell of a lattice, ascending in each. What a grid holds is never changed in place."""


@dataclass(frozen=True, slots=True)
class FilledLattice:
    """A lattice and what lies in its cells."""

    lattice: Lattice
    cell_glyphs: CellGlyphs

    def column_of(self, cell: int) -> tuple[float, float]:
        """The left and right edge of a cell, in points."""
        lattice = self.lattice
        here = lattice.cells[cell]
        return lattice.x_edges[here.col], lattice.x_edges[here.col + here.col_span]


def fill(glyphs: Glyphs, lattices: Sequence[Lattice]) -> tuple[list[FilledLattice], list[int]]:
    """The lattices with the glyphs whose middle lies in each cell, and the glyphs that lie in none."""
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
