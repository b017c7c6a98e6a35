"""Characters that were read in one piece lie in one cell.

Where a recogniser places the first and the last character of a piece is uncertain by a part of their width,
and numbers end close to a rule. What stands on the wrong side of it is told by the piece that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.cell_glyphs import fill
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice

FEW = 1.2
"""Characters as wide together as this many times their height can lie on the wrong side of a rule; more are
a text of their own, in a piece that was not parted at the rule."""
TOUCHING = 0.5
"""They are closer to the rest of their piece than this part of their height."""
INSIDE = 0.1
"""So many points behind the rule lies the middle of a character that is brought back."""
_Owner = tuple[int, int]
"""A lattice and its cell; -1 and -1 outside of all."""


def without_straddling(glyphs: Glyphs, pieces: NDArray[np.int32], lattices: Sequence[Lattice]) -> Glyphs:
    """The glyphs, the middles of those moved that lie on the other side of a rule than the rest of their
    piece; `pieces` are their numbers, shape (n,), in the order of the glyphs."""
    if not lattices or not len(glyphs):
        return glyphs
    owners = _owners(glyphs, lattices)
    middle_x = glyphs.middle_x.copy()
    for _, group in groupby(range(len(glyphs)), key=pieces.tolist().__getitem__):
        runs = [list(run) for _, run in groupby(group, key=owners.__getitem__)]
        if len(runs) > 1:
            for end, beside in ((runs[0], runs[1]), (runs[-1], runs[-2])):
                if _is_strayed(glyphs, end, beside):
                    is_left = end[0] < beside[0]
                    middle_x[end] = _edge(lattices, owners[beside[0]], owners[end[0]], is_left)
    return replace(glyphs, middle_x=middle_x, columns=[])


def _owners(glyphs: Glyphs, lattices: Sequence[Lattice]) -> list[_Owner]:
    owners: list[_Owner] = [(-1, -1)] * len(glyphs)
    for k, grid in enumerate(fill(glyphs, lattices)[0]):
        for cell, members in enumerate(grid.cell_glyphs):
            for g in members:
                owners[g] = (k, cell)
    return owners


def _is_strayed(glyphs: Glyphs, end: Sequence[int], beside: Sequence[int]) -> bool:
    """Whether the few glyphs at the end of a piece belong to those beside them."""
    height = glyphs.bottom[end[0]] - glyphs.top[end[0]]
    left, right = (end, beside) if end[0] < beside[0] else (beside, end)
    gap = glyphs.x0[right[0]] - glyphs.x1[left[-1]]
    width = glyphs.x1[end[-1]] - glyphs.x0[end[0]]
    return len(end) < len(beside) and width <= FEW * height and gap <= TOUCHING * height


def _edge(lattices: Sequence[Lattice], home: _Owner, strayed: _Owner, is_left: bool) -> float:
    """Where the middles of glyphs go that lie left (or right) of the cell that they belong to; what belongs
    outside of all cells goes just outside."""
    if home[0] >= 0:
        lattice, own = lattices[home[0]], lattices[home[0]].cells[home[1]]
        left, right = lattice.x_edges[own.col], lattice.x_edges[own.col + own.col_span]
        return left + INSIDE if is_left else right - INSIDE
    edges = lattices[strayed[0]].x_edges
    return edges[-1] + INSIDE if is_left else edges[0] - INSIDE
