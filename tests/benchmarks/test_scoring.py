"""The scorer of `benchmarks.tables`: what counts as a cell that was read right."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.scoring import (
    GoldCell,
    ReadCell,
    Score,
    comparable,
    number,
    path_of,
    score_read,
    score_sheets,
)
from benchmarks.sheets import SpannedCell, fill, fill_boxes

HEADER = (("科目编码", "科目名称", "支出", "支出"), ("科目编码", "科目名称", "合计", "基本支出"))
EXPENDITURE = (*HEADER, ("201", "一般公共服务\n支出", "1,264.87", "62.63"))


def gold(label: str, code: str, path: str, printed: str) -> GoldCell:
    value = number(printed)
    assert value is not None
    return GoldCell(comparable(label), code, path_of(path), value)


TOTAL = gold("一般公共服务支出", "201", "支出/合计", "1,264.87")
BASIC = gold("一般公共服务支出", "201", "支出/基本支出", "62.63")


def test_a_value_in_its_row_and_column_is_right() -> None:
    assert score_sheets([EXPENDITURE], [TOTAL, BASIC]) == Score(2, 2, 2, 2)


def test_a_value_under_another_header_is_in_its_row_only() -> None:
    moved = (*HEADER, ("201", "一般公共服务支出", "62.63", "1,264.87"))
    assert score_sheets([moved], [TOTAL, BASIC]) == Score(0, 2, 2, 2)


def test_a_value_in_the_row_of_another_label_is_on_the_page_only() -> None:
    moved = (*HEADER, ("201", "一般公共服务支出", "", ""), ("208", "社会保障", "1,264.87", "62.63"))
    assert score_sheets([moved], [TOTAL]) == Score(0, 0, 1, 1)


def test_a_number_that_was_torn_is_lost() -> None:
    torn = (*HEADER, ("201", "一般公共服务支出", "1,264", ".87"))
    assert score_sheets([torn], [TOTAL]) == Score(0, 0, 0, 1)


def test_two_cells_in_one_are_lost() -> None:
    joined = (*HEADER, ("201", "一般公共服务支出", "1,264.87 62.63", ""))
    assert score_sheets([joined], [TOTAL, BASIC]) == Score(0, 0, 0, 2)


def test_a_page_without_tables_loses_all_its_cells() -> None:
    assert score_sheets([], [TOTAL, BASIC]) == Score(total=2)


def test_a_header_level_that_is_not_filled_over_its_span_is_missed() -> None:
    unfilled = (("科目编码", "科目名称", "支出", ""), *EXPENDITURE[1:])
    assert score_sheets([unfilled], [TOTAL, BASIC]) == Score(1, 2, 2, 2)


def test_a_header_cut_over_rows_is_read_together() -> None:
    cut = (("", "科目名称", "支出"), ("", "", "合"), ("", "", "计"), ("", "一般公共服务支出", "1,264.87"))
    assert score_sheets([cut], [TOTAL]) == Score(1, 1, 1, 1)


def test_a_code_spread_over_columns_names_the_row() -> None:
    spread = (("类", "款", "项", "名", "合计"), ("208", "05", "06", "", "5.00"))
    assert score_sheets([spread], [gold("职业年金", "2080506", "合计", "5.00")]) == Score(1, 1, 1, 1)


def test_a_code_inside_the_label_names_the_row() -> None:
    together = (("项目", "合计"), ("[2240501]行政运行", "5.00"))
    assert score_sheets([together], [gold("行政运行", "2240501", "合计", "5.00")]) == Score(1, 1, 1, 1)


def test_a_label_right_of_the_value_is_not_its_own() -> None:
    panels = (("项目", "决算数", "项目", "决算数"), ("收入", "1.00", "支出", "2.00"))
    assert score_sheets([panels], [gold("支出", "", "决算数", "1.00")]) == Score(0, 0, 1, 1)


def test_a_row_that_prints_no_label_is_any_row() -> None:
    one_row = (("合计", "公务接待费"), ("3.00", "0.39"))
    assert score_sheets([one_row], [gold("*", "", "公务接待费", "0.39")]) == Score(1, 1, 1, 1)


def test_what_was_interpreted_is_scored_by_its_own_label_code_and_path() -> None:
    read = ReadCell("一般公共服务支出", "201", ("支出", "合计"), Decimal("1264.87"))
    other = ReadCell("社会保障", "208", ("支出", "基本支出"), Decimal("62.63"))
    assert score_read([read, other], [TOTAL, BASIC]) == Score(1, 1, 2, 2)


def test_boxes_and_spans_give_the_same_sheet() -> None:
    by_span = fill(
        [
            SpannedCell(0, 0, "名", 2),
            SpannedCell(0, 1, "支出", 1, 2),
            SpannedCell(1, 1, "a"),
            SpannedCell(1, 2, "b"),
        ]
    )
    by_box = fill_boxes(
        [
            ((0, 0, 10, 20), "名"),
            ((10, 0, 30, 10.5), "支出"),
            ((10.3, 10, 20, 20), "a"),
            ((20, 10, 30, 20), "b"),
        ]
    )
    assert by_span == by_box == (("名", "支出", "支出"), ("名", "a", "b"))
