"""What is drawn but clipped: cells that go on over pages, and text that does not fit its cell."""

from __future__ import annotations

import contextlib

import pytest

from extractors.pdf import clipping
from extractors.pdf.clipping import CutCell, solid_text
from extractors.pdf.lattice import LatticeCell
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.printed import cell_texts, filled, lattice, printed
from tests.extractors.pdf.shown import grid_texts

pytestmark = pytest.mark.usefixtures("walked")

HEADER = ("项目名称", "项目总额", "一级指标", "指标值")
LEFT, RIGHT = pages.XS[0], pages.XS[-1]


@contextlib.contextmanager
def clipped(canvas, top, bottom, left=LEFT, right=RIGHT):
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, bottom, right - left, top - bottom)
    canvas.clipPath(path, stroke=0)
    yield
    canvas.restoreState()


def project(canvas, y):
    """A merged cell's text in full: a name and an amount, two lines each; `y` is of the first line."""
    text(canvas, 64, y, "京密引水管理处", 10)
    text(canvas, 64, y - 12, "水利工程维修养护费", 10)
    text(canvas, 170, y, "4,140.5681", 10)
    text(canvas, 170, y - 12, "31", 10)


def first_page(canvas):
    pages.strokes(canvas)
    with clipped(canvas, 700, 670):
        pages.cell_texts(canvas, (HEADER,))
    with clipped(canvas, 670, 610):
        pages.cell_texts(
            canvas, ((), ("信息系统运维", "45.76", "产出指标", "12"), ("", "", "产出指标", "100"))
        )
        project(canvas, 616)


def second_page(canvas):
    """The header is repeated; over it stands, clipped, what the page before showed."""
    pages.strokes(canvas)
    with clipped(canvas, 700, 670):
        pages.cell_texts(canvas, (HEADER,))
    with clipped(canvas, 670, 610):
        project(canvas, 675)
        pages.cell_texts(canvas, ((), ("", "", "质量指标", "90"), ("调水运行费", "13.48", "产出指标", "7")))


def test_a_cell_that_goes_on_over_the_page_break_is_read_whole_on_the_page_where_it_begins():
    """beijing/19894b8491d4 pages 98 and 99 show 「4,140.5681」 and 「31」 of one amount; beijing/53b2d87438a5
    pages 69 and 70 print the cut cell's text over the repeated header."""
    document = read_pdf(pdf(first_page, second_page))
    first, second = document.grids
    assert grid_texts(first) == [
        list(HEADER),
        ["信息系统运维", "45.76", "产出指标", "12"],
        ["京密引水管理处水利工程维修养护费", "4,140.568131", "产出指标", "100"],
    ]
    assert grid_texts(second) == [
        list(HEADER),
        ["", "", "质量指标", "90"],
        ["调水运行费", "13.48", "产出指标", "7"],
    ]
    assert [(r.raw, r.reason, r.place.page) for r in document.rejects] == [
        ("京密引水管理处水利工程维修养护费", "repeats what the page before prints of this cell", 2),
        ("4,140.568131", "repeats what the page before prints of this cell", 2),
    ]


def test_a_cell_of_which_a_page_shows_the_end_is_whole_where_no_page_before_shows_it():
    """Nothing is lost where the page before is missing."""
    (grid,) = read_pdf(pdf(second_page)).grids
    assert grid_texts(grid)[:2] == [
        list(HEADER),
        ["京密引水管理处水利工程维修养护费", "4,140.568131", "质量指标", "90"],
    ]


def test_a_cell_that_is_not_seen_at_all_is_a_reject_of_one_piece():
    """beijing/d345f76d4b79 page 55 holds the name and the amounts of page 54 behind its header."""

    def page(canvas):
        pages.strokes(canvas)
        with clipped(canvas, 700, 670):
            pages.cell_texts(canvas, (HEADER,))
        with clipped(canvas, 670, 610):
            project(canvas, 690)
            pages.cell_texts(canvas, ((), ("", "", "质量指标", "90"), ("", "", "时效指标", "12")))

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert grid_texts(grid) == [list(HEADER), ["", "", "质量指标", "90"], ["", "", "时效指标", "12"]]
    assert [r.raw for r in document.rejects] == ["京密引水管理处水利工程维修养护费", "4,140.568131"]
    assert document.rejects[1].place.page == 1


