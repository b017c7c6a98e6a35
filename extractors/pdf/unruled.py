"""Tables without vertical rules: columns told by what stands above one another.

Three-line tables, and tables set with blanks only. A run of lines that each hold an amount and something
beside it, one below the other, is such a table; prose, contents with page numbers and signatures are not.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

import patterns
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lattice import Lattice, LatticeCell
from extractors.pdf.lines import Line

ENGINE = "whitespace"
DOUBT = "no vertical rules"
MIN_ROWS = 3
"""So many lines with amounts, one below the other, make a table."""
STRETCH_GAP = 0.9
"""A gap wider than this many ems separates two cells of a line."""
NUMBER_GAP = 0.2
"""The same between two numbers."""
ROW_PITCH = 3.0
"""Rows of one table stand at most this many line heights apart."""
MAX_HEADER_LINES = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in one cell of a line."""

    glyphs: tuple[int, ...]
    x0: float
    x1: float
    is_amount: bool


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found between the lines: its lattice, the glyphs of its cells, the lines that it takes."""

    lattice: Lattice
    buckets: list[list[int]]
    lines: range


def find_unruled(lines: tuple[Line, ...], glyphs: Glyphs) -> list[Unruled]:
    """The tables that these lines (top to bottom, outside of ruled grids) form."""
    rows = [_stretches(line, glyphs) for line in lines]
    found: list[Unruled] = []
    start = 0
    while start < len(lines):
        stop = _run_end(lines, rows, start)
        if stop is None:
            start += 1
            continue
        first = _header_start(lines, rows, start, found[-1].lines.stop if found else 0, glyphs)
        table = _table(lines, rows, range(first, stop), start)
        if table is not None:
            found.append(table)
        start = stop
    return found


def _stretches(line: Line, glyphs: Glyphs) -> list[Stretch]:
    amount = patterns.compiled("layout")["amount"]
    out: list[Stretch] = []
    run: list[int] = []

    def close() -> None:
        if run:
            text = "".join(glyphs.chars[g] for g in run)
            is_amount = amount.fullmatch(text) is not None
            out.append(Stretch(tuple(run), glyphs.x0[run[0]], max(glyphs.x1[g] for g in run), is_amount))
            run.clear()

    solid = [g for g in line.glyphs if g >= 0]
    for before, g in itertools.pairwise([solid[0], *solid]):
        gap = glyphs.x0[g] - glyphs.x1[before]
        between_amounts = (
            gap > 0.2 * line.size and glyphs.chars[before].isdigit() and glyphs.chars[g] in "0123456789-"
        )
        if gap > STRETCH_GAP * line.size or between_amounts:
            close()
        run.append(g)
    close()
    return out


def _is_row(row: list[Stretch]) -> bool:
    return len(row) >= 2 and any(s.is_amount for s in row)


def _run_end(lines: tuple[Line, ...], rows: list[list[Stretch]], start: int) -> int | None:
    """Where the table ends whose first row is line `start`; null where none begins there."""
    if not _is_row(rows[start]):
        return None
    amounts, end = 1, start + 1
    for n in range(start + 1, len(lines)):
        if lines[n].baseline - lines[n - 1].baseline > ROW_PITCH * lines[n].size:
            break
        if _is_row(rows[n]):
            amounts, end = amounts + 1, n + 1
        elif n - end >= 1:  # one line between two rows is a label that was wrapped, or a heading of rows
            break
    return end if amounts >= MIN_ROWS else None


def _header_start(
    lines: tuple[Line, ...], rows: list[list[Stretch]], start: int, low: int, glyphs: Glyphs
) -> int:
    """Lines of several cells right above the first row are its header; the line of the unit is not."""
    unit = patterns.compiled("layout")["unit_line"]
    first = start
    while first > max(low, start - MAX_HEADER_LINES):
        above = lines[first - 1]
        close = lines[first].baseline - above.baseline <= ROW_PITCH * above.size
        if not close or len(rows[first - 1]) < 2 or unit.search(above.text(glyphs)):
            break
        first -= 1
    return first


def _table(lines: tuple[Line, ...], rows: list[list[Stretch]], span: range, first_row: int) -> Unruled | None:
    columns = _columns([s for n in span if n >= first_row for s in rows[n]])
    if len(columns) < 2:
        return None
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)), columns[-1][1]]
    ys = [
        lines[span.start].top,
        *((lines[a].bottom + lines[b].top) / 2 for a, b in itertools.pairwise(span)),
        lines[span[-1]].bottom,
    ]
    cells: list[LatticeCell] = []
    buckets: list[list[int]] = []
    owner = np.zeros((len(span), len(columns)), dtype=np.intp)
    for r, n in enumerate(span):
        members: dict[tuple[int, int], list[int]] = {}
        for stretch in rows[n]:
            members.setdefault(_touched(stretch, columns, n < first_row), []).extend(stretch.glyphs)
        col = 0
        while col < len(columns):
            place = next((p for p in members if p[0] == col), (col, col))
            overlapped = any(p[0] <= col <= p[1] and p != place for p in members)
            stop = place[1] if not overlapped else col
            owner[r, col : stop + 1] = len(cells)
            cells.append(LatticeCell(r, col, 1, stop + 1 - col))
            buckets.append(sorted(g for p in members if col <= p[0] <= stop for g in members[p]))
            col = stop + 1
    lattice = Lattice(tuple(xs), tuple(ys), tuple(cells), owner, (DOUBT,), ENGINE)
    return Unruled(lattice, buckets, span)


def _columns(stretches: list[Stretch]) -> list[tuple[float, float]]:
    """Stretches that overlap from above share a column."""
    columns: list[tuple[float, float]] = []
    for stretch in sorted(stretches, key=lambda s: (s.x0, s.x1)):
        if columns and stretch.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], stretch.x1))
        else:
            columns.append((stretch.x0, stretch.x1))
    return columns


def _touched(stretch: Stretch, columns: list[tuple[float, float]], is_header: bool) -> tuple[int, int]:
    """First and last column under a stretch; a header over a gap belongs to the nearest column."""
    under = [k for k, (x0, x1) in enumerate(columns) if stretch.x0 < x1 and stretch.x1 > x0]
    if under:
        return (under[0], under[-1]) if is_header else (under[0], under[0])
    middle = (stretch.x0 + stretch.x1) / 2
    nearest = min(range(len(columns)), key=lambda k: abs((columns[k][0] + columns[k][1]) / 2 - middle))
    return nearest, nearest
