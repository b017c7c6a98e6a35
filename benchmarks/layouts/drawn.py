"""Sheets drawn with reportlab: every rule and every glyph where the layout wants it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Book, Cell, Row, Sheet, caption_rows, is_amount, placed

TRUETYPE = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
"""A Chinese font with TrueType outlines, which alone reportlab embeds."""
PLAIN, EMBEDDED = "STSong-Light", "embedded"
MARGIN, PAD, LINE = 40.0, 2.0, 1.25


def missing() -> str | None:
    """What this printer lacks, as a sentence."""
    return None if TRUETYPE.exists() else f"no font at {TRUETYPE}: apt-get install fonts-wqy-zenhei"


def print_book(book: Book, layout: Layout) -> bytes:
    """The PDF of a book."""
    pdfmetrics.registerFont(UnicodeCIDFont(PLAIN))
    font = PLAIN
    if layout.embedded:
        pdfmetrics.registerFont(TTFont(EMBEDDED, str(TRUETYPE)))
        font = EMBEDDED
    paper = _Paper(layout, font)
    paper.lines(book)
    for n, sheet in enumerate(book.sheets, 1):
        if layout.per_page == 1 or n % layout.per_page == 1 or sheet.is_form:
            paper.new_page()
        paper.sheet(sheet, n)
    return paper.finish()


@dataclass(slots=True)
class _Set:
    """A cell set in lines."""

    row: int
    col: int
    cell: Cell
    lines: list[str]


class _Paper:
    def __init__(self, layout: Layout, font: str) -> None:
        self.layout, self.font = layout, font
        turned = layout.landscape or layout.rotate
        self.width, self.height = (842.0, 595.0) if turned else (595.0, 842.0)
        self.out = io.BytesIO()
        # reportlab itself swaps the sides of a rotated page
        self.canvas = Canvas(self.out, pagesize=(self.width, self.height), invariant=1)
        self.y = 0.0
        self._begin()

    def _begin(self) -> None:
        if self.layout.rotate:
            self.canvas.setPageRotation(self.layout.rotate)
            turn = (0, 1, -1, 0, 595, 0) if self.layout.rotate == 90 else (0, -1, 1, 0, 0, 842)
            self.canvas.transform(*turn)
        self.y = self.height - MARGIN

    def new_page(self) -> None:
        self.canvas.showPage()
        self._begin()

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()

    def _text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, y, text)

    def _width(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, size))

    def lines(self, book: Book) -> None:
        for text in book.cover:
            self.y -= 60
            self._text((self.width - self._width(text, 22)) / 2, self.y, text, 22)
        self.new_page()
        for text in book.intro:
            self.y -= 24
            self._text(MARGIN, self.y, text, 12)

    def sheet(self, sheet: Sheet, number: int) -> None:
        header = list(sheet.header)
        if sheet.is_form or self.layout.unit_place != "inside":
            self.y -= 26
            self._text((self.width - self._width(sheet.title, 15)) / 2, self.y, sheet.title, 15)
            if not sheet.is_form:
                self.y -= 18
                self._text(MARGIN, self.y, f"部门：{sheet.entity}", 9)
                unit = f"单位：{sheet.unit}" if sheet.unit else ""
                self._text(self.width - MARGIN - self._width(unit, 9), self.y, unit, 9)
            self.y -= 6
        else:
            header = [*caption_rows(sheet, number), *header]
        self._table(sheet, header)

    def _table(self, sheet: Sheet, header: list[Row]) -> None:
        rows = [*header, *sheet.body]
        weights = [w * (0.55 if self.layout.narrow and w > 1.9 else 1) for w in sheet.widths]
        full = self.width - 2 * MARGIN
        used = full if len(weights) > 4 else full * 0.85
        widths = [w * used / sum(weights) for w in weights]
        size = self._size(rows, widths)
        cells = [
            _Set(r, c, cell, self._broken(cell, sum(widths[c : c + cell.cols]), size))
            for r, c, cell in placed(rows)
        ]
        tall = 16 if self.layout.numbers == "centre" else 5
        heights = [size * LINE + tall] * len(rows)
        for s in sorted(cells, key=lambda s: s.cell.rows):
            need = len(s.lines) * size * LINE + tall - sum(heights[s.row : s.row + s.cell.rows])
            if need > 0:
                heights[s.row + s.cell.rows - 1] += need
        start, head = 0, len(header)
        limit = None if sheet.is_form else self.layout.page_rows
        split: list[_Set] = []
        while start < len(rows):
            repeated = range(head) if start and self.layout.repeat_header else range(0)
            room = self.y - MARGIN - sum(heights[r] for r in repeated)
            stop = start
            while stop < len(rows) and (limit is None or stop - start < limit) and room >= heights[stop]:
                room -= heights[stop]
                stop += 1
            stop = len(rows) if stop == start and room > 300 else stop
            if stop > start:
                self._rows(cells, [*repeated, *range(start, stop)], heights, widths, size, (head, split))
            split = []
            if self.layout.split_rows and stop < len(rows):
                split = self._split(cells, stop - 1)
            start = stop
            if start < len(rows):
                self.new_page()

    @staticmethod
    def _split(cells: list[_Set], row: int) -> list[_Set]:
        """The lower halves of a row whose last lines go to the next page."""
        return [_Set(s.row, s.col, s.cell, s.lines[1:]) for s in cells if s.row == row]

    def _size(self, rows: Sequence[Row], widths: list[float]) -> float:
        size = 10.0
        wrapped = self.layout.numbers == "wrapped"
        for _, col, cell in placed(rows):
            room = sum(widths[col : col + cell.cols]) - 2 * PAD
            spaces = 0.3 * len(cell.text) if self.layout.spaced_digits else 0
            while (
                size > 5
                and is_amount(cell.text)
                and not wrapped
                and self._width(cell.text, size) + spaces * size > room
            ):
                size -= 0.5
        return size if not wrapped else 8.0

    def _broken(self, cell: Cell, width: float, size: float) -> list[str]:
        if is_amount(cell.text) and self.layout.numbers != "wrapped":
            return [cell.text]
        room = width - 2 * PAD - cell.indent * size
        lines, line = [], ""
        for char in cell.text:
            if line and self._width(line + char, size) > room:
                lines.append(line)
                line = "" if char == " " else char
            else:
                line += char
        return [*lines, line]

    def _rows(
        self,
        cells: list[_Set],
        rows: list[int],
        heights: list[float],
        widths: list[float],
        size: float,
        parts: tuple[int, list[_Set]],
    ) -> None:
        head, split = parts
        more = [max((len(s.lines) for s in split), default=0) * size * LINE + 5] if split else []
        tops = [self.y]
        for h in [*more, *(heights[r] for r in rows)]:
            tops.append(tops[-1] - h)
        xs = [MARGIN]
        for w in widths:
            xs.append(xs[-1] + w)
        position = {r: n + len(more) for n, r in enumerate(rows)}
        n_head = sum(1 for r in rows if r < head) + 0
        last = rows[-1] if self.layout.split_rows and rows[-1] + 1 < len(heights) else -1
        drawn: list[tuple[int, int, int, int]] = []
        here = [
            (s, position[s.row], min(s.cell.rows, len(tops) - 1 - position[s.row]))
            for s in cells
            if s.row in position
        ]
        here += [(s, 0, 1) for s in split]
        for s, top, span in here:
            drawn.append((top, s.col, top + span, s.col + s.cell.cols))
            box = (xs[s.col], tops[top], xs[s.col + s.cell.cols], tops[top + span])
            if self.layout.rules == "shaded" and s.row < head:
                self.canvas.setFillGray(0.85)
                self.canvas.rect(box[0], box[3], box[2] - box[0], box[1] - box[3], stroke=0, fill=1)
                self.canvas.setFillGray(0)
            lines = s.lines[:1] if s.row == last and s not in split else s.lines
            self._cell(s.cell, lines, box, size)
        self._draw_rules(drawn, xs, tops, n_head + len(more))
        self.y = tops[-1]

    def _cell(
        self, cell: Cell, lines: list[str], box: tuple[float, float, float, float], size: float
    ) -> None:
        x0, top, x1, bottom = box
        y = (top + bottom) / 2 + len(lines) * size * LINE / 2 - size
        if self.layout.valign == "top":
            y = top - PAD - size
        elif self.layout.valign == "bottom":
            y = bottom + PAD + (len(lines) - 1) * size * LINE + 0.25 * size
        for line in lines:
            width = self._width(line, size)
            x = x0 + PAD + cell.indent * size
            if cell.align == "centre":
                x = (x0 + x1 - width) / 2
            elif cell.align == "right":
                x = x1 - PAD - width
            if line and self.layout.spaced_digits and is_amount(line):
                spacing = 0.3 * size
                self.canvas.setFont(self.font, size)
                back = {"left": 0.0, "centre": 0.5, "right": 1.0}[cell.align] * spacing * (len(line) - 1)
                self.canvas.drawString(x - back, y, line, charSpace=spacing)
            elif line:
                self._text(x, y, line, size)
            y -= size * LINE

    def _draw_rules(
        self, cells: list[tuple[int, int, int, int]], xs: list[float], tops: list[float], head: int
    ) -> None:
        rules = self.layout.rules
        n_rows, n_cols = len(tops) - 1, len(xs) - 1
        self.canvas.setLineWidth(0.6)
        if rules in ("none", "shaded"):
            return
        if rules in ("frame", "columns"):
            self.canvas.rect(xs[0], tops[-1], xs[-1] - xs[0], tops[0] - tops[-1])
        if rules == "three_line":
            for k, y in enumerate((tops[0], tops[head], tops[-1])):
                self.canvas.setLineWidth(0.6 if k == 1 else 1.2)
                self._rule(xs[0], y, xs[-1], y)
        for r0, c0, r1, c1 in cells:
            x0, x1, top, bottom = xs[c0], xs[c1], tops[r0], tops[r1]
            if rules == "three_line" and r1 < head and c1 - c0 > 1 and r0 >= 0:
                self._rule(x0 + 3, bottom, x1 - 3, bottom)
            if rules in ("frame", "three_line"):
                continue
            if rules != "columns" or r1 <= head:
                self._rule(x0, bottom, x1, bottom)
                if r0 == 0:
                    self._rule(x0, top, x1, top)
            if rules != "horizontal":
                if c1 < n_cols or rules != "columns":
                    self._rule(x1, bottom, x1, top)
                if c0 == 0:
                    self._rule(x0, bottom, x0, top)
        assert n_rows >= 1

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, rules = self.canvas, self.layout.rules
        if rules == "rectangles":
            canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)
            return
        if rules == "dashed":
            canvas.setDash(3, 2)
        canvas.line(x0, y0, x1, y1)
        if rules == "double":
            shift = (1.5, 0.0) if x0 == x1 else (0.0, 1.5)
            canvas.line(x0 + shift[0], y0 + shift[1], x1 + shift[0], y1 + shift[1])
        canvas.setDash()
