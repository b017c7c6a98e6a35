"""Grids of rules of which some cannot be seen.

A rule that nobody sees divides no cell. But a grid of white rules may be all that tells the columns of a
table apart; and what the page leaves open, more than one amount in a cell, such rules may settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.frame import Frame
from extractors.pdf.lattice import SNAP_COLUMNS, Lattice, find_lattices
from extractors.pdf.rules import Rules
from extractors.pdf.visibility import Bounds, clip_bounds

BLANK_STRIPS = 0.4
"""More than this part of the rows or columns of a grid is seldom blank."""
CLIP_EDGE = 1.0
"""A rule so many points outside of its clip path is not seen."""
MOSTLY = 0.5
"""A rule lies inside a grid when at least this part of it does."""


@dataclass(frozen=True, slots=True)
class Grids:
    """The grids of a page, and those of all its rules; null where these are the same."""

    seen: list[Lattice]
    drawn: list[Lattice] | None = None


def seen_lattices(rules: Rules) -> Grids:
    """The grids that the rules of a page draw, without rules inside of them that nobody sees."""
    horizontal, vertical = rules.horizontal, rules.vertical
    hidden_rows, hidden_columns = rules.hidden_horizontal, rules.hidden_vertical
    drawn = find_lattices(horizontal, vertical)
    if not drawn or not (hidden_rows.any() or hidden_columns.any()):
        return Grids(drawn)
    rows, columns = ~hidden_rows, ~hidden_columns
    for grid in find_lattices(horizontal[rows], vertical[columns]):
        x0, top, x1, bottom = grid.box
        hidden_rows = hidden_rows & ~_is_inside(horizontal, (top, bottom), (x0, x1))
        hidden_columns = hidden_columns & ~_is_inside(vertical, (x0, x1), (top, bottom))
    rows |= hidden_rows
    columns |= hidden_columns
    if rows.all() and columns.all():
        return Grids(drawn)
    seen = find_lattices(horizontal[rows], vertical[columns])
    return Grids(drawn) if _same(seen, drawn) else Grids(seen, drawn)


def without_clipped(rules: Rules, frame: Frame) -> Rules:
    """The rules, those hidden too that are clipped away; the page must be open. It costs calls."""
    bounds: dict[int, Bounds] = {}

    def is_clipped(address: int, x0: float, top: float, x1: float, bottom: float) -> bool:
        if not address:
            return False
        if address not in bounds:
            bounds[address] = clip_bounds(address, frame)
        left, upper, right, lower = bounds[address]
        return (
            min(x1, right) - max(x0, left) < -CLIP_EDGE or min(bottom, lower) - max(top, upper) < -CLIP_EDGE
        )

    rows = [
        is_clipped(item, low, y, high, y)
        for (y, low, high), item in zip(
            rules.horizontal.tolist(), rules.object_horizontal.tolist(), strict=True
        )
    ]
    columns = [
        is_clipped(item, x, low, x, high)
        for (x, low, high), item in zip(rules.vertical.tolist(), rules.object_vertical.tolist(), strict=True)
    ]
    return replace(
        rules,
        hidden_horizontal=rules.hidden_horizontal | np.asarray(rows, dtype=bool),
        hidden_vertical=rules.hidden_vertical | np.asarray(columns, dtype=bool),
    )


def has_blank_strips(grids: Sequence[FilledLattice]) -> bool:
    """Whether so many rows or columns of a grid are blank that rules may divide it which nobody sees."""
    return any(_has_blank_strips(grid) for grid in grids)


def _has_blank_strips(grid: FilledLattice) -> bool:
    lattice = grid.lattice
    filled = np.asarray([bool(members) for members in grid.cell_glyphs])[lattice.owner] & (lattice.owner >= 0)
    n_rows, n_cols = filled.shape
    blank_rows = n_rows - np.count_nonzero(filled.any(axis=1))
    blank_columns = n_cols - np.count_nonzero(filled.any(axis=0))
    return bool(blank_rows > BLANK_STRIPS * n_rows or blank_columns > BLANK_STRIPS * n_cols)


def _is_inside(
    rules: NDArray[np.float64], across: tuple[float, float], along: tuple[float, float]
) -> NDArray[np.bool_]:
    """Which rules lie between the edges of a grid, and mostly within it."""
    position, low, high = rules.T
    within = np.minimum(high, along[1]) - np.maximum(low, along[0])
    inside: NDArray[np.bool_] = (
        (position > across[0] + SNAP_COLUMNS)
        & (position < across[1] - SNAP_COLUMNS)
        & (within >= MOSTLY * (high - low))
    )
    return inside


def _same(first: list[Lattice], second: list[Lattice]) -> bool:
    return len(first) == len(second) and all(
        a.cells == b.cells
        and len(a.x_edges) == len(b.x_edges)
        and len(a.y_edges) == len(b.y_edges)
        and np.allclose(a.x_edges, b.x_edges, atol=SNAP_COLUMNS)
        and np.allclose(a.y_edges, b.y_edges, atol=SNAP_COLUMNS)
        for a, b in zip(first, second, strict=True)
    )
