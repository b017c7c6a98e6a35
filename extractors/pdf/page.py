"""One page as an engine reads it: its glyphs, its grids, and which glyph lies in which cell."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Page
from extractors.pdf.cell_glyphs import FilledLattice, fill
from extractors.pdf.clipping import Hidden, take_hidden
from extractors.pdf.cut_numbers import mend_cut_numbers
from extractors.pdf.glyphs import Frame, Glyphs, page_frame, read_glyphs
from extractors.pdf.lattice import Lattice, find_lattices
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.omitted import Omitted
from extractors.pdf.overflow import mend_overflow
from extractors.pdf.rules import read_rules
from extractors.pdf.unruled.open_rows import split_open_rows
from extractors.pdf.unruled.text_lattice import ENGINE as WHITESPACE
from extractors.pdf.unruled.unruled_tables import find_unruled_tables


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one engine sees on a page; every glyph is in a cell, a line or a hidden line."""

    page: Page
    glyphs: Glyphs
    grids: tuple[FilledLattice, ...]
    """Ruled grids from top to bottom, then tables without rules from bottom to top."""
    lines: tuple[Line, ...]
    hidden: Hidden
    rules: NDArray[np.float64]
    """Horizontal rules, shape (n, 3): position, low and high end in points."""
    repeats: tuple[tuple[int, ...], ...] = ()
    """What cells print once more that go on from the page before."""
    n_rules: int = 0
    """How many rules are drawn on the page, before they are snapped."""
    n_drawn: int = 0
    """How many objects and path points."""
    truncated: bool = False
    """The page has more drawn objects than are looked at."""
    incomplete: bool = False
    """Glyphs may be missing: their font is not embedded, and pdfminer cannot read the page."""


def unruled_edges(content: PageContent) -> tuple[float, ...] | None:
    """The column edges of the table without rules that a page ends with, for the page that goes on with it.

    Null where it ends with none.
    """
    last = content.grids[-1].lattice if content.grids else None
    return last.x_edges if last is not None and last.engine == WHITESPACE else None


def read_page(
    number: int, handle: int, text_page: int, omitted: Omitted, edges_before: tuple[float, ...] | None
) -> PageContent:
    """PDFium's reading of the page at these handle addresses; `number` is 1-based.

    Strings that PDFium leaves out of its text come from `omitted`; `edges_before` are the `unruled_edges` of
    the page before.
    """
    frame = page_frame(handle)
    glyphs = _pdfium_glyphs(text_page, frame)
    rules = read_rules(handle, frame)
    completed = omitted.complete(glyphs, number, frame, rules.unmeasured) if rules.unmeasured else glyphs
    lattices = find_lattices(rules.horizontal, rules.vertical)
    content = page_of_glyphs(
        number, frame, completed or glyphs, lattices, rules.horizontal, text_page, edges_before
    )
    return replace(
        content,
        page=replace(content.page, has_image=rules.n_images > 0),
        n_rules=len(rules.horizontal) + len(rules.vertical),
        n_drawn=rules.n_drawn,
        truncated=rules.truncated,
        incomplete=completed is None,
    )


def _pdfium_glyphs(text_page: int, frame: Frame) -> Glyphs:
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    return read_glyphs(text_page, count, frame)


def page_of_glyphs(
    number: int,
    frame: Frame,
    glyphs: Glyphs,
    lattices: Sequence[Lattice],
    rules: NDArray[np.float64],
    text_page: int | None = None,
    edges_before: tuple[float, ...] | None = None,
) -> PageContent:
    """A page of these glyphs and grids, whichever engine they come from.

    `rules` are the horizontal rules of the page, for tables without rules between their columns. What is
    clipped away is told where the glyphs are those of PDFium's text page at the address `text_page`.
    """
    grids, outside = fill(glyphs, lattices)
    grids = [mend_cut_numbers(glyphs, grid) for grid in grids]
    hidden = Hidden()
    if text_page is not None:
        grids, hidden = take_hidden(text_page, glyphs, outside, grids, frame)
    if hidden.stretches or hidden.cut:
        cells = itertools.chain(*(grid.cell_glyphs for grid in grids), hidden.stretches)
        outside = _without(outside, {g for members in cells for g in members})
    for k, grid in enumerate(grids):
        mended, taken = mend_overflow(glyphs, grid, frozenset(outside))
        grids[k] = split_open_rows(mended, glyphs)
        outside = _without(outside, taken) if taken else outside
    lines = tuple(build_lines(glyphs, outside))
    for table in reversed(find_unruled_tables(lines, glyphs, rules, edges_before)):
        grids.append(table.grid)
        lines = lines[: table.lines.start] + lines[table.lines.stop :]
    width, height = frame.size
    solid = sum(1 for c in glyphs.chars if c and not c.isspace())
    page = Page(number, width, height, frame.rotation, solid)
    return PageContent(page, glyphs, tuple(grids), lines, hidden, rules)


def _without(outside: list[int], placed: Set[int]) -> list[int]:
    return [g for g in outside if g not in placed]
