"""One page as an engine reads it: every glyph is in a cell, a line or a hidden line."""

from __future__ import annotations

import numpy as np

from extractors.pdf.frame import Frame
from extractors.pdf.page import page_of_glyphs, unruled_edges
from tests.extractors.pdf.printed import cell_texts, content, filled, lattice, printed

FRAME = Frame(0.0, 0.0, 600.0, 800.0, 0)
NO_RULES = np.empty((0, 3))
GRID = lattice((0.0, 100.0, 200.0), (0.0, 20.0, 40.0))


def lines(page):
    return [line.text(page.glyphs) for line in page.lines]


def test_glyphs_lie_in_cells_or_lines():
    glyphs = printed((10, 15, "行政"), (110, 15, "1.50"), (10, 60, "注：单位"))
    page = page_of_glyphs(3, FRAME, glyphs, [GRID], NO_RULES)
    assert [cell_texts(grid, glyphs) for grid in page.grids] == [["行政", "1.50", "", ""]]
    assert lines(page) == ["注：单位"]
    assert (page.page.number, page.page.width, page.page.height, page.page.n_glyphs) == (3, 600.0, 800.0, 10)
    assert page.hidden.stretches == page.hidden.cut == ()


def test_blanks_are_no_glyphs_of_the_page():
    assert page_of_glyphs(1, FRAME, printed((0, 60, "注 注")), [], NO_RULES).page.n_glyphs == 2


def test_cut_numbers_and_overflowing_labels_are_in_their_cells():
    glyphs = printed((97, 15, "123.50"), (0, 38, "一二三四五六七八九十"), (0, 50, "甲乙"))
    page = page_of_glyphs(1, FRAME, glyphs, [GRID], NO_RULES)
    assert cell_texts(page.grids[0], glyphs) == ["", "123.50", "一二三四五六七八九十甲乙", ""]
    assert lines(page) == []


def test_a_table_without_rules_is_taken_out_of_the_lines():
    rows = [
        (x, 100 + 20 * k, t) for k in range(3) for x, t in ((0, "行政运行"), (100, "1.50"), (200, "2.50"))
    ]
    glyphs = printed((0, 40, "说明文字"), *rows, (0, 300, "附注文字"))
    page = page_of_glyphs(1, FRAME, glyphs, [], NO_RULES)
    assert lines(page) == ["说明文字", "附注文字"]
    (grid,) = page.grids
    assert cell_texts(grid, glyphs) == ["行政运行", "1.50", "2.50"] * 3
    assert unruled_edges(page) == grid.lattice.x_edges


def test_only_a_table_without_rules_goes_on_by_its_columns():
    glyphs = printed((10, 15, "行政"))
    assert unruled_edges(content(glyphs, [filled(glyphs, GRID)])) is None
    assert unruled_edges(content(glyphs)) is None
    set_ = lattice((0.0, 50.0, 90.0), (0.0, 20.0), engine="whitespace")
    assert unruled_edges(content(glyphs, [filled(glyphs, set_)])) == (0.0, 50.0, 90.0)


def test_rows_that_no_rule_separates_are_split():
    rows = [(x, 35 + 20 * k, t) for k in range(3) for x, t in ((10, "行政"), (110, "1.50"))]
    glyphs = printed(*rows)
    page = page_of_glyphs(1, FRAME, glyphs, [lattice((0.0, 100.0, 200.0), (0.0, 20.0, 90.0))], NO_RULES)
    assert len(page.grids[0].lattice.y_edges) == 5
    assert page.grids[0].lattice.doubtful == ("no rules between rows",)
