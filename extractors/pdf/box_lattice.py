"""Cells given as boxes, as other engines give them, to a lattice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from extractors.document import Box
from extractors.pdf.lattice import (
    MIN_X_EDGES,
    MIN_Y_EDGES,
    SNAP_COLUMNS,
    SNAP_ROWS,
    Lattice,
    LatticeCell,
    LatticeCells,
)


def lattice_of(boxes: Sequence[Box], engine: str) -> Lattice | None:
    """The grid that these cell boxes (x0, top, x1, bottom) form; null where they are no table.

    Edges that lie closer than the snap distances are one. What no box covers becomes a cell of its own.
    """
    xs = _positions([x for box in boxes for x in (box[0], box[2])], SNAP_COLUMNS)
    ys = _positions([y for box in boxes for y in (box[1], box[3])], SNAP_ROWS)
    if len(xs) < MIN_X_EDGES or len(ys) < MIN_Y_EDGES:
        return None
    owner = np.full((len(ys) - 1, len(xs) - 1), -1, dtype=np.int64)
    cells: list[LatticeCell] = []
    for x0, y0, x1, y1 in sorted(boxes, key=lambda b: (b[1], b[0])):
        col, right, row, below = _nearest(xs, x0), _nearest(xs, x1), _nearest(ys, y0), _nearest(ys, y1)
        covered = owner[row:below, col:right]
        if right > col and below > row and (covered < 0).all():
            covered[:] = len(cells)
            cells.append(LatticeCell(row, col, below - row, right - col))
    for row, col in np.argwhere(owner < 0).tolist():
        owner[row, col] = len(cells)
        cells.append(LatticeCell(row, col, 1, 1))
    order = sorted(range(len(cells)), key=lambda n: (cells[n].row, cells[n].col))
    rank = np.empty(len(cells), dtype=np.int64)
    rank[order] = np.arange(len(cells))
    return Lattice(tuple(xs), tuple(ys), LatticeCells.of([cells[n] for n in order]), rank[owner], (), engine)


def _positions(values: Iterable[float], tolerance: float) -> list[float]:
    positions: list[float] = []
    for value in sorted(map(float, values)):
        if not positions or value - positions[-1] > tolerance:
            positions.append(value)
    return positions


def _nearest(edges: Sequence[float], value: float) -> int:
    """The position of the edge nearest to a place, of two as near that of the lower."""
    after = bisect_left(edges, value)
    if after in (0, len(edges)):
        return after - bool(after)
    return after - (value - edges[after - 1] <= edges[after] - value)
