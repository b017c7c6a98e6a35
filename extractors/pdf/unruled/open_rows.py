"""Ruled grids without rules between the rows: columns and frame are drawn, the rows only set.

All rows of the body are one row of the lattice then. Where several of its cells hold one amount below the
other, the row is taken apart as in a table without rules.
"""

from __future__ import annotations

import itertools

import numpy as np

import patterns
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice, LatticeCell
from extractors.pdf.lines import build_lines
from extractors.pdf.unruled.rows import group_rows
from extractors.pdf.unruled.stretches import Stretch, make_stretch

DOUBT = "no rules between rows"
TALL = 42.0
"""A row lower than this, in points, holds no three rows of text."""
MIN_ROWS = 3
"""So many lines with amounts in one cell,"""
ADJACENT = 0.3
"""Characters of one word stand less than this many ems apart."""
DIGITS = 3
"""The fewest digits of an amount: 0.00."""
MIN_COLUMNS = 2
"""in so many cells or with labels beside them, are rows."""

Buckets = list[list[int]]


def split_open_rows(lattice: Lattice, buckets: Buckets, glyphs: Glyphs) -> tuple[Lattice, Buckets] | None:
    """The lattice with such rows taken apart, and the glyphs of its cells; null where there are none."""
    ys = lattice.y_edges
    tall = {r for r, (a, b) in enumerate(itertools.pairwise(ys)) if b - a > TALL}
    if not any(
        cell.row in tall and sum(glyphs.chars[g] in ".," for g in bucket) >= MIN_ROWS
        for cell, bucket in zip(lattice.cells, buckets, strict=True)
    ):
        return None  # no column of amounts: the many tall rows of forms
    groups = {r: found for r in sorted(tall) if (found := _rows_inside(lattice, buckets, glyphs, r))}
    if not groups:
        return None
    edges = [ys[0]]
    first: list[int] = []
    """The new number of each old row."""
    for r, bottom in enumerate(ys[1:]):
        first.append(len(edges) - 1)
        edges.extend(groups[r][0] if r in groups else ())
        edges.append(bottom)
    first.append(len(edges) - 1)
    cells: list[tuple[LatticeCell, list[int]]] = []
    for cell, bucket in zip(lattice.cells, buckets, strict=True):
        top, bottom = first[cell.row], first[cell.row + cell.row_span]
        if cell.row_span > 1 or cell.row not in groups:
            cells.append((LatticeCell(top, cell.col, bottom - top, cell.col_span), bucket))
            continue
        members: list[list[int]] = [[] for _ in range(bottom - top)]
        for g, (row, col) in groups[cell.row][1].items():
            if col == cell.col:
                members[row].append(g)
        cells.extend(
            (LatticeCell(top + k, cell.col, 1, cell.col_span), part) for k, part in enumerate(members)
        )
    cells.sort(key=lambda c: (c[0].row, c[0].col))
    owner = np.full((len(edges) - 1, len(lattice.x_edges) - 1), -1, dtype=np.intp)
    for n, (cell, _) in enumerate(cells):
        owner[cell.row : cell.row + cell.row_span, cell.col : cell.col + cell.col_span] = n
    doubts = (*lattice.doubtful, DOUBT)
    split = Lattice(lattice.x_edges, tuple(edges), tuple(c for c, _ in cells), owner, doubts, lattice.engine)
    return split, [bucket for _, bucket in cells]


def _rows_inside(
    lattice: Lattice, buckets: Buckets, glyphs: Glyphs, row: int
) -> tuple[list[float], dict[int, tuple[int, int]]] | None:
    """Edges between the rows inside a row, and row and column of each glyph; null where it is one row."""
    column_of: dict[int, int] = {}
    digits = 0
    amounts: dict[int, int] = {}
    for cell, bucket in zip(lattice.cells, buckets, strict=True):
        if not cell.row <= row < cell.row + cell.row_span or not bucket:
            continue
        if cell.row_span > 1:
            return None
        column_of.update(dict.fromkeys(bucket, cell.col))
        digits = max(digits, sum(glyphs.chars[g].isdigit() for g in bucket))
    if digits < MIN_ROWS * DIGITS:
        return None
    _rejoin(column_of, glyphs)
    lines = build_lines(glyphs, sorted(column_of))
    if len(lines) < MIN_ROWS:
        return None
    rows: list[list[Stretch]] = []
    for line in lines:
        parts = itertools.groupby([g for g in line.glyphs if g >= 0], column_of.__getitem__)
        stretches = [make_stretch(list(part), glyphs, is_first=False) for _, part in parts]
        rows.append(stretches)
        for s in stretches:
            if s.is_amount:
                column = column_of[s.glyphs[0]]
                amounts[column] = amounts.get(column, 0) + 1
    filled = sum(len(r) > 1 and any(s.is_amount for s in r) for r in rows)
    if filled < MIN_ROWS or max(amounts.values(), default=0) < MIN_ROWS:
        return None
    if len(set(column_of.values())) < MIN_COLUMNS:
        return None
    mark = patterns.compiled("layout")["mark"]
    groups = group_rows(
        lines, rows, lambda s: column_of[s.glyphs[0]], lambda r: any(mark.match(s.text) for s in r)
    )
    tops = [min(lines[n].top for n in group) for group in groups]
    bottoms = [max(lines[n].bottom for n in group) for group in groups]
    edges = [(a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)]
    place = {g: k for k, group in enumerate(groups) for n in group for s in rows[n] for g in s.glyphs}
    last = 0
    for g in sorted(column_of):  # blanks and doubled glyphs go with what stands before them
        last = place.setdefault(g, last)
    return edges, {g: (k, column_of[g]) for g, k in sorted(place.items())}


def _rejoin(column_of: dict[int, int], glyphs: Glyphs) -> None:
    """A word over two columns (合计 over code and name) goes to the first of them, in place."""
    for g in sorted(column_of):
        before = g - 1
        if column_of.get(before, column_of[g]) == column_of[g] or not (
            glyphs.wide[g] and glyphs.wide[before]
        ):
            continue
        em = glyphs.x1[g] - glyphs.x0[g]
        close = -0.1 * em < glyphs.x0[g] - glyphs.x1[before] < ADJACENT * em
        if close and abs(glyphs.baseline[g] - glyphs.baseline[before]) < 0.1 * em:
            column_of[g] = column_of[before]
