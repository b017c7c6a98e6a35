"""Whether cells of a grid hold what belongs into several: before there is a text to look at."""

from __future__ import annotations

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.cell_text import cell_sequences
from extractors.pdf.doubts import SHARED, STACKED_CODES, Doubts
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lines import WHITE


def is_crowded(glyphs: Glyphs, grid: FilledLattice) -> bool:
    """Whether a cell of the grid holds several amounts or several codes."""
    doubts = Doubts(glyphs)
    for cell, sequence in zip(grid.lattice.cells, cell_sequences(glyphs, grid.cell_glyphs), strict=True):
        doubts.see("".join(glyphs.chars[g] if g >= 0 else WHITE[g] for g in sequence), sequence, cell.col)
    return not {SHARED, STACKED_CODES}.isdisjoint(doubts.reasons())
