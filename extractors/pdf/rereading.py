"""The pages of one PDF, read again by other engines and put together in any choice of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType

from extractors.document import Document
from extractors.pdf import pdfium
from extractors.pdf.blocks import assemble
from extractors.pdf.cell_text import cell_sequences
from extractors.pdf.engines import NoOpinion, read_with
from extractors.pdf.fonts import Fonts
from extractors.pdf.omitted import Omitted
from extractors.pdf.page import PageContent
from extractors.pdf.reader import read_pages
from extractors.pdf.scanned import read_scanned

EDGE_TOLERANCE = 4.0
"""Points by which two engines may place the same edge of a cell apart."""

_Cell = tuple[str, float, float, float, float]


class Rereading:
    """Other readings of the pages of a PDF; a context manager, for the file stays open.

    `document` is what PDFium gave of all pages, `kept` what it saw of them. Pages are read once by each
    engine, when they are first asked for; by PDFium those that are not kept. Pages that were recognised stay
    as they are: no other engine can read a picture.
    """

    def __init__(self, data: bytes, document: Document, kept: Sequence[PageContent] = ()) -> None:
        self._document = pdfium.open_pdf(data)
        self._omitted = Omitted(data)
        self._fonts = Fonts()
        self._ours: dict[int, PageContent | None] = {content.page.number: content for content in kept}
        self._unruled = {grid.page: grid.x_edges if not grid.ruled else None for grid in document.grids}
        """Per page, the column edges of a table without rules at its end."""
        self._recognised = {page.number for page in document.pages if page.origin == "ocr"}
        self._theirs: dict[tuple[int, str], PageContent | None] = {}
        self._printed: dict[tuple[int, str], list[_Cell] | None] = {}
        self._alike: dict[tuple[int, str, str], bool] = {}

    def __enter__(self) -> Rereading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def has_opinion(self, number: int, engine: str) -> bool:
        """Does the engine find tables on page `number` (1-based)?"""
        return self._reading(number, engine) is not None

    def agree(self, number: int, first: str, second: str) -> bool:
        """Do two engines give the same cells on a page: the same texts in boxes that differ by no more than
        `EDGE_TOLERANCE`? Empty cells do not count."""
        left, right = self._cells_of(number, first), self._cells_of(number, second)
        if left is None or right is None:
            return False
        key = (number, first, second)
        if key not in self._alike:
            self._alike[key] = _same(left, right)
        return self._alike[key]

    def _cells_of(self, number: int, engine: str) -> list[_Cell] | None:
        """The cells that an engine sees on a page; null where it has no opinion."""
        key = (number, engine)
        if key not in self._printed:
            content = self._reading(number, engine)
            self._printed[key] = None if content is None else _cells(content)
        return self._printed[key]

    def document(self, choice: Mapping[int, str]) -> Document:
        """The Document with the pages of `choice` read by the engine named there, all others by PDFium."""
        contents: list[PageContent] = []
        failed: list[int] = []
        for number in range(1, len(self._document) + 1):
            content = self._reading(number, choice.get(number, "pdfium")) or self._reading(number, "pdfium")
            if content is None:
                failed.append(number)
            else:
                contents.append(content)
        return assemble(contents, failed)

    def _reading(self, number: int, engine: str) -> PageContent | None:
        if number not in self._ours:
            pages, _ = read_pages(self._document, self._omitted, [number], self._unruled.get(number - 1))
            ours = pages[0] if pages else None
            if ours is not None and number in self._recognised:  # whoever kept no pages pays for it here
                ours = read_scanned(self._document, number, ours)
            self._ours[number] = ours
        ours = self._ours[number]
        if engine == "pdfium" or ours is None:
            return ours
        key = (number, engine)
        if key not in self._theirs:
            try:
                self._theirs[key] = read_with(engine, self._document, number, ours, self._fonts)
            except NoOpinion:
                self._theirs[key] = None
        return self._theirs[key]


def _cells(content: PageContent) -> list[_Cell]:
    """Text, without white space, and box of each cell that is not empty."""
    cells: list[_Cell] = []
    for grid in content.grids:
        xs, ys = grid.lattice.x_edges, grid.lattice.y_edges
        sequences = cell_sequences(content.glyphs, grid.cell_glyphs)
        for cell, sequence in zip(grid.lattice.cells, sequences, strict=True):
            text = "".join(content.glyphs.chars[g] for g in sequence if g >= 0)
            if text.strip():
                box = (xs[cell.col], ys[cell.row], xs[cell.col + cell.col_span], ys[cell.row + cell.row_span])
                cells.append(("".join(text.split()), *box))
    return sorted(cells)


def _same(first: list[_Cell], second: list[_Cell]) -> bool:
    if len(first) != len(second):
        return False
    left = list(second)
    for text, *box in first:
        near = next(
            (
                k
                for k, (other, *edges) in enumerate(left)
                if other == text
                and all(abs(a - b) <= EDGE_TOLERANCE for a, b in zip(box, edges, strict=True))
            ),
            None,
        )
        if near is None:
            return False
        left.pop(near)
    return True
