"""Heads of columns that no rule separates: which texts are one cell, and which stands over which.

Heads are centred in their cells both ways. So the head of one column stands at half the height of the header,
a head over several columns above that and centred over them, the heads of these below it.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import patterns
from extractors.pdf.lines import Line
from extractors.pdf.unruled.stretches import Stretch

WRAP_PITCH = 1.8
"""Lines of one head are mostly at most this many ems apart,"""
WIDE_PITCH = 2.3
"""and never more than this."""
SAME_MIDDLE = 0.75
"""Lines of one head are centred within so many ems."""
SAME_LINE = 0.15
LEVEL = 0.3
"""Heads whose middles differ by more than this many ems are not at one height."""
OFF_MIDDLE = 0.5
"""So many ems a head may stand from where the middle of the header was found by the texts around it."""
OFF_CENTRE = 1.0
"""A head over several columns is centred over them within this part of a column's width."""
FAR = 14.0
"""No head stands farther than so many ems from what it heads."""
UNMATCHED = 1e4
MAX_NEIGHBOURS = 5
"""Heads over several columns each that stand side by side."""

Interval = tuple[float, float]


@dataclass(slots=True)
class Head:
    """The text of one header cell, and the heads below it."""

    glyphs: list[int]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    last: Stretch
    """Its last line."""
    reach: Interval = (0.0, 0.0)
    """What its column fills, where it heads one."""
    text: str = ""
    is_leaf: bool = False
    """Whether it stands right over a column and over no other head."""
    below: list[Head] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reach = (self.x0, self.x1)
        self.text = self.last.text

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def leaves(self) -> list[Head]:
        return [leaf for head in self.below for leaf in head.leaves] if self.below else [self]

    @property
    def is_centred(self) -> bool:
        """Whether it and all heads below it stand in the middle of what they are over."""
        if not self.below:
            return True
        leaves = self.leaves
        left, right = min(h.reach[0] for h in leaves), max(h.reach[1] for h in leaves)
        off = abs(self.middle - (left + right) / 2)
        return off <= OFF_CENTRE * (right - left) / len(leaves) and all(h.is_centred for h in self.below)

    @property
    def depth(self) -> int:
        return 1 + max((h.depth for h in self.below), default=0)


def read_heads(
    lines: Sequence[Line],
    rows: Sequence[Sequence[Stretch]],
    edges: Sequence[float],
    columns: Sequence[Interval],
    rules: Sequence[tuple[float, float, float]] = (),
) -> list[Head]:
    """The heads of the top level, left to right; `edges` are the right edges of columns of amounts, which
    tell how wide these are; `columns` is what the body fills; no rule (position, low, high) runs through a
    head."""
    heads: list[Head] = []
    for line, row in zip(lines, rows, strict=True):
        size = line.size
        above = [_above(s, heads, rules) for s in row]
        new: list[Head] = []
        for n, (stretch, head) in enumerate(zip(row, above, strict=True)):
            beside = [m for m in (n - 1, n + 1) if 0 <= m < len(row)]
            if (
                head is not None
                and not _is_between(n, row, above)
                and (
                    _is_full(head.last, stretch, edges, head.size)
                    or (
                        (stretch.baseline - head.last.baseline <= WRAP_PITCH * head.size)
                        and all(above[m] is not None for m in beside)
                    )
                )
            ):
                _append(head, stretch, size)
            else:
                new.append(_head(stretch, size))
        heads.extend(new)
    lowest = sorted((h for h in heads if not _has_below(h, heads)), key=lambda h: h.middle)
    for head, k in zip(lowest, match(lowest, columns), strict=True):
        if k is not None:
            over = columns[k][0] < head.x1 and head.x0 < columns[k][1]
            head.reach = (min(head.x0, columns[k][0]), max(head.x1, columns[k][1]))
            head.is_leaf = over and not any(
                h.height > head.height + LEVEL * head.size and h.x0 < head.reach[1] and h.x1 > head.reach[0]
                for h in heads
            )
    return _tree(heads)


def _has_below(head: Head, heads: Sequence[Head]) -> bool:
    low = head.height + LEVEL * head.size
    return any(h.height > low and h.x0 < head.x1 and h.x1 > head.x0 for h in heads)


