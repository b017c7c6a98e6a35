"""One page as an engine reads it: its glyphs, its grids, and which glyph lies in which cell."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Page
from extractors.pdf.clipping import Hidden, take_hidden
from extractors.pdf.cut_numbers import mend_cut_numbers
from extractors.pdf.glyphs import Frame, Glyphs, page_frame, read_glyphs
from extractors.pdf.lattice import Lattice, find_lattices
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.omitted import Omitted
from extractors.pdf.rules import read_rules
from extractors.pdf.spill import mend_spills
from extractors.pdf.unruled.open_rows import split_open_rows
from extractors.pdf.unruled.tables import ENGINE as WHITESPACE
from extractors.pdf.unruled.tables import find_unruled

Buckets = list[list[int]]
"""Glyph numbers by cell of a lattice."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one engine sees on a page; every glyph is in a cell, a line or a hidden line."""

    page: Page
    glyphs: Glyphs
    lattices: list[Lattice]
    cell_glyphs: list[Buckets]
    """Per lattice and cell, the glyphs whose middle lies in it."""
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
    last = content.lattices[-1] if content.lattices else None
    return last.x_edges if last is not None and last.engine == WHITESPACE else None


def read_page(
    number: int, handle: int, text_page: int, omitted: Omitted, before: tuple[float, ...] | None
) -> PageContent:
    """PDFium's reading of the page at these handle addresses; `number` is 1-based.

    Strings that PDFium leaves out of its text come from `omitted`; `before` are the `unruled_edges` of the
    page before.
    """
    frame = page_frame(handle)
    glyphs = _pdfium_glyphs(text_page, frame)
    rules = read_rules(handle, frame)
    completed = omitted.complete(glyphs, number, frame, rules.unmeasured) if rules.unmeasured else glyphs
    lattices = find_lattices(rules.horizontal, rules.vertical)
    content = page_of_glyphs(
        number, frame, completed or glyphs, lattices, rules.horizontal, text_page, before
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
    lattices: list[Lattice],
    rules: NDArray[np.float64],
    text_page: int | None = None,
    before: tuple[float, ...] | None = None,
) -> PageContent:
    """A page of these glyphs and grids, whichever engine they come from.

    `rules` are the horizontal rules of the page, for tables without rules between their columns. What is
    clipped away is told where the glyphs are those of PDFium's text page at the address `text_page`.
    """
    cell_glyphs, outside = _fill(glyphs, lattices)
    for lattice, buckets in zip(lattices, cell_glyphs, strict=True):
        mend_cut_numbers(glyphs, lattice, buckets)
    hidden = Hidden()
    if text_page is not None:
        cells = list(zip(lattices, cell_glyphs, strict=True))
        hidden = take_hidden(text_page, glyphs, outside, cells, frame)
    if hidden.stretches or hidden.cut:
        placed = {g for buckets in (*cell_glyphs, hidden.stretches) for bucket in buckets for g in bucket}
        outside = [g for g in outside if g not in placed]
    for lattice, buckets in zip(lattices, cell_glyphs, strict=True):
        taken = mend_spills(glyphs, lattice, buckets, set(outside))
        outside = [g for g in outside if g not in taken] if taken else outside
    for k, (lattice, buckets) in enumerate(zip(lattices, cell_glyphs, strict=True)):
        opened = split_open_rows(lattice, buckets, glyphs)
        if opened is not None:
            lattices[k], cell_glyphs[k] = opened
    lines = tuple(build_lines(glyphs, outside))
    for table in reversed(find_unruled(lines, glyphs, rules, before)):
        lattices.append(table.lattice)
        cell_glyphs.append(table.buckets)
        lines = lines[: table.lines.start] + lines[table.lines.stop :]
    width, height = frame.size
    solid = sum(1 for c in glyphs.chars if c and not c.isspace())
    page = Page(number, width, height, frame.rotation, solid)
    return PageContent(page, glyphs, lattices, cell_glyphs, lines, hidden, rules)


def _fill(glyphs: Glyphs, lattices: list[Lattice]) -> tuple[list[Buckets], list[int]]:
    """The glyphs of every cell, and those that lie in no grid."""
    free = np.ones(len(glyphs), dtype=bool)
    filled: list[Buckets] = []
    for lattice in lattices:
        buckets: Buckets = [[] for _ in lattice.cells]
        filled.append(buckets)
        if not len(glyphs):
            continue
        cols = np.searchsorted(lattice.x_edges, glyphs.middle_x, side="right") - 1
        rows = np.searchsorted(lattice.y_edges, glyphs.middle_y, side="right") - 1
        inside = (
            free
            & (cols >= 0)
            & (cols < len(lattice.x_edges) - 1)
            & (rows >= 0)
            & (rows < len(lattice.y_edges) - 1)
        )
        found = np.flatnonzero(inside)
        for g, cell in zip(found.tolist(), lattice.owner[rows[found], cols[found]].tolist(), strict=True):
            buckets[cell].append(g)
        free &= ~inside
    return filled, np.flatnonzero(free).tolist()
