"""Text that does not fit its cell."""

from __future__ import annotations

import pytest

from extractors.pdf.cell_glyphs import fill
from extractors.pdf.lattice import LatticeCell
from extractors.pdf.overflow import mend_overflow
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import ROWS, pdf, text
from tests.extractors.pdf.printed import cell_texts, lattice, printed
from tests.extractors.pdf.shown import body, grid_texts


def test_a_label_that_spills_over_the_rule_below_goes_back_to_its_cell():
    """Beijing's rows are one line high; the second line of a label runs into the next row's cell."""

    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, (ROWS[0], ("", "", "630.00", ""), ("", "", "54.51", "")))
        text(canvas, 164, 645, "其他对个人和家庭的补助支出", 10)
        text(canvas, 164, 633, "等", 10)
        text(canvas, 310, 646, "630.00", 10)
        text(canvas, 164, 617, "委托业务费", 10)

    (grid,) = read_pdf(pdf(page)).grids
    assert [grid.row(r)[1].text for r in (1, 2)] == ["其他对个人和家庭的补助支出等", "委托业务费"]


def test_a_head_that_spills_into_a_blank_cell_goes_back_where_the_file_goes_on_with_the_row_above():
    """Jiangsu's list of purchases has a row for one line of 「采购组织形式」; the total below has no form."""

    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 64, 679, "采购品目大类", 12)
        text(canvas, 164, 674, "采购物品名称及其采购组织形", 10)
        text(canvas, 164, 662, "式等", 10)
        text(canvas, 304, 679, "总计", 12)
        text(canvas, 64, 649, "合计", 10)
        text(canvas, 304, 649, "1,422.50", 10)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid)[:2] == [
        ["采购品目大类", "采购物品名称及其采购组织形式等", "总计", ""],
        ["合计", "", "1,422.50", ""],
    ]


def test_a_label_that_spills_out_of_the_last_row_is_no_paragraph():
    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS[:1])
        text(canvas, 164, 612, "水利工程运行与维护及其他支", 10)
        text(canvas, 164, 600, "出", 10)
        text(canvas, 60, 560, "注：本表反映支出情况。", 10)

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert grid.row(2)[1].text == "水利工程运行与维护及其他支出"
    assert body(document) == ["注：本表反映支出情况。"]


def test_a_full_label_and_the_one_below_it_stay_apart_where_the_file_writes_column_by_column():
    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 672, "采购物品名称及其采购组织形", 10)
        text(canvas, 164, 659, "会议服务", 10)
        text(canvas, 164, 619, "物业管理服务", 10)
        text(canvas, 304, 679, "总计", 12)

    (grid,) = read_pdf(pdf(page)).grids
    assert [grid.row(r)[1].text for r in (0, 1)] == ["采购物品名称及其采购组织形", "会议服务"]


def test_a_label_that_runs_over_the_rule_beside_it_does_not_join_the_amount():
    """xian/5d77663c3523 page 22 printed a label over its amount's cell: 「出1090.22」."""

    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 645, "机关事业单位基本养老保险缴费支出", 9)
        text(canvas, 370, 645, "1090.22", 9)

    (grid,) = read_pdf(pdf(page)).grids
    assert [c.text for c in grid.row(1)][1:3] == ["机关事业单位基本养老保险缴费支出", "1090.22"]


def _label_that_reaches_the_amount(canvas):
    """A label wider than its cell, written on under the amount beside it (xian/5d77663c3523 p. 22)."""
    pages.strokes(canvas)
    text(canvas, pages.XS[0] + 4, pages.YS[1] + 9, "机关事业单位职业年金缴费支出", size=10)
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(pages.XS[2] - 90, pages.YS[1] + 9, "43608.96")


def test_a_label_that_runs_up_to_the_amount_of_the_next_cell_stays_whole():
    (grid,) = read_pdf(pdf(_label_that_reaches_the_amount)).grids
    assert [c.text for c in grid.row(0)] == ["机关事业单位职业年金缴费支出", "43608.96", "", ""]


