"""The one model between formats and meaning.

A reader fills a `Document`; every extractor reads only it. Offsets are Unicode code points over
`Document.text`, 0-based, end exclusive. Boxes are (x0, top, x1, bottom) in PDF points of the page as
displayed (rotation applied), origin top-left. A format without pages has neither pages nor boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
ParagraphRole = Literal["body", "furniture"]
TextOrigin = Literal["native", "text_layer", "ocr", "mixed"]
HEADLESS = "amounts without a head"
MISPLACED = "heads beside their columns"
UNTRUSTED = frozenset({HEADLESS, MISPLACED})
"""Reasons for doubt that leave no column to trust: a table with one of them gives cells and no facts."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: the provenance of every extracted row."""

    page: int | None
    """1-based; null where there are no pages."""
    box: Box | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of `text[start:end]` that reads as one: wrapped lines are already joined."""

    start: int
    end: int
    role: ParagraphRole = "body"
    """`furniture` is what repeats outside the body: running heads, page numbers. No extractor reads it."""
    size: float | None = None
    """Median font size in points; null where the format has none."""
    centred: bool = False
    bold: bool = False
    lines: tuple[tuple[int, int], ...] = ()
    """Spans of the printed lines that were joined; empty where the format has no layout."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Content that is turned on its page: how what is read upright lies on the page as displayed."""

    quarters: int
    """Quarter turns clockwise from the page as displayed to where the content stands upright: 1, 2 or 3."""
    width: float
    height: float
    """Of the page as displayed, in points."""

    def displayed(self, box: Box) -> Box:
        """Where a box of the upright content lies on the page as displayed.

        >>> Turn(1, 600, 800).displayed((0, 0, 10, 30))
        (0, 790, 30, 800)
        """
        x0, top, x1, bottom = box
        if self.quarters == 1:
            return (top, self.height - x1, bottom, self.height - x0)
        if self.quarters == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return (self.width - bottom, x0, self.width - top, x1)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid; `text` is mended (letter-spacing and wraps removed), `start:end` is its span."""

    row: int
    col: int
    text: str
    start: int
    end: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn on one page (or as written in one run of a text file).

    Several grids may be one logical table; that is for the extractors to find out.
    """

    start: int
    end: int
    n_rows: int
    n_cols: int
    cells: tuple[GridCell, ...]
    """By row, then column; each anchored at the top-left position of its span."""
    page: int | None = None
    box: Box | None = None
    engine: str = "text"
    x_edges: tuple[float, ...] = ()
    """The n_cols + 1 vertical rule positions, in points; empty where the format has no layout."""
    y_edges: tuple[float, ...] = ()
    open_above: tuple[int, ...] = ()
    """Columns without a rule above them beside others that have one: a cell of the page before goes on."""
    doubtful: tuple[str, ...] = ()
    """Reasons why the reader does not trust this grid (rule gaps, glyphs over a rule, …)."""
    moved_placeholders: tuple[int, ...] = ()
    """Per row, how many placeholders of merged cells the text export moved to the row end. Where this is
    given, `col` is only the order of the cells in the row; the form's template gives the position back."""
    ruled: bool = True
    """False where the columns are told by what stands above one another: no rules are drawn between them."""
    turn: Turn | None = None
    """How the table is turned on its page: its edges are those of the upright table, `box` as displayed."""

    def row(self, number: int) -> list[GridCell]:
        """The cells anchored in row `number`, left to right."""
        return [c for c in self.cells if c.row == number]

    def cell_box(self, row: int, col: int, row_span: int, col_span: int) -> Box | None:
        """The rules around a cell, as displayed; null where the grid has no layout."""
        if len(self.x_edges) != self.n_cols + 1 or len(self.y_edges) != self.n_rows + 1:
            return None
        right, bottom = min(col + col_span, self.n_cols), min(row + row_span, self.n_rows)
        box = (self.x_edges[col], self.y_edges[row], self.x_edges[right], self.y_edges[bottom])
        return box if self.turn is None else self.turn.displayed(box)


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed."""

    number: int
    width: float
    height: float
    rotation: int = 0
    n_glyphs: int = 0
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was seen and could not be placed: never dropped silently."""

    stage: str
    reason: str
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of the bytes.

    `char_page` (int16, shape (n,)) and `char_box` (float32, shape (n, 4)) give the page and box of every
    character of `text` (n code points); a character that is not printed (a line feed between paragraphs,
    a tab between cells) has page 0 and a NaN box. Both are null for formats without pages.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    text_origin: TextOrigin = "native"
    pages: tuple[Page, ...] = ()
    char_page: NDArray[np.int16] | None = field(default=None, repr=False)
    char_box: NDArray[np.float32] | None = field(default=None, repr=False)
    rejects: tuple[Reject, ...] = ()
    notes: tuple[str, ...] = ()
    """What the receipt should say about the reading (pages without text, decoding repaired, …)."""
    partial: bool = False
    """True when part of the source could not be read; the notes say which."""
    modified_at: datetime | None = None
    """When the file says that it was last changed, UTC; who wrote it may have had no clock."""

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Body paragraphs in reading order, page furniture left out."""
        return (b for b in self.blocks if isinstance(b, Paragraph) and b.role == "body")

    @property
    def grids(self) -> Iterator[Grid]:
        """Grids in reading order."""
        return (b for b in self.blocks if isinstance(b, Grid))

    def place(self, start: int, end: int) -> Place:
        """Page and box of `text[start:end]`; of a span over a page break, the part on its first page.

        >>> Document("abc", (), "text/plain").place(0, 2)
        Place(page=None, box=None, start=0, end=2)
        """
        if self.char_page is None or self.char_box is None or start >= end:
            return Place(None, None, start, end)
        pages = self.char_page[start:end]
        printed = pages > 0
        if not printed.any():
            return Place(None, None, start, end)
        page = int(pages[printed][0])
        boxes = self.char_box[start:end][pages == page]
        low, high = boxes.min(axis=0), boxes.max(axis=0)
        return Place(page, (float(low[0]), float(low[1]), float(high[2]), float(high[3])), start, end)
