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
"""One character, or some that are as wide together as this many times their height, can lie on the wrong side
of a rule; more are a text of their own, in a piece that was not parted at the rule."""
TOUCHING = 0.5
"""They are closer to the rest of their piece than this part of their height."""
BEHIND = 0.1
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
                is_left = end[0] < beside[0]
                rule = _edge(lattices, owners[beside[0]], owners[end[0]], is_left)
                if _is_strayed(glyphs, end, beside, rule):
                    middle_x[end] = rule + (BEHIND if is_left else -BEHIND)
    return replace(glyphs, middle_x=middle_x, columns=[])


def _owners(glyphs: Glyphs, lattices: Sequence[Lattice]) -> list[_Owner]:
    owners: list[_Owner] = [(-1, -1)] * len(glyphs)
    for k, grid in enumerate(fill(glyphs, lattices)[0]):
        for cell, members in enumerate(grid.cell_glyphs):
            for g in members:
                owners[g] = (k, cell)
    return owners


def _is_strayed(glyphs: Glyphs, end: Sequence[int], beside: Sequence[int], rule: float) -> bool:
    """Whether the few glyphs at the end of a piece belong to those beside them, over the rule between."""
    height = glyphs.bottom[end[0]] - glyphs.top[end[0]]
    left, right = (end, beside) if end[0] < beside[0] else (beside, end)
    x0, x1 = glyphs.x0[left[0]], glyphs.x1[right[-1]]
    if glyphs.x0[right[0]] - glyphs.x1[left[-1]] > TOUCHING * height:
        return False
    if len(end) > 1 and glyphs.x1[end[-1]] - glyphs.x0[end[0]] > FEW * height:
        return False
    if len(end) == len(beside):  # the cell of a piece is that of its middle
        return (x0 + x1) / 2 > rule if end is left else (x0 + x1) / 2 < rule
    return len(end) < len(beside)


def _edge(lattices: Sequence[Lattice], inner: _Owner, outer: _Owner, is_left: bool) -> float:
    """The rule at the left (or right) of a cell, from where another is; of what lies outside of all cells,
    the side of the grid."""
    if inner[0] >= 0:
        lattice, own = lattices[inner[0]], lattices[inner[0]].cells[inner[1]]
        return lattice.x_edges[own.col] if is_left else lattice.x_edges[own.col + own.col_span]
    edges = lattices[outer[0]].x_edges
    return edges[-1] if is_left else edges[0]