XS, YS = (0.0, 100.0, 200.0), (0.0, 20.0, 40.0)
"""Two rows of two cells, each as wide as ten characters and high enough for two lines of them."""


def mended(*strings, cells=()):
    """Texts of the cells once what overflows is back, and what was taken from below the grid."""
    glyphs = printed(*strings)
    (grid,), outside = fill(glyphs, [lattice(XS, YS, cells)])
    found, taken = mend_overflow(glyphs, grid, frozenset(outside))
    return cell_texts(found, glyphs), "".join(glyphs.chars[g] for g in sorted(taken))


def test_a_line_below_goes_back_where_the_cell_below_has_a_text_of_its_own():
    texts, _ = mended((0, 15, "一二三四五六七八九"), (0, 28, "十"), (100, 15, "x"), (0, 38, "合计"))
    assert texts == ["一二三四五六七八九十", "x", "合计", ""]


@pytest.mark.parametrize(("width", "is_full"), [(87.0, True), (85.0, False)])
def test_a_line_is_full_when_less_than_fourteen_tenths_of_an_em_are_left(width, is_full):
    end = printed((width - 20, 15, "一二"))  # ends at `width`, of 100
    assert end.x1[-1] == width
    texts, _ = mended((width - 20, 15, "一二"), (0, 28, "三"), (100, 15, "右"), (50, 28, "x"))
    assert texts[0] == ("一二三" if is_full else "一二")


def test_what_the_file_writes_elsewhere_stays_below():
    texts, _ = mended((0, 18, "一二三四五六七八九十"), (0, 30, "甲乙"), (100, 15, "x"), (50, 30, "丙"))
    assert texts == ["一二三四五六七八九十甲乙", "x", "丙", ""]


def test_a_whole_cell_below_goes_back_only_where_the_file_then_writes_the_next_cell_of_the_row_above():
    line, rest = (0, 18, "一二三四五六七八九十"), (0, 30, "甲乙")
    assert mended(line, rest, (100, 15, "x"))[0] == ["一二三四五六七八九十甲乙", "x", "", ""]
    assert mended(line, rest, (100, 35, "x"))[0] == ["一二三四五六七八九十", "", "甲乙", "x"]
    assert mended(line, rest)[0] == ["一二三四五六七八九十", "", "甲乙", ""]


def test_a_whole_cell_below_that_is_no_next_line_stays():
    line, after = (0, 15, "一二三四五六七八九十"), (100, 15, "x")
    assert mended(line, (0, 29.9, "甲乙"), after)[0] == ["一二三四五六七八九十甲乙", "x", "", ""]
    assert mended(line, (0, 30, "甲乙"), after)[0] == ["一二三四五六七八九十", "x", "甲乙", ""]


def test_latin_text_and_digits_never_overflow():
    assert (
        mended((0, 18, "一二三四五六七八九十"), (0, 30, "AB"), (100, 15, "x"))[0][0] == "一二三四五六七八九十"
    )
    assert mended((0, 18, "12345678901234567890"), (0, 30, "甲"), (100, 15, "x"))[0][2] == "甲"


def test_a_word_that_runs_over_the_rule_beside_it_leaves_what_stands_apart():
    texts, _ = mended((50, 15, "一二三四五六七"), (150, 15, "其他"))
    assert texts[:2] == ["一二三四五六七", "其他"]


def test_a_word_beside_with_nothing_apart_from_it_is_of_its_own_cell():
    """Nothing but the word stands in the neighbour: it may be the neighbour's."""
    assert mended((50, 15, "一二三四五六七"))[0][:2] == ["一二三四五", "六七"]


@pytest.mark.parametrize(("gap", "goes_back"), [(8.1, True), (7.9, False)])
def test_words_of_the_neighbour_stand_eight_tenths_of_an_em_away(gap, goes_back):
    texts, _ = mended((50, 15, "一二三四五六"), (110 + gap, 15, "其他"))
    assert texts[:2] == (["一二三四五六", "其他"] if goes_back else ["一二三四五", "六其他"])


