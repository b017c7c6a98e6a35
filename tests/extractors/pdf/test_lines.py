"""Glyphs to lines: which share a baseline, and where white space carries meaning."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.glyphs import make_glyphs
from extractors.pdf.lines import breaks_word, build_lines, join_cell
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.printed import EM, lines_of, printed, sequence_text
from tests.extractors.pdf.shown import body


def test_letter_spaced_digits_and_titles_are_joined():
    def page(canvas):
        text(canvas, 60, 700, "2026年", spacing=8)
        text(canvas, 250, 650, "目录", spacing=24)
        text(canvas, 60, 600, "第一部分　部门概况")

    assert body(read_pdf(pdf(page))) == ["2026年", "目录", "第一部分 部门概况"]


def test_labels_of_a_chart_that_stand_close_are_numbers_of_their_own():
    """xian/627c16eab5a5 page 11: 「653.23 1457.68 476.56」 a fifth of a digit apart, above one axis."""

    def page(canvas):
        x = 60.0
        for k, label in enumerate(("46.16", "653.23", "1457.68", "476.56")):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x, 700, label)
            x += canvas.stringWidth(label, "Helvetica", 10) + (12, 1.6, 1.6, 0)[k]

    assert body(read_pdf(pdf(page))) == ["46.16 653.23 1457.68 476.56"]


def test_text_printed_twice_for_a_bold_look_is_read_once():
    def page(canvas):
        for shift in (0, 0.3):
            text(canvas, 60 + shift, 700, "预算05表合计100.05万元")

    assert body(read_pdf(pdf(page))) == ["预算05表合计100.05万元"]


def line_texts(*strings, spacing=0.0):
    """Lines; `_` where a blank was inserted, `|` for a gap between columns."""
    glyphs = printed(*strings, spacing=spacing)
    return [sequence_text(line.glyphs, glyphs) for line in lines_of(glyphs)]


def test_a_line_knows_its_box_its_size_and_its_columns():
    glyphs = printed((50, 100, "收入"), (110, 101, "12"))
    (line,) = lines_of(glyphs)
    assert (line.x0, line.top, line.x1, line.bottom) == (50.0, 92.0, 120.0, 103.0)
    assert line.size == EM
    assert line.columns == 2
    assert line.baseline == 101.0  # of the third of four
    assert line.text == "收入\t12"


@pytest.mark.parametrize(("drop", "n_lines"), [(4.4, 1), (4.6, 2)])
def test_glyphs_whose_baselines_differ_by_less_than_half_their_height_share_a_line(drop, n_lines):
    assert len(line_texts((0, 100, "甲"), (10, 100 + drop, "乙"))) == n_lines


def test_lines_are_read_from_top_to_bottom_and_from_left_to_right_whatever_the_file_writes_first():
    assert line_texts((0, 120, "丙"), (10, 100, "乙"), (0, 100, "甲")) == ["甲乙", "丙"]


def test_blanks_alone_are_no_line():
    assert line_texts((0, 100, "  "), (0, 120, "甲")) == ["甲"]
    assert build_lines(printed((0, 100, "甲")), []) == []


@pytest.mark.parametrize(("gap", "text"), [(2.1, "AB"), (2.3, "A_B")])
def test_a_gap_of_a_fifth_of_an_em_separates_latin_words(gap, text):
    assert line_texts((0, 100, "A"), (5 + gap, 100, "B"), (50, 100, "明")) == [f"{text}|明"]


def test_a_blank_of_the_file_separates_latin_words_that_stand_closer():
    assert line_texts((0, 100, "A "), (7, 100, "B"), (13, 100, "明")) == ["A_B明"]  # 2 points from A to B
    assert line_texts((0, 100, "A "), (5.9, 100, "B"), (11, 100, "明")) == ["AB明"]  # 0.9 points


@pytest.mark.parametrize(("gap", "text"), [(19.9, "甲_乙"), (20.1, "甲|乙")])
def test_a_gap_of_two_ems_separates_columns(gap, text):
    assert line_texts((0, 100, "甲"), (10 + gap, 100, "乙"), (20 + gap, 100, "丙")) == [text + "丙"]


@pytest.mark.parametrize(("gap", "text"), [(7.9, "部分部门"), (8.1, "部分_部门")])
def test_a_gap_of_eight_tenths_of_an_em_sets_chinese_words_apart(gap, text):
    assert line_texts((0, 100, "部分"), (20 + gap, 100, "部门")) == [text]


def test_a_blank_of_the_file_sets_chinese_words_apart_that_stand_closer():
    assert line_texts((0, 100, "部分 "), (23.1, 100, "部门")) == ["部分_部门"]
    assert line_texts((0, 100, "部分 "), (22.9, 100, "部门")) == ["部分部门"]


def test_many_gaps_in_a_line_are_justified_text():
    """One of five gaps may carry meaning, or one at all; two of six do not."""
    two = ((0, 100, "甲乙"), (28.5, 100, "丙丁"), (57, 100, "戊己庚"))
    assert line_texts(*two) == ["甲乙丙丁戊己庚"]
    more = (*two, (87, 100, "辛壬癸子"))
    assert line_texts(*more) == ["甲乙_丙丁_戊己庚辛壬癸子"]


def test_a_letter_spaced_title_is_one_word_and_no_columns():
    assert line_texts((0, 100, "目录"), spacing=40) == ["目录"]
    assert line_texts((0, 100, "部门决算"), spacing=4.1) == ["部门决算"]


def test_gaps_that_differ_are_no_letter_spacing():
    title = ((0, 100, "目"), (32, 100, "录"), (64, 100, "之"))
    assert line_texts(*title, (122, 100, "表")) == ["目录之表"]  # gaps of 22, 22 and 48
    assert line_texts(*title, (123, 100, "表")) == ["目|录|之|表"]


def test_a_letter_spaced_line_of_latin_letters_is_no_title():
    assert line_texts((0, 100, "A"), (30, 100, "B")) == ["A|B"]


def test_a_title_has_at_most_two_dozen_characters():
    assert line_texts((0, 100, "一" * 24), spacing=30) == ["一" * 24]
    assert line_texts((0, 100, "一" * 25), spacing=30) == ["|".join("一" * 25)]


def test_digits_set_apart_one_by_one_are_a_number():
    assert line_texts((0, 100, "2026年"), spacing=3) == ["2026年"]
    assert line_texts((0, 100, "121,345.67"), spacing=3) == ["121,345.67"]


def test_two_digits_apart_are_two_numbers():
    assert line_texts((0, 100, "12"), spacing=3) == ["1_2"]
    assert line_texts((0, 100, "123"), spacing=3) == ["123"]


def test_numbers_of_several_digits_are_not_joined():
    assert line_texts((0, 100, "12"), (14, 100, "34"), (28, 100, "56")) == ["12_34_56"]


def test_numbers_of_a_chart_are_parted_where_their_gaps_are_widest():
    glyphs = ((0, 100, "46.16"), (25.7, 100, "653.23"), (60, 100, "明"))
    assert line_texts(*glyphs) == ["46.16_653.23明"]
    close = ((0, 100, "46.16"), (25.5, 100, "653.23"), (60, 100, "明"))
    assert line_texts(*close) == ["46.16653.23明"]


@pytest.mark.parametrize(("shift", "text"), [(1.1, "甲乙"), (1.3, "甲甲乙乙")])
def test_a_glyph_printed_again_close_by_is_fake_bold(shift, text):
    assert line_texts((0, 100, "甲"), (15, 100, "乙"), (shift, 100, "甲"), (15 + shift, 100, "乙")) == [text]


def test_another_glyph_at_the_same_place_is_none():
    assert line_texts((0, 100, "甲"), (0.5, 100, "乙")) == ["甲乙"]


def test_a_doubled_glyph_is_found_also_behind_another_one():
    assert line_texts((0, 100, "甲"), (0.4, 100, "一"), (0.8, 100, "甲")) == ["甲一"]


def cell_text(*strings):
    glyphs = printed(*strings)
    return sequence_text(join_cell(lines_of(glyphs), glyphs), glyphs)


def test_lines_of_a_cell_join_without_a_blank_but_between_latin_words():
    assert cell_text((0, 100, "其他商品和服"), (0, 112, "务支出")) == "其他商品和服务支出"
    assert cell_text((0, 100, "12,345"), (0, 112, "678.90")) == "12,345678.90"
    assert cell_text((0, 100, "general"), (0, 112, "budget")) == "general_budget"


def test_a_gap_in_a_cell_is_a_blank_only_between_narrow_glyphs():
    assert cell_text((0, 100, "合"), (50, 100, "计")) == "合计"
    assert cell_text((0, 100, "12"), (50, 100, "34")) == "12_34"
    assert cell_text((0, 100, "合计"), (50, 100, "34")) == "合计34"


@pytest.mark.parametrize(
    ("left", "right", "breaks"),
    [
        ("l", "b", True),
        ("5", "b", False),
        ("l", "5", False),
        ("明", "b", False),
        ("l", "明", False),
        ("é", "b", False),
    ],
)
def test_only_latin_letters_need_a_blank_between_lines(left, right, breaks):
    assert breaks_word(left, right) is breaks


def test_a_font_without_size_has_the_smallest_size():
    glyphs = make_glyphs(["A"], np.asarray([10.0]), np.asarray([[5.0, 10.0, 5.0, 10.0]]), [0])
    (line,) = build_lines(glyphs, [0])
    assert line.size == 0.01