def _head(stretch: Stretch, size: float) -> Head:
    # the box of a font can be higher than its line: the em around the baseline is what counts
    top, bottom = stretch.baseline - 0.86 * size, stretch.baseline + 0.14 * size
    return Head(list(stretch.glyphs), stretch.x0, stretch.x1, top, bottom, size, stretch)


def _append(head: Head, stretch: Stretch, size: float) -> None:
    head.glyphs.extend(stretch.glyphs)
    head.x0, head.x1 = min(head.x0, stretch.x0), max(head.x1, stretch.x1)
    head.reach = (head.x0, head.x1)
    head.bottom, head.last = stretch.baseline + 0.14 * size, stretch
    head.text += stretch.text


def _above(
    stretch: Stretch, heads: Sequence[Head], rules: Sequence[tuple[float, float, float]]
) -> Head | None:
    """The head whose last line this stretch can go on."""
    for head in reversed(heads):
        last = head.last
        near = 0.8 * head.size < stretch.baseline - last.baseline <= WIDE_PITCH * head.size
        same = abs(last.middle - stretch.middle) <= SAME_MIDDLE * head.size
        widths = stretch.x1 - stretch.x0 <= last.x1 - last.x0 + (1 + SAME_MIDDLE) * head.size
        if near and widths and (same or abs(last.x0 - stretch.x0) < 1.0):
            ruled = any(last.baseline < y < stretch.baseline and a < stretch.middle < b for y, a, b in rules)
            # a text higher than its cell runs over the rule: it is written in one piece
            return None if ruled and stretch.glyphs[0] != last.glyphs[-1] + 1 else head
    return None


def _is_full(stretch: Stretch, following: Stretch, edges: Sequence[float], size: float) -> bool:
    """Whether a line of a head fills the width of its column: what follows would not fit. (No line
    ends with an opening bracket or begins with a closing one.)"""
    needed = size * _first_unit(following.text)
    for left, right in itertools.pairwise(edges):
        if left - size < stretch.x0 and stretch.x1 < right + size:
            return stretch.x1 - stretch.x0 + needed > right - left - 0.8 * size
    return False


def _is_between(n: int, row: Sequence[Stretch], above: Sequence[Head | None]) -> bool:
    """Whether the n-th text of a line stands between two like it, none of them below a text of its own: the
    heads of three columns below a head over all of them."""
    head = above[n]
    if head is None or not 0 < n < len(row) - 1 or above[n - 1] is not None or above[n + 1] is not None:
        return False
    left, right = row[n - 1], row[n + 1]
    level = max(abs(s.baseline - row[n].baseline) for s in (left, right)) < SAME_LINE * head.size
    return level and abs((left.middle + right.middle) / 2 - head.middle) < 2 * head.size


def _first_unit(text: str) -> int:
    """How many characters at the beginning of a line cannot be parted."""
    length = 1
    while length < len(text) and unicodedata.category(text[length - 1]) in ("Ps", "Pi"):
        length += 1
    while length < len(text) and unicodedata.category(text[length]) in ("Pe", "Pf", "Po"):
        length += 1
    return length


def _tree(heads: list[Head]) -> list[Head]:
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
    runs = _runs([*lower, *over, *more], single)
    found = list(single)
    for run, (low, high) in runs:
        inside = [g for g in groups if low < g.middle < high]
        if not inside:
            found.extend(_tree(run))
            continue
        parts = _partition(inside, run)
        for group, part in zip(inside, parts, strict=True):
            group.below = _tree(part)
        found.extend(h for h in run if not any(h in part for part in parts))
    found.extend(groups)
    return sorted(found, key=lambda h: h.leaves[0].middle)


def _middle_of(middle: float, heads: Sequence[Head]) -> float:
    """The middle of a header, moved to where heads stand: a text can be higher than its cell."""
    low, high = min(h.height for h in heads), max(h.height for h in heads)
    inner = [h.height for h in heads if low < h.height - OFF_MIDDLE * h.size < high - 2 * OFF_MIDDLE * h.size]
    near = min(inner, key=lambda y: abs(y - middle), default=middle)
    return near if abs(near - middle) <= OFF_MIDDLE * heads[0].size else middle


