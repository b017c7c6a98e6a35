"""The disclosure as it is printed: a PDF with ruled tables, wrapped cells and tables over page ends."""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.twins.disclosure import Align, Cell, Disclosure, Heading, Line, Prose, Table, placed

FONT = "Twins"
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 56.0
LEADING = 1.25
LONG = 30
"""Headings from this many characters on are set as the paragraphs that they are."""
_SIZES = {1: 15.0, 2: 12.0, 3: 11.0, 4: 11.0}


def as_pdf(disclosure: Disclosure) -> bytes:
    """The bytes of the PDF; the same ones for the same disclosure."""
    _register()
    sheet = _Sheet()
    for block in disclosure.blocks:
        match block:
            case Heading() if len(block.text) >= LONG:
                sheet.prose(block.printed)
            case Heading():
                sheet.line(block.printed, _SIZES[block.level], "left", indent=22 if block.level > 1 else 0)
            case Line():
                sheet.line(block.text, block.size, block.align)
            case Prose():
                sheet.prose(block.text)
            case Table():
                sheet.table(block)
    return sheet.saved()


@cache
def _register() -> None:
    found = find_spec("zhplot")
    if found is None or found.origin is None:
        raise RuntimeError("zhplot, which brings the Chinese font of the twins, is not installed (extra dev)")
    pdfmetrics.registerFont(TTFont(FONT, str(Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf")))


class _Sheet:
    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._canvas = Canvas(self._bytes, pagesize=(WIDTH, HEIGHT), invariant=1)
        self._page, self._y = 1, HEIGHT - 70

    def saved(self) -> bytes:
        self._end_page()
        self._canvas.save()
        return self._bytes.getvalue()

    def line(self, text: str, size: float, align: Align, indent: float = 0) -> None:
        for part in _wrapped(text, size, WIDTH - 2 * MARGIN - indent):
            self._room(size * 1.8)
            self._write(part, MARGIN + indent, WIDTH - MARGIN, self._y, size, align)
            self._y -= size * 1.8

    def prose(self, text: str) -> None:
        for n, part in enumerate(_wrapped("　　" + text, 11, WIDTH - 2 * MARGIN)):
            self._room(19)
            self._write(part.removeprefix("　　"), MARGIN + (22 if n == 0 else 0), WIDTH, self._y, 11, "left")
            self._y -= 19

    def table(self, table: Table) -> None:
        scale = min(1.0, (WIDTH - 2 * MARGIN) / sum(table.widths))
        widths = [w * scale for w in table.widths]
        left = (WIDTH - sum(widths)) / 2
        edges = [left]
        for w in widths:
            edges.append(edges[-1] + w)
        cells = placed(table)
        size = _size(cells, widths, 8.0 if table.n_cols < 10 else 6.5)
        heights = self._heights(table, cells, edges, size)
        whole = any(cell.rows > 1 and r >= table.head_rows for r, _, cell in cells) or not table.head_rows
        self._room(70 + sum(heights if whole else heights[: table.head_rows + 2]))  # forms begin a page
        if table.captions:
            self._write(table.title, 0, WIDTH, self._y, 14, "centre")
            self._y -= 22
            if table.number:
                self._write(table.number, 0, edges[-1], self._y, 9, "right")
                self._y -= 14
            self._write(table.left_caption, left, WIDTH, self._y, 9, "left")
            self._write(table.right_caption, 0, edges[-1], self._y, 9, "right")
            self._y -= 8
        tops = self._tops(heights, cells)
        for r, c, cell in cells:
            page, top = tops[r]
            if page != self._page:
                self._next_page()
            height = sum(heights[r : r + cell.rows])
            self._cell(cell, edges[c], edges[c + cell.cols], top, height, size)
        self._y = tops[-1][1] - heights[-1] - 12
        if table.note:
            self.line(table.note, 9, "left")
        self._y -= 12

    def _tops(self, heights: list[float], cells: list[tuple[int, int, Cell]]) -> list[tuple[int, float]]:
        """Page and top of each row; a row that a cell reaches into stays with the one above."""
        bound = {k for r, _, cell in cells for k in range(r + 1, r + cell.rows)}
        tops: list[tuple[int, float]] = []
        page, y = self._page, self._y
        for r, height in enumerate(heights):
            group = height + sum(heights[k] for k in range(r + 1, len(heights)) if k in bound and k == r + 1)
            if r not in bound and y - group < 60:
                page, y = page + 1, HEIGHT - 70
            tops.append((page, y))
            y -= height
        return tops

    def _heights(
        self, table: Table, cells: list[tuple[int, int, Cell]], edges: list[float], size: float
    ) -> list[float]:
        heights = [size * 2.1] * len(table.rows)
        for r, c, cell in cells:
            room = edges[c + cell.cols] - edges[c] - 6 - cell.indent * size
            lines = sum(len(_wrapped(t, size, room)) for t in cell.text.split("\n"))
            need = lines * size * LEADING + size * 0.9
            have = sum(heights[r : r + cell.rows])
            if need > have:
                heights[r + cell.rows - 1] += need - have
        return heights

    def _cell(self, cell: Cell, x0: float, x1: float, top: float, height: float, size: float) -> None:
        self._canvas.setLineWidth(0.5)
        self._canvas.rect(x0, top - height, x1 - x0, height, stroke=1, fill=0)
        lines = [
            part
            for t in cell.text.split("\n")
            for part in _wrapped(t, size, x1 - x0 - 6 - cell.indent * size)
        ]
        y = top - height / 2 - size * 0.36 + (len(lines) - 1) * size * LEADING / 2
        for text in lines:
            self._write(text, x0 + 3 + cell.indent * size, x1 - 3, y, size, cell.align)
            y -= size * LEADING

    def _write(self, text: str, x0: float, x1: float, y: float, size: float, align: Align) -> None:
        wide = pdfmetrics.stringWidth(text, FONT, size)
        x = {"left": x0, "centre": (x0 + x1 - wide) / 2, "right": x1 - wide}[align]
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, y, text)

    def _room(self, needed: float) -> None:
        if self._y - needed < 60:
            self._next_page()

    def _next_page(self) -> None:
        self._end_page()
        self._page += 1
        self._y = HEIGHT - 70

    def _end_page(self) -> None:
        self._canvas.setFont(FONT, 9)
        self._canvas.drawCentredString(WIDTH / 2, 30, f"- {self._page} -")
        self._canvas.showPage()


def _size(cells: list[tuple[int, int, Cell]], widths: list[float], size: float) -> float:
    """The size at which every number fits its cell."""
    for _, c, cell in cells:
        if cell.number is not None:
            room = sum(widths[c : c + cell.cols]) - 6
            size = min(size, room / max(pdfmetrics.stringWidth(cell.text, FONT, 1), 0.1))
    return max(4.0, int(size * 4) / 4)


def _wrapped(text: str, size: float, room: float) -> list[str]:
    """Lines that fit; numbers are kept whole."""
    pieces: list[str] = []
    for char in text:
        if pieces and (char in "0123456789.,%") and pieces[-1][-1] in "0123456789.,":
            pieces[-1] += char
        else:
            pieces.append(char)
    lines, line = [], ""
    for piece in pieces:
        fits = pdfmetrics.stringWidth(line + piece, FONT, size) <= room
        if line and not fits and piece not in "，。；：、）”":
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]
