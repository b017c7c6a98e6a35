"""Tables without rules between their columns, drawn as office software sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Grid
from tests.extractors.pdf.pages import FONT, text

SIZE, LINE, PITCH = 9.0, 12.0, 20.0


@dataclass(frozen=True)
class Head:
    """A header cell: its text (lines parted by a line feed), columns and levels, ends exclusive."""

    text: str
    first: int
    last: int
    top: int = 0
    bottom: int = 1


def centred(canvas, x: float, y: float, value: str) -> None:
    """Lines centred both ways about a point."""
    lines = value.split("\n")
    canvas.setFont(FONT, SIZE)
    for k, line in enumerate(lines):
        canvas.drawCentredString(x, y - 0.36 * SIZE + LINE * ((len(lines) - 1) / 2 - k), line)


def draw(
    canvas,
    xs: Sequence[float],
    heads: Sequence[Head],
    rows: Sequence[Sequence[str]],
    *,
    top: float = 760,
    pitch: float = PITCH,
    labels: Sequence[int] = (0,),
    heights: Sequence[int] = (),
) -> None:
    """A table with columns between `xs`: heads centred over theirs, labels at the left, amounts at the right
    edge and half way down the row. `heights` are the rows' heights in lines."""
    for head in heads:
        y = top - pitch * (head.top + head.bottom) / 2
        centred(canvas, (xs[head.first] + xs[head.last]) / 2, y, head.text)
    y = top - pitch * max((h.bottom for h in heads), default=0)
    for r, row in enumerate(rows):
        height = pitch + LINE * ((heights[r] if heights else 1) - 1)
        middle = y - height / 2
        for c, value in enumerate(row):
            if not value:
                continue
            lines = value.split("\n")
            for k, line in enumerate(lines):
                at = middle - 0.36 * SIZE + LINE * ((len(lines) - 1) / 2 - k)
                canvas.setFont(FONT, SIZE)
                if c in labels:
                    canvas.drawString(xs[c] + 2, at, line)
                else:
                    canvas.drawRightString(xs[c + 1] - 2, at, line)
        y -= height


def cells(grid: Grid) -> list[list[object]]:
    """Rows of texts; where a cell spans, its text with columns and rows."""
    return [
        [c.text if c.col_span == c.row_span == 1 else (c.text, c.col_span, c.row_span) for c in grid.row(r)]
        for r in range(grid.n_rows)
    ]


def unruled_rows(canvas, rows, top=680):
    """Label at the left, amounts right-aligned under one another."""
    for k, (label, *amounts) in enumerate(rows):
        text(canvas, 60, top - 20 * k, label, 10)
        for c, amount in enumerate(amounts):
            canvas.drawRightString(300 + 90 * c, top - 20 * k, amount)