def test_lines_that_their_row_cuts_off_stay_in_their_cell():
    """Beijing's rows are two lines high: the third line of an indicator is clipped below, in the next row."""

    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, (HEADER,))
        with clipped(canvas, 670, 640, 300, 420):
            text(canvas, 304, 655, "提高价格认证业务水平", 10)
            text(canvas, 304, 643, "推动工作提质", 10)
            text(canvas, 304, 631, "增效", 10)
        text(canvas, 424, 655, "优，有效提高", 10)
        with clipped(canvas, 640, 610, 300, 420):
            text(canvas, 304, 619, "培训人数", 10)

    (grid,) = read_pdf(pdf(page)).grids
    assert [grid.row(r)[2].text for r in (1, 2)] == ["提高价格认证业务水平推动工作提质增效", "培训人数"]


def test_a_page_with_nothing_but_rules_is_an_empty_grid():
    """putuo/d45e923176f9 page 14: the lower half of a row, without a character."""
    first, second = read_pdf(pdf(first_page, pages.strokes)).grids
    assert first.n_rows == second.n_rows == 3
    assert {text for row in grid_texts(second) for text in row} == {""}


def test_a_note_right_below_a_table_that_cuts_text_off_is_a_paragraph():
    def page(canvas):
        first_page(canvas)
        text(canvas, 64, 585, "注：本表反映项目支出绩效目标。", 10)

    document = read_pdf(pdf(page))
    assert [document.text[p.start : p.end] for p in document.paragraphs] == ["注：本表反映项目支出绩效目标。"]
    assert grid_texts(next(iter(document.grids)))[2][0] == "京密引水管理处水利工程维修养护费"


def test_text_of_a_placed_form_is_seen_though_its_clip_is_in_the_coordinates_of_the_form():
    """The form is placed twice as large: the corners of its clip are not points of the page."""

    def page(canvas):
        pages.strokes(canvas)
        canvas.beginForm("texts")
        canvas.scale(0.5, 0.5)
        with clipped(canvas, 690, 620, 50, 510):
            pages.cell_texts(canvas, (HEADER, ("信息系统", "45.76", "质量指标", "90")))
            text(canvas, 64, 619, "调水", 10)
        canvas.endForm()
        canvas.saveState()
        canvas.scale(2, 2)
        canvas.doForm("texts")
        canvas.restoreState()
        text(canvas, 66, 620, "运行", 10)
        text(canvas, 120, -20, "页外", 10)

    document = read_pdf(pdf(page))
    (grid,) = document.grids
    assert grid_texts(grid)[:2] == [list(HEADER), ["信息系统", "45.76", "质量指标", "90"]]
    assert [r.raw for r in document.rejects] == ["页外"]


def texts_of(*strings):
    """The glyphs, text by text."""
    glyphs = printed(*strings)
    return [solid_text(glyphs, text_) for text_ in clipping._texts(glyphs, range(len(glyphs)))]


@pytest.mark.parametrize(("gap", "n_texts"), [(2.9, 1), (3.1, 2), (-3.1, 2)])
def test_on_one_line_a_gap_of_three_tenths_separates_two_texts(gap, n_texts):
    assert len(texts_of((0, 100, "甲"), (10 + gap, 100, "乙"))) == n_texts


@pytest.mark.parametrize(("pitch", "n_texts"), [(4.9, 2), (5.1, 1), (17.9, 1), (18.1, 2), (-5.1, 2)])
def test_the_next_line_of_a_text_stands_less_than_two_heights_lower(pitch, n_texts):
    assert len(texts_of((0, 100, "甲乙"), (0, 100 + pitch, "丙"))) == n_texts


@pytest.mark.parametrize(("x0", "n_texts"), [(-9.9, 1), (-10, 2), (20, 1), (20.1, 2)])
def test_the_next_line_of_a_text_begins_below_it(x0, n_texts):
    assert len(texts_of((0, 100, "甲乙"), (x0, 112, "丙"))) == n_texts


