"""The columns of a table without vertical rules: what stands one above the other, and which head is whose."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence

import patterns
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.unruled.heads import Head, Interval, match
from extractors.pdf.unruled.lines import Page
from extractors.pdf.unruled.stretches import Stretch, cut, make_stretch

AMOUNT_COLUMN = 0.8
"""In a column of amounts at least this part of the cells holds one."""
CUT_GAP = 0.22
"""Heads of neighbouring columns can stand as close as this, in ems."""
LETTERS_APART = 4.0
"""The letters of a head such as 项　目 stand less than this many ems apart."""
INSIDE = 0.75
"""The part of a cell's width that must lie in a column of the page before to be of that column."""


def body_columns(body: Sequence[Sequence[Stretch]]) -> list[Interval]:
    """Stretches above one another share a column; one over several columns spans them.

    The fullest lines come first: two stretches of one line are never of one column.
    """
    columns: list[Interval] = []
    for row in sorted(body, key=len, reverse=True):
        for stretch in row:
            under = [k for k, (x0, x1) in enumerate(columns) if stretch.x0 < x1 and stretch.x1 > x0]
            if not under:
                columns.append((stretch.x0, stretch.x1))
            elif len(under) == 1:
                x0, x1 = columns[under[0]]
                columns[under[0]] = (min(x0, stretch.x0), max(x1, stretch.x1))
    return _without_splits(sorted(columns), body)


def _without_splits(columns: list[Interval], rows: Sequence[Sequence[Stretch]]) -> list[Interval]:
    """Neighbours that no line uses both of are one column: a centred 合计 beside long labels."""
    k = 0
    while k + 1 < len(columns):
        pair = columns[k : k + 2]
        inside = [[s for s in row if s.x0 < c[1] and s.x1 > c[0]] for c in pair for row in rows]
        left, right = inside[: len(rows)], inside[len(rows) :]
        together = any(a and b and a != b for a, b in zip(left, right, strict=True))
        amounts = any(s.is_amount for cell in inside for s in cell)
        numbers = all(any(s.is_number for cell in side for s in cell) for side in (left, right))
        if together or amounts or numbers:
            k += 1
        else:
            columns[k : k + 2] = [(pair[0][0], pair[1][1])]
    return columns


def column_at(stretch: Stretch, columns: Sequence[Interval]) -> int:
    """The column that a stretch overlaps most; of none, the nearest."""

    def distance(k: int) -> tuple[float, float]:
        x0, x1 = columns[k]
        return -max(0.0, min(x1, stretch.x1) - max(x0, stretch.x0)), abs((x0 + x1) / 2 - stretch.middle)

    near = bisect.bisect_left([c[0] for c in columns], stretch.x1)
    return min(range(max(0, near - 3), min(len(columns), near + 2)), key=distance)


def amount_edges(columns: Sequence[Interval], body: Sequence[Sequence[Stretch]]) -> list[float]:
    """Right edges of the columns that hold amounts, and of the column before each."""
    edges: set[float] = set()
    for k, (x0, x1) in enumerate(columns):
        inside = [s for row in body for s in row if s.x0 < x1 and s.x1 > x0]
        if k and sum(s.is_amount for s in inside) >= max(1, AMOUNT_COLUMN * len(inside)):
            edges.update((columns[k - 1][1], x1))
    return sorted(edges)


def head_rows(page: Page, span: range, columns: Sequence[Interval]) -> list[list[Stretch]]:
    """Stretches of the header lines: close neighbours cut apart, single letter-spaced words joined."""
    found: list[list[Stretch]] = []
    for n in span:
        size = page.lines[n].size
        parts = [p for s in page.rows[n] for p in cut(s, columns, page.glyphs, CUT_GAP * size)]
        joined: list[list[Stretch]] = []
        has_levels = any(_is_level(p) for p in parts)
        if has_levels:
            parts = [q for p in parts for q in _levels_apart(p, page.glyphs)]
        for part in parts:
            last = joined[-1] if joined else None
            short = last is not None and len(part.text) == len(last[-1].text) == 1
            if last and short and not has_levels and part.x0 - last[-1].x1 < LETTERS_APART * size:
                last.append(part)
            else:
                joined.append([part])
        found.append(
            [
                p[0] if len(p) == 1 else make_stretch([g for s in p for g in s.glyphs], page.glyphs)
                for p in joined
            ]
        )
    return found


