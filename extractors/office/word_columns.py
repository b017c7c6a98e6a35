"""Columns of a table whose rows say only where each of their cells begins and ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

MOST_EDGES = 2048
"""No table has so many."""
SAME_EDGE = 1.5
"""Points that the edges of one column may lie apart in two rows: widths are rounded by who writes them."""


def column_edges(rows: Iterable[Sequence[float]]) -> list[float]:
    """The edges of the columns of all rows, left to right, in points.

    Edges that lie closer together than `SAME_EDGE` are one, but never two of the same row. When there are
    more than `MOST_EDGES`, no further row is looked at.

    >>> column_edges([(0.0, 100.0), (0.2, 40.0, 99.5)])
    [0.0, 40.0, 100.0]
    """
    edges: list[float] = []
    for row in rows:
        if len(edges) > MOST_EDGES:
            break
        for edge in row:
            if nearest(edges, edge) is None:
                edges.insert(bisect_left(edges, edge), edge)
    return edges


def nearest(edges: Sequence[float], edge: float) -> int | None:
    """The number of the edge that this one is; null where it is none of them. `edges` are sorted."""
    at = bisect_left(edges, edge)
    near = [n for n in (at - 1, at) if 0 <= n < len(edges) and abs(edges[n] - edge) <= SAME_EDGE]
    return min(near, key=lambda n: abs(edges[n] - edge)) if near else None
