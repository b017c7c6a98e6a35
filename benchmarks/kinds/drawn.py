"""Documents from drawings in text: a line with bars is a row of a table, any other line is a paragraph.

`<` goes on the cell to the left, `^` the cell above. Spaces before a name are its indentation: a dot each
(`..基本工资`) moves the name to the right by so many half characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph

COLUMN_WIDTH, ROW_HEIGHT, SIZE = 90.0, 16.0, 9.0
LEFT = 40.0
_NO_BOX = (float("nan"),) * 4


@dataclass(frozen=True, slots=True)
class _Entry:
    row: int
    col: int
    text: str
    indent: int
    rows: int
    cols: int


def document(drawing: str) -> Document:
    """The document of a drawing; every table stands on a page of its own."""
    return _Drawing().read(drawing)


class _Drawing:
    def __init__(self) -> None:
        self.text = ""
        self.pages: list[int] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.blocks: list[Block] = []
        self.page, self.y = 1, 40.0

    def read(self, drawing: str) -> Document:
        rows: list[list[str]] = []
        for line in [*drawing.strip().splitlines(), ""]:
            if "|" in line:
                rows.append([cell.strip() for cell in line.split("|")])
                continue
            if rows:
                self.grid(rows)
                rows = []
            if line.strip():
                self.paragraph(line.strip())
        width = LEFT * 2 + COLUMN_WIDTH * 20
        pages = tuple(Page(n, width, 1000.0) for n in range(1, self.page + 1))
        boxes = np.asarray(self.boxes, dtype=np.float32).reshape(-1, 4)
        numbers = np.asarray(self.pages, dtype=np.int16)
        return Document(self.text, tuple(self.blocks), "application/pdf", "text_layer", pages, numbers, boxes)

    def paragraph(self, line: str) -> None:
        self.blocks.append(Paragraph(*self.put(line, LEFT, self.y)))
        self.y += ROW_HEIGHT

    def put(self, piece: str, x: float, y: float) -> tuple[int, int]:
        start = len(self.text)
        for char in piece:
            wide = SIZE if ord(char) > 0x2000 else SIZE / 2
            self.boxes.append((x, y, x + wide, y + SIZE))
            x += wide
        self.text += piece + "\n"
        self.pages += [self.page] * len(piece) + [0]
        self.boxes.append(_NO_BOX)
        return start, start + len(piece)

    def grid(self, rows: list[list[str]]) -> None:
        begin, top = len(self.text), self.y
        n_cols = max(map(len, rows))
        edges = tuple(LEFT + COLUMN_WIDTH * k for k in range(n_cols + 1))
        tops = tuple(top + ROW_HEIGHT * k for k in range(len(rows) + 1))
        cells = [
            GridCell(
                e.row, e.col, e.text,
                *self.put(e.text, edges[e.col] + 2 + e.indent * SIZE / 2, tops[e.row] + 3),
                e.rows, e.cols,
            )
            for e in _entries(rows)
        ]  # fmt: skip
        box = (edges[0], tops[0], edges[-1], tops[-1])
        self.blocks.append(
            Grid(
                begin, len(self.text), len(rows), n_cols, tuple(cells), self.page, box, "pdfium", edges, tops
            )
        )
        self.page, self.y = self.page + 1, 40.0


def _entries(rows: list[list[str]]) -> list[_Entry]:
    found: list[_Entry] = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            cols = down = 1
            while c + cols < len(row) and row[c + cols] == "<":
                cols += 1
            while r + down < len(rows) and c < len(rows[r + down]) and rows[r + down][c] == "^":
                down += 1
            bare = text.lstrip(".")
            found.append(_Entry(r, c, bare, len(text) - len(bare), down, cols))
    return found
