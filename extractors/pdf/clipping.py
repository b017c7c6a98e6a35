"""Glyphs that are in the file but not to be seen.

Some office software draws a merged cell that goes on over pages in full on each of them and clips it: the
text of the whole cell then stands above and below the part that is visible, outside of the page or under
the cells of a repeated header.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.visibility import Bounds, View

EDGE = 1.0
"""A glyph in no cell whose middle lies less than this many points too low is still seen in part. (The page
that cuts a line off at its foot shows its upper half, the next page does not show it.)"""
OVER_EDGE = 1.0
"""The middle of a glyph lies at most this many points over the edge of its column: rules were snapped."""
SAME_LINE = 0.5
"""On one line baselines differ by less than this part of the glyph height, on the next one by more."""
NEXT_LINE = 1.8
"""The next line of a cell stands at most this many glyph heights lower."""
WRITTEN_OVER = 0.5
"""Text that begins again more than this part of a glyph's width further left is written over other text."""
APART = 0.3
"""On one line, a gap of this part of the glyph height separates two texts."""
WITHIN = 64
"""The next line of a cell begins within so many glyphs of the text page."""


@dataclass(frozen=True, slots=True)
class CutCell:
    """A cell of which the page shows only a part of the text."""

    grid: int
    """Its position among the grids of the page."""
    cell: int
    """Its position among the cells of its grid."""
    text: str
    """All of it, without blanks."""
    x0: float
    begins: bool
    """The page shows how the text begins."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a page cannot be seen."""

    stretches: tuple[tuple[int, ...], ...] = ()
    """What cannot be seen, text by text; without what belongs to a cell of which a part is seen."""
    cut: tuple[CutCell, ...] = ()


def take_hidden(
    text_page: int,
    glyphs: Glyphs,
    outside: Sequence[int],
    grids: Sequence[FilledLattice],
    frame: Frame,
) -> tuple[list[FilledLattice], Hidden]:
    """The grids of a page without what cannot be seen, and that.

    `outside` are the glyphs in no cell. Asking for clip paths takes many calls: glyph by glyph they are asked
    for where a glyph lies outside the page, or where the end of a stretch of text cannot be seen. A cell
    of which a part is seen gets the rest of its text back.
    """
    if not len(glyphs):
        return list(grids), Hidden()
    width, height = frame.size
    view = View(text_page, glyphs, frame)
    page: Bounds = (0.0, 0.0, width, height)
    beyond = any(view.is_outside(g, page) for g in outside)
    if not beyond and not (grids and view.unseen(list(_probes(glyphs, outside, grids)))):
        return list(grids), Hidden()
    unseen = set(view.unseen(outside))
    seen: list[FilledLattice] = []
    for grid in grids:
        covered = {g for members in grid.cell_glyphs for g in view.unseen(members)}
        seen.append(_without(grid, covered) if covered else grid)
        unseen |= covered
    if not unseen:
        return seen, Hidden()
    whole: list[FilledLattice] = []
    cut: list[CutCell] = []
    hidden = frozenset(unseen)
    for k, grid in enumerate(seen):
        completed, cells = _completed(k, grid, glyphs, hidden)
        hidden = hidden.difference(*(completed.cell_glyphs[cell.cell] for cell in cells))
        whole.append(completed)
        cut.extend(cells)
    loose = hidden.intersection(outside)
    hidden -= loose.difference(view.unseen(sorted(loose), EDGE))
    return whole, Hidden(tuple(map(tuple, _texts(glyphs, sorted(hidden)))), tuple(cut))


def _without(grid: FilledLattice, unseen: Set[int]) -> FilledLattice:
    cells = [[g for g in members if g not in unseen] for members in grid.cell_glyphs]
    return FilledLattice(grid.lattice, cells)


