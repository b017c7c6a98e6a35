"""Glyphs that are in the file but not to be seen.

Some office software draws a merged cell that goes on over pages in full on each of them and clips it: the
text of the whole cell then stands above and below the part that is visible, outside of the page or under
the cells of a repeated header.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.pdf import pdfium
from extractors.pdf.glyphs import Frame, Glyphs
from extractors.pdf.lattice import Lattice

Bounds = tuple[float, float, float, float]
Buckets = list[list[int]]

EDGE = 1.0
"""A glyph in no cell whose middle lies less than this many points too low is still seen in part. (The page
that cuts a line off at its foot shows its upper half, the next page does not show it.)"""
SAME_LINE = 0.5
"""Baselines of one line differ by less than this many points."""
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
    width, height = frame.size
    view = _View(text_page, glyphs, frame)
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


class _View:
    """Which glyphs of a page can be seen."""

    def __init__(self, text_page: int, glyphs: Glyphs, frame: Frame) -> None:
        self._text_page = text_page
        self._glyphs = glyphs
        self._frame = frame
        self._bounds: dict[int, Bounds] = {}
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._at_x, self._at_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._at_sides = tuple(ctypes.addressof(side) for side in self._sides)

    def is_outside(self, g: int, bounds: Bounds, edge: float = 0.0) -> bool:
        left, top, right, bottom = bounds
        x, y = self._glyphs.middle_x[g], self._glyphs.middle_y[g]
        return bool(x < left or x > right or y < top or y > bottom + edge)

    def unseen(self, candidates: Sequence[int], edge: float = 0.0) -> list[int]:
        """Which of the candidates lie outside the page or outside the clip path of their text object.

        So far below as `edge` (points) they count as seen. Of candidates that follow one another on a line
        the first and the last are looked at: only where they differ is every one.
        """
        glyphs = self._glyphs
        found: list[int] = []
        start = 0
        for stop in range(1, len(candidates) + 1):
            g, before = candidates[stop] if stop < len(candidates) else -1, candidates[stop - 1]
            if g == before + 1 and abs(glyphs.baseline[g] - glyphs.baseline[before]) < SAME_LINE:
                continue
            run = candidates[start:stop]
            first = self._is_unseen(run[0], edge)
            if len(run) > 1 and first != self._is_unseen(run[-1], edge):
                found += [g for g in run if self._is_unseen(g, edge)]
            elif first:
                found += run
            start = stop
        return found

    def _is_unseen(self, g: int, edge: float) -> bool:
        return self.is_outside(g, self._seen_of(g), edge)

    def _seen_of(self, g: int) -> Bounds:
        item = pdfium.text_object(self._text_page, self._glyphs.source[g]) or 0
        if item not in self._bounds:
            self._bounds[item] = self._clip(item, g)
        return self._bounds[item]

    def _clip(self, item: int, g: int) -> Bounds:
        """The box in which the object of a glyph can be seen: its clip paths and the page, intersected.

        In a form XObject both are in the coordinates of the form; where these are not those of the page, the
        clip paths say nothing here.
        """
        left, top = 0.0, 0.0
        right, bottom = self._frame.size
        clip = pdfium.object_clip_path(item) if item else 0
        if not clip or pdfium.clip_path_count(clip) <= 0 or not self._is_at(item, g):
            return left, top, right, bottom
        x, y = self._x, self._y
        at_x, at_y = self._at_x, self._at_y
        for path in range(pdfium.clip_path_count(clip)):
            xs: list[float] = []
            ys: list[float] = []
            for k in range(pdfium.clip_segment_count(clip, path)):
                if pdfium.segment_point(pdfium.clip_segment(clip, path, k), at_x, at_y):
                    xs.append(x.value)
                    ys.append(y.value)
            if xs:
                x0, y0, x1, y1 = self._displayed(min(xs), min(ys), max(xs), max(ys))
                left, right, top, bottom = max(left, x0), min(right, x1), max(top, y0), min(bottom, y1)
        return left, top, right, bottom

    def _is_at(self, item: int, g: int) -> bool:
        """Does the object lie where its glyph is displayed?"""
        if not pdfium.object_bounds(item, *self._at_sides):
            return False
        left, bottom, right, top = self._sides
        x0, y0, x1, y1 = self._displayed(left.value, bottom.value, right.value, top.value)
        slack = self._glyphs.bottom[g] - self._glyphs.top[g]
        x, y = self._glyphs.middle_x[g], self._glyphs.middle_y[g]
        return bool(x0 - slack < x < x1 + slack and y0 - slack < y < y1 + slack)

    def _displayed(self, x0: float, y0: float, x1: float, y1: float) -> Bounds:
        ax, ay = self._frame.display_point(x0, y0)
        bx, by = self._frame.display_point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
