"""Tables without vertical rules: columns told by what stands above one another.

Three-line tables, and tables set with blanks only. A run of lines that each hold an amount and something
beside it, one below the other, is such a table; prose, contents with page numbers and signatures are not.
`stretches` takes the lines apart, `text_rows` finds the rows, `heads` the header; here they become a lattice.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import patterns
from extractors.document import HEADLESS
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.heads import Head, Interval, match, read_heads
from extractors.pdf.lattice import Lattice, LatticeCell
from extractors.pdf.lines import Line
from extractors.pdf.stretches import Stretch, cut, make_stretch, stretches_of
from extractors.pdf.text_rows import BESIDE, OVERLAP, group_rows

ENGINE = "whitespace"
DOUBT = "no vertical rules"
MIN_ROWS = 3
"""So many lines with amounts, one below the other, make a table; or"""
MIN_AMOUNTS = 4
"""so many amounts in one line below a header."""
AMOUNT_COLUMN = 0.8
"""In a column of amounts at least this part of the cells holds one."""
ROW_PITCH = 4.5
"""Rows of one table stand at most this many ems apart."""
HEAD_PITCH = 4.2
FIRST_LINE = 1.8
"""The first line of a head of the last column stands at most this many ems above the others."""
MAX_BETWEEN = 5
"""Lines of labels between two lines of amounts."""
MAX_HEADER_LINES = 12
RULE_SHARE = 0.6
"""A rule across a table is at least this part as long as the table is wide."""
CUT_GAP = 0.22
"""Heads of neighbouring columns can stand as close as this, in ems."""
LETTERS_APART = 4.0
"""The letters of a head such as 项　目 stand less than this many ems apart."""
INSIDE = 0.75
"""The part of a cell's width that must lie in a column of the page before to be of that column."""


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found between the lines: its lattice, the glyphs of its cells, the lines that it takes."""

    lattice: Lattice
    buckets: list[list[int]]
    lines: range


@dataclass(frozen=True, slots=True)
class _Page:
    lines: tuple[Line, ...]
    rows: list[list[Stretch]]
    glyphs: Glyphs
    rules: NDArray[np.float64]
    """Horizontal rules: (position, low, high)."""


def find_unruled(
    lines: tuple[Line, ...],
    glyphs: Glyphs,
    rules: NDArray[np.float64],
    before: Lattice | None = None,
) -> list[Unruled]:
    """The tables that these lines (top to bottom, outside of ruled grids) form.

    `rules` are the page's horizontal rules (position, low, high); `before` is the last such table of the page
    before, which may go on without a header.
    """
    if not lines:
        return []
    page = _Page(lines, [stretches_of(line, glyphs) for line in lines], glyphs, rules)
    found: list[Unruled] = []
    start = 0
    while start < len(lines):
        stop = _run_end(page, start)
        if stop is None:
            start += 1
            continue
        low = found[-1].lines.stop if found else 0
        first_row = _first_row(page, start, low)
        top = _header_start(page, first_row, stop, low)
        if before is not None and not found and _are_labels(page, range(top, first_row), range(start, stop)):
            first_row = top
        goes_on = before if not found and top == first_row else None
        if goes_on is not None or _is_table(page, top, start, stop):
            table = _table(page, top, first_row, stop, goes_on)
            if table is not None:
                found.append(table)
                stop = table.lines.stop
        start = stop
    return found


# ── which lines ───────────────────────────────────────────────────────────────────────────────────────


def _is_row(row: Sequence[Stretch]) -> bool:
    return len(row) >= 2 and any(s.is_amount for s in row)


def _run_end(page: _Page, start: int) -> int | None:
    """Where the run of lines ends whose first line of amounts is `start`; null where none begins there."""
    lines, rows = page.lines, page.rows
    if not _is_row(rows[start]):
        return None
    end = start + 1
    for n in range(start + 1, len(lines)):
        if lines[n].baseline - lines[n - 1].baseline > ROW_PITCH * lines[n].size:
            break
        if _is_row(rows[n]):
            end = n + 1
        elif n - end >= MAX_BETWEEN or _is_above_table(page, n) or _is_sentence(rows[n]):
            break
    return end


def _is_table(page: _Page, top: int, start: int, stop: int) -> bool:
    rows = [row for row in page.rows[start:stop] if _is_row(row)]
    if len(rows) >= MIN_ROWS:
        return True
    return top < start and any(sum(s.is_amount for s in row) >= MIN_AMOUNTS for row in rows)


def _is_sentence(row: Sequence[Stretch]) -> bool:
    return any("。" in s.text for s in row)


def _is_above_table(page: _Page, n: int) -> bool:
    """Whether line n names a table, its unit or its body: no table goes on over it."""
    return patterns.compiled("layout")["above_table"].search(page.lines[n].text(page.glyphs)) is not None


def _begins_row(row: Sequence[Stretch]) -> bool:
    """Whether a line begins as fixed rows do (一、), or with a code."""
    first = row[0].text
    return (first.isdecimal() and len(first) >= 3) or _has_mark(row)


def _has_mark(row: Sequence[Stretch]) -> bool:
    return any(patterns.compiled("layout")["mark"].match(s.text) is not None for s in row)


def _is_number_line(row: Sequence[Stretch]) -> bool:
    """Whether a line numbers the columns: 栏次 1 2 3."""
    number = patterns.compiled("layout")["column_number"]
    plain = [s for s in row if number.fullmatch(s.text)]
    return len(plain) >= 2 and len(row) - len(plain) <= 2


def _across(page: _Page, x0: float, x1: float) -> list[float]:
    """Positions of the rules that cross most of this width."""
    rules = page.rules
    if not len(rules):
        return []
    covered = np.minimum(rules[:, 2], x1) - np.maximum(rules[:, 1], x0)
    return sorted(rules[covered >= RULE_SHARE * (x1 - x0), 0].tolist())


def _first_row(page: _Page, start: int, low: int) -> int:
    """Lines above the first amounts that are body already: an overlapping label, rows of words, 栏次 1 2."""
    lines, rows = page.lines, page.rows
    x0, x1 = rows[start][0].x0, rows[start][-1].x1
    rules = _across(page, x0, x1)
    first = start
    while first > low:
        above = lines[first - 1]
        distance = (lines[first].baseline - above.baseline) / above.size
        if any(above.baseline < y < lines[first].baseline - 0.3 * above.size for y in rules):
            break
        begins = _begins_row(rows[first - 1]) and not _is_above_table(page, first - 1)
        amounts = [s.x0 for s in rows[first] if s.is_amount]
        is_label = not amounts or rows[first - 1][0].x1 < min(amounts)
        beside = distance < BESIDE and is_label and _is_beside(rows[first - 1], rows[first])
        touches = distance < OVERLAP or beside
        if distance > HEAD_PITCH or not (touches or (begins and len(rows[first - 1]) > 1)):
            break
        first -= 1
    while first > low and _is_number_line(rows[first - 1]):
        first -= 1
    return first


def _is_beside(above: Sequence[Stretch], below: Sequence[Stretch]) -> bool:
    """Whether nothing of one line stands over anything of the other."""
    return not any(a.x0 < b.x1 and a.x1 > b.x0 for a in above for b in below)


def _header_start(page: _Page, first_row: int, stop: int, low: int) -> int:
    """The lines of the header: up to the rule above it, to the line of the unit, the title, or a gap."""
    lines, rows = page.lines, page.rows
    width = (min(r[0].x0 for r in rows[first_row:stop]), max(r[-1].x1 for r in rows[first_row:stop]))
    rules = _across(page, *width)
    pitch = max(HEAD_PITCH, 1.3 * _row_pitch(page, first_row))
    first = n = first_row
    while n > max(low, first_row - MAX_HEADER_LINES):
        above = lines[n - 1]
        gap = (lines[n].baseline - above.baseline) / max(above.size, lines[n].size)
        if gap > pitch or _is_above_table(page, n - 1) or _is_sentence(rows[n - 1]):
            break
        between = [y for y in rules if above.baseline < y < lines[n].baseline - 0.3 * lines[n].size]
        if (
            n < first_row
            and between
            and not any(y < above.baseline for y in rules if above.baseline - y < 60)
        ):
            break  # the rule over the header
        n -= 1
        # a line of one cell belongs to the header only below a line of several, beside the line below it, or
        # as a head over others
        small = above.size <= 1.15 * max(lines[first_row].size, lines[n + 1].size)
        if len(rows[n]) >= 2 or (
            first == n + 1 and small and (gap < BESIDE or _is_over(rows[n][0], width, gap))
        ):
            first = n
    return first


def _row_pitch(page: _Page, first_row: int) -> float:
    """The distance of the first lines of the body, in ems."""
    lines = page.lines[first_row : first_row + 4]
    return max(((b.baseline - a.baseline) / a.size for a, b in itertools.pairwise(lines)), default=0.0)


def _are_labels(page: _Page, above: range, body: range) -> bool:
    """Whether lines above the first amounts stand where the body has no amounts: lines of a label."""
    amounts = [s for n in body for s in page.rows[n] if s.is_amount]
    words = [s for n in above for s in page.rows[n]]
    return bool(words) and not any(w.x0 < a.x1 and w.x1 > a.x0 for w in words for a in amounts) and all(
        any(w.x0 < s.x1 and w.x1 > s.x0 for n in body for s in page.rows[n]) for w in words
    )


def _is_over(head: Stretch, width: Interval, gap: float) -> bool:
    """Whether a single text can be a head over a part of the table below it, or the first line of a head."""
    left, right = width
    em = (head.x1 - head.x0) / len(head.text)
    if patterns.compiled("layout")["mark"].match(head.text) or len(head.text) > 20:
        return False
    inside = left + em < head.x0 and head.middle < right + em
    return inside and (head.x1 < right or gap <= FIRST_LINE)


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────


def _columns(body: Sequence[Sequence[Stretch]]) -> list[Interval]:
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


def _column_at(stretch: Stretch, columns: Sequence[Interval]) -> int:
    """The column that a stretch overlaps most; of none, the nearest."""

    def distance(k: int) -> tuple[float, float]:
        x0, x1 = columns[k]
        return -max(0.0, min(x1, stretch.x1) - max(x0, stretch.x0)), abs((x0 + x1) / 2 - stretch.middle)

    near = bisect.bisect_left([c[0] for c in columns], stretch.x1)
    return min(range(max(0, near - 3), min(len(columns), near + 2)), key=distance)


def _amount_edges(columns: Sequence[Interval], body: Sequence[Sequence[Stretch]]) -> list[float]:
    """Right edges of the columns that hold amounts, and of the column before each."""
    edges: set[float] = set()
    for k, (x0, x1) in enumerate(columns):
        inside = [s for row in body for s in row if s.x0 < x1 and s.x1 > x0]
        if k and sum(s.is_amount for s in inside) >= max(1, AMOUNT_COLUMN * len(inside)):
            edges.update((columns[k - 1][1], x1))
    return sorted(edges)


def _head_rows(page: _Page, span: range, columns: Sequence[Interval]) -> list[list[Stretch]]:
    """Stretches of the header lines: close neighbours cut apart, single letter-spaced words joined."""
    found: list[list[Stretch]] = []
    for n in span:
        size = page.lines[n].size
        parts = [p for s in page.rows[n] for p in cut(s, columns, page.glyphs, CUT_GAP * size)]
        joined: list[list[Stretch]] = []
        has_levels = any(_is_level(p) for p in parts)
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


def _is_level(stretch: Stretch) -> bool:
    return patterns.compiled("layout")["first_level"].fullmatch(stretch.text) is not None


# ── the lattice ───────────────────────────────────────────────────────────────────────────────────────


def _table(page: _Page, top: int, first_row: int, stop: int, before: Lattice | None) -> Unruled | None:
    body = page.rows[first_row:stop]
    numbered = [_is_number_line(row) and not _is_row(row) for row in body]
    columns = _columns([row for row, ordinal in zip(body, numbered, strict=True) if not ordinal])
    if len(columns) < 2:
        return None
    stop = _last_line(page, first_row, stop, columns)
    body = page.rows[first_row:stop]
    heads: list[Head] = []
    if first_row > top:
        lines = page.lines[top:first_row]
        texts = _head_rows(page, range(top, first_row), columns)
        heads = read_heads(lines, texts, _amount_edges(columns, body), columns, page.rules.tolist())
    edges = _inherited(before, body) if before is not None and not heads else None
    if edges is None and not _is_table(page, top, first_row, stop):
        return None
    doubts = [DOUBT]
    placed: list[tuple[Head, int, int]] = []
    if edges is not None:
        columns = list(itertools.pairwise(edges))
    else:
        columns, placed, is_headless = _under_heads(heads, columns, body)
        if heads and is_headless:
            doubts.append(HEADLESS)
        edges = _edges(columns)
    return _lay(page, range(top, stop), first_row, (columns, edges), (heads, placed), doubts)


def _last_line(page: _Page, first_row: int, stop: int, columns: Sequence[Interval]) -> int:
    """The lower half of the last row's label, where its amounts stand above the middle of it."""
    while stop < len(page.lines):
        line, above = page.lines[stop], page.lines[stop - 1]
        distance = (line.baseline - above.baseline) / line.size
        touches = distance < OVERLAP or (
            distance < BESIDE and _is_beside(page.rows[stop - 1], page.rows[stop])
        )
        if not touches or _is_above_table(page, stop):
            break
        stop += 1
    return stop


