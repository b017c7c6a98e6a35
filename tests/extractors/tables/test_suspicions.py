"""What in a table looks misread where no sum says so."""

from __future__ import annotations

import pytest

from benchmarks.kinds.drawn import document
from extractors.tables.logical import logical_tables
from extractors.tables.suspicions import suspicions

EXPENDITURE = """
某局2024年度部门决算
支出决算表
单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
合计 | < | 90.00 | 60.00 | 30.00
208 | 社会保障和就业支出 | 50.00 | 30.00 | 20.00
20802 | 民政管理事务 | 50.00 | 30.00 | 20.00
2080201 | 行政运行 | 30.00 | 20.00 | 10.00
2080299 | 其他民政管理事务支出 | 20.00 | 10.00 | 10.00
221 | 住房保障支出 | 40.00 | 30.00 | 10.00
"""

BASIC = """
某局2024年度部门决算
一般公共预算财政拨款基本支出决算表
单位：万元
科目名称 | 预算
[301]工资福利支出 | 60.00
[30101]基本工资 | 20.00
[30102]津贴补贴 | 20.00
[30103]奖金 | 10.00
[30107]绩效工资 | 6.00
[30112]其他社会保障缴费 | 4.00
"""


def odd(drawing: str) -> set[tuple[int, str]]:
    """Rows and what is odd in them."""
    return {(row, kind) for t in logical_tables(document(drawing), []) for _, row, kind in suspicions(t)}


def changed(old: str, new: str, drawing: str = EXPENDITURE) -> set[tuple[int, str]]:
    assert old in drawing
    return odd(drawing.replace(old, new, 1))


@pytest.mark.parametrize("drawing", [EXPENDITURE, BASIC])
def test_nothing_is_odd_in_a_sound_table(drawing: str) -> None:
    assert odd(drawing) == set()


def test_a_blank_in_a_column_that_is_otherwise_filled() -> None:
    assert changed("行政运行 | 30.00 | 20.00", "行政运行 | | 20.00") == {(4, "blank")}
    assert changed("工资福利支出 | 60.00", "工资福利支出 |", BASIC) == {(1, "blank")}


def test_a_blank_that_the_other_amounts_of_its_row_explain() -> None:
    assert changed("20.00 | 10.00 | 10.00", "20.00 | | 20.00") == set()


def test_columns_with_many_blanks_tell_nothing() -> None:
    sparse = EXPENDITURE.replace("50.00 | 30.00 | 20.00", "50.00 | | 20.00")
    assert changed("行政运行 | 30.00 | 20.00", "行政运行 | 30.00 |", sparse) == set()


def test_a_row_that_has_lost_its_code() -> None:
    assert changed("2080201 | 行政运行", " | 行政运行") == {(4, "no_code")}


def test_a_code_that_has_lost_its_last_level() -> None:
    assert changed("2080201 | 行政运行", "20802 | 行政运行") == {(4, "other_code")}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("30.00 20.00 | | 10.00", "two_in_one"),
        ("30.00一、教育支出 | 20.00 | 10.00", "two_in_one"),
        ("4. | 20.00 | 10.00", "torn_number"),
        ("1.2.3 | 20.00 | 10.00", "torn_number"),
    ],
)
def test_cells_that_are_no_number_any_more(cells: str, kind: str) -> None:
    assert (4, kind) in changed("30.00 | 20.00 | 10.00", cells)


def test_a_line_of_the_unit_within_a_table_begins_another_one() -> None:
    assert (6, "two_tables") in changed("221 | 住房保障支出", "单位：万元 | 住房保障支出")


def test_a_head_that_a_rule_cut_from_its_amounts() -> None:
    cut = EXPENDITURE.replace("项目支出\n", "项 | 目支出\n").replace("0\n", "0 |\n")
    cut = "\n".join(
        " | ".join((*cells[:-2], cells[-1], cells[-2])) if len(cells := line.split(" | ")) > 4 else line
        for line in cut.replace(" |\n", " | \n").splitlines()
    )
    assert "cut_head" in {kind for _, kind in odd(cut.replace("目支出 | 项", "项 | 目支出"))}


def test_one_head_over_names_and_amounts() -> None:
    drawing = """
    某局2024年度部门决算
    收入支出决算总表
    单位：万元
    收入项目决算数 | < | 支出项目决算数 | <
    一、财政拨款收入 | 40.00 | 一、教育支出 | 30.00
    二、其他收入 | 10.00 | 二、住房保障支出 | 20.00
    本年收入合计 | 50.00 | 本年支出合计 | 50.00
    """
    assert {kind for _, kind in odd(drawing)} == {"one_head"}
