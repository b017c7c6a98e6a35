"""One page as an engine reads it: its glyphs, its grids, and which glyph lies in which cell."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import numpy as np
from pypdfium2 import raw

from extractors.document import Page
from extractors.pdf.clipping import hidden_glyphs
from extractors.pdf.glyphs import Frame, Glyphs, page_frame, read_glyphs
from extractors.pdf.lattice import Lattice, find_lattices
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.numbers import mend_cut_numbers
from extractors.pdf.rules import read_rules
from extractors.pdf.spill import mend_spills
from extractors.pdf.unruled import find_unruled

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
    hidden_lines: tuple[Line, ...] = ()
    """Lines outside of the visible part of the page."""
    n_rules: int = 0
    """How many rules are drawn on the page, before they are snapped."""
    truncated: bool = False
    """The page has more drawn objects than are looked at."""


def read_page(number: int, handle: int, text_page: int) -> PageContent:
    """PDFium's reading of the page at these handle addresses; `number` is 1-based."""
    frame = page_frame(handle)
    glyphs = _pdfium_glyphs(text_page, frame)
    rules = read_rules(handle, frame)
    lattices = find_lattices(rules.horizontal, rules.vertical)
    content = _content(number, frame, glyphs, lattices, text_page)
    page = replace(content.page, has_image=rules.n_images > 0)
    n_rules = len(rules.horizontal) + len(rules.vertical)
    return replace(content, page=page, n_rules=n_rules, truncated=rules.truncated)


def read_page_with(number: int, handle: int, text_page: int, lattices: list[Lattice]) -> PageContent:
    """PDFium's glyphs in the grids that another engine found on the page."""
    frame = page_frame(handle)
    return _content(number, frame, _pdfium_glyphs(text_page, frame), lattices, text_page)


def page_of_glyphs(number: int, frame: Frame, glyphs: Glyphs, lattices: list[Lattice]) -> PageContent:
    """A page whose glyphs and grids both come from another engine; it knows of no clipping."""
    return _content(number, frame, glyphs, lattices, None)


def _pdfium_glyphs(text_page: int, frame: Frame) -> Glyphs:
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    return read_glyphs(text_page, count, frame)


def _content(
    number: int, frame: Frame, glyphs: Glyphs, lattices: list[Lattice], text_page: int | None
) -> PageContent:
    cell_glyphs, outside = _fill(glyphs, lattices)
    for lattice, buckets in zip(lattices, cell_glyphs, strict=True):
        mend_cut_numbers(glyphs, lattice, buckets)
        taken = mend_spills(glyphs, lattice, buckets, set(outside))
        outside = [g for g in outside if g not in taken] if taken else outside
    unseen = hidden_glyphs(text_page, glyphs, outside, frame) if text_page is not None else []
    if unseen:
        hidden = set(unseen)
        outside = [g for g in outside if g not in hidden]
    lines, hidden_lines = tuple(build_lines(glyphs, outside)), tuple(build_lines(glyphs, unseen))
    for table in reversed(find_unruled(lines, glyphs)):
        lattices.append(table.lattice)
        cell_glyphs.append(table.buckets)
        lines = lines[: table.lines.start] + lines[table.lines.stop :]
    width, height = frame.size
    solid = sum(1 for c in glyphs.chars if c and not c.isspace())
    page = Page(number, width, height, frame.rotation, solid)
    return PageContent(page, glyphs, lattices, cell_glyphs, lines, hidden_lines)


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