def _inherited(before: Lattice, body: Sequence[Sequence[Stretch]]) -> list[float] | None:
    """The column edges of the table on the page before, if every cell here lies in one of its columns."""
    edges = list(before.x_edges)
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


def _under_heads(
    heads: list[Head], columns: list[Interval], body: Sequence[Sequence[Stretch]]
) -> tuple[list[Interval], list[tuple[Head, int, int]], bool]:
    """All columns (blank ones from the header included), the leaves with their first and last column, and
    whether a column of amounts has no head."""
    leaves = [leaf for head in heads for leaf in head.leaves]
    under = match(leaves, columns)
    every: list[tuple[Interval, Head | None]] = []
    headed = {k: leaf for leaf, k in zip(leaves, under, strict=True) if k is not None}
    for k, column in enumerate(columns):
        every.append((column, headed.get(k)))
    for leaf, j in zip(leaves, under, strict=True):
        if j is None:
            every.append(((leaf.x0, leaf.x1), leaf))
    order = {id(leaf): n for n, leaf in enumerate(leaves)}
    every.sort(key=lambda e: (e[0][0] + e[0][1]) / 2)
    # a blank column stands where its head stands among the heads
    positions = [n for n, (_, leaf) in enumerate(every) if leaf is not None]
    by_head = sorted((every[n] for n in positions), key=lambda e: order[id(e[1])])
    for n, entry in zip(positions, by_head, strict=True):
        every[n] = entry
    spans = {id(leaf): [n, n] for n, (_, leaf) in enumerate(every) if leaf is not None}
    headless = False
    for n, (column, leaf) in enumerate(every):
        if leaf is not None:
            continue
        owner = _neighbour_head(every, n, spans)
        if owner is not None:
            spans[id(owner)][0] = min(spans[id(owner)][0], n)
            spans[id(owner)][1] = max(spans[id(owner)][1], n)
        elif _holds_amounts(column, body):
            headless = True
    found = [c if leaf is None else _union(c, leaf, spans) for c, leaf in every]
    blank = {id(leaf) for leaf, k in zip(leaves, under, strict=True) if k is None}
    for n in range(1, len(found)):
        leaf = every[n][1]
        if leaf is not None and id(leaf) in blank:
            # its head stands in the middle between the amounts left of it and its own right edge
            right = 2 * leaf.middle - found[n - 1][1]
            limit = every[n + 1][0][0] - leaf.size / 2 if n + 1 < len(every) else right
            found[n] = (found[n][0], max(found[n][1], min(right, limit)))
    return found, [(leaf, *spans[id(leaf)]) for leaf in leaves], headless


