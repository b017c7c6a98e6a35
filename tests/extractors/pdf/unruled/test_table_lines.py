"""Which lines are a table without vertical rules, and which of them its header."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.unruled.stretches import stretches_of
from extractors.pdf.unruled.table_lines import (
    UnruledPage,
    across,
    are_labels,
    first_row_of,
    has_mark,
    header_start,
    is_number_line,
    is_row,
    is_table,
    last_line,
    run_end,
)
from tests.extractors.pdf.printed import lines_of, printed

XS = (0.0, 100.0, 200.0, 300.0, 400.0)


def page(*lines, rules=()):
    """Lines of (baseline, texts at `XS`; blank where nothing stands)."""
    strings = [
        (x, baseline, text) for baseline, *texts in lines for x, text in zip(XS, texts, strict=False) if text
    ]
    glyphs = printed(*strings)
    made = tuple(lines_of(glyphs))
    drawn = np.asarray([(y, 0.0, 500.0) for y in rules]).reshape(-1, 3)
    return UnruledPage(made, [stretches_of(line, glyphs) for line in made], glyphs, drawn)


def row(*texts):
    return page((100.0, *texts)).rows[0]


def test_a_row_has_an_amount_and_something_beside_it():
    assert is_row(row("行政", "1.50"))
    assert is_row(row("1.50", "2.50"))
    assert not is_row(row("1.50"))
    assert not is_row(row("行政", "运行"))
    assert not is_row(row("行政", "2024"))


def test_marks_and_numbers_of_columns():
    assert has_mark(row("一、教育支出", "1.50"))
    assert not has_mark(row("教育支出", "1.50"))
    assert is_number_line(row("栏次", "1", "2"))
    assert is_number_line(row("1", "2"))
    assert not is_number_line(row("栏次", "1"))
    assert is_number_line(row("栏次", "项目支出额", "1", "2"))
    assert not is_number_line(row("栏次", "项目支出额", "合计支出额", "1", "2"))


def test_a_run_ends_behind_its_last_line_with_amounts():
    found = page(
        (100.0, "行政", "1.50"),
        (120.0, "卫生", "2.50"),
        (140.0, "其中"),
        (160.0, "教育", "3.50"),
        (180.0, "注"),
    )
    assert run_end(found, 0) == 4
    assert run_end(found, 2) is None
    assert run_end(found, 3) == 4


@pytest.mark.parametrize(("pitch", "end"), [(45.0, 2), (45.1, 1)])
def test_rows_stand_at_most_four_and_a_half_ems_apart(pitch, end):
    assert run_end(page((100.0, "行政", "1.50"), (100.0 + pitch, "卫生", "2.50")), 0) == end


@pytest.mark.parametrize(("between", "end"), [(5, 7), (6, 1)])
def test_at_most_five_lines_of_labels_stand_between_two_of_amounts(between, end):
    labels = [(100.0 + 12 * (k + 1), "其中") for k in range(between)]
    last = (100.0 + 12 * (between + 1), "卫生", "2.50")
    assert run_end(page((100.0, "行政", "1.50"), *labels, last), 0) == end


@pytest.mark.parametrize("line", ["单位：万元", "支出决算表", "本年支出增加。"])
def test_no_table_goes_on_over_a_title_a_unit_or_a_sentence(line):
    assert run_end(page((100.0, "行政", "1.50"), (120.0, line), (140.0, "卫生", "2.50")), 0) == 1


def test_three_lines_of_amounts_are_a_table_or_four_amounts_below_a_header():
    rows = [(100.0 + 20 * k, "行政", "1.50") for k in range(3)]
    assert is_table(page(*rows), 0, 0, 3)
    assert not is_table(page(*rows[:2]), 0, 0, 2)
    wide = page((80.0, "科目"), (100.0, "行政", "1.50", "2.50", "3.50", "4.50"))
    assert is_table(wide, 0, 1, 2)
    assert not is_table(wide, 1, 1, 2)
    narrow = page((80.0, "科目"), (100.0, "行政", "1.50", "2.50", "3.50"))
    assert not is_table(narrow, 0, 1, 2)


def test_a_rule_crosses_a_table_with_six_tenths_of_its_width():
    found = page((100.0, "行政", "1.50"))
    rules = np.asarray([(90.0, 0.0, 60.0), (80.0, 0.0, 59.0), (70.0, 40.0, 500.0), (60.0, 41.0, 500.0)])
    crossed = UnruledPage(found.lines, found.rows, found.glyphs, rules)
    assert across(crossed, 0.0, 100.0) == [70.0, 90.0]
    assert across(found, 0.0, 100.0) == []


def test_lines_above_the_first_amounts_that_are_body_already():
    rows = ((100.0, "栏次", "1", "2"), (120.0, "一、教育", "支出"), (140.0, "行政", "1.50", "2.50"))
    assert first_row_of(page(*rows), 2, 0) == 0
    assert first_row_of(page(*rows), 2, 1) == 1
    assert first_row_of(page((100.0, "科目", "合计"), (140.0, "行政", "1.50")), 1, 0) == 1


@pytest.mark.parametrize(("distance", "first"), [(42.0, 0), (42.1, 1)])
def test_a_row_of_words_stands_no_farther_than_a_header_does(distance, first):
    assert first_row_of(page((100.0, "一、教育", "支出"), (100.0 + distance, "行政", "1.50")), 1, 0) == first


def test_a_row_of_words_above_a_rule_is_no_body():
    rows = ((100.0, "一、教育", "支出"), (120.0, "行政", "1.50"))
    assert first_row_of(page(*rows, rules=(110.0,)), 1, 0) == 1
    assert first_row_of(page(*rows, rules=(90.0,)), 1, 0) == 0


def test_a_label_half_a_line_above_its_amounts_is_body():
    assert first_row_of(page((100.0, "机关事业"), (111.4, "", "1.50", "2.50")), 1, 0) == 0
    assert first_row_of(page((100.0, "机关事业"), (111.6, "", "1.50", "2.50")), 1, 0) == 1


BODY = ((200.0, "行政", "1.50", "2.50"), (220.0, "卫生", "3.50", "4.50"), (240.0, "教育", "5.50", "6.50"))


def start(*above, rules=()):
    """How many of the lines above the body are its header."""
    found = page(*above, *BODY, rules=rules)
    return len(above) - header_start(found, len(above), len(above) + 3, 0)


def test_the_header_goes_up_to_the_unit_or_the_title():
    assert start((180.0, "科目", "合计", "支出")) == 1
    assert start((140.0, "支出决算表"), (160.0, "", "", "单位：万元"), (180.0, "科目", "合计", "支出")) == 1
    assert start((160.0, "科目", "合计", "支出"), (180.0, "编码", "小计", "支出")) == 2
    assert start((180.0, "以下为表格。")) == 0
    assert start() == 0


@pytest.mark.parametrize(("gap", "n_lines"), [(42.0, 1), (42.1, 0)])
def test_lines_of_a_header_stand_close_to_the_body(gap, n_lines):
    assert start((200.0 - gap, "科目", "合计", "支出")) == n_lines


def test_the_rule_over_a_header_ends_it():
    lines = ((140.0, "部门", "名称", "编码"), (180.0, "科目", "合计", "支出"))
    assert start(*lines) == 2
    assert start(*lines, rules=(160.0,)) == 1
    assert start(*lines, rules=(160.0, 120.0)) == 2  # a rule so close above: that one is inside of the header
    assert start(*lines, rules=(160.0, 79.0)) == 1


def test_a_single_text_over_others_is_a_head_and_one_at_the_left_is_none():
    """The body reaches from 0 to 220."""
    assert start((170.0, "", "本年支出"), (185.0, "科目", "合计", "小计")) == 2
    assert start((170.0, "本年支出"), (185.0, "科目", "合计", "小计")) == 1
    assert start((170.0, "", "一、支出"), (185.0, "科目", "合计", "小计")) == 1


def test_a_header_has_at_most_a_dozen_lines():
    lines = [(200.0 - 15 * k, "科目", "合计", "支出") for k in range(13, 0, -1)]
    assert start(*lines) == 12


def test_lines_of_a_label_above_the_first_amounts_stand_where_the_body_has_no_amounts():
    found = page((100.0, "机关事业"), (112.0, "单位养老", "1.50"), (124.0, "保险缴费"))
    assert are_labels(found, range(1), range(1, 3))
    over_amounts = page((100.0, "", "支出"), (112.0, "单位养老", "1.50"))
    assert not are_labels(over_amounts, range(1), range(1, 2))
    elsewhere = page((100.0, "", "", "支出"), (112.0, "单位养老", "1.50"))
    assert not are_labels(elsewhere, range(1), range(1, 2))
    assert not are_labels(found, range(0), range(1, 3))


def test_the_lower_half_of_the_last_label_belongs_to_the_table():
    rows = ((100.0, "", "1.50", "2.50"), (107.9, "机关事业", "", ""), (115.7, "养老"), (140.0, "注"))
    assert last_line(page(*rows), 1) == 3
    assert last_line(page((100.0, "", "1.50"), (111.4, "机关")), 1) == 2
    assert last_line(page((100.0, "", "1.50"), (111.6, "机关")), 1) == 1
    assert last_line(page((100.0, "机关", "1.50"), (111.4, "事业")), 1) == 1
    assert last_line(page((100.0, "", "1.50"), (107.9, "单位：元")), 1) == 1


def test_the_width_of_a_table_is_that_between_its_edges():
    found = page((100.0, "行政", "1.50"))
    rules = np.asarray([(90.0, 100.0, 160.0), (80.0, 100.0, 159.0)])
    assert across(UnruledPage(found.lines, found.rows, found.glyphs, rules), 100.0, 200.0) == [90.0]


def test_the_first_line_of_the_last_head_may_reach_the_right_edge_only_close_above_the_others():
    """The body reaches to 220; the text ends at 230, so it stands over a part of the table only where it is
    less than two lines above."""
    assert start((166.5, "", "", "其他费"), (184.0, "科目", "合计", "小计")) == 2
    assert start((165.0, "", "", "其他费"), (184.0, "科目", "合计", "小计")) == 1
