"""Glyphs, lattices and pages made of numbers, for tests that need no PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.document import Page
from extractors.pdf.cell_glyphs import FilledLattice, fill
from extractors.pdf.clipping import Hidden
from extractors.pdf.glyphs import Glyphs, is_wide, make_glyphs, no_glyphs
from extractors.pdf.lattice import Lattice, LatticeCell, LatticeCells, owner_of
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.page import PageContent

EM = 10.0
"""Size of the glyphs in points: a Chinese character is as wide, all others half as wide."""
ASCENT, DESCENT = 8.0, 2.0
"""How far boxes reach above and below the baseline."""

String = tuple[float, float, str]
"""Left edge, baseline, text."""


def printed(*strings: String, spacing: float = 0.0) -> Glyphs:
    """Glyphs in the order in which the strings are given, `spacing` points after every character."""
    chars: list[str] = []
    baselines: list[float] = []
    boxes: list[tuple[float, float, float, float]] = []
    for left, baseline, text in strings:
        x = left
        for char in text:
            width = EM if is_wide(char) else EM / 2
            chars.append(char)
            baselines.append(baseline)
            boxes.append((x, baseline - ASCENT, x + width, baseline + DESCENT))
            x += width + spacing
    if not chars:
        return no_glyphs()
    return make_glyphs(chars, np.asarray(baselines), np.asarray(boxes), list(range(len(chars))))


def lines_of(glyphs: Glyphs) -> list[Line]:
    """All glyphs in lines."""
    return build_lines(glyphs, list(range(len(glyphs))))


def sequence_text(sequence: Sequence[int], glyphs: Glyphs) -> str:
    """What a sequence of glyphs prints; `_` for a blank, `|` for a tab."""
    return "".join(glyphs.chars[g] if g >= 0 else {-1: "_", -2: "|"}[g] for g in sequence)


def lattice(
    xs: Sequence[float], ys: Sequence[float], cells: Sequence[LatticeCell] = (), engine: str = "pdfium"
) -> Lattice:
    """A lattice with these edges; of elementary cells where no others are given."""
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    made = tuple(cells) or tuple(LatticeCell(r, c, 1, 1) for r in range(n_rows) for c in range(n_cols))
    return Lattice(tuple(xs), tuple(ys), LatticeCells.of(made), owner_of(made, n_rows, n_cols), (), engine)


def filled(glyphs: Glyphs, found: Lattice) -> FilledLattice:
    """The lattice with the glyphs that lie in its cells."""
    (grid,), _ = fill(glyphs, [found])
    return grid


def cell_texts(grid: FilledLattice, glyphs: Glyphs) -> list[str]:
    """What lies in each cell, in the order of the file."""
    return ["".join(glyphs.chars[g] for g in members) for members in grid.cell_glyphs]


def content(
    glyphs: Glyphs,
    grids: Sequence[FilledLattice] = (),
    *,
    number: int = 1,
    lines: Sequence[Line] = (),
    hidden: Hidden | None = None,
    has_image: bool = False,
) -> PageContent:
    """A page of 600 by 800 points."""
    page = Page(number, 600.0, 800.0, 0, len(glyphs), has_image)
    rules = np.empty((0, 3))
    made = PageContent(page, glyphs, tuple(grids), tuple(lines), Hidden(), rules)
    return replace(made, hidden=hidden) if hidden is not None else made
