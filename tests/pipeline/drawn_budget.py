"""A budget drawn as a PDF: one expenditure table whose sums come out, for tests of second opinions."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
XS = (60.0, 150.0, 330.0, 470.0, 610.0, 750.0)
TOP, ROW = 470.0, 24.0
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("", "合计", "1,234.50", "1,000.00", "234.50"),
    ("201", "一般公共服务支出", "1,034.50", "800.00", "234.50"),
    ("20106", "财政事务", "1,034.50", "800.00", "234.50"),
    ("2010601", "行政运行", "800.00", "800.00", "0.00"),
    ("2010602", "一般行政管理事务", "234.50", "0.00", "234.50"),
    ("208", "社会保障和就业支出", "200.00", "200.00", "0.00"),
    ("20805", "行政事业单位养老支出", "200.00", "200.00", "0.00"),
    ("2080501", "行政单位离退休", "200.00", "200.00", "0.00"),
)


def budget(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The PDF: a cover line, then the ruled table on one landscape page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=1)
    canvas.setFont(FONT, 16)
    canvas.drawString(200, 540, "澄川市星湖区财政局2026年部门预算")
    canvas.drawString(330, 510, "部门支出总表")
    canvas.setFont(FONT, 10)
    canvas.drawString(680, TOP + 8, "单位：万元")
    lines = [HEAD, *rows]
    for r in range(len(lines) + 1):
        canvas.line(XS[0], TOP - r * ROW, XS[-1], TOP - r * ROW)
    for x in XS:
        canvas.line(x, TOP, x, TOP - len(lines) * ROW)
    for r, line in enumerate(lines):
        for c, value in enumerate(line):
            y = TOP - (r + 1) * ROW + 8
            if c < 2 or r == 0:
                canvas.drawString(XS[c] + 6, y, value)
            else:
                canvas.drawRightString(XS[c + 1] - 6, y, value)
    canvas.save()
    return out.getvalue()
