"""A Document of a format that is written, not printed: paragraphs and tables, each with its locator.

Readers add what they meet in reading order. Canonical text is then as that of a PDF: blocks end with a line
feed, a tab parts the cells of a row, a line feed parts rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate

from extractors.document import Block, Document, Grid, GridCell, Link, Paragraph, ParagraphRole, Place, Reject
from extractors.errors import Unreadable
from extractors.frozen import frozen, replaced
from extractors.locators import Locators
from extractors.written.caption_rows import caption_rows
from extractors.written.cell_words import mended
from extractors.written.column_widths import column_widths

COLUMN_WIDTH = 60.0
"""Points of a column of which nothing is known."""
ROW_HEIGHT = 20.0
MOST_CHARACTERS = 30_000_000
"""Of a document; the longest that we know has three million."""
"""Points; formats that are written have rows as high as their text."""


@frozen
class WrittenCell:
    """A cell as its format has it, anchored at the top-left position of its span."""

    row: int
    col: int
    text: str
    locator: str
    """Its place without the scheme."""
    row_span: int = 1
    col_span: int = 1
    stored: str | None = None
    """The number that the format keeps, where it shows another (rounded, in thousands); null where it is
    shown as it is kept."""


class Manuscript:
    """Grows the text of a document, its blocks, and the place of each part."""

    def __init__(self, scheme: str) -> None:
        """`scheme` is what locators are of: "html", "docx", "xlsx", …"""
        self.scheme = scheme
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._names: list[str] = []
        self._rejects: list[Reject] = []

    @property
    def length(self) -> int:
        """Code points so far: where the next block begins."""
        return self._length

    def paragraph(
        self,
        text: str,
        locator: str,
        *,
        role: ParagraphRole = "body",
        size: float | None = None,
        centred: bool = False,
        bold: bool = False,
    ) -> tuple[int, int] | None:
        """Adds a paragraph without the blanks around it; gives its span, null where it says nothing.

        White space inside becomes single blanks; `size` is the font's, in points.
        """
        text = " ".join(text.split())
        if not text:
            return None
        start = self._length
        self._spot(text, locator)
        lines = ((start, self._length),)
        self._blocks.append(Paragraph(start, self._length, role, size, centred, bold, lines))
        self._add("\n")
        return start, start + len(text)

    def table(
        self,
        cells: Iterable[WrittenCell],
        n_rows: int,
        n_cols: int,
        *,
        engine: str,
        widths: Sequence[float] = (),
        doubtful: tuple[str, ...] = (),
    ) -> None:
        """Adds a grid of cells. They do not overlap; their order is that of rows, then columns.

        `widths` are those of the columns in points, empty where they are not written: then they are judged by
        the texts. A table without text is left out.
        """
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
        if not any(cell.text.strip() for cell in ordered):
            return
        start = self._length
        grid_cells: list[GridCell] = []
        row = ordered[0].row
        for n, cell in enumerate(ordered):
            if n:
                self._add("\t" if cell.row == row else "\n")
            row = cell.row
            text = mended(cell.text)
            begin = self._length
            self._spot(text, cell.locator)
            grid_cells.append(
                GridCell(
                    *(cell.row, cell.col, text, begin, self._length, cell.row_span, cell.col_span),
                    stored=cell.stored,
                )
            )
        own_widths = widths if len(widths) == n_cols else column_widths(grid_cells, n_cols)
        self._blocks.append(
            Grid(
                start=start,
                end=self._length,
                n_rows=n_rows,
                n_cols=n_cols,
                cells=tuple(grid_cells),
                engine=engine,
                x_edges=tuple(accumulate(own_widths, initial=0.0)),
                y_edges=tuple(ROW_HEIGHT * n for n in range(n_rows + 1)),
                doubtful=doubtful,
            )
        )
        self._add("\n")

    def table_with_captions(
        self,
        cells: Sequence[WrittenCell],
        n_rows: int,
        n_cols: int,
        *,
        engine: str,
        widths: Sequence[float] = (),
    ) -> None:
        """As `table`; its rows of title and unit above, and of notes below, become paragraphs."""
        parted = caption_rows(cells, n_rows, n_cols)
        last = n_rows - parted.below
        for cell in cells:
            if cell.row < parted.above:
                self.paragraph(cell.text, cell.locator, centred=cell.col_span >= n_cols)
        body = [replaced(c, row=c.row - parted.above) for c in cells if parted.above <= c.row < last]
        self.table(body, last - parted.above, n_cols, engine=engine, widths=widths)
        for cell in cells:
            if cell.row >= last:
                self.paragraph(cell.text, cell.locator)

    def spans_since(self, start: int) -> dict[str, tuple[int, int]]:
        """Where each place went that was added from `start` on: the span of its text."""
        first = bisect_left(self._starts, start)
        added = zip(self._names[first:], self._starts[first:], self._ends[first:], strict=True)
        return {name: (begin, end) for name, begin, end in added}

    def reject(self, reason: str, raw: str, locator: str | None = None) -> None:
        """Keeps what was seen and is not shown or could not be placed (a hidden row, a drawing)."""
        full = None if locator is None else f"{self.scheme}:{locator}"
        self._rejects.append(Reject(self.scheme, reason, Place(None, None, None, None, full), raw))

    def document(
        self,
        media_type: str,
        *,
        notes: Sequence[str] = (),
        partial: bool = False,
        modified_at: datetime | None = None,
        links: Sequence[Link] = (),
    ) -> Document:
        """The Document of all that was added."""
        return Document(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            media_type=media_type,
            rejects=tuple(self._rejects),
            notes=tuple(notes),
            partial=partial,
            modified_at=modified_at,
            locators=Locators(self.scheme, tuple(self._starts), tuple(self._ends), tuple(self._names)),
            links=tuple(links),
        )

    def _spot(self, text: str, locator: str) -> None:
        self._starts.append(self._length)
        self._add(text)
        self._ends.append(self._length)
        self._names.append(locator)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise Unreadable(
                "too_large",
                f"a document of more than {MOST_CHARACTERS} characters; give it in parts, or it is hostile: "
                "one text shown in many cells",
            )
