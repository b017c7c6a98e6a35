"""Tables without vertical rules: columns told by what stands above one another.

Three-line tables, and tables set with blanks only. A run of lines that each hold an amount and something
beside it, one below the other, is such a table; prose, contents with page numbers and signatures are not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
EDGE_GAP = 0.45
"""The same between a number and words."""
SAME_ROW = 0.8
"""Lines closer than this part of the distance between rows are one row: a label that was wrapped."""
AMOUNT_COLUMN = 0.8
"""In a column of amounts at least this part of the cells holds one."""
ROW_PITCH = 3.0
"""Rows of one table stand at most this many line heights apart."""
MAX_HEADER_LINES = 6


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
        table = _table(lines, rows, range(first, stop), start, glyphs)
        if table is not None:
            found.append(table)
        start = stop
    return found


def _stretches(line: Line, glyphs: Glyphs) -> list[Stretch]:
    amount, unit = patterns.compiled("layout")["amount"], patterns.compiled("layout")["after_amount"]
    out: list[Stretch] = []
    run: list[int] = []

    def close() -> None:
        if run:
            text = "".join(glyphs.chars[g] for g in run)
            is_amount = amount.fullmatch(text) is not None
            if out and out[-1].is_amount and unit.match(text):  # 「12.50 万元」 is prose
                out[-1] = replace(out[-1], is_amount=False)
            out.append(Stretch(tuple(run), glyphs.x0[run[0]], max(glyphs.x1[g] for g in run), is_amount))
            run.clear()

    solid = [g for g in line.glyphs if g >= 0]
    for before, g in itertools.pairwise([solid[0], *solid]):
        gap = glyphs.x0[g] - glyphs.x1[before]
        sides = glyphs.chars[before].isdigit() + (glyphs.chars[g] in "0123456789-")
        if gap > (STRETCH_GAP, EDGE_GAP, NUMBER_GAP)[sides] * line.size:
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
    first = n = start
    while n > max(low, start - MAX_HEADER_LINES):
        above = lines[n - 1]
        close = lines[n].baseline - above.baseline <= ROW_PITCH * above.size
        if not close or unit.search(above.text(glyphs)):
            break
        n -= 1
        if len(rows[n]) >= 2:  # a line of one cell belongs to the header only below a line of several
            first = n
    return first


def _table(
    lines: tuple[Line, ...], rows: list[list[Stretch]], span: range, first_row: int, glyphs: Glyphs
) -> Unruled | None:
    body = [s for n in span if n >= first_row for s in rows[n]]
    header = [rows[n] for n in range(span.start, first_row)]
    columns = _columns([rows[n] for n in span if n >= first_row], header)
    if len(columns) < 2 or not any(_holds_amounts(column, body) for column in columns):
        return None
    groups = _rows(lines, rows, span, first_row)
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)), columns[-1][1]]
    tops = [min(lines[n].top for n in group) for group in groups]
    bottoms = [max(lines[n].bottom for n in group) for group in groups]
    ys = [tops[0], *((low + top) / 2 for low, top in zip(bottoms, tops[1:], strict=False)), bottoms[-1]]
    cells: list[LatticeCell] = []
    buckets: list[list[int]] = []
    owner = np.zeros((len(groups), len(columns)), dtype=np.intp)
    for r, group in enumerate(groups):
        members: dict[tuple[int, int], list[int]] = {}
        for n in group:
            for stretch in rows[n]:
                for piece, place in _pieces(stretch, columns, n < first_row, glyphs):
                    members.setdefault(place, []).extend(piece)
        col = 0
        while col < len(columns):
            stop = max((p[1] for p in members if p[0] == col), default=col)
            if stop > col and any(col < p[0] <= stop for p in members):
                stop = col  # something else stands under the header's width: it spans nothing
            owner[r, col : stop + 1] = len(cells)
            cells.append(LatticeCell(r, col, 1, stop + 1 - col))
            buckets.append(sorted(g for p in members if p[0] == col for g in members[p]))
            col = stop + 1
    lattice = Lattice(tuple(xs), tuple(ys), tuple(cells), owner, (DOUBT,), ENGINE)
    return Unruled(lattice, buckets, span)


def _holds_amounts(column: tuple[float, float], body: list[Stretch]) -> bool:
    inside = [s for s in body if s.x0 < column[1] and s.x1 > column[0]]
    amounts = sum(s.is_amount for s in inside)
    return amounts >= MIN_ROWS and amounts >= AMOUNT_COLUMN * len(inside)


def _rows(lines: tuple[Line, ...], rows: list[list[Stretch]], span: range, first_row: int) -> list[list[int]]:
    """Line numbers by row: a line without amounts joins the nearest line that is much closer than a row."""
    is_row = [n >= first_row and _is_row(rows[n]) for n in span]
    baselines = [lines[n].baseline for n, row in zip(span, is_row, strict=True) if row]
    pitch = sorted(b - a for a, b in itertools.pairwise(baselines))[(len(baselines) - 1) // 2]
    groups: list[list[int]] = []
    for n, row in zip(span, is_row, strict=True):
        if groups:
            last = groups[-1][-1]
            near = lines[n].baseline - lines[last].baseline < SAME_ROW * pitch
            both = row and any(m >= first_row and _is_row(rows[m]) for m in groups[-1])
            if near and not both and (n < first_row) == (last < first_row):
                groups[-1].append(n)
                continue
        groups.append([n])
    return groups


def _columns(body: list[list[Stretch]], header: list[list[Stretch]]) -> list[tuple[float, float]]:
    """Stretches above one another share a column; one over several columns spans them.

    The fullest lines come first: two stretches of one line are never of one column. Header lines come last
    and add only columns that have no amounts.
    """
    columns: list[tuple[float, float]] = []
    for lines in (body, header):
        for row in sorted(lines, key=len, reverse=True):
            for stretch in row:
                under = [k for k, (x0, x1) in enumerate(columns) if stretch.x0 < x1 and stretch.x1 > x0]
                if not under:
                    columns.append((stretch.x0, stretch.x1))
                elif len(under) == 1 and lines is body:
                    x0, x1 = columns[under[0]]
                    columns[under[0]] = (min(x0, stretch.x0), max(x1, stretch.x1))
    return _without_splits(sorted(columns), [*body, *header])


def _without_splits(
    columns: list[tuple[float, float]], rows: list[list[Stretch]]
) -> list[tuple[float, float]]:
    """Neighbours that no line uses both of are one column: a centred 合计 beside long labels."""
    k = 0
    while k + 1 < len(columns):
        pair = columns[k : k + 2]
        inside = [[s for s in row if s.x0 < c[1] and s.x1 > c[0]] for c in pair for row in rows]
        left, right = inside[: len(rows)], inside[len(rows) :]
        together = any(a and b and a != b for a, b in zip(left, right, strict=True))
        amounts = any(s.is_amount for cell in inside for s in cell)
        if together or amounts:
            k += 1
        else:
            columns[k : k + 2] = [(pair[0][0], pair[1][1])]
    return columns


def _pieces(
    stretch: Stretch, columns: list[tuple[float, float]], is_header: bool, glyphs: Glyphs
) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """The stretch and its columns; short heads of narrow columns (类 款 项) are taken apart."""
    place = _touched(stretch, columns, is_header)
    if place[0] < place[1]:
        cuts = [0]
        for k, (a, b) in enumerate(itertools.pairwise(stretch.glyphs), 1):
            if glyphs.x0[b] - glyphs.x1[a] > EDGE_GAP * (glyphs.x1[a] - glyphs.x0[a]):
                cuts.append(k)
        parts = [stretch.glyphs[a:b] for a, b in itertools.pairwise([*cuts, len(stretch.glyphs)])]
        edges = [(glyphs.x0[part[0]], glyphs.x1[part[-1]]) for part in parts]
        places = [_touched(Stretch(p, *e, False), columns, True) for p, e in zip(parts, edges, strict=True)]
        if len(parts) > 1 and all(a[1] < b[0] for a, b in itertools.pairwise(places)):
            yield from zip(parts, places, strict=True)
            return
    yield stretch.glyphs, place


def _touched(stretch: Stretch, columns: list[tuple[float, float]], is_header: bool) -> tuple[int, int]:
    """First and last column under a stretch; a header over a gap belongs to the nearest column."""
    under = [k for k, (x0, x1) in enumerate(columns) if stretch.x0 < x1 and stretch.x1 > x0]
    if under:
        return (under[0], under[-1]) if is_header else (under[0], under[0])
    middle = (stretch.x0 + stretch.x1) / 2
    nearest = min(range(len(columns)), key=lambda k: abs((columns[k][0] + columns[k][1]) / 2 - middle))
    return nearest, nearest
