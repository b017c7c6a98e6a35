"""The glyphs of each cell of a grid in reading order.

Most cells hold lines without gaps, drawn from left to right and line by line; these are told apart from all
others with a few array operations for a whole grid. Only the others are taken apart glyph by glyph (`lines`).
"""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.cell_glyphs import CellGlyphs
from extractors.pdf.glyphs import INSIDE, Glyphs
from extractors.pdf.lines import DOUBLED, WORD_GAP, build_lines, join_cell

LEVEL = 0.05
"""Baselines that differ by less than this part of the glyph height are of one line beyond doubt."""
NEXT_LINE = 0.6
"""A baseline lower by more than this part of the glyph height is of the next line beyond doubt."""


def cell_sequences(glyphs: Glyphs, cell_glyphs: CellGlyphs) -> list[list[int]]:
    """Glyph numbers of each cell in reading order, with `lines.BLANK` where white space belongs.

    The same as `join_cell(build_lines(…))` for each cell.
    """
    mended = _mended(glyphs, cell_glyphs)
    return [
        join_cell(build_lines(glyphs, members), glyphs) if mend else members
        for members, mend in zip(cell_glyphs, mended, strict=True)
    ]


def _mended(glyphs: Glyphs, cell_glyphs: CellGlyphs) -> list[bool]:
    """Which cells are not simply what was drawn, in the order in which it was drawn."""
    n = len(cell_glyphs)
    lengths = np.fromiter(map(len, cell_glyphs), dtype=np.intp, count=n)
    members = np.fromiter(chain.from_iterable(cell_glyphs), dtype=np.intp, count=int(lengths.sum()))
    if not len(members):
        return [False] * n
    mended: NDArray[np.bool_] = np.zeros(n, dtype=bool)
    cell = np.repeat(np.arange(n), lengths)
    x0, top, x1, bottom = glyphs.boxes[members].T
    chars = [glyphs.chars[g] for g in members.tolist()]
    height = bottom - top
    baseline = glyphs.middle_y[members] + INSIDE * height
    wide = np.fromiter((glyphs.wide[g] for g in members.tolist()), dtype=bool, count=len(members))
    size = np.where(wide, x1 - x0, height)
    filled = np.flatnonzero(lengths)
    first = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
    least, most = np.minimum.reduceat(size, first), np.maximum.reduceat(size, first)
    tallest = np.maximum.reduceat(height, first)
    of_filled = np.repeat(np.arange(len(filled)), lengths[filled])[1:]
    together = cell[1:] == cell[:-1]
    gap, step, fall = x0[1:] - x1[:-1], x0[1:] - x0[:-1], baseline[1:] - baseline[:-1]
    tight = (
        (np.abs(fall) <= LEVEL * least[of_filled])
        & (gap <= WORD_GAP * least[of_filled])
        & (step >= DOUBLED * most[of_filled])
        & (step > 0)
    )
    latin = np.fromiter((c.isascii() and c.isalpha() for c in chars), dtype=bool, count=len(chars))
    broken = (fall > NEXT_LINE * tallest[of_filled]) & ~(latin[1:] & latin[:-1])
    mended[cell[1:][together & ~tight & ~broken]] = True
    mended[cell[[c.isspace() for c in chars]]] = True
    needs_mending: list[bool] = mended.tolist()
    return needs_mending
