"""Pages of an invented PDF: running text, ruled tables, and where each thing came to stand."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.generator.marked import Truth, money, take_marks

FONT, LATIN = "Sample", "Helvetica"
pdfmetrics.registerFont(TTFont(FONT, str(Path(__file__).with_name("font.ttf"))))
A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
Rules = Literal["lines", "rectangles"]


@dataclass
class Cell:
    """A cell to draw: its text, how far it spans, how it is aligned."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    align: Literal["left", "centre", "right"] = "left"


@dataclass
class Placed:
    """A cell as it was drawn."""

    page: int
    row: int
    col: int
    cell: Cell


class Paper:
    """A canvas that keeps page number and height, and writes text and tables from the top down."""

    def __init__(self, path: Path, size: tuple[float, float], truth: Truth, rules: Rules = "lines") -> None:
        # Uncompressed: what a compressor writes differs between its versions, the samples must not.
        self.canvas = Canvas(str(path), pagesize=size, pageCompression=0, invariant=1)
        self.canvas.setTitle(truth.file)
        self.width, self.height = size
        self.truth, self.rules = truth, rules
        self.margin, self.page, self.y = 60.0, 1, size[1] - 70.0

    def next_page(self) -> None:
        """Numbers the page and begins the next."""
        self._page_number()
        self.canvas.showPage()
        self.page += 1
        self.y = self.height - 70.0

    def save(self) -> None:
        """Numbers the last page and writes the file; the truth learns how many pages there are."""
        self._page_number()
        self.canvas.showPage()
        self.canvas.save()
        self.truth.document["page_count"] = self.page

    def centred(self, text: str, size: float = 12, gap: float = 2.0) -> None:
        """A line in the middle; what follows stands `gap` times its size below."""
        self._write(self.width / 2 - width(text, size) / 2, self.y, text, size)
        self.y -= size * gap

    def right(self, text: str, size: float = 9) -> None:
        """A line at the right margin, such as the unit above a table."""
        self._write(self.width - self.margin - width(text, size), self.y, text, size)
        self.y -= size * 1.6

    def line(self, text: str, size: float = 11, indent: float = 0) -> None:
        """A line at the left margin, `indent` points further in."""
        self._write(self.margin + indent, self.y, text, size)
        self.y -= size * 1.7

    def heading(
        self, level: int, kind: str, number: str | None, title: str, printed: str, indent: float = 22
    ) -> None:
        """A heading as `printed`; its level, kind, number and title go into the truth."""
        self.truth.sections.append(
            {"page": self.page, "level": level, "kind": kind, "number_raw": number, "title": title}
        )
        self.line(printed, indent=indent)

    def paragraph(self, marked: str, place: str = "body", size: float = 11) -> None:
        """Prose, indented by two characters and wrapped at the right margin as Chinese is: anywhere but
        inside a number and before a closing mark."""
        text = take_marks(marked, place, self.truth, {"page": self.page})
        room = self.width - 2 * self.margin
        line, x, indent = "", 2 * size, 2 * size
        for piece in _unbreakable(text):
            wide = width(piece, size)
            if x + wide > room and piece not in "，。；：、）”":
                self.line(line, size, indent)
                line, x, indent = "", 0.0, 0.0
            line += piece
            x += wide
        self.line(line, size, indent)

    def title(self, title: str, unit: str) -> None:
        """A table's title and the unit of its amounts."""
        self.centred(title, 14, 1.6)
        self.truth.sections.append(
            {"page": self.page, "level": None, "kind": "table_title", "number_raw": None, "title": title}
        )
        self.right(f"单位：{unit}")

    def fact(self, page: int, measure: str, role: str, printed: str, yuan: int, **dims: str) -> None:
        """What a cell of a table states; blank cells state nothing. `yuan` is the worth of its unit."""
        if printed == "":
            return
        self.truth.facts.append(
            {
                "source_kind": "table",
                "measure": measure,
                "role": role,
                "function_code": dims.get("function_code"),
                "economic_code": dims.get("economic_code"),
                "value_yuan": money(Decimal(printed.replace(",", "")) * yuan),
                "page": page,
            }
        )

    def table(
        self,
        columns: list[float],
        rows: list[list[Cell]],
        *,
        size: float = 8,
        height: float = 17,
        break_before: tuple[int, ...] = (),
    ) -> list[Placed]:
        """Draws a ruled table and gives its cells with their places.

        `break_before` are rows that begin a new page: continued tables repeat neither title nor header.
        """
        left = (self.width - sum(columns)) / 2
        edges = [left]
        for column in columns:
            edges.append(edges[-1] + column)
        placed: list[Placed] = []
        drawn: set[tuple[int, ...]] = set()
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(rows):
            if r in break_before:
                self.next_page()
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                taken.update((r + i, c + j) for i in range(cell.rows) for j in range(cell.columns))
                self._cell(cell, edges[c], edges[c + cell.columns], self.y, cell.rows * height, size, drawn)
                placed.append(Placed(self.page, r, c, cell))
                c += cell.columns
            self.y -= height
        self.y -= 14
        return placed

    def _cell(
        self,
        cell: Cell,
        x0: float,
        x1: float,
        top: float,
        height: float,
        size: float,
        drawn: set[tuple[int, ...]],
    ) -> None:
        for rule in (
            (x0, top, x1, top),
            (x0, top - height, x1, top - height),
            (x0, top, x0, top - height),
            (x1, top, x1, top - height),
        ):
            key = (self.page, *(round(v * 10) for v in rule))
            if key not in drawn:  # neighbours share their rule
                drawn.add(key)
                self._rule(*rule)
        lines = cell.text.split("\n")
        y = top - height / 2 - size * 0.36 + (len(lines) - 1) * size * 0.6
        for text in lines:
            room = x1 - x0 - 6 - width(text, size)
            x = x0 + 3 + {"left": 0.0, "centre": room / 2, "right": room}[cell.align]
            self._write(x, y, text, size)
            y -= size * 1.2

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.rules == "lines":
            self.canvas.setLineWidth(0.5)
            self.canvas.line(x0, y0, x1, y1)
        else:  # as word processors do it: a filled rectangle half a point thick
            self.canvas.rect(
                min(x0, x1), min(y0, y1), abs(x1 - x0) or 0.5, abs(y1 - y0) or 0.5, stroke=0, fill=1
            )

    def _page_number(self) -> None:
        self.canvas.setFont(LATIN, 9)
        self.canvas.drawCentredString(self.width / 2, 30, f"- {self.page} -")

    def _write(self, x: float, y: float, text: str, size: float) -> None:
        """Chinese in the embedded font, digits and Latin in another, as word processors set it."""
        for run in _runs(text):
            font = LATIN if _is_latin(run[0]) else FONT
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, run)
            x += pdfmetrics.stringWidth(run, font, size)


