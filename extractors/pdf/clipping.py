"""Glyphs that are in the file but not to be seen.

Some office software draws a merged cell that goes on over pages in full on each of them and clips it: the
text of the whole cell then stands above and below the part that is visible, outside of the page or under
the cells of a repeated header.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.pdf.glyphs import Frame, Glyphs
from extractors.pdf.lattice import Lattice
from extractors.pdf.visibility import Bounds, View

Buckets = list[list[int]]

EDGE = 1.0
"""A glyph in no cell whose middle lies less than this many points too low is still seen in part. (The page
that cuts a line off at its foot shows its upper half, the next page does not show it.)"""
SAME_COLUMN = 1.0
"""Left edges of one column differ by less than this many points from page to page."""
NEXT_LINE = 1.8
"""The next line of a cell stands at most this many glyph heights lower."""

APART = 0.3
"""On one line, a gap of this part of the glyph height separates two texts."""
BETWEEN = 64
"""At most so many other glyphs stand between two lines of a cell in the text page."""


@dataclass(frozen=True, slots=True)
class CutCell:
    """A cell of which the page shows only a part of the text."""

    grid: int
    cell: int
    text: str
    """All of it, without blanks."""
    x0: float
    begins: bool
    """The page shows how the text begins."""


@dataclass(frozen=True, slots=True)
class Hidden:
    stretches: tuple[tuple[int, ...], ...] = ()
    """What cannot be seen, text by text; without what belongs to a cell of which a part is seen."""
    cut: tuple[CutCell, ...] = ()


def take_hidden(
    text_page: int,
    glyphs: Glyphs,
    outside: Sequence[int],
    cells: Sequence[tuple[Lattice, Buckets]],
    frame: Frame,
) -> Hidden:
    """What cannot be seen of a page; `cells` (glyph numbers of each grid's cells) are set right in place.

    `outside` are the glyphs in no cell. Asking for clip paths takes many calls: glyph by glyph they are asked
    for where a glyph lies outside the page, or where the end of a stretch of text cannot be seen. A cell
    of which a part is seen gets the rest of its text back.
    """
    if not len(glyphs):
        return Hidden()
    width, height = frame.size
    view = View(text_page, glyphs, frame)
    page: Bounds = (0.0, 0.0, width, height)
    beyond = any(view.is_outside(g, page) for g in outside)
    if not beyond and not (cells and view.unseen(list(_probes(glyphs, outside, cells)))):
        return Hidden()
    hidden = set(view.unseen(outside))
    for _, buckets in cells:
        for n, bucket in enumerate(buckets):
            unseen = set(view.unseen(bucket))
            if unseen:
                buckets[n] = [g for g in bucket if g not in unseen]
                hidden |= unseen
    if not hidden:
        return Hidden()
    cut = [
        cell
        for k, (lattice, buckets) in enumerate(cells)
        for cell in _complete(k, lattice, buckets, glyphs, hidden)
    ]
    loose = hidden.intersection(outside)
    hidden -= loose.difference(view.unseen(sorted(loose), EDGE))
    return Hidden(tuple(map(tuple, _texts(glyphs, sorted(hidden)))), tuple(cut))


def _complete(
    k: int, lattice: Lattice, buckets: Buckets, glyphs: Glyphs, hidden: set[int]
) -> Iterator[CutCell]:
    """Gives cells of the k-th grid the hidden rest of their text, which is taken out of `hidden`."""
    columns = [(lattice.x_edges[c.col], lattice.x_edges[c.col + c.col_span]) for c in lattice.cells]
    heads: dict[int, list[int]] = {}
    tails: dict[int, list[int]] = {}
    last_row = len(lattice.y_edges) - 1
    for found, step, is_next in ((heads, -1, True), (tails, 1, True), (heads, -1, False), (tails, 1, False)):
        for n, bucket in enumerate(buckets):
            if not bucket or not hidden or found.get(n):
                continue
            end = bucket[0] if step < 0 else bucket[-1]
            if is_next and end + step not in hidden:
                continue
            if is_next or step < 0 or lattice.cells[n].row + lattice.cells[n].row_span == last_row:
                rest = _rest(glyphs, hidden, columns[n], end, step)
                if rest and (rest[0] == end + step or not is_next):
                    found[n] = rest
                    hidden.difference_update(rest)
    for n in sorted({*heads, *tails}):
        head, tail = heads.get(n, []), tails.get(n, [])
        if head or tail:
            buckets[n] = [*reversed(head), *buckets[n], *tail]
            yield CutCell(k, n, _solid(glyphs, buckets[n]), columns[n][0], not head)


def _texts(glyphs: Glyphs, members: Sequence[int]) -> Iterator[list[int]]:
    """The glyphs (ascending) text by text: what stands in one column, line below line."""
    text: list[int] = []
    for g in members:
        if text and not _reads_on(glyphs, text, g):
            yield text
            text = []
        text.append(g)
    if text:
        yield text


def _reads_on(glyphs: Glyphs, text: Sequence[int], g: int) -> bool:
    last = text[-1]
    height = glyphs.bottom[last] - glyphs.top[last]
    lower = glyphs.baseline[g] - glyphs.baseline[last]
    if g != last + 1 or not -0.5 * height < lower < NEXT_LINE * height:
        return False
    if lower < 0.5 * height:
        return abs(glyphs.x0[g] - glyphs.x1[last]) < APART * height
    return min(glyphs.x0[m] for m in text) - height < glyphs.x0[g] <= max(glyphs.x1[m] for m in text)


def repeated_cells(
    glyphs: Glyphs, cells: Sequence[tuple[Lattice, Buckets]], before: Hidden, after: Hidden
) -> list[CutCell]:
    """The cells that print once more, in part, what a cell of the page before prints.

    `glyphs`, `cells` and `before` are of the page before, `after` is what `take_hidden` gave for the page.
    """
    if all(cell.begins for cell in after.cut):
        return []
    printed = [(cell.text, cell.x0) for cell in before.cut]
    for lattice, buckets in cells:
        for cell, bucket in zip(lattice.cells, buckets, strict=True):
            if bucket:
                printed.append((_solid(glyphs, bucket), lattice.x_edges[cell.col]))
    return [
        cell
        for cell in after.cut
        if not cell.begins
        and any(cell.text == text and abs(cell.x0 - x0) < SAME_COLUMN for text, x0 in printed)
    ]


def _solid(glyphs: Glyphs, members: Sequence[int]) -> str:
    return "".join(glyphs.chars[g] for g in members if not glyphs.chars[g].isspace())


def _probes(
    glyphs: Glyphs, outside: Sequence[int], cells: Sequence[tuple[Lattice, Buckets]]
) -> Iterator[int]:
    """Glyphs that a clip cuts off where it cuts off any.

    They are the highest and the lowest of each stretch of text outside of the cells, and of each of several
    in one cell; and where text is written over text on one line.
    """
    level = glyphs.baseline.__getitem__
    broken = [b for _, buckets in cells for b in buckets if len(b) > 1 and b[-1] - b[0] != len(b) - 1]
    for members in (outside, *broken):
        starts = [k for k, g in enumerate(members) if k == 0 or g != members[k - 1] + 1]
        for start, stop in itertools.pairwise([*starts, len(members)]):
            yield min(members[start:stop], key=level)
            yield max(members[start:stop], key=level)
    widths = glyphs.boxes[:, 2] - glyphs.boxes[:, 0]
    back = np.diff(glyphs.middle_x) < -0.5 * widths[1:]
    for g in np.flatnonzero(back & (np.abs(np.diff(glyphs.middle_y)) < 0.5 * widths.max())).tolist():
        yield g
        yield g + 1


def _rest(glyphs: Glyphs, hidden: set[int], column: tuple[float, float], start: int, step: int) -> list[int]:
    """The hidden glyphs that the file writes after (or before) one, along its line and in its column.

    Between two lines of them the text page may have a line of what is printed at the same height.
    """
    left, right = column[0] - SAME_COLUMN, column[1] + SAME_COLUMN
    rest: list[int] = []
    last, stop = start, start + step * (BETWEEN + 1)
    g = start + step
    while g != stop:
        if g in hidden:
            height = glyphs.bottom[last] - glyphs.top[last]
            lower = (glyphs.baseline[g] - glyphs.baseline[last]) * step
            first, second = (last, g) if step > 0 else (g, last)
            on_line = (
                g == last + step
                and abs(lower) < 0.5 * height
                and abs(glyphs.x0[second] - glyphs.x1[first]) < APART * height
            )
            below = 0.5 * height < lower < NEXT_LINE * height and left <= glyphs.middle_x[g] <= right
            if on_line or below:
                rest.append(g)
                last, stop = g, g + step * (BETWEEN + 1)
        g += step
    return rest