def _union(column: Interval, leaf: Head, spans: dict[int, list[int]]) -> Interval:
    first, last = spans[id(leaf)]
    return column if first < last else (min(column[0], leaf.x0), max(column[1], leaf.x1))


def _neighbour_head(
    every: Sequence[tuple[Interval, Head | None]], n: int, spans: dict[int, list[int]]
) -> Head | None:
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


def _edges(columns: Sequence[Interval]) -> list[float]:
    return [columns[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)), columns[-1][1]]


def _lay(
    page: _Page,
    span: range,
    first_row: int,
    across: tuple[list[Interval], list[float]],
    header: tuple[list[Head], list[tuple[Head, int, int]]],
    doubts: list[str],
) -> Unruled:
    columns, edges = across
    heads, placed = header
    lines, rows = page.lines[first_row : span.stop], page.rows[first_row : span.stop]
    at = _finder(columns)
    rules = _across(page, edges[0], edges[-1])
    groups = group_rows(lines, rows, at, _has_mark, rules)
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
    by_place = {(r, c): (h, w, g) for r, c, h, w, g in header_cells}
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
            ordinal = _is_number_line(rows[n]) and not _is_row(rows[n])
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


def _finder(columns: Sequence[Interval]) -> Callable[[Stretch], int]:
    known: dict[int, int] = {}

    def at(stretch: Stretch) -> int:
        key = stretch.glyphs[0]
        if key not in known:
            known[key] = _column_at(stretch, columns)
        return known[key]

    return at
