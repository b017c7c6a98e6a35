"""Cells that print once more what they print on the page before: such text is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.clipping import CutCell, solid_text
from extractors.pdf.page import PageContent

SAME_COLUMN = 1.0
"""Left edges of one column differ by less than this many points from page to page."""


def without_repeats(contents: Sequence[PageContent]) -> list[PageContent]:
    """The pages, each without what its cells repeat of the page before; that is in `PageContent.repeats`."""
    pages = list(contents[:1])
    for content in contents[1:]:
        again = repeated_cells(pages[-1], content)
        pages.append(_emptied(content, again) if again else content)
    return pages


def repeated_cells(before: PageContent, page: PageContent) -> list[CutCell]:
    """The cells of a page that print once more, in part, what a cell of the page before prints."""
    if all(cell.begins for cell in page.hidden.cut):
        return []
    printed = [(cell.text, cell.x0) for cell in before.hidden.cut]
    for grid in before.grids:
        for cell, members in zip(grid.lattice.cells, grid.cell_glyphs, strict=True):
            if members:
                printed.append((solid_text(before.glyphs, members), grid.lattice.x_edges[cell.col]))
    return [
        cell
        for cell in page.hidden.cut
        if not cell.begins
        and any(cell.text == text and abs(cell.x0 - x0) < SAME_COLUMN for text, x0 in printed)
    ]


def _emptied(content: PageContent, again: Sequence[CutCell]) -> PageContent:
    """The page without the text of these cells, which is set aside."""
    places = [(cell.grid, cell.cell) for cell in again]
    repeats = tuple(tuple(content.grids[grid].cell_glyphs[cell]) for grid, cell in places)
    grids = tuple(
        FilledLattice(
            grid.lattice,
            [[] if (k, n) in places else members for n, members in enumerate(grid.cell_glyphs)],
        )
        for k, grid in enumerate(content.grids)
    )
    return replace(content, grids=grids, repeats=repeats)
