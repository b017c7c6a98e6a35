"""The budget of `drawn_budget` as a scanner gives it: pixels, in a PDF or alone."""

from __future__ import annotations

import io
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from tests.pipeline.drawn_budget import HEAD, ROW, ROWS, TOP, XS

DPI = 200
WIDTH, HEIGHT = 842.0, 595.0


def picture(turned: float = 0.0) -> Image.Image:
    """The page at `DPI`, turned by so many degrees, as paper on a scanner lies."""
    scale = DPI / 72
    sheet = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(sheet)

    def write(x: float, baseline: float, text: str, size: float, anchor: str = "ls") -> None:
        with resources.as_file(resources.files("zhplot") / "fonts" / "NotoSansSC-Regular.ttf") as path:
            font = ImageFont.truetype(str(path), round(size * scale))
        draw.text((x * scale, (HEIGHT - baseline) * scale), text, 0, font, anchor)

    write(200, 540, "澄川市星湖区财政局2026年部门预算", 16)
    write(330, 510, "部门支出总表", 16)
    write(680, TOP + 8, "单位：万元", 10)
    lines = (HEAD, *ROWS)
    bottom = TOP - len(lines) * ROW
    for r in range(len(lines) + 1):
        y = (HEIGHT - TOP + r * ROW) * scale
        draw.line((XS[0] * scale, y, XS[-1] * scale, y), 0, 2)
    for x in XS:
        draw.line((x * scale, (HEIGHT - TOP) * scale, x * scale, (HEIGHT - bottom) * scale), 0, 2)
    for r, line in enumerate(lines):
        for c, value in enumerate(line):
            baseline = TOP - (r + 1) * ROW + 8
            if c < 2 or r == 0:
                write(XS[c] + 6, baseline, value, 10)
            else:
                write(XS[c + 1] - 6, baseline, value, 10, "rs")
    return sheet.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255) if turned else sheet


def scanned_pdf(turned: float = 0.0) -> bytes:
    """The picture as the only page of a PDF."""
    out = io.BytesIO()
    picture(turned).save(out, "PDF", resolution=DPI)
    return out.getvalue()


def scanned_png() -> bytes:
    """The picture alone."""
    out = io.BytesIO()
    picture().save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()
