"""Rows of cells on a reportlab page: where each text and each rule goes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from benchmarks.layouts.sheets import Cell, Row, placed

SIZE, HEIGHT, PAD = 8.0, 15.0, 2.0
"""Points: of a text, of a row, and between a text and its rule."""

Stroke = tuple[float, float, float, float]
Ruler = Callable[[Canvas, list[Stroke]], None]


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of a table as one page prints it: some of its rows, some of its columns."""

    rows: Sequence[Row]
    widths: Sequence[float]
    x: float
    y: float
    """The upper left corner, in points of the content."""


def stroke_all(canvas: Canvas, strokes: list[Stroke]) -> None:
    """Plain black rules."""
    canvas.setLineWidth(0.6)
    for stroke in strokes:
        canvas.line(*stroke)


def three_lines(canvas: Canvas, strokes: list[Stroke]) -> None:
    """Only the first, the second and the last horizontal rule."""
    ys = sorted({y0 for _, y0, _, y1 in strokes if y0 == y1}, reverse=True)
    x0, x1 = min(s[0] for s in strokes), max(s[2] for s in strokes)
    for y in (ys[0], ys[1], ys[-1]):
        canvas.line(x0, y, x1, y)


def paint(canvas: Canvas, font: str, patch: Patch, ruler: Ruler = stroke_all) -> float:
    """Draws the patch; gives the ordinate of its lower edge."""
    xs = [patch.x, *(patch.x + w for w in itertools.accumulate(patch.widths))]
    ys = [patch.y - HEIGHT * k for k in range(len(patch.rows) + 1)]
    strokes: set[Stroke] = set()
    texts: list[tuple[float, float, float, str]] = []
    for row, col, cell in placed(patch.rows):
        right, below = min(col + cell.cols, len(xs) - 1), min(row + cell.rows, len(ys) - 1)
        x0, x1, top, bottom = xs[col], xs[right], ys[row], ys[below]
        strokes |= {
            (x0, top, x1, top),
            (x0, bottom, x1, bottom),
            (x0, bottom, x0, top),
            (x1, bottom, x1, top),
        }
        if cell.text:
            size = min(SIZE, SIZE * (x1 - x0 - 2 * PAD) / pdfmetrics.stringWidth(cell.text, font, SIZE))
            texts.append(
                (_start(cell, font, size, x0, x1), (top + bottom) / 2 - 0.35 * SIZE, size, cell.text)
            )
    ruler(canvas, sorted(strokes))
    canvas.setFillGray(0)
    for x, y, size, text in texts:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    return ys[-1]


def _start(cell: Cell, font: str, size: float, x0: float, x1: float) -> float:
    width = pdfmetrics.stringWidth(cell.text, font, size)
    if cell.align == "right":
        return float(x1 - PAD - width)
    if cell.align == "centre":
        return float((x0 + x1 - width) / 2)
    return x0 + PAD


def some_columns(rows: Sequence[Row], keep: Sequence[int]) -> list[Row]:
    """The rows with these columns only; a cell over several is cut, its text stays with its first."""
    out: list[Row] = [[] for _ in rows]
    for row, col, cell in placed(rows):
        kept = [c for c in keep if col <= c < col + cell.cols]
        if kept:
            text = cell.text if kept[0] == col else ""
            out[row].append(Cell(text, len(kept), cell.rows, cell.align, cell.indent))
    return out
