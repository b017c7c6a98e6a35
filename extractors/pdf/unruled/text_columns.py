"""The columns of a table without vertical rules: what stands one above the other."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence

from extractors.pdf.glyphs import Glyphs
from extractors.pdf.unruled.heads import Interval
from extractors.pdf.unruled.stretches import Stretch, cut, make_stretch
from extractors.pdf.unruled.table_lines import UnruledPage
from patterns import compiled
from patterns.shapes.layout import Layout

AMOUNT_COLUMN = 0.8
"""In a column of amounts at least this part of the cells holds one."""
CUT_GAP = 0.22
"""Heads of neighbouring columns can stand as close as this, in ems."""
LETTERS_APART = 4.0
"""The letters of a head such as 项　目 stand less than this many ems apart."""
INSIDE = 0.75
"""The part of a cell's width that must lie in a column of the page before to be of that column."""
NEAR_LEFT, NEAR_RIGHT = 3, 2
"""A stretch is of one of so many columns before and behind its right edge: no text is wider."""


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
    return min(range(max(0, near - NEAR_LEFT), min(len(columns), near + NEAR_RIGHT)), key=distance)


def amount_edges(columns: Sequence[Interval], body: Sequence[Sequence[Stretch]]) -> list[float]:
    """Right edges of the columns that hold amounts, and of the column before each."""
    edges: set[float] = set()
    for k, (x0, x1) in enumerate(columns):
        inside = [s for row in body for s in row if s.x0 < x1 and s.x1 > x0]
        if k and sum(s.is_amount for s in inside) >= max(1, AMOUNT_COLUMN * len(inside)):
            edges.update((columns[k - 1][1], x1))
    return sorted(edges)


def head_rows(page: UnruledPage, span: range, columns: Sequence[Interval]) -> list[list[Stretch]]:
    """Stretches of the header lines: close neighbours cut apart, single letter-spaced words joined."""
    rows: list[list[Stretch]] = []
    for n in span:
        size = page.lines[n].size
        parts = [p for s in page.rows[n] for p in cut(s, columns, page.glyphs, CUT_GAP * size)]
        if any(_is_level(p) for p in parts):
            rows.append([q for p in parts for q in _levels_apart(p, page.glyphs)])
        else:
            rows.append(_letters_joined(parts, page.glyphs, LETTERS_APART * size))
    return rows


def _letters_joined(parts: Sequence[Stretch], glyphs: Glyphs, gap: float) -> list[Stretch]:
    """Single characters less than `gap` points apart as one stretch each."""
    words: list[list[Stretch]] = []
    for part in parts:
        last = words[-1][-1] if words else None
        if last is not None and len(part.text) == len(last.text) == 1 and part.x0 - last.x1 < gap:
            words[-1].append(part)
        else:
            words.append([part])
    return [w[0] if len(w) == 1 else make_stretch([g for s in w for g in s.glyphs], glyphs) for w in words]


def _levels_apart(stretch: Stretch, glyphs: Glyphs) -> list[Stretch]:
    """款 and 项, each a head of its own, where the columns are so narrow that they look like one word."""
    if compiled(Layout)["levels"].fullmatch(stretch.text) is None:
        return [stretch]
    return [make_stretch([g], glyphs) for g in stretch.glyphs]


def _is_level(stretch: Stretch) -> bool:
    return compiled(Layout)["first_level"].fullmatch(stretch.text) is not None


def inherited(edges: Sequence[float], body: Sequence[Sequence[Stretch]]) -> list[float] | None:
    """The column edges of the table on the page before, if every cell here lies in one of its columns."""
    last = len(edges) - 2
    for row in body:
        taken: set[int] = set()
        for s in row:
            k = min(max(bisect.bisect_right(edges, s.middle) - 1, 0), last)
            inside = min(s.x1, edges[k + 1]) - max(s.x0, edges[k])
            is_outer = k in (0, last)
            if (inside < INSIDE * (s.x1 - s.x0) and not is_outer) or (k in taken and s.is_number):
                return None
            taken.add(k)
    return list(edges)


def edges_of(columns: Sequence[Interval]) -> list[float]:
    """Where columns begin and end: half way between two neighbours."""
    return [columns[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)), columns[-1][1]]


def finder(columns: Sequence[Interval]) -> Callable[[Stretch], int]:
    """`column_at` of these columns, remembered for each stretch."""
    known: dict[int, int] = {}

    def at(stretch: Stretch) -> int:
        key = stretch.glyphs[0]
        if key not in known:
            known[key] = column_at(stretch, columns)
        return known[key]

    return at
