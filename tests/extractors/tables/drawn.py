"""Documents drawn by hand for tests: paragraphs and ruled grids with pages, boxes and spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph
from extractors.tables.body import Body, body_of
from extractors.tables.header_rows import find_header
from extractors.tables.sheets import Sheet, lay_out

ROW_HEIGHT = 20.0
COLUMN_WIDTH = 60.0

Entry = str | tuple[str, int, int] | None
"""A cell: its text; or text, row span and column span; or null for each place that a span covers."""


@dataclass(frozen=True)
class Drawn:
    """A grid to draw: rows of entries on a page."""

    rows: Sequence[Sequence[Entry]]
    page: int = 1
    x_edges: tuple[float, ...] = ()


def document(*blocks: str | Drawn) -> Document:
    """A PDF-like document; a string is a body paragraph on the page of the next grid."""
    text = ""
    made: list[Block] = []
    char_page: list[int] = []
    char_box: list[tuple[float, float, float, float]] = []

    def put(piece: str, page: int, box: tuple[float, float, float, float]) -> tuple[int, int]:
        nonlocal text
        start = len(text)
        text += piece + "\n"
        char_page.extend([page] * len(piece) + [0])
        char_box.extend([box] * len(piece) + [(float("nan"),) * 4])
        return start, start + len(piece)

    page = 1
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            following = next((b.page for b in blocks[number:] if isinstance(b, Drawn)), page)
            made.append(Paragraph(*put(block, following, (50.0, 30.0, 400.0, 40.0))))
            continue
        page = block.page
        n_cols = len(block.rows[0])
        edges = block.x_edges or tuple(50.0 + COLUMN_WIDTH * i for i in range(n_cols + 1))
        tops = tuple(100.0 + ROW_HEIGHT * i for i in range(len(block.rows) + 1))
        begin = len(text)
        cells: list[GridCell] = []
        for r, row in enumerate(block.rows):
            col = 0
            for entry in row:
                if entry is None:
                    col += 1
                    continue
                content, row_span, col_span = entry if isinstance(entry, tuple) else (entry, 1, 1)
                box = (edges[col], tops[r], edges[col + col_span], tops[r + row_span])
                cells.append(GridCell(r, col, content, *put(content, page, box), row_span, col_span))
                col += 1
        made.append(
            Grid(
                begin,
                len(text),
                len(block.rows),
                n_cols,
                tuple(cells),
                page,
                (edges[0], tops[0], edges[-1], tops[-1]),
                "pdfium",
                edges,
                tops,
            )
        )
    return Document(
        text,
        tuple(made),
        "application/pdf",
        "text_layer",
        tuple(Page(n, 595.0, 842.0) for n in range(1, page + 1)),
        np.asarray(char_page, dtype=np.int16),
        np.asarray(char_box, dtype=np.float32).reshape(-1, 4),
    )


def sheet_of(*pages: Sequence[Sequence[Entry]]) -> Sheet:
    """The sheet of a table that is drawn on these pages."""
    return lay_out(list(document(*(Drawn(rows, n) for n, rows in enumerate(pages, 1))).grids))


def drawn_body(*pages: Sequence[Sequence[Entry]]) -> Body:
    """The body of a table that is drawn on these pages, below the header that is found in it."""
    sheet = sheet_of(*pages)
    return body_of(sheet, find_header(sheet, 0, sheet.first_rows[1:]))
