"""Ruled grids without rules between the rows."""

from __future__ import annotations

import pytest

from extractors.pdf.lattice import LatticeCell
from extractors.pdf.reader import read_pdf
from extractors.pdf.unruled.open_rows import split_open_rows
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.printed import cell_texts, filled, lattice, printed
from tests.extractors.pdf.shown import only_grid
from tests.extractors.pdf.unruled.drawn import Head, cells, draw


def test_rows_that_no_rule_separates_are_told_by_their_texts_inside_ruled_columns():
    xs = (40, 90, 190, 280, 370)
    names = ("科目编码", "科目名称", "合计", "项目支出")
    heads = [Head(name, k, k + 1) for k, name in enumerate(names)]
    rows = (
        ("208", "社会保障和就业支出", "9.75", "9.75"),
        ("2080505", "机关事业单位基本养老\n保险缴费支出", "4.25", ""),
        ("2080599", "其他养老支出", "0.50", "0.50"),
    )

    def page(canvas):
        draw(canvas, xs, heads, rows, labels=(0, 1), heights=(1, 2, 1))
        for y in (760, 740, 668):
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, 760, x, 668)

    grid = only_grid(read_pdf(pdf(page)))
    assert cells(grid) == [list(names), *([t.replace("\n", "") for t in row] for row in rows)]
    assert grid.engine == "pdfium"
    assert grid.doubtful == ("no rules between rows",)


def test_a_tall_cell_of_text_beside_one_amount_stays_one_row():
    def page(canvas):
        for y in (700, 620, 560):
            canvas.line(60, y, 460, y)
        for x in (60, 160, 360, 460):
            canvas.line(x, 700, x, 560)
        for k in range(4):
            text(canvas, 164, 685 - 16 * k, f"第{k + 1}项工作已按计划完成", 9)
        text(canvas, 64, 655, "年度总体目标", 9)
        text(canvas, 364, 655, "118.60", 9)

    assert only_grid(read_pdf(pdf(page))).n_rows == 2


def test_a_column_rule_that_begins_below_a_spanning_cell_parts_the_rows_that_no_rule_separates():
    """Chromium draws the borders of cells: the rule between code and name begins below 合计, away from any
    horizontal rule, and may end at a page's edge."""
    xs = (40, 100, 220, 310)

    def page(canvas):
        rows = (
            ("合计", "", "9.75"),
            ("208", "社会保障支出", "9.00"),
            ("221", "住房保障支出", "0.50"),
            ("229", "其他支出", "0.25"),
        )
        draw(
            canvas,
            xs,
            [Head(t, k, k + 1) for k, t in enumerate(("科目编码", "科目名称", "合计"))],
            rows,
            labels=(0, 1),
        )
        for y in (760, 740):
            canvas.line(xs[0], y, xs[-1], y)
        for x in (xs[0], xs[2], xs[3]):
            canvas.line(x, 760, x, 660)
        canvas.line(xs[1], 760, xs[1], 740)
        canvas.line(xs[1], 720, xs[1], 660)

    grid = only_grid(read_pdf(pdf(page)))
    assert cells(grid)[1:] == [
        ["合计", "", "9.75"],
        ["208", "社会保障支出", "9.00"],
        ["221", "住房保障支出", "0.50"],
        ["229", "其他支出", "0.25"],
    ]


XS, YS = (0.0, 100.0, 200.0), (0.0, 20.0, 90.0)
"""A header of 20 points and a body of 70."""


def opened(*strings, ys=YS, cells=()):
    glyphs = printed(*strings)
    grid = filled(glyphs, lattice(XS, ys, cells))
    return split_open_rows(grid, glyphs), grid, glyphs


ROWS_3 = (
    (0, 15, "科目"),
    (100, 15, "合计"),
    (0, 35, "行政"),
    (100, 35, "1.50"),
    (0, 55, "卫生"),
    (100, 55, "2.50"),
    (0, 75, "教育"),
    (100, 75, "3.50"),
)


def test_rows_are_split_half_way_between_their_texts():
    found, _, glyphs = opened(*ROWS_3)
    assert found.lattice.y_edges == (0.0, 20.0, 42.0, 62.0, 90.0)
    assert cell_texts(found, glyphs) == ["科目", "合计", "行政", "1.50", "卫生", "2.50", "教育", "3.50"]
    assert [(c.row, c.col) for c in found.lattice.cells] == [(r, c) for r in range(4) for c in range(2)]
    assert found.lattice.owner.tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert found.lattice.doubtful == ("no rules between rows",)
    assert found.lattice.x_edges == XS


def test_two_rows_of_amounts_are_not_enough():
    found, grid, _ = opened(*ROWS_3[:6])
    assert found is grid


def test_a_row_no_higher_than_42_points_stays():
    low = [(x, 15 if y == 15 else 30 + (y - 35) * 0.5, t) for x, y, t in ROWS_3]
    found, grid, _ = opened(*low, ys=(0.0, 20.0, 62.0))
    assert found is grid
    taller, _, _ = opened(*low, ys=(0.0, 20.0, 62.1))
    assert len(taller.lattice.y_edges) == 5


def test_a_row_with_a_cell_that_spans_more_rows_stays():
    cells = (
        LatticeCell(0, 0, 2, 1),
        LatticeCell(0, 1, 1, 1),
        LatticeCell(1, 1, 1, 1),
    )
    found, grid, _ = opened(*ROWS_3, cells=cells)
    assert found is grid


def test_a_single_column_of_amounts_has_no_rows():
    found, grid, _ = opened(*[s for s in ROWS_3 if s[0] == 100])
    assert found is grid


def test_other_rows_keep_their_cells_and_are_numbered_anew():
    below = (*ROWS_3, (0, 105, "合计"), (100, 105, "7.50"))
    found, _, glyphs = opened(*below, ys=(*YS, 110.0))
    assert found.lattice.y_edges == (0.0, 20.0, 42.0, 62.0, 90.0, 110.0)
    assert cell_texts(found, glyphs)[-2:] == ["合计", "7.50"]
    assert [(c.row, c.row_span) for c in found.lattice.cells[-2:]] == [(4, 1), (4, 1)]


def test_a_word_over_two_columns_goes_to_the_first():
    strings = [*ROWS_3[:2], (90, 35, "合计"), (150, 35, "1.50"), *ROWS_3[4:]]
    found, _, glyphs = opened(*strings)
    assert cell_texts(found, glyphs)[2:4] == ["合计", "1.50"]


@pytest.mark.parametrize(("gap", "is_word"), [(2.9, True), (3.1, False)])
def test_its_characters_stand_less_than_three_tenths_of_an_em_apart(gap, is_word):
    """Farther apart, 计 stands before the amount in its cell, which is none then: two others are no rows."""
    strings = [*ROWS_3[:2], (88, 35, "合"), (98 + gap, 35, "计"), (111.5, 35, "1.50"), *ROWS_3[4:]]
    found, grid, _ = opened(*strings)
    assert (found is not grid) is is_word


@pytest.mark.parametrize(("drop", "is_word"), [(0.9, True), (1.1, False)])
def test_its_characters_stand_on_one_line(drop, is_word):
    strings = [*ROWS_3[:2], (88, 35, "合"), (98, 35 + drop, "计"), (109.5, 35, "1.50"), *ROWS_3[4:]]
    found, grid, _ = opened(*strings)
    assert (found is not grid) is is_word
