"""One page as an engine reads it: its glyphs, its grids, and which glyph lies in which cell."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Box, Page, Turn, Warp
from extractors.frozen import frozen
from extractors.pdf.cell_glyphs import FilledLattice, fill
from extractors.pdf.clipping import Hidden, take_hidden
from extractors.pdf.crowded import is_crowded
from extractors.pdf.cut_numbers import mend_cut_numbers
from extractors.pdf.frame import Frame, page_frame
from extractors.pdf.glyphs import Glyphs, read_glyphs
from extractors.pdf.lattice import Lattice, find_lattices
from extractors.pdf.lines import Line, build_lines
from extractors.pdf.omitted import Omitted
from extractors.pdf.overflow import mend_overflow
from extractors.pdf.rules import read_rules
from extractors.pdf.seen_lattices import Grids, has_blank_strips, seen_lattices, without_clipped
from extractors.pdf.turned import Directions, directions_of
from extractors.pdf.unruled.open_rows import split_open_rows
from extractors.pdf.unruled.text_lattice import ENGINE as WHITESPACE
from extractors.pdf.unruled.unruled_tables import find_unruled_tables


@frozen
class PageContent:
    """What one engine sees on a page; every glyph is in a cell, a line or a hidden line."""

    page: Page
    """As displayed, whichever way its content is turned."""
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
    turn: Turn | Warp | None = None
    """How the content lies on the page: all coordinates here are those of the upright content."""
    layers: tuple[PageContent, ...] = ()
    """What stands on the page in other directions than most of it; of a scan, its second page."""
    untrusted: str = ""
    """Why the text layer of the page is not to be trusted (`trust`); empty where it is, and behind OCR."""
    confidence: NDArray[np.float32] | None = None
    """How probable each glyph is by the model that read it, shape (n,); null for print."""
    aside: tuple[tuple[str, Box, str], ...] = ()
    """What OCR met that is no part of the text: what it is, its box as displayed, what was read in it."""
    unread: str = ""
    """Why OCR gives nothing of the page (`scanned`); empty where it does, and for print."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page when its content stands upright, in points."""
        return (self.page.width, self.page.height) if self.turn is None else self.turn.upright

    def all_layers(self) -> list[PageContent]:
        """The page and what stands on it in other directions, what stands upright first; pages that were
        scanned as one are in reading order."""
        return sorted((self, *self.layers), key=lambda c: c.turn.quarters if isinstance(c.turn, Turn) else 0)

    def displayed_boxes(self) -> NDArray[np.float64]:
        """The boxes of its glyphs on the page as displayed, shape (n, 4)."""
        if self.turn is None:
            return self.glyphs.boxes
        return self.turn.all_displayed(self.glyphs.boxes)


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
    directions = directions_of(text_page, glyphs, frame)
    if directions is not None and len(directions.order) > 1:
        return _in_layers(number, handle, text_page, frame, directions, omitted)
    if directions is not None:
        frame = frame.turned(directions.order[0])
        glyphs, edges_before = _pdfium_glyphs(text_page, frame), None
    rules = read_rules(handle, frame)
    completed = omitted.complete(glyphs, number, frame, rules.unmeasured) if rules.unmeasured else glyphs

    def read(lattices: Sequence[Lattice]) -> PageContent:
        return page_of_glyphs(
            number, frame, completed or glyphs, lattices, rules.horizontal, text_page, edges_before
        )

    content = _settled(seen_lattices(rules), read)
    if has_blank_strips(content.grids):
        clipped = seen_lattices(without_clipped(rules, frame))
        content = content if clipped.drawn is None else _settled(clipped, read)
    return replace(
        content,
        page=replace(content.page, has_image=rules.n_images > 0),
        n_rules=len(rules.horizontal) + len(rules.vertical),
        n_drawn=rules.n_drawn,
        truncated=rules.truncated,
        incomplete=completed is None,
    )


def _settled(grids: Grids, read: Callable[[Sequence[Lattice]], PageContent]) -> PageContent:
    """The page by the rules that are seen; by all, where only they keep amounts in cells of their own."""
    content = read(grids.seen)
    return content if grids.drawn is None else min(content, read(grids.drawn), key=_n_crowded)


def _n_crowded(content: PageContent) -> int:
    """How many grids of a page have cells with several amounts or codes."""
    return sum(is_crowded(content.glyphs, grid) for grid in content.grids)


def _in_layers(
    number: int, handle: int, text_page: int, frame: Frame, directions: Directions, omitted: Omitted
) -> PageContent:
    """A page on which text stands in several directions: what most of it is, and the others as layers.

    A turned word in the cell of a table belongs to the table.
    """
    layers: list[PageContent] = []
    taken: set[int] = set()
    for quarters in directions.order:
        own = frame.turned(quarters) if quarters else frame
        rules, glyphs = read_rules(handle, own), _pdfium_glyphs(text_page, own)
        whole = omitted.complete(glyphs, number, own, rules.unmeasured, True) if rules.unmeasured else glyphs
        glyphs = whole or glyphs
        glyphs = glyphs.part([g for g, s in enumerate(glyphs.source) if s not in taken])
        upright = {g for g, s in enumerate(glyphs.source) if s < 0 or directions.quarters[s] == quarters}
        lattices, members = [], set(upright)
        for lattice in find_lattices(rules.horizontal, rules.vertical):
            (filled,), _ = fill(glyphs, [lattice])
            inside = {g for cell in filled.cell_glyphs for g in cell}
            if 2 * len(inside & upright) > len(inside):
                lattices.append(lattice)
                members |= inside
        glyphs = glyphs.part(sorted(members))
        taken.update(s for s in glyphs.source if s >= 0)
        content = page_of_glyphs(number, own, glyphs, lattices, rules.horizontal, text_page)
        page = replace(content.page, has_image=rules.n_images > 0)
        n_rules = len(rules.horizontal) + len(rules.vertical)
        layers.append(
            replace(
                content,
                page=page,
                n_rules=n_rules,
                n_drawn=rules.n_drawn,
                truncated=rules.truncated,
                incomplete=whole is None,
            )
        )
    page = replace(layers[0].page, n_glyphs=sum(layer.page.n_glyphs for layer in layers))
    return replace(layers[0], page=page, layers=tuple(layers[1:]))


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
    *,
    in_file_order: bool = True,
) -> PageContent:
    """A page of these glyphs and grids, whichever engine they come from.

    `rules` are the horizontal rules of the page, for tables without rules between their columns. What is
    clipped away is told where the glyphs are those of PDFium's text page at the address `text_page`; what
    overflows its cell, where glyphs come in the order in which a file writes them.
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
        mended, taken = mend_overflow(glyphs, grid, outside) if in_file_order else (grid, frozenset())
        grids[k] = split_open_rows(mended, glyphs)
        outside = _without(outside, taken) if taken else outside
    lines = tuple(build_lines(glyphs, outside))
    for table in reversed(find_unruled_tables(lines, glyphs, rules, edges_before)):
        grids.append(table.grid)
        lines = lines[: table.lines.start] + lines[table.lines.stop :]
    solid = len("".join("".join(glyphs.chars).split()))
    turn = frame.turn
    width, height = frame.size if turn is None else (turn.width, turn.height)
    page = Page(number, width, height, (frame.rotation - frame.quarters) % 4, solid)
    return PageContent(page, glyphs, tuple(grids), lines, hidden, rules, turn=turn)


def _without(outside: list[int], placed: Set[int]) -> list[int]:
    return [g for g in outside if g not in placed]
