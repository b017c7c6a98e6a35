"""A table without vertical rules as a lattice: its heads, columns and rows become cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.lattice import Lattice, LatticeCell, LatticeCells, owner_of
from extractors.pdf.unruled.head_columns import HeadSpan
from extractors.pdf.unruled.heads import Head, Interval
from extractors.pdf.unruled.stretches import Stretch
from extractors.pdf.unruled.table_lines import UnruledPage, across, has_mark, is_number_line, is_row
from extractors.pdf.unruled.text_columns import finder
from extractors.pdf.unruled.text_rows import group_rows

ENGINE = "whitespace"
LOWEST_HEADER = 1.0
"""Points; a header is at least as high, though its boxes may overlap those of the body."""

_Cell = tuple[LatticeCell, list[int]]
"""A cell and its glyphs."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """What the lines of a table without vertical rules show."""

    page: UnruledPage
    lines: range
    """Those of the table, header first."""
    first_row: int
    """The first line of the body."""
    columns: Sequence[Interval]
    """What the texts of each column fill."""
    edges: Sequence[float]
    heads: Sequence[Head]
    """Those of the top level; none for a table that goes on from the page before."""
    spans: Sequence[HeadSpan]
    doubts: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How many levels of heads it has."""
        return max((head.depth for head in self.heads), default=0)


def lay_out(table: TextTable) -> FilledLattice:
    """The cells of a table and the glyphs in them."""
    page, stop = table.page, table.lines.stop
    lines, rows = page.lines[table.first_row : stop], page.rows[table.first_row : stop]
    column_of = finder(table.columns)
    rules = across(page, table.edges[0], table.edges[-1])
    groups = group_rows(lines, rows, column_of, has_mark, rules)
    cells = [*_header_cells(table), *_body_cells(table, rows, groups, column_of)]
    n_rows, n_cols = table.depth + len(groups), len(table.columns)
    lattice = Lattice(
        tuple(table.edges),
        tuple(_row_edges(table, groups)),
        LatticeCells.of([cell for cell, _ in cells]),
        owner_of([cell for cell, _ in cells], n_rows, n_cols),
        table.doubts,
        ENGINE,
    )
    return FilledLattice(lattice, [sorted(glyphs) for _, glyphs in cells])


def _header_cells(table: TextTable) -> list[_Cell]:
    """The cells of the header by row, then column; where no head stands, empty ones."""
    span_of = {span.head: span for span in table.spans}
    printed: dict[tuple[int, int], _Cell] = {}

    def lay_head(head: Head, level: int) -> None:
        first = min(span_of[leaf].first for leaf in head.leaves)
        last = max(span_of[leaf].last for leaf in head.leaves)
        height = 1 if head.below else table.depth - level
        cell, glyphs = printed.get(
            (level, first), (LatticeCell(level, first, height, last + 1 - first), list[int]())
        )
        printed[level, first] = cell, [*glyphs, *head.glyphs]
        for below in head.below:
            lay_head(below, level + 1)

    for head in table.heads:
        lay_head(head, 0)
    cells: list[_Cell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(table.depth):
        for col in range(len(table.columns)):
            if (row, col) in printed:
                cell, glyphs = printed[row, col]
                cells.append((cell, glyphs))
                taken.update((row + i, col + j) for i in range(cell.row_span) for j in range(cell.col_span))
            elif (row, col) not in taken:
                cells.append((LatticeCell(row, col, 1, 1), []))
    return cells


def _body_cells(
    table: TextTable,
    rows: Sequence[Sequence[Stretch]],
    groups: Sequence[Sequence[int]],
    column_of: Callable[[Stretch], int],
) -> list[_Cell]:
    """The cells of the body by row, then column; `groups` are the positions in `rows` that are one row.

    Numbers of columns are centred below the heads, amounts stand at the right edge: these stand over one
    another only where the column is narrow.
    """
    middles = {span.first: span.head.middle for span in table.spans}
    cells: list[_Cell] = []
    for row, group in enumerate(groups, table.depth):
        members: list[list[int]] = [[] for _ in table.columns]
        for n in group:
            is_numbering = bool(middles) and is_number_line(rows[n]) and not is_row(rows[n])
            for s in rows[n]:
                col = _nearest(middles, s.middle) if is_numbering else column_of(s)
                members[col].extend(s.glyphs)
        cells.extend((LatticeCell(row, col, 1, 1), glyphs) for col, glyphs in enumerate(members))
    return cells


def _nearest(middles: dict[int, float], middle: float) -> int:
    return min(middles, key=lambda col: abs(middles[col] - middle))


def _row_edges(table: TextTable, groups: Sequence[Sequence[int]]) -> list[float]:
    """Edges between the rows, half way between their texts; levels of the header are equally high."""
    lines = table.page.lines[table.first_row : table.lines.stop]
    tops = [min(lines[n].top for n in group) for group in groups]
    bottoms = [max(lines[n].bottom for n in group) for group in groups]
    body_top, header = tops[0], list[float]()
    if table.depth:
        top = table.page.lines[table.lines.start].top
        last = table.page.lines[table.first_row - 1].bottom
        body_top = max((last + tops[0]) / 2, top + LOWEST_HEADER)
        header = [top + (body_top - top) * k / table.depth for k in range(table.depth)]
    between = ((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False))
    return [*header, body_top, *between, bottoms[-1]]
