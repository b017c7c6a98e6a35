"""Ruled grids without rules between the rows: columns and frame are drawn, the rows only set.

All rows of the body are one row of the lattice then. Where several of its cells hold one amount below the
other, the row is taken apart as in a table without rules.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.pdf.cell_glyphs import OPEN, FilledLattice
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import LatticeCell, LatticeCells, owner_of
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.unruled.stretches import Stretch, make_stretch
from extractors.pdf.unruled.table_lines import has_mark
from extractors.pdf.unruled.text_rows import group_rows

DOUBT = "no rules between rows"
TALL = 42.0
"""A row lower than this, in points, holds no three rows of text."""
MIN_ROWS = 3
"""So many lines with amounts in one cell,"""
MIN_COLUMNS = 2
"""in so many cells or with labels beside them, are rows."""
DIGITS = 3
"""The fewest digits of an amount: 0.00."""
ADJACENT, OVERLAPPING = 0.3, 0.1
"""Characters of one word stand less than this many ems apart, or overlap by less."""
SAME_LINE = 0.1
"""Their baselines differ by less than this many ems."""


@dataclass(frozen=True, slots=True)
class _InnerRows:
    """The rows inside one row of a lattice."""

    edges: list[float]
    """Between them, in points."""
    place_of: dict[int, tuple[int, int]]
    """Row (0 is the first inside) and column of each glyph."""


def split_open_rows(grid: FilledLattice, glyphs: Glyphs) -> FilledLattice:
    """The grid with such rows taken apart; itself where there are none."""
    if not grid.may_need(OPEN, glyphs):
        return grid  # no column of amounts: the many tall rows of forms
    lattice = grid.lattice
    ys = lattice.y_edges
    tall = {r for r, (a, b) in enumerate(itertools.pairwise(ys)) if b - a > TALL}
    if not any(
        cell.row in tall and sum(glyphs.chars[g] in ".," for g in members) >= MIN_ROWS
        for cell, members in zip(lattice.cells, grid.cell_glyphs, strict=True)
    ):
        return grid
    inner = {r: rows for r in sorted(tall) if (rows := _rows_inside(grid, glyphs, r)) is not None}
    if not inner:
        return grid
    edges = [ys[0]]
    first: list[int] = []
    """The new number of each old row, and of the end."""
    for r, bottom in enumerate(ys[1:]):
        first.append(len(edges) - 1)
        edges.extend(inner[r].edges if r in inner else ())
        edges.append(bottom)
    first.append(len(edges) - 1)
    cells = _split_cells(grid, inner, first)
    placed = [cell for cell, _ in cells]
    split = replace(
        lattice,
        y_edges=tuple(edges),
        cells=LatticeCells.of(placed),
        owner=owner_of(placed, len(edges) - 1, len(lattice.x_edges) - 1),
        doubtful=(*lattice.doubtful, DOUBT),
        open_above=(),
    )
    return FilledLattice(split, [members for _, members in cells])


def _split_cells(
    grid: FilledLattice, inner: Mapping[int, _InnerRows], first: Sequence[int]
) -> list[tuple[LatticeCell, list[int]]]:
    """The cells by row, then column, with their glyphs; `first` are the new numbers of the old rows."""
    cells: list[tuple[LatticeCell, list[int]]] = []
    for cell, members in zip(grid.lattice.cells, grid.cell_glyphs, strict=True):
        top, bottom = first[cell.row], first[cell.row + cell.row_span]
        if cell.row_span > 1 or cell.row not in inner:
            cells.append((LatticeCell(top, cell.col, bottom - top, cell.col_span), members))
            continue
        parts: list[list[int]] = [[] for _ in range(bottom - top)]
        for g, (row, col) in inner[cell.row].place_of.items():
            if col == cell.col:
                parts[row].append(g)
        cells.extend((LatticeCell(top + k, cell.col, 1, cell.col_span), part) for k, part in enumerate(parts))
    return sorted(cells, key=lambda c: (c[0].row, c[0].col))


def _rows_inside(grid: FilledLattice, glyphs: Glyphs, row: int) -> _InnerRows | None:
    """The rows inside a row of the lattice; null where it is one row."""
    column_of = _columns_of_single_row(grid, glyphs, row)
    if column_of is None:
        return None
    lines = build_lines(glyphs, sorted(column_of))
    if len(lines) < MIN_ROWS:
        return None
    rows = [_stretches(line, column_of, glyphs) for line in lines]
    amounts = Counter(column_of[s.glyphs[0]] for stretches in rows for s in stretches if s.is_amount)
    filled = sum(len(stretches) > 1 and any(s.is_amount for s in stretches) for stretches in rows)
    if filled < MIN_ROWS or max(amounts.values(), default=0) < MIN_ROWS:
        return None
    if len(set(column_of.values())) < MIN_COLUMNS:
        return None
    groups = group_rows(lines, rows, lambda s: column_of[s.glyphs[0]], has_mark)
    tops = [min(lines[n].top for n in group) for group in groups]
    bottoms = [max(lines[n].bottom for n in group) for group in groups]
    edges = [(a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)]
    row_of = {g: k for k, group in enumerate(groups) for n in group for s in rows[n] for g in s.glyphs}
    last = 0
    for g in sorted(column_of):  # blanks and doubled glyphs go with what stands before them
        last = row_of.setdefault(g, last)
    return _InnerRows(edges, {g: (k, column_of[g]) for g, k in sorted(row_of.items())})


def _columns_of_single_row(grid: FilledLattice, glyphs: Glyphs, row: int) -> dict[int, int] | None:
    """The column of each glyph of a row; null where a cell spans more rows, or none has digits enough."""
    column_of: dict[int, int] = {}
    most_digits = 0
    for cell, members in zip(grid.lattice.cells, grid.cell_glyphs, strict=True):
        if not cell.row <= row < cell.row + cell.row_span or not members:
            continue
        if cell.row_span > 1:
            return None
        column_of.update(dict.fromkeys(members, cell.col))
        most_digits = max(most_digits, sum(glyphs.chars[g].isdigit() for g in members))
    return _rejoined(column_of, glyphs) if most_digits >= MIN_ROWS * DIGITS else None


def _stretches(line: Line, column_of: Mapping[int, int], glyphs: Glyphs) -> list[Stretch]:
    """What stands in each column of a line, left to right."""
    parts = itertools.groupby([g for g in line.glyphs if g >= 0], column_of.__getitem__)
    return [make_stretch(list(part), glyphs) for _, part in parts]


def _rejoined(column_of: Mapping[int, int], glyphs: Glyphs) -> dict[int, int]:
    """The columns with a word over two of them (合计 over code and name) in the first of them."""
    joined = dict(column_of)
    for g in sorted(joined):
        before = g - 1
        if joined.get(before, joined[g]) == joined[g] or not (glyphs.wide[g] and glyphs.wide[before]):
            continue
        em = glyphs.x1[g] - glyphs.x0[g]
        close = -OVERLAPPING * em < glyphs.x0[g] - glyphs.x1[before] < ADJACENT * em
        if close and abs(glyphs.baseline[g] - glyphs.baseline[before]) < SAME_LINE * em:
            joined[g] = joined[before]
    return joined
