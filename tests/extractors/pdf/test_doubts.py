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


def test_several_amounts_beside_one_another_make_a_grid_doubtful() -> None:
    """The same, drawn in the cell of the second column."""
    assert grid((104, 21, "1,107.00"), (180, 21, "57.00")).doubtful == ("several amounts in one cell",)


def see(text: str, *, gap: float = 0.0, drop: float = 0.0, at: int = 0) -> tuple[str, ...]:
    """What one cell says against its grid; before character `at` lies a gap, or a fall of the line."""
    boxes = [
        (10.0 * n + (gap if n >= at else 0), 0.0, 10.0 * n + 10 + (gap if n >= at else 0), 10.0)
        for n in range(len(text))
    ]
    baselines = np.asarray([8.0 + (drop if n >= at else 0) for n in range(len(text))])
    doubts = Doubts(make_glyphs(list(text), baselines, np.asarray(boxes), list(range(len(text)))))
    doubts.see(text, range(len(text)), 0)
    return doubts.reasons()


def test_a_word_and_an_amount_far_apart_share_a_column_of_cells() -> None:
    """More than one and a half glyph heights."""
    assert see("支出12.50", gap=15.1, at=2) == ("words and amounts in one column of cells",)
    assert see("支出12.50", gap=14.9, at=2) == ()


def test_an_amount_on_the_next_line_is_of_a_cell_that_was_wrapped() -> None:
    assert see("支出12.50", gap=20, drop=6.1, at=2) == ()
    assert see("支出12.50", gap=20, drop=5.9, at=2) == ("words and amounts in one column of cells",)


def test_a_comparison_sign_belongs_to_the_amount_behind_it() -> None:
    assert see("支出≥12.50", gap=20, at=3) == ()


def test_amounts_that_run_together_are_several() -> None:
    assert see("57,232,550.0039,358,500.00") == ("several amounts in one cell",)
    assert see("1.00") == ()
    assert see("2024.01.01") == ()


def test_codes_of_three_five_and_seven_digits_on_lines_of_their_own() -> None:
    assert see("2080501208", drop=12, at=7) == ("several codes in one cell",)
    assert see("20805208", drop=12, at=5) == ("several codes in one cell",)
    assert see("2080208", drop=12, at=4) == ()
    assert see("208 05", at=0) == ()  # short enough to be one


def test_a_column_is_one_of_amounts_with_more_than_two_of_them_for_each_cell_of_words() -> None:
    assert reasons("1.50", "2.50", "3.50", "4.50", "缴费43608.96", "支出1.50") == ()
    assert reasons("1.50", "2.50", "3.50", "4.50", "5.50", "缴费43608.96", "支出1.50") == (
        "words before an amount in a column of amounts",
    )


def test_text_that_ends_with_a_word_says_nothing() -> None:
    assert see("1.00万元2.00万元") == ()
