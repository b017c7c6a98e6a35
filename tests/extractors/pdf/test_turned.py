"""Content that is turned on its page."""

from __future__ import annotations

import pytest

from extractors.document import Document, Grid, Turn
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf.pages import HEIGHT, ROWS, WIDTH, XS, YS, cell_texts, pdf, strokes, text

pytestmark = pytest.mark.usefixtures("walked")

TURNS = {90: (0, 1, -1, 0, WIDTH, 0), 180: (-1, 0, 0, -1, WIDTH, HEIGHT), 270: (0, -1, 1, 0, 0, HEIGHT)}
"""The transformation that turns a page counter-clockwise by so many degrees."""
QUARTERS = {90: 1, 180: 2, 270: 3}
"""Quarter turns clockwise that make it upright again."""


def turned(by, *, foot=None, rotate=0):
    """A table and its title turned on the page, with upright text at the foot."""

    def draw(canvas):
        canvas.saveState()
        canvas.setPageRotation(rotate)
        canvas.transform(*TURNS[by])
        if by != 180:
            canvas.translate(0, -240)  # the sides of the page are swapped
        text(canvas, 200, 720, "收入决算表", 14)
        strokes(canvas)
        cell_texts(canvas, ROWS)
        canvas.restoreState()
        if foot:
            text(canvas, 280, 30, foot, 10)

    return read_pdf(pdf(draw))


def rows_of(document: Document) -> list[list[str]]:
    (grid,) = document.grids
    return [[c.text for c in grid.row(n)] for n in range(grid.n_rows)]


def said(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


@pytest.mark.parametrize("by", TURNS)
def test_a_turned_table_is_read_as_it_stands(by):
    document = turned(by)
    assert rows_of(document) == [list(row) for row in ROWS]
    assert said(document) == ["收入决算表"]


@pytest.mark.parametrize("by", TURNS)
def test_places_are_those_of_the_page_as_displayed(by):
    document = turned(by)
    (grid,) = document.grids
    x0, top, x1, bottom = _displayed(by, XS[0], YS[0], XS[-1], YS[-1])
    assert grid.box == pytest.approx((x0, top, x1, bottom), abs=0.5)
    cell = next(c for c in grid.cells if c.text == "2,946.25")
    inner = _displayed(by, XS[2], YS[1], XS[3], YS[2])
    box = document.place(cell.start, cell.end).box
    assert box is not None
    assert inner[0] <= box[0] < box[2] <= inner[2]
    assert inner[1] <= box[1] < box[3] <= inner[3]
    assert grid.cell_box(cell.row, cell.col, 1, 1) == pytest.approx(inner, abs=0.5)
    assert (document.pages[0].width, document.pages[0].height) == (WIDTH, HEIGHT)


def _displayed(by, x0, y0, x1, y1):
    """The box of two points of the turned drawing, from the upper left corner of the page."""
    a, b, c, d, e, f = TURNS[by]
    lift = 0 if by == 180 else 240
    ends = [(a * x + c * (y - lift) + e, b * x + d * (y - lift) + f) for x, y in ((x0, y0), (x1, y1))]
    xs, ys = [x for x, _ in ends], [HEIGHT - y for _, y in ends]
    return min(xs), min(ys), max(xs), max(ys)


def test_upright_text_on_the_page_is_read_by_itself():
    document = turned(90, foot="这一页说明支出情况，另见后文。")
    assert rows_of(document) == [list(row) for row in ROWS]
    assert said(document) == ["这一页说明支出情况，另见后文。", "收入决算表"]


def test_a_page_that_is_rotated_to_show_its_content_upright_is_not_turned():
    document = turned(90, rotate=90)
    (grid,) = document.grids
    assert grid.turn is None
    assert rows_of(document) == [list(row) for row in ROWS]


def test_a_turned_label_in_an_upright_table_belongs_to_it():
    def draw(canvas):
        strokes(canvas)
        cell_texts(canvas, [("", *row[1:]) for row in ROWS])
        canvas.saveState()
        canvas.translate(XS[0] + 60, YS[2] + 2)
        canvas.rotate(90)
        text(canvas, 0, 0, "12345678", 6)
        canvas.restoreState()

    document = read_pdf(pdf(draw))
    (grid,) = document.grids
    assert grid.turn is None
    assert grid.row(1)[2].text == "2,946.25"
    assert sorted(grid.row(1)[0].text) == list("12345678")


def test_a_few_turned_characters_are_a_mark_in_the_margin():
    def draw(canvas):
        text(canvas, 60, 700, "一般公共预算支出情况")
        canvas.saveState()
        canvas.translate(30, 400)
        canvas.rotate(90)
        text(canvas, 0, 0, "1234567", 8)
        canvas.restoreState()

    document = read_pdf(pdf(draw))
    assert "一般公共预算支出情况" in said(document)
    assert all(not isinstance(b, Grid) or b.turn is None for b in document.blocks)


def test_two_turns_take_a_box_back_where_it_was():
    box = (10.0, 20.0, 40.0, 60.0)
    assert Turn(2, 600, 800).displayed(Turn(2, 600, 800).displayed(box)) == box
    # a quarter turn clockwise and one counter-clockwise; the page's sides are swapped between them
    assert Turn(1, 800, 600).displayed(Turn(3, 600, 800).displayed(box)) == box
