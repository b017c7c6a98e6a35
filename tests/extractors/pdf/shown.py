"""What of a Document the tests of the PDF reader look at."""

from __future__ import annotations

import pytest

from extractors.document import Document, Grid
from extractors.errors import Unreadable
from extractors.pdf.reader import read_pdf


def grid_texts(grid: Grid) -> list[list[str]]:
    """Texts of the cells by row."""
    return [[cell.text for cell in grid.row(r)] for r in range(grid.n_rows)]


def only_grid(document: Document) -> Grid:
    """The grid of a document that has one."""
    (grid,) = document.grids
    return grid


def body(document: Document) -> list[str]:
    """Texts of the paragraphs, furniture left out."""
    return [document.text[p.start : p.end] for p in document.paragraphs]


def refusal(data: bytes) -> Unreadable:
    """Why the reader refuses a PDF."""
    with pytest.raises(Unreadable) as caught:
        read_pdf(data)
    return caught.value