def _levels_apart(stretch: Stretch, glyphs: Glyphs) -> list[Stretch]:
    """款 and 项, each a head of its own, where the columns are so narrow that they look like one word."""
    if patterns.compiled("layout")["levels"].fullmatch(stretch.text) is None:
        return [stretch]
    return [make_stretch([g], glyphs) for g in stretch.glyphs]


def _is_level(stretch: Stretch) -> bool:
    return patterns.compiled("layout")["first_level"].fullmatch(stretch.text) is not None


def inherited(before: Sequence[float], body: Sequence[Sequence[Stretch]]) -> list[float] | None:
    """The column edges of the table on the page before, if every cell here lies in one of its columns."""
    edges = list(before)
    for row in body:
        taken: set[int] = set()
        for s in row:
            k = min(max(bisect.bisect_right(edges, s.middle) - 1, 0), len(edges) - 2)
            inside = min(s.x1, edges[k + 1]) - max(s.x0, edges[k])
            outer = k == 0 or k == len(edges) - 2
            if (inside < INSIDE * (s.x1 - s.x0) and not outer) or (k in taken and s.is_number):
                return None
            taken.add(k)
    return edges


def under_heads(
    heads: list[Head], columns: list[Interval], body: Sequence[Sequence[Stretch]]
) -> tuple[list[Interval], list[tuple[Head, int, int]], bool]:
    """All columns (blank ones from the header included), the leaves with their first and last column, and
    whether a column of amounts has no head."""
    leaves = [leaf for head in heads for leaf in head.leaves]
    under = match(leaves, columns)
    every = _with_blank_columns(leaves, under, columns)
    spans = {id(leaf): (n, n) for n, (_, leaf) in enumerate(every) if leaf is not None}
    headless = False
    for n, (column, head) in enumerate(every):
        if head is not None:
            continue
        owner = _neighbour_head(every, n)
        if owner is not None:
            first, last = spans[id(owner)]
            spans[id(owner)] = (min(first, n), max(last, n))
        elif _holds_amounts(column, body):
            headless = True
    found = [c if head is None else _union(c, head, spans) for c, head in every]
    blank = {id(leaf) for leaf, k in zip(leaves, under, strict=True) if k is None}
    for n in range(1, len(found)):
        head = every[n][1]
        if head is not None and id(head) in blank:
            # its head stands in the middle between the amounts left of it and its own right edge
            right = 2 * head.middle - found[n - 1][1]
            limit = every[n + 1][0][0] - head.size / 2 if n + 1 < len(every) else right
            found[n] = (found[n][0], max(found[n][1], min(right, limit)))
    return found, [(leaf, *spans[id(leaf)]) for leaf in leaves], headless


def _with_blank_columns(
    leaves: Sequence[Head], under: Sequence[int | None], columns: Sequence[Interval]
) -> list[tuple[Interval, Head | None]]:
    """All columns with their heads, left to right; a blank one where its head stands among the heads."""
    headed = {k: leaf for leaf, k in zip(leaves, under, strict=True) if k is not None}
    every: list[tuple[Interval, Head | None]] = [(c, headed.get(k)) for k, c in enumerate(columns)]
    every += [((h.x0, h.x1), h) for h, k in zip(leaves, under, strict=True) if k is None]
    every.sort(key=lambda e: (e[0][0] + e[0][1]) / 2)
    order = {id(leaf): n for n, leaf in enumerate(leaves)}
    positions = [n for n, (_, leaf) in enumerate(every) if leaf is not None]
    by_head = sorted((every[n] for n in positions), key=lambda e: order[id(e[1])])
    for n, entry in zip(positions, by_head, strict=True):
        every[n] = entry
    return every


def _union(column: Interval, leaf: Head, spans: dict[int, tuple[int, int]]) -> Interval:
    first, last = spans[id(leaf)]
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


def edges_of(columns: Sequence[Interval]) -> list[float]:
    return [columns[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)), columns[-1][1]]


def finder(columns: Sequence[Interval]) -> Callable[[Stretch], int]:
    known: dict[int, int] = {}

    def at(stretch: Stretch) -> int:
        key = stretch.glyphs[0]
        if key not in known:
            known[key] = column_at(stretch, columns)
        return known[key]

    return at
