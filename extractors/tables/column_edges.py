"""The edges of columns, and whether the grid of another page has the same.

A continuation page mostly repeats neither title nor header; what ties it to the page before is its columns:
the same rules at the same places (docs/domain.md §2.3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.document import Grid

EDGE_TOLERANCE = 3.5
"""Points that two drawings of the same column edge may lie apart."""
MARGIN_SHIFT = 40.0
"""Points by which odd and even pages may be shifted against each other."""
NARROW = 12.0
"""An empty outer column up to this wide, in points, may be missing on another page."""
FEW_EDGES = 4
"""So few edges can lie on those of another table by chance; more may be a last row of merged cells."""
LEAST_EDGES = 3
"""Fewer edges lie on those of any table."""
LEAST_OF_FEW, LEAST_OF_MORE = 2, 3
"""The columns of one grid are at least this part of the other's, one in …: where edges are few, and else."""


def shared_edges(grids: Iterable[Grid]) -> list[float]:
    """Column edges of all grids, in the place of the first; empty where one has no layout."""
    edges: list[float] = []
    drawn: tuple[float, ...] = ()
    for grid in grids:
        if len(grid.x_edges) != grid.n_cols + 1:
            return []
        if grid.x_edges == drawn:
            continue
        drawn = grid.x_edges
        if not edges:
            edges = list(grid.x_edges)
            continue
        shift = _shift(edges, grid.x_edges)
        if shift is None:
            shift = _shift_of_some(edges, grid.x_edges)
        if shift is None:
            continue
        new = [x - shift for x in grid.x_edges if all(abs(x - shift - e) > EDGE_TOLERANCE for e in edges)]
        if new:
            edges = sorted(edges + new)
    return edges


def continues(edges: Sequence[float], grid: Grid) -> bool:
    """Whether a grid has the columns of the one before it: the same edges, or some of them left out."""
    few, many = sorted((len(edges), len(grid.x_edges)))
    least = LEAST_OF_FEW if few <= FEW_EDGES else LEAST_OF_MORE
    if few < 2 or (few - 1) * least < many - 1:
        return False
    return _shift(edges, grid.x_edges) is not None


def is_among(edges: Sequence[float], grid: Grid) -> bool:
    """Whether a grid has some of the columns of the one before it, in their places: on a page where a column
    is empty it may not be drawn."""
    return len(grid.x_edges) == grid.n_cols + 1 and _shift_of_some(edges, grid.x_edges) is not None


def _shift_of_some(edges: Sequence[float], other: Sequence[float]) -> float | None:
    """How far fewer edges lie to the right of edges here, each on one of its own; null where they do not."""
    if not LEAST_EDGES <= len(other) < len(edges):
        return None
    for shift in (0.0, other[0] - edges[0], other[-1] - edges[-1]):
        if abs(shift) <= MARGIN_SHIFT:
            nearest = [min(edges, key=lambda e: abs(e - x + shift)) for x in other]
            near = all(abs(e - x + shift) <= EDGE_TOLERANCE for e, x in zip(nearest, other, strict=True))
            if near and len(set(nearest)) == len(other):
                return shift
    return None


def _shift(edges: Sequence[float], other: Sequence[float]) -> float | None:
    """How far the other edges lie to the right of the same edges here; null where they are not the same."""
    for shift in (0.0, other[0] - edges[0], other[-1] - edges[-1]):
        if abs(shift) > MARGIN_SHIFT:
            continue
        mine = [x - shift for x in other]
        few, many = (mine, edges) if len(mine) <= len(edges) else (edges, mine)
        if abs(few[0] - many[0]) <= NARROW and abs(few[-1] - many[-1]) <= NARROW and _lie_on(few, many):
            return shift
    return None


def _lie_on(few: Sequence[float], many: Sequence[float]) -> bool:
    """Whether each of the edges lies on one of the others; both from left to right."""
    last = len(many) - 1
    for x in few:
        right = bisect_left(many, x)
        near_right = right <= last and many[right] - x <= EDGE_TOLERANCE
        if not near_right and (right == 0 or x - many[right - 1] > EDGE_TOLERANCE):
            return False
    return True


def columns_of(grid: Grid, edges: Sequence[float]) -> list[int]:
    """Sheet column of each edge of the grid."""
    if not edges or (tuple(edges) == grid.x_edges and all(a < b for a, b in pairwise(edges))):
        return list(range(grid.n_cols + 1))
    shift = _shift(edges, grid.x_edges)
    if shift is None:
        shift = _shift_of_some(edges, grid.x_edges)
    if shift is None:
        # Drawn anew with other widths under the same header: columns correspond by their order.
        return [min(i, len(edges) - 1) for i in range(grid.n_cols + 1)]
    return [min(range(len(edges)), key=lambda i: abs(edges[i] - (x - shift))) for x in grid.x_edges]
