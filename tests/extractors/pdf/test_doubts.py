"""Cells that hold what belongs into several."""

from __future__ import annotations

import numpy as np
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Grid
from extractors.pdf.doubts import Doubts
from extractors.pdf.glyphs import make_glyphs
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages


def grid(*strings: tuple[float, float, str], rows: int = 3) -> Grid:
    """The only grid of a page with these strings (x, y from the top left of the ruled grid)."""

    def draw(canvas: Canvas) -> None:
        pages.strokes(canvas)
        for x, y, value in strings:
            canvas.setFont(pages.FONT, 8)
            canvas.drawString(pages.XS[0] + x, pages.YS[0] - y, value)

    (found,) = read_pdf(pages.pdf(draw)).grids
    assert found.n_rows == rows
    return found


def test_amounts_on_two_lines_of_one_cell() -> None:
    assert grid((110, 12, "1,034.50"), (110, 24, "800.00")).doubtful == ("several amounts in one cell",)


def test_amounts_beside_each_other_in_one_cell() -> None:
    assert grid((105, 12, "1,034.50"), (180, 12, "800.00")).doubtful == ("several amounts in one cell",)


def test_one_number_broken_over_two_lines_is_no_doubt() -> None:
    found = grid((110, 12, "1,034,568"), (110, 24, ".50"))
    assert [c.text for c in found.row(0)] == ["", "1,034,568.50", "", ""]
    assert found.doubtful == ()


def test_codes_on_two_lines_of_one_cell() -> None:
    assert grid((10, 12, "20106"), (10, 24, "2010601")).doubtful == ("several codes in one cell",)


def test_a_number_of_eight_digits_is_no_doubt() -> None:
    assert grid((10, 12, "20120101")).doubtful == ()


def test_labels_with_their_amounts_in_one_column_of_cells() -> None:
    lines = [(4 + dx, 12 + 30 * n, value) for n in range(3) for dx, value in ((0, "行政运行"), (60, "12.50"))]
    assert grid(*lines).doubtful == ("words and amounts in one column of cells",)


def test_one_sentence_that_ends_with_an_amount_is_no_doubt() -> None:
    assert grid((4, 12, "投入资金12.50"), (4, 42, "支出12.50"), (4, 72, "其中12.50")).doubtful == ()


def reasons(*cells: str) -> tuple[str, ...]:
    """What a column of cells says against its grid; characters of 10 points, each touching the next."""
    text = "".join(cells)
    boxes = np.asarray([(10.0 * n, 0.0, 10.0 * n + 10, 10.0) for n in range(len(text))])
    doubts = Doubts(make_glyphs(list(text), np.full(len(text), 8.0), boxes, list(range(len(text)))))
    start = 0
    for cell in cells:
        doubts.see(cell, range(start, start + len(cell)), 0)
        start += len(cell)
    return doubts.reasons()


def test_words_before_an_amount_in_a_column_of_amounts() -> None:
    assert reasons("1.50", "2.50", "3.50", "缴费支出43608.96") == (
        "words before an amount in a column of amounts",
    )


def test_words_before_an_amount_in_a_column_of_words() -> None:
    assert reasons("1.50", "2.50", "缴费支出43608.96") == ()