def _completed(
    k: int, grid: FilledLattice, glyphs: Glyphs, hidden: Set[int]
) -> tuple[FilledLattice, list[CutCell]]:
    """The k-th grid, its cells with the hidden rest of their text, and those cells that had such a rest."""
    lattice = grid.lattice
    left_over = set(hidden)
    heads: dict[int, list[int]] = {}
    tails: dict[int, list[int]] = {}
    last_row = len(lattice.y_edges) - 1
    for rests, step, is_next in ((heads, -1, True), (tails, 1, True), (heads, -1, False), (tails, 1, False)):
        for n, members in enumerate(grid.cell_glyphs):
            if not members or not left_over or n in rests:
                continue
            end = members[0] if step < 0 else members[-1]
            if is_next and end + step not in left_over:
                continue
            if is_next or step < 0 or lattice.cells[n].row + lattice.cells[n].row_span == last_row:
                rest = _rest(glyphs, left_over, grid.column_of(n), end, step)
                if rest and (rest[0] == end + step or not is_next):
                    rests[n] = rest
                    left_over.difference_update(rest)
    cells = list(grid.cell_glyphs)
    cut: list[CutCell] = []
    for n in sorted({*heads, *tails}):
        head, tail = heads.get(n, []), tails.get(n, [])
        cells[n] = [*reversed(head), *cells[n], *tail]
        cut.append(CutCell(k, n, solid_text(glyphs, cells[n]), grid.column_of(n)[0], not head))
    return FilledLattice(lattice, cells), cut


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
    if g != last + 1 or not -SAME_LINE * height < lower < NEXT_LINE * height:
        return False
    if lower < SAME_LINE * height:
        return abs(glyphs.x0[g] - glyphs.x1[last]) < APART * height
    return min(glyphs.x0[m] for m in text) - height < glyphs.x0[g] <= max(glyphs.x1[m] for m in text)


def solid_text(glyphs: Glyphs, members: Sequence[int]) -> str:
    """What these glyphs print, without blanks."""
    return "".join(glyphs.chars[g] for g in members if not glyphs.chars[g].isspace())


def _probes(glyphs: Glyphs, outside: Sequence[int], grids: Sequence[FilledLattice]) -> Iterator[int]:
    """Glyphs that a clip cuts off where it cuts off any.

    They are the highest and the lowest of each stretch of text outside of the cells, and of each of several
    in one cell; and where text is written over text on one line.
    """
    level = glyphs.baseline.__getitem__
    broken = [
        cell
        for grid in grids
        for cell in grid.cell_glyphs
        if len(cell) > 1 and cell[-1] - cell[0] != len(cell) - 1
    ]
    for members in (outside, *broken):
        starts = [k for k, g in enumerate(members) if k == 0 or g != members[k - 1] + 1]
        for start, stop in itertools.pairwise([*starts, len(members)]):
            yield min(members[start:stop], key=level)
            yield max(members[start:stop], key=level)
    widths = glyphs.boxes[:, 2] - glyphs.boxes[:, 0]
    back = np.diff(glyphs.middle_x) < -WRITTEN_OVER * widths[1:]
    same_line = np.abs(np.diff(glyphs.middle_y)) < SAME_LINE * widths.max()
    for g in np.flatnonzero(back & same_line).tolist():
        yield g
        yield g + 1


def _rest(glyphs: Glyphs, hidden: Set[int], column: tuple[float, float], start: int, step: int) -> list[int]:
    """The hidden glyphs that the file writes after (or before) one, along its line and in its column.

    Between two lines of them the text page may have a line of what is printed at the same height.
    """
    left, right = column[0] - OVER_EDGE, column[1] + OVER_EDGE
    rest: list[int] = []
    last, stop = start, start + step * (WITHIN + 1)
    g = start + step
    while g != stop:
        if g in hidden:
            height = glyphs.bottom[last] - glyphs.top[last]
            lower = (glyphs.baseline[g] - glyphs.baseline[last]) * step
            first, second = (last, g) if step > 0 else (g, last)
            on_line = (
                g == last + step
                and abs(lower) < SAME_LINE * height
                and abs(glyphs.x0[second] - glyphs.x1[first]) < APART * height
            )
            below = SAME_LINE * height < lower < NEXT_LINE * height and left <= glyphs.middle_x[g] <= right
            if on_line or below:
                rest.append(g)
                last, stop = g, g + step * (WITHIN + 1)
        g += step
    return rest
