"""What each cell of a grid prints: its glyphs in reading order, and their text.

Most cells hold lines without gaps, drawn from left to right and line by line; these are told apart from all
others with a few array operations for a whole grid. Only the others are taken apart glyph by glyph (`lines`).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native
from extractors.pdf.cell_glyphs import CellGlyphs, FilledLattice
from extractors.pdf.glyph_columns import GlyphColumns, columns_of
from extractors.pdf.glyphs import INSIDE, Glyphs, text_of
from extractors.pdf.lines import BLANK, DOUBLED, WHITE, WORD_GAP, build_lines, join_cell

LEVEL = 0.05
"""Baselines that differ by less than this part of the glyph height are of one line beyond doubt."""
NEXT_LINE = 0.6
"""A baseline lower by more than this part of the glyph height is of the next line beyond doubt."""
NUMERIC = frozenset("0123456789.,-% ")
"""What numbers are written with."""
_POINTER, _LONG = native.POINTER, ctypes.c_int64
_read = native.function(
    "read_cells",
    native.INT,
    *(_POINTER, _POINTER, _POINTER, _POINTER, _POINTER, _LONG, _POINTER, _POINTER, _POINTER, _LONG),
    *(_POINTER, _POINTER, _POINTER, _POINTER),
)


@dataclass(frozen=True, slots=True)
class PrintedCells:
    """What the cells of a grid print, one after the other; a tab, or a line feed between rows, parts them."""

    text: str
    sequence: NDArray[np.int64]
    """The glyph of each character of the text, `lines.BLANK` for none."""
    starts: list[int]
    """Where each cell begins, one behind the end of the one before; one more for the end."""
    is_suspect: bool
    """Whether any cell may be a reason for doubt (`doubts`): it ends with a digit, and holds words and a
    point, or is numeric and has two points, a blank or two lines."""

    def texts(self) -> list[str]:
        """The text of each cell."""
        text = self.text
        return [text[start : end - 1] for start, end in pairwise(self.starts)]

    def sequence_of(self, cell: int) -> list[int]:
        """The glyph of each character of a cell."""
        sequence: list[int] = self.sequence[self.starts[cell] : self.starts[cell + 1] - 1].tolist()
        return sequence


def read_cells(glyphs: Glyphs, grid: FilledLattice) -> PrintedCells:
    """What the cells of a grid print: of each cell what `join_cell(build_lines(…))` gives."""
    columns = columns_of(glyphs)
    printed = None if columns is None else _natively_read(columns, grid)
    return printed if printed is not None else read_in_python(glyphs, grid)


def _natively_read(columns: GlyphColumns, grid: FilledLattice) -> PrintedCells | None:
    members, first = grid.arrays
    table = np.ascontiguousarray(grid.lattice.cells.table)
    room = 4 * len(members) + len(table)
    sequence, text = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.uint32)
    starts, suspect = np.empty(len(table) + 1, dtype=np.int64), ctypes.c_int()
    failed = _read(
        *(*columns.boxes_to_kinds, columns.middle_y, len(columns.codes), members.ctypes.data),
        *(first.ctypes.data, table.ctypes.data, len(table), sequence.ctypes.data, text.ctypes.data),
        *(starts.ctypes.data, ctypes.addressof(suspect)),
    )
    if failed:
        return None
    begins = starts.tolist()
    n = begins[-1] - 1
    return PrintedCells(text_of(text[:n]), sequence[:n].copy(), begins, suspect.value != 0)


def read_in_python(glyphs: Glyphs, grid: FilledLattice) -> PrintedCells:
    """What `native/cells.c` does to read the cells."""
    cells = grid.lattice.cells.table[:, 0].tolist()
    parts: list[str] = []
    sequence: list[int] = []
    starts, is_suspect = [0], False
    for n, own in enumerate(cell_sequences(glyphs, grid.cell_glyphs)):
        if n:
            parts.append("\n" if cells[n] != cells[n - 1] else "\t")
            sequence.append(BLANK)
        text = "".join([glyphs.chars[g] if g >= 0 else WHITE[g] for g in own])
        is_suspect = is_suspect or _is_suspect(text, glyphs, own)
        parts.append(text)
        sequence += own
        starts.append(len(sequence) + 1)
    return PrintedCells("".join(parts), np.asarray(sequence, dtype=np.int64), starts, is_suspect)


def _is_suspect(text: str, glyphs: Glyphs, own: list[int]) -> bool:
    if not text or not text[-1].isdigit():
        return False
    if text[0] not in NUMERIC:
        return "." in text
    return text.count(".") > 1 or " " in text or _falls(glyphs, [g for g in own if g >= 0])


def _falls(glyphs: Glyphs, own: list[int]) -> bool:
    return any(
        glyphs.baseline[g] - glyphs.baseline[last] > NEXT_LINE * (glyphs.bottom[last] - glyphs.top[last])
        for last, g in pairwise(own)
    )


def cell_sequences(glyphs: Glyphs, cell_glyphs: CellGlyphs) -> list[list[int]]:
    """Glyph numbers of each cell in reading order, with `lines.BLANK` where white space belongs.

    The same as `join_cell(build_lines(…))` for each cell.
    """
    mended = _mended(glyphs, cell_glyphs)
    return [
        join_cell(build_lines(glyphs, members), glyphs) if mend else members
        for members, mend in zip(cell_glyphs, mended, strict=True)
    ]


def _mended(glyphs: Glyphs, cell_glyphs: CellGlyphs) -> list[bool]:
    """Which cells are not simply what was drawn, in the order in which it was drawn."""
    n = len(cell_glyphs)
    lengths = np.fromiter(map(len, cell_glyphs), dtype=np.intp, count=n)
    members = np.fromiter(chain.from_iterable(cell_glyphs), dtype=np.intp, count=int(lengths.sum()))
    if not len(members):
        return [False] * n
    mended: NDArray[np.bool_] = np.zeros(n, dtype=bool)
    cell = np.repeat(np.arange(n), lengths)
    x0, top, x1, bottom = glyphs.boxes[members].T
    chars = [glyphs.chars[g] for g in members.tolist()]
    height = bottom - top
    baseline = glyphs.middle_y[members] + INSIDE * height
    wide = np.fromiter((glyphs.wide[g] for g in members.tolist()), dtype=bool, count=len(members))
    size = np.where(wide, x1 - x0, height)
    filled = np.flatnonzero(lengths)
    first = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
    least, most = np.minimum.reduceat(size, first), np.maximum.reduceat(size, first)
    tallest = np.maximum.reduceat(height, first)
    of_filled = np.repeat(np.arange(len(filled)), lengths[filled])[1:]
    together = cell[1:] == cell[:-1]
    gap, step, fall = x0[1:] - x1[:-1], x0[1:] - x0[:-1], baseline[1:] - baseline[:-1]
    tight = (
        (np.abs(fall) <= LEVEL * least[of_filled])
        & (gap <= WORD_GAP * least[of_filled])
        & (step >= DOUBLED * most[of_filled])
        & (step > 0)
    )
    latin = np.fromiter((c.isascii() and c.isalpha() for c in chars), dtype=bool, count=len(chars))
    broken = (fall > NEXT_LINE * tallest[of_filled]) & ~(latin[1:] & latin[:-1])
    mended[cell[1:][together & ~tight & ~broken]] = True
    mended[cell[[c.isspace() for c in chars]]] = True
    needs_mending: list[bool] = mended.tolist()
    return needs_mending
