"""Lines of text taken apart where cells end."""

from __future__ import annotations

import pytest

from extractors.pdf.unruled.stretches import cut, make_stretch, stretches_of
from tests.extractors.pdf.printed import lines_of, printed


def stretches(*strings, spacing=0.0):
    glyphs = printed(*strings, spacing=spacing)
    (line,) = lines_of(glyphs)
    return stretches_of(line, glyphs)


def texts(*strings, spacing=0.0):
    """Amounts in angle brackets."""
    return [f"<{s.text}>" if s.is_amount else s.text for s in stretches(*strings, spacing=spacing)]


@pytest.mark.parametrize(("gap", "parts"), [(8.9, ["行政运行"]), (9.1, ["行政", "运行"])])
def test_nine_tenths_of_an_em_separate_words(gap, parts):
    assert texts((0, 100, "行政"), (20 + gap, 100, "运行")) == parts


@pytest.mark.parametrize(("gap", "parts"), [(2.9, ["行政12"]), (3.1, ["行政", "12"])])
def test_three_tenths_separate_a_number_from_words(gap, parts):
    assert texts((0, 100, "行政"), (20 + gap, 100, "12")) == parts


@pytest.mark.parametrize(("gap", "parts"), [(1.9, ["1234"]), (2.1, ["12", "34"])])
def test_two_tenths_separate_numbers(gap, parts):
    assert texts((0, 100, "12"), (10 + gap, 100, "34")) == parts


@pytest.mark.parametrize(("gap", "parts"), [(1.4, ["12.50教育"]), (1.6, ["<12.50>", "教育"])])
def test_a_complete_amount_ends_at_a_narrower_gap(gap, parts):
    assert texts((0, 100, "12.50"), (25 + gap, 100, "教育")) == parts


def test_what_makes_a_sentence_of_an_amount_is_no_column():
    assert texts((0, 100, "支出"), (40, 100, "12.50"), (70, 100, "万元")) == ["支出", "12.50", "万元"]
    assert texts((0, 100, "支出"), (40, 100, "12.50"), (70, 100, "教育")) == ["支出", "<12.50>", "教育"]


def test_a_number_without_decimals_is_an_amount_only_behind_another_text():
    assert texts((0, 100, "2080501"), (50, 100, "482600")) == ["2080501", "<482600>"]
    assert texts((0, 100, "合计"), (50, 100, "2024")) == ["合计", "2024"]
    assert texts((0, 100, "合计"), (50, 100, "-1500")) == ["合计", "<-1500>"]


def test_digits_set_one_by_one_are_a_number():
    assert texts((0, 100, "873.27"), spacing=3) == ["<873.27>"]
    assert texts((0, 100, "87"), spacing=3) == ["8", "7"]


@pytest.mark.parametrize(("spacing", "is_one"), [(6.9, True), (7.1, False)])
def test_such_digits_stand_less_than_seven_tenths_of_an_em_apart(spacing, is_one):
    assert (texts((0, 100, "873.27"), spacing=spacing) == ["<873.27>"]) is is_one


def test_digits_unevenly_apart_are_several_numbers():
    """Five quarters of the first gap."""
    even = ((0, 100, "8"), (8, 100, "7"), (16.7, 100, "3"), (24.7, 100, "2"))
    assert texts(*even) == ["8732"]  # gaps of 3, 3.7, 3
    uneven = ((0, 100, "8"), (8, 100, "7"), (16.8, 100, "3"), (24.8, 100, "2"))
    assert texts(*uneven) == ["8", "7", "3", "2"]


def test_pieces_of_more_than_three_characters_are_numbers_themselves():
    assert texts((0, 100, "1"), (8, 100, "2345"), (31, 100, "6"), (39, 100, "7")) == ["1", "<2345>", "6", "7"]
    assert texts((0, 100, "1"), (8, 100, "234"), (26, 100, "6"), (34, 100, "7")) == ["123467"]


def test_a_stretch_knows_its_edges_and_what_it_is():
    label, amount = stretches((0, 100, "行政运行"), (60, 100, "12.50"))
    assert (label.x0, label.x1, label.middle, label.baseline) == (0.0, 40.0, 20.0, 100.0)
    assert (label.is_amount, label.is_number) == (False, False)
    assert (amount.x0, amount.x1, amount.glyphs) == (60.0, 85.0, (4, 5, 6, 7, 8))
    assert (amount.is_amount, amount.is_number) == (True, True)
    (code,) = stretches((0, 100, "208"))
    assert (code.is_amount, code.is_number) == (False, True)


def one(*strings):
    glyphs = printed(*strings)
    return make_stretch(list(range(len(glyphs))), glyphs), glyphs


def cut_texts(columns, gap, *strings):
    stretch, glyphs = one(*strings)
    return [s.text for s in cut(stretch, columns, glyphs, gap)]


TWO = ((0, 100, "小计"), (24, 100, "基本"))
"""A gap of four points behind 20."""


def test_a_stretch_is_cut_at_a_wide_gap_that_no_column_lies_across():
    assert cut_texts([(0, 20), (24, 44)], 4.0, *TWO) == ["小计", "基本"]
    assert cut_texts([], 4.1, *TWO) == ["小计基本"]
    assert cut_texts([(10, 30)], 4.0, *TWO) == ["小计基本"]
    assert cut_texts([(20, 30)], 4.0, *TWO) == ["小计", "基本"]
    assert cut_texts([(10, 24)], 4.0, *TWO) == ["小计", "基本"]


def test_a_letter_spaced_stretch_is_not_cut():
    assert cut_texts([], 4.0, (0, 100, "小"), (14, 100, "计"), (28, 100, "数")) == ["小计数"]
    assert cut_texts([], 4.0, (0, 100, "小"), (12, 100, "计"), (26, 100, "数")) == ["小计数"]  # usual is 4
    assert cut_texts([], 4.0, (0, 100, "小"), (12, 100, "计"), (24, 100, "数"), (38, 100, "额")) == [
        "小计数",
        "额",
    ]


def test_a_single_glyph_has_no_gap():
    assert cut_texts([], 0.1, (0, 100, "小")) == ["小"]
