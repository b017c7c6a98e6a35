"""Rules that nobody sees, on drawn pages."""

from __future__ import annotations

import pytest

from extractors.pdf.reader import read_pdf
from tests.extractors.pdf.pages import ROWS, XS, YS, cell_texts, pdf, strokes, text

pytestmark = pytest.mark.usefixtures("walked")


def rows_of(draw):
    (grid,) = read_pdf(pdf(draw)).grids
    return [[c.text for c in grid.row(n)] for n in range(grid.n_rows)]


def inner(canvas):
    """A rule through the middle of every row, below the texts."""
    for y in YS[1:]:
        canvas.line(XS[0], y + 6, XS[-1], y + 6)


def white(canvas):
    canvas.setStrokeGray(1)


def clear(canvas):
    canvas.setStrokeAlpha(0)


def clipped(canvas):
    path = canvas.beginPath()
    path.rect(0, 0, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)


def test_the_same_rules_in_black_divide_the_rows():
    def draw(canvas):
        strokes(canvas)
        inner(canvas)
        cell_texts(canvas, ROWS)

    assert len(rows_of(draw)) == 6


@pytest.mark.parametrize("hide", [white, clear, clipped])
def test_rules_that_nobody_sees_divide_no_row(hide):
    def draw(canvas):
        strokes(canvas)
        canvas.saveState()
        hide(canvas)
        inner(canvas)
        canvas.restoreState()
        cell_texts(canvas, ROWS)

    assert rows_of(draw) == [list(row) for row in ROWS]


def test_rules_under_a_white_sheet_are_not_seen():
    def draw(canvas):
        inner(canvas)
        canvas.setFillGray(1)
        canvas.rect(XS[0] - 5, YS[-1] - 5, XS[-1] - XS[0] + 10, YS[0] - YS[-1] + 10, stroke=0, fill=1)
        canvas.setFillGray(0)
        strokes(canvas)
        cell_texts(canvas, ROWS)

    assert rows_of(draw) == [list(row) for row in ROWS]


def test_a_grid_that_is_white_altogether_is_all_there_is():
    def draw(canvas):
        canvas.setStrokeGray(1)
        strokes(canvas)
        cell_texts(canvas, ROWS)

    assert rows_of(draw) == [list(row) for row in ROWS]


def test_white_rules_on_a_shade_are_seen():
    def draw(canvas):
        canvas.setFillGray(0.8)
        canvas.rect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1], stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setStrokeGray(1)
        strokes(canvas)
        cell_texts(canvas, ROWS)

    assert rows_of(draw) == [list(row) for row in ROWS]


def test_white_rules_stay_where_only_they_keep_amounts_apart():
    """Two amounts stand in one box, a white rule between them."""

    def draw(canvas):
        for y in (YS[0], YS[1], YS[-1]):
            canvas.line(XS[0], y, XS[-1], y)
        for x in XS:
            canvas.line(x, YS[0], x, YS[-1])
        canvas.setStrokeGray(1)
        canvas.line(XS[0], YS[2], XS[-1], YS[2])
        cell_texts(canvas, [ROWS[0], ("201", "行政运行", "2,946.25", "1,000.05")])
        for x, value in zip(XS, ("208", "养老保险", "12.34", "5.67"), strict=False):
            text(canvas, x + 4, YS[3] + 9, value, 10)

    assert rows_of(draw)[1:] == [
        ["201", "行政运行", "2,946.25", "1,000.05"],
        ["208", "养老保险", "12.34", "5.67"],
    ]
