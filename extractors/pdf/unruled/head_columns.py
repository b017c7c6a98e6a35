"""Which head is whose: heads of single columns laid over the columns that the body fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pdf.unruled.heads import Head, Interval
from extractors.pdf.unruled.stretches import Stretch

FAR = 14.0
"""No head stands farther than so many ems from what it heads."""
UNMATCHED = 1e4
"""What a head without column, or a column without head, costs: more than any distance (points) on a page."""
TOO_FAR = 3 * UNMATCHED
"""What a head too far from its column costs: more than leaving both unmatched."""
MIDDLE_WEIGHT = 0.01
"""Distances of middles decide only between columns that lie equally far apart."""
BEFORE_NEXT = 0.5
"""A blank column ends at least this many ems before the next one begins."""
_BOTH, _HEAD_ONLY, _COLUMN_ONLY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """A head of the lowest level, and the first and last column that it stands over."""

    head: Head
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class HeadedColumns:
    """All columns of a table, left to right, and the heads over them."""

    columns: list[Interval]
    """What each fills; blank ones, of which only the head is printed, included."""
    spans: list[HeadSpan]
    is_headless: bool
    """Whether a column of amounts has no head."""


def under_heads(
    heads: Sequence[Head], columns: Sequence[Interval], body: Sequence[Sequence[Stretch]]
) -> HeadedColumns:
    """The columns below these heads of the top level; `columns` is what the texts of the body fill."""
    leaves = [leaf for head in heads for leaf in head.leaves]
    under = match(leaves, columns)
    every = _with_blank_columns(leaves, under, columns)
    spans = {leaf: (n, n) for n, (_, leaf) in enumerate(every) if leaf is not None}
    is_headless = False
    for n, (column, head) in enumerate(every):
        if head is not None:
            continue
        owner = _neighbour_head(every, n)
        if owner is not None:
            first, last = spans[owner]
            spans[owner] = (min(first, n), max(last, n))
        elif _holds_amounts(column, body):
            is_headless = True
    filled = [c if head is None else _widened(c, head, spans[head]) for c, head in every]
    blank = {leaf for leaf, k in zip(leaves, under, strict=True) if k is None}
    for n in range(1, len(filled)):
        head = every[n][1]
        if head is not None and head in blank:
            # its head stands in the middle between the amounts left of it and its own right edge
            right = 2 * head.middle - filled[n - 1][1]
            limit = every[n + 1][0][0] - BEFORE_NEXT * head.size if n + 1 < len(every) else right
            filled[n] = (filled[n][0], max(filled[n][1], min(right, limit)))
    return HeadedColumns(filled, [HeadSpan(leaf, *spans[leaf]) for leaf in leaves], is_headless)


def _with_blank_columns(
    leaves: Sequence[Head], under: Sequence[int | None], columns: Sequence[Interval]
) -> list[tuple[Interval, Head | None]]:
    """All columns with their heads, left to right; a blank one where its head stands among the heads."""
    headed = {k: leaf for leaf, k in zip(leaves, under, strict=True) if k is not None}
    every: list[tuple[Interval, Head | None]] = [(c, headed.get(k)) for k, c in enumerate(columns)]
    every += [((h.x0, h.x1), h) for h, k in zip(leaves, under, strict=True) if k is None]
    every.sort(key=lambda e: (e[0][0] + e[0][1]) / 2)
    order: dict[Head | None, int] = {leaf: n for n, leaf in enumerate(leaves)}
    positions = [n for n, (_, leaf) in enumerate(every) if leaf is not None]
    by_head = sorted((every[n] for n in positions), key=lambda e: order[e[1]])
    for n, entry in zip(positions, by_head, strict=True):
        every[n] = entry
    return every


def _widened(column: Interval, leaf: Head, span: tuple[int, int]) -> Interval:
    """What a column fills with its head, where the head is of this column alone."""
    first, last = span
    return column if first < last else (min(column[0], leaf.x0), max(column[1], leaf.x1))


def _neighbour_head(every: Sequence[tuple[Interval, Head | None]], n: int) -> Head | None:
    """The head that is centred over this column and its neighbour together, rather than over that alone."""
    x0, x1 = every[n][0]
    for m in (n - 1, n + 1):
        leaf = every[m][1] if 0 <= m < len(every) else None
        if leaf is None:
            continue
        y0, y1 = every[m][0]
        both = abs(leaf.middle - (min(x0, y0) + max(x1, y1)) / 2)
        if both < abs(leaf.middle - (y0 + y1) / 2):
            return leaf
    return None


def _holds_amounts(column: Interval, body: Sequence[Sequence[Stretch]]) -> bool:
    return any(s.is_amount for row in body for s in row if s.x0 < column[1] and s.x1 > column[0])


def match(leaves: Sequence[Head], columns: Sequence[Interval]) -> list[int | None]:
    """The column below each leaf, left to right; null for a leaf whose column is blank.

    The least costly alignment of both sequences; no head passes another.
    """
    n, m = len(leaves), len(columns)
    cost = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[_BOTH] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i == j == 0:
                continue
            options: list[tuple[float, int]] = []
            if i and j:
                options.append((cost[i - 1][j - 1] + _distance(leaves[i - 1], columns[j - 1]), _BOTH))
            if i:
                options.append((cost[i - 1][j] + UNMATCHED, _HEAD_ONLY))
            if j:
                options.append((cost[i][j - 1] + UNMATCHED, _COLUMN_ONLY))
            cost[i][j], step[i][j] = min(options)
    under: list[int | None] = [None] * n
    i, j = n, m
    while i or j:
        if step[i][j] == _BOTH:
            i, j = i - 1, j - 1
            under[i] = j
        elif step[i][j] == _HEAD_ONLY:
            i -= 1
        else:
            j -= 1
    return under


def _distance(head: Head, column: Interval) -> float:
    gap = max(0.0, column[0] - head.x1, head.x0 - column[1])
    if gap > FAR * head.size:
        return TOO_FAR
    return gap + MIDDLE_WEIGHT * abs((column[0] + column[1]) / 2 - head.middle)