def _stands_over(head: Head, lower: Sequence[Head]) -> bool:
    if any(h.x0 < head.x1 and h.x1 > head.x0 for h in lower):
        return True
    left = max((h.middle for h in lower if h.middle < head.middle), default=None)
    right = min((h.middle for h in lower if h.middle > head.middle), default=None)
    return left is not None and right is not None and abs((left + right) / 2 - head.middle) < head.size


def _under_another(head: Head, upper: Sequence[Head]) -> bool:
    return any(h.height < head.height and h.x0 < head.x1 and h.x1 > head.x0 for h in upper)


def _runs(below: list[Head], single: Sequence[Head]) -> list[tuple[list[Head], Interval]]:
    """What stands between two heads of one column, left to right, with the space that it has."""
    ends = [-1e9, *sorted(h.middle for h in single), 1e9]
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
        if columns and any(h.x0 < head.x1 and h.x1 > head.x0 for h in columns[-1]):
            columns[-1].append(head)
        else:
            columns.append([head])
    if len(columns) < len(groups) or len(groups) > MAX_NEIGHBOURS:
        return [run, *([] for _ in groups[1:])]

    def cost(cuts: Sequence[int]) -> float:
        total = 0.0
        for group, (a, b) in zip(groups, itertools.pairwise(cuts), strict=True):
            part = [h for column in columns[a:b] for h in column]
            total += abs(group.middle - (min(h.reach[0] for h in part) + max(h.reach[1] for h in part)) / 2)
        return total

    inner = itertools.combinations(range(1, len(columns)), len(groups) - 1)
    best = min(([0, *c, len(columns)] for c in inner), key=cost)
    width = (max(h.reach[1] for h in run) - min(h.reach[0] for h in run)) / len(columns)
    if cost(best) > OFF_CENTRE * width * len(groups):
        return _centred(groups, columns, width)
    return [[h for column in columns[a:b] for h in column] for a, b in itertools.pairwise(best)]


def _centred(groups: Sequence[Head], columns: Sequence[list[Head]], width: float) -> list[list[Head]]:
    """The heads below each of several neighbours where others stand between them, as texts at the bottom of
    their cells do: what it is centred over, the sum of it first."""
    sums = patterns.compiled("columns")["header.sum"]
    parts: list[list[Head]] = []
    start = 0
    for left, group in enumerate(groups, 1 - len(groups)):
        spans = itertools.combinations(range(start, len(columns) + 1 + left), 2)
        found = [(a, b, [h for column in columns[a:b] for h in column]) for a, b in spans]

        def rank(span: tuple[int, int, list[Head]], group: Head = group) -> float:
            a, b, part = span
            off = abs(group.middle - (min(h.reach[0] for h in part) + max(h.reach[1] for h in part)) / 2)
            is_sum = any(sums.search(h.text) for h in columns[a])
            return off / width - 0.5 * is_sum - 0.1 * (b - a)

        best = min(found, key=rank, default=None)
        parts.append(best[2] if best is not None else [])
        start = best[1] if best is not None else start
    return parts


def match(leaves: Sequence[Head], columns: Sequence[Interval]) -> list[int | None]:
    """The column below each leaf, left to right; null for a leaf whose column is blank."""
    n, m = len(leaves), len(columns)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i == j == 0:
                continue
            options: list[tuple[float, int]] = []
            if i and j:
                options.append((best[i - 1][j - 1] + _distance(leaves[i - 1], columns[j - 1]), 0))
            if i:
                options.append((best[i - 1][j] + UNMATCHED, 1))
            if j:
                options.append((best[i][j - 1] + UNMATCHED, 2))
            best[i][j], step[i][j] = min(options)
    found: list[int | None] = [None] * n
    i, j = n, m
    while i or j:
        if step[i][j] == 0:
            i, j = i - 1, j - 1
            found[i] = j
        elif step[i][j] == 1:
            i -= 1
        else:
            j -= 1
    return found


def _distance(head: Head, column: Interval) -> float:
    gap = max(0.0, column[0] - head.x1, head.x0 - column[1])
    if gap > FAR * head.size:
        return 3 * UNMATCHED
    return gap + 0.01 * abs((column[0] + column[1]) / 2 - head.middle)
