"""Which head stands over which.

Heads are centred in their cells both ways. So the head of one column stands at half the height of the header,
a head over several columns above that and centred over them, the heads of these below it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

from extractors.pdf.unruled.heads import LEVEL, OFF_CENTRE, Head, Interval
from patterns import compiled
from patterns.shapes.columns import Columns

OFF_MIDDLE = 0.5
"""So many ems a head may stand from where the middle of the header was found by the texts around it."""
BETWEEN = 1.0
"""A head over two others stands in the middle of them within this many ems."""
MAX_NEIGHBOURS = 5
"""Heads over several columns that stand side by side: more have too many ways to divide their columns."""
SUM_BONUS = 0.5
"""A head may stand off its middle by this much more of a column's width if its first column is a sum,"""
COLUMN_BONUS = 0.1
"""and by this much more for each of its columns: the widest of equals is taken."""


def head_tree(heads: Sequence[Head]) -> list[Head]:
    """Heads sorted left to right, each with the heads that it stands over."""
    if not heads:
        return []
    top, bottom = min(h.top for h in heads), max(h.bottom for h in heads)
    tolerance = LEVEL * heads[0].size
    middle = _middle_of((top + bottom) / 2, heads)
    raised = [h for h in heads if h.height < middle - tolerance]
    lower = [h for h in heads if h.height > middle + tolerance]
    level = [h for h in heads if abs(h.height - middle) <= tolerance]
    over = [h for h in level if _stands_over(h, lower)]
    single = [h for h in level if h not in over]
    if not single:  # texts at the top of their cells
        single = [h for h in raised if h.is_leaf]
    upper = sorted((h for h in raised if h not in single), key=lambda h: h.middle)
    if not upper or not lower:
        return sorted(heads, key=lambda h: h.middle)
    # a head between two levels can be one more level: it stands under one of the first
    first = min(h.height for h in upper)
    more = [h for h in upper if h.height > first + 2 * tolerance and _under_another(h, upper)]
    groups = [h for h in upper if h not in more]
    top_level = list(single)
    below: dict[Head, tuple[Head, ...]] = {}
    for run, (low, high) in _runs([*lower, *over, *more], single):
        inside = [g for g in groups if low < g.middle < high]
        if not inside:
            top_level.extend(head_tree(run))
            continue
        parts = _partition(inside, run)
        below.update((group, tuple(head_tree(part))) for group, part in zip(inside, parts, strict=True))
        top_level.extend(h for h in run if not any(h in part for part in parts))
    top_level.extend(replace(g, below=below[g]) if g in below else g for g in groups)
    return sorted(top_level, key=lambda h: h.leaves[0].middle)


def _middle_of(middle: float, heads: Sequence[Head]) -> float:
    """The middle of a header, moved to where heads stand: a text can be higher than its cell."""
    low, high = min(h.height for h in heads), max(h.height for h in heads)
    inner = [h.height for h in heads if low < h.height - OFF_MIDDLE * h.size < high - 2 * OFF_MIDDLE * h.size]
    near = min(inner, key=lambda y: abs(y - middle), default=middle)
    return near if abs(near - middle) <= OFF_MIDDLE * heads[0].size else middle


def _stands_over(head: Head, lower: Sequence[Head]) -> bool:
    if any(h.overlaps(head.x0, head.x1) for h in lower):
        return True
    left = max((h.middle for h in lower if h.middle < head.middle), default=None)
    right = min((h.middle for h in lower if h.middle > head.middle), default=None)
    if left is None or right is None:
        return False
    return abs((left + right) / 2 - head.middle) < BETWEEN * head.size


def _under_another(head: Head, upper: Sequence[Head]) -> bool:
    return any(h.height < head.height and h.overlaps(head.x0, head.x1) for h in upper)


def _runs(below: Sequence[Head], single: Sequence[Head]) -> list[tuple[list[Head], Interval]]:
    """What stands between two heads of one column, left to right, with the space that it has."""
    ends = [-math.inf, *sorted(h.middle for h in single), math.inf]
    runs = []
    for low, high in itertools.pairwise(ends):
        run = sorted((h for h in below if low < h.middle < high), key=lambda h: h.middle)
        if run:
            runs.append((run, (low, high)))
    return runs


def _partition(groups: Sequence[Head], run: list[Head]) -> list[list[Head]]:
    """The heads below each of several neighbours: the cuts with which all are centred best."""
    if len(run) < len(groups):
        return [run, *([] for _ in groups[1:])]
    columns: list[list[Head]] = []  # heads above one another stay together
    for head in run:
        if columns and any(h.overlaps(head.x0, head.x1) for h in columns[-1]):
            columns[-1].append(head)
        else:
            columns.append([head])
    if len(columns) < len(groups) or len(groups) > MAX_NEIGHBOURS:
        return [run, *([] for _ in groups[1:])]

    def cost(cuts: Sequence[int]) -> float:
        total = 0.0
        for group, (a, b) in zip(groups, itertools.pairwise(cuts), strict=True):
            total += _off_centre(group, _members(columns[a:b]))
        return total

    inner = itertools.combinations(range(1, len(columns)), len(groups) - 1)
    best = min(([0, *c, len(columns)] for c in inner), key=cost)
    width = (max(h.reach[1] for h in run) - min(h.reach[0] for h in run)) / len(columns)
    if cost(best) > OFF_CENTRE * width * len(groups):
        return _centred(groups, columns, width)
    return [_members(columns[a:b]) for a, b in itertools.pairwise(best)]


def _members(columns: Sequence[Sequence[Head]]) -> list[Head]:
    return [head for column in columns for head in column]


def _off_centre(group: Head, part: Sequence[Head]) -> float:
    """How far a head stands from the middle of what these heads reach."""
    return abs(group.middle - (min(h.reach[0] for h in part) + max(h.reach[1] for h in part)) / 2)


def _centred(groups: Sequence[Head], columns: Sequence[list[Head]], width: float) -> list[list[Head]]:
    """The heads below each of several neighbours where others stand between them, as texts at the bottom of
    their cells do: what it is centred over, the sum of it first."""
    sums = compiled(Columns)["header.sum"]
    parts: list[list[Head]] = []
    start = 0
    for n, group in enumerate(groups, 1):
        stop = len(columns) - (len(groups) - n)  # each group behind this one needs a column
        spans = list(itertools.combinations(range(start, stop + 1), 2))

        def rank(span: tuple[int, int], group: Head = group) -> float:
            first, last = span
            off = _off_centre(group, _members(columns[first:last]))
            is_sum = any(sums.search(h.text) for h in columns[first])
            return off / width - SUM_BONUS * is_sum - COLUMN_BONUS * (last - first)

        best = min(spans, key=rank, default=None)
        parts.append(_members(columns[best[0] : best[1]]) if best is not None else [])
        start = best[1] if best is not None else start
    return parts
