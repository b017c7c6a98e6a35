"""The plain table that every tool is scored on: rows of strings, each span filled with its text.

A tool says where a cell lies in one of three ways: by row, column and spans; by its box; or it has filled the
spans itself. All three become a `Sheet`, so that one rule (`benchmarks.scoring`) holds for all tools.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Sheet = tuple[tuple[str, ...], ...]
"""Rows of cell texts; a text stands in every position that its cell covers, "" where there is no cell."""
Box = tuple[float, float, float, float]

SAME_EDGE = 2.0
"""Points (or pixels, for tools that work on images) within which two cell edges are one."""


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell by its top-left position and its spans, all 0-based."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1


def fill(cells: Iterable[SpannedCell]) -> Sheet:
    """The sheet of cells given by position.

    >>> fill([SpannedCell(0, 0, "支出", col_span=2), SpannedCell(1, 0, "合计"), SpannedCell(1, 1, "1.00")])
    (('支出', '支出'), ('合计', '1.00'))
    """
    found = list(cells)
    n_rows = max((c.row + c.row_span for c in found), default=0)
    n_cols = max((c.col + c.col_span for c in found), default=0)
    rows = [[""] * n_cols for _ in range(n_rows)]
    for cell in found:
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                rows[row][col] = cell.text
    return tuple(tuple(row) for row in rows)


def fill_boxes(cells: Iterable[tuple[Box, str]]) -> Sheet:
    """The sheet of cells given by their boxes (x0, top, x1, bottom): a cell covers all between its edges.

    >>> fill_boxes([((0, 0, 20, 9), "支出"), ((0, 9, 10, 18), "合计"), ((10, 9, 20, 18.4), "1.00")])
    (('支出', '支出'), ('合计', '1.00'))
    """
    found = list(cells)
    xs = _edges([x for (x0, _, x1, _), _ in found for x in (x0, x1)])
    ys = _edges([y for (_, top, _, bottom), _ in found for y in (top, bottom)])
    spanned = []
    for (x0, top, x1, bottom), text in found:
        left, right = _nearest(xs, x0), _nearest(xs, x1)
        upper, lower = _nearest(ys, top), _nearest(ys, bottom)
        if right > left and lower > upper:
            spanned.append(SpannedCell(upper, left, text, lower - upper, right - left))
    return fill(spanned)


def _edges(positions: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > SAME_EDGE:
            edges.append(position)
    return edges


def _nearest(edges: Sequence[float], position: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - position))
