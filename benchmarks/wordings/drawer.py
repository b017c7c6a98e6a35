"""A story as a PDF, or as plain text where it has no tables. Same story, same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from benchmarks.wordings.story import ABOVE, LEFT, Grid, Heading, Para, Story, printed_text

FONT = "STSong-Light"
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 62.0
ROOM = WIDTH - 2 * MARGIN
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+%?|-+|—+")
_NUMBERED = re.compile(r"[(（]?[\d一二三四五六七八九十]+[)）、.．]")


def draw(story: Story) -> bytes:
    """The PDF of a story: its cover, running text set in justified lines, tables with rules."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    paper = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), invariant=1, title="", author="")
    frame = Frame(MARGIN, MARGIN, ROOM, HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
    paper.addPageTemplates(PageTemplate(frames=[frame], onPage=_footer))
    paper.build(_flow(story))
    return out.getvalue()


def plain(story: Story) -> bytes:
    """A story without tables as UTF-8 text, a block a line. Raises ValueError where it has tables."""
    lines = []
    for block in story.blocks:
        if isinstance(block, Grid):
            raise ValueError(f"{story.name} has tables")
        lines.append(printed_text(block.text))
    return ("\n".join(lines) + "\n").encode()


def has_tables(story: Story) -> bool:
    return any(isinstance(b, Grid) for b in story.blocks)


def _footer(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(WIDTH / 2, MARGIN / 2, f"— {canvas.getPageNumber()} —")


@cache
def _style(name: str) -> ParagraphStyle:
    made = ParagraphStyle(name, fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
    settings = {
        "cover": {"fontSize": 24, "leading": 40, "alignment": TA_CENTER, "spaceBefore": 60},
        "centred": {"fontSize": 18, "leading": 30, "alignment": TA_CENTER, "spaceAfter": 12},
        "heading": {"fontSize": 13, "leading": 22, "firstLineIndent": 26, "spaceBefore": 4},
        "body": {"firstLineIndent": 24},
        "title": {"fontSize": 14, "leading": 22, "alignment": TA_CENTER},
        "unit": {"fontSize": 9, "leading": 14, "alignment": TA_RIGHT},
    }
    for key, value in settings[name].items():
        setattr(made, key, value)
    return made


def _flow(story: Story) -> list[Flowable]:
    flow: list[Flowable] = []
    before: object = None
    for block in story.blocks:
        on_cover = isinstance(before, Heading) and before.level == 0
        if isinstance(block, Heading):
            is_numbered = _NUMBERED.match(block.text) is not None
            if on_cover and block.level > 0:
                flow.append(PageBreak())
            style = "cover" if block.level == 0 else "centred" if block.level == 1 else "heading"
            flow.append(CondPageBreak(60))
            flow.append(Paragraph(_safe(block.text), _style("heading" if is_numbered else style)))
        elif isinstance(block, Para):
            if on_cover:
                flow.append(PageBreak())
            flow.append(Paragraph(_safe(printed_text(block.text)), _style("body")))
        else:
            flow += _grid(block)
        before = block
    return flow


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _grid(grid: Grid) -> list[Flowable]:
    rows = [*grid.header, *grid.body]
    widths, size = _widths(rows)
    cells = [[_cell(text, width, size) for text, width in zip(row, widths, strict=True)] for row in rows]
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONT", (0, 0), (-1, -1), FONT, size, size * 1.3),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("ALIGN", (0, 0), (-1, len(grid.header) - 1), "CENTER"),
    ]
    for r, row in enumerate(rows):
        rules += [
            ("ALIGN", (c, r), (c, r), "RIGHT")
            for c, t in enumerate(row)
            if r >= len(grid.header) and _NUMBER.fullmatch(t) and (c or "." in t)
        ]
    rules += [("SPAN", (c, r), (c1, r1)) for r, c, r1, c1 in spans(rows)]
    unit = [] if grid.unit is None else [Paragraph(f"单位：{grid.unit}", _style("unit"))]
    return [
        CondPageBreak(150),
        Spacer(0, 8),
        Paragraph(_safe(grid.title), _style("title")),
        *unit,
        Table(cells, colWidths=widths, repeatRows=len(grid.header), style=TableStyle(rules)),
        Spacer(0, 10),
    ]


def spans(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int]]:
    """First and last row and column (row, col, last row, last col) of every cell that covers several."""
    found = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (LEFT, ABOVE):
                continue
            c1 = c
            while c1 + 1 < len(row) and row[c1 + 1] == LEFT:
                c1 += 1
            r1 = r
            while r1 + 1 < len(rows) and rows[r1 + 1][c] == ABOVE:
                r1 += 1
            if (r1, c1) != (r, c):
                found.append((r, c, r1, c1))
    return found


def _cell(text: str, width: float, size: float) -> str:
    """Text broken into lines that fit, numbers whole."""
    if text in (LEFT, ABOVE):
        return ""
    if _NUMBER.fullmatch(text):
        return text
    lines, line = [], ""
    for char in text:
        if line and _width(line + char, size) > width - 5:
            lines.append(line)
            line = ""
        line += char
    return "\n".join([*lines, line])


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _widths(rows: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """Widths of columns, numbers whole and labels in one to three lines, and the size of the letters."""
    size = 10.0
    while True:
        least, wished = [], []
        for column in zip(*rows, strict=True):
            texts = [t for t in column if t not in (LEFT, ABOVE)]
            numbers = max((_width(t, size) for t in texts if _NUMBER.fullmatch(t)), default=0.0)
            labels = max((_width(t, size) for t in texts if not _NUMBER.fullmatch(t)), default=0.0)
            least.append(max(numbers, min(labels, 2.2 * size)) + 6)
            wished.append(max(numbers, min(labels, 14 * size)) + 8)
        if sum(least) <= ROOM or size <= 5:
            break
        size -= 0.5
    if sum(wished) <= ROOM:
        return [w * ROOM / sum(wished) for w in wished], size
    left = (ROOM - sum(least)) / (sum(wished) - sum(least))
    return [low + (high - low) * left for low, high in zip(least, wished, strict=True)], size
