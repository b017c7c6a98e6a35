"""Numbers that run over a rule."""

from __future__ import annotations

import pytest

from extractors.pdf.cut_numbers import mend_cut_numbers
from extractors.pdf.lattice import LatticeCell
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf
from tests.extractors.pdf.printed import cell_texts, filled, lattice, printed


def _amounts_over_a_rule(canvas):
    """Right-aligned numbers in a narrow column, one of them wider than it (beijing/4b5e9abd2b49 p. 47)."""
    pages.strokes(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 2, pages.YS[1] + 9, "107.000000")
    canvas.drawRightString(pages.XS[3] - 2, pages.YS[1] + 9, "57123456789012.000000")
    canvas.drawString(pages.XS[0] + 2, pages.YS[2] + 9, "12345678901234567.50")


def test_a_number_that_runs_over_a_rule_stays_whole_in_the_cell_that_it_is_aligned_to():
    (grid,) = read_pdf(pdf(_amounts_over_a_rule)).grids
    assert [c.text for c in grid.row(0)] == ["", "107.000000", "57123456789012.000000", ""]
    assert [c.text for c in grid.row(1)] == ["12345678901234567.50", "", "", ""]


def _amounts_that_touch_at_a_rule(canvas):
    """Amounts that fill their cells (xian/5dc7fde06c35 p. 50)."""
    pages.strokes(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 0.4, pages.YS[1] + 9, "57,232,550.00")
    canvas.drawString(pages.XS[2] + 0.4, pages.YS[1] + 9, "39,358,500.00")


def test_amounts_that_touch_at_a_rule_stay_in_their_cells():
    (grid,) = read_pdf(pdf(_amounts_that_touch_at_a_rule)).grids
    assert [c.text for c in grid.row(0)] == ["", "57,232,550.00", "39,358,500.00", ""]


XS, YS = (0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0)
"""Cells as wide as twenty digits."""


def mended(*strings, cells=()):
    glyphs = printed(*strings)
    return cell_texts(mend_cut_numbers(glyphs, filled(glyphs, lattice(XS, YS, cells))), glyphs)[:3]


def test_a_number_goes_to_the_cell_to_whose_edge_it_is_aligned():
    # 21 glyphs, 105 points: most of the number lies in the first cell in both
    assert mended((93, 15, "123456789012345678.50")) == ["", "123456789012345678.50", ""]
    assert mended((3.9, 15, "123456789012345678.50")) == ["123456789012345678.50", "", ""]


def test_a_number_right_aligned_in_a_wide_cell_leaves_its_narrow_neighbour():
    # from 12 to 197: more of it lies left of its middle cell edge, the right edge decides
    number = "1" * 34 + ".50"
    assert mended((12, 15, number)) == ["", number, ""]
    # from 3 to 188: aligned to the left edge of the first
    assert mended((3, 15, number)) == [number, "", ""]


def test_a_number_that_is_aligned_to_neither_edge_goes_where_its_middle_lies():
    assert mended((70, 15, "12345.50")) == ["12345.50", "", ""]  # 70 to 110
    assert mended((90, 15, "12345.50")) == ["", "12345.50", ""]  # 90 to 130


def test_a_number_over_three_cells_goes_where_its_middle_lies():
    number = "1" * 30 + ".50"  # 165 points, from 70 to 235
    assert mended((70, 15, number)) == ["", number, ""]


def test_digits_that_are_no_number_with_decimals_stay_where_they_are():
    assert mended((85, 15, "2010301")) == ["201", "0301", ""]
    assert mended((80, 15, "1.0039.50")) == ["1.00", "39.50", ""]


@pytest.mark.parametrize(("gap", "is_one"), [(1.4, True), (1.6, False), (-1.4, True), (-1.6, False)])
def test_digits_of_one_number_touch(gap, is_one):
    """They stand apart, or overlap, by less than fifteen hundredths of their height of ten points."""
    texts = mended((75, 15, "12345"), (100 + gap, 15, "67.50"))
    assert (texts == ["12345", "67.50", ""]) is not is_one
    assert ("".join(texts), max(map(len, texts))) == ("1234567.50", 10 if is_one else 5)


@pytest.mark.parametrize(("drop", "is_one"), [(1.4, True), (1.6, False)])
def test_digits_of_one_number_stand_on_one_line(drop, is_one):
    texts = mended((75, 14, "12345"), (100, 14 + drop, "67.50"))
    assert (texts == ["12345", "67.50", ""]) is not is_one


def test_cells_that_are_not_beside_one_another_hold_no_cut_number():
    """The file writes the first cell of a row right behind the last of the row above."""
    glyphs = printed((270, 15, "123.5"), (0, 35, "6.50"))
    grid = filled(glyphs, lattice(XS, YS))
    assert mend_cut_numbers(glyphs, grid) is grid


def test_the_neighbour_of_a_merged_cell_is_behind_all_of_its_columns():
    wide = (LatticeCell(0, 0, 1, 2), LatticeCell(0, 2, 1, 1), *(LatticeCell(1, c, 1, 1) for c in range(3)))
    assert mended((170, 15, "12345.50"), cells=wide)[:2] == ["12345.50", ""]


def test_a_grid_without_cut_numbers_is_itself():
    glyphs = printed((10, 15, "1.50"), (110, 15, "2.50"))
    grid = filled(glyphs, lattice(XS, YS))
    assert mend_cut_numbers(glyphs, grid) is grid
