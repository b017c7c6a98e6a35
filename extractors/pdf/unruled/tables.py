"""Tables without vertical rules: columns told by what stands above one another.

Three-line tables, and tables set with blanks only. `table_lines` says which lines are one, `columns` and
`heads` find its columns and header, `text_rows` its rows; here they become a lattice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.document import HEADLESS, MISPLACED
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice, LatticeCell
from extractors.pdf.lines import Line
from extractors.pdf.unruled.columns import (
    amount_edges,
    body_columns,
    edges_of,
    finder,
    head_rows,
    inherited,
    under_heads,
)
from extractors.pdf.unruled.heads import Head, Interval, read_heads
from extractors.pdf.unruled.lines import (
    Page,
    across,
    are_labels,
    first_row_of,
    has_mark,
    header_start,
    is_number_line,
    is_row,
    is_table,
    last_line,
    run_end,
)
from extractors.pdf.unruled.rows import group_rows
from extractors.pdf.unruled.stretches import stretches_of

ENGINE = "whitespace"
DOUBT = "no vertical rules"


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found between the lines: its lattice, the glyphs of its cells, the lines that it takes."""

    lattice: Lattice
    buckets: list[list[int]]
    lines: range


def find_unruled(
    lines: tuple[Line, ...],
    glyphs: Glyphs,
    rules: NDArray[np.float64],
    before: Sequence[float] | None = None,
) -> list[Unruled]:
    """The tables that these lines (top to bottom, outside of ruled grids) form.

    `rules` are the page's horizontal rules (position, low, high); `before` are the column edges of the
    last such table of the page before, which may go on without a header.
    """
    if not lines:
        return []
    page = Page(lines, [stretches_of(line, glyphs) for line in lines], glyphs, rules)
    found: list[Unruled] = []
    start = 0
    while start < len(lines):
        stop = run_end(page, start)
        if stop is None:
            start += 1
            continue
        low = found[-1].lines.stop if found else 0
        first_row = first_row_of(page, start, low)
        top = header_start(page, first_row, stop, low)
        if before is not None and not found and are_labels(page, range(top, first_row), range(start, stop)):
            first_row = top
        goes_on = before if not found and top == first_row else None
        if goes_on is not None or is_table(page, top, start, stop):
            table = _table(page, top, first_row, stop, goes_on)
            if table is not None:
                found.append(table)
                stop = table.lines.stop
        start = stop
    return found


def _table(page: Page, top: int, first_row: int, stop: int, before: Sequence[float] | None) -> Unruled | None:
    body = page.rows[first_row:stop]
    numbered = [is_number_line(row) and not is_row(row) for row in body]
    columns = body_columns([row for row, ordinal in zip(body, numbered, strict=True) if not ordinal])
    if len(columns) < 2:
        return None
    stop = last_line(page, stop)
    body = page.rows[first_row:stop]
    heads: list[Head] = []
    if first_row > top:
        lines = page.lines[top:first_row]
        texts = head_rows(page, range(top, first_row), columns)
        heads = read_heads(lines, texts, amount_edges(columns, body), columns, page.rules.tolist())
    edges = inherited(before, body) if before is not None and not heads else None
    if edges is None and not is_table(page, top, first_row, stop):
        return None
    doubts = [DOUBT]
    placed: list[tuple[Head, int, int]] = []
    if edges is not None:
        columns = list(itertools.pairwise(edges))
    else:
        columns, placed, is_headless = under_heads(heads, columns, body)
        if heads and is_headless:
            doubts.append(HEADLESS)
        if not all(head.is_centred for head in heads):
            doubts.append(MISPLACED)
        edges = edges_of(columns)
    return _lay(page, range(top, stop), first_row, (columns, edges), (heads, placed), doubts)


def _lay(
    page: Page,
    span: range,
    first_row: int,
    found: tuple[list[Interval], list[float]],
    header: tuple[list[Head], list[tuple[Head, int, int]]],
    doubts: list[str],
) -> Unruled:
    columns, edges = found
    heads, placed = header
    lines, rows = page.lines[first_row : span.stop], page.rows[first_row : span.stop]
    at = finder(columns)
    rules = across(page, edges[0], edges[-1])
    groups = group_rows(lines, rows, at, has_mark, rules)
    depth = max((h.depth for h in heads), default=0)
    n_cols = len(columns)
    cells: list[LatticeCell] = []
    buckets: list[list[int]] = []
    owner = np.full((depth + len(groups), n_cols), -1, dtype=np.intp)

    def put(row: int, col: int, height: int, width: int, glyphs: list[int]) -> None:
        owner[row : row + height, col : col + width] = len(cells)
        cells.append(LatticeCell(row, col, height, width))
        buckets.append(sorted(glyphs))

    where = {id(leaf): (a, b) for leaf, a, b in placed}
    header_cells: list[tuple[int, int, int, int, list[int]]] = []

    def lay_head(head: Head, level: int) -> None:
        first = min(where[id(leaf)][0] for leaf in head.leaves)
        last = max(where[id(leaf)][1] for leaf in head.leaves)
        height = 1 if head.below else depth - level
        header_cells.append((level, first, height, last + 1 - first, head.glyphs))
        for below in head.below:
            lay_head(below, level + 1)

    for head in heads:
        lay_head(head, 0)
    middles = {where[id(leaf)][0]: leaf.middle for leaf, _, _ in placed}
    taken: set[tuple[int, int]] = set()
    by_place: dict[tuple[int, int], tuple[int, int, list[int]]] = {}
    for r, c, h, w, g in header_cells:
        before = by_place.get((r, c), (h, w, []))
        by_place[r, c] = (before[0], before[1], [*before[2], *g])
    for r in range(depth):
        for c in range(n_cols):
            if (r, c) in by_place:
                h, w, g = by_place[r, c]
                put(r, c, h, w, g)
                taken.update((r + i, c + j) for i in range(h) for j in range(w))
            elif (r, c) not in taken:
                put(r, c, 1, 1, [])
    for r, group in enumerate(groups, depth):
        members: list[list[int]] = [[] for _ in columns]
        for n in group:
            ordinal = is_number_line(rows[n]) and not is_row(rows[n])
            for s in rows[n]:
                col = min(middles, key=lambda k: abs(middles[k] - s.middle)) if ordinal and middles else at(s)
                members[col].extend(s.glyphs)
        for c, glyphs in enumerate(members):
            put(r, c, 1, 1, glyphs)
    tops = [min(lines[n].top for n in group) for group in groups]
    bottoms = [max(lines[n].bottom for n in group) for group in groups]
    body_top = tops[0]
    ys: list[float] = []
    if depth:
        above, last = page.lines[span.start].top, page.lines[first_row - 1].bottom
        body_top = max((last + tops[0]) / 2, above + 1)
        ys = [above + (body_top - above) * k / depth for k in range(depth)]
    ys += [body_top, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1]]
    lattice = Lattice(tuple(edges), tuple(ys), tuple(cells), owner, tuple(doubts), ENGINE)
    return Unruled(lattice, buckets, span)
