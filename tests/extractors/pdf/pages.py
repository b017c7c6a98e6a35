"""Small PDFs that draw what published ones draw, for the reader's tests."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
XS = (60.0, 160.0, 300.0, 420.0, 520.0)
YS = (700.0, 670.0, 640.0, 610.0)
"""Edges of the 3 x 4 grid that the drawers below rule; PDF coordinates, top edge first."""

ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("2010301", "行政运行", "2,946.25", "1,000.05"),
    ("2080505", "养老保险", "0.00", ""),
)
"""Texts for this grid."""

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, password: str | None = None, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF with one page per drawer."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=size, invariant=1, encrypt=encryption)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(
    canvas: Canvas, x: float, y: float, value: str, size: float = 12, spacing: float = 0, font: str = FONT
) -> None:
    """One string; `spacing` points are added after every character. (PDFium leaves a string of a single
    character out of its text when, as here, the font is not embedded.)"""
    canvas.setFont(font, size)
    canvas.drawString(x, y, value, charSpace=spacing)


def cell_texts(canvas: Canvas, rows: Sequence[Sequence[str]], font: str = FONT) -> None:
    """Writes each text 4 points into its cell of the grid."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value:
                canvas.setFont(font, 10)
                canvas.drawString(XS[c] + 4, YS[r + 1] + 9, value)


def scan(canvas: Canvas) -> None:
    """An image where the page should be."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 60, 60, 400, 600)


def strokes(canvas: Canvas) -> None:
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])


def heavy_strokes(canvas: Canvas) -> None:
    canvas.setLineWidth(4)
    strokes(canvas)


def thin_rectangles(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], y - 0.24, XS[-1] - XS[0], 0.48, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x - 0.24, YS[-1], 0.48, YS[0] - YS[-1], stroke=0, fill=1)


def cell_rectangles(canvas: Canvas) -> None:
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)


def one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for y in YS:
        path.moveTo(XS[0], y)
        path.lineTo(XS[-1], y)
    for x in XS:
        path.moveTo(x, YS[0])
        path.lineTo(x, YS[-1])
    canvas.drawPath(path)


def form_xobject(canvas: Canvas) -> None:
    name = f"rules{canvas.getPageNumber()}"
    canvas.beginForm(name)
    strokes(canvas)
    canvas.endForm()
    canvas.doForm(name)


def scaled_form_xobject(canvas: Canvas) -> None:
    """The rules at half size in the form, doubled where the form is placed."""
    name = f"scaled{canvas.getPageNumber()}"
    canvas.beginForm(name)
    canvas.scale(0.5, 0.5)
    strokes(canvas)
    canvas.endForm()
    canvas.saveState()
    canvas.scale(2, 2)
    canvas.doForm(name)
    canvas.restoreState()