GRID = ((0.0, 100.0, 200.0), (0.0, 20.0, 40.0))


def completed(hidden, *strings, cells=()):
    """Of a grid whose glyphs of these numbers are hidden: texts of its cells, and the cells that were cut."""
    glyphs = printed(*strings)
    whole = filled(glyphs, lattice(*GRID, cells))
    grid, cut = clipping._completed(3, clipping._without(whole, set(hidden)), glyphs, set(hidden))
    return cell_texts(grid, glyphs), cut


def test_a_cell_gets_back_the_hidden_rest_that_the_file_writes_behind_it():
    texts, cut = completed({2, 3}, (10, 15, "甲乙"), (10, 27, "丙丁"))
    assert texts == ["甲乙丙丁", "", "", ""]
    assert cut == [CutCell(3, 0, "甲乙丙丁", 0.0, True)]


def test_and_what_it_writes_before_it_then_the_page_does_not_show_its_beginning():
    texts, cut = completed({0, 1}, (110, 3, "甲乙"), (110, 15, "丙丁"))
    assert texts[1] == "甲乙丙丁"
    assert cut == [CutCell(3, 1, "甲乙丙丁", 100.0, False)]


@pytest.mark.parametrize(("pitch", "is_rest"), [(17.9, True), (18.1, False)])
def test_the_rest_is_the_next_line(pitch, is_rest):
    texts, _ = completed({2}, (10, 15, "甲乙"), (10, 15 + pitch, "丙"))
    assert texts[0] == ("甲乙丙" if is_rest else "甲乙")


@pytest.mark.parametrize(("x0", "is_rest"), [(-6, True), (-6.1, False), (96, True), (96.1, False)])
def test_the_rest_stands_in_the_column_of_the_cell(x0, is_rest):
    """The middle of the glyph lies at most a point over its edges, at 0 and 100."""
    texts, _ = completed({2}, (10, 15, "甲乙"), (x0, 27, "丙"))
    assert (texts[0] == "甲乙丙") is is_rest


def test_a_rest_behind_other_glyphs_belongs_to_a_cell_of_the_last_row_only():
    between = (10, 15, "甲乙"), (110, 15, "x"), (10, 27, "丙")
    assert completed({3}, *between)[0][0] == "甲乙"
    tall = (LatticeCell(0, 0, 2, 1), LatticeCell(0, 1, 1, 1), LatticeCell(1, 1, 1, 1))
    assert completed({3}, *between, cells=tall)[0][0] == "甲乙丙"


@pytest.mark.parametrize(("n", "is_found"), [(63, True), (64, False)])
def test_the_rest_is_one_of_the_next_glyphs_of_the_file(n, is_found):
    tall = (LatticeCell(0, 0, 2, 1), LatticeCell(0, 1, 1, 1), LatticeCell(1, 1, 1, 1))
    strings = (10, 15, "甲乙"), (300, 15, "x" * n), (10, 27, "丙")
    assert (completed({2 + n}, *strings, cells=tall)[0][0] == "甲乙丙") is is_found


def test_a_cell_without_hidden_rest_is_as_it_was():
    assert completed({2}, (10, 15, "甲乙"), (300, 300, "丙")) == (["甲乙", "", "", ""], [])


def test_probes_are_the_ends_of_what_stands_outside_and_of_broken_cells():
    glyphs = printed((10, 15, "甲乙"), (300, 30, "丙"), (300, 10, "丁"), (110, 15, "戊"))
    grid = filled(glyphs, lattice(*GRID))
    assert set(clipping._probes(glyphs, [2, 3], [grid])) == {2, 3}
    assert set(clipping._probes(glyphs, [], [grid])) == set()


def test_text_written_over_text_is_probed():
    """It begins again more than half a glyph further left, on the same line."""
    over = printed((10, 15, "甲乙"), (14.9, 15, "丙"))
    assert set(clipping._probes(over, [], [])) == {1, 2}
    assert set(clipping._probes(printed((10, 15, "甲乙"), (15.1, 15, "丙")), [], [])) == set()
    assert set(clipping._probes(printed((10, 15, "甲乙"), (10, 20, "丙")), [], [])) == set()