def test_an_amount_keeps_itself_however_close_the_label_comes():
    assert mended((50, 15, "一二三四五六"), (110, 15, "1,090.22"))[0][:2] == ["一二三四五六", "1,090.22"]


def test_characters_of_one_word_touch_and_stand_on_one_line():
    apart = mended((50, 15, "一二三四五"), (103.1, 15, "六"), (150, 15, "1.5"))
    assert apart[0][:2] == ["一二三四五", "六1.5"]
    close = mended((50, 15, "一二三四五"), (102.9, 15, "六"), (150, 15, "1.5"))
    assert close[0][:2] == ["一二三四五六", "1.5"]
    lower = mended((50, 12, "一二三四五"), (100, 15.1, "六"), (150, 15, "1.5"))
    assert lower[0][:2] == ["一二三四五", "六1.5"]


def test_a_line_below_the_grid_goes_back_into_the_last_row():
    texts, taken = mended((0, 38, "一二三四五六七八九十"), (0, 50, "甲乙"))
    assert texts == ["", "", "一二三四五六七八九十甲乙", ""]
    assert taken == "甲乙"


@pytest.mark.parametrize(
    ("strings", "why"),
    [
        (((0, 18, "一二三四五六七八九十"), (0, 50, "甲")), "not of the last row"),
        (((0, 38, "一二三"), (0, 50, "甲")), "the line above is not full"),
        (((0, 38, "一二三四五六七八九十"), (0, 58, "甲")), "too far below"),
        (((2, 38, "二三四五六七八九十"), (-1.5, 50, "甲")), "left of the column"),
    ],
)
def test_other_text_below_the_grid_stays_there(strings, why):
    assert mended(*strings)[1] == "", why


def test_a_line_below_the_grid_may_stand_a_point_over_the_edge_of_its_column():
    assert mended((0, 38, "一二三四五六七八九十"), (-1, 50, "甲"))[1] == "甲"
    assert mended((0, 38, "一二三四五六七八九十"), (91, 50, "甲"))[1] == "甲"
    assert mended((0, 38, "一二三四五六七八九十"), (91.5, 50, "甲"))[1] == ""


def test_a_merged_cell_reaches_as_far_as_its_last_row_and_column():
    tall = (LatticeCell(0, 0, 2, 1), LatticeCell(0, 1, 1, 1), LatticeCell(1, 1, 1, 1))
    texts, taken = mended((0, 38, "一二三四五六七八九十"), (0, 50, "甲"), cells=tall)
    assert (texts[0], taken) == ("一二三四五六七八九十甲", "甲")
    wide = (LatticeCell(0, 0, 1, 2), LatticeCell(1, 0, 1, 1), LatticeCell(1, 1, 1, 1))
    texts, _ = mended((50, 15, "一二三四五六七八九十"), (0, 28, "甲"), (50, 28, "x"), cells=wide)
    assert texts[0] == "一二三四五六七八九十"  # the line is not full: the cell is as wide as both columns


def test_a_grid_without_overflow_is_as_it_was():
    glyphs = printed((0, 15, "合计"), (100, 15, "1.50"))
    (grid,), _ = fill(glyphs, [lattice(XS, YS)])
    found, taken = mend_overflow(glyphs, grid, frozenset())
    assert found.cell_glyphs == grid.cell_glyphs
    assert taken == frozenset()


def test_the_grid_that_is_given_stays_as_it_is():
    glyphs = printed((50, 15, "一二三四五六"), (150, 15, "1.5"))
    (grid,), _ = fill(glyphs, [lattice(XS, YS)])
    mend_overflow(glyphs, grid, frozenset())
    assert cell_texts(grid, glyphs)[:2] == ["一二三四五", "六1.5"]
