"""The one model between formats and meaning.

A reader fills a `Document`; every extractor reads only it. Offsets are Unicode code points over
`Document.text`, 0-based, end exclusive. Boxes are (x0, top, x1, bottom) in PDF points of the page as
displayed (rotation applied), origin top-left. A format without pages has neither pages nor boxes; its places
are locators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extractors.frozen import frozen
from extractors.locators import Locators
from extractors.printed_text import PrintedText

Box = tuple[float, float, float, float]
ParagraphRole = Literal["body", "furniture"]
TextOrigin = Literal["native", "text_layer", "ocr", "mixed"]
OcrMode = Literal["auto", "always", "never"]
"""Which pages are read by OCR: those without a text layer that can be trusted, all, or none."""
HEADLESS = "amounts without a head"
MISPLACED = "heads beside their columns"
UNTRUSTED = frozenset({HEADLESS, MISPLACED})
"""Reasons for doubt that leave no column to trust: a table with one of them gives cells and no facts."""


@frozen
class Place:
    """Where something is printed: the provenance of every extracted row."""

    page: int | None
    """1-based; null where there are no pages."""
    box: Box | None
    start: int | None
    end: int | None
    locator: str | None = None
    """Where it stands in a format whose places are not pages (`extractors.locators`)."""


@frozen
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

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the page when its content stands upright, in points."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def all_displayed(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """`displayed` of n boxes, shape (n, 4)."""
        return np.column_stack(self.displayed(tuple(boxes.T)))


@dataclass(frozen=True, slots=True)
class Warp:
    """Content that was made straight before it was read: how it lies on the page as displayed."""

    matrix: tuple[float, ...]
    """Nine numbers, row by row: from points of the content, as homogeneous columns, to points of the page."""
    width: float
    height: float
    """Of the content when it stands straight, in points."""

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the content, in points."""
        return self.width, self.height

    def displayed(self, box: Box) -> Box:
        """The smallest box on the page as displayed around a box of the content.

        >>> Warp((2, 0, 10, 0, 2, 20, 0, 0, 1), 100, 100).displayed((0, 0, 10, 30))
        (10.0, 20.0, 30.0, 80.0)
        """
        x0, top, x1, bottom = self.all_displayed(np.asarray((box,), dtype=np.float64))[0].tolist()
        return x0, top, x1, bottom

    def all_displayed(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """`displayed` of n boxes, shape (n, 4)."""
        a, b, c, d, e, f, g, h, i = self.matrix
        x, y = boxes[:, (0, 2, 0, 2)], boxes[:, (1, 1, 3, 3)]
        depth = g * x + h * y + i
        shown_x, shown_y = (a * x + b * y + c) / depth, (d * x + e * y + f) / depth
        return np.column_stack(
            (shown_x.min(axis=1), shown_y.min(axis=1), shown_x.max(axis=1), shown_y.max(axis=1))
        )


@frozen
class GridCell:
    """One cell of a grid; `text` is mended (letter-spacing and wraps removed), `start:end` is its span."""

    row: int
    col: int
    text: str
    start: int
    end: int
    row_span: int = 1
    col_span: int = 1
    stored: str | None = None
    """The number that the format keeps where it shows another (rounded by the cell's format); else null."""


@frozen
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
    turn: Turn | Warp | None = None
    """How the table lies on its page where it was turned or straightened for reading: its edges are those of
    the upright table, `box` as displayed."""

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


@frozen
class Page:
    """One page as displayed."""

    number: int
    width: float
    height: float
    rotation: int = 0
    n_glyphs: int = 0
    has_image: bool = False
    origin: TextOrigin = "native"
    """Where its characters come from: "native" print, or "ocr"."""


@frozen
class Candidate:
    """A string that a recogniser gives for a picture, and how probable it is."""

    text: str
    probability: float


@frozen
class Reading:
    """What recognisers make of one number, code or label of a scanned page, and what it was taken for.

    `text[start:end]` of its document is what stands; `raw` is what was read first. They differ where a
    reading was repaired.
    """

    start: int
    end: int
    raw: str
    candidates: tuple[Candidate, ...] = ()
    """The most probable first; `raw` is among them."""
    repaired_by: tuple[str, ...] = ()
    """What chose it, each by itself: codes of identities, names of lists, or second_look and grammar, which
    prove nothing; empty where it stands as it was read."""
    doubtful: bool = False
    """Readings disagree, or none is probable enough, and nothing decided."""


@frozen
class Link:
    """A file that a source attaches and that is a source of its own."""

    title: str
    """The text of the link, or the name of the file."""
    target: str
    """As it is written."""
    address: str | None = None
    """Where that leads, where the source says where it is published itself."""
    kind: str | None = None
    """As the name of the file ends: pdf, docx, xls, zip, …; null where it has none."""
    start: int | None = None
    end: int | None = None
    locator: str | None = None


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
    char_confidence: NDArray[np.float32] | None = field(default=None, repr=False)
    """How probable each character of `text` is by the model that read it, shape (n,); NaN for print and for
    what is not printed. Null where nothing was recognised."""
    readings: tuple[Reading, ...] = ()
    """What was looked at a second time on scanned pages, by start; their spans do not overlap."""
    locators: Locators | None = field(default=None, repr=False)
    """Where each part of the text stands in its source; null for formats whose places are pages alone."""
    links: tuple[Link, ...] = ()
    """Files that it attaches, in its order."""
    converted_by: str | None = None
    """The program with its version that made of the source what was read; null where none did."""
    is_notice: bool = False
    """True where the source states no amount: it only announces or links to what is disclosed elsewhere."""
    _printed: list[PrintedText] = field(default_factory=list, init=False, repr=False, compare=False)
    """Made when a place is first asked for."""

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
        Place(page=None, box=None, start=0, end=2, locator=None)
        """
        prints = self._printed_text()
        locator = None if self.locators is None else self.locators.of(start, end)
        if prints is None or start >= end:
            return Place(None, None, start, end, locator)
        return Place(*prints.where(start, end), start, end, locator)

    def places(self, starts: Sequence[int], ends: Sequence[int]) -> list[Place]:
        """`place` of each span, in one pass.

        >>> [p.end for p in Document("abc", (), "text/plain").places([0, 1], [2, 3])]
        [2, 3]
        """
        prints = self._printed_text()
        if prints is None or self.locators is not None:
            return [self.place(start, end) for start, end in zip(starts, ends, strict=True)]
        where = prints.of_spans(starts, ends)
        return [Place(*w, start, end) for w, start, end in zip(where, starts, ends, strict=True)]

    def page_of(self, start: int, end: int) -> int | None:
        """The page of `place`, without its box."""
        prints = self._printed_text()
        return None if prints is None else prints.page_of(start, end)

    def _printed_text(self) -> PrintedText | None:
        if self.char_page is None or self.char_box is None:
            return None
        if not self._printed:
            for array in (self.char_page, self.char_box):
                array.flags.writeable = False  # who changes a Document makes another (`replace`)
            self._printed.append(PrintedText(self.char_page, self.char_box))
        return self._printed[0]
