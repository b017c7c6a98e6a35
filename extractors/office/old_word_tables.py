"""Rows of tables of a Word 97 document: where their cells begin and end, and which are merged
([MS-DOC] 2.9.322, 2.9.318)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extractors.office.old_word_sprms import Sprm, number, sprms
from extractors.office.word_blocks import WordBlock, WordCell, WordTable
from extractors.office.word_columns import column_edges, nearest
from extractors.office.word_tables import LEAST_WIDTH, MOST_COLUMNS
from extractors.written.manuscript import COLUMN_WIDTH

_TC = 20
_FIRST_MERGED, _MERGED = 1 << 0, 1 << 1
_VERTICAL, _VERTICAL_FIRST = 1 << 5, 1 << 6
_CONTINUES = 1
TWIPS = 20


@dataclass(slots=True)
class RowShape:
    """How a row is laid out."""

    edges: list[float]
    """Where its cells begin and the last ends, in points."""
    joins_left: list[bool]
    joins_above: list[bool]


@dataclass(slots=True)
class OldRow:
    """A row with the blocks of its cells."""

    cells: list[tuple[str, list[WordBlock]]]
    """The locator of each cell, and what it holds."""
    said: bytes
    """The modifications that its end brings."""


def table_of(rows: Sequence[OldRow], locator: str) -> WordTable:
    """The table of rows that follow one another; its columns are those of all rows together."""
    shapes = [row_shape(row.said, len(row.cells)) for row in rows]
    edges = column_edges(shape.edges for shape in shapes)
    if len(edges) - 1 > MOST_COLUMNS:
        shapes = [row_shape(b"", len(row.cells)) for row in rows]
        edges = column_edges(shape.edges for shape in shapes)
    placed: list[list[WordCell]] = []
    for row, shape in zip(rows, shapes, strict=True):
        places = [nearest(edges, edge) or 0 for edge in shape.edges]
        cells: list[WordCell] = []
        for n, (place, blocks) in enumerate(row.cells):
            cells.append(
                WordCell(
                    places[n],
                    max(places[n + 1], places[n] + 1),
                    place,
                    blocks,
                    joins_above=shape.joins_above[n],
                    joins_left=shape.joins_left[n],
                )
            )
        placed.append(cells)
    return WordTable(placed, [right - left for left, right in pairwise(edges)], locator)


def row_shape(said: bytes, n_cells: int) -> RowShape:
    """The layout of a row of so many cells, by the modifications at its end; columns of one width where they
    do not fit to the cells."""
    edges: list[int] = []
    flags: list[int] = []
    for code, operand in sprms(said):
        if code == Sprm.T_TABLE and operand:
            many = operand[0]
            if len(operand) < 1 + 2 * (many + 1):
                continue
            edges = list(struct.unpack_from(f"<{many + 1}h", operand, 1))
            first = 1 + 2 * (many + 1)
            words = (operand[first + _TC * n : first + _TC * n + 2] for n in range(many))
            flags = [number(word) for word in words]
        elif code == Sprm.T_VERTICAL and len(operand) == 2 and operand[0] < len(flags):
            how = {_CONTINUES: _VERTICAL, 3: _VERTICAL | _VERTICAL_FIRST}.get(operand[1], 0)
            flags[operand[0]] = flags[operand[0]] & ~(_VERTICAL | _VERTICAL_FIRST) | how
        elif code in (Sprm.T_MERGE, Sprm.T_SPLIT):
            for n in range(operand[0], min(operand[1], len(flags))):
                joined = _FIRST_MERGED if n == operand[0] else _MERGED
                flags[n] = flags[n] & ~(_FIRST_MERGED | _MERGED) | (joined if code == Sprm.T_MERGE else 0)
        elif code == Sprm.T_WIDTH:
            edges = _widened(edges, operand[0], operand[1], number(operand[2:]))
    if len(flags) < n_cells or any(a > b for a, b in pairwise(edges)):
        even = [COLUMN_WIDTH * n for n in range(n_cells + 1)]
        return RowShape(even, [False] * n_cells, [False] * n_cells)
    widths = (max((b - a) / TWIPS, LEAST_WIDTH) for a, b in pairwise(edges[: n_cells + 1]))
    return RowShape(
        list(accumulate(widths, initial=edges[0] / TWIPS)),
        [bool(f & _MERGED) for f in flags[:n_cells]],
        [bool(f & _VERTICAL and not f & _VERTICAL_FIRST) for f in flags[:n_cells]],
    )


def _widened(edges: list[int], first: int, last: int, width: int) -> list[int]:
    """Edges after cells from `first` up to `last` were given a width."""
    if not edges:
        return edges
    widths = [b - a for a, b in pairwise(edges)]
    widths[first:last] = [width] * len(widths[first:last])
    return list(accumulate(widths, initial=edges[0]))