def width(text: str, size: float) -> float:
    """Printed width in points."""
    return sum(pdfmetrics.stringWidth(r, LATIN if _is_latin(r[0]) else FONT, size) for r in _runs(text))


def _runs(text: str) -> list[str]:
    """`text` in runs that are Latin or not."""
    return ["".join(group) for _, group in itertools.groupby(text, key=_is_latin)]


def _is_latin(char: str) -> bool:
    """ASCII, and the quotation marks that the Chinese font lacks."""
    return char.isascii() or char in "“”"


def _unbreakable(text: str) -> list[str]:
    """Characters, with runs of digits and their signs kept together."""
    pieces: list[str] = []
    for char in text:
        if pieces and char in "0123456789.,%" and pieces[-1][-1] in "0123456789.,":
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def text_row(*texts: str, align: Literal["left", "centre", "right"] = "centre") -> list[Cell]:
    """A row of cells of one line each, all aligned alike."""
    return [Cell(t, align=align) for t in texts]


def table_truth(paper: Paper, canonical: str, unit: str, placed: list[Placed], **more: Any) -> None:
    """Writes what `Paper.table` placed into the truth; cells set to the right are those for amounts."""
    yuan = {"元": 1, "万元": 10_000}[unit]
    cells = []
    for at in placed:
        text = at.cell.text.replace(" ", "").replace("\n", "")
        cell: dict[str, Any] = {"page": at.page, "row": at.row, "col": at.col, "text": text}
        if at.cell.align == "right":
            value = Decimal(text.replace(",", "")) if text else None
            cell["value_yuan"] = money(value * yuan) if value is not None else None
            cell["value_state"] = "blank" if value is None else "printed" if value else "printed_zero"
        cells.append(cell)
    paper.truth.tables.append(
        {
            "canonical_table": canonical,
            "unit_raw": unit,
            "pages": sorted({at.page for at in placed}),
            "is_declared_empty": False,
            "note_raw": None,
            **more,
            "cells": cells,
        }
    )
