"""Tables without vertical rules: columns told by what stands above one another.

Three-line tables, and tables set with blanks only. `table_lines` says which lines are one, `text_columns` and
`header` find its columns and heads, `text_rows` its rows; `text_lattice` makes a lattice of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.document import HEADLESS, MISPLACED
from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lines import Line
from extractors.pdf.unruled.head_columns import under_heads
from extractors.pdf.unruled.header import read_heads
from extractors.pdf.unruled.heads import Head
from extractors.pdf.unruled.stretches import may_have_amounts, stretches_of
from extractors.pdf.unruled.table_lines import (
    UnruledPage,
    are_labels,
    first_row_of,
    header_start,
    is_number_line,
    is_row,
    is_table,
    last_line,
    run_end,
)
from extractors.pdf.unruled.text_columns import amount_edges, body_columns, edges_of, head_rows, inherited
from extractors.pdf.unruled.text_lattice import TextTable, lay_out

DOUBT = "no vertical rules"
MIN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """A table found between the lines: its cells, and the lines that it takes."""

    grid: FilledLattice
    lines: range


def find_unruled_tables(
    lines: tuple[Line, ...],
    glyphs: Glyphs,
    rules: NDArray[np.float64],
    edges_before: Sequence[float] | None = None,
) -> list[UnruledTable]:
    """The tables that these lines (top to bottom, outside of ruled grids) form.

    `rules` are the page's horizontal rules (position, low, high); `edges_before` are the column edges of the
    last such table of the page before, which may go on without a header.
    """
    promising = {n: stretches_of(line, glyphs) for n, line in enumerate(lines) if may_have_amounts(line)}
    if not any(map(is_row, promising.values())):
        return []
    rows = [promising[n] if n in promising else stretches_of(line, glyphs) for n, line in enumerate(lines)]
    page = UnruledPage(lines, rows, glyphs, rules)
    tables: list[UnruledTable] = []
    start = 0
    while start < len(lines):
        stop = run_end(page, start)
        if stop is None:
            start += 1
            continue
        low = tables[-1].lines.stop if tables else 0
        inherits = edges_before if not tables else None
        first_row = first_row_of(page, start, low)
        top = header_start(page, first_row, stop, low)
        if inherits is not None and are_labels(page, range(top, first_row), range(start, stop)):
            first_row = top
        goes_on = inherits if top == first_row else None
        if goes_on is not None or is_table(page, top, start, stop):
            table = _read_table(page, range(top, stop), first_row, goes_on)
            if table is not None:
                tables.append(UnruledTable(lay_out(table), table.lines))
                stop = table.lines.stop
        start = stop
    return tables


def _read_table(
    page: UnruledPage, lines: range, first_row: int, edges_before: Sequence[float] | None
) -> TextTable | None:
    """The table of these lines, header first, and of what belongs to its last row below them; null where they
    are none."""
    top = lines.start
    body = page.rows[first_row : lines.stop]
    columns = body_columns([row for row in body if is_row(row) or not is_number_line(row)])
    if len(columns) < MIN_COLUMNS:
        return None
    stop = last_line(page, lines.stop)
    body = page.rows[first_row:stop]
    heads: list[Head] = []
    if first_row > top:
        texts = head_rows(page, range(top, first_row), columns)
        edges = amount_edges(columns, body)
        heads = read_heads(page.lines[top:first_row], texts, edges, columns, page.rules.tolist())
    if edges_before is not None and not heads:
        shared = inherited(edges_before, body)
        if shared is not None:
            columns = list(itertools.pairwise(shared))
            return TextTable(page, range(top, stop), first_row, columns, shared, (), (), (DOUBT,))
    if not is_table(page, top, first_row, stop):
        return None
    headed = under_heads(heads, columns, body)
    doubts = [DOUBT]
    if heads and headed.is_headless:
        doubts.append(HEADLESS)
    if not all(head.is_centred for head in heads):
        doubts.append(MISPLACED)
    edges = edges_of(headed.columns)
    return TextTable(
        page, range(top, stop), first_row, headed.columns, edges, heads, headed.spans, tuple(doubts)
    )
