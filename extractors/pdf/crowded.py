"""Whether cells of a grid hold what belongs into several: before there is a text to look at."""

from __future__ import annotations

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.cell_text import read_cells
from extractors.pdf.doubts import SHARED, STACKED_CODES, doubts_of
from extractors.pdf.glyphs import Glyphs


def is_crowded(glyphs: Glyphs, grid: FilledLattice) -> bool:
    """Whether a cell of the grid holds several amounts or several codes."""
    printed = read_cells(glyphs, grid)
    columns = grid.lattice.cells.table[:, 1].tolist()
    return not {SHARED, STACKED_CODES}.isdisjoint(doubts_of(glyphs, printed, printed.texts(), columns))
