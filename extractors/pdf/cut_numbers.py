"""Numbers that run over a rule of their grid are put into one cell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.cell_glyphs import CUT, FilledLattice
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice
from patterns import compiled
from patterns.shapes.layout import Layout

TOUCHING = 0.15
"""Digits closer than this part of their height are of one number; so are those that overlap by no more."""
ALIGNED = 4.0
"""A number that ends within so many points of its cell's edge is aligned to it."""
_DIGITS = frozenset("0123456789.,")


def mend_cut_numbers(glyphs: Glyphs, grid: FilledLattice) -> FilledLattice:
    """The grid with every number that runs over a rule wholly in the cell that it belongs to.

    That is the cell to whose edge it is aligned, else the one in which its middle lies. Digits are of one
    number when they are drawn one after the other, touch on the page, and read as one number with decimals.
    """
    if not grid.may_need(CUT, glyphs):
        return grid
    lattice, owner = grid.lattice, grid.cell_of(len(glyphs))
    home_of: dict[int, int] = {}
    for run in _cut_runs(glyphs, lattice, owner):
        text = "".join(glyphs.chars[g] for g in run)
        # Where numbers fill their cells, two of them can touch at the rule between them.
        if compiled(Layout)["decimal"].fullmatch(text) is not None:
            home = _home(glyphs, lattice, owner, run)
            home_of.update((g, home) for g in run if owner[g] != home)
    if not home_of:
        return grid
    cell_glyphs = list(grid.cell_glyphs)
    for cell in {int(owner[g]) for g in home_of}:
        cell_glyphs[cell] = [g for g in cell_glyphs[cell] if g not in home_of]
    for cell in set(home_of.values()):
        cell_glyphs[cell] = sorted([*cell_glyphs[cell], *(g for g, home in home_of.items() if home == cell)])
    return FilledLattice(lattice, cell_glyphs)


def _cut_runs(glyphs: Glyphs, lattice: Lattice, owner: NDArray[np.int64]) -> Iterator[list[int]]:
    """The runs of touching digits that lie in several cells beside one another."""
    digit = np.fromiter((char in _DIGITS for char in glyphs.chars), dtype=bool, count=len(glyphs))
    here = digit & (owner >= 0)
    cuts = np.flatnonzero(here[:-1] & here[1:] & (owner[:-1] != owner[1:])).tolist()
    seen = -1
    for cut in cuts:
        if cut < seen or not _touch(glyphs, cut):
            continue
        left, right = lattice.cells[owner[cut]], lattice.cells[owner[cut + 1]]
        if right.col != left.col + left.col_span:
            continue
        first, last = cut, cut + 1
        while first > 0 and here[first - 1] and _touch(glyphs, first - 1):
            first -= 1
        while last + 1 < len(glyphs) and here[last + 1] and _touch(glyphs, last):
            last += 1
        seen = last
        yield list(range(first, last + 1))


def _touch(glyphs: Glyphs, g: int) -> bool:
    """Does glyph `g` touch the one drawn after it, on the same line?"""
    near = TOUCHING * (glyphs.bottom[g] - glyphs.top[g])
    gap = glyphs.x0[g + 1] - glyphs.x1[g]
    return abs(gap) < near and abs(glyphs.baseline[g + 1] - glyphs.baseline[g]) < near


def _home(glyphs: Glyphs, lattice: Lattice, owner: NDArray[np.int64], run: list[int]) -> int:
    """The cell that a number belongs to."""
    first, last = lattice.cells[owner[run[0]]], lattice.cells[owner[run[-1]]]
    left = glyphs.x0[run[0]] - lattice.x_edges[first.col]
    right = lattice.x_edges[last.col + last.col_span] - glyphs.x1[run[-1]]
    if right < ALIGNED < left:
        return int(owner[run[-1]])
    if left < ALIGNED < right:
        return int(owner[run[0]])
    middle = (glyphs.x0[run[0]] + glyphs.x1[run[-1]]) / 2
    return int(owner[min(run, key=lambda g: abs((glyphs.x0[g] + glyphs.x1[g]) / 2 - middle))])
